//! Owns what of a session goes on the wall. What may not be seen by the room is left out here, before any layout.

use crate::domain::desk::Stage;
use crate::domain::fold;
use crate::domain::heads::Heads;
use crate::domain::item::{ActionItem, Decision, Kind, Practice, Step, Voice};
use crate::domain::quoting::withheld;
use crate::domain::session::Session;
use crate::domain::time::Moment;
use crate::domain::value::{
    ActionState, Activity, Difficulty, MayGoTo, Owner, RoundState, Seating, Speaker, VoiceKind,
};
use crate::tally::may_tell_agreement;
use crate::text::panels::wall as words;
use crate::text::{Lang, names};
use crate::tui::steps;

use super::slide::{Card, Clock, Entry, Part, Quote, Slide};
use super::{WallView, poll, resolved};

/// How many of each are on one page.
const CARDS: usize = 6;
const QUOTES: usize = 3;
const ENTRIES: usize = 5;

/// Returns what is on the wall.
pub(super) fn slide(view: &WallView<'_>) -> Slide {
    let room = Room::of(view);
    let mut slide = match resolved(view.session, view.stage) {
        // what follows the step is resolved already
        Stage::Blank | Stage::FollowStep => return Slide::default(),
        Stage::Welcome => welcome(&room),
        Stage::Step => step(&room),
        Stage::Practices => practices(&room),
        Stage::Poll(id) => poll::slide(view, id),
        Stage::Voices => voices(&room),
        Stage::Decisions => decisions(&room),
        Stage::Actions => actions(&room),
        Stage::Recap => recap(&room),
    };
    let pages = pages(view);
    if pages > 1 {
        slide.corner = words::page_of(view.lang, view.page.min(pages - 1) + 1, pages);
    }
    slide
}

/// Returns how many pages there are, at least 1.
pub(super) fn pages(view: &WallView<'_>) -> usize {
    let session = view.session;
    let (items, each) = match resolved(session, view.stage) {
        Stage::Practices => (session.practices.count(), CARDS),
        Stage::Voices => (shown_voices(&Room::of(view)).0.len(), QUOTES),
        Stage::Decisions => (session.decisions.count(), ENTRIES),
        Stage::Actions => (shown_actions(session).len(), ENTRIES),
        Stage::Poll(id) => (poll::options(session, id), poll::OPTIONS),
        Stage::FollowStep | Stage::Welcome | Stage::Step | Stage::Recap | Stage::Blank => (0, 1),
    };
    items.div_ceil(each).max(1)
}

/// Returns the part of a list that is on the page.
pub(super) fn page_of<T>(items: Vec<T>, each: usize, page: usize) -> Vec<T> {
    let pages = items.len().div_ceil(each).max(1);
    items.into_iter().skip(page.min(pages - 1) * each).take(each).collect()
}

/// Who is in the room, and in whose words the wall speaks.
struct Room<'a> {
    view: &'a WallView<'a>,
    session: &'a Session,
    lang: Lang,
    heads: Heads,
    youth_words: bool,
}

impl<'a> Room<'a> {
    fn of(view: &'a WallView<'a>) -> Self {
        let heads = Heads::of(view.session);
        let listening = view.session.current_step().is_some_and(|step| step.activity == Activity::Listen);
        Self { view, session: view.session, lang: view.lang, youth_words: listening || heads.mostly_youth(), heads }
    }

    fn difficulty(&self, difficulty: Difficulty) -> &'static str {
        if self.youth_words {
            names::difficulty_for_youth(self.lang, difficulty)
        } else {
            names::difficulty(self.lang, difficulty)
        }
    }

    fn page<T>(&self, items: Vec<T>, each: usize) -> Vec<T> {
        page_of(items, each, self.view.page)
    }
}

