//! A browser without a face: keeps its session and its connection.

use std::cell::RefCell;

use ureq::{Agent, Body, http::Response};

use crate::Outcome;

/// One signed-in client.
pub(crate) struct Client {
    agent: Agent,
    address: String,
    cookie: RefCell<String>,
}

impl Client {
    pub(crate) fn new(address: &str) -> Self {
        let config = Agent::config_builder().max_redirects(0).http_status_as_error(false).build();
        Self { agent: config.into(), address: address.to_owned(), cookie: RefCell::default() }
    }

    /// Reads a page.
    pub(crate) fn get(&self, path: &str) -> Outcome<String> {
        let mut response = self
            .agent
            .get(format!("{}{path}", self.address))
            .header("accept", "text/html")
            .header("cookie", self.cookie.borrow().as_str())
            .call()?;
        expect(&response, 200, path)?;
        Ok(response.body_mut().read_to_string()?)
    }

    /// The size of a file as a browser receives it.
    pub(crate) fn get_compressed(&self, path: &str) -> Outcome<usize> {
        let mut response = self.agent.get(format!("{}{path}", self.address)).header("accept-encoding", "br").call()?;
        expect(&response, 200, path)?;
        Ok(response.body_mut().with_config().limit(50 << 20).read_to_vec()?.len())
    }

    /// Posts a form as a browser without scripts does.
    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Outcome<()> {
        let response = self
            .agent
            .post(format!("{}{path}", self.address))
            .header("accept", "application/json")
            .header("sec-fetch-site", "same-origin")
            .header("cookie", self.cookie.borrow().as_str())
            .send_form(fields.iter().copied())?;
        if let Some(cookie) = response.headers().get("set-cookie").and_then(|value| value.to_str().ok()) {
            *self.cookie.borrow_mut() = cookie.split(';').next().unwrap_or_default().to_owned();
        }
        let status = response.status().as_u16();
        if status < 400 { Ok(()) } else { Err(format!("{path}: {status}").into()) }
    }

    /// Accepts an invitation, which signs in.
    pub(crate) fn set_password(&self, link: &str) -> Outcome<()> {
        let token = link.trim().rsplit('/').next().unwrap_or_default();
        let password = "a long bench password";
        self.post("/rpc/session/set_password", &[("token", token), ("password", password), ("again", password)])
    }
}

fn expect(response: &Response<Body>, status: u16, path: &str) -> Outcome<()> {
    let answered = response.status().as_u16();
    if answered == status { Ok(()) } else { Err(format!("{path}: {answered}").into()) }
}
