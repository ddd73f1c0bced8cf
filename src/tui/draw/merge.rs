//! Draws the merge desk with its keys at the bottom.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{At, pieces};
use crate::tui::app::Env;
use crate::tui::panels::merge::MergeDesk;

pub(super) fn draw(env: &Env, desk: &MergeDesk, area: Rect, buf: &mut Buffer) -> At {
    let body = Rect { height: area.height - 1, ..area };
    let footer = Rect { y: area.bottom() - 1, height: 1, ..area };
    let cursor = desk.draw(body, buf, &env.theme);
    pieces::own_footer(buf, footer, &desk.hints(), env);
    cursor.map(|(x, y)| Position { x, y })
}
