//! The one table of commands: what each is called, its keys, where it works, and what it says.
//! The footer, the help, `proximo keys` and the README are all read from here. Never what a command does: that is `app`'s.

use crate::domain::item::Kind;
use crate::text::Lang;
use crate::text::tui::keys as w;

/// Something that a key can do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Command {
    /// Open the capture line with a kind.
    Take(Kind),
    /// Show the list of a kind.
    Show(Kind),
    /// To the line above.
    Up,
    /// To the line below.
    Down,
    /// A screenful up.
    PageUp,
    /// A screenful down.
    PageDown,
    /// To the first.
    First,
    /// To the last.
    Last,
    /// To the next pane.
    NextPane,
    /// To the pane before.
    PreviousPane,
    /// To the agenda.
    Agenda,
    /// Open what is chosen.
    Open,
    /// Back.
    Back,
    /// Leave the session, to the list of sessions.
    Leave,
    /// The item's whole form.
    Edit,
    /// The form of the session itself.
    EditSession,
    /// Remove the item.
    Remove,
    /// Turn the item into another kind.
    Turn,
    /// Take the last change back.
    Undo,
    /// Do it again.
    Redo,
    /// Find in everything.
    Find,
    /// What the item is linked to.
    Links,
    /// What is still missing.
    ToComplete,
    /// Settle conflicts.
    Conflicts,
    /// What happened at opening.
    Notices,
    /// Prepare, count and show a vote.
    Count,
    /// An action's next state.
    NextState,
    /// Between console and wall.
    Wall,
    /// Begin, or on to the next step.
    NextStep,
    /// Back to the step before.
    PreviousStep,
    /// Five minutes more.
    Longer,
    /// Five minutes less.
    Shorter,
    /// Stop the clock, or let it go on.
    Pause,
    /// Leave a step out, or take it back in.
    Skip,
    /// A new step.
    NewStep,
    /// The step earlier.
    StepEarlier,
    /// The step later.
    StepLater,
    /// Who takes part.
    People,
    /// Another participant.
    NewPerson,
    /// In the room, or not.
    Present,
    /// A new session.
    NewSession,
    /// Put the samples here.
    Samples,
    /// Look again.
    Refresh,
    /// Take what the capture line holds.
    TakeIt,
    /// Complete `@`, `#` and `!`.
    Complete,
    /// The way to go on before.
    CompleteBack,
    /// Write on in an editor.
    Editor,
    /// The line always open, or no longer.
    AlwaysOpen,
    /// Stop for a while, back to the shell.
    Suspend,
    /// Another kind for what is being typed.
    OtherKind,
    /// The last item again, to change it.
    LastAgain,
    /// The next field.
    NextField,
    /// The field before.
    PreviousField,
    /// The other language.
    Language,
    /// The next colours.
    Colours,
    /// Help.
    Help,
    /// All commands, by name.
    Palette,
    /// Everything saved, and out.
    Quit,
}

/// Where a key is pressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// The list of sessions.
    Start,
    /// The agenda.
    Agenda,
    /// One of the seven lists.
    List,
    /// The chosen item.
    Detail,
    /// The capture line.
    Capture,
    /// The wall.
    Wall,
    /// A list to choose from.
    Choice,
    /// Who takes part.
    People,
    /// A list to choose from, with a line to type in.
    Find,
    /// Something to read.
    Reading,
    /// A few fields.
    Fields,
    /// A form or a count, which has its own keys.
    Panel,
}

impl Place {
    /// Every place.
    pub const ALL: &[Self] = &[
        Self::Start,
        Self::Agenda,
        Self::List,
        Self::Detail,
        Self::Capture,
        Self::Wall,
        Self::Choice,
        Self::People,
        Self::Find,
        Self::Reading,
        Self::Fields,
        Self::Panel,
    ];

    /// Tells whether characters are text here, and never commands.
    pub fn takes_text(self) -> bool {
        match self {
            Self::Capture | Self::Find | Self::Fields | Self::Panel => true,
            Self::Start
            | Self::Agenda
            | Self::List
            | Self::Detail
            | Self::Wall
            | Self::Choice
            | Self::People
            | Self::Reading => false,
        }
    }
}

/// What belongs together in the help.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    /// Taking down.
    Taking,
    /// While typing.
    Typing,
    /// The chosen item.
    Item,
    /// Moving about.
    Moving,
    /// The agenda.
    Steps,
    /// The open session.
    Session,
    /// Sessions.
    Sessions,
    /// The program.
    Program,
}

impl Group {
    /// Every group, in the order of the help.
    pub const ALL: &[Self] = &[
        Self::Taking,
        Self::Typing,
        Self::Item,
        Self::Steps,
        Self::Session,
        Self::Moving,
        Self::Sessions,
        Self::Program,
    ];
}

/// A line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What it does.
    pub command: Command,
    /// Its name in a key map: `take-practice`.
    pub name: &'static str,
    /// Its keys; the first one is shown.
    pub keys: &'static [&'static str],
    /// Where it works.
    pub places: &'static [Place],
    /// Where it stands in the help.
    pub group: Group,
    /// How soon it is shown in the footer: 1 first, 0 never.
    pub rank: u8,
    /// In a word, for the footer.
    pub short: fn(Lang) -> &'static str,
    /// In a sentence, for the help.
    pub long: fn(Lang) -> &'static str,
}

use Place::{Agenda, Capture, Choice, Detail, Fields, Find, List, Panel, People, Reading, Start, Wall};

