//! Owns how a slide becomes pages on a screen of any size: the title and what stands under take what they need, the body
//! takes the rest, and what does not fit goes on on the next page. Nothing is cut that cannot be turned to.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::tui::theme::Theme;

use super::super::paint::{self, centred, put, wrap, wrap_within};
use super::big::{Lettering, Letters};
use super::slide::{Body, Slide, Tone};
use super::{bars, boxes, cards, pile, plotted, spread};

/// From how many rows on headings and texts are in big letters.
const TALL: u16 = 34;

/// The fewest rows that a body is given beside what stands under it.
const FEWEST: u16 = 4;

/// How many options there are at most under a question in big letters.
const FEW: usize = 3;

/// What everything on the wall is drawn with.
#[derive(Clone, Copy)]
pub(super) struct Desk<'a> {
    pub(super) theme: &'a Theme,
    pub(super) letters: Letters,
    /// Whether there are rows enough for big letters in lists and headings.
    pub(super) tall: bool,
}

impl<'a> Desk<'a> {
    pub(super) fn of(theme: &'a Theme, letters: Letters, area: Rect) -> Self {
        Self { theme, letters, tall: area.height >= TALL }
    }

    pub(super) fn style(&self, tone: Tone) -> Style {
        match tone {
            Tone::Strong => self.theme.strong,
            Tone::Plain => self.theme.base,
            Tone::Quiet => self.theme.dim,
            Tone::Accent => self.theme.accent,
        }
    }
}

/// A part of a slide that fills a screen.
#[derive(Debug)]
pub(super) struct Page {
    /// Which slide of its deck.
    pub(super) slide: usize,
    title: Title,
    body: Laid,
    /// Whether what stands under is on this page.
    under: bool,
}

/// How a title is laid out.
#[derive(Clone, Debug)]
enum Title {
    None,
    Letters(Lettering),
    Lines(Vec<String>),
}

impl Title {
    fn rows(&self) -> u16 {
        match self {
            Self::None => 0,
            Self::Letters(letters) => letters.rows(),
            Self::Lines(lines) => lines.len() as u16,
        }
    }
}

/// A body's part of a page.
#[derive(Debug)]
pub(super) enum Laid {
    Nothing,
    Letters(Lettering),
    Lines(Vec<String>),
    Counts(Vec<(String, u32)>),
    Cards(cards::Grid),
    Pile(pile::Heap),
    Bars(bars::Part),
    Spread(spread::Hands),
    Plot(plotted::Part),
    Tables(boxes::Row),
}

/// Where the parts of a page stand.
struct Frame {
    head: u16,
    inner: Rect,
    foot: Vec<String>,
}

fn frame(slide: &Slide, area: Rect) -> Frame {
    let columns = (area.width / 24).max(1);
    let inner = paint::inset(area, columns, if area.height >= 30 { area.height / 24 } else { 0 });
    let foot = wrap_within(&slide.foot, usize::from(inner.width), 4);
    let foot = if slide.foot.trim().is_empty() { Vec::new() } else { foot };
    let below = if foot.is_empty() { 0 } else { foot.len() as u16 + 1 };
    let y = inner.y + if area.height >= 20 { 2 } else { 1 };
    let height = inner.bottom().saturating_sub(below).saturating_sub(y);
    Frame { head: inner.y, inner: Rect { y, height, ..inner }, foot }
}

/// Returns the pages of a slide on a screen of that size.
pub(super) fn pages((at, slide): (usize, &Slide), desk: &Desk<'_>, area: Rect) -> Vec<Page> {
    let inner = frame(slide, area).inner;
    let mut pages = Vec::new();
    let (title, whole) = title(slide, desk, inner);
    if !whole {
        let laid = big(&slide.title, desk, inner);
        pages.extend(laid.into_iter().map(|body| Page { slide: at, title: Title::None, body, under: false }));
    }
    let line = line(slide, inner).len() as u16;
    let gap = if desk.tall { 2 } else { 1 };
    let taken = [title.rows(), line].into_iter().filter(|rows| *rows > 0).map(|rows| rows + gap).sum::<u16>();
    let under = desk.under_rows(slide, inner.width);
    let room = Rect { height: inner.height.saturating_sub(taken), ..inner };
    let beside = room.height.saturating_sub(under);
    // where both do not fit, what stands under comes on a page of its own
    let together = under == 0 || slide.body == Body::Nothing || beside >= FEWEST.max(room.height / 4);
    let room = Rect { height: if together { beside } else { room.height }, ..room };
    let laid = lay(&slide.body, desk, room);
    pages.extend(laid.into_iter().map(|body| Page { slide: at, title: title.clone(), body, under: together }));
    if !together {
        pages.push(Page { slide: at, title, body: Laid::Nothing, under: true });
    }
    pages
}

/// Lays out a title. Tells whether that is the whole of it: one that would leave no room is read on a page of its own.
fn title(slide: &Slide, desk: &Desk<'_>, inner: Rect) -> (Title, bool) {
    let text = slide.title.trim();
    if text.is_empty() {
        return (Title::None, true);
    }
    let most = inner.height * 2 / 5;
    // a result of many options needs the rows for itself
    let roomy = match &slide.body {
        Body::Bars(bars) => bars.rows.len() <= FEW,
        Body::Plot(_) => false,
        Body::Nothing
        | Body::Big(_)
        | Body::Counts(_)
        | Body::Cards(_)
        | Body::Pile(_)
        | Body::Options(_)
        | Body::Spread(_)
        | Body::Tables(_) => true,
    };
    if desk.tall
        && roomy
        && let Some(letters) = desk.letters.smallest(text, inner.width, most.min(9))
    {
        return (Title::Letters(letters), true);
    }
    let lines = wrap(text, usize::from(inner.width));
    if lines.len() <= usize::from(most.max(1)) {
        return (Title::Lines(lines), true);
    }
    (Title::Lines(wrap_within(text, usize::from(inner.width), 2)), false)
}

