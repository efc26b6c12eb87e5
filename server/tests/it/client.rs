//! A browser without scripts, and a script without a browser, in front of the in-process site.

use std::{collections::BTreeMap, path::Path};

use app::{pages::escape, visit::Settings};
use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use server::{http::router, rest::Rates};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::database::Database;

/// The host of the site.
pub const HOST: &str = "twinpost.example";

/// A page's media type as a browser asks for it.
pub const PAGE: &str = "text/html,application/xhtml+xml,*/*;q=0.8";

/// A site over a new database, with two files.
pub struct Site {
    /// The database.
    pub database: Database,
    router: Router,
    _files: TempDir,
}

impl Site {
    /// A site on plain http at which nobody has an account.
    pub async fn new() -> Self {
        Self::over(Database::new().await, false)
    }

    /// A site over a database, with or without https.
    pub fn over(database: Database, secure: bool) -> Self {
        Self::with_rates(database, secure, Rates { token: 100_000, unknown: 100_000 })
    }

    /// A site over a database that lets so many API requests through.
    pub fn with_rates(database: Database, secure: bool, rates: Rates) -> Self {
        let files = tempfile::tempdir().unwrap();
        write(files.path(), "pkg/twinpost.css", "body { margin: 0 }");
        write(files.path(), "favicon.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
        let router = router(database.db.clone(), Settings { secure, demonstration: false }, files.path(), rates);
        Self { database, router, _files: files }
    }

    /// Somebody in front of the site, without cookies.
    pub fn visitor(&self) -> Client {
        Client { router: self.router.clone(), cookies: BTreeMap::new() }
    }
}

fn write(folder: &Path, name: &str, content: &str) {
    let file = folder.join(name);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, content).unwrap();
}

/// Somebody in front of the site, with the cookies received so far.
#[derive(Clone)]
pub struct Client {
    router: Router,
    /// The cookies, by their names on the wire.
    pub cookies: BTreeMap<String, String>,
}

/// A request that is put together step by step.
pub struct Ask {
    method: Method,
    path: String,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Ask {
    /// A page, as a browser opens it.
    pub fn page(path: &str) -> Self {
        Self::new(Method::GET, path).with("accept", PAGE).with("sec-fetch-site", "none")
    }

    /// A form on the page `from`, as a browser without scripts posts it.
    pub fn form(from: &str, action: &str, fields: &[(&str, &str)]) -> Self {
        Self::new(Method::POST, action)
            .with("accept", PAGE)
            .with("referer", &format!("http://{HOST}{from}"))
            .with("origin", &format!("http://{HOST}"))
            .with("sec-fetch-site", "same-origin")
            .with("content-type", "application/x-www-form-urlencoded")
            .body(encode(fields))
    }

    /// A call of a server function by a script, whose status tells what came of it.
    pub fn call(action: &str, body: impl Into<Vec<u8>>) -> Self {
        Self::new(Method::POST, action)
            .with("accept", "application/json")
            .with("sec-fetch-site", "same-origin")
            .with("content-type", "application/x-www-form-urlencoded")
            .body(body)
    }

    /// A request without any header but the host.
    pub fn new(method: Method, path: &str) -> Self {
        let asked = Self { method, path: path.to_owned(), headers: HeaderMap::new(), body: Vec::new() };
        asked.with("host", HOST)
    }

    /// With a header in place of an earlier one of the name.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(name, value.parse().unwrap());
        self
    }

    /// Without a header.
    pub fn without(mut self, name: &str) -> Self {
        self.headers.remove(name);
        self
    }

    /// With a body.
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }
}

/// Fields as a form sends them.
pub fn encode(fields: &[(&str, &str)]) -> String {
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: String,
}

impl Answer {
    /// A header, empty when it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where a redirect leads, empty without one.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// The `Set-Cookie` lines.
    pub fn cookies_set(&self) -> Vec<&str> {
        self.headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap()).collect()
    }

    /// Whether it leads to another page.
    pub fn is_redirect(&self) -> bool {
        StatusCode::from_u16(self.status).unwrap().is_redirection() && !self.location().is_empty()
    }
}

impl Client {
    /// Sends a request with the cookies, and keeps those that come back.
    pub async fn send(&mut self, ask: Ask) -> Answer {
        let mut request = Request::builder().method(ask.method).uri(&ask.path).body(Body::from(ask.body)).unwrap();
        *request.headers_mut() = ask.headers;
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request.headers_mut().insert(header::COOKIE, pairs.join("; ").parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let answer = Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        };
        for line in answer.cookies_set() {
            let (name, value) = line.split(';').next().and_then(|pair| pair.split_once('=')).unwrap();
            if line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    /// Opens a page.
    pub async fn open(&mut self, path: &str) -> Answer {
        self.send(Ask::page(path)).await
    }

    /// Posts the form `action` of the page `from`.
    pub async fn post(&mut self, from: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(Ask::form(from, action, fields)).await
    }

    /// Calls a server function as a script does.
    pub async fn call(&mut self, action: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(Ask::call(action, encode(fields))).await
    }

    /// Signs in through the page.
    pub async fn sign_in(&mut self, email: &str, password: &str) {
        let fields = [("email", email), ("password", password), ("next", "/")];
        let answer = self.post("/sign-in", "/rpc/session/sign_in", &fields).await;
        assert_eq!((answer.status, answer.location()), (303, "/"), "{email} signs in: {}", answer.body);
    }

    /// Sets a password through the page of a one-time link, which signs in.
    pub async fn accept(&mut self, secret: &str, password: &str) {
        let fields = [("token", secret), ("password", password), ("again", password)];
        let answer = self.post(&format!("/invitation/{secret}"), "/rpc/session/set_password", &fields).await;
        assert_eq!((answer.status, answer.location()), (303, "/"), "a link is accepted: {}", answer.body);
    }

    /// Whether somebody is signed in.
    pub async fn is_signed_in(&mut self) -> bool {
        self.open("/account").await.status == 200
    }
}
