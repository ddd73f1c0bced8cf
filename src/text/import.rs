//! Owns the words of taking in tables and deliberations: what is taken for what, what does not fit, and the remedy.

use crate::domain::importing::columns::{BadMapping, Column};
use crate::domain::importing::decoding::{Encoding, NoText};
use crate::domain::importing::polis::{BadExport, Of};
use crate::domain::importing::sheet::NoSheet;

use super::panels::form;
use super::{Lang, words};

/// Returns what a field of a practice is called, as in its form.
pub fn field(lang: Lang, column: Column) -> &'static str {
    match column {
        Column::Name => form::name(lang),
        Column::Organisation => form::organisation(lang),
        Column::Difficulty => form::difficulty(lang),
        Column::OtherDifficulties => form::other_difficulties(lang),
        Column::ForWhom => form::for_whom(lang),
        Column::How => form::how(lang),
        Column::Helped => form::helped(lang),
        Column::Hindered => form::hindered(lang),
        Column::Place => form::place(lang),
        Column::Level => form::level(lang),
        Column::Period => form::period(lang),
        Column::Status => form::status(lang),
        Column::Subgroup => form::subgroup(lang),
        Column::Age => form::age(lang),
        Column::Channels => form::channels(lang),
        Column::Provider => form::provider(lang),
        Column::Intensity => form::intensity(lang),
        Column::Resources => form::resources(lang),
        Column::Partners => form::partners(lang),
        Column::Reached => form::reached(lang),
        Column::Engaged => form::engaged(lang),
        Column::Activated => form::activated(lang),
        Column::InContact => form::in_contact(lang),
        Column::InContactOn => form::in_contact_on(lang),
        Column::Evidence => form::evidence(lang),
        Column::Epic => form::epic(lang),
        Column::Transfer => form::transfer(lang),
        Column::Tags => form::tags(lang),
        Column::ToldByOrganisation => form::told_by_organisation(lang),
        Column::Source => form::source(lang),
    }
}

/// Returns why bytes are no text, with the line where one can be named.
pub fn no_text(lang: Lang, why: NoText) -> (Option<usize>, &'static str) {
    match why {
        NoText::Workbook => (None, workbook(lang)),
        NoText::Binary => (None, binary(lang)),
        NoText::Encoding { line } => (Some(line), encoding_unknown(lang)),
    }
}

/// Returns why a text is no table, with the line where one can be named.
pub fn no_sheet(lang: Lang, why: &NoSheet) -> (Option<usize>, &'static str) {
    match why {
        NoSheet::Empty => (None, empty(lang)),
        NoSheet::OpenQuote { line } => (Some(*line), open_quote(lang)),
    }
}

/// Returns how a text was written, where that is worth saying.
pub fn encoding(lang: Lang, encoding: Encoding) -> Option<&'static str> {
    match encoding {
        Encoding::Utf8 => None,
        Encoding::Utf16 => Some(is_utf16(lang)),
        Encoding::Windows1252 => Some(is_windows(lang)),
    }
}

/// Returns what is wrong with what was said of columns.
pub fn bad_mapping(lang: Lang, bad: &BadMapping, headings: &str) -> String {
    let fields = || Column::ALL.iter().map(|column| column.field()).collect::<Vec<_>>().join(", ");
    match bad {
        BadMapping::NoSign(said) => map_no_sign(lang, said),
        BadMapping::NoSuchColumn(column) => map_no_column(lang, column, headings),
        BadMapping::NoSuchField(named) => map_no_field(lang, named, &fields()),
        BadMapping::Twice(column) => map_twice(lang, field(lang, *column)),
        BadMapping::NoName => map_no_name(lang, headings),
    }
}

/// Returns what a field of a practice takes, where a cell is no value of it.
pub fn bad_cell(lang: Lang, column: Column) -> &'static str {
    match column {
        Column::Difficulty | Column::OtherDifficulties => takes_difficulty(lang),
        Column::Level => takes_level(lang),
        Column::Status => takes_status(lang),
        Column::Channels => takes_channels(lang),
        Column::Evidence => takes_evidence(lang),
        Column::Epic => takes_epic(lang),
        Column::InContactOn => takes_day(lang),
        Column::Reached | Column::Engaged | Column::Activated | Column::InContact => takes_number(lang),
        Column::Name
        | Column::Organisation
        | Column::ForWhom
        | Column::How
        | Column::Helped
        | Column::Hindered
        | Column::Place
        | Column::Period
        | Column::Subgroup
        | Column::Age
        | Column::Provider
        | Column::Intensity
        | Column::Resources
        | Column::Partners
        | Column::Transfer
        | Column::Tags
        | Column::ToldByOrganisation
        | Column::Source => takes_words(lang),
    }
}

