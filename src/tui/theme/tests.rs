//! Tests of the themes: how they are read, made from one another, and whether they can be read.

use std::path::PathBuf;

use super::*;
use crate::text::Lang;

#[test]
fn the_environment_says_how_many_colours() {
    for (variables, expected) in [
        (&[("NO_COLOR", "1"), ("COLORTERM", "truecolor")][..], Depth::Plain),
        (&[("TERM", "dumb")], Depth::Plain),
        (&[("TERM", "xterm-256color")], Depth::Sixteen),
        (&[("NO_COLOR", ""), ("COLORTERM", "truecolor")], Depth::Full),
        (&[("WT_SESSION", "x")], Depth::Full),
    ] {
        let found =
            Depth::of(|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()));
        assert_eq!(found, expected, "{variables:?}");
    }
}

#[test]
fn the_shipped_themes_are_whole_and_can_be_read() {
    for (palette, name, text) in SHIPPED {
        let (made, troubles) = book::of_shipped(*palette, name);
        assert!(troubles.is_empty(), "{name}: {troubles:?}");
        for (part, named) in Part::ALL {
            assert_eq!(Part::named(named), Some(part), "{named}");
            assert_eq!(text.matches(&format!("\"{named}\":")).count(), 2, "{name}: {named}, in full and in sixteen");
        }
        let (full, sixteen) = (contrast::check(&made.full), contrast::check_sixteen(&made.sixteen));
        assert!(full.is_empty() && sixteen.is_empty(), "{name}: {full:#?}, in sixteen: {sixteen:#?}");
    }
}

#[test]
fn contrast_is_that_of_the_rule() {
    let grey = |level: u8| ratatui::style::Color::Rgb(level, level, level);
    for (one, other, expected) in [(0, 255, 21.0), (255, 255, 1.0), (0x76, 255, 4.54), (0x77, 255, 4.48)] {
        let found = ratio(grey(one), grey(other)).unwrap();
        assert!((found - expected).abs() < 0.01, "{one} on {other}: {found}");
    }
    assert_eq!(ratio(ratatui::style::Color::Reset, grey(0)), None);
}

fn own(files: &[(&str, &str)]) -> (Themes, String) {
    let mut themes = Themes::default();
    let files: Vec<_> = files.iter().map(|(name, text)| (PathBuf::from(name), (*text).to_owned())).collect();
    let troubles = themes.add(&files);
    let said: Vec<String> = troubles.iter().map(|trouble| trouble.said(Lang::En)).collect();
    (themes, said.join("\n"))
}

#[test]
fn a_theme_of_ones_own_is_made_from_the_one_it_extends() {
    let (mut themes, said) = own(&[
        ("sera.ron", "(extends: \"notte\", colours: {\"warn\": \"white\"})"),
        (
            "notte.ron",
            "(extends: \"contrast\", bold: false, colours: {\"accent\": \"#40ff40\"}, sixteen: {\"accent\": \"light-green\"})",
        ),
    ]);
    assert_eq!(said, "");
    assert_eq!(themes.names(), ["dark", "light", "contrast", "notte", "sera"]);
    assert!(themes.choose("sera"));
    let (theme, contrast) = (themes.theme(Depth::Full), Theme::new(Palette::HighContrast, Depth::Full));
    assert_eq!((theme.palette, theme.error, theme.dim), (Palette::HighContrast, contrast.error, contrast.dim));
    assert_eq!(theme.key.fg, Some(ratatui::style::Color::Rgb(0x40, 0xff, 0x40)));
    assert_eq!(theme.warn, Style::new().fg(ratatui::style::Color::White));
    assert_eq!(themes.theme(Depth::Sixteen).key.fg, Some(ratatui::style::Color::LightGreen));
    // all of them, round and round
    let mut seen = Vec::new();
    for _ in 0..5 {
        seen.push(themes.name(Lang::It));
        themes.go_on();
    }
    seen.sort();
    seen.dedup();
    assert_eq!((seen.len(), themes.name(Lang::It).as_str()), (5, "sera"));
    assert!(!themes.choose("boh"));
    assert!(themes.choose("high-contrast"));
}

#[test]
fn what_is_wrong_with_a_theme_is_told_and_its_base_holds() {
    for (text, place, words) in [
        ("(extends: \"light\", colors: {})", "mio.ron:1: ", "cannot be read"),
        ("(\n extends: \"luce\",\n)", "mio.ron:2: ", "there are dark, light, contrast"),
        ("(extends: \"mio\")", "mio.ron:1: ", "begins with itself"),
        ("(extends: \"light\",\n colours: {\n  \"akzent\": \"#ffffff\" })", "mio.ron:3: ", "no part is called"),
        ("(extends: \"light\",\n colours: { \"accent\": \"#fff\" })", "mio.ron:2: ", "is no colour"),
        (
            "(extends: \"light\",\n colours: { \"accent\": \"#005500\" },\n sixteen: { \"accent\": \"#005500\" })",
            "mio.ron:3: ",
            "16 colours",
        ),
        ("(extends: \"light\",\n colours: { \"warn\": \"#005500\",\n \"warn\": \"#005500\" })", "mio.ron:2: ", "twice"),
        ("(extends: \"light\", colours: { \"dim\": \"#c0c0c0\" })", "mio.ron: ", "dim on ground 1."),
    ] {
        let (mut themes, said) = own(&[("mio.ron", text)]);
        assert!(said.starts_with(place) && said.contains(words), "{text}: {said}");
        assert!(themes.choose("mio"), "{text}");
    }
    let (mut themes, _) = own(&[("mio.ron", "(extends: \"light\", colours: { \"accent\": \"blu\" })")]);
    themes.choose("mio");
    assert_eq!(themes.theme(Depth::Full), Theme::new(Palette::Light, Depth::Full));
    let (_, said) = own(&[("light.ron", "()")]);
    assert!(said.contains("another name"), "{said}");
}
