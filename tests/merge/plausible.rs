//! Sessions as rooms leave them: incomplete, told twice, half answered. From a seed, the same every time.

use std::sync::Arc;

use proximo::domain::id::{Code, TypedId};
use proximo::domain::item::{
    ActionItem, Decision, Head, Note, Participant, Poll, Practice, Record, Sketch, Step, Voice,
};
use proximo::domain::poll::{Count, Method, PollOption, Round, RoundNo, Tick};
use proximo::domain::session::Session;
use proximo::domain::time::Day;
use proximo::domain::value::{
    ActionState, Allows, Created, Difficulty, Group, MayGoTo, NoteKind, Outcome, Owner, RoundState, Shown, Speaker,
    Stamp, Stance, VoiceKind,
};
use proximo::synthesis::gather::Given;

/// What never leaves a session: it stands in private notes, in voices for the team, in those without consent.
pub const SECRET: &str = "SEGRETO";

/// Splitmix64.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
    }

    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.roll(list.len())]
    }

    pub fn chance(&mut self, of_ten: usize) -> bool {
        self.roll(10) < of_ten
    }
}

/// Name, organisation, place, how it works; neighbours are one practice in other words, or nearly so.
pub const TOLD: &[(&str, &str, &str, &str)] = &[
    ("Ohjaamo", "Comuni finlandesi", "Finlandia", "Sportello unico senza appuntamento, operatori di enti diversi"),
    ("Ohjaamo guidance centres", "Finnish municipalities", "Finland", "One-stop centres, free, without appointment"),
    ("Educativa di strada", "Cooperativa Aria", "Baggio, Milano", "Due sere a settimana sulle panchine del parco"),
    ("Educativa di strada", "Cooperativa Orma", "Quarto Oggiaro, Milano", "Camper in piazza con giochi e musica"),
    ("Street outreach in Baggio", "Aria", "Baggio, Milan", "Two evenings a week on the benches of the park"),
    ("Progetto Nove ¾", "Gruppo Abele", "Torino", "Affiancamento a domicilio per chi è in ritiro sociale, laboratori"),
    ("Nove e tre quarti", "Gruppo Abele", "Torino", "Educatori a casa di chi si è ritirato, poi un laboratorio"),
    ("Laboratorio di teatro", "Spazio Giallo", "San Siro", "Prove il giovedì, spettacolo a giugno"),
    ("Laboratorio di musica", "Spazio Giallo", "San Siro", "Prove il giovedì, concerto a giugno"),
    ("Registri incrociati", "Ministero estone", "Estonia", "Incrociando i registri pubblici il comune sa chi cercare"),
    ("peer tutor", "", "", "ragazzi che fanno da ponte"),
    ("Già sentita", "", "", ""),
];
const TITLES: &[&str] = &["Antenne di quartiere", "Antenne di Quartiere", "Il primo passo in due", "Porta aperta", ""];
const TAGS: &[&str] = &["strada", "scuola", "pari", "Strada", "famiglie"];
const GROUPS: &[Group] = &[Group::Youth, Group::Operator, Group::Institution, Group::Family];

/// Returns one to five sessions, some of them in two copies.
pub fn sessions(seed: u64) -> Vec<Given> {
    let mut dice = Dice(seed);
    let count = 1 + dice.roll(4);
    let mut all: Vec<Given> = Vec::new();
    for number in 0..count {
        let earlier: Vec<Arc<Session>> = all.iter().map(|given| given.session.clone()).collect();
        let session = session(&mut dice, number, &earlier);
        all.push(Given::new(format!("tavolo-{number}"), Arc::new(session)));
    }
    if dice.chance(3) {
        let copy = all[dice.roll(all.len())].clone();
        let mut session = copy.session.as_ref().clone();
        edit(&mut session, &mut dice);
        all.push(Given::new(format!("{}-copia", copy.name), Arc::new(session)));
    }
    all
}

