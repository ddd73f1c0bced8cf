//! Owns a text being written: cursor by grapheme clusters, words, rows wrapped to a width, taking back.
//! Never draws, and never takes in what `domain::clean` refuses.

use std::ops::Range;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::domain::clean::{LONGEST_FIELD, clean, clean_line};

use super::keys::written;
use super::paint;

/// How many states can be taken back.
const REMEMBERED: usize = 200;

/// One line or several.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lines {
    /// Line feeds become spaces, Enter is not taken.
    One,
    /// Enter begins a new line.
    Several,
}

/// What a key did to the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wrote {
    /// The key is not for a text, or would leave it.
    Not,
    /// The cursor moved or the text changed.
    Done,
    /// It would be longer than a field holds, in bytes; nothing was taken in.
    TooLong(usize),
}

/// A text being written.
#[derive(Clone, Debug)]
pub struct Writing {
    text: String,
    /// Where the cursor is, in bytes, between two grapheme clusters.
    at: usize,
    /// The column that going up and down tries to keep.
    goal: Option<usize>,
    lines: Lines,
    past: Vec<(String, usize)>,
    /// Where the cursor stood after the character that was typed last, while nothing else was done.
    typed_to: Option<usize>,
    /// How many columns a row had when it was drawn last.
    columns: usize,
}

