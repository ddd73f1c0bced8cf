//! Owns what the orders of lists and what they are narrowed to are called. Never draws.

use crate::domain::item::Kind;
use crate::domain::session::Session;
use crate::text::Lang;
use crate::text::tui::{detail, lists};

use super::sheet::title_of;
use super::view::{About, Facet, Filter, Order};

/// Returns what an order is called.
pub fn order(lang: Lang, order: Order) -> &'static str {
    match order {
        Order::AsTaken => lists::order_as_taken(lang),
        Order::Newest => lists::order_newest(lang),
        Order::Words => lists::order_words(lang),
        Order::Difficulty => lists::order_difficulty(lang),
        Order::Organisation => lists::order_organisation(lang),
        Order::Table => lists::order_table(lang),
        Order::Owed => lists::order_owed(lang),
        Order::State => lists::order_state(lang),
        Order::Review => lists::order_review(lang),
        Order::Due => lists::order_due(lang),
        Order::Owner => lists::order_owner(lang),
        Order::Sort => lists::order_sort(lang),
    }
}

/// Returns what the facets of one thing stand under.
pub fn about(lang: Lang, about: About) -> &'static str {
    match about {
        About::Open => lists::about_open(lang),
        About::Step => lists::col_step(lang),
        About::Table => lists::col_table(lang),
        About::Tag => lists::col_tags(lang),
        About::Difficulty => lists::col_difficulty(lang),
        About::Author => lists::about_author(lang),
    }
}

/// Returns a facet of a kind's list in words, as they stand under what it is about.
pub fn facet(facet: &Facet, kind: Kind, session: &Session, lang: Lang) -> String {
    match facet {
        Facet::Open => match kind {
            Kind::Voice => lists::open_voices(lang),
            Kind::Poll => lists::open_votes(lang),
            Kind::Decision => lists::open_decisions(lang),
            Kind::Action => lists::open_actions(lang),
            Kind::Note => lists::open_notes(lang),
            Kind::Practice
            | Kind::Sketch
            | Kind::Session
            | Kind::Step
            | Kind::Table
            | Kind::Participant
            | Kind::Conflict => lists::open_practices(lang),
        }
        .to_owned(),
        Facet::Step(None) => lists::outside_steps(lang).to_owned(),
        Facet::Step(Some(id)) => title_of(session, (*id).into(), lang),
        Facet::Table(None) => lists::no_table(lang).to_owned(),
        Facet::Table(Some(id)) => title_of(session, (*id).into(), lang),
        Facet::Tag(tag) => format!("#{tag}"),
        Facet::Difficulty(None) => lists::no_difficulty(lang).to_owned(),
        Facet::Difficulty(Some(difficulty)) => detail::difficulty_short(lang, *difficulty).to_owned(),
        Facet::Author(name) if name.is_empty() => lists::no_author(lang).to_owned(),
        Facet::Author(name) => name.clone(),
    }
}

/// Returns a filter in words, for the line above its list: `fase Racconto o Ascolto · #strada`.
pub fn filter(filter: &Filter, kind: Kind, session: &Session, lang: Lang) -> String {
    let mut parts: Vec<(About, String)> = Vec::new();
    for chosen in filter.chosen() {
        let words = facet(chosen, kind, session, lang);
        match parts.last_mut() {
            Some((about, said)) if *about == chosen.about() => *said = format!("{said}{}{words}", lists::or(lang)),
            Some(_) | None => {
                let words = match chosen {
                    Facet::Step(Some(_)) => lists::step_named(lang, &words),
                    Facet::Author(name) if !name.is_empty() => lists::by_author(lang, &words),
                    Facet::Open
                    | Facet::Step(None)
                    | Facet::Table(_)
                    | Facet::Tag(_)
                    | Facet::Difficulty(_)
                    | Facet::Author(_) => words,
                };
                parts.push((chosen.about(), words));
            }
        }
    }
    parts.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(" · ")
}
