//! Texts that were begun at the merge desk and are not written yet.

use proximo::synthesis::dossier::{Dossier, Seed};
use proximo::text::Lang;
use proximo::tui::app::Msg;
use proximo::tui::doors::MergeWant;

use super::desk::Room;
use super::merging::{Merging, desk, samples, with};

/// Opens the desk where these lines were kept.
fn kept(lines: &str) -> Room {
    with(Lang::It, (120, 36), Merging { given: samples(), unfinished: lines.into(), ..Merging::default() })
}

#[test]
fn a_text_that_is_left_before_it_is_taken_comes_back_where_it_was_written() {
    let mut room = desk(Lang::It, (120, 36));
    room.press("5<down>eDue righe<esc>").shows(&["Il testo resta a metà"]);
    room.press("e").shows(&["Due righe", "Ripreso"]);
    room.press("<ctrl-s>").shows(&["Due righe"]);
    assert_eq!(room.merging.dossier.human.introduction, "Due righe");
    assert_eq!(room.merging.unfinished, "", "what is written is unfinished no more");
    room.press("e<esc><esc>").shows(&["sessioni"]);
}

#[test]
fn a_text_that_is_unfinished_is_there_again_when_the_desk_is_opened_again() {
    // left by its key, in the middle of it, and out of the program
    for left in ["<esc><esc>", "<ctrl-q>", "<esc><ctrl-q>"] {
        let mut room = desk(Lang::It, (120, 36));
        room.press("5<down>eDue righe").press(left);
        assert!(room.merging.unfinished.contains("Due righe"), "{left}");
        let kept = std::mem::take(&mut room.merging.unfinished);
        let merging = Merging { given: samples(), unfinished: kept, ..Merging::default() };
        let mut again = with(Lang::It, (120, 36), merging);
        again.shows(&["Testi lasciati a metà, nella schermata del dossier: 1"]);
        again.press("5<down>e").shows(&["Due righe", "Ripreso"]);
        again.press("<ctrl-s>");
        assert_eq!(again.merging.dossier.human.introduction, "Due righe");
        assert_eq!(again.merging.unfinished, "");
    }
}

#[test]
fn a_text_that_is_left_where_nothing_can_be_kept_is_not_left_in_silence() {
    let merging = Merging { given: samples(), read_only: true, ..Merging::default() };
    let mut room = with(Lang::It, (120, 36), merging);
    room.press("5<down>eA metà<esc><esc>").shows(&["uscendo ancora una volta va perso"]);
    assert_eq!(room.merging.unfinished, "");
}

#[test]
fn a_text_that_was_taken_is_kept_until_it_is_written() {
    let mut room = desk(Lang::It, (120, 36));
    room.merging.slow = true;
    room.press("5eTitolo nuovo<enter>");
    assert!(room.merging.unfinished.contains("Titolo nuovo"), "it is on its way, not on disk");
    room.comes_late();
    assert_eq!((room.merging.dossier.human.title.as_str(), room.merging.unfinished.as_str()), ("Titolo nuovo", ""));
}

#[test]
fn where_texts_cannot_be_kept_leaving_says_that_it_loses_one() {
    let begun = |left: &str| {
        let mut room = desk(Lang::It, (120, 36));
        room.merging.keeps_nothing = true;
        room.press("5<down>eA metà").press(left).shows(&["uscendo ancora una volta va perso"]);
        assert!(!room.quit);
        room
    };
    begun("<esc><esc>").press("<esc>").shows(&["sessioni"]);
    let mut room = begun("<ctrl-q>");
    assert!(room.press("<ctrl-q>").quit);
    // other keys go on with it
    begun("<esc><esc>").press("e").shows(&["A metà"]);
}

#[test]
fn what_another_version_kept_stays_and_costs_no_other_text() {
    let strange = "[(Later(1), \"x\")]";
    let mut room = kept(&format!("{strange}\n(then:Part(Introduction),began:\"\",text:\"Due righe\")\n((("));
    room.shows(&["Testi lasciati a metà, nella schermata del dossier: 3"]);
    room.press("5<down>e").shows(&["Due righe", "Ripreso"]);
    room.press("<ctrl-s>");
    assert_eq!(room.merging.unfinished, format!("{strange}\n((("));
    room.press("<end>").shows(&["testi lasciati a metà (2)", "un'altra versione"]);
    for kept in ["", " \n"] {
        assert!(!self::kept(kept).press("5").screen().contains("a metà"));
    }
}