fn welcome(room: &Room<'_>) -> Slide {
    let head = &room.session.session;
    let when = head.date.map(crate::domain::time::Day::plain).unwrap_or_default();
    let place: Vec<String> = [when, head.place.clone()].into_iter().filter(|part| !part.is_empty()).collect();
    let mut parts = vec![Part::Quiet(words::welcome(room.lang).to_owned()), Part::Big(head.title.clone())];
    parts.push(Part::Line(place.join(" · ")));
    let people = room.heads.all();
    if people > 0 {
        parts.push(Part::Heading(words::here_are(room.lang, people)));
        let counts = room.heads.groups.iter().map(|(group, heads)| (names::group(room.lang, group), *heads));
        parts.push(Part::Counts(counts.collect()));
    }
    Slide { parts, foot: head.aim.clone(), ..Slide::default() }
}

fn step(room: &Room<'_>) -> Slide {
    let steps: Vec<_> = room.session.steps.in_order().into_iter().filter(|step| !step.skipped).collect();
    let current = room.session.current_step();
    let next = || steps.iter().find(|step| step.started.is_none()).cloned();
    let Some(step) = current.or_else(next) else {
        return if steps.is_empty() { welcome(room) } else { recap(room) };
    };
    let place = steps.iter().position(|one| one.id == step.id).map_or(0, |place| place + 1);
    let mut head = words::step_of(room.lang, place, steps.len());
    let mut parts = Vec::new();
    if step.prompt.trim().is_empty() {
        parts.push(Part::Big(step.title.clone()));
    } else {
        head = format!("{head} · {}", step.title);
        parts.push(Part::Big(step.prompt.clone()));
    }
    if step.seating == Seating::Tables {
        let tables = room.session.tables.in_order();
        let tables: Vec<_> = tables.iter().map(|table| (table.name.clone(), table.theme.clone())).collect();
        if !tables.is_empty() {
            parts.push(Part::Columns(tables));
        }
    }
    parts.extend(clock(&step, room.view.now, room.lang).map(Part::Clock));
    Slide { head, parts, ..Slide::default() }
}

/// Returns the step's countdown. While young people are listened to there is none.
pub(super) fn clock(step: &Step, now: Moment, lang: Lang) -> Option<Clock> {
    if step.activity == Activity::Listen || step.minutes == 0 || step.ended.is_some() {
        return None;
    }
    let planned = steps::planned(step);
    if step.started.is_none() {
        return Some(Clock { digits: format!("{}:00", planned / 60), says: String::new(), calm: true });
    }
    let left = steps::left(step, now);
    let digits = format!("{}{}:{:02}", if left < 0 { "+" } else { "" }, left.abs() / 60, left.abs() % 60);
    let says = match (step.paused.is_some(), left < 0) {
        (true, _) => words::paused(lang),
        (false, true) => words::over_time(lang),
        (false, false) => words::left(lang),
    };
    Some(Clock { digits, says: says.to_owned(), calm: left < 0 || step.paused.is_some() })
}

fn practices(room: &Room<'_>) -> Slide {
    let shown = room.page(room.session.practices.in_order(), CARDS);
    let cards: Vec<Card> = shown.iter().map(|practice| card(room, practice)).collect();
    list(words::practices(room.lang), words::no_practices(room.lang), cards, Part::Cards)
}

/// Makes a practice's card: never its reach, its evidence or who told it.
fn card(room: &Room<'_>, practice: &Practice) -> Card {
    let sayable =
        |text: &str| if room.youth_words && speaks_of_them(text) { String::new() } else { text.trim().to_owned() };
    let for_whom = sayable(&practice.for_whom);
    let whom = if for_whom.is_empty() { String::new() } else { words::for_whom(room.lang, for_whom) };
    let text = [whom, sayable(&practice.how)].into_iter().filter(|part| !part.is_empty());
    Card {
        title: practice.name.clone(),
        by: practice.organisation.clone(),
        tag: practice.difficulty.map(|difficulty| room.difficulty(difficulty).to_owned()).unwrap_or_default(),
        text: text.collect::<Vec<_>>().join("\n"),
    }
}

