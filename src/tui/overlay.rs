//! Owns what can lie over a screen: help, notices, lists to choose from, finding, the fields of a new session.

use crossterm::event::KeyEvent;

use crate::domain::clean::LONGEST_FIELD;
use crate::domain::id::ConflictId;
use crate::domain::item::{Item, ItemRef, Kind};
use crate::domain::time::Day;
use crate::domain::turn::{CAPTURED, stays_inside};
use crate::text::tui as w;
use crate::text::tui::{capture as wc, detail};
use crate::text::{Lang, names};

use super::command::Place;
use super::console::Console;
use super::cursor::Cursor;
use super::find::FindBox;
use super::palette::Commands;
use super::pasting;
use super::sheet::{title, title_of};
use super::start::NewForm;

/// Something over the screen.
#[derive(Debug)]
pub enum Overlay {
    /// The help, or the palette.
    Commands(Box<Commands>),
    /// What is wrong with settings, keys and themes.
    Setup(Cursor),
    /// What happened at opening.
    Notices(Cursor),
    /// A list to choose from.
    Choice(Choice),
    /// Finding.
    Find(Box<FindBox>),
    /// The fields of a new session.
    NewSession(Box<NewForm>),
}

impl Overlay {
    /// Opens what happened at opening.
    pub fn notices() -> Self {
        Self::Notices(Cursor::default())
    }

    /// Opens a list to choose from.
    pub fn choice(purpose: Purpose) -> Self {
        Self::Choice(Choice { purpose, cursor: Cursor::default() })
    }

    /// Returns where keys go while it lies on top.
    pub fn place(&self) -> Place {
        match self {
            Self::Setup(_) | Self::Notices(_) => Place::Reading,
            Self::Commands(_) => Place::Find,
            Self::Choice(Choice { purpose: Purpose::People, .. }) => Place::People,
            Self::Choice(_) => Place::Choice,
            Self::Find(_) => Place::Find,
            Self::NewSession(_) => Place::Fields,
        }
    }

    /// Takes a key that is no command here.
    pub fn text(&mut self, event: &KeyEvent) {
        match self {
            Self::Find(find) => find.text(event),
            Self::NewSession(form) => form.text(event),
            Self::Commands(list) => list.text(event),
            Self::Setup(_) | Self::Notices(_) | Self::Choice(_) => {}
        }
    }

    /// Says from now on everything in another language; what was already said is dropped.
    pub fn speak(&mut self, lang: Lang) {
        match self {
            Self::Find(find) => find.speak(lang),
            Self::NewSession(form) => form.wrong = None,
            Self::Commands(_) | Self::Setup(_) | Self::Notices(_) | Self::Choice(_) => {}
        }
    }

    /// Takes a pasted text.
    pub fn paste(&mut self, text: &str) {
        match self {
            Self::Find(find) => find.paste(text),
            Self::NewSession(form) => form.paste(text),
            Self::Commands(list) => list.paste(text),
            Self::Setup(_) | Self::Notices(_) | Self::Choice(_) => {}
        }
    }
}

/// What is chosen, and for what.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// The kind that an item is turned into.
    Turn(ItemRef),
    /// Whether several pasted lines are one item or one each.
    Paste(String),
    /// Which linked item to go to.
    Links(ItemRef),
    /// Which item to complete.
    ToComplete,
    /// Which conflict to settle.
    Conflicts,
    /// Which of two values stays.
    Settle(ConflictId),
    /// Who takes part.
    People,
    /// Whether what is no longer in a file edited by hand is removed here too.
    HandRemoved,
    /// Whether to leave the session.
    Leave,
    /// Whether to end although something is not on disk.
    QuitAnyway,
}

/// A list to choose from.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What for.
    pub purpose: Purpose,
    /// The chosen line.
    pub cursor: Cursor,
}

/// A line of a list to choose from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The kind of item that it is, with its letter.
    pub kind: Option<Kind>,
    /// What it says.
    pub text: String,
    /// What it says beside that.
    pub aside: String,
}

impl Row {
    fn plain(text: impl Into<String>, aside: impl Into<String>) -> Self {
        Self { kind: None, text: text.into(), aside: aside.into() }
    }

