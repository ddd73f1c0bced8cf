//! Owns what stands in the columns of a list: the words first, then what matters for the kind, more of it where there is
//! more room. Never draws.

use crate::domain::heads::{Heads, add_up};
use crate::domain::item::{Item, ItemRef, Kind, Poll};
use crate::domain::session::Session;
use crate::domain::time::Day;
use crate::domain::turn::{owner_in_words, tags_of};
use crate::domain::value::{ActionState, Difficulty, NoteKind, Outcome, RoundState, Speaker};
use crate::text::tui::{detail as w, lists};
use crate::text::{Lang, names};

use super::sheet::{Tone, title, title_of};
use super::view::{self, Order, poll_state};

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

/// What a column says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column {
    /// Who does a practice.
    Organisation,
    /// What it is an answer to.
    Difficulty,
    /// Who told a practice.
    ToldBy,
    /// Who would do a sketch.
    Who,
    /// The table.
    Table,
    /// What a sketch is built on.
    BuiltOn,
    /// Whose a voice is.
    From,
    /// What became of a voice.
    Answer,
    /// Who answers for it.
    Answers,
    /// What a voice or a note is.
    Sort,
    /// How a poll is voted.
    Method,
    /// Where an action or a poll is.
    State,
    /// How many voted.
    Turnout,
    /// The vote that a decision stands on.
    Vote,
    /// When a decision is looked at again.
    Review,
    /// Who does an action.
    Owner,
    /// By when.
    Due,
    /// What it is about.
    About,
    /// Its tags.
    Tags,
    /// When it was taken down.
    Time,
    /// By whom.
    Author,
    /// During which step.
    Step,
}

/// A column with how wide it is, in screen columns, at least and at most.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wide {
    /// What it says.
    pub column: Column,
    /// At least.
    pub least: u16,
    /// At most.
    pub most: u16,
    /// The lower, the longer it stays where room is short: 0 stays longest.
    pub rank: u8,
}

const fn wide(column: Column, (least, most): (u16, u16), rank: u8) -> Wide {
    Wide { column, least, most, rank }
}

const TAGS: Wide = wide(Column::Tags, (14, 26), 4);
const TIME: Wide = wide(Column::Time, (5, 5), 5);
const STEP: Wide = wide(Column::Step, (14, 24), 6);
const AUTHOR: Wide = wide(Column::Author, (10, 16), 7);
const TABLE: Wide = wide(Column::Table, (12, 20), 8);

/// Returns the columns of a kind in the order in which they stand.
pub fn of(kind: Kind) -> &'static [Wide] {
    use Column as C;
    match kind {
        Kind::Practice => {
            const ALL: &[Wide] = &[
                wide(C::Organisation, (16, 30), 1),
                wide(C::Difficulty, (11, 14), 0),
                wide(C::ToldBy, (10, 20), 3),
                TAGS,
                STEP,
                TABLE,
                AUTHOR,
                TIME,
            ];
            ALL
        }
        Kind::Sketch => {
            const ALL: &[Wide] = &[
                wide(C::Difficulty, (11, 14), 0),
                wide(C::Table, (12, 20), 1),
                wide(C::Who, (14, 26), 2),
                wide(C::BuiltOn, (18, 34), 3),
                TAGS,
                STEP,
                AUTHOR,
                TIME,
            ];
            ALL
        }
        Kind::Voice => {
            const ALL: &[Wide] = &[
                wide(C::From, (12, 14), 1),
                wide(C::Answer, (16, 22), 0),
                wide(C::Sort, (14, 18), 2),
                wide(C::Answers, (11, 18), 3),
                TAGS,
                STEP,
                TABLE,
                AUTHOR,
                TIME,
            ];
            ALL
        }
        Kind::Poll => {
            const ALL: &[Wide] = &[
                wide(C::Method, (14, 24), 2),
                wide(C::State, (10, 10), 0),
                wide(C::Turnout, (12, 12), 1),
                TAGS,
                STEP,
                AUTHOR,
                TIME,
            ];
            ALL
        }
        Kind::Decision => {
            const ALL: &[Wide] = &[
                wide(C::Vote, (18, 34), 1),
                wide(C::Review, (9, 11), 0),
                wide(C::About, (16, 30), 3),
                TAGS,
                STEP,
                TABLE,
                AUTHOR,
                TIME,
            ];
            ALL
        }
        Kind::Action => {
            const ALL: &[Wide] = &[
                wide(C::Owner, (9, 24), 1),
                wide(C::Due, (8, 10), 0),
                wide(C::State, (8, 8), 2),
                wide(C::About, (16, 30), 3),
                TAGS,
                STEP,
                TABLE,
                AUTHOR,
                TIME,
            ];
            ALL
        }
        Kind::Note => {
            const ALL: &[Wide] =
                &[wide(C::Sort, (11, 11), 0), wide(C::About, (18, 34), 1), TAGS, STEP, TABLE, AUTHOR, TIME];
            ALL
        }
        Kind::Session | Kind::Step | Kind::Table | Kind::Participant | Kind::Conflict => &[],
    }
}

