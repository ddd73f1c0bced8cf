//! Reads the command line, runs, gives the exit code: 0 done, 1 something was wrong, 2 wrong usage, 128 and a
//! signal's number where a signal ended the screens.

use std::process::ExitCode;

fn main() -> ExitCode {
    let code = proximo::cli::run(std::env::args_os());
    ExitCode::from(code)
}
