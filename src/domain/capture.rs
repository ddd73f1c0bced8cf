//! Owns the capture line's grammar: what a line says, what in it was understood, and the item it becomes.
//!
//! `@who` or `@organisation`, `#tag`, `!difficulty`, `>date`, and a lone `=` for the chosen item. A mark that is not
//! understood, or that the kind has no place for, stays in the text. Never drops a word.

use std::ops::Range;
use std::sync::Arc;

use super::clean::clean;
use super::dates::{Tongue, date};
use super::fold::{fold, key};
use super::id::{Code, OptionId, ParticipantId, TypedId};
use super::item::{Item, ItemRef, Kind, Participant};
use super::poll::PollOption;
use super::session::Session;
use super::several::tag;
use super::time::Day;
use super::turn::{build_on, with_words};
use super::value::{Created, Difficulty, Group, NoteKind, Owner, Speaker};
use super::vocabulary::Vocabulary;

/// The letters that name the kinds of the capture line, as keys and before a line of `proximo add`.
pub const LETTERS: &[(char, Kind)] = &[
    ('p', Kind::Practice),
    ('s', Kind::Sketch),
    ('y', Kind::Voice),
    ('v', Kind::Poll),
    ('d', Kind::Decision),
    ('a', Kind::Action),
    ('n', Kind::Note),
];

/// Splits a line of `proximo add` into its kind and the rest: `a Chiamare la scuola`.
pub fn with_letter(line: &str) -> Option<(Kind, &str)> {
    let (letter, rest) = line.trim_start().split_once(char::is_whitespace)?;
    let mut letters = letter.chars();
    let (first, None) = (letters.next()?, letters.next()) else { return None };
    let kind = LETTERS.iter().find(|(letter, _)| letter.eq_ignore_ascii_case(&first))?.1;
    Some((kind, rest.trim()))
}

/// Somebody whom `@` can name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Person {
    /// Who.
    pub id: ParticipantId,
    /// The code that stands for them.
    pub code: String,
    /// Their group, where it is known.
    pub group: Option<Group>,
    /// Their organisation; may be empty.
    pub organisation: String,
}

/// What the marks of a line can name.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Today, from which dates are counted.
    pub today: Day,
    /// Participants by code.
    pub participants: Vec<Person>,
    /// Organisations that were named before, the most frequent first.
    pub organisations: Vec<String>,
    /// Tags that were used before, the most frequent first.
    pub tags: Vec<String>,
    /// The chosen item.
    pub chosen: Option<ItemRef>,
}

impl Person {
    /// Tells how somebody who takes part is named.
    pub fn of(participant: &Participant) -> Self {
        Self {
            id: participant.id,
            code: participant.code.clone(),
            group: participant.group.clone(),
            organisation: participant.organisation.clone(),
        }
    }
}

impl Context {
    /// Gathers what a session's items name.
    pub fn of(session: &Session, today: Day, chosen: Option<ItemRef>) -> Self {
        let mut vocabulary = Vocabulary::default();
        vocabulary.follow(session);
        vocabulary.context(today, chosen)
    }
}

/// A mark that was understood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Mark {
    /// A participant, with the code.
    Participant(ParticipantId, String),
    /// An organisation.
    Organisation(String),
    /// A tag.
    Tag(String),
    /// A difficulty.
    Difficulty(Difficulty),
    /// A day.
    Date(Day),
    /// The chosen item.
    About(ItemRef),
}

/// What a line says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Captured {
    /// The kind it was taken down as.
    pub kind: Kind,
    /// The words without the marks that were understood.
    pub text: String,
    /// The marks that were understood, in their order.
    pub marks: Vec<Mark>,
    /// Where those marks stand in the line, in bytes.
    pub ranges: Vec<Range<usize>>,
}

