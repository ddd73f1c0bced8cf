//! `proximo tally`: the results of a session's votes with all their numbers, or of a plain CSV of ballots, so that anyone
//! can check the arithmetic.

mod ballots;
mod json;
mod lines;

use std::path::{Path, PathBuf};

use super::{Call, DONE, USAGE, WRONG, polls_named};
use crate::domain::codes;
use crate::domain::item::Poll;
use crate::domain::poll::{Method, Round, RoundNo};
use crate::domain::quoting::is_withheld;
use crate::domain::session::Session;
use crate::domain::value::RoundState;
use crate::tally::{self, RoundResult, Shielded};
use crate::text::{Lang, tally as words};

/// What is tallied, and how it is told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TallyArgs {
    /// The session file; none where ballots are given.
    pub session: Option<PathBuf>,
    /// The vote, by its id or words of its question; none for all.
    pub poll: Option<String>,
    /// A CSV of ballots.
    pub ballots: Option<PathBuf>,
    /// How the ballots were voted.
    pub method: Option<Method>,
    /// The share of voters that a rule asks for, in a hundred.
    pub percent: Option<u8>,
    /// Whether JSON is told instead of text.
    pub json: bool,
    /// Whether small groups are told too: for the team alone.
    pub all_groups: bool,
    /// Whether rounds are told that are not shown yet.
    pub not_shown: bool,
}

/// A round with its result, as it may be told.
pub(super) struct Told<'a> {
    /// The poll.
    pub poll: &'a Poll,
    /// The round.
    pub round: &'a Round,
    /// Its result.
    pub result: RoundResult,
    /// Which groups may be told.
    pub shielded: Shielded,
    /// The round before, where one was told.
    pub before: Option<RoundResult>,
}

/// Tells the results. Returns the exit code: [`WRONG`] where a file could not be read or there is no such vote.
pub fn run(call: &mut Call<'_>, args: &TallyArgs) -> u8 {
    match (&args.session, &args.ballots, args.method) {
        (None, Some(file), Some(method)) => of_ballots(call, args, file, method),
        (Some(session), None, _) => of_session(call, args, session),
        (Some(_), Some(_), _) | (None, None, _) | (None, Some(_), None) => {
            call.tell(words::session_or_ballots(call.lang));
            USAGE
        }
    }
}

fn of_session(call: &mut Call<'_>, args: &TallyArgs, named: &Path) -> u8 {
    let Some(session) = call.read_session(named) else { return WRONG };
    let polls = polls_named(&session, args.poll.as_deref());
    if polls.is_empty() {
        call.tell(&words::no_such_poll(call.lang, args.poll.as_deref().unwrap_or_default()));
        return WRONG;
    }
    let mut told = Vec::new();
    let mut covered = 0;
    for poll in &polls {
        let mut before = None;
        for (number, round) in poll.rounds.iter() {
            if !may_be_told(round, args.not_shown) {
                covered += usize::from(round.state != RoundState::Prepared);
                continue;
            }
            if let Some(mut one) = tell(poll, *number, round, args.all_groups, before.take()) {
                if !args.all_groups {
                    withhold(call.lang, &session, &mut one);
                }
                // of a round that is too small to be told, the next one tells nothing either
                before = Some(&one).filter(|one| !one.shielded.too_few).map(|one| one.result.clone());
                told.push(one);
            }
        }
    }
    // what is not for the team alone names nobody by their code
    let covered_in = |said: String| if args.all_groups { said } else { codes::covered(&said, &session) };
    if args.json {
        call.say(&covered_in(json::of(&told)));
    } else {
        for one in &told {
            for line in lines::of(call.lang, one) {
                call.say(&covered_in(line));
            }
        }
        if told.is_empty() {
            call.say(words::nothing_to_tell(call.lang));
        }
    }
    if covered > 0 {
        call.tell(&words::covered(call.lang, covered));
    }
    DONE
}

/// Results are hidden from everybody until closing, and from the room until they are shown.
fn may_be_told(round: &Round, not_shown: bool) -> bool {
    match round.state {
        RoundState::Revealed => true,
        RoundState::Closed => not_shown,
        RoundState::Prepared | RoundState::Open | RoundState::Interrupted => false,
    }
}

fn tell<'a>(
    poll: &'a Poll,
    number: RoundNo,
    round: &'a Round,
    all_groups: bool,
    before: Option<RoundResult>,
) -> Option<Told<'a>> {
    let result = tally::tally(poll, number)?;
    let shielded = if all_groups {
        Shielded { shown: result.groups.keys().cloned().collect(), ..Shielded::default() }
    } else {
        tally::shield(&result)
    };
    Some(Told { poll, round, result, shielded, before })
}

/// Puts in the place of words that may not leave the team that they are withheld.
fn withhold(lang: Lang, session: &Session, one: &mut Told<'_>) {
    for option in &mut one.result.options {
        let item = one.round.options.get(&option.option).and_then(|option| option.item);
        if item.is_some_and(|item| is_withheld(item, session)) {
            option.text = crate::text::ballots::withheld(lang).to_owned();
        }
    }
}

fn of_ballots(call: &mut Call<'_>, args: &TallyArgs, file: &Path, method: Method) -> u8 {
    let poll = match ballots::read(call.lang, file, method, args.percent) {
        Ok(poll) => poll,
        Err(wrong) => {
            call.tell(&wrong);
            return WRONG;
        }
    };
    // who has the ballots has all there is to protect: the arithmetic is told whole
    let told: Vec<Told<'_>> =
        poll.rounds.iter().filter_map(|(number, round)| tell(&poll, *number, round, true, None)).collect();
    if args.json {
        call.say(&json::of(&told));
        return DONE;
    }
    if told.is_empty() {
        call.say(words::nothing_to_tell(call.lang));
    }
    for one in &told {
        lines::of(call.lang, one).iter().for_each(|line| call.say(line));
    }
    DONE
}
