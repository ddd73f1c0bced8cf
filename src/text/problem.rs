//! Owns the words of every [`Problem`]: the place, what is wrong, the remedy.

use crate::domain::ballot_box::CastRefused;
use crate::domain::change::Refused;
use crate::domain::desk::{ImpossibleRule, Place, Problem, ReadOnly, Saved, Wrong};
use crate::domain::link::TurnedAway;

use super::{Lang, names, words};

/// Returns a problem in words, its place before it: `sessions/tavolo-3.ron:41:9: …`.
pub fn problem(lang: Lang, problem: &Problem) -> String {
    match &problem.place {
        Some(at) => format!("{}: {}", place(at), wrong(lang, &problem.what)),
        None => wrong(lang, &problem.what),
    }
}

/// Returns a place as editors and compilers write it: `file:line:column`.
pub fn place(place: &Place) -> String {
    let file = crate::domain::clean::clean_line(&place.file.display().to_string());
    match (place.line, place.column) {
        (0, _) => file,
        (line, 0) => format!("{file}:{line}"),
        (line, column) => format!("{file}:{line}:{column}"),
    }
}

/// Returns what is wrong, with the remedy.
pub fn wrong(lang: Lang, wrong: &Wrong) -> String {
    match wrong {
        Wrong::Missing => missing(lang).to_owned(),
        Wrong::NoList => no_list(lang).to_owned(),
        Wrong::IsFolder => is_folder(lang).to_owned(),
        Wrong::Unreadable(why) => unreadable(lang, why),
        Wrong::Empty => empty(lang).to_owned(),
        Wrong::NotUtf8 { byte } => not_utf8(lang, *byte),
        Wrong::TooLarge { bytes, most } => too_large(lang, bytes / 1_048_576, most / 1_048_576),
        Wrong::ConflictMarkers => conflict_markers(lang).to_owned(),
        Wrong::Truncated => truncated(lang).to_owned(),
        Wrong::Trailing => trailing(lang).to_owned(),
        Wrong::TooDeep => too_deep(lang).to_owned(),
        Wrong::NoFormat => no_format(lang).to_owned(),
        Wrong::NewerFormat { found, known } => newer_format(lang, *found, *known),
        Wrong::UnknownField { field, expected } => unknown_field(lang, field, &expected.join(", ")),
        Wrong::Syntax(why) => syntax(lang, &super::reader::reader(lang, why)),
        Wrong::NoSuchItem { item, field, missing } => {
            no_such_item(lang, &item.to_string(), field, &missing.to_string(), names::kinds(lang, missing.kind()))
        }
        Wrong::RefersToRemoved { item, field, removed } => {
            refers_to_removed(lang, &item.to_string(), field, &removed.to_string())
        }
        Wrong::SameCode { item, code } => same_code(lang, &item.to_string(), code),
        Wrong::Soiled(item) => soiled(lang, &item.to_string()),
        Wrong::TooLong { item, bytes } => too_long(lang, &item.to_string(), *bytes),
        Wrong::Impossible { item, field, rule } => impossible(lang, &item.to_string(), field, self::rule(lang, *rule)),
        Wrong::NotInDossier { within, missing } => not_in_dossier(lang, within, missing),
        Wrong::LostToDossier { within, missing } => lost_to_dossier(lang, within, missing),
        Wrong::SourceMissing { session, name } => source_missing(lang, session, name),
        Wrong::NotInSource { missing, name } => not_in_source(lang, missing, name),
        Wrong::RemovedFromSource { missing, name } => removed_from_source(lang, missing, name),
        Wrong::SourceChanged { name } => source_changed(lang, name),
        Wrong::OpenConflicts(count) => open_conflicts(lang, *count),
        Wrong::JournalCut { bytes, kept_in } => journal_cut(lang, *bytes, &kept_in.display().to_string()),
        Wrong::HistorySetAside { kept_in, why } => history_set_aside(lang, &kept_in.display().to_string(), why),
        Wrong::ItemSetAside { key, why } => item_set_aside(lang, key, why),
        Wrong::HandEdited { changed, removed, conflicts } => hand_edited(lang, *changed, *removed, *conflicts),
        Wrong::HandRemoved(items) => {
            let list: Vec<String> = items.iter().take(5).map(ToString::to_string).collect();
            let list = list.join(", ");
            if items.len() == 1 { hand_removed_one(lang, &list) } else { hand_removed(lang, items.len(), &list) }
        }
        Wrong::OpenedLastGood { kept_in, because } => {
            opened_last_good(lang, &kept_in.display().to_string(), &problem(lang, because))
        }
        Wrong::Migrated { from, kept_in } => migrated(lang, *from, &kept_in.display().to_string()),
        Wrong::DiskFull => disk_full(lang).to_owned(),
        Wrong::NoRight => no_right(lang).to_owned(),
        Wrong::CannotWrite(why) => cannot_write(lang, why),
        Wrong::OpenElsewhere => open_elsewhere(lang).to_owned(),
        Wrong::ChangeRefused(refused) => refusal(lang, refused),
        Wrong::CastRefused(refused) => cast_refused(lang, *refused).to_owned(),
        Wrong::BoxSetAside { kept_in, why } => box_set_aside(lang, &kept_in.display().to_string(), why),
        Wrong::BoxIsOpen => box_is_open(lang).to_owned(),
        Wrong::OlderEpoch => older_epoch(lang).to_owned(),
        Wrong::ErasedSince { kept: 0 } => erased_since(lang).to_owned(),
        Wrong::ErasedSince { kept } => erased_since_and_kept(lang, *kept),
        Wrong::HostAway => host_away(lang).to_owned(),
        Wrong::NoAnswer(why) => no_answer(lang, why),
        Wrong::TurnedAway(why) => turned_away(lang, why),
        Wrong::OnlyReads => only_reads(lang).to_owned(),
        Wrong::HostsAlone => hosts_alone(lang).to_owned(),
        Wrong::StillWaiting(changes) => still_waiting(lang, u32::try_from(*changes).unwrap_or(u32::MAX)),
        Wrong::KeptUnsent => kept_unsent(lang).to_owned(),
        Wrong::Superseded(host) => superseded(lang, host),
        Wrong::NotUnderstood(why) => not_understood(lang, why),
        Wrong::CannotShare(why) => cannot_share(lang, why),
        Wrong::Exists => exists(lang).to_owned(),
        Wrong::DeskEnded => desk_ended(lang).to_owned(),
    }
}

