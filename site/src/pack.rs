//! What pages bring packed: by LZMA, in base64. It is a fifth smaller than what browsers could inflate by themselves, for which
//! `assets/unpack.js` unpacks it in a tenth of a second.

use data_encoding::BASE64;
use lzma_rust2::{LzmaOptions, LzmaWriter};
use std::io::Write;

/// Bytes as text that `unpack.js` unpacks.
pub fn packed(bytes: &[u8]) -> String {
    let mut options = LzmaOptions::with_preset(9);
    // What fits WebAssembly, whose instructions have no lengths in common, and texts.
    options.lc = 4;
    options.pb = 0;
    options.dict_size = 1 << 22;
    options.nice_len = 128;
    let pack = || {
        let mut writer = LzmaWriter::new_use_header(Vec::new(), &options, Some(bytes.len() as u64))?;
        writer.write_all(bytes)?;
        writer.finish()
    };
    BASE64.encode(&pack().expect("memory takes what is written"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use lzma_rust2::LzmaReader;
    use std::io::Read;

    #[test]
    fn what_is_packed_can_be_unpacked() {
        let random: Vec<u8> = (0..100_000_u32).map(|n| (n.wrapping_mul(n) >> 7) as u8).collect();
        for bytes in [&random[..], b"", b"one", &[7; 9_000]] {
            let packed = BASE64.decode(packed(bytes).as_bytes()).unwrap();
            let mut unpacked = vec![];
            LzmaReader::new_mem_limit(&packed[..], u32::MAX, None).unwrap().read_to_end(&mut unpacked).unwrap();
            assert_eq!(unpacked, bytes);
        }
    }
}
