//! Owns writing a long text in the editor that a person is used to: which one, the file it goes through, what comes back.
//! Never touches the terminal: that is given back before and taken again afterwards.

use std::fs::{self, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

use crate::domain::clean::{LONGEST_FIELD, clean};

/// The most bytes that are read of what comes back; more is no field of a session.
const MOST_READ: u64 = 4 * 1024 * 1024;

/// What came of an editor: the text as it went out, and another one, none where it is unchanged, or why there is none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edited {
    /// The text that was given to it.
    pub before: String,
    /// What came back.
    pub outcome: Result<Option<String>, Trouble>,
}

/// Why nothing came back from an editor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// The file that the text goes through could not be made or read.
    NoFile(String),
    /// It could not be started: which one, and why.
    NotStarted(String, String),
    /// It ended with an error; where something else was written, the file stays.
    Failed(String, Option<PathBuf>),
    /// What was written has too many KiB; the file stays.
    TooLong(usize, PathBuf),
}

/// A text on its way through an editor. Its file can be read by its owner alone, and goes with it.
#[derive(Debug)]
pub struct Manuscript {
    /// The editor and its arguments.
    editor: Vec<String>,
    folder: PathBuf,
    file: PathBuf,
    before: String,
    stays: bool,
}

impl Manuscript {
    /// Writes a text down for an editor. `tag` tells the folder from others.
    ///
    /// # Errors
    /// Where the file cannot be made.
    pub fn new(text: &str, editor: Vec<String>, tag: u64) -> io::Result<Self> {
        let folder = std::env::temp_dir().join(format!("proximo-{tag:016x}"));
        let mut made = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut made, 0o700);
        made.create(&folder)?;
        let file = folder.join("testo.txt");
        let manuscript = Self { editor, folder, file, before: text.to_owned(), stays: false };
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut written = options.open(&manuscript.file)?;
        written.write_all(text.as_bytes())?;
        if !text.is_empty() {
            written.write_all(b"\n")?;
        }
        Ok(manuscript)
    }

    /// Starts the editor on the file, at the terminal.
    ///
    /// # Errors
    /// Where there is no such program.
    pub fn start(&self) -> io::Result<Child> {
        let (program, arguments) = self.editor.split_first().ok_or(io::ErrorKind::NotFound)?;
        Command::new(program).args(arguments).arg(&self.file).spawn()
    }

    /// Returns what the editor is called.
    pub fn editor(&self) -> String {
        let name = self.editor.first().map(Path::new).and_then(Path::file_name);
        name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// Returns what was given to it.
    pub fn before(&self) -> &str {
        &self.before
    }

    /// Reads what stands in the file now: `None` where that is what was given. `well` is whether the editor ended so.
    ///
    /// # Errors
    /// Where it ended with an error, where the file cannot be read or where the text is too long for a field.
    pub fn read(&mut self, well: bool) -> Result<Option<String>, Trouble> {
        let mut bytes = Vec::new();
        let read = fs::File::open(&self.file).and_then(|file| file.take(MOST_READ).read_to_end(&mut bytes));
        if let Err(error) = read {
            return Err(if well { Trouble::NoFile(error.to_string()) } else { Trouble::Failed(self.editor(), None) });
        }
        let text = String::from_utf8_lossy(&bytes);
        let text = clean(text.trim_start_matches('\u{feff}'));
        let text = text.trim_end();
        let changed = text != self.before.trim_end();
        if !well {
            self.stays = changed;
            return Err(Trouble::Failed(self.editor(), changed.then(|| self.file.clone())));
        }
        if text.len() > LONGEST_FIELD {
            self.stays = true;
            return Err(Trouble::TooLong(text.len().div_ceil(1024), self.file.clone()));
        }
        Ok(changed.then(|| text.to_owned()))
    }
}

