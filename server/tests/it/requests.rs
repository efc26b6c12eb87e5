//! Requests that nobody's browser sends, addresses that lead nowhere, and a database that fails.

use app::visit::SESSION_COOKIE;
use leptos::server_fn::axum::server_fn_paths;

use crate::{
    client::{Ask, PAGE, Site},
    community::{Community, PASSWORD, with_secretariat},
    database::Database,
};

/// Functions that need nothing to be given.
const WITHOUT_ARGUMENTS: [&str; 3] =
    ["/rpc/session/sign_out", "/rpc/session/sign_out_everywhere", "/rpc/session/language"];

#[tokio::test]
async fn a_missing_argument_is_the_callers_mistake() {
    let community = Community::new().await;
    for asker in ["hr-a", "teacher", "secretariat"] {
        let mut client = community.client(asker);
        for (path, _) in server_fn_paths().filter(|(path, _)| !WITHOUT_ARGUMENTS.contains(path)) {
            let answer = client.call(path, &[]).await;
            assert!((400..500).contains(&answer.status), "{path} as {asker}: {} {}", answer.status, answer.body);
        }
    }
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_the_callers_mistake() {
    let community = Community::new().await;
    let mut client = community.client("hr-a");
    let deep = format!("cells{}=x", "[a]".repeat(200));
    let many = "cells[99999999999999999999][id]=x&cells[-1][id]=1";
    let bodies: [&[u8]; 12] = [
        b"\xff\xfe\x00",
        b"id=%ff%fe",
        b"id=%zz",
        b"id=%00",
        b"id[=1",
        b"id]=1&[=1",
        b"id[a]=1&placement[0]=1&form[x]=1&cells=1&email[]=1",
        b"id=1&id=2&placement=1&placement=2&email=a&email=b",
        b"{\"id\": 1}",
        b"=&=&&&",
        deep.as_bytes(),
        many.as_bytes(),
    ];
    for (path, _) in server_fn_paths().filter(|(path, _)| !path.contains("sign_out")) {
        for body in bodies {
            for accept in ["application/json", PAGE] {
                for kind in ["application/x-www-form-urlencoded", "application/json", "multipart/form-data", "nonsense"]
                {
                    let ask = Ask::call(path, body).with("accept", accept).with("content-type", kind);
                    let answer = client.send(ask).await;
                    let shown = String::from_utf8_lossy(body);
                    assert!(answer.status < 500, "{path} {kind} {accept} {shown}: {} {}", answer.status, answer.body);
                    assert!(answer.status >= 300 || path.ends_with("/language"), "{path} {shown}: {}", answer.status);
                    assert!(!answer.location().contains("__err"), "{path} {shown}: {}", answer.location());
                }
            }
        }
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_in_words() {
    let (_site, mut client) = with_secretariat().await;
    let body = format!("name={}", "x".repeat(3 << 20));
    let answer = client.send(Ask::call("/rpc/organisation/add", body.clone())).await;
    assert!((400..500).contains(&answer.status), "{}", answer.status);
    let ask = Ask::call("/rpc/organisation/add", body).with("accept", PAGE).with("accept-language", "en");
    let answer = client.send(ask.with("referer", "https://elsewhere.example/")).await;
    assert!((400..500).contains(&answer.status), "{}", answer.status);
    assert_eq!(answer.location(), "", "and never sent to where it came from");
    assert!(answer.body.len() < 200 && !answer.body.contains('{'), "a sentence, not JSON: {}", answer.body);
}

#[tokio::test]
async fn a_text_that_is_too_long_is_wrong_in_its_field() {
    let (_site, mut client) = with_secretariat().await;
    let answer = client.call("/rpc/organisation/add", &[("kind", "college"), ("name", &"长".repeat(10_000))]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("\"name\"") && answer.body.contains("too_long"), "{}", answer.body);
}

#[tokio::test]
async fn an_address_without_a_page_is_not_found_in_the_frame() {
    let (site, mut client) = with_secretariat().await;
    for path in
        ["/no/such/page", "/members/0", "/members/-1", "/members/9223372036854775808", "/members/%00", "/pkg/none.js"]
    {
        let answer = client.open(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body.contains("href=\"/members\"") && answer.body.contains("<h1"), "{path}: the frame is there");
    }
    let answer = site.visitor().open("/no/such/page").await;
    assert_eq!(
        (answer.status, answer.location()),
        (303, "/sign-in?next=/no/such/page"),
        "who has not signed in learns nothing"
    );
    assert_eq!(client.call("/rpc/no/such", &[]).await.status, 404);
}

#[tokio::test]
async fn a_query_of_nonsense_is_left_out() {
    let community = Community::new().await;
    let mut client = community.client("hr-a");
    let nonsense = "?q=%ff&state=nonsense&direction=&sort=%27&cursor=~~~&profile[]=1&as_of=2026-02-30&week=x&direction=a&direction=b";
    for path in
        ["/", "/people", "/placements", "/progress", "/hours/waiting", "/audit", "/people/new", "/placements/new"]
    {
        let answer = client.open(&format!("{path}{nonsense}")).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    }
}

#[tokio::test]
async fn a_nul_character_breaks_nothing_on_either_database() {
    let community = Community::new().await;
    let mut client = community.client("hr-a");
    for path in
        ["/people?q=%00", "/placements?q=a%00", "/audit?actor=%00&q=%00", "/invitation/%00", "/people?cursor=1~%00"]
    {
        let status = client.open(path).await.status;
        assert!(status < 500, "{path}: {status}");
    }
    let placement = community.value("placement").unwrap();
    for (path, fields) in [
        ("/rpc/session/sign_in", vec![("email", "a\0@twinpost.example"), ("password", "\0")]),
        ("/rpc/session/set_password", vec![("token", "\0"), ("password", PASSWORD), ("again", PASSWORD)]),
        ("/rpc/person/add", vec![("name", "a\0b"), ("profile", "teacher")]),
        ("/rpc/placement/act", vec![("id", placement), ("deed", "terminate"), ("version", "0"), ("reason", "\0")]),
    ] {
        let answer = client.call(path, &fields).await;
        assert!(answer.status < 500, "{path}: {} {}", answer.status, answer.body);
        let answer = client.post("/people/new", path, &fields).await;
        assert!(answer.is_redirect(), "{path}: {} {}", answer.status, answer.body);
    }
    let staff = [("name", "a\0b"), ("profile", "staff")];
    assert!(client.call("/rpc/person/add", &staff).await.status < 500);
}

#[tokio::test]
async fn a_failure_inside_answers_a_reference_and_no_cause() {
    let site = Site::over(Database::without_schema().await, false);
    let mut with_session = site.visitor();
    with_session.cookies.insert(SESSION_COOKIE.to_owned(), "secret".to_owned());
    let fields = [("email", "someone@twinpost.example"), ("password", "wrong password")];
    let form = || Ask::form("/sign-in", "/rpc/session/sign_in", &fields);
    let mut answers = vec![
        ("a page", with_session.send(Ask::page("/").with("accept-language", "en")).await),
        ("a script", site.visitor().send(form().with("accept", "application/json")).await),
        ("a form", site.visitor().send(form()).await),
    ];
    let mut with_draft = site.visitor();
    with_draft.cookies.insert(app::visit::DRAFT_COOKIE.to_owned(), "secret".to_owned());
    answers.push(("a page with a draft", with_draft.open("/sign-in").await));
    for (asker, answer) in answers {
        assert_eq!(answer.status, 500, "{asker}: {}", answer.body);
        let reference = answer.header("x-request-id");
        assert!(!reference.is_empty() && answer.body.contains(reference), "{asker}: {}", answer.body);
        let said = answer.body.to_lowercase();
        for cause in ["no such table", "does not exist", "select", "sqlite", "sqlx", "form_draft", "sign_in_attempt"] {
            assert!(!said.contains(cause), "{asker} reads {cause}: {}", answer.body);
        }
    }
}

#[tokio::test]
async fn the_server_says_whether_it_is_ready_without_a_session() {
    let site = Site::new().await;
    for path in ["/livez", "/readyz"] {
        let answer = site.visitor().open(path).await;
        assert_eq!((answer.status, answer.body.as_str()), (200, "ok"), "{path}");
        assert!(answer.cookies_set().is_empty());
    }
}

#[tokio::test]
async fn a_post_that_does_not_say_where_it_comes_from_is_refused() {
    let (_site, mut client) = with_secretariat().await;
    let silent = |path| Ask::call(path, "name=").without("sec-fetch-site");
    for (path, _) in server_fn_paths() {
        assert_eq!(client.send(silent(path)).await.status, 403, "{path}");
        let with_cookie = silent(path).with("authorization", "Bearer tp_secret");
        assert_eq!(client.send(with_cookie).await.status, 403, "{path}: a token does not vouch for a cookie");
        let basic = silent(path).with("authorization", "Basic c2VjcmV0");
        assert_eq!(client.send(basic).await.status, 403, "{path}");
    }
    assert!(client.is_signed_in().await, "a refused request does nothing");
    let ask = Ask::new(axum::http::Method::GET, "/account").with("accept", PAGE);
    assert_eq!(client.send(ask).await.status, 200, "reading needs no such header");
}

#[tokio::test]
async fn a_program_with_a_token_says_nothing_of_a_site() {
    let (site, _) = with_secretariat().await;
    let ask = Ask::call("/rpc/organisation/add", "name=").without("sec-fetch-site");
    let answer = site.visitor().send(ask.with("authorization", "Bearer tp_unknown")).await;
    assert_ne!(answer.status, 403, "it is heard, and asked to sign in: {}", answer.body);
}
