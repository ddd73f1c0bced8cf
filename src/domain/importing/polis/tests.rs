//! Exports of Polis as tables, and the sessions they become.

use super::*;

const COMMENTS: &str = "timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body\n\
    1,2,7,2,1,1,\"Due\nrighe\"\n1,0,7,3,0,0,Zero\n1,1,7,9,9,-1,Fuori\n";

fn read(comments: &str, votes: &str) -> Result<Deliberation, BadExport> {
    let (comments, votes) = (Sheet::read(comments).unwrap(), Sheet::read(votes).unwrap());
    let summary = Sheet::read("topic,Un tema\nurl,https://pol.is/x\nconversation-description,Perché\n").unwrap();
    Deliberation::read(Export { comments: &comments, votes: &votes, summary: Some(&summary) })
}

fn frame() -> Frame {
    Frame {
        title: "Un tema".into(),
        date: "2026-03-12".parse().unwrap(),
        created: Created::default(),
        group: "Gruppo".into(),
        no_group: "Senza gruppo".into(),
    }
}

/// Votes: participant, group, then statements 0, 1 and 2.
fn votes(rows: &[&str]) -> String {
    let rows = rows.iter().enumerate().map(|(at, row)| format!("{},{row}\n", 9000 + at));
    format!("participant,group-id,n-votes,0,1,2\n{}", rows.collect::<String>())
}

#[test]
fn statements_votes_and_groups_become_a_poll_that_knows_nobody() {
    let rows = ["0,3,1,1,-1", "0,2,1,-1,", "0,1,0,,1", "1,2,1,,1", "1,1,-1.0,,", "1,1,,1,0", ",1,1,,", "1,0,,1,"];
    let read = read(COMMENTS, &votes(&rows)).unwrap();
    assert_eq!((read.topic.as_str(), read.description.as_str(), read.facts.len()), ("Un tema", "Perché", 1));
    let texts: Vec<&str> = read.statements.iter().map(|one| one.text.as_str()).collect();
    assert_eq!((texts, read.moderated, read.silent, read.voters()), (vec!["Zero", "Due righe"], 1, 1, 7));
    assert_eq!(read.differing, 1, "three agree with 0, and not four");
    let session = read.session(&frame());
    let poll = session.polls.live().next().unwrap().clone();
    let round = &poll.rounds[&RoundNo(1)];
    assert_eq!((round.state, round.rule, round.opened), (RoundState::Revealed, Some(ConsensusRule::NoRule), None));
    // one without a group is pooled, with the smallest group that makes three
    let sizes: Vec<_> = round.ballots.iter().map(|(group, all)| (group.to_string(), all.0.len())).collect();
    assert_eq!(sizes, [("Other: Gruppo B".to_owned(), 3), ("Undisclosed".to_owned(), 4)]);
    assert!(super::super::super::check::problems(&session).is_empty());
    assert!(!format!("{session:?}").contains("900"), "no participant's id is kept");
    assert!(poll.options.contains_key(&"opt_polis-2".parse().unwrap()) && poll.options.len() == 2);
}

#[test]
fn the_same_export_is_the_same_session_whatever_the_order_of_its_rows() {
    let one = read(COMMENTS, &votes(&["0,1,1,,", "0,1,,,-1", "1,1,0,,1"])).unwrap();
    let other = read(COMMENTS, &votes(&["1,1,0,,1", "0,1,,,-1", "0,1,1,,"])).unwrap();
    assert_eq!(one.session(&frame()), other.session(&frame()));
    let third = read(COMMENTS, &votes(&["1,1,0,,1", "0,1,,,-1", "0,1,0,,"])).unwrap();
    assert_ne!(one.id(), third.id());
}

#[test]
fn what_is_no_export_is_told_with_its_place() {
    let good = votes(&["0,1,1,,"]);
    let cases = [
        ("a,b\n1,2\n", good.clone(), BadExport::NoColumn(Of::Comments, "comment-id")),
        ("comment-id,b\n1,2\n", good.clone(), BadExport::NoColumn(Of::Comments, "comment-body")),
        ("comment-id,comment-body\nx,2\n", good.clone(), BadExport::BadId { line: 2, text: "x".into() }),
        ("comment-id,comment-body\n1,a\n1,b\n", good.clone(), BadExport::BadId { line: 3, text: "1".into() }),
        ("comment-id,comment-body,moderated\n1,a,-1\n", good.clone(), BadExport::NoStatements),
        (COMMENTS, "a,b\n1,2\n".into(), BadExport::NoColumn(Of::Votes, "participant")),
        (COMMENTS, "participant,b\n1,2\n".into(), BadExport::NoColumn(Of::Votes, "group-id")),
        (COMMENTS, votes(&["0,1,,1,"]), BadExport::NoVotes),
        (
            COMMENTS,
            votes(&["0,1,1,,", "0,1,,,2"]),
            BadExport::BadVote { line: 3, column: "2".into(), text: "2".into() },
        ),
    ];
    for (comments, votes, expected) in cases {
        assert_eq!(read(comments, &votes), Err(expected), "{comments} {votes}");
    }
}
