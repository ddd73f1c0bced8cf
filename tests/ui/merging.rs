//! The merge desk, driven by keys, with a door that merges the samples in memory.

use std::path::Path;
use std::sync::Arc;

use proximo::domain::desk::{Problem, Wrong};
use proximo::domain::item::{Record, Sketch};
use proximo::domain::value::MayGoTo;
use proximo::store;
use proximo::synthesis::dossier::{Dossier, Seed, SetAside, Tidier, Verdict};
use proximo::synthesis::gather::{Gathered, Given};
use proximo::synthesis::likeness::Explainer;
use proximo::synthesis::shown::Shown;
use proximo::synthesis::{gathered, remerge, remerge_since};
use proximo::text::Lang;
use proximo::tui::doors::{MergeGot, MergeStage, MergeWant, Merged};

use super::desk::Room;

/// A door that merges in memory.
#[derive(Default)]
pub struct Merging {
    pub given: Vec<Given>,
    pub set_aside: Vec<SetAside>,
    pub start: Option<Dossier>,
    pub dossier: Arc<Dossier>,
    pub pool: Arc<Gathered>,
    pub read_only: bool,
    /// What the next request is refused with; whether each choice is.
    pub refuse: Option<Problem>,
    pub refuses: bool,
    /// How often something was merged, and documents were written.
    pub settled: usize,
    pub reported: usize,
    /// Not answered until [`Merging::late`], where the door is slow.
    pub slow: bool,
    pub waiting: Vec<MergeWant>,
    /// The texts that are kept, and that none can be.
    pub unfinished: String,
    pub keeps_nothing: bool,
    /// Texts are kept late, by [`Merging::late`].
    pub keeps_late: bool,
    /// The dossier is long in coming.
    pub slow_to_open: bool,
}

impl Merging {
    pub fn answer(&mut self, want: MergeWant) -> Vec<MergeGot> {
        let late = match want {
            MergeWant::Settle { .. } => self.slow,
            MergeWant::Keep { .. } => self.keeps_late,
            _ => false,
        };
        if late {
            self.waiting.push(want);
            return Vec::new();
        }
        if self.slow_to_open && matches!(want, MergeWant::Open(_)) {
            return Vec::new();
        }
        let refused = self.refuses && matches!(want, MergeWant::Settle { .. });
        let refused = refused.then(|| Problem::new(Wrong::DeskEnded));
        if let Some(problem) = refused.or_else(|| self.refuse.take()) {
            return vec![MergeGot::Merged { ticket: u64::MAX, merged: Err(problem) }];
        }
        let ticket = match want {
            MergeWant::Open(_) => {
                self.pool = Arc::new(gathered(self.given.clone(), self.start.as_ref()));
                self.dossier = Arc::new(remerge(self.start.as_ref(), &self.pool, self.set_aside.clone()));
                0
            }
            MergeWant::Settle { ticket, words } => {
                self.settled += 1;
                let mut previous = self.dossier.as_ref().clone();
                words.put_into(&mut previous);
                self.pool = Arc::new(gathered(self.given.clone(), Some(&previous)));
                let set_aside = self.set_aside.clone();
                self.dossier = Arc::new(remerge_since(self.start.as_ref(), Some(&previous), &self.pool, set_aside));
                ticket
            }
            MergeWant::Explain(practices) => {
                let marks = Explainer::of(self.pool.as_ref()).marks(&practices);
                return vec![MergeGot::Explained { practices, marks }];
            }
            MergeWant::Preview(lang) => {
                let document = proximo::report::dossier(&self.dossier, MayGoTo::Partners, lang);
                return vec![MergeGot::Previewed(Box::new(document))];
            }
            MergeWant::Report(_) => {
                self.reported += 1;
                return vec![MergeGot::Reported(Ok(vec!["proposals/wp3.md".into()]))];
            }
            MergeWant::Cancel => return vec![MergeGot::Cancelled],
            MergeWant::Close(_) | MergeWant::LetGo(_) => return Vec::new(),
            MergeWant::Keep { number, text } => {
                let kept = if self.keeps_nothing { Err(Problem::new(Wrong::DeskEnded)) } else { Ok(()) };
                if kept.is_ok() {
                    self.unfinished = text;
                }
                return vec![MergeGot::Kept { number, kept }];
            }
        };
        let merged = Merged {
            shown: Box::new(Shown::of(self.dossier.as_ref().clone(), self.pool.clone())),
            read_only: self.read_only,
            hand_met: false,
            notices: Vec::new(),
            unfinished: self.unfinished.clone(),
        };
        vec![MergeGot::Merged { ticket, merged: Ok(Box::new(merged)) }]
    }
}

