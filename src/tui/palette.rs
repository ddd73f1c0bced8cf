//! Owns the two ways to everything that can be done: the help, which lists it and can be searched, and the palette, which
//! finds it by what one half remembers. Both perform what is chosen. Never does any of it itself.

use crossterm::event::KeyEvent;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::domain::fold::fold;
use crate::domain::item::{Item, Kind};
use crate::text::Lang;
use crate::text::tui::{palette as w, together};

use super::app::{App, Screen};
use super::command::{Command, Place};
use super::cursor::Cursor;
use super::keys::{Does, Keymap, Line, Panel, place_words};
use super::overlay::Overlay;
use super::panels::writing::{Lines, Writing};

/// How many of the commands that were used last are offered first.
const RECENT: usize = 6;

/// How it lists.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Manner {
    /// All of it: what works here first, then by group.
    Help,
    /// The best first.
    Palette,
}

/// Why something would do nothing now.
pub type Reason = fn(Lang) -> &'static str;

/// The list of what can be done, with a line to search it.
#[derive(Debug)]
pub struct Commands {
    /// How it lists.
    pub manner: Manner,
    /// What is searched.
    pub query: Writing,
    /// The chosen line.
    pub cursor: Cursor,
    /// What does nothing now was chosen all the same.
    pub insisted: bool,
    place: Place,
    panel: Option<Panel>,
    idle: Vec<(Command, Reason)>,
    recent: Vec<&'static str>,
}

/// Something of the list.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is.
    pub line: &'static Line,
    /// The heading that it stands under.
    pub heading: String,
    /// Its keys as they are shown.
    pub keys: Vec<String>,
    /// What it does.
    pub says: String,
    /// Why choosing it would do nothing.
    pub not_now: Option<String>,
}

impl Commands {
    /// Opens the list over what is on the screen.
    pub fn new(manner: Manner, app: &App) -> Self {
        Self {
            manner,
            query: Writing::new("", Lines::One),
            cursor: Cursor::default(),
            insisted: false,
            place: app.place(),
            panel: app.panel(),
            idle: app.idle(),
            recent: app.recent.clone(),
        }
    }

    /// Takes a key of text.
    pub fn text(&mut self, event: &KeyEvent) {
        self.query.key(event);
        self.moved();
    }

    /// Moves as a command says.
    pub fn follow(&mut self, command: Command, map: &Keymap, lang: Lang) {
        self.insisted = false;
        let length = self.rows(map, lang).len();
        self.cursor.follow(command, length);
    }

    fn moved(&mut self) {
        self.insisted = false;
        self.cursor = Cursor::default();
    }

    /// Takes a pasted text.
    pub fn paste(&mut self, text: &str) {
        self.query.insert(text);
        self.moved();
    }

    /// Returns what is listed now.
    pub fn rows(&self, map: &Keymap, lang: Lang) -> Vec<Row> {
        match self.manner {
            Manner::Help => self.helped(map, lang),
            Manner::Palette => self.found(map, lang),
        }
    }