fn line(slide: &Slide, inner: Rect) -> Vec<String> {
    if slide.line.trim().is_empty() { Vec::new() } else { wrap_within(&slide.line, usize::from(inner.width), 3) }
}

fn lay(body: &Body, desk: &Desk<'_>, room: Rect) -> Vec<Laid> {
    match body {
        Body::Nothing => vec![Laid::Nothing],
        Body::Big(text) => big(text, desk, room),
        Body::Counts(counts) => vec![Laid::Counts(counts.clone())],
        Body::Cards(all) => cards::lay(all, desk, room).into_iter().map(Laid::Cards).collect(),
        Body::Pile(entries) => pile::lay(entries, desk, room).into_iter().map(Laid::Pile).collect(),
        Body::Options(entries) => pile::together(entries, desk, room).into_iter().map(Laid::Pile).collect(),
        Body::Bars(result) => bars::lay(result, desk, room).into_iter().map(Laid::Bars).collect(),
        Body::Spread(hands) => vec![Laid::Spread(spread::Hands::new(hands))],
        Body::Plot(plot) => plotted::lay(plot, desk, room).into_iter().map(Laid::Plot).collect(),
        Body::Tables(tables) => boxes::lay(tables, room).into_iter().map(Laid::Tables).collect(),
    }
}

/// Lays a text in the biggest letters in which it fits whole, else in plain ones over as many pages as it takes.
fn big(text: &str, desk: &Desk<'_>, room: Rect) -> Vec<Laid> {
    if let Some(letters) = desk.letters.fitting(text, room.width, room.height) {
        return vec![Laid::Letters(letters)];
    }
    let columns = usize::from(room.width - room.width / 8).max(20).min(usize::from(room.width));
    let lines = wrap(text.trim(), columns);
    lines.chunks(usize::from(room.height).max(1)).map(|lines| Laid::Lines(lines.to_vec())).collect()
}

/// Draws a page of a slide, with its number in the corner.
pub(super) fn draw((slide, page): (&Slide, &Page), mark: &str, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let theme = desk.theme;
    let Frame { head, inner, foot } = frame(slide, area);
    let top = Rect { y: head, height: 1, ..inner };
    let corner = top.right().saturating_sub(paint::width(mark) as u16);
    put(buf, top, (corner, top.y), mark, theme.strong);
    let left = Rect { width: top.width.saturating_sub(paint::width(mark) as u16 + 2), ..top };
    put(buf, left, (left.x, left.y), &slide.head, theme.dim.add_modifier(Modifier::BOLD));
    let last = area.bottom().min(inner.bottom() + 1 + foot.len() as u16);
    let footer = Rect { y: inner.bottom(), height: last.saturating_sub(inner.bottom()), ..inner };
    for (row, text) in foot.iter().enumerate() {
        centred(buf, footer, footer.y + 1 + row as u16, text, theme.dim);
    }
    let gap = if desk.tall { 2 } else { 1 };
    let mut y = inner.y;
    match &page.title {
        Title::None => {}
        Title::Letters(letters) => {
            letters.draw(Rect { y, height: letters.rows(), ..inner }.intersection(inner), buf, theme.title);
            y += letters.rows() + gap;
        }
        Title::Lines(lines) => {
            for (row, text) in lines.iter().enumerate() {
                centred(buf, inner, y + row as u16, text, theme.title);
            }
            y += lines.len() as u16 + gap;
        }
    }
    let line = line(slide, inner);
    for (row, text) in line.iter().enumerate() {
        centred(buf, inner, y + row as u16, text, theme.dim);
    }
    if !line.is_empty() {
        y += line.len() as u16 + gap;
    }
    let under = if page.under { desk.under_rows(slide, inner.width) } else { 0 };
    let rest = inner.bottom().saturating_sub(y);
    let room = Rect { y, height: rest.saturating_sub(under), ..inner };
    // with no body in between, it stands in the middle
    let below = match page.body {
        Laid::Nothing => y + rest.saturating_sub(under) / 2,
        _ => room.bottom(),
    };
    draw_body(&page.body, desk, room, buf);
    if page.under {
        desk.under(&slide.under, Rect { y: below, height: inner.bottom().saturating_sub(below), ..inner }, buf);
    }
}

fn draw_body(body: &Laid, desk: &Desk<'_>, room: Rect, buf: &mut Buffer) {
    let theme = desk.theme;
    match body {
        Laid::Nothing => {}
        Laid::Letters(letters) => {
            let y = room.y + room.height.saturating_sub(letters.rows()) / 2;
            letters.draw(Rect { y, height: letters.rows(), ..room }.intersection(room), buf, theme.strong);
        }
        Laid::Lines(lines) => {
            let y = room.y + room.height.saturating_sub(lines.len() as u16) / 2;
            for (row, text) in lines.iter().enumerate() {
                centred(buf, room, y + row as u16, text, theme.strong);
            }
        }
        Laid::Counts(counts) => {
            let rows = desk.counts_rows(counts, room.width);
            let y = room.y + room.height.saturating_sub(rows) / 2;
            desk.counts(counts, Rect { y, height: rows, ..room }.intersection(room), buf);
        }
        Laid::Cards(grid) => grid.draw(desk, room, buf),
        Laid::Pile(heap) => heap.draw(desk, room, buf),
        Laid::Bars(part) => part.draw(desk, room, buf),
        Laid::Spread(hands) => hands.draw(desk, room, buf),
        Laid::Plot(part) => part.draw(desk, room, buf),
        Laid::Tables(row) => row.draw(desk, room, buf),
    }
}
