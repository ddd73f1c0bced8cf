//! Owns what the console says of the wall: what is on it, what was sent there, whether it stands still.

use crate::text::words;

words! {
    on_the_wall: "Sulla parete", "On the wall";
    now_on_it(what: &str): "ora: {what}", "now: {what}";
    follows(what: &str): "segue: {what}", "follows: {what}";
    frozen: "ferma", "frozen";
    frozen_on(what: &str): "ferma: {what}", "frozen: {what}";
    blank: "vuota", "blank";
    ready(what: &str): "pronta: {what}", "ready: {what}";
    alone(title: &str): "solo «{title}»", "only “{title}”";
    make_blank: "vuota", "blank";
    bring_back: "torna a mostrare", "show again";
    freeze: "ferma su quello che mostra", "freeze what it shows";
    unfreeze: "riprende", "go on";
    stopped: "La parete resta su quello che mostra, qualunque cosa si annoti. Z la fa riprendere.", "The wall keeps what it shows, whatever is taken down. Z lets it go on.";
    goes_on: "La parete riprende.", "The wall goes on.";
    emptied: "Parete vuota. 0 la fa tornare.", "The wall is blank. 0 brings it back.";
    is_back: "La parete è tornata.", "The wall is back.";
    sent(title: &str): "Sulla parete: «{title}».", "On the wall: “{title}”.";
    sent_more(count: usize): "Sono {count} in tutto.", "{count} in all.";
    taken_off(title: &str): "Tolta dalla parete: «{title}».", "Off the wall: “{title}”.";
    taken_off_all: "Tolte dalla parete.", "Off the wall.";
    when_it_goes_on: "La parete è ferma: si vedrà quando riprende (Z).", "The wall is frozen: it will show when it goes on (Z).";
    stays_inside: "Resta qui: quello che dice non può andare sulla parete.", "It stays here: what it says may not go on the wall.";
    not_for_it: "Gli appunti restano nella console.", "Notes stay in the console.";
    nothing_sent: "ancora niente (V)", "nothing yet (V)";
    no_vote: "nessuna votazione avviata", "no vote begun";
    sketch: "Com'è in sala", "As the room sees it";
    stays(what: &str): "la parete resta com'è ({what}): ⟨wall-list⟩", "the wall stays as it is ({what}): ⟨wall-list⟩";
    pages(page: usize, pages: usize): "pagina {page} di {pages} · ← →", "page {page} of {pages} · ← →";
}
