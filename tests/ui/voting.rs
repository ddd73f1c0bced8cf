//! Voting at a laptop that is passed round: every method by its keys, changing by receipt, what others do meanwhile.

use std::sync::Arc;

use proximo::domain::desk::{Problem, Wrong};
use proximo::domain::id::{Code, OptionId, PollId, TypedId};
use proximo::domain::item::{Item, Poll};
use proximo::domain::poll::{Axis, Ballot, Method, Point, PollOption, Round, RoundNo};
use proximo::domain::session::Session;
use proximo::domain::value::{Group, RoundState, Voters};
use proximo::text::Lang;
use proximo::tui::app::Msg;

use super::desk::Room;
use super::room;

const ROUND: RoundNo = RoundNo(1);

fn option(n: u64) -> OptionId {
    OptionId::new(Code::from_bits(n))
}

/// A session with one open vote of that method on three options.
pub fn voting(method: Method, groups: &[Group]) -> Session {
    let mut session = room::empty();
    let count = if method.is_on_one_proposal() { 1 } else { 3 };
    let options: Vec<(OptionId, PollOption)> = (0..count)
        .map(|n| {
            (
                option(n),
                PollOption {
                    order: n as i64,
                    text: format!("scelta {}", "ABC".as_bytes()[n as usize] as char),
                    item: None,
                },
            )
        })
        .collect();
    let round = Round {
        state: RoundState::Open,
        options: options.iter().cloned().collect(),
        present: groups.iter().map(|group| (group.clone(), 6)).collect(),
        ..Round::default()
    };
    session.put(Item::Poll(Arc::new(Poll {
        id: poll_id(),
        question: "Che cosa proviamo?".into(),
        method,
        options: options.into_iter().collect(),
        rounds: [(ROUND, round)].into_iter().collect(),
        ..Poll::default()
    })));
    session
}

fn poll_id() -> PollId {
    PollId::new(Code::from_bits(70))
}

fn opened(method: Method, groups: &[Group]) -> Room {
    let mut room = Room::open(Lang::It, (80, 24), voting(method, groups));
    room.press("4h<f7>");
    room
}

/// Closes the vote from the console and returns the ballots of the round.
fn closed(room: &mut Room) -> Vec<Ballot> {
    room.press("<esc><f10><f5><enter>");
    let round = round(room);
    assert_eq!(round.state, RoundState::Closed);
    round.ballots.values().flat_map(|ballots| ballots.0.clone()).collect()
}

fn round(room: &Room) -> Round {
    room.session.polls.get(poll_id()).unwrap().rounds[&ROUND].clone()
}

fn in_box(room: &Room) -> usize {
    room.boxes.get(&(poll_id(), ROUND)).map_or(0, |sealed| sealed.len())
}

/// Returns the receipt that the screen shows.
fn receipt(room: &Room) -> String {
    let screen = room.screen();
    let is_receipt = |word: &&str| word.len() == 7 && word.as_bytes()[3] == b'-';
    screen.split_whitespace().rfind(is_receipt).expect("a receipt is shown").to_owned()
}

/// Returns how many lines above the option stands, from the first one.
fn place_of(room: &Room, text: &str) -> usize {
    let screen = room.screen();
    let is_option = |line: &&str| ["scelta A", "scelta B", "scelta C"].iter().any(|option| line.contains(option));
    let options: Vec<&str> = screen.lines().filter(is_option).collect();
    options.iter().position(|line| line.contains(text)).expect("the option is on the ballot")
}

/// Moves to an option, wherever it was shuffled to.
fn go_to(room: &mut Room, text: &str) {
    room.press("<home>");
    for _ in 0..place_of(room, text) {
        room.press("<tab>");
    }
}

