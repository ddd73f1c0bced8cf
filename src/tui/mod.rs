//! The screens: what is shown and what the keys do. Is handed a desk; imports neither `store`, `live` nor `report`.

<<<<<<< HEAD
pub mod panels;
=======
pub mod command;
pub mod keys;
>>>>>>> main
pub mod theme;