impl Room {
    /// Brings what the merge desk's door was slow with.
    pub fn comes_late(&mut self) -> &mut Self {
        (self.merging.slow, self.merging.keeps_late) = (false, false);
        let waiting = std::mem::take(&mut self.merging.waiting);
        let got: Vec<MergeGot> = waiting.into_iter().flat_map(|want| self.merging.answer(want)).collect();
        got.into_iter().for_each(|got| self.take(proximo::tui::app::Msg::Merge(Box::new(got))));
        self
    }
}

pub fn samples() -> Vec<Given> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "ron"));
    files.sort();
    let given = |file: &std::path::PathBuf| {
        let name = file.file_stem().unwrap().to_string_lossy();
        Given::new(name, Arc::new(store::read(file).unwrap().session))
    };
    files.iter().map(given).collect()
}

/// Opens the merge desk on the samples.
pub fn desk(lang: Lang, size: (u16, u16)) -> Room {
    with(lang, size, Merging { given: samples(), ..Merging::default() })
}

pub fn with(lang: Lang, size: (u16, u16), merging: Merging) -> Room {
    let mut room = Room::start(lang, size, Vec::new());
    room.merging = merging;
    room.press("m");
    room
}

#[test]
fn the_five_screens_look_so() {
    for (lang, name) in [(Lang::It, "it"), (Lang::En, "en")] {
        for size in [(80, 24), (120, 36), (160, 45)] {
            for stage in 1..=5 {
                let mut room = desk(lang, size);
                room.press(&stage.to_string());
                insta::assert_snapshot!(format!("merge_{stage}_{name}_{}x{}", size.0, size.1), room.screen());
            }
            let mut room = desk(lang, size);
            room.press("4v");
            insta::assert_snapshot!(format!("merge_4_plot_{name}_{}x{}", size.0, size.1), room.screen());
        }
    }
}

#[test]
fn a_word_on_a_match_is_said_taken_back_and_said_again() {
    let mut room = desk(Lang::It, (120, 36));
    room.press("2").shows(&["da decidere", "raccontate più volte", "Territoire"]);
    room.press("d").shows(&["già detto", "≠"]);
    let said = |room: &Room| {
        room.merging.dossier.matches.iter().filter(|m| m.human.verdict == Some(Verdict::Different)).count()
    };
    assert_eq!(said(&room), 1);
    room.press("u").shows(&["Annullata l'ultima scelta"]);
    assert_eq!(said(&room), 0);
    room.press("r");
    assert_eq!(said(&room), 1);
    room.press("uu").shows(&["Non c'è niente da annullare"]);
}

