//! Owns the table of commands and flags, in the language of whoever asks, and the words for a wrong one.
//! Runs nothing.

use clap::builder::styling::{AnsiColor, Styles};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, value_parser};

use crate::domain::poll::{Axis, Method};
use crate::text::{self, Lang, cli as words};

mod import;

pub use import::import;

/// Builds the command line in that language.
pub fn command(lang: Lang) -> Command {
    let styles = Styles::styled()
        .header(AnsiColor::Cyan.on_default().bold())
        .usage(AnsiColor::Cyan.on_default().bold())
        .literal(AnsiColor::Green.on_default());
    let template = format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}", words::usage(lang));
    let root = Command::new("proximo")
        .version(env!("CARGO_PKG_VERSION"))
        .about(words::about(lang))
        .after_help(words::open_start(lang))
        .styles(styles)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(words::commands(lang))
        .help_template(&template)
        .override_usage(words::root_usage(lang))
        .args(global(lang))
        .arg(option(lang, "version", words::version(lang)).short('V').action(ArgAction::Version));
    let finished = |sub: Command, usage: String| {
        quiet(sub)
            .disable_help_flag(true)
            .disable_help_subcommand(true)
            .subcommand_help_heading(words::commands(lang))
            .help_template(&template)
            .override_usage(usage)
    };
    subcommands(lang).into_iter().fold(quiet(root), |root, sub| {
        let under = sub.get_name().to_owned();
        let usage = usage(&sub);
        let sub = sub.mut_subcommands(|below| {
            let usage = usage_under(&under, &below);
            finished(below, usage)
        });
        root.subcommand(finished(sub, usage))
    })
}

/// Returns every command that does something, those below another among them: how it is written, and what it is for.
pub fn listed(lang: Lang) -> Vec<(String, String)> {
    let about = |command: &Command| command.get_about().map(ToString::to_string).unwrap_or_default();
    let root = command(lang);
    let each = root.get_subcommands().flat_map(|sub| {
        if !sub.has_subcommands() {
            return vec![(usage(sub), about(sub))];
        }
        sub.get_subcommands().map(|below| (usage_under(sub.get_name(), below), about(below))).collect()
    });
    each.collect()
}

/// Returns how a subcommand of a subcommand is written.
fn usage_under(under: &str, below: &Command) -> String {
    usage(below).replacen("proximo", &format!("proximo {under}"), 1)
}

/// The help's own words say which values there are.
fn quiet(command: Command) -> Command {
    command.mut_args(|argument| {
        let takes = argument.get_action().takes_values();
        if takes { argument.hide_possible_values(true) } else { argument }
    })
}

/// Returns how a subcommand is written: `proximo add FILE LINE`, what may be left out in brackets.
pub fn usage(subcommand: &Command) -> String {
    if subcommand.has_subcommands() {
        let below: Vec<&str> = subcommand.get_subcommands().map(Command::get_name).collect();
        return format!("proximo {} {}", subcommand.get_name(), below.join("|"));
    }
    let arguments = subcommand.get_arguments().filter(|argument| !argument.is_global_set()).map(written);
    std::iter::once(format!("proximo {}", subcommand.get_name())).chain(arguments).collect::<Vec<_>>().join(" ")
}

/// Returns how an argument is written, in brackets where it may be left out.
pub fn written(argument: &Arg) -> String {
    let value = argument.get_value_names().map(|names| names.join(" ")).unwrap_or_default();
    let text = match argument.get_long() {
        Some(long) if argument.get_action().takes_values() => format!("--{long} {value}"),
        Some(long) => format!("--{long}"),
        None => value,
    };
    if argument.is_required_set() { text } else { format!("[{text}]") }
}

fn global(lang: Lang) -> Vec<Arg> {
    vec![
        option(lang, "workspace", words::workspace(lang))
            .value_name("DIR")
            .value_parser(value_parser!(std::path::PathBuf))
            .global(true),
        option(lang, "lang", words::lang(lang)).value_name("it|en").value_parser(["it", "en"]).global(true),
        option(lang, "name", words::name(lang)).value_name("NAME").global(true),
        option(lang, "theme", words::theme(lang)).value_name("THEME").global(true),
        option(lang, "keys", words::keys_file(lang))
            .value_name("FILE")
            .value_parser(value_parser!(std::path::PathBuf))
            .global(true),
        option(lang, "bell", words::bell(lang)).action(ArgAction::SetTrue).global(true),
        option(lang, "help", words::help(lang)).short('h').action(ArgAction::Help).global(true),
    ]
}

