//! Owns how texts are compared: without case, accents and what stands between words.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Returns the text in lower case and without accents: `Però` is `pero`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii() {
            folded.push(letter.to_ascii_lowercase());
            continue;
        }
        // letter by letter: what order marks stand in says nothing, for none is kept
        decompose_canonical(letter, |part| {
            if !is_combining_mark(part) {
                folded.extend(part.to_lowercase());
            }
        });
    }
    folded
}

/// Returns the letters and digits of the folded text alone: `Spazio Giovani` and `spazio-giovani` are one.
pub fn key(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    proptest! {
        #[test]
        fn letter_by_letter_is_as_the_whole(text in "[a-zA-Z àÈñ\u{300}\u{323}İßﬁ가Ω—]{0,12}", any in "\\PC{0,8}") {
            let text = text + &any;
            let whole: String =
                text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
            prop_assert_eq!(super::fold(&text), whole);
        }
    }

    #[test]
    fn accents_case_and_hyphens_do_not_count() {
        assert_eq!(super::fold("PERÒ così"), "pero cosi");
        assert_eq!(super::key("Spazio-Giovani, È!"), super::key("spazio giovani e"));
    }
}
