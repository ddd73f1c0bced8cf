//! Owns the fast typing in of paper ballots: a line a ballot, the options by the numbers that are printed on the paper.
//! What cannot be read is said and not cast.

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::ballot_box::{Cast, Given, LONGEST_WORDS, Recast, Receipt};
use crate::domain::desk::Ask;
use crate::domain::id::{OptionId, TicketId};
use crate::domain::poll::{Ballot, FINGERS, MATRIX, Method, Point};
use crate::domain::turn::fresh;
use crate::text::Lang;
use crate::text::panels::vote as words;

use super::super::writing::Writing;
use super::{Screen, VoteAction, VoteDesk, VoteEvent, one_line};

/// The longest line that is typed in, in characters.
const LONGEST_LINE: usize = LONGEST_WORDS + 40;

/// Where the typing in is.
#[derive(Clone, Debug)]
pub(super) struct Paper {
    /// The group that the ballots are of, by its place; it stays from one to the next.
    pub group: usize,
    /// The ballot that is being typed.
    pub line: Writing,
    /// How many went in.
    pub count: u32,
    /// The receipt of the last one, to be written on the paper.
    pub last: Option<Receipt>,
    /// What is on its way: its ticket and receipt stay the same however often it is tried.
    pub sent: Option<(TicketId, Receipt)>,
    /// Whether what is on its way corrects a ballot that is in the box.
    pub correcting: bool,
    /// Whether the desk has not answered.
    pub waits: bool,
    /// The line that leaves options without an answer and was asked about: the same once more casts it.
    pub asked: Option<String>,
}

impl Paper {
    /// Begins with the first group.
    pub(super) fn new() -> Self {
        Self {
            group: 0,
            line: one_line(),
            count: 0,
            last: None,
            sent: None,
            correcting: false,
            waits: false,
            asked: None,
        }
    }

    /// Takes pasted text into the line.
    pub(super) fn paste(&mut self, text: &str) {
        if self.line.text().chars().count() + text.chars().count() <= LONGEST_LINE {
            self.line.insert(text);
        }
    }

    /// Takes the desk's answer: the next ballot where it is in the box, the same one where it is not.
    pub(super) fn answered(&mut self, done: bool) {
        self.waits = false;
        if done {
            self.last = self.sent.take().map(|(_, receipt)| receipt);
            // a ballot that was corrected was counted when it went in
            self.count += u32::from(!self.correcting);
            self.line = one_line();
            self.asked = None;
        } else if self.correcting {
            // its receipt was typed, and may have been typed wrongly: no other ballot may go in under it
            self.sent = None;
        }
    }
}

/// What a line says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Line {
    /// The receipt of the ballot that it corrects.
    pub corrects: Option<Receipt>,
    /// The ballot.
    pub given: Given,
    /// How many options the line speaks of, where it says nothing of the last ones, not even that they are empty.
    pub short: Option<usize>,
}

/// Reads a line of a paper ballot. The reason why it cannot be read is in words.
pub(super) fn read(lang: Lang, method: Method, options: &[OptionId], line: &str) -> Result<Line, String> {
    let first = line.split_whitespace().next().unwrap_or_default();
    let corrects = first.parse::<Receipt>().ok().filter(|_| first.contains('-') && first.len() > 4);
    let rest = if corrects.is_some() { line.trim_start()[first.len()..].trim() } else { line.trim() };
    let given = given(lang, method, options, rest)?;
    let named = parts(rest).count();
    // one answer for each option: a hyphen alone is a blank ballot, and a line that ends early may be half of one
    let each = matches!(method, Method::Score { .. } | Method::Matrix { .. } | Method::Agree);
    let short = (each && rest != "-" && named < options.len()).then_some(named);
    Ok(Line { corrects, given, short })
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', ',', ';']).filter(|part| !part.is_empty())
}

