//! Owns the ballots of a round while it is open: secret, without time or order, each known by its receipt alone.
//! They are no items, and go through neither change, journal nor history; how the box lies on disk is `store`'s.
//! Never tells who voted what, when, or in which order, and is gone once the round is closed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::change::Edit;
use super::clean::clean;
use super::field::{Map, Set};
use super::id::{ALPHABET, OptionId, PollId, TicketId, text_serde};
use super::item::{Item, Poll};
use super::poll::{Ballot, Ballots, FINGERS, MATRIX, Method, PollOption, Round, RoundNo};
use super::session::Session;
use super::time::Moment;
use super::value::{Group, RoundState, Voters};

/// Groups with fewer ballots are pooled when the box is emptied.
pub const SMALLEST_POOL: usize = 3;
/// The longest reason or objection, in characters.
pub const LONGEST_WORDS: usize = 500;

/// A short code by which a voter can change the ballot until the round is closed: `k7m-2qx`.
/// Drawn before the ballot is cast, so that a voter who saw no answer can find out whether it arrived.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Receipt([u8; 6]);

impl Receipt {
    /// Makes a receipt from the lowest 30 bits of `bits`.
    pub fn from_bits(bits: u64) -> Self {
        let mut letters = [0; 6];
        for (place, letter) in letters.iter_mut().enumerate() {
            *letter = ALPHABET[(bits >> (place * 5)) as usize & 31];
        }
        Self(letters)
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = std::str::from_utf8(&self.0).unwrap_or_default();
        write!(f, "{}-{}", &text[..3], &text[3..])
    }
}

// a receipt is the voter's own: no log and no message of an error holds one
impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Receipt(…)")
    }
}

/// The text is no receipt.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a receipt has six letters or digits: k7m-2qx")]
pub struct NoReceipt;

impl FromStr for Receipt {
    type Err = NoReceipt;

    fn from_str(text: &str) -> Result<Self, NoReceipt> {
        let kept = text.chars().filter(|c| !c.is_whitespace() && *c != '-');
        let letter = |c: char| {
            // what the alphabet leaves out is what people mistake the others for
            let meant = match c.to_ascii_lowercase() {
                'o' => '0',
                'i' | 'l' => '1',
                'u' => 'v',
                other => other,
            };
            u8::try_from(meant).ok().filter(|letter| ALPHABET.contains(letter)).ok_or(NoReceipt)
        };
        let letters: Vec<u8> = kept.map(letter).collect::<Result<_, _>>()?;
        letters.try_into().map(Self).map_err(|_| NoReceipt)
    }
}

text_serde!(Receipt);

/// What a voter gives: the vote, and the words that go with it where there are any.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// The vote.
    pub ballot: Ballot,
    /// A reason or an objection: kept apart from the ballot as soon as the round is closed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// A ballot on its way to the ballot box.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cast {
    /// Which poll.
    pub poll: PollId,
    /// Which round of it.
    pub round: RoundNo,
    /// The right to cast it.
    pub ticket: TicketId,
    /// The group that the right was made for: all that it says of the voter.
    pub group: Group,
    /// By which the voter can change it.
    pub receipt: Receipt,
    /// Whether it was given on paper and is typed in.
    pub on_paper: bool,
    /// The vote.
    pub given: Given,
}

/// Another vote in place of one that is in the box.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recast {
    /// Which poll.
    pub poll: PollId,
    /// Which round of it.
    pub round: RoundNo,
    /// The receipt of the ballot that it takes the place of.
    pub receipt: Receipt,
    /// The vote.
    pub given: Given,
}

/// Why a ballot does not go into the box. The box is as it was.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
pub enum CastRefused {
    /// There is no such round, or it is not open.
    #[error("the round is not open")]
    NotOpen,
    /// The right was used already, for a ballot with another receipt.
    #[error("this ticket has voted already")]
    Spent,
    /// No ballot in the box has this receipt.
    #[error("no ballot has this receipt")]
    NoSuchReceipt,
    /// The vote is none of this method.
    #[error("this is no ballot of the method")]
    OtherMethod,
    /// It names an option that the round does not have.
    #[error("no such option")]
    NoSuchOption,
    /// A number is lower or higher than the method allows, or there are more dots or options than it allows.
    #[error("more or less than the method allows")]
    OutOfRange,
    /// An option stands twice in an order.
    #[error("an option stands twice")]
    Twice,
    /// The reason or objection is longer than it can be.
    #[error("the words are too long")]
    TooLong,
}

