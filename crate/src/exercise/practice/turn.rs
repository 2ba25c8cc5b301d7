//! What comes back for an answer while practising: how it was judged, and what is next.

use super::NAME;
use crate::exercise::feedback::{Feedback, Verdict, escaped};
use crate::exercise::formula::{Question, Solution};
use crate::show::{Rich, shown};

/// How an answer was judged, and the question that waits now. From [`Practice::check`](super::Practice::check).
#[derive(Clone, Debug)]
pub struct Turn {
    feedback: Feedback,
    /// Of the question that is left behind.
    solution: Option<Solution>,
    /// The next question, with what is said before it.
    next: Option<(&'static str, Question)>,
}

impl Turn {
    /// The question stays.
    pub(super) fn stays(feedback: Feedback) -> Turn {
        Turn { feedback, solution: None, next: None }
    }

    pub(super) fn onwards(feedback: Feedback, next: Question) -> Turn {
        Turn { feedback, solution: None, next: Some(("The next one:", next)) }
    }

    pub(super) fn easier(mut feedback: Feedback, solution: Solution, next: Question) -> Turn {
        // The hints are those of the next question from now on.
        if let Some(message) = feedback.message.strip_suffix(&format!(" {NAME}.hint(1) gives a hint.")) {
            feedback.message = message.to_owned();
        }
        Turn { feedback, solution: Some(solution), next: Some(("That is how it goes. An easier one:", next)) }
    }

    pub(super) fn of_the_one_before(now: Question) -> Turn {
        let feedback = Feedback::new(Verdict::Right, "that was the answer to the question before.".to_owned());
        Turn { feedback, solution: None, next: Some(("Now it is this one:", now)) }
    }

    /// Whether the answer was right.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert!(!practice("chain rule").check("x").is_right());
    /// ```
    pub fn is_right(&self) -> bool {
        self.feedback.is_right()
    }

    /// How the answer was judged.
    ///
    /// ```
    /// use calculus::exercise::Verdict;
    /// use calculus::prelude::*;
    /// assert_eq!(practice("chain rule").check(YOUR_ANSWER).verdict(), Verdict::Unanswered);
    /// ```
    pub fn verdict(&self) -> Verdict {
        self.feedback.verdict()
    }
}

impl Rich for Turn {
    fn text(&self) -> String {
        let mut text = self.feedback.text();
        if let Some(solution) = &self.solution {
            text += &format!("\n\n{}", solution.text());
        }
        if let Some((words, question)) = &self.next {
            text += &format!("\n\n{words}\n{}", question.text());
        }
        text
    }

    fn html(&self) -> Option<String> {
        let mut html = self.feedback.html()?;
        if let Some(solution) = self.solution.as_ref().and_then(Solution::latex) {
            html += &format!("<p>{}</p>", escaped(&solution));
        }
        if let Some((words, question)) = &self.next {
            html += &format!("<p>{words}</p><p>{}</p>", escaped(&question.latex()?));
        }
        Some(html)
    }
}

shown!(Turn);
