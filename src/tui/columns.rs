//! Owns what stands in the columns of a list: the words first, then what matters for the kind. Never draws.

use crate::domain::item::{Item, Kind};
use crate::domain::session::Session;
use crate::domain::time::Day;
use crate::domain::turn::owner_in_words;
use crate::domain::value::{ActionState, NoteKind, Outcome, RoundState, Speaker};
use crate::text::tui::detail as w;
use crate::text::{Lang, names};

use super::sheet::{Tone, title};

/// One cell beside the words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// How it is to be read.
    pub tone: Tone,
}

fn plain(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), tone: Tone::Plain }
}

/// Returns how wide the cells of a kind are, in columns, the one that goes first where room is short in front.
pub fn widths(kind: Kind) -> &'static [u16] {
    match kind {
        Kind::Practice => &[22, 12],
        Kind::Sketch => &[18, 12],
        Kind::Voice => &[14, 18],
        Kind::Poll => &[20, 14],
        Kind::Decision => &[16],
        Kind::Action => &[16, 8],
        Kind::Note => &[12],
        Kind::Session | Kind::Step | Kind::Table | Kind::Participant | Kind::Conflict => &[],
    }
}

/// Returns the cells of an item, as many as [`widths`] of its kind.
pub fn cells(item: &Item, session: &Session, today: Day, lang: Lang) -> Vec<Cell> {
    match item {
        Item::Practice(practice) => vec![
            plain(&practice.organisation),
            plain(practice.difficulty.map(|difficulty| w::difficulty_short(lang, difficulty)).unwrap_or_default()),
        ],
        Item::Sketch(sketch) => vec![
            plain(&sketch.who),
            plain(sketch.difficulty.map(|difficulty| w::difficulty_short(lang, difficulty)).unwrap_or_default()),
        ],
        Item::Voice(voice) => {
            let from = match &voice.from {
                Speaker::Person(id) => session.participants.get(*id).map_or_else(|| id.to_string(), |p| p.code.clone()),
                Speaker::TheGroup { agree, of } => w::the_group_short(lang, *agree, *of),
                Speaker::Someone => w::speaker(lang, &voice.from),
            };
            let answer = match voice.outcome {
                None => Cell { text: w::waits(lang, voice.kind).to_owned(), tone: Tone::Waiting },
                Some(Outcome::UnderReview(until)) => {
                    Cell { text: w::until(lang, &short_day(until, today)), tone: Tone::Waiting }
                }
                Some(outcome @ Outcome::NotAccepted) => plain(names::outcome(lang, outcome)),
                Some(outcome @ (Outcome::Accepted | Outcome::PartlyAccepted | Outcome::Thanked)) => {
                    Cell { text: names::outcome(lang, outcome), tone: Tone::Good }
                }
            };
            vec![plain(from), answer]
        }
        Item::Poll(poll) => {
            let state = poll.rounds.values().next_back().map_or(RoundState::Prepared, |round| round.state);
            let tone = match state {
                RoundState::Open => Tone::Waiting,
                RoundState::Revealed => Tone::Good,
                RoundState::Prepared | RoundState::Closed | RoundState::Interrupted => Tone::Plain,
            };
            let state = w::round_state(lang, state);
            vec![plain(names::method(lang, poll.method)), Cell { text: state.to_owned(), tone }]
        }
        Item::Decision(decision) => {
            let review = decision.review_on.map(|day| format!("↻ {}", short_day(day, today)));
            vec![plain(review.unwrap_or_default())]
        }
        Item::Action(action) => {
            let who = match &action.who {
                Some(owner) => owner_in_words(session, owner),
                None => action.organisation.clone(),
            };
            let over = matches!(action.state, ActionState::Open | ActionState::Doing);
            let due = match action.due {
                Some(day) if over && day < today => {
                    Cell { text: format!("! {}", short_day(day, today)), tone: Tone::Waiting }
                }
                Some(day) => plain(short_day(day, today)),
                None => plain(""),
            };
            vec![plain(who), due]
        }
        Item::Note(note) if note.private => {
            vec![Cell { text: w::private_short(lang).to_owned(), tone: Tone::Waiting }]
        }
        Item::Note(note) if note.kind == NoteKind::Point => vec![plain("")],
        Item::Note(note) => vec![plain(names::note_kind(lang, note.kind))],
        Item::Session(_) | Item::Step(_) | Item::Table(_) | Item::Participant(_) | Item::Conflict(_) => Vec::new(),
    }
}

/// Returns the words of an item for its row: its title, an action's with the sign of its state.
pub fn words(item: &Item, lang: Lang) -> String {
    let title = title(item, lang);
    if let Item::Action(action) = item { format!("{} {title}", w::action_sign(action.state)) } else { title }
}

/// Returns how many columns the sign before an item's words takes.
pub fn indent(item: &Item) -> u16 {
    if item.kind() == Kind::Action { 2 } else { 0 }
}

/// Writes a day as `12/4`, with its year where it is not this one.
pub fn short_day(day: Day, today: Day) -> String {
    use chrono::Datelike;
    let (written, now) = (day.get(), today.get());
    if written.year() == now.year() { format!("{}/{}", written.day(), written.month()) } else { day.plain() }
}
