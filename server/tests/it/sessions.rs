//! Sessions, their cookies, and guessing passwords.

use app::visit::SESSION_COOKIE;

use crate::{
    client::{Ask, Site},
    community::{PASSWORD, email, secretariat, with_secretariat},
    database::Database,
};

const SIGN_IN: &str = "/rpc/session/sign_in";

#[tokio::test]
async fn a_session_cookie_is_out_of_reach_of_scripts_and_of_other_sites() {
    let (site, _) = with_secretariat().await;
    let fields = [("email", "secretariat@twinpost.example"), ("password", PASSWORD), ("next", "/")];
    let answer = site.visitor().post("/sign-in", SIGN_IN, &fields).await;
    let cookie = session_cookie(&answer.cookies_set(), SESSION_COOKIE);
    for attribute in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=43200"] {
        assert!(cookie.contains(&attribute), "{cookie:?} has {attribute}");
    }
    assert!(!cookie.contains(&"Secure"), "on plain http a secure cookie would be lost");
}

#[tokio::test]
async fn on_https_a_session_cookie_is_bound_to_the_host_and_secure() {
    let site = Site::over(Database::new().await, true);
    let mut client = secretariat(&site).await;
    let fields = [("email", "secretariat@twinpost.example"), ("password", PASSWORD), ("next", "/")];
    let answer = site.visitor().post("/sign-in", SIGN_IN, &fields).await;
    let cookie = session_cookie(&answer.cookies_set(), "__Host-twinpost_session");
    for attribute in ["HttpOnly", "SameSite=Lax", "Path=/", "Secure"] {
        assert!(cookie.contains(&attribute), "{cookie:?} has {attribute}");
    }
    assert!(!cookie.iter().any(|attribute| attribute.starts_with("Domain")), "{cookie:?}");
    assert!(client.is_signed_in().await);
    let secret = client.cookies.remove("__Host-twinpost_session").unwrap();
    client.cookies.insert(SESSION_COOKIE.to_owned(), secret);
    assert!(!client.is_signed_in().await, "a cookie that another host could have set is not read");
}

#[tokio::test]
async fn a_worthless_session_is_nobody() {
    let site = Site::new().await;
    for secret in ["x", "%00", "a=b", "' OR 1=1 --", &"x".repeat(5000)] {
        let mut client = site.visitor();
        client.cookies.insert(SESSION_COOKIE.to_owned(), secret.to_owned());
        let answer = client.open("/account").await;
        assert_eq!((answer.status, answer.location()), (303, "/sign-in?next=/account"), "{secret}");
    }
}

