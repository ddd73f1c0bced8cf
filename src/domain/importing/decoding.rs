//! Owns how the bytes of a table become text. What is no text is refused, never guessed at.

use super::super::guests::windows_1252;

/// How the text was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// UTF-8, with or without its mark.
    Utf8,
    /// UTF-16 with its mark, as Excel's «Unicode text».
    Utf16,
    /// Windows-1252, as Excel's plain CSV in western Europe.
    Windows1252,
}

/// A text, and how it was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decoded {
    /// The text, not yet cleaned; its lines end with a line feed.
    pub text: String,
    /// How it was written.
    pub encoding: Encoding,
}

/// Why bytes are no text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoText {
    /// A workbook of Excel or LibreOffice, not a table as text.
    Workbook,
    /// Something else that is no text.
    Binary,
    /// Text in an encoding that is neither UTF-8, UTF-16 nor Windows-1252, from this line on, from 1.
    Encoding {
        /// The line.
        line: usize,
    },
}

/// Returns the text.
///
/// # Errors
/// Where the bytes are no text, or text in another encoding.
pub fn decode(bytes: &[u8]) -> Result<Decoded, NoText> {
    // a zip archive, and the older container of Office
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(NoText::Workbook);
    }
    let (text, encoding) = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => {
            let read = std::str::from_utf8(rest);
            let text = read.map_err(|error| NoText::Encoding { line: line_at(rest, error.valid_up_to()) })?;
            (text.to_owned(), Encoding::Utf8)
        }
        [0xff, 0xfe, rest @ ..] => (wide(rest, u16::from_le_bytes)?, Encoding::Utf16),
        [0xfe, 0xff, rest @ ..] => (wide(rest, u16::from_be_bytes)?, Encoding::Utf16),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), Encoding::Utf8),
            Err(_) if bytes.contains(&0) => return Err(NoText::Binary),
            Err(_) => {
                let unknown = bytes.iter().position(|byte| windows_1252(*byte) == '\u{fffd}');
                if let Some(at) = unknown {
                    return Err(NoText::Encoding { line: line_at(bytes, at) });
                }
                (bytes.iter().map(|byte| windows_1252(*byte)).collect(), Encoding::Windows1252)
            }
        },
    };
    if text.contains('\0') {
        return Err(NoText::Binary);
    }
    Ok(Decoded { text: text.replace("\r\n", "\n").replace('\r', "\n"), encoding })
}

fn wide(bytes: &[u8], read: fn([u8; 2]) -> u16) -> Result<String, NoText> {
    let units = bytes.chunks(2).map(|pair| read([pair[0], pair.get(1).copied().unwrap_or_default()]));
    let mut text = String::with_capacity(bytes.len());
    for character in char::decode_utf16(units) {
        let line = text.matches('\n').count() + 1;
        text.push(character.map_err(|_| NoText::Encoding { line })?);
    }
    Ok(text)
}

fn line_at(bytes: &[u8], at: usize) -> usize {
    bytes.iter().take(at).filter(|byte| **byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_as_programs_write_it_and_the_rest_refused() {
        let read = |text: &str, encoding| Ok(Decoded { text: text.into(), encoding });
        let cases: [(&[u8], Result<Decoded, NoText>); 12] = [
            (b"", read("", Encoding::Utf8)),
            ("perché\r\nsì".as_bytes(), read("perché\nsì", Encoding::Utf8)),
            (b"\xef\xbb\xbfa\rb", read("a\nb", Encoding::Utf8)),
            (b"perch\xe9 \x93s\xec\x94", read("perché “sì”", Encoding::Windows1252)),
            (b"\xff\xfea\x00\xe8\x00", read("aè", Encoding::Utf16)),
            (b"\xfe\xff\x00a", read("a", Encoding::Utf16)),
            (b"a\nb\x81", Err(NoText::Encoding { line: 2 })),
            (b"\xef\xbb\xbfa\n\xe9", Err(NoText::Encoding { line: 2 })),
            (b"\xff\xfea\x00\x00\xd8", Err(NoText::Encoding { line: 1 })),
            (b"PK\x03\x04...", Err(NoText::Workbook)),
            (b"a\x00b", Err(NoText::Binary)),
            (b"\xe9\x00", Err(NoText::Binary)),
        ];
        for (bytes, expected) in cases {
            assert_eq!(decode(bytes), expected, "{bytes:x?}");
        }
    }
}
