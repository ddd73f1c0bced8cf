//! Owns where a line of a dossier comes from: a session, and an item in it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::field::text_key;
use crate::domain::id::{Code, IdError, SessionId, TypedId, text_serde};
use crate::domain::item::ItemRef;

/// An item of a session, written `ses_tavolo2/pra_7k3m2qax`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The session.
    pub session: SessionId,
    /// The item in it.
    pub item: ItemRef,
}

impl Origin {
    /// Makes the origin of an item.
    pub fn new(session: SessionId, item: impl Into<ItemRef>) -> Self {
        Self { session, item: item.into() }
    }

    /// Tells whether nobody said yet which item it is.
    pub fn is_unset(self) -> bool {
        self == Self::default()
    }
}

impl Default for Origin {
    fn default() -> Self {
        let unset = SessionId::new(Code::unset());
        Self::new(unset, unset)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.session, f)?;
        f.write_str("/")?;
        fmt::Display::fmt(&self.item, f)
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Origin {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let (session, item) = text
            .split_once('/')
            .ok_or(IdError::Prefix { expected: "a session's id, a slash and an item's id", found: text.to_owned() })?;
        Ok(Self { session: session.parse()?, item: item.parse()? })
    }
}

text_serde!(Origin);
text_key!(Origin);

/// Returns the code that always belongs to these origins under this heading, whatever their order.
pub fn code_of(heading: &str, origins: &[Origin]) -> Code {
    let mut texts: Vec<String> = origins.iter().map(Origin::to_string).collect();
    texts.sort();
    let parts: Vec<&str> = std::iter::once(heading).chain(texts.iter().map(String::as_str)).collect();
    Code::of(&parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_read_as_they_are_written() {
        let text = "ses_tavolo2/pra_7k3m2qax";
        assert_eq!(text.parse::<Origin>().map(|origin| origin.to_string()), Ok(text.into()));
        for wrong in ["ses_a", "pra_a/ses_b", "ses_a/xyz_b", ""] {
            assert!(wrong.parse::<Origin>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_code_of_origins_knows_no_order() {
        let [a, b]: [Origin; 2] = ["ses_a/pra_1", "ses_b/pra_2"].map(|text| text.parse().unwrap());
        assert_eq!(code_of("match", &[a, b]).as_str(), code_of("match", &[b, a]).as_str());
        assert_ne!(code_of("match", &[a, b]).as_str(), code_of("sketch", &[a, b]).as_str());
    }
}
