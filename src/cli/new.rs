//! `proximo new`: a session from an agenda of the method, ready to be opened.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Call, DONE, USAGE, WRONG};
use crate::domain::clean::clean_line;
use crate::domain::dates;
use crate::domain::desk::{Ask, Problem, Surroundings};
use crate::domain::field::ron_options;
use crate::domain::id::{Code, SessionId, StepId, TableId, TypedId};
use crate::domain::item::{Head, Step, Table};
use crate::domain::session::Session;
use crate::domain::time::Day;
use crate::domain::value::{Created, SessionState};
use crate::live::{self, DeskOptions};
use crate::store::workspace;
use crate::text::{Lang, cli as words};
use crate::tui::doors::Outline;

/// Makes a row of the table: key, name of its files, name in Italian and English.
macro_rules! template {
    ($key:literal, $file:literal, $it:literal, $en:literal) => {
        Template {
            key: $key,
            it: $it,
            en: $en,
            agenda_it: include_str!(concat!("../../assets/templates/", $file, ".ron")),
            agenda_en: include_str!(concat!("../../assets/templates/", $file, ".en.ron")),
        }
    };
}

/// The agendas that a session can begin with.
#[rustfmt::skip]
pub const TEMPLATES: &[Template] = &[
    template!("wp2", "tavolo-wp2", "Tavolo di lavoro WP2: raccontare pratiche", "WP2 working table: sharing practices"),
    template!("wp3", "co-progettazione-wp3", "Co-progettazione WP3: bozze di strategia", "WP3 co-design: strategy sketches"),
    template!("yag", "incontro-yag", "Incontro del gruppo giovani (YAG)", "Youth Advisory Group (YAG) meeting"),
    template!("nominal", "gruppo-nominale", "Gruppo nominale: idee in silenzio, poi il voto", "Nominal group: ideas in silence, then a vote"),
    template!("cafe", "world-cafe", "World café: tre giri ai tavoli, poi il raccolto", "World café: three rounds at tables, then the harvest"),
    template!("verifica", "verifica", "Tavolo di verifica: che cosa ne è stato", "Feedback table: what became of it"),
    template!("open", "tavolo-aperto", "Tavolo aperto WP4: risultati e impegni", "WP4 open table: results and commitments"),
];

/// An agenda that a session can begin with.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    /// What it is chosen by.
    pub key: &'static str,
    /// Its name in Italian.
    pub it: &'static str,
    /// Its name in English.
    pub en: &'static str,
    agenda_it: &'static str,
    agenda_en: &'static str,
}

impl Template {
    /// Returns the agenda, with ids of its own that a session never keeps.
    pub fn agenda(&self, lang: Lang) -> Session {
        let text = match lang {
            Lang::It => self.agenda_it,
            Lang::En => self.agenda_en,
        };
        ron_options().from_str(text).expect("a test reads every template")
    }

    /// Returns what the screens tell of it before it is chosen.
    pub fn outline(&self, lang: Lang) -> Outline {
        let agenda = self.agenda(lang);
        let steps = agenda.steps.in_order().into_iter().map(|step| (step.title.clone(), step.minutes));
        Outline { title: agenda.session.title.clone(), aim: agenda.session.aim.clone(), steps: steps.collect() }
    }
}

/// What a new session is told.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// What it is called.
    pub title: String,
    /// When it takes place.
    pub date: Option<Day>,
    /// Where.
    pub place: String,
    /// Whose agenda it begins with; an empty one where no template has that key.
    pub template: Option<String>,
    /// Who makes it.
    pub by: String,
}

/// What was asked for on the command line.
pub(super) struct Asked {
    /// The title.
    pub title: String,
    /// The date, as it was written.
    pub date: Option<String>,
    /// The place.
    pub place: String,
    /// The template's key.
    pub template: String,
}

/// Makes the session's file in the workspace and says where it is.
pub(super) fn run(call: &mut Call<'_>, asked: Asked) -> u8 {
    let lang = call.lang;
    let surroundings = super::surroundings();
    let today = surroundings.today();
    let Some(date) = asked.date.as_deref().map_or(Some(today), |date| dates::date(date, today)) else {
        call.tell(&words::not_a_day(lang, asked.date.as_deref().unwrap_or_default()));
        return USAGE;
    };
    if clean_line(&asked.title).trim().is_empty() {
        call.tell(words::empty_title(lang));
        return USAGE;
    }
    let new = NewSession {
        title: asked.title,
        date: Some(date),
        place: asked.place,
        template: Some(asked.template),
        by: call.by(),
    };
    match make(&call.workspace(), &new, lang, call.desk_options()) {
        Ok(file) => {
            let file = file.display().to_string();
            call.say(&words::made(lang, &file));
            call.tell(&words::how_to_open(lang, &file));
            DONE
        }
        Err(problem) => {
            call.tell_problem(&problem);
            WRONG
        }
    }
}

