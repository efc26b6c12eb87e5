//! A browser without a face, or a program with a token: keeps its session and its connection.

use ureq::{
    Agent, Body,
    http::{HeaderName, Response},
};

use crate::Outcome;

/// One signed-in client with a connection of its own.
pub(crate) struct Client {
    agent: Agent,
    address: String,
    accept: &'static str,
    /// Who it is: a cookie, or the token of a program.
    identity: Option<(HeaderName, String)>,
}

impl Client {
    pub(crate) fn new(address: &str) -> Self {
        Self { agent: agent(), address: address.to_owned(), accept: "text/html", identity: None }
    }

    /// A program with a token.
    pub(crate) fn with_token(address: &str, token: &str) -> Self {
        let identity = Some((HeaderName::from_static("authorization"), format!("Bearer {}", token.trim())));
        Self { accept: "application/json", identity, ..Self::new(address) }
    }

    /// A browser that accepts an invitation, which signs in.
    pub(crate) fn invited(address: &str, link: &str) -> Outcome<Self> {
        let mut client = Self::new(address);
        let token = link.trim().rsplit('/').next().unwrap_or_default();
        let password = "a long bench password";
        let fields = [("token", token), ("password", password), ("again", password)];
        let response = client.send("/rpc/session/set_password", &fields)?;
        let cookie = response.headers().get("set-cookie").and_then(|value| value.to_str().ok());
        let cookie = cookie.and_then(|cookie| cookie.split(';').next()).ok_or("no session")?;
        client.identity = Some((HeaderName::from_static("cookie"), cookie.to_owned()));
        Ok(client)
    }

    /// As many clients of the same account, each with a connection of its own.
    pub(crate) fn more(&self, count: usize) -> Vec<Self> {
        let one = || Self {
            agent: agent(),
            address: self.address.clone(),
            accept: self.accept,
            identity: self.identity.clone(),
        };
        (0..count).map(|_| one()).collect()
    }

    /// Reads a page.
    pub(crate) fn get(&self, path: &str) -> Outcome<String> {
        let mut response = self.ask(path, None)?;
        expect(&response, path)?;
        Ok(response.body_mut().read_to_string()?)
    }

    /// The bytes of a page or file as a browser receives it.
    pub(crate) fn get_compressed(&self, path: &str) -> Outcome<usize> {
        let mut response = self.ask(path, Some("br"))?;
        expect(&response, path)?;
        Ok(response.body_mut().with_config().limit(50 << 20).read_to_vec()?.len())
    }

    /// Posts a form as the scripts of a page do.
    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Outcome<()> {
        self.send(path, fields)?.body_mut().read_to_vec()?;
        Ok(())
    }

    /// Posts a form as the scripts of a page do, and reads a page with the cookies that came back.
    pub(crate) fn post_then(&self, path: &str, fields: &[(&str, &str)], page: &str) -> Outcome<String> {
        let response = self.send(path, fields)?;
        let own = self.identity.as_ref().map(|(_, value)| value.clone());
        let set = response.headers().get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
        let set = set.filter_map(|cookie| cookie.split(';').next()).map(str::to_owned);
        let cookies: Vec<String> = own.into_iter().chain(set).collect();
        let request = self.agent.get(format!("{}{page}", self.address)).header("accept", self.accept);
        let mut response = request.header("cookie", cookies.join("; ")).call()?;
        expect(&response, page)?;
        Ok(response.body_mut().read_to_string()?)
    }

    /// The tag of what stands under a path.
    pub(crate) fn tag(&self, path: &str) -> Outcome<String> {
        let response = self.ask(path, None)?;
        expect(&response, path)?;
        let tag = response.headers().get("etag").ok_or("no tag")?;
        Ok(tag.to_str()?.to_owned())
    }

    /// Asks for what is known by its tag, and must not have changed.
    pub(crate) fn get_unchanged(&self, path: &str, tag: &str) -> Outcome<()> {
        let request = self.agent.get(format!("{}{path}", self.address)).header("if-none-match", tag);
        let status = request.call()?.status().as_u16();
        if status == 304 { Ok(()) } else { Err(format!("{path}: {status}, not 304").into()) }
    }

    fn ask(&self, path: &str, encoding: Option<&str>) -> Outcome<Response<Body>> {
        let mut request = self.agent.get(format!("{}{path}", self.address)).header("accept", self.accept);
        if let Some((name, value)) = &self.identity {
            request = request.header(name, value);
        }
        if let Some(encoding) = encoding {
            request = request.header("accept-encoding", encoding);
        }
        Ok(request.call()?)
    }

    fn send(&self, path: &str, fields: &[(&str, &str)]) -> Outcome<Response<Body>> {
        let mut request = self
            .agent
            .post(format!("{}{path}", self.address))
            .header("accept", "application/json")
            .header("sec-fetch-site", "same-origin");
        if let Some((name, value)) = &self.identity {
            request = request.header(name, value);
        }
        let mut response = request.send_form(fields.iter().copied())?;
        let status = response.status().as_u16();
        if status < 400 {
            Ok(response)
        } else {
            Err(format!("{path}: {status} {}", response.body_mut().read_to_string()?).into())
        }
    }
}

fn agent() -> Agent {
    Agent::config_builder().max_redirects(0).http_status_as_error(false).build().into()
}

fn expect(response: &Response<Body>, path: &str) -> Outcome<()> {
    let status = response.status().as_u16();
    if status == 200 { Ok(()) } else { Err(format!("{path}: {status}").into()) }
}
