//! The one table of commands: what each is called, its keys, where it works, and what it says.
//! The footer, the help, `proximo keys` and the README are all read from here.

use crate::domain::item::Kind;
use crate::text::Lang;
use crate::text::tui::keys as w;

use super::{Command, Entry, Group, Place};

use Place::{
    Agenda, Capture, Choice, Detail, Fields, Filter, Find, FindPerson, Giro, Heads, Late, List, ListFile, ListTable,
    Minutes, Panel, People, Reading, Register, Start, Tags, Wall,
};

const CONSOLE: &[Place] = &[List, Detail, Agenda];
const ITEM: &[Place] = &[List, Detail];
const EVERYWHERE: &[Place] = Place::ALL;
const OUTSIDE_PANELS: &[Place] = &[
    Start,
    Agenda,
    List,
    Detail,
    Capture,
    Wall,
    Choice,
    People,
    Find,
    Filter,
    Tags,
    Reading,
    Fields,
    FindPerson,
    ListFile,
    ListTable,
    Register,
    Heads,
    Place::LeftOpen,
    Late,
    Giro,
    Minutes,
];
const WITHOUT_TEXT: &[Place] = &[Start, List, Detail, Agenda, Wall, Choice, People, Filter, Reading, Late, Giro];
const LINES: &[Place] = &[List, Detail, Agenda, Start, Choice, People, Filter, Reading, Late, Giro];
const PAGES: &[Place] = &[
    List,
    Detail,
    Agenda,
    Start,
    Choice,
    People,
    Filter,
    Reading,
    Find,
    FindPerson,
    ListFile,
    ListTable,
    Heads,
    Place::LeftOpen,
    Late,
    Giro,
];
const ROOM: &[Place] = &[List, Detail, Agenda, Wall];

/// Where there is a shell to go back to Ctrl-Z goes there, as people expect of it; else it takes back.
const UNDO: &[&str] = if cfg!(unix) { &["u"] } else { &["u", "ctrl-z"] };
const SUSPEND: &[&str] = if cfg!(unix) { &["ctrl-z"] } else { &[] };

type Word = fn(Lang) -> &'static str;

const fn row(
    (command, name): (Command, &'static str),
    keys: &'static [&'static str],
    places: &'static [Place],
    (group, rank): (Group, u8),
    (short, long): (Word, Word),
) -> Entry {
    Entry { command, name, keys, places, group, rank, short, long }
}

