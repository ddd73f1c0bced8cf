//! Owns what the merge says on the command line.

use super::words;

words! {
    elsewhere: "Un altro proximo sta lavorando su questo dossier: chiudilo, poi riprova.", "Another proximo is working on this dossier: close it, then try again.";
    left_out(file: &str): "{file} è rimasto fuori dall'unione; il resto è stato unito.", "{file} was left out of the merge; the rest was merged.";
    nothing_to_merge: "Nessuna sessione leggibile: non è stato scritto nulla.", "No readable session: nothing was written.";
    sources(sessions: usize, practices: usize, sketches: usize, voices: usize): "Sessioni: {sessions}; pratiche: {practices}; bozze: {sketches}; voci: {voices}.", "Sessions: {sessions}; practices: {practices}; sketches: {sketches}; voices: {voices}.";
    joined(one: &str, other: &str, ties: &str): "Una sola pratica: «{one}» e «{other}» ({ties})", "One practice: “{one}” and “{other}” ({ties})";
    to_look_at(one: &str, other: &str, ties: &str): "Da guardare: «{one}» e «{other}» ({ties})", "To look at: “{one}” and “{other}” ({ties})";
    strategies(strategies: usize, unused: usize, open: usize): "Strategie: {strategies}; pratiche e bozze non usate: {unused}; voci che attendono risposta: {open}.", "Strategies: {strategies}; practices and sketches not used: {unused}; voices owed an answer: {open}.";
    copies(name: &str, others: &str): "{name}: la stessa sessione anche in {others}; messe insieme.", "{name}: the same session is in {others} too; put together.";
    differing(name: &str, count: usize) one count: "{name}: un elemento differisce fra le copie; vale la modifica più recente.", "{name}: one item differs between the copies; the latest change was taken."; more: "{name}: {count} elementi differiscono fra le copie; vale la modifica più recente.", "{name}: {count} items differ between the copies; the latest change was taken.";
    wrote(file: &str): "Scritto: {file}", "Written: {file}";
    same(file: &str): "Già aggiornato: {file}", "Up to date: {file}";
    would_write(file: &str): "Sarebbe scritto: {file}", "Would be written: {file}";
    dry_run: "Prova: non è stato scritto nulla.", "Dry run: nothing was written.";
    hand_kept(file: &str): "In wp3.ron erano state cambiate a mano parti calcolate, che l'unione rifà: la versione modificata è in {file}. Le parole e le scelte vanno nei campi «human».", "In wp3.ron computed parts were changed by hand, which the merge makes anew: the changed version is in {file}. Words and choices go into the fields called “human”.";
    dossier_broken: "Il dossier esistente non si legge, quindi non è stato toccato: correggilo, o spostalo altrove, e unisci di nuovo.", "The dossier that is there cannot be read, so it was not touched: correct it, or move it elsewhere, and merge again.";
    one_file_only(file: &str): "{file} è un file: per più verbali indica una cartella con --out.", "{file} is a file: for several minutes name a folder with --out.";
}
