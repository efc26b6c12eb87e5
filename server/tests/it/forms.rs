//! A plain form that fails goes back to its page, which shows what was typed and what is wrong.

use app::visit::DRAFT_COOKIE;
use domain::Code;
use service::{Ctx, draft, session};

use crate::{
    client::{Ask, HOST},
    community::{Community, PASSWORD, email, with_secretariat},
};

const SIGN_IN: &str = "/rpc/session/sign_in";

#[tokio::test]
async fn a_failed_form_goes_back_and_shows_what_was_typed_and_what_is_wrong_once() {
    let (site, _) = with_secretariat().await;
    let mut client = site.visitor();
    let from = "/sign-in?next=/people";
    let answer = client.post(from, SIGN_IN, &[("email", "someone@twinpost.example"), ("password", "wrong")]).await;
    assert_eq!((answer.status, answer.location()), (303, from));
    let draft = answer.cookies_set().into_iter().find(|line| line.starts_with(DRAFT_COOKIE)).unwrap().to_owned();
    assert!(draft.contains("; HttpOnly; SameSite=Lax"), "{draft}");

    let page = client.send(Ask::page(from).with("accept-language", "en")).await;
    let wrong = app::words::Words::new(app::words::Lang::En).code(Code::SignInFailed);
    assert_eq!(page.status, 200);
    assert!(page.body.contains("value=\"someone@twinpost.example\""), "the e-mail stands there: {}", page.body);
    assert!(page.body.contains(wrong), "with what is wrong: {}", page.body);
    assert!(page.body.contains("aria-invalid=\"true\""), "under its field: {}", page.body);

    let page = client.send(Ask::page(from).with("accept-language", "en")).await;
    assert!(!page.body.contains("someone@twinpost.example") && !page.body.contains(wrong), "it is shown once");
}

#[tokio::test]
async fn a_form_of_many_fields_keeps_them_all() {
    let community = Community::new().await;
    let mut client = community.client("hr-a");
    let fields = [
        ("name", "Wei \"<b>Ning</b>\" & Co"),
        ("staff_number", "T-0815"),
        ("department", "机电学院"),
        ("profile", "teacher"),
        ("first_day", "2026-02-30"),
    ];
    let answer = client.post("/people/new", "/rpc/person/add", &fields).await;
    assert_eq!((answer.status, answer.location()), (303, "/people/new"));
    let page = client.send(Ask::page("/people/new").with("accept-language", "en")).await;
    assert!(page.body.contains("T-0815") && page.body.contains("机电学院"), "{}", page.body);
    assert!(page.body.contains("Ning") && !page.body.contains("<b>Ning"), "typed text is text: {}", page.body);
    let words = app::words::Words::new(app::words::Lang::En);
    for code in [Code::BadDate, Code::Required] {
        assert!(page.body.contains(words.code(code)), "{code:?}: {}", page.body);
    }
}

#[tokio::test]
async fn a_password_is_kept_nowhere() {
    let (site, _) = with_secretariat().await;
    let typed = "only-typed-never-kept";
    let address = email("secretariat");
    for (action, fields) in [
        (SIGN_IN, vec![("email", address.as_str()), ("password", typed)]),
        ("/rpc/session/set_password", vec![("token", typed), ("password", typed), ("again", typed)]),
        ("/rpc/session/set_password", vec![("token", typed), ("password", typed), ("again", "another")]),
    ] {
        let mut client = site.visitor();
        let answer = client.post("/sign-in", action, &fields).await;
        assert!(!answer.body.contains(typed) && !answer.location().contains(typed), "{action}: {answer:?}");
        let mut twin = client.clone();
        assert!(!twin.open("/sign-in").await.body.contains(typed), "{action}: not on the page");
        let answer = client.post("/sign-in", action, &fields).await;
        assert!(answer.is_redirect());
        let ctx = Ctx::nobody(session::clock(), "-", "test");
        let draft = draft::take(&site.database.db, &ctx, &client.cookies[DRAFT_COOKIE]).await.unwrap().unwrap();
        assert!(!format!("{draft:?}").contains(typed), "{action}: {draft:?}");
    }
    for file in std::fs::read_dir(site.database.folder.path()).unwrap() {
        let content = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!content.windows(typed.len()).any(|part| part == typed.as_bytes()), "not in the database's files");
        assert!(!content.windows(PASSWORD.len()).any(|part| part == PASSWORD.as_bytes()), "nor a right one");
    }
}

#[tokio::test]
async fn a_failed_form_goes_back_within_the_site_only() {
    let (site, _) = with_secretariat().await;
    let form = || Ask::form("/sign-in", SIGN_IN, &[("email", "a"), ("password", "b")]);
    let (foreign, longer) = ("https://elsewhere.example/sign-in", format!("http://{HOST}.elsewhere.example/x"));
    let slashes = format!("http://{HOST}//elsewhere.example");
    for referer in [foreign, &longer, &slashes, "nonsense", "/sign-in"] {
        let answer = site.visitor().send(form().with("referer", referer)).await;
        assert_eq!((answer.status, answer.location()), (303, "/"), "{referer}");
    }
    let answer = site.visitor().send(form().without("referer")).await;
    assert_eq!((answer.status, answer.location()), (303, "/"));
}

#[tokio::test]
async fn a_form_of_someone_whose_session_ended_leads_to_signing_in() {
    let (site, _) = with_secretariat().await;
    let answer = site.visitor().post("/members/new", "/rpc/organisation/add", &[("name", "College C")]).await;
    assert_eq!(answer.status, 303);
    assert!(answer.location().starts_with("/sign-in"), "{}", answer.location());
}

#[tokio::test]
async fn a_draft_of_one_browser_is_not_shown_to_another() {
    let (site, _) = with_secretariat().await;
    let mut one = site.visitor();
    one.post("/sign-in", SIGN_IN, &[("email", "someone@twinpost.example"), ("password", "wrong")]).await;
    assert!(!site.visitor().open("/sign-in").await.body.contains("someone@twinpost.example"));
}

#[tokio::test]
async fn a_write_that_was_done_leads_on_and_says_so() {
    let (_site, mut client) = with_secretariat().await;
    let fields = [("kind", "college"), ("name", "College C")];
    let answer = client.post("/members/new", "/rpc/organisation/add", &fields).await;
    assert_eq!(answer.status, 303);
    assert!(answer.location().starts_with("/members/") && answer.location().ends_with("?done=saved"), "{answer:?}");
    assert_eq!(client.open(answer.location()).await.status, 200);
}