/// Returns what a column is called.
pub fn heading(column: Column, lang: Lang) -> &'static str {
    match column {
        Column::Organisation => lists::col_organisation(lang),
        Column::Difficulty => lists::col_difficulty(lang),
        Column::ToldBy => lists::col_told_by(lang),
        Column::Who | Column::Owner => lists::col_who(lang),
        Column::Table => lists::col_table(lang),
        Column::BuiltOn => lists::col_built_on(lang),
        Column::From => lists::col_from(lang),
        Column::Answer => lists::col_answer(lang),
        Column::Answers => lists::col_answers(lang),
        Column::Sort => lists::col_kind(lang),
        Column::Method => lists::col_method(lang),
        Column::State => lists::col_state(lang),
        Column::Turnout => lists::col_turnout(lang),
        Column::Vote => lists::col_vote(lang),
        Column::Review => lists::col_review(lang),
        Column::Due => lists::col_due(lang),
        Column::About => lists::col_about(lang),
        Column::Tags => lists::col_tags(lang),
        Column::Time => lists::col_time(lang),
        Column::Author => lists::col_author(lang),
        Column::Step => lists::col_step(lang),
    }
}

/// Returns whether a list in that order goes by that column.
pub fn goes_by(order: Order, column: Column) -> bool {
    let by = match order {
        Order::Difficulty => Column::Difficulty,
        Order::Organisation => Column::Organisation,
        Order::Table => Column::Table,
        Order::Owed => Column::Answer,
        Order::State => Column::State,
        Order::Review => Column::Review,
        Order::Due => Column::Due,
        Order::Owner => Column::Owner,
        Order::Sort => Column::Sort,
        Order::AsTaken | Order::Newest | Order::Words => return false,
    };
    by == column
}

/// What cells are made from, besides the item.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The session.
    pub session: &'a Session,
    /// The day it is.
    pub today: Day,
    /// The language.
    pub lang: Lang,
}

