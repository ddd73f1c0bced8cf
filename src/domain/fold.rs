//! Owns how texts are compared: without case, accents and what stands between words.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Returns the text in lower case and without accents: `Però` is `pero`.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// Returns the letters and digits of the folded text alone: `Spazio Giovani` and `spazio-giovani` are one.
pub fn key(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn accents_case_and_hyphens_do_not_count() {
        assert_eq!(super::fold("PERÒ così"), "pero cosi");
        assert_eq!(super::key("Spazio-Giovani, È!"), super::key("spazio giovani e"));
    }
}
