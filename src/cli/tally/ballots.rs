//! Reads a plain CSV of ballots: a row of names, then one row a ballot. Every mistake names file, line and column.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::csv_file;
use crate::domain::ballot_box::{Given, fits};
use crate::domain::clean::clean_line;
use crate::domain::field::Map;
use crate::domain::fold::fold;
use crate::domain::id::{Code, OptionId, TypedId};
use crate::domain::item::Poll;
use crate::domain::poll::{Ballot, Ballots, ConsensusRule, Method, Point, PollOption, Round, RoundNo};
use crate::domain::value::{Group, RoundState, Voters};
use crate::text::{Lang, names, problem, tally as words};

/// The most ballots that one row may stand for.
const MOST_COPIES: u32 = 1_000_000;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Column {
    Group,
    Count,
    Reason,
    /// The whole ballot, where it is one number or word.
    Whole,
    /// An option, by its place.
    Option(usize),
    /// An option's score on the horizontal axis, or on the vertical one.
    Axis(usize, bool),
}

/// Reads the ballots as a poll with one round. The reason why they cannot be read is in words.
pub(super) fn read(lang: Lang, file: &Path, method: Method, percent: Option<u8>) -> Result<Poll, String> {
    let shown = clean_line(&file.display().to_string());
    let text = csv_file::text(file).map_err(|wrong| problem::problem(lang, &wrong))?;
    let mut reader = csv_file::reader(&text, true);
    let wrong = |line: u64, column: &str, why: &str| words::csv_wrong(lang, &shown, line, column, why);
    let heads = reader.headers().map_err(|error| wrong(1, "", &clean_line(&error.to_string())))?.clone();
    let (columns, options) = columns(lang, method, &heads).map_err(|why| wrong(1, "", &why))?;
    let ids: Vec<OptionId> = (0..options.len() as u64).map(|n| OptionId::new(Code::from_bits(n))).collect();
    let listed: Map<OptionId, PollOption> = ids
        .iter()
        .zip(&options)
        .enumerate()
        .map(|(order, (id, text))| (*id, PollOption { order: order as i64, text: text.clone(), item: None }))
        .collect();
    let mut ballots: BTreeMap<Voters, Vec<Ballot>> = BTreeMap::new();
    let mut round = Round { state: RoundState::Revealed, options: listed.clone(), ..Round::default() };
    for record in reader.records() {
        let record = record.map_err(|error| wrong(0, "", &clean_line(&error.to_string())))?;
        let line = record.position().map_or(0, csv::Position::line);
        let row = Row { lang, method, columns: &columns, ids: &ids, record: &record };
        let (voters, copies, given) = row.read().map_err(|(at, why)| {
            let name = heads.get(at).map(clean_line).unwrap_or_default();
            wrong(line, &name, &why)
        })?;
        fits(method, &listed, &given).map_err(|refused| {
            let what = crate::domain::desk::Wrong::CastRefused(refused);
            wrong(line, "", &problem::wrong(lang, &what))
        })?;
        if !given.words.is_empty() {
            round.reasons.insert(given.words.clone());
        }
        ballots.entry(voters).or_default().extend(std::iter::repeat_n(given.ballot, copies as usize));
    }
    round.ballots = ballots
        .into_iter()
        .map(|(voters, mut ballots)| {
            ballots.sort();
            (voters, Ballots(ballots))
        })
        .collect();
    let rule = percent.map_or(ConsensusRule::NoRule, |percent| ConsensusRule::Share { percent });
    round.rule = Some(rule);
    let rounds = [(RoundNo(1), round)].into_iter().collect();
    Ok(Poll { question: shown, method, rule, options: listed, rounds, ..Poll::default() })
}

/// Returns what each column holds, and the options in the order of their columns.
fn columns(lang: Lang, method: Method, heads: &csv::StringRecord) -> Result<(Vec<Column>, Vec<String>), String> {
    let mut options: Vec<String> = Vec::new();
    let mut columns = Vec::new();
    for head in heads {
        let name = clean_line(head.trim_start_matches('\u{feff}')).trim().to_owned();
        let known = fold(&name);
        let column = match known.as_str() {
            "group" | "gruppo" => Column::Group,
            "count" | "copie" => Column::Count,
            "reason" | "motivo" | "objection" | "obiezione" => Column::Reason,
            "fingers" | "dita" | "consent" | "consenso" if method.is_on_one_proposal() => Column::Whole,
            _ if method.is_on_one_proposal() => return Err(words::csv_one_column(lang).to_owned()),
            _ => {
                let axis = match method {
                    Method::Matrix { .. } => name.rsplit_once(':').map(|(name, axis)| (name.trim().to_owned(), axis)),
                    Method::Dots { .. }
                    | Method::Approval { .. }
                    | Method::Score { .. }
                    | Method::FistToFive
                    | Method::Consent
                    | Method::Ranking { .. }
                    | Method::Agree => None,
                };
                let is_matrix = matches!(method, Method::Matrix { .. });
                let vertical = match axis.as_ref().map(|(_, axis)| axis.trim()) {
                    Some("x" | "X") => false,
                    Some("y" | "Y") => true,
                    _ if is_matrix => return Err(words::csv_axes(lang, &name)),
                    _ => false,
                };
                let option = axis.map_or_else(|| name.clone(), |(name, _)| name);
                let there = options.iter().position(|known| *known == option);
                if there.is_some() && !is_matrix {
                    return Err(words::csv_twice(lang, &option));
                }
                let place = there.unwrap_or_else(|| {
                    options.push(option);
                    options.len() - 1
                });
                if is_matrix { Column::Axis(place, vertical) } else { Column::Option(place) }
            }
        };
        columns.push(column);
    }
    if method.is_on_one_proposal() {
        if !columns.contains(&Column::Whole) {
            return Err(words::csv_one_column(lang).to_owned());
        }
        options.push(names::method(lang, method));
    }
    if options.is_empty() {
        return Err(words::csv_no_options(lang).to_owned());
    }
    Ok((columns, options))
}