#[test]
fn texts_that_were_left_are_listed_gone_on_with_and_thrown_away() {
    let mut room = desk(Lang::It, (120, 36));
    room.press("3<home><down>enote<enter>Da rivedere<esc>5<down>eDue righe<esc>");
    room.shows(&["testi lasciati a metà (2)"]);
    room.press("<down><down><down>").shows(&["Scritti in parte"]);
    room.press("<down>").shows(&["Da rivedere", "continua a scrivere"]);
    room.press("e<end>!<ctrl-s>").shows(&["testi lasciati a metà (1)"]);
    assert!(room.merging.dossier.strategies.iter().any(|strategy| strategy.human.notes == "Da rivedere!"));
    // one is thrown away only by two keys that follow one another
    room.shows(&["Due righe"]);
    room.press("<delete>").shows(&["Premuto ancora"]);
    room.press("<up><down><delete>").shows(&["Premuto ancora", "testi lasciati a metà (1)"]);
    room.press("<delete>").shows(&["buttato via"]).hides(&["lasciati a metà"]);
    assert_eq!(room.merging.unfinished, "");
}

#[test]
fn a_text_that_comes_back_says_what_was_written_there_meanwhile() {
    let mut room = desk(Lang::It, (120, 36));
    room.press("5<down>eDue righe<esc>");
    let mut other = room.merging.dossier.as_ref().clone();
    other.human.introduction = "Scritta da Sara".into();
    room.merging.dossier = other.into();
    room.press("<up>eTitolo<enter>");
    let mut words = proximo::synthesis::words::Words::of(&room.merging.dossier);
    words.editorial.introduction = "Scritta da Sara".into();
    comes(&mut room, words);
    room.press("<down>e").shows(&["Due righe", "Ora qui c'è scritto: Scritta da Sara", "Nel frattempo"]);
    // left again, it says so again
    room.press("<esc>e").shows(&["Due righe", "Nel frattempo"]);
    room.press("<ctrl-s>");
    assert_eq!(room.merging.dossier.human.introduction, "Due righe");
    room.press("u");
    assert_eq!(room.merging.dossier.human.introduction, "Scritta da Sara");
}

/// Brings a merge that nobody at this desk asked for.
fn comes(room: &mut Room, words: proximo::synthesis::words::Words) {
    for got in room.merging.answer(MergeWant::Settle { ticket: u64::MAX, words: words.into() }) {
        room.take(Msg::Merge(Box::new(got)));
    }
}

#[test]
fn a_text_of_a_strategy_that_is_gone_is_not_lost() {
    let mut room = desk(Lang::It, (120, 36));
    room.press("3nDi mano nostra<enter>");
    assert!(room.merging.dossier.strategies.iter().any(|strategy| strategy.seed == Seed::Person));
    room.press("/mano nostra<enter>enote<enter>Chiedere alla Diocesi").shows(&["Chiedere"]);
    comes(&mut room, proximo::synthesis::words::Words::default());
    room.press("<ctrl-s>").shows(&["non c'è più"]);
    assert!(room.merging.unfinished.contains("Chiedere alla Diocesi"));
    room.press("5<end><up><up><up><up>").shows(&["Chiedere alla Diocesi"]);
    room.press("<enter>").shows(&["Chiedere alla Diocesi", "non c'è più"]);
    // a text that is left waits for a strategy that comes again
    assert!(room.press("<esc>").merging.unfinished.contains("Chiedere alla Diocesi"));
}

#[test]
fn a_text_that_was_written_is_unfinished_no_more_whatever_was_kept_of_it() {
    let mut start = Dossier::default();
    start.human.title = "Insieme".into();
    start.human.introduction = "Una".into();
    let line = |part: &str, text: &str| format!("(then:Part({part}),began:\"\",text:\"{text}\")");
    let unfinished = [line("Title", "Insieme"), line("Introduction", "Due")].join("\n");
    let merging = Merging { given: samples(), start: Some(start), unfinished, ..Merging::default() };
    with(Lang::It, (120, 36), merging).shows(&["Testi lasciati a metà, nella schermata del dossier: 1"]);
    // a strategy that was made is not made twice
    let mut room = desk(Lang::It, (120, 36));
    room.merging.slow = true;
    room.press("3nDi mano nostra<enter>");
    let unfinished = room.merging.unfinished.clone();
    assert!(unfinished.contains("Di mano nostra"));
    room.comes_late();
    let start = Some(room.merging.dossier.as_ref().clone());
    let merging = Merging { given: samples(), start, unfinished, ..Merging::default() };
    with(Lang::It, (120, 36), merging).hides(&["lasciati a metà"]);
}

