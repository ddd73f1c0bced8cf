//! What is chosen at the merge desk: it survives every later merge, can be taken back, and two who choose at once both win.

use std::sync::Arc;

use proptest::prelude::*;
use proximo::domain::id::Code;
use proximo::synthesis::choices::Who;
use proximo::synthesis::comparison::{Pooled, compare};
use proximo::synthesis::dossier::{Chosen, Dossier, PracticeField, Strategy, Tidier, Verdict};
use proximo::synthesis::gather::{Given, gather};
use proximo::synthesis::matches::Groups;
use proximo::synthesis::merge;
use proximo::synthesis::origin::Origin;
use proximo::synthesis::shown::Shown;
use proximo::synthesis::words::Words;

use crate::plausible::{Dice, day, edit, sessions};

/// Makes one choice, whichever the dice say.
fn choose(words: &mut Words, dossier: &Dossier, given: &[Given], dice: &mut Dice) {
    let who = Who { by: "Sara".into(), on: Some(day(9)) };
    let practices: Vec<Origin> = dossier.practices.iter().map(|line| line.origin).collect();
    let pool = gather(given.to_vec());
    let groups = Groups::of(&dossier.matches, &pool);
    let groups: Vec<&Vec<Origin>> = groups.all().collect();
    let group = groups.get(dice.roll(groups.len().max(1))).map(|group| group.to_vec()).unwrap_or_default();
    let strategy = dossier.strategies.get(dice.roll(dossier.strategies.len().max(1))).cloned();
    let practice = practices.get(dice.roll(practices.len().max(1))).copied();
    let code = Code::from_bits(0x5000 + dice.roll(4096) as u64);
    let of = |change: fn(&mut Words, &Strategy, Origin, &Who), words: &mut Words| {
        if let (Some(strategy), Some(practice)) = (&strategy, practice) {
            change(words, strategy, practice, &who);
        }
    };
    match dice.roll(12) {
        0 => words.join(practices.get(..2).unwrap_or_default(), &who),
        1 => {
            if let [one, _, ..] = group.as_slice() {
                words.split(&group, *one, &who);
            }
        }
        2 => {
            if let Some(m) = dossier.matches.first() {
                words.say(&m.practices, Some(*dice.pick(&[Verdict::Same, Verdict::Different])), &who, "li conosco");
            }
        }
        3 => words.choose(&group, PracticeField::How, group.first().copied().map(Chosen::From)),
        4 => words.choose(&group, PracticeField::Place, Some(Chosen::Words("A Milano".into()))),
        5 => of(|words, strategy, practice, _| words.take_in(strategy, practice), words),
        6 => of(|words, strategy, practice, _| words.take_out(strategy, practice, "no"), words),
        7 => of(|words, strategy, _, who| words.give_up(strategy, who, "troppo"), words),
        8 => of(|words, strategy, _, _| words.write(strategy, Tidier::What, "Così"), words),
        9 => drop_id(words.make(code, "Una mia", practice)),
        10 => {
            if let Some(strategy) = &strategy {
                words.order(dossier, strategy.id(), 1, "prima questa");
            }
        }
        _ => words.editorial.title = format!("Titolo {}", dice.roll(9)),
    }
}

/// Returns what was said and chosen, without what strategies grew out of: that grows with the sources.
fn said(words: &Words) -> String {
    let strategies: Vec<_> = words.strategies.iter().map(|(id, made)| (*id, &made.1)).collect();
    format!("{:#?}", (&words.editorial, &words.matches, strategies))
}

fn drop_id(_: proximo::domain::id::StrategyId) {}

/// Puts words into a dossier and merges it anew.
fn settled(given: &[Given], dossier: &Dossier, words: &Words) -> Dossier {
    let mut previous = dossier.clone();
    words.put_into(&mut previous);
    merge(given.to_vec(), vec![], Some(&previous))
}