/// Changes a session as a person would later: a practice reworded, one removed, a voice answered, one more told.
pub fn edit(session: &mut Session, dice: &mut Dice) {
    let practices: Vec<_> = session.practices.live().cloned().collect();
    if let Some(practice) = practices.get(dice.roll(practices.len().max(1))) {
        let at = Stamp { at: day(40).midnight(), by: "Luca".into() };
        let mut changed = practice.as_ref().clone();
        changed.set_changed(at);
        match dice.roll(3) {
            0 => changed.gone = true,
            1 => changed.how = "Adesso si fa in un altro modo".into(),
            _ => changed.difficulty = Some(Difficulty::Trust),
        }
        session.put(changed.into_item());
    }
    let open = session.voices.live().find(|voice| voice.outcome.is_none()).cloned();
    if let Some(voice) = open {
        session.put(Voice { outcome: Some(Outcome::Accepted), ..voice.as_ref().clone() }.into_item());
    }
    let code = Code::from_bits(0xabc0 + dice.roll(1000) as u64);
    session.put(practice(dice, code, 0).into_item());
}

pub fn day(number: u32) -> Day {
    "2026-03-01".parse::<Day>().expect("a day").plus_days(number)
}

fn created(number: usize) -> Created {
    Created { at: day(3).midnight().plus_millis(number as i64 * 1000), by: "Sara".into(), ..Created::default() }
}

fn code(session: usize, kind: usize, number: usize) -> Code {
    Code::from_bits((session * 1_000_000 + kind * 10_000 + number) as u64 + 1)
}

fn practice(dice: &mut Dice, code: Code, number: usize) -> Practice {
    let (name, organisation, place, how) = *dice.pick(TOLD);
    let mut practice = Practice { name: name.into(), how: how.into(), ..Practice::default() };
    practice.found(TypedId::new(code), created(number));
    if dice.chance(7) {
        practice.organisation = organisation.into();
        practice.place = place.into();
    }
    if dice.chance(8) {
        practice.difficulty = Some(*dice.pick(Difficulty::ALL));
    }
    if dice.chance(5) {
        practice.tags.insert((*dice.pick(TAGS)).to_owned());
    }
    practice.gone = dice.chance(1);
    practice.sample = dice.chance(1);
    practice
}

fn session(dice: &mut Dice, number: usize, earlier: &[Arc<Session>]) -> Session {
    let mut head = Head { title: format!("Tavolo {number}"), ..Head::default() };
    head.found(TypedId::new(code(number, 0, 0)), created(0));
    head.date = dice.chance(9).then(|| day(dice.roll(20) as u32));
    let mut session = Session::new(head);
    for at in 0..2 {
        let mut step = Step { title: format!("Fase {at}"), order: at as i64, minutes: 10, ..Step::default() };
        step.found(TypedId::new(code(number, 1, at)), created(at));
        session.put(step.into_item());
    }
    for at in 0..3 {
        let mut person = Participant { code: format!("P-{at}"), present: true, ..Participant::default() };
        person.group = Some(dice.pick(GROUPS).clone());
        person.allows = Allows { quoted: at == 0, reuse: false };
        person.found(TypedId::new(code(number, 2, at)), created(at));
        session.put(person.into_item());
    }
    for at in 0..dice.roll(7) {
        let mut practice = practice(dice, code(number, 3, at), at);
        practice.told_by.insert(TypedId::new(code(number, 2, dice.roll(3))));
        session.put(practice.into_item());
    }
    // carried over from an earlier session under its own id
    if let Some(carried) = earlier.last().and_then(|other| other.practices.live().next().cloned())
        && dice.chance(4)
    {
        session.put(carried.as_ref().clone().into_item());
    }
    sketches(dice, number, &mut session);
    voices(dice, number, &mut session);
    polls(dice, number, &mut session);
    rest(dice, number, &mut session, earlier);
    session
}

fn sketches(dice: &mut Dice, number: usize, session: &mut Session) {
    let practices: Vec<_> = session.practices.all().map(|practice| practice.id).collect();
    for at in 0..dice.roll(3) {
        let mut sketch = Sketch { title: (*dice.pick(TITLES)).into(), how: "Si prova".into(), ..Sketch::default() };
        sketch.found(TypedId::new(code(number, 4, at)), created(at));
        for _ in 0..dice.roll(3) {
            sketch.practices.extend(practices.get(dice.roll(8)));
        }
        sketch.gone = dice.chance(1);
        session.put(sketch.into_item());
    }
}

