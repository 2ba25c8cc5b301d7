//! How this machine is reached by others.

use std::fs;
use std::net::{IpAddr, Ipv4Addr};

/// The addresses of this machine on its networks, the likeliest to be that of a room first.
pub fn addresses() -> Vec<String> {
    let found = if_addrs::get_if_addrs().unwrap_or_default();
    let addresses =
        found.iter().filter(|interface| !interface.is_loopback()).filter_map(|interface| match interface.ip() {
            IpAddr::V4(address) if !address.is_link_local() => Some(address),
            _ => None,
        });
    in_order(addresses.collect())
}

/// A network at home or in a class before any other; those that containers use last.
fn in_order(mut addresses: Vec<Ipv4Addr>) -> Vec<String> {
    addresses.sort_by_key(|address| (!address.is_private(), address.octets()[0] == 172, *address));
    addresses.iter().map(Ipv4Addr::to_string).collect()
}

/// The names by which this machine goes, with the one that its owner says.
pub fn names(host: Option<&str>) -> Vec<String> {
    let mut names = vec!["localhost".to_owned()];
    if let Ok(name) = fs::read_to_string("/proc/sys/kernel/hostname") {
        let name = name.trim().to_ascii_lowercase();
        names.extend([format!("{name}.local"), name]);
    }
    names.extend(host.map(str::to_ascii_lowercase));
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_network_of_a_class_comes_first() {
        let addresses = ["172.17.0.1", "8.8.8.8", "192.168.1.7"].map(|address| address.parse().unwrap());
        assert_eq!(in_order(addresses.to_vec()), ["192.168.1.7", "172.17.0.1", "8.8.8.8"]);
    }

    #[test]
    fn a_name_is_known_in_small_letters() {
        assert!(names(Some("Desk.Lan")).contains(&"desk.lan".to_owned()));
    }
}