#[test]
fn practices_are_joined_split_and_their_words_chosen() {
    let mut room = desk(Lang::It, (120, 36));
    // two groups become one
    room.press("2<end><up><space><space>j").shows(&["×4"]);
    let joined = room.merging.dossier.matches.iter().any(|m| m.practices.len() == 4 && m.is_one());
    assert!(joined);
    // whose words stand for how it works
    room.press("e").shows(&["Quale campo?", "come funziona"]);
    room.press("come<enter>").shows(&["Quali parole valgono per tutte?"]);
    room.press("<enter>").shows(&["scelto"]);
    assert_eq!(room.merging.dossier.human.chosen.iter().count(), 1);
    // and words of one's own
    room.press("ecome<enter>parole<enter>").shows(&["Le parole per tutte"]);
    room.press(" E insieme.<ctrl-s>").shows(&["scelto"]);
    assert!(format!("{:?}", room.merging.dossier.human.chosen).contains("E insieme."));
    let drafts = format!("{:?}", room.merging.dossier.strategies);
    assert!(drafts.contains("E insieme."), "what was chosen stands in the drafts");
    room.press("x").shows(&["Quale pratica"]);
    room.press("<enter>");
    assert!(!room.merging.dossier.matches.iter().any(|m| m.practices.len() == 4 && m.is_one()));
}

#[test]
fn strategies_are_composed() {
    let mut room = desk(Lang::It, (120, 36));
    let strategy = |room: &Room, name: &str| {
        room.merging.dossier.strategies.iter().find(|s| s.human.name == name).cloned().unwrap()
    };
    room.press("3e<enter>Antenne vere<enter>").shows(&["Antenne vere"]);
    let antenne = strategy(&room, "Antenne vere");
    // a field in one's own words, with what the sources say above it
    room.press("eserve<enter>").shows(&["vuoto lascia le parole delle fonti"]);
    room.press("Un telefono<ctrl-s>").shows(&["Antenne vere"]);
    let antenne_now = strategy(&room, "Antenne vere");
    assert_eq!(antenne_now.human.fields.get(&Tidier::Materials).map(String::as_str), Some("Un telefono"));
    // taken in and out, with a reason
    room.press("+<space><space><enter>");
    assert_eq!(strategy(&room, "Antenne vere").human.added.len(), 2);
    room.press("-<space><enter>").shows(&["Perché si toglie?"]);
    room.press("<enter>").shows(&["Serve un motivo"]);
    room.press("non c'entra<enter>").shows(&["tolta:"]);
    // split, joined, given up, taken up
    room.press("x<space><enter>Una a parte<enter>");
    assert_eq!(strategy(&room, "Una a parte").seed, Seed::Person);
    room.press("/parte<enter>").shows(&["Una a parte"]);
    room.press("<home><delete>").shows(&["Perché si lascia cadere?"]);
    room.press("troppo sottile<enter>").shows(&["lasciate cadere", "troppo sottile"]);
    assert!(!strategy(&room, "Una a parte").stands());
    room.press("<delete>").shows(&["Ripresa"]);
    assert!(strategy(&room, "Una a parte").stands());
    room.press("jAntenne<enter>");
    let joined = strategy(&room, "Una a parte");
    assert!(joined.human.dropped.is_some_and(|dropped| dropped.reason.contains("Antenne vere")));
    assert_eq!(strategy(&room, "Antenne vere").id(), antenne.id());
}

#[test]
fn the_order_is_a_persons_and_the_columns_only_sort_what_is_seen() {
    let mut room = desk(Lang::It, (160, 45));
    room.press("4").shows(&["1.", "Antenne di quartiere"]);
    room.press("<ctrl-down>e<end> perché i giovani la votano<enter>").shows(&["perché qui"]);
    let first = room.merging.dossier.strategies[0].clone();
    let second = room.merging.dossier.strategies[1].clone();
    assert_eq!((first.human.order, second.human.order), (Some(1), Some(2)));
    assert!(second.human.order_reason.contains("i giovani"));
    room.press("oo").shows(&["▾giovani"]);
    room.press("<ctrl-up>").shows(&["prima l'ordine scelto a mano"]);
    assert_eq!(room.merging.dossier.strategies[0].id(), first.id());
}

