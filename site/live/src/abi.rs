//! How a page reaches [`answer`](crate::answer): texts are UTF-8 in the module's memory, with their lengths.
//!
//! The page asks [`reserve`] for room, writes the question there, calls [`answer`], reads the text whose address and length
//! it gives, and calls [`release`]. Room that was reserved belongs to `answer`, which frees it.

use std::sync::Mutex;

/// The last answer, until it is released or another takes its place.
static ANSWER: Mutex<String> = Mutex::new(String::new());

/// Room for a question of so many bytes.
#[unsafe(no_mangle)]
pub extern "C" fn reserve(length: usize) -> *mut u8 {
    Box::into_raw(vec![0_u8; length].into_boxed_slice()).cast()
}

/// Answers the question at `question`; gives the answer's address. Its length is what [`length`] says.
///
/// # Safety
/// `question` must come from [`reserve`] with this very length, and is gone afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn answer(question: *mut u8, length: usize) -> *const u8 {
    let question = unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(question, length)) };
    let mut kept = ANSWER.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    *kept = crate::answer(&String::from_utf8_lossy(&question));
    kept.as_ptr()
}

/// The length of the last answer, in bytes.
#[unsafe(no_mangle)]
pub extern "C" fn length() -> usize {
    ANSWER.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).len()
}

/// Frees the last answer.
#[unsafe(no_mangle)]
pub extern "C" fn release() {
    *ANSWER.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = String::new();
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_question_crosses_and_its_answer_comes_back() {
        let question = r#"{"ask": "π"}"#.as_bytes();
        let room = super::reserve(question.len());
        unsafe { std::ptr::copy_nonoverlapping(question.as_ptr(), room, question.len()) };
        let told = unsafe { super::answer(room, question.len()) };
        let told = unsafe { std::slice::from_raw_parts(told, super::length()) };
        assert_eq!(std::str::from_utf8(told).unwrap(), r#"{"error":"nothing here answers `π`"}"#);
        super::release();
        assert_eq!(super::length(), 0);
    }
}
