//! Owns how two practices that were read are judged: the score and its parts, and what speaks against one practice.

use std::collections::BTreeSet;

use super::Against;
use super::corpus::{Corpus, Profile, is_shared_word};
use super::few::Few;
use crate::synthesis::dossier::MadeOf;
use crate::synthesis::gather::Gathered;
use crate::synthesis::title::{cosine, same_title};

/// From this likeness of the names on, two places with nothing in common do not speak against one organisation.
const CALLED_ALIKE: f64 = 0.5;

/// What is left of the likeness of two practices that are far from each other.
const FAR: f64 = 0.7;

/// How alike two practices are.
pub(super) struct Judged {
    /// What words, name, proper nouns, grams, place and organisation, and pages bring.
    pub(super) parts: [f64; 6],
    /// Whether three tenths were taken away: the places have nothing in common.
    pub(super) far: bool,
    /// The score, in thousandths.
    pub(super) score: u16,
}

impl Judged {
    /// Returns the parts in thousandths.
    pub(super) fn made_of(&self) -> MadeOf {
        let [words, names, proper, letters, place, page] = self.parts.map(thousandths);
        MadeOf { words, names, proper, letters, place, page }
    }
}

/// Returns a likeness in thousandths.
pub(super) fn thousandths(likeness: f64) -> u16 {
    (likeness.clamp(0.0, 1.0) * 1000.0).round() as u16
}

impl Corpus {
    /// Judges how alike two practices are, by their places in the pool. Where they cannot come to `least` thousandths even if
    /// their long vectors were wholly alike, these are left alone, and the score is below it whatever they say.
    pub(super) fn judge(&self, (one, other): (usize, usize), least: u16) -> Judged {
        self.judge_by((one, other), cosine(&self.profiles[one].words, &self.profiles[other].words), least)
    }

    /// Does the same where it is known how alike their words are.
    pub(super) fn judge_by(&self, (one, other): (usize, usize), words: f64, least: u16) -> Judged {
        let (a, b) = (&self.profiles[one], &self.profiles[other]);
        let name = self.overlap(&a.name, &b.name);
        let proper = self.overlap(&a.proper, &b.proper);
        let place = self.overlap(&a.whereabouts, &b.whereabouts);
        let organisation = self.overlap(&a.who, &b.who);
        let page = match (documented(a, b), a.documents == b.documents) {
            (false, _) => 0.0,
            (true, false) => 0.30,
            (true, true) => 0.40,
        };
        let others_say = 0.35 * words + 0.25 * proper + 0.05 * (place + organisation) + page;
        let other_places = elsewhere(a, b) && !documented(a, b) && !named(a, b);
        let two = other_places && others(a, b);
        let too_little = |at_most: f64, far: bool| thousandths(if far { at_most * FAR } else { at_most }) < least;
        let hopeless = too_little(others_say + 0.20 + 0.10, two);
        let name = if hopeless { name } else { name.max(cosine(self.grams.name(one), self.grams.name(other))) };
        let far = two || (other_places && name < CALLED_ALIKE);
        let small = hopeless
            || too_little(others_say + 0.20 * name + 0.10, far)
            || 0.35 * words + 0.20 * name + 0.25 * proper < 0.05;
        let grams = if small { 0.0 } else { cosine(self.grams.whole(one), self.grams.whole(other)) };
        let parts = [0.35 * words, 0.20 * name, 0.25 * proper, 0.10 * grams, 0.05 * (place + organisation), page];
        let sum: f64 = parts.iter().sum();
        Judged { parts, far, score: thousandths(if far { sum * FAR } else { sum }) }
    }

    /// Returns what speaks against taking two practices as one, whatever their score.
    pub(super) fn against(&self, pool: &Gathered, one: usize, other: usize) -> BTreeSet<Against> {
        let (a, b) = (&self.profiles[one], &self.profiles[other]);
        let (first, second) = (&pool.practices[one], &pool.practices[other]);
        let two_names = !same_title(&first.record.name, &second.record.name);
        let checks = [
            (Against::TooLittleInCommon, !self.enough(a, b)),
            (Against::Places, elsewhere(a, b)),
            (Against::Organisations, others(a, b) && !named(a, b) && !documented(a, b)),
            (Against::Names, self.names_part(a, b)),
            (Against::OneSession, first.origin.session == second.origin.session && two_names),
        ];
        checks.into_iter().filter(|(_, holds)| *holds).map(|(against, _)| against).collect()
    }