/// A ballot in the box.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// The voter's group.
    pub group: Group,
    /// Whether it was given on paper.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_paper: bool,
    /// The vote.
    pub given: Given,
}

/// The ballots of an open round, by receipt: receipts are drawn at random, so that their order says nothing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BallotBox {
    /// The format of the file.
    pub format: u32,
    /// Which poll.
    pub poll: PollId,
    /// Which round of it.
    pub round: RoundNo,
    /// The ballots.
    ballots: BTreeMap<Receipt, Kept>,
    /// The rights that were used, with nothing that ties them to a ballot.
    spent: BTreeSet<TicketId>,
}

/// What is left of a box once its round is closed: without voter, receipt, time or order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Emptied {
    /// The ballots of each group, sorted; those of groups that are too small are pooled.
    pub ballots: Map<Voters, Ballots>,
    /// How many of them were given on paper.
    pub on_paper: Map<Voters, u32>,
    /// Reasons and objections, sorted.
    pub reasons: Set<String>,
    /// How many lay in it of each group, pooled ones too. The round never holds this: only of which groups there are
    /// more than there were people.
    of_groups: BTreeMap<Group, u32>,
}

impl BallotBox {
    /// The format that this program writes.
    pub const FORMAT: u32 = 1;

    /// Makes the empty box of a round.
    pub fn new(poll: PollId, round: RoundNo) -> Self {
        Self { format: Self::FORMAT, poll, round, ballots: BTreeMap::new(), spent: BTreeSet::new() }
    }

    /// Returns how many ballots are in it.
    pub fn len(&self) -> usize {
        self.ballots.len()
    }

    /// Tells whether no ballot is in it.
    pub fn is_empty(&self) -> bool {
        self.ballots.is_empty()
    }

    /// Tells whether a ballot with this receipt is in it.
    pub fn holds(&self, receipt: Receipt) -> bool {
        self.ballots.contains_key(&receipt)
    }

    /// Puts a ballot in. The same cast once more, because its answer was lost, changes nothing.
    ///
    /// # Errors
    /// Where the right was used for another ballot. What the round allows is [`fits`]' to tell.
    pub fn cast(&mut self, mut cast: Cast) -> Result<(), CastRefused> {
        let known = self.ballots.contains_key(&cast.receipt);
        if self.spent.contains(&cast.ticket) != known {
            return Err(CastRefused::Spent);
        }
        cast.given.words = clean(cast.given.words.trim());
        self.spent.insert(cast.ticket);
        self.ballots.insert(cast.receipt, Kept { group: cast.group, on_paper: cast.on_paper, given: cast.given });
        Ok(())
    }

    /// Puts another vote in place of one that is in it.
    ///
    /// # Errors
    /// Where no ballot has that receipt.
    pub fn recast(&mut self, receipt: Receipt, mut given: Given) -> Result<(), CastRefused> {
        given.words = clean(given.words.trim());
        self.ballots.get_mut(&receipt).ok_or(CastRefused::NoSuchReceipt)?.given = given;
        Ok(())
    }

    /// Empties it: groups with fewer than [`SMALLEST_POOL`] ballots are pooled as undisclosed, joined by the next
    /// smallest until the pool holds as many, or is empty.
    pub fn empty(self) -> Emptied {
        let mut groups: BTreeMap<Voters, Vec<Kept>> = BTreeMap::new();
        for kept in self.ballots.into_values() {
            groups.entry(Voters::Of(kept.group.clone())).or_default().push(kept);
        }
        let mut emptied = Emptied::default();
        for (group, kept) in &groups {
            if let Voters::Of(group) = group {
                emptied.of_groups.insert(group.clone(), u32::try_from(kept.len()).unwrap_or(u32::MAX));
            }
        }
        let mut by_size: Vec<(Voters, Vec<Kept>)> = groups.into_iter().collect();
        by_size.sort_by_key(|(group, kept)| (kept.len(), group.clone()));
        let mut pool: Vec<Kept> = Vec::new();
        for (group, kept) in by_size {
            let pooled = kept.len() < SMALLEST_POOL || (!pool.is_empty() && pool.len() < SMALLEST_POOL);
            if pooled { pool.extend(kept) } else { emptied.take(group, kept) }
        }
        if !pool.is_empty() {
            emptied.take(Voters::Undisclosed, pool);
        }
        emptied
    }
}