const CONSOLE: &[Place] = &[List, Detail, Agenda];
const ITEM: &[Place] = &[List, Detail];
const EVERYWHERE: &[Place] = Place::ALL;
const OUTSIDE_PANELS: &[Place] = &[Start, Agenda, List, Detail, Capture, Wall, Choice, People, Find, Reading, Fields];
const WITHOUT_TEXT: &[Place] = &[Start, List, Detail, Agenda, Wall, Choice, People, Reading];
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

    row((Command::Open, "open"), &["enter"], &[List, Detail, Agenda, Start], (Group::Item, 1), (w::open, w::open_long)),
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
    row((Command::Redo, "redo"), &["U", "ctrl-y"], ROOM, (Group::Item, 0), (w::redo, w::redo_long)),
    row((Command::Find, "find"), &["/"], CONSOLE, (Group::Item, 3), (w::find, w::find_long)),
    row((Command::ToComplete, "to-complete"), &["c"], CONSOLE, (Group::Item, 12), (w::to_complete, w::to_complete_long)),
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

    row((Command::People, "people"), &["P"], CONSOLE, (Group::Session, 14), (w::people, w::people_long)),
    row((Command::NewPerson, "new-person"), &["n"], &[People], (Group::Session, 1), (w::new_person, w::new_person_long)),
    row((Command::Present, "present"), &["space"], &[People], (Group::Session, 2), (w::present, w::present_long)),
    row((Command::Edit, "edit-person"), &["e", "enter"], &[People], (Group::Session, 3), (w::edit, w::edit_person_long)),
    row((Command::Remove, "remove-person"), &["x", "delete"], &[People], (Group::Item, 4), (w::remove, w::remove_long)),
    row((Command::Undo, "undo-person"), UNDO, &[People], (Group::Item, 6), (w::undo, w::undo_long)),
    row((Command::EditSession, "edit-session"), &["E"], CONSOLE, (Group::Session, 0), (w::edit_session, w::edit_session_long)),
    row((Command::Notices, "notices"), &["!"], CONSOLE, (Group::Session, 0), (w::notices, w::notices_long)),
    row((Command::Leave, "leave"), &["q"], &[List], (Group::Session, 13), (w::leave, w::leave_long)),

    row((Command::Up, "up"), &["up", "k"], &[List, Detail, Agenda, Start, Choice, People, Reading], (Group::Moving, 0), (w::up, w::up_long)),
    row((Command::Down, "down"), &["down", "j"], &[List, Detail, Agenda, Start, Choice, People, Reading], (Group::Moving, 0), (w::down, w::down_long)),
    row((Command::Up, "find-up"), &["up"], &[Find], (Group::Moving, 0), (w::up, w::up_long)),
    row((Command::Down, "find-down"), &["down"], &[Find], (Group::Moving, 0), (w::down, w::down_long)),
    row((Command::PageUp, "page-up"), &["pageup"], &[List, Detail, Agenda, Start, Choice, People, Reading, Find], (Group::Moving, 0), (w::page_up, w::page_up_long)),
    row((Command::PageDown, "page-down"), &["pagedown"], &[List, Detail, Agenda, Start, Choice, People, Reading, Find], (Group::Moving, 0), (w::page_down, w::page_down_long)),
    row((Command::First, "first"), &["home"], &[List, Detail, Agenda, Start, Choice, People, Reading], (Group::Moving, 0), (w::first, w::first_long)),
    row((Command::Last, "last"), &["end"], &[List, Detail, Agenda, Start, Choice, People, Reading], (Group::Moving, 0), (w::last, w::last_long)),
    row((Command::NextPane, "next-pane"), &["tab", "right"], CONSOLE, (Group::Moving, 14), (w::next_pane, w::next_pane_long)),
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
    row((Command::Back, "back"), &["esc"], OUTSIDE_PANELS, (Group::Moving, 5), (w::back, w::back_long)),
    row((Command::Back, "read"), &["enter"], &[Reading], (Group::Moving, 0), (w::back, w::back_long)),
    row((Command::Back, "close"), &["q"], &[Detail, Agenda, Wall, Choice, People, Reading], (Group::Moving, 0), (w::back, w::back_long)),

    row((Command::NewSession, "new-session"), &["n"], &[Start], (Group::Sessions, 2), (w::new_session, w::new_session_long)),
    row((Command::Samples, "samples"), &["c"], &[Start], (Group::Sessions, 0), (w::samples, w::samples_long)),
    row((Command::Refresh, "refresh"), &["r"], &[Start], (Group::Sessions, 4), (w::refresh, w::refresh_long)),
    row((Command::Quit, "end"), &["q"], &[Start], (Group::Sessions, 5), (w::quit, w::quit_long)),

    row((Command::Language, "language"), &["f2"], EVERYWHERE, (Group::Program, 15), (w::language, w::language_long)),
    row((Command::Colours, "colours"), &["f3"], EVERYWHERE, (Group::Program, 16), (w::colours, w::colours_long)),
    row((Command::Help, "help"), &["?", "f1"], WITHOUT_TEXT, (Group::Program, 1), (w::help, w::help_long)),
    row((Command::Help, "help-typing"), &["f1"], &[Capture, Find, Fields, Panel], (Group::Program, 9), (w::help, w::help_long)),
    row((Command::Palette, "palette"), &[":"], WITHOUT_TEXT, (Group::Program, 16), (w::palette, w::palette_long)),
    row((Command::Suspend, "suspend"), SUSPEND, WITHOUT_TEXT, (Group::Program, 0), (w::suspend, w::suspend_long)),
    row((Command::Quit, "quit"), &["ctrl-q"], EVERYWHERE, (Group::Program, 0), (w::quit, w::quit_long)),
];
