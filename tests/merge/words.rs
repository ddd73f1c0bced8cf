//! A person's words and choices through everything that happens to the sources.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use proximo::domain::field::Map;
use proximo::domain::id::{MatchId, StrategyId};

use proximo::synthesis::dossier::{
    Composed, Dossier, Dropped, Match, MatchWord, Seed, Strategy, Tidier, Verdict, WhyUnused,
};
use proximo::synthesis::gather::Given;
use proximo::synthesis::merge;
use proximo::synthesis::origin::Origin;

use crate::plausible::{Dice, day, edit, sessions};

/// Has a person work on a dossier: names, takes in and out, drops, orders, rewrites, gives verdicts, adds a strategy.
fn work_on(dossier: &mut Dossier, dice: &mut Dice) {
    dossier.human.introduction = "Letto insieme".into();
    let practices: Vec<Origin> = dossier.practices.iter().map(|line| line.origin).collect();
    let count = dossier.strategies.len();
    for (at, strategy) in dossier.strategies.iter_mut().enumerate() {
        let mut human = Composed::default();
        match dice.roll(7) {
            0 => human.name = format!("Nome {at}"),
            1 => human.order = Some((count - at) as u32),
            2 => human.added.extend(practices.get(dice.roll(practices.len().max(1)))),
            3 => human.removed.extend(strategy.practices.first().map(|origin| (*origin, "non è per noi".to_owned()))),
            4 => human.dropped = Some(Dropped { reason: "troppo cara".into(), by: "Marta".into(), on: Some(day(9)) }),
            5 => drop(human.fields.insert(Tidier::What, "Si fa così".into())),
            _ => {}
        }
        strategy.human = human;
    }
    for m in &mut dossier.matches {
        if dice.chance(5) {
            let verdict = Some(*dice.pick(&[Verdict::Same, Verdict::Different, Verdict::Later]));
            m.human = MatchWord { verdict, by: "Marta".into(), reason: "li conosco".into(), ..MatchWord::default() };
        }
    }
    if let [one, .., other] = practices.as_slice()
        && dice.chance(5)
    {
        let human = MatchWord { verdict: Some(Verdict::Same), by: "Paolo".into(), ..MatchWord::default() };
        dossier.matches.push(Match { practices: vec![*one, *other], human, ..Match::default() });
        let human = Composed { name: "Mia".into(), added: [*one].into_iter().collect(), ..Composed::default() };
        dossier.strategies.push(Strategy { seed: Seed::Person, human, ..Strategy::default() });
    }
}

type Words = (BTreeMap<StrategyId, Composed>, BTreeMap<MatchId, MatchWord>, String);

/// Returns all that a person said: what a later merge may not lose.
fn words(dossier: &Dossier) -> Words {
    let strategies = dossier.strategies.iter().filter(|s| s.has_words()).map(|s| (s.id(), s.human.clone()));
    let matches = dossier.matches.iter().filter(|m| m.has_words()).map(|m| (m.id(), m.human.clone()));
    (strategies.collect(), matches.collect(), dossier.human.introduction.clone())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_persons_words_survive_whatever_happens_to_the_sources(seed: u64, choices: u64) {
        let mut dice = Dice(choices);
        let given = sessions(seed);
        let mut dossier = merge(given.clone(), vec![], None);
        work_on(&mut dossier, &mut dice);
        // what was written by hand without an id has one from here on
        let dossier = merge(given.clone(), vec![], Some(&dossier));
        let said = words(&dossier);

        let mut later: Vec<Given> = given.clone();
        for one in &mut later {
            let mut session = one.session.as_ref().clone();
            edit(&mut session, &mut dice);
            *one = Given::new(format!("rinominato-{}", one.name), Arc::new(session));
        }
        if later.len() > 1 {
            later.remove(dice.roll(given.len()));
        }
        let changed = merge(later.clone(), vec![], Some(&dossier));
        prop_assert_eq!(&words(&changed), &said);
        prop_assert_eq!(&merge(later, vec![], Some(&changed)), &changed);
        // and back again
        let back = merge(given, vec![], Some(&changed));
        prop_assert_eq!(words(&back), said);
    }

    #[test]
    fn a_persons_verdict_goes_before_the_programs(seed: u64, choices: u64) {
        let given = sessions(seed);
        let mut dossier = merge(given.clone(), vec![], None);
        let mut dice = Dice(choices);
        for m in &mut dossier.matches {
            m.human.verdict = Some(*dice.pick(&[Verdict::Same, Verdict::Different]));
        }
        let merged = merge(given, vec![], Some(&dossier));
        for m in &merged.matches {
            prop_assert_eq!(m.is_one(), m.human.verdict != Some(Verdict::Different));
        }
    }
}

/// Returns the practices that the strategy at that place alone stands on.
fn its_own(dossier: &Dossier, at: usize) -> Option<Origin> {
    let others = dossier.strategies.iter().enumerate().filter(|(other, _)| *other != at);
    let others: Vec<Origin> = others.flat_map(|(_, strategy)| strategy.practices.clone()).collect();
    dossier.strategies.get(at)?.practices.iter().copied().find(|origin| !others.contains(origin))
}

#[test]
fn what_a_person_takes_out_or_gives_up_is_unused_with_their_reason() {
    let found = (0..500).map(sessions).find_map(|given| {
        let dossier = merge(given.clone(), vec![], None);
        Some((given, its_own(&dossier, 0)?, its_own(&dossier, 1)?, dossier))
    });
    let (given, out, dropped, mut dossier) = found.unwrap();
    dossier.strategies[0].human.removed = Map([(out, "non è per noi".to_owned())].into());
    dossier.strategies[1].human.dropped = Some(Dropped { reason: "troppo cara".into(), ..Dropped::default() });
    let merged = merge(given, vec![], Some(&dossier));
    let why = |origin| merged.unused.iter().find(|unused| unused.origin == origin).map(|unused| unused.why.clone());
    assert!(matches!(why(out), Some(WhyUnused::TakenOut { reason, .. }) if reason == "non è per noi"));
    assert!(matches!(why(dropped), Some(WhyUnused::Dropped { reason, .. }) if reason == "troppo cara"));
}

#[test]
fn a_removed_session_is_told_and_its_return_too() {
    let given: Vec<Given> = (0..50).map(sessions).find(|given| given.len() >= 3).unwrap();
    let all = merge(given.clone(), vec![], None);
    let fewer = merge(given[1..].to_vec(), vec![], Some(&all));
    assert_ne!(fewer.changes, []);
    let again = merge(given, vec![], Some(&fewer));
    assert_ne!(again.changes, fewer.changes);
    let strip = |mut dossier: Dossier| {
        dossier.changes.clear();
        dossier.seal.clear();
        dossier
    };
    assert_eq!(strip(again), strip(all));
}

#[test]
fn a_strategy_written_by_hand_gets_an_id_that_stays() {
    let given = sessions(7);
    let mut dossier = merge(given.clone(), vec![], None);
    let human = Composed { name: "La mia".into(), ..Composed::default() };
    dossier.strategies.push(Strategy { human, ..Strategy::default() });
    let once = merge(given.clone(), vec![], Some(&dossier));
    let mine: Vec<&Strategy> = once.strategies.iter().filter(|s| s.human.name == "La mia").collect();
    assert_eq!(mine.len(), 1);
    assert!(mine[0].id.is_some());
    assert_eq!(merge(given, vec![], Some(&once)), once);
}
