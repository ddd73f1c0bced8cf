//! What the wall shows, and what must never be on it. How it looks is in `looks`.

mod looks;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::domain::id::{Code, NoteId, OptionId, StepId, TypedId, VoiceId};
use crate::domain::item::{
    ActionItem, Decision, Head, Item, ItemRef, Note, Participant, Poll, Practice, Record, Sketch, Step, Table, Voice,
};
use crate::domain::poll::{ConsensusRule, Count, Method, PollOption, Round, RoundNo, Tick};
use crate::domain::value::{
    ActionState, Allows, Created, Difficulty, EvidenceLevel, Group, MayGoTo, NoteKind, Outcome, Owner, Seating, Shown,
    Speaker, VoiceKind,
};
use crate::domain::value::{Activity, RoundState};
use crate::text::names;
use crate::tui::theme::{Depth, Palette, Theme};

fn id<T: TypedId>(n: u64) -> T {
    T::new(Code::from_bits(n))
}

fn at(clock: &str) -> Moment {
    format!("2026-05-21T{clock}:00+02:00").parse().unwrap()
}

fn created(n: u64) -> Created {
    Created { at: at("15:00").plus_millis(n as i64 * 1000), ..Created::default() }
}

/// A session with something of everything, and secrets that begin with SEGRETO.
fn session() -> Session {
    let mut session = Session::new(Head {
        title: "Tavolo 2: agganciare".into(),
        date: Some("2026-05-21".parse().unwrap()),
        place: "Casa del Municipio VII, Roma".into(),
        aim: "Capire che cosa fa tornare una persona la seconda volta".into(),
        safeguarding_contact: "SEGRETO 06".into(),
        facilitators: ["SEGRETO Anna".to_owned()].into_iter().collect(),
        ..Head::default()
    });
    let groups = [Group::Youth, Group::Operator, Group::Institution];
    for n in 0..17_u64 {
        let group = groups[if n < 6 {
            0
        } else if n < 14 {
            1
        } else {
            2
        }]
        .clone();
        session.put(
            Participant {
                id: id(n),
                code: format!("SEGRETO-{n}"),
                group: Some(group),
                present: true,
                allows: Allows { quoted: true, reuse: true },
                ..Participant::default()
            }
            .into_item(),
        );
    }
    session.put(
        Participant {
            id: id(50),
            code: "SEGRETO OP-04".into(),
            organisation: "Cooperativa Il Ponte".into(),
            ..Participant::default()
        }
        .into_item(),
    );
    let practices = [
        ("Educativa di strada in piazza dei Mirti", "Cooperativa Il Ponte", Difficulty::Engage),
        ("Incrocio tra anagrafe e iscrizioni scolastiche", "Comune di Roma", Difficulty::Identify),
        ("Spazio giovani con bar", "Associazione Tor Più", Difficulty::Trust),
        ("Educatori tra pari", "CSV Lazio", Difficulty::Engage),
        ("Sportello nelle scuole", "ASL Roma 2", Difficulty::Identify),
        ("Laboratorio di musica", "Officina 7", Difficulty::Trust),
        ("Telefonata del lunedì", "Cooperativa Il Ponte", Difficulty::Trust),
    ];
    for (n, (name, organisation, difficulty)) in practices.into_iter().enumerate() {
        session.put(
            Practice {
                id: id(n as u64),
                created: created(n as u64),
                name: name.into(),
                organisation: organisation.into(),
                difficulty: Some(difficulty),
                for_whom: "chi ha tra 16 e 24 anni e non frequenta servizi".into(),
                how: "Due educatori, tre pomeriggi a settimana, senza iscrizione.".into(),
                evidence: EvidenceLevel::Evaluation,
                reached: Some(987_654),
                source: "SEGRETO fonte".into(),
                ..Practice::default()
            }
            .into_item(),
        );
    }
    let voices = [
        ("Ci chiamano una volta e poi basta.", MayGoTo::Public, true, Some(Outcome::Accepted)),
        ("Nei centri ci sentiamo osservati.", MayGoTo::Partners, true, None),
        ("SEGRETO non per tutti", MayGoTo::Team, true, None),
        ("SEGRETO dal telefono", MayGoTo::Public, false, None),
    ];
    for (n, (text, may_go_to, shown, outcome)) in voices.into_iter().enumerate() {
        session.put(
            Voice {
                id: id(n as u64),
                created: created(n as u64),
                text: text.into(),
                from: if n == 0 { Speaker::TheGroup { agree: 6, of: 8 } } else { Speaker::Person(id(0)) },
                kind: VoiceKind::Concern,
                may_go_to,
                outcome,
                reason: "si prova un richiamo ogni due settimane".into(),
                answer_owner: Some(Owner::Named("SEGRETO Bruno".into())),
                shown: Shown(shown),
                ..Voice::default()
            }
            .into_item(),
        );
    }
    session.put(
        Note { id: id(1), text: "SEGRETO appunto".into(), kind: NoteKind::Point, private: true, ..Note::default() }
            .into_item(),
    );
    session.put(Sketch { id: id(1), title: "Seconda chiamata".into(), ..Sketch::default() }.into_item());
    session.put(
        Decision {
            id: id(1),
            statement: "Si prova la seconda chiamata in due servizi, da giugno a ottobre".into(),
            reason: "il primo contatto da solo non regge".into(),
            dissent: "un servizio teme il carico di lavoro".into(),
            ..Decision::default()
        }
        .into_item(),
    );
    for (n, who, state) in [
        (1, Owner::Participant(id(50)), ActionState::Open),
        (2, Owner::Named("SEGRETO Carla".into()), ActionState::Done),
    ] {
        session.put(
            ActionItem {
                id: id(n),
                created: created(n),
                what: "Scrivere il testo del messaggio con tre ragazze del YAG".into(),
                who: Some(who),
                organisation: if n == 2 { "ASL Roma 2".into() } else { String::new() },
                due: Some("2026-06-05".parse().unwrap()),
                state,
                ..ActionItem::default()
            }
            .into_item(),
        );
    }
    for (n, name) in [(1, "Tavolo Mirti"), (2, "Tavolo Quadraro")] {
        let theme = "chi non risponde più al telefono".to_owned();
        session.put(Table { id: id(n), created: created(n), name: name.into(), theme, ..Table::default() }.into_item());
    }
    session.put(poll(RoundState::Revealed).into_item());
    session
}

