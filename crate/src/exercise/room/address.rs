//! Where a room is: `CODE@HOST:PORT`, as it stands on the stage.

use std::fmt;
use std::str::FromStr;

/// Where a room listens that does not say.
pub(super) const PORT: u16 = 8300;

/// A room's code, and the machine that keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    pub code: String,
    /// With its port.
    pub host: String,
}

/// A text that is no room's address.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NoAddress(String);

impl fmt::Display for NoAddress {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text: String = self.0.chars().take(80).collect();
        write!(
            out,
            "{text:?} is no room. It is written as on the stage: the room's code, an @, and the machine, such as "
        )?;
        write!(out, "\"K7QF2M@192.168.1.5:{PORT}\"")
    }
}

impl std::error::Error for NoAddress {}

impl FromStr for Address {
    type Err = NoAddress;

    fn from_str(text: &str) -> Result<Address, NoAddress> {
        let no_address = || NoAddress(text.to_owned());
        let (code, host) = text.trim().split_once('@').ok_or_else(no_address)?;
        let host = host.trim().trim_start_matches("http://").trim_end_matches('/');
        let code: String = code.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>().to_uppercase();
        let is_code = (1..=12).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        // What comes after goes into the head of a request.
        let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']');
        if !is_code || host.is_empty() || host.len() > 255 || !host.chars().all(is_host) {
            return Err(no_address());
        }
        let host = match host.rsplit_once(':') {
            // The colons of an address in IPv6 stand in brackets.
            Some((before, port)) if !before.is_empty() && !port.ends_with(']') => {
                port.parse::<u16>().map_err(|_| no_address())?;
                host.to_owned()
            }
            Some(_) if !host.starts_with('[') => return Err(no_address()),
            _ => format!("{host}:{PORT}"),
        };
        Ok(Address { code, host })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}@{}", self.code, self.host)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_it_is_typed() {
        for (typed, meant) in [
            ("K7QF2M@192.168.1.5:9000", "K7QF2M@192.168.1.5:9000"),
            (" k7q-f2m @ http://host.local/ ", "K7QF2M@host.local:8300"),
            ("K7QF2M@[fe80::1]", "K7QF2M@[fe80::1]:8300"),
            ("K7QF2M@[fe80::1]:80", "K7QF2M@[fe80::1]:80"),
        ] {
            assert_eq!(typed.parse::<Address>().map(|address| address.to_string()), Ok(meant.to_owned()), "{typed}");
        }
    }

    #[test]
    fn what_is_no_address_is_told_how_one_is_written() {
        let long = "a".repeat(300);
        for typed in [
            "",
            "K7QF2M",
            "@host",
            "K7QF2M@",
            "K7QF2M@host:many",
            "K7QF2M@host:99999",
            "K7QF2M@:80",
            "K7QF2M@fe80::x",
            "K7QF2M@host\r\nCookie: x",
            "K7 <b>@host",
            &format!("K7QF2M@{long}"),
            &format!("{long}@host"),
        ] {
            let error = typed.parse::<Address>().unwrap_err().to_string();
            assert!(error.contains("K7QF2M@192.168.1.5") && error.len() < 300, "{error}");
        }
    }
}
