//! Owns what the detail says of an item: its words, its fields with their names, what it misses, what it is linked to.
//! Also the texts that finding looks into. Never draws.

use crate::domain::check;
use crate::domain::codes;
use crate::domain::item::{Item, ItemRef, Kind, Poll, Practice};
use crate::domain::poll::{ConsensusRule, in_order};
use crate::domain::session::Session;
use crate::domain::turn::{CAPTURED, owner_in_words, tags_of, words_of};
use crate::domain::value::{EvidenceLevel, NoteKind, Outcome, Speaker};
use crate::tally::{self, Share};
use crate::text::tui::detail as w;
use crate::text::{Lang, names};

use super::lists::targets;

/// How a field is to be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// As any other.
    Plain,
    /// Something is owed, or missing.
    Waiting,
    /// Done.
    Good,
}

/// One field with its name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The field, by its name in the item; empty where the value says all.
    pub field: &'static str,
    /// What it says; may have several lines.
    pub value: String,
    /// How it is to be read.
    pub tone: Tone,
}

/// Everything about an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sheet {
    /// Its words.
    pub words: String,
    /// Its fields that say something.
    pub lines: Vec<Line>,
    /// The fields that it misses.
    pub missing: Vec<String>,
    /// What it refers to.
    pub refers_to: Vec<ItemRef>,
    /// When and by whom it was taken down and changed.
    pub history: Vec<String>,
}

/// Returns the first line of an item's words, or what stands for none.
pub fn title(item: &Item, lang: Lang) -> String {
    let words = words_of(item).trim().lines().next().unwrap_or_default();
    if words.is_empty() { w::no_words(lang).to_owned() } else { words.to_owned() }
}

/// Returns the title of what a reference leads to, or the reference where it leads nowhere.
pub fn title_of(session: &Session, reference: ItemRef, lang: Lang) -> String {
    session.get(reference).map_or_else(|| reference.to_string(), |item| title(&item, lang))
}

struct Lines<'a> {
    lang: Lang,
    session: &'a Session,
    list: Vec<Line>,
}

impl Lines<'_> {
    fn tone(&mut self, field: &'static str, value: impl Into<String>, tone: Tone) {
        let value = value.into();
        if !value.trim().is_empty() {
            self.list.push(Line { field, value, tone });
        }
    }

    fn text(&mut self, field: &'static str, value: impl Into<String>) {
        self.tone(field, value, Tone::Plain);
    }

    fn participant(&self, id: crate::domain::id::ParticipantId) -> String {
        self.session.participants.get(id).map_or_else(|| id.to_string(), |participant| participant.code.clone())
    }
}

/// Returns everything about an item.
pub fn sheet(item: &Item, session: &Session, lang: Lang) -> Sheet {
    let mut lines = Lines { lang, session, list: Vec::new() };
    fields(item, &mut lines);
    let tags: Vec<String> = tags_of(item).iter().map(|tag| format!("#{tag}")).collect();
    lines.text("tags", tags.join(" "));
    if CAPTURED.contains(&item.kind()) && codes::stands_in(words_of(item), session) {
        lines.tone("", crate::text::tui::code_in_text(lang), Tone::Waiting);
    }
    let missing = check::to_complete(item).into_iter().map(|field| w::field(lang, field)).collect();
    let mut refers_to = targets(item);
    refers_to.retain(|target| target.kind() != Kind::Participant && target.kind() != Kind::Table);
    refers_to.dedup();
    Sheet {
        words: words_of(item).trim().to_owned(),
        lines: lines.list,
        missing,
        refers_to,
        history: history(item, session, lang),
    }
}

/// Returns every text that the sheet of an item says, names of fields apart: what finding looks into.
pub fn texts(item: &Item, session: &Session, lang: Lang) -> Vec<String> {
    let mut lines = Lines { lang, session, list: Vec::new() };
    fields(item, &mut lines);
    let words = std::iter::once(words_of(item).to_owned());
    let tags = tags_of(item);
    words.chain(lines.list.into_iter().map(|line| line.value)).chain(tags.iter().map(|tag| format!("#{tag}"))).collect()
}

