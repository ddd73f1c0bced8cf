//! Owns the Italian for what the reader of files says in English: our own readers' words and the format's.
//! What it does not know stays as it was said, which is better than nothing.

use super::Lang;

/// What is said in English and in Italian; `{}` stands for the same thing in both.
const SAID: &[(&str, &str)] = &[
    // our own readers
    (
        "the id {} stands here twice; give one of the two another id",
        "l'id {} c'è due volte; dai a uno dei due un altro id",
    ),
    ("the key {} stands here twice; take one out", "la chiave {} c'è due volte; togline una"),
    ("{} stands here twice; take one out", "{} c'è due volte; togline uno"),
    ("this {} has no id; give it one: id: {}", "questo elemento ({}) non ha un id; dagliene uno: id: {}"),
    ("the session has no id; give it one: id: {}", "la sessione non ha un id; dagliene uno: id: {}"),
    ("{} is not a moment that exists; write it as {}", "{} non è un momento che esiste; scrivilo come {}"),
    ("{} is not a day that exists; write it as {}", "{} non è un giorno che esiste; scrivilo come {}"),
    ("the id {} should begin with {}", "l'id {} dovrebbe cominciare con {}"),
    (
        "after its prefix an id has 1 to 16 of a-z, 0-9 and -, and {} has not",
        "dopo il prefisso un id ha da 1 a 16 caratteri tra a-z, 0-9 e -, e {} no",
    ),
    (
        "without its control characters a text here is no value; correct it ({})",
        "senza i caratteri di controllo un testo qui non è un valore; correggilo ({})",
    ),
    ("{} is none of {}", "{} non è tra i valori possibili: {}"),
    (
        "a concept has no name; write one between the quotation marks of its id",
        "un concetto non ha nome; scrivilo tra le virgolette del suo id",
    ),
    (
        "a concept has no expression; add one to it or en, or take the concept out",
        "un concetto non ha espressioni; aggiungine una a it o en, o togli il concetto",
    ),
    // the format's
    ("Expected opening {}", "qui si apre con {}"),
    ("Expected closing {}", "manca la chiusura {}"),
    ("Expected comma", "manca una virgola"),
    ("Expected colon", "mancano i due punti"),
    ("Expected boolean", "qui va true oppure false"),
    ("Expected integer", "qui va un numero intero"),
    ("Expected string", "qui va un testo tra virgolette"),
    ("Expected end of string", "manca la virgoletta di chiusura"),
    ("Expected identifier", "qui va un nome"),
    ("Expected unit", "qui va ()"),
    ("Integer is out of bounds", "il numero è troppo grande"),
    ("Unexpected char {}", "il carattere {} qui non va"),
    ("Unexpected missing field {} in {}", "manca il campo {} in {}"),
    ("Unexpected missing field named {}", "manca il campo {}"),
    ("Unexpected duplicate field named {} in {}", "il campo {} c'è due volte in {}; togline uno"),
    ("Unexpected duplicate field named {}", "il campo {} c'è due volte; togline uno"),
    (
        "Unexpected enum variant named {} in enum {}, expected one of {} instead",
        "{} non è un valore di {}; scegli tra {}",
    ),
    ("Unexpected variant named {} in enum {}, expected one of {} instead", "{} non è un valore di {}; scegli tra {}"),
    ("Expected {} but found {} instead", "qui va {}, e c'è {}"),
    ("Invalid escape sequence {}", "la sequenza {} non esiste"),
];

/// Returns what a reader said, in that language.
pub fn reader(lang: Lang, said: &str) -> String {
    let italian = || SAID.iter().find_map(|(english, italian)| translated(said, english, italian));
    match lang {
        Lang::En => said.to_owned(),
        Lang::It => italian().unwrap_or_else(|| said.to_owned()),
    }
}

/// Returns `into` with what stands for each `{}` of `pattern` in `said`, or `None` where `said` is something else.
fn translated(said: &str, pattern: &str, into: &str) -> Option<String> {
    let mut pieces = pattern.split("{}");
    let mut rest = said.strip_prefix(pieces.next()?)?;
    let pieces: Vec<&str> = pieces.collect();
    let mut found = Vec::new();
    for (place, piece) in pieces.iter().enumerate() {
        let last = place + 1 == pieces.len();
        let end = if last && piece.is_empty() { rest.len() } else { rest.find(piece).filter(|_| !piece.is_empty())? };
        found.push(&rest[..end]);
        rest = &rest[end + piece.len()..];
    }
    rest.is_empty().then(|| {
        let mut result = String::new();
        let mut values = found.into_iter();
        for (place, piece) in into.split("{}").enumerate() {
            if place > 0 {
                result.push_str(values.next().unwrap_or_default());
            }
            result.push_str(piece);
        }
        result
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::field::from_ron;
    use crate::domain::id::PracticeId;
    use crate::domain::item::Practice;
    use crate::domain::session::Session;
    use crate::domain::time::Day;
    use crate::domain::value::Group;

    #[test]
    fn every_word_of_our_own_readers_has_its_italian() {
        let day = "2026-02-30".parse::<Day>().unwrap_err().to_string();
        let prefix = "ske_a".parse::<PracticeId>().unwrap_err().to_string();
        let code = "pra_A".parse::<PracticeId>().unwrap_err().to_string();
        let group = "Boh".parse::<Group>().unwrap_err().to_string();
        let twice = |text: &str| match from_ron::<Session>(text) {
            Err(crate::domain::field::PutError::Value { why, .. }) => why,
            other => panic!("{other:?}"),
        };
        let ids = twice(r#"(format: 1, session: (), notes: [(id: "not_a"), (id: "not_a")])"#);
        let tags = twice(r#"(format: 1, session: (), notes: [(id: "not_a", tags: ["x", "x"])])"#);
        let none = twice(r#"(format: 1, session: (), notes: [(text: "x")])"#);
        for said in [day, prefix, code, group, ids, tags, none] {
            assert_ne!(reader(Lang::It, &said), said, "no Italian for: {said}");
            assert_eq!(reader(Lang::En, &said), said);
        }
    }

    #[test]
    fn the_formats_own_words_too() {
        for text in [
            "(name: 3)",
            "(name \"x\")",
            "(name: \"x\" how: \"y\")",
            "(gone: 1)",
            "(reached: x)",
            "(difficulty: Boh)",
            "(name: \"x\", name: \"y\")",
        ] {
            let Err(crate::domain::field::PutError::Value { why, .. }) = from_ron::<Practice>(text) else {
                panic!("{text}")
            };
            assert_ne!(reader(Lang::It, &why), why, "no Italian for {text}: {why}");
        }
    }

    #[test]
    fn what_is_not_known_stays() {
        assert_eq!(reader(Lang::It, "something new"), "something new");
        assert_eq!(reader(Lang::It, ""), "");
    }
}
