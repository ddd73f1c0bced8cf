//! Owns the words of the wall: what the room reads from afar.

use crate::domain::item::Kind;
use crate::text::{Lang, names, words};

words! {
    welcome: "Benvenute e benvenuti", "Welcome";
    here_are(people: u32) one people: "Siamo in {people}", "{people} of us is here"; more: "Siamo in {people}", "{people} of us are here";
    step_of(n: usize, all: usize): "fase {n} di {all}", "step {n} of {all}";
    planned: "minuti previsti", "minutes planned";
    near: "ancora due minuti", "two minutes to go";
    over_time: "oltre il previsto, con calma", "past the plan, no hurry";
    paused: "in pausa", "paused";
    left: "tempo che resta", "time left";
    tables: "Ai tavoli", "At the tables";
    harvest: "Dai tavoli", "From the tables";
    practices: "Pratiche", "Practices";
    sketches: "Bozze di strategia", "Strategy sketches";
    no_practices: "Ancora nessuna pratica", "No practices yet";
    for_whom(whom: String): "per chi: {whom}", "for whom: {whom}";
    helped(what: String): "ha aiutato: {what}", "what helped: {what}";
    hindered(what: String): "ha reso difficile: {what}", "what made it hard: {what}";
    needs(what: String): "che cosa serve: {what}", "what it needs: {what}";
    risks(what: String): "che cosa può andare storto: {what}", "what could go wrong: {what}";
    voices: "Che cosa dicono i giovani", "What young people say";
    voices_own: "Che cosa abbiamo detto", "What we said";
    no_voices: "Ancora nessuna voce da mostrare", "No voices to show yet";
    in_quotes(text: &str): "«{text}»", "“{text}”";
    someone: "una persona giovane", "a young person";
    the_group(agree: u32, of: u32): "il gruppo dei giovani: {agree} su {of} d'accordo", "the young people's group: {agree} of {of} agree";
    the_group_plain: "il gruppo dei giovani", "the young people's group";
    withheld_one: "e un'altra voce, le cui parole restano riservate", "and one more voice, whose words stay withheld";
    withheld(voices: usize): "e altre {voices} voci, le cui parole restano riservate", "and {voices} more voices, whose words stay withheld";
    no_answer_yet: "in attesa di risposta", "waiting for an answer";
    decisions: "Decisioni", "Decisions";
    no_decisions: "Ancora nessuna decisione", "No decisions yet";
    because(reason: String): "perché: {reason}", "because: {reason}";
    dissent(dissent: String): "non d'accordo: {dissent}", "dissent: {dissent}";
    actions: "Chi fa che cosa", "Who does what";
    no_actions: "Ancora nessun impegno", "Nothing taken on yet";
    by_day(day: String): "entro il {day}", "by {day}";
    recap: "Che cosa portiamo via", "What we take away";
    you_said: "Voi avete detto, noi abbiamo fatto", "You said, we did";
    key_you_said: "voi avete detto", "you said, we did";
    none_answered: "Le risposte arrivano: nessuna è ancora pronta", "Answers are on their way: none is ready yet";
    answer_kept: "Una risposta è pronta; le sue parole restano nel gruppo", "One answer is ready; its words stay with the team";
    answers_kept(n: usize): "{n} risposte sono pronte; le loro parole restano nel gruppo", "{n} answers are ready; their words stay with the team";
    answer_kept_too: "Un'altra risposta è pronta; le sue parole restano nel gruppo", "One more answer is ready; its words stay with the team";
    answers_kept_too(n: usize): "Altre {n} risposte sono pronte; le loro parole restano nel gruppo", "{n} more answers are ready; their words stay with the team";
    answered_on(day: String): "risposta del {day}", "answered on {day}";
    they_replied(reply: String): "e loro: {reply}", "and they said: {reply}";
    voice_owed: "Una voce aspetta ancora una risposta", "One voice is still waiting for an answer";
    voices_owed(n: usize): "{n} voci aspettano ancora una risposta", "{n} voices are still waiting for an answer";
    thanks: "Grazie", "Thank you";
    to_be_voted: "Si voterà tra poco", "The vote comes soon";
    voting: "Si vota", "Voting now";
    have_voted_of(voted: u32, all: u32) one voted: "{voted} su {all} ha votato", "{voted} of {all} has voted"; more: "{voted} su {all} hanno votato", "{voted} of {all} have voted";
    have_voted_above(voted: u32, present: u32): "{voted} hanno votato, in sala sono {present}", "{voted} have voted, {present} are in the room";
    voted(voted: u32) one voted: "{voted} ha votato", "{voted} has voted"; more: "{voted} hanno votato", "{voted} have voted";
    vote_closed: "Votazione chiusa. Il risultato si mostra tra poco.", "The vote is closed. The result comes soon.";
    vote_interrupted: "Votazione interrotta: si farà un nuovo turno", "The vote was interrupted: there will be a new round";
    round_again(n: u8): "turno {n}", "round {n}";
    of(of: u32, total: u32): "{of} su {total}", "{of} of {total}";
    of_dots(of: u32, total: u32): "{of} bollini su {total}", "{of} of {total} dots";
    means(low: i32, high: i32): "la media dei punti, da {low} a {high}", "the mean score, from {low} to {high}";
    stances: "quanti sono d'accordo, di chi si è espresso", "how many agree, of those who said something";
    rule_met: "consenso", "consensus";
    option_withheld: "una voce riservata", "words that stay withheld";
    too_few: "Troppo pochi votanti per mostrare i numeri", "Too few voters to show any number";
    small_groups: "I gruppi piccoli o tutti dello stesso parere non si mostrano a parte", "Groups that are small or all of one mind are not shown apart";
    youth_more(option: String, youth: String, others: String): "«{option}»: i giovani la scelgono di più ({youth}; gli altri {others})", "“{option}”: young people choose it more ({youth}; the others {others})";
    youth_less(option: String, youth: String, others: String): "«{option}»: i giovani la scelgono di meno ({youth}; gli altri {others})", "“{option}”: young people choose it less ({youth}; the others {others})";
    page_of(page: usize, pages: usize): "{page}/{pages}", "{page}/{pages}";
    // ---- keys
    key_follow: "segue la fase", "follow the step";
    key_welcome: "accoglienza", "welcome";
    key_step: "fase", "step";
    key_tables: "tavoli", "tables";
    key_harvest: "dai tavoli", "from the tables";
    key_sent: "in mostra", "on show";
    key_practices: "tutte le pratiche", "all practices";
    key_poll: "votazione", "vote";
    key_voices: "voci", "voices";
    key_decisions: "decisioni", "decisions";
    key_actions: "impegni", "actions";
    key_recap: "chiusura", "recap";
    key_blank: "vuota, o di nuovo", "blank, or back";
    key_freeze: "ferma, o riprende", "freeze, or go on";
    key_next_page: "pagina dopo", "next page";
    key_previous_page: "pagina prima", "previous page";
}