/// Makes the session's file in a workspace and returns it.
///
/// # Errors
/// Where it cannot be written.
pub fn make(workspace: &Path, new: &NewSession, lang: Lang, options: DeskOptions) -> Result<PathBuf, Problem> {
    keep(workspace, &session(new, lang, options.surroundings), options)
}

/// Keeps a session that is in no file yet in a file of its own in a workspace, and returns the file.
///
/// # Errors
/// Where it cannot be written.
pub(super) fn keep(workspace: &Path, session: &Session, options: DeskOptions) -> Result<PathBuf, Problem> {
    let file = workspace::new_file(workspace, session.session.date, &session.session.title);
    let (mut handle, desk) = live::create(&file, session, options)?;
    live::ask_and_wait(&mut handle, Ask::Close);
    drop(handle);
    desk.join()?;
    Ok(file)
}

/// Makes the session: the template's agenda under new ids.
pub fn session(new: &NewSession, lang: Lang, surroundings: Surroundings) -> Session {
    let template = TEMPLATES.iter().find(|template| Some(template.key) == new.template.as_deref());
    let agenda = template.map(|template| template.agenda(lang)).unwrap_or_default();
    let code = || Code::from_bits((surroundings.random)());
    let created = Created { at: (surroundings.now)(), by: new.by.clone(), step: None, table: None };
    let head = Head {
        id: SessionId::new(code()),
        created: created.clone(),
        title: clean_line(new.title.trim()),
        date: new.date,
        place: clean_line(new.place.trim()),
        state: SessionState::Prepared,
        sample: false,
        ..agenda.session.as_ref().clone()
    };
    let mut session = Session::new(head);
    // items taken down at one moment would stand in the order of their ids, which is none
    for (place, table) in (0..).zip(agenda.tables.in_order()) {
        let created = Created { at: created.at.plus_millis(place), ..created.clone() };
        let table = Table { id: TableId::new(code()), created, sample: false, ..table.as_ref().clone() };
        session.tables.put(Arc::new(table));
    }
    for step in agenda.steps.in_order() {
        let step = Step { id: StepId::new(code()), created: created.clone(), sample: false, ..step.as_ref().clone() };
        session.steps.put(Arc::new(step));
    }
    session
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::LONGEST_PROMPT;
    use crate::domain::value::Seating;

    /// What young people are never called, and what is never done to them.
    const NEVER_SAID: &[&str] = &["neet", "utent", "utenz", "agganci", "users", "hook", "engag", "target"];

    #[test]
    fn every_template_is_an_agenda_of_one_shape_in_both_languages() {
        for template in TEMPLATES {
            let key = template.key;
            let [it, en] = [Lang::It, Lang::En].map(|lang| template.agenda(lang));
            for agenda in [&it, &en] {
                assert!(agenda.steps.count() >= 4, "{key}");
                assert!(!agenda.session.title.is_empty() && !agenda.session.aim.is_empty(), "{key}");
                for step in agenda.steps.in_order() {
                    assert!(step.minutes > 0 && !step.title.is_empty(), "{key}: {}", step.title);
                    let letters = step.prompt.chars().count();
                    assert!((1..=LONGEST_PROMPT).contains(&letters), "{key}: {letters} letters: {}", step.prompt);
                }
                let tables = agenda.steps.live().any(|step| step.seating == Seating::Tables);
                assert!(!tables || agenda.tables.count() > 1, "{key}: it splits into tables that it does not name");
            }
            let shape = |agenda: &Session| {
                let steps = agenda.steps.in_order();
                let step = |step: &Arc<Step>| {
                    (step.id, step.order, step.activity, step.seating, step.minutes, step.giro_minutes)
                };
                let tables = agenda.tables.in_order().iter().map(|table| table.id).collect::<Vec<_>>();
                (steps.iter().map(step).collect::<Vec<_>>(), tables, agenda.session.work_package)
            };
            assert_eq!(shape(&it), shape(&en), "{key}");
        }
    }

    #[test]
    fn templates_say_nothing_that_young_people_would_not_accept() {
        for template in TEMPLATES {
            for text in [template.agenda_it, template.agenda_en, template.it, template.en] {
                let text = text.to_lowercase();
                let said = NEVER_SAID.iter().find(|word| text.contains(**word));
                assert_eq!(said, None, "{}", template.key);
            }
        }
    }

    #[test]
    fn a_new_session_has_ids_of_its_own() {
        let surroundings = super::super::surroundings();
        let new = NewSession {
            title: " Tavolo 3 ".into(),
            date: None,
            place: String::new(),
            template: Some("wp2".into()),
            by: "Marta".into(),
        };
        let (one, two) = (session(&new, Lang::It, surroundings), session(&new, Lang::It, surroundings));
        assert_eq!(one.session.title, "Tavolo 3");
        assert_ne!(one.id(), two.id());
        let names: Vec<String> = one.tables.in_order().iter().map(|table| table.name.clone()).collect();
        assert!(names.len() > 1 && names.is_sorted(), "{names:?}");
        assert!(one.steps.all().all(|step| two.steps.get(step.id).is_none()));
    }
}
