//! Owns which slides a view is made of. What may not be seen by the room is left out by `items`, `tables` and `poll`,
//! before any layout.

use std::sync::Arc;

use crate::domain::codes;
use crate::domain::desk::View;
use crate::domain::item::{Item, Kind, Step, Voice};
use crate::domain::time::Day;
use crate::domain::value::{Outcome, RoundState, VoiceKind};
use crate::text::names;
use crate::text::panels::wall as words;

use super::clock::clock;
use super::items::Room;
use super::slide::{Body, Card, Entry, Slide, Under};
use super::{WallView, poll, resolved, tables};

/// Returns the slides that are on the wall, in the order of their pages; none where it is blank. Wherever a text came
/// from, no code of a participant is in it.
pub(super) fn deck(view: &WallView<'_>) -> Vec<Slide> {
    if view.stage.blank {
        return Vec::new();
    }
    let mut slides = composed(view);
    for text in slides.iter_mut().flat_map(Slide::texts_mut) {
        if codes::stands_in(text, view.session) {
            *text = codes::covered(text, view.session);
        }
    }
    slides
}

fn composed(view: &WallView<'_>) -> Vec<Slide> {
    let room = Room::of(view.session, view.lang);
    let slide = match resolved(view.session, view.stage) {
        // what follows the step is resolved already
        View::FollowStep => Slide::default(),
        View::Welcome => return welcome(&room),
        View::Step => return step(view, &room),
        View::Tables => at_tables(view, &room),
        View::Harvest => return harvest(view, &room),
        View::Sent => sent(view, &room),
        View::Practices => practices(&room),
        View::Poll(id) => return poll::deck(view, id),
        View::Voices => voices(&room),
        View::YouSaidWeDid => you_said(&room),
        View::Decisions => decisions(&room),
        View::Actions => actions(&room),
        View::Recap => return recap(&room),
    };
    vec![slide]
}

/// An aim that is longer than so many characters has a slide of its own.
const SHORT: usize = 180;

fn welcome(room: &Room<'_>) -> Vec<Slide> {
    let head = &room.session.session;
    let when = head.date.map(Day::plain).unwrap_or_default();
    let place: Vec<String> = [when, head.place.trim().to_owned()].into_iter().filter(|part| !part.is_empty()).collect();
    let mut under = Vec::new();
    if !place.is_empty() {
        under.push(Under::Line(place.join(" · ")));
    }
    let people = room.heads.all();
    if people > 0 {
        under.push(Under::Line(words::here_are(room.lang, people)));
        let counts = room.heads.groups.iter().map(|(group, heads)| (names::group(room.lang, group), *heads));
        under.push(Under::Counts(counts.collect()));
    }
    let title = if head.title.trim().is_empty() { words::welcome(room.lang) } else { head.title.trim() };
    let hello = if head.title.trim().is_empty() { "" } else { words::welcome(room.lang) };
    let aim = head.aim.trim();
    let long = aim.chars().count() > SHORT;
    let foot = if long { String::new() } else { aim.to_owned() };
    let first = Slide { title: hello.to_owned(), body: Body::Big(title.to_owned()), under, foot, ..Slide::default() };
    let more = long.then(|| Slide { body: Body::Big(aim.to_owned()), ..Slide::default() });
    [first].into_iter().chain(more).collect()
}

/// Returns the step that goes on, or else the next, with where it stands: *fase 2 di 6 · Racconto*.
fn step_now(room: &Room<'_>) -> Option<(Arc<Step>, String)> {
    let steps: Vec<_> = room.session.steps.in_order().into_iter().filter(|step| !step.skipped).collect();
    let next = || steps.iter().find(|step| step.started.is_none()).cloned();
    let step = room.session.current_step().or_else(next)?;
    let place = steps.iter().position(|one| one.id == step.id).map(|place| place + 1);
    let head = place.map(|place| words::step_of(room.lang, place, steps.len())).unwrap_or_default();
    Some((step, head))
}

