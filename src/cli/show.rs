//! `proximo show`: a session as plain text, for a screen reader and for a pipe. Everything the team may read is in it.

use std::path::Path;

use super::{Call, DONE, WRONG};
use crate::domain::check;
use crate::domain::item::{Item, Kind};
use crate::domain::poll::RoundNo;
use crate::domain::session::Session;
use crate::domain::turn::{links_of, owner_in_words, tags_of, words_of};
use crate::domain::value::Speaker;
use crate::store;
use crate::tally;
use crate::text::{Lang, names, show as words};

/// Says the session, and beside it what a person should know of the file.
pub(super) fn run(call: &mut Call<'_>, file: &Path) -> u8 {
    let file = call.session_file(file);
    match store::read(&file) {
        Ok(read) => {
            read.notices.iter().for_each(|notice| call.tell_problem(notice));
            lines(call.lang, &read.session).iter().for_each(|line| call.say(line));
            DONE
        }
        Err(problem) => {
            call.tell_problem(&problem);
            WRONG
        }
    }
}

/// Returns the session as lines of plain text.
pub fn lines(lang: Lang, session: &Session) -> Vec<String> {
    let head = &session.session;
    let mut lines = vec![head.title.clone()];
    let date = head.date.map(crate::domain::time::Day::plain);
    let state = names::session_state(lang, head.state).to_owned();
    let facts =
        [Some(names::work_package(lang, head.work_package).to_owned()), date, Some(head.place.clone()), Some(state)];
    lines.push(facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(", "));
    if !head.aim.is_empty() {
        lines.push(words::aim(lang, &head.aim));
    }
    if head.sample {
        lines.push(words::sample(lang).to_owned());
    }
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Session) {
        let items = session.list(*kind);
        if items.is_empty() {
            continue;
        }
        lines.push(String::new());
        lines.push(format!("{} ({})", names::kinds(lang, *kind).to_uppercase(), items.len()));
        for (place, item) in items.iter().enumerate() {
            lines.push(format!("{}. {} [{}]", place + 1, words_of(item), item.reference()));
            lines.extend(details(lang, session, item).into_iter().map(|line| format!("   {line}")));
        }
    }
    lines
}

