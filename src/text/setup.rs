//! Owns the words for what is wrong with settings, keys and themes of one's own: what, and the remedy.

use super::words;

words! {
    heading: "Impostazioni, tasti, colori", "Settings, keys, colours";
    defaults_hold: "Il programma funziona lo stesso: dove c'è un errore valgono i valori di partenza.", "The program works all the same: where something is wrong the defaults hold.";
    not_opened(why: &std::io::Error): "il file non si apre ({why}): controllare che sia leggibile, o toglierlo", "the file cannot be opened ({why}): make it readable, or take it away";
    no_such_setting(found: &str, known: &str): "nessuna impostazione si chiama «{found}»: ci sono {known}", "no setting is called “{found}”: there are {known}";
    settings_unread(why: &ron::Error): "qui non si legge ({why}): si corregge, o si toglie la riga; assets/config.ron fa da esempio", "this cannot be read ({why}): correct it, or take the line out; assets/config.ron is a sample";
    in_their_place: "Valgono le impostazioni di partenza.", "The default settings hold.";

    // ---- keys
    keys_unread(why: &ron::Error): "qui non si legge ({why}). Una riga è fatta così: \"undo\": [\"u\", \"f9\"],", "this cannot be read ({why}). A line looks like this: \"undo\": [\"u\", \"f9\"],";
    no_such_name(name: &str): "nessun comando si chiama «{name}»: «proximo keys» li elenca", "no command is called “{name}”: “proximo keys” lists them";
    no_such_name_like(name: &str, like: &str): "nessun comando si chiama «{name}»: forse «{like}»? «proximo keys» li elenca", "no command is called “{name}”: perhaps “{like}”? “proximo keys” lists them";
    name_twice(name: &str): "«{name}» è scritto due volte: ne resti una riga sola, con tutti i suoi tasti", "“{name}” is written twice: keep one line, with all its keys";
    no_such_key(name: &str, key: &str): "«{name}»: «{key}» non è un tasto; si scrive per esempio p, U, space, enter, f6, ctrl-z, shift-tab, pageup", "“{name}”: “{key}” is no key; write for example p, U, space, enter, f6, ctrl-z, shift-tab, pageup";
    key_is_another(name: &str, key: &str, other: &str): "«{name}»: in un terminale «{key}» è lo stesso tasto di «{other}»: sceglierne un altro", "“{name}”: in a terminal “{key}” is the same key as “{other}”: choose another one";
    key_is_text(name: &str, key: &str, place: &str): "«{name}»: {place} «{key}» si scrive come testo; lì vanno f1…f12, ctrl- con una lettera, frecce", "“{name}”: {place} “{key}” is text being typed; use f1…f12, ctrl- with a letter, arrows";
    key_twice(key: &str, one: &str, other: &str, place: &str): "{place} «{key}» farebbe due cose, «{one}» e «{other}»: darne un altro a una delle due, o nessuno: \"{other}\": [],", "{place} “{key}” would do two things, “{one}” and “{other}”: give one of them another key, or none: \"{other}\": [],";
    no_way(what: &str, place: &str): "{place} non resterebbe un tasto per «{what}»: lasciargliene almeno uno", "{place} no key would be left for “{what}”: leave it at least one";
    no_keys_file(file: &str): "Il file dei tasti {file} non c'è: controllare il nome dato con --keys, PROXIMO_KEYS o nelle impostazioni", "There is no file of keys {file}: check the name given with --keys, PROXIMO_KEYS or in the settings";
    keys_looked_for(file: &str): "Tasti propri: {file} (non c'è: valgono quelli di partenza)", "Keys of your own: {file} (not there: the defaults hold)";
    keys_found(file: &str): "Tasti propri: {file}", "Keys of your own: {file}";
    keys_refused(file: &str): "Tasti propri: {file} (con errori: valgono quelli di partenza)", "Keys of your own: {file} (wrong: the defaults hold)";
    no_folder: "Tasti propri: nessuna cartella; --keys FILE", "Keys of your own: no folder; --keys FILE";
    name_heading: "nome", "name";

    // ---- places
    place_start: "all'inizio", "on the start screen";
    place_agenda: "nella scaletta", "in the agenda";
    place_list: "negli elenchi", "in the lists";
    place_detail: "nel dettaglio", "in the detail";
    place_capture: "mentre si scrive", "while typing";
    place_wall: "sulla parete", "on the wall";
    place_choice: "dove si sceglie", "where one chooses";
    place_filter: "nel filtro di una lista", "in the filter of a list";
    place_tags: "nella riga delle etichette", "in the line of tags";
    place_find_person: "cercando tra i partecipanti", "finding among the participants";
    place_list_file: "scegliendo un elenco", "choosing a list";
    place_list_table: "in un elenco da prendere", "in a list to take";
    place_register: "nel registro", "in the register";
    place_heads: "contando le persone", "counting people";
    place_left: "in quello che è rimasto aperto", "in what was left open";
    place_people: "tra i partecipanti", "among the participants";
    place_find: "dove si cerca", "where one searches";
    place_reading: "dove si legge", "where one reads";
    place_fields: "nei campi di una nuova sessione", "in the fields of a new session";
    place_panel: "in una scheda o in un conteggio", "in a form or a count";
    place_form: "nella scheda", "in the form";
    place_vote: "sulla scheda", "on the ballot";
    place_count: "nella votazione", "in the vote";

    // ---- themes
    theme_unread(why: &ron::Error): "qui non si legge ({why}). Un tema è fatto così: (extends: \"dark\", colours: {{\"accent\": \"#62cfc0\"}})", "this cannot be read ({why}). A theme looks like this: (extends: \"dark\", colours: {{\"accent\": \"#62cfc0\"}})";
    no_such_part(name: &str, known: &str): "nessuna parte si chiama «{name}»: ci sono {known}", "no part is called “{name}”: there are {known}";
    part_twice(name: &str): "«{name}» è scritto due volte: ne resti uno", "“{name}” is written twice: keep one";
    no_such_colour(part: &str, colour: &str, names: &str): "«{part}»: «{colour}» non è un colore; si scrive #rrggbb, o uno di {names}", "“{part}”: “{colour}” is no colour; write #rrggbb, or one of {names}";
    sixteen_named(part: &str, colour: &str, names: &str): "«{part}»: tra i 16 colori non c'è «{colour}»; sono {names}", "“{part}”: “{colour}” is none of the 16 colours; they are {names}";
    no_such_base(base: &str, known: &str): "non c'è un tema «{base}» da cui partire: ci sono {known}", "there is no theme “{base}” to begin with: there are {known}";
    in_a_circle(name: &str): "«{name}» parte da se stesso: extends vuole un tema di partenza", "“{name}” begins with itself: extends wants another theme";
    name_taken(name: &str): "«{name}» è il nome di un tema del programma: dare al file un altro nome", "“{name}” is the name of one of the program's themes: give the file another name";
    no_such_theme(name: &str, known: &str, folder: &str): "Nessun tema si chiama «{name}»: ci sono {known}; i propri stanno in {folder}/NOME.ron", "No theme is called “{name}”: there are {known}; your own belong in {folder}/NAME.ron";
    faint(name: &str, parts: &str): "Il tema «{name}» si legge male, ha poco contrasto: {parts}. Serve 4,5 per i testi e 3 per le linee", "The theme “{name}” is hard to read, it has little contrast: {parts}. Texts need 4.5, lines 3";
    faint_part(part: &str, under: &str, ratio: &str): "{part} su {under} {ratio}", "{part} on {under} {ratio}";
}
