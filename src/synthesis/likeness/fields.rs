//! Owns the fields of a practice that likeness reads, and what the words of each weigh.

use std::collections::BTreeSet;

use crate::domain::item::Practice;

/// A field that is read for likeness.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Field {
    /// What it is called.
    Name,
    /// Who does it.
    Organisation,
    /// Who provides it.
    Provider,
    /// Where.
    Place,
    /// How it works.
    How,
    /// For whom.
    ForWhom,
    /// The subgroup.
    Subgroup,
    /// What helped.
    Helped,
    /// What hindered.
    Hindered,
    /// How intense it is.
    Intensity,
    /// What it needs.
    Resources,
    /// A tag, by its place among them.
    Tag(usize),
    /// A partner, by its place among them.
    Partner(usize),
}

/// What a field says of a practice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    Name,
    Organisation,
    Place,
    Description,
}

impl Field {
    pub(super) fn part(self) -> Part {
        match self {
            Self::Name => Part::Name,
            Self::Organisation | Self::Provider | Self::Partner(_) => Part::Organisation,
            Self::Place => Part::Place,
            Self::How
            | Self::ForWhom
            | Self::Subgroup
            | Self::Helped
            | Self::Hindered
            | Self::Intensity
            | Self::Resources
            | Self::Tag(_) => Part::Description,
        }
    }
}

/// A field of a practice, with what its words weigh.
pub(super) struct Text<'a> {
    pub(super) field: Field,
    pub(super) weight: f64,
    pub(super) text: &'a str,
}

/// Returns the fields that say something.
pub(super) fn texts(practice: &Practice) -> Vec<Text<'_>> {
    let of = |field, weight, text| Text { field, weight, text };
    let mut texts = vec![
        of(Field::Name, 3.0, practice.name.as_str()),
        of(Field::Organisation, 2.0, &practice.organisation),
        of(Field::Provider, 1.0, &practice.provider),
        of(Field::Place, 2.0, &practice.place),
        of(Field::How, 1.0, &practice.how),
        of(Field::ForWhom, 0.7, &practice.for_whom),
        of(Field::Subgroup, 0.7, &practice.subgroup),
        of(Field::Helped, 0.7, &practice.helped),
        of(Field::Hindered, 0.7, &practice.hindered),
        of(Field::Intensity, 0.5, &practice.intensity),
        of(Field::Resources, 0.5, &practice.resources),
    ];
    let tags = practice.tags.iter().enumerate();
    texts.extend(tags.map(|(at, tag)| of(Field::Tag(at), 1.0, tag.as_str())));
    let partners = practice.partners.iter().enumerate();
    texts.extend(partners.map(|(at, partner)| of(Field::Partner(at), 0.7, partner.as_str())));
    texts.retain(|text| !text.text.is_empty());
    texts
}

/// Returns the pages that a source names, each with a path of its own: a whole site says nothing.
pub(super) fn documents(source: &str) -> BTreeSet<String> {
    source
        .split(|c: char| c.is_whitespace() || c == ';' || c == ',')
        .filter_map(|word| word.split_once("://").map(|(_, rest)| rest))
        .map(|page| page.trim_start_matches("www.").trim_end_matches(['/', '.', ')']).to_lowercase())
        .filter(|page| page.contains('/'))
        .collect()
}
