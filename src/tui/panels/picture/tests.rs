//! Points that lie close together, quadrants of every pair of axes, numbers as they are written, walking.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::plot::Plot;
use super::sheet::{Row, Sheet};
use crate::domain::id::{Code, OptionId, TypedId};
use crate::domain::item::Poll;
use crate::domain::poll::{Axis, Ballot, Ballots, Method, Point, PollOption, Round, RoundNo};
use crate::domain::value::{Group, RoundState, Voters};
use crate::tally::{self, Zone};
use crate::text::Lang;
use crate::text::panels::picture as words;
use crate::tui::theme::{Depth, Palette, Theme};

fn theme() -> Theme {
    Theme::new(Palette::Dark, Depth::Full)
}

fn lines(buf: &Buffer) -> Vec<String> {
    let area = buf.area;
    (0..area.height).map(|y| (0..area.width).map(|x| buf[(x, y)].symbol()).collect()).collect()
}

/// Plots options of which one voter gave these points.
fn plotted(points: &[(u8, u8)], (columns, rows): (u16, u16)) -> Vec<String> {
    let id = |at: usize| OptionId::new(Code::from_bits(at as u64 + 1));
    let options = (0..points.len()).map(|at| (id(at), PollOption { order: at as i64, ..PollOption::default() }));
    let ballot = points.iter().enumerate().map(|(at, (x, y))| (id(at), Point { x: *x, y: *y }));
    let mut round = Round { state: RoundState::Revealed, options: options.collect(), ..Round::default() };
    round.ballots.insert(Voters::Of(Group::Youth), Ballots(vec![Ballot::Matrix(ballot.collect())]));
    let method = Method::Matrix { x: Axis::Importance, y: Axis::Feasibility };
    let mut poll = Poll { method, ..Poll::default() };
    poll.rounds.insert(RoundNo(1), round);
    let plot = Plot::of(Lang::It, &tally::tally(&poll, RoundNo(1)).unwrap()).unwrap();
    let area = Rect::new(0, 0, columns, rows);
    let mut buf = Buffer::empty(area);
    plot.draw(area, &mut buf, &theme());
    lines(&buf)
}

#[test]
fn no_point_is_lost_where_they_lie_over_one_another() {
    for size in [(30, 9), (44, 15), (100, 30)] {
        let text = plotted(&[(1, 1), (5, 5), (1, 5), (5, 1)], size).join("\n");
        for number in 1..=4 {
            assert!(text.contains(&format!(" {number} ")), "{number} at {size:?}:\n{text}");
        }
        // all at one point: the first ones are named, the others counted
        let text = plotted(&[(3, 3); 20], size).join("\n");
        assert!(text.contains(" 1,2,3 +17 "), "{size:?}:\n{text}");
        let text = plotted(&[(3, 3), (3, 3), (5, 5)], size).join("\n");
        assert!(text.contains("2,3") || text.contains(" 1 "), "{size:?}:\n{text}");
    }
}

#[test]
fn high_scores_lie_right_and_above() {
    let text = plotted(&[(5, 1), (1, 5)], (60, 20));
    let at = |mark: &str| {
        let row = text.iter().position(|line| line.contains(mark)).unwrap();
        (text[row].find(mark).unwrap(), row)
    };
    let (one, two) = (at(" 1 "), at(" 2 "));
    assert!(one.0 > two.0 && one.1 > two.1, "{text:?}");
    assert!(text[0].contains("↑ fattibilità") && text[19].contains("importanza →"), "{text:?}");
}

#[test]
fn quadrants_are_named_by_what_counts_and_what_is_easy() {
    use Axis::{Effort, Feasibility, Impact, Importance};
    for (axes, zone, name) in [
        ((Importance, Feasibility), Zone::Both, "prima di tutto"),
        ((Importance, Feasibility), Zone::HorizontalOnly, "più avanti"),
        ((Importance, Feasibility), Zone::VerticalOnly, "facile, ma conta meno"),
        ((Importance, Feasibility), Zone::Neither, "lasciare"),
        // much effort is not easy
        ((Effort, Impact), Zone::VerticalOnly, "prima di tutto"),
        ((Effort, Impact), Zone::Both, "più avanti"),
        ((Effort, Impact), Zone::HorizontalOnly, "lasciare"),
        ((Importance, Impact), Zone::Both, "prima di tutto"),
        ((Importance, Impact), Zone::HorizontalOnly, "da discutere"),
        ((Importance, Impact), Zone::Neither, "lasciare"),
    ] {
        assert_eq!(words::zone(Lang::It, zone, axes), name, "{axes:?} {zone:?}");
    }
}

#[test]
fn numbers_are_written_as_in_the_language() {
    for (value, it, en) in [(4.25, "4,2", "4.2"), (-0.04, "0,0", "0.0"), (-3.5, "−3,5", "−3.5"), (12.0, "12,0", "12.0")]
    {
        assert_eq!((words::number(Lang::It, value, 1), words::number(Lang::En, value, 1)), (it.into(), en.into()));
    }
    assert_eq!([0.2, 3.0, -3.0].map(|value| words::signed(Lang::It, value, 0)), ["0", "+3", "−3"]);
    assert_eq!(words::moved_by(Lang::It, -1.2), "▼ 1 punto");
}

#[test]
fn a_sheet_is_walked_from_stop_to_stop_and_never_beyond_its_end() {
    let mut sheet = Sheet::default();
    for at in 0..10 {
        sheet.stop();
        sheet.push(Row::default().at((0, 20), format!("riga {at}"), theme().base));
        sheet.push(Row::default().at((0, 20), "sotto", theme().base));
    }
    let area = Rect::new(0, 0, 20, 6);
    let mut buf = Buffer::empty(area);
    let walk = sheet.draw(0, area, &mut buf, &theme());
    assert_eq!([0, 2, 12, 14, 99].map(|top| walk.down(top)), [2, 4, 14, 14, 14]);
    assert_eq!([0, 1, 2, 5, 99].map(|top| walk.up(top)), [0, 0, 0, 4, 12]);
    assert_eq!((walk.page_down(0), walk.page_up(7), walk.page_down(12)), (5, 2, 14));
    // everything is somewhere
    let mut seen = String::new();
    let mut top = 0;
    loop {
        let mut buf = Buffer::empty(area);
        sheet.draw(top, area, &mut buf, &theme());
        seen += &lines(&buf).join("\n");
        let next = walk.down(top);
        if next == top {
            break;
        }
        top = next;
    }
    assert!((0..10).all(|at| seen.contains(&format!("riga {at}"))), "{seen}");
}
