//! Owns the words of the page that goes back to the young people: short sentences, to them, in everyday words.

use super::{Lang, words};

/// Returns the first sentence: where and when we met.
pub fn met(lang: Lang, title: String, when: String, place: String) -> String {
    let mut said = [title, when, place];
    for part in &mut said {
        *part = part.trim().to_owned();
    }
    let said: Vec<&str> = said.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    we_met(lang, &said.join(", "))
}

/// Says how many things were said, how many of them were answered, and how many still wait.
pub fn counts(lang: Lang, heard: u32, answered: u32, open: u32) -> String {
    [said_so_many(lang, heard), answered_so_many(lang, answered), so_many_wait(lang, open)].join(" ")
}

words! {
    title: "Che cosa è diventato quello che avete detto", "What became of what you said";
    we_met(what: &str): "Ci siamo visti: {what}. Questo foglio è per voi.", "We met: {what}. This page is for you.";
    no_voices: "Questa volta non abbiamo scritto nessuna vostra voce.", "This time we wrote down none of your voices.";
    said_so_many(n: u32) one n: "Avete detto una cosa.", "You said one thing."; more: "Avete detto {n} cose.", "You said {n} things.";
    answered_so_many(n: u32): "A {n} abbiamo risposto.", "We answered {n}.";
    so_many_wait(n: u32) one n: "Una aspetta ancora.", "One still waits."; more: "{n} aspettano ancora.", "{n} still wait.";
    done: "Voi avete detto, noi facciamo", "You said, we do";
    thanked: "Quello che ci avete raccontato", "What you told us";
    not_done: "Quello che non facciamo, e perché", "What we do not do, and why";
    still_open: "Quello che è ancora aperto", "What is still open";
    you_said(text: &str): "«{text}»", "“{text}”";
    waits: "Non abbiamo ancora risposto. Ve lo dobbiamo.", "We have not answered yet. We owe you that.";
    considered(day: String): "Ci stiamo pensando: ve lo diciamo entro il {day}.", "We are thinking about it: we tell you by {day}.";
    we_do(how: &str): "Lo facciamo: {how}", "We do it: {how}";
    we_do_in_part(how: &str): "Lo facciamo in parte: {how}", "We do it in part: {how}";
    we_do_not(why: &str): "Non lo facciamo: {why}", "We do not do it: {why}";
    it_taught_us(what: &str): "Grazie di averlo raccontato. {what}", "Thank you for telling us. {what}";
    and_more(more: usize): "… e altre {more}.", "… and {more} more.";
    not_cleared(count: usize): "Altre cose che avete detto non sono su questo foglio, perché non c'è ancora il via libera a mostrarle: {count}.", "Other things you said are not on this page, as they are not cleared for sharing yet: {count}.";
    no_consent(count: usize): "Altre cose che avete detto non sono su questo foglio, perché chi le ha dette non ci ha detto di sì: {count}.", "Other things you said are not on this page, as those who said them have not told us yes: {count}.";
    names_somebody(count: usize): "Altre cose che avete detto non sono su questo foglio, perché si capirebbe di chi parlano: {count}.", "Other things you said are not on this page, as one could tell whom they speak of: {count}.";
    read_again(count: usize): "Altre cose che avete detto non sono su questo foglio, perché le dobbiamo prima rileggere: {count}.", "Other things you said are not on this page, as we must read them again first: {count}.";
    votes: "Che cosa abbiamo votato", "What we voted";
    so_many(of: u32, total: u32): "{of} su {total}", "{of} of {total}";
    among_you(youth: u32, youths: u32): "; tra voi {youth} su {youths}", "; among you {youth} of {youths}";
    agreed(question: &str, counts: &str): "{question} Siamo d'accordo: {counts}.", "{question} We agree: {counts}.";
    not_agreed(question: &str, counts: &str): "{question} Non c'è ancora un accordo: d'accordo {counts}.", "{question} There is no agreement yet: in favour {counts}.";
    quoted(option: &str): "«{option}»", "“{option}”";
    one_withheld: "una che resta tra noi", "one that stays between us";
    first_with(question: &str, named: &str, counts: &str): "{question} Prima: {named}, {counts}.", "{question} First: {named}, {counts}.";
    first(question: &str, named: &str): "{question} Prima: {named}.", "{question} First: {named}.";
    tied_first(question: &str, named: &str): "{question} Prime, alla pari: {named}.", "{question} First, tied: {named}.";
    none_first(question: &str): "{question} Nessuna scelta ha avuto voti.", "{question} No option got any vote.";
    decisions: "Che cosa è stato deciso", "What was decided";
    ask: "A chi chiedere", "Whom to ask";
    the_team: "chi ha condotto l'incontro", "those who led the meeting";
    ask_whom(who: &str): "Se qualcosa non torna, o manca, ditelo a: {who}.", "If something is wrong, or missing, tell: {who}.";
    your_words: "Le vostre parole sono qui solo se avete detto di sì. Potete sempre chiedere di toglierle.", "Your words are here only where you said yes. You can always ask to take them out.";
}
