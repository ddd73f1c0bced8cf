//! Owns where the parts of the console stand: all beside one another where there is room, else one at a time.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{At, WIDE, agenda, capture, detail, list, offers, pieces, top};
use crate::domain::item::ItemRef;
use crate::domain::link::Link;
use crate::text::tui::together;
use crate::tui::app::Env;
use crate::tui::command::{Command, Place};
use crate::tui::console::{Console, Page, Pane};
use crate::tui::panels::{paint, wall};
use crate::tui::steps::{self, Phase};

/// Draws the console.
pub fn draw(env: &Env, console: &Console, area: Rect, buf: &mut Buffer) -> At {
    match &console.page {
        Page::Wall => {
            let painted = &mut console.wall.painted.borrow_mut();
            let pages = painted.draw(&console.seen(env).view(env), &env.theme, area, buf);
            console.wall.pages.set(pages);
            if console.laptops.only_wall {
                apart(env, console, area, buf);
            }
            return None;
        }
        Page::Form(form) => {
            let form = &mut form.borrow_mut();
            let draw = |area: Rect, buf: &mut Buffer| form.draw(area, buf, &env.theme);
            let at = panel(env, console, area, buf, draw);
            writers(env, console, form.opened().reference(), area, buf);
            own_footer(env, &form.hints(env.lang), area, buf);
            return at;
        }
        Page::Count(count) => {
            let count = &mut count.borrow_mut();
            let draw = |area: Rect, buf: &mut Buffer| count.draw(area, buf, &env.theme);
            let at = panel(env, console, area, buf, draw);
            writers(env, console, count.id().into(), area, buf);
            own_footer(env, &count.hints(env.lang), area, buf);
            return at;
        }
        Page::Vote(vote) => {
            // a voter sees neither the session nor what the team was told
            let vote = vote.borrow();
            let body = Rect { height: area.height.saturating_sub(1), ..area };
            let at = vote.draw(body, buf, &env.theme).map(Position::from);
            own_footer(env, &vote.hints(env.lang), area, buf);
            return at;
        }
        Page::Console => {}
    }
    top::draw(env, console, Rect { height: 1, ..area }, buf);
    let line = strip(env, console, area);
    let roomy = area.height >= 28;
    let above = if roomy { 2 } else { 1 };
    let body = Rect { y: area.y + above, height: line.y.saturating_sub(area.y + above), ..area };
    if console.pane == Pane::Agenda {
        agenda::whole(env, console, body, buf);
    } else if area.width >= WIDE {
        beside_one_another(env, console, body, buf);
    } else {
        let page = Rect { x: body.x + 1, width: body.width - 2, ..body };
        match console.pane {
            Pane::Agenda => {}
            Pane::List => {
                list::tabs(env, console, page, buf);
                list::draw(env, console, pieces::below(page, 2), buf);
            }
            Pane::Detail => {
                pieces::rule(buf, page, page.y + 1, env.theme.border_focus);
                let body = detail::heading(env, console, page, buf);
                detail::draw_lines(env, console, pieces::below(body, 1), buf);
            }
        }
    }
    let at = capture::draw(env, console, (area, line), buf);
    if let Some(typed) = &console.capture
        && area.height >= offers::FEWEST_ROWS
    {
        let above = Rect { y: area.y + 1, height: line.y.saturating_sub(area.y + 1), ..area };
        offers::draw(env, typed, above, at, buf);
    }
    let footer = Rect { y: area.bottom() - 1, height: 1, ..area };
    let place = console.place();
    pieces::footer(buf, footer, place, env, &idle(env, console, place, area.width));
    at
}

/// Returns where the capture line's strip stands, above the keys.
fn strip(env: &Env, console: &Console, area: Rect) -> Rect {
    let height = capture::height(env, console, area);
    Rect { y: (area.bottom() - 1).saturating_sub(height), height, ..area }
}

/// Returns the rows of the open line; `None` where more on the screen follows what is typed.
pub fn line(env: &Env, console: &Console, area: Rect) -> Option<Rect> {
    let typed = console.capture.as_ref()?;
    let alone = matches!(console.page, Page::Console) && typed.picking.is_none() && typed.offered.ways().is_empty();
    alone.then(|| strip(env, console, area))
}

/// Draws what fills the console between the line on top and the keys.
fn panel(
    env: &Env,
    console: &Console,
    area: Rect,
    buf: &mut Buffer,
    draw: impl FnOnce(Rect, &mut Buffer) -> Option<(u16, u16)>,
) -> At {
    top::draw(env, console, Rect { height: 1, ..area }, buf);
    let body = Rect { y: area.y + 1, height: area.height - 2, ..area };
    draw(pieces::page(body), buf).map(Position::from)
}