/// Returns what an item says in a column.
pub fn cell(column: Column, item: &Item, around: Around<'_>) -> Cell {
    let Around { session, today, lang } = around;
    let created = item.created();
    match (column, item) {
        (Column::Organisation, Item::Practice(practice)) => plain(&practice.organisation),
        (Column::Difficulty, Item::Practice(practice)) => {
            let more = practice.other_difficulties.iter().filter(|other| Some(**other) != practice.difficulty).count();
            let more = if more > 0 { format!(" {}", lists::more(lang, more)) } else { String::new() };
            plain(format!("{}{more}", difficulty(lang, practice.difficulty)))
        }
        (Column::Difficulty, Item::Sketch(sketch)) => plain(difficulty(lang, sketch.difficulty)),
        (Column::ToldBy, Item::Practice(practice)) => {
            let people = practice
                .told_by
                .iter()
                .map(|id| session.participants.get(*id).map_or_else(|| id.to_string(), |p| p.code.clone()));
            let organisation = Some(practice.told_by_organisation.clone()).filter(|name| !name.is_empty());
            plain(people.chain(organisation).collect::<Vec<_>>().join(", "))
        }
        (Column::Who, Item::Sketch(sketch)) => plain(sketch.who.lines().next().unwrap_or_default()),
        (Column::BuiltOn, Item::Sketch(sketch)) => {
            let practices = sketch.practices.iter().map(|id| ItemRef::Practice(*id));
            some(practices.chain(sketch.voices.iter().map(|id| ItemRef::Voice(*id))), around)
        }
        (Column::From, Item::Voice(voice)) => plain(match &voice.from {
            Speaker::Person(id) => session.participants.get(*id).map_or_else(|| id.to_string(), |p| p.code.clone()),
            Speaker::TheGroup { agree, of } => w::the_group_short(lang, *agree, *of),
            Speaker::Someone => w::speaker(lang, &voice.from),
        }),
        (Column::Answer, Item::Voice(voice)) => match voice.outcome {
            None => Cell { text: w::waits(lang, voice.kind).to_owned(), tone: Tone::Waiting },
            Some(Outcome::UnderReview(until)) => {
                Cell { text: w::until(lang, &short_day(until, today)), tone: Tone::Waiting }
            }
            Some(outcome @ Outcome::NotAccepted) => plain(names::outcome(lang, outcome)),
            Some(outcome @ (Outcome::Accepted | Outcome::PartlyAccepted | Outcome::Thanked)) => {
                Cell { text: names::outcome(lang, outcome), tone: Tone::Good }
            }
        },
        (Column::Answers, Item::Voice(voice)) => {
            plain(voice.answer_owner.as_ref().map(|owner| owner_in_words(session, owner)).unwrap_or_default())
        }
        (Column::Sort, Item::Voice(voice)) => plain(names::voice_kind(lang, voice.kind)),
        (Column::Sort, Item::Note(note)) if note.private => {
            Cell { text: w::private_short(lang).to_owned(), tone: Tone::Waiting }
        }
        (Column::Sort, Item::Note(note)) if note.kind == NoteKind::Point => plain(""),
        (Column::Sort, Item::Note(note)) => plain(names::note_kind(lang, note.kind)),
        (Column::Method, Item::Poll(poll)) => plain(names::method(lang, poll.method)),
        (Column::State, Item::Poll(poll)) => {
            let state = poll_state(poll);
            let tone = match state {
                RoundState::Open => Tone::Waiting,
                RoundState::Revealed => Tone::Good,
                RoundState::Prepared | RoundState::Closed | RoundState::Interrupted => Tone::Plain,
            };
            Cell { text: w::round_state(lang, state).to_owned(), tone }
        }
        (Column::State, Item::Action(action)) => {
            let tone = if action.state == ActionState::Done { Tone::Good } else { Tone::Plain };
            Cell { text: names::action_state(lang, action.state).to_owned(), tone }
        }
        (Column::Turnout, Item::Poll(poll)) => plain(turnout(poll, session, lang).unwrap_or_default()),
        (Column::Vote, Item::Decision(decision)) => {
            plain(decision.poll.map(|id| title_of(session, id.into(), lang)).unwrap_or_default())
        }
        (Column::Review, Item::Decision(decision)) => match decision.review_on {
            Some(day) if day < today => Cell { text: format!("! {}", short_day(day, today)), tone: Tone::Waiting },
            Some(day) => plain(format!("↻ {}", short_day(day, today))),
            None => plain(""),
        },
        (Column::Owner, Item::Action(action)) => plain(match &action.who {
            Some(owner) => owner_in_words(session, owner),
            None => action.organisation.clone(),
        }),
        (Column::Due, Item::Action(action)) => {
            let over = matches!(action.state, ActionState::Open | ActionState::Doing);
            match action.due {
                Some(day) if over && day < today => {
                    Cell { text: format!("! {}", short_day(day, today)), tone: Tone::Waiting }
                }
                Some(day) => plain(short_day(day, today)),
                None => plain(""),
            }
        }
        (Column::About, Item::Decision(decision)) => some(decision.about.iter().copied(), around),
        (Column::About, Item::Action(action)) => some(action.about.iter().copied(), around),
        (Column::About, Item::Note(note)) => some(note.about.iter().copied(), around),
        (Column::Tags, item) => plain(tags_of(item).iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ")),
        (Column::Time, _) => {
            let day = created.at.day();
            let known = created.at != crate::domain::time::Moment::default();
            let here = session.session.date.unwrap_or(today) == day;
            plain(if !known {
                String::new()
            } else if here {
                created.at.clock()
            } else {
                short_day(day, today)
            })
        }
        (Column::Author, _) => plain(&created.by),
        (Column::Step, _) => {
            plain(created.step.and_then(|id| session.steps.get(id)).map(|step| step.title.clone()).unwrap_or_default())
        }
        (Column::Table, item) => {
            let table = view::table(item).and_then(|id| session.tables.get(id));
            plain(table.map(|table| table.name.clone()).unwrap_or_default())
        }
        // no item of another kind has such a column
        _ => plain(""),
    }
}

fn difficulty(lang: Lang, difficulty: Option<Difficulty>) -> &'static str {
    difficulty.map(|difficulty| w::difficulty_short(lang, difficulty)).unwrap_or_default()
}

/// Returns the first of several items, and how many more there are.
fn some(items: impl Iterator<Item = ItemRef>, around: Around<'_>) -> Cell {
    let items: Vec<ItemRef> = items.filter(|item| around.session.has_live(*item)).collect();
    let Some(first) = items.first() else { return plain("") };
    let first = title_of(around.session, *first, around.lang);
    plain(match items.len() {
        1 => first,
        more => format!("{} {first}", lists::more(around.lang, more - 1)),
    })
}

/// Returns how many of those who are there voted in the last round; `None` before one was put.
pub fn turnout(poll: &Poll, session: &Session, lang: Lang) -> Option<String> {
    let round = poll.rounds.values().next_back().filter(|round| round.state != RoundState::Prepared)?;
    let counted = round.counted.values().map(|count| count.voters);
    let voted = add_up(counted.chain(round.ballots.values().map(|ballots| ballots.0.len() as u32)));
    let there = add_up(round.present.values().copied());
    let there = if there > 0 { there } else { Heads::of(session).all() };
    Some(lists::turnout(lang, voted, there))
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
