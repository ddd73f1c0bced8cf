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

/// The agendas that a session can begin with: key, name in Italian and English, RON in Italian and English.
pub const TEMPLATES: &[Template] = &[
    Template {
        key: "wp2",
        it: "Tavolo di lavoro WP2: raccontare pratiche",
        en: "WP2 working table: sharing practices",
        agenda_it: include_str!("../../assets/templates/tavolo-wp2.ron"),
        agenda_en: include_str!("../../assets/templates/tavolo-wp2.en.ron"),
    },
    Template {
        key: "wp3",
        it: "Co-progettazione WP3: bozze di strategia",
        en: "WP3 co-design: strategy sketches",
        agenda_it: include_str!("../../assets/templates/co-progettazione-wp3.ron"),
        agenda_en: include_str!("../../assets/templates/co-progettazione-wp3.en.ron"),
    },
    Template {
        key: "yag",
        it: "Incontro del gruppo giovani (YAG)",
        en: "Youth Advisory Group (YAG) meeting",
        agenda_it: include_str!("../../assets/templates/incontro-yag.ron"),
        agenda_en: include_str!("../../assets/templates/incontro-yag.en.ron"),
    },
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
    let file = workspace::new_file(workspace, new.date, &new.title);
    let (mut handle, desk) = live::create(&file, &session(new, lang, options.surroundings), options)?;
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

    #[test]
    fn every_template_gives_an_agenda_with_minutes_and_prompts_in_both_languages() {
        for template in TEMPLATES {
            let agendas = Lang::ALL.iter().map(|lang| template.agenda(*lang)).collect::<Vec<_>>();
            for agenda in &agendas {
                let steps = agenda.steps.in_order();
                assert!(steps.len() >= 4, "{}", template.key);
                assert!(steps.iter().all(|step| step.minutes > 0 && !step.title.is_empty()), "{}", template.key);
            }
            let titles =
                |agenda: &Session| agenda.steps.in_order().iter().map(|step| step.activity).collect::<Vec<_>>();
            assert_eq!(titles(&agendas[0]), titles(&agendas[1]), "{}", template.key);
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
