//! Owns what is asked over a screen of the merge desk: a line, a text, one or several of a list; and what then follows.

use crossterm::event::{KeyCode, KeyEvent};
use serde::{Deserialize, Serialize};

use crate::domain::id::{Code, SessionId, StrategyId};
use crate::synthesis::dossier::{Chosen, PracticeField, Strategy, Tidier};
use crate::synthesis::origin::Origin;
use crate::text::panels::merge as words;

use super::picking::{Choice, Pick};
use super::reading::{Reading, Scroll};
use super::rows::{Part, Row};
use super::settling::Saved;
use super::{MERGE_KEYS, MergeAction, MergeDesk, MergeEvent};
use crate::tui::panels::keys::action_of;
use crate::tui::panels::writing::Writing;

/// What lies over the screen.
#[derive(Clone, Debug)]
pub(super) enum Over {
    /// Nothing.
    Nothing,
    /// Lines are being looked for.
    Find(Writing),
    /// A line is asked for.
    Line { asks: String, writing: Writing, then: WrittenFor },
    /// A text is written, with what the sources say above it.
    Text { asks: String, said: Vec<String>, writing: Writing, then: WrittenFor },
    /// One or several of a list are chosen.
    Pick(Pick),
    /// Something is shown, to be read.
    Show { title: String, lines: Vec<(String, bool)>, scroll: Scroll },
    /// The dossier's document is read.
    Read(Box<Reading>),
}

/// What a text is written for. It is written to disk with a text that is unfinished.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(super) enum WrittenFor {
    /// Why a session is left out.
    LeaveOut(SessionId),
    /// The words that stand for a field of a group.
    GroupWords(Vec<Origin>, PracticeField),
    /// What a strategy of these is called.
    Make(Vec<Origin>),
    /// Why items leave a strategy.
    TakeOut(StrategyId, Vec<Origin>),
    /// What items that become a strategy of their own are called.
    SplitOff(StrategyId, Vec<Origin>),
    /// Why a strategy is given up.
    Drop(StrategyId),
    /// A field of a strategy.
    Field(StrategyId, Tidier),
    /// What else is said of it.
    Notes(StrategyId),
    /// Why a strategy stands where it stands.
    Reason(StrategyId),
    /// Why an item is not used.
    Unused(Origin),
    /// Why practices are the same or different.
    Why(Vec<Origin>),
    /// A part of the whole.
    Part(Part),
}

/// What follows on what is picked.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Then {
    /// A practice leaves its group.
    Split(Vec<Origin>),
    /// A field of a group is chosen.
    GroupField(Vec<Origin>),
    /// Whose words stand for it.
    GroupWords(Vec<Origin>, PracticeField),
    /// Items go into a strategy.
    TakeIn(StrategyId),
    /// An item goes into one of the strategies.
    TakeInto(Origin),
    /// Items leave a strategy.
    TakeOutWhich(StrategyId),
    /// Items become a strategy of their own.
    SplitOffWhich(StrategyId),
    /// A strategy goes into another one.
    JoinInto(StrategyId),
    /// A field of a strategy is written.
    FieldWhich(StrategyId),
    /// Where something comes from is shown.
    Source,
}

impl Over {
    pub(super) fn is_typing(&self) -> bool {
        matches!(self, Self::Find(_) | Self::Line { .. } | Self::Text { .. } | Self::Pick(_))
    }

    /// Returns what a text is written for, and the text.
    pub(super) fn written(&mut self) -> Option<(&WrittenFor, &mut Writing)> {
        match self {
            Self::Line { writing, then, .. } | Self::Text { writing, then, .. } => Some((then, writing)),
            Self::Nothing | Self::Find(_) | Self::Pick(_) | Self::Show { .. } | Self::Read(_) => None,
        }
    }
}

impl MergeDesk {
    /// Takes pasted text to what is being typed.
    pub(super) fn paste_over(&mut self, text: &str) {
        let mut over = std::mem::replace(&mut self.over, Over::Nothing);
        match &mut over {
            Over::Find(writing) | Over::Line { writing, .. } | Over::Text { writing, .. } => {
                writing.insert(text);
            }
            Over::Pick(pick) => pick.paste(text, self),
            Over::Nothing | Over::Show { .. } | Over::Read(_) => {}
        }
        self.over = over;
    }

