//! How much memory this machine has.

/// All that is there, in bytes. `None` where the system does not tell.
#[cfg(target_os = "linux")]
pub fn installed() -> Option<u64> {
    let words = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = words.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

/// All that is there, in bytes. `None` where the system does not tell.
#[cfg(not(target_os = "linux"))]
pub fn installed() -> Option<u64> {
    let output = std::process::Command::new("sysctl").args(["-n", "hw.memsize"]).output().ok()?;
    String::from_utf8_lossy(&output.stdout).trim().parse().ok()
}
