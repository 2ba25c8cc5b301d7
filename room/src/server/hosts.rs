//! The names of this machine: what a browser has to call it by.

use std::net::IpAddr;

/// The names under which this machine is reached.
#[derive(Clone, Debug, Default)]
pub struct Hosts {
    /// In small letters, without a port.
    pub names: Vec<String>,
}

impl Hosts {
    /// Whether `Host` names us. An address is never somebody else's: only names can be turned.
    pub fn are(&self, host: &str) -> bool {
        let name = name_of(host);
        let address = name.trim_start_matches('[').trim_end_matches(']');
        address.parse::<IpAddr>().is_ok() || self.names.iter().any(|known| *known == name.to_ascii_lowercase())
    }
}

/// The host without its port.
fn name_of(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.ends_with(':') => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strangers_name_is_none_of_ours() {
        let hosts = Hosts { names: vec!["localhost".to_owned(), "desk.local".to_owned()] };
        for ours in ["localhost:8300", "LOCALHOST", "127.0.0.1:8300", "192.168.1.7", "[::1]:8300", "desk.local:1"] {
            assert!(hosts.are(ours), "{ours}");
        }
        for theirs in
            ["", "evil.example:8300", "localhost.evil.example", "127.0.0.1.evil.example:80", "a:b:c", "x.localhost"]
        {
            assert!(!hosts.are(theirs), "{theirs}");
        }
    }
}