    pub(super) fn over_key(&mut self, key: &KeyEvent) -> MergeEvent {
        let over = std::mem::replace(&mut self.over, Over::Nothing);
        let keeps = action_of(MERGE_KEYS, key) == Some(MergeAction::Keep);
        match (over, key.code) {
            (Over::Find(_), KeyCode::Esc) => {
                self.find.clear();
                self.refresh();
            }
            (Over::Find(_), KeyCode::Enter) => {}
            (Over::Find(mut writing), _) => {
                writing.key(key);
                self.find = writing.text().to_owned();
                self.over = Over::Find(writing);
                self.refresh_found();
            }
            (Over::Read(reading), _) => {
                if reading.key(key) {
                    self.over = Over::Read(reading);
                }
            }
            (Over::Line { writing, then, .. } | Over::Text { writing, then, .. }, KeyCode::Esc) => {
                self.leave_unfinished(then, writing.text());
            }
            (_, KeyCode::Esc) => {}
            (Over::Line { writing, then, asks }, KeyCode::Enter) => {
                let text = writing.text().trim().to_owned();
                if text.is_empty() && !may_be_empty(&then) {
                    self.say(false, words::reason_needed(self.lang));
                    self.over = Over::Line { asks, writing, then };
                    return MergeEvent::Stay;
                }
                return self.written(then, &text);
            }
            (Over::Text { writing, then, .. }, _) if keeps => {
                let text = writing.text().trim().to_owned();
                return self.written(then, &text);
            }
            (Over::Line { asks, mut writing, then }, _) => {
                writing.key(key);
                self.over = Over::Line { asks, writing, then };
            }
            (Over::Text { asks, said, mut writing, then }, _) => {
                writing.key(key);
                self.over = Over::Text { asks, said, writing, then };
            }
            (Over::Pick(pick), KeyCode::Enter) => {
                let chosen = pick.chosen();
                if chosen.is_empty() {
                    self.over = Over::Pick(pick);
                    return MergeEvent::Stay;
                }
                return self.picked(pick.then, &chosen);
            }
            (Over::Pick(mut pick), _) => {
                pick.key(key, self);
                self.over = Over::Pick(pick);
            }
            (Over::Show { .. }, KeyCode::Enter) => {}
            (Over::Show { title, lines, scroll }, _) => {
                scroll.key(key);
                self.over = Over::Show { title, lines, scroll };
            }
            (Over::Nothing, _) => {}
        }
        MergeEvent::Stay
    }

    /// Returns a strategy as it is before something is changed of it, without its draft: that may be long, and no change
    /// reads it.
    pub(super) fn strategy(&self, id: StrategyId) -> Option<Strategy> {
        let Strategy { id, seed, human, sketches, practices, lost, draft: _, evidence } = self.shown.strategy(id)?;
        Some(Strategy {
            id: *id,
            seed: seed.clone(),
            human: human.clone(),
            sketches: sketches.clone(),
            practices: practices.clone(),
            lost: lost.clone(),
            draft: Vec::new(),
            evidence: evidence.clone(),
        })
    }

    fn code(&self) -> Code {
        Code::from_bits((self.around.random)())
    }

    /// Does what follows on a text.
    fn written(&mut self, then: WrittenFor, text: &str) -> MergeEvent {
        let (who, code) = (self.who(), self.code());
        if self.saved == Saved::ReadOnly || !self.is_there(&then) {
            let gone = if self.saved == Saved::ReadOnly { words::elsewhere } else { words::unfinished_gone };
            self.say(false, gone(self.lang));
            self.put_aside(then, text);
            return MergeEvent::Stay;
        }
        self.taken(then.clone(), text);
        match then {
            WrittenFor::LeaveOut(session) => self.change(|words, _| words.leave_out(session, Some(text))),
            WrittenFor::GroupWords(group, field) => {
                let chosen = (!text.is_empty()).then(|| Chosen::Words(text.to_owned()));
                self.change(|words, _| words.choose(&group, field, chosen))
            }
            WrittenFor::Make(items) => {
                self.marked.clear();
                self.change(|words, _| {
                    words.make(code, text, items);
                })
            }
            WrittenFor::TakeOut(id, items) => {
                let Some(strategy) = self.strategy(id) else { return MergeEvent::Stay };
                self.change(|words, _| items.iter().for_each(|item| words.take_out(&strategy, *item, text)))
            }
            WrittenFor::SplitOff(id, items) => {
                let Some(strategy) = self.strategy(id) else { return MergeEvent::Stay };
                let reason = format!("→ {text}");
                self.change(|words, _| {
                    words.split_off(&strategy, &items, (code, text), &reason);
                })
            }
            WrittenFor::Drop(id) => {
                let Some(strategy) = self.strategy(id) else { return MergeEvent::Stay };
                self.change(|words, _| words.give_up(&strategy, &who, text))
            }
            WrittenFor::Field(id, field) => {
                let Some(strategy) = self.strategy(id) else { return MergeEvent::Stay };
                self.change(|words, _| words.write(&strategy, field, text))
            }
            WrittenFor::Reason(id) => {
                let Some(strategy) = self.strategy(id) else { return MergeEvent::Stay };
                self.change(|words, _| words.compose(&strategy, |made| made.order_reason = text.to_owned()))
            }
            WrittenFor::Notes(id) => {
                let Some(strategy) = self.strategy(id) else { return MergeEvent::Stay };
                self.change(|words, _| words.compose(&strategy, |made| made.notes = text.to_owned()))
            }
            WrittenFor::Unused(item) => self.change(|words, _| words.say_unused(item, text)),
            WrittenFor::Why(practices) => self.change(|words, _| words.say_why(&practices, text)),
            WrittenFor::Part(Part::Title) => self.change(|words, _| words.editorial.title = text.to_owned()),
            WrittenFor::Part(Part::Introduction) => {
                self.change(|words, _| words.editorial.introduction = text.to_owned())
            }
            WrittenFor::Part(_) => MergeEvent::Stay,
        }
    }

