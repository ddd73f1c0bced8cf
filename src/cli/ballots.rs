//! `proximo ballots`: ballots to print, as a page of HTML with page breaks or as plain text. The options are numbered as the
//! typing in of paper ballots expects them.

use std::path::{Path, PathBuf};

use super::merge::shown;
use super::{Call, DONE, WRONG, polls_named};
use crate::domain::clean::clean_line;
use crate::domain::codes;
use crate::domain::item::Poll;
use crate::domain::poll::{FINGERS, MATRIX, Method, PollOption, in_order};
use crate::domain::quoting::is_withheld;
use crate::domain::session::Session;
use crate::domain::turn::words_of;
use crate::domain::value::{Group, RoundState};
use crate::store;
use crate::text::panels::vote as screen;
use crate::text::{Lang, ballots as words, cli as cli_words, names};

/// What is printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BallotsArgs {
    /// The session file.
    pub session: PathBuf,
    /// The vote: its id, or words of its question; none where there is only one.
    pub poll: Option<String>,
    /// How many ballots.
    pub copies: u32,
    /// Whether plain text is written instead of HTML.
    pub text: bool,
    /// The file or folder to write to; none: the standard output.
    pub out: Option<PathBuf>,
}

/// Writes the ballots. Returns the exit code: [`WRONG`] where there is no such vote or file.
pub fn run(call: &mut Call<'_>, args: &BallotsArgs) -> u8 {
    let Some(session) = call.read_session(&args.session) else { return WRONG };
    let found = polls_named(&session, args.poll.as_deref());
    let [poll] = found.as_slice() else {
        let named = args.poll.as_deref().unwrap_or_default();
        let ids: Vec<String> =
            session.polls.in_order().iter().map(|poll| format!("{} {}", poll.id, poll.question)).collect();
        call.tell(&words::which(call.lang, named, &ids.join("\n")));
        return WRONG;
    };
    let ballot = Ballot::of(call.lang, &session, poll);
    let copies = args.copies.max(1) as usize;
    let text =
        if args.text { ballot.text().repeat(copies) } else { page(call.lang, poll, &ballot.html().repeat(copies)) };
    let Some(out) = &args.out else {
        call.say(text.trim_end());
        return DONE;
    };
    let name = format!("schede-{}.{}", poll.id, if args.text { "txt" } else { "html" });
    let file = if out.is_dir() { out.join(name) } else { out.clone() };
    write(call, &file, &text)
}

fn write(call: &mut Call<'_>, file: &Path, text: &str) -> u8 {
    match store::dossier::write(file, text) {
        Ok(_) => {
            call.say(&cli_words::report_written(call.lang, &shown(file)));
            DONE
        }
        Err(problem) => {
            call.tell_problem(&problem);
            WRONG
        }
    }
}

/// One ballot.
struct Ballot {
    lang: Lang,
    question: String,
    method: Method,
    options: Vec<String>,
    groups: Vec<String>,
}

impl Ballot {
    fn of(lang: Lang, session: &Session, poll: &Poll) -> Self {
        let open = poll.rounds.values().next_back().filter(|round| round.state != RoundState::Prepared);
        let options = open.map(|round| &round.options).filter(|options| !options.is_empty()).unwrap_or(&poll.options);
        let text = |option: &PollOption| match option.item {
            // a ballot is read by everybody who votes
            Some(item) if is_withheld(item, session) => words::withheld(lang).to_owned(),
            Some(item) if option.text.trim().is_empty() => {
                session.get(item).map(|item| words_of(&item).trim().to_owned()).unwrap_or_default()
            }
            _ => option.text.clone(),
        };
        let printed = |text: &str| codes::covered(&clean_line(text), session);
        let mut options: Vec<String> =
            in_order(options).into_iter().map(|(_, option)| printed(&text(option))).collect();
        if poll.method.is_on_one_proposal() && options.is_empty() {
            options.push(printed(&poll.question));
        }
        let present = open.map(|round| round.present.keys().cloned().collect::<Vec<Group>>()).unwrap_or_default();
        let present = if present.is_empty() {
            crate::domain::heads::Heads::of(session).groups.keys().cloned().collect()
        } else {
            present
        };
        let groups = if present.len() > 1 {
            present.iter().map(|group| names::group(lang, group)).collect()
        } else {
            Vec::new()
        };
        Self { lang, question: printed(&poll.question), method: poll.method, options, groups }
    }