#[test]
fn each_method_has_its_own_way_to_vote() {
    type Fill = fn(&mut Room);
    let cases: [(Method, Fill, Ballot); 8] = [
        (
            Method::Dots { each: 3, cap: 2 },
            |room| {
                go_to(room, "scelta B");
                // the third one there is more than one option takes, and goes to no other
                room.press("<right><right><right>");
                go_to(room, "scelta C");
                room.press("<right><right><left><right>");
            },
            Ballot::Dots([(option(1), 2), (option(2), 1)].into_iter().collect()),
        ),
        (
            Method::Approval { max: 2 },
            |room| {
                for text in ["scelta A", "scelta B", "scelta C"] {
                    go_to(room, text);
                    room.press("<space>");
                }
            },
            Ballot::Approval([option(0), option(1)].into_iter().collect()),
        ),
        (
            Method::Score { low: 0, high: 10 },
            |room| {
                go_to(room, "scelta A");
                room.press("10");
                go_to(room, "scelta C");
                room.press("7");
            },
            Ballot::Score([(option(0), 10), (option(2), 7)].into_iter().collect()),
        ),
        (Method::FistToFive, |room| _ = room.press("4"), Ballot::Fingers(4)),
        (Method::Consent, |room| _ = room.press("1"), Ballot::Consent),
        (
            Method::Ranking { top: 2 },
            |room| {
                for text in ["scelta C", "scelta A", "scelta B"] {
                    go_to(room, text);
                    room.press("<space>");
                }
            },
            Ballot::Ranking(vec![option(2), option(0)]),
        ),
        (
            Method::Matrix { x: Axis::Importance, y: Axis::Feasibility },
            |room| {
                // one option at a time, whichever it is: all of them to the same point
                room.press("52<enter><right><right><right><down><enter>52");
            },
            Ballot::Matrix((0..3).map(|n| (option(n), Point { x: 5, y: 2 })).collect()),
        ),
        (
            Method::Agree,
            |room| {
                go_to(room, "scelta A");
                room.press("<right>");
                go_to(room, "scelta B");
                room.press("<left>");
                go_to(room, "scelta C");
                room.press("p");
            },
            Ballot::Agree([(option(0), 1), (option(1), -1), (option(2), 0)].into_iter().collect()),
        ),
    ];
    for (method, fill, expected) in cases {
        let mut room = opened(method, &[Group::Youth]);
        room.shows(&["Che cosa proviamo?", "0 su 6"]);
        room.press("<enter>");
        fill(&mut room);
        room.press("<enter>").shows(&["La tua scheda", "Ricevuta"]);
        assert_eq!(in_box(&room), 0, "{method:?}: not cast before it was confirmed");
        room.press("<enter>").shows(&["la scheda è nell'urna"]);
        room.hides(&["scelta A", "scelta B", "scelta C"]);
        assert_eq!(in_box(&room), 1);
        room.press("<enter>").shows(&["1 su 6"]);
        assert_eq!(closed(&mut room), [expected], "{method:?}");
    }
}

#[test]
fn a_low_hand_and_an_objection_are_asked_for_their_words() {
    for (method, keys, ballot) in
        [(Method::FistToFive, "2", Ballot::Fingers(2)), (Method::Consent, "2", Ballot::Objection)]
    {
        let mut room = opened(method, &[Group::Youth]);
        room.press("<enter>").press(keys).press("<enter>").shows(&["non scrivere nomi"]);
        room.take(Msg::Paste("costa\u{1b}[31m troppo".into()));
        room.press(" tempo<enter>").shows(&["costa troppo tempo"]);
        room.press("<enter><enter>");
        assert_eq!(closed(&mut room), [ballot]);
        assert_eq!(round(&room).reasons.iter().map(String::as_str).collect::<Vec<_>>(), ["costa troppo tempo"]);
    }
}

#[test]
fn the_group_is_asked_once_and_a_ballot_changes_by_its_receipt() {
    let mut room = opened(Method::Approval { max: 0 }, &[Group::Youth, Group::Operator]);
    room.press("<enter>").shows(&["Di quale gruppo", "giovani", "operatori"]);
    room.press("2<enter>");
    go_to(&mut room, "scelta A");
    room.press("<space><enter>");
    let first = receipt(&room);
    room.press("<enter><enter>");
    // another one, so that there are two
    room.press("<enter>1<enter>");
    go_to(&mut room, "scelta B");
    room.press("<space><enter><enter><enter>");
    // the first one changes it: no group is asked, the ballot is empty
    room.press("<f6>").press(&first).press("<enter>").hides(&["Di quale gruppo", "[x]"]);
    go_to(&mut room, "scelta C");
    room.press("<space><enter><enter><enter>").shows(&["2 su 12"]);
    let mut ballots = closed(&mut room);
    ballots.sort();
    let set = |n| Ballot::Approval([option(n)].into_iter().collect());
    let mut expected = vec![set(1), set(2)];
    expected.sort();
    assert_eq!(ballots, expected);
    // one of each group: nobody is told apart
    assert_eq!(round(&room).ballots.keys().collect::<Vec<_>>(), [&Voters::Undisclosed]);
}

