//! Owns what an item is called in one line: its own words, or that it has none yet.

use crate::domain::clean::clean_line;
use crate::domain::item::{Item, ItemRef};
use crate::domain::session::Session;
use crate::domain::turn::words_of;
use crate::text::{Lang, names, panels as words};

/// Returns the first line of an item's words, or *(senza nome)*.
pub fn caption(lang: Lang, item: &Item) -> String {
    let first = words_of(item).lines().map(str::trim).find(|line| !line.is_empty());
    let text = first.map_or_else(|| words::nameless(lang).to_owned(), clean_line);
    if item.gone() { format!("{text} {}", words::removed(lang)) } else { text }
}

/// Returns what a reference leads to in one line; its id where it leads nowhere.
pub fn of(lang: Lang, session: &Session, reference: ItemRef) -> String {
    session.get(reference).map_or_else(|| reference.to_string(), |item| caption(lang, &item))
}

/// Returns what tells items with the same words apart: the kind, and for a participant the group.
pub fn detail(lang: Lang, item: &Item) -> String {
    if let Item::Participant(person) = item {
        let group = person.group.as_ref().map(|group| names::group(lang, group));
        let parts = group.into_iter().chain([person.organisation.clone()]).filter(|part| !part.is_empty());
        return parts.collect::<Vec<_>>().join(", ");
    }
    names::kind(lang, item.kind()).to_owned()
}
