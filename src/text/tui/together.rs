//! Owns the words of several laptops at one session: how it stands with them, who is here, sharing, joining, parting.

use crate::domain::link::Part;
use crate::text::{Lang, words};

/// Returns what a laptop is here for.
pub fn part(lang: Lang, part: Part) -> &'static str {
    match part {
        Part::Console => part_console(lang),
        Part::Wall => part_wall(lang),
        Part::Guest => part_guest(lang),
    }
}

// ---- the line on top
words! {
    here(n: usize): "{n} qui", "{n} here";
    arrived: "✓ arrivato al tavolo", "✓ arrived at the table";
    arrived_short: "✓ arrivato", "✓ arrived";
    on_the_way(n: usize): "{n} in attesa", "{n} waiting";
    offline(clock: &str): "senza rete da {clock}", "no network since {clock}";
    offline_waiting(clock: &str, n: usize): "senza rete da {clock} · {n} in attesa", "no network since {clock} · {n} waiting";
    offline_short(n: usize): "senza rete · {n} in attesa", "no network · {n} waiting";
    no_network: "senza rete", "no network";
    meeting: "si riunisce…", "meeting again…";
    not_let_in: "chi ospita non fa entrare", "the host does not let in";
    attached: "insieme a un altro proximo su questo portatile", "with another proximo on this laptop";
    attached_short: "con un altro proximo", "with another proximo";
    attached_waiting(n: usize): "con un altro proximo · {n} in attesa", "with another proximo · {n} waiting";
    attached_silent(n: usize): "l'altro proximo tace · {n} in attesa", "the other proximo is silent · {n} waiting";
    superseded_short: "ora ospita un altro portatile", "another laptop hosts now";
}

// ---- what is said once
words! {
    took_over: "L'altro proximo si è chiuso: ora la sessione è di questa finestra, e niente è andato perso.", "The other proximo has ended: the session is this window's now, and nothing is lost.";
    hosts_now: "Ora ospita questo portatile. ⟨together⟩ mostra il codice per chi entra.", "This laptop hosts now. ⟨together⟩ shows the code for those who come in.";
    superseded: "Un altro portatile ora ospita la sessione: questo si sta unendo. Niente è andato perso, continua pure.", "Another laptop hosts the session now: this one is joining it. Nothing is lost, just go on.";
    guest_reads: "Questo portatile può solo leggere: chi ospita può invitarlo a scrivere.", "This laptop can only read: whoever hosts can invite it to write.";
    back_online: "Di nuovo in rete: quello che hai scritto intanto raggiunge gli altri.", "Back on the network: what you wrote meanwhile reaches the others.";
    went_offline: "Senza rete. Continua pure: tutto resta sul tuo disco, e raggiunge gli altri quando la rete torna.", "No network. Just go on: everything stays on your disk, and reaches the others when the network is back.";
    shared: "La sessione è condivisa: chi è in sala entra con il codice.", "The session is shared: those in the room come in with the code.";
    unshared: "La sessione non è più condivisa.", "The session is no longer shared.";
    code_changed: "Il codice è un altro. Chi è già dentro resta.", "The code is another one. Whoever is in already stays.";
    removed(name: &str): "«{name}» non fa più parte della sessione, e il codice è un altro.", "“{name}” is no longer at the session, and the code is another one.";
    renamed(name: &str): "✓ ora si chiama «{name}»", "✓ now called “{name}”";
    seated(name: &str, table: &str): "✓ {name}: {table}", "✓ {name}: {table}";
    only_wall: "questo portatile mostra solo la parete", "this laptop shows the wall only";
    trying: "Cerco chi ospita…", "Looking for the host…";
    taking_over: "Questo portatile comincia a ospitare…", "This laptop begins to host…";
    deleting: "La copia di questo portatile è cancellata; chi ospita ha tutto.", "This laptop's copy is deleted; the host has everything.";
}