fn poll(state: RoundState) -> Poll {
    let texts = ["Seconda chiamata entro due settimane", "Un luogo senza insegna", "Messaggi vocali"];
    let option = |n: usize| PollOption { order: n as i64, text: texts[n].into(), item: None };
    let options: crate::domain::field::Map<_, _> = (0..3).map(|n| (id(n as u64), option(n))).collect();
    let count = |voters: u32, votes: [u32; 3]| Count {
        voters,
        votes: votes.iter().enumerate().map(|(n, votes)| (Tick::on(id(n as u64)), *votes)).collect(),
        ..Count::default()
    };
    let round = Round {
        state,
        opened: Some(at("16:00")),
        options: options.clone(),
        rule: Some(ConsensusRule::Share { percent: 75 }),
        present: [(Group::Youth, 6), (Group::Operator, 8), (Group::Institution, 6)].into_iter().collect(),
        counted: [
            (Group::Youth, count(6, [5, 4, 1])),
            (Group::Operator, count(8, [7, 1, 3])),
            (Group::Institution, count(5, [4, 1, 2])),
        ]
        .into_iter()
        .collect(),
        ..Round::default()
    };
    Poll {
        id: id(1),
        question: "Che cosa proviamo per primo?".into(),
        method: Method::Approval { max: 2 },
        options,
        rounds: [(RoundNo(1), round)].into_iter().collect(),
        ..Poll::default()
    }
}

fn step(n: u64, title: &str, activity: Activity, prompt: &str) -> Step {
    Step {
        id: id::<StepId>(n),
        order: n as i64,
        title: title.into(),
        activity,
        prompt: prompt.into(),
        minutes: 20,
        started: Some(at("16:00")),
        ..Step::default()
    }
}

fn view<'a>(session: &'a Session, stage: &'a Stage, lang: Lang) -> WallView<'a> {
    static EMPTY: Boxes = Boxes::new();
    WallView { session, stage, now: at("16:05"), lang, signs: Signs::All, boxes: &EMPTY }
}

/// Everything that a view says, on all of its slides.
fn said(session: &Session, stage: impl Into<Stage>, lang: Lang) -> String {
    format!("{:?}", deck(&view(session, &stage.into(), lang)))
}

