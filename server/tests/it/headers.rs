//! What every answer carries, and which requests are refused before anything reads them.

use axum::http::Method;
use leptos::server_fn::axum::server_fn_paths;

use crate::{
    client::{Ask, HOST, PAGE, Site},
    community::{ASKERS, Community, with_secretariat},
    database::Database,
};

/// The pages that need no example, for a quick walk.
const PAGES: [&str; 17] = [
    "/",
    "/sign-in",
    "/account",
    "/accounts",
    "/accounts/invite",
    "/accounts/links",
    "/placements",
    "/placements/new",
    "/hours",
    "/hours/waiting",
    "/people",
    "/people/new",
    "/progress",
    "/me",
    "/members",
    "/flows",
    "/audit",
];

#[tokio::test]
async fn a_post_from_another_site_is_refused_at_every_server_function() {
    let (_site, mut client) = with_secretariat().await;
    for (path, _) in server_fn_paths() {
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://elsewhere.example"),
            ("origin", "null"),
        ] {
            let ask = Ask::call(path, "").without("sec-fetch-site").with(name, value);
            assert_eq!(client.send(ask).await.status, 403, "{path} with {name}: {value}");
        }
    }
    assert!(client.is_signed_in().await, "a refused request does nothing");
}

#[tokio::test]
async fn a_post_of_an_old_browser_is_known_by_its_origin() {
    let (_site, mut client) = with_secretariat().await;
    let origin = format!("https://{HOST}");
    let ask = Ask::call("/rpc/organisation/add", "name=").without("sec-fetch-site").with("origin", &origin);
    assert_eq!(client.send(ask).await.status, 422, "read, and found incomplete");
}

#[tokio::test]
async fn a_page_allows_scripts_with_its_own_nonce_and_has_but_the_keys_where_it_has_no_island() {
    let community = Community::new().await;
    let mut nonces = std::collections::BTreeSet::new();
    let hours = format!("/placements/{}/hours", community.value("placement").unwrap());
    for asker in ASKERS {
        let mut client = community.client(asker);
        for path in PAGES.into_iter().chain([hours.as_str(), "/no/such/page"]) {
            let answer = client.open(path).await;
            let policy = answer.header("content-security-policy");
            assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{path}: {policy}");
            assert!(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"), "{policy}");
            if app::islands::bundle(path).is_none() {
                assert!(!policy.contains("strict-dynamic") && !policy.contains("wasm"), "{path} as {asker}: {policy}");
                let only_keys =
                    tags(&answer.body, "script").all(|tag| between(tag, "src=\"", "\"") == Some("/keys.js"));
                assert!(only_keys, "{path} as {asker}: {}", answer.body);
            }
            let nonce = between(policy, "'nonce-", "'").unwrap_or_else(|| panic!("{path} as {asker}: {policy}"));
            for tag in tags(&answer.body, "script") {
                assert_eq!(between(tag, "nonce=\"", "\""), Some(nonce), "{path} as {asker}: {tag}");
            }
            assert!(nonces.insert(nonce.to_owned()), "{path} as {asker}: a nonce is used once");
        }
    }
}

#[tokio::test]
async fn no_page_needs_a_style_or_a_handler_that_its_policy_forbids() {
    let community = Community::new().await;
    for asker in ASKERS {
        let mut client = community.client(asker);
        for path in PAGES {
            let body = client.open(path).await.body;
            for forbidden in [" style=\"", " onclick=", " onsubmit=", "href=\"javascript:"] {
                assert!(!body.contains(forbidden), "{path} as {asker} holds {forbidden}");
            }
            assert_eq!(tags(&body, "style").count(), 0, "{path} as {asker} holds a style element");
        }
    }
}

#[tokio::test]
async fn every_answer_forbids_guessing_framing_and_keeping() {
    let (_site, mut client) = with_secretariat().await;
    let refused = Ask::call("/rpc/session/sign_out", "").with("sec-fetch-site", "cross-site");
    let unknown = Ask::page("/no/such/page");
    let invalid = Ask::call("/rpc/organisation/add", "");
    for ask in [Ask::page("/"), Ask::page("/sign-in"), unknown, invalid, refused] {
        let answer = client.send(ask).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("x-frame-options"), "DENY");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(!answer.header("content-security-policy").is_empty());
        assert_eq!(answer.header("strict-transport-security"), "", "not on plain http");
    }
    assert_eq!(client.open("/pkg/twinpost.css").await.header("cache-control"), "no-cache", "files are asked for again");
}

#[tokio::test]
async fn an_https_site_says_so_for_a_year() {
    let site = Site::over(Database::new().await, true);
    let answer = site.visitor().open("/sign-in").await;
    assert_eq!(answer.header("strict-transport-security"), "max-age=31536000");
}

#[tokio::test]
async fn a_server_function_is_posted_or_refused() {
    let (_site, mut client) = with_secretariat().await;
    for (path, _) in server_fn_paths() {
        for method in [Method::GET, Method::PUT, Method::DELETE] {
            let answer = client.send(Ask::new(method.clone(), path).with("accept", PAGE)).await;
            assert_eq!((answer.status, answer.header("allow")), (405, "POST"), "{method} {path}");
        }
    }
    assert!(client.is_signed_in().await, "a link to a function does nothing");
}

/// The opening tags of an element.
fn tags<'a>(body: &'a str, element: &str) -> impl Iterator<Item = &'a str> {
    let opening = format!("<{element}");
    let starts: Vec<usize> = body.match_indices(&opening).map(|(at, _)| at).collect();
    starts.into_iter().map(|at| body[at..].split_inclusive('>').next().unwrap())
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once(after).map(|(inner, _)| inner)
}
