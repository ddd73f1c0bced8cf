//! The screens: what is shown and what the keys do. Is handed a desk; imports neither `store`, `live` nor `report`.

pub mod command;
pub mod keys;
pub mod panels;
pub mod theme;
