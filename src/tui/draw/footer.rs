//! Owns the keys at the bottom of the screen: as many as there is room for, whole, the most wanted first. The way out and
//! the help have their place whatever else there is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pieces;
use crate::tui::app::Env;
use crate::tui::command::{Command, Place};
use crate::tui::panels::paint;

/// A key with its word.
struct Hint<'a> {
    key: &'a str,
    word: &'a str,
    /// It is shown whatever else there is.
    kept: bool,
}

impl Hint<'_> {
    /// Returns its columns, with the gap behind it.
    fn wide(&self) -> usize {
        paint::width(self.key) + paint::width(self.word) + 4
    }
}

/// Writes the keys of a place with their words, without those that would do nothing.
pub fn footer(buf: &mut Buffer, area: Rect, place: Place, env: &Env, without: &[Command]) {
    let wanted = env.keymap.footer(place, env.lang);
    let wanted: Vec<_> = wanted.iter().filter(|(command, ..)| !without.contains(command)).collect();
    let help = wanted.iter().find(|(command, ..)| *command == Command::Help);
    let help = help.map(|(_, key, word)| Hint { key, word, kept: true });
    let others = wanted.iter().filter(|(command, ..)| *command != Command::Help);
    let others = others.map(|(command, key, word)| Hint { key, word, kept: *command == Command::Back });
    write(buf, area, &others.collect::<Vec<_>>(), help.as_ref(), env);
}

/// Writes the keys of a panel with their words. The last one is its way out.
pub fn own_footer(buf: &mut Buffer, area: Rect, hints: &[(String, &'static str)], env: &Env) {
    let last = hints.len().saturating_sub(1);
    let all: Vec<Hint<'_>> =
        hints.iter().enumerate().map(|(at, (key, word))| Hint { key, word, kept: at == last }).collect();
    let key = env.keymap.key("help-typing", env.lang);
    let help = Hint { key: &key, word: crate::text::tui::keys::help(env.lang), kept: true };
    write(buf, area, &all, Some(&help), env);
}

fn write(buf: &mut Buffer, area: Rect, hints: &[Hint<'_>], help: Option<&Hint<'_>>, env: &Env) {
    let theme = &env.theme;
    buf.set_style(area, theme.bar);
    let room = usize::from(area.width).saturating_sub(help.map_or(0, Hint::wide));
    let mut kept: usize = hints.iter().filter(|hint| hint.kept).map(Hint::wide).sum();
    let (mut x, y) = (area.x + 1, area.y);
    let mut used = 1;
    for hint in hints {
        if hint.kept {
            kept -= hint.wide();
        }
        if used + hint.wide() + kept > room {
            continue;
        }
        used += hint.wide();
        let parts = [(hint.key, theme.key), (" ", theme.dim), (hint.word, theme.dim), ("   ", theme.dim)];
        x = pieces::pieces(buf, area, (x, y), &parts);
    }
    if let Some(help) = help {
        let x = area.right().saturating_sub(help.wide() as u16 - 2);
        pieces::pieces(buf, area, (x, y), &[(help.key, theme.key), (" ", theme.dim), (help.word, theme.dim)]);
    }
}
