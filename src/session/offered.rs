//! Libraries whose names the loader offers to all that are loaded later: what is defined twice is then one.

use super::compiler::{HAS_SHARED, HAS_STATICS, SHARED};
use libc::RTLD_NOLOAD;
use libloading::os::unix::{self, RTLD_GLOBAL, RTLD_LAZY};
use libloading::{Error, Library};
use std::ffi::{CStr, c_int, c_void};
use std::path::Path;

/// Has the loader look into a cell that was loaded from `path`, and into the libraries that came with it, as far as they
/// bring something that is to be one for all cells.
pub fn offer(cell: &Library, path: &str) -> Result<(), Error> {
    // SAFETY: the addresses are not used.
    let has = |name: &str| unsafe { cell.get::<*const ()>(name.as_bytes()) }.is_ok();
    if has(HAS_SHARED) {
        loaded().iter().filter(|name| is_shared(name)).try_for_each(|name| make_global(name))?;
    }
    if has(HAS_STATICS) { make_global(path) } else { Ok(()) }
}

fn is_shared(name: &str) -> bool {
    let file = Path::new(name).file_name().and_then(|file| file.to_str());
    file.and_then(|file| file.strip_prefix(std::env::consts::DLL_PREFIX)).is_some_and(|file| file.starts_with(SHARED))
}

fn make_global(path: &str) -> Result<(), Error> {
    // SAFETY: it is loaded already, so no code of its runs.
    unsafe { unix::Library::open(Some(path), RTLD_NOLOAD | RTLD_LAZY | RTLD_GLOBAL) }.map(drop)
}

/// The names of all that is loaded, where the system tells.
fn loaded() -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    #[cfg(target_os = "linux")]
    {
        unsafe extern "C" fn note(info: *mut libc::dl_phdr_info, _: usize, names: *mut c_void) -> c_int {
            // SAFETY: the loader calls this with an entry of its own, and with the list below.
            let (name, names) = unsafe { (CStr::from_ptr((*info).dlpi_name), &mut *names.cast::<Vec<String>>()) };
            names.push(name.to_string_lossy().into_owned());
            0
        }
        // SAFETY: the list outlives the call.
        unsafe { libc::dl_iterate_phdr(Some(note), (&raw mut names).cast()) };
    }
    names
}
