//! Owns what `proximo match` says: how well the program tells practices told twice from others.

use super::words;

words! {
    about: "Quanto bene il programma riconosce le pratiche raccontate due volte: su coppie con la risposta", "How well the program knows practices told twice: on pairs with the answer";
    arg_pairs: "CSV di coppie con la risposta; con --with, il primo di due cataloghi", "CSV of pairs with the answer; with --with the first of two catalogues";
    arg_with: "CSV del secondo catalogo: lo stesso id sui due lati è la stessa cosa", "CSV of the second catalogue: the same id on both sides is the same thing";
    arg_column: "la colonna del catalogo che si confronta (altrimenti: titolo o nome)", "the catalogue's column that is compared (else: title or name)";
    arg_cutoff: "da quale punteggio una coppia è la stessa cosa, dove la risposta è un voto", "from which score on a pair is the same, where the answer is a grade";
    practices(file: &str, pairs: usize, same: usize): "{file}: {pairs} coppie di pratiche; {same} sono la stessa", "{file}: {pairs} pairs of practices; {same} are the same";
    texts(file: &str, pairs: usize, same: usize): "{file}: {pairs} coppie di testi; {same} dicono la stessa cosa", "{file}: {pairs} pairs of texts; {same} say the same";
    catalogues(file: &str, pairs: usize, same: usize): "{file}: {pairs} coppie di righe da confrontare; {same} sono la stessa cosa", "{file}: {pairs} pairs of rows worth comparing; {same} are the same thing";
    row_threshold: "soglia", "threshold";
    row_precision: "precisione", "precision";
    row_recall: "richiamo", "recall";
    judged_halves: "Soglia scelta su metà delle coppie e giudicata sull'altra", "Threshold chosen on one half of the pairs and judged on the other";
    first_half: "prima metà", "first half";
    second_half: "seconda metà", "second half";
    both_halves: "insieme", "together";
    best(threshold: &str): "La migliore su tutte le coppie (scelta su ciò su cui è giudicata): {threshold}", "The best on all pairs (chosen on what it is judged on): {threshold}";
    working: "Le due soglie con cui lavora l'unione", "The two thresholds that the merge works with";
    near_certain(threshold: &str): "quasi certe, da {threshold} in su (e senza niente contro)", "nearly sure, from {threshold} on (and nothing against)";
    shown(threshold: &str): "mostrate, da {threshold} in su", "shown at all, from {threshold} on";
    wrongly_joined(one: &str, other: &str): "Unite a torto: «{one}» e «{other}»", "Joined wrongly: “{one}” and “{other}”";
    not_shown(one: &str, other: &str): "Non mostrate: «{one}» e «{other}»", "Not shown: “{one}” and “{other}”";
    no_pairs(file: &str): "{file}: non c'è nessuna coppia; serve una riga di nomi, poi una riga per coppia (vedi il README)", "{file}: there is no pair; a row of names is needed, then one row a pair (see the README)";
    no_column(file: &str, wanted: &str): "{file}:1: manca la colonna «{wanted}»; le colonne sono nel README", "{file}:1: the column “{wanted}” is missing; the columns are in the README";
    unknown_column(known: &str): "non è un campo di una pratica; i campi sono {known}", "is no field of a practice; the fields are {known}";
    bad_answer(found: &str): "«{found}» non è una risposta: sì o no, 1 o 0, oppure un voto", "“{found}” is no answer: yes or no, 1 or 0, or a grade";
    own_thesaurus(file: &str): "Le parole del campo di {file} sono state aggiunte a quelle del programma.", "The words of the field in {file} were added to the program's.";
    thesaurus_left_out: "Restano le sole parole del programma: correggi thesaurus.ron e riprova.", "The program's own words are used alone: correct thesaurus.ron and try again.";
}
