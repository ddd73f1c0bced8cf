//! Owns the words of printed ballots: to whoever votes, in everyday words.

use super::words;

words! {
    about: "Schede da stampare per una votazione", "Ballots to print for a vote";
    arg_poll: "La votazione: il suo id o parole della domanda", "The vote: its id or words of its question";
    arg_copies: "Quante schede", "How many ballots";
    arg_format: "Formato: html (pagine da stampare) o text", "Format: html (pages to print) or text";
    which(named: &str, list: &str): "Quale votazione? «{named}» non ne dice una sola. Ci sono:\n{list}", "Which vote? “{named}” does not name exactly one. There are:\n{list}";
    withheld: "(parole riservate)", "(words withheld)";
    how_dots(each: u32) one each: "Hai un bollino: anneriscilo su una scelta.", "You have one dot: fill it in on one option."; more: "Hai {each} bollini: anneriscine quanti vuoi, su una o più scelte.", "You have {each} dots: fill in as many as you like, on one option or several.";
    how_dots_cap(each: u32, cap: u32): "Hai {each} bollini: anneriscine quanti vuoi, al più {cap} su una scelta.", "You have {each} dots: fill in as many as you like, at most {cap} on one option.";
    how_approval: "Segna tutte le scelte che ti vanno bene.", "Mark every option that is fine for you.";
    how_approval_max(max: u32): "Segna le scelte che ti vanno bene, al più {max}.", "Mark the options that are fine for you, {max} at most.";
    how_score(low: i32, high: i32): "Dai a ogni scelta un numero da {low} a {high}.", "Give each option a number from {low} to {high}.";
    how_fist: "Quanto ti convince? Segna un numero da 0 a 5.", "How far are you behind it? Mark a number from 0 to 5.";
    how_consent: "Può andare, o danneggia qualcosa a cui tieni?", "Can it go ahead, or does it harm something you care about?";
    how_ranking(places: u32): "Scrivi 1° accanto alla scelta che preferisci, poi 2° e così via, fino a {places}° o anche meno.", "Write 1 beside the option you prefer, then 2 and so on, up to {places} or fewer.";
    place_box: "____°", "____";
    how_matrix(x: &str, y: &str): "Dai a ogni scelta due numeri da 1 a 5: {x} e {y}.", "Give each option two numbers from 1 to 5: {x} and {y}.";
    how_agree: "Per ogni frase segna che cosa ne pensi.", "For each statement mark what you think.";
    why: "Se è meno di 3, che cosa non ti convince?", "If it is less than 3, what holds you back?";
    group: "Di quale gruppo fai parte?", "Which group do you belong to?";
    no_names: "Non scrivere il tuo nome. Dopo la chiusura la scheda non si può ritirare.", "Do not write your name. After closing, a ballot cannot be withdrawn.";
}
