//! Owns what the terminal's events mean to the screens: keys, pasted text, sizes. Never decides what a key does.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::app::Msg;
use super::keys;

/// Keys that come at once and are fewer than this were typed.
const FEWEST_PASTED: usize = 12;

/// Makes keys that came at once, with Enter among them and more behind it, the pasted text that they are:
/// Windows has no event for it, and each line would be taken before anybody could say otherwise.
pub(super) fn bursts(msgs: Vec<Msg>) -> Vec<Msg> {
    let typed = |msg: &Msg| match msg {
        Msg::Key(key) if key.kind == KeyEventKind::Release => Some(None),
        Msg::Key(key) if key.code == KeyCode::Enter && key.modifiers.is_empty() => Some(Some('\n')),
        Msg::Key(key) => keys::typed(*key).map(Some),
        _ => None,
    };
    let text: Option<Vec<Option<char>>> = msgs.iter().map(typed).collect();
    let text: String = text.unwrap_or_default().into_iter().flatten().collect();
    let inside = text.trim_end_matches('\n').contains('\n');
    if inside && text.chars().count() >= FEWEST_PASTED { vec![Msg::Paste(text)] } else { msgs }
}

/// Returns what an event of the terminal says to the screens.
pub(super) fn message(event: Event) -> Vec<Msg> {
    match event {
        Event::Key(key) if cfg!(unix) && key.modifiers.contains(KeyModifiers::ALT) => {
            // Esc with a key close behind it looks like Alt with that key; nothing here is bound to Alt, and AltGr
            // comes as the character that it writes
            let alone = KeyEvent::new(key.code, key.modifiers - KeyModifiers::ALT);
            vec![Msg::Key(KeyCode::Esc.into()), Msg::Key(alone)]
        }
        Event::Key(key) => vec![Msg::Key(key)],
        Event::Paste(text) => vec![Msg::Paste(text)],
        Event::Resize(..) => vec![Msg::Resized],
        Event::FocusGained | Event::FocusLost | Event::Mouse(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_key_close_behind_esc_is_not_lost_in_it() {
        for (code, held) in [
            (KeyCode::Char('p'), KeyModifiers::NONE),
            (KeyCode::Char('P'), KeyModifiers::SHIFT),
            (KeyCode::Char('q'), KeyModifiers::CONTROL),
            (KeyCode::Enter, KeyModifiers::NONE),
        ] {
            let msgs = message(Event::Key(KeyEvent::new(code, held | KeyModifiers::ALT)));
            let keys: Vec<KeyEvent> =
                msgs.iter().filter_map(|msg| if let Msg::Key(key) = msg { Some(*key) } else { None }).collect();
            assert_eq!(keys, [KeyEvent::from(KeyCode::Esc), KeyEvent::new(code, held)]);
        }
    }

    #[test]
    fn keys_that_come_at_once_with_enter_among_them_are_a_paste() {
        let keys = |text: &str| -> Vec<Msg> {
            let code = |c| if c == '\n' { KeyCode::Enter } else { KeyCode::Char(c) };
            text.chars().map(|c| Msg::Key(code(c).into())).collect()
        };
        let pasted = |text: &str| match bursts(keys(text)).as_slice() {
            [Msg::Paste(text)] => Some(text.clone()),
            _ => None,
        };
        assert_eq!(pasted("prima riga\nseconda").as_deref(), Some("prima riga\nseconda"));
        assert_eq!(pasted("una riga sola e Invio\n"), None);
        assert_eq!(pasted("a\nb\n"), None);
        assert_eq!(bursts(keys("prima\nseconda")).len(), 1);
        let mut with_escape = keys("prima\nseconda");
        with_escape.push(Msg::Key(KeyCode::Esc.into()));
        assert_eq!(bursts(with_escape).len(), 14);
    }
}
