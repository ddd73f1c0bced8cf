//! Owns a ballot being filled in by keys, each method in its own way. It lives on the screen alone.
//! Never casts it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::domain::ballot_box::{Given, LONGEST_WORDS};
use crate::domain::id::OptionId;
use crate::domain::poll::{Ballot, FINGERS, MATRIX, Method, Point};
use crate::text::Lang;
use crate::text::panels::vote as words;

use super::super::keys::written;
use super::super::writing::{Lines, Writing};

/// What was given so far. Lists are in the order of the poll, not of the screen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Marks {
    /// Dots on each option.
    Dots(Vec<u32>),
    /// Whether each option is marked.
    Set(Vec<bool>),
    /// A score for each option.
    Scores(Vec<Option<i32>>),
    /// Fingers.
    Fingers(Option<u8>),
    /// Consent, or an objection.
    Consent(Option<bool>),
    /// Options, the best first.
    Order(Vec<usize>),
    /// Both scores for each option.
    Points(Vec<Option<Point>>),
    /// 1, -1 or 0 on each statement.
    Said(Vec<Option<i32>>),
}

/// A ballot being filled in.
#[derive(Clone, Debug)]
pub(super) struct Filling {
    pub method: Method,
    /// How the options stand on the screen: each place's option, by its place in the poll.
    pub order: Vec<usize>,
    /// The place on the screen that the keys are on.
    pub at: usize,
    pub marks: Marks,
    /// A reason, or the aim that an objection is about.
    pub words: Writing,
    /// Whether the words are being written.
    pub on_words: bool,
    /// The first digit of a score of two, or of a point.
    half: Option<u32>,
}

/// What came of a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Filled {
    /// It goes on.
    Stay,
    /// It is filled in.
    Done,
}

impl Filling {
    /// Opens an empty ballot with the options in that order.
    pub(super) fn new(method: Method, order: Vec<usize>) -> Self {
        let count = order.len();
        let marks = match method {
            Method::Dots { .. } => Marks::Dots(vec![0; count]),
            Method::Approval { .. } => Marks::Set(vec![false; count]),
            Method::Score { .. } => Marks::Scores(vec![None; count]),
            Method::FistToFive => Marks::Fingers(None),
            Method::Consent => Marks::Consent(None),
            Method::Ranking { .. } => Marks::Order(Vec::new()),
            Method::Matrix { .. } => Marks::Points(vec![None; count]),
            Method::Agree => Marks::Said(vec![None; count]),
        };
        let words = Writing::new("", Lines::One);
        Self { method, order, at: 0, marks, words, on_words: false, half: None }
    }

    /// Returns the option that the keys are on, by its place in the poll.
    pub(super) fn option(&self) -> Option<usize> {
        self.order.get(self.at).copied()
    }

    /// Tells whether nothing was given yet.
    pub(super) fn is_empty(&self) -> bool {
        match &self.marks {
            Marks::Dots(dots) => dots.iter().all(|dots| *dots == 0),
            Marks::Set(set) => !set.contains(&true),
            Marks::Scores(scores) => scores.iter().all(Option::is_none),
            Marks::Fingers(fingers) => fingers.is_none(),
            Marks::Consent(consent) => consent.is_none(),
            Marks::Order(order) => order.is_empty(),
            Marks::Points(points) => points.iter().all(Option::is_none),
            Marks::Said(said) => said.iter().all(Option::is_none),
        }
    }

    /// Returns how many dots, marks or places are left to give; `None` where there is no such limit.
    pub(super) fn left(&self) -> Option<u32> {
        let left = |most: u32, given: usize| most.saturating_sub(u32::try_from(given).unwrap_or(u32::MAX));
        match (self.method, &self.marks) {
            (Method::Dots { each, .. }, Marks::Dots(dots)) => Some(each.saturating_sub(dots.iter().sum())),
            (Method::Approval { max }, Marks::Set(set)) if max > 0 => {
                Some(left(max, set.iter().filter(|marked| **marked).count()))
            }
            (Method::Ranking { top }, Marks::Order(order)) => {
                Some(left(Method::places(top, self.order.len()), order.len()))
            }
            _ => None,
        }
    }

