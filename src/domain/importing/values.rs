//! Owns how cells of a table become values: difficulties, channels, days, numbers, in Italian or English.
//! A cell that is not wholly understood is none: what it says is kept as text by whoever asks.

use super::super::capture::DIFFICULTIES;
use super::super::dates;
use super::super::field::Set;
use super::super::fold::key;
use super::super::time::Day;
use super::super::value::{Channel, Difficulty, Epic, EvidenceLevel, Level, PracticeStatus};

/// Words that begin a value's name; the first that fits counts.
type Words<T> = &'static [(&'static [&'static str], T)];

const LEVELS: Words<Level> = &[
    (&["quartier", "municip", "neighbo", "local", "zona"], Level::Neighbourhood),
    (&["citta", "comun", "city", "municipal", "urban", "cittadin"], Level::City),
    (&["provinc", "region", "metropolitan"], Level::Region),
    (&["nazional", "national", "paese", "country", "italia"], Level::Country),
    (&["internazional", "international", "europ"], Level::International),
];

const STATUSES: Words<PracticeStatus> = &[
    (&["incorso", "attiv", "running", "ongoing", "active", "insvolgimento"], PracticeStatus::Running),
    (&["previst", "planned", "inprogramma", "daavviare", "futur"], PracticeStatus::Planned),
    (&["conclus", "terminat", "finit", "ended", "closed", "completed", "chius"], PracticeStatus::Ended),
];

const CHANNELS: Words<Channel> = &[
    (&["strada", "street", "piazz", "outreach", "educativadistrada"], Channel::Street),
    (&["scuol", "school"], Channel::School),
    (&["famigli", "famil", "genitor", "parent"], Channel::Family),
    (&["pari", "peer", "coetane", "amici", "friends"], Channel::Peers),
    (&["online", "social", "internet", "web", "digital"], Channel::Online),
    (&["banchedati", "bancadati", "anagraf", "registr", "regist", "elenchi"], Channel::Registry),
    (&["invio", "inviat", "segnalazion", "referral", "altriserviz", "referred"], Channel::Referral),
];

const EVIDENCE: Words<EvidenceLevel> = &[
    (&["nessun", "none", "notgiven", "nonindicat", "noevidence"], EvidenceLevel::NotGiven),
    (&["monitor"], EvidenceLevel::Monitoring),
    (&["valutaz", "evaluat", "studio", "study", "ricerca"], EvidenceLevel::Evaluation),
];

const GRADES: Words<Epic> = &[
    (&["emergent", "emerging"], Epic::Emergent),
    (&["promettent", "promising"], Epic::Promising),
    (&["miglior", "best", "buonapratica"], Epic::Best),
];

const DIFFICULTY: Words<Difficulty> = &[
    (&["individu", "identif", "trovar", "finding", "intercett"], Difficulty::Identify),
    (&["agganc", "engag", "incontrar", "meeting", "coinvolg"], Difficulty::Engage),
    (&["fiducia", "mantener", "trust", "restareincontatto", "stayingintouch", "keeptheirtrust"], Difficulty::Trust),
];

/// Returns how far a practice reaches.
pub fn level(text: &str) -> Option<Level> {
    one(text, LEVELS)
}

/// Returns whether a practice goes on.
pub fn status(text: &str) -> Option<PracticeStatus> {
    one(text, STATUSES)
}

/// Returns what is known of results.
pub fn evidence(text: &str) -> Option<EvidenceLevel> {
    one(text, EVIDENCE)
}

/// Returns an EPIC grade.
pub fn epic(text: &str) -> Option<Epic> {
    one(text, GRADES)
}

/// Returns the channels of a list, or `None` where one of them is none.
pub fn channels(text: &str) -> Option<Set<Channel>> {
    parts(text).map(|part| one(part, CHANNELS)).collect()
}

/// Returns the difficulties of a list in its order, each once; `None` where one of them is none.
pub fn difficulties(text: &str) -> Option<Vec<Difficulty>> {
    let mut found = Vec::new();
    for part in parts(text) {
        let wanted = key(part);
        let begun = || {
            let named = DIFFICULTIES.iter().find(|(word, ..)| wanted.len() > 1 && word.starts_with(&wanted));
            named.map(|(.., difficulty)| *difficulty)
        };
        let difficulty = one(part, DIFFICULTY).or_else(begun)?;
        if !found.contains(&difficulty) {
            found.push(difficulty);
        }
    }
    Some(found)
}

/// Returns a whole number, its thousands apart or not: `1.200`, `1 200`, `1'200`, `1,200`.
pub fn number(text: &str) -> Option<u32> {
    let groups: Vec<&str> = text.trim().split(['.', ',', ' ', '\u{a0}', '\u{202f}', '\'', '’']).collect();
    let digits = |group: &&str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let (first, rest) = groups.split_first()?;
    let apart = rest.is_empty() || first.len() <= 3 && rest.iter().all(|group| group.len() == 3);
    if !apart || !groups.iter().all(digits) {
        return None;
    }
    groups.concat().parse().ok()
}

/// Returns a day that names its year: `2026-03-12`, `12/3/2026`, `12.3.26`, `12-3-2026`.
pub fn day(text: &str) -> Option<Day> {
    let text = text.trim();
    text.parse().ok().or_else(|| {
        let parts: Vec<&str> = text.split(['/', '.', '-']).map(str::trim).collect();
        // a day of any year says nothing here of today
        (parts.len() == 3).then(|| dates::date(&parts.join("/"), Day::default())).flatten()
    })
}

/// Returns the pieces of a list of names, each once: separated by `;`, `|`, line feeds, or commas where there are none.
pub fn names(text: &str) -> Set<String> {
    let hard = [';', '|', '\n'];
    let pieces: Vec<&str> = if text.contains(hard) { text.split(hard).collect() } else { text.split(',').collect() };
    pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()).map(ToOwned::to_owned).collect()
}

