//! Owns the words of the panels: keys' names and what forms, wall and counting share.

use super::words;

pub mod count;
pub mod form;
pub mod wall;

words! {
    key_enter: "Invio", "Enter";
    key_back_tab: "Maiusc-Tab", "Shift-Tab";
    key_delete: "Canc", "Delete";
    key_backspace: "Backspace", "Backspace";
    key_page_up: "Pag↑", "PgUp";
    key_page_down: "Pag↓", "PgDn";
    key_space: "Spazio", "Space";
    nameless: "(senza nome)", "(no name)";
    removed: "(rimossa)", "(removed)";
}
