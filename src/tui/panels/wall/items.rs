//! Owns what of an item the room may see, as a card among others or alone. What may not be seen is left out here,
//! before any layout: never a code, a name of a person, reach, evidence, or words that were not let go so far.

use std::sync::Arc;

use crate::domain::codes;
use crate::domain::fold;
use crate::domain::heads::Heads;
use crate::domain::item::{ActionItem, Decision, Item, ItemRef, Kind, Practice, Sketch, Voice};
use crate::domain::quoting::withheld;
use crate::domain::session::Session;
use crate::domain::value::{ActionState, Activity, Difficulty, MayGoTo, Owner, Speaker, VoiceKind};
use crate::tally::may_tell_agreement;
use crate::text::panels::wall as words;
use crate::text::{Lang, names};

use super::slide::{Card, Entry, Tone};

/// Who is in the room, and in whose words the wall speaks.
pub(super) struct Room<'a> {
    pub(super) session: &'a Session,
    pub(super) lang: Lang,
    pub(super) heads: Heads,
    youth_words: bool,
}

impl<'a> Room<'a> {
    pub(super) fn of(session: &'a Session, lang: Lang) -> Self {
        let heads = Heads::of(session);
        let listening = session.current_step().is_some_and(|step| step.activity == Activity::Listen);
        Self { session, lang, youth_words: listening || heads.mostly_youth(), heads }
    }

    fn difficulty(&self, difficulty: Option<Difficulty>) -> String {
        let name = if self.youth_words { names::difficulty_for_youth } else { names::difficulty };
        difficulty.map(|difficulty| name(self.lang, difficulty).to_owned()).unwrap_or_default()
    }

    /// Returns a text, or nothing where it speaks of young people in words that they never read on the wall.
    fn sayable(&self, text: &str) -> String {
        if self.youth_words && speaks_of_them(text) { String::new() } else { text.trim().to_owned() }
    }

    /// Returns how far a voice must be let go for this room to read it. In a meeting of the YAG their own suffices; with
    /// anybody else in the room they must have said that partners may.
    fn audience(&self) -> MayGoTo {
        if self.heads.only_youth_and_team() { MayGoTo::Team } else { MayGoTo::Partners }
    }

    fn may_read(&self, voice: &Voice) -> bool {
        let audience = self.audience();
        // the young people's own wall names nobody by a code either
        let named = || audience == MayGoTo::Team && codes::stands_in(&voice.text, self.session);
        withheld(voice, self.session, audience).is_none() && !named()
    }

    /// Returns the voices whose words the room may read, and how many others there are that were let through.
    pub(super) fn voices(&self) -> (Vec<Arc<Voice>>, usize) {
        let let_through = self.session.voices.in_order().into_iter().filter(|voice| voice.shown.0);
        let (shown, silent): (Vec<_>, Vec<_>) = let_through.partition(|voice| self.may_read(voice));
        (shown, silent.len())
    }

    /// Returns the actions that were not given up.
    pub(super) fn actions(&self) -> Vec<Arc<ActionItem>> {
        let all = self.session.actions.in_order().into_iter();
        all.filter(|action| action.state != ActionState::Dropped).collect()
    }

    /// Returns the title that the room may read of an item, or `None` where it is not for the room.
    pub(super) fn title(&self, item: &Item) -> Option<String> {
        if item.gone() {
            return None;
        }
        let title = match item {
            Item::Practice(practice) => practice.name.clone(),
            Item::Sketch(sketch) => sketch.title.clone(),
            Item::Voice(voice) => self.may_read(voice).then(|| quoted(self.lang, &voice.text))?,
            Item::Decision(decision) => decision.statement.clone(),
            Item::Action(action) => (action.state != ActionState::Dropped).then(|| action.what.clone())?,
            Item::Session(_)
            | Item::Step(_)
            | Item::Table(_)
            | Item::Participant(_)
            | Item::Poll(_)
            | Item::Note(_)
            | Item::Conflict(_) => return None,
        };
        Some(title.trim().to_owned()).filter(|title| !title.is_empty())
    }

