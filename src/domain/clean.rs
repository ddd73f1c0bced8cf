//! Owns what text from outside must pass before it is kept or drawn: no control, no escape, no turned direction.
//! Never decides what to do about it.

use serde::ser::{Impossible, Serialize};

use super::item::{Item, with_record};

/// The most bytes a text field holds: 32 KiB.
pub const LONGEST_FIELD: usize = 32 * 1024;

/// Tells whether a character may be kept: neither control (but line feed and tab) nor one that turns or hides text.
pub fn is_clean(character: char) -> bool {
    !matches!(character,
        '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Tells whether every character of a text may be kept. Most are plain letters, which are told by their bytes.
pub fn is_clean_text(text: &str) -> bool {
    /// So many bytes are looked at at once.
    const PIECE: usize = 64;
    let plain = |byte: &u8| matches!(byte, b'\t' | b'\n' | b' '..=b'~');
    let mut at = 0;
    for piece in text.as_bytes().chunks(PIECE) {
        let end = at + piece.len();
        if !piece.iter().fold(true, |all, byte| all & plain(byte)) {
            // the characters that begin in this piece
            let begin = |from: usize| (from..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
            if !text[begin(at)..begin(end)].chars().all(is_clean) {
                return false;
            }
        }
        at = end;
    }
    true
}

/// Returns the text with CR LF as LF, and without what [`is_clean`] refuses. Escape sequences go whole.
pub fn clean(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\u{1b}' => skip_sequence(&mut rest),
            '\u{9b}' => skip_parameters(&mut rest),
            '\r' => {
                rest.next_if_eq(&'\n');
                kept.push('\n');
            }
            character if is_clean(character) => kept.push(character),
            _ => {}
        }
    }
    kept
}

/// Returns the text cleaned and on one line: line feeds and tabs become spaces.
pub fn clean_line(text: &str) -> String {
    clean(text).replace(['\n', '\t'], " ")
}

type Rest<'a> = std::iter::Peekable<std::str::Chars<'a>>;

fn skip_sequence(rest: &mut Rest<'_>) {
    match rest.peek() {
        Some('[') => {
            rest.next();
            skip_parameters(rest);
        }
        // a string for the terminal, to its bell or its string terminator; without one, only its opening goes
        Some(']' | 'P' | '^' | '_' | 'X') => {
            rest.next();
            let ahead =
                rest.clone().take_while(|c| *c != '\n').position(|c| matches!(c, '\u{7}' | '\u{9c}' | '\u{1b}'));
            if let Some(length) = ahead {
                let last = rest.nth(length);
                if last == Some('\u{1b}') {
                    rest.next_if_eq(&'\\');
                }
            }
        }
        Some('(' | ')' | '#' | '%') => {
            rest.next();
            rest.next();
        }
        Some('@'..='Z' | '\\' | '`'..='~' | '0'..='?') => {
            rest.next();
        }
        Some(_) | None => {}
    }
}

fn skip_parameters(rest: &mut Rest<'_>) {
    while rest.next_if(|c| matches!(c, '0'..='?' | ' '..='/')).is_some() {}
    rest.next_if(|c| matches!(c, '@'..='~'));
}

/// Returns the length in bytes of a text of the item that is longer than [`LONGEST_FIELD`], or `None`.
pub fn too_long(item: &Item) -> Option<usize> {
    let mut longest = 0;
    with_record!(item, record => each_text(record.as_ref(), &mut |text| longest = longest.max(text.len())));
    (longest > LONGEST_FIELD).then_some(longest)
}

/// Returns whether a text of the item holds a character that [`is_clean`] refuses.
pub fn is_soiled(item: &Item) -> bool {
    let mut soiled = false;
    with_record!(item, record => each_text(record.as_ref(), &mut |text| soiled |= !is_clean_text(text)));
    soiled
}

/// Shows every text inside a value to `look`.
pub fn each_text<T: Serialize>(value: &T, look: &mut dyn FnMut(&str)) {
    value.serialize(&mut Texts { look }).expect("looking at a text does not fail");
}

struct Texts<'a> {
    look: &'a mut dyn FnMut(&str),
}