#[test]
fn leaving_waits_until_a_text_is_kept() {
    for (left, quits) in [("<esc><esc>", false), ("<ctrl-q>", true)] {
        let mut room = desk(Lang::It, (120, 36));
        room.merging.keeps_late = true;
        room.press("5<down>e").paste("Incollato").press(left);
        room.hides(&["sessioni"]);
        assert!(!room.quit && room.merging.unfinished.is_empty(), "{left}");
        room.comes_late();
        assert!(room.merging.unfinished.contains("Incollato"), "{left}");
        assert_eq!(room.quit, quits);
        if !quits {
            room.shows(&["sessioni"]);
        }
    }
}

#[test]
fn what_could_not_be_kept_is_kept_with_the_next_key() {
    let mut room = desk(Lang::It, (120, 36));
    room.merging.keeps_nothing = true;
    room.press("5<down>eA met");
    assert_eq!(room.merging.unfinished, "");
    room.merging.keeps_nothing = false;
    room.press("<left>");
    assert!(room.merging.unfinished.contains("A met"));
    // nothing warns any more
    room.press("<esc><esc>").shows(&["sessioni"]);
    // one that fails when it is left is said, late as it comes
    let mut room = desk(Lang::It, (120, 36));
    room.merging.keeps_late = true;
    room.press("5<down>eA metà<esc><esc>");
    room.merging.keeps_nothing = true;
    room.comes_late();
    room.shows(&["uscendo ancora una volta va perso"]);
}

#[test]
fn a_text_that_is_taken_where_nothing_can_be_chosen_stays_until_it_is_left() {
    let merging = Merging { given: samples(), read_only: true, ..Merging::default() };
    let mut room = with(Lang::It, (120, 36), merging);
    room.press("5eTitolo<enter>").shows(&["Un altro proximo"]);
    room.press("e").shows(&["Titolo", "Ripreso"]);
    room.press("<esc><esc>").shows(&["uscendo ancora una volta va perso"]);
}

#[test]
fn of_two_texts_of_one_kind_the_chosen_one_is_gone_on_with() {
    let line = |name: &str| format!("(then:Make([]),began:\"\",text:\"{name}\")");
    let mut room = kept(&[line("Uno"), line("Due"), line("Due")].join("\n"));
    room.press("5<down><down><down><down><down>").shows(&["lasciati a metà (2)", "Uno"]);
    room.press("e").shows(&["Ripreso", "Uno"]);
    room.press("<enter>").shows(&["lasciati a metà (1)"]);
    assert!(room.merging.unfinished.contains("Due") && !room.merging.unfinished.contains("Uno"));
    let named = |room: &Room, name: &str| room.merging.dossier.strategies.iter().any(|one| one.human.name == name);
    assert!(named(&room, "Uno") && !named(&room, "Due"));
}

#[test]
fn nothing_that_can_be_written_is_left_behind_whatever_could_not_be_a_moment_ago() {
    // neither choices nor texts: it is said, tried at each leaving, and left when that is asked again
    let mut room = desk(Lang::It, (120, 36));
    room.merging.keeps_nothing = true;
    room.merging.refuses = true;
    room.press("5eTitolo<enter><down>eA metà<esc>");
    for said in ["uscendo ancora una volta va perso", "NON sono scritte"] {
        room.press("<esc>").shows(&[said]);
    }
    room.press("<esc>").shows(&["sessioni"]);
    // where the disk is well again, nothing is lost
    for before in ["", "<esc>", "<esc><esc>"] {
        let mut room = desk(Lang::It, (120, 36));
        (room.merging.keeps_nothing, room.merging.refuses) = (true, true);
        room.press("5eTitolo<enter><down>eA metà<esc>").press(before);
        (room.merging.keeps_nothing, room.merging.refuses) = (false, false);
        room.press("<esc>").shows(&["sessioni"]);
        assert_eq!(room.merging.dossier.human.title, "Titolo", "{before}");
        assert!(room.merging.unfinished.contains("A metà"), "{before}");
    }
}