#[test]
fn a_session_is_left_out_and_taken_in_again() {
    let mut room = desk(Lang::It, (120, 36));
    room.press("<delete>").shows(&["Perché si lascia fuori"]);
    room.press("era una prova<enter>").shows(&["lasciata fuori", "era una prova"]);
    assert_eq!((room.merging.dossier.sources.len(), room.merging.dossier.sources_out.len()), (3, 1));
    room.press("<delete>");
    assert_eq!((room.merging.dossier.sources.len(), room.merging.dossier.sources_out.len()), (4, 0));
}

#[test]
fn where_something_comes_from_is_one_key_away() {
    let mut room = desk(Lang::It, (120, 36));
    room.press("3f").shows(&["Da dove viene"]);
    room.press("<enter>").shows(&["2026-05-14-tavolo-co-progettazione.ron"]);
    room.press("<esc>").shows(&["poggia su"]);
}

#[test]
fn what_is_chosen_while_a_merge_is_on_its_way_is_merged_after_it() {
    let mut room = desk(Lang::It, (120, 36));
    room.merging.slow = true;
    room.press("2d").shows(&["si salva"]);
    room.press("d");
    assert_eq!(room.merging.waiting.len(), 1, "one at a time");
    room.merging.slow = false;
    let want = room.merging.waiting.remove(0);
    for got in room.merging.answer(want) {
        room.take(proximo::tui::app::Msg::Merge(Box::new(got)));
    }
    room.shows(&["salvato"]);
    let said = room.merging.dossier.matches.iter().filter(|m| m.human.verdict.is_some()).count();
    assert_eq!((room.merging.settled, said), (2, 2));
}

#[test]
fn what_takes_long_says_how_far_it_is_and_can_be_cancelled() {
    let mut room = desk(Lang::It, (80, 24));
    let progress = MergeGot::Progress { stage: MergeStage::Reading, done: 300, of: 1000 };
    room.take(proximo::tui::app::Msg::Merge(Box::new(progress)));
    room.shows(&["si leggono le sessioni: 300 di 1000", "annulla"]);
    room.press("<esc>").shows(&["Annullato"]);
}

#[test]
fn a_dossier_that_somebody_else_holds_is_only_read_and_a_failure_is_said() {
    let mut room = with(Lang::It, (120, 36), Merging { given: samples(), read_only: true, ..Merging::default() });
    room.shows(&["solo lettura"]);
    room.press("2d").shows(&["Un altro proximo"]);
    assert_eq!(room.merging.settled, 0);
    let refuse = Some(Problem::new(Wrong::DeskEnded));
    let mut room = with(Lang::It, (120, 36), Merging { refuse, ..Merging::default() });
    room.shows(&["NON aperto", "si rimedia"]);
    // nothing waits for what was never opened
    room.press("5eTitolo<enter>w").shows(&["NON aperto"]);
    assert_eq!((room.merging.settled, room.merging.reported), (0, 0));
    room.press("<esc>").shows(&["sessioni"]);
    let mut room = with(Lang::It, (120, 36), Merging::default());
    room.shows(&["prima si tiene un tavolo"]);
    room.press("2345").press("<esc>").shows(&["sessioni"]);
}

#[test]
fn documents_are_written_by_one_key_and_say_when_they_are_old() {
    let mut room = desk(Lang::En, (120, 36));
    room.press("5<end>").shows(&["The documents are older"]);
    room.press("w").shows(&["documents were written to proposals"]);
    assert_eq!(room.merging.reported, 1);
    room.press("<home>eThe proposals<enter>").shows(&["The proposals"]);
    assert_eq!(room.merging.dossier.human.title, "The proposals");
}

#[test]
fn help_shows_the_keys_of_the_desk_and_the_language_changes_live() {
    let mut room = desk(Lang::It, (120, 36));
    room.press("?").shows(&["separa"]);
    room.press("<esc><f2>").shows(&["Sources"]);
}