impl Emptied {
    fn take(&mut self, group: Voters, kept: Vec<Kept>) {
        let on_paper = kept.iter().filter(|kept| kept.on_paper).count();
        if on_paper > 0 {
            self.on_paper.insert(group.clone(), u32::try_from(on_paper).unwrap_or(u32::MAX));
        }
        let mut ballots = Vec::with_capacity(kept.len());
        for Kept { given, .. } in kept {
            if !given.words.is_empty() {
                self.reasons.insert(given.words);
            }
            ballots.push(given.ballot);
        }
        ballots.sort();
        self.ballots.insert(group, Ballots(ballots));
    }

    /// Puts what was in the box into the round.
    pub fn into_round(self, round: &mut Round) {
        let above = self.of_groups.iter().filter(|(group, boxed)| {
            let counted = round.counted.get(*group).map_or(0, |count| count.voters);
            let present = round.present.get(*group).copied().unwrap_or(0);
            !round.present.is_empty() && counted.saturating_add(**boxed) > present
        });
        let above: Set<Group> = above.map(|(group, _)| group.clone()).collect();
        round.above_present = above;
        round.ballots = self.ballots;
        round.on_paper = self.on_paper;
        round.reasons.extend(self.reasons.iter().cloned());
    }
}

/// Tells whether what is in a round's box may still go into it: it is open, or was cut off with the laptop that had the
/// box. A round that the facilitator broke off was closed at a moment, and its box does not count.
pub fn may_close(round: &Round) -> bool {
    match round.state {
        RoundState::Open => true,
        RoundState::Interrupted => round.closed.is_none(),
        RoundState::Prepared | RoundState::Closed | RoundState::Revealed => false,
    }
}

/// Returns the edits that cut off every open round: the laptop with the boxes is gone. What is in a box counts once that
/// laptop is back.
pub fn cut_off(session: &Session) -> Vec<Edit> {
    let open = |poll: &&Arc<Poll>| poll.rounds.values().any(|round| round.state == RoundState::Open);
    let edits = session.polls.live().filter(open).map(|poll| {
        let mut after = poll.as_ref().clone();
        for round in after.rounds.values_mut().filter(|round| round.state == RoundState::Open) {
            round.state = RoundState::Interrupted;
        }
        Edit::of(Item::Poll(poll.clone()), Item::Poll(Arc::new(after)))
    });
    edits.collect()
}

/// Returns the edit that closes an open round with what was in its box.
///
/// # Errors
/// Where there is no such round, or it is not open.
pub fn closing(poll: &Arc<Poll>, round: RoundNo, emptied: Emptied, now: Moment) -> Result<Edit, CastRefused> {
    let mut after = poll.as_ref().clone();
    let played = after.rounds.get_mut(&round).filter(|played| may_close(played)).ok_or(CastRefused::NotOpen)?;
    emptied.into_round(played);
    played.state = RoundState::Closed;
    played.closed = Some(now);
    Ok(Edit::of(Item::Poll(poll.clone()), Item::Poll(Arc::new(after))))
}

/// Tells whether a round takes ballots, and this one.
///
/// # Errors
/// Where the round is not open, or the vote is none that it allows.
pub fn may_cast(poll: Option<&Poll>, round: RoundNo, given: &Given) -> Result<(), CastRefused> {
    let poll = poll.filter(|poll| !poll.gone).ok_or(CastRefused::NotOpen)?;
    let played = poll.rounds.get(&round).filter(|played| played.state == RoundState::Open);
    fits(poll.method, &played.ok_or(CastRefused::NotOpen)?.options, given)
}

/// Tells whether a vote is one of the method on these options, with words that are no longer than they can be.
///
/// # Errors
/// Where it is not: which rule it breaks.
pub fn fits(method: Method, options: &Map<OptionId, PollOption>, given: &Given) -> Result<(), CastRefused> {
    if given.words.chars().count() > LONGEST_WORDS {
        return Err(CastRefused::TooLong);
    }
    ballot_fits(method, options, &given.ballot)
}

