//! Owns what the agenda says: the steps and their times, the day's end, shorter steps, the giro.

use crate::text::{Lang, words};

/// Returns how late or early the day is, in whole minutes; `None` where it is in time.
pub fn late(lang: Lang, minutes: i64) -> Option<String> {
    match minutes {
        1.. => Some(late_by(lang, &span(minutes))),
        0 => None,
        _ => Some(early_by(lang, &span(minutes.saturating_neg()))),
    }
}

/// Writes minutes as one says them of a clock: `12'`, `3 h`, `1 h 05'`.
pub fn span(minutes: i64) -> String {
    let (hours, rest) = (minutes / 60, (minutes % 60).abs());
    match (hours, rest) {
        (0, _) => format!("{minutes}'"),
        (_, 0) => format!("{hours} h"),
        _ => format!("{hours} h {rest:02}'"),
    }
}

/// Writes a difference of minutes with its sign: `+3'`, `−5'`, `=`.
pub fn difference(minutes: i64) -> String {
    match minutes {
        0 => "=".to_owned(),
        1.. => format!("+{minutes}'"),
        _ => format!("−{}'", minutes.unsigned_abs()),
    }
}

words! {
    late_by(span: &str): "in ritardo di {span}", "{span} late";
    early_by(span: &str): "in anticipo di {span}", "{span} early";
    in_time: "in orario", "on time";
    ends(clock: &str): "fine {clock}", "ends {clock}";
    ends_but_planned(clock: &str, planned: &str): "fine {clock} (prevista {planned})", "ends {clock} (planned {planned})";
    ended(clock: &str): "finita alle {clock}", "ended at {clock}";
    in_all(span: &str): "in tutto {span}", "{span} in all";
    sum: "in tutto", "in all";
    plan: "piano", "plan";
    real: "vero", "real";
    from_to: "dalle–alle", "from–to";
    differs: "diff.", "diff.";
    soon: "ultimi minuti", "last minutes";
    over: "oltre il tempo", "over time";
    no_minutes: "senza minuti", "no minutes";
    now_going: "in corso", "going on";
    still_ahead: "ancora da fare", "still to come";
    left_out: "saltata", "left out";
    done: "fatta", "done";
    planned_minutes(minutes: i64) one minutes: "{minutes} minuto previsto", "{minutes} minute planned"; more: "{minutes} minuti previsti", "{minutes} minutes planned";
    with_extra(by: &str): "({by} dopo)", "({by} afterwards)";
    real_minutes(minutes: i64): "{minutes} minuti veri", "{minutes} real minutes";
    paused_for(minutes: i64): "fermata per {minutes}'", "stopped for {minutes}'";
    prompt: "Consegna alla sala", "The room is asked";
    no_prompt: "nessuna consegna: ⟨edit⟩ la scrive", "no prompt: ⟨edit⟩ writes it";
    prompt_long(letters: usize): "! {letters} caratteri: sulla parete è meglio al più 90", "! {letters} characters: 90 at most are better on the wall";
    at_tables(names: &str): "a tavoli: {names}", "at tables: {names}";
    no_tables: "nessun tavolo è ancora registrato", "no tables are registered yet";
    has_the_floor: "Ha la parola", "Has the floor";
    have_spoken(count: usize, of: usize): "Hanno parlato {count} su {of}", "{count} of {of} have spoken";
    not_yet: "Non ancora", "Not yet";
    telling: "racconta", "telling";

    begins_now(title: &str): "Ora: {title} · ⟨undo⟩ torna a prima", "Now: {title} · ⟨undo⟩ takes it back";
    gives_floor(said: &str): "{said} · ⟨next-speaker⟩ dà la parola", "{said} · ⟨next-speaker⟩ gives the floor";
    passed_over(said: &str, count: usize): "{said} · fasi mai aperte: {count}", "{said} · steps never begun: {count}";
    step_is_over: "Questa fase è già conclusa: i suoi minuti sono quelli veri.", "This step is over: its minutes are the real ones.";
    stays_in_place: "Quello che è cominciato resta al suo posto; si spostano le fasi ancora da fare.", "What has begun stays in its place; steps still to come can be moved.";
    minutes_are(title: &str, minutes: i64) one minutes: "{title}: {minutes} minuto", "{title}: {minutes} minute"; more: "{title}: {minutes} minuti", "{title}: {minutes} minutes";
    minutes_of(title: &str): "Minuti: {title}", "Minutes: {title}";
    minutes_how: "12 li fissa; +3 e -3 li cambiano", "12 sets them; +3 and -3 change them";
    minutes_wrong: "Un numero da 0 a 600: 12, +3, -3.", "A number from 0 to 600: 12, +3, -3.";
    minutes_now(now: i64): "adesso {now}", "now {now}";
    no_step_here: "Nessuna fase è in corso: ⟨agenda⟩, poi si sceglie la fase.", "No step is going on: ⟨agenda⟩, then choose one.";

    shorter: "Fasi più corte", "Shorter steps";
    day_in_time: "Siamo in orario: non serve accorciare nulla.", "On time: nothing has to be shorter.";
    shorter_stands(clock: &str): "la fine resta alle {clock}", "the end stays at {clock}";
    shorter_missing(clock: &str, span: &str): "fine alle {clock}, {span} dopo l'orario", "ends at {clock}, {span} late";
    shorter_early(clock: &str, span: &str): "fine alle {clock}, {span} prima", "ends at {clock}, {span} early";
    shorter_impossible: "Accorciare non basta: ⟨late-skip⟩ salta una fase, ⟨move-end⟩ sposta la fine.", "Shortening is not enough: ⟨late-skip⟩ leaves a step out, ⟨move-end⟩ moves the end.";
    shorter_not_yet: "Così non basta: ⟨minute-less⟩ accorcia ancora, ⟨late-skip⟩ salta una fase, ⟨move-end⟩ sposta la fine.", "Not enough yet: ⟨minute-less⟩ shortens more, ⟨late-skip⟩ leaves a step out, ⟨move-end⟩ moves the end.";
    shorter_taken(clock: &str): "Fasi accorciate: fine alle {clock} · ⟨undo⟩ annulla", "Steps shortened: ends at {clock} · ⟨undo⟩ takes it back";
    end_moved(clock: &str): "La fine è ora alle {clock} · ⟨undo⟩ annulla", "The end is now {clock} · ⟨undo⟩ takes it back";
    nothing_ahead: "Non ci sono fasi da accorciare.", "There are no steps to shorten.";
    not_begun: "La giornata non è ancora cominciata: ⟨longer⟩ e ⟨shorter⟩ cambiano i minuti previsti.", "The day has not begun: ⟨longer⟩ and ⟨shorter⟩ change the planned minutes.";

    giro: "Giro", "Round";
    giro_of(title: &str): "Giro: {title}", "Round: {title}";
    giro_minutes: "Giro: minuti a testa", "Round: minutes each";
    giro_minutes_how: "3 li fissa; 0: non è più un giro", "3 sets them; 0: no round any more";
    giro_each(minutes: u32): "{minutes}' a testa", "{minutes}' each";
    giro_proposed(minutes: i64, people: usize): "{people} presenti: {minutes}' a testa ci stanno", "{people} present: {minutes}' each fit";
    giro_is(minutes: u32): "È un giro: {minutes}' a testa · ⟨next-speaker⟩ dà la parola al primo", "A round: {minutes}' each · ⟨next-speaker⟩ gives the first the floor";
    giro_no_more: "Non è più un giro.", "No round any more.";
    no_giro: "Questa fase non è un giro: ⟨make-giro⟩ lo fa diventare.", "This step is no round: ⟨make-giro⟩ makes it one.";
    giro_not_listening: "Mentre si ascoltano i giovani non si segna chi parla.", "While listening to young people nobody is kept as the speaker.";
    giro_nobody: "Non è segnato nessun presente: ⟨people⟩ registra chi c'è.", "Nobody is marked as present: ⟨people⟩ registers who is here.";
    floor_to(code: &str): "Ha la parola {code}", "{code} has the floor";
    floor_to_next(code: &str, next: &str): "Ha la parola {code} · poi {next}", "{code} has the floor · then {next}";
    floor_to_last(code: &str): "Ha la parola {code}, e chiude il giro", "{code} has the floor, the last of the round";
    all_spoken: "Hanno parlato tutti · ⟨previous-speaker⟩ torna all'ultimo", "Everybody has spoken · ⟨previous-speaker⟩ goes back to the last";
    nobody_before: "Prima non ha parlato nessuno.", "Nobody has spoken before.";
    nobody_else: "Non c'è nessun altro che aspetta.", "Nobody else is waiting.";
    nobody_speaks: "Nessuno ha la parola: ⟨next-speaker⟩ la dà.", "Nobody has the floor: ⟨next-speaker⟩ gives it.";
    speaks: "parla", "speaking";
    spoken: "ha parlato", "has spoken";
    absent: "assente", "absent";
    up_next: "poi", "next";
    back_at_the_end: "torna alla fine", "back at the end";

    about(title: &str, code: &str): "su «{title}», {code}", "about “{title}”, {code}";
    told_by(code: &str): "la racconta {code}", "told by {code}";
    speaking(code: &str): "parla {code}", "{code} is speaking";
    freed(key: &str): "riga libera · {key} la lega", "free line · {key} ties it";
    free_it(key: &str): "({key} la libera)", "({key} frees it)";
    nothing_told: "Nessuno ha la parola: la riga è già libera.", "Nobody has the floor: the line is free already.";

    place_late: "tra le fasi più corte", "among the shorter steps";
    place_giro: "nel giro aperto", "in the open round";
    place_minutes: "nei minuti", "in the minutes";
}