    fn row(&self, (line, keys): (&'static Line, Vec<String>), map: &Keymap, lang: Lang) -> Row {
        let says = map.fill(line.says(lang), lang);
        let here = line.works(self.place, self.panel);
        let heading = if here { w::here(lang).to_owned() } else { line.group(lang).to_owned() };
        let not_now = if here {
            let idle = |command| self.idle.iter().find(|(known, _)| *known == command);
            match line.does {
                Does::Command(entry) => idle(entry.command).map(|(_, reason)| map.fill(reason(lang), lang)),
                Does::Panel(..) => None,
            }
        } else {
            Some(elsewhere(line, lang))
        };
        Row { line, heading, keys, says, not_now }
    }

    fn all(&self, map: &Keymap, lang: Lang) -> Vec<Row> {
        let shown = |keys: &[super::keys::Chord]| keys.iter().map(|chord| chord.shown(lang)).collect();
        map.lines().map(|(line, keys)| self.row((line, shown(keys)), map, lang)).collect()
    }

    /// Everything that holds all the words: what works here first. Lines that say the same are one.
    fn helped(&self, map: &Keymap, lang: Lang) -> Vec<Row> {
        let words: Vec<String> = fold(self.query.text()).split_whitespace().map(str::to_owned).collect();
        let (here, rest): (Vec<Row>, Vec<Row>) =
            self.all(map, lang).into_iter().partition(|row| row.line.works(self.place, self.panel));
        let mut rows: Vec<Row> = Vec::new();
        for row in here.into_iter().chain(rest) {
            match rows.iter_mut().find(|known| known.heading == row.heading && known.says == row.says) {
                Some(known) => {
                    let more = row.keys.into_iter().filter(|key| !known.keys.contains(key)).collect::<Vec<_>>();
                    known.keys.extend(more);
                }
                None => rows.push(row),
            }
        }
        let holds = |row: &Row| {
            let text = fold(&format!("{}\n{}\n{}\n{}", row.says, row.line.name, row.heading, row.keys.join("\n")));
            words.iter().all(|word| text.contains(word.as_str()))
        };
        rows.retain(holds);
        rows
    }

    /// The best match first; without a search what was used last, then what works here.
    fn found(&self, map: &Keymap, lang: Lang) -> Vec<Row> {
        let all = self.all(map, lang);
        let command = |row: &Row| match row.line.does {
            Does::Command(entry) => Some(entry.command),
            Does::Panel(..) => None,
        };
        // what works here, or was listed already, stands for its like elsewhere
        let said = |at: usize, row: &Row| {
            let like = |(other, known): (usize, &Row)| {
                command(row).is_some()
                    && command(row) == command(known)
                    && (known.not_now.is_none() || (other < at && row.says == known.says))
            };
            row.not_now.is_some() && all.iter().enumerate().any(like)
        };
        let worth = all.iter().enumerate().filter(|(at, row)| is_worth_finding(row.line) && !said(*at, row));
        let worth = worth.map(|(_, row)| row.clone());
        let query = self.query.text().trim();
        if query.is_empty() {
            let mut rows: Vec<Row> = worth.collect();
            let recent = |row: &Row| self.recent.iter().position(|name| *name == row.line.name).unwrap_or(RECENT);
            rows.sort_by_key(|row| (recent(row), row.not_now.is_some()));
            return rows;
        }
        let folded = fold(query);
        let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        // how well it matches, and with what else speaks for it
        let mut scored: Vec<(u32, u32, Row)> = Vec::new();
        for row in worth {
            let here = row.line.works(self.place, self.panel);
            let mut score = |text: &str, bonus: u32| {
                let score = pattern.score(Utf32Str::new(text, &mut buffer), &mut matcher)?;
                // a whole name is meant, where it means something
                let whole = if here && fold(text) == folded { 40 } else { 0 };
                Some((score + bonus + whole, score))
            };
            let (own, other) = (texts(row.line, lang), texts(row.line, lang.other()));
            // one's own language goes before the other, a word before a sentence
            let scores = [
                own.0.and_then(|text| score(text, 12)),
                score(&map.fill(own.1, lang), 6),
                other.0.and_then(|text| score(text, 4)),
                score(other.1, 0),
                score(row.line.name, 4),
            ];
            if let Some((best, match_only)) = scores.into_iter().flatten().max() {
                scored.push((match_only, best + if row.not_now.is_none() { 32 } else { 0 }, row));
            }
        }
        let best = scored.iter().map(|(match_only, ..)| *match_only).max().unwrap_or_default();
        // letters strewn over a sentence are no match beside a word that is meant
        scored.retain(|(match_only, ..)| *match_only * 10 >= best * 8);
        scored.sort_by_key(|(_, score, row)| (std::cmp::Reverse(*score), row.says.chars().count()));
        scored.into_iter().map(|(.., row)| row).collect()
    }
}

/// Returns the word and the sentence of a line.
fn texts(line: &Line, lang: Lang) -> (Option<&'static str>, &'static str) {
    match line.does {
        Does::Command(entry) => (Some((entry.short)(lang)), (entry.long)(lang)),
        Does::Panel(_, says) => (None, says(lang)),
    }
}

/// Tells whether anybody would look for it by name: not what only moves by a line.
fn is_worth_finding(line: &Line) -> bool {
    const BY_HAND: &[Command] = &[
        Command::Up,
        Command::Down,
        Command::PageUp,
        Command::PageDown,
        Command::First,
        Command::Last,
        Command::NextPane,
        Command::PreviousPane,
        Command::NextField,
        Command::PreviousField,
        Command::Palette,
    ];
    match line.does {
        Does::Command(entry) => !BY_HAND.contains(&entry.command),
        Does::Panel(..) => true,
    }
}

/// Says where it works instead.
fn elsewhere(line: &Line, lang: Lang) -> String {
    let places: Vec<&str> = match line.does {
        Does::Command(entry) => entry.places.iter().map(|place| place_words(*place, None, lang)).collect(),
        Does::Panel(panel, _) => vec![place_words(panel.place(), Some(panel), lang)],
    };
    let shown = &places[..places.len().min(3)];
    w::works_elsewhere(lang, &shown.join(", "))
}

impl App {
    /// Opens the help or the palette, or closes it where it is open.
    pub(super) fn toggle_commands(&mut self, manner: Manner) {
        if let Some(Overlay::Commands(open)) = self.overlays.last() {
            let same = open.manner == manner;
            self.overlays.pop();
            if same {
                return;
            }
        }
        let commands = Commands::new(manner, self);
        self.overlays.push(Overlay::Commands(Box::new(commands)));
    }

