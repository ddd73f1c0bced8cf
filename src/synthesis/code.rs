//! Owns codes of what is large: another content has another code. They tell what changed; they keep nothing secret, and
//! nobody who wants two contents of one code is kept from making them.

use std::fmt::{self, Write as _};
use std::hash::Hasher;
use std::io;

use serde::Serialize;

use crate::domain::field::ron_options;

/// Returns a code of a value: FNV-1a, 64 bits, over its RON.
pub fn code_of_value<T: Serialize>(value: &T) -> String {
    let mut fnv = Fnv::default();
    ron_options().to_writer(&mut fnv, value).expect("own types have text keys alone, and hashing does not fail");
    fnv.code()
}

/// Returns a code of a file's bytes: FNV-1a, 64 bits.
pub fn code_of_bytes(bytes: &[u8]) -> String {
    let mut fnv = Fnv::default();
    fnv.take(bytes);
    fnv.code()
}

/// FNV-1a, 64 bits.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn take(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn code(self) -> String {
        written(self.0)
    }
}

impl fmt::Write for Fnv {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.take(text.as_bytes());
        Ok(())
    }
}

fn written(code: u64) -> String {
    let mut text = String::with_capacity(16);
    // writing to a string does not fail
    let _ = write!(text, "{code:016x}");
    text
}

/// A code of very much, eight bytes at a time: each is multiplied in and the upper half folded over the lower, as MurmurHash
/// does. The same on every machine.
#[derive(Clone, Default)]
pub struct Quick {
    state: u64,
    /// What does not fill eight bytes yet, and how many it is.
    rest: [u8; 8],
    filled: usize,
    all: u64,
}

impl Quick {
    /// Takes a value in: its MessagePack, with the names of its fields.
    pub fn value<T: Serialize + ?Sized>(&mut self, value: &T) {
        rmp_serde::encode::write_named(self, value).expect("own types can be written, and hashing does not fail");
    }

    /// Takes bytes in.
    pub fn bytes(&mut self, mut bytes: &[u8]) {
        self.all = self.all.wrapping_add(bytes.len() as u64);
        if self.filled > 0 {
            let (now, later) = bytes.split_at(bytes.len().min(8 - self.filled));
            self.rest[self.filled..self.filled + now.len()].copy_from_slice(now);
            self.filled += now.len();
            bytes = later;
            if self.filled < 8 {
                return;
            }
            self.state = mixed(self.state, u64::from_le_bytes(self.rest));
            self.filled = 0;
        }
        let (eights, rest) = bytes.as_chunks::<8>();
        self.state = eights.iter().fold(self.state, |state, eight| mixed(state, u64::from_le_bytes(*eight)));
        self.rest[..rest.len()].copy_from_slice(rest);
        self.filled = rest.len();
    }

    /// Returns the code of what was taken in: where it was cut says nothing.
    pub fn number(&self) -> u64 {
        let mut last = [0; 8];
        last[..self.filled].copy_from_slice(&self.rest[..self.filled]);
        mixed(mixed(self.state, u64::from_le_bytes(last)), self.all)
    }

    /// Returns it as text.
    pub fn code(&self) -> String {
        written(self.number())
    }
}

fn mixed(state: u64, eight: u64) -> u64 {
    let product = (state.rotate_left(23) ^ eight).wrapping_mul(0xff51_afd7_ed55_8ccd);
    product ^ (product >> 32)
}

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        self.number()
    }

    fn write(&mut self, bytes: &[u8]) {
        self.bytes(bytes);
    }

    // the same on machines of any width and order of bytes

    fn write_u16(&mut self, number: u16) {
        self.bytes(&number.to_le_bytes());
    }

    fn write_u32(&mut self, number: u32) {
        self.bytes(&number.to_le_bytes());
    }

    fn write_u64(&mut self, number: u64) {
        self.bytes(&number.to_le_bytes());
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_isize(&mut self, number: isize) {
        self.write_u64(number as u64);
    }
}

impl io::Write for Quick {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quick(pieces: &[&[u8]]) -> String {
        let mut quick = Quick::default();
        pieces.iter().for_each(|piece| quick.bytes(piece));
        quick.code()
    }

    #[test]
    fn a_code_stays_what_it_is() {
        // dossiers hold these: another code for the same content would call every one of them edited
        assert_eq!(code_of_bytes(b"Educativa di strada"), "04b125741079ac61");
        assert_eq!(quick(&[b"Educativa di strada"]), "e4b7ef2d42f8822e");
    }

    proptest! {
        #[test]
        fn where_it_is_cut_says_nothing_and_every_byte_something(
            bytes in proptest::collection::vec(any::<u8>(), 0..64), cut in 0usize..64, at in 0usize..64, bit in 0u32..8
        ) {
            let (one, other) = bytes.split_at(cut.min(bytes.len()));
            prop_assert_eq!(quick(&[one, other]), quick(&[&bytes]));
            let mut longer = bytes.clone();
            longer.push(0);
            prop_assert_ne!(quick(&[&longer]), quick(&[&bytes]));
            if let Some(byte) = longer.get_mut(at) {
                *byte ^= 1 << bit;
                prop_assert_ne!(quick(&[&longer]), quick(&[&bytes]));
            }
        }
    }
}