    /// Tells whether what two practices have in common is enough to take them as one.
    fn enough(&self, a: &Profile, b: &Profile) -> bool {
        let shared: Vec<u32> = self.shared(a, b);
        let telling: Vec<u32> = shared.iter().copied().filter(|number| !is_shared_word(self.key(*number))).collect();
        // an expression that is written as a name counts once
        let words = shared.iter().filter(|number| !self.is_literal(**number)).count();
        let anchored = telling
            .iter()
            .any(|number| a.proper.contains(*number) || (a.name.contains(*number) && b.name.contains(*number)));
        let own_name = |of: &Profile| -> Few { of.name.common(&of.proper).collect() };
        let (own, other) = (own_name(a), own_name(b));
        let told_again =
            documented(a, b) && words >= 5 && (own.is_empty() || other.is_empty() || !own.is_disjoint(&other));
        let called_alike = self.called_alike(a, b);
        let one_name = called_alike && !(self.has_more(a, b, in_name) && self.has_more(b, a, in_name));
        (telling.len() >= 2 && anchored) || (called_alike && words >= 4) || (one_name && words >= 2) || told_again
    }

    /// Tells whether a name of its own is in both names, that is not just who does it or where.
    fn called_alike(&self, a: &Profile, b: &Profile) -> bool {
        own_in_both(a, b).next().is_some()
    }

    /// Tells whether the names speak of two things: each says something that the other practice says nowhere, and they share
    /// no name of their own (*laboratorio di teatro*, *laboratorio di musica*; a capital that merely begins a text makes
    /// no name of *Tavolo*); or even so, each names what it is and the other never does (*tirocini alla Bottega*,
    /// *laboratori alla Bottega*).
    fn names_part(&self, a: &Profile, b: &Profile) -> bool {
        let says_what_it_is = |of: &Profile, other: &Profile| {
            of.name.iter().any(|number| self.key(number).starts_with('=') && !anywhere(other, number))
        };
        let one_name = own_in_both(a, b).any(|number| self.inside[number as usize]);
        (!one_name && self.has_more(a, b, anywhere) && self.has_more(b, a, anywhere))
            || (says_what_it_is(a, b) && says_what_it_is(b, a))
    }

    /// Tells whether the name of one has a telling word that the other does not say, nor has for its place.
    fn has_more(&self, one: &Profile, other: &Profile, says: fn(&Profile, u32) -> bool) -> bool {
        one.name.iter().any(|number| {
            let telling = !self.is_generic(number) && !self.key(number).starts_with('@');
            telling && !says(other, number) && !other.place.contains(number)
        })
    }

    /// Returns what two sets have in common, by rarity, of the smaller one: 0 to 1.
    fn overlap(&self, a: &Few, b: &Few) -> f64 {
        let rarity = |number: u32| self.rarity[number as usize];
        let common: f64 = a.common(b).map(rarity).sum();
        // nothing in common, as of most pairs, is nothing whatever each says alone
        if common <= 0.0 {
            return 0.0;
        }
        let smaller = a.iter().map(rarity).sum::<f64>().min(b.iter().map(rarity).sum());
        if smaller > 0.0 { (common / smaller).min(1.0) } else { 0.0 }
    }
}

/// Returns the proper nouns in both names that are not just who does it or where.
fn own_in_both<'a>(a: &'a Profile, b: &'a Profile) -> impl Iterator<Item = u32> + 'a {
    let elsewhere = |number: u32| {
        [&a.organisation, &b.organisation, &a.place, &b.place].into_iter().any(|words| words.contains(number))
    };
    a.name.common(&b.name).filter(move |number| a.proper.contains(*number) && !elsewhere(*number))
}

fn in_name(of: &Profile, term: u32) -> bool {
    of.name.contains(term)
}