    /// Takes a key that is text in the help: its own key closes it and that of finding begins, before anything is searched.
    pub(super) fn is_for_help(&mut self, event: KeyEvent) -> bool {
        let Some(Overlay::Commands(open)) = self.overlays.last() else { return false };
        if open.manner == Manner::Palette || !open.query.text().is_empty() {
            return false;
        }
        let map = &self.env.keymap;
        if map.command(Place::Reading, event) == Some(Command::Help) {
            self.overlays.pop();
            return true;
        }
        map.command(Place::List, event) == Some(Command::Find)
    }

    /// Does what a command says in the help or the palette.
    pub(super) fn in_commands(&mut self, command: Command) {
        let (map, lang) = (self.env.keymap.clone(), self.env.lang);
        let Some(Overlay::Commands(open)) = self.overlays.last_mut() else { return };
        if command != Command::Open {
            open.follow(command, &map, lang);
            return;
        }
        let mut rows = open.rows(&map, lang);
        let at = open.cursor.at();
        if at >= rows.len() {
            return;
        }
        let row = rows.swap_remove(at);
        if row.not_now.is_some() {
            open.insisted = true;
            return;
        }
        self.overlays.pop();
        self.recent.retain(|known| *known != row.line.name);
        self.recent.insert(0, row.line.name);
        self.recent.truncate(RECENT);
        let Some(event) = row.line.event() else { return };
        match row.line.does {
            Does::Command(entry) => self.perform(entry.command, event),
            Does::Panel(..) => self.give_to_panel(event),
        }
    }

    /// Returns what has keys of its own and fills the screen, with nothing over it.
    pub fn panel(&self) -> Option<Panel> {
        match (&self.screen, self.overlays.is_empty()) {
            (Screen::Console(console), true) => console.open_panel(),
            (Screen::Merge(_), true) => Some(Panel::Merge),
            (Screen::Console(_) | Screen::Merge(_), false) | (Screen::Start(_), _) => None,
        }
    }

    /// Returns the commands that would do nothing now, and why.
    fn idle(&self) -> Vec<(Command, Reason)> {
        let mut idle: Vec<(Command, Reason)> = Vec::new();
        let mut without =
            |commands: &[Command], reason: Reason| idle.extend(commands.iter().map(|command| (*command, reason)));
        match &self.screen {
            Screen::Start(start) => {
                if start.listing.as_ref().is_none_or(|listing| listing.cards.is_empty()) {
                    without(&[Command::Open], w::no_session);
                }
                if !self.has_samples() {
                    without(&[Command::Samples], w::no_samples);
                }
            }
            Screen::Merge(_) => {}
            Screen::Console(console) => {
                let item = console.chosen_here();
                let kind = item.as_ref().map(Item::kind);
                if item.is_none() {
                    without(&[Command::Open, Command::Edit, Command::Remove], w::choose_first);
                }
                if console.chosen_item().is_none() {
                    without(&[Command::Turn, Command::Links], w::choose_first);
                }
                if kind != Some(Kind::Poll) {
                    without(&[Command::Count], w::only_votes);
                }
                if kind != Some(Kind::Action) {
                    without(&[Command::NextState], w::only_actions);
                }
                if console.status.undo == 0 && console.capture.is_none() {
                    without(&[Command::Undo], w::nothing_to_undo);
                }
                if console.status.redo == 0 {
                    without(&[Command::Redo], w::nothing_to_redo);
                }
                if console.laptops.only_wall {
                    without(STEERING, together::only_wall);
                }
                if console.session().steps.count() == 0 {
                    without(STEPS, w::no_steps);
                }
            }
        }
        idle
    }
}

/// What steers the session from the wall.
const STEERING: &[Command] = &[
    Command::Undo,
    Command::Redo,
    Command::Longer,
    Command::Shorter,
    Command::Pause,
    Command::NextSpeaker,
    Command::PreviousSpeaker,
];

/// What needs an agenda.
const STEPS: &[Command] = &[
    Command::NextStep,
    Command::PreviousStep,
    Command::Longer,
    Command::Shorter,
    Command::Pause,
    Command::Skip,
    Command::StepEarlier,
    Command::StepLater,
];
