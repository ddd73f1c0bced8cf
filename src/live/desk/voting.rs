//! Owns what the desk does with ballots: into the box, changed by receipt, and out of it when a round is closed.
//! Of a ballot it remembers nothing: no undo, no change, no record but the one that closes the round.

use crate::domain::ballot_box::{CastRefused, closing};
use crate::domain::change::Change;
use crate::domain::desk::{Answer, Ask, Problem, Wrong};
use crate::domain::id::PollId;
use crate::domain::poll::RoundNo;

use super::Desk;

impl Desk {
    /// Does what is asked of a ballot box. A ballot is on disk when this returns.
    pub(super) fn vote(&mut self, ask: Ask) -> Answer {
        let (boxes, session) = self.document.boxes();
        let done = match ask {
            Ask::Cast(cast) => boxes.cast(session, *cast),
            Ask::Recast(recast) => boxes.recast(session, *recast),
            Ask::Holds { poll, round, receipt } => boxes.holds(poll, round, receipt),
            Ask::CloseRound { poll, round } => return self.close_round(poll, round),
            Ask::Change(_)
            | Ask::Undo
            | Ask::Redo
            | Ask::Save
            | Ask::Show(_)
            | Ask::KeepDraft(_)
            | Ask::Together(_)
            | Ask::Close => Ok(()),
        };
        match done {
            Ok(()) => Answer::done(),
            Err(problem) => Answer::Refused(problem),
        }
    }

    /// Closes a round with what is in its box. The box is done away with once the journal holds the closing.
    fn close_round(&mut self, id: PollId, round: RoundNo) -> Answer {
        let now = self.now();
        let (boxes, session) = self.document.boxes();
        let poll = session.polls.get(id).ok_or(CastRefused::NotOpen);
        match poll.and_then(|poll| closing(poll, round, boxes.emptied(id, round), now)) {
            Ok(edit) => match self.document.apply(&Change::new(now, &self.options.by, vec![edit])) {
                Ok(applied) => Answer::Done { items: self.did(&applied), conflicts: applied.conflicts.len() },
                Err(problem) => Answer::Refused(problem),
            },
            Err(refused) => Answer::Refused(Problem::new(Wrong::CastRefused(refused))),
        }
    }
}
