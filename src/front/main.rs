//! The cargo that evcxr finds, which it starts for every cell: it has the kernel do the work, and prints what comes back.
//! Whatever it cannot do, `calculus` can, and takes its place.
//!
//! A kept cell is done in a few milliseconds, and a program that is linked with the standard library takes one of them to
//! start: the loader looks for libraries in a hundred places. So this has nothing but system calls, and the build script
//! compiles it by itself, because a program without the standard library cannot unwind and all others here must.

#![no_std]
#![no_main]
// Loops over bytes are to stay loops: there is no library with a function for them.
#![no_builtins]

mod names;
mod system;

use core::slice;
use system::{Argument, execute, exit, write_all};

/// The start of a process, as the system lays it on the stack: the number of arguments, the arguments, a zero, the variables,
/// a zero.
type Start = *const Argument;

/// The call in words, with room for a large environment.
struct Words {
    bytes: [u8; 1 << 18],
    length: usize,
    /// There was more than goes in.
    overflows: bool,
}

static mut WORDS: Words = Words { bytes: [0; 1 << 18], length: 0, overflows: false };

/// # Safety
/// `start` is where the system has laid the arguments and variables.
#[unsafe(no_mangle)]
unsafe extern "C" fn front(start: Start) -> ! {
    // SAFETY: as above; there is one thread, and nobody else takes `WORDS`.
    unsafe {
        let count = *start.cast::<usize>();
        let arguments = start.add(1);
        let variables = arguments.add(count.wrapping_add(1));
        let words = &mut *(&raw mut WORDS);
        if let Some(code) = knock(words, arguments, variables) {
            exit(code);
        }
        if let Some(program) = variable(variables, names::PROGRAM) {
            // By its name, that program knows its part.
            *arguments.cast_mut() = c"cargo".as_ptr().cast();
            execute(program, arguments, variables);
        }
        write_all(2, b"this is started by the kernel of `calculus`, and by nobody else\n");
        exit(2)
    }
}

/// Asks the kernel, and prints what it answers: gives the exit code. `None`: another one is to do it.
unsafe fn knock(words: &mut Words, arguments: Start, variables: Start) -> Option<i32> {
    // SAFETY: as for `front`.
    unsafe {
        // A group of its own, so that it is not interrupted with the kernel.
        system::lead_group();
        let session = variable(variables, names::SESSION)?;
        let kernel = system::connect(text(session), names::SOCKET.as_bytes())?;
        words.length = system::folder(&mut words.bytes)?;
        words.end();
        let mut count = 0usize;
        while !(*arguments.add(count)).is_null() {
            count = count.wrapping_add(1);
        }
        // Without the program's own name.
        words.number(count.wrapping_sub(1));
        for each in [arguments.add(1), variables] {
            let mut each = each;
            while !(*each).is_null() {
                words.push(text(*each));
                words.end();
                each = each.add(1);
            }
        }
        if words.overflows || !write_all(kernel, slice::from_raw_parts(words.bytes.as_ptr(), words.length)) {
            return None;
        }
        system::end_words(kernel);
        answer(kernel, &mut words.bytes)
    }
}

/// Prints an answer, see `Built` in `src/knock.rs`.
unsafe fn answer(kernel: i32, buffer: &mut [u8; 1 << 18]) -> Option<i32> {
    const HEAD: usize = 13;
    let mut have = 0usize;
    while have < HEAD {
        // SAFETY: there is so much room.
        let more = unsafe { system::read(kernel, buffer.as_mut_ptr().add(have), buffer.len().wrapping_sub(have)) };
        if more == 0 {
            return None;
        }
        have = have.wrapping_add(more);
        if buffer[0] == 0 {
            return None;
        }
    }
    let [_, a, b, c, d, rest @ ..] = buffer.first_chunk::<HEAD>()?;
    let code = i32::from_le_bytes([*a, *b, *c, *d]);
    let mut of_stdout = usize::from_le_bytes(*rest);
    let mut at = HEAD;
    loop {
        // SAFETY: what was read.
        let all = unsafe { slice::from_raw_parts(buffer.as_ptr().add(at), have.wrapping_sub(at)) };
        let (stdout, stderr) = all.split_at(if of_stdout < all.len() { of_stdout } else { all.len() });
        of_stdout = of_stdout.wrapping_sub(stdout.len());
        if !write_all(1, stdout) || !write_all(2, stderr) {
            return Some(1);
        }
        // SAFETY: there is so much room.
        have = unsafe { system::read(kernel, buffer.as_mut_ptr(), buffer.len()) };
        at = 0;
        if have == 0 {
            return Some(code);
        }
    }
}

impl Words {
    fn push(&mut self, text: &[u8]) {
        for byte in text {
            match self.bytes.get_mut(self.length) {
                Some(place) => *place = *byte,
                None => self.overflows = true,
            }
            self.length = self.length.wrapping_add(1);
        }
    }

    fn end(&mut self) {
        self.push(&[0]);
    }

    fn number(&mut self, number: usize) {
        let (mut digits, mut rest, mut at) = ([0; 20], number, 20usize);
        while at == 20 || rest > 0 {
            at = at.wrapping_sub(1);
            if let Some(digit) = digits.get_mut(at) {
                *digit = b'0'.wrapping_add((rest % 10) as u8);
            }
            rest /= 10;
        }
        self.push(digits.get(at..).unwrap_or_default());
        self.end();
    }
}

/// The value of a variable.
unsafe fn variable(variables: Start, name: &str) -> Option<Argument> {
    let mut each = variables;
    // SAFETY: as for `front`.
    unsafe {
        while !(*each).is_null() {
            if let Some(value) = text(*each).strip_prefix(name.as_bytes())
                && value.first() == Some(&b'=')
            {
                return Some((*each).add(name.len().wrapping_add(1)));
            }
            each = each.add(1);
        }
    }
    None
}

/// The bytes up to the zero.
unsafe fn text<'a>(argument: Argument) -> &'a [u8] {
    let mut length = 0usize;
    // SAFETY: the system's strings end in a zero.
    unsafe {
        while *argument.add(length) != 0 {
            length = length.wrapping_add(1);
        }
        slice::from_raw_parts(argument, length)
    }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    exit(101)
}
