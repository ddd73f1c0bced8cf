//! The sample sessions, carried by the program, so that an empty workspace can be given them.

/// Each sample's file name and text.
pub const SAMPLES: &[(&str, &str)] = &[
    ("2026-03-12-tavolo-individuare.ron", include_str!("../../sessions/2026-03-12-tavolo-individuare.ron")),
    ("2026-03-26-tavolo-agganciare.ron", include_str!("../../sessions/2026-03-26-tavolo-agganciare.ron")),
    ("2026-04-16-incontro-yag.ron", include_str!("../../sessions/2026-04-16-incontro-yag.ron")),
    ("2026-05-14-tavolo-co-progettazione.ron", include_str!("../../sessions/2026-05-14-tavolo-co-progettazione.ron")),
];
