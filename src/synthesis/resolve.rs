//! Owns whether everything that a dossier refers to is there: in the dossier itself, and in the sessions it was made of.
//! Changes nothing, and knows no file.

use std::collections::{BTreeMap, BTreeSet};

use super::dossier::{Change, Dossier, Match, PollLine, RoundLine, Seed, Strategy, VoteRef, WhyUnused};
use super::gather::{Gathered, Told};
use super::origin::Origin;
use crate::domain::id::{OptionId, SessionId};
use crate::domain::item::ItemRef;
use crate::domain::poll::RoundNo;

/// A reference that leads nowhere, or no longer where it led.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Unresolved {
    /// The line of the dossier that it stands in: an origin, an id, or the name of a field.
    pub within: String,
    /// What it names.
    pub missing: String,
    /// Where it leads nowhere.
    pub why: Why,
}

/// Why a reference leads nowhere.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Why {
    /// The dossier has no such line.
    NotInDossier,
    /// The dossier says itself that the sources no longer hold it.
    Lost,
    /// The session is not here: what its file was called.
    NoSession(String),
    /// The session has no such thing: what its file is called.
    NotInSession(String),
    /// It was removed from the session: what its file is called.
    RemovedThere(String),
    /// It is there, and the session says something else than it said at the merge: what its file is called.
    ChangedSince(String),
}

/// Returns the references of a dossier that its own lines do not resolve, in the order of the file.
pub fn in_dossier(dossier: &Dossier) -> Vec<Unresolved> {
    let mut look = Look::at(dossier);
    dossier.human.left_out.keys().for_each(|origin| look.origin("left_out", *origin));
    dossier.matches.iter().for_each(|one| look.one_match(one));
    dossier.strategies.iter().for_each(|strategy| look.strategy(strategy));
    for unused in &dossier.unused {
        let within = unused.origin.to_string();
        look.origin("unused", unused.origin);
        match &unused.why {
            WhyUnused::TakenOut { strategy, .. } | WhyUnused::Dropped { strategy, .. } => {
                look.id(&within, strategy.to_string());
            }
            WhyUnused::NoDifficulty | WhyUnused::Alone(_) => {}
        }
    }
    for origin in dossier.known() {
        look.session(&origin.to_string(), origin.session);
    }
    for voice in &dossier.voices {
        look.origins(voice.origin, &voice.about);
    }
    dossier.polls.iter().for_each(|poll| look.poll(poll));
    for decision in &dossier.decisions {
        look.origins(decision.origin, decision.poll.iter().chain(&decision.about));
    }
    for action in &dossier.actions {
        // in which session it was first taken down may be one that was never merged
        look.origins(action.origin, &action.about);
    }
    dossier.changes.iter().for_each(|change| look.change(change));
    look.found
}

/// What the dossier can resolve, and what it could not so far.
struct Look<'a> {
    known: BTreeSet<Origin>,
    sessions: BTreeSet<SessionId>,
    /// Strategies and matches.
    ids: BTreeSet<String>,
    polls: BTreeMap<Origin, &'a PollLine>,
    found: Vec<Unresolved>,
}

impl<'a> Look<'a> {
    fn at(dossier: &'a Dossier) -> Self {
        let strategies = dossier.strategies.iter().map(|strategy| strategy.id().to_string());
        let matches = dossier.matches.iter().map(|one| one.id().to_string());
        Self {
            known: dossier.known(),
            sessions: dossier.sources.iter().filter_map(|source| source.session).collect(),
            ids: strategies.chain(matches).collect(),
            polls: dossier.polls.iter().map(|poll| (poll.origin, poll)).collect(),
            found: Vec::new(),
        }
    }

    fn miss(&mut self, within: &str, missing: String, why: Why) {
        let unresolved = Unresolved { within: within.to_owned(), missing, why };
        if !self.found.contains(&unresolved) {
            self.found.push(unresolved);
        }
    }

    fn origin(&mut self, within: &str, origin: Origin) {
        if !self.known.contains(&origin) {
            self.miss(within, origin.to_string(), Why::NotInDossier);
        }
    }