/// Returns what of an item has no place in the one that it was turned into, by the names of its fields.
pub fn lost(before: &Item, after: &Item, session: &Session, lang: Lang) -> Vec<String> {
    let lines = |item: &Item| {
        let mut lines = Lines { lang, session, list: Vec::new() };
        fields(item, &mut lines);
        lines.list
    };
    let empty = lines(&Item::empty(before.reference(), before.created().clone()));
    let said: Vec<String> =
        lines(after).into_iter().map(|line| line.value).chain([words_of(after).to_owned()]).collect();
    let stays = |line: &Line| said.iter().any(|value| value.contains(line.value.trim()));
    let lost = lines(before).into_iter().filter(|line| !empty.contains(line) && !stays(line));
    let mut names: Vec<String> =
        lost.filter(|line| !line.field.is_empty()).map(|line| w::field(lang, line.field)).collect();
    let kept = targets(after);
    let shown = |target: &ItemRef| target.kind() != Kind::Participant && target.kind() != Kind::Table;
    if targets(before).iter().any(|target| shown(target) && !kept.contains(target)) {
        names.push(w::links(lang).to_owned());
    }
    names.dedup();
    names
}

fn history(item: &Item, session: &Session, lang: Lang) -> Vec<String> {
    let day = session.session.date;
    let when = |at: crate::domain::time::Moment| {
        if Some(at.day()) == day { at.clock() } else { format!("{} {}", at.day().plain(), at.clock()) }
    };
    let created = item.created();
    // added by hand without a date
    let known = created.at != crate::domain::time::Moment::default();
    let mut first: Vec<String> = known.then(|| when(created.at)).into_iter().collect();
    first.extend(Some(created.by.clone()).filter(|by| !by.is_empty()));
    first.extend(created.step.and_then(|id| session.steps.get(id)).map(|step| w::during(lang, &step.title)));
    first.extend(created.table.and_then(|id| session.tables.get(id)).map(|table| table.name.clone()));
    let mut history: Vec<String> = if first.is_empty() { Vec::new() } else { vec![first.join(" · ")] };
    if let Some(stamp) = item.changed() {
        let at = when(stamp.at);
        history.push(if stamp.by.is_empty() { w::changed_at(lang, &at) } else { w::changed_by(lang, &at, &stamp.by) });
    }
    let sample = crate::domain::item::with_record!(item, record => record.sample);
    if sample {
        history.push(w::sample(lang).to_owned());
    }
    history
}