fn voices(dice: &mut Dice, number: usize, session: &mut Session) {
    let about: Vec<_> = session.items().map(|item| item.reference()).collect();
    for at in 0..dice.roll(5) {
        let mut voice = Voice { text: "Ci vorrebbe il venerdì sera".into(), ..Voice::default() };
        voice.found(TypedId::new(code(number, 5, at)), created(at));
        voice.may_go_to = *dice.pick(MayGoTo::ALL);
        voice.from = match dice.roll(3) {
            0 => Speaker::Someone,
            1 => Speaker::Person(TypedId::new(code(number, 2, dice.roll(3)))),
            _ => Speaker::TheGroup { agree: dice.roll(4) as u32, of: 4 },
        };
        voice.kind = *dice.pick(&[VoiceKind::Idea, VoiceKind::Experience, VoiceKind::Stance(Stance::Against)]);
        voice.shown = Shown(!dice.chance(1));
        voice.about.insert(*dice.pick(&about));
        voice.outcome = *dice.pick(&[
            None,
            Some(Outcome::Thanked),
            Some(Outcome::UnderReview(day(60))),
            Some(Outcome::NotAccepted),
        ]);
        let consents = match &voice.from {
            Speaker::Person(id) => session.participants.get(*id).is_some_and(|person| person.allows.quoted),
            Speaker::Someone | Speaker::TheGroup { .. } => true,
        };
        if voice.may_go_to == MayGoTo::Team || !consents || !voice.shown.0 {
            voice.text = format!("{SECRET} {at}");
            voice.reply = format!("{SECRET} {at}");
        }
        session.put(voice.into_item());
    }
}

fn polls(dice: &mut Dice, number: usize, session: &mut Session) {
    let items: Vec<_> = session
        .practices
        .live()
        .map(|practice| practice.id.into())
        .chain(session.sketches.live().map(|sketch| sketch.id.into()))
        .collect();
    for at in 0..dice.roll(3) {
        let mut poll = Poll { question: format!("Votazione {at}?"), ..Poll::default() };
        poll.found(TypedId::new(code(number, 6, at)), created(at));
        poll.method = if dice.chance(5) { Method::Approval { max: 0 } } else { Method::Dots { each: 3, cap: 0 } };
        for place in 0..3 {
            let item = items.get(dice.roll(6)).copied();
            let option = PollOption { order: place, text: format!("Opzione {place}"), item };
            poll.options.insert(TypedId::new(code(number, 7, at * 10 + place as usize)), option);
        }
        for no in 1..=(1 + dice.roll(2)) as u8 {
            let mut round = Round { state: *dice.pick(RoundState::ALL), ..Round::default() };
            round.options = poll.options.clone();
            for group in GROUPS {
                let voters = dice.roll(6) as u32;
                let votes = poll.options.keys().map(|id| (Tick::on(*id), dice.roll(voters as usize + 1) as u32));
                let votes = votes.collect();
                round.counted.insert(group.clone(), Count { voters, votes, ..Count::default() });
            }
            poll.rounds.insert(RoundNo(no), round);
        }
        session.put(poll.into_item());
    }
}

fn rest(dice: &mut Dice, number: usize, session: &mut Session, earlier: &[Arc<Session>]) {
    let about: Vec<_> = session.items().map(|item| item.reference()).collect();
    for at in 0..dice.roll(3) {
        let mut decision = Decision { statement: format!("Si decide {at}"), ..Decision::default() };
        decision.found(TypedId::new(code(number, 8, at)), created(at));
        decision.about.insert(*dice.pick(&about));
        decision.poll = session.polls.live().next().map(|poll| poll.id);
        session.put(decision.into_item());
        let mut action = ActionItem { what: format!("Si fa {at}"), ..ActionItem::default() };
        action.found(TypedId::new(code(number, 9, at)), created(at));
        action.who = Some(Owner::Participant(TypedId::new(code(number, 2, 0))));
        action.about.insert(*dice.pick(&about));
        session.put(action.into_item());
        let private = dice.chance(5);
        let text = if private { format!("{SECRET} appunto") } else { "Un appunto".to_owned() };
        let kind = if private { NoteKind::Quote } else { *dice.pick(NoteKind::ALL) };
        let mut note = Note { text, kind, private, ..Note::default() };
        note.found(TypedId::new(code(number, 10, at)), created(at));
        session.put(note.into_item());
    }
    // an action that an earlier session left open, done since
    if let Some(open) = earlier.last().and_then(|other| other.actions.live().next().cloned()) {
        session.put(ActionItem { state: ActionState::Done, ..open.as_ref().clone() }.into_item());
    }
}
