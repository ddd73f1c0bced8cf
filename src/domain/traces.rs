//! Owns how what was erased for good is known again in texts written before: by its words, however a document breaks and
//! escapes them, and by the ids a report cites. Never touches a file, and never decides what becomes of one.

use std::collections::BTreeSet;

use super::clean::each_text;
use super::erasing::Plan;
use super::field::from_ron;
use super::fold::{fold, key};
use super::id::OptionId;
use super::item::{Item, ItemRef, with_record};
use super::session::Session;
use super::time::{Day, Moment};
use super::turn::words_of;
use super::value::{Created, Stamp};

/// A line with as many letters and digits is somebody's wherever it stands.
const LONG: usize = 12;
/// A shorter one of several words is looked for among others only with as many letters and digits.
const SHORT: usize = 6;
/// What parts one piece of a document from the next, beside the ends of lines.
const PARTS: &[char] = &['«', '»', '“', '”', '"', '|', '(', ')', '[', ']', '<', '>', '*', ':', ';', '–', '—'];

/// What is looked for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Traces {
    phrases: BTreeSet<Phrase>,
    ids: BTreeSet<ItemRef>,
    /// What the session is called: a short phrase is looked for only where it is named.
    session: String,
}

/// A line of what was erased.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Phrase {
    folded: Folded,
    /// The item is known by this line: what a voice said, what a poll asked.
    own: bool,
}

/// A line, folded as it is looked for.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Folded {
    /// Its letters and digits, sought in those of a whole text.
    Long(String),
    /// Its words, sought among others.
    Words(String),
    /// Its words, which must stand alone.
    Piece(String),
}

impl Traces {
    /// Returns what to look for: every line that people wrote in what goes.
    pub fn of(plan: &Plan) -> Self {
        let mut traces = Self { ids: plan.ids(), session: key(&plan.session), ..Self::default() };
        for item in &plan.items {
            let own: BTreeSet<&str> = words_of(item).lines().collect();
            written_in(item, &mut |text| {
                let phrases = text.lines().filter_map(|line| Phrase::of(line, own.contains(line)));
                traces.phrases.extend(phrases);
            });
        }
        traces
    }

    /// Leaves out what the rest of a session says too: a place, an organisation, a word that many use.
    pub fn without_what_stays_in(&mut self, session: &Session) {
        for item in session.items().filter(|item| !self.ids.contains(&item.reference())) {
            let phrases = &mut self.phrases;
            written_in(&item, &mut |text| {
                let page = Page::of(text);
                phrases.retain(|phrase| !page.says_too(phrase));
            });
        }
    }

    /// Tells whether a text holds any of the words, as it stands or with what RON escapes in it: an end of line that is written
    /// as one would be a letter of the next word.
    pub fn stand_in(&self, text: &str) -> bool {
        self.stand_as_it_is(text) || unescaped(text).is_some_and(|text| self.stand_as_it_is(&text))
    }

    fn stand_as_it_is(&self, text: &str) -> bool {
        let page = Page::of(text);
        let names_session = page.letters.contains(&self.session);
        let sought = |phrase: &&Phrase| names_session || matches!(phrase.folded, Folded::Long(_));
        self.phrases.iter().filter(sought).any(|phrase| page.holds(&phrase.folded))
    }

    /// Tells whether a text cites any of the ids. A report that does was made of it; a session lists them, and a dossier
    /// that was written since may say that they are gone.
    pub fn are_cited_in(&self, text: &str) -> bool {
        self.ids.iter().any(|id| cites(text, &id.to_string()))
    }
}

impl Phrase {
    fn of(line: &str, own: bool) -> Option<Self> {
        let words = spaced(line);
        let letters = key(line);
        let folded = match letters.chars().count() {
            0 => return None,
            LONG.. => Folded::Long(letters),
            SHORT.. if words.contains(' ') => Folded::Words(words),
            _ => Folded::Piece(words),
        };
        Some(Self { folded, own })
    }
}

/// A text, folded in each way that a phrase is looked for.
struct Page {
    letters: String,
    words: String,
    pieces: BTreeSet<String>,
}

