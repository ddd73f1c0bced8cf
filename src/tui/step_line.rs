//! Owns what a line says of a new step: its title, its minutes, and what is done in it.

use crate::domain::fold::fold;
use crate::domain::value::Activity;

/// Reads `Racconto di pratiche 40` as a title and minutes; without a number at the end there are none.
pub fn read_step(text: &str) -> (String, u32) {
    let text = text.trim();
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let number = last.trim_end_matches(['\'', '’', 'm']);
    match number.parse::<u32>() {
        Ok(minutes) if minutes <= 600 && last.len() < text.len() => {
            (text[..text.len() - last.len()].trim_end().to_owned(), minutes)
        }
        Ok(_) | Err(_) => (text.to_owned(), 0),
    }
}

/// The words that tell what is done in a step, by their beginnings.
const ACTIVITIES: &[(Activity, &[&str])] = &[
    (Activity::Break, &["pausa", "break", "caffe", "coffee", "pranzo", "lunch", "merenda"]),
    (Activity::Vote, &["voto", "votaz", "votiamo", "vote", "voting"]),
    (Activity::Close, &["chiusura", "saluti", "conclu", "clos", "goodbye"]),
    (Activity::Welcome, &["accoglienza", "benvenut", "welcome", "presentazion", "arriv"]),
    (Activity::Share, &["raccont", "pratic", "practice", "shar"]),
    (Activity::Listen, &["ascolt", "giovani", "listen", "youth", "yag"]),
    (Activity::Design, &["progett", "bozz", "design", "sketch"]),
    (Activity::Decide, &["deci", "accordo"]),
    (Activity::Actions, &["impegni", "azioni", "action", "commitment"]),
];

/// Guesses what is done in a step from the first word of its title that tells; else one talks.
pub fn activity_of(title: &str) -> Activity {
    let title = fold(title);
    let words = title.split(|c: char| !c.is_alphanumeric());
    let told = |word: &str| {
        let of = |(_, begins): &&(Activity, &[&str])| begins.iter().any(|begin| word.starts_with(begin));
        ACTIVITIES.iter().find(of).map(|(activity, _)| *activity)
    };
    words.filter_map(told).next().unwrap_or(Activity::Discuss)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_tells_what_is_done() {
        for (title, activity) in [
            ("Pausa caffè", Activity::Break),
            ("Secondo voto", Activity::Vote),
            ("Votazione e saluti", Activity::Vote),
            ("Chiusura", Activity::Close),
            ("Ascolto dei giovani", Activity::Listen),
            ("Sharing practices", Activity::Share),
            ("Gli impegni di ciascuno", Activity::Actions),
            ("Che cosa abbiamo visto", Activity::Discuss),
            ("", Activity::Discuss),
        ] {
            assert_eq!(activity_of(title), activity, "{title:?}");
        }
    }

    #[test]
    fn a_step_is_a_title_and_minutes() {
        for (text, title, minutes) in [
            ("Racconto di pratiche 40", "Racconto di pratiche", 40),
            ("Pausa 15'", "Pausa", 15),
            ("Pausa", "Pausa", 0),
            ("12", "12", 0),
            ("Verso il 2026", "Verso il 2026", 0),
        ] {
            assert_eq!(read_step(text), (title.to_owned(), minutes), "{text:?}");
        }
    }
}