    /// Does what follows on what was picked.
    fn picked(&mut self, then: Then, chosen: &[Choice]) -> MergeEvent {
        let who = self.who();
        let items: Vec<Origin> = chosen
            .iter()
            .filter_map(|choice| match choice {
                Choice::Item(origin) => Some(*origin),
                _ => None,
            })
            .collect();
        match (then, chosen) {
            (Then::Split(group), [Choice::Item(out)]) => {
                let out = *out;
                return self.change(|words, _| words.split(&group, out, &who));
            }
            (Then::GroupField(group), [Choice::Field(field)]) => self.over = self.whose_words(group, *field),
            (Then::GroupWords(group, field), [Choice::Item(origin)]) => {
                let chosen = Chosen::From(*origin);
                return self.change(|words, _| words.choose(&group, field, Some(chosen)));
            }
            (Then::GroupWords(group, field), [Choice::None]) => {
                return self.change(|words, _| words.choose(&group, field, None));
            }
            (Then::GroupWords(group, field), [Choice::Own]) => {
                self.over = self.question(WrittenFor::GroupWords(group, field))
            }
            (Then::TakeIn(id), _) => {
                let Some(strategy) = self.strategy(id) else { return MergeEvent::Stay };
                return self.change(|words, _| items.iter().for_each(|item| words.take_in(&strategy, *item)));
            }
            (Then::TakeInto(item), [Choice::Strategy(id)]) => {
                let Some(strategy) = self.strategy(*id) else { return MergeEvent::Stay };
                return self.change(|words, _| words.take_in(&strategy, item));
            }
            (Then::TakeInto(item), [Choice::New]) => {
                self.over = self.question(WrittenFor::Make(vec![item]));
            }
            (Then::TakeOutWhich(id), _) => {
                self.over = self.question(WrittenFor::TakeOut(id, items));
            }
            (Then::SplitOffWhich(id), _) => {
                self.over = self.question(WrittenFor::SplitOff(id, items));
            }
            (Then::JoinInto(id), [Choice::Strategy(into)]) => {
                let (Some(strategy), Some(into)) = (self.strategy(id), self.strategy(*into)) else {
                    return MergeEvent::Stay;
                };
                let reason = words::why_joined(self.lang, self.name_of_id(into.id()));
                let joined = self.change(|words, _| words.join_into(&strategy, &into, &who, &reason));
                // what it went into is what is looked at next
                let found = self.rows.iter().position(|row| matches!(row, Row::Strategy(_, id) if *id == into.id()));
                if let Some(at) = found {
                    self.cursors[self.stage as usize].go(at);
                }
                return joined;
            }
            (Then::FieldWhich(id), [Choice::Tidier(field)]) => self.over = self.question(WrittenFor::Field(id, *field)),
            (Then::FieldWhich(id), [Choice::Notes]) => self.over = self.question(WrittenFor::Notes(id)),
            (Then::Source, [Choice::Item(origin)]) => self.over = self.show_source(*origin),
            (_, _) => {}
        }
        MergeEvent::Stay
    }
}

/// Tells whether nothing is an answer too.
fn may_be_empty(then: &WrittenFor) -> bool {
    use WrittenFor::{Field, GroupWords, Notes, Part, Reason, Unused, Why};
    matches!(then, Part(_) | Field(..) | Notes(_) | Reason(_) | GroupWords(..) | Unused(_) | Why(_))
}
