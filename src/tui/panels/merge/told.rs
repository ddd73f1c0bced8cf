//! Owns what is told of practices that are alike or one: who said so, what their likeness is made of, what was chosen.

use crate::synthesis::dossier::{MadeOf, Match, Program, Verdict};
use crate::synthesis::draft::chosen_of;
use crate::synthesis::origin::Origin;
use crate::text::Lang;
use crate::text::panels::merge as words;
use crate::tui::panels::picture::sheet::Sheet;
use crate::tui::theme::Theme;

use super::MergeDesk;

impl MergeDesk {
    pub(super) fn tell_match(&self, one: &Match, sheet: &mut Sheet, width: usize, theme: &Theme) {
        let lang = self.lang;
        let by = |by: &str| if by.trim().is_empty() { words::nobody(lang).to_owned() } else { by.to_owned() };
        let said = match (one.human.verdict, one.program) {
            (Some(Verdict::Same), _) => words::said_same(lang, by(&one.human.by)),
            (Some(Verdict::Different), _) => words::said_different(lang, by(&one.human.by)),
            (Some(Verdict::Later), _) => words::said_later(lang, by(&one.human.by)),
            (None, Program::Joined) => words::by_program(lang).to_owned(),
            (None, Program::ToLookAt) => words::like(lang, u32::from(one.score / 10)),
        };
        sheet.text(&said, (0, width), theme.accent);
        if !one.human.reason.trim().is_empty() {
            sheet.text(&one.human.reason, (0, width), theme.base);
        }
        if !one.ties.is_empty() {
            sheet.text(&format!("{}: {}", words::tied_by(lang), one.ties_in_words()), (0, width), theme.dim);
        }
        if one.made_of != MadeOf::default() {
            sheet.text(&made_of(lang, one.made_of), (0, width), theme.dim);
        }
        self.side_by_side(&one.practices, sheet, width, theme);
    }

    pub(super) fn tell_group(&self, group: &[Origin], sheet: &mut Sheet, width: usize, theme: &Theme) {
        let chosen = chosen_of(group, &self.shown.pool, &self.words.editorial.chosen);
        for (field, text) in chosen {
            let label = format!("✓ {} ({})", words::field(self.lang, field), words::chosen_mark(self.lang));
            sheet.head(&label, width, theme.ok);
            sheet.text(&text, (2, width), theme.base);
        }
        let within = |m: &&Match| m.is_one() && m.practices.iter().all(|practice| group.contains(practice));
        for one in self.shown.dossier.matches.iter().filter(within) {
            let names: Vec<String> = one.practices.iter().map(|practice| self.title(*practice)).collect();
            let said = match one.human.verdict {
                Some(_) => words::said_same(self.lang, one.human.by.clone()),
                None => words::by_program(self.lang).to_owned(),
            };
            sheet.text(&format!("{said}: {}", names.join(" = ")), (0, width), theme.accent);
            if !one.ties.is_empty() {
                let tied_by = format!("{}: {}", words::tied_by(self.lang), one.ties_in_words());
                sheet.text(&tied_by, (2, width), theme.dim);
            }
        }
        self.side_by_side(group, sheet, width, theme);
    }
}

/// Returns in words what a likeness is made of, in points of a hundred; what brings nothing is left out.
fn made_of(lang: Lang, of: MadeOf) -> String {
    let parts = [
        (words::part_words(lang), of.words),
        (words::part_names(lang), of.names),
        (words::part_proper(lang), of.proper),
        (words::part_letters(lang), of.letters),
        (words::part_place(lang), of.place),
        (words::part_page(lang), of.page),
    ];
    let said = parts.iter().filter(|(_, points)| *points >= 10).map(|(name, points)| format!("{name} {}", points / 10));
    words::made_of(lang, said.collect::<Vec<_>>().join(" + "))
}
