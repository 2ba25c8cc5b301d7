//! Serving the pages on this machine, for a look.

use crate::error::SiteError;
use axum::Router;
use std::net::Ipv4Addr;
use std::path::Path;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

/// Serves the folder on the loopback address, until Ctrl-C.
pub fn until_interrupted(folder: &Path, port: u16) -> Result<(), SiteError> {
    let failed = |cause| SiteError::Port { port, cause };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(failed)?;
        println!("http://{} (Ctrl-C ends it)", listener.local_addr().map_err(failed)?);
        // `/play` is `play.html`, as on most public hosts.
        let pages = Router::new().fallback_service(ServeDir::new(folder).html_as_default_extension(true));
        let interrupted = async { tokio::signal::ctrl_c().await.unwrap_or_default() };
        axum::serve(listener, pages).with_graceful_shutdown(interrupted).await.map_err(failed)
    })
}
