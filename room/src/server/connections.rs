//! Taking connections: so many and no more, and none that takes for ever to say what it wants.

use super::visitor::Peer;
use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::Semaphore;
use tower::ServiceExt;

/// How many connections there can be: two for each of 500 people, and some to spare.
const MOST: usize = 1_300;
/// How long the head of a request may take, and how long a connection may wait for its next request.
const SLOWEST: Duration = Duration::from_secs(20);

/// A place where the room listens.
pub struct Listening {
    listener: TcpListener,
    pub address: SocketAddr,
}

#[derive(Debug, thiserror::Error)]
#[error("{address}: {cause}. Another program may have that port; choose one with `--port`")]
pub struct ListenError {
    pub address: SocketAddr,
    cause: io::Error,
}

/// Listens on a port, and on no other address than this.
pub fn listen(address: IpAddr, port: u16) -> Result<Listening, ListenError> {
    let address = SocketAddr::new(address, port);
    let listen = || {
        let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
        // A room that was killed is opened again at once.
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        let listener = socket.listen(1024)?;
        Ok(Listening { address: listener.local_addr()?, listener })
    };
    listen().map_err(|cause| ListenError { address, cause })
}

impl Listening {
    /// Serves whoever comes, for ever.
    pub async fn serve(self, router: Router) {
        let places = Arc::new(Semaphore::new(MOST));
        loop {
            let Ok(place) = places.clone().acquire_owned().await else { return };
            let (stream, from) = match self.listener.accept().await {
                Ok(accepted) => accepted,
                Err(_) => {
                    // The system has no descriptor left, or the other side has gone already.
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    continue;
                }
            };
            // What is sent as it happens is small, and not to wait for more.
            let _ = stream.set_nodelay(true);
            let router = router.clone();
            tokio::spawn(async move {
                let answer = service_fn(move |mut request: hyper::Request<Incoming>| {
                    request.extensions_mut().insert(Peer(from.ip()));
                    router.clone().oneshot(request.map(Body::new))
                });
                let mut connection = http1::Builder::new();
                connection.timer(TokioTimer::new()).header_read_timeout(SLOWEST).max_buf_size(16 * 1024);
                // Whoever breaks off is gone; there is nobody to tell.
                let _ = connection.serve_connection(TokioIo::new(stream), answer).await;
                drop(place);
            });
        }
    }
}

/// Lets this process have as many descriptors as the system allows: each screen takes one or two.
pub fn raise_limit() {
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: reads and sets a limit of this process.
    unsafe {
        if libc::getrlimit(libc::RLIMIT_NOFILE, &mut limit) == 0 && limit.rlim_cur < 4096 {
            limit.rlim_cur = limit.rlim_max.min(4096);
            libc::setrlimit(libc::RLIMIT_NOFILE, &limit);
        }
    }
}