    fn origins<'o>(&mut self, within: Origin, origins: impl IntoIterator<Item = &'o Origin>) {
        let within = within.to_string();
        origins.into_iter().for_each(|origin| self.origin(&within, *origin));
    }

    /// Looks for what a dossier may say of itself that it is lost.
    fn or_lost<'o>(&mut self, within: &str, lost: &[Origin], origins: impl IntoIterator<Item = &'o Origin>) {
        for origin in origins {
            if lost.contains(origin) && !self.known.contains(origin) {
                self.miss(within, origin.to_string(), Why::Lost);
            } else {
                self.origin(within, *origin);
            }
        }
    }

    fn session(&mut self, within: &str, session: SessionId) {
        if !self.sessions.contains(&session) {
            self.miss(within, session.to_string(), Why::NotInDossier);
        }
    }

    fn id(&mut self, within: &str, id: String) {
        if !self.ids.contains(&id) {
            self.miss(within, id, Why::NotInDossier);
        }
    }

    fn one_match(&mut self, one: &Match) {
        self.or_lost(&one.id().to_string(), &one.lost, &one.practices);
    }

    fn strategy(&mut self, strategy: &Strategy) {
        let within = strategy.id().to_string();
        // what a person takes in and nobody holds is theirs to put right
        strategy.human.added.iter().for_each(|origin| self.origin(&within, *origin));
        let seed: &[Origin] = match &strategy.seed {
            Seed::Sketches(seed) => seed,
            Seed::Person | Seed::Difficulty(_) | Seed::Theme { .. } => &[],
        };
        self.or_lost(&within, &strategy.lost, seed.iter().chain(strategy.human.removed.keys()));
        let drafted = strategy.draft.iter().flat_map(|drafted| &drafted.lines).flat_map(|line| &line.from);
        let evidence = &strategy.evidence;
        let said = [&evidence.stances, &evidence.voices, &evidence.decisions, &evidence.actions];
        let stands_on = strategy.sketches.iter().chain(&strategy.practices);
        for origin in stands_on.chain(drafted).chain(said.into_iter().flatten()) {
            self.origin(&within, *origin);
        }
        evidence.sessions.iter().for_each(|session| self.session(&within, *session));
        evidence.votes.iter().for_each(|vote| self.vote(&within, vote));
    }

    fn vote(&mut self, within: &str, vote: &VoteRef) {
        self.origin(within, vote.item);
        let Some(poll) = self.polls.get(&vote.poll) else { return self.origin(within, vote.poll) };
        let Some(round) = poll.rounds.iter().find(|round| round.round == vote.round) else {
            let number = vote.round.map_or(0, |round| round.0);
            return self.miss(within, format!("{}#{number}", vote.poll), Why::NotInDossier);
        };
        // of a round in which too few voted no option is told
        if let Some(option) = vote.option.filter(|option| !round.too_few && !has(round, *option)) {
            self.miss(within, option.to_string(), Why::NotInDossier);
        }
    }

    fn poll(&mut self, poll: &PollLine) {
        let within = poll.origin.to_string();
        for round in &poll.rounds {
            for option in &round.options {
                option.item.into_iter().for_each(|item| self.origin(&within, item));
            }
            for option in round.condorcet.iter().chain(round.schulze.iter().flatten()) {
                if !has(round, *option) {
                    self.miss(&within, option.to_string(), Why::NotInDossier);
                }
            }
        }
    }

    /// What is gone is named by what it was; what is new or other stands here.
    fn change(&mut self, change: &Change) {
        let within = "changes";
        match change {
            Change::SessionNew(id) | Change::SessionChanged(id) | Change::SessionRenamed(id, _) => {
                self.session(within, *id);
            }
            Change::ItemNew(origin) | Change::Answered(origin) => self.origin(within, *origin),
            Change::StrategyNew(id) | Change::StrategyOther(id) => self.id(within, id.to_string()),
            Change::NowOne(id) => self.id(within, id.to_string()),
            Change::SessionGone(..) | Change::ItemGone(_) | Change::StrategyGone(_) | Change::NoLongerOne(_) => {}
        }
    }
}

fn has(round: &RoundLine, option: OptionId) -> bool {
    round.options.iter().any(|line| line.option == Some(option))
}