fn step(view: &WallView<'_>, room: &Room<'_>) -> Vec<Slide> {
    let Some((step, head)) = step_now(room) else {
        return if room.session.steps.live().next().is_none() { welcome(room) } else { recap(room) };
    };
    let under = clock(&step, view.now, room.lang).map(Under::Clock).into_iter().collect();
    let prompt = step.prompt.trim();
    let (head, big) =
        if prompt.is_empty() { (head, step.title.trim()) } else { (with_title(&head, &step.title), prompt) };
    vec![Slide { head, body: Body::Big(big.to_owned()), under, ..Slide::default() }]
}

fn with_title(head: &str, title: &str) -> String {
    let parts: Vec<&str> = [head, title.trim()].into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn at_tables(view: &WallView<'_>, room: &Room<'_>) -> Slide {
    let now = step_now(room);
    let under = now.iter().filter_map(|(step, _)| clock(step, view.now, room.lang)).map(Under::Clock).collect();
    let (head, title) = match &now {
        Some((step, head)) if step.prompt.trim().is_empty() => (head.clone(), step.title.clone()),
        Some((step, head)) => (with_title(head, &step.title), step.prompt.clone()),
        None => (String::new(), words::tables(room.lang).to_owned()),
    };
    Slide { head, title, body: tables::side_by_side(room), under, ..Slide::default() }
}

fn harvest(view: &WallView<'_>, room: &Room<'_>) -> Vec<Slide> {
    let slides = tables::harvest(room, words::harvest(room.lang));
    if slides.is_empty() { step(view, room) } else { slides }
}

fn sent(view: &WallView<'_>, room: &Room<'_>) -> Slide {
    let items: Vec<Item> = view.stage.sent.iter().filter_map(|item| room.session.get(*item)).collect();
    let shown: Vec<&Item> = items.iter().filter(|item| room.title(item).is_some()).collect();
    if let [one] = shown.as_slice() {
        return Slide { body: Body::Pile(room.alone(one).into_iter().collect()), ..Slide::default() };
    }
    let cards: Vec<Card> = shown.iter().filter_map(|item| room.card(item)).collect();
    let only = |kind| shown.iter().all(|item| item.kind() == kind);
    let title = match shown.first().map(|item| item.kind()).filter(|kind| only(*kind)) {
        Some(Kind::Practice) => words::practices(room.lang),
        Some(Kind::Sketch) => words::sketches(room.lang),
        Some(Kind::Voice) => words::voices(room.lang),
        Some(Kind::Decision) => words::decisions(room.lang),
        Some(Kind::Action) => words::actions(room.lang),
        Some(
            Kind::Session | Kind::Step | Kind::Table | Kind::Participant | Kind::Poll | Kind::Note | Kind::Conflict,
        )
        | None => "",
    };
    Slide { title: title.to_owned(), body: Body::Cards(cards), ..Slide::default() }
}

fn practices(room: &Room<'_>) -> Slide {
    let all = room.session.practices.in_order().into_iter().map(Item::Practice);
    let cards: Vec<Card> = all.filter_map(|practice| room.card(&practice)).collect();
    listed(words::practices(room.lang), words::no_practices(room.lang), cards.is_empty(), Body::Cards(cards))
}

fn listed(title: &str, none: &str, empty: bool, body: Body) -> Slide {
    let body = if empty { Body::Big(none.to_owned()) } else { body };
    Slide { title: title.to_owned(), body, ..Slide::default() }
}

fn voices(room: &Room<'_>) -> Slide {
    let (shown, withheld) = room.voices();
    let quotes: Vec<Entry> = shown.iter().map(|voice| room.quote(voice)).collect();
    let title = if room.heads.only_youth_and_team() { words::voices_own } else { words::voices };
    let foot = if shown.is_empty() { String::new() } else { words::withheld_or_none(room.lang, withheld) };
    let none =
        if withheld > 0 { words::withheld_or_none(room.lang, withheld) } else { words::no_voices(room.lang).into() };
    Slide { foot, ..listed(title(room.lang), &none, quotes.is_empty(), Body::Pile(quotes)) }
}

/// Returns what was said beside what became of it. Each voice is in one of three sets: answered with words that the room
/// may read, answered with words that stay with the team, and still waiting, which is counted and never hidden.
fn you_said(room: &Room<'_>) -> Slide {
    let lang = room.lang;
    let (shown, _) = room.voices();
    let is_open = |voice: &Voice| matches!(voice.outcome, None | Some(Outcome::UnderReview(_)));
    let heard = || room.session.voices.live().filter(|voice| voice.shown.0);
    let open = heard().filter(|voice| is_open(voice)).count();
    let entries: Vec<Entry> = shown.iter().filter(|voice| !is_open(voice)).map(|voice| room.you_said(voice)).collect();
    let silent = heard().count() - open - entries.len();
    let waiting = match open {
        0 => String::new(),
        1 => words::voice_owed(lang).to_owned(),
        more => words::voices_owed(lang, more),
    };
    let ready = match (silent, entries.is_empty()) {
        (0, _) => String::new(),
        (1, true) => words::answer_kept(lang).to_owned(),
        (more, true) => words::answers_kept(lang, more),
        (1, false) => words::answer_kept_too(lang).to_owned(),
        (more, false) => words::answers_kept_too(lang, more),
    };
    let none = match (ready.is_empty(), open) {
        (false, _) => ready.as_str(),
        (true, 0) => words::no_voices(lang),
        (true, _) => words::none_answered(lang),
    };
    // what is said in big letters is not said again below
    let below = if entries.is_empty() { "" } else { ready.as_str() };
    let foot: Vec<&str> = [waiting.as_str(), below].into_iter().filter(|said| !said.is_empty()).collect();
    let foot = foot.join(" · ");
    let slide = listed(words::you_said(lang), none, entries.is_empty(), Body::Pile(entries));
    Slide { foot, ..slide }
}

fn decisions(room: &Room<'_>) -> Slide {
    let all = room.session.decisions.in_order();
    let entries: Vec<Entry> = all.iter().map(|decision| room.decided(decision)).collect();
    listed(words::decisions(room.lang), words::no_decisions(room.lang), entries.is_empty(), Body::Pile(entries))
}

fn actions(room: &Room<'_>) -> Slide {
    let entries: Vec<Entry> = room.actions().iter().map(|action| room.taken_on(action)).collect();
    listed(words::actions(room.lang), words::no_actions(room.lang), entries.is_empty(), Body::Pile(entries))
}

/// Returns the closing recap: how much, what was agreed, who does what, thanks.
fn recap(room: &Room<'_>) -> Vec<Slide> {
    let (session, lang) = (room.session, room.lang);
    let shown = |poll: &Arc<crate::domain::item::Poll>| {
        !poll.gone && poll.rounds.values().any(|round| round.state == RoundState::Revealed)
    };
    let heard: Vec<_> = session.voices.live().filter(|voice| voice.shown.0).collect();
    let owed = heard.iter().filter(|voice| voice.outcome.is_none() && voice.kind != VoiceKind::Experience).count();
    let counts = [
        (Kind::Practice, session.practices.count()),
        (Kind::Voice, heard.len()),
        (Kind::Sketch, session.sketches.count()),
        (Kind::Poll, session.polls.live().filter(|poll| shown(poll)).count()),
        (Kind::Decision, session.decisions.count()),
        (Kind::Action, room.actions().len()),
    ];
    let counts: Vec<_> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
    let mut slides = Vec::new();
    if !counts.is_empty() {
        let counts =
            counts.into_iter().map(|(kind, count)| (words::counted(lang, kind, count).to_owned(), count as u32));
        let body = Body::Counts(counts.collect());
        slides.push(Slide { title: words::recap(lang).to_owned(), body, ..Slide::default() });
    }
    if session.decisions.live().next().is_some() {
        slides.push(decisions(room));
    }
    if !room.actions().is_empty() {
        slides.push(actions(room));
    }
    let foot = match owed {
        0 => String::new(),
        1 => words::voice_owed(lang).to_owned(),
        more => words::voices_owed(lang, more),
    };
    slides.push(Slide { body: Body::Big(words::thanks(lang).to_owned()), foot, ..Slide::default() });
    slides
}