    /// Says what was left open; it may be left so. `None` where nothing was.
    pub(super) fn open(&self, lang: Lang) -> Option<String> {
        let none = |count: usize| (count > 0).then(|| words::options_left(lang, count));
        match &self.marks {
            Marks::Dots(_) => self.left().filter(|left| *left > 0).map(|left| words::dots_left_open(lang, left)),
            Marks::Set(set) => (!set.contains(&true)).then(|| words::nothing_marked(lang).to_owned()),
            Marks::Scores(scores) => none(scores.iter().filter(|score| score.is_none()).count()),
            Marks::Order(order) => (order.is_empty()).then(|| words::nothing_marked(lang).to_owned()),
            Marks::Points(points) => none(points.iter().filter(|point| point.is_none()).count()),
            Marks::Said(said) => none(said.iter().filter(|said| said.is_none()).count()),
            Marks::Fingers(_) | Marks::Consent(_) => None,
        }
    }

    /// Tells whether the words are asked for: a hand below three, an objection.
    pub(super) fn asks_words(&self) -> bool {
        match &self.marks {
            Marks::Fingers(Some(fingers)) => i32::from(*fingers) < FINGERS.1,
            Marks::Consent(Some(consent)) => !consent,
            Marks::Fingers(None)
            | Marks::Consent(None)
            | Marks::Dots(_)
            | Marks::Set(_)
            | Marks::Scores(_)
            | Marks::Order(_)
            | Marks::Points(_)
            | Marks::Said(_) => false,
        }
    }

    /// Returns the ballot; `None` where fingers or consent were not given, without which there is none.
    pub(super) fn given(&self, options: &[OptionId]) -> Option<Given> {
        fn each<T: Clone>(options: &[OptionId], marks: &[Option<T>]) -> impl Iterator<Item = (OptionId, T)> {
            let given = options.iter().copied().zip(marks.iter().cloned());
            given.filter_map(|(option, mark)| Some((option, mark?))).collect::<Vec<_>>().into_iter()
        }
        let ballot = match &self.marks {
            Marks::Dots(dots) => {
                let dots: Vec<Option<u32>> = dots.iter().map(|dots| Some(*dots).filter(|dots| *dots > 0)).collect();
                Ballot::Dots(each(options, &dots).collect())
            }
            Marks::Set(set) => {
                let marked = options.iter().zip(set).filter(|(_, marked)| **marked);
                Ballot::Approval(marked.map(|(option, _)| *option).collect())
            }
            Marks::Scores(scores) => Ballot::Score(each(options, scores).collect()),
            Marks::Fingers(fingers) => Ballot::Fingers((*fingers)?),
            Marks::Consent(consent) => {
                if (*consent)? {
                    Ballot::Consent
                } else {
                    Ballot::Objection
                }
            }
            Marks::Order(order) => {
                Ballot::Ranking(order.iter().filter_map(|place| options.get(*place).copied()).collect())
            }
            Marks::Points(points) => Ballot::Matrix(each(options, points).collect()),
            Marks::Said(said) => Ballot::Agree(each(options, said).collect()),
        };
        let words = if self.asks_words() { self.words.text().trim().to_owned() } else { String::new() };
        Some(Given { ballot, words })
    }

    /// Takes pasted text, into the words alone.
    pub(super) fn paste(&mut self, text: &str) {
        if self.on_words && self.words.text().chars().count() + text.chars().count() <= LONGEST_WORDS {
            self.words.insert(text);
        }
    }

    /// Takes a key.
    pub(super) fn key(&mut self, key: &KeyEvent) -> Filled {
        if self.on_words {
            return self.word_key(key);
        }
        match key.code {
            KeyCode::Enter => return self.enter(),
            KeyCode::Up | KeyCode::BackTab
                if !key.modifiers.contains(KeyModifiers::CONTROL) && !self.moves_point(key) =>
            {
                self.step(false);
            }
            KeyCode::Down | KeyCode::Tab
                if !key.modifiers.contains(KeyModifiers::CONTROL) && !self.moves_point(key) =>
            {
                self.step(true);
            }
            KeyCode::Home => self.at = 0,
            KeyCode::End => self.at = self.order.len().saturating_sub(1),
            _ => self.mark(key),
        }
        Filled::Stay
    }

