//! `calculus handed-in`: codes in, a table out.

mod common;

use common::{Said, calculus};
use std::io::Write;
use std::process::Stdio;

#[test]
fn codes_become_a_table() {
    let said = Said::by(calculus().args(["handed-in", "Ada: 1T0K-VPFY", "1t0k vpfy"]));
    said.expect(0, &[]);
    let lines: Vec<&str> = said.out.lines().collect();
    assert!(lines[1].starts_with("Ada     1/23  2  .  ."), "{}", said.out);
    assert!(lines[2].starts_with("2       1/23  2  .  ."), "{}", said.out);
    assert!(said.out.contains("LIMIT_1            2      2  2, at most 2"), "{}", said.out);
}

#[test]
fn a_slip_of_the_pen_is_named_and_the_others_are_read() {
    let said = Said::by(calculus().args(["handed-in", "1T0K-VPFY", "Zoe:1T0K-VPFZ", "1T02-ZGU"]));
    said.expect(1, &["the code of Zoe: it is not as it was given", "the code of 3: 'U' is in no code"]);
    assert!(said.out.contains("\n1       1/23"), "{}", said.out);
}

#[test]
fn codes_come_from_a_file_too() {
    let mut command = calculus();
    let mut process = command.arg("handed-in").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    process.stdin.take().unwrap().write_all("Ada: 1T0K-VPFY\n\nBob: 1T0K-VPFY\n".as_bytes()).unwrap();
    let said = Said::from(process.wait_with_output().unwrap());
    said.expect(0, &[]);
    assert!(said.out.contains("Ada ") && said.out.contains("Bob "), "{}", said.out);
    Said::by(calculus().arg("handed-in")).expect(2, &["there is no code"]);
}

#[test]
fn a_lab_joins_no_room_that_is_none() {
    for room in ["K7QF2M", "@host", "K7QF2M@"] {
        Said::by(calculus().args(["lab", "--room", room]))
            .expect(2, &["write it as on the stage", "K7QF2M@192.168.1.5"]);
    }
}
