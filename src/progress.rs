//! What a person sees while something takes its time: a sentence for each stage.

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// All stages that go on: each has a line of its own.
static STAGES: LazyLock<MultiProgress> = LazyLock::new(MultiProgress::new);

/// A stage that goes on. On a terminal it shows that time passes; elsewhere it is a line.
pub struct Stage {
    bar: ProgressBar,
    sentence: String,
    began: Instant,
}

impl Stage {
    pub fn begin(sentence: &str) -> Stage {
        let style = ProgressStyle::with_template("{spinner} {msg} ({elapsed})").expect("the template is a constant");
        let bar = STAGES.add(ProgressBar::new_spinner().with_style(style).with_message(sentence.to_owned()));
        bar.enable_steady_tick(Duration::from_millis(100));
        if bar.is_hidden() {
            eprintln!("{sentence} …");
        }
        Stage { bar, sentence: sentence.to_owned(), began: Instant::now() }
    }

    /// A stage that is one piece of work. It is done if that goes well.
    pub fn of<T, E>(sentence: &str, work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let stage = Stage::begin(sentence);
        let outcome = work()?;
        stage.done();
        Ok(outcome)
    }

    pub fn done(self) {
        let line = format!("{}: done in {:.1} s", self.sentence, self.began.elapsed().as_secs_f64());
        STAGES.suspend(|| eprintln!("{line}"));
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