/// Tells whether a text uses words about young people that they never read on the wall.
fn speaks_of_them(text: &str) -> bool {
    let words = fold::fold(text);
    let mut words = words.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| word == "neet" || word == "neets" || word.starts_with("utent") || word.starts_with("agganci"))
}

fn list<T>(heading: &str, none: &str, items: Vec<T>, part: impl FnOnce(Vec<T>) -> Part) -> Slide {
    let second = if items.is_empty() { Part::Line(none.to_owned()) } else { part(items) };
    Slide { parts: vec![Part::Heading(heading.to_owned()), second], ..Slide::default() }
}

/// Returns the voices whose words the room may read, and how many others there are.
/// In a meeting of the YAG their own suffice; with anybody else in the room they must have said that partners may,
/// and whoever said them that they may be quoted.
fn shown_voices(room: &Room<'_>) -> (Vec<std::sync::Arc<Voice>>, usize) {
    let audience = if room.heads.only_youth_and_team() { MayGoTo::Team } else { MayGoTo::Partners };
    let let_through = room.session.voices.in_order().into_iter().filter(|voice| voice.shown.0);
    let (shown, silent): (Vec<_>, Vec<_>) =
        let_through.partition(|voice| withheld(voice, room.session, audience).is_none());
    (shown, silent.len())
}

fn voices(room: &Room<'_>) -> Slide {
    let (shown, withheld) = shown_voices(room);
    let quotes: Vec<Quote> = room.page(shown, QUOTES).iter().map(|voice| quote(room.lang, voice)).collect();
    let heading =
        if room.heads.only_youth_and_team() { words::voices_own(room.lang) } else { words::voices(room.lang) };
    let foot = match withheld {
        0 => String::new(),
        1 => words::withheld_one(room.lang).to_owned(),
        more => words::withheld(room.lang, more),
    };
    Slide { foot, ..list(heading, words::no_voices(room.lang), quotes, Part::Quotes) }
}

fn quote(lang: Lang, voice: &Voice) -> Quote {
    let who = match voice.from {
        // whose code it is stays on the console
        Speaker::Someone | Speaker::Person(_) => words::someone(lang).to_owned(),
        Speaker::TheGroup { agree, of } if may_tell_agreement(agree, of) => words::the_group(lang, agree, of),
        Speaker::TheGroup { .. } => words::the_group_plain(lang).to_owned(),
    };
    let kind = match voice.kind {
        VoiceKind::Stance(stance) => format!(" · {}", names::stance(lang, stance)),
        VoiceKind::Experience | VoiceKind::Concern | VoiceKind::Idea => String::new(),
    };
    let reason = voice.reason.trim();
    let became = match voice.outcome {
        None if voice.kind == VoiceKind::Experience => String::new(),
        None => words::no_answer_yet(lang).to_owned(),
        Some(outcome) if reason.is_empty() => names::outcome(lang, outcome),
        Some(outcome) => format!("{}: {reason}", names::outcome(lang, outcome)),
    };
    Quote { text: voice.text.clone(), who: format!("{who}{kind}"), became }
}

fn decisions(room: &Room<'_>) -> Slide {
    let shown = room.page(room.session.decisions.in_order(), ENTRIES);
    let entries: Vec<Entry> = shown.iter().map(|decision| decided(room.lang, decision)).collect();
    list(words::decisions(room.lang), words::no_decisions(room.lang), entries, Part::Entries)
}

fn decided(lang: Lang, decision: &Decision) -> Entry {
    let said = |text: &str, with: fn(Lang, String) -> String| {
        let text = text.trim();
        (!text.is_empty()).then(|| with(lang, text.to_owned()))
    };
    let parts = [said(&decision.reason, words::because), said(&decision.dissent, words::dissent)];
    let detail = parts.into_iter().flatten().collect::<Vec<_>>().join("\n");
    Entry { sign: "■".to_owned(), text: decision.statement.clone(), detail }
}