    /// Returns an item as a card among others.
    pub(super) fn card(&self, item: &Item) -> Option<Card> {
        let title = self.title(item)?;
        let (by, tag, text) = match item {
            Item::Practice(practice) => (
                practice.organisation.clone(),
                self.difficulty(practice.difficulty),
                vec![self.for_whom(&practice.for_whom), self.sayable(&practice.how)],
            ),
            Item::Sketch(sketch) => (
                names::kind(self.lang, Kind::Sketch).to_owned(),
                self.difficulty(sketch.difficulty),
                vec![self.for_whom(&sketch.for_whom), self.sayable(&sketch.how)],
            ),
            Item::Voice(voice) => (self.whose(voice), String::new(), vec![self.became(voice)]),
            Item::Decision(decision) => {
                (names::kind(self.lang, Kind::Decision).to_owned(), String::new(), vec![self.sayable(&decision.reason)])
            }
            Item::Action(action) => (self.who_and_when(action), String::new(), Vec::new()),
            Item::Session(_)
            | Item::Step(_)
            | Item::Table(_)
            | Item::Participant(_)
            | Item::Poll(_)
            | Item::Note(_)
            | Item::Conflict(_) => return None,
        };
        let text = text.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
        Some(Card { title, by: by.trim().to_owned(), tag, text })
    }

    /// Returns an item that is alone on the wall, with everything of it that the room may read.
    pub(super) fn alone(&self, item: &Item) -> Option<Entry> {
        let text = self.title(item)?;
        Some(match item {
            Item::Practice(practice) => self.practice(text, practice),
            Item::Sketch(sketch) => self.sketch(text, sketch),
            Item::Voice(voice) => self.quote(voice),
            Item::Decision(decision) => self.decided(decision),
            Item::Action(action) => self.taken_on(action),
            Item::Session(_)
            | Item::Step(_)
            | Item::Table(_)
            | Item::Participant(_)
            | Item::Poll(_)
            | Item::Note(_)
            | Item::Conflict(_) => return None,
        })
    }

    fn practice(&self, text: String, practice: &Practice) -> Entry {
        let head = [practice.organisation.trim().to_owned(), self.difficulty(practice.difficulty)];
        let said = [
            self.for_whom(&practice.for_whom),
            self.sayable(&practice.how),
            self.with(words::helped, &practice.helped),
            self.with(words::hindered, &practice.hindered),
        ];
        Entry { sign: String::new(), text, below: lines(&joined(&head), said.map(|said| (Tone::Plain, said))) }
    }

    fn sketch(&self, text: String, sketch: &Sketch) -> Entry {
        let head = [names::kind(self.lang, Kind::Sketch).to_owned(), self.difficulty(sketch.difficulty)];
        let said = [
            self.for_whom(&sketch.for_whom),
            self.sayable(&sketch.how),
            self.with(words::needs, &sketch.needs),
            self.with(words::risks, &sketch.risks),
        ];
        Entry { sign: String::new(), text, below: lines(&joined(&head), said.map(|said| (Tone::Plain, said))) }
    }

    fn for_whom(&self, text: &str) -> String {
        self.with(words::for_whom, text)
    }

    fn with(&self, says: fn(Lang, String) -> String, text: &str) -> String {
        let text = self.sayable(text);
        if text.is_empty() { text } else { says(self.lang, text) }
    }

    /// Makes a voice: the words, whose they are, what became of it.
    pub(super) fn quote(&self, voice: &Voice) -> Entry {
        let became = Some(self.became(voice)).filter(|became| !became.is_empty());
        let below = [(Tone::Quiet, format!("— {}", self.whose(voice)))];
        let became = became.map(|became| (Tone::Accent, format!("→ {became}")));
        Entry {
            sign: String::new(),
            text: quoted(self.lang, &voice.text),
            below: below.into_iter().chain(became).collect(),
        }
    }

    /// Makes a voice that was answered: what you said, what we did, when it was told back, and what they said to that.
    pub(super) fn you_said(&self, voice: &Voice) -> Entry {
        let lang = self.lang;
        let became = Some(self.became(voice)).filter(|became| !became.is_empty());
        let when = voice.answered_on.map(|day| words::answered_on(lang, day.plain()));
        let reply = Some(self.sayable(&voice.reply)).filter(|reply| !reply.is_empty());
        let below = became.map(|became| (Tone::Accent, format!("→ {became}"))).into_iter();
        let below = below.chain(when.map(|when| (Tone::Quiet, when)));
        let reply = reply.map(|reply| (Tone::Plain, words::they_replied(lang, quoted(lang, &reply))));
        Entry { sign: String::new(), text: quoted(lang, &voice.text), below: below.chain(reply).collect() }
    }

