//! Owns how a mark of the capture line may go on: whom, what and which day it can name, the likeliest first.
//! Never changes a line, and says nothing in words: what stands beside a way is named by `text`.

use std::ops::Range;

use chrono::Datelike;

use super::capture::{Context, DIFFICULTIES, Mark, Person, has_place};
use super::dates::{Tongue, WEEKDAYS, date, words_of_day};
use super::fold::{fold, key};
use super::id::TypedId;
use super::item::Kind;
use super::time::Day;
use super::value::{Difficulty, Group};

/// The most ways that are offered.
const MOST: usize = 12;

/// What stands beside a way to go on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Beside {
    /// Nothing: a tag.
    Nothing,
    /// Somebody's group and organisation, where they are known.
    Person(Option<Group>, String),
    /// It is an organisation.
    Organisation,
    /// The difficulty that it names.
    Difficulty(Difficulty),
    /// The day that it names.
    Day(Day),
}

/// One way to go on with the word at the cursor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Completion {
    /// The bytes of the line that it replaces.
    pub range: Range<usize>,
    /// What comes in their place, with its sign.
    pub text: String,
    /// What to know about it.
    pub beside: Beside,
}

/// A line that is being typed.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'a> {
    /// The kind it is typed as.
    pub kind: Kind,
    /// The text.
    pub line: &'a str,
    /// Where the cursor is, in bytes.
    pub cursor: usize,
    /// The language whose words are offered first.
    pub tongue: Tongue,
}

/// Finds how the mark that the cursor stands behind may go on, the likeliest first. Nothing where the kind has no place
/// for such a mark, or where it says already the only thing that there is to say.
pub fn completions(typed: Typed<'_>, context: &Context) -> Vec<Completion> {
    let before = typed.line.get(..typed.cursor).unwrap_or(typed.line);
    let blank = before.char_indices().rev().find(|(_, c)| c.is_whitespace());
    let start = blank.map_or(0, |(at, c)| at + c.len_utf8());
    let token = &before[start..];
    let Some(sign) = token.chars().next().filter(|sign| matches!(sign, '@' | '#' | '!' | '>')) else {
        return Vec::new();
    };
    let begun = &token[1..];
    // a word goes on behind the cursor: it is being read, not written
    if typed.line[before.len()..].chars().next().is_some_and(char::is_alphanumeric) {
        return Vec::new();
    }
    let ways = match sign {
        '@' => who(typed.kind, begun, context),
        '#' => tags(typed.kind, begun, context),
        '!' => difficulties(typed, begun),
        _ => days(typed, begun, context.today),
    };
    if let [(only, _)] = ways.as_slice()
        && fold(only) == fold(begun)
    {
        return Vec::new();
    }
    let range = start..before.len();
    let ways = ways.into_iter().take(MOST);
    ways.map(|(name, beside)| Completion { range: range.clone(), text: format!("{sign}{name}"), beside }).collect()
}

fn takes(kind: Kind, mark: &Mark) -> bool {
    has_place(kind, mark, &[])
}

/// Codes by their beginning, organisations by theirs, then either by a word within.
fn who(kind: Kind, begun: &str, context: &Context) -> Vec<(String, Beside)> {
    let wanted = key(begun);
    let within = |text: &str| text.split([' ', '-', '\'', '’']).any(|word| key(word).starts_with(&wanted));
    let named =
        |person: &Person| (person.code.clone(), Beside::Person(person.group.clone(), person.organisation.clone()));
    let organisation = |name: &String| (name.replace(char::is_whitespace, "-"), Beside::Organisation);
    let people: &[Person] = if takes(kind, &Mark::Participant(TypedId::new(super::id::Code::unset()), String::new())) {
        &context.participants
    } else {
        &[]
    };
    let organisations: &[String] =
        if takes(kind, &Mark::Organisation(String::new())) { &context.organisations } else { &[] };
    let (codes, others): (Vec<&Person>, Vec<&Person>) =
        people.iter().partition(|person| key(&person.code).starts_with(&wanted));
    let (beginning, rest): (Vec<&String>, Vec<&String>) =
        organisations.iter().partition(|name| key(name).starts_with(&wanted));
    let mut ways: Vec<(String, Beside)> = codes.into_iter().map(named).collect();
    // where nothing is typed yet both are to be seen
    if wanted.is_empty() && !beginning.is_empty() {
        ways.truncate(MOST / 2);
    }
    ways.extend(beginning.into_iter().map(organisation));
    if !wanted.is_empty() {
        ways.extend(rest.into_iter().filter(|name| within(name)).map(organisation));
        ways.extend(others.into_iter().filter(|person| within(&person.organisation)).map(named));
    }
    ways
}

