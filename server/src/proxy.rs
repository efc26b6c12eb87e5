//! Who asks when the server stands behind a reverse proxy that it was told to believe.

use std::net::{IpAddr, SocketAddr};

use axum::{
    body::Body,
    extract::{ConnectInfo, State},
    http::{HeaderMap, HeaderName, Request},
    middleware::Next,
    response::Response,
};

/// The one header that is read. A proxy adds the address of its client at the end; what stands before was
/// said by the client itself. `Forwarded` is not read besides: a proxy that writes only one of the two would
/// pass on the other as the client wrote it.
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The addresses of reverse proxies whose word about their clients is taken; none unless configured.
#[derive(Clone, Debug, Default)]
pub struct TrustedProxies(Vec<IpAddr>);

impl TrustedProxies {
    /// Proxies by their addresses.
    #[must_use]
    pub fn new(addresses: Vec<IpAddr>) -> Self {
        Self(addresses.into_iter().map(|address| address.to_canonical()).collect())
    }

    /// The address of who asks: of the peer itself, or, when the peer is a trusted proxy, the last address
    /// of the header that is no trusted proxy. What cannot be read ends the search: what stands before it
    /// was not written by a proxy that is trusted.
    #[must_use]
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer.to_canonical();
        let lines: Vec<&str> =
            headers.get_all(&FORWARDED_FOR).iter().map(|line| line.to_str().unwrap_or_default()).collect();
        let mut said = lines.iter().flat_map(|line| line.split(',')).rev();
        while self.0.contains(&client) {
            let Some(before) = said.next().and_then(address) else { break };
            client = before;
        }
        client
    }
}

/// An address as proxies write it, some with a port or brackets.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = || text.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().ok();
    let with_port = || text.parse::<SocketAddr>().ok().map(|socket| socket.ip());
    bare().or_else(with_port).map(|address| address.to_canonical())
}

/// Puts the address of who asks where the address of the connection stood, so that sign-in, the limits of
/// the API and the log of deeds mean the same one.
pub async fn client_address(State(proxies): State<TrustedProxies>, mut request: Request<Body>, next: Next) -> Response {
    if let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>().copied() {
        let client = proxies.client(peer.ip(), request.headers());
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(client, peer.port())));
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn client(trusted: &[&str], peer: &str, lines: &[&str]) -> String {
        let proxies = TrustedProxies::new(trusted.iter().map(|text| text.parse().unwrap()).collect());
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED_FOR, HeaderValue::from_str(line).unwrap());
        }
        proxies.client(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn without_a_trusted_proxy_the_header_says_nothing() {
        assert_eq!(client(&[], "127.0.0.1", &["203.0.113.9"]), "127.0.0.1");
        assert_eq!(client(&["127.0.0.1"], "198.51.100.2", &["203.0.113.9"]), "198.51.100.2");
    }

    #[test]
    fn a_trusted_proxy_names_its_client() {
        assert_eq!(client(&["127.0.0.1"], "127.0.0.1", &["203.0.113.9"]), "203.0.113.9");
        assert_eq!(client(&["127.0.0.1"], "::ffff:127.0.0.1", &["203.0.113.9"]), "203.0.113.9");
        assert_eq!(client(&["::1"], "::1", &["[2001:db8::7]:443"]), "2001:db8::7");
        assert_eq!(client(&["127.0.0.1"], "127.0.0.1", &["203.0.113.9:51000"]), "203.0.113.9");
    }

    #[test]
    fn what_a_client_says_of_itself_is_not_believed() {
        assert_eq!(client(&["127.0.0.1"], "127.0.0.1", &["10.0.0.1, 203.0.113.9"]), "203.0.113.9");
        assert_eq!(client(&["127.0.0.1"], "127.0.0.1", &["10.0.0.1", "203.0.113.9"]), "203.0.113.9");
        assert_eq!(client(&["127.0.0.1"], "127.0.0.1", &["10.0.0.1, nonsense"]), "127.0.0.1");
    }

    #[test]
    fn proxies_may_stand_behind_each_other() {
        let trusted = ["127.0.0.1", "10.0.0.5"];
        assert_eq!(client(&trusted, "127.0.0.1", &["203.0.113.9, 10.0.0.5"]), "203.0.113.9");
        assert_eq!(client(&trusted, "127.0.0.1", &[]), "127.0.0.1");
        assert_eq!(client(&trusted, "127.0.0.1", &["10.0.0.5"]), "10.0.0.5");
    }
}
