//! Results of every method, on the console and on the wall, at every size; and what of them the room never reads.

use std::collections::BTreeSet;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proximo::domain::desk::{Stage, Surroundings, View};
use proximo::domain::id::OptionId;
use proximo::domain::item::{Head, Poll, Record};
use proximo::domain::poll::{
    Axis, Ballot, Ballots, ConsensusRule, Correction, Count, Method, Point, PollOption, Round, RoundNo, Tick,
};
use proximo::domain::session::Session;
use proximo::domain::turn::fresh;
use proximo::domain::value::{CountedBy, Created, Group, RoundState, Voters};
use proximo::text::Lang;
use proximo::tui::env::Signs;
use proximo::tui::panels::count::{Opening, PollDesk};
use proximo::tui::panels::wall::{self, Boxes, WallView};
use proximo::tui::theme::{Depth, Palette, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::desk::moment;

const OPTIONS: [&str; 6] = [
    "Educativa di strada, tre pomeriggi a settimana",
    "Una seconda chiamata dopo un mese",
    "Un luogo senza insegna",
    "Messaggi vocali invece di lettere",
    "Laboratorio di musica con chi ci abita e con chi passa di lì per caso, la sera tardi",
    "Sportello nelle scuole",
];

fn option(at: usize) -> OptionId {
    fresh(9_000 + at as u64)
}

fn options(texts: &[&str]) -> proximo::domain::field::Map<OptionId, PollOption> {
    let each = texts.iter().enumerate();
    each.map(|(at, text)| (option(at), PollOption { order: at as i64, text: (*text).into(), item: None })).collect()
}

/// Returns a ballot that a voter of the group would give: the youth like the later options, the others the earlier ones.
fn ballot(method: Method, group: usize, voter: usize, options: usize) -> Ballot {
    let turn = |at: usize| (voter * 3 + at * 2 + group) % 4;
    let liked = |at: usize| {
        let ends = if group == 0 { at } else { options - 1 - at };
        (ends * 4 / options.max(1) + turn(at)).min(6)
    };
    let all = 0..options;
    match method {
        Method::Dots { each, .. } => {
            let mut dots = std::collections::BTreeMap::new();
            let most = all.clone().max_by_key(|at| (liked(*at), *at)).unwrap_or(0);
            *dots.entry(option(most)).or_insert(0) += each - 1;
            *dots.entry(option((most + voter) % options)).or_insert(0) += 1;
            Ballot::Dots(dots.into_iter().collect())
        }
        Method::Approval { .. } => Ballot::Approval(all.filter(|at| liked(*at) > 2).map(option).collect()),
        Method::Score { low, high } => {
            Ballot::Score(all.map(|at| (option(at), (low + liked(at) as i32).min(high))).collect())
        }
        Method::FistToFive => Ballot::Fingers(if voter == 1 && group == 1 { 1 } else { 3 + (voter % 3) as u8 }),
        Method::Consent => {
            if voter == 2 && group == 1 {
                Ballot::Objection
            } else {
                Ballot::Consent
            }
        }
        Method::Ranking { top } => {
            let mut order: Vec<usize> = all.collect();
            order.sort_by_key(|at| (std::cmp::Reverse(liked(*at)), *at));
            Ballot::Ranking(order.into_iter().take(Method::places(top, options) as usize).map(option).collect())
        }
        Method::Matrix { .. } => {
            let point = |at: usize| Point { x: 1 + liked(at).min(4) as u8, y: 1 + (turn(at) + at % 2).min(4) as u8 };
            Ballot::Matrix(all.map(|at| (option(at), point(at))).collect())
        }
        Method::Agree => Ballot::Agree(all.map(|at| (option(at), [-1, 0, 1, 1, 1, 1, 1][liked(at)])).collect()),
    }
}

const METHODS: [(&str, Method); 8] = [
    ("dots", Method::Dots { each: 3, cap: 0 }),
    ("approval", Method::Approval { max: 0 }),
    ("score", Method::Score { low: 1, high: 5 }),
    ("fist", Method::FistToFive),
    ("consent", Method::Consent),
    ("ranking", Method::Ranking { top: 3 }),
    ("matrix", Method::Matrix { x: Axis::Importance, y: Axis::Feasibility }),
    ("agree", Method::Agree),
];

fn question(method: Method) -> &'static str {
    if method.is_on_one_proposal() {
        "Chi non risponde riceve una seconda chiamata entro due settimane"
    } else {
        "Che cosa proviamo per primo, da settembre?"
    }
}

