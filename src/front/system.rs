//! The few system calls of Linux that the small program makes, on the two processors that it is made for.

use core::arch::{asm, global_asm};

/// A text of the system's, which ends in a zero.
pub type Argument = *const u8;

#[derive(Clone, Copy)]
enum Call {
    Read = if cfg!(target_arch = "x86_64") { 0 } else { 63 },
    Write = if cfg!(target_arch = "x86_64") { 1 } else { 64 },
    Socket = if cfg!(target_arch = "x86_64") { 41 } else { 198 },
    Connect = if cfg!(target_arch = "x86_64") { 42 } else { 203 },
    Shutdown = if cfg!(target_arch = "x86_64") { 48 } else { 210 },
    Execve = if cfg!(target_arch = "x86_64") { 59 } else { 221 },
    GetFolder = if cfg!(target_arch = "x86_64") { 79 } else { 17 },
    SetGroup = if cfg!(target_arch = "x86_64") { 109 } else { 154 },
    ExitGroup = if cfg!(target_arch = "x86_64") { 231 } else { 94 },
}

const ADDRESS_IS_A_PATH: u16 = 1;
const STREAM: usize = 1;
const NO_MORE_WORDS: usize = 1;
const INTERRUPTED: isize = -4;

#[cfg(target_arch = "x86_64")]
global_asm!(".globl _start", "_start:", "mov rdi, rsp", "and rsp, -16", "call front");
#[cfg(target_arch = "aarch64")]
global_asm!(".globl _start", "_start:", "mov x0, sp", "bl front");

#[cfg(target_arch = "x86_64")]
unsafe fn call(number: Call, [a, b, c]: [usize; 3]) -> isize {
    let result;
    // SAFETY: the caller's own call.
    unsafe {
        asm!("syscall", inlateout("rax") number as usize => result, in("rdi") a, in("rsi") b, in("rdx") c,
            lateout("rcx") _, lateout("r11") _, options(nostack));
    }
    result
}

#[cfg(target_arch = "aarch64")]
unsafe fn call(number: Call, [a, b, c]: [usize; 3]) -> isize {
    let result;
    // SAFETY: the caller's own call.
    unsafe {
        asm!("svc 0", in("x8") number as usize, inlateout("x0") a => result, in("x1") b, in("x2") c, options(nostack));
    }
    result
}

/// Calls until it is not interrupted by a signal.
unsafe fn call_again(number: Call, arguments: [usize; 3]) -> isize {
    loop {
        // SAFETY: the caller's own call.
        let result = unsafe { call(number, arguments) };
        if result != INTERRUPTED {
            return result;
        }
    }
}

pub fn exit(code: i32) -> ! {
    loop {
        // SAFETY: takes a number.
        unsafe { call(Call::ExitGroup, [code as usize, 0, 0]) };
    }
}

/// Makes this process the leader of a group.
pub fn lead_group() {
    // SAFETY: takes numbers.
    unsafe { call(Call::SetGroup, [0; 3]) };
}

/// Puts the working directory into `buffer`: gives its length.
pub fn folder(buffer: &mut [u8]) -> Option<usize> {
    // SAFETY: there is so much room.
    let length = unsafe { call(Call::GetFolder, [buffer.as_mut_ptr() as usize, buffer.len(), 0]) };
    // With its zero. What cannot be reached by a path begins otherwise.
    (length > 1 && buffer.first() == Some(&b'/')).then(|| (length as usize).wrapping_sub(1))
}

/// Connects to the socket of this name in a folder.
pub fn connect(folder: &[u8], name: &[u8]) -> Option<i32> {
    #[repr(C)]
    struct Address {
        family: u16,
        path: [u8; 108],
    }
    let mut address = Address { family: ADDRESS_IS_A_PATH, path: [0; 108] };
    let mut at = 0usize;
    for byte in folder.iter().chain(b"/").chain(name) {
        // Its last is a zero.
        *address.path.get_mut(..107)?.get_mut(at)? = *byte;
        at = at.wrapping_add(1);
    }
    // SAFETY: the address is as long as is said.
    unsafe {
        let socket = call(Call::Socket, [usize::from(ADDRESS_IS_A_PATH), STREAM, 0]);
        let address = [socket as usize, &raw const address as usize, size_of::<Address>()];
        (socket >= 0 && call_again(Call::Connect, address) == 0).then_some(socket as i32)
    }
}

/// Says to the other side of a socket that it has heard everything.
pub fn end_words(socket: i32) {
    // SAFETY: takes numbers.
    unsafe { call(Call::Shutdown, [socket as usize, NO_MORE_WORDS, 0]) };
}

/// Reads what there is, at most `room` bytes. Nothing: that was all.
///
/// # Safety
/// There is so much room.
pub unsafe fn read(file: i32, buffer: *mut u8, room: usize) -> usize {
    // SAFETY: as above.
    let length = unsafe { call_again(Call::Read, [file as usize, buffer as usize, room]) };
    if length > 0 { length as usize } else { 0 }
}

/// Whether all could be written.
pub fn write_all(file: i32, mut bytes: &[u8]) -> bool {
    while !bytes.is_empty() {
        // SAFETY: these bytes.
        let length = unsafe { call_again(Call::Write, [file as usize, bytes.as_ptr() as usize, bytes.len()]) };
        match bytes.get(length as usize..).filter(|_| length > 0) {
            Some(rest) => bytes = rest,
            None => return false,
        }
    }
    true
}

/// Becomes another program. Returns if that is not possible.
///
/// # Safety
/// Both lists end in a zero.
pub unsafe fn execute(program: Argument, arguments: *const Argument, variables: *const Argument) {
    // SAFETY: as above.
    unsafe { call(Call::Execve, [program as usize, arguments as usize, variables as usize]) };
}
