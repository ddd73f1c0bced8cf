//! Owns what the keys are called and what the commands say of themselves: a word for the footer, a sentence for the help.

use crate::text::words;

words! {
    key_enter: "Invio", "Enter";
    key_space: "Spazio", "Space";
    key_shift_tab: "Maiusc-Tab", "Shift-Tab";
    key_page_up: "Pag↑", "PgUp";
    key_page_down: "Pag↓", "PgDn";
    key_home: "Inizio", "Home";
    key_end: "Fine", "End";
    key_delete: "Canc", "Del";
    key_backspace: "Backspace", "Backspace";

    group_taking: "Prendere nota", "Taking down";
    group_typing: "Mentre si scrive", "While typing";
    group_item: "Quello che è scelto", "What is chosen";
    group_moving: "Muoversi", "Moving about";
    group_steps: "Le fasi", "The steps";
    group_session: "La sessione aperta", "The open session";
    group_sessions: "Sessioni", "Sessions";
    group_form: "Nella scheda di un elemento", "In the form of an item";
    group_count: "In una votazione", "In a vote";
    group_wall: "Sulla parete", "On the wall";
    group_program: "Il programma", "The program";

    practice: "pratica", "practice";
    sketch: "bozza", "sketch";
    voice: "voce", "voice";
    vote: "voto", "vote";
    decision: "decisione", "decision";
    action: "azione", "action";
    note: "appunto", "note";
    take_practice: "annota una pratica", "takes down a practice";
    take_sketch: "annota una bozza di strategia", "takes down a sketch of a strategy";
    take_voice: "annota una voce dei giovani", "takes down a youth voice";
    take_vote: "prepara una votazione", "prepares a vote";
    take_decision: "annota una decisione", "takes down a decision";
    take_action: "annota un'azione: chi @, entro >", "takes down an action: who @, by >";
    take_note: "annota un appunto", "takes down a note";

    take_it: "annota", "take it";
    take_it_long: "annota la riga e resta per la prossima", "takes the line and stays for the next";
    complete: "completa", "complete";
    complete_long: "completa @chi, #tema, !difficoltà, >giorno; di nuovo, la voce dopo", "completes @who, #tag, !difficulty, >day; again, the next one";
    other_kind: "altro tipo", "other kind";
    other_kind_long: "cambia il tipo di quello che si scrive: il prossimo, o subito dopo la sua lettera (p s y v d a n)", "changes the kind of what is being typed: the next one, or right after it its letter (p s y v d a n)";
    last_again: "l'ultima", "the last";
    last_again_long: "a riga vuota, riapre l'ultima annotata", "on an empty line, reopens the last one taken";
    next_field: "campo dopo", "next field";
    next_field_long: "campo dopo", "next field";
    previous_field: "campo prima", "field before";
    previous_field_long: "campo prima", "field before";
    undo_typing_long: "annulla la scrittura, poi l'ultima cosa annotata", "takes typing back, then what was taken last";

    open: "apri", "open";
    open_long: "apre quello che è scelto", "opens what is chosen";
    make: "crea e apri", "make and open";
    make_long: "nei campi di una nuova sessione, la crea e la apre", "in the fields of a new session, makes and opens it";
    choose: "scegli", "choose";
    choose_long: "in un elenco, prende la riga scelta", "in a list, takes the chosen line";
    edit: "modifica", "edit";
    edit_long: "apre la scheda intera", "opens the whole form";
    count: "conta", "count";
    count_long: "una votazione: prepara, apre, conta le mani, mostra", "a vote: prepare, open, count hands, show";
    next_state: "avanza", "advance";
    next_state_long: "un'azione: aperta, in corso, fatta", "an action: open, doing, done";
    turn: "trasforma", "turn";
    turn_long: "trasforma in un altro tipo, i legami restano", "turns it into another kind, links kept";
    remove: "togli", "remove";
    remove_long: "toglie; si riprende con ⟨undo⟩", "removes; ⟨undo⟩ brings it back";
    links: "legami", "links";
    links_long: "va a quello che è legato a questo", "goes to what is linked to this";
    undo: "annulla", "undo";
    undo_long: "annulla l'ultima cosa che hai fatto", "takes back the last thing you did";
    redo: "rifai", "redo";
    redo_long: "rifà quello che hai annullato", "does again what you took back";
    find: "trova", "find";
    find_long: "trova in tutta la sessione", "finds in the whole session";
    to_complete: "da completare", "to complete";
    to_complete_long: "quello che è da completare", "what is still to complete";
    conflicts: "conflitti", "conflicts";
    conflicts_long: "due valori per un campo: quale resta", "two values for one field: which one stays";

    next_step: "fase dopo", "next step";
    next_step_long: "avvia, o passa alla fase dopo", "begins, or on to the next step";
    previous_step: "fase prima", "step before";
    previous_step_long: "torna alla fase prima", "back to the step before";
    longer: "+5 minuti", "+5 minutes";
    longer_long: "cinque minuti in più alla fase", "five minutes more for the step";
    shorter: "-5 minuti", "-5 minutes";
    shorter_long: "cinque minuti in meno", "five minutes less";
    pause: "pausa", "pause";
    pause_long: "ferma il tempo, o lo fa ripartire", "stops the clock, or lets it go on";
    skip: "salta", "skip";
    skip_long: "salta la fase scelta, o la riprende", "skips the chosen step, or takes it back in";
    new_step: "nuova fase", "new step";
    new_step_long: "aggiunge una fase: titolo e minuti", "adds a step: title and minutes";
    step_earlier: "sposta su", "move up";
    step_earlier_long: "sposta su la fase scelta", "moves the chosen step up";
    step_later: "sposta giù", "move down";
    step_later_long: "sposta giù la fase scelta", "moves the chosen step down";

    up: "su", "up";
    up_long: "su di una riga", "one line up";
    down: "giù", "down";
    down_long: "giù di una riga", "one line down";
    page_up: "pagina su", "page up";
    page_up_long: "su di una pagina", "one page up";
    page_down: "pagina giù", "page down";
    page_down_long: "giù di una pagina", "one page down";
    first: "prima", "first";
    first_long: "alla prima riga", "to the first line";
    last: "ultima", "last";
    last_long: "all'ultima riga", "to the last line";
    next_pane: "riquadro", "pane";
    next_pane_long: "al riquadro dopo", "to the next pane";
    previous_pane: "riquadro prima", "pane before";
    previous_pane_long: "al riquadro prima", "to the pane before";
    agenda: "scaletta", "agenda";
    agenda_long: "alla scaletta", "to the agenda";
    practices: "pratiche", "practices";
    sketches: "bozze", "sketches";
    voices: "voci", "voices";
    votes: "voti", "votes";
    decisions: "decisioni", "decisions";
    actions: "azioni", "actions";
    notes: "appunti", "notes";
    show_practices: "le pratiche", "the practices";
    show_sketches: "le bozze", "the sketches";
    show_voices: "le voci dei giovani", "the youth voices";
    show_votes: "le votazioni", "the votes";
    show_decisions: "le decisioni", "the decisions";
    show_actions: "le azioni", "the actions";
    show_notes: "gli appunti", "the notes";
    wall: "parete", "wall";
    wall_long: "dalla console alla parete e ritorno", "from the console to the wall and back";
    back: "indietro", "back";
    back_long: "indietro; lascia, senza perdere nulla", "back; leaves, and loses nothing";

    people: "partecipanti", "participants";
    people_long: "chi partecipa: registra, segna chi è presente", "who takes part: registers, marks who is present";
    new_person: "aggiungi", "add";
    new_person_long: "tra i partecipanti, ne aggiunge uno, o un elenco incollato", "among the participants, adds one, or a pasted list";
    edit_person_long: "tra i partecipanti, apre la scheda", "among the participants, opens the form";
    present: "presente", "present";
    present_long: "tra i partecipanti, segna presente o assente", "among the participants, marks present or absent";
    new_session: "nuova", "new";
    new_session_long: "una nuova sessione", "a new session";
    samples: "esempi", "samples";
    samples_long: "mette qui le sessioni di esempio", "puts the sample sessions here";
    refresh: "rileggi", "look again";
    refresh_long: "rilegge la cartella", "reads the folder again";
    edit_session: "la sessione", "the session";
    edit_session_long: "la scheda della sessione: titolo, luogo, data", "the session's own form: title, place, date";
    notices: "avvisi", "notices";
    notices_long: "quello che è successo all'apertura", "what happened at opening";
    leave: "sessioni", "sessions";
    leave_long: "torna alle sessioni; tutto è salvato", "back to the sessions; everything is saved";

    language: "English", "italiano";
    language_long: "italiano o inglese, subito", "Italian or English, at once";
    colours: "colori", "colours";
    colours_long: "scuro, chiaro, contrasto forte", "dark, light, high contrast";
    help: "aiuto", "help";
    help_long: "i tasti, da cercare e da usare", "the keys, to be searched and used";
    quit: "esci", "quit";
    quit_long: "salva tutto ed esce", "saves everything and ends";

    palette: "comandi", "commands";
    palette_long: "tutti i comandi per nome: si scrive, ⟨choose⟩ esegue", "all commands by name: type, ⟨choose⟩ performs";
}

// while typing, and the terminal's manners
words! {
    complete_back: "indietro", "back";
    complete_back_long: "completa con la voce prima, mentre l'elenco è aperto (anche ↑; ↓ come ⟨complete⟩)", "completes with the one before, while the list is open (↑ too; ↓ as ⟨complete⟩)";
    editor: "editor di testi", "text editor";
    editor_long: "continua il testo nel tuo editor ($VISUAL o $EDITOR); salvato e chiuso, torna qui", "goes on with the text in your editor ($VISUAL or $EDITOR); saved and closed, it comes back here";
    always_open: "riga aperta", "open line";
    always_open_long: "la riga resta sempre aperta: dopo ⟨back⟩ torna da sola; ⟨back⟩ e poi ⟨always-open⟩ la spegne", "keeps the line always open: after ⟨back⟩ it comes back by itself; ⟨back⟩, then ⟨always-open⟩ ends it";
    suspend: "ferma", "stop";
    suspend_long: "ferma il programma e torna al terminale, tutto salvato; fg lo riprende", "stops the program, back to the shell, everything saved; fg brings it back";
}
