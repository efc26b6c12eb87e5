//! `twinpost serve`.

use std::{net::SocketAddr, process::ExitCode};

use app::visit::Settings;
use axum::{middleware, serve::ListenerExt};
use service::Db;

use super::{FAILED, fail, refuse};
use crate::{
    config::Effective,
    http::router,
    proxy::{TrustedProxies, client_address},
};

pub(super) async fn run(db: &Db, effective: &Effective) -> ExitCode {
    if let Err(code) = prepare(db).await {
        return code;
    }
    let settings = Settings { secure: effective.secure_cookies, demonstration: effective.demonstration_passwords };
    let proxies = TrustedProxies::new(effective.trusted_proxies.clone());
    let site = router(db.clone(), settings, &effective.site, effective.api_rates)
        .layer(middleware::from_fn_with_state(proxies, client_address))
        .into_make_service_with_connect_info::<SocketAddr>();
    let listener = match tokio::net::TcpListener::bind(effective.listen).await {
        // An answer in two parts would wait with its second until the browser acknowledges the first.
        Ok(listener) => listener.tap_io(|connection| {
            if let Err(error) = connection.set_nodelay(true) {
                tracing::debug!(%error, "a connection gathers small parts");
            }
        }),
        Err(error) => return fail(FAILED, format!("{}: {error}", effective.listen)),
    };
    tracing::info!(address = effective.public_url, "serving");
    match axum::serve(listener, site).with_graceful_shutdown(stopped()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(FAILED, error),
    }
}

/// An embedded database is brought up to date; a server database must be, by `migrate`, on purpose.
async fn prepare(db: &Db) -> Result<(), ExitCode> {
    if db.is_embedded() {
        return db.migrate().await.map_err(|failure| refuse(&failure));
    }
    match db.pending_migrations().await {
        Ok(0) => Ok(()),
        Ok(count) => Err(fail(FAILED, format!("the schema lacks {count} changes: run `twinpost migrate` first"))),
        Err(failure) => Err(refuse(&failure)),
    }
}

/// Waits for Ctrl-C or the signal with which services are stopped.
async fn stopped() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