// ---- the panel
words! {
    key: "insieme", "together";
    key_long: "chi è qui e con quale portatile: condividi, codice, tavoli, rete", "who is here on which laptop: share, code, tables, network";
    heading: "Insieme", "Together";
    share: "condividi", "share";
    share_long: "apre la sessione ai portatili della sala, o la chiude", "opens the session to the laptops in the room, or closes it";
    new_code: "altro codice", "new code";
    new_code_long: "un altro codice per chi entra da ora; chi è dentro resta", "another code for those who come in from now; whoever is in stays";
    rename: "nome", "name";
    rename_long: "cambia il nome di chi è scelto", "changes the name of the chosen one";
    seat: "tavolo", "table";
    seat_long: "dice a quale tavolo siede chi è scelto", "says at which table the chosen one sits";
    remove: "togli", "remove";
    remove_long: "toglie dalla sessione chi è scelto, e cambia il codice", "removes the chosen one from the session, and changes the code";
    host_here: "ospita qui", "host here";
    host_here_long: "questo portatile comincia a ospitare: solo se quello che ospita è rotto o se n'è andato", "this laptop begins to host: only if the one that hosts is broken or gone";
    retry: "riprova", "try again";
    retry_long: "cerca subito chi ospita", "looks for the host now";
    save_name: "salva", "save";
    save_name_long: "tiene il nome", "keeps the name";
    place: "in «Insieme»", "in “Together”";
    place_naming: "nel nome", "in the name";

    alone: "La sessione è solo su questo portatile.", "The session is on this laptop alone.";
    alone_how: "⟨share⟩ la apre ai portatili della sala: chi prende appunti ai tavoli scrive nella stessa sessione, ognuno dal suo, anche quando la rete manca.", "⟨share⟩ opens it to the laptops in the room: those who take notes at the tables write into the same session, each on their own, even while the network is away.";
    open_now: "Condivisa. Dagli altri portatili si scrive:", "Shared. On the other laptops one types:";
    not_open: "Non condivisa: entrano solo programmi su questo portatile. ⟨share⟩ la apre alla sala.", "Not shared: only programs on this laptop come in. ⟨share⟩ opens it to the room.";
    code: "il codice", "the code";
    address: "l'indirizzo", "the address";
    or_at(list: &str): "se non risponde: {list}", "if it does not answer: {list}";
    or_list: "oppure, nella schermata iniziale, ⟨join⟩", "or, on the start screen, ⟨join⟩";
    trouble(why: &str): "Non si può aprire alla rete: {why}. Controlla che il Wi-Fi sia acceso, poi ⟨share⟩.", "It cannot be opened to the network: {why}. Check that the Wi-Fi is on, then ⟨share⟩.";
    people: "Chi è qui", "Who is here";
    nobody_yet: "Per ora nessun altro. Chi entra appare qui.", "Nobody else yet. Whoever comes in shows here.";
    no_name: "(senza nome)", "(no name)";
    me: "tu", "you";
    leads: "ospita", "hosts";
    away: "assente, si aspetta che torni", "away, expected back";
    same_machine: "su questo portatile", "on this laptop";
    part_console: "prende appunti", "takes notes";
    part_wall: "parete", "wall";
    part_guest: "legge", "reads";
    writes_on(title: &str): "scrive su «{title}»", "writes on “{title}”";
    no_table: "nessun tavolo", "no table";
    refused: "Non entrati", "Turned away";
    refused_times(n: u32): "{n} volte", "{n} times";

    joined_to(host: &str): "Ospita {host}", "{host} hosts";
    joined_online: "In rete.", "On the network.";
    joined_all_there: "Quello che hai scritto è arrivato tutto, ed è sul disco di chi ospita.", "All that you wrote has arrived, and is on the host's disk.";
    joined_waiting(n: usize) one n: "Una modifica aspetta di arrivare; è sul disco di questo portatile.", "One change waits to arrive; it is on this laptop's disk."; more: "{n} modifiche aspettano di arrivare; sono sul disco di questo portatile.", "{n} changes wait to arrive; they are on this laptop's disk.";
    joined_offline(clock: &str): "Senza rete dalle {clock}. Continua pure: qui c'è tutta la sessione, e quello che scrivi raggiunge gli altri quando la rete torna. ⟨retry⟩ riprova subito.", "No network since {clock}. Just go on: the whole session is here, and what you write reaches the others when the network is back. ⟨retry⟩ tries at once.";
    joined_meeting: "Si mette insieme quello che è stato scritto separatamente…", "Putting together what was written apart…";
    joined_part_guest: "Questo portatile può solo leggere.", "This laptop can only read.";
    turned_away(why: &str): "Chi ospita non fa entrare questo portatile: {why}.", "The host does not let this laptop in: {why}.";
    if_host_is_gone: "Se il portatile che ospita è rotto o se n'è andato: ⟨host-here⟩.", "If the laptop that hosts is broken or gone: ⟨host-here⟩.";
    attached_online: "Un'altra finestra di proximo su questo portatile ha la sessione; questa scrive insieme a lei, e se l'altra si chiude va avanti da sola.", "Another proximo window on this laptop has the session; this one writes along with it, and goes on by itself where the other one ends.";
    attached_offline(n: usize) one n: "L'altra finestra di proximo non risponde; una modifica aspetta. Se si chiude, questa va avanti da sola.", "The other proximo window does not answer; one change waits. If it ends, this one goes on by itself."; more: "L'altra finestra di proximo non risponde; {n} modifiche aspettano. Se si chiude, questa va avanti da sola.", "The other proximo window does not answer; {n} changes wait. If it ends, this one goes on by itself.";
    not_yours_to_change: "Di sé si cambia tutto; degli altri solo chi ospita.", "One's own can be changed; that of others only by the host.";
    not_joined: "Vale su un portatile unito a un altro: questo non lo è.", "For a laptop that joined another one: this has not.";
    not_host: "Vale sul portatile che ospita.", "For the laptop that hosts.";
    not_open_yet: "Prima si condivide: ⟨share⟩.", "Share first: ⟨share⟩.";
    choose_somebody: "Prima si sceglie qualcuno.", "Choose somebody first.";
    not_yourself: "Sé stessi non si tolgono: si chiude la sessione.", "Nobody removes themselves: close the session instead.";
    no_tables: "La sessione non ha ancora tavoli.", "The session has no tables yet.";
}