    fn how(&self) -> String {
        match self.method {
            Method::Dots { each, cap: 0 } => words::how_dots(self.lang, each),
            Method::Dots { each, cap } => words::how_dots_cap(self.lang, each, cap),
            Method::Approval { max: 0 } => words::how_approval(self.lang).to_owned(),
            Method::Approval { max } => words::how_approval_max(self.lang, max),
            Method::Score { low, high } => words::how_score(self.lang, low, high),
            Method::FistToFive => words::how_fist(self.lang).to_owned(),
            Method::Consent => words::how_consent(self.lang).to_owned(),
            Method::Ranking { top } => words::how_ranking(self.lang, Method::places(top, self.options.len())),
            Method::Matrix { x, y } => {
                words::how_matrix(self.lang, names::axis(self.lang, x), names::axis(self.lang, y))
            }
            Method::Agree => words::how_agree(self.lang).to_owned(),
        }
    }

    /// Returns what stands before an option, to be filled in.
    fn boxes(&self) -> Vec<String> {
        match self.method {
            Method::Dots { each, cap } => {
                vec!["○".repeat(if cap == 0 { each } else { cap.min(each) }.min(10) as usize)]
            }
            Method::Approval { .. } => vec!["☐".to_owned()],
            Method::Ranking { .. } => vec![words::place_box(self.lang).to_owned()],
            Method::Score { low, high } if i64::from(high) - i64::from(low) <= 10 => {
                (low..=high).map(|score| format!("○{score}")).collect()
            }
            Method::Score { .. } => vec!["_____".to_owned()],
            Method::Matrix { x, y } => {
                let axis = |axis| {
                    format!(
                        "{} {}",
                        names::axis(self.lang, axis),
                        (MATRIX.0..=MATRIX.1).map(|n| format!("○{n}")).collect::<Vec<_>>().join(" ")
                    )
                };
                vec![axis(x), axis(y)]
            }
            Method::Agree => {
                [screen::agree, screen::pass, screen::disagree].map(|says| format!("☐ {}", says(self.lang))).to_vec()
            }
            Method::FistToFive | Method::Consent => Vec::new(),
        }
    }

    /// Returns the answers to one proposal.
    fn answers(&self) -> Vec<String> {
        match self.method {
            Method::FistToFive => {
                (0..=FINGERS.0 as u8).rev().map(|n| format!("☐ {n}  {}", screen::fingers(self.lang, n))).collect()
            }
            Method::Consent => vec![
                format!("☐ {}", screen::consent_yes(self.lang)),
                format!("☐ {}: ______________________________", screen::consent_no(self.lang)),
            ],
            Method::Dots { .. }
            | Method::Approval { .. }
            | Method::Score { .. }
            | Method::Ranking { .. }
            | Method::Matrix { .. }
            | Method::Agree => Vec::new(),
        }
    }

    fn text(&self) -> String {
        let mut lines = vec![self.question.clone(), self.how(), String::new()];
        let boxes = self.boxes();
        for (place, option) in self.options.iter().enumerate() {
            match (self.method.is_on_one_proposal(), boxes.as_slice()) {
                (true, _) if *option == self.question => {}
                (true, _) => lines.push(option.clone()),
                (false, [only]) => lines.push(format!("  {only}  {}. {option}", place + 1)),
                (false, more) => {
                    lines.push(format!("  {}. {option}", place + 1));
                    lines.push(format!("       {}", more.join("   ")));
                }
            }
        }
        lines.extend(self.answers().into_iter().map(|answer| format!("  {answer}")));
        if self.method == Method::FistToFive {
            lines.push(format!("  {}: ______________________________", words::why(self.lang)));
        }
        if !self.groups.is_empty() {
            lines.push(String::new());
            let groups: Vec<String> = self.groups.iter().map(|group| format!("☐ {group}")).collect();
            lines.push(format!("{}  {}", words::group(self.lang), groups.join("   ")));
        }
        lines.push(words::no_names(self.lang).to_owned());
        lines.push("- ".repeat(36));
        lines.push(String::new());
        lines.join("\n") + "\n"
    }