/// Reads a line as an item of that kind. The line may have several lines of text.
pub fn parse(kind: Kind, line: &str, context: &Context) -> Captured {
    let mut captured =
        Captured { kind, text: String::with_capacity(line.len()), marks: Vec::new(), ranges: Vec::new() };
    let mut kept_to = 0;
    for range in tokens(line) {
        let token = &line[range.clone()];
        let Some((mark, length)) = read_mark(token, context) else { continue };
        if !has_place(kind, &mark, &captured.marks) {
            continue;
        }
        let end = range.start + length;
        captured.text.push_str(&line[kept_to..range.start]);
        captured.marks.push(mark);
        captured.ranges.push(range.start..end);
        kept_to = end;
        // one of the two blanks around a mark goes with it
        if captured.text.is_empty() || captured.text.ends_with(char::is_whitespace) {
            kept_to += line[kept_to..].chars().next().filter(|c| *c == ' ').map_or(0, char::len_utf8);
        }
    }
    captured.text.push_str(&line[kept_to..]);
    captured.text = clean(captured.text.trim());
    captured
}

/// Returns where marks stand in a line that were not understood, or that the kind has no place for, in bytes.
pub fn unread(line: &str, captured: &Captured) -> Vec<Range<usize>> {
    let sign = |token: &str| {
        let mut letters = token.chars();
        let (first, second) = (letters.next(), letters.next());
        // `#1` is a number
        match first {
            Some('@' | '!' | '>') => {
                second.is_some_and(char::is_alphanumeric) || (first == Some('>') && second == Some('+'))
            }
            Some('#') => second.is_some_and(char::is_alphabetic),
            Some('=') => second.is_none(),
            Some(_) | None => false,
        }
    };
    let read = |range: &Range<usize>| captured.ranges.iter().any(|read| read.start == range.start);
    tokens(line).filter(|range| sign(&line[range.clone()]) && !read(range)).collect()
}

fn tokens(line: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    line.split_whitespace().map(move |token| {
        let start = token.as_ptr() as usize - line.as_ptr() as usize;
        start..start + token.len()
    })
}

/// Reads the mark that a token is, and how many bytes of it: closing punctuation is left to the text.
fn read_mark(token: &str, context: &Context) -> Option<(Mark, usize)> {
    if token == "=" {
        return context.chosen.map(|chosen| (Mark::About(chosen), 1));
    }
    let whole = token.trim_end_matches([',', ';', '.', ':', ')', '!', '?']);
    let name = whole.get(1..).filter(|name| !name.is_empty())?;
    let mark = match whole.chars().next()? {
        '@' => who(name, context)?,
        '#' => Mark::Tag(tag(name)?),
        '!' => Mark::Difficulty(difficulty(name)?),
        '>' => Mark::Date(date(name, context.today)?),
        _ => return None,
    };
    Some((mark, whole.len()))
}

fn who(name: &str, context: &Context) -> Option<Mark> {
    let wanted = key(name);
    if wanted.is_empty() {
        return None;
    }
    let participant = context.participants.iter().find(|person| key(&person.code) == wanted);
    if let Some(person) = participant {
        return Some(Mark::Participant(person.id, person.code.clone()));
    }
    let exact = context.organisations.iter().find(|organisation| key(organisation) == wanted);
    let mut beginning = context.organisations.iter().filter(|organisation| key(organisation).starts_with(&wanted));
    let only = match (beginning.next(), beginning.next()) {
        (Some(only), None) if wanted.chars().count() >= 2 => Some(only),
        _ => None,
    };
    exact.or(only).cloned().map(Mark::Organisation)
}

/// The words that name a difficulty, by the beginning of any of them.
pub(super) const DIFFICULTIES: &[(&str, Tongue, Difficulty)] = &[
    ("individuare", Tongue::Italian, Difficulty::Identify),
    ("identify", Tongue::English, Difficulty::Identify),
    ("agganciare", Tongue::Italian, Difficulty::Engage),
    ("engage", Tongue::English, Difficulty::Engage),
    ("fiducia", Tongue::Italian, Difficulty::Trust),
    ("mantenere", Tongue::Italian, Difficulty::Trust),
    ("trust", Tongue::English, Difficulty::Trust),
];

fn difficulty(name: &str) -> Option<Difficulty> {
    let wanted = fold(name);
    DIFFICULTIES.iter().find(|(word, ..)| word.starts_with(&wanted)).map(|(.., difficulty)| *difficulty)
}

