//! What a key costs at the merge desk, 200×60, with a merge of 1,000 sessions: from the key to the buffer that the terminal is
//! given, on each of the five screens, and of a choice. Merging itself goes on beside it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::Criterion;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proximo::domain::desk::Surroundings;
use proximo::synthesis::gather::Given;
use proximo::synthesis::shown::Shown;
use proximo::synthesis::{gathered, remerge};
use proximo::tui::app::{App, Msg, Options};
use proximo::tui::doors::{MergeGot, Merged};
use proximo::tui::draw::draw;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::files::moment;
use super::merging::sessions;

/// How often a key is pressed.
const TIMES: usize = 200;

/// Measures the desk.
pub fn measure(criterion: &mut Criterion) {
    let count: usize = std::env::var("PROXIMO_BENCH_SESSIONS").ok().and_then(|it| it.parse().ok()).unwrap_or(1000);
    let group = criterion.benchmark_group("merge desk");
    let given = sessions(count).into_iter().enumerate().map(|(at, session)| Given {
        name: format!("tavolo-{at}"),
        session: Arc::new(session),
        content: at.to_string(),
    });
    let pool = Arc::new(gathered(given.collect(), None));
    let dossier = Arc::new(remerge(None, &pool, Vec::new()));
    let mut terminal = Terminal::new(TestBackend::new(200, 60)).unwrap();
    let mut app = App::new(Options::new(Surroundings { now: moment, random: || 4 })).0;
    app.update(Msg::Key(KeyEvent::from(KeyCode::Char('m'))));
    let mut timed = |app: &mut App, msg: Msg| -> Duration {
        let begun = Instant::now();
        // what it asks of the door is not done while a key waits
        let asked = app.update(msg);
        terminal.draw(|frame| draw(app, frame)).map(|_| ()).unwrap();
        let taken = begun.elapsed();
        drop(asked);
        taken
    };
    let key = |code| Msg::Key(KeyEvent::from(code));
    let merged = || {
        // the door hands out a copy of its own
        let shown = Box::new(Shown::of(dossier.as_ref().clone(), pool.clone()));
        let merged =
            Merged { shown, read_only: false, hand_met: false, notices: Vec::new(), unfinished: String::new() };
        Msg::Merge(Box::new(MergeGot::Merged { ticket: u64::MAX, merged: Ok(Box::new(merged)) }))
    };
    let came: Vec<Duration> = (0..20).map(|_| merged()).map(|msg| timed(&mut app, msg)).collect();
    tell(count, "what was merged comes", came);
    for (screen, digit) in ["sources", "matches", "strategies", "comparison", "dossier"].into_iter().zip('1'..) {
        let turned = (0..20).map(|_| {
            timed(&mut app, key(KeyCode::Char(if digit == '1' { '2' } else { '1' })));
            timed(&mut app, key(KeyCode::Char(digit)))
        });
        tell(count, &format!("{screen}: the screen is turned to"), turned.collect());
        let walked = (0..TIMES).map(|at| timed(&mut app, key(if at % 3 == 2 { KeyCode::Up } else { KeyCode::Down })));
        tell(count, &format!("{screen}: up and down"), walked.collect());
        timed(&mut app, key(KeyCode::End));
        let walked = (0..TIMES).map(|at| timed(&mut app, key(if at % 2 == 0 { KeyCode::Up } else { KeyCode::Down })));
        tell(count, &format!("{screen}: up and down at the end"), walked.collect());
    }
    timed(&mut app, key(KeyCode::Char('2')));
    let said = (0..40).map(|at| timed(&mut app, key(KeyCode::Char(if at % 2 == 0 { 's' } else { 'd' }))));
    tell(count, "matches: same and different", said.collect());
    for (screen, digit) in [("sources", '1'), ("matches", '2'), ("strategies", '3'), ("comparison", '4')] {
        timed(&mut app, key(KeyCode::Char(digit)));
        timed(&mut app, key(KeyCode::Home));
        let mut typed = vec![timed(&mut app, key(KeyCode::Char('/')))];
        typed.extend("strada educatori".chars().map(|letter| timed(&mut app, key(KeyCode::Char(letter)))));
        typed.extend((0..16).map(|_| timed(&mut app, key(KeyCode::Backspace))));
        tell(count, &format!("{screen}: what is looked for is typed"), typed);
        timed(&mut app, key(KeyCode::Esc));
    }
    timed(&mut app, key(KeyCode::Char('3')));
    timed(&mut app, key(KeyCode::Home));
    let (mut opened, mut typed, mut taken) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..40 {
        opened.push(timed(&mut app, key(KeyCode::Char('+'))));
        typed.extend("strada".chars().map(|letter| timed(&mut app, key(KeyCode::Char(letter)))));
        typed.push(timed(&mut app, key(KeyCode::Down)));
        taken.push(timed(&mut app, key(KeyCode::Enter)));
        taken.push(timed(&mut app, key(KeyCode::Char('u'))));
    }
    tell(count, "strategies: what can be taken in is offered", opened);
    tell(count, "strategies: what is to be taken in is typed", typed);
    tell(count, "strategies: it is taken in and back", taken);
    let with_control = |code| Msg::Key(KeyEvent::new(code, KeyModifiers::CONTROL));
    // the first of all gives each strategy its place
    tell(count, "strategies: the first one further down", vec![timed(&mut app, with_control(KeyCode::Down))]);
    let moved = (0..TIMES).map(|_| timed(&mut app, with_control(KeyCode::Down)));
    tell(count, "strategies: one further down", moved.collect());
    let back = (0..TIMES).map(|_| timed(&mut app, key(KeyCode::Char('u'))));
    tell(count, "strategies: and back", back.collect());
    let joined = (0..20).flat_map(|_| {
        [
            timed(&mut app, key(KeyCode::Char('j'))),
            timed(&mut app, key(KeyCode::Char('s'))),
            timed(&mut app, key(KeyCode::Esc)),
        ]
    });
    tell(count, "strategies: what one can be joined into is offered", joined.collect());
    group.finish();
}

fn tell(count: usize, what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize].as_secs_f64() * 1000.0;
    println!("merge desk/{count} sessions: {what}: median {:.2} ms, p99 {:.2} ms", at(0.5), at(0.99));
}
