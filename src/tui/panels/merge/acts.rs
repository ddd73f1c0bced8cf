//! Owns what each action does on each of the five screens, and which of them the footer shows.

use std::collections::BTreeSet;

use crate::domain::id::StrategyId;
use crate::synthesis::comparison::SortBy;
use crate::synthesis::dossier::{Dossier, PracticeField, Said, Strategy, Tidier, Verdict};
use crate::synthesis::origin::Origin;
use crate::synthesis::words::Words;
use crate::text::panels::{clashes, merge as words};
use crate::text::synthesis;

use super::over::{Over, Then, WrittenFor};
use super::picking::{Choice, pick, pick_items};
use super::rows::{Part, Row};
use super::{MergeAction as Act, MergeDesk, MergeEvent, Stage};
use crate::tui::doors::MergeWant;
use crate::tui::panels::writing::{Lines, Writing};

impl MergeDesk {
    /// Returns what the footer shows, the most wanted first.
    pub(super) fn actions(&self) -> &'static [Act] {
        match (self.stage, self.chosen()) {
            (Stage::Sources, _) => &[Act::Stage, Act::Drop, Act::Find, Act::Undo, Act::Leave],
            (Stage::Matches, Some(Row::Group(_))) => {
                &[Act::Edit, Act::Split, Act::Mark, Act::Join, Act::Source, Act::Find, Act::Undo, Act::Leave]
            }
            (Stage::Matches, _) => &[
                Act::Same,
                Act::Different,
                Act::Later,
                Act::Forget,
                Act::Mark,
                Act::Join,
                Act::Edit,
                Act::Find,
                Act::Undo,
                Act::Leave,
            ],
            (Stage::Strategies, Some(Row::Unused(..))) => {
                &[Act::TakeIn, Act::Edit, Act::Mark, Act::New, Act::Source, Act::Find, Act::Undo, Act::Leave]
            }
            (Stage::Strategies, _) => &[
                Act::Edit,
                Act::TakeIn,
                Act::TakeOut,
                Act::Split,
                Act::Join,
                Act::Drop,
                Act::New,
                Act::Source,
                Act::View,
                Act::Find,
                Act::Undo,
                Act::Leave,
            ],
            (Stage::Comparison, _) => {
                &[Act::Sort, Act::Earlier, Act::Lower, Act::Edit, Act::View, Act::Source, Act::Undo, Act::Leave]
            }
            (Stage::Dossier, Some(Row::Part(Part::Clashes))) => &[Act::Drop, Act::Write, Act::Undo, Act::Leave],
            (Stage::Dossier, Some(Row::Clash(_))) => &[Act::TakeOther, Act::Drop, Act::Write, Act::Undo, Act::Leave],
            (Stage::Dossier, Some(Row::Begun(_))) => &[Act::Edit, Act::Drop, Act::Write, Act::Undo, Act::Leave],
            (Stage::Dossier, Some(Row::Part(Part::Preview))) => &[Act::Open, Act::Write, Act::Undo, Act::Leave],
            (Stage::Dossier, Some(Row::Part(Part::Title | Part::Introduction))) => {
                &[Act::Edit, Act::View, Act::Write, Act::Undo, Act::Leave]
            }
            (Stage::Dossier, _) => &[Act::View, Act::Write, Act::Undo, Act::Leave],
        }
    }

    pub(super) fn act(&mut self, action: Act) -> MergeEvent {
        let row = self.chosen().cloned();
        match action {
            Act::Find => self.over = Over::Find(Writing::new(&self.find, Lines::One)),
            Act::Write => return self.once_settled(MergeWant::Report(self.lang)),
            Act::Sort if self.stage == Stage::Comparison => {
                self.sort = self.sort.next();
                self.refresh();
            }
            Act::View if self.stage == Stage::Dossier => return self.once_settled(MergeWant::Preview(self.lang)),
            Act::View if matches!(self.stage, Stage::Comparison | Stage::Strategies) => {
                self.other_view = !self.other_view;
                self.refresh();
            }
            _ => {
                return match (self.stage, row) {
                    (Stage::Sources, Some(row)) => self.act_on_source(action, &row),
                    (Stage::Matches, Some(row)) => self.act_on_match(action, &row),
                    (Stage::Strategies, row) => self.act_on_strategy(action, row.as_ref()),
                    (Stage::Comparison, Some(Row::Compared(row))) => self.act_on_compared(action, row.strategy),
                    (Stage::Dossier, Some(Row::Part(part))) => self.act_on_part(action, part),
                    (Stage::Dossier, Some(Row::Clash(other))) => self.act_on_clash(action, &other),
                    (Stage::Dossier, Some(Row::Begun(at))) => self.act_on_begun(action, at),
                    (_, _) => MergeEvent::Stay,
                };
            }
        }
        MergeEvent::Stay
    }

    fn act_on_source(&mut self, action: Act, row: &Row) -> MergeEvent {
        match (action, row) {
            (Act::Drop, Row::Session(_, id)) => self.over = self.question(WrittenFor::LeaveOut(*id)),
            (Act::Drop, Row::LeftOut(_, id)) => {
                let id = *id;
                return self.change(|words, _| words.leave_out(id, None));
            }
            (Act::Open, _) => return self.go_on(Stage::Matches),
            _ => {}
        }
        MergeEvent::Stay
    }

    fn go_on(&mut self, stage: Stage) -> MergeEvent {
        self.go_to(stage as usize);
        MergeEvent::Stay
    }

    /// Returns the practices of a line: those of a match, or of a group.
    pub(super) fn practices_of(&self, row: &Row) -> Vec<Origin> {
        match row {
            Row::Match(at, _) => self.shown.dossier.matches.get(*at).map(|m| m.practices.clone()).unwrap_or_default(),
            Row::Group(first) => self.shown.groups.with(*first).to_vec(),
            _ => Vec::new(),
        }
    }

    fn act_on_match(&mut self, action: Act, row: &Row) -> MergeEvent {
        let practices = self.practices_of(row);
        let who = self.who();
        let verdict = match action {
            Act::Same => Some(Verdict::Same),
            Act::Different => Some(Verdict::Different),
            Act::Later => Some(Verdict::Later),
            _ => None,
        };
        match (action, row) {
            (Act::Same | Act::Different | Act::Later, Row::Match(..)) => {
                return self.in_place(|words, _| words.say(&practices, verdict, &who, ""));
            }
            (Act::Different, Row::Group(_)) if practices.len() == 2 => {
                return self.in_place(|words, _| words.split(&practices, practices[1], &who));
            }
            (Act::Forget, _) => {
                return self.change(|words, _| {
                    words.matches.retain(|_, (those, _)| !those.iter().all(|one| practices.contains(one)));
                });
            }
            (Act::Mark, _) => {
                let marked = practices.iter().all(|one| self.marked.contains(one));
                for one in practices {
                    if marked {
                        self.marked.remove(&one);
                    } else {
                        self.marked.insert(one);
                    }
                }
                let length = self.rows.len();
                self.cursors[self.stage as usize].follow(crate::tui::command::Command::Down, length);
                self.step_over_headings(true);
            }
            (Act::Join, _) => {
                let all: BTreeSet<Origin> = self.shown.groups.closure(self.marked.iter());
                if all.len() < 2 {
                    self.say(false, words::mark_two(self.lang));
                    return MergeEvent::Stay;
                }
                let mut all: Vec<Origin> = all.into_iter().collect();
                all.sort_by_key(|origin| self.shown.pool.place_of(*origin));
                self.marked.clear();
                let first = all[0];
                let joined = self.change(|words, _| words.join(&all, &who));
                if let Some(at) = self.rows.iter().position(|row| *row == Row::Group(first)) {
                    self.cursors[self.stage as usize].go(at);
                }
                return joined;
            }
            (Act::Split, Row::Group(_)) => {
                let choices =
                    practices.iter().map(|one| (Choice::Item(*one), self.told_name(*one))).collect::<Vec<_>>();
                self.over = Over::Pick(pick(words::which_out(self.lang), choices, false, Then::Split(practices)));
            }
            (Act::Edit, Row::Group(_)) => {
                let choices = PracticeField::ALL.iter().map(|field| {
                    let name = words::field(self.lang, *field).to_owned();
                    let chosen = self.is_chosen(&practices, *field);
                    let mark = if chosen { format!("  ✓ {}", words::chosen_mark(self.lang)) } else { String::new() };
                    (Choice::Field(*field), format!("{name}{mark}"))
                });
                let then = Then::GroupField(practices.clone());
                self.over = Over::Pick(pick(words::which_field(self.lang), choices.collect::<Vec<_>>(), false, then));
            }
            (Act::Edit, Row::Match(at, _)) => {
                let word = self.shown.dossier.matches.get(*at).map(|m| m.human.clone()).unwrap_or_default();
                if word.verdict.is_none() {
                    self.say(false, words::word_first(self.lang));
                    return MergeEvent::Stay;
                }
                self.over = self.question(WrittenFor::Why(practices));
            }
            (Act::Split, _) => self.say(false, words::only_groups(self.lang)),
            (Act::Source | Act::Open, _) => self.over = self.sources_of(&practices),
            _ => {}
        }
        MergeEvent::Stay
    }

    /// Changes what was chosen and leaves the cursor where it is: the next one that is to be decided comes there.
    fn in_place(&mut self, change: impl FnOnce(&mut Words, &Dossier)) -> MergeEvent {
        let at = self.cursor().at();
        let changed = self.change(change);
        let length = self.rows.len();
        let cursor = &mut self.cursors[self.stage as usize];
        cursor.go(at);
        cursor.keep_within(length);
        self.step_over_headings(true);
        changed
    }

    fn act_on_strategy(&mut self, action: Act, row: Option<&Row>) -> MergeEvent {
        match (action, row) {
            (Act::New, _) => {
                let items: Vec<Origin> = match row {
                    Some(Row::Unused(_, item)) if self.marked.is_empty() => vec![*item],
                    _ => self.marked.iter().copied().collect(),
                };
                self.over = self.question(WrittenFor::Make(items));
            }
            (Act::Mark, Some(Row::Unused(_, item))) => {
                if !self.marked.remove(item) {
                    self.marked.insert(*item);
                }
                let length = self.rows.len();
                self.cursors[self.stage as usize].follow(crate::tui::command::Command::Down, length);
                self.step_over_headings(true);
            }
            (Act::TakeIn | Act::Open, Some(Row::Unused(_, item))) => {
                let new = Some(words::a_new_one(self.lang).to_owned());
                let standing = self.standing_choices(None, new);
                self.over = Over::Pick(pick(words::into_which(self.lang), standing, false, Then::TakeInto(*item)));
            }
            (Act::Edit, Some(Row::Unused(_, item))) => {
                self.over = self.question(WrittenFor::Unused(*item));
            }
            (Act::Source, Some(Row::Unused(_, item))) => self.over = self.show_source(*item),
            (_, Some(Row::Strategy(_, id))) => {
                if let Some(strategy) = self.strategy(*id) {
                    return self.act_on_one(action, &strategy);
                }
            }
            _ => {}
        }
        MergeEvent::Stay
    }

    fn act_on_one(&mut self, action: Act, strategy: &Strategy) -> MergeEvent {
        let (lang, id) = (self.lang, strategy.id());
        let own: Vec<Origin> = strategy.sketches.iter().chain(&strategy.practices).copied().collect();
        let named = |origin: &Origin| (Choice::Item(*origin), self.told_name(*origin));
        match action {
            Act::Edit => {
                let field = |field: &Tidier| {
                    let mark = match field {
                        Tidier::Name => !strategy.human.name.trim().is_empty(),
                        field => strategy.human.fields.contains_key(field),
                    };
                    let mark = if mark { "  ✓" } else { "" };
                    (Choice::Tidier(*field), format!("{}{mark}", synthesis::tidier(lang, *field)))
                };
                let mark = if strategy.human.notes.trim().is_empty() { "" } else { "  ✓" };
                let notes = (Choice::Notes, format!("{}{mark}", words::notes(lang)));
                let choices: Vec<_> = Tidier::ALL.iter().map(field).chain([notes]).collect();
                self.over = Over::Pick(pick(words::which_field(lang), choices, false, Then::FieldWhich(id)));
            }
            Act::TakeIn => {
                self.over = Over::Pick(pick_items(words::which_in(lang), self.told_items(), &own, Then::TakeIn(id)));
            }
            Act::TakeOut if !own.is_empty() => {
                let choices: Vec<_> = own.iter().map(named).collect();
                self.over = Over::Pick(pick(words::which_taken_out(lang), choices, true, Then::TakeOutWhich(id)));
            }
            Act::Split if !own.is_empty() => {
                let choices: Vec<_> = own.iter().map(named).collect();
                self.over = Over::Pick(pick(words::which_split(lang), choices, true, Then::SplitOffWhich(id)));
            }
            Act::Join => {
                let others = self.standing_choices(Some(id), None);
                if others.count() > 0 {
                    self.over = Over::Pick(pick(words::join_into(lang), others, false, Then::JoinInto(id)));
                }
            }
            Act::Drop if strategy.stands() => self.over = self.question(WrittenFor::Drop(id)),
            Act::Drop => {
                self.say(true, words::taken_up(lang));
                return self.change(|words, _| words.take_up(strategy));
            }
            Act::Earlier => return self.move_by(id, -1),
            Act::Lower => return self.move_by(id, 1),
            Act::Source | Act::Open => {
                let evidence = &strategy.evidence;
                let votes = evidence.votes.iter().map(|vote| vote.poll);
                let said = evidence.stances.iter().chain(&evidence.voices).chain(&evidence.decisions);
                let mut all: Vec<Origin> = own.clone();
                for origin in votes.chain(said.chain(&evidence.actions).copied()) {
                    if !all.contains(&origin) {
                        all.push(origin);
                    }
                }
                self.over = self.sources_of(&all);
            }
            _ => {}
        }
        MergeEvent::Stay
    }

    fn move_by(&mut self, id: StrategyId, by: isize) -> MergeEvent {
        let Some(place) = self.shown.place(id) else { return MergeEvent::Stay };
        let to = place.saturating_add_signed(by).clamp(1, self.shown.stand());
        if to == place {
            return MergeEvent::Stay;
        }
        self.say(true, words::moved_why(self.lang));
        self.change(|words, dossier| words.order(dossier, id, to, ""))
    }

    fn act_on_compared(&mut self, action: Act, id: StrategyId) -> MergeEvent {
        match action {
            Act::Earlier | Act::Lower if self.sort != SortBy::Place => {
                self.say(false, words::only_by_place(self.lang));
            }
            Act::Edit => {
                self.over = self.question(WrittenFor::Reason(id));
            }
            _ => {
                if let Some(strategy) = self.strategy(id) {
                    return self.act_on_one(action, &strategy);
                }
            }
        }
        MergeEvent::Stay
    }

    fn act_on_part(&mut self, action: Act, part: Part) -> MergeEvent {
        match (action, part) {
            (Act::Edit | Act::Open, Part::Title | Part::Introduction) => {
                self.over = self.question(WrittenFor::Part(part));
            }
            (Act::Drop, Part::Clashes) => return self.change(|words, _| words.editorial.clashes.clear()),
            (Act::Open, Part::Preview) => return self.once_settled(MergeWant::Preview(self.lang)),
            (Act::Open, Part::Reports) => return self.once_settled(MergeWant::Report(self.lang)),
            _ => {}
        }
        MergeEvent::Stay
    }

    fn act_on_clash(&mut self, action: Act, other: &Said) -> MergeEvent {
        match action {
            Act::TakeOther => {
                self.say(true, clashes::taken(self.lang));
                self.in_place(|words, dossier| words.take_over(other, dossier))
            }
            Act::Drop => self.in_place(|words, _| words.put_away(other)),
            _ => MergeEvent::Stay,
        }
    }
    fn act_on_begun(&mut self, action: Act, at: usize) -> MergeEvent {
        match action {
            Act::Edit | Act::Open => self.go_on_with(at),
            Act::Drop => return self.throw_away(at),
            _ => {}
        }
        MergeEvent::Stay
    }
}