/// The table.
#[rustfmt::skip]
pub const TABLE: &[Entry] = &[
    row((Command::Take(Kind::Practice), "take-practice"), &["p"], CONSOLE, (Group::Taking, 0), (w::practice, w::take_practice)),
    row((Command::Take(Kind::Sketch), "take-sketch"), &["s"], CONSOLE, (Group::Taking, 0), (w::sketch, w::take_sketch)),
    row((Command::Take(Kind::Voice), "take-voice"), &["y"], CONSOLE, (Group::Taking, 0), (w::voice, w::take_voice)),
    row((Command::Take(Kind::Poll), "take-vote"), &["v"], CONSOLE, (Group::Taking, 0), (w::vote, w::take_vote)),
    row((Command::Take(Kind::Decision), "take-decision"), &["d"], CONSOLE, (Group::Taking, 0), (w::decision, w::take_decision)),
    row((Command::Take(Kind::Action), "take-action"), &["a"], CONSOLE, (Group::Taking, 0), (w::action, w::take_action)),
    row((Command::Take(Kind::Note), "take-note"), &["n"], CONSOLE, (Group::Taking, 0), (w::note, w::take_note)),
    row((Command::AlwaysOpen, "always-open"), &["A"], CONSOLE, (Group::Taking, 0), (w::always_open, w::always_open_long)),

    row((Command::TakeIt, "take-it"), &["enter"], &[Capture], (Group::Typing, 1), (w::take_it, w::take_it_long)),
    row((Command::Complete, "complete"), &["tab"], &[Capture], (Group::Typing, 3), (w::complete, w::complete_long)),
    row((Command::CompleteBack, "complete-back"), &["shift-tab"], &[Capture], (Group::Typing, 0), (w::complete_back, w::complete_back_long)),
    row((Command::OtherKind, "other-kind"), &["f4", "ctrl-t"], &[Capture], (Group::Typing, 4), (w::other_kind, w::other_kind_long)),
    row((Command::Editor, "editor"), &["ctrl-e"], &[Capture], (Group::Typing, 8), (w::editor, w::editor_long)),
    row((Command::LastAgain, "last-again"), &["up"], &[Capture], (Group::Typing, 5), (w::last_again, w::last_again_long)),
    row((Command::NextField, "next-field"), &["tab", "down"], &[Fields], (Group::Typing, 3), (w::next_field, w::next_field_long)),
    row((Command::PreviousField, "previous-field"), &["shift-tab", "up"], &[Fields], (Group::Typing, 0), (w::previous_field, w::previous_field_long)),

    row((Command::Open, "open"), &["enter"], &[List, Detail, Start], (Group::Item, 1), (w::open, w::open_long)),
    row((Command::Open, "choose"), &["enter"], &[Choice, Find], (Group::Item, 1), (w::choose, w::choose_long)),
    row((Command::Open, "make"), &["enter"], &[Fields], (Group::Sessions, 1), (w::make, w::make_long)),
    row((Command::Edit, "edit"), &["e"], CONSOLE, (Group::Item, 2), (w::edit, w::edit_long)),
    row((Command::Count, "count"), &["h"], ITEM, (Group::Item, 4), (w::count, w::count_long)),
    row((Command::NextState, "next-state"), &["f"], ITEM, (Group::Item, 4), (w::next_state, w::next_state_long)),
    row((Command::Turn, "turn"), &["t"], ITEM, (Group::Item, 9), (w::turn, w::turn_long)),
    row((Command::Remove, "remove"), &["x", "delete"], CONSOLE, (Group::Item, 10), (w::remove, w::remove_long)),
    row((Command::Links, "links"), &["l"], ITEM, (Group::Item, 11), (w::links, w::links_long)),
    row((Command::Undo, "undo"), UNDO, ROOM, (Group::Item, 7), (w::undo, w::undo_long)),
    row((Command::Undo, "undo-typing"), &["ctrl-z"], &[Capture], (Group::Typing, 0), (w::undo, w::undo_typing_long)),
    row((Command::Redo, "redo-typing"), &["ctrl-y"], &[Capture], (Group::Typing, 0), (w::redo, w::redo_typing_long)),
    row((Command::Redo, "redo"), &["U", "ctrl-y"], ROOM, (Group::Item, 0), (w::redo, w::redo_long)),
    row((Command::Find, "find"), &["/"], CONSOLE, (Group::Item, 3), (w::find, w::find_long)),
    row((Command::ToComplete, "to-complete"), &["c"], CONSOLE, (Group::Item, 12), (w::to_complete, w::to_complete_long)),
    row((Command::Mark, "mark"), &["m"], &[List], (Group::Item, 8), (w::mark, w::mark_long)),
    row((Command::MarkAll, "mark-all"), &["M"], &[List], (Group::Item, 0), (w::mark_all, w::mark_all_long)),
    row((Command::Tag, "tag"), &["T"], ITEM, (Group::Item, 13), (w::tag, w::tag_long)),
    row((Command::Several, "several"), &["."], ITEM, (Group::Item, 9), (w::several, w::several_long)),
    row((Command::Order, "order"), &["r"], &[List], (Group::Item, 13), (w::order, w::order_long)),
    row((Command::Filter, "filter"), &["F"], &[List], (Group::Item, 9), (w::narrow, w::narrow_long)),
    row((Command::ClearFilter, "clear-filter"), &["R"], &[List, Filter], (Group::Item, 3), (w::clear_filter, w::clear_filter_long)),
    row((Command::Choose, "choose-several"), &["space"], &[Filter], (Group::Item, 2), (w::choose_several, w::choose_several_long)),
    row((Command::Open, "apply-filter"), &["enter"], &[Filter], (Group::Item, 1), (w::apply, w::apply_long)),
    row((Command::Open, "give-tags"), &["enter"], &[Tags], (Group::Item, 1), (w::tag_it, w::tag_it_long)),
    row((Command::Complete, "complete-tag"), &["tab"], &[Tags], (Group::Item, 2), (w::complete, w::complete_tag_long)),
    row((Command::Return, "return"), &["backspace", "ctrl-o"], CONSOLE, (Group::Moving, 7), (w::go_back, w::go_back_long)),
    row((Command::Conflicts, "conflicts"), &["C"], CONSOLE, (Group::Item, 0), (w::conflicts, w::conflicts_long)),

    row((Command::NextStep, "next-step"), &["space"], ROOM, (Group::Steps, 5), (w::next_step, w::next_step_long)),
    row((Command::PreviousStep, "previous-step"), &["b"], CONSOLE, (Group::Steps, 0), (w::previous_step, w::previous_step_long)),
    row((Command::NextStep, "clicker-next"), &["pagedown"], &[Wall], (Group::Steps, 0), (w::next_step, w::next_step_long)),
    row((Command::PreviousStep, "clicker-previous"), &["pageup"], &[Wall], (Group::Steps, 0), (w::previous_step, w::previous_step_long)),
    row((Command::Longer, "longer"), &["+"], ROOM, (Group::Steps, 0), (w::longer, w::longer_long)),
    row((Command::Shorter, "shorter"), &["-"], ROOM, (Group::Steps, 0), (w::shorter, w::shorter_long)),
    row((Command::Pause, "pause"), &["z"], ROOM, (Group::Steps, 0), (w::pause, w::pause_long)),
    row((Command::Skip, "skip"), &["o"], &[Agenda], (Group::Steps, 7), (w::skip, w::skip_long)),
    row((Command::NewStep, "new-step"), &["i"], &[Agenda], (Group::Steps, 2), (w::new_step, w::new_step_long)),
    row((Command::StepEarlier, "step-earlier"), &["K", "ctrl-up"], &[Agenda], (Group::Steps, 9), (w::step_earlier, w::step_earlier_long)),
    row((Command::StepLater, "step-later"), &["J", "ctrl-down"], &[Agenda], (Group::Steps, 9), (w::step_later, w::step_later_long)),

    row((Command::Open, "begin-step"), &["enter"], &[Agenda], (Group::Steps, 1), (w::begin_step, w::begin_step_long)),
    row((Command::NewStep, "insert-step"), &["i"], ITEM, (Group::Steps, 0), (w::new_step, w::new_step_long)),
    row((Command::SetMinutes, "set-minutes"), &["S"], CONSOLE, (Group::Steps, 0), (w::set_minutes, w::set_minutes_long)),
    row((Command::Open, "set-it"), &["enter"], &[Minutes], (Group::Steps, 1), (w::set_it, w::set_it_long)),
    row((Command::Late, "late"), &["D"], CONSOLE, (Group::Steps, 4), (w::late, w::late_long)),
    row((Command::Open, "late-take"), &["enter"], &[Late], (Group::Steps, 1), (w::late_take, w::late_take_long)),
    row((Command::Longer, "minute-more"), &["+"], &[Late, Giro], (Group::Steps, 6), (w::minute_more, w::minute_more_long)),
    row((Command::Shorter, "minute-less"), &["-"], &[Late, Giro], (Group::Steps, 6), (w::minute_less, w::minute_less_long)),
    row((Command::Skip, "late-skip"), &["o"], &[Late], (Group::Steps, 7), (w::skip, w::late_skip_long)),
    row((Command::MoveEnd, "move-end"), &["f"], &[Late], (Group::Steps, 8), (w::move_end, w::move_end_long)),
    row((Command::NextSpeaker, "next-speaker"), &[","], &[List, Detail, Agenda, Wall, Giro], (Group::Steps, 3), (w::next_speaker, w::next_speaker_long)),
    row((Command::PreviousSpeaker, "previous-speaker"), &[";"], &[List, Detail, Agenda, Wall, Giro], (Group::Steps, 0), (w::previous_speaker, w::previous_speaker_long)),
    row((Command::Giro, "giro"), &["O"], CONSOLE, (Group::Steps, 4), (w::giro, w::giro_long)),
    row((Command::MakeGiro, "make-giro"), &["I"], CONSOLE, (Group::Steps, 0), (w::make_giro, w::make_giro_long)),
    row((Command::Open, "give-floor"), &["enter"], &[Giro], (Group::Steps, 1), (w::give_floor, w::give_floor_long)),
    row((Command::MarkSpoken, "mark-spoken"), &["space"], &[Giro], (Group::Steps, 4), (w::spoken, w::spoken_long)),
    row((Command::Skip, "pass-over"), &["o"], &[Giro], (Group::Steps, 5), (w::pass_over, w::pass_over_long)),
    row((Command::Present, "absent"), &["a"], &[Giro], (Group::Steps, 5), (w::absent, w::absent_long)),
    row((Command::OtherTable, "other-table"), &["tab"], &[Giro], (Group::Steps, 8), (w::other_table, w::other_table_long)),
    row((Command::Undo, "undo-giro"), UNDO, &[Giro], (Group::Item, 9), (w::undo, w::undo_long)),
    row((Command::FreeLine, "free-line"), &["f7"], &[Capture], (Group::Typing, 0), (w::free_line, w::free_line_long)),

    row((Command::WallList, "wall-list"), &["W"], CONSOLE, (Group::Room, 8), (w::wall_list, w::wall_list_long)),
    row((Command::SendToWall, "send-to-wall"), &["V"], ITEM, (Group::Room, 6), (w::send_to_wall, w::send_to_wall_long)),
    row((Command::FreezeWall, "freeze-wall"), &["Z"], CONSOLE, (Group::Room, 0), (w::freeze_wall, w::freeze_wall_long)),
    row((Command::BlankWall, "blank-wall"), &["0"], CONSOLE, (Group::Room, 0), (w::blank_wall, w::blank_wall_long)),

    row((Command::People, "people"), &["P"], CONSOLE, (Group::People, 14), (w::people, w::people_long)),
    row((Command::NewPerson, "new-person"), &["n"], &[People], (Group::People, 1), (w::new_person, w::new_person_long)),
    row((Command::Present, "present"), &["space"], &[People], (Group::People, 2), (w::present, w::present_long)),
    row((Command::Edit, "edit-person"), &["e", "enter"], &[People], (Group::People, 8), (w::edit, w::edit_person_long)),
    row((Command::Remove, "remove-person"), &["x", "delete"], &[People], (Group::Item, 9), (w::remove, w::remove_long)),
    row((Command::Undo, "undo-person"), UNDO, &[People], (Group::Item, 10), (w::undo, w::undo_long)),
    row((Command::FindPerson, "find-person"), &["/"], &[People], (Group::People, 3), (w::find, w::find_person_long)),
    row((Command::TakeIt, "mark-found"), &["enter"], &[FindPerson], (Group::People, 1), (w::present, w::mark_found_long)),
    row((Command::MorePeople, "more-people"), &["+"], &[People], (Group::People, 4), (w::more_people, w::more_people_long)),
    row((Command::PersonTable, "person-table"), &["t"], &[People], (Group::People, 5), (w::person_table, w::person_table_long)),
    row((Command::PersonRegister, "person-register"), &["r"], &[People], (Group::People, 6), (w::person_register, w::person_register_long)),
    row((Command::ReadList, "read-list"), &["i"], &[People], (Group::People, 7), (w::read_list, w::read_list_long)),
    row((Command::TakeIt, "open-list"), &["enter"], &[ListFile], (Group::People, 1), (w::open, w::open_list_long)),
    row((Command::Complete, "complete-path"), &["tab"], &[ListFile], (Group::People, 2), (w::complete, w::complete_path_long)),
    row((Command::TakeIt, "take-list"), &["enter"], &[ListTable], (Group::People, 1), (w::take_list, w::take_list_long)),
    row((Command::NextPane, "next-column"), &["right"], &[ListTable], (Group::People, 2), (w::column, w::column_long)),
    row((Command::PreviousPane, "previous-column"), &["left"], &[ListTable], (Group::People, 0), (w::column, w::column_long)),
    row((Command::OtherMeaning, "other-meaning"), &["down"], &[ListTable], (Group::People, 3), (w::meaning, w::meaning_long)),
    row((Command::MeaningBefore, "meaning-before"), &["up"], &[ListTable], (Group::People, 0), (w::meaning, w::meaning_long)),
    row((Command::HeaderRow, "header-row"), &["h"], &[ListTable], (Group::People, 4), (w::header_row, w::header_row_long)),
    row((Command::HeadCounts, "head-counts"), &["H"], &[List, Detail, Agenda, People], (Group::People, 15), (w::head_counts, w::head_counts_long)),
    row((Command::TakeIt, "save-heads"), &["enter"], &[Heads], (Group::People, 1), (w::save, w::save_heads_long)),
    row((Command::TakeIt, "save-person"), &["enter"], &[Register], (Group::People, 1), (w::save, w::save_person_long)),
    row((Command::NextField, "next-answer"), &["down", "tab"], &[Register], (Group::Typing, 2), (w::next_field, w::next_field_long)),
    row((Command::PreviousField, "previous-answer"), &["up", "shift-tab"], &[Register], (Group::Typing, 0), (w::previous_field, w::previous_field_long)),
    row((Command::LeftOpen, "left-open"), &["L"], &[List, Detail, Agenda, Start], (Group::Session, 15), (w::left_open, w::left_open_long)),
    row((Command::TakeIt, "take-along"), &["enter"], &[Place::LeftOpen], (Group::Session, 1), (w::take_along, w::take_along_long)),
    row((Command::Choose, "choose-left"), &["space"], &[Place::LeftOpen], (Group::Session, 2), (w::choose, w::choose_left_long)),
    row((Command::ChooseAll, "choose-all"), &["A"], &[Place::LeftOpen], (Group::Session, 3), (w::choose_all, w::choose_all_long)),
    row((Command::EditSession, "edit-session"), &["E"], CONSOLE, (Group::Session, 0), (w::edit_session, w::edit_session_long)),
    row((Command::Notices, "notices"), &["!"], CONSOLE, (Group::Session, 0), (w::notices, w::notices_long)),
    row((Command::Leave, "leave"), &["q"], &[List], (Group::Session, 13), (w::leave, w::leave_long)),

    row((Command::Up, "up"), &["up", "k"], LINES, (Group::Moving, 0), (w::up, w::up_long)),
    row((Command::Down, "down"), &["down", "j"], LINES, (Group::Moving, 0), (w::down, w::down_long)),
    row((Command::Up, "find-up"), &["up"], &[Find, FindPerson, ListFile, Heads, Place::LeftOpen], (Group::Moving, 0), (w::up, w::up_long)),
    row((Command::Down, "find-down"), &["down"], &[Find, FindPerson, ListFile, Heads, Place::LeftOpen], (Group::Moving, 0), (w::down, w::down_long)),
    row((Command::PageUp, "page-up"), &["pageup"], PAGES, (Group::Moving, 0), (w::page_up, w::page_up_long)),
    row((Command::PageDown, "page-down"), &["pagedown"], PAGES, (Group::Moving, 0), (w::page_down, w::page_down_long)),
    row((Command::First, "first"), &["home"], LINES, (Group::Moving, 0), (w::first, w::first_long)),
    row((Command::Last, "last"), &["end"], LINES, (Group::Moving, 0), (w::last, w::last_long)),
    row((Command::NextPane, "next-pane"), &["tab", "right"], CONSOLE, (Group::Moving, 4), (w::next_pane, w::next_pane_long)),
    row((Command::PreviousPane, "previous-pane"), &["shift-tab", "left"], CONSOLE, (Group::Moving, 0), (w::previous_pane, w::previous_pane_long)),
    row((Command::Agenda, "agenda"), &["g"], CONSOLE, (Group::Moving, 8), (w::agenda, w::agenda_long)),
    row((Command::Show(Kind::Practice), "show-practices"), &["1"], CONSOLE, (Group::Moving, 0), (w::practices, w::show_practices)),
    row((Command::Show(Kind::Sketch), "show-sketches"), &["2"], CONSOLE, (Group::Moving, 0), (w::sketches, w::show_sketches)),
    row((Command::Show(Kind::Voice), "show-voices"), &["3"], CONSOLE, (Group::Moving, 0), (w::voices, w::show_voices)),
    row((Command::Show(Kind::Poll), "show-votes"), &["4"], CONSOLE, (Group::Moving, 0), (w::votes, w::show_votes)),
    row((Command::Show(Kind::Decision), "show-decisions"), &["5"], CONSOLE, (Group::Moving, 0), (w::decisions, w::show_decisions)),
    row((Command::Show(Kind::Action), "show-actions"), &["6"], CONSOLE, (Group::Moving, 0), (w::actions, w::show_actions)),
    row((Command::Show(Kind::Note), "show-notes"), &["7"], CONSOLE, (Group::Moving, 0), (w::notes, w::show_notes)),
    row((Command::Wall, "wall"), &["w"], ROOM, (Group::Moving, 6), (w::wall, w::wall_long)),
    row((Command::Wall, "show-wall"), &["f5"], CONSOLE, (Group::Moving, 0), (w::wall, w::show_wall_long)),
    row((Command::Back, "back"), &["esc"], OUTSIDE_PANELS, (Group::Moving, 5), (w::back, w::back_long)),
    row((Command::Back, "read"), &["enter"], &[Reading], (Group::Moving, 0), (w::back, w::back_long)),
    row((Command::Back, "close"), &["q"], &[Detail, Agenda, Wall, Choice, People, Filter, Reading], (Group::Moving, 0), (w::back, w::back_long)),
    row((Command::Back, "agenda-box-close"), &["q"], &[Late, Giro], (Group::Moving, 0), (w::back, w::back_long)),

    row((Command::NewSession, "new-session"), &["n"], &[Start], (Group::Sessions, 2), (w::new_session, w::new_session_long)),
    row((Command::Samples, "samples"), &["c"], &[Start], (Group::Sessions, 0), (w::samples, w::samples_long)),
    row((Command::Refresh, "refresh"), &["r"], &[Start], (Group::Sessions, 4), (w::refresh, w::refresh_long)),
    row((Command::Quit, "end"), &["q"], &[Start], (Group::Sessions, 5), (w::quit, w::quit_long)),

    row((Command::Language, "language"), &["f2"], EVERYWHERE, (Group::Program, 15), (w::language, w::language_long)),
    row((Command::Colours, "colours"), &["f3"], EVERYWHERE, (Group::Program, 16), (w::colours, w::colours_long)),
    row((Command::Help, "help"), &["?", "f1"], WITHOUT_TEXT, (Group::Program, 1), (w::help, w::help_long)),
    row((Command::Help, "help-typing"), &["f1"], &[Capture, Find, Tags, Fields, FindPerson, ListFile, ListTable, Register, Heads, Place::LeftOpen, Minutes, Panel], (Group::Program, 9), (w::help, w::help_long)),
    row((Command::Palette, "palette"), &[":"], WITHOUT_TEXT, (Group::Program, 16), (w::palette, w::palette_long)),
    row((Command::Suspend, "suspend"), SUSPEND, WITHOUT_TEXT, (Group::Program, 0), (w::suspend, w::suspend_long)),
    row((Command::Quit, "quit"), &["ctrl-q"], EVERYWHERE, (Group::Program, 0), (w::quit, w::quit_long)),
];