/// Two sessions, each with one practice.
fn told_twice(one: &str, other: &str) -> Vec<Given> {
    use proximo::domain::id::{Code, TypedId};
    use proximo::domain::item::{Head, Practice, Record};
    let session = |title: &str, how: &str| {
        let head = Head { id: TypedId::new(Code::of(&[title])), title: title.into(), ..Head::default() };
        let mut session = proximo::domain::session::Session::new(head);
        let name = "Antenne di Gorla".to_owned();
        let practice = Practice { id: TypedId::new(Code::of(&[title])), name, how: how.into(), ..Practice::default() };
        session.put(practice.into_item());
        Given::new(title, Arc::new(session))
    };
    vec![session("uno", one), session("due", other)]
}

#[test]
fn words_that_tie_are_marked_on_both_sides_though_they_are_of_two_languages() {
    let given = told_twice(
        "Prima l'educativa di strada, poi il colloquio con la famiglia.",
        "It begins with street outreach, and nothing else.",
    );
    let mut room = with(Lang::It, (160, 45), Merging { given, ..Merging::default() });
    room.press("2").shows(&["educativa di strada", "street outreach"]);
    let marked = room.marked();
    for words in ["educativa di strada", "street outreach"] {
        assert!(marked.iter().any(|text| text == words), "{words} in {marked:?}");
    }
    // a word alone ties nothing, though it stands in the expression
    assert!(!marked.iter().any(|text| text.contains("famiglia") || text == "strada"), "{marked:?}");
}

#[test]
fn a_mark_goes_on_in_the_next_row() {
    let long = "Si comincia con un lungo giro di tutti i posti del quartiere e con la educativa di strada.";
    let given = told_twice(long, "Everything begins with street outreach.");
    let mut room = with(Lang::It, (80, 24), Merging { given, ..Merging::default() });
    room.press("2<pagedown>").shows(&["street outreach"]);
    let marked = room.marked().join(" ");
    assert!(marked.contains("educativa") && marked.contains("strada"), "{marked}");
}

#[test]
fn a_field_that_two_wrote_is_shown_with_both_values_and_the_other_is_taken_over() {
    use proximo::synthesis::dossier::Said;
    let mut room = desk(Lang::It, (120, 36));
    room.press("3e<enter>Antenne mie<enter>");
    let id = room.merging.dossier.strategies.iter().find(|s| s.human.name == "Antenne mie").unwrap().id();
    let mut start = room.merging.dossier.as_ref().clone();
    start.human.clashes = vec![Said::Name(id, "Antenne loro".into()), Said::Title("Un altro titolo".into())];
    let mut room = with(Lang::It, (120, 36), Merging { given: samples(), start: Some(start), ..Merging::default() });
    room.press("5").shows(&["scritto da due insieme (2)", "«Antenne mie»: nome"]);
    room.press("<down><down><down><down>").shows(&["qui sta", "Antenne mie", "l'altro ha scritto", "Antenne loro"]);
    insta::assert_snapshot!("merge_5_clash_it_120x36", room.screen());
    let name = |room: &Room| room.merging.dossier.strategies.iter().find(|s| s.id() == id).unwrap().human.name.clone();
    room.press("t").shows(&["Preso l'altro valore", "scritto da due insieme (1)"]);
    assert_eq!(name(&room), "Antenne loro");
    room.press("u").shows(&["scritto da due insieme (2)"]);
    assert_eq!(name(&room), "Antenne mie");
    // the other one is read and put away: what stands stays
    room.press("<end><up><up><up><up>").shows(&["Un altro titolo", "come al solito"]);
    room.press("<delete>").shows(&["scritto da due insieme (1)"]).hides(&["Un altro titolo"]);
    assert_eq!(room.merging.dossier.human.title, "");
    room.press("<home><down><down><down><delete>").shows(&["scritto da due insieme (0)", "Nessun campo ha due valori"]);
}

