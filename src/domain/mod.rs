//! What a session is: ids, items, how they change and merge, what is wrong or missing, the capture line's grammar.
//! PURE: no clock, no randomness, no disk, no screen, no words that people read. Imports none of the other houses.

pub mod attendance;
pub mod ballot_box;
pub mod capture;
pub mod carry;
pub mod change;
pub mod check;
pub mod clean;
pub mod codes;
pub mod completing;
pub mod dates;
pub mod desk;
pub mod erasing;
pub mod field;
pub mod fold;
pub mod guests;
pub mod heads;
pub mod id;
pub mod importing;
pub mod item;
pub mod join;
pub mod link;
pub mod owed;
pub mod poll;
pub mod privacy;
pub mod quoting;
mod recording;
pub mod register;
pub mod session;
pub mod several;
pub mod stage;
pub mod time;
pub mod traces;
pub mod turn;
pub mod value;
pub mod vocabulary;
