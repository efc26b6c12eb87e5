//! The configuration: from options, environment and defaults, in this order.

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use clap::Args;
use serde::Serialize;

use crate::rest::Rates;

/// The database of every command.
#[derive(Args, Clone, Debug)]
pub struct DatabaseArgs {
    /// The database: `sqlite:FILE` or `postgres://USER@HOST/NAME`.
    #[arg(
        long = "database",
        global = true,
        env = "TWINPOST_DATABASE",
        default_value = "sqlite:data/twinpost.sqlite",
        hide_env_values = true
    )]
    pub url: String,
    /// Answers in JSON where a machine may read it.
    #[arg(long, global = true)]
    pub json: bool,
}

/// How the site is served.
#[derive(Args, Clone, Debug)]
pub struct ServeArgs {
    /// Address and port on which the server listens.
    #[arg(long, env = "TWINPOST_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,
    /// The public address, such as `https://twinpost.example.org`; https makes cookies secure.
    #[arg(long, env = "TWINPOST_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// The folder of the built site.
    #[arg(long, env = "TWINPOST_SITE", default_value = "target/site")]
    pub site: PathBuf,
    /// Addresses of reverse proxies, separated by commas, whose `X-Forwarded-For` says who asks.
    #[arg(long, env = "TWINPOST_TRUSTED_PROXY", value_delimiter = ',')]
    pub trusted_proxy: Vec<IpAddr>,
    /// How many requests a minute one API token may make.
    #[arg(long, env = "TWINPOST_API_RATE", default_value_t = Rates::default().token)]
    pub api_rate: u32,
    /// How many requests a minute an address may make with API tokens that nobody knows.
    #[arg(long, env = "TWINPOST_API_UNKNOWN_RATE", default_value_t = Rates::default().unknown)]
    pub api_unknown_rate: u32,
}

/// The effective configuration, without secrets, as `check-config` prints it.
#[derive(Clone, Debug, Serialize)]
pub struct Effective {
    /// The database, its password left out.
    pub database: String,
    /// Where the server listens.
    pub listen: SocketAddr,
    /// The public address.
    pub public_url: String,
    /// Whether cookies are secure.
    pub secure_cookies: bool,
    /// Whether demonstration passwords are accepted: on loopback only.
    pub demonstration_passwords: bool,
    /// The folder of the built site.
    pub site: PathBuf,
    /// Reverse proxies that are believed when they say who asks.
    pub trusted_proxies: Vec<IpAddr>,
    /// How many API requests are let through.
    pub api_rates: Rates,
}

impl Effective {
    /// Puts the configuration together.
    #[must_use]
    pub fn of(database: &DatabaseArgs, serve: &ServeArgs) -> Self {
        let public_url = serve.public_url.clone().unwrap_or_else(|| format!("http://{}", serve.listen));
        Self {
            database: without_password(&database.url),
            listen: serve.listen,
            secure_cookies: public_url.starts_with("https://"),
            demonstration_passwords: serve.listen.ip().is_loopback() && is_loopback_url(&public_url),
            public_url,
            site: serve.site.clone(),
            trusted_proxies: serve.trusted_proxy.clone(),
            api_rates: Rates { token: serve.api_rate, unknown: serve.api_unknown_rate },
        }
    }
}

fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    match rest.split_once('@') {
        Some((login, host)) => {
            let user = login.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}@{host}")
        }
        None => url.to_owned(),
    }
}

/// A server behind a proxy listens on loopback and is public all the same.
fn is_loopback_url(url: &str) -> bool {
    let host = url.split("://").nth(1).unwrap_or_default().split('/').next().unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(name, _)| name).trim_matches(['[', ']']);
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn effective(listen: &str, public_url: Option<&str>) -> Effective {
        let database = DatabaseArgs { url: "postgres://tp:secret@db.example/tp".into(), json: false };
        let listen = listen.parse().unwrap();
        let serve = ServeArgs {
            listen,
            public_url: public_url.map(str::to_owned),
            site: "target/site".into(),
            trusted_proxy: Vec::new(),
            api_rate: 1,
            api_unknown_rate: 1,
        };
        Effective::of(&database, &serve)
    }

    #[test]
    fn demonstration_passwords_are_accepted_on_loopback_only() {
        assert!(effective("127.0.0.1:3000", None).demonstration_passwords);
        assert!(effective("[::1]:3000", Some("http://localhost:3000")).demonstration_passwords);
        assert!(!effective("0.0.0.0:3000", None).demonstration_passwords);
        assert!(!effective("127.0.0.1:3000", Some("https://twinpost.example.org")).demonstration_passwords);
    }

    #[test]
    fn the_printed_configuration_holds_no_password() {
        assert_eq!(effective("127.0.0.1:3000", None).database, "postgres://tp@db.example/tp");
    }
}
