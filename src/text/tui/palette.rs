//! Owns the words of the help and the palette.

use crate::text::words;

words! {
    here: "Qui", "Here";
    search: "scrivi per cercare tra i tasti; ⟨choose⟩ esegue", "type to search the keys; ⟨choose⟩ performs";
    command_what: "che cosa vuoi fare?", "what do you want to do?";
    title: "Comandi", "Commands";
    nothing: "Nessun comando con queste parole.", "No command with these words.";
    works_elsewhere(places: &str): "funziona {places}", "works {places}";
    no_key: "senza tasto", "no key";
    choose_first: "prima si sceglie qualcosa in un elenco", "choose something in a list first";
    only_votes: "vale per le votazioni", "is for votes";
    only_actions: "vale per le azioni", "is for actions";
    nothing_to_undo: "non c'è nulla da annullare", "there is nothing to take back";
    nothing_to_redo: "non c'è nulla da rifare", "there is nothing to do again";
    no_steps: "la scaletta è vuota", "the agenda is empty";
    no_samples: "qui non ci sono esempi da mettere", "there are no samples to put here";
    no_session: "non c'è ancora nessuna sessione", "there is no session yet";
}