fn anywhere(of: &Profile, term: u32) -> bool {
    of.words.weights.binary_search_by_key(&term, |(number, _)| *number).is_ok()
}

/// Tells whether a page that documents one documents the other.
fn documented(a: &Profile, b: &Profile) -> bool {
    !a.documents.is_disjoint(&b.documents)
}

/// Tells whether both names have one proper noun.
fn named(a: &Profile, b: &Profile) -> bool {
    a.name.common(&b.name).any(|number| a.proper.contains(number))
}

/// Tells whether the places have nothing in common.
fn elsewhere(a: &Profile, b: &Profile) -> bool {
    apart(&a.place, &b.place, &a.proper, &b.proper) || apart(&a.regions, &b.regions, &a.around, &b.around)
}

/// Tells whether the organisations have nothing in common.
fn others(a: &Profile, b: &Profile) -> bool {
    apart(&a.organisation, &b.organisation, &a.proper, &b.proper)
}

/// Tells whether both say something that the other does not even mention.
fn apart(a: &Few, b: &Few, said_by_a: &Few, said_by_b: &Few) -> bool {
    !a.is_empty() && !b.is_empty() && a.is_disjoint(b) && a.is_disjoint(said_by_b) && b.is_disjoint(said_by_a)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::id::{Code, SessionId, TypedId};
    use crate::domain::item::{Head, Practice, Record};
    use crate::domain::session::Session;
    use crate::synthesis::gather::{Given, gather};
    use crate::synthesis::likeness::WORTH_A_LOOK;
    use crate::synthesis::step::Pace;

    /// What texts are made of: names of their own, expressions of the field, places, and what everybody says.
    const WORDS: [&str; 24] = [
        "Trotter",
        "Baggio",
        "Giambellino",
        "ON STAGE",
        "Bottega",
        "educativa di strada",
        "street outreach",
        "sportello",
        "laboratorio di teatro",
        "doposcuola",
        "tirocini",
        "Milano",
        "Trento",
        "Lombardia",
        "Dublino",
        "ragazzi",
        "giovani",
        "la sera",
        "al parco",
        "con le famiglie",
        "Parco",
        "parchi",
        "Comunità Nuova",
        "Exodus",
    ];
    const PAGES: [&str; 3] = ["", "https://example.org/a", "https://example.org/b"];

    /// A text of up to so many words, by their places in the list.
    fn text(words: usize) -> impl Strategy<Value = String> {
        proptest::collection::vec(0..WORDS.len(), 0..words)
            .prop_map(|places| places.into_iter().map(|at| WORDS[at]).collect::<Vec<_>>().join(" "))
    }

    fn told() -> impl Strategy<Value = Practice> {
        let page = (0..PAGES.len()).prop_map(|at| PAGES[at].to_owned());
        (text(4), text(3), text(3), text(12), page).prop_map(|(name, organisation, place, how, source)| Practice {
            name,
            organisation,
            place,
            how,
            source,
            ..Practice::default()
        })
    }

    proptest! {
        #[test]
        fn what_is_left_alone_would_not_be_worth_a_look(practices in proptest::collection::vec(told(), 2..14)) {
            let mut session = Session::new(Head { id: SessionId::new(Code::of(&["s"])), ..Head::default() });
            for (at, practice) in practices.into_iter().enumerate() {
                session.put(Practice { id: TypedId::new(Code::of(&[&at.to_string()])), ..practice }.into_item());
            }
            let corpus = Corpus::of(&gather(vec![Given::new("s", Arc::new(session))]), Pace::PLAIN).unwrap();
            for one in 0..corpus.profiles.len() {
                for other in one + 1..corpus.profiles.len() {
                    let whole = corpus.judge((one, other), 0);
                    let quick = corpus.judge((one, other), WORTH_A_LOOK);
                    if whole.score >= WORTH_A_LOOK {
                        prop_assert_eq!((quick.score, quick.far, quick.parts), (whole.score, whole.far, whole.parts));
                    } else {
                        prop_assert!(quick.score < WORTH_A_LOOK, "{} instead of {}", quick.score, whole.score);
                    }
                }
            }
        }
    }
}
