//! Owns how the seven lists look: tabs with counts, and the rows that are seen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::{narrowed, pieces};
use crate::domain::check;
use crate::domain::item::{Item, Kind};
use crate::domain::turn::CAPTURED;
use crate::text::tui::{self as w, detail, keys as k};
use crate::text::{Lang, names};
use crate::tui::app::Env;
use crate::tui::columns::{self, Around, Column, Wide};
use crate::tui::command::Command;
use crate::tui::console::{Console, Pane};
use crate::tui::named;
use crate::tui::panels::paint;
use crate::tui::sheet::Tone;

/// Draws the list that is shown.
pub fn draw(env: &Env, console: &Console, body: Rect, buf: &mut Buffer) {
    let focus = console.pane == Pane::List && console.capture.is_none();
    if console.lists().count(console.tab) == 0 {
        empty(env, console, console.tab, body, buf);
        return;
    }
    let body = narrowed::standing(env, console, body, buf);
    let items = console.lists().seen(console.tab);
    if items.is_empty() {
        narrowed::none_pass(env, console, body, buf);
        return;
    }
    rows(env, console, items, body, focus, buf);
}

fn tab_name(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Practice => k::practices(lang),
        Kind::Sketch => k::sketches(lang),
        Kind::Voice => k::voices(lang),
        Kind::Poll => k::votes(lang),
        Kind::Decision => k::decisions(lang),
        Kind::Action => k::actions(lang),
        Kind::Note => k::notes(lang),
        Kind::Session | Kind::Step | Kind::Table | Kind::Participant | Kind::Conflict => names::kinds(lang, kind),
    }
}

/// Draws the tabs in full where there is room, else the shown one in full and the others by their letter.
pub fn tabs(env: &Env, console: &Console, area: Rect, buf: &mut Buffer) {
    let theme = &env.theme;
    let focus = console.pane == Pane::List && console.capture.is_none();
    pieces::rule(buf, area, area.y + 1, theme.border);
    let label = |kind: Kind, full: bool| {
        let name = if full { tab_name(env.lang, kind).to_owned() } else { pieces::letter(kind) };
        (name, console.lists().count(kind).to_string())
    };
    let wide = |full: bool, gap: usize| -> usize {
        let labels = CAPTURED.iter().map(|kind| label(*kind, full || *kind == console.tab));
        labels.map(|(name, count)| paint::width(&name) + 1 + count.len() + gap).sum::<usize>() - gap
    };
    let room = usize::from(area.width);
    let full = wide(true, 2) <= room;
    let gap = if full && wide(true, 3) <= room { 3 } else { 2 };
    let mut x = area.x;
    for kind in CAPTURED {
        let shown = *kind == console.tab;
        let (name, count) = label(*kind, full || shown);
        let style = match (shown, focus) {
            (true, true) => theme.key,
            (true, false) => theme.title,
            (false, _) => theme.dim,
        };
        let start = x;
        x = pieces::pieces(buf, area, (x, area.y), &[(&name, style), (" ", theme.dim), (&count, theme.dim)]);
        if shown {
            let line = if focus { theme.border_focus } else { theme.base };
            paint::put(buf, area, (start, area.y + 1), &"━".repeat(usize::from(x - start)), line);
        }
        x += gap as u16;
    }
}

fn rows(env: &Env, console: &Console, items: &[Item], area: Rect, focus: bool, buf: &mut Buffer) {
    let theme = &env.theme;
    let headed = area.height >= LEAST_HEADED;
    let body = pieces::below(area, u16::from(headed));
    let cursor = console.cursor(console.tab);
    let saving = console.saving();
    let whole = whole_rows(env, console, items, body);
    let says = |column| says(env, console, items, column, body.height);
    let cut = Columns::of(console.tab, body.width, Words::Cut, &says);
    let (columns, gap) = whole.as_ref().map_or((&cut, 0), |whole| (&whole.columns, whole.gap));
    if headed {
        head(env, console, columns, area, buf);
    }
    let room = if whole.is_some() { items.len() } else { usize::from(body.height) };
    let window = cursor.window(items.len(), room);
    let (first, last) = (window.start, window.end);
    let mut y = body.y;
    for at in window {
        let item = &items[at];
        let words = match &whole {
            Some(whole) => whole.rows[at].clone(),
            None => vec![columns::words(item, env.lang)],
        };
        let place = Rect { y, height: words.len() as u16, ..body };
        y += place.height + gap;
        let look = if at != cursor.at() {
            Look { words: theme.base, cells: theme.dim, chosen: None }
        } else if focus {
            let quiet = theme.selected.remove_modifier(Modifier::BOLD);
            Look { words: theme.selected, cells: quiet, chosen: Some(theme.selected) }
        } else {
            Look { words: theme.selected_dim, cells: theme.selected_dim, chosen: Some(theme.selected_dim) }
        };
        let writer = console.others_on(item.reference()).next();
        let came = console.laptops.fresh.get(&item.reference());
        let sign = if saving.contains(&item.reference()) {
            ("…", theme.accent)
        } else if console.lists().conflicts_of(item.reference()) > 0 {
            ("!", theme.error)
        } else if let Some(writer) = writer {
            ("✎", theme.person(writer.colour))
        } else if let Some((_, colour)) = came {
            ("•", colour.map_or(theme.dim, |colour| theme.person(colour)))
        } else if console.lists().is_besides(item) {
            ("≠", theme.warn)
        } else if !check::to_complete(item).is_empty() {
            ("◦", theme.warn)
        } else {
            (" ", theme.dim)
        };
        let marked = console.marks(console.tab).contains(&item.reference());
        let writer = writer.map(|one| (paint::fit(one.name.trim(), WRITER), theme.person(one.colour)));
        line(env, console, item, &Row { words: &words, sign, look, columns, marked, writer }, place, buf);
    }
    if first > 0 {
        pieces::right(buf, body, body.y, "↑", theme.dim);
    }
    if last < items.len() {
        pieces::right(buf, body, body.bottom() - 1, "↓", theme.dim);
    }
}