fn given(lang: Lang, method: Method, options: &[OptionId], text: &str) -> Result<Given, String> {
    let mut parts: Vec<&str> = parts(text).collect();
    // a key pressed once too often is no ballot: one that was left blank is said to be so
    if parts.is_empty() && !method.is_on_one_proposal() {
        return Err(words::paper_blank(lang).to_owned());
    }
    if parts == ["-"] {
        parts.clear();
    }
    let bad = |part: &str| words::paper_bad(lang, part.to_owned());
    let numbered = |part: &&str| {
        let place = part.parse::<usize>().map_err(|_| bad(part))?;
        let option = place.checked_sub(1).and_then(|place| options.get(place));
        option.map(|option| (place, *option)).ok_or_else(|| words::paper_no_option(lang, (*part).to_owned()))
    };
    let too_many = || words::paper_too_many(lang).to_owned();
    let plain = |ballot: Ballot| Given { ballot, words: String::new() };
    // one answer for each option, in their order; a hyphen where there is none
    let each = || {
        if parts.len() > options.len() {
            Err(too_many())
        } else {
            Ok(options.iter().copied().zip(parts.iter().copied()))
        }
    };
    match method {
        Method::Dots { each, cap } => {
            let mut dots: std::collections::BTreeMap<OptionId, u32> = Default::default();
            for part in &parts {
                *dots.entry(numbered(part)?.1).or_default() += 1;
            }
            let all: u32 = dots.values().sum();
            if all > each || dots.values().any(|dots| cap > 0 && *dots > cap) {
                return Err(too_many());
            }
            Ok(plain(Ballot::Dots(dots.into_iter().collect())))
        }
        Method::Approval { .. } | Method::Ranking { .. } => {
            let mut order: Vec<OptionId> = Vec::new();
            for part in &parts {
                let (place, option) = numbered(part)?;
                if order.contains(&option) {
                    return Err(words::paper_twice(lang, place));
                }
                order.push(option);
            }
            let most = match method {
                Method::Approval { max } => max,
                Method::Ranking { top } => Method::places(top, options.len()),
                Method::Dots { .. }
                | Method::Score { .. }
                | Method::FistToFive
                | Method::Consent
                | Method::Matrix { .. }
                | Method::Agree => 0,
            };
            if most > 0 && order.len() > most as usize {
                return Err(too_many());
            }
            let ranked = matches!(method, Method::Ranking { .. });
            Ok(plain(if ranked { Ballot::Ranking(order) } else { Ballot::Approval(order.into_iter().collect()) }))
        }
        Method::Score { low, high } => {
            let scores = each()?.filter(|(_, part)| *part != "-").map(|(option, part)| {
                let score = part.parse::<i32>().map_err(|_| bad(part))?;
                if (low..=high).contains(&score) { Ok((option, score)) } else { Err(bad(part)) }
            });
            Ok(plain(Ballot::Score(scores.collect::<Result<_, String>>()?)))
        }
        Method::FistToFive => {
            let (fingers, reason) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
            let shown = fingers.parse::<u8>().ok().filter(|fingers| i32::from(*fingers) <= FINGERS.0);
            let words = reason.trim().to_owned();
            Ok(Given { ballot: Ballot::Fingers(shown.ok_or_else(|| bad(fingers))?), words })
        }
        Method::Consent => {
            let (said, objection) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
            let words = objection.trim().to_owned();
            match said.to_lowercase().as_str() {
                "s" | "sì" | "si" | "y" | "yes" if words.is_empty() => Ok(plain(Ballot::Consent)),
                "n" | "no" | "o" => Ok(Given { ballot: Ballot::Objection, words }),
                _ => Err(bad(text)),
            }
        }
        Method::Matrix { .. } => {
            let digit = |digit: Option<char>| {
                let score = digit.and_then(|digit| digit.to_digit(10)).map(|digit| digit as i32);
                score.filter(|score| (MATRIX.0..=MATRIX.1).contains(score)).map(|score| score as u8)
            };
            let points = each()?.filter(|(_, part)| *part != "-").map(|(option, part)| {
                let mut digits = part.chars();
                let point = (digit(digits.next()), digit(digits.next()), digits.next());
                match point {
                    (Some(x), Some(y), None) => Ok((option, Point { x, y })),
                    _ => Err(bad(part)),
                }
            });
            Ok(plain(Ballot::Matrix(points.collect::<Result<_, String>>()?)))
        }
        Method::Agree => {
            let said = each()?.filter(|(_, part)| *part != "-").map(|(option, part)| {
                let said = match part.to_lowercase().as_str() {
                    "s" | "sì" | "si" | "y" | "a" | "+" => 1,
                    "n" | "no" | "d" | "c" => -1,
                    "p" | "0" => 0,
                    _ => return Err(bad(part)),
                };
                Ok((option, said))
            });
            Ok(plain(Ballot::Agree(said.collect::<Result<_, String>>()?)))
        }
    }
}