    fn html(&self) -> String {
        let boxes = self.boxes();
        let mut html =
            format!("<section>\n<h1>{}</h1>\n<p class=\"how\">{}</p>\n", escaped(&self.question), escaped(&self.how()));
        if self.method.is_on_one_proposal() {
            for option in self.options.iter().filter(|option| **option != self.question) {
                html += &format!("<p class=\"proposal\">{}</p>\n", escaped(option));
            }
            html += "<ul>\n";
            for answer in self.answers() {
                html += &format!("<li>{}</li>\n", escaped(&answer));
            }
            html += "</ul>\n";
            if self.method == Method::FistToFive {
                html += &format!("<p>{}: <span class=\"line\"></span></p>\n", escaped(words::why(self.lang)));
            }
        } else {
            html += "<table>\n";
            for (place, option) in self.options.iter().enumerate() {
                let marks: Vec<String> = boxes.iter().map(|mark| escaped(mark)).collect();
                html += &format!(
                    "<tr><td class=\"mark\">{}</td><td class=\"number\">{}.</td><td>{}</td></tr>\n",
                    marks.join(if matches!(self.method, Method::Matrix { .. }) { "<br>" } else { " " }),
                    place + 1,
                    escaped(option)
                );
            }
            html += "</table>\n";
        }
        if !self.groups.is_empty() {
            let groups: Vec<String> = self.groups.iter().map(|group| format!("☐&nbsp;{}", escaped(group))).collect();
            html +=
                &format!("<p class=\"group\">{} {}</p>\n", escaped(words::group(self.lang)), groups.join(" &nbsp; "));
        }
        html += &format!("<p class=\"foot\">{}</p>\n</section>\n", escaped(words::no_names(self.lang)));
        html
    }
}

/// Returns a whole page: no script, nothing from elsewhere, dark on light.
fn page(lang: Lang, poll: &Poll, ballots: &str) -> String {
    const STYLE: &str = "@page{size:A4;margin:14mm}body{font:13pt/1.35 sans-serif;color:#000;background:#fff;margin:0}\
section{break-inside:avoid;border-bottom:1px dashed #777;padding:6mm 0 7mm}h1{font-size:17pt;margin:0 0 2mm}\
.how{margin:0 0 4mm}.proposal{font-weight:bold}table{border-collapse:collapse}td{padding:1.4mm 3mm 1.4mm 0;vertical-align:top}\
.mark{white-space:nowrap;font-size:14pt}.number{text-align:right}ul{list-style:none;padding:0}li{margin:1.6mm 0}\
.line{display:inline-block;width:110mm;border-bottom:1px solid #000}.group{margin-top:4mm}.foot{font-size:10pt;margin:3mm 0 0}";
    let title = escaped(&clean_line(&poll.question));
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{ballots}</body>\n</html>\n",
        if lang == Lang::It { "it" } else { "en" },
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_is_no_markup() {
        let poll = Poll {
            question: "Chi <script>alert(1)</script> & \"altri\"?\u{1b}[31m".into(),
            method: Method::FistToFive,
            ..Poll::default()
        };
        let html = page(Lang::It, &poll, &Ballot::of(Lang::It, &Session::default(), &poll).html());
        assert!(!html.contains("<script") && !html.contains('\u{1b}'), "{html}");
        assert!(html.contains("&lt;script&gt;") && html.contains("&amp; &quot;altri&quot;"));
    }
}