#[test]
fn a_wrong_receipt_is_said_and_a_wrong_key_casts_nothing() {
    let mut room = opened(Method::Approval { max: 0 }, &[Group::Youth]);
    room.press("<f6>abc<enter>").shows(&["sei lettere e cifre"]);
    room.press("<esc><f6>aaaaaa<enter>").shows(&["nessuna scheda nell'urna ha questa ricevuta"]);
    room.press("<esc>");
    room.press("<enter><space><esc>").shows(&["non è ancora nell'urna"]);
    room.press("<esc>").shows(&["0 su 6"]);
    assert_eq!(in_box(&room), 0);
    // the way out is asked, and the keys of the console do nothing here
    room.press("q w x 7 <esc>").shows(&["Si smette di votare"]);
    room.press("x q").shows(&["Si smette di votare"]);
    room.press("<esc>").shows(&["0 su 6"]);
    room.press("<ctrl-q>").shows(&["Si smette di votare"]);
    assert!(!room.quit);
    room.press("<f10>").shows(&["aperta: si conta"]);
}

#[test]
fn what_the_disk_refuses_is_tried_again_with_the_same_receipt() {
    let mut room = opened(Method::Approval { max: 0 }, &[Group::Youth]);
    room.press("<enter><space><enter>");
    let before = receipt(&room);
    room.refuse = Some(Problem::new(Wrong::DiskFull));
    room.press("<enter>").shows(&["il disco è pieno", "La tua scheda"]);
    assert_eq!((receipt(&room), in_box(&room)), (before, 0));
    room.press("<enter>").shows(&["la scheda è nell'urna"]);
    assert_eq!(in_box(&room), 1);
}

#[test]
fn a_round_that_is_closed_meanwhile_takes_no_ballot_and_says_so() {
    let mut room = opened(Method::Approval { max: 0 }, &[Group::Youth]);
    room.press("<enter><space>");
    let mut session = room.session.clone();
    let mut poll = session.polls.get(poll_id()).unwrap().as_ref().clone();
    poll.rounds.get_mut(&ROUND).unwrap().state = RoundState::Closed;
    session.put(Item::Poll(Arc::new(poll)));
    room.session = session;
    room.version += 1;
    room.show();
    room.shows(&["La votazione è stata chiusa"]);
    room.hides(&["[x]"]);
    room.press("<enter>").shows(&["chiusa, non ancora mostrata"]);
    assert_eq!(in_box(&room), 0);
}

#[test]
fn nothing_of_a_ballot_is_left_on_the_screen_in_drafts_or_in_undo() {
    let mut room = opened(Method::Consent, &[Group::Youth]);
    room.press("<enter>2<enter>danneggia chi lavora<enter><enter>");
    room.hides(&["danneggia"]);
    room.press("<enter>").hides(&["danneggia", "obiezione"]);
    room.press("<esc><f10>").hides(&["danneggia"]);
    room.press("<esc>u").hides(&["danneggia"]);
    assert!(!room.status.draft.contains("danneggia"));
    let session = format!("{:?}", room.session);
    assert!(!session.contains("danneggia"), "it is in the session before closing");
}

#[test]
fn paper_ballots_are_typed_a_line_each() {
    let cases: [(Method, &str, Ballot); 8] = [
        (
            Method::Dots { each: 3, cap: 0 },
            "1 1 3",
            Ballot::Dots([(option(0), 2), (option(2), 1)].into_iter().collect()),
        ),
        (Method::Approval { max: 0 }, "3 1", Ballot::Approval([option(0), option(2)].into_iter().collect())),
        (
            Method::Score { low: 1, high: 5 },
            "5 - 2",
            Ballot::Score([(option(0), 5), (option(2), 2)].into_iter().collect()),
        ),
        (Method::FistToFive, "2 non convince", Ballot::Fingers(2)),
        (Method::Consent, "n danneggia chi lavora", Ballot::Objection),
        (Method::Ranking { top: 0 }, "3 1", Ballot::Ranking(vec![option(2), option(0)])),
        (
            Method::Matrix { x: Axis::Impact, y: Axis::Effort },
            "15 - 33",
            Ballot::Matrix(
                [(option(0), Point { x: 1, y: 5 }), (option(2), Point { x: 3, y: 3 })].into_iter().collect(),
            ),
        ),
        (
            Method::Agree,
            "s n p",
            Ballot::Agree([(option(0), 1), (option(1), -1), (option(2), 0)].into_iter().collect()),
        ),
    ];
    for (method, line, expected) in cases {
        let mut room = Room::open(Lang::It, (80, 24), voting(method, &[Group::Youth, Group::Operator]));
        room.press("4h<f9>").shows(&["Schede di carta"]);
        room.press("<tab>").press(line).shows(&["si legge"]);
        room.press("<enter>").shows(&["schede inserite ora: 1"]);
        let written = receipt(&room);
        // typed wrongly: corrected by the receipt on the paper
        room.press(&written).press(" ").press(line).press("<enter>").shows(&["schede inserite ora: 1"]);
        room.press("9 9 9<enter>");
        assert_eq!(in_box(&room), 1, "{method:?}: what cannot be read is not cast");
        room.press("<esc><enter><enter>");
        assert_eq!(in_box(&room), 1, "{method:?}: a key pressed once too often is no ballot");
        // a receipt that is typed wrongly changes nothing, and the next ballot is one of its own
        let other = if written.starts_with('2') { "333-333" } else { "222-222" };
        room.press(other).press(" ").press(line).press("<enter>").shows(&["schede inserite ora: 1"]);
        room.press("<esc>").press(line).press("<enter>").shows(&["schede inserite ora: 2"]);
        assert_ne!(receipt(&room), other, "{method:?}");
        room.press("<esc><f5><enter>");
        let round = round(&room);
        let ballots: Vec<Ballot> = round.ballots.values().flat_map(|ballots| ballots.0.clone()).collect();
        assert_eq!(ballots, [expected.clone(), expected], "{method:?}");
        assert_eq!(round.on_paper.values().sum::<u32>(), 2, "{method:?}: the source is kept");
    }
}

