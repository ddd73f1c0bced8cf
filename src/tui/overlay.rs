//! Owns what can lie over a screen: help, notices, lists to choose from, finding, the fields of a new session.

use crossterm::event::KeyEvent;

use crate::domain::clean::LONGEST_FIELD;
use crate::domain::id::{ConflictId, StepId};
use crate::domain::item::{Item, ItemRef, Kind};
use crate::domain::owed::{Heard, Owed, participation};
use crate::domain::quoting::{is_withheld, withheld_from_partners};
use crate::domain::time::Day;
use crate::domain::turn::{CAPTURED, stays_as_it_is, stays_inside};
use crate::text::tui as w;
use crate::text::tui::{capture as wc, detail};
use crate::text::{Lang, names};

use super::clash;
use super::command::Place;
use super::console::Console;
use super::cursor::Cursor;
use super::filtering::FilterBox;
use super::find::FindBox;
use super::joining::JoinScreen;
use super::palette::Commands;
use super::pasting;
use super::prepare::Preparing;
use super::running::{LateBox, MinutesBox};
use super::several::{JoinBox, Several};
use super::sheet::{title, title_of};
use super::start::NewForm;
use super::tagging::TagBox;
use super::together::{Asked, NameBox, TogetherBox};

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
    /// All about a step.
    Step(StepId, Cursor),
    /// Shorter steps.
    Late(Box<LateBox>),
    /// The giro.
    Giro(Cursor),
    /// A number of minutes.
    Minutes(Box<MinutesBox>),
    /// What a list is narrowed to.
    Filter(Box<FilterBox>),
    /// Tags to be given and taken away.
    Tags(Box<TagBox>),
    /// What joining would come to.
    Join(Box<JoinBox>),
    /// What a session is prepared with.
    Preparing(Preparing),
    /// Who is here on which laptop.
    Together(Box<TogetherBox>),
    /// The name of somebody who is here.
    Naming(Box<NameBox>),
    /// Coming into a session on another laptop.
    Network(Box<JoinScreen>),
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

    /// Opens the list of what can be on the wall, at what is on it.
    pub fn wall(console: &Console) -> Self {
        let mut cursor = Cursor::default();
        cursor.go(console.wall_choice_now());
        Self::Choice(Choice { purpose: Purpose::Wall, cursor })
    }

    /// Returns where keys go while it lies on top.
    pub fn place(&self) -> Place {
        match self {
            Self::Setup(_) | Self::Notices(_) | Self::Step(..) => Place::Reading,
            Self::Late(_) => Place::Late,
            Self::Giro(_) => Place::Giro,
            Self::Minutes(_) => Place::Minutes,
            Self::Commands(_) => Place::Find,
            Self::Choice(_) => Place::Choice,
            Self::Find(_) => Place::Find,
            Self::NewSession(_) => Place::Fields,
            Self::Filter(_) => Place::Filter,
            Self::Tags(_) => Place::Tags,
            Self::Join(_) => Place::Choice,
            Self::Preparing(preparing) => preparing.place(),
            Self::Together(_) => Place::Together,
            Self::Naming(_) => Place::Naming,
            Self::Network(joining) => joining.place(),
        }
    }

    /// Takes a key that is no command here.
    pub fn text(&mut self, event: &KeyEvent) {
        match self {
            Self::Find(find) => find.text(event),
            Self::Minutes(minutes) => minutes.text(event),
            Self::Tags(tags) => tags.text(event),
            Self::Commands(list) => list.text(event),
            Self::Naming(name) => name.text(event),
            Self::Network(joining) => joining.text(event),
            Self::Together(_)
            | Self::Setup(_)
            | Self::NewSession(_)
            | Self::Notices(_)
            | Self::Choice(_)
            | Self::Preparing(_)
            | Self::Filter(_)
            | Self::Join(_)
            | Self::Step(..)
            | Self::Late(_)
            | Self::Giro(_) => {}
        }
    }

    /// Says from now on everything in another language; what was already said is dropped.
    pub fn speak(&mut self, lang: Lang) {
        match self {
            Self::Find(find) => find.speak(lang),
            Self::NewSession(form) => form.wrong = None,
            Self::Together(_)
            | Self::Naming(_)
            | Self::Network(_)
            | Self::Commands(_)
            | Self::Setup(_)
            | Self::Notices(_)
            | Self::Choice(_)
            | Self::Preparing(_)
            | Self::Filter(_)
            | Self::Tags(_)
            | Self::Join(_)
            | Self::Minutes(_)
            | Self::Step(..)
            | Self::Late(_)
            | Self::Giro(_) => {}
        }
    }

    /// Takes a pasted text.
    pub fn paste(&mut self, text: &str) {
        match self {
            Self::Find(find) => find.paste(text),
            Self::NewSession(form) => form.paste(text),
            Self::Minutes(minutes) => minutes.paste(text),
            Self::Tags(tags) => tags.paste(text),
            Self::Commands(list) => list.paste(text),
            Self::Naming(name) => drop(name.line.insert(text)),
            Self::Network(joining) => joining.paste(text),
            Self::Together(_)
            | Self::Setup(_)
            | Self::Notices(_)
            | Self::Choice(_)
            | Self::Preparing(_)
            | Self::Filter(_)
            | Self::Join(_)
            | Self::Step(..)
            | Self::Late(_)
            | Self::Giro(_) => {}
        }
    }
}

