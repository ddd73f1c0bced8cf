//! Owns how an export of Polis (<https://compdemocracy.org/export>) becomes a session with one poll: statements are its
//! options, opinion groups the voters' groups, each participant's votes an anonymous ballot. No participant's id, time or
//! order is kept; groups that are too small are pooled as those of any ballot box.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::ballot_box::{BallotBox, Cast, Given, Receipt};
use super::super::clean::{LONGEST_FIELD, clean_line};
use super::super::field::Map;
use super::super::fold::key;
use super::super::id::{Code, NoteId, OptionId, PollId, SessionId, TicketId, TypedId};
use super::super::item::{Head, Item, ItemRef, Note, Poll};
use super::super::poll::{Ballot, ConsensusRule, Method, PollOption, Round, RoundNo};
use super::super::session::Session;
use super::super::time::Day;
use super::super::value::{Created, Group, RoundState, SessionState, Voters, WorkPackage};
use super::sheet::Sheet;

/// The tables of an export.
#[derive(Clone, Copy, Debug)]
pub struct Export<'a> {
    /// `comments.csv`.
    pub comments: &'a Sheet,
    /// `participants-votes.csv`.
    pub votes: &'a Sheet,
    /// `summary.csv`, where it is there.
    pub summary: Option<&'a Sheet>,
}

/// Which table something is wrong in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Of {
    /// That of the comments.
    Comments,
    /// That of the votes.
    Votes,
}

/// Why tables are no export.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BadExport {
    /// A column is missing.
    NoColumn(Of, &'static str),
    /// A comment has no number, or one that stands there already.
    BadId {
        /// Its line.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// A vote is neither 1, -1, 0 nor empty.
    BadVote {
        /// The line of its row.
        line: usize,
        /// The heading of its column.
        column: String,
        /// What stands there.
        text: String,
    },
    /// A comment is longer than a field holds.
    TooLong {
        /// Its line.
        line: usize,
        /// Its length in bytes.
        bytes: usize,
    },
    /// No comment is left that could be voted on.
    NoStatements,
    /// Nobody voted on any of them.
    NoVotes,
}

/// A comment that was voted on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statement {
    /// The option that it becomes.
    pub option: OptionId,
    /// Its words.
    pub text: String,
}

/// What an export says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Deliberation {
    /// What was deliberated on; empty where the summary is missing.
    pub topic: String,
    /// How it was presented.
    pub description: String,
    /// What else the summary says, by name.
    pub facts: Vec<(String, String)>,
    /// The statements, by their numbers.
    pub statements: Vec<Statement>,
    /// How many comments the moderators left out.
    pub moderated: usize,
    /// How many columns of votes belong to no comment.
    pub unknown: usize,
    /// How many participants voted on no statement.
    pub silent: usize,
    /// Of how many statements `comments.csv` has other totals than the votes: Polis counts votes again that were changed.
    pub differing: usize,
    /// The ballots of each opinion group; `None` for those whom Polis puts in no group.
    pub ballots: BTreeMap<Option<String>, Vec<Map<OptionId, i32>>>,
}

/// What a session is called, and when it took place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Frame {
    /// Its title, and what was asked.
    pub title: String,
    /// The day.
    pub date: Day,
    /// When it is taken in, and by whom.
    pub created: Created,
    /// What begins the names of opinion groups: `Gruppo`.
    pub group: String,
    /// What those are called whom Polis puts in no group.
    pub no_group: String,
}

impl Deliberation {
    /// Reads an export.
    ///
    /// # Errors
    /// Where the tables are not those of an export.
    pub fn read(export: Export<'_>) -> Result<Self, BadExport> {
        let mut read = Self::default();
        read.summary(export.summary);
        let comments = read.comments(export.comments)?;
        read.votes(export.votes, &comments)?;
        Ok(read)
    }

    fn summary(&mut self, summary: Option<&Sheet>) {
        let Some(sheet) = summary else { return };
        // a table without headings: its first row is a fact too
        let rows = sheet.rows.iter().map(|row| row.cells.as_slice());
        for cells in std::iter::once(sheet.headings.as_slice()).chain(rows) {
            let (name, value) = (cells.first().cloned().unwrap_or_default(), cells.get(1).cloned().unwrap_or_default());
            match key(&name).as_str() {
                _ if value.is_empty() || value.len() > LONGEST_FIELD / 2 => {}
                "topic" => self.topic = clean_line(&value),
                "conversationdescription" => self.description = value,
                _ => self.facts.push((clean_line(&name), clean_line(&value))),
            }
        }
    }

