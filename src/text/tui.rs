//! Owns what the screens say: messages, headings, questions.

use chrono::Datelike;

use crate::domain::capture::Mark;
use crate::domain::item::Kind;
use crate::domain::privacy::Personal;
use crate::domain::time::Day;
use crate::domain::value::SessionState;

use super::{Lang, names, words};

pub mod agenda;
pub mod capture;
pub mod detail;
pub mod erasing;
pub mod keys;
pub mod lists;
pub mod palette;
pub mod prepare;
pub mod together;
pub mod voices;
pub mod wall;

const MONTHS: [[&str; 2]; 12] = [
    ["gennaio", "January"],
    ["febbraio", "February"],
    ["marzo", "March"],
    ["aprile", "April"],
    ["maggio", "May"],
    ["giugno", "June"],
    ["luglio", "July"],
    ["agosto", "August"],
    ["settembre", "September"],
    ["ottobre", "October"],
    ["novembre", "November"],
    ["dicembre", "December"],
];

const WEEKDAYS: [[&str; 2]; 7] =
    [["lun", "Mon"], ["mar", "Tue"], ["mer", "Wed"], ["gio", "Thu"], ["ven", "Fri"], ["sab", "Sat"], ["dom", "Sun"]];

/// Returns a day as one says it: `gio 12 marzo 2026`.
pub fn long_day(lang: Lang, day: Day) -> String {
    let at = lang as usize;
    let written = day.get();
    let weekday = WEEKDAYS[written.weekday().num_days_from_monday() as usize][at];
    format!("{weekday} {} {} {}", written.day(), MONTHS[written.month0() as usize][at], written.year())
}

/// Returns a day with its weekday, as one says it of an appointment: `ven 13/3`.
pub fn near_day(lang: Lang, day: Day) -> String {
    let written = day.get();
    let weekday = WEEKDAYS[written.weekday().num_days_from_monday() as usize][lang as usize];
    format!("{weekday} {}/{}", written.day(), written.month())
}

/// Returns a count with its word: `1 voce`, `3 voci`.
pub fn counted(lang: Lang, kind: Kind, count: usize) -> String {
    let word = if count == 1 { names::kind(lang, kind) } else { names::kinds(lang, kind) };
    format!("{count} {word}")
}

/// Returns what was understood of a mark; `about` is the title of the chosen item.
pub fn understood(lang: Lang, kind: Kind, mark: &Mark, about: &str) -> String {
    match (mark, kind) {
        (Mark::Participant(_, code), Kind::Action) => who_does_it(lang, code),
        (Mark::Participant(_, code), _) => told_by(lang, code),
        (Mark::Organisation(name), _) => name.clone(),
        (Mark::Tag(tag), _) => format!("#{tag}"),
        (Mark::Difficulty(difficulty), _) => names::difficulty(lang, *difficulty).to_owned(),
        (Mark::Date(day), Kind::Decision) => reviewed(lang, &near_day(lang, *day)),
        (Mark::Date(day), _) => due(lang, &near_day(lang, *day)),
        (Mark::About(_), _) => about_it(lang, about),
    }
}

/// Returns the marks that a kind takes, for a line that is still empty.
pub fn marks_of(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Practice => marks_of_practice(lang),
        Kind::Sketch => marks_of_sketch(lang),
        Kind::Voice => marks_of_voice(lang),
        Kind::Poll => marks_of_vote(lang),
        Kind::Decision => marks_of_decision(lang),
        Kind::Action => marks_of_action(lang),
        Kind::Note => marks_of_note(lang),
        Kind::Step => marks_of_step(lang),
        Kind::Participant => marks_of_person(lang),
        Kind::Session | Kind::Table | Kind::Conflict => "",
    }
}

/// Returns the warning for what looks like personal data.
pub fn personal(lang: Lang, what: Personal) -> &'static str {
    match what {
        Personal::Telephone => looks_like_telephone(lang),
        Personal::Email => looks_like_email(lang),
        Personal::FiscalCode => looks_like_fiscal_code(lang),
    }
}

/// Returns a sign for a session's state, beside its word.
pub fn state_sign(state: SessionState) -> &'static str {
    match state {
        SessionState::Prepared => "○",
        SessionState::Running => "●",
        SessionState::Closed => "✓",
    }
}