#[test]
fn the_document_is_read_before_it_is_written_part_by_part() {
    for (lang, name, part) in [(Lang::It, "it", "Come è stato fatto"), (Lang::En, "en", "How it was made")] {
        for size in [(80, 24), (120, 36), (160, 45)] {
            let mut room = desk(lang, size);
            room.press("5v").shows(&["(WP3)", "%"]);
            room.press("<tab><tab>").shows(&[part]);
            room.press("<tab>");
            insta::assert_snapshot!(format!("merge_5_read_{name}_{}x{}", size.0, size.1), room.screen());
            room.press("<end>").shows(&["100%", ".ron"]);
            room.press("<home><esc>").shows(&["w "]);
        }
    }
    let mut room = desk(Lang::It, (120, 36));
    room.press("5<end><up><enter>").shows(&["Proposte di strategia"]);
    assert_eq!(room.merging.reported, 0, "nothing is written by reading");
    // what is shown is what was chosen last
    room.press("<esc><home>eTitolo nuovo<enter>v").shows(&["Titolo nuovo"]);
}

#[test]
fn what_was_cancelled_is_settled_with_the_next_choice_and_before_leaving() {
    let mut room = desk(Lang::It, (120, 36));
    room.merging.slow = true;
    room.press("2dd");
    room.take(proximo::tui::app::Msg::Merge(Box::new(MergeGot::Cancelled)));
    room.shows(&["NON salvato"]);
    room.merging.slow = false;
    room.merging.refuse = Some(Problem::new(Wrong::DeskEnded));
    room.press("<esc>").shows(&["NON salvato", "senza le ultime scelte"]);
    room.merging.refuse = Some(Problem::new(Wrong::DeskEnded));
    room.press("<esc>").shows(&["sessioni"]);
    let said = room.merging.dossier.matches.iter().filter(|m| m.human.verdict.is_some()).count();
    assert_eq!((said, room.merging.settled), (0, 0));
    // where it can be written again, it is
    let mut room = desk(Lang::It, (120, 36));
    room.merging.slow = true;
    room.press("2d");
    room.take(proximo::tui::app::Msg::Merge(Box::new(MergeGot::Cancelled)));
    room.merging.slow = false;
    room.press("<esc>").shows(&["sessioni"]);
    assert_eq!(room.merging.settled, 1);
}

#[test]
fn what_is_typed_before_the_dossier_is_there_costs_nothing() {
    let mut start = Dossier::default();
    start.human.title = "Un titolo".into();
    let merging = Merging { given: samples(), start: Some(start), slow_to_open: true, ..Merging::default() };
    let mut room = with(Lang::It, (120, 36), merging);
    room.merging.unfinished = "[]".into();
    room.press("5eAltro titolo<enter>");
    assert_eq!((room.merging.unfinished.as_str(), room.merging.settled), ("[]", 0));
    room.merging.slow_to_open = false;
    for got in room.merging.answer(MergeWant::Open(0)) {
        room.take(proximo::tui::app::Msg::Merge(Box::new(got)));
    }
    room.shows(&["salvato"]);
    room.press("2d");
    assert_eq!((room.merging.dossier.human.title.as_str(), room.merging.settled), ("Un titolo", 1));
}

#[test]
fn a_strategy_that_another_one_goes_into_keeps_its_name_and_is_looked_at() {
    let mut room = desk(Lang::It, (120, 36));
    room.press("3<down>jstanza<enter>").shows(&["Dalla stanza al laboratorio", "✗   Un filo, una persona"]);
    let into = room.merging.dossier.strategies.iter().find(|s| s.sketches.len() == 2 && s.stands()).unwrap();
    assert_eq!(into.human.name, "", "its name is its own without being written");
    room.press("e<enter>").shows(&["Nome breve"]);
    // each vote says on which of the two
    room.press("<esc>4").shows(&["Dalla stanza al laboratorio"]);
    room.press("<end><home><down><down>").shows(&["«Dalla stanza al laboratorio» · ", "«Un filo, una persona» · "]);
}

