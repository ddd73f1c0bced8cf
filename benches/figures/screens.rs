//! What a key costs on a screen of 200×60: from a snapshot or a key to the buffer that the terminal is given.

use std::cell::Cell;
use std::sync::Arc;

use criterion::{BenchmarkId, Criterion};
use crossterm::event::{KeyCode, KeyEvent};
use proximo::domain::desk::{Snapshot, Surroundings};
use proximo::domain::session::Session;
use proximo::tui::app::{App, Msg, Options};
use proximo::tui::draw::draw;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::files::{SIZES, moment, note, session};

fn console(session: &Arc<Session>) -> App {
    let options = Options {
        person: "Ada".into(),
        open: Some("sessions/tavolo.ron".into()),
        ..Options::new(Surroundings { now: moment, random: || 4 })
    };
    let mut app = App::new(options).0;
    app.update(Msg::Opened(Ok("sessions/tavolo.ron".into())));
    app.update(Msg::Snapshot(Snapshot { version: 0, session: session.clone() }));
    app.update(Msg::Status(Box::default()));
    app.update(Msg::Key(KeyEvent::from(KeyCode::Char('7'))));
    app
}

/// Measures the screens.
pub fn measure(c: &mut Criterion) {
    let mut group = c.benchmark_group("screen of 200x60");
    for items in SIZES {
        let session = Arc::new(session(items));
        let mut terminal = Terminal::new(TestBackend::new(200, 60)).unwrap();
        let mut app = console(&session);
        group.bench_function(BenchmarkId::new("draw", items), |b| {
            b.iter(|| terminal.draw(|frame| draw(&app, frame)).map(|_| ()).unwrap());
        });
        let down = Cell::new(false);
        group.bench_function(BenchmarkId::new("a key and draw", items), |b| {
            b.iter(|| {
                down.set(!down.get());
                app.update(Msg::Key(KeyEvent::from(if down.get() { KeyCode::Down } else { KeyCode::Up })));
                terminal.draw(|frame| draw(&app, frame)).map(|_| ()).unwrap();
            });
        });
        let version = Cell::new(0);
        group.bench_function(BenchmarkId::new("a new snapshot and draw", items), |b| {
            b.iter(|| {
                version.set(version.get() + 1);
                let mut next = session.as_ref().clone();
                next.put(note((1 << 38) + version.get(), "nuovo"));
                app.update(Msg::Snapshot(Snapshot { version: version.get(), session: Arc::new(next) }));
                terminal.draw(|frame| draw(&app, frame)).map(|_| ()).unwrap();
            });
        });
    }
    group.finish();
}