fn details(lang: Lang, session: &Session, item: &Item) -> Vec<String> {
    let mut lines = Vec::new();
    let mut say = |label: &str, text: &str| {
        if !text.is_empty() {
            lines.push(format!("{label}: {text}"));
        }
    };
    match item {
        Item::Session(_) => {}
        Item::Step(step) => {
            say(words::activity(lang), names::activity(lang, step.activity));
            say(words::prompt(lang), &step.prompt);
            say(words::minutes(lang), &step.minutes.to_string());
        }
        Item::Table(table) => say(words::theme(lang), &table.theme),
        Item::Participant(participant) => {
            say(
                words::group(lang),
                &participant.group.as_ref().map(|group| names::group(lang, group)).unwrap_or_default(),
            );
            say(words::organisation(lang), &participant.organisation);
        }
        Item::Practice(practice) => {
            say(words::organisation(lang), &practice.organisation);
            say(words::place(lang), &practice.place);
            let difficulties = practice.difficulty.into_iter().chain(practice.other_difficulties.iter().copied());
            let difficulties: Vec<&str> = difficulties.map(|difficulty| names::difficulty(lang, difficulty)).collect();
            say(words::difficulty(lang), &difficulties.join(", "));
            say(words::for_whom(lang), &practice.for_whom);
            say(words::how(lang), &practice.how);
            say(words::helped(lang), &practice.helped);
            say(words::hindered(lang), &practice.hindered);
            let told: Vec<String> = practice
                .told_by
                .iter()
                .filter_map(|id| session.participants.get(*id))
                .map(|participant| participant.code.clone())
                .collect();
            say(words::told_by(lang), &told.join(", "));
            say(words::source(lang), &practice.source);
        }
        Item::Sketch(sketch) => {
            let difficulty = sketch.difficulty.map(|difficulty| names::difficulty(lang, difficulty));
            say(words::difficulty(lang), difficulty.unwrap_or_default());
            say(words::for_whom(lang), &sketch.for_whom);
            say(words::how(lang), &sketch.how);
            say(words::who(lang), &sketch.who);
            say(words::needs(lang), &sketch.needs);
            say(words::risks(lang), &sketch.risks);
        }
        Item::Voice(voice) => {
            let from = match &voice.from {
                Speaker::Someone => words::someone(lang).to_owned(),
                Speaker::Person(id) => {
                    session.participants.get(*id).map_or_else(|| id.to_string(), |person| person.code.clone())
                }
                Speaker::TheGroup { agree, of } => words::the_group(lang, *agree, *of),
            };
            say(words::from(lang), &from);
            say(words::kind(lang), &names::voice_kind(lang, voice.kind));
            say(words::may_go_to(lang), names::may_go_to(lang, voice.may_go_to));
            let answer = voice.outcome.map(|outcome| names::outcome(lang, outcome));
            say(words::answer(lang), &answer.unwrap_or_else(|| words::no_answer(lang).to_owned()));
            say(words::reason(lang), &voice.reason);
            say(words::reply(lang), &voice.reply);
        }
        Item::Poll(poll) => {
            say(words::method(lang), &names::method(lang, poll.method));
            for (number, round) in poll.rounds.iter() {
                say(&words::round(lang, number.0), names::round_state(lang, round.state));
                let closed = round.state == crate::domain::value::RoundState::Closed
                    || round.state == crate::domain::value::RoundState::Revealed;
                for line in results(lang, poll, *number).into_iter().filter(|_| closed) {
                    say(words::result(lang), &line);
                }
            }
        }
        Item::Decision(decision) => {
            say(words::reason(lang), &decision.reason);
            say(words::dissent(lang), &decision.dissent);
            say(words::would_change(lang), &decision.would_change);
            say(words::review_on(lang), &decision.review_on.map(crate::domain::time::Day::plain).unwrap_or_default());
        }
        Item::Action(action) => {
            let who = action.who.as_ref().map(|owner| owner_in_words(session, owner));
            say(words::who(lang), &who.unwrap_or_default());
            say(words::organisation(lang), &action.organisation);
            say(words::due(lang), &action.due.map(crate::domain::time::Day::plain).unwrap_or_default());
            say(words::state(lang), names::action_state(lang, action.state));
            say(words::reason(lang), &action.reason);
        }
        Item::Note(note) => {
            say(words::kind(lang), names::note_kind(lang, note.kind));
            if note.private {
                say(words::private(lang), words::yes(lang));
            }
        }
        Item::Conflict(conflict) => {
            say(words::item(lang), &conflict.item.map(|item| item.to_string()).unwrap_or_default());
            say(words::kept(lang), &conflict.kept);
            say(words::other(lang), &conflict.other);
            say(words::settled(lang), if conflict.settled { words::yes(lang) } else { words::no(lang) });
        }
    }
    if !matches!(item, Item::Conflict(_)) {
        let about: Vec<String> = links_of(item)
            .iter()
            .map(|link| session.get(*link).map_or_else(|| link.to_string(), |item| words_of(&item).to_owned()))
            .collect();
        say(words::about(lang), &about.join("; "));
    }
    let tags: Vec<String> = tags_of(item).iter().map(|tag| format!("#{tag}")).collect();
    say(words::tags(lang), &tags.join(" "));
    let missing = check::to_complete(item);
    if !missing.is_empty() {
        say(words::to_complete(lang), &missing.join(", "));
    }
    lines
}

fn results(lang: Lang, poll: &crate::domain::item::Poll, round: RoundNo) -> Vec<String> {
    let Some(result) = tally::tally(poll, round) else { return Vec::new() };
    let mut lines = vec![crate::text::tally::voted(lang, result.voters, result.present)];
    lines.extend(result.options.iter().map(|option| {
        let groups: Vec<String> = option
            .by_group
            .iter()
            .map(|(voters, share)| words::group_votes(lang, &names::voters(lang, voters), share.of, share.total))
            .collect();
        format!("{}. {}: {} ({})", option.place, option.text, option.votes, groups.join(", "))
    }));
    lines
}