// ---- what is asked
words! {
    stop_sharing: "Chiudere la sessione agli altri portatili?", "Close the session to other laptops?";
    stop_sharing_about(n: usize) one n: "Un altro portatile è qui: tiene la sua copia e continua da solo. Quando si condivide di nuovo, quello che avrà scritto si riunisce.", "One other laptop is here: it keeps its copy and goes on alone. When it is shared again, what it wrote meets the rest."; more: "Altri {n} portatili sono qui: tengono la loro copia e continuano da soli. Quando si condivide di nuovo, quello che avranno scritto si riunisce.", "{n} other laptops are here: they keep their copies and go on alone. When it is shared again, what they wrote meets the rest.";
    stop_it: "Non condividere più", "Share no longer";
    keep_sharing: "No, resta condivisa", "No, it stays shared";
    ask_code: "Cambiare il codice?", "Change the code?";
    ask_code_about: "Chi è già dentro resta, e rientra senza codice anche dopo. Chi ha annotato quello di prima non entra più.", "Whoever is in stays, and comes back without a code later too. Whoever noted the old one no longer gets in.";
    change_code: "Cambia il codice", "Change the code";
    keep_code: "No, resta questo", "No, keep this one";
    ask_remove(name: &str): "Togliere «{name}» dalla sessione?", "Remove “{name}” from the session?";
    ask_remove_about: "Quel portatile si stacca subito e non può tornare, neanche con il codice nuovo. Il codice cambia. Quello che ha scritto e che è arrivato qui resta; quello che è solo là non arriva più.", "That laptop is parted from at once and cannot come back, not even with the new code. The code changes. What it wrote and what arrived here stays; what is only there will not arrive.";
    remove_it: "Togli dalla sessione", "Remove from the session";
    keep_it: "No, resta", "No, it stays";
    ask_host: "Ospitare la sessione da questo portatile?", "Host the session from this laptop?";
    ask_host_about: "Solo se il portatile che ospita è rotto, o se n'è andato. Qui c'è tutta la sessione: gli altri si uniscono a questo. Quando quello di prima torna, si unisce anche lui, e quello che ha in più arriva. Una votazione aperta là resta interrotta.", "Only if the laptop that hosts is broken, or gone. The whole session is here: the others join this one. When the old one comes back it joins too, and what it has beside arrives. A vote that is open there is interrupted.";
    host_it: "Ospita da qui", "Host from here";
    do_not_host: "No, aspetta che torni", "No, wait until it is back";
    ask_table(name: &str): "A quale tavolo siede {name}?", "At which table does {name} sit?";
    ask_my_table: "A quale tavolo siedi?", "At which table do you sit?";
    my_table_about: "Quello che annoti mentre si lavora ai tavoli porta il nome del tuo. Si cambia quando si vuole, con ⟨together⟩.", "What you take down while the tables work carries the name of yours. It can be changed at any time, with ⟨together⟩.";
    ask_name: "Come si chiama", "What they are called";
    ask_copy: "La sessione è chiusa. La copia su questo portatile?", "The session is closed. The copy on this laptop?";
    ask_copy_about(host: &str): "Tutto quello che hai scritto è arrivato, ed è sul disco di {host}. Se cancelli, da questo portatile spariscono il file della sessione e la sua cronologia; da nessun'altra parte.", "All that you wrote has arrived, and is on {host}'s disk. Deleting takes the session's file and its history off this laptop, and from nowhere else.";
    keep_copy: "Tieni la copia", "Keep the copy";
    keep_copy_aside: "e lascia la sessione", "and leave the session";
    delete_copy: "Cancella la copia", "Delete the copy";
    delete_copy_aside: "solo da questo portatile", "from this laptop alone";
    stay_here: "Resta nella sessione", "Stay in the session";
    ask_waiting(n: usize) one n: "La sessione è chiusa, ma una modifica non è ancora arrivata.", "The session is closed, but one change has not arrived yet."; more: "La sessione è chiusa, ma {n} modifiche non sono ancora arrivate.", "The session is closed, but {n} changes have not arrived yet.";
    ask_waiting_about: "Tutto è sul disco di questo portatile, e la copia resta. Con la rete arriva da solo: meglio aspettare.", "All of it is on this laptop's disk, and the copy stays. With the network it arrives by itself: better wait.";
    leave_all_the_same: "Lascia, la copia resta", "Leave, the copy stays";
    ask_attached: "L'altra finestra di proximo non ha ancora tutto", "The other proximo window does not have everything yet";
    ask_attached_about: "Quello che manca è solo nella memoria di questa finestra: meglio aspettare che l'altra risponda, o si chiuda. Uscendo lo si mette in un file accanto alla sessione.", "What is missing is in the memory of this window alone: better wait until the other one answers, or ends. On leaving it goes into a file beside the session.";
    leave_now: "Esci", "Leave";
    ask_others: "Uscire? Altri scrivono ancora", "Leave? Others still take notes";
    ask_others_about: "Restano senza chi ospita: quello che scrivono resta sui loro portatili, e arriva quando riapri la sessione. Un altro portatile può ospitarla al tuo posto.", "They are left without a host: what they write stays on their laptops, and arrives when you open the session again. Another laptop can host it in your place.";
    leave_wall: "Chiudere la parete?", "Close the wall?";
    close_wall: "Chiudi", "Close";
    keep_wall: "No, resta", "No, it stays";
}

