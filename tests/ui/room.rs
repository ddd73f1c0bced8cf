//! A session that looks like one in the room: people, an agenda under way, items of every kind.

use std::sync::Arc;

use proximo::domain::id::{Code, SessionId, TypedId};
use proximo::domain::item::{
    ActionItem, Conflict, Decision, Head, Item, ItemRef, Note, Participant, Poll, Practice, Sketch, Step, Voice,
};
use proximo::domain::poll::{Method, PollOption};
use proximo::domain::session::Session;
use proximo::domain::turn::fresh;
use proximo::domain::value::{
    ActionState, Activity, Created, Difficulty, Group, NoteKind, Outcome, Owner, SessionState, Speaker, VoiceKind,
};

use super::desk::moment;

/// An empty session of today.
pub fn empty() -> Session {
    let head = Head {
        id: SessionId::new(Code::from_bits(1)),
        title: "Tavolo 2: agganciare".into(),
        date: Some(moment().day()),
        place: "Municipio 7, via Novara".into(),
        ..Head::default()
    };
    Session::new(head)
}

fn created(minute: i64) -> Created {
    let step = Some(fresh(201));
    Created { at: moment().plus_millis((minute - 60) * 60_000), by: "Giulia".into(), step, table: None }
}

/// A session under way.
pub fn full() -> Session {
    let mut session = empty();
    Arc::make_mut(&mut session.session).state = SessionState::Running;
    let steps = [
        (200, "Accoglienza", Activity::Welcome, 10, Some(-45), Some(-34)),
        (201, "Racconto di pratiche", Activity::Share, 40, Some(-34), None),
        (202, "Ascolto dei giovani", Activity::Listen, 25, None, None),
        (203, "Voto", Activity::Vote, 15, None, None),
        (204, "Impegni", Activity::Actions, 15, None, None),
        (205, "Chiusura", Activity::Close, 10, None, None),
    ];
    for (id, title, activity, minutes, started, ended) in steps {
        let at = |minute: Option<i64>| minute.map(|minute| moment().plus_millis(minute * 60_000));
        session.put(Item::Step(Arc::new(Step {
            id: fresh(id),
            order: id as i64,
            title: title.into(),
            activity,
            minutes,
            started: at(started),
            ended: at(ended),
            prompt: if id == 201 {
                "Che cosa ha funzionato per incontrare chi non si vede?".into()
            } else {
                String::new()
            },
            ..Step::default()
        })));
    }
    for (id, code, group, organisation) in [
        (101, "OP-04", Group::Operator, "CAG Spazio Giovani"),
        (102, "YAG-03", Group::Youth, ""),
        (103, "IST-01", Group::Institution, "Municipio 7"),
    ] {
        session.put(Item::Participant(Arc::new(Participant {
            id: fresh(id),
            code: code.into(),
            group: Some(group),
            organisation: organisation.into(),
            present: true,
            ..Participant::default()
        })));
    }
    let practices = [
        (1, "Educativa di strada in piazza", "CAG Spazio Giovani", Some(Difficulty::Engage)),
        (2, "Il bus dei mestieri", "AFOL Metropolitana", Some(Difficulty::Identify)),
        (3, "Sportello a scuola con la psicologa, due pomeriggi alla settimana", "IIS Galilei", None),
        (4, "Tutor alla pari", "", Some(Difficulty::Trust)),
    ];
    for (id, name, organisation, difficulty) in practices {
        let mut practice = Practice {
            id: fresh(id),
            created: created(30 + id as i64),
            name: name.into(),
            organisation: organisation.into(),
            difficulty,
            ..Practice::default()
        };
        if id == 1 {
            practice.for_whom = "Giovani 16–24 che non frequentano servizi".into();
            practice.how =
                "Due educatori stanno in piazza tre sere alla settimana, sempre gli stessi e alla stessa ora. \
                            Dopo un mese propongono un'attività scelta dai ragazzi."
                    .into();
            practice.helped = "La costanza: stessi volti, stesso posto.".into();
            practice.hindered = "Il turnover degli educatori.".into();
            practice.tags = ["strada".to_owned(), "fiducia".to_owned()].into_iter().collect();
            practice.told_by = [fresh(101)].into_iter().collect();
            practice.reached = Some(120);
            practice.engaged = Some(45);
            practice.activated = Some(18);
        }
        session.put(Item::Practice(Arc::new(practice)));
    }
    let about_first: [ItemRef; 1] = [ItemRef::Practice(fresh(1))];
    session.put(Item::Sketch(Arc::new(Sketch {
        id: fresh(11),
        created: created(40),
        title: "Sportello che si sposta nei cortili".into(),
        difficulty: Some(Difficulty::Identify),
        practices: [fresh(1), fresh(2)].into_iter().collect(),
        ..Sketch::default()
    })));
    let voices = [
        (21, "Vorremmo un posto dove stare la sera, senza dover dire perché", VoiceKind::Idea, None),
        (22, "Alle superiori nessuno mi ha mai chiesto come stavo", VoiceKind::Experience, Some(Outcome::Thanked)),
        (23, "Abbiamo paura che poi chiudano tutto dopo un anno", VoiceKind::Concern, Some(Outcome::PartlyAccepted)),
    ];
    for (id, text, kind, outcome) in voices {
        let from = if id == 21 { Speaker::Person(fresh(102)) } else { Speaker::Someone };
        let about = if id == 21 { about_first.into_iter().collect() } else { Default::default() };
        let created = created(20 + id as i64);
        session.put(Item::Voice(Arc::new(Voice {
            id: fresh(id),
            created,
            text: text.into(),
            from,
            kind,
            outcome,
            about,
            ..Voice::default()
        })));
    }
    let options = [(1, "Strada"), (2, "Scuola"), (3, "Famiglie")];
    let options =
        options.map(|(order, text)| (fresh(300 + order as u64), PollOption { order, text: text.into(), item: None }));
    session.put(Item::Poll(Arc::new(Poll {
        id: fresh(31),
        created: created(50),
        question: "Da dove partiamo?".into(),
        method: Method::Dots { each: 3, cap: 0 },
        options: options.into_iter().collect(),
        ..Poll::default()
    })));
    session.put(Item::Decision(Arc::new(Decision {
        id: fresh(41),
        created: created(52),
        statement: "Si parte dai cortili di via Novara".into(),
        reason: "Ci sono già due educatori che li conoscono".into(),
        review_on: "2026-09-30".parse().ok(),
        about: about_first.into_iter().collect(),
        ..Decision::default()
    })));
    let actions = [
        (51, "Chiamare la scuola", Some(Owner::Participant(fresh(101))), "2026-03-13", ActionState::Open),
        (52, "Chiedere la chiave della sala", Some(Owner::Named("Marco".into())), "2026-03-02", ActionState::Doing),
        (53, "Scrivere ai partner", None, "", ActionState::Open),
    ];
    for (id, what, who, due, state) in actions {
        let created = created(id as i64);
        let due = due.parse().ok();
        session.put(Item::Action(Arc::new(ActionItem {
            id: fresh(id),
            created,
            what: what.into(),
            who,
            due,
            state,
            ..ActionItem::default()
        })));
    }
    for (id, text, kind, private) in [
        (61, "«Se non ti conoscono non vengono»", NoteKind::Quote, false),
        (62, "Chiedere dopo a OP-04 del caso di cui parlava", NoteKind::Point, true),
    ] {
        session.put(Item::Note(Arc::new(Note {
            id: fresh(id),
            created: created(id as i64 - 10),
            text: text.into(),
            kind,
            private,
            ..Note::default()
        })));
    }
    session
}

/// A session in which two people gave one practice two names.
pub fn with_conflict() -> Session {
    let mut session = full();
    session.put(Item::Conflict(Arc::new(Conflict {
        id: fresh(71),
        item: Some(ItemRef::Practice(fresh(2))),
        field: "name".into(),
        kept: "\"Il bus dei mestieri\"".into(),
        other: "\"Bus dei mestieri in quartiere\"".into(),
        ..Conflict::default()
    })));
    session
}
