//! Owns the accepting: each connection knocks in a task of its own, and who is let in is handed over.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::channel::Channel;
use super::error::WireError;
use super::gate::{Gate, Visit};
use super::handshake::{Met, host};

/// How long nothing is accepted after the system refused to (too many open files).
const AFTER_TROUBLE: Duration = Duration::from_millis(100);

/// Somebody who was let in.
#[derive(Debug)]
pub struct Accepted {
    /// The connection.
    pub channel: Channel,
    /// From where.
    pub address: SocketAddr,
    /// Their program, and by what they were let in: code, or which token.
    pub met: Met,
}

/// Accepts until nobody takes who was let in: when `accepted`'s receiver is gone. Dropped, all that are knocking go too;
/// who was let in stays.
pub async fn serve(listener: TcpListener, gate: Arc<Gate>, accepted: mpsc::Sender<Accepted>) {
    let mut knocking = JoinSet::new();
    loop {
        tokio::select! {
            biased;
            () = accepted.closed() => return,
            // only so that ended tasks are not kept
            Some(_) = knocking.join_next() => {}
            connection = listener.accept() => match connection {
                Ok((stream, address)) => {
                    // here, so that what is shed goes before the next is accepted
                    let entered = gate.enter(address.ip());
                    knocking.spawn(knock(stream, address, Arc::clone(&gate), entered, accepted.clone()));
                }
                Err(_) => sleep(AFTER_TROUBLE).await,
            },
        }
    }
}

async fn knock(
    stream: TcpStream,
    address: SocketAddr,
    gate: Arc<Gate>,
    (visit, shed): (Visit, oneshot::Receiver<()>),
    accepted: mpsc::Sender<Accepted>,
) {
    let met = match stream.set_nodelay(true) {
        Ok(()) => tokio::select! {
            met = host(stream, &gate.house, &visit) => met,
            _ = shed => Err(WireError::Shed),
        },
        Err(error) => Err(error.into()),
    };
    drop(visit);
    match met {
        // where nobody takes it any more, it is dropped
        Ok((channel, met)) => drop(accepted.send(Accepted { channel, address, met }).await),
        Err(what) => gate.report(what, address.ip()),
    }
}