fn rule(lang: Lang, rule: ImpossibleRule) -> &'static str {
    match rule {
        ImpossibleRule::MoreThanBefore => more_than_before(lang),
        ImpossibleRule::MoreThanAll => more_than_all(lang),
        ImpossibleRule::MoreVotesThanVoters => more_votes_than_voters(lang),
        ImpossibleRule::NoSuchOption => no_such_option(lang),
        ImpossibleRule::NoSuchBallot => no_such_ballot(lang),
        ImpossibleRule::LowNotBelowHigh => low_not_below_high(lang),
        ImpossibleRule::NotAPercentage => not_a_percentage(lang),
        ImpossibleRule::BeforeItBegan => before_it_began(lang),
    }
}

fn refusal(lang: Lang, refused: &Refused) -> String {
    match refused {
        Refused::TooLong { bytes, most, .. } => too_long_here(lang, bytes / 1024, most / 1024),
        Refused::Erased(item) => erased_item(lang, &item.to_string()),
        Refused::OtherItem { .. } | Refused::Empty | Refused::OtherSession(_) => {
            change_refused(lang, &refused.to_string())
        }
    }
}

fn cast_refused(lang: Lang, refused: CastRefused) -> &'static str {
    match refused {
        CastRefused::NotOpen => round_not_open(lang),
        CastRefused::Spent => ticket_spent(lang),
        CastRefused::NoSuchReceipt => no_such_receipt(lang),
        CastRefused::OtherMethod => other_method(lang),
        CastRefused::NoSuchOption => ballot_no_such_option(lang),
        CastRefused::OutOfRange => out_of_range(lang),
        CastRefused::Twice => twice_in_order(lang),
        CastRefused::TooLong => words_too_long(lang),
    }
}