/// Tells whether a ballot is one of the method on these options.
///
/// # Errors
/// Where it is not: which rule it breaks.
pub fn ballot_fits(method: Method, options: &Map<OptionId, PollOption>, ballot: &Ballot) -> Result<(), CastRefused> {
    let known = |mut ids: Box<dyn Iterator<Item = &OptionId> + '_>| {
        if ids.all(|id| options.contains_key(id)) { Ok(()) } else { Err(CastRefused::NoSuchOption) }
    };
    let within = |fits: bool| if fits { Ok(()) } else { Err(CastRefused::OutOfRange) };
    match (method, ballot) {
        (Method::Dots { each, cap }, Ballot::Dots(dots)) => {
            known(Box::new(dots.keys()))?;
            let sum: u64 = dots.values().map(|dots| u64::from(*dots)).sum();
            within(sum <= each.into() && dots.values().all(|dots| cap == 0 || *dots <= cap))
        }
        (Method::Approval { max }, Ballot::Approval(set)) => {
            known(Box::new(set.iter()))?;
            within(max == 0 || set.len() <= max as usize)
        }
        (Method::Score { low, high }, Ballot::Score(scores)) => {
            known(Box::new(scores.keys()))?;
            within(scores.values().all(|score| (low..=high).contains(score)))
        }
        (Method::FistToFive, Ballot::Fingers(fingers)) => within(i32::from(*fingers) <= FINGERS.0),
        (Method::Consent, Ballot::Consent | Ballot::Objection) => Ok(()),
        (Method::Ranking { top }, Ballot::Ranking(order)) => {
            known(Box::new(order.iter()))?;
            if order.iter().collect::<BTreeSet<_>>().len() < order.len() {
                return Err(CastRefused::Twice);
            }
            within(order.len() <= Method::places(top, options.len()) as usize)
        }
        (Method::Matrix { .. }, Ballot::Matrix(points)) => {
            known(Box::new(points.keys()))?;
            let on_axis = |score: u8| (MATRIX.0..=MATRIX.1).contains(&i32::from(score));
            within(points.values().all(|point| on_axis(point.x) && on_axis(point.y)))
        }
        (Method::Agree, Ballot::Agree(said)) => {
            known(Box::new(said.keys()))?;
            within(said.values().all(|said| (-1..=1).contains(said)))
        }
        (
            Method::Dots { .. }
            | Method::Approval { .. }
            | Method::Score { .. }
            | Method::FistToFive
            | Method::Consent
            | Method::Ranking { .. }
            | Method::Matrix { .. }
            | Method::Agree,
            _,
        ) => Err(CastRefused::OtherMethod),
    }
}

#[cfg(test)]
mod tests {
    use super::super::id::{Code, TypedId};
    use super::*;

    fn option(n: u64) -> OptionId {
        OptionId::new(Code::from_bits(n))
    }

    fn approval(options: &[u64]) -> Given {
        Given { ballot: Ballot::Approval(options.iter().map(|n| option(*n)).collect()), words: String::new() }
    }

    fn cast(n: u64, group: Group, given: Given) -> Cast {
        Cast {
            poll: PollId::default(),
            round: RoundNo(1),
            ticket: TicketId::new(Code::from_bits(n)),
            group,
            receipt: Receipt::from_bits(n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 7),
            on_paper: false,
            given,
        }
    }

    fn boxed(groups: &[(Group, usize)]) -> BallotBox {
        let mut sealed = BallotBox::new(PollId::default(), RoundNo(1));
        let mut next = 0;
        for (group, count) in groups {
            for n in 0..*count {
                next += 1;
                sealed.cast(cast(next, group.clone(), approval(&[n as u64 % 3]))).unwrap();
            }
        }
        sealed
    }