#[test]
fn a_group_of_whom_more_voted_than_are_here_is_named_once_the_box_is_open() {
    for (typed, said) in [
        ("1<enter>2<enter>3<enter>", "operatori: hanno votato più dei 6 in sala (contati 6, nell'urna 3)"),
        // of a small group it is not told how many ballots lay in the box
        ("1<enter>2<enter>", "operatori: hanno votato più dei 6 in sala (contati 6, e altri nell'urna)"),
    ] {
        let groups = [Group::Youth, Group::Operator];
        let mut room = Room::open(Lang::It, (140, 36), voting(Method::Approval { max: 0 }, &groups));
        room.press("4h<f9><tab>").press(typed).press("<esc>");
        // the operators are counted by hand too, all six
        room.press("<tab>6<enter>6<f5>").shows(&["Chiudere la votazione?"]);
        room.press("<enter>").shows(&["chiusa, non ancora mostrata", said, "F8 corregge il conteggio"]);
        // and in how it was voted, until the count is put right
        room.press("<f6><shift-tab>").shows(&[said]);
        room.press("<f8><tab>3<f5>contati due volte<enter>").hides(&[said]);
    }
}

#[test]
fn an_opened_vote_tells_its_rounds_once_with_the_reason_and_its_turnout_apart() {
    let mut session = voting(Method::Approval { max: 0 }, &[Group::Youth]);
    let mut poll = session.polls.get(poll_id()).unwrap().as_ref().clone();
    let again = Round { reason: "non era chiara".into(), ..poll.rounds[&ROUND].clone() };
    poll.rounds.get_mut(&ROUND).unwrap().state = RoundState::Closed;
    poll.rounds.insert(RoundNo(2), again);
    session.put(Item::Poll(Arc::new(poll)));
    let mut room = Room::open(Lang::It, (80, 24), session);
    room.press("4<enter>").shows(&["turno 2: aperta (non era chiara)", "affluenza"]);
    let screen = room.screen();
    assert_eq!(screen.matches("turni").count(), 1, "{screen}");
}

#[test]
fn more_ballots_than_people_do_not_raise_the_number_of_people() {
    let mut room = Room::open(Lang::It, (120, 36), voting(Method::Approval { max: 0 }, &[Group::Youth]));
    room.press("4h<f9>1<enter>1<enter>2<enter><esc>4<enter>4").shows(&["Hanno votato 7, in sala sono 6"]);
    room.press("<f7>").shows(&["Hanno votato 7, in sala sono 6"]);
    room.press("<esc><f10><f5>").shows(&["Hanno votato 7, in sala sono 6"]);
    room.press("<enter><enter>").shows(&["Chiudere lo stesso?"]);
    room.press("<f5>").shows(&["Hanno votato 7, in sala sono 6"]);
    room.press("<f5><enter>").hides(&["7 su 7", "7 su 6"]);
    room.press("<esc>").hides(&["7 su 7", "7 su 6"]);
}

