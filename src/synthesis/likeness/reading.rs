//! Owns how practices are read: the terms of each, in their numbers, by several hands beside each other. Never compares any.

use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use super::fields::{self, Part};
use crate::domain::item::Practice;
use crate::synthesis::gather::Gathered;
use crate::synthesis::lexicon::{Lexicon, Read};
use crate::synthesis::step::{Pace, Step, Stopped, each, say};
use crate::synthesis::terms::{Term, fold, split, stem};

/// So many practices are read with one lexicon, and so many such pieces beside each other.
pub(super) const READ: usize = 8192;
const PIECES: usize = 8;

/// So many practices of each piece are read before it is asked whether to go on.
const HEARD: usize = 256;

/// The terms of a practice, text by text.
#[derive(PartialEq, Debug, Default)]
pub(super) struct Reading {
    /// Its terms.
    pub(super) terms: Vec<Read>,
    /// Of each text: what it says of the practice, what its words weigh, where its terms end.
    pub(super) texts: Vec<(Part, f64, usize)>,
}

/// Reads practices, so `many` with a lexicon of their own, several such pieces beside each other.
///
/// # Errors
/// Where it is to stop.
pub(super) fn read_all(
    pool: &Gathered,
    practices: &[Arc<Practice>],
    many: usize,
    pace: Pace<'_>,
) -> Result<(Lexicon, Vec<Reading>), Stopped> {
    let mut lexicon = Lexicon::of(&pool.thesaurus);
    let mut read: Vec<Reading> = Vec::with_capacity(practices.len());
    let pieces: Vec<&[Arc<Practice>]> = practices.chunks(many).collect();
    for pieces in pieces.chunks(PIECES) {
        let begun = |_| Mutex::new((Lexicon::of(&pool.thesaurus), Vec::new()));
        let found: Vec<Mutex<(Lexicon, Vec<Reading>)>> = each(pace.hands, pieces.len(), begun);
        for from in (0..pieces[0].len()).step_by(HEARD) {
            let done: usize = pieces.iter().map(|piece| piece.len().min(from)).sum();
            say(pace.listener, Step::Comparing((read.len() + done) / 2, practices.len()))?;
            (pace.hands)(pieces.len(), &|piece| {
                let mut found = found[piece].lock().unwrap_or_else(PoisonError::into_inner);
                let (lexicon, read) = &mut *found;
                let next = pieces[piece].iter().skip(from).take(HEARD);
                read.extend(next.map(|practice| reading(practice, lexicon)));
            });
        }
        for found in found {
            let (own, mut readings) = found.into_inner().unwrap_or_else(PoisonError::into_inner);
            let numbers = lexicon.take_in(own);
            let terms = readings.iter_mut().flat_map(|reading| &mut reading.terms);
            terms.for_each(|term| term.key = numbers[term.key as usize]);
            read.append(&mut readings);
        }
    }
    Ok((lexicon, read))
}

/// Reads a practice.
fn reading(practice: &Practice, lexicon: &mut Lexicon) -> Reading {
    let mut reading = Reading::default();
    for text in fields::texts(practice) {
        let part = text.field.part();
        let mut named: Vec<Read> = Vec::new();
        lexicon.read(text.text, |lexicon, read, place| {
            reading.terms.push(read);
            if part != Part::Description
                && lexicon.key(read.key).starts_with('=')
                && let Some(name) = name_of(text.text, place)
            {
                named.push(Read { key: lexicon.number(&name), capital: true });
            }
        });
        reading.terms.extend(named);
        reading.texts.push((part, text.weight, reading.terms.len()));
    }
    reading
}

/// Returns an expression of the field as a name of its own where it is written as one.
pub(super) fn titled(text: &str, term: &Term) -> Option<Term> {
    let key = name_of(text, term.place.clone()).filter(|_| term.key.starts_with('='))?;
    Some(Term { key, capital: true, ..term.clone() })
}

