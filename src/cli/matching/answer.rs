//! What a person says of a pair: yes or no, or a grade with a cutoff.

use crate::domain::guests::yes_or_no;

/// Returns the answers of a column. Where all are yes or no (`1` and `0` too), they are that; else each is a grade, and from
/// the cutoff on a pair is the same. The place of one that is neither is returned as an error.
pub(super) fn answers(cells: &[&str], cutoff: f64) -> Result<Vec<bool>, usize> {
    let said: Option<Vec<bool>> = cells.iter().map(|cell| yes_or_no(cell)).collect();
    if let Some(said) = said {
        return Ok(said);
    }
    let grades = cells.iter().enumerate().map(|(at, cell)| grade(cell).map(|grade| grade >= cutoff).ok_or(at));
    grades.collect()
}

/// Returns a grade, its decimals after a point or a comma.
pub(super) fn grade(cell: &str) -> Option<f64> {
    cell.trim().replace(',', ".").parse().ok().filter(|grade: &f64| grade.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_yes_and_no_or_grades() {
        for (cells, expected) in [
            (vec!["sì", "No", "yes", "0"], Ok(vec![true, false, true, false])),
            (vec!["1", "0"], Ok(vec![true, false])),
            (vec!["5.0", "1", "3,9", "4"], Ok(vec![true, false, false, true])),
            (vec!["5.0", "boh"], Err(1)),
            (vec![], Ok(vec![])),
        ] {
            assert_eq!(answers(&cells, 4.0), expected, "{cells:?}");
        }
    }
}
