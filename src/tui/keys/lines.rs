//! Owns the list of everything that a key can do: the commands of the one table and what the panels do themselves,
//! each by its name. Never which keys are in force: that is the key map's.

use std::sync::LazyLock;

use crossterm::event::KeyEvent;

use super::Chord;
use crate::text::Lang;
use crate::text::tui::keys as w;
use crate::tui::command::{Entry, Group, Place, TABLE};
use crate::tui::panels::count::COUNT_KEYS;
use crate::tui::panels::form::FORM_KEYS;
use crate::tui::panels::keys::PanelKey;
use crate::tui::panels::merge::MERGE_KEYS;
use crate::tui::panels::vote::VOTE_KEYS;
use crate::tui::panels::wall::WALL_KEYS;

/// What has keys of its own beside the commands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Panel {
    /// The whole form of an item.
    Form,
    /// A vote being prepared, counted or shown.
    Count,
    /// Voting at this laptop.
    Vote,
    /// The wall.
    Wall,
    /// The merge desk.
    Merge,
}

impl Panel {
    /// Every panel.
    pub const ALL: &[Self] = &[Self::Form, Self::Count, Self::Vote, Self::Wall, Self::Merge];

    /// Returns the place that its keys are pressed in.
    pub fn place(self) -> Place {
        match self {
            Self::Form | Self::Count | Self::Vote | Self::Merge => Place::Panel,
            Self::Wall => Place::Wall,
        }
    }
}

/// What a line does.
#[derive(Clone, Copy, Debug)]
pub enum Does {
    /// A command of the table.
    Command(&'static Entry),
    /// Something of a panel's own, and what it is called.
    Panel(Panel, fn(Lang) -> &'static str),
}

/// Something that can be done, and the keys that it has until others are chosen.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its name in a key map.
    pub name: &'static str,
    /// What it does.
    pub does: Does,
    /// Its keys as the program ships them; the first one is shown.
    pub defaults: Vec<Chord>,
}

impl Line {
    /// Tells what it does, in a sentence.
    pub fn says(&self, lang: Lang) -> &'static str {
        match self.does {
            Does::Command(entry) => (entry.long)(lang),
            Does::Panel(_, says) => says(lang),
        }
    }

    /// Returns the heading that it stands under.
    pub fn group(&self, lang: Lang) -> &'static str {
        match self.does {
            Does::Command(entry) => group_name(entry.group, lang),
            Does::Panel(Panel::Form, _) => w::group_form(lang),
            Does::Panel(Panel::Count, _) => w::group_count(lang),
            Does::Panel(Panel::Vote, _) => w::group_vote(lang),
            Does::Panel(Panel::Wall, _) => w::group_wall(lang),
            Does::Panel(Panel::Merge, _) => crate::text::panels::merge::group(lang),
        }
    }

    /// Tells whether it works in a place, with that panel filling the screen.
    pub fn works(&self, place: Place, open: Option<Panel>) -> bool {
        match self.does {
            Does::Command(entry) => entry.places.contains(&place),
            Does::Panel(panel, _) => open == Some(panel) && panel.place() == place,
        }
    }

    /// Returns the key that it stands for with those who know only the keys that the program ships.
    pub fn event(&self) -> Option<KeyEvent> {
        self.defaults.first().map(|chord| (*chord).into())
    }
}

/// Returns everything that can be done: the commands in the order of the groups, then the panels.
pub fn lines() -> &'static [Line] {
    static LINES: LazyLock<Vec<Line>> = LazyLock::new(all);
    &LINES
}

fn all() -> Vec<Line> {
    let entries = Group::ALL.iter().flat_map(|group| TABLE.iter().filter(move |entry| entry.group == *group));
    let commands = entries.map(|entry| Line {
        name: entry.name,
        does: Does::Command(entry),
        defaults: entry.keys.iter().map(|key| key.parse().expect("a test reads the table's keys")).collect(),
    });
    let mut lines: Vec<Line> = commands.collect();
    lines.extend(of_panel(Panel::Form, FORM_KEYS));
    lines.extend(of_panel(Panel::Count, COUNT_KEYS));
    lines.extend(of_panel(Panel::Vote, VOTE_KEYS));
    lines.extend(of_panel(Panel::Wall, WALL_KEYS));
    lines.extend(of_panel(Panel::Merge, MERGE_KEYS));
    lines
}

fn of_panel<A: Copy>(panel: Panel, table: &'static [PanelKey<A>]) -> impl Iterator<Item = Line> {
    table.iter().map(move |key| Line {
        name: key.name,
        does: Does::Panel(panel, key.says),
        defaults: key.keys.iter().map(|press| Chord::of(KeyEvent::new(press.code, press.modifiers))).collect(),
    })
}

/// Returns the heading of a group.
pub fn group_name(group: Group, lang: Lang) -> &'static str {
    match group {
        Group::Taking => w::group_taking(lang),
        Group::Typing => w::group_typing(lang),
        Group::Item => w::group_item(lang),
        Group::Moving => w::group_moving(lang),
        Group::Steps => w::group_steps(lang),
        Group::Room => w::group_room(lang),
        Group::People => w::group_people(lang),
        Group::Session => w::group_session(lang),
        Group::Together => crate::text::tui::together::group_together(lang),
        Group::Sessions => w::group_sessions(lang),
        Group::Program => w::group_program(lang),
    }
}
