//! Owns the line above a list that says what it is narrowed to and how many are marked, and what stands in its place
//! where nothing passes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pieces;
use crate::text::tui::{self as w, keys as k, lists};
use crate::tui::app::Env;
use crate::tui::command::Command;
use crate::tui::console::Console;
use crate::tui::named;
use crate::tui::panels::paint;

/// Draws what the list is narrowed to and how many are marked, where either is so. Returns what is left of the area.
pub fn standing(env: &Env, console: &Console, area: Rect, buf: &mut Buffer) -> Rect {
    let (theme, lang, kind) = (&env.theme, env.lang, console.tab);
    let filter = &console.lists().view(kind).filter;
    let marks = console.marks(kind).len();
    if filter.is_empty() && marks == 0 {
        return area;
    }
    let key = |command| env.keymap.key_of(command, lang);
    let row = Rect { height: 1, ..area };
    let mut right = row.right();
    if marks > 0 {
        let mut said = if marks == 1 { lists::marked_one(lang).to_owned() } else { lists::marked(lang, marks) };
        let unseen = console.marked_unseen();
        if unseen > 0 {
            said = format!("{said} ({})", lists::marked_unseen(lang, unseen));
        }
        let wide = paint::width(&said) as u16 + 2;
        let x = if filter.is_empty() { row.x } else { row.right().saturating_sub(wide).max(row.x) };
        let end = pieces::pieces(buf, row, (x, row.y), &[("▌", theme.key), (" ", theme.dim), (&said, theme.key)]);
        if filter.is_empty() {
            let (several, tag, remove) = (key(Command::Several), key(Command::Tag), key(Command::Remove));
            let hints = [
                (several.as_str(), k::several(lang)),
                (tag.as_str(), k::tag(lang)),
                (remove.as_str(), k::remove(lang)),
            ];
            hints.iter().fold(end + 2, |x, (key, word)| {
                let wide = (paint::width(key) + paint::width(word) + 1) as u16;
                if x + wide > row.right() {
                    return row.right();
                }
                pieces::pieces(buf, row, (x, row.y), &[(key, theme.key), (" ", theme.dim), (word, theme.dim)]) + 2
            });
        }
        right = x.saturating_sub(2);
    }
    if !filter.is_empty() {
        let seen = console.lists().seen(kind).len();
        let besides = console.lists().besides(kind);
        let count = lists::of_all(lang, seen - besides.min(seen), console.lists().count(kind));
        let left = Rect { width: right.saturating_sub(row.x), ..row };
        let clear = key(Command::ClearFilter);
        let clears = format!("  {clear} ");
        let ends = if besides > 0 { format!("  {}", lists::besides(lang, besides)) } else { String::new() };
        let whole = named::filter(filter, kind, console.session(), lang);
        let short = paint::width(&count) + paint::width(&ends) + paint::width(&clears);
        let room = usize::from(left.width);
        let word = lists::clear_short(lang);
        let named = short + paint::width(&whole) + 3 + paint::width(word) <= room;
        let whole = paint::fit(&whole, room.saturating_sub(short + 3));
        let list = [
            (count.as_str(), theme.warn),
            (" · ", theme.dim),
            (whole.as_str(), theme.strong),
            (ends.as_str(), theme.warn),
            (clears.as_str(), theme.key),
            (if named { word } else { "" }, theme.dim),
        ];
        pieces::pieces(buf, left, (left.x, left.y), &list);
    }
    pieces::below(area, 1)
}

/// Says that nothing passes, and how to see everything again.
pub fn none_pass(env: &Env, console: &Console, area: Rect, buf: &mut Buffer) {
    let (theme, lang, kind) = (&env.theme, env.lang, console.tab);
    let left = Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area };
    let y = area.y + u16::from(area.height > 6);
    let all = w::counted(lang, kind, console.lists().count(kind));
    paint::put(buf, left, (left.x, y), &lists::none_pass(lang, &all), theme.strong);
    for (row, (command, word)) in
        [(Command::ClearFilter, k::clear_filter_long(lang)), (Command::Filter, lists::change_filter(lang))]
            .into_iter()
            .enumerate()
    {
        let key = env.keymap.key_of(command, lang);
        let at = (left.x, y + 2 + row as u16);
        pieces::pieces(buf, left, at, &[(&key, theme.key), ("  ", theme.dim), (word, theme.base)]);
    }
}