/// Returns what of a dossier the sessions no longer hold, and which of them say something else since.
pub fn in_sessions(dossier: &Dossier, pool: &Gathered) -> Vec<Unresolved> {
    let told: BTreeMap<SessionId, &Told> = pool.sessions.iter().map(|told| (told.session.id(), told)).collect();
    let mut found = Vec::new();
    let mut miss = |within: String, missing: String, why| found.push(Unresolved { within, missing, why });
    for source in &dossier.sources {
        let Some(id) = source.session else { continue };
        match told.get(&id) {
            None => miss(id.to_string(), id.to_string(), Why::NoSession(source.name.clone())),
            Some(told) if told.source.content != source.content => {
                miss(id.to_string(), id.to_string(), Why::ChangedSince(told.source.name.clone()));
            }
            Some(_) => {}
        }
    }
    let known = dossier.known();
    let differing = dossier.sources.iter().flat_map(|source| &source.differing);
    for origin in known.iter().chain(differing.filter(|origin| !known.contains(origin))) {
        let Some(told) = told.get(&origin.session) else { continue };
        let name = || told.source.name.clone();
        match told.session.get(origin.item) {
            None => miss(origin.to_string(), origin.to_string(), Why::NotInSession(name())),
            // copies may differ in that one of them removed it: then it is told of nowhere else
            Some(item) if item.gone() && known.contains(origin) => {
                miss(origin.to_string(), origin.to_string(), Why::RemovedThere(name()))
            }
            Some(_) => {}
        }
    }
    for line in &dossier.polls {
        let Some(told) = told.get(&line.origin.session) else { continue };
        for missing in options_gone(line, told) {
            miss(line.origin.to_string(), missing.to_string(), Why::NotInSession(told.source.name.clone()));
        }
    }
    found
}