    /// Takes the comments that were not moderated out, and returns the numbers of all, with the totals told of each.
    fn comments(&mut self, sheet: &Sheet) -> Result<BTreeMap<u64, Comment>, BadExport> {
        let column = |name: &str| sheet.headings.iter().position(|heading| key(heading) == key(name));
        let needed = |name| column(name).ok_or(BadExport::NoColumn(Of::Comments, name));
        let (id, body) = (needed("comment-id")?, needed("comment-body")?);
        let (moderated, agrees, disagrees) = (column("moderated"), column("agrees"), column("disagrees"));
        let mut found: BTreeMap<u64, Comment> = BTreeMap::new();
        let mut texts: BTreeMap<u64, String> = BTreeMap::new();
        for row in &sheet.rows {
            let cell = |at: Option<usize>| at.and_then(|at| row.cells.get(at)).map_or("", String::as_str);
            let bad = || BadExport::BadId { line: row.line, text: clean_line(cell(Some(id))) };
            let number: u64 = cell(Some(id)).parse().map_err(|_| bad())?;
            let text = clean_line(cell(Some(body)));
            if text.len() > LONGEST_FIELD {
                return Err(BadExport::TooLong { line: row.line, bytes: text.len() });
            }
            let total = |at| cell(at).parse::<u32>().ok();
            let totals = total(agrees).zip(total(disagrees));
            // Polis marks what was let through with 1, what nobody looked at with 0, what was left out with -1
            let is_out = number_of(cell(moderated)) == Some(-1);
            self.moderated += usize::from(is_out);
            if found.insert(number, Comment { option: option(number), totals, is_out }).is_some() {
                return Err(bad());
            }
            if !is_out {
                texts.insert(number, if text.is_empty() { format!("#{number}") } else { text });
            }
        }
        self.statements = texts.into_iter().map(|(number, text)| Statement { option: option(number), text }).collect();
        if self.statements.is_empty() { Err(BadExport::NoStatements) } else { Ok(found) }
    }