/// Passing over values does not fail.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Never(String);

impl serde::ser::Error for Never {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

macro_rules! passed_over {
    ($($method:ident: $type:ty),* $(,)?) => {$(
        fn $method(self, _: $type) -> Result<(), Never> {
            Ok(())
        }
    )*};
}

impl serde::Serializer for &mut Texts<'_> {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = Self;
    type SerializeTuple = Impossible<(), Never>;
    type SerializeTupleStruct = Impossible<(), Never>;
    type SerializeTupleVariant = Impossible<(), Never>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    passed_over! {
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_f32: f32,
        serialize_f64: f64, serialize_char: char, serialize_bytes: &[u8], serialize_unit_struct: &'static str,
    }

    fn serialize_str(self, text: &str) -> Result<(), Never> {
        (self.look)(text);
        Ok(())
    }
    fn serialize_none(self) -> Result<(), Never> {
        Ok(())
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Never> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<(), Never> {
        Ok(())
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), Never> {
        Ok(())
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Never> {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        value.serialize(self)
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Never> {
        Ok(self)
    }
    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Never> {
        Err(Never("no tuples in items".into()))
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Never> {
        Err(Never("no tuples in items".into()))
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Never> {
        Err(Never("no tuples in items".into()))
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Self, Never> {
        Ok(self)
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Never> {
        Ok(self)
    }
    fn serialize_struct_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Self, Never> {
        Ok(self)
    }
}

impl serde::ser::SerializeSeq for &mut Texts<'_> {
    type Ok = ();
    type Error = Never;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        value.serialize(&mut **self)
    }
    fn end(self) -> Result<(), Never> {
        Ok(())
    }
}

impl serde::ser::SerializeMap for &mut Texts<'_> {
    type Ok = ();
    type Error = Never;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Never> {
        key.serialize(&mut **self)
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        value.serialize(&mut **self)
    }
    fn end(self) -> Result<(), Never> {
        Ok(())
    }
}

impl serde::ser::SerializeStruct for &mut Texts<'_> {
    type Ok = ();
    type Error = Never;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Result<(), Never> {
        value.serialize(&mut **self)
    }
    fn end(self) -> Result<(), Never> {
        Ok(())
    }
}

impl serde::ser::SerializeStructVariant for &mut Texts<'_> {
    type Ok = ();
    type Error = Never;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Result<(), Never> {
        value.serialize(&mut **self)
    }
    fn end(self) -> Result<(), Never> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{clean, is_clean, is_clean_text};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_text_is_clean_where_each_character_is(
            plain in "[a-zà\n ]{0,90}", hidden in any::<char>(), more in "[a-zà漢]{0,90}", with in any::<bool>()
        ) {
            let text = if with { format!("{plain}{hidden}{more}") } else { format!("{plain}{more}") };
            prop_assert_eq!(is_clean_text(&text), text.chars().all(is_clean), "{:?}", text);
            let soiled = format!("{plain}\u{202e}{more}");
            prop_assert!(!is_clean_text(&soiled));
        }
    }

    #[test]
    fn sequences_and_controls_go_and_words_stay() {
        for (text, expected) in [
            ("ciao\u{1b}[31m rosso\u{1b}[0m", "ciao rosso"),
            ("\u{1b}]0;titolo\u{7}dopo", "dopo"),
            ("\u{1b}]0;titolo\u{1b}\\dopo", "dopo"),
            ("\u{1b}]senza fine\nriga", "senza fine\nriga"),
            ("\u{1b}(Bok", "ok"),
            ("a\u{202e}b\u{2066}c", "abc"),
            ("uno\r\ndue\rtre", "uno\ndue\ntre"),
            ("tab\tresta, è, 👩‍🔧, e\u{301}", "tab\tresta, è, 👩‍🔧, e\u{301}"),
            ("\u{9b}2Jvia\u{0}\u{8}", "via"),
            ("\u{1b}", ""),
        ] {
            assert_eq!(clean(text), expected, "{text:?}");
        }
    }
}