#[test]
fn a_paper_ballot_that_ends_early_is_asked_about() {
    let matrix = Method::Matrix { x: Axis::Importance, y: Axis::Feasibility };
    for (method, short, whole) in [
        (matrix, "45 33", "45 33 -"),
        (Method::Score { low: 1, high: 5 }, "4 3", "4 3 -"),
        (Method::Agree, "s n", "s n -"),
    ] {
        let mut room = Room::open(Lang::It, (80, 24), voting(method, &[Group::Youth]));
        room.press("4h<f9>").press(short).shows(&["2 scelte su 3; le altre restano vuote", "si legge", "scelta B"]);
        room.press("<enter>").shows(&["le altre restano vuote: ancora Invio"]);
        assert_eq!(in_box(&room), 0, "{method:?}: it may be half a ballot");
        // another line is another question
        room.press("<backspace>").press(&short[short.len() - 1..]).press("<enter>");
        room.press("<enter>").shows(&["schede inserite ora: 1"]);
        // that the last one is empty can be written, and a hyphen alone is a blank ballot
        room.press(whole).hides(&["restano vuote"]);
        room.press("<enter>").shows(&["schede inserite ora: 2"]);
        room.press("-<enter>").shows(&["schede inserite ora: 3"]);
    }
}

#[test]
fn what_is_wrong_with_a_paper_line_is_said_once_beside_how_it_is_typed() {
    let mut room = Room::open(Lang::En, (80, 24), voting(Method::Approval { max: 0 }, &[Group::Youth]));
    room.press("4h<f9>1 4<enter>").shows(&["there is no option “4”", "the numbers of the marked options"]);
    let screen = room.screen();
    assert_eq!(screen.matches("there is no option").count(), 1, "{screen}");
}

#[test]
fn a_ballot_that_is_changed_is_named_and_not_emptied_by_two_keys() {
    let mut room = opened(Method::Approval { max: 0 }, &[Group::Youth]);
    room.press("<enter>").hides(&["Stai cambiando"]);
    go_to(&mut room, "scelta B");
    room.press("<space><enter>");
    let written = receipt(&room);
    room.press("<enter><enter>");
    let changing = format!("Stai cambiando la scheda {written}");
    room.press("<f6>").press(&written).press("<enter>").shows(&[&changing]);
    room.press("<enter>").shows(&[&changing, "scheda bianca"]);
    room.press("<enter>").shows(&["Una scheda bianca prende il posto della tua: ancora Invio", "La tua scheda"]);
    // going back asks anew
    room.press("<esc><enter><enter>").shows(&["Una scheda bianca prende il posto della tua: ancora Invio"]);
    room.press("<esc><esc>").shows(&["1 su 6"]);
    assert_eq!(closed(&mut room), [Ballot::Approval([option(1)].into_iter().collect())]);
    // whoever wants it so casts it
    let mut room = opened(Method::Approval { max: 0 }, &[Group::Youth]);
    room.press("<enter><space><enter>");
    let written = receipt(&room);
    room.press("<enter><enter><f6>").press(&written).press("<enter><enter><enter><enter>").shows(&["nell'urna"]);
    room.press("<enter>");
    assert_eq!(closed(&mut room), [Ballot::Approval(Default::default())]);
}

#[test]
fn a_ballot_names_the_keys_that_go_from_option_to_option_and_its_axes() {
    for method in [Method::Dots { each: 3, cap: 0 }, Method::Approval { max: 0 }, Method::Ranking { top: 0 }] {
        let mut room = opened(method, &[Group::Youth]);
        room.press("<enter>").shows(&["↑↓: un'altra scelta"]);
    }
    let mut room = opened(Method::Matrix { x: Axis::Importance, y: Axis::Feasibility }, &[Group::Youth]);
    room.press("<enter>25<enter>25<enter>25<enter>").shows(&["1. scelta A: importanza 2, fattibilità 5"]);
}

#[test]
fn the_help_of_a_count_lists_the_keys_that_the_footer_has_no_room_for() {
    let mut room = Room::open(Lang::It, (80, 24), voting(Method::Agree, &[Group::Youth, Group::Operator]));
    room.press("4h<f1>");
    let mut seen = String::new();
    for _ in 0..40 {
        seen += &room.screen();
        room.press("<pagedown>");
    }
    assert!(seen.contains("Ctrl-R") && seen.contains("Ctrl-K"), "{seen}");
}

#[test]
fn whoever_votes_reads_no_code_on_the_ballot() {
    let mut session = voting(Method::Approval { max: 0 }, &[Group::Youth]);
    let mut asked = session.polls.get(poll_id()).unwrap().as_ref().clone();
    let frozen = asked.rounds.get_mut(&ROUND).unwrap().options.values_mut();
    frozen.for_each(|option| option.text = "Come dice YAG-77".into());
    session.put(Item::Poll(Arc::new(asked)));
    let mut room = Room::open(Lang::It, (80, 24), session);
    room.press("4h<f7><enter>").shows(&["Come dice …"]).hides(&["YAG-77"]);
}