/// Returns which table of an export something is wrong in, its line where one can be named, and what is wrong.
pub fn bad_export(lang: Lang, bad: &BadExport) -> (Of, Option<usize>, String) {
    match bad {
        BadExport::NoColumn(of, name) => (*of, Some(1), polis_no_column(lang, name)),
        BadExport::BadId { line, text } => (Of::Comments, Some(*line), polis_bad_id(lang, text)),
        BadExport::BadVote { line, column, text } => (Of::Votes, Some(*line), polis_bad_vote(lang, column, text)),
        BadExport::TooLong { line, bytes } => {
            (Of::Comments, Some(*line), too_long(lang, "comment-body", bytes.div_ceil(1024)))
        }
        BadExport::NoStatements => (Of::Comments, None, polis_no_statements(lang).to_owned()),
        BadExport::NoVotes => (Of::Votes, None, polis_no_votes(lang).to_owned()),
    }
}

words! {
    // ---- the command line
    about: "Prende pratiche da un CSV, o una deliberazione da Polis", "Take in practices from a CSV, or a deliberation from Polis";
    about_csv: "Prende pratiche da un CSV in una sessione, mostrando prima che cosa prende", "Take practices from a CSV into a session, showing first what is taken";
    about_polis: "Fa di un'esportazione di Polis una sessione con una votazione", "Make a session with one vote of an export from Polis";
    arg_csv: "File CSV: virgole, punti e virgola o tabulazioni; nella prima riga i nomi delle colonne", "CSV file: commas, semicolons or tabs; the names of the columns in the first row";
    arg_into: "Sessione che le prende (file, o il suo nome nella cartella di lavoro)", "Session that takes them (file, or its name in the workspace)";
    arg_new: "Titolo di una nuova sessione che le prende", "Title of a new session that takes them";
    arg_map: "Che campo è una colonna: --map \"Descrizione breve=how\"; =note la tiene in un appunto", "Which field a column is: --map \"Short description=how\"; =note keeps it in a note";
    arg_polis: "Cartella dell'esportazione, oppure comments.csv e participants-votes.csv", "Folder of the export, or comments.csv and participants-votes.csv";
    arg_title: "Titolo; se manca, il tema dell'esportazione", "Title; the export's topic if missing";
    arg_date: "Giorno: 12/3/2026, 2026-03-12; se manca, oggi", "Day: 12/3/2026, 2026-03-12; today if missing";
    arg_yes: "Senza chiedere", "Without asking";
    needs_yes: "Non è stato preso nulla: qui non c'è un terminale per chiedere, aggiungi --yes.", "Nothing was taken: there is no terminal here to ask, add --yes.";
    nothing_taken: "Non è stato preso nulla.", "Nothing was taken.";
    dry_run: "Prova: non è stato scritto nulla.", "Dry run: nothing was written.";
    yes_or_no: "[s/N]", "[y/N]";
    // ---- reading a table
    workbook: "è una cartella di lavoro di Excel o LibreOffice, non un CSV; aprila e salvala come «CSV UTF-8»", "this is a workbook of Excel or LibreOffice, not a CSV; open it and save it as “CSV UTF-8”";
    binary: "non è testo; salva la tabella come «CSV UTF-8» e prendi quella", "this is no text; save the table as “CSV UTF-8” and take that";
    encoding_unknown: "il testo non è né UTF-8 né Windows-1252; salvalo di nuovo come «CSV UTF-8»", "the text is neither UTF-8 nor Windows-1252; save it again as “CSV UTF-8”";
    empty: "non è una tabella: servono una riga con i nomi delle colonne e almeno una riga sotto", "this is no table: it takes a row with the names of the columns and at least one row under it";
    open_quote: "in questa riga si aprono virgolette che non si chiudono più; chiudile, o raddoppiale dove sono testo (\"\")", "a quote is opened in this row and closed nowhere; close it, or double it where it is text (\"\")";
    too_large(found: u64, most: u64): "il file è di {found} MiB e se ne leggono al più {most}; dividilo in più file", "the file has {found} MiB and at most {most} are read; split it into several files";
    is_utf16: "Letto come UTF-16.", "Read as UTF-16.";
    is_windows: "Non è UTF-8: letto come Windows-1252. Se gli accenti qui sotto sono sbagliati, salvalo come «CSV UTF-8».", "This is not UTF-8: read as Windows-1252. If accents are wrong below, save it as “CSV UTF-8”.";
    cleaned(cells: usize): "Celle da cui sono stati tolti caratteri di controllo o che girano il testo: {cells}", "Cells that control or text-turning characters were taken out of: {cells}";
    line(file: &str, line: usize, says: &str): "{file}:{line}: {says}", "{file}:{line}: {says}";
    file(file: &str, says: &str): "{file}: {says}", "{file}: {says}";
    too_long(column: &str, kib: usize): "colonna «{column}»: il testo è di {kib} KiB e un campo ne tiene 32; accorcialo o dividilo in più righe. Non è stato preso nulla", "column “{column}”: the text has {kib} KiB and a field holds 32; shorten it or split it into several rows. Nothing was taken";
    // ---- columns
    rows(file: &str, rows: usize): "{file}: righe {rows}", "{file}: {rows} rows";
    taken_for(column: &str, field: &str): "{column} → {field}", "{column} → {field}";
    to_note: "(in un appunto riservato accanto alla pratica)", "(into a private note beside the practice)";
    column_number(number: usize): "colonna {number}", "column {number}";
    first_rows: "Le prime righe:", "The first rows:";
    row(line: usize): "riga {line}", "line {line}";
    map_no_sign(said: &str): "«{said}»: si scrive --map \"colonna=campo\".", "“{said}”: write --map \"column=field\".";
    map_no_column(column: &str, headings: &str): "Nessuna colonna si chiama «{column}». Ci sono: {headings}.", "No column is called “{column}”. There are: {headings}.";
    map_no_field(named: &str, fields: &str): "«{named}» non è un campo di una pratica. Ci sono: {fields}, note.", "“{named}” is no field of a practice. There are: {fields}, note.";
    map_twice(named: &str): "Due colonne non possono essere entrambe «{named}»: togli un --map.", "Two columns cannot both be “{named}”: take out one --map.";
    map_no_name(headings: &str): "Nessuna colonna sembra il nome della pratica: dillo con --map \"colonna=name\". Le colonne sono: {headings}.", "No column seems to be the practice's name: say it with --map \"column=name\". The columns are: {headings}.";
    // ---- cells
    bad(line: usize, column: &str, text: &str, takes: &str): "riga {line}, colonna «{column}»: «{text}» resta nell'appunto; {takes}", "line {line}, column “{column}”: “{text}” stays in the note; {takes}";
    and_more(more: usize): "  … e altre {more}", "  … and {more} more";
    twice(line: usize, first: usize): "riga {line}: dice le stesse cose della riga {first}, si prende una volta sola", "line {line}: says the same as line {first}, taken once";
    personal(line: usize, column: &str): "riga {line}, colonna «{column}»: sembra un dato personale (telefono, e-mail, codice fiscale); toglilo dal file se non serve", "line {line}, column “{column}”: looks like personal data (telephone, e-mail, fiscal code); take it out of the file if it is not needed";
    takes_difficulty: "scrivi individuare, agganciare o fiducia", "write identify, engage or trust";
    takes_level: "scrivi quartiere, città, regione, nazionale o internazionale", "write neighbourhood, city, region, national or international";
    takes_status: "scrivi in corso, prevista o conclusa", "write running, planned or ended";
    takes_channels: "scrivi strada, scuola, famiglia, pari, online, banche dati o invio", "write street, school, family, peers, online, registers or referral";
    takes_evidence: "scrivi nessuna, monitoraggio o valutazione", "write none, monitoring or evaluation";
    takes_epic: "scrivi emergente, promettente o migliore", "write emergent, promising or best";
    takes_day: "scrivi un giorno con l'anno, 12/3/2026", "write a day with its year, 12/3/2026";
    takes_number: "scrivi un numero intero", "write a whole number";
    takes_words: "scrivi del testo", "write some text";
    // ---- what is taken
    would_take(practices: usize, notes: usize): "Da prendere: pratiche {practices}, appunti riservati accanto {notes}.", "To be taken: {practices} practices, {notes} private notes beside them.";
    known(count: usize): "Già nella sessione, lasciate come sono: {count}.", "In the session already, left as they are: {count}.";
    gone(count: usize): "Tolte dalla sessione in passato, non tornano: {count}.", "Removed from the session before, not coming back: {count}.";
    namesake(line: usize, other: &str): "riga {line}: nella sessione c'è già una pratica con questo nome ({other}); si prende lo stesso, guarda se è la stessa", "line {line}: the session has a practice of this name already ({other}); it is taken all the same, see whether it is the same";
    nothing_new: "Non c'è niente di nuovo da prendere.", "There is nothing new to take.";
    ask_into(file: &str): "Prenderle in {file}?", "Take them into {file}?";
    ask_new(title: &str): "Prenderle in una nuova sessione, «{title}»?", "Take them into a new session, “{title}”?";
    taken(practices: usize, notes: usize, file: &str): "Prese in {file}: pratiche {practices}, appunti {notes}.", "Taken into {file}: {practices} practices, {notes} notes.";
    // ---- Polis
    polis_files(folder: &str): "{folder}: servono un file comments.csv e un participants-votes.csv, uno solo di ciascuno; indica i due file", "{folder}: one comments.csv and one participants-votes.csv are needed, one of each; name the two files";
    polis_two: "Servono la cartella dell'esportazione, oppure due file: comments.csv e participants-votes.csv.", "The folder of the export is needed, or two files: comments.csv and participants-votes.csv.";
    polis_no_column(name: &str): "manca la colonna «{name}»; prendi i file come Polis li esporta", "the column “{name}” is missing; take the files as Polis exports them";
    polis_bad_id(text: &str): "comment-id «{text}» non è un numero, o c'è già in una riga sopra; correggilo", "comment-id “{text}” is no number, or stands in a row above already; correct it";
    polis_bad_vote(column: &str, text: &str): "colonna «{column}»: «{text}» non è un voto; i voti sono 1 (d'accordo), -1 (contrario), 0 (passo), o niente", "column “{column}”: “{text}” is no vote; votes are 1 (agree), -1 (disagree), 0 (pass), or nothing";
    polis_no_statements: "nessun commento da votare: i moderatori li hanno lasciati fuori tutti", "no comment to vote on: the moderators left all of them out";
    polis_no_votes: "nessuno ha votato su questi commenti; sono i due file della stessa esportazione?", "nobody voted on these comments; are the two files of one export?";
    polis_no_topic: "Deliberazione", "Deliberation";
    polis_topic(title: &str): "Titolo: {title}", "Title: {title}";
    polis_statements(statements: usize): "Affermazioni: {statements}", "Statements: {statements}";
    polis_moderated(count: usize): "Lasciate fuori dai moderatori: {count}", "Left out by the moderators: {count}";
    polis_unknown(count: usize): "Colonne di voti senza il loro commento, non prese: {count}", "Columns of votes without their comment, not taken: {count}";
    polis_voters(voters: usize): "Schede anonime: {voters}", "Anonymous ballots: {voters}";
    polis_silent(count: usize): "Partecipanti senza voti, di cui non c'è scheda: {count}", "Participants without votes, of whom there is no ballot: {count}";
    polis_group(name: &str, voters: usize): "  {name}: {voters}", "  {name}: {voters}";
    polis_no_group: "Senza gruppo", "No group";
    polis_group_name: "Gruppo", "Group";
    polis_ungrouped(count: usize): "Polis non mette in un gruppo {count} partecipanti: qui contano come un gruppo a sé, anche nel consenso tra gruppi.", "Polis puts {count} participants in no group: here they count as a group of their own, in the consensus across groups too.";
    polis_differing(count: usize): "Affermazioni con totali diversi in comments.csv (voti cambiati): {count}; contano i voti.", "Statements with other totals in comments.csv (votes that were changed): {count}; the votes count.";
    polis_not_kept: "Non si tengono: chi ha votato, quando, in che ordine, chi ha scritto.", "Not kept: who voted, when, in which order, who wrote.";
    polis_known(file: &str): "Questa esportazione c'è già: {file}", "This export is there already: {file}";
    polis_too_large: "l'esportazione è troppo grande per una sessione (64 MiB); esporta una parte della conversazione", "the export is too large for a session (64 MiB); export a part of the conversation";
    polis_ask: "Farne una sessione?", "Make a session of it?";
    polis_made(file: &str): "Creata: {file}", "Made: {file}";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::importing::columns::guess;

    #[test]
    fn a_heading_that_is_the_name_in_the_form_is_that_field() {
        for column in Column::ALL {
            for lang in Lang::ALL {
                let heading = field(*lang, *column).to_owned();
                assert_eq!(guess(std::slice::from_ref(&heading)), [Some(*column)], "{heading}");
            }
        }
    }
}