fn tags(kind: Kind, begun: &str, context: &Context) -> Vec<(String, Beside)> {
    let wanted = key(begun);
    if !takes(kind, &Mark::Tag(String::new())) {
        return Vec::new();
    }
    let fitting = context.tags.iter().filter(|tag| key(tag).starts_with(&wanted));
    fitting.map(|tag| (tag.clone(), Beside::Nothing)).collect()
}

fn difficulties(typed: Typed<'_>, begun: &str) -> Vec<(String, Beside)> {
    let wanted = fold(begun);
    let fits = |(word, tongue, difficulty): &(&str, Tongue, Difficulty)| {
        word.starts_with(&wanted)
            && (*tongue == typed.tongue || !wanted.is_empty())
            && takes(typed.kind, &Mark::Difficulty(*difficulty))
    };
    let mut found: Vec<_> = DIFFICULTIES.iter().copied().filter(fits).collect();
    // one's own language first, and one word for each difficulty
    found.sort_by_key(|(_, tongue, _)| *tongue != typed.tongue);
    let mut ways: Vec<(String, Beside)> = Vec::new();
    for (word, _, difficulty) in found {
        let beside = Beside::Difficulty(difficulty);
        if !ways.iter().any(|(_, known)| *known == beside) {
            ways.push((word.to_owned(), beside));
        }
    }
    ways
}

/// Today, tomorrow and the days of the coming week; what a number may be the day or the distance of.
fn days(typed: Typed<'_>, begun: &str, today: Day) -> Vec<(String, Beside)> {
    if !takes(typed.kind, &Mark::Date(today)) {
        return Vec::new();
    }
    let wanted = fold(begun);
    let words: Vec<String> = match wanted.chars().next() {
        None => coming(typed.tongue, today).collect(),
        Some('+') => ["+7", "+14", "+30", "+1", "+2", "+3"].map(str::to_owned).to_vec(),
        Some(c) if c.is_ascii_digit() => dates_with(&wanted, today),
        Some(_) => {
            let both = [typed.tongue, typed.tongue.other()].into_iter().flat_map(Tongue::words);
            both.map(|word| shortened(word, &wanted).to_owned()).collect()
        }
    };
    let mut ways: Vec<(String, Beside)> = Vec::new();
    for word in words.into_iter().filter(|word| word.starts_with(&wanted)) {
        let Some(day) = date(&word, today) else { continue };
        if !ways.iter().any(|(_, known)| *known == Beside::Day(day)) {
            ways.push((word, Beside::Day(day)));
        }
    }
    // a word that is whole means itself, and is seen beside what it may only be the beginning of: dom, domani
    ways.sort_by_key(|(word, _)| *word != wanted);
    ways
}

/// The days from today on, as one says them.
fn coming(tongue: Tongue, today: Day) -> impl Iterator<Item = String> {
    let near = words_of_day(tongue);
    let weekdays = (2..=7).map(move |ahead| {
        let day = today.plus_days(ahead);
        let name = WEEKDAYS[day.get().weekday().num_days_from_monday() as usize][tongue as usize];
        name[..3].to_owned()
    });
    near.iter().take(2).map(|word| (*word).to_owned()).chain(weekdays)
}

/// Three letters say which day of the week it is, unless more is typed already.
fn shortened<'a>(word: &'a str, wanted: &str) -> &'a str {
    let weekday = WEEKDAYS.iter().any(|names| names.contains(&word));
    if weekday && wanted.len() <= 3 { &word[..3] } else { word }
}

