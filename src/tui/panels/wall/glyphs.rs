//! Owns what stands in for signs that a text console's font lacks (`TERM=linux`): half blocks and plain characters.
//! A last pass over what was drawn, so that nothing else has to know.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Replaces what a text console's font lacks.
pub(super) fn make_plain(buf: &mut Buffer, area: Rect) {
    for y in area.y..area.bottom() {
        for x in area.x..area.right() {
            let cell = &mut buf[(x, y)];
            if let Some(plain) = plain(cell.symbol()) {
                cell.set_symbol(plain);
            }
        }
    }
}

fn plain(symbol: &str) -> Option<&'static str> {
    Some(match symbol {
        "▏" | "▎" | "▍" => "▌",
        "▋" | "▊" | "▉" => "█",
        "●" | "▣" => "■",
        "○" => "o",
        "✓" => "√",
        "▸" | "→" => ">",
        "—" | "–" => "-",
        "…" => ".",
        "“" | "”" => "\"",
        "‘" | "’" => "'",
        "━" => "─",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_made_of_whole_and_half_blocks() {
        let area = Rect::new(0, 0, 9, 1);
        let mut buf = Buffer::with_lines(["██▍ ✓ — «"]);
        make_plain(&mut buf, area);
        assert_eq!(buf, Buffer::with_lines(["██▌ √ - «"]));
    }
}
