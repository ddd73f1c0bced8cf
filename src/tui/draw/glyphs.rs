//! Owns what stands in for signs that a terminal lacks, all of one column, put in after everything is drawn.
//! Never decides where they stand.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthStr;

use crate::tui::env::Signs;

/// Puts signs that the terminal has in place of those it lacks.
pub fn fit(buf: &mut Buffer, area: Rect, signs: Signs) {
    let fits: fn(char) -> bool = match signs {
        Signs::All => return,
        Signs::Console => in_console,
        Signs::Ascii => |c| c.is_ascii(),
    };
    for at in area.intersection(buf.area).positions() {
        let cell = &mut buf[at];
        if cell.symbol().is_ascii() {
            continue;
        }
        let mut letters = cell.symbol().nfc();
        let (first, more) = (letters.next().unwrap_or(' '), letters.next().is_some());
        if !more && fits(first) {
            continue;
        }
        let wide = cell.symbol().width() > 1;
        let instead = if wide { '?' } else { instead(first, signs) };
        let mut symbol = [0; 4];
        cell.set_symbol(instead.encode_utf8(&mut symbol));
    }
}

/// The signs beside ASCII and the letters of Latin-1 that the console of Linux shows: those of code page 437.
const CONSOLE: &str = "─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬█▀▄▌▐░▒▓•○►◄▲▼↑↓→←√≤≥≡±∙■";

fn in_console(c: char) -> bool {
    c.is_ascii() || ('\u{a1}'..='\u{ff}').contains(&c) || CONSOLE.contains(c)
}

/// For each sign what the console shows in its place, and what ASCII.
const SIGNS: &[(&str, char, char)] = &[
    ("╭┌┏", '┌', '+'),
    ("╮┐┓", '┐', '+'),
    ("╰└┗", '└', '+'),
    ("╯┘┛", '┘', '+'),
    ("─┄┈╌╴╶", '─', '-'),
    ("━┅┉╍╸╺═", '═', '='),
    ("│┆┊╎╵╷", '│', '|'),
    ("┃┇┋╏╹╻║", '║', '|'),
    ("├┝┠┣", '├', '+'),
    ("┤┥┨┫", '┤', '+'),
    ("┬┯┰┳", '┬', '+'),
    ("┴┷┸┻", '┴', '+'),
    ("┼┿╂╋", '┼', '+'),
    ("█▉▊▋▇▆▙▟▛▜", '█', '#'),
    ("▀▘▝▔🬂", '▀', '"'),
    ("▄▖▗▁▂▃▅", '▄', '_'),
    ("▌▍▎▏", '▌', '|'),
    ("▐▕", '▐', '|'),
    ("░", '░', '.'),
    ("▒▚▞", '▒', ':'),
    ("▓", '▓', '#'),
    ("●•⬤", '•', '*'),
    ("○◌◯", '○', 'o'),
    ("◦∙·", '·', '.'),
    ("■▪◼◆", '■', '#'),
    ("□▫◻◇", '○', 'o'),
    ("►▶▸❯›", '►', '>'),
    ("◄◀◂‹", '◄', '<'),
    ("▲▴△", '▲', '^'),
    ("▼▾▽", '▼', 'v'),
    ("↑", '↑', '^'),
    ("↓", '↓', 'v'),
    ("→⇒➜", '→', '>'),
    ("←⇐", '←', '<'),
    ("↵⏎↩", '←', '<'),
    ("✓✔", '√', '+'),
    ("✗✘✕×", 'x', 'x'),
    ("…", '~', '~'),
    ("—–‑−", '-', '-'),
    ("’‘", '\'', '\''),
    ("“”„", '"', '"'),
    ("«»", '"', '"'),
    ("★☆", '*', '*'),
    ("⏸‖", '║', '|'),
    ("≤⩽", '≤', '<'),
    ("≥⩾", '≥', '>'),
    ("≈", '~', '~'),
    ("€", 'E', 'E'),
    ("°º", '°', 'o'),
    ("✎", '=', '='),
    ("½", '½', '5'),
    ("\u{a0}\u{202f}\u{2007}", ' ', ' '),
];

fn instead(sign: char, signs: Signs) -> char {
    if let Some((_, console, ascii)) = SIGNS.iter().find(|(all, ..)| all.contains(sign)) {
        return if signs == Signs::Ascii { *ascii } else { *console };
    }
    // a letter without its accent
    sign.nfkd().next().filter(char::is_ascii).unwrap_or('?')
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    fn shown(text: &str, signs: Signs) -> String {
        let mut buf = Buffer::empty(Rect::new(0, 0, 40, 1));
        buf.set_string(0, 0, text, Style::new());
        let area = buf.area;
        fit(&mut buf, area, signs);
        buf.content.iter().map(ratatui::buffer::Cell::symbol).collect::<String>().trim_end().to_owned()
    }

    #[test]
    fn every_sign_has_one_of_the_same_width_in_its_place() {
        for (text, console, ascii) in [
            ("╭─ «così» ─╮", "┌─ «così» ─┐", "+- \"cosi\" -+"),
            ("● ○ ◦ … ━ ↑ ✓ ✗", "• ○ · ~ ═ ↑ √ x", "* o . ~ = ^ + x"),
            ("▀▄█▌", "▀▄█▌", "\"_#|"),
            ("Zoe\u{308} e\u{301}", "Zoë é", "Zoe e"),
            ("漢字 x", "? ?  x", "? ?  x"),
            ("Łódź", "?ódz", "?odz"),
        ] {
            assert_eq!(shown(text, Signs::All).replace(' ', ""), text.replace(' ', ""));
            assert_eq!(
                shown(text, Signs::Console).nfc().collect::<String>(),
                console.nfc().collect::<String>(),
                "{text}"
            );
            assert_eq!(shown(text, Signs::Ascii), ascii, "{text}");
        }
        for (all, console, ascii) in SIGNS {
            assert!(in_console(*console) && ascii.is_ascii(), "{all}");
        }
    }
}
