//! Lists that follow changes are as lists made anew, however they are seen.

use super::*;
use crate::domain::change::{Change, Edit, apply};
use crate::domain::id::Code;
use crate::domain::item::Participant;
use crate::domain::turn::{fresh, with_words};
use crate::domain::value::{ActionState, Created, Difficulty, Owner};

fn item(kind: Kind, code: u64, minute: i64) -> Item {
    let step = code.is_multiple_of(3).then(|| fresh(200));
    let created = Created { at: Moment::default().plus_millis(minute * 60_000), step, ..Created::default() };
    let item = Item::empty(kind.with_code(Code::from_bits(code)), created);
    let mut item = if code.is_multiple_of(2) { with_words(item, &format!("parole {}", code % 5)) } else { item };
    if let Item::Action(action) = &mut item {
        let action = Arc::make_mut(action);
        action.who = (!code.is_multiple_of(4)).then(|| Owner::Participant(fresh(900 + code % 3)));
        action.state = ActionState::ALL[code as usize % 4];
    } else if let Item::Practice(practice) = &mut item {
        let practice = Arc::make_mut(practice);
        practice.difficulty = Difficulty::ALL.get(code as usize % 4).copied();
        practice.tags = (code % 3 == 1).then(|| "strada".to_owned()).into_iter().collect();
    }
    item
}

fn person(number: u64, code: &str) -> Item {
    Item::Participant(Arc::new(Participant { id: fresh(900 + number), code: code.into(), ..Participant::default() }))
}

fn everything(lists: &Lists, refs: &[ItemRef]) -> String {
    let references = |items: &[Item]| items.iter().map(Item::reference).collect::<Vec<_>>();
    let all: Vec<Vec<ItemRef>> = CAPTURED.iter().map(|kind| references(lists.of(*kind))).collect();
    let seen: Vec<Vec<ItemRef>> = CAPTURED.iter().map(|kind| references(lists.seen(*kind))).collect();
    let facets: Vec<_> = CAPTURED.iter().map(|kind| lists.facets(*kind)).collect();
    let links: Vec<Vec<ItemRef>> = refs.iter().map(|item| lists.linking_to(*item)).collect();
    let counts: Vec<usize> = CAPTURED.iter().map(|kind| lists.count(*kind)).collect();
    for (kind, items) in CAPTURED.iter().zip(&seen) {
        let besides = items.iter().filter_map(|item| lists.session().get(*item));
        assert!(besides.clone().all(|item| lists.view(*kind).filter.passes(&item) || lists.is_besides(&item)));
        assert!(items.iter().enumerate().all(|(at, item)| lists.position(*item) == Some(at)), "{items:?}");
    }
    format!("{all:?} {seen:?} {facets:?} {links:?} {counts:?} {} {}", lists.incomplete(), lists.waiting())
}

/// Makes lists anew that are seen as others are.
fn anew(session: Arc<Session>, like: &Lists) -> Lists {
    let mut lists = Lists::new(session);
    for (seen, like) in lists.seen.iter_mut().zip(&like.seen) {
        (seen.view, seen.besides) = (like.view.clone(), like.besides.clone());
    }
    lists
}

fn look_at(lists: &mut Lists, round: usize) {
    for kind in CAPTURED {
        let orders = Order::of(*kind);
        lists.put_in_order(*kind, orders[round % orders.len()]);
        let mut filter = Filter::default();
        let chosen = [Facet::Open, Facet::Step(Some(fresh(200))), Facet::Tag("strada".into())];
        chosen.iter().take(round % 3).for_each(|facet| filter.toggle(facet));
        lists.narrow(*kind, filter);
    }
}

#[test]
fn lists_that_follow_are_as_lists_made_anew() {
    for round in 0..9 {
        let mut session = Session::default();
        (0..3).for_each(|number| session.put(person(number, &format!("OP-0{number}"))));
        let mut lists = Lists::new(Arc::new(session.clone()));
        look_at(&mut lists, round);
        let mut refs = Vec::new();
        everything(&lists, &refs);
        for turn in 0..60_u64 {
            let kind = CAPTURED[(turn * 5 % 7) as usize];
            let mut new = item(kind, turn + 1, (turn as i64 * 37) % 50);
            if let (Item::Note(note), Some(first)) = (&mut new, refs.first()) {
                Arc::make_mut(note).about = [*first].into_iter().collect();
            }
            let mut edits = vec![Edit::take(new.clone())];
            if turn % 3 == 0
                && let Some(old) = refs.get(turn as usize / 2).and_then(|old| session.get(*old))
            {
                edits.push(if turn % 2 == 0 {
                    Edit::remove(old)
                } else {
                    Edit::of(old.clone(), with_words(old, "altre"))
                });
            }
            if turn % 11 == 5 {
                let old = session.get(ItemRef::Participant(fresh(901))).unwrap();
                edits.push(Edit::of(old.clone(), with_words(old, &format!("Z-{turn}"))));
            }
            refs.push(new.reference());
            session = apply(&session, &Change::new(Moment::default(), "", edits)).unwrap().0;
            let shared = Arc::new(session.clone());
            lists.update(shared.clone());
            if turn % 4 == 1 {
                lists.show_besides(new.reference());
            }
            let again = anew(shared, &lists);
            assert_eq!(everything(&lists, &refs), everything(&again, &refs), "round {round}, turn {turn}");
        }
    }
}
