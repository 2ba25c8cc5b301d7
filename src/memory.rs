//! How much memory this machine has.

#[cfg(target_os = "linux")]
mod system {
    /// A line of the kernel's account, in bytes.
    fn account(name: &str) -> Option<u64> {
        let words = std::fs::read_to_string("/proc/meminfo").ok()?;
        let line = words.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
        line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
    }

    pub fn installed() -> Option<u64> {
        account("MemTotal")
    }

    pub fn available() -> Option<u64> {
        account("MemAvailable")
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    pub fn installed() -> Option<u64> {
        let output = std::process::Command::new("sysctl").args(["-n", "hw.memsize"]).output().ok()?;
        String::from_utf8_lossy(&output.stdout).trim().parse().ok()
    }

    /// Other systems do not tell. What others use is taken to be half.
    pub fn available() -> Option<u64> {
        installed().map(|bytes| bytes / 2)
    }
}

/// All that is there, in bytes. `None` where the system does not tell.
pub use system::installed;

/// What a new program can have without another one being moved to the disk, in bytes. `None` where the system does
/// not tell.
pub use system::available;