    fn of(item: &Item, aside: impl Into<String>, lang: Lang) -> Self {
        Self { kind: Some(item.kind()), text: title(item, lang), aside: aside.into() }
    }
}

impl Choice {
    /// Returns the heading.
    pub fn heading(&self, console: Option<&Console>, lang: Lang) -> String {
        let words = |reference: ItemRef| console.map(|console| title_of(console.session(), reference, lang));
        match &self.purpose {
            Purpose::Turn(item) => w::turn_into(lang, &words(*item).unwrap_or_default()),
            Purpose::Paste(text) => w::pasted(lang, pasting::lines(text).count()),
            Purpose::Links(item) => w::linked_to(lang, &words(*item).unwrap_or_default()),
            Purpose::ToComplete => w::to_complete(lang).to_owned(),
            Purpose::Conflicts => w::conflicts(lang).to_owned(),
            Purpose::Settle(conflict) => {
                let conflict = console.and_then(|console| console.session().conflicts.get(*conflict));
                let item = conflict.and_then(|conflict| words(conflict.item?));
                let field = conflict.map(|conflict| detail::field(lang, &conflict.field));
                w::which_stays(lang, &field.unwrap_or_default(), &item.unwrap_or_default())
            }
            Purpose::People => {
                let people = console.map(|console| console.people()).unwrap_or_default();
                let present = people.iter().filter(|person| person.present).count();
                w::people_here(lang, present, people.len())
            }
            Purpose::HandRemoved => w::hand_removed(lang, console.map_or(0, |console| console.hand_removed().len())),
            Purpose::Leave => w::leave_session(lang).to_owned(),
            Purpose::QuitAnyway => match console.map_or(0, Console::not_on_disk) {
                0 => w::file_behind(lang).to_owned(),
                1 => w::one_not_on_disk(lang).to_owned(),
                count => w::not_on_disk(lang, count),
            },
        }
    }

    /// Returns what is shown before the lines to choose from.
    pub fn before(&self, lang: Lang) -> Vec<String> {
        match &self.purpose {
            Purpose::Paste(text) => pasting::preview(text, lang),
            Purpose::Turn(_)
            | Purpose::Links(_)
            | Purpose::ToComplete
            | Purpose::Conflicts
            | Purpose::Settle(_)
            | Purpose::People
            | Purpose::HandRemoved
            | Purpose::Leave
            | Purpose::QuitAnyway => Vec::new(),
        }
    }