/// Tells whether items of that kind have a place for the mark, beside those they have already.
pub(super) fn has_place(kind: Kind, mark: &Mark, already: &[Mark]) -> bool {
    let first = |same: fn(&Mark) -> bool| !already.iter().any(same);
    match (mark, kind) {
        (Mark::Tag(_), _) => true,
        (Mark::Participant(..), Kind::Practice) => true,
        (Mark::Participant(..), Kind::Voice | Kind::Action) => first(|mark| matches!(mark, Mark::Participant(..))),
        (Mark::Participant(..) | Mark::Organisation(_), Kind::Sketch) => {
            first(|mark| matches!(mark, Mark::Participant(..) | Mark::Organisation(_)))
        }
        (Mark::Organisation(_), Kind::Practice | Kind::Action) => first(|mark| matches!(mark, Mark::Organisation(_))),
        (Mark::Difficulty(_), Kind::Practice) => true,
        (Mark::Difficulty(_), Kind::Sketch) => first(|mark| matches!(mark, Mark::Difficulty(_))),
        (Mark::Date(_), Kind::Action | Kind::Decision) => first(|mark| matches!(mark, Mark::Date(_))),
        (Mark::About(_), Kind::Voice | Kind::Decision | Kind::Action | Kind::Note | Kind::Poll) => true,
        (Mark::About(item), Kind::Sketch) => matches!(item.kind(), Kind::Practice | Kind::Voice),
        (Mark::Participant(..) | Mark::Organisation(_) | Mark::Difficulty(_) | Mark::Date(_) | Mark::About(_), _) => {
            false
        }
    }
}

