//! Owns a dossier's seal: a code of all that is computed, by which a file is known that was changed by hand. What people write
//! and choose, and what they add whole, leaves it as it is.

use super::{Dossier, Seed};
use crate::synthesis::code::Quick;
use crate::synthesis::step::{Hands, alone, each};

/// What a seal begins with: how it is made.
const SEAL: &str = "2-";

/// So many lines are read in one piece.
const PIECE: usize = 1024;

/// Takes in the codes of many lines, piece by piece. What does not belong to them is left out before they are cut: it would move
/// all that come after it into other pieces.
fn codes<'a, T: Sync + 'a>(
    hands: Hands<'_>,
    lines: impl IntoIterator<Item = &'a T>,
    code: &mut Quick,
    take: impl Fn(&T, &mut Quick) + Sync,
) {
    let lines: Vec<&T> = lines.into_iter().collect();
    let pieces: Vec<&[&T]> = lines.chunks(PIECE).collect();
    let codes = each(hands, pieces.len(), |piece| {
        let mut code = Quick::default();
        pieces[piece].iter().for_each(|line| take(line, &mut code));
        code.number()
    });
    code.value(&codes);
}

impl Dossier {
    /// Returns a code of everything in it that is computed: without what people wrote, and without what they added.
    pub fn computed_code(&self) -> String {
        self.code_by(&alone)
    }

    /// Seals it with that code.
    pub fn seal(&mut self) {
        self.seal_by(&alone);
    }

    /// Does the same with several hands.
    pub fn seal_by(&mut self, hands: Hands<'_>) {
        self.seal = self.code_by(hands);
    }

    /// Returns the code. Its lines are many: they are read in pieces, whose codes make the code of all.
    fn code_by(&self, hands: Hands<'_>) -> String {
        let Self {
            format,
            human: _,
            sources,
            sources_out,
            set_aside,
            matches,
            strategies,
            unused,
            practices,
            sketches,
            voices,
            polls,
            decisions,
            actions,
            changes,
            seal: _,
        } = self;
        let mut code = Quick::default();
        code.value(&(format, sources, sources_out, set_aside, polls, decisions, actions, changes));
        // what a person writes down whole has nothing computed yet
        let found = matches.iter().filter(|one| one.score > 0);
        codes(hands, found, &mut code, |one, code| code.value(&one.computed()));
        let grown = strategies.iter().filter(|strategy| strategy.seed != Seed::Person);
        codes(hands, grown, &mut code, |strategy, code| code.value(&strategy.computed()));
        codes(hands, unused, &mut code, |line, code| code.value(line));
        codes(hands, practices, &mut code, |line, code| code.value(line));
        codes(hands, sketches, &mut code, |line, code| code.value(line));
        codes(hands, voices, &mut code, |line, code| code.value(line));
        format!("{SEAL}{}", code.code())
    }

    /// Tells whether something that is computed was changed by hand. Under a seal that an earlier program made it may have been.
    pub fn is_edited(&self) -> bool {
        !self.seal.is_empty() && self.seal != self.computed_code()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{Code, MatchId, StrategyId, TypedId};
    use crate::synthesis::dossier::{Match, Strategy};

    /// As many matches and strategies as make several pieces, all computed.
    fn computed(many: usize) -> Dossier {
        let found = |at: usize| Match {
            id: Some(MatchId::new(Code::from_bits(at as u64))),
            score: 250 + (at % 700) as u16,
            ..Match::default()
        };
        let grown = |at: usize| Strategy {
            id: Some(StrategyId::new(Code::from_bits(at as u64))),
            seed: Seed::Sketches(Vec::new()),
            ..Strategy::default()
        };
        Dossier {
            matches: (0..many).map(found).collect(),
            strategies: (0..many).map(grown).collect(),
            ..Dossier::default()
        }
    }

    fn sealed(dossier: &Dossier) -> String {
        let backwards = |pieces: usize, piece: &(dyn Fn(usize) + Sync)| (0..pieces).rev().for_each(piece);
        let code = dossier.computed_code();
        assert_eq!(dossier.code_by(&backwards), code, "in whatever order the pieces are read");
        code
    }

    #[test]
    fn what_a_person_adds_anywhere_leaves_the_seal_as_it_is() {
        for many in [0, 1, 1023, 1024, 3000] {
            let plain = computed(many);
            let seal = sealed(&plain);
            for at in [0, 1023, 1024, 2999].map(|at: usize| at.min(many)) {
                let mut added = plain.clone();
                added.matches.insert(at, Match { id: Some(MatchId::new(Code::from_bits(9000))), ..Match::default() });
                let own = Strategy { seed: Seed::Person, ..Strategy::default() };
                added.strategies.insert(at, own);
                assert_eq!(sealed(&added), seal, "added at {at} of {many}");
                added.matches[at].human.reason = "lo dicono loro".into();
                added.strategies[at].human.name = "Un nome".into();
                assert_eq!(sealed(&added), seal, "edited at {at} of {many}");
            }
        }
    }

    #[test]
    fn what_is_computed_counts_in_every_piece() {
        let plain = computed(3000);
        let seal = sealed(&plain);
        for at in [0, 1023, 1024, 2047, 2048, 2999] {
            let (mut one, mut other) = (plain.clone(), plain.clone());
            one.matches[at].score += 1;
            other.strategies[at].practices.push("ses_a/pra_b".parse().unwrap());
            assert_ne!(sealed(&one), seal, "match {at}");
            assert_ne!(sealed(&other), seal, "strategy {at}");
            let mut less = plain.clone();
            less.matches.remove(at);
            assert_ne!(sealed(&less), seal, "without match {at}");
        }
    }
}
