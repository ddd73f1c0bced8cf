//! Owns how a session is found on the local network: mDNS, `_proximo._tcp.local.`. What is announced anybody there reads;
//! what is heard anybody there may have said: cleaned, bounded, and no proof of anything.
//! Announces only while an [`Announcer`] lives.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr, SocketAddrV6};
use std::time::Duration;

use mdns_sd::{IfKind, Receiver, ResolvedService, ScopedIp, ServiceDaemon, ServiceEvent, ServiceInfo};
use tokio::time::{Instant, sleep};

use crate::domain::clean::clean_line;

use super::hello::{SessionId, cut};

const SERVICE: &str = "_proximo._tcp.local.";
/// The longest title, in bytes.
const LONGEST_TITLE: usize = 120;
/// The longest name of a machine, in bytes.
const LONGEST_HOST: usize = 64;
/// The most sessions that are listed, and addresses of each.
const MOST_HEARD: usize = 64;
const MOST_ADDRESSES: usize = 8;
/// How often what was heard is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// How long a goodbye may take.
const GOODBYE: Duration = Duration::from_millis(300);

/// Why nothing is announced or heard: no network, or none that carries multicast.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no discovery on this network: {0}")]
pub struct DiscoveryError(pub String);

impl From<mdns_sd::Error> for DiscoveryError {
    fn from(error: mdns_sd::Error) -> Self {
        Self(error.to_string())
    }
}

/// What a host says of itself to everybody near.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// The session's title; 120 bytes of it are said.
    pub title: String,
    /// This machine's name.
    pub host: String,
    /// The session.
    pub id: SessionId,
    /// The protocol.
    pub protocol: u16,
    /// The port it listens at.
    pub port: u16,
    /// How many are there.
    pub present: u16,
}

/// What was heard of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// The session's title, cleaned.
    pub title: String,
    /// The name of its machine, cleaned.
    pub host: String,
    /// Where it may be reached, IPv4 first.
    pub addresses: Vec<SocketAddr>,
    /// Its port.
    pub port: u16,
    /// Which session.
    pub id: SessionId,
    /// Its protocol.
    pub protocol: u16,
    /// How many are there, as it says.
    pub present: u16,
}

/// Announces a session until it is dropped, which takes up to 0.3 s: the others hear a goodbye.
pub struct Announcer {
    daemon: ServiceDaemon,
    name: String,
}

impl Announcer {
    /// Begins to announce.
    ///
    /// # Errors
    /// Where there is no network to do it on.
    pub fn begin(announcement: &Announcement) -> Result<Self, DiscoveryError> {
        let daemon = ServiceDaemon::new()?;
        let service = service(announcement)?;
        let announcer = Self { daemon, name: service.get_fullname().to_owned() };
        // what listens on IPv4 alone is not promised on IPv6
        announcer.daemon.disable_interface(IfKind::IPv6)?;
        announcer.daemon.register(service)?;
        Ok(announcer)
    }

    /// Says something else of the same session: how many are there, another title.
    ///
    /// # Errors
    /// Where the announcing has ended.
    pub fn change(&self, announcement: &Announcement) -> Result<(), DiscoveryError> {
        Ok(self.daemon.register(service(announcement)?)?)
    }
}

impl Drop for Announcer {
    fn drop(&mut self) {
        if let Ok(gone) = self.daemon.unregister(&self.name) {
            let _ = gone.recv_timeout(GOODBYE);
        }
        let _ = self.daemon.shutdown();
    }
}

impl std::fmt::Debug for Announcer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Announcer").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Hears what is announced until it is dropped.
pub struct Browser {
    daemon: ServiceDaemon,
    events: Receiver<ServiceEvent>,
    heard: BTreeMap<String, Heard>,
}

impl Browser {
    /// Begins to listen.
    ///
    /// # Errors
    /// Where there is no network to do it on.
    pub fn begin() -> Result<Self, DiscoveryError> {
        let daemon = ServiceDaemon::new()?;
        let events = daemon.browse(SERVICE)?;
        Ok(Self { daemon, events, heard: BTreeMap::new() })
    }