#[test]
fn a_reason_is_written_for_a_word_on_a_match_and_for_what_is_not_used_and_notes_for_a_strategy() {
    let mut room = desk(Lang::It, (120, 36));
    room.press("2e").shows(&["Prima si dice se è la stessa"]);
    room.press("d<end><up>/Diocesi<enter>e").shows(&["resta accanto alla scelta"]);
    room.press("due progetti<enter>").shows(&["due progetti"]);
    let reasons =
        |room: &Room| room.merging.dossier.matches.iter().filter(|m| m.human.reason == "due progetti").count();
    assert_eq!(reasons(&room), 1);
    room.press("u");
    assert_eq!(reasons(&room), 0);
    room.press("<esc>3-<space><enter>fuori tema<enter><end>e").shows(&["Perché non è usata?"]);
    room.press("la tiene il Comune<enter>").shows(&["la tiene il Comune"]).hides(&["fuori tema"]);
    assert_eq!(room.merging.dossier.human.left_out.iter().count(), 1);
    room.press("e<ctrl-u>");
    room.press("<esc><home>enote<enter>Da rivedere a giugno<ctrl-s>");
    let notes = room.merging.dossier.strategies.iter().filter(|s| s.human.notes == "Da rivedere a giugno").count();
    assert_eq!(notes, 1);
}

#[test]
fn what_is_told_of_a_line_is_read_to_its_end_page_by_page() {
    // without the last columns, where arrows stand
    let told = |room: &Room| -> Vec<String> {
        let told = |line: &str| line.chars().skip(50).take(66).collect::<String>().trim().to_owned();
        room.screen().lines().filter(|line| !line.contains('─')).map(told).collect()
    };
    let mut whole = desk(Lang::It, (120, 400));
    whole.press("3");
    let mut paged = desk(Lang::It, (120, 20));
    paged.press("3");
    let first = told(&paged);
    let mut seen = first.clone();
    for _ in 0..60 {
        seen.extend(told(paged.press("<pagedown>")));
    }
    let missing: Vec<String> = told(&whole).into_iter().filter(|line| !seen.contains(line)).collect();
    assert_eq!(missing, Vec::<String>::new());
    assert_ne!(told(&paged), first);
    for _ in 0..60 {
        paged.press("<pageup>");
    }
    assert_eq!(told(&paged), first);
}

#[test]
fn a_long_source_is_read_to_its_end() {
    let long = (1..120).map(|n| format!("passo {n}")).collect::<Vec<_>>().join(", poi ") + ", e infine la FINE.";
    let given = told_twice(&long, "Un altro modo.");
    let mut room = with(Lang::It, (80, 24), Merging { given, ..Merging::default() });
    room.press("2f<down><enter>").shows(&["passo 1,"]).hides(&["FINE"]);
    room.press("<end>").shows(&["FINE"]);
}

#[test]
fn a_strategy_is_found_by_whatever_its_line_shows() {
    // one that grew out of a sketch without a title is called by that sketch's id
    let mut given = samples();
    let session = given.iter_mut().find(|given| given.session.sketches.live().next().is_some()).unwrap();
    let sketch = session.session.sketches.live().next().unwrap().as_ref().clone();
    let mut changed = session.session.as_ref().clone();
    let id = sketch.id.to_string();
    changed.put(Sketch { title: String::new(), ..sketch }.into_item());
    *session = Given::new(session.name.clone(), Arc::new(changed));
    let mut room = with(Lang::It, (160, 45), Merging { given, ..Merging::default() });
    let found = [
        (&id[..6], id.as_str()),
        ("passa q", "Passa quando vuoi"),
        ("pratiche rac", "Individuare: pratiche raccolte"),
        ("2.", "2.  "),
    ];
    for (stage, (typed, shown)) in ["3", "4"].into_iter().flat_map(|stage| found.map(|found| (stage, found))) {
        room.press(stage).shows(&[shown]);
        // letter by letter: each looks through what the letters before it found
        room.press("/").press(typed).shows(&[shown]);
        room.press("<esc>");
    }
}