impl Captured {
    /// Tells whether there is nothing to take down.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Makes the item. A text of several lines gives its first line as the name and the rest as what belongs under it;
    /// voices, notes and actions keep it whole; a question's further lines, or what follows it between ` / `, are options.
    pub fn into_item(self, code: Code, created: Created) -> Item {
        let (first, rest) =
            self.text.split_once('\n').map_or((self.text.as_str(), ""), |(first, rest)| (first.trim(), rest.trim()));
        let empty = Item::empty(self.kind.with_code(code), created);
        let mut item = match self.kind {
            Kind::Voice | Kind::Note | Kind::Action => with_words(empty, &self.text),
            _ => with_words(empty, first),
        };
        match &mut item {
            Item::Practice(practice) => {
                let practice = Arc::make_mut(practice);
                practice.how = rest.to_owned();
                for mark in self.marks {
                    match mark {
                        Mark::Participant(id, _) => drop(practice.told_by.insert(id)),
                        Mark::Organisation(name) => practice.organisation = name,
                        Mark::Tag(tag) => drop(practice.tags.insert(tag)),
                        Mark::Difficulty(difficulty) if practice.difficulty.is_none() => {
                            practice.difficulty = Some(difficulty);
                        }
                        Mark::Difficulty(difficulty) => drop(practice.other_difficulties.insert(difficulty)),
                        Mark::Date(_) | Mark::About(_) => {}
                    }
                }
            }
            Item::Sketch(sketch) => {
                let sketch = Arc::make_mut(sketch);
                sketch.how = rest.to_owned();
                for mark in self.marks {
                    match mark {
                        Mark::Participant(_, name) | Mark::Organisation(name) => sketch.who = name,
                        Mark::Tag(tag) => drop(sketch.tags.insert(tag)),
                        Mark::Difficulty(difficulty) => sketch.difficulty = Some(difficulty),
                        Mark::About(item) => build_on(sketch, item),
                        Mark::Date(_) => {}
                    }
                }
            }
            Item::Voice(voice) => {
                let voice = Arc::make_mut(voice);
                for mark in self.marks {
                    match mark {
                        Mark::Participant(id, _) => voice.from = Speaker::Person(id),
                        Mark::Tag(tag) => drop(voice.tags.insert(tag)),
                        Mark::About(item) => drop(voice.about.insert(item)),
                        Mark::Organisation(_) | Mark::Difficulty(_) | Mark::Date(_) => {}
                    }
                }
            }
            Item::Decision(decision) => {
                let decision = Arc::make_mut(decision);
                decision.reason = rest.to_owned();
                for mark in self.marks {
                    match mark {
                        Mark::Tag(tag) => drop(decision.tags.insert(tag)),
                        Mark::Date(day) => decision.review_on = Some(day),
                        Mark::About(ItemRef::Poll(poll)) => decision.poll = Some(poll),
                        Mark::About(item) => drop(decision.about.insert(item)),
                        Mark::Participant(..) | Mark::Organisation(_) | Mark::Difficulty(_) => {}
                    }
                }
            }
            Item::Action(action) => {
                let action = Arc::make_mut(action);
                for mark in self.marks {
                    match mark {
                        Mark::Participant(id, _) => action.who = Some(Owner::Participant(id)),
                        Mark::Organisation(name) => action.organisation = name,
                        Mark::Tag(tag) => drop(action.tags.insert(tag)),
                        Mark::Date(day) => action.due = Some(day),
                        Mark::About(item) => drop(action.about.insert(item)),
                        Mark::Difficulty(_) => {}
                    }
                }
            }
            Item::Note(note) => {
                let note = Arc::make_mut(note);
                note.kind = note_kind(&note.text);
                for mark in self.marks {
                    match mark {
                        Mark::Tag(tag) => drop(note.tags.insert(tag)),
                        Mark::About(item) => drop(note.about.insert(item)),
                        Mark::Participant(..) | Mark::Organisation(_) | Mark::Difficulty(_) | Mark::Date(_) => {}
                    }
                }
            }
            Item::Poll(poll) => {
                let poll = Arc::make_mut(poll);
                let (question, mut options) = question_and_options(first, rest);
                poll.question = question;
                for mark in self.marks {
                    match mark {
                        Mark::Tag(tag) => drop(poll.tags.insert(tag)),
                        Mark::About(item) => options.push(PollOption { item: Some(item), ..PollOption::default() }),
                        Mark::Participant(..) | Mark::Organisation(_) | Mark::Difficulty(_) | Mark::Date(_) => {}
                    }
                }
                for (place, option) in options.into_iter().enumerate() {
                    // an option's id follows from what it says, so that the same line makes the same options
                    // and a longer one adds to them
                    let says = option.item.map_or_else(|| option.text.clone(), |item| item.to_string());
                    let id = OptionId::new(Code::of(&[code.as_str(), &says]));
                    poll.options.insert(id, PollOption { order: place as i64 + 1, ..option });
                }
            }
            Item::Session(_) | Item::Step(_) | Item::Table(_) | Item::Participant(_) | Item::Conflict(_) => {}
        }
        item
    }
}

fn note_kind(text: &str) -> NoteKind {
    if text.trim_end().ends_with('?') {
        NoteKind::Question
    } else if text.starts_with(['«', '"', '“']) {
        NoteKind::Quote
    } else {
        NoteKind::Point
    }
}