/// Returns where what was taken down is, for the line on top.
pub fn saved(lang: Lang, saved: &Saved) -> String {
    match saved {
        Saved::Unchanged => unchanged(lang).to_owned(),
        Saved::Journalled(at) | Saved::Written(at) => saved_here(lang, &at.get().format("%H:%M:%S").to_string()),
        Saved::Failing { problem, waiting: 0 } => failing_file(lang, &wrong(lang, &problem.what)),
        Saved::Failing { problem, waiting } => failing(lang, &wrong(lang, &problem.what), *waiting),
        Saved::ReadOnly(why) => read_only(lang, *why).to_owned(),
    }
}

/// Returns why a session is only shown.
pub fn read_only(lang: Lang, why: ReadOnly) -> &'static str {
    match why {
        ReadOnly::OpenElsewhere => read_only_elsewhere(lang),
        ReadOnly::NoRight => read_only_no_right(lang),
        ReadOnly::Newer => read_only_newer(lang),
        ReadOnly::ConflictMarked => read_only_conflict_marked(lang),
        ReadOnly::DiskFull => read_only_disk_full(lang),
    }
}

/// Says why a laptop is turned away, and what helps.
pub fn turned_away(lang: Lang, why: &TurnedAway) -> String {
    match why {
        TurnedAway::WrongCode => wrong_code(lang).to_owned(),
        TurnedAway::Wait(seconds) => wait_a_while(lang, *seconds),
        TurnedAway::Removed => was_removed(lang).to_owned(),
        TurnedAway::OtherSession => other_session(lang).to_owned(),
        TurnedAway::TooOld(needed) => too_old(lang, needed),
        TurnedAway::TooNew(there) => too_new(lang, there),
        TurnedAway::Nonsense => nonsense(lang).to_owned(),
        TurnedAway::Silent => silent(lang).to_owned(),
        TurnedAway::Full => full(lang).to_owned(),
        TurnedAway::OnlyReads => only_reads(lang).to_owned(),
    }
}

