//! Owns the words of the merge desk: sources, matches, strategies, comparison, dossier.

use crate::synthesis::comparison::SortBy;
use crate::synthesis::dossier::PracticeField;
use crate::text::{Lang, words};

/// Returns what a field of practices that are one is called.
pub fn field(lang: Lang, field: PracticeField) -> &'static str {
    match field {
        PracticeField::Name => field_name(lang),
        PracticeField::Organisation => field_organisation(lang),
        PracticeField::Place => field_place(lang),
        PracticeField::ForWhom => field_for_whom(lang),
        PracticeField::How => field_how(lang),
        PracticeField::Helped => field_helped(lang),
        PracticeField::Hindered => field_hindered(lang),
        PracticeField::Resources => field_resources(lang),
        PracticeField::Intensity => field_intensity(lang),
        PracticeField::Transfer => field_transfer(lang),
    }
}

/// Returns what a column of the comparison is called.
pub fn column(lang: Lang, by: SortBy) -> &'static str {
    match by {
        SortBy::Place => column_place(lang),
        SortBy::Sessions => column_sessions(lang),
        SortBy::Youth => column_youth(lang),
        SortBy::Others => column_others(lang),
        SortBy::Importance => column_importance(lang),
        SortBy::Feasibility => column_feasibility(lang),
        SortBy::Voices => column_voices(lang),
        SortBy::Decisions => column_decisions(lang),
        SortBy::Actions => column_actions(lang),
    }
}

