//! Owns what is asked before something is done: which field, whose words, which strategy, which source.

use crate::domain::id::StrategyId;
use crate::synthesis::dossier::{PracticeField, Strategy};
use crate::synthesis::gather::Told;
use crate::synthesis::origin::Origin;
use crate::text::panels::merge as words;

use super::MergeDesk;
use super::over::{Over, Then};
use super::picking::{Choice, Choices, Items, pick};

impl MergeDesk {
    pub(super) fn is_chosen(&self, group: &[Origin], field: PracticeField) -> bool {
        let chosen = |origin: &Origin| self.words.editorial.chosen.get(origin).is_some_and(|f| f.contains_key(&field));
        group.iter().any(chosen)
    }

    /// Returns an item's name, when and where it was told: what tells two of a name apart first, where there is little room.
    pub(super) fn told_name(&self, origin: Origin) -> String {
        let Some(told) = self.shown.pool.session_of(origin) else { return self.title(origin) };
        format!("{} — {} {}", self.title(origin), self.day_of(&told.source), self.short_name(&told.source))
    }

    /// Returns all sketches and practices as choices, each as [`told_name`](Self::told_name) has it: there are thousands, and when
    /// and where is told once a session.
    pub(super) fn told_items(&self) -> Items {
        let told = |told: &Told| format!(" — {} {}", self.day_of(&told.source), self.short_name(&told.source));
        Items::new(self.shown.pool.clone(), self.shown.pool.sessions.iter().map(told).collect())
    }

    /// Asks whose words stand for a field of practices that are one.
    pub(super) fn whose_words(&self, group: Vec<Origin>, field: PracticeField) -> Over {
        let lang = self.lang;
        let says = |origin: &Origin| {
            let practice = self.shown.pool.practice(*origin)?;
            let text = field.of(&practice.record).trim().to_owned();
            (!text.is_empty()).then(|| (Choice::Item(*origin), format!("{text} — {}", self.session_of(*origin))))
        };
        let mut choices: Vec<(Choice, String)> = group.iter().filter_map(says).collect();
        choices.push((Choice::Own, words::own_words(lang).to_owned()));
        choices.push((Choice::None, words::each_its_own(lang).to_owned()));
        let asks = format!("{}: {}", words::which_words(lang), words::field(lang, field));
        Over::Pick(pick(asks, choices, false, Then::GroupWords(group, field)))
    }

    /// Returns the strategies that stand but one as choices, and after them a new one, where so.
    pub(super) fn standing_choices(&self, without: Option<StrategyId>, new: Option<String>) -> Choices {
        let standing = self.shown.dossier.strategies.iter().filter(|strategy| strategy.stands());
        Choices::Strategies(standing.map(Strategy::id).filter(|id| Some(*id) != without).collect(), new)
    }

    pub(super) fn sources_of(&mut self, all: &[Origin]) -> Over {
        if all.is_empty() {
            self.say(true, words::no_source(self.lang));
            return Over::Nothing;
        }
        let named = |origin: &Origin| {
            let kind = crate::text::names::kind(self.lang, origin.item.kind());
            (Choice::Item(*origin), format!("{kind}: {}", self.told_name(*origin)))
        };
        let sources: Vec<_> = all.iter().map(named).collect();
        Over::Pick(pick(words::which_source(self.lang), sources, false, Then::Source))
    }
}