    /// In a matrix the arrows move the point, and Tab goes from option to option.
    fn moves_point(&self, key: &KeyEvent) -> bool {
        matches!(self.marks, Marks::Points(_)) && matches!(key.code, KeyCode::Up | KeyCode::Down)
    }

    fn enter(&mut self) -> Filled {
        // a matrix is gone through option by option
        if matches!(self.marks, Marks::Points(_)) && self.at + 1 < self.order.len() {
            self.step(true);
            return Filled::Stay;
        }
        if matches!(self.marks, Marks::Fingers(None) | Marks::Consent(None)) {
            return Filled::Stay;
        }
        self.on_words = self.asks_words();
        if self.on_words { Filled::Stay } else { Filled::Done }
    }

    fn word_key(&mut self, key: &KeyEvent) -> Filled {
        match key.code {
            KeyCode::Enter => return Filled::Done,
            KeyCode::Char(_) if self.words.text().chars().count() >= LONGEST_WORDS => {}
            _ => {
                self.words.key(key);
            }
        }
        Filled::Stay
    }

    fn step(&mut self, down: bool) {
        self.half = None;
        match &mut self.marks {
            Marks::Fingers(fingers) => {
                let now = fingers.map_or(-1, i32::from) + if down { -1 } else { 1 };
                *fingers = Some(now.clamp(0, FINGERS.0) as u8);
            }
            Marks::Consent(consent) => *consent = Some(!down),
            Marks::Dots(_) | Marks::Set(_) | Marks::Scores(_) | Marks::Order(_) | Marks::Points(_) | Marks::Said(_) => {
                let last = self.order.len().saturating_sub(1);
                self.at = if down { (self.at + 1).min(last) } else { self.at.saturating_sub(1) };
            }
        }
    }