/// A number is a day of this month or of the two that follow.
fn dates_with(wanted: &str, today: Day) -> Vec<String> {
    let (day, month) = wanted.split_once('/').map_or((wanted, None), |(day, month)| (day, Some(month)));
    let Ok(day) = day.parse::<u32>() else { return Vec::new() };
    let written = today.get();
    let months = (0..12_u32).map(|ahead| (written.month0() + ahead) % 12 + 1);
    let fits = |number: &u32| month.is_none_or(|begun| number.to_string().starts_with(begun));
    let mut ways: Vec<(Day, String)> = months
        .filter(fits)
        .map(|number| format!("{day}/{number}"))
        .filter_map(|text| Some((date(&text, today)?, text)))
        .collect();
    ways.sort();
    ways.into_iter().map(|(_, text)| text).take(3).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context() -> Context {
        let person = |id: &str, code: &str, group, organisation: &str| Person {
            id: id.parse().unwrap(),
            code: code.into(),
            group: Some(group),
            organisation: organisation.into(),
        };
        Context {
            // a Thursday
            today: "2026-03-12".parse().unwrap(),
            participants: vec![
                person("par_op04", "OP-04", Group::Operator, "CAG Spazio Giovani"),
                person("par_yag1", "YAG-01", Group::Youth, ""),
            ],
            organisations: vec!["CAG Spazio Giovani".into(), "AFOL Metropolitana".into(), "AFOL Nord".into()],
            tags: vec!["scuola".into(), "strada".into(), "famiglia".into()],
            chosen: None,
        }
    }

    fn check(kind: Kind, tongue: Tongue, line: &str, expected: &[&str]) {
        let typed = Typed { kind, line, cursor: line.len(), tongue };
        let ways = completions(typed, &context());
        let texts: Vec<&str> = ways.iter().map(|way| way.text.as_str()).collect();
        assert_eq!(texts, expected, "{line:?}");
    }

    #[test]
    fn the_word_at_the_cursor_goes_on() {
        use Kind::{Action, Note, Practice, Voice};
        use Tongue::{English, Italian};
        check(Practice, Italian, "Bus @af", &["@AFOL-Metropolitana", "@AFOL-Nord"]);
        check(Practice, Italian, "Bus @spazio", &["@CAG-Spazio-Giovani", "@OP-04"]);
        check(Action, Italian, "Bus @o", &["@OP-04"]);
        check(Action, Italian, "Bus @op-04", &[]);
        check(Voice, Italian, "Bus @", &["@OP-04", "@YAG-01"]);
        check(Note, Italian, "Bus @", &[]);
        check(Practice, Italian, "Bus #s", &["#scuola", "#strada"]);
        check(Practice, Italian, "Bus !", &["!individuare", "!agganciare", "!fiducia"]);
        check(Practice, English, "Bus !", &["!identify", "!engage", "!trust"]);
        check(Practice, Italian, "Bus !in", &["!individuare"]);
        check(Practice, Italian, "Bus !tr", &["!trust"]);
        check(Practice, Italian, "Bus", &[]);
        check(Practice, Italian, "posta x@y.it", &[]);
    }

    #[test]
    fn days_are_offered_with_their_date() {
        use Kind::{Action, Note};
        use Tongue::{English, Italian};
        check(Action, Italian, "x >", &[">oggi", ">domani", ">sab", ">dom", ">lun", ">mar", ">mer", ">gio"]);
        check(Action, English, "x >", &[">today", ">tomorrow", ">sat", ">sun", ">mon", ">tue", ">wed", ">thu"]);
        check(Action, Italian, "x >m", &[">mar", ">mer", ">mon"]);
        check(Action, Italian, "x >ven", &[]);
        check(Action, Italian, "x >dom", &[">dom", ">domani"]);
        check(Action, Italian, "x >fr", &[">fri"]);
        check(Action, Italian, "x >vener", &[">venerdi"]);
        check(Action, Italian, "x >12", &[">12/3", ">12/4", ">12/5"]);
        check(Action, Italian, "x >31", &[">31/3", ">31/5", ">31/7"]);
        check(Action, Italian, "x >12/1", &[">12/10", ">12/11", ">12/12"]);
        check(Action, Italian, "x >+", &[">+7", ">+14", ">+30", ">+1", ">+2", ">+3"]);
        check(Note, Italian, "x >", &[]);
    }
}
