//! `proximo` and `proximo run`: the screens, with doors to sessions, files and the desk.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::new::{self, NewSession, TEMPLATES};
use super::own;
use super::samples::SAMPLES;
use super::{Call, DONE, USAGE, WRONG, merging, preparing};
use crate::domain::desk::{Handle, Problem, Wrong};
use crate::domain::link::Part;
use crate::live::join::Asked;
use crate::live::{self, Begin, Desk, DeskOptions};
use crate::store::{self, workspace};
use crate::text::tui::capture;
use crate::text::{Lang, cli as words};
use crate::tui::app::{Options, Signs};
use crate::tui::doors::{Card, Doors, JoinAsked, Listing, Template};
use crate::tui::runtime;
use crate::tui::signals;
use crate::tui::theme::Depth;

/// What the screens are opened with.
#[derive(Default)]
pub(super) struct Screens {
    /// A session to be opened at once.
    pub session: Option<PathBuf>,
    /// The merge desk, at once.
    pub merge: Option<merging::At>,
    /// A session on another laptop, to be joined at once.
    pub joining: Option<JoinAsked>,
    /// The session is shown as the wall alone.
    pub wall: bool,
    /// It is opened to the network at once.
    pub share: bool,
    /// The port on the network.
    pub port: Option<u16>,
}

/// Opens the start screen, one session, a wall, the merge desk, or a session on another laptop.
pub(super) fn screens(call: &mut Call<'_>, asked: Screens) -> u8 {
    let Screens { session, merge, joining, wall, share, port } = asked;
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        call.tell(words::needs_terminal(call.lang));
        return USAGE;
    }
    let open = session.map(|named| call.session_file(&named));
    if let Some(file) = open.as_ref().filter(|file| !file.is_file()) {
        call.tell_problem(&Problem::of_file(file, Wrong::Missing));
        return WRONG;
    }
    let desks = Desks::default();
    let (keymap, wrong_keys) = own::keymap(call);
    let (themes, wrong_themes) = own::themes(call);
    let troubles = [std::mem::take(&mut call.troubles), wrong_keys, wrong_themes].concat();
    let options = Options {
        lang: call.lang,
        themes,
        depth: Depth::of(|name| std::env::var(name).ok()),
        signs: signs(call.settings.ascii),
        keymap,
        troubles,
        person: call.by(),
        open,
        merge: merge.is_some(),
        joining,
        wall,
        templates: templates(),
        samples: true,
        bell: call.settings.bell.unwrap_or_default(),
        ..Options::new(super::surroundings())
    };
    let part = if wall { Part::Wall } else { Part::Console };
    let options_of_desk = DeskOptions { together: Begin::Host { open: share }, part, port, ..call.desk_options() };
    let ended = runtime::run(doors(call, &desks, options_of_desk, merge.unwrap_or_default()), options);
    let written = desks.join();
    let mut code = DONE;
    let mut ended_by = None;
    let problem = match ended {
        Ok(exit) => {
            ended_by = exit.signal;
            exit.problem
        }
        Err(error) => {
            call.tell(&format!("{error:#}"));
            code = WRONG;
            None
        }
    };
    for problem in problem.into_iter().chain(written.err()) {
        call.tell_problem(&problem);
        code = WRONG;
    }
    match ended_by {
        // as a shell tells it of a program that a signal ended
        Some(signal) if code == DONE => {
            call.tell(&capture::ended_by(call.lang, &signals::name(signal)));
            128_u8.saturating_add(signal)
        }
        Some(_) | None => code,
    }
}

/// Returns which signs the terminal has: as was set, else as the environment says.
fn signs(ascii: Option<bool>) -> Signs {
    match ascii {
        Some(true) => Signs::Ascii,
        Some(false) => Signs::All,
        None => Signs::of(|name| std::env::var(name).ok()),
    }
}

/// The desks that were opened: each writes everything down before the program ends.
#[derive(Clone, Default)]
struct Desks(Arc<Mutex<Vec<Desk>>>);

impl Desks {
    fn add(&self, desk: Desk) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(desk);
    }

    fn join(&self) -> Result<(), Problem> {
        let desks = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        // every desk is waited for, whatever the one before it said
        desks.into_iter().map(Desk::join).fold(Ok(()), Result::and)
    }
}

fn doors(call: &Call<'_>, desks: &Desks, options: DeskOptions, merge: merging::At) -> Doors {
    let folder = call.workspace();
    let lang = call.lang;
    let (list, create, leaves, looks, joins, samples) =
        (folder.clone(), folder.clone(), folder.clone(), folder.clone(), folder.clone(), folder);
    // a session that is made is made alone; opening it lets others in
    let makes = DeskOptions { together: Begin::Alone, ..options.clone() };
    let (opens, joining, desks, joined) = (options.clone(), options, desks.clone(), desks.clone());
    let machine = joining.machine.clone();
    Doors {
        list: Arc::new(move |()| Ok(listing(&list))),
        open: Arc::new(move |file| open(&file, opens.clone(), &desks)),
        create: Arc::new(move |asked| {
            let new = NewSession {
                title: asked.title,
                date: asked.date,
                place: asked.place,
                template: asked.template,
                by: makes.by.clone(),
            };
            new::make(&create, &new, lang, makes.clone())
        }),
        prepare: Arc::new(move |want| preparing::answer(&leaves, want)),
        merge: merging::door(call, merge),
        look: Arc::new(move |()| live::join::look(&looks, &machine)),
        join: Arc::new(move |asked| {
            let asked = Asked { address: asked.address, code: asked.code, name: asked.name, part: asked.part };
            let by = if asked.name.is_empty() { joining.by.clone() } else { asked.name.clone() };
            let options = DeskOptions { by, ..joining.clone() };
            let (file, handle, desk) = live::join::join(&asked, &joins, options)?;
            joined.add(desk);
            Ok((file, handle))
        }),
        samples: Some(Arc::new(move |()| put_samples(&samples))),
    }
}

fn templates() -> Vec<Template> {
    let shown = |template: &new::Template| Template {
        key: template.key.to_owned(),
        it: template.it.to_owned(),
        en: template.en.to_owned(),
        outline_it: template.outline(Lang::It),
        outline_en: template.outline(Lang::En),
    };
    TEMPLATES.iter().map(shown).collect()
}

fn open(file: &Path, options: DeskOptions, desks: &Desks) -> Result<Handle, Problem> {
    let (handle, desk) =
        if options.part == Part::Console { live::open(file, options)? } else { live::watch(file, options)? };
    desks.add(desk);
    Ok(handle)
}

fn listing(folder: &Path) -> Listing {
    let cards = workspace::list(folder).into_iter().map(|listed| match listed.summary {
        Ok(summary) => Card {
            file: listed.file,
            title: summary.title,
            date: summary.date,
            place: summary.place,
            state: summary.state,
            sample: summary.sample,
            counts: summary.counts,
            problem: None,
        },
        Err(problem) => Card { file: listed.file, problem: Some(problem), ..Card::default() },
    });
    Listing { folder: folder.to_owned(), cards: cards.collect() }
}

/// Puts the samples among the workspace's sessions; a file that is there already stays as it is.
fn put_samples(folder: &Path) -> Result<(), Problem> {
    let sessions = workspace::sessions_folder(folder);
    std::fs::create_dir_all(&sessions).map_err(|error| store::files::cannot_write(&sessions, &error))?;
    SAMPLES
        .iter()
        .map(|(name, text)| (sessions.join(name), text))
        .filter(|(file, _)| !file.exists())
        .try_for_each(|(file, text)| store::replace(&file, text.as_bytes()))
}