    /// Returns what an empty list says.
    pub fn empty(&self, lang: Lang) -> &'static str {
        match self.purpose {
            Purpose::Links(_) => w::no_links(lang),
            Purpose::ToComplete => w::all_complete(lang),
            Purpose::Conflicts => w::no_conflicts(lang),
            Purpose::People => w::no_people(lang),
            Purpose::Turn(_)
            | Purpose::Paste(_)
            | Purpose::Settle(_)
            | Purpose::HandRemoved
            | Purpose::Leave
            | Purpose::QuitAnyway => "",
        }
    }

    /// Returns the lines.
    pub fn rows(&self, console: Option<&Console>, lang: Lang, _today: Day) -> Vec<Row> {
        match (&self.purpose, console) {
            (Purpose::Turn(item), _) => {
                let whole = console.and_then(|console| Some((console.session(), console.session().get(*item)?)));
                let row = |kind| {
                    let stays = whole.as_ref().is_some_and(|(session, item)| stays_inside(session, item, kind));
                    let aside = if stays { w::withheld_words(lang) } else { detail::meant_for(lang, kind) };
                    Row { kind: Some(kind), text: names::kind(lang, kind).to_owned(), aside: aside.to_owned() }
                };
                turn_kinds(*item).map(row).collect()
            }
            (Purpose::Paste(text), _) => {
                let lines = pasting::lines(text).count();
                let fits = text.len() <= LONGEST_FIELD;
                let aside = if fits {
                    w::all_in_one_aside(lang).to_owned()
                } else {
                    wc::too_long_for_one(lang, text.len().div_ceil(1024), LONGEST_FIELD / 1024)
                };
                vec![
                    Row::plain(w::one_each(lang, lines), w::one_each_aside(lang)),
                    Row::plain(w::all_in_one(lang), aside),
                ]
            }
            (Purpose::Leave, _) => {
                let aside = match console.filter(|console| console.is_failing()).map(Console::not_on_disk) {
                    None => w::leave_it_aside(lang),
                    Some(0) => w::in_journal_aside(lang),
                    Some(_) => w::quit_anyway_aside(lang),
                };
                vec![Row::plain(w::leave_it(lang), aside), Row::plain(w::stay(lang), String::new())]
            }
            (Purpose::QuitAnyway, _) => {
                let journal = console.is_some_and(|console| console.not_on_disk() == 0);
                let aside = if journal { w::in_journal_aside(lang) } else { w::quit_anyway_aside(lang) };
                vec![Row::plain(w::stay(lang), w::stay_aside(lang)), Row::plain(w::quit_anyway(lang), aside)]
            }
            (Purpose::People, Some(console)) => {
                let people = console.people();
                let row = |person: &std::sync::Arc<crate::domain::item::Participant>| {
                    let sign = if person.present { "●" } else { "○" };
                    let group = person.group.as_ref().map(|group| names::group(lang, group));
                    let text = format!("{sign} {}  {}", person.code, person.organisation);
                    Row::plain(text.trim_end(), group.unwrap_or_else(|| w::no_group(lang).to_owned()))
                };
                people.iter().map(row).collect()
            }
            (Purpose::Links(item), Some(console)) => {
                let links = console.links(*item).into_iter();
                let found = links.filter_map(|(target, aside)| Some((console.session().get(target)?, aside)));
                found
                    .map(|(target, out)| {
                        let aside = if out { w::refers_to_it(lang) } else { w::refers_here(lang) };
                        Row::of(&target, if target.gone() { detail::gone(lang) } else { aside }, lang)
                    })
                    .collect()
            }
            (Purpose::ToComplete, Some(console)) => {
                let list = console.to_complete().into_iter();
                let found = list.filter_map(|(target, missing)| Some((console.session().get(target)?, missing)));
                found
                    .map(|(item, missing)| {
                        let missing: Vec<_> = missing.into_iter().map(|field| detail::field(lang, field)).collect();
                        Row::of(&item, missing.join(", "), lang)
                    })
                    .collect()
            }
            (Purpose::Conflicts, Some(console)) => {
                let open = console.session().open_conflicts();
                open.map(|conflict| {
                    let item = conflict.item.map(|item| title_of(console.session(), item, lang));
                    Row {
                        kind: conflict.item.map(ItemRef::kind),
                        text: item.unwrap_or_default(),
                        aside: detail::field(lang, &conflict.field),
                    }
                })
                .collect()
            }
            (Purpose::Settle(conflict), Some(console)) => {
                let Some(conflict) = console.session().conflicts.get(*conflict) else { return Vec::new() };
                vec![
                    Row::plain(value(&conflict.kept), w::stands_now(lang)),
                    Row::plain(value(&conflict.other), w::the_other(lang)),
                ]
            }
            (Purpose::HandRemoved, Some(console)) => {
                let items = console.hand_removed();
                let titles = items.iter().take(3).map(|item| format!("«{}»", title_of(console.session(), *item, lang)));
                let mut titles = titles.collect::<Vec<_>>().join(", ");
                if items.len() > 3 {
                    titles.push_str(", …");
                }
                vec![Row::plain(w::keep_them(lang), w::keep_them_aside(lang)), Row::plain(w::remove_them(lang), titles)]
            }
            (
                Purpose::Links(_)
                | Purpose::ToComplete
                | Purpose::Conflicts
                | Purpose::Settle(_)
                | Purpose::People
                | Purpose::HandRemoved,
                None,
            ) => Vec::new(),
        }
    }
}

/// Returns the kinds that an item can be turned into.
pub fn turn_kinds(item: ItemRef) -> impl Iterator<Item = Kind> {
    CAPTURED.iter().copied().filter(move |kind| *kind != item.kind())
}

/// Shows a value that is kept as RON as people read it: a text without its quotes, nothing as a dash.
fn value(ron: &str) -> String {
    let text = crate::domain::field::from_ron::<String>(ron).unwrap_or_else(|_| ron.to_owned());
    if text.trim().is_empty() || text == "None" { "—".to_owned() } else { text }
}