/// What is chosen, and for what.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// The kind that an item is turned into.
    Turn(ItemRef),
    /// What to do with the marked items, or with the chosen one.
    Several(Several),
    /// Whether several pasted lines are one item or one each.
    Paste(String),
    /// Which linked item to go to.
    Links(ItemRef),
    /// Which item to complete.
    ToComplete,
    /// Whom to call when harm is disclosed.
    Safeguarding,
    /// Whether an item is erased for good.
    Erase {
        /// The item.
        item: ItemRef,
        /// How many items go with it, itself among them.
        goes: usize,
        /// How many stay and lose a reference to it.
        touched: usize,
    },
    /// Which voice to do something about.
    Owed(Day),
    /// Which conflict to settle.
    Conflicts,
    /// Which of two values stays.
    Settle(ConflictId),
    /// Whether what is no longer in a file edited by hand is removed here too.
    HandRemoved,
    /// What is on the wall.
    Wall,
    /// Whether to leave the session.
    Leave,
    /// Whether to end although something is not on disk.
    QuitAnyway,
    /// Something about other laptops.
    Together(Asked),
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
    pub(super) fn plain(text: impl Into<String>, aside: impl Into<String>) -> Self {
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
            Purpose::Several(which) => console.map(|console| console.several_heading(*which, lang)).unwrap_or_default(),
            Purpose::Links(item) => w::linked_to(lang, &words(*item).unwrap_or_default()),
            Purpose::ToComplete => w::to_complete(lang).to_owned(),
            Purpose::Owed(_) => {
                let voices = console.map(|console| console.session().voices.in_order()).unwrap_or_default();
                let measures = participation(voices.iter().filter(|voice| voice.shown.0).map(|voice| Heard::of(voice)));
                w::voices::summary(lang, &measures)
            }
            Purpose::Conflicts => w::conflicts(lang).to_owned(),
            Purpose::Settle(conflict) => {
                let conflict = console.and_then(|console| console.session().conflicts.get(*conflict));
                let item = conflict.and_then(|conflict| words(conflict.item?));
                let field = conflict.map(|conflict| detail::field(lang, &conflict.field));
                w::which_stays(lang, &field.unwrap_or_default(), &item.unwrap_or_default())
            }
            Purpose::HandRemoved => w::hand_removed(lang, console.map_or(0, |console| console.hand_removed().len())),
            Purpose::Wall => w::wall::on_the_wall(lang).to_owned(),
            Purpose::Together(asked) => asked.heading(console, lang),
            Purpose::Leave => w::leave_session(lang).to_owned(),
            Purpose::Safeguarding => {
                let contact = console.map(|console| console.session().session.safeguarding_contact.trim().to_owned());
                match contact.filter(|contact| !contact.is_empty()) {
                    Some(contact) => w::erasing::call(lang, &contact),
                    None => w::erasing::no_contact(lang).to_owned(),
                }
            }
            Purpose::Erase { item, goes, touched } => {
                w::erasing::asks(lang, &words(*item).unwrap_or_default(), *goes, *touched)
            }
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
            | Purpose::Several(_)
            | Purpose::Wall
            | Purpose::Links(_)
            | Purpose::ToComplete
            | Purpose::Owed(_)
            | Purpose::Safeguarding
            | Purpose::Erase { .. }
            | Purpose::Conflicts
            | Purpose::Settle(_)
            | Purpose::HandRemoved
            | Purpose::Leave
            | Purpose::Together(_)
            | Purpose::QuitAnyway => Vec::new(),
        }
    }

    /// Returns what is to be known before one chooses; empty where nothing is.
    pub fn about(&self, console: Option<&Console>, lang: Lang) -> String {
        if let Purpose::Together(asked) = self.purpose { asked.about(console, lang) } else { String::new() }
    }

    /// Returns what stands under the list about the line that is chosen; `None` in a list of which nothing is said there.
    pub fn beneath(&self, console: Option<&Console>, lang: Lang) -> Option<String> {
        let (Purpose::Owed(today), Some(console)) = (&self.purpose, console) else { return None };
        let session = console.session();
        let kept_back = |(voice, _): &(ItemRef, Owed)| {
            let item = session.get(*voice)?;
            let why = withheld_from_partners(&item, session)?;
            let Item::Voice(voice) = item else { return None };
            Some(w::voices::not_on_page(lang, why, voice.may_go_to))
        };
        let listed = console.owed(*today);
        listed.iter().any(|voice| is_withheld(voice.0, session)).then(|| {
            let chosen = listed.get(self.cursor.at());
            chosen.and_then(kept_back).unwrap_or_default()
        })
    }

    /// Returns what an empty list says.
    pub fn empty(&self, lang: Lang) -> &'static str {
        match self.purpose {
            Purpose::Links(_) => w::no_links(lang),
            Purpose::ToComplete => w::all_complete(lang),
            Purpose::Owed(_) => w::voices::none(lang),
            Purpose::Conflicts => w::no_conflicts(lang),
            Purpose::Turn(_)
            | Purpose::Several(_)
            | Purpose::Paste(_)
            | Purpose::Settle(_)
            | Purpose::HandRemoved
            | Purpose::Wall
            | Purpose::Safeguarding
            | Purpose::Erase { .. }
            | Purpose::Leave
            | Purpose::Together(_)
            | Purpose::QuitAnyway => "",
        }
    }

    /// Returns the lines.
    pub fn rows(&self, console: Option<&Console>, lang: Lang) -> Vec<Row> {
        match (&self.purpose, console) {
            (Purpose::Turn(item), _) => {
                let whole = console.and_then(|console| Some((console.session(), console.session().get(*item)?)));
                let row = |kind| {
                    let stays = whole.as_ref().is_some_and(|(session, item)| stays_inside(session, item, kind));
                    let put = whole.as_ref().is_some_and(|(_, item)| stays_as_it_is(item));
                    let aside = match (put, stays) {
                        (true, _) => w::lists::was_put(lang),
                        (false, true) => w::withheld_words(lang),
                        (false, false) => detail::meant_for(lang, kind),
                    };
                    Row { kind: Some(kind), text: names::kind(lang, kind).to_owned(), aside: aside.to_owned() }
                };
                turn_kinds(*item).map(row).collect()
            }
            (Purpose::Several(which), Some(console)) => console.several_rows(*which, lang),
            (Purpose::Together(asked), console) => asked.rows(console, lang),
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
            (Purpose::Safeguarding, _) => vec![
                Row::plain(w::erasing::called_now(lang), w::erasing::called_aside(lang).to_owned()),
                Row::plain(w::erasing::not_called(lang), String::new()),
            ],
            (Purpose::Erase { .. }, _) => vec![
                Row::plain(w::erasing::keep(lang), String::new()),
                Row::plain(w::erasing::erase(lang), w::erasing::erase_aside(lang).to_owned()),
            ],
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
            (Purpose::Wall, Some(console)) => console.wall_rows(lang),
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
            (Purpose::Owed(today), Some(console)) => {
                let row = |(voice, owed): (ItemRef, Owed)| {
                    let item = console.session().get(voice)?;
                    let kind = if let Item::Voice(voice) = &item { voice.kind } else { Default::default() };
                    let mut aside = w::voices::owed(lang, owed, kind);
                    if withheld_from_partners(&item, console.session()).is_some() {
                        aside = format!("{aside} · {}", w::voices::off_the_page(lang));
                    }
                    Some(Row::of(&item, aside, lang))
                };
                console.owed(*today).into_iter().filter_map(row).collect()
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
                let value = |ron: &str| clash::value(&conflict.field, ron, console.session(), lang);
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
                | Purpose::Several(_)
                | Purpose::ToComplete
                | Purpose::Owed(_)
                | Purpose::Conflicts
                | Purpose::Settle(_)
                | Purpose::Wall
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