impl VoteDesk {
    pub(super) fn paper_key(&mut self, mut paper: Box<Paper>, key: &KeyEvent, action: Option<VoteAction>) -> VoteEvent {
        let groups = self.groups.len();
        if paper.waits {
            self.screen = Screen::Paper(paper);
            return VoteEvent::Stay;
        }
        let mut event = VoteEvent::Stay;
        match (action, key.code) {
            (Some(VoteAction::Back | VoteAction::End), _) if paper.line.is_blank() => return VoteEvent::Leave,
            // an unfinished ballot is emptied first
            (Some(VoteAction::Back), _) => paper.line = one_line(),
            (_, KeyCode::Tab) => paper.group = (paper.group + 1) % groups,
            (_, KeyCode::BackTab) => paper.group = (paper.group + groups - 1) % groups,
            (Some(VoteAction::Go), _) if self.asks_about(&mut paper) => {}
            (Some(VoteAction::Go), _) => match self.cast_paper(&mut paper) {
                Ok(ask) => event = VoteEvent::Ask(ask),
                // what is wrong with a line stands under it already
                Err(why) if paper.line.is_blank() => self.trouble = why,
                Err(_) => {}
            },
            (_, KeyCode::Char(_)) if paper.line.text().chars().count() >= LONGEST_LINE => {}
            _ => {
                paper.line.key(key);
            }
        }
        self.screen = Screen::Paper(paper);
        event
    }

    /// Tells whether the line leaves options without an answer, and was not asked about yet.
    fn asks_about(&self, paper: &mut Paper) -> bool {
        let ids: Vec<OptionId> = self.options.iter().map(|(id, _)| *id).collect();
        let line = read(self.lang, self.method, &ids, paper.line.text());
        let asks = line.is_ok_and(|line| line.short.is_some()) && paper.asked.as_deref() != Some(paper.line.text());
        paper.asked = asks.then(|| paper.line.text().to_owned()).or_else(|| paper.asked.take());
        asks
    }

    fn cast_paper(&self, paper: &mut Paper) -> Result<Ask, String> {
        let ids: Vec<OptionId> = self.options.iter().map(|(id, _)| *id).collect();
        let line = read(self.lang, self.method, &ids, paper.line.text())?;
        let (poll, round, given) = (self.poll, self.round, line.given);
        paper.waits = true;
        if let Some(receipt) = line.corrects {
            paper.sent = Some((fresh::<TicketId>(self.chance()), receipt));
            paper.correcting = true;
            return Ok(Ask::Recast(Box::new(Recast { poll, round, receipt, given })));
        }
        paper.correcting = false;
        let new = || (fresh::<TicketId>(self.chance()), self.new_receipt());
        let (ticket, receipt) = *paper.sent.get_or_insert_with(new);
        let group = self.groups.get(paper.group).cloned().unwrap_or_default();
        Ok(Ask::Cast(Box::new(Cast { poll, round, ticket, group, receipt, on_paper: true, given })))
    }
}