fn fields(item: &Item, lines: &mut Lines<'_>) {
    let lang = lines.lang;
    match item {
        Item::Session(head) => {
            lines.text("work_package", names::work_package(lang, head.work_package));
            lines.text("date", head.date.map(|day| day.plain()).unwrap_or_default());
            lines.text("place", &head.place);
            lines.text("aim", &head.aim);
            lines.text("facilitators", head.facilitators.iter().cloned().collect::<Vec<_>>().join(", "));
            lines.text("note_takers", head.note_takers.iter().cloned().collect::<Vec<_>>().join(", "));
        }
        Item::Step(step) => {
            lines.text("minutes", step.minutes.to_string());
            lines.text("activity", names::activity(lang, step.activity));
            lines.text("seating", names::seating(lang, step.seating));
            lines.text("prompt", &step.prompt);
        }
        Item::Table(table) => lines.text("theme", &table.theme),
        Item::Participant(participant) => {
            lines.text("group", participant.group.as_ref().map(|group| names::group(lang, group)).unwrap_or_default());
            lines.text("organisation", &participant.organisation);
        }
        Item::Practice(practice) => practice_fields(practice, lines),
        Item::Sketch(sketch) => {
            lines.text("difficulty", sketch.difficulty.map(|d| names::difficulty(lang, d)).unwrap_or_default());
            lines.text("for_whom", &sketch.for_whom);
            lines.text("how", &sketch.how);
            lines.text("who", &sketch.who);
            lines.text("needs", &sketch.needs);
            lines.text("risks", &sketch.risks);
            let table = sketch.table.and_then(|id| lines.session.tables.get(id)).map(|table| table.name.clone());
            lines.text("table", table.unwrap_or_default());
        }
        Item::Voice(voice) => {
            let from = match &voice.from {
                Speaker::Person(id) => lines.participant(*id),
                Speaker::Someone | Speaker::TheGroup { .. } => w::speaker(lang, &voice.from),
            };
            lines.text("from", from);
            lines.text("kind", names::voice_kind(lang, voice.kind));
            match voice.outcome {
                Some(outcome @ Outcome::UnderReview(_)) => {
                    lines.tone("outcome", names::outcome(lang, outcome), Tone::Waiting);
                }
                Some(outcome @ Outcome::NotAccepted) => lines.text("outcome", names::outcome(lang, outcome)),
                Some(outcome @ (Outcome::Accepted | Outcome::PartlyAccepted | Outcome::Thanked)) => {
                    lines.tone("outcome", names::outcome(lang, outcome), Tone::Good);
                }
                None => lines.tone("outcome", w::waits(lang, voice.kind), Tone::Waiting),
            }
            lines.text("reason", &voice.reason);
            let owner = voice.answer_owner.as_ref().map(|owner| owner_in_words(lines.session, owner));
            lines.text("answer_owner", owner.unwrap_or_default());
            lines.text("answered_on", voice.answered_on.map(|day| day.plain()).unwrap_or_default());
            let told = [voice.told_back_on.map(|day| day.plain()).unwrap_or_default(), voice.told_back_how.clone()];
            lines.text("told_back_on", told.join(" ").trim());
            lines.text("reply", &voice.reply);
            lines.text("may_go_to", names::may_go_to(lang, voice.may_go_to));
        }
        Item::Poll(poll) => poll_fields(poll, lines),
        Item::Decision(decision) => {
            lines.text("reason", &decision.reason);
            lines.text("dissent", &decision.dissent);
            lines.text("would_change", &decision.would_change);
            lines.text("review_on", decision.review_on.map(|day| day.plain()).unwrap_or_default());
        }
        Item::Action(action) => {
            let who = action.who.as_ref().map(|owner| owner_in_words(lines.session, owner));
            lines.text("who", who.unwrap_or_default());
            lines.text("organisation", &action.organisation);
            lines.text("due", action.due.map(|day| day.plain()).unwrap_or_default());
            let state = format!("{} {}", w::action_sign(action.state), names::action_state(lang, action.state));
            lines.text("state", state);
            lines.text("reason", &action.reason);
            lines.text("first_noted_in", action.first_noted_in.map(|id| id.to_string()).unwrap_or_default());
        }
        Item::Note(note) => {
            if note.kind != NoteKind::Point {
                lines.text("kind", names::note_kind(lang, note.kind));
            }
            if note.private {
                lines.list.push(Line { field: "", value: w::private(lang).to_owned(), tone: Tone::Waiting });
            }
        }
        Item::Conflict(conflict) => {
            lines.text("kept", &conflict.kept);
            lines.text("other", &conflict.other);
        }
    }
}