/// A row of the file, as it stands.
struct Row<'a> {
    lang: Lang,
    method: Method,
    columns: &'a [Column],
    ids: &'a [OptionId],
    record: &'a csv::StringRecord,
}

impl Row<'_> {
    /// Returns whose ballot it is, how many of it there are, and the ballot; or the column that cannot be read, and why.
    fn read(&self) -> Result<(Voters, u32, Given), (usize, String)> {
        let mut voters = Voters::Undisclosed;
        let (mut copies, mut words) = (1, String::new());
        let mut whole: Option<Ballot> = None;
        let mut numbers: Vec<(OptionId, i32)> = Vec::new();
        let mut points: BTreeMap<OptionId, (Option<u8>, Option<u8>)> = BTreeMap::new();
        for (at, column) in self.columns.iter().enumerate() {
            let cell = self.record.get(at).unwrap_or_default().trim();
            let bad = || (at, words::csv_bad(self.lang, &clean_line(cell)));
            if cell.is_empty() {
                continue;
            }
            match column {
                Column::Group => voters = Voters::Of(group(cell)),
                Column::Count => {
                    copies = cell.parse::<u32>().ok().filter(|copies| *copies <= MOST_COPIES).ok_or_else(bad)?;
                }
                Column::Reason => words = clean_line(cell),
                Column::Whole => whole = Some(self.whole(cell).ok_or_else(bad)?),
                Column::Option(place) => numbers.push((self.ids[*place], self.number(cell).ok_or_else(bad)?)),
                Column::Axis(place, vertical) => {
                    let score = cell.parse::<u8>().map_err(|_| bad())?;
                    let point = points.entry(self.ids[*place]).or_default();
                    *(if *vertical { &mut point.1 } else { &mut point.0 }) = Some(score);
                }
            }
        }
        let ballot = match self.method {
            Method::Dots { .. } => {
                let dots = numbers.iter().map(|(id, dots)| u32::try_from(*dots).map(|dots| (*id, dots)));
                let dots: Result<Vec<_>, _> = dots.collect();
                let dots = dots.map_err(|_| (0, words::csv_bad(self.lang, "-")))?;
                Ballot::Dots(dots.into_iter().filter(|(_, dots)| *dots > 0).collect())
            }
            Method::Approval { .. } => {
                Ballot::Approval(numbers.iter().filter(|(_, marked)| *marked > 0).map(|(id, _)| *id).collect())
            }
            Method::Score { .. } => Ballot::Score(numbers.into_iter().collect()),
            Method::Ranking { .. } => {
                numbers.sort_by_key(|(_, place)| *place);
                if numbers.windows(2).any(|two| two[0].1 == two[1].1) {
                    return Err((0, words::csv_same_place(self.lang).to_owned()));
                }
                Ballot::Ranking(numbers.into_iter().map(|(id, _)| id).collect())
            }
            Method::Agree => Ballot::Agree(numbers.into_iter().collect()),
            Method::Matrix { .. } => {
                let both = points.into_iter().map(|(id, point)| match point {
                    (Some(x), Some(y)) => Ok((id, Point { x, y })),
                    _ => Err((0, words::csv_half_point(self.lang).to_owned())),
                });
                Ballot::Matrix(both.collect::<Result<_, _>>()?)
            }
            Method::FistToFive | Method::Consent => {
                whole.ok_or_else(|| (0, words::csv_empty_ballot(self.lang).to_owned()))?
            }
        };
        Ok((voters, copies, Given { ballot, words }))
    }

    fn number(&self, cell: &str) -> Option<i32> {
        match (self.method, fold(cell).as_str()) {
            (Method::Agree, "agree" | "si" | "yes" | "d'accordo") => Some(1),
            (Method::Agree, "disagree" | "no" | "contrario") => Some(-1),
            (Method::Agree, "pass" | "passo") => Some(0),
            (Method::Approval { .. }, "x" | "si" | "yes") => Some(1),
            (Method::Approval { .. }, "no" | "-") => Some(0),
            _ => cell.parse().ok(),
        }
    }

    fn whole(&self, cell: &str) -> Option<Ballot> {
        match (self.method, fold(cell).as_str()) {
            (Method::FistToFive, fingers) => fingers.parse().ok().map(Ballot::Fingers),
            (_, "yes" | "si" | "s" | "y" | "1") => Some(Ballot::Consent),
            (_, "no" | "n" | "0") => Some(Ballot::Objection),
            _ => None,
        }
    }
}

/// Reads a group by its name in a session file or in either language; any other name is a group of its own.
fn group(cell: &str) -> Group {
    let name = clean_line(cell);
    let named = |group: &&Group| {
        let wanted = fold(&name);
        Lang::ALL.iter().any(|lang| fold(&names::group(*lang, group)) == wanted) || fold(&group.to_string()) == wanted
    };
    Group::NAMED.iter().find(named).cloned().unwrap_or(Group::Other(name))
}
