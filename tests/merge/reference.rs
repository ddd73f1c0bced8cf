//! Figures that likeness must reach, through `proximo match` itself: on the labelled pairs of this repository, and on
//! reference data beside it (`PROXIMO_REFERENCE`; without it those are skipped, but in continuous integration).

use std::path::{Path, PathBuf};

use proximo::cli::matching::{self, CUTOFF, MatchArgs};
use serde_json::Value;

use crate::command::ran;

fn measured(pairs: PathBuf, with: Option<PathBuf>) -> Value {
    let args = MatchArgs { pairs, with, column: None, cutoff: CUTOFF, json: true };
    let ran = ran(|call| matching::run(call, &args));
    assert_eq!(ran.code, 0, "{}", ran.told);
    serde_json::from_str(&ran.said).unwrap()
}

#[track_caller]
fn at_least(value: &Value, path: &str, least: f64) {
    let found = value.pointer(path).and_then(Value::as_f64).unwrap();
    assert!(found >= least, "{path}: {found:.3} is less than {least}");
}

#[allow(clippy::print_stdout, reason = "a test that is skipped says so")]
fn reference(file: &str) -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("PROXIMO_REFERENCE") else {
        assert!(std::env::var_os("CI").is_none(), "PROXIMO_REFERENCE names no folder with matching/{file}");
        println!("skipped: PROXIMO_REFERENCE names no folder with matching/{file}");
        return None;
    };
    Some(Path::new(&folder).join("matching").join(file))
}

#[test]
fn practices_told_twice_are_known_and_tempting_neighbours_not_joined() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pairs.csv");
    let value = measured(file, None);
    at_least(&value, "/near_certain/precision", 0.95);
    at_least(&value, "/near_certain/recall", 0.75);
    at_least(&value, "/shown/recall", 0.95);
}

#[test]
fn italian_sentences_that_say_the_same() {
    let Some(file) = reference("stsb-it-dev.csv") else { return };
    let value = measured(file, None);
    assert_eq!((value["pairs"].as_u64(), value["same"].as_u64()), (Some(1500), Some(264)));
    at_least(&value, "/halves/together/f1", 0.58);
    // each half by itself has about a hundred and thirty that are the same: less sure
    at_least(&value, "/halves/first/f1", 0.55);
    at_least(&value, "/halves/second/f1", 0.55);
}

#[test]
fn titles_of_two_catalogues() {
    let (Some(one), Some(other)) = (reference("AbtBuy_Abt.csv"), reference("AbtBuy_Buy.csv")) else { return };
    let value = measured(one, Some(other));
    assert_eq!(value["same"].as_u64(), Some(1081));
    for half in ["first", "second", "together"] {
        at_least(&value, &format!("/halves/{half}/f1"), 0.72);
    }
}
