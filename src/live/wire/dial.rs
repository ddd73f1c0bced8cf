//! Owns how a guest reaches a host by TCP, and how a host listens. Never announces anything.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::channel::Channel;
use super::error::{Refusal, WireError};
use super::handshake::{Joining, Met, guest};

/// The most addresses that are tried: whoever answers at one, and is not the host, gets a guess at the code.
const MOST_ADDRESSES: usize = 8;
/// The most connections that wait to be accepted.
const BACKLOG: u32 = 1024;
/// How long after one address the next is tried too.
const STAGGER: Duration = Duration::from_millis(250);
/// The most that the system holds of what was written: little, so that what is urgent does not wait behind it.
const SEND_BUFFER: u32 = 256 * 1024;

/// Connects to a host at one of its addresses and knocks. Of several that connect, the first where the session is.
///
/// # Errors
/// As [`guest`]; where nothing connects, the system's word, or [`WireError::TooSlow`] after the time of a handshake.
pub async fn dial(addresses: &[SocketAddr], joining: &Joining) -> Result<(Channel, Met), WireError> {
    dial_any(addresses, joining).await.map(|(channel, met, _)| (channel, met))
}

/// Does as [`dial`], and says which address it was.
///
/// # Errors
/// As [`dial`].
pub async fn dial_any(addresses: &[SocketAddr], joining: &Joining) -> Result<(Channel, Met, SocketAddr), WireError> {
    let mut connecting = JoinSet::new();
    for (late, address) in (0..).zip(addresses.iter().copied().take(MOST_ADDRESSES)) {
        let limit = joining.times.handshake;
        connecting.spawn(async move {
            sleep(STAGGER * late).await;
            let stream = timeout(limit, connect(address)).await.map_err(|_| WireError::TooSlow)??;
            Ok::<_, WireError>((stream, address))
        });
    }
    let mut wrong = WireError::Io(io::ErrorKind::AddrNotAvailable, "no address".to_owned());
    while let Some(connected) = connecting.join_next().await {
        let Ok(connected) = connected else { continue };
        let met = match connected {
            Ok((stream, address)) => guest(stream, joining).await.map(|(channel, met)| (channel, met, address)),
            Err(error) => Err(error),
        };
        match met {
            Ok(met) => return Ok(met),
            // somebody else's machine at an address that is the same in several networks
            Err(
                error @ (WireError::Stranger
                | WireError::Malformed(_)
                | WireError::TooSlow
                | WireError::Cut
                | WireError::Io(..)
                | WireError::Refused(Refusal::OtherSession)),
            ) => wrong = error,
            Err(error) => return Err(error),
        }
    }
    Err(wrong)
}

/// Listens at an address: `0.0.0.0:0` for all of this machine's and any port, `127.0.0.1:0` for this machine alone.
/// Must be called inside a runtime.
///
/// # Errors
/// The system's word.
pub fn listen(address: SocketAddr) -> Result<TcpListener, WireError> {
    let socket = socket_for(address)?;
    // a session that is hosted anew takes its port back at once; on Windows this would share it with strangers
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    Ok(socket.listen(BACKLOG)?)
}

async fn connect(address: SocketAddr) -> Result<TcpStream, WireError> {
    let stream = socket_for(address)?.connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// Makes a socket; connections that are accepted at it take its settings.
fn socket_for(address: SocketAddr) -> Result<TcpSocket, WireError> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // a wish: the system may know better
    let _ = socket.set_send_buffer_size(SEND_BUFFER);
    Ok(socket)
}
