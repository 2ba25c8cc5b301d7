//! The calls `read` and `write` as the cells of a worker make them.
//!
//! The standard library of the cells takes both from the program that has loaded it, which is this one. So two things
//! are known here that nobody sees from outside: that a cell waits for the keyboard, and in which order it writes to
//! its two streams, which travel in two pipes. Everything else goes straight to the system.
//!
//! A program that a cell starts brings calls of its own: its input is empty, and what it writes comes in the order in
//! which it is heard.

use super::wire::NO_ANSWER;
use crate::process;
use std::ffi::c_void;
use std::fs::File;
use std::io::{self, Read};
use std::os::fd::{AsRawFd, RawFd};
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How often it is looked whether the other stream was heard, and how often of those without a rest. Then the order is
/// given up: who should hear it may be gone.
const LOOKS: u32 = 2_000;
const QUICK_LOOKS: u32 = 100;
const REST: Duration = Duration::from_micros(100);

/// Whether cells run in this process.
static WORKS: AtomicBool = AtomicBool::new(false);
/// The stream that was written to last.
static LAST: AtomicI32 = AtomicI32::new(1);
static KEYBOARD: Mutex<Option<Keyboard>> = Mutex::new(None);

/// Where the input of cells comes from.
pub struct Keyboard {
    answers: File,
    /// Says to the other side that a cell waits.
    ask: fn(),
    /// What has been answered and not been read.
    rest: Vec<u8>,
}

impl Keyboard {
    /// Has this process's standard input come from `answers`, line by line, each of them asked for.
    pub fn connect(answers: File, ask: fn()) -> io::Result<()> {
        // What a started program inherits.
        let nothing = File::open("/dev/null")?;
        // SAFETY: both descriptors are open; 0 is replaced on purpose.
        if unsafe { libc::dup2(nothing.as_raw_fd(), 0) } < 0 {
            return Err(io::Error::last_os_error());
        }
        *keyboard() = Some(Keyboard { answers, ask, rest: Vec::new() });
        WORKS.store(true, Ordering::SeqCst);
        Ok(())
    }

    /// Forgets what an earlier cell was answered and has not read.
    pub fn clear() {
        if let Some(keyboard) = &mut *keyboard() {
            keyboard.rest.clear();
            while process::readable([&keyboard.answers].into_iter(), Some(Duration::ZERO)).is_some() {
                if !matches!(keyboard.answers.read(&mut [0; 256]), Ok(count) if count > 0) {
                    return;
                }
            }
        }
    }

    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.rest.is_empty() {
            (self.ask)();
            let mut letter = [0];
            while self.rest.last() != Some(&b'\n') {
                if self.answers.read(&mut letter)? == 0 {
                    break;
                }
                self.rest.push(letter[0]);
            }
            if self.rest.strip_suffix(b"\n") == Some(NO_ANSWER.as_bytes()) {
                self.rest.clear();
            }
        }
        let count = buffer.len().min(self.rest.len());
        buffer[..count].copy_from_slice(&self.rest[..count]);
        self.rest.drain(..count);
        Ok(count)
    }
}

fn keyboard() -> std::sync::MutexGuard<'static, Option<Keyboard>> {
    KEYBOARD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// # Safety
/// As `read` of the system.
#[cfg(target_os = "linux")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn read(descriptor: RawFd, buffer: *mut c_void, count: usize) -> isize {
    if descriptor == 0
        && WORKS.load(Ordering::SeqCst)
        && let Some(keyboard) = &mut *keyboard()
    {
        // SAFETY: the caller says that there is so much room.
        let buffer = unsafe { std::slice::from_raw_parts_mut(buffer.cast::<u8>(), count) };
        return match keyboard.read(buffer) {
            Ok(count) => count as isize,
            Err(_) => -1,
        };
    }
    // SAFETY: the caller's own call.
    unsafe { libc::syscall(libc::SYS_read, descriptor, buffer, count) as isize }
}

/// # Safety
/// As `write` of the system.
#[cfg(target_os = "linux")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn write(descriptor: RawFd, buffer: *const c_void, count: usize) -> isize {
    if (descriptor == 1 || descriptor == 2) && WORKS.load(Ordering::SeqCst) {
        let last = LAST.swap(descriptor, Ordering::SeqCst);
        if last != descriptor {
            wait_until_heard(last);
        }
    }
    // SAFETY: the caller's own call.
    unsafe { libc::syscall(libc::SYS_write, descriptor, buffer, count) as isize }
}

/// Waits until a pipe is empty.
#[cfg(target_os = "linux")]
fn wait_until_heard(pipe: RawFd) {
    for look in 0..LOOKS {
        let mut unheard: libc::c_int = 0;
        // SAFETY: FIONREAD writes one c_int.
        if unsafe { libc::ioctl(pipe, libc::FIONREAD, &mut unheard) } != 0 || unheard == 0 {
            return;
        }
        if look < QUICK_LOOKS {
            std::thread::yield_now();
        } else {
            std::thread::sleep(REST);
        }
    }
}