/// Returns the key of an expression of the field as a name of its own where it is written as one, with capitals that no
/// sentence asks for: *Activity Agreements*, *ON STAGE*.
fn name_of(text: &str, place: Range<usize>) -> Option<String> {
    let words: Vec<&str> = split(&text[place.clone()]);
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let capitals = words.iter().copied().filter(|word| capital(word)).count();
    let loud = words.iter().any(|word| word.chars().count() >= 2 && word.chars().all(char::is_uppercase));
    let inside = text[..place.start].contains(char::is_alphanumeric) && capitals > 0;
    let stems = || words.iter().map(|word| stem(&fold(word))).collect::<Vec<_>>();
    (loud || capitals >= 2 || inside).then(|| format!("~{}", stems().join(" ")))
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::ops::ControlFlow;

    use super::*;
    use crate::domain::id::{Code, SessionId, TypedId};
    use crate::domain::item::{Head, Item};
    use crate::domain::session::Session;
    use crate::synthesis::gather::{Given, gather};

    /// A pool of so many practices.
    fn pool(practices: impl Iterator<Item = Practice>) -> Gathered {
        let mut session = Session::new(Head { id: SessionId::new(Code::of(&["s"])), ..Head::default() });
        for (at, practice) in practices.enumerate() {
            let id = TypedId::new(Code::of(&[&at.to_string()]));
            session.put(Item::Practice(Arc::new(Practice { id, ..practice })));
        }
        gather(vec![Given::new("s", Arc::new(session))])
    }

    fn practices(pool: &Gathered) -> Vec<Arc<Practice>> {
        pool.practices.iter().map(|of| of.record.clone()).collect()
    }

    #[test]
    fn however_many_are_read_with_one_lexicon_they_are_read_the_same() {
        let texts = [
            ("Educativa di strada ON STAGE", "Milano", "Gli educatori incontrano i ragazzi al parco Trotter"),
            ("Street outreach", "Trento", "Youth workers meet the young at the Trotter park, in the evening"),
            ("Sportello lavoro", "Municipio 7", "Activity Agreements con i centri per l'impiego di Baggio"),
            ("STREET OUTREACH", "Lombardia", "educatori, teatro, quartiere"),
        ];
        let pool = pool(texts.into_iter().map(|(name, place, how)| {
            let (name, place, how) = (name.into(), place.into(), how.into());
            Practice { name, place, how, ..Practice::default() }
        }));
        let practices = practices(&pool);
        let read = |many: usize| {
            let (lexicon, read) = read_all(&pool, &practices, many, Pace::PLAIN).unwrap();
            let keys: Vec<String> = (0..lexicon.len() as u32).map(|number| lexicon.key(number).to_owned()).collect();
            (keys, read)
        };
        let together = read(READ);
        assert!(together.0.iter().any(|key| key.starts_with('~')), "{:?}", together.0);
        for many in 1..=texts.len() {
            assert_eq!(read(many), together, "{many}");
        }
    }

    #[test]
    fn who_listens_is_asked_again_before_many_are_read() {
        let all = 4 * HEARD + 7;
        let pool = pool((0..all).map(|at| Practice { name: format!("Pratica {at}"), ..Practice::default() }));
        let practices = practices(&pool);
        for (many, pieces) in [(READ, 1), (2 * HEARD, 3), (HEARD / 2, PIECES)] {
            // how far it was each time that it was asked, and how often hands were lent
            let (heard, lent) = (RefCell::new(Vec::new()), Cell::new(0));
            let read = |stops_at: usize| {
                heard.borrow_mut().clear();
                let listener = |step| {
                    let Step::Comparing(done, _) = step else { unreachable!("only comparing is told here") };
                    heard.borrow_mut().push(done * 2);
                    lent.set(0);
                    if heard.borrow().len() == stops_at { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                };
                let hands = |pieces: usize, piece: &(dyn Fn(usize) + Sync)| {
                    lent.set(lent.get() + 1);
                    (0..pieces).for_each(piece);
                };
                read_all(&pool, &practices, many, Pace { listener: &listener, hands: &hands }).is_ok()
            };
            assert!(read(0));
            let told = heard.borrow().clone();
            let gaps = told.iter().zip(told.iter().skip(1).chain([&all]));
            for (from, to) in gaps {
                assert!(to - from <= pieces * HEARD + 1, "{many}: {told:?}");
            }
            for stops_at in 1..=told.len() {
                assert!(!read(stops_at));
                assert_eq!(
                    (heard.borrow().as_slice(), lent.get()),
                    (&told[..stops_at], 0),
                    "{many}: nothing more is read"
                );
            }
        }
    }
}
