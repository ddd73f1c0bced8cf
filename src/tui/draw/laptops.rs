//! Owns how it is said on the line on top how a session stands with other laptops, and who is here. Never more than is true.

use ratatui::style::Style;

use crate::domain::link::{Joined, Link, Present};
use crate::text::tui::together as w;
use crate::tui::app::Env;
use crate::tui::console::Console;
use crate::tui::panels::paint;

/// Pieces of a line, each in its style.
pub type Parts = Vec<(String, Style)>;

/// Returns the ways to say how it stands with the host, the longest first, and their tone; `None` where there is nothing
/// to say beside what is saved.
pub fn standing(env: &Env, console: &Console, saved: &str) -> Option<(Vec<String>, Style)> {
    let (theme, lang) = (&env.theme, env.lang);
    Some(match &console.status.link {
        Link::Alone => return None,
        Link::Hosting(sharing) if sharing.superseded => (vec![w::superseded_short(lang).to_owned()], theme.warn),
        Link::Hosting(_) => return None,
        Link::Attached { online: false, waiting } => (vec![w::attached_silent(lang, *waiting)], theme.warn),
        Link::Attached { waiting: 0, .. } => {
            let (long, short) = (w::attached(lang), w::attached_short(lang));
            (vec![format!("{saved} · {long}"), format!("{saved} · {short}"), short.to_owned()], theme.dim)
        }
        Link::Attached { waiting, .. } => (vec![w::attached_waiting(lang, *waiting)], theme.warn),
        Link::Joined(joined) => {
            let tone = if joined.online && joined.waiting == 0 && !joined.meeting { theme.ok } else { theme.warn };
            (joined_ways(env, joined), tone)
        }
    })
}

fn joined_ways(env: &Env, joined: &Joined) -> Vec<String> {
    let lang = env.lang;
    let since = joined.since.map(|since| since.clock());
    let own = |text: &str| text.to_owned();
    match (joined, joined.waiting) {
        (Joined { turned_away: Some(_), .. }, 0) => vec![own(w::not_let_in(lang))],
        (Joined { turned_away: Some(_), .. }, waiting) => {
            vec![format!("{} · {}", w::not_let_in(lang), w::on_the_way(lang, waiting)), own(w::not_let_in(lang))]
        }
        (Joined { meeting: true, .. }, _) => vec![own(w::meeting(lang))],
        (Joined { online: true, .. }, 0) => vec![own(w::arrived(lang)), own(w::arrived_short(lang))],
        (Joined { online: true, .. }, waiting) => vec![w::on_the_way(lang, waiting)],
        (Joined { online: false, .. }, 0) => {
            since.map(|since| w::offline(lang, &since)).into_iter().chain([own(w::no_network(lang))]).collect()
        }
        (Joined { online: false, .. }, waiting) => {
            let long = since.map(|since| w::offline_waiting(lang, &since, waiting));
            long.into_iter().chain([w::offline_short(lang, waiting)]).collect()
        }
    }
}

/// Returns the ways to say who is here, the longest first: names, the first letters of each, how many. Where nobody else
/// is, oneself.
pub fn who(env: &Env, console: &Console) -> Vec<Parts> {
    let (theme, lang) = (&env.theme, env.lang);
    let presence = &console.presence;
    let mut here: Vec<&Present> = presence.people.iter().filter(|one| one.online).collect();
    // oneself first, where one finds oneself
    here.sort_by_key(|one| one.id != presence.me);
    if here.len() < 2 {
        let style = console.me().map_or(theme.base, |me| theme.person(me.colour));
        let name = console.me().map_or(env.person.as_str(), |me| me.name.as_str());
        return vec![if name.is_empty() { Vec::new() } else { vec![(name.to_owned(), style)] }];
    }
    let count = (w::here(lang, here.len()), theme.base);
    let each = |text: fn(&Present) -> String| {
        let mut parts = Vec::new();
        for one in &here {
            let before = if parts.is_empty() { "" } else { " " };
            parts.push((format!("{before}{}", text(one)), theme.person(one.colour)));
        }
        parts
    };
    let mut ways = vec![each(|one| paint::fit(one.name.trim(), 14))];
    if here.len() <= 12 {
        ways.push(each(|one| initials(&one.name)));
    }
    let counted = |parts: &Parts| [vec![(format!("{} ", count.0), count.1)], parts.clone()].concat();
    let with_count: Vec<Parts> = ways.iter().map(counted).collect();
    ways = [with_count, ways].concat();
    ways.sort_by_key(|parts| std::cmp::Reverse(columns(Some(parts))));
    ways.push(vec![count]);
    ways
}

/// Returns the columns that a way takes, with the gap before what follows.
pub fn columns(parts: Option<&Parts>) -> usize {
    let wide: usize = parts.into_iter().flatten().map(|(text, _)| paint::width(text)).sum();
    if wide == 0 { 0 } else { wide + 3 }
}

/// Returns the first letters of a name: of two words one each, of one word two.
pub fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    match words.as_slice() {
        [] => "?".to_owned(),
        [one] => one.chars().take(2).collect(),
        [first, .., last] => first.chars().take(1).chain(last.chars().take(1)).collect(),
    }
}
