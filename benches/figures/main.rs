//! The figures of the design, measured: `cargo bench`. Files and desk, screens, and the program itself.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a measurement that cannot go on ends there, and says what it found"
)]

mod desk;
mod files;
mod merging;
mod program;
mod screens;
mod several;
mod tally;
mod typing;

use std::time::Duration;

use criterion::{Criterion, criterion_group};

criterion_group! {
    name = figures;
    config = Criterion::default().sample_size(20).measurement_time(Duration::from_secs(2)).warm_up_time(Duration::from_millis(500));
    targets = files::measure, merging::measure, desk::measure, screens::measure, program::measure, tally::measure, typing::measure,
        several::measure
}

fn main() {
    if several::host_if_asked() {
        return;
    }
    if std::env::args().any(|argument| argument == "several") {
        several::measure(&mut Criterion::default());
        return;
    }
    figures();
    Criterion::default().configure_from_args().final_summary();
}