    /// Returns what is there now, as far as was heard, by title. Never waits.
    pub fn heard(&mut self) -> Vec<Heard> {
        while let Ok(event) = self.events.try_recv() {
            match event {
                ServiceEvent::ServiceResolved(service) => {
                    let room = self.heard.len() < MOST_HEARD || self.heard.contains_key(&service.fullname);
                    if let Some(heard) = heard(&service).filter(|_| room) {
                        self.heard.insert(service.fullname.clone(), heard);
                    }
                }
                ServiceEvent::ServiceRemoved(_, name) => drop(self.heard.remove(&name)),
                _ => {}
            }
        }
        let mut all: Vec<Heard> = self.heard.values().cloned().collect();
        all.sort_by(|a, b| a.title.cmp(&b.title));
        all
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.daemon.shutdown();
    }
}

impl std::fmt::Debug for Browser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Browser").field("heard", &self.heard).finish_non_exhaustive()
    }
}

/// Listens for so long and returns the sessions that were heard, by title.
///
/// # Errors
/// Where there is no network to do it on.
pub async fn browse(time: Duration) -> Result<Vec<Heard>, DiscoveryError> {
    let mut browser = Browser::begin()?;
    let end = Instant::now() + time;
    while Instant::now() < end {
        sleep(LOOK_EVERY.min(end.duration_since(Instant::now()))).await;
        // so that the queue of what was heard never fills
        browser.heard();
    }
    Ok(browser.heard())
}

fn service(announcement: &Announcement) -> Result<ServiceInfo, DiscoveryError> {
    let id = hex(announcement.id.as_bytes());
    let properties = [
        ("title", cut(clean_line(&announcement.title), LONGEST_TITLE)),
        ("host", cut(clean_line(&announcement.host), LONGEST_HOST)),
        ("id", id.clone()),
        ("protocol", announcement.protocol.to_string()),
        ("present", announcement.present.to_string()),
    ];
    // a name of its own: the machine's belongs to the system
    let machine = format!("proximo-{id}.local.");
    let name = format!("proximo-{id}");
    let service = ServiceInfo::new(SERVICE, &name, &machine, "", announcement.port, &properties[..])?;
    Ok(service.enable_addr_auto())
}

/// Reads what was heard; `None` where it is no session that could be joined.
fn heard(service: &ResolvedService) -> Option<Heard> {
    let text = |key, most| cut(clean_line(service.get_property_val_str(key).unwrap_or_default()), most);
    let number = |key| service.get_property_val_str(key).and_then(|number| number.parse().ok());
    let mut addresses: Vec<SocketAddr> =
        service.addresses.iter().filter_map(|ip| reachable(ip, service.port)).collect();
    addresses.sort();
    addresses.truncate(MOST_ADDRESSES);
    if service.port == 0 || addresses.is_empty() {
        return None;
    }
    Some(Heard {
        title: text("title", LONGEST_TITLE).trim().to_owned(),
        host: text("host", LONGEST_HOST).trim().to_owned(),
        addresses,
        port: service.port,
        id: SessionId::new(&unhex(service.get_property_val_str("id")?)?)?,
        protocol: number("protocol")?,
        present: number("present").unwrap_or_default(),
    })
}

fn reachable(ip: &ScopedIp, port: u16) -> Option<SocketAddr> {
    match (ip, ip.to_ip_addr()) {
        (_, ip) if ip.is_unspecified() || ip.is_multicast() => None,
        (ScopedIp::V6(scoped), IpAddr::V6(six)) => {
            Some(SocketAddrV6::new(six, port, 0, scoped.scope_id().index).into())
        }
        (_, ip) => Some(SocketAddr::new(ip, port)),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || text.len() > 32 || text.len() % 2 == 1 {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}
