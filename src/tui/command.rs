//! What keys can do, and where: the commands, the places, and what a line of their one table says.
//! Never what a command does: that is `app`'s. Its name, keys and places are a line of [`table`].

pub mod table;

use crate::domain::item::Kind;
use crate::text::Lang;

pub use table::TABLE;

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
    /// Erases what is chosen for good.
    EraseForGood,
    /// Whom to call when harm is disclosed.
    Safeguard,
    /// The voices, those that are owed something first.
    Voices,
    /// Settle conflicts.
    Conflicts,
    /// What happened at opening.
    Notices,
    /// Prepare, count and show a vote.
    Count,
    /// An action's next state.
    NextState,
    /// Mark the item, or no longer.
    Mark,
    /// Mark everything that is seen, or nothing any more.
    MarkAll,
    /// Give and take tags.
    Tag,
    /// What can be done with the marked items.
    Several,
    /// The next order of the list.
    Order,
    /// Narrow the list.
    Filter,
    /// The whole list again.
    ClearFilter,
    /// Choose a line among several, or no longer.
    Choose,
    /// Back to where one was before a jump.
    Return,
    /// Between console and wall.
    Wall,
    /// What can be on the wall.
    WallList,
    /// What is chosen onto the wall, or off it.
    SendToWall,
    /// The wall stands still, or goes along.
    FreezeWall,
    /// Nothing on the wall, or what was there.
    BlankWall,
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
    /// The minutes of a step, exactly.
    SetMinutes,
    /// Shorter steps, so that the end stands.
    Late,
    /// The end that stands becomes the one that is seen.
    MoveEnd,
    /// The giro.
    Giro,
    /// A step becomes a giro.
    MakeGiro,
    /// The floor to the next.
    NextSpeaker,
    /// The floor back to who had it before.
    PreviousSpeaker,
    /// Mark who has spoken.
    MarkSpoken,
    /// The other table.
    OtherTable,
    /// What is typed is not about what is being told.
    FreeLine,
    /// Who takes part.
    People,
    /// Another participant.
    NewPerson,
    /// In the room, or not.
    Present,
    /// Find among who takes part.
    FindPerson,
    /// Another one of a group.
    MorePeople,
    /// The next table for a person.
    PersonTable,
    /// A list of participants from a file.
    ReadList,
    /// What the register says of a person.
    PersonRegister,
    /// How many there are of each group.
    HeadCounts,
    /// What other sessions left open.
    LeftOpen,
    /// Put the sessions together to proposals.
    Merge,
    /// Who is here on which laptop.
    Together,
    /// Open the session to other laptops, or close it.
    Share,
    /// Another code for those who come in.
    NewCode,
    /// Another name for somebody who is here.
    Rename,
    /// The table at which somebody sits.
    SeatAt,
    /// Send a laptop away.
    SendAway,
    /// Host the session from here.
    HostHere,
    /// Look for the host now.
    Retry,
    /// Join a session on another laptop.
    Join,
    /// Type the address of a session.
    TypeAddress,
    /// Choose all, or none.
    ChooseAll,
    /// What a column is taken for: the next meaning.
    OtherMeaning,
    /// What a column is taken for: the meaning before.
    MeaningBefore,
    /// Whether the first row names the columns.
    HeaderRow,
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
    /// What a list is narrowed to.
    Filter,
    /// The line of tags.
    Tags,
    /// Something to read.
    Reading,
    /// A few fields.
    Fields,
    /// Letters to find among who takes part.
    FindPerson,
    /// The path of a list.
    ListFile,
    /// A list that comes in.
    ListTable,
    /// A person's page of the register.
    Register,
    /// Head counts.
    Heads,
    /// What other sessions left open.
    LeftOpen,
    /// A form or a count, which has its own keys.
    Panel,
    /// Shorter steps.
    Late,
    /// The giro.
    Giro,
    /// A number of minutes.
    Minutes,
    /// Who is here on which laptop.
    Together,
    /// The name of somebody who is here.
    Naming,
    /// The sessions that are heard on the network.
    JoinList,
    /// What one needs to join a session.
    JoinFields,
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
        Self::Filter,
        Self::Tags,
        Self::Reading,
        Self::Fields,
        Self::FindPerson,
        Self::ListFile,
        Self::ListTable,
        Self::Register,
        Self::Heads,
        Self::LeftOpen,
        Self::Panel,
        Self::Late,
        Self::Giro,
        Self::Minutes,
        Self::Together,
        Self::Naming,
        Self::JoinList,
        Self::JoinFields,
    ];

    /// Tells whether characters are text here, and never commands.
    pub fn takes_text(self) -> bool {
        match self {
            Self::Capture
            | Self::Find
            | Self::Tags
            | Self::Fields
            | Self::FindPerson
            | Self::ListFile
            | Self::Register
            | Self::Heads
            | Self::Minutes
            | Self::Naming
            | Self::JoinFields
            | Self::Panel => true,
            Self::Start
            | Self::Agenda
            | Self::List
            | Self::Detail
            | Self::Wall
            | Self::Choice
            | Self::People
            | Self::Filter
            | Self::Reading
            | Self::ListTable
            | Self::LeftOpen
            | Self::Late
            | Self::Together
            | Self::JoinList
            | Self::Giro => false,
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
    /// The wall, from the console.
    Room,
    /// Who takes part.
    People,
    /// The open session.
    Session,
    /// Several laptops.
    Together,
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
        Self::Room,
        Self::People,
        Self::Session,
        Self::Together,
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