/// Says on the lower edge of a panel, quietly, who else is writing the same item.
fn writers(env: &Env, console: &Console, item: ItemRef, area: Rect, buf: &mut Buffer) {
    let lang = env.lang;
    let page = pieces::page(Rect { y: area.y + 1, height: area.height - 2, ..area });
    let edge =
        Rect { x: page.x + 2, y: page.bottom().saturating_sub(1), width: page.width.saturating_sub(4), height: 1 };
    let mut x = edge.x;
    for one in console.others_on(item) {
        let said = format!(" {} ", together::other_writes(lang, one.name.trim()));
        x = paint::put(buf, edge, (x, edge.y), &said, env.theme.person(one.colour));
    }
    if x > edge.x {
        let safe = format!("· {} ", together::other_writes_safe(lang));
        if paint::width(&safe) < usize::from(edge.right().saturating_sub(x)) {
            paint::put(buf, edge, (x, edge.y), &safe, env.theme.dim);
        }
    }
}

/// Says in a corner of a wall that is all that is shown that its host does not answer: the picture is the last one.
fn apart(env: &Env, console: &Console, area: Rect, buf: &mut Buffer) {
    let said = match &console.status.link {
        Link::Joined(joined) if !joined.online => joined
            .since
            .map_or(together::no_network(env.lang).to_owned(), |since| together::offline(env.lang, &since.clock())),
        Link::Attached { online: false, .. } => together::no_network(env.lang).to_owned(),
        Link::Joined(_) | Link::Attached { .. } | Link::Alone | Link::Hosting(_) => return,
    };
    let theme = wall::colours(&env.theme);
    pieces::right(buf, area, area.bottom().saturating_sub(1), &format!("○ {said} "), theme.dim);
}

fn own_footer(env: &Env, hints: &[(String, &'static str)], area: Rect, buf: &mut Buffer) {
    let footer = Rect { y: area.bottom() - 1, height: 1, ..area };
    pieces::own_footer(buf, footer, hints, env);
}

fn beside_one_another(env: &Env, console: &Console, body: Rect, buf: &mut Buffer) {
    let theme = &env.theme;
    let left = (body.width / 5).clamp(26, 36);
    let right = (body.width * 3 / 10).clamp(40, 64);
    let agenda_area = Rect { x: body.x + 1, width: left - 3, ..body };
    let tabs_area = Rect { x: body.x + left + 1, width: body.width - left - 2, ..body };
    let under = pieces::below(body, 2);
    let list_area = Rect { x: tabs_area.x, width: body.width - left - right - 3, ..under };
    let detail_area = Rect { x: body.right() - right + 1, width: right - 2, ..under };
    pieces::upright(buf, body, body.x + left - 1, theme.border);
    pieces::upright(buf, under, body.right() - right - 1, theme.border);
    agenda::draw(env, console, agenda_area, buf);
    list::tabs(env, console, tabs_area, buf);
    list::draw(env, console, list_area, buf);
    detail::draw(env, console, detail_area, buf);
}

/// Tells whether a step goes on or is still to come.
fn agenda_goes_on(console: &Console) -> bool {
    console.session().steps.live().any(|step| matches!(steps::phase(step), Phase::Now | Phase::Ahead))
}

/// Returns the commands that would do nothing now, so that the footer does not offer them.
fn idle(env: &Env, console: &Console, place: Place, width: u16) -> Vec<Command> {
    let mut idle = console.idle_in_agenda(env.now);
    let item = console.chosen_item();
    if matches!(place, Place::List | Place::Detail) {
        if item.is_none() {
            idle.extend([Command::Open, Command::Edit, Command::Turn, Command::Remove, Command::Links]);
            idle.extend([Command::Mark, Command::Several, Command::Tag, Command::Order, Command::SendToWall]);
        }
        if console.lists().view(console.tab).filter.is_empty() {
            idle.push(Command::ClearFilter);
            if console.lists().count(console.tab) == 0 {
                idle.push(Command::Filter);
            }
        }
        // what can be done with the marked ones takes the place of what is done with one
        if console.has_marks() {
            idle.extend([Command::Open, Command::Edit, Command::Links, Command::Count, Command::NextState]);
        } else {
            idle.push(Command::Several);
        }
        if !console.came_from_elsewhere() {
            idle.push(Command::Return);
        }
        let kind = item.map(crate::domain::item::Item::kind);
        if kind != Some(crate::domain::item::Kind::Poll) {
            idle.push(Command::Count);
        }
        if kind != Some(crate::domain::item::Kind::Action) {
            idle.push(Command::NextState);
        }
        if !agenda_goes_on(console) {
            idle.push(Command::NextStep);
        }
        if place == Place::List {
            idle.push(Command::Back);
        }
        if console.status.undo == 0 {
            idle.push(Command::Undo);
        }
    }
    if place == Place::Detail {
        idle.push(Command::Open);
    }
    if place == Place::Agenda {
        if !agenda_goes_on(console) {
            idle.push(Command::NextStep);
        }
        idle.extend([Command::Find, Command::Agenda]);
        if console.chosen_step().is_none() {
            idle.extend([
                Command::Open,
                Command::Edit,
                Command::Skip,
                Command::NextStep,
                Command::StepEarlier,
                Command::StepLater,
            ]);
        }
        idle.extend([Command::Undo, Command::ToComplete, Command::Wall]);
        if !console.came_from_elsewhere() {
            idle.push(Command::Return);
        }
    }
    if width >= WIDE {
        idle.retain(|command| *command != Command::ToComplete);
        // all panes are seen
        idle.push(Command::NextPane);
    }
    idle
}