/// Returns the options of a poll's rounds that its session does not have.
fn options_gone(line: &PollLine, told: &Told) -> Vec<OptionId> {
    let ItemRef::Poll(id) = line.origin.item else { return Vec::new() };
    let Some(poll) = told.session.polls.get(id) else { return Vec::new() };
    let there = |round: Option<RoundNo>, option: &OptionId| {
        let frozen = round.and_then(|round| poll.rounds.get(&round)).is_some_and(|r| r.options.contains_key(option));
        frozen || poll.options.contains_key(option)
    };
    let options = line.rounds.iter().flat_map(|round| round.options.iter().map(move |option| (round.round, option)));
    options.filter_map(|(round, option)| option.option.filter(|option| !there(round, option))).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::gather::{Given, gather};
    use super::super::{dossier, merge};
    use super::*;
    use crate::domain::id::PracticeId;
    use crate::domain::item::{Head, Item, Poll, Practice};
    use crate::domain::poll::{Method, PollOption, Round};
    use crate::domain::value::{Difficulty, Group, RoundState};

    fn practice(id: &str) -> Practice {
        let difficulty = Some(Difficulty::Engage);
        Practice { id: id.parse().unwrap(), name: format!("Pratica {id}"), difficulty, ..Practice::default() }
    }

    fn session() -> crate::domain::session::Session {
        let mut session =
            crate::domain::session::Session::new(Head { id: "ses_a".parse().unwrap(), ..Head::default() });
        for id in ["pra_1", "pra_2"] {
            session.put(Item::Practice(Arc::new(practice(id))));
        }
        let options: crate::domain::field::Map<OptionId, PollOption> = ["pra_1", "pra_2"]
            .iter()
            .map(|id| {
                let item: PracticeId = id.parse().unwrap();
                let option = PollOption { item: Some(item.into()), ..PollOption::default() };
                (id.replace("pra", "opt").parse().unwrap(), option)
            })
            .collect();
        let count = crate::domain::poll::Count { voters: 9, ..Default::default() };
        let counted = [(Group::Operator, count)].into_iter().collect();
        let round = Round { state: RoundState::Revealed, options: options.clone(), counted, ..Round::default() };
        session.put(Item::Poll(Arc::new(Poll {
            id: "pol_1".parse().unwrap(),
            method: Method::Dots { each: 3, cap: 0 },
            options,
            rounds: [(RoundNo(1), round)].into_iter().collect(),
            ..Poll::default()
        })));
        session
    }

    fn given() -> Vec<Given> {
        vec![Given::new("tavolo", Arc::new(session()))]
    }

    fn told(found: &[Unresolved]) -> Vec<String> {
        found.iter().map(|one| format!("{}: {} {:?}", one.within, one.missing, one.why)).collect()
    }

    #[test]
    fn what_a_merge_makes_resolves() {
        let merged = merge(given(), Vec::new(), None);
        assert!(!merged.strategies.is_empty() && !merged.polls[0].rounds[0].options.is_empty());
        assert_eq!(told(&in_dossier(&merged)), Vec::<String>::new());
        assert_eq!(told(&in_sessions(&merged, &gather(given()))), Vec::<String>::new());
    }

    #[test]
    fn every_reference_to_nothing_is_told() {
        let nowhere: Origin = "ses_a/pra_boh".parse().unwrap();
        type Spoil = fn(&mut Dossier, Origin);
        let spoils: [Spoil; 20] = [
            |d, o| d.human.left_out.extend([(o, "x".into())]),
            |d, o| d.strategies[0].sketches.push(o),
            |d, o| d.strategies[0].practices.push(o),
            |d, o| d.strategies[0].human.added.extend([o]),
            |d, o| d.strategies[0].human.removed.extend([(o, "x".into())]),
            |d, o| d.strategies[0].seed = Seed::Sketches(vec![o]),
            |d, o| d.strategies[0].evidence.voices.push(o),
            |d, o| d.strategies[0].evidence.decisions.push(o),
            |d, o| d.strategies[0].evidence.votes[0].poll = o,
            |d, o| d.strategies[0].evidence.votes[0].item = o,
            |d, _| d.strategies[0].evidence.votes[0].round = Some(RoundNo(9)),
            |d, _| d.strategies[0].evidence.votes[0].option = "opt_boh".parse().ok(),
            |d, _| d.strategies[0].evidence.sessions.push("ses_boh".parse().unwrap()),
            |d, o| d.strategies[0].draft[0].lines[0].from.push(o),
            |d, o| d.matches.push(Match { practices: vec![o], ..Match::default() }),
            |d, o| d.polls[0].rounds[0].options[0].item = Some(o),
            |d, _| d.polls[0].rounds[0].condorcet = "opt_boh".parse().ok(),
            |d, o| {
                d.decisions.push(dossier::DecisionLine {
                    origin: "ses_a/dec_1".parse().unwrap(),
                    poll: Some(o),
                    ..Default::default()
                })
            },
            |d, _| {
                d.unused.push(dossier::Unused {
                    origin: "ses_a/pra_1".parse().unwrap(),
                    why: WhyUnused::Dropped { strategy: "str_boh".parse().unwrap(), reason: String::new() },
                })
            },
            |d, _| d.changes.push(Change::NowOne("mat_boh".parse().unwrap())),
        ];
        for (place, spoil) in spoils.iter().enumerate() {
            let mut spoiled = merge(given(), Vec::new(), None);
            spoil(&mut spoiled, nowhere);
            let found = in_dossier(&spoiled);
            assert_eq!(found.len(), 1, "spoil {place}: {:?}", told(&found));
            assert_eq!(found[0].why, Why::NotInDossier, "spoil {place}");
        }
        // a session that the dossier does not name
        let mut spoiled = merge(given(), Vec::new(), None);
        spoiled.sources.clear();
        assert!(in_dossier(&spoiled).iter().any(|one| one.missing == "ses_a"));
        // what the dossier itself says to be lost is told as that
        let mut spoiled = merge(given(), Vec::new(), None);
        spoiled.matches.push(Match { practices: vec![nowhere], lost: vec![nowhere], ..Match::default() });
        assert_eq!(in_dossier(&spoiled)[0].why, Why::Lost);
    }

    #[test]
    fn what_a_session_lost_since_is_told() {
        let merged = merge(given(), Vec::new(), None);
        let name = || "tavolo".to_owned();
        let since = |change: fn(&mut crate::domain::session::Session)| {
            let mut session = session();
            change(&mut session);
            let pool = gather(vec![Given::new("tavolo", Arc::new(session))]);
            in_sessions(&merged, &pool).into_iter().map(|one| (one.missing, one.why)).collect::<Vec<_>>()
        };
        let changed = ("ses_a".to_owned(), Why::ChangedSince(name()));
        let taken_out = since(|session| drop(session.practices.take_out("pra_1".parse().unwrap())));
        assert_eq!(taken_out, [changed.clone(), ("ses_a/pra_1".to_owned(), Why::NotInSession(name()))]);
        let removed = since(|session| {
            session.put(Item::Practice(Arc::new(Practice { gone: true, ..practice("pra_1") })));
        });
        assert_eq!(removed, [changed.clone(), ("ses_a/pra_1".to_owned(), Why::RemovedThere(name()))]);
        let option = since(|session| {
            let mut poll = session.polls.live().next().unwrap().as_ref().clone();
            poll.options.remove(&"opt_1".parse().unwrap());
            poll.rounds.get_mut(&RoundNo(1)).unwrap().options.remove(&"opt_1".parse().unwrap());
            session.put(Item::Poll(Arc::new(poll)));
        });
        assert_eq!(option, [changed, ("opt_1".to_owned(), Why::NotInSession(name()))]);
        let none = in_sessions(&merged, &gather(Vec::new()));
        assert_eq!(told(&none), ["ses_a: ses_a NoSession(\"tavolo\")"]);
    }
}
