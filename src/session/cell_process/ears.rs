//! Hears the worker's streams, one piece at a time, so that their order is kept.

use super::listener::{Listener, PIECE};
use crate::process;
use std::fs::File;
use std::io::{self, Read};
use std::os::fd::OwnedFd;

/// One stream, and who takes it apart.
pub struct Ear {
    source: File,
    listener: Listener,
}

impl Ear {
    pub fn new(source: impl Into<OwnedFd>, listener: Listener) -> Ear {
        Ear { source: source.into().into(), listener }
    }

    /// Takes what has come. `None`: the stream is closed.
    fn hear(mut self, buffer: &mut [u8]) -> Option<Ear> {
        match self.source.read(buffer) {
            Ok(count) if count > 0 => self.listener.take(&buffer[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            _ => {
                self.listener.close();
                return None;
            }
        }
        Some(self)
    }
}

/// Listens until all streams are closed.
pub fn listen(mut ears: Vec<Ear>) {
    let mut buffer = vec![0; PIECE];
    while !ears.is_empty() {
        let patience = ears.iter().filter_map(|ear| ear.listener.patience()).min();
        let Some(index) = process::readable(ears.iter().map(|ear| &ear.source), patience) else {
            ears.iter_mut().for_each(|ear| ear.listener.silence());
            continue;
        };
        let ear = ears.remove(index);
        // What another stream has begun came before this.
        ears.iter_mut().for_each(|other| other.listener.finish_text());
        // At the end, so that a stream that never rests does not keep the others from being heard.
        ears.extend(ear.hear(&mut buffer));
    }
}