/// Returns a round in which so many of each group voted.
fn round(method: Method, texts: &[&str], groups: &[(Group, usize)]) -> Round {
    let mut round = Round { state: RoundState::Revealed, options: options(texts), ..Round::default() };
    for (at, (group, voters)) in groups.iter().enumerate() {
        let ballots = (0..*voters).map(|voter| ballot(method, at, voter, texts.len())).collect();
        round.ballots.insert(Voters::Of(group.clone()), Ballots(ballots));
        round.present.insert(group.clone(), *voters as u32 + 1);
    }
    round.rule = Some(ConsensusRule::Share { percent: 75 });
    round
}

fn groups() -> [(Group, usize); 3] {
    [(Group::Youth, 6), (Group::Operator, 8), (Group::Institution, 5)]
}

/// Returns a poll of that method, with two rounds, reasons, paper, and a count that was put right.
fn poll(method: Method) -> Poll {
    let texts: Vec<&str> = if method.is_on_one_proposal() { vec![question(method)] } else { OPTIONS.to_vec() };
    let first: Vec<(Group, usize)> = groups().map(|(group, voters)| (group, voters - 1)).to_vec();
    let mut later = round(method, &texts, &groups());
    later.reason = "dopo aver sentito i giovani".into();
    later.on_paper.insert(Voters::Of(Group::Operator), 5);
    let was = Count { by: CountedBy::Hands, voters: 4, ..Count::default() };
    let correction =
        Correction { by: "Anna".into(), group: Group::Institution, was, reason: "contata due volte".into() };
    later.corrections.insert(moment(), correction);
    if method.is_on_one_proposal() {
        let reasons = ["Chi chiama deve essere qualcuno che conosciamo.", "Due settimane sono poche per chi lavora."];
        later.reasons = reasons.map(str::to_owned).into_iter().collect();
        later.integrated.insert(reasons[0].into(), "chiama sempre la stessa persona".into());
    }
    let mut poll = Poll { question: question(method).into(), method, options: options(&texts), ..Poll::default() };
    poll.found(fresh(8_000), Created { at: moment(), ..Created::default() });
    poll.rounds.insert(RoundNo(1), round(method, &texts, &first));
    poll.rounds.insert(RoundNo(2), later);
    poll
}