// ---- joining
words! {
    join: "unisciti", "join";
    join_long: "entra in una sessione che è su un altro portatile", "comes into a session that is on another laptop";
    join_heading: "Entra in una sessione", "Join a session";
    looking: "Cerco nella rete", "Looking on the network";
    found_none: "Per ora non si sente nessuna sessione.", "No session is heard so far.";
    found_none_how: "I due portatili devono essere sulla stessa rete, e chi ospita deve avere condiviso. Alcune reti non lasciano sentire: allora si scrive l'indirizzo che sta sullo schermo di chi ospita.", "Both laptops must be on the same network, and the host must have shared. Some networks let nothing be heard: then type the address that is on the host's screen.";
    type_address: "scrivi l'indirizzo…", "type the address…";
    type_it: "indirizzo", "address";
    type_it_long: "scrive l'indirizzo di chi ospita", "types the host's address";
    look_again: "cerca di nuovo", "look again";
    look_again_long: "cerca di nuovo le sessioni nella rete", "looks for sessions on the network again";
    choose_session_long: "entra nella sessione scelta", "comes into the chosen session";
    hosted_by(host: &str, address: &str): "ospita {host} · {address}", "{host} hosts · {address}";
    known: "già stata qui: senza codice", "been here: no code";
    needs(version: &str): "serve proximo {version}", "needs proximo {version}";
    needs_long(version: &str): "Per questa sessione serve proximo {version}: aggiorna questo programma, o quello di chi ospita.", "This session needs proximo {version}: update this program, or the host's.";
    field_address: "Indirizzo", "Address";
    field_code: "Codice", "Code";
    field_name: "Il tuo nome", "Your name";
    code_hint: "come 7-chitarra-vento, da chi ospita", "like 7-chitarra-vento, from the host";
    code_known: "non serve, questo portatile è noto", "not needed, this laptop is known";
    address_hint: "per esempio 192.168.1.20:7331", "for example 192.168.1.20:7331";
    name_hint: "come ti vedono gli altri", "as others see you";
    as_wall: "Questo portatile mostrerà solo la parete.", "This laptop will show the wall only.";
    as_guest: "Questo portatile leggerà soltanto.", "This laptop will only read.";
    need_address: "Serve l'indirizzo che sta sullo schermo di chi ospita.", "The address on the host's screen is needed.";
    need_code: "Serve il codice che sta sullo schermo di chi ospita.", "The code on the host's screen is needed.";
    need_name: "Serve un nome: basta quello con cui ti chiamano.", "A name is needed: what they call you will do.";
    joining(address: &str): "Entro da {address}", "Joining {address}";
    joining_how: "Arriva tutta la sessione, poi va anche senza rete.", "The whole session comes, and works offline then too.";
    go_in: "entra", "join";
    go_in_long: "entra nella sessione", "comes into the session";
    place_list: "tra le sessioni in rete", "among the sessions on the network";
    place_fields: "entrando in una sessione", "joining a session";
}

// ---- two on one item, and what others take down
words! {
    other_writes(name: &str): "✎ anche {name} scrive qui", "✎ {name} is writing here too";
    other_writes_safe: "quello che scrivete resta tutto", "what both of you write is kept";
    taken_by(name: &str): "annotato ora da {name}", "just taken by {name}";
    group_together: "Più portatili", "Several laptops";
}
