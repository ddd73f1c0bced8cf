//! The commands below `proximo import`, and what they were asked for.

use clap::{ArgAction, ArgGroup, Command, value_parser};

use super::{option, positional};
use crate::cli::import::{Consent, CsvArgs, ImportArgs, PolisArgs, Target};
use crate::text::{Lang, import as words};

/// Builds `proximo import` in that language.
pub(super) fn command(lang: Lang) -> Command {
    let path = || value_parser!(std::path::PathBuf);
    let date = || option(lang, "date", words::arg_date(lang)).value_name("DATE");
    let yes = || option(lang, "yes", words::arg_yes(lang)).action(ArgAction::SetTrue);
    let dry_run = || option(lang, "dry-run", crate::text::cli::arg_dry_run(lang)).action(ArgAction::SetTrue);
    let csv = Command::new("csv")
        .about(words::about_csv(lang))
        .arg(positional(lang, "file", words::arg_csv(lang)).value_name("FILE").required(true).value_parser(path()))
        .arg(option(lang, "into", words::arg_into(lang)).value_name("SESSION").value_parser(path()))
        .arg(option(lang, "new", words::arg_new(lang)).value_name("TITLE"))
        .arg(date().requires("new"))
        .arg(option(lang, "map", words::arg_map(lang)).value_name("COLUMN=FIELD").action(ArgAction::Append))
        .arg(yes())
        .arg(dry_run())
        .group(ArgGroup::new("target").args(["into", "new"]).required(true));
    let polis = Command::new("polis")
        .about(words::about_polis(lang))
        .arg(
            positional(lang, "paths", words::arg_polis(lang))
                .value_name("FOLDER|FILES")
                .required(true)
                .num_args(1..=2)
                .value_parser(path()),
        )
        .arg(option(lang, "title", words::arg_title(lang)).value_name("TITLE"))
        .arg(date())
        .arg(yes())
        .arg(dry_run());
    Command::new("import").about(words::about(lang)).subcommand_required(true).subcommand(csv).subcommand(polis)
}

/// Returns what `proximo import` was asked for.
pub fn import(given: &clap::ArgMatches) -> Option<ImportArgs> {
    let text = |given: &clap::ArgMatches, name: &str| given.get_one::<String>(name).cloned();
    let consent = |given: &clap::ArgMatches| match (given.get_flag("dry-run"), given.get_flag("yes")) {
        (true, _) => Consent::DryRun,
        (false, true) => Consent::Given,
        (false, false) => Consent::Asked,
    };
    match given.subcommand() {
        Some(("csv", given)) => {
            let target = match given.get_one::<std::path::PathBuf>("into") {
                Some(session) => Target::Into(session.clone()),
                None => Target::New { title: text(given, "new").unwrap_or_default(), date: text(given, "date") },
            };
            Some(ImportArgs::Csv(CsvArgs {
                file: given.get_one::<std::path::PathBuf>("file").cloned().unwrap_or_default(),
                target,
                map: given.get_many::<String>("map").into_iter().flatten().cloned().collect(),
                consent: consent(given),
            }))
        }
        Some(("polis", given)) => Some(ImportArgs::Polis(PolisArgs {
            paths: given.get_many::<std::path::PathBuf>("paths").into_iter().flatten().cloned().collect(),
            title: text(given, "title"),
            date: text(given, "date"),
            consent: consent(given),
        })),
        Some(_) | None => None,
    }
}
