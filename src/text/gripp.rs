//! Owns the words of the young people's part in the dossier, after GRIPP2's short form.

use super::words;

words! {
    heading: "La partecipazione dei giovani", "The young people's involvement";
    intro: "Secondo i cinque punti della forma breve di GRIPP2 (Staniszewska et al., BMJ 2017;358:j3453). I numeri sono calcolati dalle sessioni.", "By the five items of GRIPP2's short form (Staniszewska et al., BMJ 2017;358:j3453). The numbers are computed from the sessions.";
    to_be_written: "[da scrivere da chi conduce la ricerca, con lo YAG]", "[to be written by the researchers, with the YAG]";
    aim: "1. Scopo", "1. Aim";
    aim_body: "Lo Youth Advisory Group dice che cosa funziona per trovarsi, incontrarsi e restare in contatto, e a ogni sua voce è dovuta una risposta con il suo motivo.", "The Youth Advisory Group says what works for finding one another, meeting and staying in touch, and each of its voices is owed an answer with its reason.";
    methods: "2. Metodi", "2. Methods";
    methods_body(times: usize, sessions: usize, most: u32): "I giovani erano presenti in {times} sessioni su {sessions}, al più in {most}. Le loro voci sono state scritte con il loro permesso, rilette, e dette solo fin dove hanno voluto; nelle votazioni stanno in una colonna loro.", "Young people were present in {times} of {sessions} sessions, {most} at most. Their voices were written down with their permission, read back, and told only as far as they wanted; in votes they stand in a column of their own.";
    results: "3. Risultati", "3. Results";
    measure: "Misura", "Measure";
    number: "Numero", "Number";
    heard: "Voci sentite", "Voices heard";
    answered: "Con una risposta e il suo motivo", "Answered with a reason";
    taken_up: "Accolte, del tutto o in parte", "Taken up, whole or in part";
    not_taken_up: "Non accolte", "Not taken up";
    thanked: "Esperienze ringraziate", "Experiences thanked";
    told_back: "Riportate ai giovani", "Told back";
    replied: "Con una loro replica", "With a reply of theirs";
    open: "Ancora aperte", "Still open";
    days_to_answer: "Giorni per rispondere (mediana)", "Days to answer (median)";
    days_to_tell: "Giorni dalla risposta al racconto (mediana)", "Days from the answer to telling back (median)";
    discussion: "4. Discussione e conclusioni", "4. Discussion and conclusions";
    changed: "Che cosa è cambiato per quello che hanno detto:", "What changed because of what they said:";
    nothing_changed: "Finora nessuna voce è stata accolta con un motivo scritto.", "So far no voice was taken up with a written reason.";
    reflections: "5. Riflessioni critiche", "5. Reflections";
    reflections_body(open: u32, refused: u32): "Voci ancora aperte: {open}; non accolte: {refused}. I motivi sono nella parte sulle voci.", "Voices still open: {open}; not taken up: {refused}. The reasons are in the part on voices.";
}