    fn mark(&mut self, key: &KeyEvent) {
        let Some(option) = self.option() else { return };
        let letter = written(key).map(|letter| letter.to_ascii_lowercase());
        let digit = letter.and_then(|letter| letter.to_digit(10));
        let left = self.left();
        let more = matches!(key.code, KeyCode::Right) || matches!(letter, Some('+' | ' '));
        let less = matches!(key.code, KeyCode::Left | KeyCode::Backspace | KeyCode::Delete) || letter == Some('-');
        match (&mut self.marks, self.method) {
            (Marks::Dots(dots), Method::Dots { cap, .. }) => {
                let others = left.unwrap_or(0) + dots[option];
                let most = if cap == 0 { others } else { others.min(cap) };
                match digit {
                    Some(digit) => dots[option] = digit.min(most),
                    None if more => dots[option] = (dots[option] + 1).min(most),
                    None if less => dots[option] = dots[option].saturating_sub(1),
                    None => {}
                }
            }
            (Marks::Set(set), _) => {
                if more || letter == Some('x') || less {
                    let marks = if less { false } else { !set[option] };
                    set[option] = marks && left.is_none_or(|left| left > 0 || set[option]);
                }
            }
            (Marks::Scores(scores), Method::Score { low, high }) => {
                let now = scores[option];
                match (digit, &mut self.half) {
                    (Some(digit), half) => {
                        let whole = half.map_or(digit, |half| half.saturating_mul(10).saturating_add(digit)) as i32;
                        let whole = if whole > high { digit as i32 } else { whole };
                        *half = (high > 9).then_some(whole.unsigned_abs());
                        if (low..=high).contains(&whole) {
                            scores[option] = Some(whole);
                            if high <= 9 && self.at + 1 < self.order.len() {
                                self.at += 1;
                            }
                        }
                    }
                    (None, half) => {
                        *half = None;
                        match key.code {
                            KeyCode::Backspace | KeyCode::Delete => scores[option] = None,
                            _ if more => scores[option] = Some(now.map_or(low, |now| (now + 1).min(high))),
                            _ if less => scores[option] = Some(now.map_or(low, |now| (now - 1).max(low))),
                            _ => {}
                        }
                    }
                }
            }
            (Marks::Fingers(fingers), _) => match digit {
                Some(digit) if digit <= FINGERS.0 as u32 => *fingers = Some(digit as u8),
                Some(_) => {}
                None if more || less => {
                    let now = fingers.map_or(if less { 1 } else { -1 }, i32::from) + if less { -1 } else { 1 };
                    *fingers = Some(now.clamp(0, FINGERS.0) as u8);
                }
                None => {}
            },
            (Marks::Consent(consent), _) => match letter {
                Some('1' | 's' | 'y') => *consent = Some(true),
                Some('2' | 'n' | 'o') => *consent = Some(false),
                _ => {}
            },
            (Marks::Order(order), _) => {
                let place = order.iter().position(|known| *known == option);
                let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
                match (key.code, place) {
                    (KeyCode::Up, Some(place)) if ctrl && place > 0 => order.swap(place, place - 1),
                    (KeyCode::Down, Some(place)) if ctrl && place + 1 < order.len() => order.swap(place, place + 1),
                    (KeyCode::Backspace | KeyCode::Delete | KeyCode::Left, Some(place)) => {
                        order.remove(place);
                    }
                    (KeyCode::Backspace, None) => {
                        order.pop();
                    }
                    (KeyCode::Right, None) => order.extend(Some(option).filter(|_| left != Some(0))),
                    (_, Some(place)) if letter == Some(' ') => {
                        order.remove(place);
                    }
                    (_, None) if letter == Some(' ') => order.extend(Some(option).filter(|_| left != Some(0))),
                    (_, place) => {
                        // a digit gives that place
                        if let Some(digit) = digit.and_then(|digit| usize::try_from(digit).ok()).filter(|n| *n > 0)
                            && (place.is_some() || left != Some(0))
                        {
                            order.retain(|known| *known != option);
                            order.insert((digit - 1).min(order.len()), option);
                        }
                    }
                }
            }
            (Marks::Points(points), _) => {
                let (low, high) = (MATRIX.0 as u8, MATRIX.1 as u8);
                let middle = Point { x: (low + high) / 2, y: (low + high) / 2 };
                let moved = |point: Point| match key.code {
                    KeyCode::Left => Point { x: point.x.saturating_sub(1).max(low), ..point },
                    KeyCode::Right => Point { x: (point.x + 1).min(high), ..point },
                    KeyCode::Up => Point { y: (point.y + 1).min(high), ..point },
                    KeyCode::Down => Point { y: point.y.saturating_sub(1).max(low), ..point },
                    _ => point,
                };
                match (key.code, digit) {
                    (KeyCode::Left | KeyCode::Right | KeyCode::Up | KeyCode::Down, _) => {
                        points[option] = Some(points[option].map_or(middle, moved));
                    }
                    (KeyCode::Backspace | KeyCode::Delete, _) => points[option] = None,
                    // first across, then up
                    (_, Some(digit)) if (u32::from(low)..=u32::from(high)).contains(&digit) => match self.half.take() {
                        None => {
                            self.half = Some(digit);
                            let y = points[option].map_or(middle.y, |point| point.y);
                            points[option] = Some(Point { x: digit as u8, y });
                        }
                        Some(x) => points[option] = Some(Point { x: x as u8, y: digit as u8 }),
                    },
                    _ => {}
                }
            }
            (Marks::Said(said), _) => {
                let given = match (key.code, letter) {
                    (KeyCode::Right, _) | (_, Some('s' | 'a' | '+' | '1' | 'y')) => Some(1),
                    (KeyCode::Left, _) | (_, Some('n' | 'c' | 'd' | '-' | '2')) => Some(-1),
                    (_, Some('p' | ' ' | '0' | '3')) => Some(0),
                    (KeyCode::Backspace | KeyCode::Delete, _) => {
                        said[option] = None;
                        None
                    }
                    _ => None,
                };
                if given.is_some() {
                    said[option] = given;
                    if !matches!(key.code, KeyCode::Left | KeyCode::Right) && self.at + 1 < self.order.len() {
                        self.at += 1;
                    }
                }
            }
            // each method has its own marks
            (Marks::Dots(_) | Marks::Scores(_), _) => {}
        }
    }
}