/// Makes some choices, each on what the one before came to.
fn sitting(given: &[Given], dice: &mut Dice) -> (Dossier, Words, Vec<(Words, Words)>) {
    let mut dossier = merge(given.to_vec(), vec![], None);
    let (mut words, mut steps) = (Words::of(&dossier), Vec::new());
    for _ in 0..6 {
        let before = words.clone();
        choose(&mut words, &dossier, given, dice);
        steps.push((before, words.clone()));
        dossier = settled(given, &dossier, &words);
    }
    (dossier, words, steps)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_choice_survives_a_later_merge_of_changed_renamed_and_missing_sources(seed: u64, choices: u64) {
        let mut dice = Dice(choices);
        let given = sessions(seed);
        let (dossier, words, _) = sitting(&given, &mut dice);
        prop_assert_eq!(said(&Words::of(&dossier)), said(&words));
        prop_assert_eq!(&merge(given.clone(), vec![], Some(&dossier)), &dossier, "merging twice changes nothing");
        let mut later: Vec<Given> = given.clone();
        for given in &mut later {
            let mut session = given.session.as_ref().clone();
            edit(&mut session, &mut dice);
            *given = Given::new(format!("{}-rinominata", given.name), Arc::new(session));
        }
        if later.len() > 1 {
            later.remove(dice.roll(later.len()));
        }
        let after = merge(later, vec![], Some(&dossier));
        prop_assert_eq!(said(&Words::of(&after)), said(&words));
        // and when what was missing comes back
        let back = merge(given, vec![], Some(&after));
        prop_assert_eq!(said(&Words::of(&back)), said(&words));
    }

    #[test]
    fn choices_are_taken_back_one_by_one(seed: u64, choices: u64) {
        let mut dice = Dice(choices);
        let given = sessions(seed);
        let (_, words, steps) = sitting(&given, &mut dice);
        let mut back = words;
        for (before, after) in steps.iter().rev() {
            prop_assert_eq!(&back, after);
            back = back.without((before, after));
            prop_assert_eq!(&back, before);
        }
    }

    #[test]
    fn what_a_choice_touches_is_shown_as_if_all_had_been_put_into_the_dossier(seed: u64, choices: u64) {
        let mut dice = Dice(choices);
        let given = sessions(seed);
        let pool = Arc::new(gather(given.clone()));
        let mut whole = merge(given.clone(), vec![], None);
        let mut shown = Shown::of(whole.clone(), pool.clone());
        let mut past = vec![Words::of(&whole)];
        for _ in 0..12 {
            let mut words = past[past.len() - 1].clone();
            if dice.roll(4) == 0 {
                words = past[dice.roll(past.len())].clone();
            } else {
                choose(&mut words, &whole, &given, &mut dice);
            }
            words.put_into(&mut whole);
            whole.strategies.sort_by_key(|strategy| strategy.human.order.unwrap_or(u32::MAX));
            shown.show(&Arc::new(words.clone()));
            past.push(words);
            prop_assert_eq!(&shown, &Shown::of(whole.clone(), pool.clone()));
            let lines = Pooled { dossier: &whole, pool: &pool };
            let compared: Vec<_> = shown.compared().iter().map(|one| one.as_ref().clone()).collect();
            prop_assert_eq!(compared, compare(&whole, &lines));
        }
    }

    #[test]
    fn what_is_put_together_holds_what_both_chose_and_order_is_nothing(seed: u64, mine: u64, theirs: u64) {
        let given = sessions(seed);
        let (dossier, base, _) = sitting(&given, &mut Dice(seed ^ mine));
        let made = |dice: u64| {
            let (mut words, mut dice) = (base.clone(), Dice(dice));
            choose(&mut words, &dossier, &given, &mut dice);
            // one may be taken away
            if let (true, Some(id)) = (dice.roll(2) == 0, words.strategies.keys().next().copied()) {
                words.strategies.remove(&id);
            }
            words
        };
        let (mine, theirs) = (made(mine), made(theirs));
        prop_assert_eq!(&Words::merge3(&base, &mine, &base), &mine);
        prop_assert_eq!(&Words::merge3(&base, &base, &theirs), &theirs);
        prop_assert_eq!(&Words::merge3(&base, &mine, &mine), &mine);
        let both = Words::merge3(&base, &mine, &theirs);
        // where nobody wrote over the other, it does not matter who came first
        if both.editorial.clashes.is_empty() {
            prop_assert_eq!(both, Words::merge3(&base, &theirs, &mine));
        }
    }
}
