//! Owns what the capture line, drafts, an editor and the terminal's manners say.

use super::near_day;
use crate::domain::completing::Beside;
use crate::domain::dates::Tongue;
use crate::text::{Lang, names, words};

impl Lang {
    /// Returns the language as the domain names days and difficulties in it.
    pub fn tongue(self) -> Tongue {
        match self {
            Self::It => Tongue::Italian,
            Self::En => Tongue::English,
        }
    }
}

/// Returns what stands beside a way to go on with a word.
pub fn beside(lang: Lang, beside: &Beside) -> String {
    match beside {
        Beside::Nothing => String::new(),
        Beside::Person(group, organisation) => {
            let group = group.as_ref().map(|group| names::group(lang, group));
            let parts = [group.unwrap_or_default(), organisation.clone()];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
        }
        Beside::Organisation => an_organisation(lang).to_owned(),
        Beside::Difficulty(difficulty) => names::difficulty(lang, *difficulty).to_owned(),
        Beside::Day(day) => near_day(lang, *day),
    }
}

words! {
    an_organisation: "organizzazione", "organisation";
    pick_kind: "scegli il tipo", "pick the kind";
    pick_kind_how(key: &str): "p s y v d a n: il tipo · {key}: il prossimo", "p s y v d a n: the kind · {key}: the next";
    pick_kind_else: "con altri tasti si continua a scrivere", "any other key goes on writing";
    more_ways(count: usize): "altri {count}", "{count} more";

    more_lines(count: usize): "… e altre {count}", "… and {count} more";
    too_long_for_one(kib: usize, most: usize): "no: {kib} KiB, e un elemento ne tiene {most}", "no: {kib} KiB, and an item holds {most}";

    steady_on(seconds: i64): "Riga sempre aperta: ⟨back⟩ ne esce un momento, e dopo {seconds} secondi torna da sola. ⟨back⟩ e poi ⟨always-open⟩ la spegne.", "Line always open: ⟨back⟩ steps out for a moment, and after {seconds} seconds it comes back by itself. ⟨back⟩, then ⟨always-open⟩ ends it.";
    steady_off: "La riga non è più sempre aperta.", "The line is no longer always open.";
    steady_sign: "riga sempre aperta: ⟨back⟩ ne esce un momento, ⟨back⟩ e poi ⟨always-open⟩ la spegne", "line always open: ⟨back⟩ steps out for a moment, ⟨back⟩ then ⟨always-open⟩ ends it";
    steady_out(seconds: i64): "la riga torna dopo {seconds} secondi senza tasti · ⟨always-open⟩ la spegne", "the line comes back after {seconds} seconds without keys · ⟨always-open⟩ ends it";

    unfinished_forms(titles: &str): "Scheda non finita, ⟨edit⟩ la riapre com'era: {titles}", "Unfinished form, ⟨edit⟩ opens it as it was: {titles}";
    form_restored(key: &str): "Qui c'è quello che non era finito. {key} lo mette via, {key} di nuovo lo rimette.", "Here is what was not finished. {key} puts it away, {key} again brings it back.";
    form_kept: "La scheda resta non finita: ⟨edit⟩ la riapre com'era.", "The form stays unfinished: ⟨edit⟩ opens it as it was.";

    editor_back: "Il testo è tornato dall'editor.", "The text is back from the editor.";
    editor_unchanged: "Dall'editor il testo è tornato com'era.", "The text came back from the editor as it was.";
    editor_no_file(why: &str): "Non riesco a passare il testo all'editor ({why}). Il testo è rimasto qui com'era.", "The text cannot be handed to the editor ({why}). It stayed here as it was.";
    editor_not_started(name: &str, why: &str): "Non riesco ad avviare l'editor «{name}» ({why}): si sceglie con la variabile EDITOR. Il testo è rimasto qui com'era.", "The editor “{name}” cannot be started ({why}): the variable EDITOR chooses it. The text stayed here as it was.";
    editor_failed(name: &str): "L'editor «{name}» è finito con un errore: il testo è rimasto qui com'era.", "The editor “{name}” ended with an error: the text stayed here as it was.";
    editor_failed_kept(name: &str, file: &str): "L'editor «{name}» è finito con un errore: qui il testo è com'era; quello scritto lì è in {file}", "The editor “{name}” ended with an error: here the text is as it was; what was written there is in {file}";
    editor_too_long(kib: usize, most: usize, file: &str): "Il testo dell'editor è troppo lungo: {kib} KiB, e un campo ne tiene {most}. Qui è com'era; quello scritto lì è in {file}", "The editor's text is too long: {kib} KiB, and a field holds {most}. Here it is as it was; what was written there is in {file}";

    stopped: "proximo è fermo, tutto è salvato. Per riprendere: fg.", "proximo is stopped, everything is saved. To go on: fg.";
    stopped_unsaved: "proximo è fermo, ma non tutto è ancora sul disco. Per riprendere: fg.", "proximo is stopped, but not everything is on disk yet. To go on: fg.";
    ended_by(signal: &str): "proximo è stato chiuso ({signal}): tutto è salvato.", "proximo was ended ({signal}): everything is saved.";
    broke: "Il programma si è rotto, e se ne scusa. Quello che era segnato come salvato è sul disco; riaprendo si ritrova tutto.", "The program broke, and is sorry. What was marked as saved is on disk; opening again brings everything back.";
}
