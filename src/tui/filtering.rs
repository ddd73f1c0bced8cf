//! Owns the box in which one chooses what a list is narrowed to: what there is, with counts. Never draws.

use crate::domain::fold::fold;
use crate::domain::item::Kind;

use super::command::Command;
use super::console::Console;
use super::cursor::Cursor;
use super::view::Facet;

/// What a list can be narrowed to.
#[derive(Debug)]
pub struct FilterBox {
    /// The list.
    pub kind: Kind,
    /// What there is, with how many items of each.
    pub rows: Vec<(Facet, usize)>,
    /// The chosen line.
    pub cursor: Cursor,
}

impl FilterBox {
    /// Opens it for the list that is shown. What is chosen already stands there, even where nothing has it any more.
    pub fn new(console: &Console) -> Self {
        let kind = console.tab;
        let known = console.lists().facets(kind);
        let all = console.lists().count(kind);
        let filter = &console.lists().view(kind).filter;
        let offered = |facet: &Facet, count: usize| {
            // what all of them have or none is said of tells nothing apart
            let others = known.keys().any(|other| other.about() == facet.about() && other != facet);
            filter.has(facet) || *facet == Facet::Open || others || (count < all && !facet.is_none())
        };
        let mut rows: Vec<(Facet, usize)> = known
            .iter()
            .filter(|(facet, count)| offered(facet, **count))
            .map(|(facet, count)| (facet.clone(), *count))
            .collect();
        rows.extend(filter.chosen().filter(|facet| !known.contains_key(facet)).map(|facet| (facet.clone(), 0)));
        // steps as the agenda has them, tables by name, the rest as it stands
        let session = console.session();
        let steps = session.steps.in_order();
        let place = |facet: &Facet| match facet {
            Facet::Step(Some(id)) => {
                (steps.iter().position(|step| step.id == *id).unwrap_or(usize::MAX), String::new())
            }
            Facet::Table(Some(id)) => (0, session.tables.get(*id).map(|table| table.name.clone()).unwrap_or_default()),
            Facet::Tag(tag) => (0, fold(tag)),
            Facet::Author(author) => (0, fold(author)),
            Facet::Difficulty(Some(difficulty)) => (*difficulty as usize, String::new()),
            Facet::Open => (0, String::new()),
            Facet::Step(None) | Facet::Table(None) | Facet::Difficulty(None) => (usize::MAX, String::new()),
        };
        rows.sort_by_key(|(facet, _)| (facet.about(), facet.is_none(), place(facet)));
        Self { kind, rows, cursor: Cursor::default() }
    }

    /// Does what a command says. Tells whether the box is left.
    pub fn perform(&mut self, command: Command, console: &mut Console) -> bool {
        if self.cursor.follow(command, self.rows.len()) {
            return false;
        }
        let mut filter = console.lists().view(self.kind).filter.clone();
        match (command, self.rows.get(self.cursor.at())) {
            (Command::Choose, Some((facet, _))) => {
                filter.toggle(facet);
                console.narrow(filter);
                false
            }
            (Command::Open, chosen) => {
                if let Some((facet, _)) = chosen.filter(|(facet, _)| !filter.has(facet)) {
                    filter.toggle(facet);
                    console.narrow(filter);
                }
                true
            }
            (Command::ClearFilter, _) => {
                console.narrow(Default::default());
                false
            }
            _ => false,
        }
    }
}