fn screen(session: &Session, stage: impl Into<Stage>, now: &str, lang: Lang, (columns, rows): (u16, u16)) -> String {
    let area = Rect::new(0, 0, columns, rows);
    let mut buf = Buffer::empty(area);
    let stage = stage.into();
    let view = WallView { now: at(now), ..view(session, &stage, lang) };
    draw(&view, &Theme::new(Palette::HighContrast, Depth::Full), area, &mut buf);
    let line = |y| (0..columns).map(|x| buf[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
    (0..rows).map(line).collect::<Vec<_>>().join("\n")
}

fn views() -> Vec<View> {
    vec![
        View::FollowStep,
        View::Welcome,
        View::Step,
        View::Practices,
        View::Poll(id(1)),
        View::Voices,
        View::Decisions,
        View::Actions,
        View::Recap,
        View::Tables,
        View::Harvest,
        View::Sent,
    ]
}

#[test]
fn what_must_never_be_on_the_wall() {
    let mut session = session();
    session.put(step(1, "Racconto", Activity::Share, "Che cosa ha fatto tornare qualcuno?").into_item());
    for view in views() {
        for lang in Lang::ALL {
            let said = said(&session, Stage { sent: everything(&session), ..view.into() }, *lang);
            for forbidden in ["SEGRETO", "987654", "valutazione", "evaluation"] {
                assert!(!said.contains(forbidden), "{forbidden} on {view:?}: {said}");
            }
        }
    }
}

fn everything(session: &Session) -> Vec<ItemRef> {
    session.items().map(|item| item.reference()).collect()
}

#[test]
fn results_are_seen_only_once_revealed() {
    for state in [RoundState::Prepared, RoundState::Open, RoundState::Closed, RoundState::Interrupted] {
        let mut session = session();
        session.put(poll(state).into_item());
        let said = said(&session, View::Poll(id(1)), Lang::It);
        assert!(!said.contains("Bars") && !said.contains("16 su"), "{state:?} {said}");
    }
}

#[test]
fn small_groups_have_no_column() {
    let mut session = session();
    let mut small = poll(RoundState::Revealed);
    if let Some(round) = small.rounds.get_mut(&RoundNo(1)) {
        round.counted.insert(
            Group::Family,
            Count { voters: 2, votes: [(Tick::on(id(0)), 2)].into_iter().collect(), ..Count::default() },
        );
    }
    session.put(small.into_item());
    let text = screen(&session, View::Poll(id(1)), "16:05", Lang::It, (160, 45));
    assert!(!text.contains("famiglie"), "{text}");
    assert!(text.contains("gruppi piccoli"), "{text}");
}

#[test]
fn the_room_reads_of_no_rule_where_it_does_not_apply_or_cannot_be_told() {
    let core = ConsensusRule::CoreOutcome { high_percent: 70, low_percent: 15 };
    let share = ConsensusRule::Share { percent: 75 };
    for (method, rule, told) in [
        (Method::Approval { max: 2 }, share, true),
        (Method::Approval { max: 2 }, core, false),
        (Method::Dots { each: 3, cap: 0 }, share, false),
        (Method::Ranking { top: 1 }, share, false),
        (Method::Ranking { top: 1 }, core, false),
        (Method::Ranking { top: 1 }, ConsensusRule::NoRule, true),
    ] {
        let mut asked = poll(RoundState::Revealed);
        asked.method = method;
        asked.rounds.get_mut(&RoundNo(1)).unwrap().rule = Some(rule);
        let mut session = session();
        session.put(asked.clone().into_item());
        let text = said(&session, View::Poll(id(1)), Lang::En);
        assert_eq!(text.contains("rule"), told, "{method:?} {rule:?}: {text}");
        // the same where too few voted
        let round = asked.rounds.get_mut(&RoundNo(1)).unwrap();
        round.counted.retain(|group, _| *group == Group::Youth);
        round.counted.get_mut(&Group::Youth).unwrap().voters = 2;
        session.put(asked.into_item());
        let text = said(&session, View::Poll(id(1)), Lang::En);
        let applies = !matches!(method, Method::Ranking { .. }) && rule != core || rule == ConsensusRule::NoRule;
        assert_eq!((text.contains("Too few"), text.contains("rule")), (true, applies), "{method:?} {rule:?}: {text}");
    }
}

#[test]
fn a_bar_is_as_long_as_the_share_of_the_whole_whatever_was_given() {
    let mut asked = poll(RoundState::Revealed);
    asked.method = Method::Dots { each: 3, cap: 0 };
    let mut session = session();
    session.put(asked.into_item());
    let stage = View::Poll(id(1)).into();
    let slides = deck(&view(&session, &stage, Lang::En));
    let slide::Body::Bars(bars) = &slides[0].body else { panic!("{slides:?}") };
    let rows: Vec<_> = bars.rows.iter().map(|row| (row.count.as_str(), row.thousandths)).collect();
    assert_eq!(rows, [("16 of 28 dots", 571), ("6 of 28 dots", 214), ("6 of 28 dots", 214)]);
}

#[test]
fn a_vote_of_a_few_is_not_told() {
    let mut few = poll(RoundState::Revealed);
    for (voters, votes, told) in [(2, 2, false), (4, 4, false), (5, 5, true)] {
        if let Some(round) = few.rounds.get_mut(&RoundNo(1)) {
            round.counted = [(
                Group::Youth,
                Count { voters, votes: [(Tick::on(id(0)), votes)].into_iter().collect(), ..Count::default() },
            )]
            .into_iter()
            .collect();
        }
        let mut session = session();
        session.put(few.clone().into_item());
        let text = said(&session, View::Poll(id(1)), Lang::It);
        assert_eq!(text.contains(&format!("{votes} su {voters}")), told, "{text}");
        assert_eq!(text.contains("Troppo pochi votanti"), !told, "{text}");
    }
}

#[test]
fn words_that_are_withheld_are_no_option_that_the_room_reads() {
    for state in [RoundState::Prepared, RoundState::Open, RoundState::Revealed] {
        let mut session = session();
        let mut asked = poll(state);
        let withheld = [id::<VoiceId>(2).into(), id::<VoiceId>(3).into(), id::<NoteId>(1).into()];
        let freeze = |options: &mut crate::domain::field::Map<OptionId, PollOption>| {
            for (option, item) in options.values_mut().zip(withheld) {
                (option.text, option.item) = ("SEGRETO".into(), Some(item));
            }
        };
        freeze(&mut asked.options);
        if let Some(round) = asked.rounds.get_mut(&RoundNo(1)) {
            freeze(&mut round.options);
        }
        session.put(asked.into_item());
        let slide = said(&session, View::Poll(id(1)), Lang::It);
        assert!(!slide.contains("SEGRETO") && slide.contains("riservata"), "{state:?}: {slide}");
    }
}

#[test]
fn a_person_who_is_not_to_be_quoted_is_not_and_a_small_group_has_no_numbers() {
    let mut session = session();
    session.put(Participant { id: id(60), group: Some(Group::Youth), ..Participant::default() }.into_item());
    let voice = |n: u64, text: &str, from| {
        Voice { id: id(n), text: text.into(), from, may_go_to: MayGoTo::Public, ..Voice::default() }.into_item()
    };
    session.put(voice(60, "SEGRETO senza consenso", Speaker::Person(id(60))));
    session.put(voice(61, "Noi due", Speaker::TheGroup { agree: 2, of: 2 }));
    let seen = said(&session, View::Voices, Lang::It);
    assert!(!seen.contains("SEGRETO") && seen.contains("Noi due"), "{seen}");
    assert!(!seen.contains("2 su 2") && seen.contains("6 su 8"), "{seen}");
}

#[test]
fn an_action_names_an_organisation_or_a_group_and_nobody() {
    let mut session = session();
    let person = Participant { id: id(51), code: "YAG-03".into(), group: Some(Group::Youth), ..Participant::default() };
    session.put(person.into_item());
    let who = Some(Owner::Participant(id(51)));
    session.put(ActionItem { id: id(9), what: "Chiamare".into(), who, ..ActionItem::default() }.into_item());
    let text = said(&session, View::Actions, Lang::It);
    assert!(text.contains("Cooperativa Il Ponte") && text.contains(&names::group(Lang::It, &Group::Youth)), "{text}");
    assert!(!text.contains("YAG-03"), "{text}");
}

#[test]
fn no_code_is_ever_on_the_wall_whoever_it_was_and_wherever_it_stands() {
    // one who is registered, one who was removed, one who was erased or never registered
    let codes = ["OP-04", "VOL-7", "YAG-01", "yag1"];
    let mut session = session();
    for (n, code, gone) in [(70, "OP-04", false), (71, "VOL-7", true)] {
        session.put(Participant { id: id(n), code: code.into(), gone, ..Participant::default() }.into_item());
    }
    for (n, code) in (0..).zip(codes) {
        let text = || format!("Parole@{code} e @{code}");
        let said = Voice {
            text: format!("Nessuno mi ha richiamato @{code}"),
            may_go_to: MayGoTo::Public,
            outcome: Some(Outcome::Accepted),
            ..Voice::default()
        };
        session.put(Voice { id: id(70 + n), ..said.clone() }.into_item());
        let (reason, reply) = (text(), text());
        session.put(Voice { id: id(80 + n), text: "Richiamateci".into(), reason, reply, ..said }.into_item());
        let how = text();
        session.put(
            Practice { id: id(70 + n), name: text(), organisation: text(), how, ..Practice::default() }.into_item(),
        );
        let (statement, reason, dissent) = (text(), text(), text());
        session.put(Decision { id: id(70 + n), statement, reason, dissent, ..Decision::default() }.into_item());
        session.put(
            ActionItem { id: id(70 + n), what: text(), organisation: text(), ..ActionItem::default() }.into_item(),
        );
        session.put(Sketch { id: id(70 + n), title: text(), table: Some(id(1)), ..Sketch::default() }.into_item());
    }
    let mut asked = poll(RoundState::Revealed);
    asked.question = "Lo fa OP-04?".into();
    let round = asked.rounds.get_mut(&RoundNo(1)).unwrap();
    round.options.values_mut().zip(codes).for_each(|(option, code)| option.text = format!("Come dice {code}"));
    session.put(asked.into_item());
    session.put(step(1, "Con OP-04", Activity::Listen, "Che cosa dice YAG-01?").into_item());
    let mut head = session.session.as_ref().clone();
    (head.title, head.aim) = ("Con YAG-01".into(), "Sentire yag1".into());
    session.put(head.into_item());
    let sent: Vec<ItemRef> = vec![id::<crate::domain::id::PracticeId>(70).into(), id::<VoiceId>(72).into()];
    let views = [
        View::Welcome,
        View::Step,
        View::Tables,
        View::Harvest,
        View::Sent,
        View::Practices,
        View::Poll(id(1)),
        View::Voices,
        View::YouSaidWeDid,
        View::Decisions,
        View::Actions,
        View::Recap,
    ];
    for view_of in views {
        let stage = Stage { view: view_of, sent: sent.clone(), ..Stage::default() };
        let seen = format!("{:?}", deck(&view(&session, &stage, Lang::It)));
        for code in codes {
            assert!(!seen.contains(code), "{code} in {view_of:?}: {seen}");
        }
    }
    // of what was said the words stay away whole, and are counted
    let voices = said(&session, View::Voices, Lang::It);
    assert!(!voices.contains("Nessuno mi ha richiamato") && voices.contains("altre 5 voci"), "{voices}");
    assert!(voices.contains("Richiamateci"));
    assert!(!may_be_sent(&session, id::<VoiceId>(72).into()), "it is not sent either");
    // a meeting of the young people alone is no exception
    let mut yag = Session::default();
    yag.put(Participant { id: id(1), group: Some(Group::Youth), present: true, ..Participant::default() }.into_item());
    yag.put(Voice { id: id(1), text: "Lo dice YAG-01".into(), ..Voice::default() }.into_item());
    assert!(!said(&yag, View::Voices, Lang::It).contains("Lo dice"));
}

#[test]
fn the_wall_follows_the_step() {
    let cases = [
        (Activity::Welcome, View::Welcome),
        (Activity::Share, View::Step),
        (Activity::Listen, View::Step),
        (Activity::Vote, View::Poll(id(1))),
        (Activity::Decide, View::Decisions),
        (Activity::Actions, View::Actions),
        (Activity::Close, View::Recap),
    ];
    for (activity, expected) in cases {
        let mut session = session();
        session.put(step(1, "x", activity, "").into_item());
        assert_eq!(resolved(&session, &Stage::default()), expected, "{activity}");
    }
    assert_eq!(resolved(&Session::default(), &Stage::default()), View::Welcome);
}

#[test]
fn a_poll_put_or_shown_during_a_step_is_what_the_room_looks_at() {
    let with = |state, revealed: Option<&str>| {
        let mut poll = poll(state);
        poll.rounds.values_mut().for_each(|round| round.revealed = revealed.map(at));
        let mut session = session();
        session.put(poll.into_item());
        session.put(step(1, "x", Activity::Discuss, "").into_item());
        resolved(&session, &Stage::default())
    };
    assert_eq!(with(RoundState::Open, None), View::Poll(id(1)));
    assert_eq!(with(RoundState::Closed, None), View::Step);
    assert_eq!(with(RoundState::Revealed, Some("16:05")), View::Poll(id(1)));
    assert_eq!(with(RoundState::Revealed, Some("15:50")), View::Step, "shown in a step that is over");
}

#[test]
fn young_people_read_their_own_words() {
    let mut yag = session();
    let text = screen(&yag, View::Practices, "16:05", Lang::It, (120, 36));
    assert!(text.contains("agganciare"), "{text}");
    yag.put(step(1, "Ascolto", Activity::Listen, "").into_item());
    let text = screen(&yag, View::Practices, "16:05", Lang::It, (120, 36));
    assert!(text.contains("incontrarci") && !text.contains("agganciare"), "{text}");
    let how = "Una sigla: agganciamo i NEET.".to_owned();
    yag.put(Practice { id: id(0), name: "Una pratica".into(), how, ..Practice::default() }.into_item());
    let text = screen(&yag, View::Practices, "16:05", Lang::It, (120, 36));
    assert!(text.contains("Una pratica") && !text.contains("NEET"), "{text}");
}

#[test]
fn what_became_of_voices_counts_each_of_them_once() {
    let wall = |voices: &[(MayGoTo, Option<Outcome>)]| {
        let mut session = Session::default();
        for (n, (may_go_to, outcome)) in (0..).zip(voices) {
            let text = "Parole".to_owned();
            let reason = if outcome.is_some() { "perché sì".to_owned() } else { String::new() };
            let voice = Voice { id: id(n), text, reason, may_go_to: *may_go_to, outcome: *outcome, ..Voice::default() };
            session.put(voice.into_item());
        }
        let stage = View::YouSaidWeDid.into();
        let slides = deck(&view(&session, &stage, Lang::En));
        let slide::Body::Big(big) = &slides[0].body else { return (String::new(), slides[0].foot.clone()) };
        (big.clone(), slides[0].foot.clone())
    };
    use MayGoTo::{Partners, Team};
    let done = Some(Outcome::Accepted);
    let cases: [(&[_], &str, &str); 7] = [
        (
            &[(Team, done), (Team, None)],
            "One answer is ready; its words stay with the team",
            "One voice is still waiting for an answer",
        ),
        (&[(Team, done), (Team, done)], "2 answers are ready; their words stay with the team", ""),
        (&[(Team, None)], "Answers are on their way: none is ready yet", "One voice is still waiting for an answer"),
        (&[(Partners, done), (Partners, done), (Team, None)], "", "One voice is still waiting for an answer"),
        (&[(Partners, done), (Team, done)], "", "One more answer is ready; its words stay with the team"),
        (
            &[(Partners, None), (Partners, None)],
            "Answers are on their way: none is ready yet",
            "2 voices are still waiting for an answer",
        ),
        (&[], "No voices to show yet", ""),
    ];
    for (voices, big, foot) in cases {
        assert_eq!(wall(voices), (big.to_owned(), foot.to_owned()), "{voices:?}");
    }
}

#[test]
fn in_a_meeting_of_the_yag_their_own_voices_are_shown() {
    let mut session = Session::default();
    session
        .put(Participant { id: id(1), group: Some(Group::Youth), present: true, ..Participant::default() }.into_item());
    session.put(Voice { id: id(1), text: "Solo tra noi".into(), ..Voice::default() }.into_item());
    let seen = |session: &Session| said(session, View::Voices, Lang::It).contains("Solo tra noi");
    assert!(seen(&session));
    session.put(
        Participant { id: id(2), group: Some(Group::Operator), present: true, ..Participant::default() }.into_item(),
    );
    assert!(!seen(&session));
}

#[test]
fn what_was_sent_and_may_no_longer_be_read_gives_way_to_the_step() {
    let mut session = session();
    let voice: ItemRef = id::<VoiceId>(0).into();
    let stage = Stage { sent: vec![voice], ..View::Sent.into() };
    assert!(said(&session, stage.clone(), Lang::It).contains("Ci chiamano"));
    let mut withdrawn = session.voices.get(id(0)).unwrap().as_ref().clone();
    withdrawn.may_go_to = MayGoTo::Team;
    session.put(Item::Voice(Arc::new(withdrawn)));
    assert_ne!(resolved(&session, &stage), View::Sent);
    assert!(!may_be_sent(&session, voice) && !may_be_sent(&session, id::<NoteId>(1).into()));
}