/// From so many rows on, the first one names the columns.
const LEAST_HEADED: u16 = 6;

/// Draws the names of the columns and the order.
fn head(env: &Env, console: &Console, columns: &Columns, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&env.theme, env.lang);
    let order = console.lists().view(console.tab).order;
    let ordered = named::order(lang, order);
    let words = format!("{} · {ordered}", names::kind(lang, console.tab));
    let words = if paint::width(&words) <= usize::from(columns.words) { words.as_str() } else { ordered };
    let place = Rect { x: area.x + 2, width: columns.words, ..area };
    paint::put(buf, place, (place.x, area.y), words, theme.dim);
    let mut x = place.right() + 2;
    for (column, wide) in &columns.cells {
        let sign = if columns::goes_by(order, *column) { "▾" } else { "" };
        let name =
            format!("{}{sign}", paint::fit(columns::heading(*column, lang), usize::from(*wide) - sign.len().min(1)));
        let style = if sign.is_empty() { theme.dim } else { theme.base };
        paint::put(buf, Rect { x, width: *wide, ..area }, (x, area.y), &name, style);
        x += wide + 2;
    }
}

/// Rows that are seen in full.
struct Whole {
    columns: Columns,
    rows: Vec<Vec<String>>,
    /// Empty lines between two rows, so that each is seen to be one.
    gap: u16,
}

/// Returns every row with as much of its words as leaves all of them on the screen, or `None` where one line each is all
/// there is room for.
fn whole_rows(env: &Env, console: &Console, items: &[Item], area: Rect) -> Option<Whole> {
    let room = usize::from(area.height);
    if items.len() > room {
        return None;
    }
    let says = |column| says(env, console, items, column, area.height);
    let columns = Columns::of(console.tab, area.width, Words::Wrapped, &says);
    let wrap = |item, most| {
        let width = usize::from(columns.words.saturating_sub(columns::indent(item)));
        paint::wrap_within(&columns::words(item, env.lang), width, most)
    };
    let lines = |rows: &[Vec<String>]| rows.iter().map(Vec::len).sum::<usize>();
    let tries = (2..=MOST_LINES).rev().map(|most| items.iter().map(|item| wrap(item, most)).collect::<Vec<_>>());
    let rows = tries.into_iter().find(|rows| lines(rows) <= room)?;
    let gap = lines(&rows) > rows.len() && lines(&rows) + rows.len() - 1 <= room;
    Some(Whole { columns, rows, gap: u16::from(gap) })
}

/// The most lines that a row takes.
const MOST_LINES: usize = 4;

/// So many columns are enough for words; what is left beyond goes to the cells first.
const WORDS_ENOUGH: u16 = 54;

struct Look {
    words: Style,
    cells: Style,
    chosen: Option<Style>,
}

/// Up to this rank a column says what its kind is about.
const OWN: u8 = 2;

/// Columns that stay longer than this one stand there whether they say something or not.
const ALWAYS: u8 = 1;

/// Tells whether any of the items says something in a column, where all of them are seen at once; a longer list keeps its
/// columns while one goes through it.
fn says(env: &Env, console: &Console, items: &[Item], column: Column, room: u16) -> bool {
    let around = Around { session: console.session(), today: env.today(), lang: env.lang };
    items.len() > usize::from(room) || items.iter().any(|item| !columns::cell(column, item, around).text.is_empty())
}

/// The most columns of the name of whoever else is writing on an item.
const WRITER: usize = 12;

/// How words that are longer than their column are treated.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    Cut,
    Wrapped,
}

/// Which cells there is room for, and how wide the words may be.
struct Columns {
    cells: Vec<(Column, u16)>,
    words: u16,
}