/// Says how many things were taken down at a table.
pub fn taken_here(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::It, 0) => "si comincia".to_owned(),
        (Lang::En, 0) => "just starting".to_owned(),
        (Lang::It, 1) => "1 cosa raccolta".to_owned(),
        (Lang::En, 1) => "1 thing noted".to_owned(),
        (Lang::It, _) => format!("{count} cose raccolte"),
        (Lang::En, _) => format!("{count} things noted"),
    }
}

/// Says how many voices there are besides whose words are withheld; nothing of none.
pub fn withheld_or_none(lang: Lang, voices: usize) -> String {
    match voices {
        0 => String::new(),
        1 => withheld_one(lang).to_owned(),
        more => withheld(lang, more),
    }
}

/// Returns what is counted in the recap, so many of it: one practice, two practices.
pub fn counted(lang: Lang, kind: Kind, count: usize) -> &'static str {
    let (one, more) = match kind {
        Kind::Practice => (("pratica raccontata", "practice told"), ("pratiche raccontate", "practices told")),
        Kind::Sketch => (("bozza di strategia", "strategy sketch"), ("bozze di strategia", "strategy sketches")),
        Kind::Voice => (("voce dei giovani", "youth voice"), ("voci dei giovani", "youth voices")),
        Kind::Action => (("impegno", "commitment"), ("impegni", "commitments")),
        Kind::Session
        | Kind::Step
        | Kind::Table
        | Kind::Participant
        | Kind::Poll
        | Kind::Decision
        | Kind::Note
        | Kind::Conflict => {
            return if count == 1 { names::kind(lang, kind) } else { names::kinds(lang, kind) };
        }
    };
    let (it, en) = if count == 1 { one } else { more };
    names::pick(lang, it, en)
}

/// Returns how many have voted of how many; that they are more than are here, where they are.
pub fn have_voted(lang: Lang, voted: u32, all: u32) -> String {
    if voted > all { have_voted_above(lang, voted, all) } else { have_voted_of(lang, voted, all) }
}