impl Drop for Manuscript {
    fn drop(&mut self) {
        if !self.stays {
            // with what an editor leaves beside it
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// Returns the editor that a person wants, in words: `$VISUAL`, `$EDITOR`, or one that is there.
pub fn wanted(variable: impl Fn(&str) -> Option<String>, is_there: impl Fn(&str) -> bool) -> Vec<String> {
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(variable).find(|named| !named.trim().is_empty());
    if let Some(named) = named {
        // a path with blanks in it, as they are on Windows
        return if Path::new(named.trim()).is_file() { vec![named.trim().to_owned()] } else { words(&named) };
    }
    let usual: &[&str] = if cfg!(windows) { &["notepad"] } else { &["nano", "vi"] };
    let found = usual.iter().find(|name| is_there(name)).or(usual.last());
    found.map(|name| vec![(*name).to_owned()]).unwrap_or_default()
}

/// Tells whether a program is in one of the folders that programs are looked for in.
pub fn is_there(name: &str) -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    cfg!(windows) || std::env::split_paths(&folders).any(|folder| folder.join(name).is_file())
}

/// Splits a command at blanks, but within quotes.
fn words(command: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let (mut word, mut begun) = (String::new(), false);
    let mut quote: Option<char> = None;
    let mut letters = command.chars();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (Some(open), close) if open == close => quote = None,
            (None, '"' | '\'') => (quote, begun) = (Some(letter), true),
            (None, blank) if blank.is_whitespace() => {
                if std::mem::take(&mut begun) {
                    words.push(std::mem::take(&mut word));
                }
            }
            (None | Some('"'), '\\') if cfg!(unix) => {
                word.extend(letters.next());
                begun = true;
            }
            (Some(_) | None, other) => {
                word.push(other);
                begun = true;
            }
        }
    }
    if begun {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_is_what_is_named_else_what_is_there() {
        let check = |visual: Option<&str>, editor: Option<&str>, there: &[&str], expected: &[&str]| {
            let variable = |name: &str| if name == "VISUAL" { visual } else { editor }.map(str::to_owned);
            assert_eq!(wanted(variable, |name| there.contains(&name)), expected);
        };
        check(Some("code --wait"), Some("vim"), &[], &["code", "--wait"]);
        check(Some(" "), Some("\"/opt/mio editor/ed\" -n 'a b'"), &[], &["/opt/mio editor/ed", "-n", "a b"]);
        if cfg!(unix) {
            check(None, Some("/opt/mio\\ editor/ed"), &[], &["/opt/mio editor/ed"]);
            check(None, None, &["vi", "nano"], &["nano"]);
            check(None, None, &["vi"], &["vi"]);
        }
    }

    #[test]
    fn what_comes_back_is_cleaned_and_its_file_goes() {
        let mut sent = Manuscript::new("Prima riga", vec!["ed".into()], 0xfeed_0001).unwrap();
        let (folder, file) = (sent.folder.clone(), sent.file.clone());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
            assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
        }
        assert_eq!(sent.read(true), Ok(None));
        assert_eq!(sent.read(false), Err(Trouble::Failed("ed".into(), None)));
        fs::write(&file, "\u{feff}Prima riga\r\ne \u{1b}[31mseconda\u{202e}\n\n").unwrap();
        assert_eq!(sent.read(true), Ok(Some("Prima riga\ne seconda".into())));
        drop(sent);
        assert!(!folder.exists());
    }

    #[test]
    fn what_cannot_be_taken_stays_where_it_was_written() {
        let mut sent = Manuscript::new("a", vec!["ed".into()], 0xfeed_0002).unwrap();
        let (folder, file) = (sent.folder.clone(), sent.file.clone());
        fs::write(&file, "x".repeat(LONGEST_FIELD + 1)).unwrap();
        assert_eq!(sent.read(true), Err(Trouble::TooLong(33, file.clone())));
        drop(sent);
        assert!(file.exists());
        fs::remove_dir_all(folder).unwrap();
    }
}