fn lines(buf: &Buffer) -> String {
    let area = buf.area;
    let line = |y| (0..area.width).map(|x| buf[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
    (0..area.height).map(line).collect::<Vec<_>>().join("\n")
}

/// A poll looked at on the console.
struct Console(PollDesk);

impl Console {
    fn of(poll: &Poll, lang: Lang) -> Self {
        let mut session = Session::new(Head::default());
        session.put(poll.clone().into_item());
        let around = Surroundings { now: moment, random: || 1 };
        let created = Created { at: moment(), ..Created::default() };
        Self(PollDesk::new(Opening { poll: Some(poll), session: &session, created, around, lang }))
    }

    fn press(&mut self, code: KeyCode) {
        self.0.key(KeyEvent::new(code, KeyModifiers::NONE));
    }

    fn screen(&mut self, (columns, rows): (u16, u16)) -> String {
        let area = Rect::new(0, 0, columns, rows);
        let mut buf = Buffer::empty(area);
        self.0.draw(area, &mut buf, &Theme::new(Palette::Dark, Depth::Full));
        lines(&buf)
    }

    /// Everything of all pages, walked through to the end.
    fn read(&mut self, size: (u16, u16)) -> String {
        let mut text = String::new();
        let first = self.screen(size);
        loop {
            for _ in 0..400 {
                let screen = self.screen(size);
                text.push_str(&screen);
                self.press(KeyCode::Down);
                if self.screen(size) == screen {
                    break;
                }
            }
            self.press(KeyCode::Tab);
            if self.screen(size) == first {
                return text;
            }
        }
    }
}

fn on_wall(poll: &Poll, page: usize, lang: Lang, (columns, rows): (u16, u16), boxes: &Boxes) -> (String, usize) {
    let mut session = Session::new(Head::default());
    session.put(poll.clone().into_item());
    let stage = Stage { page, ..View::Poll(poll.id).into() };
    let view = WallView { session: &session, stage: &stage, now: moment(), lang, signs: Signs::All, boxes };
    let area = Rect::new(0, 0, columns, rows);
    let mut buf = Buffer::empty(area);
    let pages = wall::draw(&view, &Theme::new(Palette::HighContrast, Depth::Full), area, &mut buf);
    (lines(&buf), pages)
}

/// Everything that the room can read of a poll.
fn room_reads(poll: &Poll, lang: Lang, size: (u16, u16)) -> String {
    let pages = on_wall(poll, 0, lang, size, &Boxes::new()).1;
    (0..pages).map(|page| on_wall(poll, page, lang, size, &Boxes::new()).0).collect::<Vec<_>>().join("\n")
}

const SIZES: [(&str, (u16, u16)); 4] =
    [("60x18", (60, 18)), ("80x24", (80, 24)), ("120x36", (120, 36)), ("160x45", (160, 45))];

#[test]
fn pictures_on_the_console() {
    for (name, method) in METHODS {
        for (size, at) in &SIZES[1..] {
            for lang in Lang::ALL {
                let mut console = Console::of(&poll(method), *lang);
                let first = console.screen(*at);
                let mut pages = vec![first.clone()];
                loop {
                    console.press(KeyCode::Tab);
                    let page = console.screen(*at);
                    if page == first {
                        break;
                    }
                    pages.push(page);
                }
                assert!(pages.len() >= 4, "{name} has {} pages", pages.len());
                insta::assert_snapshot!(format!("result_{name}_{size}_{lang}"), pages.join("\n"));
            }
        }
    }
}

#[test]
fn pictures_on_the_wall() {
    for (name, method) in METHODS {
        for (size, at) in SIZES {
            for lang in Lang::ALL {
                insta::assert_snapshot!(format!("revealed_{name}_{size}_{lang}"), room_reads(&poll(method), *lang, at));
            }
        }
    }
}

#[test]
fn everything_can_be_walked_to_at_80_by_24() {
    let many: Vec<String> = (1..=20).map(|n| format!("scelta lunga numero {n:02} {}", "x".repeat(50))).collect();
    let texts: Vec<&str> = many.iter().map(String::as_str).collect();
    for (name, method) in METHODS.into_iter().filter(|(_, method)| !method.is_on_one_proposal()) {
        let mut poll = poll(method);
        poll.rounds.insert(RoundNo(2), round(method, &texts, &groups()));
        let text = Console::of(&poll, Lang::It).read((80, 24));
        let wall = room_reads(&poll, Lang::It, (80, 24));
        for n in 1..=20 {
            let wanted = format!("scelta lunga numero {n:02}");
            assert!(text.contains(&wanted), "{name}: {wanted} is nowhere on the console");
            assert!(wall.contains(&wanted), "{name}: {wanted} is nowhere on the wall");
        }
    }
}

#[test]
fn nobody_one_voter_one_option_and_all_the_same_have_a_picture() {
    let same = |method: Method| {
        let mut same = round(method, &OPTIONS[..3], &[]);
        let alike = vec![ballot(method, 0, 0, 3); 6];
        same.ballots.insert(Voters::Of(Group::Youth), Ballots(alike.clone()));
        same.ballots.insert(Voters::Of(Group::Operator), Ballots(alike));
        same
    };
    for (name, method) in METHODS {
        let rounds = [
            ("nobody", round(method, &OPTIONS[..3], &[])),
            ("one voter", round(method, &OPTIONS[..3], &[(Group::Youth, 1)])),
            ("one option", round(method, &OPTIONS[..1], &groups())),
            ("the same", same(method)),
        ];
        for (what, round) in rounds {
            let mut poll = Poll { options: round.options.clone(), ..poll(method) };
            poll.rounds.clear();
            poll.rounds.insert(RoundNo(1), round);
            for size in [(20, 6), (60, 18), (80, 24), (160, 45)] {
                let mut console = Console::of(&poll, Lang::It);
                for _ in 0..5 {
                    console.screen(size);
                    console.press(KeyCode::Tab);
                    console.press(KeyCode::Down);
                }
                let wall = room_reads(&poll, Lang::It, size);
                if size != (80, 24) {
                    continue;
                }
                let text = console.screen(size);
                assert_eq!(what == "nobody", text.contains("Non è stato contato nulla"), "{name}, {what}: {text}");
                // of one voter the room reads nothing, not even which option is first
                assert_eq!(what == "one voter", !wall.contains("hanno votato"), "{name}, {what}: {wall}");
            }
        }
    }
}

#[test]
fn what_is_not_revealed_shows_its_turnout_alone_with_what_lies_in_the_box() {
    for (name, method) in METHODS {
        let mut poll = poll(method);
        let mut open = Round { state: RoundState::Open, ..poll.rounds[&RoundNo(2)].clone() };
        open.ballots.clear();
        open.counted.insert(Group::Youth, Count { voters: 4, ..Count::default() });
        poll.rounds.insert(RoundNo(2), open.clone());
        let boxes: Boxes = [((poll.id, RoundNo(2)), 13)].into_iter().collect();
        let text = on_wall(&poll, 0, Lang::It, (120, 30), &boxes).0;
        assert!(text.contains("17 su 22 hanno votato"), "{name}: {text}");
        assert!(text.contains("4 su 22") == on_wall(&poll, 0, Lang::It, (120, 30), &Boxes::new()).0.contains("17 su"));
        // closed: whatever was voted, the room reads the same
        let closed = |turned: usize| {
            let mut poll = poll.clone();
            let mut round = round(method, &OPTIONS[..3], &[]);
            round.present.insert(Group::Youth, 9);
            let ballots = (0..6).map(|voter| ballot(method, turned, voter + turned, 3)).collect();
            round.ballots.insert(Voters::Of(Group::Youth), Ballots(ballots));
            poll.rounds.insert(RoundNo(2), Round { state: RoundState::Closed, ..round });
            room_reads(&poll, Lang::It, (120, 36))
        };
        assert_eq!(closed(0), closed(1), "{name}");
        assert!(!closed(0).contains("Educativa"), "{name}");
    }
}

#[test]
fn small_groups_are_not_on_the_wall_and_no_hands_that_tell_of_them() {
    for (name, method) in METHODS {
        let texts: Vec<&str> = if method.is_on_one_proposal() { vec!["Proposta"] } else { OPTIONS.to_vec() };
        let mut poll = poll(method);
        let some = [(Group::Youth, 7), (Group::Operator, 9), (Group::Family, 2)];
        poll.rounds.insert(RoundNo(2), round(method, &texts, &some));
        let wall = room_reads(&poll, Lang::It, (160, 45));
        assert!(!wall.contains("famigli"), "{name}: {wall}");
        assert!(
            wall.contains("I gruppi piccoli o tutti dello stesso parere non si mostrano a parte"),
            "{name}: {wall}"
        );
        assert!(!wall.contains("minimo") && !wall.contains("5 dita"), "{name}: {wall}");
        let console = Console::of(&poll, Lang::It).read((120, 36));
        assert!(console.contains("famigli"), "{name}: {console}");
    }
}

#[test]
fn the_room_reads_no_deviation_no_schulze_and_no_word_of_the_trade() {
    for (name, method) in METHODS {
        for lang in Lang::ALL {
            let wall = room_reads(&poll(method), *lang, (120, 36)).to_lowercase();
            let console = Console::of(&poll(method), *lang).read((120, 36)).to_lowercase();
            for word in ["neet", "utent", "agganc"] {
                assert!(!wall.contains(word) && !console.contains(word), "{word} in {name}");
            }
            for word in ["schulze", "condorcet", "π", "iqr", " sd ", "mediana", "chi chiama deve"] {
                assert!(!wall.contains(word), "{word} on the wall of {name}: {wall}");
            }
        }
    }
}

#[test]
fn results_stay_covered_on_the_console_until_they_are_looked_at() {
    let mut poll = poll(Method::Approval { max: 0 });
    for round in poll.rounds.values_mut() {
        round.state = RoundState::Closed;
    }
    let mut console = Console::of(&poll, Lang::It);
    for key in [KeyCode::Tab, KeyCode::Down, KeyCode::PageDown] {
        console.press(key);
        let text = console.screen((100, 30));
        assert!(text.contains("Il risultato è coperto") && !text.contains("Messaggi"), "{text}");
    }
    console.press(KeyCode::F(6));
    assert!(console.screen((100, 30)).contains("Messaggi"));
}

#[test]
fn sources_rounds_and_corrections_are_named() {
    let mut poll = poll(Method::Approval { max: 0 });
    let round = poll.rounds.get_mut(&RoundNo(2)).unwrap();
    let votes = [(Tick::on(option(0)), 2)].into_iter().collect();
    round.counted.insert(Group::Family, Count { by: CountedBy::Cards, voters: 3, votes });
    let text = Console::of(&poll, Lang::It).read((80, 24));
    for wanted in [
        "3 con i cartellini",
        "5 schede di carta battute",
        "3 alla tastiera",
        "contata due volte",
        "dal turno 1 al turno 2",
        "si è rivotato perché: dopo aver sentito i giovani",
    ] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
}

#[test]
fn hostile_words_never_reach_the_terminal() {
    for (name, method) in METHODS {
        let mut poll = poll(method);
        poll.question = "a\u{1b}[31mb\u{202e}c\u{7}".into();
        for round in poll.rounds.values_mut() {
            for option in round.options.values_mut() {
                option.text = format!("{}\u{1b}]0;x\u{7}\u{202e}", option.text);
            }
            round.reasons = ["r\u{1b}[2J\u{202e}".to_owned()].into_iter().collect();
        }
        let text = Console::of(&poll, Lang::It).read((80, 24)) + &room_reads(&poll, Lang::It, (120, 36));
        let bad: BTreeSet<char> =
            text.chars().filter(|c| (c.is_control() && *c != '\n') || ('\u{202a}'..='\u{202e}').contains(c)).collect();
        assert!(bad.is_empty(), "{name}: {bad:?}");
    }
}

#[test]
fn the_title_cuts_the_reason_and_never_the_state_and_names_the_round_that_is_looked_at() {
    let mut poll = poll(Method::Approval { max: 0 });
    let reason = "after the discussion some people asked to hear it again";
    poll.rounds.get_mut(&RoundNo(2)).unwrap().reason = reason.into();
    poll.rounds.get_mut(&RoundNo(1)).unwrap().reason = "the first time".into();
    let title = |console: &mut Console| console.screen((80, 24)).lines().next().unwrap().to_owned();
    let mut console = Console::of(&poll, Lang::En);
    let shown = title(&mut console);
    assert!(shown.contains("round 2: after the") && shown.contains("… · shown to the room ─"), "{shown}");
    console.press(KeyCode::Left);
    let shown = title(&mut console);
    assert!(shown.contains("round 1: the first time · shown to the room"), "{shown}");
    poll.rounds.get_mut(&RoundNo(2)).unwrap().state = RoundState::Open;
    let shown = title(&mut Console::of(&poll, Lang::En));
    assert!(shown.contains("… · open: counting ─"), "{shown}");
}

#[test]
fn the_room_sees_the_plot_and_what_its_numbers_are_together() {
    let poll = poll(Method::Matrix { x: Axis::Importance, y: Axis::Feasibility });
    for size in [(80, 24), (120, 36)] {
        let page = on_wall(&poll, 0, Lang::It, size, &Boxes::new()).0;
        assert!(page.contains("↑ fattibilità"), "{page}");
        for name in ["1  Educativa di strada", "2  Un luogo senza", "3  Messaggi", "5  Sportello", "6  Laboratorio"] {
            assert!(page.contains(name), "{name} at {size:?}: {page}");
        }
    }
    // of more options than there are rows the first ones are named, and that there are more
    let many: Vec<String> = (1..=30).map(|n| format!("scelta numero {n:02}")).collect();
    let texts: Vec<&str> = many.iter().map(String::as_str).collect();
    let mut poll = poll.clone();
    poll.rounds.insert(RoundNo(2), round(poll.method, &texts, &groups()));
    let page = on_wall(&poll, 0, Lang::It, (80, 24), &Boxes::new()).0;
    assert!(page.contains(" 1  scelta numero") && page.contains('…'), "{page}");
}

#[test]
fn the_gap_of_scores_is_one_of_means() {
    for method in [Method::Matrix { x: Axis::Importance, y: Axis::Feasibility }, Method::Score { low: 1, high: 5 }] {
        let text = Console::of(&poll(method), Lang::En).read((80, 24));
        assert!(!text.contains("points: young people") && text.contains(": young people"), "{text}");
        assert!(text.contains("gap: the young people's mean minus that of the other groups"), "{text}");
    }
    let text = Console::of(&poll(METHODS[6].1), Lang::En).read((80, 24));
    assert!(text.contains("gap −2.3: young people 2.5, the others 4.8"), "{text}");
}