fn subcommands(lang: Lang) -> Vec<Command> {
    let session = || {
        positional(lang, "session", words::arg_session(lang))
            .value_name("FILE")
            .required(true)
            .value_parser(value_parser!(std::path::PathBuf))
    };
    let paths = || {
        positional(lang, "paths", words::arg_paths(lang))
            .value_name("FILES|DIR")
            .num_args(0..)
            .value_parser(value_parser!(std::path::PathBuf))
    };
    let out =
        || option(lang, "out", words::arg_out(lang)).value_name("DIR").value_parser(value_parser!(std::path::PathBuf));
    vec![
        Command::new("new")
            .about(words::new(lang))
            .arg(positional(lang, "title", words::arg_title(lang)).value_name("TITLE").required(true))
            .arg(option(lang, "date", words::arg_date(lang)).value_name("DATE"))
            .arg(option(lang, "place", words::arg_place(lang)).value_name("PLACE"))
            .arg(
                option(lang, "template", words::arg_template(lang))
                    .value_name("NAME")
                    .value_parser(super::new::TEMPLATES.iter().map(|template| template.key).collect::<Vec<_>>())
                    .default_value("wp2"),
            ),
        Command::new("run")
            .about(words::run(lang))
            .arg(session())
            .arg(option(lang, "share", words::arg_share(lang)).action(ArgAction::SetTrue))
            .arg(option(lang, "port", words::arg_port(lang)).value_name("PORT").value_parser(value_parser!(u16))),
        Command::new("wall").about(words::wall(lang)).arg(session()),
        Command::new("join")
            .about(words::join(lang))
            .arg(positional(lang, "address", words::arg_address(lang)).value_name("HOST[:PORT]"))
            .arg(option(lang, "code", words::arg_code(lang)).value_name("CODE"))
            .arg(option(lang, "wall", words::arg_as_wall(lang)).action(ArgAction::SetTrue))
            .arg(
                option(lang, "read-only", words::arg_read_only(lang)).action(ArgAction::SetTrue).conflicts_with("wall"),
            ),
        Command::new("add")
            .about(words::add(lang))
            .arg(session())
            .arg(positional(lang, "line", words::arg_line(lang)).value_name("LINE").required(true).num_args(1..)),
        Command::new("people")
            .about(words::people(lang))
            .arg(session())
            .arg(
                positional(lang, "list", words::arg_list(lang))
                    .value_name("LIST")
                    .required(true)
                    .value_parser(value_parser!(std::path::PathBuf)),
            )
            .arg(option(lang, "dry-run", words::arg_dry_run(lang)).action(ArgAction::SetTrue)),
        import::command(lang),
        Command::new("show").about(words::show(lang)).arg(session()),
        Command::new("check").about(words::check(lang)).arg(paths()).arg(
            option(lang, "format", words::arg_format_check(lang))
                .value_name("FORMAT")
                .value_parser(["text", "json"])
                .default_value("text"),
        ),
        Command::new("merge")
            .about(words::merge(lang))
            .arg(paths())
            .arg(option(lang, "batch", words::arg_batch(lang)).action(ArgAction::SetTrue))
            .arg(out())
            .arg(option(lang, "dry-run", words::arg_dry_run(lang)).action(ArgAction::SetTrue)),
        match_command(lang),
        Command::new("report")
            .about(words::report(lang))
            .arg(paths())
            .arg(
                option(lang, "kind", words::arg_kind(lang))
                    .value_name("KIND")
                    .value_parser(["verbale", "restituzione", "dossier", "scheda", "impegni"])
                    .required(true),
            )
            .arg(
                option(lang, "format", words::arg_format_report(lang))
                    .value_name("FORMAT")
                    .value_parser(["md"])
                    .default_value("md"),
            )
            .arg(out()),
        Command::new("ballots")
            .about(text::ballots::about(lang))
            .arg(session())
            .arg(option(lang, "poll", text::ballots::arg_poll(lang)).value_name("ID"))
            .arg(
                option(lang, "format", text::ballots::arg_format(lang))
                    .value_name("FORMAT")
                    .value_parser(["html", "text"])
                    .default_value("html"),
            )
            .arg(
                option(lang, "copies", text::ballots::arg_copies(lang))
                    .value_name("N")
                    .value_parser(value_parser!(u32).range(1..=500))
                    .default_value("1"),
            )
            .arg(out()),
        tally_command(lang),
        Command::new("withdraw")
            .about(text::erasing::about(lang))
            .arg(session())
            .arg(positional(lang, "who", text::erasing::arg_who(lang)).value_name("CODE|ID").required(true))
            .arg(option(lang, "yes", text::erasing::arg_yes(lang)).action(ArgAction::SetTrue)),
        Command::new("keys").about(words::keys(lang)),
        Command::new("completions").about(words::completions(lang)).arg(
            positional(lang, "shell", words::arg_shell(lang))
                .value_name("SHELL")
                .required(true)
                .value_parser(value_parser!(clap_complete::Shell)),
        ),
    ]
}

