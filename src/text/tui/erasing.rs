//! Owns the words of erasing for good in the console, and of the safeguarding contact.

use crate::text::words;

/// Asks whether something is erased for good, and says what goes with it.
pub fn asks(lang: crate::text::Lang, what: &str, items: usize, touched: usize) -> String {
    if items > 1 { ask_with(lang, what, items - 1, touched) } else { ask(lang, what, touched) }
}

words! {
    key: "per sempre", "for good";
    key_long: "cancella per sempre, con la cronologia: non si può annullare", "erases for good, history included: it cannot be undone";
    ask(what: &str, touched: usize) one touched: "Cancellare per sempre «{what}»? Non si può annullare; togliere (⟨remove⟩) invece sì. Lo cita un elemento, che resta.", "Erase “{what}” for good? It cannot be undone; removing (⟨remove⟩) can. One item refers to it and stays."; more: "Cancellare per sempre «{what}»? Non si può annullare; togliere (⟨remove⟩) invece sì. Lo citano {touched} elementi, che restano.", "Erase “{what}” for good? It cannot be undone; removing (⟨remove⟩) can. {touched} items refer to it and stay.";
    ask_with(what: &str, items: usize, touched: usize) one touched: "Cancellare per sempre «{what}» e altri {items} elementi suoi? Non si può annullare; togliere (⟨remove⟩) invece sì. Lo cita un elemento, che resta.", "Erase “{what}” and {items} more items of theirs for good? It cannot be undone; removing (⟨remove⟩) can. One item refers to it and stays."; more: "Cancellare per sempre «{what}» e altri {items} elementi suoi? Non si può annullare; togliere (⟨remove⟩) invece sì. Lo citano {touched} elementi, che restano.", "Erase “{what}” and {items} more items of theirs for good? It cannot be undone; removing (⟨remove⟩) can. {touched} items refer to it and stay.";
    keep: "No, resta", "No, it stays";
    erase: "Cancella per sempre", "Erase for good";
    erase_aside: "la sessione si chiude, ricomincia senza, e si riapre", "the session is closed, begins anew without it, and opens again";
    under_way: "Si cancella…", "Erasing…";
    erased(items: usize, files: usize): "Cancellati per sempre: {items}. File che ne riportano ancora le parole (rapporti, dossier): {files}. Git e copie spedite restano fuori portata.", "Erased for good: {items}. Files that still hold the words (reports, dossier): {files}. Git and mailed copies are out of reach.";
    safeguard: "tutela", "safeguarding";
    safeguard_long: "qualcuno racconta un male: chi chiamare. Non si prende nota", "somebody tells of harm: whom to call. It is not taken down";
    call(contact: &str): "Non si prende nota. Chiamare: {contact}", "It is not taken down. Call: {contact}";
    no_contact: "Non si prende nota. In questa sessione manca il contatto: si scrive con ⟨edit-session⟩.", "It is not taken down. This session has no contact: write it with ⟨edit-session⟩.";
    called_now: "Chiamato", "Called";
    called_aside: "si segna solo che è stato fatto, e quando", "only that it was done is noted, and when";
    not_called: "Torna indietro", "Go back";
    called: "Segnato che il contatto è stato chiamato, e nient'altro", "Noted that the contact was called, and nothing else";
}