/// Returns the tags of a list, without the signs before them.
pub fn tags(text: &str) -> Set<String> {
    let pieces = text.split([';', '|', ',', '\n']).flat_map(|piece| {
        // «#scuola #strada» are two, «lavoro di rete» is one
        if piece.contains('#') { piece.split('#').collect::<Vec<_>>() } else { vec![piece] }
    });
    pieces.map(str::trim).filter(|piece| !piece.is_empty()).map(ToOwned::to_owned).collect()
}

fn one<T: Copy>(text: &str, words: Words<T>) -> Option<T> {
    let text = key(text);
    words.iter().find(|(begins, _)| begins.iter().any(|word| text.starts_with(word))).map(|(_, value)| *value)
}

/// Returns the pieces of a list of values: `strada, scuola e famiglia`.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '/', '|', '\n', '+', '&'])
        .flat_map(|part| part.split(" e "))
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|part| !key(part).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn difficulties_are_understood_in_both_languages_or_not_at_all() {
        use Difficulty::{Engage, Identify, Trust};
        for (text, expected) in [
            ("Individuare", Some(vec![Identify])),
            ("agganciare", Some(vec![Engage])),
            ("Mantenere la fiducia nel tempo", Some(vec![Trust])),
            ("trust", Some(vec![Trust])),
            ("ag", Some(vec![Engage])),
            ("AGGANCIO e fiducia; individuazione", Some(vec![Engage, Trust, Identify])),
            ("engage, trust, engage", Some(vec![Engage, Trust])),
            ("agganciare, boh", None),
            ("42", None),
            ("", Some(vec![])),
        ] {
            assert_eq!(difficulties(text), expected, "{text:?}");
        }
    }

    #[test]
    fn numbers_days_and_lists_are_understood_as_people_write_them() {
        for (text, expected) in [
            ("120", Some(120)),
            ("1.200", Some(1200)),
            ("12 000", Some(12000)),
            ("1'000'000", Some(1_000_000)),
            ("1.5", None),
            ("circa 50", None),
            ("-3", None),
            ("", None),
            ("99999999999", None),
        ] {
            assert_eq!(number(text), expected, "{text:?}");
        }
        for (text, expected) in [
            ("2026-03-12", Some("2026-03-12")),
            ("12/3/2026", Some("2026-03-12")),
            ("12.3.26", Some("2026-03-12")),
            ("12-03-2026", Some("2026-03-12")),
            ("12/3", None),
            ("venerdì", None),
            ("+7", None),
            ("31/2/2026", None),
        ] {
            assert_eq!(day(text).map(|day| day.to_string()).as_deref(), expected, "{text:?}");
        }
        assert_eq!(channels("strada, scuola e famiglia").map(|set| set.len()), Some(3));
        assert_eq!(channels("strada, boh"), None);
        assert_eq!(
            (level("cittadino"), status("in corso"), epic("boh")),
            (Some(Level::City), Some(PracticeStatus::Running), None)
        );
        assert_eq!(names("CAG, coop").len(), 2);
        assert_eq!(names("CAG, sede 2; coop").len(), 2);
        assert_eq!(
            tags("#scuola #strada, lavoro di rete").iter().cloned().collect::<Vec<_>>(),
            ["lavoro di rete", "scuola", "strada"]
        );
    }
}
