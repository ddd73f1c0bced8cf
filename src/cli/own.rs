//! What a person made their own: keys and themes beside the settings, read for the screens, and `proximo keys`.

use std::path::{Path, PathBuf};

use super::{Call, DONE, WRONG};
use crate::config::Trouble;
use crate::text::{Lang, setup as w};
use crate::tui::keys::{self, Keymap};
use crate::tui::panels::paint;
use crate::tui::theme::Themes;

/// The file of one's own keys.
struct OwnKeys {
    /// Where it is looked for.
    file: Option<PathBuf>,
    /// The keys in force.
    map: Keymap,
    /// Whether the file is there.
    found: bool,
    troubles: Vec<Trouble>,
}

/// Returns the keys in force, and what is wrong with one's own.
pub(super) fn keymap(call: &Call<'_>) -> (Keymap, Vec<Trouble>) {
    let own = own_keys(call);
    (own.map, own.troubles)
}

fn own_keys(call: &Call<'_>) -> OwnKeys {
    let named = call.settings.keys.clone();
    let beside = call.config.as_ref().map(|folder| folder.join("keys.ron"));
    let mut own =
        OwnKeys { file: named.clone().or(beside), map: Keymap::default(), found: false, troubles: Vec::new() };
    let Some(file) = &own.file else { return own };
    match std::fs::read_to_string(file) {
        Ok(text) => {
            own.found = true;
            match keys::read(&text, file) {
                Ok(map) => own.map = map,
                Err(troubles) => own.troubles = troubles,
            }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            if named.is_some() {
                let shown = file.display().to_string();
                own.troubles.push(Trouble::of_no_file(|lang| w::no_keys_file(lang, &shown)));
            }
        }
        Err(error) => own.troubles.push(Trouble::new(file, None, |lang| w::not_opened(lang, &error))),
    }
    own
}

/// Returns all themes with the wanted one chosen, and what is wrong with those of one's own.
pub(super) fn themes(call: &Call<'_>) -> (Themes, Vec<Trouble>) {
    let mut themes = Themes::default();
    let folder = call.config.as_ref().map(|folder| folder.join("themes"));
    let mut troubles = Vec::new();
    if let Some(folder) = &folder {
        let (files, unread) = texts(folder);
        troubles = unread;
        troubles.extend(themes.add(&files));
    }
    if let Some(wanted) = &call.settings.theme
        && !themes.choose(wanted)
    {
        let (known, folder) = (themes.names().join(", "), folder.unwrap_or_else(|| "themes".into()));
        let folder = folder.display().to_string();
        troubles.push(Trouble::of_no_file(|lang| w::no_such_theme(lang, wanted, &known, &folder)));
    }
    (themes, troubles)
}

/// Reads the themes of a folder, in the order of their names.
fn texts(folder: &Path) -> (Vec<(PathBuf, String)>, Vec<Trouble>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return Default::default() };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "ron"));
    files.sort();
    let (mut texts, mut troubles) = (Vec::new(), Vec::new());
    for file in files {
        match std::fs::read_to_string(&file) {
            Ok(text) => texts.push((file, text)),
            Err(error) => troubles.push(Trouble::new(&file, None, |lang| w::not_opened(lang, &error))),
        }
    }
    (texts, troubles)
}

/// Lists all keys with the names of what they do, and says where one's own are looked for.
pub(super) fn list_keys(call: &mut Call<'_>) -> u8 {
    let (own, lang) = (own_keys(call), call.lang);
    let head = match (&own.file, own.found, own.troubles.is_empty()) {
        (None, ..) => w::no_folder(lang).to_owned(),
        (Some(file), true, true) => w::keys_found(lang, &file.display().to_string()),
        (Some(file), true, false) => w::keys_refused(lang, &file.display().to_string()),
        (Some(file), false, _) => w::keys_looked_for(lang, &file.display().to_string()),
    };
    call.say(&head);
    let rows = keys::keys_table(&own.map, lang);
    let mut group = "";
    for row in &rows {
        if row.group != group {
            group = row.group;
            call.say("");
            call.say(group);
        }
        let shown = if row.keys.is_empty() { no_key(lang) } else { row.keys.join("  ") };
        let pad = |text: &str, columns: usize| " ".repeat(columns.saturating_sub(paint::width(text)).max(1));
        call.say(&format!("  {shown}{}{}{}{}", pad(&shown, 24), row.name, pad(row.name, 20), row.does));
    }
    for trouble in &own.troubles {
        call.tell(&trouble.said(lang));
    }
    if own.troubles.is_empty() { DONE } else { WRONG }
}

fn no_key(lang: Lang) -> String {
    crate::text::tui::palette::no_key(lang).to_owned()
}