    fn votes(&mut self, sheet: &Sheet, comments: &BTreeMap<u64, Comment>) -> Result<(), BadExport> {
        let column = |name: &'static str| {
            let at = sheet.headings.iter().position(|heading| key(heading) == key(name));
            at.ok_or(BadExport::NoColumn(Of::Votes, name))
        };
        // who the participant is, is looked for and never read
        column("participant")?;
        let group = column("group-id")?;
        let mut columns: Vec<(usize, OptionId)> = Vec::new();
        for (at, heading) in sheet.headings.iter().enumerate() {
            let Ok(number) = heading.parse::<u64>() else { continue };
            match comments.get(&number) {
                Some(comment) if !comment.is_out => columns.push((at, comment.option)),
                Some(_) => {}
                None => self.unknown += 1,
            }
        }
        let mut totals: BTreeMap<OptionId, (u32, u32)> = BTreeMap::new();
        for row in &sheet.rows {
            let mut ballot = Map::default();
            for (at, option) in &columns {
                let text = &row.cells[*at];
                if text.is_empty() {
                    continue;
                }
                let vote = number_of(text).filter(|vote| (-1..=1).contains(vote)).ok_or_else(|| {
                    let column = sheet.headings[*at].clone();
                    BadExport::BadVote { line: row.line, column, text: clean_line(text) }
                })?;
                let (agree, disagree) = totals.entry(*option).or_default();
                *agree += u32::from(vote == 1);
                *disagree += u32::from(vote == -1);
                ballot.insert(*option, vote);
            }
            if ballot.is_empty() {
                self.silent += 1;
                continue;
            }
            let group = Some(row.cells[group].as_str()).filter(|group| !group.is_empty()).map(name_of);
            self.ballots.entry(group).or_default().push(ballot);
        }
        let kept = comments.values().filter(|comment| !comment.is_out);
        let told = kept.filter_map(|comment| Some((comment.option, comment.totals?)));
        let differs =
            |(option, told): &(OptionId, (u32, u32))| totals.get(option).copied().unwrap_or_default() != *told;
        self.differing = told.filter(differs).count();
        if self.ballots.is_empty() { Err(BadExport::NoVotes) } else { Ok(()) }
    }

    /// Returns how many ballots there are.
    pub fn voters(&self) -> usize {
        self.ballots.values().map(Vec::len).sum()
    }

    /// Returns the id of its session: the same for the same statements and votes, so that an export that is taken in twice
    /// is one session.
    pub fn id(&self) -> SessionId {
        let mut said = vec!["polis".to_owned()];
        said.extend(self.statements.iter().map(|statement| format!("{}={}", statement.option, statement.text)));
        for (group, ballots) in &self.ballots {
            let mut votes: BTreeMap<(OptionId, i32), u32> = BTreeMap::new();
            for (option, vote) in ballots.iter().flat_map(|ballot| ballot.iter()) {
                *votes.entry((*option, *vote)).or_default() += 1;
            }
            said.push(group.clone().unwrap_or_default());
            said.extend(votes.into_iter().map(|((option, vote), count)| format!("{option} {vote} {count}")));
        }
        SessionId::new(Code::of(&said.iter().map(String::as_str).collect::<Vec<_>>()))
    }

    /// Returns the session: closed, its poll shown, with no rule.
    pub fn session(&self, frame: &Frame) -> Session {
        let id = self.id();
        let code = |what: &str| Code::of(&["polis", what, id.code().as_str()]);
        let mut session = Session::new(Head {
            id,
            created: frame.created.clone(),
            title: frame.title.clone(),
            work_package: WorkPackage::Wp3,
            date: Some(frame.date),
            aim: self.description.clone(),
            state: SessionState::Closed,
            ..Head::default()
        });
        let options: Map<OptionId, PollOption> = (0..)
            .zip(&self.statements)
            .map(|(order, one)| (one.option, PollOption { order, text: one.text.clone(), item: None }))
            .collect();
        let poll = PollId::new(code("poll"));
        let rule = ConsensusRule::NoRule;
        let mut round =
            Round { state: RoundState::Revealed, options: options.clone(), rule: Some(rule), ..Round::default() };
        self.boxed(poll, frame).empty().into_round(&mut round);
        session.put(Item::Poll(Arc::new(Poll {
            id: poll,
            created: frame.created.clone(),
            question: frame.title.clone(),
            method: Method::Agree,
            rule,
            options,
            rounds: [(RoundNo(1), round)].into_iter().collect(),
            ..Poll::default()
        })));
        if !self.facts.is_empty() {
            let facts: Vec<String> = self.facts.iter().map(|(name, value)| format!("{name}: {value}")).collect();
            let text = format!("Polis\n{}", facts.join("\n"));
            session.put(Item::Note(Arc::new(Note {
                id: NoteId::new(code("summary")),
                created: frame.created.clone(),
                text: text.chars().take(LONGEST_FIELD / 4).collect(),
                about: [ItemRef::Poll(poll)].into_iter().collect(),
                ..Note::default()
            })));
        }
        session
    }

    /// Puts every ballot into a box, which then forgets whose it was and pools small groups.
    fn boxed(&self, poll: PollId, frame: &Frame) -> BallotBox {
        let mut sealed = BallotBox::new(poll, RoundNo(1));
        let ballots = self.ballots.iter().flat_map(|(group, ballots)| ballots.iter().map(move |one| (group, one)));
        for (number, (group, ballot)) in (0..).zip(ballots) {
            let group = Group::Other(
                group.as_ref().map_or_else(|| frame.no_group.clone(), |name| format!("{} {name}", frame.group)),
            );
            let given = Given { ballot: Ballot::Agree(ballot.clone()), words: String::new() };
            let (ticket, receipt) = (TicketId::new(Code::from_bits(number)), Receipt::from_bits(number));
            let cast = Cast { poll, round: RoundNo(1), ticket, group, receipt, on_paper: false, given };
            debug_assert!(sealed.len() as u64 == number, "every ballot has a receipt of its own");
            sealed.cast(cast).unwrap_or_default();
        }
        sealed
    }

    /// Returns the groups as they are told: pooled where they are too small, with how many ballots each has.
    pub fn groups(&self, frame: &Frame) -> BTreeMap<Voters, usize> {
        let emptied = self.boxed(PollId::new(Code::unset()), frame).empty();
        emptied.ballots.iter().map(|(voters, ballots)| (voters.clone(), ballots.0.len())).collect()
    }

    /// Returns the names of the opinion groups, whatever their size.
    pub fn names(&self) -> BTreeSet<&str> {
        self.ballots.keys().flatten().map(String::as_str).collect()
    }
}

/// What `comments.csv` says of a comment.
struct Comment {
    option: OptionId,
    totals: Option<(u32, u32)>,
    is_out: bool,
}

/// Returns the option that a comment becomes: `opt_polis-12`, so that people find it again in the export.
fn option(number: u64) -> OptionId {
    let code = format!("polis-{number}");
    OptionId::new(code.parse().unwrap_or_else(|_| Code::of(&[&code])))
}

/// Returns the name of an opinion group as Polis shows it: its first one is A.
fn name_of(id: &str) -> String {
    let letter = number_of(id).and_then(|id| u8::try_from(id).ok()).filter(|id| *id < 26);
    letter.map_or_else(|| clean_line(id), |id| char::from(b'A' + id).to_string())
}

/// Reads a whole number; spreadsheets may write it as `1.0`.
fn number_of(text: &str) -> Option<i32> {
    text.trim().trim_end_matches(".0").parse().ok()
}

#[cfg(test)]
mod tests;
