//! Owns the words of erasing for good.

use super::words;

words! {
    about: "Cancella per sempre una persona (YAG-03) o un elemento, con la cronologia e le copie", "Erase for good a person (YAG-03) or an item, with history and copies";
    arg_who: "Codice della persona, o id dell'elemento", "Code of the person, or id of the item";
    arg_yes: "Senza chiedere conferma", "Without asking";
    no_such(named: &str): "Qui non c'è «{named}»: serve un codice (YAG-03) o un id (voi_7k3m2qax).", "There is no “{named}” here: a code (YAG-03) or an id (voi_7k3m2qax) is needed.";
    needs_code: "Manca chi o che cosa cancellare: serve un codice (YAG-03) o un id (voi_7k3m2qax).", "Who or what is to be erased is missing: a code (YAG-03) or an id (voi_7k3m2qax) is needed.";
    goes: "Viene cancellato per sempre (togliere, invece, si può annullare):", "Erased for good (removing, instead, can be undone):";
    and_more(more: usize): "  … e altri {more}", "  … and {more} more";
    touched(count: usize): "Elementi che restano, senza il riferimento: {count}", "Items that stay, without the reference: {count}";
    naming(code: &str, list: &str): "Testi che nominano {code} e restano come sono, da rileggere: {list}. Nei documenti e sulla parete il codice resta coperto. Per ognuno: si apre la sessione, si cerca il codice, col tasto «e» si apre la scheda, e lì si toglie il codice dal testo.", "Texts that name {code} and stay as they are, to be looked at: {list}. In documents and on the wall the code stays covered. For each: open the session, find the code, open the form with the key “e”, and take the code out of the text there.";
    report_goes(file: &str): "Viene cancellato anche il documento che ne riporta le parole: {file}", "The document that holds its words is deleted too: {file}";
    needs_yes: "Qui non c'è un terminale per confermare: aggiungi --yes.", "There is no terminal here to confirm: add --yes.";
    type_it(named: &str): "Non si può annullare. Per confermare scrivi ancora: {named}", "This cannot be undone. To confirm, type again: {named}";
    not_erased: "Non è stato cancellato nulla.", "Nothing was erased.";
    erased(items: usize, file: &str) one items: "Cancellato per sempre {items} elemento da {file}", "Erased {items} item for good from {file}"; more: "Cancellati per sempre {items} elementi da {file}", "Erased {items} items for good from {file}";
    history_gone(files: usize) one files: "Cronologia, diario, bozze e copie di questa sessione cancellati: {files} file", "History, journal, drafts and copies of this session deleted: {files} file"; more: "Cronologia, diario, bozze e copie di questa sessione cancellati: {files} file", "History, journal, drafts and copies of this session deleted: {files} files";
    register_gone: "Cancellata anche la voce nel registro", "The entry in the register is gone too";
    erased_there(item: &str, file: &str): "Cancellato {item} anche da {file}", "Erased {item} from {file} too";
    cannot_delete(file: &str, why: &str): "{file}: non si riesce a cancellare ({why}); cancellalo a mano", "{file}: cannot be deleted ({why}); delete it by hand";
    unfinished_gone(lines: usize) one lines: "Cancellata {lines} riga di testi lasciati a metà per il dossier, che ne riportava le parole", "Deleted {lines} line of texts left unfinished for the dossier, which held its words"; more: "Cancellate {lines} righe di testi lasciati a metà per il dossier, che ne riportavano le parole", "Deleted {lines} lines of texts left unfinished for the dossier, which held its words";
    merged_again: "Il dossier viene riscritto senza:", "The dossier is written again without it:";
    desk_is_open: "La sintesi è aperta in un altro programma e può riscrivere i suoi testi a metà: chiudila e ripeti il comando.", "The merge desk is open in another program and may write its unfinished texts again: close it and repeat the command.";
    still_holds(file: &str): "{file}: qui ci sono ancora parole cancellate; correggilo o cancellalo a mano", "{file}: erased words are still here; correct it or delete it by hand";
    cannot_reach: "Restano fuori portata: i commit di git, le copie spedite o stampate, i portatili che ora non ci sono, le schede di voto già anonime.", "Out of reach: git commits, copies mailed or printed, laptops that are not here now, ballots that are anonymous already.";
}