/// The names of the methods on the command line.
const METHODS: [&str; 8] = ["dots", "approval", "score", "fist", "consent", "ranking", "matrix", "agree"];

fn tally_command(lang: Lang) -> Command {
    use crate::text::cli as words_cli;
    use crate::text::tally as words;
    let path = || value_parser!(std::path::PathBuf);
    let number = |name, says| option(lang, name, says).value_name("N").value_parser(value_parser!(u32));
    let score = |name, says| {
        option(lang, name, says).value_name("N").value_parser(value_parser!(i32)).allow_negative_numbers(true)
    };
    Command::new("tally")
        .about(words::about(lang))
        .arg(positional(lang, "session", words_cli::arg_session(lang)).value_name("FILE").value_parser(path()))
        .arg(option(lang, "poll", words::arg_poll(lang)).value_name("ID"))
        .arg(
            option(lang, "format", words_cli::arg_format_check(lang))
                .value_name("FORMAT")
                .value_parser(["text", "json"])
                .default_value("text"),
        )
        .arg(option(lang, "all-groups", words::arg_all_groups(lang)).action(ArgAction::SetTrue))
        .arg(option(lang, "not-shown", words::arg_not_shown(lang)).action(ArgAction::SetTrue))
        .arg(option(lang, "ballots", words::arg_ballots(lang)).value_name("FILE").value_parser(path()))
        .arg(option(lang, "method", words::arg_method(lang)).value_name("METHOD").value_parser(METHODS))
        .arg(number("each", words::arg_each(lang)).default_value("3"))
        .arg(number("cap", words::arg_cap(lang)).default_value("0"))
        .arg(number("max", words::arg_max(lang)).default_value("0"))
        .arg(score("low", words::arg_low(lang)).default_value("1"))
        .arg(score("high", words::arg_high(lang)).default_value("5"))
        .arg(number("top", words::arg_top(lang)).default_value("0"))
        .arg(
            option(lang, "percent", words::arg_percent(lang))
                .value_name("N")
                .value_parser(value_parser!(u8).range(1..=100)),
        )
}

/// Returns what `proximo tally` was asked for.
pub fn tally(given: &clap::ArgMatches) -> super::tally::TallyArgs {
    let path = |name: &str| given.get_one::<std::path::PathBuf>(name).cloned();
    let number = |name: &str| given.get_one::<u32>(name).copied().unwrap_or(0);
    let score = |name: &str| given.get_one::<i32>(name).copied().unwrap_or(0);
    let method = given.get_one::<String>("method").map(|method| match method.as_str() {
        "dots" => Method::Dots { each: number("each"), cap: number("cap") },
        "score" => Method::Score { low: score("low"), high: score("high") },
        "fist" => Method::FistToFive,
        "consent" => Method::Consent,
        "ranking" => Method::Ranking { top: number("top") },
        "matrix" => Method::Matrix { x: Axis::Importance, y: Axis::Feasibility },
        "agree" => Method::Agree,
        _ => Method::Approval { max: number("max") },
    });
    super::tally::TallyArgs {
        session: path("session"),
        poll: given.get_one::<String>("poll").cloned(),
        ballots: path("ballots"),
        method,
        percent: given.get_one::<u8>("percent").copied(),
        json: given.get_one::<String>("format").is_some_and(|format| format == "json"),
        all_groups: given.get_flag("all-groups"),
        not_shown: given.get_flag("not-shown"),
    }
}