    /// Says whose a voice is. Whose code it is stays on the console.
    fn whose(&self, voice: &Voice) -> String {
        let lang = self.lang;
        let who = match voice.from {
            Speaker::Someone | Speaker::Person(_) => words::someone(lang).to_owned(),
            Speaker::TheGroup { agree, of } if may_tell_agreement(agree, of) => words::the_group(lang, agree, of),
            Speaker::TheGroup { .. } => words::the_group_plain(lang).to_owned(),
        };
        match voice.kind {
            VoiceKind::Stance(stance) => format!("{who} · {}", names::stance(lang, stance)),
            VoiceKind::Experience | VoiceKind::Concern | VoiceKind::Idea => who,
        }
    }

    fn became(&self, voice: &Voice) -> String {
        let reason = self.sayable(&voice.reason);
        match voice.outcome {
            // what was lived is not judged, and owed no answer
            None if voice.kind == VoiceKind::Experience => String::new(),
            None => words::no_answer_yet(self.lang).to_owned(),
            Some(outcome) if reason.is_empty() => names::outcome(self.lang, outcome),
            Some(outcome) => format!("{}: {reason}", names::outcome(self.lang, outcome)),
        }
    }

    /// Makes a decision with its reason and who sees it otherwise.
    pub(super) fn decided(&self, decision: &Decision) -> Entry {
        let said = [self.with(words::because, &decision.reason), self.with(words::dissent, &decision.dissent)];
        let below = said.into_iter().filter(|said| !said.is_empty()).map(|said| (Tone::Quiet, said));
        Entry { sign: "■".to_owned(), text: decision.statement.trim().to_owned(), below: below.collect() }
    }

    /// Makes an action's line.
    pub(super) fn taken_on(&self, action: &ActionItem) -> Entry {
        let sign = if action.state == ActionState::Done { "✓" } else { "▸" };
        let below = Some(self.who_and_when(action)).filter(|said| !said.is_empty());
        Entry {
            sign: sign.to_owned(),
            text: action.what.trim().to_owned(),
            below: below.into_iter().map(|said| (Tone::Quiet, said)).collect(),
        }
    }

    /// Says who does an action and by when. Codes and people's names stay on the console: the organisation stands for
    /// whoever does it, or else their group.
    fn who_and_when(&self, action: &ActionItem) -> String {
        let lang = self.lang;
        let person = match &action.who {
            Some(Owner::Participant(id)) => self.session.participants.get(*id).filter(|person| !person.gone),
            Some(Owner::Named(_)) | None => None,
        };
        let group = || person?.group.as_ref().map(|group| names::group(lang, group));
        let organisations = [Some(action.organisation.clone()), person.map(|person| person.organisation.clone())];
        let named = organisations.into_iter().flatten().find(|name| !name.trim().is_empty());
        let by = named.or_else(group).unwrap_or_default();
        let due = action.due.map(|day| words::by_day(lang, day.plain())).unwrap_or_default();
        let state = match action.state {
            ActionState::Open | ActionState::Dropped => String::new(),
            ActionState::Doing | ActionState::Done => names::action_state(lang, action.state).to_owned(),
        };
        joined(&[by, due, state])
    }
}

/// Tells whether any of the items that were sent may still be on the wall.
pub(super) fn any_sent(session: &Session, sent: &[ItemRef]) -> bool {
    !sent.is_empty() && {
        let room = Room::of(session, Lang::default());
        sent.iter().any(|item| session.get(*item).is_some_and(|item| room.title(&item).is_some()))
    }
}

/// Tells whether an item can be sent to the room as things are.
pub fn may_be_sent(session: &Session, item: ItemRef) -> bool {
    any_sent(session, &[item])
}

/// Puts words between quotation marks, where they have none of their own.
fn quoted(lang: Lang, text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.starts_with(['«', '“', '"']) { text.to_owned() } else { words::in_quotes(lang, text) }
}

fn joined(parts: &[String]) -> String {
    let parts: Vec<&str> = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn lines<const N: usize>(head: &str, said: [(Tone, String); N]) -> Vec<(Tone, String)> {
    let head = (Tone::Accent, head.to_owned());
    [head].into_iter().chain(said).filter(|(_, said)| !said.is_empty()).collect()
}

/// Tells whether a text uses words about young people that they never read on the wall.
fn speaks_of_them(text: &str) -> bool {
    let words = fold::fold(text);
    let mut words = words.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| word == "neet" || word == "neets" || word.starts_with("utent") || word.starts_with("agganci"))
}
