//! evcxr's engine, on a thread of its own: it does one thing at a time, and waits while a cell runs.

use super::failure::with_its_reason;
use super::wire::NO_ANSWER;
use crossbeam_channel::{Receiver, Sender};
use evcxr::{CommandContext, EvalCallbacks};
use std::collections::BTreeMap;

pub type Evaluated = Result<evcxr::EvalOutputs, evcxr::Error>;

/// The names of the variables that cells have defined and not moved away.
pub type Variables = BTreeMap<String, String>;

/// What the engine's own thread is asked for. The engine does one thing at a time.
pub enum Job {
    Evaluate(String),
    /// What evcxr compiles before a cell is to be looked at; and who waits for that.
    Look(Sender<()>),
}

/// Does one job on the engine's thread. False when nobody waits for results any more.
pub fn answer(
    context: &mut CommandContext,
    job: Job,
    results: &Sender<(Evaluated, Variables)>,
    answers: &Receiver<Option<String>>,
) -> bool {
    match job {
        Job::Evaluate(source) => {
            let mut callbacks = EvalCallbacks {
                input_reader: &|_| answers.recv().ok().flatten().unwrap_or_else(|| NO_ANSWER.to_owned()),
            };
            let evaluate = || context.execute_with_callbacks(&source, &mut callbacks);
            let evaluated = unless_it_panics(evaluate).unwrap_or_else(|| {
                Err(evcxr::Error::Message(
                    "the engine met an error of its own; write the cell in another way".to_owned(),
                ))
            });
            let evaluated = evaluated.map_err(|error| with_its_reason(context, &source, error));
            let owned = |(name, ty): (&str, &str)| (name.to_owned(), ty.to_owned());
            let variables = context.variables_and_types().map(owned).collect();
            results.send((evaluated, variables)).is_ok()
        }
        Job::Look(asker) => {
            // It shows the source to the compiler's stand-in for rust-analyzer, and what it says itself is nothing.
            let _ = unless_it_panics(|| context.completions("()", 0).is_ok());
            let _ = asker.send(());
            true
        }
    }
}

/// The engine may panic at a source. It reads and does not write, so the session goes on with what it knew.
fn unless_it_panics<T>(look: impl FnOnce() -> T) -> Option<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(look)).ok()
}