words! {
    tagline: "dalla sala alle proposte", "from the room to the proposals";
    sessions: "Sessioni", "Sessions";
    reading: "Leggo la cartella…", "Reading the folder…";
    opening: "Apro…", "Opening…";
    closing: "Salvo e chiudo…", "Saving and closing…";
    no_sessions: "Qui non ci sono ancora sessioni", "There are no sessions here yet";
    begin_one: "comincia una nuova sessione", "begins a new session";
    try_samples: "mette qui quattro sessioni di esempio, per guardarsi intorno", "puts four sample sessions here, to look around";
    sample: "esempio", "sample";
    no_title: "(senza titolo)", "(no title)";
    cannot_read: "non si legge", "cannot be read";
    nothing_in_it: "ancora vuota", "still empty";
    too_small(columns: u16, rows: u16): "Servono almeno 60 colonne e 18 righe; qui sono {columns} e {rows}.", "At least 60 columns and 18 rows are needed; here are {columns} and {rows}.";

    new_heading: "Nuova sessione", "New session";
    field_title: "Titolo", "Title";
    field_date: "Data", "Date";
    field_place: "Luogo", "Place";
    field_template: "Scaletta", "Agenda";
    empty_agenda: "vuota", "empty";
    title_needed: "Serve un titolo: basta una parola, si cambia quando si vuole.", "A title is needed: one word will do, it can be changed at any time.";
    no_such_day(text: &str): "«{text}» non è una data: per esempio 12/3, ven, +7.", "“{text}” is no date: for example 12/3, fri, +7.";

    agenda: "Scaletta", "Agenda";
    step_of(at: usize, of: usize): "{at}/{of}", "{at}/{of}";
    paused: "in pausa", "paused";
    over_by: "oltre", "over";
    planned_end(clock: &str): "fine {clock}", "ends {clock}";
    no_agenda: "La scaletta è vuota.", "The agenda is empty.";
    no_agenda_how: "aggiunge una fase", "adds a step";
    to_begin: "si comincia con", "begin with";
    not_running: "non ancora avviata", "not begun yet";
    agenda_ended: "scaletta conclusa", "agenda over";
    nobody: "senza nome", "no name";
    people(count: usize): "{count} persone", "{count} people";
    choose_one: "Qui si vede tutto quello che è scelto nella lista.", "Everything about what is chosen in the list shows here.";
    for_example: "per esempio", "for example";
    opens_line: "apre la riga", "opens the line";

    who_does_it(code: &str): "chi {code}", "who {code}";
    told_by(code: &str): "da {code}", "from {code}";
    due(day: &str): "entro {day}", "by {day}";
    reviewed(day: &str): "si rivede {day}", "reviewed {day}";
    about_it(title: &str): "su «{title}»", "about “{title}”";
    options(count: usize): "{count} opzioni", "{count} options";
    minutes(count: u32): "{count} minuti", "{count} minutes";
    reopened: "modifica dell'ultima riga", "changing the last line";
    waiting(count: usize): "{count} voci attendono risposta", "{count} voices owed an answer";
    waiting_one: "1 voce attende risposta", "1 voice owed an answer";
    incomplete(count: usize): "{count} da completare", "{count} to complete";
    saving: "salvo…", "saving…";
    marks_of_practice: "@organizzazione  @chi la racconta  !difficoltà  #etichetta", "@organisation  @who tells it  !difficulty  #tag";
    marks_of_sketch: "@chi la farebbe  !difficoltà  #etichetta  = su quello che è scelto", "@who would do it  !difficulty  #tag  = built on what is chosen";
    marks_of_voice: "@chi (il codice)  #etichetta  = su quello che è scelto", "@who (the code)  #tag  = about what is chosen";
    marks_of_vote: "Domanda? opzione / opzione / opzione", "Question? option / option / option";
    marks_of_decision: ">quando si rivede  #etichetta  = su quello che è scelto", ">when it is reviewed  #tag  = about what is chosen";
    marks_of_action: "@chi  @organizzazione  >entro (12/4, ven, +7)  #etichetta  = su quello che è scelto", "@who  @organisation  >by (12/4, fri, +7)  #tag  = about what is chosen";
    marks_of_note: "#etichetta  = su quello che è scelto", "#tag  = about what is chosen";
    marks_of_step: "titolo e minuti: Racconto di pratiche 40", "title and minutes: Sharing practices 40";
    looks_like_telephone: "sembra un numero di telefono: meglio di no", "looks like a telephone number: better not";
    looks_like_email: "sembra un indirizzo e-mail: meglio di no", "looks like an e-mail address: better not";
    looks_like_fiscal_code: "sembra un codice fiscale: meglio di no", "looks like a fiscal code: better not";

    no_such_key(key: &str, help: &str): "«{key}» qui non fa nulla; {help} per i tasti", "“{key}” does nothing here; {help} for the keys";
    colours_dark: "scuro", "dark";
    colours_light: "chiaro", "light";
    colours_contrast: "contrasto forte", "high contrast";
    colours_now(name: &str): "Colori: {name}", "Colours: {name}";

    taken(kind: &str, title: &str): "✓ sul disco: {kind} «{title}»", "✓ on disk: {kind} “{title}”";
    changed(kind: &str, title: &str): "✓ cambiato: {kind} «{title}»", "✓ changed: {kind} “{title}”";
    removed(kind: &str, title: &str): "Tolto: {kind} «{title}» · ⟨undo⟩ lo riprende", "Removed: {kind} “{title}” · ⟨undo⟩ brings it back";
    stays_inside(kind: &str): "Parole riservate: non diventano {kind}, che tutti leggono. Prima si segna fin dove possono andare, o che la nota non è privata; una persona deve anche acconsentire a essere citata.", "Withheld words do not become a {kind}, which everybody reads. Say first how far they may go, or that the note is not private; a person must also agree to being quoted.";
    turned(kind: &str): "✓ ora è: {kind} · ⟨undo⟩ annulla", "✓ now it is: {kind} · ⟨undo⟩ takes it back";
    turned_but(kind: &str, lost: &str): "✓ ora è: {kind} · nell'elemento tolto restano: {lost} · ⟨undo⟩ annulla", "✓ now it is: {kind} · left in the removed item: {lost} · ⟨undo⟩ takes it back";
    settled: "✓ conflitto risolto · ⟨undo⟩ annulla", "✓ conflict settled · ⟨undo⟩ takes it back";
    undone(kind: &str, title: &str): "Annullato: {kind} «{title}» è come prima · ⟨redo⟩ rifà", "Taken back: {kind} “{title}” is as before · ⟨redo⟩ does it again";
    undone_gone(kind: &str, title: &str): "Annullato: {kind} «{title}» non c'è più · ⟨redo⟩ rifà", "Taken back: {kind} “{title}” is gone · ⟨redo⟩ does it again";
    redone(kind: &str, title: &str): "Rifatto: {kind} «{title}»", "Done again: {kind} “{title}”";
    redone_gone(kind: &str, title: &str): "Rifatto: {kind} «{title}» è tolto", "Done again: {kind} “{title}” is removed";
    others_kept(count: usize): "({count} campi sono rimasti come altri li hanno scritti)", "({count} fields stayed as others wrote them)";
    nothing_to_undo: "Non c'è nulla da annullare.", "There is nothing to take back.";
    nothing_to_redo: "Non c'è nulla da rifare.", "There is nothing to do again.";
    only_shown(why: &str): "Qui si può solo guardare: {why}", "Only to look at: {why}";
    as_it_was: "Niente è cambiato.", "Nothing was changed.";
    only_votes: "«Conta» vale per le votazioni: ⟨show-votes⟩ le mostra.", "“Count” is for votes: ⟨show-votes⟩ shows them.";
    only_actions: "«Avanza» vale per le azioni: aperta, in corso, fatta.", "“Advance” is for actions: open, doing, done.";

    step_begins(title: &str): "Ora: {title} · ⟨previous-step⟩ torna indietro", "Now: {title} · ⟨previous-step⟩ goes back";
    step_again(title: &str): "Di nuovo: {title}", "Again: {title}";
    agenda_over: "La scaletta è conclusa · ⟨previous-step⟩ torna all'ultima fase", "The agenda is over · ⟨previous-step⟩ goes back to the last step";
    agenda_over_already: "La scaletta è finita · ⟨previous-step⟩ torna all'ultima fase, ⟨agenda⟩ mostra le fasi", "The agenda is over · ⟨previous-step⟩ goes back to the last step, ⟨agenda⟩ shows the steps";
    not_begun: "La scaletta non è ancora cominciata.", "The agenda has not begun yet.";
    step_minutes(title: &str, minutes: i32): "{title}: {minutes:+} minuti", "{title}: {minutes:+} minutes";
    clock_stopped: "Il tempo è fermo · ⟨pause⟩ lo fa ripartire", "The clock is stopped · ⟨pause⟩ lets it go on";
    clock_goes_on: "Il tempo riparte.", "The clock goes on.";
    step_skipped(title: &str): "Saltata: {title} · ⟨skip⟩ la riprende", "Skipped: {title} · ⟨skip⟩ takes it back in";
    step_taken_in(title: &str): "Di nuovo in scaletta: {title}", "In the agenda again: {title}";
    step_moved(title: &str): "Spostata: {title}", "Moved: {title}";
    no_steps: "La scaletta è vuota: ⟨agenda⟩, poi ⟨new-step⟩ aggiunge una fase.", "The agenda is empty: ⟨agenda⟩, then ⟨new-step⟩ adds a step.";
    nothing_to_move: "Nella scaletta non c'è nulla da muovere in questo modo.", "There is nothing in the agenda to move that way.";

    nothing_to_complete: "⟨complete⟩ completa @chi, #etichetta, !difficoltà e >giorno.", "⟨complete⟩ completes @who, #tag, !difficulty and >day.";
    kind_stays: "Quello che è già annotato si trasforma dalla lista, con ⟨turn⟩.", "What is taken already is turned from the list, with ⟨turn⟩.";
    no_words_yet: "Serve almeno una parola di testo.", "At least a word of text is needed.";
    no_last: "Qui non hai ancora annotato nulla.", "Nothing was taken here yet.";
    line_kept(kind: &str): "La riga non finita è tenuta da parte: lo stesso tasto la riprende ({kind}).", "The unfinished line is kept: the same key brings it back ({kind}).";
    unfinished(kinds: &str): "C'è una riga non finita: {kinds}. Lo stesso tasto la riprende.", "There is an unfinished line: {kinds}. The same key brings it back.";
    too_long(kilobytes: usize): "È troppo lungo per un campo: {kilobytes} KiB, e al più sono 32.", "Too long for a field: {kilobytes} KiB, and 32 is the most.";
    line_too_long(line: usize, kilobytes: usize): "Non ho annotato nulla: la riga {line} è di {kilobytes} KiB, e un elemento ne tiene al più 32. Dividila e incolla di nuovo.", "Nothing was taken: line {line} has {kilobytes} KiB, and an item holds 32 at most. Split it and paste again.";
    notices_came: "C'è un avviso nuovo: ⟨notices⟩ lo mostra.", "There is something new to know: ⟨notices⟩ shows it.";
    hand_removed(count: usize): "Non più nel file modificato a mano: {count}. Toglierli anche qui?", "No longer in the file edited by hand: {count}. Remove here too?";
    keep_them: "Restano qui", "They stay here";
    keep_them_aside: "e tornano nel file", "and come back into the file";
    remove_them: "Togli anche qui", "Remove here too";
    removed_too(count: usize): "Tolti anche qui: {count} · ⟨undo⟩ li riprende", "Removed here too: {count} · ⟨undo⟩ brings them back";
    paste_where: "Prima si apre la riga con un tasto (⟨take-practice⟩ ⟨take-sketch⟩ ⟨take-voice⟩ ⟨take-vote⟩ ⟨take-decision⟩ ⟨take-action⟩ ⟨take-note⟩), poi si incolla.", "First open the line with a key (⟨take-practice⟩ ⟨take-sketch⟩ ⟨take-voice⟩ ⟨take-vote⟩ ⟨take-decision⟩ ⟨take-action⟩ ⟨take-note⟩), then paste.";

    find: "Trova", "Find";
    find_what: "parole, senza badare ad accenti e maiuscole", "words, accents and capitals do not matter";
    found(count: usize): "{count} trovati", "{count} found";
    found_none: "Nulla con queste parole.", "Nothing with these words.";
    help: "Tasti", "Keys";
    notices: "All'apertura", "At opening";
    no_notices: "All'apertura non c'era nulla da dire.", "There was nothing to say at opening.";

    turn_into(title: &str): "Trasforma «{title}» in", "Turn “{title}” into";
    withheld_words: "no: le sue parole restano nel gruppo", "no: its words stay with the team";
    pasted(lines: usize): "Incollate {lines} righe", "{lines} lines pasted";
    one_each(lines: usize): "Una per riga: {lines}", "One a line: {lines}";
    one_each_aside: "annotate tutte insieme; ⟨undo⟩ le annulla insieme", "taken all at once; ⟨undo⟩ takes all back";
    all_in_one: "Tutto in una", "All in one";
    all_in_one_aside: "resta nella riga, per rileggerla", "stays in the line, to be read again";
    linked_to(title: &str): "Legati a «{title}»", "Linked to “{title}”";
    no_links: "Niente è legato a questo, ancora.", "Nothing is linked to this yet.";
    refers_to_it: "citato qui", "named here";
    refers_here: "lo cita", "names it";
    to_complete: "Da completare", "To complete";
    all_complete: "Non manca nulla.", "Nothing is missing.";
    conflicts: "Conflitti", "Conflicts";
    no_conflicts: "Nessun conflitto.", "No conflicts.";
    which_stays(field: &str, title: &str): "«{field}», due valori: quale resta? · {title}", "“{field}”, two values: which one stays? · {title}";
    stands_now: "com'è adesso", "as it is now";
    the_other: "l'altro valore", "the other value";
    leave_session: "Tornare alle sessioni?", "Back to the sessions?";
    leave_it: "Torna alle sessioni", "Back to the sessions";
    leave_it_aside: "tutto è salvato", "everything is saved";
    stay: "Resta qui", "Stay here";
    stay_aside: "e si libera spazio, o si copia altrove", "and make room, or copy it elsewhere";
    file_behind: "Il file della sessione non è ancora scritto", "The session file is not written yet";
    in_journal_aside: "è tutto nel diario: si recupera alla prossima apertura", "the journal holds everything: it comes back at the next opening";
    one_not_on_disk: "Una modifica non è ancora sul disco", "One change is not on disk yet";
    not_on_disk(count: usize): "{count} modifiche non sono ancora sul disco", "{count} changes are not on disk yet";
    people_here(present: usize, of: usize): "Partecipanti: presenti {present} su {of}", "Participants: {present} of {of} present";
    no_group: "gruppo da completare", "group to complete";
    nobody_registered: "registra chi c'è", "registers who is here";
    code_needed: "Serve un codice in testa, come OP-04 CAG Spazio Giovani: mai un nome.", "A code comes first, as in OP-04 CAG Spazio Giovani: never a name.";
    not_read(marks: &str): "non capito: {marks} (resta nel testo)", "not understood: {marks} (stays in the text)";
    code_in_text: "nel testo c'è un codice: non si mostrerà", "a code in the text: it will not be shown";
    marks_of_person: "codice e organizzazione: OP-04 CAG Spazio Giovani", "code and organisation: OP-04 CAG Spazio Giovani";
    one_option: "1 opzione", "1 option";
    one_minute: "1 minuto", "1 minute";
    others_beside(count: usize): "({count} campi li aveva cambiati anche qualcun altro: i due valori sono tenuti, ⟨conflicts⟩ li mostra)", "(somebody else had changed {count} fields too: both values are kept, ⟨conflicts⟩ shows them)";
    one_beside: "(un campo l'aveva cambiato anche qualcun altro: i due valori sono tenuti, ⟨conflicts⟩ li mostra)", "(somebody else had changed one field too: both values are kept, ⟨conflicts⟩ shows them)";
    one_kept: "(1 campo è rimasto come altri l'hanno scritto)", "(1 field stayed as others wrote it)";
    one_found: "1 trovato", "1 found";
    quit_anyway: "Esci comunque", "End anyway";
    quit_anyway_aside: "quello che non è sul disco si perde", "what is not on disk is lost";
}
