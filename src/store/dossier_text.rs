//! Owns how the text of a dossier is made: of a thousand sessions it has a hundred megabytes, written by several hands. It is
//! what [`pretty`](super::pretty) makes of it, to the byte. Never touches a file.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::hands;
use super::ron_text::{body, stands_as_it_is};
use crate::domain::item::is_default;
use crate::synthesis::dossier::Dossier;
use crate::synthesis::step::each;

/// So many lines are written in one piece.
const PIECE: usize = 512;

/// Makes one piece of the text, with or without escapes.
type Piece<'a> = Box<dyn Fn(bool) -> String + Sync + 'a>;

/// Returns the text of a dossier's file, which begins with `first`.
pub(super) fn of(first: &str, dossier: &Dossier) -> String {
    let Dossier {
        format,
        human,
        sources,
        sources_out,
        set_aside,
        matches,
        strategies,
        unused,
        practices,
        sketches,
        voices,
        polls,
        decisions,
        actions,
        changes,
        seal,
    } = dossier;
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    value("format", format, &mut pieces);
    value("human", human, &mut pieces);
    lines("sources", sources, &mut pieces);
    lines("sources_out", sources_out, &mut pieces);
    lines("set_aside", set_aside, &mut pieces);
    lines("matches", matches, &mut pieces);
    lines("strategies", strategies, &mut pieces);
    lines("unused", unused, &mut pieces);
    lines("practices", practices, &mut pieces);
    lines("sketches", sketches, &mut pieces);
    lines("voices", voices, &mut pieces);
    lines("polls", polls, &mut pieces);
    lines("decisions", decisions, &mut pieces);
    lines("actions", actions, &mut pieces);
    lines("changes", changes, &mut pieces);
    value("seal", seal, &mut pieces);
    let plain = together(first, &pieces, false);
    if stands_as_it_is(&plain) { plain } else { together(first, &pieces, true) }
}

fn together(first: &str, pieces: &[Piece<'_>], escape: bool) -> String {
    let made = each(&hands::several, pieces.len(), |at| pieces[at](escape));
    let mut text = String::with_capacity(first.len() + made.iter().map(String::len).sum::<usize>() + 4);
    text.push_str(first);
    text.push_str("(\n");
    made.into_iter().for_each(|piece| text.push_str(&piece));
    text.push_str(")\n");
    text
}

/// A dossier of which only one field is told.
struct Field<'a, T> {
    name: &'static str,
    value: &'a T,
}

impl<T: Serialize> Serialize for Field<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut fields = to.serialize_struct("Dossier", 1)?;
        fields.serialize_field(self.name, self.value)?;
        fields.end()
    }
}

/// Adds a field, unless it says nothing.
fn value<'a, T: Serialize + Default + PartialEq + Sync>(name: &'static str, value: &'a T, pieces: &mut Vec<Piece<'a>>) {
    if !is_default(value) {
        pieces.push(Box::new(move |escape| {
            let whole = body(&Field { name, value }, escape);
            inside(&whole, "(\n", ")").to_owned()
        }));
    }
}

/// Adds a field that is a list, in pieces.
fn lines<'a, T: Serialize + Sync>(name: &'static str, all: &'a [T], pieces: &mut Vec<Piece<'a>>) {
    for (at, lines) in all.chunks(PIECE).enumerate() {
        let (first, last) = (at == 0, (at + 1) * PIECE >= all.len());
        pieces.push(Box::new(move |escape| {
            let whole = body(&Field { name, value: &lines }, escape);
            let (head, tail) = (format!("(\n    {name}: [\n"), "    ],\n)");
            let from = if first { "(\n" } else { head.as_str() };
            inside(&whole, from, if last { ")" } else { tail }).to_owned()
        }));
    }
}

fn inside<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let inside = text.strip_prefix(from).and_then(|text| text.strip_suffix(to));
    inside.expect("a value is written with one field a line")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::pretty;
    use crate::synthesis::dossier::{Change, FORMAT, PracticeLine, VoiceLine};

    #[test]
    fn a_text_in_pieces_is_the_text_of_the_whole() {
        let voice = |words: String| VoiceLine { words, ..VoiceLine::default() };
        let name = |name: String| PracticeLine { name, ..PracticeLine::default() };
        for many in [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE + 3] {
            for (soiled, seal) in [("", ""), ("\u{202e}", "2-a"), ("\n<<<<<<< a\n=======\n>>>>>>> b\n", "x")] {
                let mut dossier = Dossier { format: FORMAT, seal: seal.into(), ..Dossier::default() };
                dossier.voices = (0..many).map(|at| voice(format!("voce \"{at}\"\nancora"))).collect();
                dossier.practices = (0..many / 2).map(|at| name(format!("pratica {at}{soiled}"))).collect();
                dossier.changes = (0..many).map(|_| Change::Answered(Default::default())).collect();
                dossier.human.introduction = soiled.into();
                assert!(of("// uno\n", &dossier) == pretty("// uno\n", &dossier), "{many} {soiled:?}");
            }
        }
    }
}