impl Page {
    fn of(text: &str) -> Self {
        let pieces = text.lines().flat_map(|line| line.split(PARTS)).map(spaced).collect();
        Self { letters: key(text), words: format!(" {} ", spaced(text)), pieces }
    }

    fn holds(&self, folded: &Folded) -> bool {
        match folded {
            Folded::Long(letters) => self.letters.contains(letters),
            Folded::Words(words) => self.words.contains(&format!(" {words} ")),
            Folded::Piece(words) => self.pieces.contains(words),
        }
    }

    /// Tells whether what stays says a line too, so that finding it elsewhere tells nothing.
    fn says_too(&self, Phrase { folded, own }: &Phrase) -> bool {
        match folded {
            // said in as many words, it is a copy
            Folded::Long(_) if *own => false,
            // a single word is everybody's, but for somebody who said nothing else
            Folded::Piece(words) if !own => self.words.contains(&format!(" {words} ")),
            Folded::Long(_) | Folded::Words(_) | Folded::Piece(_) => self.holds(folded),
        }
    }
}

/// Returns the folded words with one space between them.
fn spaced(text: &str) -> String {
    let folded = fold(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Returns a text with what RON writes by a letter as it was before; `None` where nothing is.
fn unescaped(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let (mut rest, mut found) = (text, false);
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        let (letter, length) = escaped(&rest[at + 1..]).unwrap_or(('\\', 0));
        // what is no letter parts words as well escaped as not
        found |= length > 1 || rest[at + 1..].starts_with(char::is_alphanumeric) && length > 0;
        plain.push(letter);
        rest = &rest[at + 1 + length..];
    }
    plain.push_str(rest);
    found.then_some(plain)
}

/// Returns the letter that stands escaped at the beginning of a text, and how many bytes it takes.
fn escaped(text: &str) -> Option<(char, usize)> {
    let code = |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    Some(match text.chars().next()? {
        'n' => ('\n', 1),
        'r' => ('\r', 1),
        't' => ('\t', 1),
        '0' => ('\0', 1),
        letter @ ('\\' | '"' | '\'') => (letter, 1),
        'x' => (code(text.get(1..3)?)?, 3),
        'u' => {
            let digits = text.strip_prefix("u{")?.split_once('}')?.0;
            (code(digits)?, digits.len() + 3)
        }
        _ => return None,
    })
}

/// Tells whether a text holds an id that does not go on: `voi_yag` is not cited by `voi_yag-mister`.
fn cites(text: &str, id: &str) -> bool {
    let goes_on = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    text.match_indices(id).any(|(at, _)| !text[at + id.len()..].starts_with(goes_on) && !text[..at].ends_with(goes_on))
}

/// Shows every text that people wrote in an item, whatever its field: neither ids and moments, nor who took it down.
fn written_in(item: &Item, look: &mut dyn FnMut(&str)) {
    if let Item::Conflict(conflict) = item {
        // its values are texts within a text
        for value in [&conflict.kept, &conflict.other] {
            look(&from_ron::<String>(value).unwrap_or_else(|_| value.clone()));
        }
        return;
    }
    let item = item.clone().with_created(&Created::default()).with_changed(Stamp::default());
    let is_name = |text: &str| text.parse::<ItemRef>().is_ok() || text.parse::<OptionId>().is_ok() || is_time(text);
    with_record!(&item, record => each_text(record.as_ref(), &mut |text| {
        if !is_name(text) {
            look(text);
        }
    }));
}

fn is_time(text: &str) -> bool {
    text.parse::<Moment>().is_ok() || text.parse::<Day>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::super::erasing::plan;
    use super::super::id::{Code, PollId, PracticeId, TypedId, VoiceId};
    use super::super::item::{Head, Poll, Practice, Record, Voice};
    use super::*;

    const SPOKEN: &str = "Quando l'operatore [quello alto] mi ha chiamato,\nnon ho *risposto*: @nessuno.";

    fn session() -> Session {
        let mut session = Session::new(Head { title: "Incontro di aprile".into(), ..Head::default() });
        let (voice, short, poll) =
            (VoiceId::new(Code::from_bits(1)), VoiceId::new(Code::from_bits(2)), PollId::new(Code::from_bits(3)));
        let reason = "Ci ha insegnato a bussare".to_owned();
        session.put(Voice { id: voice, text: SPOKEN.into(), reason, ..Voice::default() }.into_item());
        session
            .put(Voice { id: short, text: "Boh!".into(), reply: "Non mi va".into(), ..Voice::default() }.into_item());
        session.put(Poll { id: poll, question: "Si apre anche la notte?".into(), ..Poll::default() }.into_item());
        let (one, two) = (PracticeId::new(Code::from_bits(4)), PracticeId::new(Code::from_bits(5)));
        let place = "Baggio e Quarto Cagnino".to_owned();
        session
            .put(Practice { id: one, name: "Pulmino".into(), place: place.clone(), ..Practice::default() }.into_item());
        session.put(Practice { id: two, name: "Sportello".into(), place, ..Practice::default() }.into_item());
        session
    }

    fn traces(erased: u64) -> Traces {
        let session = session();
        let item = session.items().find(|item| item.reference().code() == Code::from_bits(erased)).unwrap();
        let mut traces = Traces::of(&plan(&session, &[item.reference()]));
        traces.without_what_stays_in(&session);
        traces
    }

    fn check(erased: u64, text: &str, expected: bool) {
        assert_eq!(traces(erased).stand_in(text), expected, "{text}");
    }

    #[test]
    fn words_are_known_however_a_document_breaks_and_escapes_them() {
        check(
            1,
            "- «Quando l'operatore \\[quello alto\\] mi ha chiamato,<br>non ho \\*risposto\\*: \\@nessuno.»",
            true,
        );
        check(1, "> QUANDO L’OPERATORE quello\n> alto mi ha chiamato", true);
        check(1, "non ho risposto, nessuno", true);
        check(1, "Risposta: Ci ha  insegnato a\n  bussare.", true);
        check(1, "l'operatore mi ha chiamato", false);
        check(3, "Votazione: si apre anche la notte", true);
    }

    #[test]
    fn short_words_are_looked_for_where_the_session_is_named_and_as_a_whole() {
        check(2, "# Incontro di aprile\n- «Boh!»", true);
        check(2, "# Incontro di aprile\n| a | boh |", true);
        check(2, "# Incontro di aprile\nBoh, chi lo sa", false);
        check(2, "# Un altro incontro\n- «Boh!»", false);
        check(2, "# Incontro di aprile\nHa detto che non mi va di uscire", true);
        check(2, "# Incontro di aprile\nnon mi vanno", false);
    }

    #[test]
    fn what_ron_escapes_hides_no_words() {
        check(2, "title: \"Incontro di aprile\", text: \"Ecco:\\nBoh!\"", true);
        check(2, "title: \"Incontro di aprile\", text: \"Ecco:\\n\\tnon mi va\\r\\nper niente\"", true);
        check(2, "title: \"Incontro di aprile\", text: \"Ecco:\\\\nnon mi va\"", false);
        check(1, r"\u{AB}non\x20ho\trisposto, \u{40}nessuno\u{bb}", true);
        for odd in ["\\", "\\u{", "\\u{110000}", "\\x4", "\\xà", "\\u{zz}\\", "c:\\nuovo\\Boh"] {
            check(2, odd, false);
        }
        assert_eq!(unescaped(r#"\"un\\o\' \[due\]"#), None, "signs part words as they stand");
        assert_eq!(unescaped(r#"\"un\\o\ndue\q"#).as_deref(), Some("\"un\\o\ndue\\q"));
    }

    #[test]
    fn what_others_say_too_is_no_trace_and_an_id_is_one() {
        check(4, "# Incontro di aprile\nA Baggio e Quarto Cagnino si parte", false);
        check(4, "# Incontro di aprile\n- **Pulmino**[^1]", true);
        for (text, expected) in [("[^1]: pratica, pra_40000000, annotata", true), ("pra_40000000-b, annotata", false)] {
            assert_eq!(traces(4).are_cited_in(text), expected, "{text}");
        }
    }
}