fn shown_actions(session: &Session) -> Vec<std::sync::Arc<ActionItem>> {
    session.actions.in_order().into_iter().filter(|action| action.state != ActionState::Dropped).collect()
}

fn actions(room: &Room<'_>) -> Slide {
    let shown = room.page(shown_actions(room.session), ENTRIES);
    let entries: Vec<Entry> = shown.iter().map(|action| taken_on(room, action)).collect();
    list(words::actions(room.lang), words::no_actions(room.lang), entries, Part::Entries)
}

/// Makes an action's line. Codes and people's names stay on the console: the organisation stands for whoever does it,
/// or else their group.
fn taken_on(room: &Room<'_>, action: &ActionItem) -> Entry {
    let person = match &action.who {
        Some(Owner::Participant(id)) => room.session.participants.get(*id).filter(|person| !person.gone),
        Some(Owner::Named(_)) | None => None,
    };
    let group = || person?.group.as_ref().map(|group| names::group(room.lang, group));
    let organisations = [Some(action.organisation.clone()), person.map(|person| person.organisation.clone())];
    let named = organisations.into_iter().flatten().find(|name| !name.trim().is_empty());
    let by = named.or_else(group).unwrap_or_default();
    let due = action.due.map(|day| words::by_day(room.lang, day.plain())).unwrap_or_default();
    let state = match action.state {
        ActionState::Open | ActionState::Dropped => String::new(),
        ActionState::Doing | ActionState::Done => names::action_state(room.lang, action.state).to_owned(),
    };
    let detail = [by, due, state].into_iter().filter(|part| !part.is_empty());
    let sign = if action.state == ActionState::Done { "✓" } else { "▸" };
    Entry { sign: sign.to_owned(), text: action.what.clone(), detail: detail.collect::<Vec<_>>().join(" · ") }
}

fn recap(room: &Room<'_>) -> Slide {
    let session = room.session;
    let lang = room.lang;
    let revealed = session
        .polls
        .live()
        .filter(|poll| poll.rounds.values().any(|round| round.state == RoundState::Revealed))
        .count();
    let heard: Vec<_> = session.voices.live().filter(|voice| voice.shown.0).collect();
    let owed = heard.iter().filter(|voice| voice.outcome.is_none() && voice.kind != VoiceKind::Experience).count();
    let counts = [
        (Kind::Practice, session.practices.count()),
        (Kind::Voice, heard.len()),
        (Kind::Sketch, session.sketches.count()),
        (Kind::Poll, revealed),
        (Kind::Decision, session.decisions.count()),
        (Kind::Action, shown_actions(session).len()),
    ];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let counts: Vec<_> =
        counts.map(|(kind, count)| (words::counted(lang, kind, count).to_owned(), count as u32)).collect();
    let mut parts = vec![Part::Heading(words::recap(lang).to_owned())];
    if !counts.is_empty() {
        parts.push(Part::Counts(counts));
    }
    let decided = session.decisions.in_order();
    let mut entries: Vec<Entry> = decided.iter().take(3).map(|decision| decided_short(decision)).collect();
    let mut due = shown_actions(session);
    due.sort_by_key(|action| (action.due.is_none(), action.due));
    entries.extend(due.iter().take(3).map(|action| taken_on(room, action)));
    if entries.is_empty() {
        parts.push(Part::Big(words::thanks(lang).to_owned()));
    } else {
        parts.push(Part::Entries(entries));
    }
    let foot = if owed > 0 { words::voices_owed(lang, owed) } else { words::thanks(lang).to_owned() };
    Slide { parts, foot, ..Slide::default() }
}

fn decided_short(decision: &Decision) -> Entry {
    Entry { sign: "■".to_owned(), text: decision.statement.clone(), detail: String::new() }
}