impl Writing {
    /// Opens a text with the cursor at its end.
    pub fn new(text: &str, lines: Lines) -> Self {
        let text = match lines {
            Lines::One => clean_line(text),
            Lines::Several => clean(text),
        };
        Self { at: text.len(), text, goal: None, lines, past: Vec::new(), typed_to: None, columns: 60 }
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns where the cursor is, in bytes.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Tells whether there is nothing but blanks.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Puts a text in the place of a range of bytes, cleaned, with the cursor behind it; it can be taken back.
    /// `Not` where the range is none of the text's.
    pub fn put(&mut self, range: Range<usize>, text: &str) -> Wrote {
        if self.text.get(range.clone()).is_none() {
            return Wrote::Not;
        }
        self.remember();
        self.text.drain(range.clone());
        self.at = range.start;
        let wrote = self.insert(text);
        // taking back goes over the whole step
        self.past.pop();
        wrote
    }

    /// Tells whether the cursor is at the end.
    pub fn at_end(&self) -> bool {
        self.at == self.text.len()
    }

    /// Puts another text in its place, which can be taken back.
    pub fn replace(&mut self, text: &str) {
        self.remember();
        let fresh = Self::new(text, self.lines);
        self.text = fresh.text;
        self.at = fresh.at;
    }

    /// Takes in a text at the cursor, cleaned. Whole or not at all.
    pub fn insert(&mut self, text: &str) -> Wrote {
        let text = match self.lines {
            Lines::One => clean_line(text),
            Lines::Several => clean(text),
        };
        let length = self.text.len() + text.len();
        if length > LONGEST_FIELD {
            return Wrote::TooLong(length);
        }
        self.remember();
        self.take_in(&text);
        Wrote::Done
    }

    /// Takes in a character that was typed. A word is taken back as a whole, with the blank before it.
    fn type_in(&mut self, character: char) -> Wrote {
        let goes_on = !character.is_whitespace() && self.typed_to == Some(self.at) && !self.past.is_empty();
        let fits = self.text.len() + character.len_utf8() <= LONGEST_FIELD;
        let mut buffer = [0; 4];
        let text: &str = character.encode_utf8(&mut buffer);
        let wrote = if goes_on && fits && clean(text) == text {
            self.take_in(text);
            Wrote::Done
        } else {
            self.insert(text)
        };
        self.typed_to = (wrote == Wrote::Done).then_some(self.at);
        wrote
    }

    fn take_in(&mut self, text: &str) {
        self.text.insert_str(self.at, text);
        self.at += text.len();
        // what was inserted may have joined the cluster that follows
        if !self.text.is_char_boundary(self.at) || !self.between(self.at) {
            self.at = self.after(self.at);
        }
        self.goal = None;
        self.typed_to = None;
    }

    /// Takes a key.
    pub fn key(&mut self, key: &KeyEvent) -> Wrote {
        if let Some(character) = written(key) {
            return self.type_in(character);
        }
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        let goal = self.goal.take();
        self.typed_to = None;
        match (key.code, ctrl) {
            (KeyCode::Enter, false) if self.lines == Lines::Several => return self.insert("\n"),
            (KeyCode::Left, true) => self.at = self.word_before(),
            (KeyCode::Right, true) => self.at = self.word_after(),
            (KeyCode::Left, false) if self.at > 0 => self.at = self.before(self.at),
            (KeyCode::Right, false) if !self.at_end() => self.at = self.after(self.at),
            (KeyCode::Home, _) => self.at = self.text[..self.at].rfind('\n').map_or(0, |feed| feed + 1),
            (KeyCode::End, _) => {
                self.at = self.text[self.at..].find('\n').map_or(self.text.len(), |feed| self.at + feed)
            }
            (KeyCode::Backspace, false) => self.cut(self.before(self.at)..self.at),
            (KeyCode::Backspace, true) | (KeyCode::Char('w'), true) => self.cut(self.word_before()..self.at),
            (KeyCode::Delete, false) => self.cut(self.at..self.after(self.at)),
            (KeyCode::Delete, true) => self.cut(self.at..self.word_after()),
            (KeyCode::Char('z'), true) => self.take_back(),
            (KeyCode::Up, false) => return self.move_rows(-1, goal),
            (KeyCode::Down, false) => return self.move_rows(1, goal),
            _ => return Wrote::Not,
        }
        Wrote::Done
    }

    /// Returns the rows that the text takes in so many columns, as byte ranges.
    pub fn rows(&mut self, columns: usize) -> Vec<Range<usize>> {
        self.columns = columns.max(1);
        paint::rows(&self.text, self.columns)
    }

    /// Returns the cursor's row and column among the rows.
    pub fn cursor(&self, rows: &[Range<usize>]) -> (usize, usize) {
        // at a wrap the cursor stands at the beginning of the next row
        let row = rows.iter().rposition(|row| row.start <= self.at).unwrap_or(0);
        let start = rows.get(row).map_or(0, |row| row.start);
        (row, paint::width(&self.text[start..self.at]))
    }

    fn move_rows(&mut self, by: isize, goal: Option<usize>) -> Wrote {
        let rows = paint::rows(&self.text, self.columns);
        let (row, column) = self.cursor(&rows);
        let goal = goal.unwrap_or(column);
        let Some(target) = row.checked_add_signed(by).and_then(|row| rows.get(row)) else {
            return Wrote::Not;
        };
        let mut at = target.start;
        let mut used = 0;
        for grapheme in self.text[target.clone()].graphemes(true) {
            used += paint::width(grapheme);
            if used > goal {
                break;
            }
            at += grapheme.len();
        }
        // the end of a wrapped row is the beginning of the next one
        if at == target.end && rows.get((row as isize + by + 1) as usize).is_some_and(|next| next.start == at) {
            at = self.before(at).max(target.start);
        }
        self.at = at;
        self.goal = Some(goal);
        Wrote::Done
    }

    fn remember(&mut self) {
        if self.past.len() == REMEMBERED {
            self.past.remove(0);
        }
        self.past.push((self.text.clone(), self.at));
    }

    fn take_back(&mut self) {
        if let Some((text, at)) = self.past.pop() {
            self.text = text;
            self.at = at;
        }
    }

    fn cut(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.remember();
            self.at = range.start;
            self.text.drain(range);
        }
    }

    fn between(&self, at: usize) -> bool {
        GraphemeCursor::new(at, self.text.len(), true).is_boundary(&self.text, 0).unwrap_or(true)
    }

