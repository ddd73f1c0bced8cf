//! Announcing and hearing on one machine, where it carries multicast.

use super::super::discovery::{Announcement, Announcer, browse};
use super::*;

#[tokio::test]
async fn what_is_announced_is_heard_and_cleaned() {
    let id = SessionId::new(&std::process::id().to_be_bytes()).unwrap();
    let announcement = Announcement {
        title: format!("Tavolo 2\u{1b}[31m\n{}", "à".repeat(200)),
        host: "portatile di Ada".into(),
        id,
        protocol: PROTOCOL,
        port: 4711,
        present: 3,
    };
    let heard = match Announcer::begin(&announcement) {
        Ok(announcer) => {
            let heard = browse(Duration::from_secs(3)).await;
            drop(announcer);
            heard
        }
        Err(error) => Err(error),
    };
    let heard = heard.map(|all| all.into_iter().find(|heard| heard.id == id));
    match heard {
        Ok(Some(heard)) => {
            assert!(heard.title.starts_with("Tavolo 2 àà") && heard.title.len() <= 120, "{}", heard.title);
            assert_eq!((heard.host.as_str(), heard.present), ("portatile di Ada", 3));
            assert_eq!((heard.port, heard.protocol), (4711, PROTOCOL));
            assert!(!heard.addresses.is_empty());
        }
        Ok(None) => println!("skipped: this machine carries no multicast"),
        Err(error) => println!("skipped: {error}"),
    }
}
