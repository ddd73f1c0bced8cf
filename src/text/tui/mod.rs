//! Words of the screens, one file a part.
pub mod keys;