fn question_and_options(first: &str, rest: &str) -> (String, Vec<PollOption>) {
    let (question, inline) = match first.split_once('?') {
        Some((question, inline)) if inline.contains(" / ") => (format!("{}?", question.trim()), inline),
        Some(_) | None => (first.to_owned(), ""),
    };
    let typed = inline.split(" / ").chain(rest.lines());
    let typed =
        typed.map(|text| text.trim().trim_start_matches(['-', '•', '*']).trim()).filter(|text| !text.is_empty());
    (question, typed.map(|text| PollOption { text: text.to_owned(), ..PollOption::default() }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::PracticeId;
    use crate::domain::turn::words_of;

    fn person(id: &str, code: &str) -> Person {
        Person { id: id.parse().unwrap(), code: code.into(), group: None, organisation: String::new() }
    }

    fn context() -> Context {
        let practice: PracticeId = "pra_ohjaamo".parse().unwrap();
        Context {
            // a Thursday
            today: "2026-03-12".parse().unwrap(),
            participants: vec![person("par_op04", "OP-04"), person("par_yag1", "YAG-01")],
            organisations: vec!["Spazio Giovani".into(), "AFOL Metropolitana".into(), "AFOL Nord".into()],
            tags: vec!["scuola".into(), "strada".into()],
            chosen: Some(practice.into()),
        }
    }

    fn check(kind: Kind, line: &str, text: &str, understood: usize) -> Item {
        let captured = parse(kind, line, &context());
        assert_eq!(captured.text, text, "{line:?}");
        assert_eq!(captured.marks.len(), understood, "{line:?}: {:?}", captured.marks);
        captured.into_item(Code::from_bits(1), Created::default())
    }

    #[test]
    fn an_action_says_who_and_by_when() {
        let Item::Action(action) =
            check(Kind::Action, "Chiamare la scuola @op-04 @spazio-giovani >+7 #scuola =", "Chiamare la scuola", 5)
        else {
            panic!()
        };
        assert_eq!(action.who, Some(Owner::Participant("par_op04".parse().unwrap())));
        assert_eq!(action.organisation, "Spazio Giovani");
        assert_eq!(action.due.map(|day| day.to_string()), Some("2026-03-19".into()));
        assert_eq!(action.about.len(), 1);
    }

    #[test]
    fn what_is_not_understood_or_has_no_place_stays() {
        check(Kind::Action, "Scrivere a @nessuno e poi >boh !ag", "Scrivere a @nessuno e poi >boh !ag", 0);
        check(Kind::Note, "a @OP-04 piace >ven", "a @OP-04 piace >ven", 0);
        check(Kind::Action, "@AFOL è ambiguo", "@AFOL è ambiguo", 0);
        check(Kind::Note, "la priorità #1, 3 > 2, a = b", "la priorità #1, 3 > 2, a b", 1);
        check(Kind::Practice, "e-mail x@y.it e !!! # @", "e-mail x@y.it e !!! # @", 0);
    }

    #[test]
    fn marks_in_the_middle_leave_one_blank() {
        check(Kind::Practice, "Bus #strada dei mestieri", "Bus dei mestieri", 1);
        check(Kind::Practice, "#strada Bus", "Bus", 1);
        let accented = check(Kind::Practice, "Bus #citta\u{300} #漢字", "Bus", 2);
        assert!(super::super::turn::tags_of(&accented).contains("città"));
        check(Kind::Practice, "Bus, #strada, poi", "Bus, , poi", 1);
        let Item::Practice(practice) = check(Kind::Practice, "Bus !ag !fid", "Bus", 2) else { panic!() };
        assert_eq!(practice.difficulty, Some(Difficulty::Engage));
        assert!(practice.other_difficulties.contains(&Difficulty::Trust));
    }

    #[test]
    fn a_question_brings_its_options() {
        let Item::Poll(poll) = check(
            Kind::Poll,
            "Da dove partiamo? Strada / Scuola / Famiglia",
            "Da dove partiamo? Strada / Scuola / Famiglia",
            0,
        ) else {
            panic!()
        };
        assert_eq!(poll.question, "Da dove partiamo?");
        let mut options: Vec<_> = poll.options.values().map(|option| (option.order, option.text.as_str())).collect();
        options.sort_unstable();
        assert_eq!(options, [(1, "Strada"), (2, "Scuola"), (3, "Famiglia")]);
    }

    #[test]
    fn several_lines_are_a_name_and_what_belongs_under_it() {
        let item =
            check(Kind::Practice, "Bus #strada\nGira i quartieri\ndi sera", "Bus \nGira i quartieri\ndi sera", 1);
        assert_eq!(words_of(&item), "Bus");
        let Item::Practice(practice) = item else { panic!() };
        assert_eq!(practice.how, "Gira i quartieri\ndi sera");
    }

    #[test]
    fn letters_name_kinds() {
        assert_eq!(with_letter("a Chiamare"), Some((Kind::Action, "Chiamare")));
        assert_eq!(with_letter(" Y che ci ascoltino "), Some((Kind::Voice, "che ci ascoltino")));
        assert_eq!(with_letter("x boh"), None);
        assert_eq!(with_letter("appunto"), None);
    }
}