    #[test]
    fn a_receipt_is_read_as_people_write_it() {
        for bits in [0, 1, 31, 0x3fff_ffff, u64::MAX] {
            let receipt = Receipt::from_bits(bits);
            let text = receipt.to_string();
            for written in [text.clone(), text.to_uppercase(), text.replace('-', ""), text.replace('-', " ")] {
                assert_eq!(written.parse(), Ok(receipt), "{written}");
            }
        }
        for wrong in ["", "k7m", "k7m-2q", "k7m-2qx1", "k7m-2q!", "èèè-èèè"] {
            assert!(wrong.parse::<Receipt>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_cast_counts_once_and_a_spent_ticket_no_more() {
        let mut sealed = boxed(&[]);
        let first = cast(1, Group::Youth, approval(&[1]));
        assert_eq!((sealed.cast(first.clone()), sealed.cast(first.clone()), sealed.len()), (Ok(()), Ok(()), 1));
        let again = Cast { receipt: Receipt::from_bits(99), ..first.clone() };
        assert_eq!((sealed.cast(again), sealed.len()), (Err(CastRefused::Spent), 1));
        // another's receipt, guessed or drawn twice: it must not take the place of a ballot
        let other = Cast { ticket: TicketId::new(Code::from_bits(2)), ..first.clone() };
        assert_eq!((sealed.cast(other), sealed.len()), (Err(CastRefused::Spent), 1));
        assert_eq!(sealed.recast(first.receipt, approval(&[2])), Ok(()));
        assert_eq!(sealed.recast(Receipt::from_bits(99), approval(&[2])), Err(CastRefused::NoSuchReceipt));
        assert_eq!(sealed.empty().ballots.values().next().unwrap().0, [approval(&[2]).ballot]);
    }

    #[test]
    fn small_groups_are_pooled_until_the_pool_is_three() {
        use Group::{Family, Institution, Operator, Youth};
        type Case<'a> = (&'a [(Group, usize)], &'a [(Voters, usize)]);
        let of = Voters::Of;
        let cases: [Case<'_>; 6] = [
            (&[], &[]),
            (&[(Youth, 3), (Operator, 5)], &[(of(Youth), 3), (of(Operator), 5)]),
            (&[(Youth, 2), (Operator, 5)], &[(Voters::Undisclosed, 7)]),
            (&[(Youth, 1), (Family, 2), (Operator, 5)], &[(of(Operator), 5), (Voters::Undisclosed, 3)]),
            (&[(Youth, 2), (Family, 4), (Operator, 5)], &[(of(Operator), 5), (Voters::Undisclosed, 6)]),
            (&[(Institution, 1)], &[(Voters::Undisclosed, 1)]),
        ];
        for (groups, expected) in cases {
            let emptied = boxed(groups).empty();
            let found: Vec<_> =
                emptied.ballots.iter().map(|(group, ballots)| (group.clone(), ballots.0.len())).collect();
            assert_eq!(found, expected, "{groups:?}");
        }
    }

    #[test]
    fn what_a_method_does_not_allow_stays_out() {
        let options: Map<_, _> = (0..3).map(|n| (option(n), PollOption::default())).collect();
        let given = |ballot| Given { ballot, words: String::new() };
        let dots =
            |each: &[(u64, u32)]| given(Ballot::Dots(each.iter().map(|(n, dots)| (option(*n), *dots)).collect()));
        let order = |each: &[u64]| given(Ballot::Ranking(each.iter().map(|n| option(*n)).collect()));
        let three = Method::Dots { each: 3, cap: 2 };
        let score = Method::Score { low: 1, high: 5 };
        let scored = |n| given(Ballot::Score([(option(0), n)].into_iter().collect()));
        let cases = [
            (three, dots(&[(0, 2), (1, 1)]), Ok(())),
            (three, dots(&[]), Ok(())),
            (three, dots(&[(0, 2), (1, 2)]), Err(CastRefused::OutOfRange)),
            (three, dots(&[(0, 3)]), Err(CastRefused::OutOfRange)),
            (three, dots(&[(9, 1)]), Err(CastRefused::NoSuchOption)),
            (three, approval(&[1]), Err(CastRefused::OtherMethod)),
            (Method::Approval { max: 1 }, approval(&[0, 1]), Err(CastRefused::OutOfRange)),
            (score, scored(5), Ok(())),
            (score, scored(0), Err(CastRefused::OutOfRange)),
            (Method::FistToFive, given(Ballot::Fingers(6)), Err(CastRefused::OutOfRange)),
            (Method::Consent, given(Ballot::Objection), Ok(())),
            (Method::Ranking { top: 2 }, order(&[0, 1, 2]), Err(CastRefused::OutOfRange)),
            (Method::Ranking { top: 0 }, order(&[0, 1, 0]), Err(CastRefused::Twice)),
            (Method::Ranking { top: 9 }, order(&[2, 0, 1]), Ok(())),
        ];
        for (method, given, expected) in cases {
            assert_eq!(fits(method, &options, &given), expected, "{method:?} {given:?}");
        }
        let long = Given { words: "è".repeat(LONGEST_WORDS + 1), ..approval(&[]) };
        assert_eq!(fits(Method::Approval { max: 0 }, &options, &long), Err(CastRefused::TooLong));
    }
}