fn practice_fields(practice: &Practice, lines: &mut Lines<'_>) {
    let lang = lines.lang;
    lines.text("organisation", &practice.organisation);
    lines.text("difficulty", practice.difficulty.map(|d| names::difficulty(lang, d)).unwrap_or_default());
    let others: Vec<_> = practice.other_difficulties.iter().map(|d| names::difficulty(lang, *d)).collect();
    lines.text("other_difficulties", others.join(", "));
    lines.text("for_whom", &practice.for_whom);
    lines.text("how", &practice.how);
    lines.text("helped", &practice.helped);
    lines.text("hindered", &practice.hindered);
    let level = practice.level.map(|level| names::level(lang, level)).unwrap_or_default();
    let place = [practice.place.as_str(), level].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
    lines.text("place", place.join(" · "));
    let status = practice.status.map(|status| names::practice_status(lang, status)).unwrap_or_default();
    let period = [practice.period.as_str(), status].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
    lines.text("period", period.join(" · "));
    lines.text("subgroup", &practice.subgroup);
    lines.text("age", &practice.age);
    let channels: Vec<_> = practice.channels.iter().map(|channel| names::channel(lang, *channel)).collect();
    lines.text("channels", channels.join(", "));
    lines.text("provider", &practice.provider);
    lines.text("intensity", &practice.intensity);
    lines.text("resources", &practice.resources);
    lines.text("partners", practice.partners.iter().cloned().collect::<Vec<_>>().join(", "));
    let ladder = [practice.reached, practice.engaged, practice.activated, practice.in_contact];
    if ladder.iter().any(Option::is_some) {
        let [reached, engaged, activated, contact] =
            ladder.map(|number| number.map_or_else(|| "?".to_owned(), |number| number.to_string()));
        lines.text("reached", w::ladder(lang, reached, engaged, activated, contact));
    }
    let mut evidence = Vec::new();
    if practice.evidence != EvidenceLevel::NotGiven {
        evidence.push(names::evidence_level(lang, practice.evidence));
    }
    evidence.extend(practice.epic.map(|epic| names::epic(lang, epic)));
    lines.text("evidence", evidence.join(" · "));
    lines.text("transfer", &practice.transfer);
    let mut told: Vec<String> = practice.told_by.iter().map(|id| lines.participant(*id)).collect();
    told.extend(Some(practice.told_by_organisation.clone()).filter(|name| !name.is_empty()));
    lines.text("told_by", told.join(", "));
    lines.text("source", &practice.source);
}

fn poll_fields(poll: &Poll, lines: &mut Lines<'_>) {
    let lang = lines.lang;
    lines.text("method", names::method(lang, poll.method));
    lines.text("rule", rule(lang, poll.rule));
    let last = poll.rounds.iter().next_back();
    let open = last.is_none_or(|(_, round)| !matches!(round.state, crate::domain::value::RoundState::Revealed));
    let result = last.filter(|_| !open).and_then(|(number, _)| tally::tally(poll, *number));
    let rounds = poll.rounds.iter().map(|(number, round)| {
        let said = w::round(lang, number.to_string(), names::round_state(lang, round.state));
        let reason = round.reason.trim();
        if reason.is_empty() { said } else { format!("{said} ({reason})") }
    });
    lines.text("rounds", rounds.collect::<Vec<_>>().join("\n"));
    if result.is_none()
        && let Some(turnout) = super::columns::turnout(poll, lines.session, lang)
    {
        lines.text("voted", crate::text::tui::lists::turnout_said(lang, &turnout));
    }
    match result {
        Some(result) => {
            lines.text("voted", crate::text::tally::voted(lang, result.voters, result.present));
            let options: Vec<String> = result
                .options
                .iter()
                .map(|option| format!("{}. {}  {}", option.place, option.text, share(option.share)))
                .collect();
            lines.text("options", options.join("\n"));
        }
        None => {
            let options = in_order(&poll.options).into_iter().map(|(_, option)| option_words(option, lines));
            let options: Vec<String> = options.collect();
            lines.text("options", options.join("\n"));
        }
    }
}

fn option_words(option: &crate::domain::poll::PollOption, lines: &Lines<'_>) -> String {
    let text = if option.text.is_empty() {
        option.item.map(|item| title_of(lines.session, item, lines.lang)).unwrap_or_default()
    } else {
        option.text.clone()
    };
    format!("· {text}")
}

fn share(share: Share) -> String {
    match share.percent() {
        Some(percent) => format!("{}/{} ({percent}\u{a0}%)", share.of, share.total),
        None => share.of.to_string(),
    }
}

/// Returns a consensus rule in words.
pub fn rule(lang: Lang, rule: ConsensusRule) -> String {
    match rule {
        ConsensusRule::NoRule => w::rule_none(lang).to_owned(),
        ConsensusRule::Share { percent } => w::rule_share(lang, percent),
        ConsensusRule::CoreOutcome { high_percent, low_percent } => w::rule_core(lang, high_percent, low_percent),
    }
}