impl Columns {
    fn of(kind: Kind, width: u16, words: Words, says: &dyn Fn(Column) -> bool) -> Self {
        // two columns for the sign, two at the edge for what is above and below
        let inner = width.saturating_sub(4);
        let fewest = match words {
            Words::Cut => (inner / 2).clamp(26, 40),
            Words::Wrapped => (inner * 2 / 5).clamp(20, 40),
        };
        let all = columns::of(kind);
        let mut ranked: Vec<&Wide> = all.iter().filter(|wide| wide.rank < ALWAYS || says(wide.column)).collect();
        ranked.sort_by_key(|wide| wide.rank);
        let mut taken: Vec<(&Wide, u16)> = Vec::new();
        let mut left = inner.saturating_sub(fewest);
        for wide in ranked {
            if wide.least + 2 > left {
                // what the kind is about goes before what all kinds have
                if wide.rank <= OWN {
                    break;
                }
                continue;
            }
            left -= wide.least + 2;
            taken.push((wide, wide.least));
        }
        // what is left goes to the words until they have enough, then to the cells, then to the words again
        let mut spare = left.saturating_sub(WORDS_ENOUGH.saturating_sub(fewest));
        for (wide, has) in &mut taken {
            let more = (wide.most - *has).min(spare);
            *has += more;
            spare -= more;
        }
        let used = taken.iter().map(|(_, has)| has + 2).sum::<u16>();
        let has = |column: Column| taken.iter().find(|(wide, _)| wide.column == column).map(|(_, has)| (column, *has));
        let cells = all.iter().filter_map(|wide| has(wide.column)).collect();
        Self { cells, words: inner.saturating_sub(used) }
    }
}

struct Row<'a> {
    words: &'a [String],
    sign: (&'a str, Style),
    look: Look,
    columns: &'a Columns,
    marked: bool,
    /// Who else is writing on it.
    writer: Option<(String, Style)>,
}

fn line(env: &Env, console: &Console, item: &Item, row: &Row<'_>, area: Rect, buf: &mut Buffer) {
    let Row { words, sign: (sign, sign_style), look, columns, marked, writer } = row;
    if let Some(style) = look.chosen {
        buf.set_style(Rect { x: area.x.saturating_sub(1), width: area.width + 1, ..area }, style);
    }
    let theme = &env.theme;
    let over = |style: Style| look.chosen.map_or(style, |chosen| style.patch(Style { fg: chosen.fg, ..chosen }));
    if *marked {
        let edge = Rect { x: area.x.saturating_sub(1), width: 1, ..area };
        for y in area.top()..area.bottom() {
            paint::put(buf, edge, (edge.x, y), "▌", over(theme.key));
        }
    }
    paint::put(buf, area, (area.x, area.y), sign, over(*sign_style));
    let place = Rect { x: area.x + 2, width: columns.words, ..area };
    let called = writer.as_ref().map_or(0, |(name, _)| paint::width(name) as u16 + 1);
    for (line, text) in words.iter().enumerate() {
        // whoever else writes on it is named at the end of its first line
        let place = Rect { width: place.width.saturating_sub(if line == 0 { called } else { 0 }), ..place };
        // what follows a sign stands under the words
        let x = place.x + if line > 0 { columns::indent(item) } else { 0 };
        paint::put(buf, place, (x, area.y + line as u16), text, look.words);
    }
    if let Some((name, style)) = writer {
        pieces::right(buf, place, area.y, name, over(*style));
    }
    let mut x = place.right() + 2;
    let around = Around { session: console.session(), today: env.today(), lang: env.lang };
    for (column, wide) in &columns.cells {
        let cell = columns::cell(*column, item, around);
        let tone = match cell.tone {
            Tone::Plain => look.cells,
            Tone::Waiting => over(theme.warn),
            Tone::Good => over(theme.ok),
        };
        paint::put(buf, Rect { x, width: *wide, ..area }, (x, area.y), &cell.text, tone);
        x += wide + 2;
    }
}

fn empty(env: &Env, console: &Console, kind: Kind, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&env.theme, env.lang);
    let left = Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area };
    let mut y = area.y + if area.height > 12 { 2 } else { 1 };
    paint::put(buf, left, (left.x, y), detail::none_yet(lang, kind), theme.strong);
    y += 1;
    for line in paint::wrap_within(detail::meant_for(lang, kind), usize::from(left.width), 3) {
        paint::put(buf, left, (left.x, y), &line, theme.dim);
        y += 1;
    }
    y += 1;
    let key = env.keymap.key_of(Command::Take(kind), lang);
    let x = pieces::pieces(
        buf,
        left,
        (left.x, y),
        &[(&key, theme.key), ("  ", theme.dim), (w::opens_line(lang), theme.base)],
    );
    paint::put(buf, left, (x, y), &format!(", {}:", w::for_example(lang)), theme.dim);
    y += 1;
    // where nobody is registered, nobody can be named
    let session = console.session();
    let named = session.participants.live().next().is_some();
    let words = detail::example(lang, kind).split(' ').filter(|word| named || !word.starts_with('@'));
    let example = words.collect::<Vec<_>>().join(" ");
    for line in paint::wrap_within(&example, usize::from(left.width).saturating_sub(3), 3) {
        paint::put(buf, left, (left.x + 3, y), &line, theme.dim.add_modifier(Modifier::ITALIC));
        y += 1;
    }
}