words! {
    title: "Sintesi", "Merge";
    sources: "Fonti", "Sources";
    matches: "Abbinamenti", "Matches";
    strategies: "Strategie", "Strategies";
    comparison: "Confronto", "Comparison";
    dossier: "Dossier", "Dossier";
    // ---- how things stand
    saved: "✓ salvato", "✓ saved";
    saving: "si salva…", "saving…";
    read_only: "solo lettura", "read only";
    not_open: "NON aperto", "NOT open";
    unopened: "Il dossier non si è aperto: si esce con ⟨merge-leave⟩, si rimedia, e si riapre la sintesi.", "The dossier could not be opened: leave with ⟨merge-leave⟩, mend it, and open the merge again.";
    not_saved: "NON salvato", "NOT saved";
    reading(done: usize, of: usize): "si leggono le sessioni: {done} di {of}", "reading the sessions: {done} of {of}";
    comparing(done: usize, of: usize): "si confrontano le pratiche: {done} di {of}", "comparing the practices: {done} of {of}";
    composing: "si compongono le strategie", "composing the strategies";
    writing: "si scrive il dossier", "writing the dossier";
    cancel_hint(key: String): "{key} annulla; quello che è scritto resta", "{key} cancels; what is written stays";
    cancelled: "Annullato: il dossier è com'era.", "Cancelled: the dossier is as it was.";
    elsewhere: "Un altro proximo sta lavorando su questo dossier: qui si può solo leggere.", "Another proximo is working on this dossier: here it can only be read.";
    nothing_here: "Qui non c'è ancora nessuna sessione da mettere insieme: prima si tiene un tavolo.", "There is no session to put together here yet: hold a table first.";
    hand_met: "Il file wp3.ron è stato cambiato a mano nel frattempo: le due versioni sono state unite.", "The file wp3.ron was changed by hand meanwhile: the two versions were put together.";
    hand_clashed(count: usize): "Il file wp3.ron è stato cambiato a mano nel frattempo. Campi con due valori: {count}, da vedere nel dossier.", "The file wp3.ron was changed by hand meanwhile. Fields with two values: {count}, to be seen in the dossier.";
    unfinished_back: "Ripreso il testo lasciato a metà", "Back to the text that was left unfinished";
    unfinished_there(texts: usize): "Testi lasciati a metà, nella schermata del dossier: {texts}", "Texts left unfinished, on the dossier's screen: {texts}";
    unfinished_over(now: String): "Ripreso il testo lasciato a metà. Nel frattempo qui è stato scritto: «{now}»", "Back to the text that was left unfinished. Meanwhile this was written here: “{now}”";
    stands_there(now: String): "Ora qui c'è scritto: {now}", "What stands here now: {now}";
    unfinished_gone: "Quello per cui il testo era scritto non c'è più: resta nella schermata del dossier, tra quelli lasciati a metà.", "What the text was written for is gone: it stays on the dossier's screen, among those left unfinished.";
    unfinished_emptied: "Ripreso il testo lasciato a metà. Nel frattempo qui il testo è stato tolto.", "Back to the text that was left unfinished. Meanwhile what stood here was taken away.";
    throw_away: "Premuto ancora, il testo è buttato via.", "Pressed once more, the text is thrown away.";
    thrown_away: "Il testo è stato buttato via", "The text was thrown away";
    unfinished_kept: "Il testo resta a metà: riaprendo lo stesso campo si riprende", "The text stays unfinished: opening the same field again goes on with it";
    leave_unfinished: "C'è un testo lasciato a metà: uscendo ancora una volta va perso.", "A text was left unfinished: leaving once more loses it.";
    leave_unwritten: "Le ultime scelte NON sono scritte: uscendo ancora una volta si esce senza le ultime scelte.", "The last choices are NOT written: leaving once more leaves without the last choices.";
    undone: "Annullata l'ultima scelta", "The last choice was taken back";
    redone: "Rifatta", "Done again";
    nothing_to_undo: "Non c'è niente da annullare", "There is nothing to take back";
    nothing_to_redo: "Non c'è niente da rifare", "There is nothing to do again";
    // ---- sources
    new_mark: "nuova", "new";
    changed_mark: "cambiata", "changed";
    out_mark: "lasciata fuori", "left out";
    broken_mark: "non si legge", "cannot be read";
    sample_mark: "esempio", "sample";
    file(name: String): "file: {name}", "file: {name}";
    when_where: "quando e dove", "when and where";
    present: "presenti", "present";
    taken_down: "raccolto", "taken down";
    conflicts(count: u32): "campi con due valori, da sciogliere nella sessione: {count}", "fields with two values, to be settled in the session: {count}";
    copies(names: String): "copie della stessa sessione, messe insieme: {names}", "copies of the same session, put together: {names}";
    renamed(was: String): "prima il file si chiamava {was}", "the file was called {was} before";
    items_new(count: usize): "elementi nuovi dall'ultima volta: {count}", "items new since last time: {count}";
    items_gone(count: usize): "elementi che non ci sono più: {count}", "items that are no longer there: {count}";
    out_because(reason: String): "lasciata fuori: {reason}", "left out: {reason}";
    why_out: "Perché si lascia fuori questa sessione?", "Why is this session left out?";
    remedy_broken: "Il resto è stato unito lo stesso. Quando il file è a posto, si riapre la sintesi.", "The rest was merged all the same. Once the file is mended, open the merge again.";
    gone_session(name: String): "una sessione non c'è più: {name}", "a session is no longer there: {name}";
    // ---- matches
    to_decide(count: usize): "da decidere ({count})", "to be decided ({count})";
    are_one(count: usize): "raccontate più volte ({count})", "told more than once ({count})";
    decided(count: usize): "già detto ({count})", "already said ({count})";
    no_matches: "Nessuna pratica somiglia a un'altra.", "No practice is like another.";
    like(percent: u32): "{percent}% simili", "{percent}% alike";
    by_program: "unite dal programma: quasi certe", "joined by the program: nearly sure";
    tied_by: "le lega", "tied by";
    made_of(parts: String): "la somiglianza è fatta di: {parts}", "the likeness is made of: {parts}";
    part_words: "parole", "words";
    part_names: "nomi", "names";
    part_proper: "nomi propri", "proper nouns";
    part_letters: "lettere", "letters";
    part_place: "chi e dove", "who and where";
    part_page: "stessa pagina", "same page";
    said_same(by: String): "la stessa, detto da {by}", "the same, said by {by}";
    said_different(by: String): "diverse, detto da {by}", "different, said by {by}";
    said_later(by: String): "non si sa ancora, detto da {by}", "not sure yet, said by {by}";
    nobody: "nessuno", "nobody";
    same: "la stessa", "the same";
    different: "diverse", "different";
    told_in(session: String): "raccontata in: {session}", "told in: {session}";
    lost_practice: "non più nelle fonti", "no longer in the sources";
    chosen_mark: "scelto", "chosen";
    mark_two: "Per unire, segnare almeno due righe con ⟨merge-mark⟩", "To join, mark at least two lines with ⟨merge-mark⟩";
    which_out: "Quale pratica non è la stessa?", "Which practice is not the same?";
    only_groups: "Si può fare con pratiche che sono una sola", "This works on practices that are one";
    which_field: "Quale campo?", "Which field?";
    which_words: "Quali parole valgono per tutte?", "Which words stand for all of them?";
    own_words: "parole mie, mettendo insieme…", "words of my own, putting together…";
    each_its_own: "ciascuna le sue", "each its own";
    write_combined: "Le parole per tutte", "The words for all of them";
    field_name: "nome", "name";
    field_organisation: "chi la fa", "who does it";
    field_place: "dove", "where";
    field_for_whom: "per chi", "for whom";
    field_how: "come funziona", "how it works";
    field_helped: "che cosa ha aiutato", "what helped";
    field_hindered: "che cosa ha ostacolato", "what hindered";
    field_resources: "che cosa serve", "what it takes";
    field_intensity: "quanto", "how much";
    field_transfer: "condizioni qui", "conditions here";
    // ---- strategies
    standing(count: usize): "proposte ({count})", "proposals ({count})";
    given_up(count: usize): "lasciate cadere ({count})", "given up ({count})";
    unused(count: usize): "in nessuna strategia ({count})", "in no strategy ({count})";
    no_strategies: "Nessuna strategia: servono bozze o almeno due pratiche con la stessa difficoltà.", "No strategy: it takes sketches or at least two practices with one difficulty.";
    stands_on: "poggia su", "stands on";
    is_one_practice: "(la stessa pratica)", "(the same practice)";
    added_by_hand: "presa dentro", "taken in";
    taken_out_because(what: String, reason: String): "tolta: {what} ({reason})", "taken out: {what} ({reason})";
    no_reason: "nessun motivo", "no reason given";
    evidence: "che cosa dicono le fonti", "what the sources say";
    votes: "voti", "votes";
    no_votes: "nessuna votazione conclusa la riguarda", "no finished vote is about it";
    stance: "posizione YAG", "YAG stance";
    no_stance: "nessuna posizione del gruppo", "no stance of the group";
    voices: "voci", "voices";
    no_voices: "nessuna voce la riguarda", "no voice is about it";
    open_voice: "attende una risposta", "owed an answer";
    dissent: "dissenso", "dissent";
    would_change: "cambierebbe se", "would change if";
    objections: "obiezioni", "objections";
    decisions: "decisioni", "decisions";
    actions: "azioni", "actions";
    draft_from(sources: String): "dalle fonti: {sources}", "from the sources: {sources}";
    in_own_words: "parole di chi ha composto", "in the composer's own words";
    missing: "manca", "missing";
    fields: "campi (TIDieR)", "fields (TIDieR)";
    notes: "note", "notes";
    dropped_because(by: String, reason: String): "lasciata cadere da {by}: {reason}", "given up by {by}: {reason}";
    lost(count: usize): "non più nelle fonti: {count}", "no longer in the sources: {count}";
    new_name: "Come si chiama la nuova strategia?", "What is the new strategy called?";
    which_in: "Che cosa si prende dentro?", "What is taken in?";
    which_taken_out: "Che cosa si toglie?", "What is taken out?";
    why_taken_out: "Perché si toglie?", "Why is it taken out?";
    which_split: "Che cosa va in una strategia a parte?", "What goes into a strategy of its own?";
    join_into: "In quale strategia confluisce?", "Which strategy does it go into?";
    why_joined(into: String): "unita a «{into}»", "joined into “{into}”";
    write_notes: "Che altro c'è da dire della strategia: si scrive anche nei documenti", "What else there is to say of the strategy: it goes into the documents too";
    why_unused: "Perché non è usata? Vuoto lascia il motivo calcolato", "Why is it not used? Empty leaves the computed reason";
    why_word: "Perché? La risposta resta accanto alla scelta", "Why? The answer stays beside the choice";
    word_first: "Prima si dice se è la stessa (⟨merge-same⟩, ⟨merge-different⟩, ⟨merge-later⟩), poi il perché", "First say whether it is the same (⟨merge-same⟩, ⟨merge-different⟩, ⟨merge-later⟩), then why";
    why_drop: "Perché si lascia cadere?", "Why is it given up?";
    reason_needed: "Serve un motivo: resta accanto alla scelta", "A reason is needed: it stays beside the choice";
    taken_up: "Ripresa fra le proposte", "Taken up among the proposals again";
    into_which: "In quale strategia?", "Into which strategy?";
    a_new_one: "una nuova strategia…", "a new strategy…";
    write_field(field: &str): "{field}: vuoto lascia le parole delle fonti", "{field}: empty leaves the words of the sources";
    which_source: "Da dove viene", "Where it comes from";
    no_source: "Non poggia ancora su niente", "It stands on nothing yet";
    no_difficulty: "senza difficoltà", "no difficulty";
    why_no_difficulty: "nessuno ha detto a quale difficoltà risponde", "nobody said which difficulty it answers";
    why_alone: "l'unica sulla sua difficoltà che nessuna bozza usa", "the only one on its difficulty that no sketch uses";
    why_out_of(strategy: String, reason: String): "tolta da «{strategy}»: {reason}", "taken out of “{strategy}”: {reason}";
    why_dropped_with(strategy: String, reason: String): "cade con «{strategy}»: {reason}", "given up with “{strategy}”: {reason}";
    // ---- comparison
    column_place: "n.", "no.";
    column_strategy: "strategia", "strategy";
    column_sessions: "tavoli", "tables";
    column_youth: "giovani", "youth";
    column_others: "altri", "others";
    column_importance: "importa", "matters";
    column_feasibility: "fattibile", "feasible";
    column_voices: "voci", "voices";
    column_decisions: "decis.", "decid.";
    column_actions: "azioni", "actions";
    column_vote: "con quale voto", "by which vote";
    no_score: "Nessun punteggio unico: misure diverse restano affiancate, e l'ordine lo dà una persona.", "No single score: different measures stay side by side, and a person gives the order.";
    order_reason(reason: String): "perché qui: {reason}", "why here: {reason}";
    why_here: "Perché in questo posto?", "Why in this place?";
    moved_why: "Spostata: ⟨merge-edit⟩ scrive il perché", "Moved: ⟨merge-edit⟩ writes why";
    only_by_place: "Per spostarla, prima l'ordine scelto a mano (⟨merge-sort⟩)", "To move it, first the order given by hand (⟨merge-sort⟩)";
    plot_title: "importanza × fattibilità (media, da 1 a 5)", "importance × feasibility (mean, 1 to 5)";
    no_plot: "Nessuna strategia è stata votata per importanza e fattibilità.", "No strategy was voted on for importance and feasibility.";
    // ---- dossier
    row_title: "titolo", "title";
    row_introduction: "introduzione", "introduction";
    row_changes(count: usize): "che cosa è cambiato ({count})", "what changed ({count})";
    row_clashes(count: usize): "scritto da due insieme ({count})", "written by two at once ({count})";
    row_begun(count: usize): "testi lasciati a metà ({count})", "texts left unfinished ({count})";
    begun_what: "Scritti in parte e mai conclusi: restano qui finché si concludono o si buttano via. Sotto questa riga ce n'è una per testo.", "Written in part and never ended: they stay here until they are ended or thrown away. Below this line there is one for each.";
    begun_how: "⟨merge-edit⟩ continua a scrivere; ⟨merge-drop⟩ butta via il testo.", "⟨merge-edit⟩ goes on writing; ⟨merge-drop⟩ throws the text away.";
    begun_drop: "⟨merge-drop⟩ butta via il testo.", "⟨merge-drop⟩ throws the text away.";
    begun_strange: "scritto da un'altra versione del programma", "written by another version of the program";
    row_unused(count: usize): "non usato ({count})", "not used ({count})";
    open_how: "Si risponde nella sessione: ⟨merge-leave⟩, la si apre, e ⟨voices⟩ mostra le voci che attendono. Poi si riapre la sintesi.", "The answer is given in the session: ⟨merge-leave⟩, open it, and ⟨voices⟩ shows the voices that wait. Then the merge is opened again.";
    none_open: "Nessuna voce attende una risposta.", "No voice is owed an answer.";
    row_open(count: usize): "voci senza risposta ({count})", "voices without an answer ({count})";
    row_preview: "il documento, da leggere", "the document, to be read";
    row_reports: "documenti", "documents";
    preview_how: "⟨merge-open⟩ o ⟨merge-view⟩ mostra il dossier com'è scritto in wp3.md; ⟨merge-next⟩ va alla parte dopo, ⟨merge-previous⟩ a quella prima.", "⟨merge-open⟩ or ⟨merge-view⟩ shows the dossier as it is written in wp3.md; ⟨merge-next⟩ goes to the next part, ⟨merge-previous⟩ to the one before.";
    read_so_far(percent: usize): "{percent}%", "{percent}%";
    sources_of_the_text: "Da dove viene quello che è scritto", "Where what is written comes from";
    as_usual: "come al solito", "as usual";
    empty_text: "(vuoto)", "(empty)";
    reports_how: "⟨merge-write⟩ scrive wp3.md, una scheda per strategia e gli impegni, accanto a wp3.ron.", "⟨merge-write⟩ writes wp3.md, a sheet for each strategy and the commitments, beside wp3.ron.";
    reports_written(count: usize, folder: String): "Scritti {count} documenti in {folder}", "{count} documents were written to {folder}";
    reports_stale: "I documenti sono più vecchi delle ultime scelte", "The documents are older than the last choices";
    no_clashes: "Nessun campo ha due valori.", "No field has two values.";
    clashes_what: "Un altro ha scritto negli stessi campi mentre qui si sceglieva. Sotto questa riga ce n'è una per campo; ⟨merge-drop⟩ qui tiene quello che sta scritto, per tutti.", "Somebody else wrote into the same fields while choices were made here. Below this line there is one for each; ⟨merge-drop⟩ here keeps what stands, for all.";
    nothing_changed: "Niente dall'ultima sintesi.", "Nothing since the last merge.";
    find: "Cerca", "Find";
    found(shown: usize, of: usize): "{shown} di {of}", "{shown} of {of}";
    nothing_found: "Nessuna riga con queste parole", "No line with these words";
    confirm_enter: "⟨merge-open⟩ conferma, ⟨merge-leave⟩ lascia stare", "⟨merge-open⟩ confirms, ⟨merge-leave⟩ leaves it";
    text_done: "⟨merge-keep⟩ tiene il testo, ⟨merge-leave⟩ lascia stare", "⟨merge-keep⟩ keeps the text, ⟨merge-leave⟩ leaves it";
    pick_marks: "⟨merge-mark⟩ segna", "⟨merge-mark⟩ marks";
    // ---- keys
    key_stage: "passa a una delle cinque parti", "go to one of the five parts";
    key_next: "parte dopo", "next part";
    key_previous: "parte prima", "part before";
    key_open: "apre, conferma", "open, confirm";
    key_leave: "indietro", "back";
    key_same: "la stessa", "the same";
    key_different: "diverse", "different";
    key_later: "più tardi", "later";
    key_forget: "toglie la parola detta", "take the word back";
    key_mark: "segna", "mark";
    key_join: "unisce", "join";
    key_split: "separa", "split";
    key_edit: "scrive", "write";
    key_new: "nuova", "new";
    key_take_in: "prende dentro", "take in";
    key_take_out: "toglie", "take out";
    key_drop: "lascia, riprende", "leave, take up";
    key_take_other: "prende l'altro valore", "take the other value";
    key_earlier: "più su", "up";
    key_lower: "più giù", "down";
    key_sort: "ordina", "sort";
    key_view: "altra vista", "other view";
    key_source: "da dove viene", "where from";
    key_write: "scrive i documenti", "write documents";
    key_keep: "tiene il testo", "keep the text";
    key_undo: "annulla", "undo";
    key_redo: "rifà", "redo";
    key_find: "cerca", "find";
    key_help: "tutti i tasti", "all keys";
    group: "Sintesi", "Merge";
}