words! {
    host_away: "il portatile che ospita non risponde, e le schede stanno là; aspetta che torni", "the laptop that hosts does not answer, and the ballots are there; wait until it is back";
    no_answer(why: &str): "nessun portatile risponde a questo indirizzo ({why}); controlla l'indirizzo, e che siate sulla stessa rete", "no laptop answers at this address ({why}); check the address, and that both are on the same network";
    only_reads: "questo portatile può solo leggere; per scrivere, entra di nuovo nella sessione dalla schermata iniziale", "this laptop can only read; to write, join the session again from the start screen";
    hosts_alone: "questo lo può fare solo il portatile che ospita la sessione", "only the laptop that hosts the session can do this";
    still_waiting(n: u32) one n: "una modifica di questo portatile non è ancora arrivata a chi ospita; aspetta che arrivi", "a change of this laptop has not arrived at the host yet; wait until it has"; more: "{n} modifiche di questo portatile non sono ancora arrivate a chi ospita; aspetta che arrivino", "{n} changes of this laptop have not arrived at the host yet; wait until they have";
    kept_unsent: "l'altra finestra di proximo non ha più risposto; tutto quello che era qui è in questo file: portalo fra le sessioni col suo nome per riprenderlo","the other proximo window no longer answered; everything that was here is in this file: put it among the sessions under a name of its own to take it up again";
    superseded(host: &str): "adesso ospita «{host}»; questo portatile si è unito, e niente è andato perso", "“{host}” hosts the session now; this laptop joined it, and nothing is lost";
    not_understood(why: &str): "quello che ha mandato un altro portatile non si capisce ({why}); si riprova da capo", "what another laptop sent cannot be understood ({why}); it is tried again from the start";
    cannot_share(why: &str): "la sessione non si può aprire alla rete ({why}); controlla che il Wi-Fi sia acceso, poi riprova", "the session cannot be opened to the network ({why}); check that the Wi-Fi is on, then try again";
    wrong_code: "il codice non è giusto; leggilo sullo schermo di chi ospita e riprova", "the code is wrong; read it on the screen of whoever hosts and try again";
    wait_a_while(seconds: u32) one seconds: "troppi codici sbagliati; riprova tra un secondo", "too many wrong codes; try again in one second"; more: "troppi codici sbagliati; riprova tra {seconds} secondi", "too many wrong codes; try again in {seconds} seconds";
    was_removed: "chi ospita ha tolto questo portatile dalla sessione; quello che hai scritto è qui, sul tuo disco", "whoever hosts removed this laptop from the session; what you wrote is here, on your disk";
    other_session: "a questo indirizzo c'è un'altra sessione; scegli quella giusta dall'elenco", "another session is at this address; choose the right one from the list";
    too_old(needed: &str): "questo programma è più vecchio di quello di chi ospita; aggiorna proximo alla versione {needed}", "this program is older than the host's; update proximo to version {needed}";
    too_new(there: &str): "questo programma è più nuovo di quello di chi ospita, che ha la versione {there}; va aggiornato quello", "this program is newer than the host's, which has version {there}; that one is to be updated";
    nonsense: "quello che ha mandato non è niente che questo programma dica", "what it sent is nothing that this program says";
    silent: "non ha detto niente in tempo", "it said nothing in time";
    full: "ci sono già troppi portatili; chi ospita può toglierne uno", "there are too many laptops already; whoever hosts can remove one";
    missing: "non c'è un file con questo nome; controlla il percorso, o crealo con «proximo new»", "there is no such file; check the path, or make it with “proximo new”";
    no_list: "non c'è un file con questo nome; controlla il nome e la cartella", "there is no such file; check its name and folder";
    is_folder: "è una cartella; scegli un file che contiene", "this is a folder; choose a file in it";
    unreadable(why: &str): "il file non si può leggere ({why}); controlla i permessi", "the file cannot be read ({why}); check its permissions";
    empty: "il file è vuoto; riprendi una copia, o cancellalo e creane uno con «proximo new»", "the file is empty; take a copy back, or delete it and make one with “proximo new”";
    not_utf8(byte: usize): "non è testo UTF-8 (dal byte {byte}); salvalo di nuovo come UTF-8 nel tuo editor", "this is not UTF-8 text (from byte {byte}); save it again as UTF-8 in your editor";
    too_large(found: u64, most: u64): "il file è di {found} MiB e una sessione ne ha al più {most}; è davvero una sessione?", "the file has {found} MiB and a session has at most {most}; is it really a session?";
    conflict_markers: "ci sono i segni di un conflitto di Git (<<<<<<<, =======, >>>>>>>); scegli una delle due parti e togli i segni", "there are Git's conflict markers (<<<<<<<, =======, >>>>>>>); choose one of the two sides and take the markers out";
    truncated: "il file finisce a metà; riprendi una copia intera, o chiudi le parentesi che mancano", "the file ends in the middle; take a whole copy back, or close the brackets that are missing";
    trailing: "dopo la fine della sessione c'è altro; un file ha una sola sessione: sposta il resto in un altro file", "something follows after the end of the session; a file holds one session: move the rest to another file";
    too_deep: "le parentesi sono annidate troppo in profondità; una sessione non ne ha bisogno: togli quelle di troppo", "the brackets are nested too deeply; a session needs no such thing: take out those that are too many";
    no_format: "in cima manca «format: 1»; se questa è una sessione, aggiungilo dopo la prima parentesi", "“format: 1” is missing at the top; if this is a session, add it after the first bracket";
    newer_format(found: u32, known: u32): "il file è nel formato {found} e questo programma legge fino al {known}; aggiorna proximo per aprirlo", "the file has format {found} and this program reads up to {known}; update proximo to open it";
    unknown_field(field: &str, expected: &str): "non c'è un campo «{field}»; toglilo, o correggi il nome: {expected}", "there is no field “{field}”; take it out, or correct the name: {expected}";
    syntax(why: &str): "non si capisce: {why}", "this cannot be understood: {why}";
    no_such_item(item: &str, field: &str, missing: &str, kinds: &str): "{item}, campo {field}: non c'è {missing} tra le {kinds}; aggiungilo, o correggi l'id", "{item}, field {field}: there is no {missing} among the {kinds}; add it, or correct the id";
    refers_to_removed(item: &str, field: &str, removed: &str): "{item}, campo {field}: {removed} è stato tolto; togli il riferimento, o rimettilo (gone: false)", "{item}, field {field}: {removed} was removed; take the reference out, or bring it back (gone: false)";
    same_code(item: &str, code: &str): "{item}: un altro partecipante ha già il codice {code}; dagliene un altro", "{item}: another participant has the code {code} already; give this one another";
    soiled(item: &str): "{item}: un testo contiene caratteri di controllo; non vengono mostrati, toglili", "{item}: a text holds control characters; they are not shown, take them out";
    too_long(item: &str, bytes: usize): "{item}: un testo è lungo {bytes} byte e un campo ne tiene 32768; accorcialo, o spostalo in un allegato", "{item}: a text has {bytes} bytes and a field holds 32768; shorten it, or move it to an attachment";
    too_long_here(found: usize, most: usize): "il testo è di {found} KiB e un campo ne tiene {most}: dividilo in più elementi", "the text has {found} KiB and a field holds {most}: split it into several items";
    impossible(item: &str, field: &str, rule: &str): "{item}, campo {field}: {rule}", "{item}, field {field}: {rule}";
    more_than_before: "un gradino (raggiunti, agganciati, attivati, ancora in contatto) ha più persone di quello prima; correggi i numeri", "a rung (reached, engaged, activated, still in contact) has more people than the one before; correct the numbers";
    more_than_all: "ci sono più persone di quante erano presenti; correggi i numeri", "there are more people than were present; correct the numbers";
    more_votes_than_voters: "ci sono più voti di quanti i votanti ne avevano; correggi i conteggi", "there are more votes than the voters had; correct the counts";
    no_such_ballot: "una scheda non va con il modo di votare (troppi bollini, un punteggio fuori scala, un'opzione che non c'è); correggila o toglila", "a ballot does not fit the way to vote (too many dots, a score off the scale, an option that is not there); correct it or take it out";
    no_such_option: "c'è un voto per un'opzione che la votazione non ha; toglilo, o rimetti l'opzione", "there is a vote for an option that the poll does not have; take it out, or bring the option back";
    low_not_below_high: "il punteggio più basso non è sotto il più alto; correggi i due numeri", "the lowest score is not below the highest; correct the two numbers";
    not_a_percentage: "una percentuale va da 1 a 100; correggila", "a percentage is from 1 to 100; correct it";
    before_it_began: "la fine viene prima dell'inizio; correggi i due momenti", "the end comes before the beginning; correct the two moments";
    open_conflicts(count: usize): "conflitti ancora da sciogliere: {count}; aprili nella console e scegli un valore", "conflicts still to be settled: {count}; open them in the console and choose a value";
    not_in_dossier(within: &str, missing: &str): "{within} rimanda a {missing}, che nel dossier non c'è; correggi l'id o toglilo, poi «proximo merge --batch»", "{within} refers to {missing}, which is not in the dossier; correct the id or take it out, then “proximo merge --batch”";
    lost_to_dossier(within: &str, missing: &str): "{within} rimanda a {missing}, che le sessioni non hanno più; rimetti la sessione, o togli il riferimento", "{within} refers to {missing}, which the sessions no longer hold; bring the session back, or take the reference out";
    source_missing(session: &str, name: &str): "la sessione {session} ({name}.ron) non è tra le sessioni, o non si legge; rimetti il file, o rifai il dossier con «proximo merge --batch»", "the session {session} ({name}.ron) is not among the sessions, or cannot be read; bring the file back, or make the dossier again with “proximo merge --batch”";
    not_in_source(missing: &str, name: &str): "{missing} non è più nella sessione {name}.ron; rimettilo, o rifai il dossier con «proximo merge --batch»", "{missing} is no longer in the session {name}.ron; bring it back, or make the dossier again with “proximo merge --batch”";
    removed_from_source(missing: &str, name: &str): "{missing} è stato tolto dalla sessione {name}.ron; rimettilo (gone: false), o rifai il dossier con «proximo merge --batch»", "{missing} was removed from the session {name}.ron; bring it back (gone: false), or make the dossier again with “proximo merge --batch”";
    source_changed(name: &str): "la sessione {name}.ron è cambiata dopo l'unione; rifai il dossier con «proximo merge --batch»", "the session {name}.ron changed after the merge; make the dossier again with “proximo merge --batch”";
    journal_cut(bytes: u64, kept_in: &str): "il diario finiva a metà (corrente mancata?): tutto ciò che c'è prima è salvo, gli ultimi {bytes} byte sono in {kept_in}", "the journal ended in the middle (power lost?): everything before is safe, the last {bytes} bytes are in {kept_in}";
    history_set_aside(kept_in: &str, why: &str): "la cronologia non si leggeva ({why}); è in {kept_in} e ne comincia una nuova dal file della sessione", "the history could not be read ({why}); it is in {kept_in} and a new one begins from the session file";
    item_set_aside(key: &str, why: &str): "un elemento della cronologia non si leggeva ({key}: {why}); è stato messo da parte", "an item of the history could not be read ({key}: {why}); it was put aside";
    hand_edited(changed: usize, removed: usize, conflicts: usize): "il file è stato modificato a mano: cambiati {changed}, tolti {removed}, con due valori {conflicts}", "the file was edited by hand: {changed} changed, {removed} removed, {conflicts} with two values";
    hand_removed_one(item: &str): "nel file modificato a mano manca un elemento ({item}); qui c'è ancora: toglilo dalla console, se era voluto", "one item is missing in the hand-edited file ({item}); it is still here: remove it in the console if it was meant";
    hand_removed(count: usize, list: &str) one count: "nel file modificato a mano manca un elemento ({list}); qui c'è ancora: toglilo dalla console, se era voluto", "one item is missing in the hand-edited file ({list}); it is still here: remove it in the console if it was meant"; more: "nel file modificato a mano mancano {count} elementi ({list}); qui ci sono ancora: toglili dalla console, se era voluto", "{count} items are missing in the hand-edited file ({list}); they are still here: remove them in the console if it was meant";
    opened_last_good(kept_in: &str, because: &str): "il file della sessione non si legge; è aperto l'ultimo stato buono, il file guasto è in {kept_in}. {because}", "the session file cannot be read; the last good state is open, the broken file is in {kept_in}. {because}";
    migrated(from: u32, kept_in: &str): "il file era nel formato {from} ed è stato aggiornato; quello vecchio è in {kept_in}", "the file had format {from} and was brought up to date; the old one is in {kept_in}";
    disk_full: "il disco è pieno; libera spazio: si riprova da soli", "the disk is full; make room: it is tried again by itself";
    no_right: "non c'è il permesso di scrivere qui; usa un'altra cartella con --workspace", "there is no right to write here; use another folder with --workspace";
    cannot_write(why: &str): "non si riesce a scrivere ({why}); si riprova da soli", "writing fails ({why}); it is tried again by itself";
    open_elsewhere: "la sessione è già aperta in un'altra finestra; chiudila lì, poi riaprila qui per scrivere", "the session is open in another window already; close it there, then open it here again to write";
    change_refused(why: &str): "la modifica non si può fare: {why}", "the change cannot be made: {why}";
    round_not_open: "questa votazione ora non è aperta; se ne può aprire un nuovo turno", "this vote is not open now; a new round of it can be opened";
    ticket_spent: "con questo biglietto si è già votato; per cambiare la scheda serve la ricevuta", "this ticket has voted already; to change the ballot its receipt is needed";
    no_such_receipt: "nessuna scheda nell'urna ha questa ricevuta; ricontrolla le sei lettere e cifre", "no ballot in the box has this receipt; check its six letters and digits";
    other_method: "questa scheda è di un altro modo di votare; compilane una nuova", "this ballot is of another way to vote; fill in a new one";
    ballot_no_such_option: "sulla scheda c'è un'opzione che la votazione non ha; compilane una nuova", "an option on the ballot is none of this vote; fill in a new one";
    out_of_range: "sulla scheda c'è più (o meno) di quanto si possa dare; correggila", "there is more (or less) on the ballot than can be given; correct it";
    twice_in_order: "nell'ordine c'è due volte la stessa opzione; correggilo", "one option stands twice in the order; correct it";
    words_too_long: "la motivazione è troppo lunga: al più 500 caratteri", "the reason is too long: 500 characters at most";
    box_set_aside(kept_in: &str, why: &str): "un'urna non si poteva usare ({why}); è stata messa da parte in {kept_in}", "a ballot box could not be used ({why}); it was put aside in {kept_in}";
    box_is_open: "una votazione è aperta e ha schede nell'urna; chiudila, poi riprova", "a vote is open and has ballots in its box; close it, then try again";
    older_epoch: "questa è una copia di prima che qualcosa fosse cancellato per sempre; ciò che era cancellato resta fuori", "this is a copy from before something was erased for good; what was erased stays out";
    erased_since: "da questa sessione è stato cancellato per sempre qualcosa; la cronologia di questo portatile ricomincia senza", "something was erased for good from this session; this laptop's history begins anew without it";
    erased_since_and_kept(kept: usize): "da questa sessione è stato cancellato per sempre qualcosa; la cronologia di questo portatile ricomincia senza. Quello che era solo qui è rimasto ({kept})", "something was erased for good from this session; this laptop's history begins anew without it. What was here alone is kept ({kept})";
    erased_item(item: &str): "{item} è stato cancellato per sempre, e non torna: riscrivi in un elemento nuovo ciò che può restare", "{item} was erased for good and does not come back: put what may stay into a new item";
    exists: "c'è già un file con questo nome; scegli un altro titolo o un'altra data", "there is such a file already; choose another title or date";
    desk_ended: "il programma non risponde più a questa sessione; chiudi e riapri: ciò che era salvato c'è", "this session no longer answers; close and open it again: what was saved is there";
    unchanged: "tutto salvato", "all saved";
    saved_here(clock: &str): "salvato qui {clock}", "saved here {clock}";
    failing_file(why: &str): "tutto nel diario, il file no: {why}", "all in the journal, not the file: {why}";
    failing(why: &str, waiting: usize): "NON SALVATO ({waiting}): {why}", "NOT SAVED ({waiting}): {why}";
    read_only_elsewhere: "sola lettura: aperta in un'altra finestra", "read-only: open in another window";
    read_only_no_right: "sola lettura: qui non si può scrivere", "read-only: no right to write here";
    read_only_newer: "sola lettura: serve una versione più nuova di proximo", "read-only: a newer proximo is needed";
    read_only_conflict_marked: "sola lettura: nel file ci sono i segni di un conflitto di Git; toglili e riapri", "read-only: Git's conflict markers are in the file; take them out and open it again";
    read_only_disk_full: "sola lettura: il disco è pieno; libera spazio e riapri", "read-only: the disk is full; make room and open it again";
}