    fn before(&self, at: usize) -> usize {
        GraphemeCursor::new(at, self.text.len(), true).prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn after(&self, at: usize) -> usize {
        let next = GraphemeCursor::new(at, self.text.len(), true).next_boundary(&self.text, 0);
        next.ok().flatten().unwrap_or(self.text.len())
    }

    fn word_before(&self) -> usize {
        let mut words = self.text[..self.at].unicode_word_indices();
        words.next_back().map_or(0, |(start, _)| start)
    }

    fn word_after(&self) -> usize {
        let mut words = self.text[self.at..].unicode_word_indices();
        words.next().map_or(self.text.len(), |(start, word)| self.at + start + word.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(writing: &mut Writing, codes: &[KeyCode]) {
        for code in codes {
            writing.key(&KeyEvent::new(*code, KeyModifiers::NONE));
        }
    }

    #[test]
    fn the_cursor_moves_by_what_is_seen() {
        let mut writing = Writing::new("perche\u{301} 👩‍🔧", Lines::One);
        press(&mut writing, &[KeyCode::Backspace, KeyCode::Backspace, KeyCode::Backspace, KeyCode::Char('é')]);
        assert_eq!(writing.text(), "perché");
        writing.key(&KeyEvent::new(KeyCode::Char('z'), KeyModifiers::CONTROL));
        assert_eq!(writing.text(), "perch");
    }

    #[test]
    fn typing_is_taken_back_word_by_word() {
        let mut writing = Writing::new("già", Lines::One);
        " qui due parole".chars().for_each(|c| press(&mut writing, &[KeyCode::Char(c)]));
        press(&mut writing, &[KeyCode::Backspace, KeyCode::Char('a')]);
        let back = KeyEvent::new(KeyCode::Char('z'), KeyModifiers::CONTROL);
        for left in ["già qui due parol", "già qui due parole", "già qui due", "già qui", "già", "già"] {
            writing.key(&back);
            assert_eq!(writing.text(), left);
        }
        press(&mut writing, &[KeyCode::Char('!'), KeyCode::Home, KeyCode::Char('?'), KeyCode::Char('!')]);
        writing.key(&back);
        assert_eq!(writing.text(), "già!");
    }

    #[test]
    fn up_and_down_keep_the_column_and_leave_at_the_ends() {
        let mut writing = Writing::new("prima riga\nb\nterza riga", Lines::Several);
        writing.rows(20);
        press(&mut writing, &[KeyCode::Up, KeyCode::Up, KeyCode::Char('!')]);
        assert_eq!(writing.text(), "prima riga!\nb\nterza riga");
        assert_eq!(writing.key(&KeyEvent::new(KeyCode::Up, KeyModifiers::NONE)), Wrote::Not);
    }

    #[test]
    fn altgr_is_text_and_ctrl_is_not() {
        let mut writing = Writing::new("", Lines::One);
        writing.key(&KeyEvent::new(KeyCode::Char('@'), KeyModifiers::CONTROL | KeyModifiers::ALT));
        assert_eq!(writing.key(&KeyEvent::new(KeyCode::Char('s'), KeyModifiers::CONTROL)), Wrote::Not);
        assert_eq!(writing.text(), "@");
    }

    #[test]
    fn what_is_too_long_or_no_text_stays_out() {
        let mut writing = Writing::new("a", Lines::One);
        assert_eq!(writing.insert(&"x".repeat(LONGEST_FIELD)), Wrote::TooLong(LONGEST_FIELD + 1));
        writing.insert("\u{1b}[2Jb\nc\u{202e}");
        assert_eq!(writing.text(), "ab c");
    }

    #[test]
    fn a_wrapped_text_can_be_walked_up_from_its_end() {
        let mut writing = Writing::new("uno due tre quattro cinque", Lines::Several);
        writing.rows(8);
        press(&mut writing, &[KeyCode::Up, KeyCode::Up, KeyCode::Up, KeyCode::Up, KeyCode::Home, KeyCode::Char('>')]);
        assert_eq!(writing.text(), ">uno due tre quattro cinque");
    }
}
