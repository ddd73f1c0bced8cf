//! Announcing and hearing on one machine, where it carries multicast.

use tokio::time::sleep;

use super::super::discovery::{Announcement, Announcer, Browser, DiscoveryError, Heard};
use super::*;

/// Looks until what is heard of a session is as it should be, or ten seconds are over; returns what was heard last.
async fn look(browser: &mut Browser, id: SessionId, is_so: impl Fn(Option<&Heard>) -> bool) -> Option<Heard> {
    for _ in 0..200 {
        let heard = browser.heard().into_iter().find(|heard| heard.id == id);
        if is_so(heard.as_ref()) {
            return heard;
        }
        sleep(Duration::from_millis(50)).await;
    }
    browser.heard().into_iter().find(|heard| heard.id == id)
}

#[tokio::test]
async fn what_is_announced_is_heard_cleaned_changed_and_gone() -> Result<(), DiscoveryError> {
    let id = SessionId::new(&std::process::id().to_be_bytes()).unwrap();
    let announcement = Announcement {
        title: format!("Tavolo 2\u{1b}[31m\n{}", "à".repeat(200)),
        host: "portatile di Ada".into(),
        id,
        protocol: PROTOCOL,
        port: 4711,
        present: 3,
    };
    let (announcer, mut browser) = match (Announcer::begin(&announcement), Browser::begin()) {
        (Ok(announcer), Ok(browser)) => (announcer, browser),
        (Err(error), _) | (_, Err(error)) => {
            println!("skipped: {error}");
            return Ok(());
        }
    };
    let Some(heard) = look(&mut browser, id, |heard| heard.is_some()).await else {
        println!("skipped: this machine carries no multicast");
        return Ok(());
    };
    assert!(heard.title.starts_with("Tavolo 2 àà") && heard.title.len() <= 120, "{}", heard.title);
    assert_eq!((heard.host.as_str(), heard.present), ("portatile di Ada", 3));
    assert_eq!((heard.port, heard.protocol), (4711, PROTOCOL));
    assert!(!heard.addresses.is_empty() && heard.addresses.iter().all(|address| address.port() == 4711));

    announcer.change(&Announcement { present: 4, ..announcement })?;
    let changed = look(&mut browser, id, |heard| heard.is_some_and(|heard| heard.present == 4)).await;
    assert_eq!(changed.map(|heard| heard.present), Some(4));
    drop(announcer);
    assert_eq!(look(&mut browser, id, |heard| heard.is_none()).await, None);
    Ok(())
}