#[tokio::test]
async fn signing_out_ends_this_session_and_no_other() {
    let (site, mut here) = with_secretariat().await;
    let mut there = site.visitor();
    there.sign_in(&email("secretariat"), PASSWORD).await;
    let mut copy = here.clone();
    let answer = here.post("/account", "/rpc/session/sign_out", &[]).await;
    assert_eq!((answer.status, answer.location()), (303, "/sign-in"));
    assert!(!here.cookies.contains_key(SESSION_COOKIE), "the browser forgets the cookie");
    assert!(!copy.is_signed_in().await, "the server forgets the session");
    assert!(there.is_signed_in().await);
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session_of_the_account() {
    let (site, mut here) = with_secretariat().await;
    let mut there = site.visitor();
    there.sign_in(&email("secretariat"), PASSWORD).await;
    let answer = here.post("/account", "/rpc/session/sign_out_everywhere", &[]).await;
    assert_eq!((answer.status, answer.location()), (303, "/sign-in"));
    assert!(!here.is_signed_in().await);
    assert!(!there.is_signed_in().await, "also on the other device");
    there.sign_in(&email("secretariat"), PASSWORD).await;
    assert!(there.is_signed_in().await, "the password still opens a new one");
}

#[tokio::test]
async fn guessing_a_password_is_throttled_after_five_failures_also_with_the_right_one() {
    let (site, _) = with_secretariat().await;
    let mut guesser = site.visitor();
    let address = email("secretariat");
    for _ in 0..5 {
        let answer = guesser.call(SIGN_IN, &[("email", &address), ("password", "wrong password")]).await;
        assert_eq!(answer.status, 422, "{}", answer.body);
    }
    let answer = guesser.call(SIGN_IN, &[("email", &address), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, 429, "{}", answer.body);
    assert!(answer.cookies_set().is_empty(), "nobody is signed in");

    let answer = guesser.post("/sign-in", SIGN_IN, &[("email", &address), ("password", PASSWORD)]).await;
    assert_eq!((answer.status, answer.location()), (303, "/sign-in"), "a browser goes back to the form");
    let page = guesser.send(Ask::page("/sign-in").with("accept-language", "en")).await;
    assert!(page.body.contains("Too many attempts"), "and reads why: {}", page.body);
    let other = guesser.call(SIGN_IN, &[("email", "other@twinpost.example"), ("password", "wrong password")]).await;
    assert_eq!(other.status, 422, "another account is not shut out");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_account_answer_the_same() {
    let (site, _) = with_secretariat().await;
    let mut answers = Vec::new();
    for address in ["secretariat@twinpost.example", "unknown@twinpost.example", "no address"] {
        let answer = site.visitor().call(SIGN_IN, &[("email", address), ("password", "wrong password")]).await;
        answers.push((answer.status, answer.body));
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
}

#[tokio::test]
async fn signing_in_leads_on_within_the_site_only() {
    let (site, _) = with_secretariat().await;
    let address = email("secretariat");
    for (next, leads_to) in [
        ("/people?q=a", "/people?q=a"),
        ("//elsewhere.example", "/"),
        ("/\\elsewhere.example", "/"),
        ("https://elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("elsewhere", "/"),
        ("/a\r\nSet-Cookie: a=b", "/"),
        ("/\t/elsewhere.example", "/"),
        ("/people?q=人 员", "/people?q=%E4%BA%BA%20%E5%91%98"),
        ("", "/"),
    ] {
        let fields = [("email", address.as_str()), ("password", PASSWORD), ("next", next)];
        let answer = site.visitor().post("/sign-in", SIGN_IN, &fields).await;
        assert_eq!((answer.status, answer.location()), (303, leads_to), "next={next:?}");
        let answer = site.visitor().call(SIGN_IN, &fields).await;
        assert_eq!((answer.status, answer.location()), (200, leads_to), "a script with next={next:?}");
    }
}

#[tokio::test]
async fn the_way_to_signing_in_leads_back_to_the_page_asked_for() {
    let (site, _) = with_secretariat().await;
    let (address, page) = (email("secretariat"), "/members?q=%E4%BA%BA&kind=college");
    let mut client = site.visitor();
    let sent = client.open(page).await;
    let form = client.open(sent.location()).await.body;
    let next = form.split_once("name=\"next\" value=\"").unwrap().1.split('"').next().unwrap().replace("&amp;", "&");
    let fields = [("email", address.as_str()), ("password", PASSWORD), ("next", &next)];
    assert_eq!(client.post(sent.location(), SIGN_IN, &fields).await.location(), page);
    for foreign in
        ["//elsewhere.example", "/%2Felsewhere.example", "https://elsewhere.example", "/%09/elsewhere.example"]
    {
        let form = client.open(&format!("/sign-in?next={foreign}")).await.body;
        assert!(!form.contains("elsewhere"), "{foreign}: {form}");
    }
}

#[tokio::test]
async fn a_one_time_link_opens_once() {
    let site = Site::new().await;
    let secret =
        crate::community::invite(&site.database.db, "secretariat", domain::account::Role::Secretariat, None, None)
            .await;
    site.visitor().accept(&secret, PASSWORD).await;
    let fields = [("token", secret.as_str()), ("password", "another password"), ("again", "another password")];
    let answer = site.visitor().call("/rpc/session/set_password", &fields).await;
    assert_eq!(answer.status, 422, "{}", answer.body);
    assert!(answer.body.contains("link_expired"), "{}", answer.body);
    site.visitor().sign_in(&email("secretariat"), PASSWORD).await;
}

/// The parts of the cookie `name` among `Set-Cookie` lines.
fn session_cookie<'a>(lines: &[&'a str], name: &str) -> Vec<&'a str> {
    let line = lines.iter().find(|line| line.starts_with(&format!("{name}=")));
    line.unwrap_or_else(|| panic!("{lines:?} holds {name}")).split("; ").collect()
}