fn match_command(lang: Lang) -> Command {
    use crate::text::matching as words;
    let path = || value_parser!(std::path::PathBuf);
    let cutoff = option(lang, "cutoff", words::arg_cutoff(lang)).value_name("N").value_parser(value_parser!(f64));
    Command::new("match")
        .about(words::about(lang))
        .arg(option(lang, "pairs", words::arg_pairs(lang)).value_name("FILE").required(true).value_parser(path()))
        .arg(option(lang, "with", words::arg_with(lang)).value_name("FILE").value_parser(path()))
        .arg(option(lang, "column", words::arg_column(lang)).value_name("NAME"))
        .arg(cutoff.default_value("4"))
        .arg(
            option(lang, "format", text::cli::arg_format_check(lang))
                .value_name("FORMAT")
                .value_parser(["text", "json"])
                .default_value("text"),
        )
}

fn positional(lang: Lang, name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).help(help).help_heading(words::arguments(lang))
}

fn option(lang: Lang, name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).help(help).help_heading(words::options(lang))
}

/// Returns the language that the arguments ask for, before they are read: help itself must be in it.
pub fn asked_lang(arguments: &[std::ffi::OsString]) -> Option<Lang> {
    let mut words = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(word) = words.next() {
        if word == "--lang" {
            return words.next().and_then(|lang| lang.parse().ok());
        }
        if let Some(lang) = word.strip_prefix("--lang=") {
            return lang.parse().ok();
        }
    }
    None
}

/// Returns a wrong command line in words, with what would be right.
pub fn wrong(lang: Lang, error: &clap::Error) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(_) | None => String::new(),
    };
    let clean = text::clean_line;
    let says = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let names: Vec<String> = command(lang).get_subcommands().flat_map(names).collect();
            words::unknown_command(lang, &clean(&context(ContextKind::InvalidSubcommand)), &names.join(", "))
        }
        ErrorKind::MissingSubcommand => words::choose_from(lang, &clean(&context(ContextKind::ValidSubcommand))),
        ErrorKind::UnknownArgument => words::unknown_argument(lang, &clean(&context(ContextKind::InvalidArg))),
        ErrorKind::MissingRequiredArgument => words::missing_argument(lang, &clean(&context(ContextKind::InvalidArg))),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let found = clean(&context(ContextKind::InvalidValue));
            let says = match found.is_empty() {
                true => words::missing_argument(lang, &clean(&context(ContextKind::InvalidArg))),
                false => words::invalid_value(lang, &found, &clean(&context(ContextKind::InvalidArg))),
            };
            let valid = context(ContextKind::ValidValue);
            if valid.is_empty() { says } else { format!("{says} {}", words::choose_from(lang, &valid)) }
        }
        _ => clean(error.to_string().trim_start_matches("error: ").trim_end()),
    };
    format!("{says} {}", words::try_help(lang))
}

/// Returns the names by which a command is called: its own, or those of the commands below it.
fn names(command: &Command) -> Vec<String> {
    let name = command.get_name();
    let below: Vec<String> = command.get_subcommands().map(|below| format!("{name} {}", below.get_name())).collect();
    if below.is_empty() { vec![name.to_owned()] } else { below }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound_in_both_languages() {
        Lang::ALL.iter().for_each(|lang| command(*lang).debug_assert());
    }

    #[test]
    fn wrong_usage_is_said_with_what_would_be_right() {
        for (arguments, it, en) in [
            (vec!["proximo", "boh"], "«boh» non è un comando", "“boh” is no command"),
            (
                vec!["proximo", "report", "--kind", "x"],
                "verbale, restituzione, dossier, scheda, impegni",
                "verbale, restituzione, dossier, scheda, impegni",
            ),
            (vec!["proximo", "run"], "Manca", "is missing"),
            (vec!["proximo", "keys", "--boh"], "«--boh»", "“--boh”"),
            (vec!["proximo", "check", "--format"], "Manca", "is missing"),
            (vec!["proximo", "import"], "csv, polis", "csv, polis"),
            (vec!["proximo", "import", "boh"], "import csv, import polis", "“boh” is no command"),
            (vec!["proximo", "import", "csv", "x.csv"], "--into", "--new"),
        ] {
            let error = command(Lang::It).try_get_matches_from(&arguments).unwrap_err();
            assert!(wrong(Lang::It, &error).contains(it), "{}", wrong(Lang::It, &error));
            assert!(wrong(Lang::En, &error).contains(en), "{}", wrong(Lang::En, &error));
        }
    }
}
