//! Accounts through the pages: the sheet of links, what is refused of many, one's own password and tokens.

use app::{
    visit::SESSION_COOKIE,
    words::{Lang, Words},
};
use domain::Code;

use crate::{
    client::{Answer, Ask, Client},
    community::{Community, PASSWORD, email, with_secretariat},
};

const INVITE: &str = "/rpc/account/invite_many";

async fn in_english(client: &mut Client, path: &str) -> Answer {
    client.send(Ask::page(path).with("accept-language", "en")).await
}

/// The secrets of the links on a page, in order.
fn links(body: &str) -> Vec<String> {
    let parts = body.split("/invitation/").skip(1);
    parts
        .map(|part| part.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').next().unwrap().into())
        .collect()
}

#[tokio::test]
async fn the_sheet_of_links_is_shown_once_with_a_file_and_a_picture_of_each() {
    let community = Community::new().await;
    let mut hr = community.client("hr-a");
    let lines = "One, one@twinpost.example, teacher\nTwo, two@twinpost.example, college-hr";
    let sent = hr.post("/accounts/invite", INVITE, &[("lines", lines)]).await;
    assert_eq!((sent.status, sent.location()), (303, "/accounts/links"));
    let page = in_english(&mut hr, "/accounts/links").await;
    let secrets = links(&page.body);
    assert_eq!((page.status, secrets.len()), (200, 2));
    assert_eq!(page.body.matches("<svg class=\"qr\"").count(), 2);
    assert!(page.body.contains("href=\"data:text/csv;charset=utf-8;base64,"), "{}", page.body);
    assert_eq!(links(&in_english(&mut hr, "/accounts/links").await.body).len(), 0, "shown once");
    community.site.visitor().accept(&secrets[0], PASSWORD).await;
}

#[tokio::test]
async fn who_cannot_be_invited_is_named_and_the_others_are_invited_when_chosen() {
    let community = Community::new().await;
    let mut hr = community.client("hr-a");
    let lines = "One, one@twinpost.example, teacher\nTwo, nonsense, teacher";
    let sent = hr.post("/accounts/invite", INVITE, &[("lines", lines)]).await;
    assert_eq!((sent.status, sent.location()), (303, "/accounts/invite"));
    let page = in_english(&mut hr, "/accounts/invite").await.body;
    let w = Words::new(Lang::En);
    for said in [&w.invite_line(2), w.code(Code::BadEmail), &w.invite_part(1), "One, one@twinpost.example, teacher"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let sent = hr.post("/accounts/invite", INVITE, &[("lines", lines), ("part", "true")]).await;
    assert_eq!(sent.location(), "/accounts/links");
    assert_eq!(links(&hr.open("/accounts/links").await.body).len(), 1);
}

#[tokio::test]
async fn taking_access_away_ends_the_session_at_once_and_a_link_renewed_replaces_the_old() {
    let community = Community::new().await;
    let (mut hr, mut teacher) = (community.client("hr-a"), community.client("teacher"));
    let grant = community.value("teacher_grant").unwrap();
    assert!(teacher.is_signed_in().await);
    let act = async |hr: &mut Client, deed: &str| {
        hr.post("/accounts", "/rpc/account/act", &[("deed", deed), ("grants[]", grant)]).await
    };
    assert_eq!(act(&mut hr, "deactivate").await.location(), "/accounts?done=saved");
    assert!(!teacher.is_signed_in().await);
    let wrong = [("email", &*email("teacher")), ("password", PASSWORD), ("next", "/")];
    assert_eq!(teacher.call("/rpc/session/sign_in", &wrong).await.status, 422);
    act(&mut hr, "reactivate").await;
    teacher.sign_in(&email("teacher"), PASSWORD).await;

    assert_eq!(act(&mut hr, "reissue").await.location(), "/accounts/links");
    let first = links(&hr.open("/accounts/links").await.body).remove(0);
    act(&mut hr, "reissue").await;
    let second = links(&hr.open("/accounts/links").await.body).remove(0);
    let mut visitor = community.site.visitor();
    let dead = in_english(&mut visitor, &format!("/invitation/{first}")).await;
    assert_eq!(dead.status, 410);
    assert!(dead.body.contains(Words::new(Lang::En).link_dead_new()) && dead.body.contains("href=\"/sign-in\""));
    visitor.accept(&second, "another password").await;
    assert!(!teacher.is_signed_in().await, "a new password ends the sessions of the old");
}

#[tokio::test]
async fn of_many_accounts_those_that_cannot_be_are_named_and_the_rest_is_offered() {
    let community = Community::new().await;
    let mut hr = community.client("hr-a");
    let (teacher, auditor) = (community.value("teacher_grant").unwrap(), community.value("auditor_grant").unwrap());
    let act = async |hr: &mut Client, deed: &str, grants: &[&str]| {
        let mut fields = vec![("deed", deed)];
        fields.extend(grants.iter().map(|grant| ("grants[]", *grant)));
        hr.post("/accounts", "/rpc/account/act", &fields).await
    };
    act(&mut hr, "reissue", &[teacher]).await;
    act(&mut hr, "revoke", &[teacher, auditor]).await;
    let page = in_english(&mut hr, "/accounts").await.body;
    let w = Words::new(Lang::En);
    for said in [w.code(Code::NoOpenLink), &w.accounts_refused(1), &w.accounts_part(1), "name=\"part\" value=\"true\""]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    let part = [("deed", "revoke"), ("grants[0]", teacher), ("grants[1]", auditor), ("part", "true")];
    let sent = hr.post("/accounts", "/rpc/account/act", &part).await;
    assert_eq!(sent.location(), "/accounts?done=saved");
}

#[tokio::test]
async fn too_many_attempts_are_answered_with_when_to_try_again() {
    let (site, _) = with_secretariat().await;
    let address = email("secretariat");
    let fields = [("email", &*address), ("password", "wrong password")];
    let mut client = site.visitor();
    for _ in 0..5 {
        client.call("/rpc/session/sign_in", &fields).await;
    }
    let answer = client.call("/rpc/session/sign_in", &fields).await;
    assert_eq!((answer.status, answer.header("retry-after")), (429, "900"));
    let sent = client.post("/sign-in", "/rpc/session/sign_in", &fields).await;
    assert_eq!((sent.status, sent.location()), (303, "/sign-in"));
    let page = in_english(&mut client, "/sign-in").await;
    assert_eq!((page.status, page.header("retry-after")), (429, "900"), "the form says so too");
    assert!(page.body.contains(&Words::new(Lang::En).error(&domain::Error::Throttled(900))), "{}", page.body);
}

#[tokio::test]
async fn the_own_password_is_changed_on_the_page_and_kept_nowhere() {
    let (site, mut here) = with_secretariat().await;
    let mut there = site.visitor();
    there.sign_in(&email("secretariat"), PASSWORD).await;
    let change = "/rpc/session/change_password";
    let new = "quite another password";
    let wrong = [("old_password", "not the password"), ("password", new), ("again", new)];
    assert_eq!(here.post("/account", change, &wrong).await.location(), "/account");
    let page = in_english(&mut here, "/account").await.body;
    assert!(page.contains(Words::new(Lang::En).code(Code::WrongPassword)), "{page}");
    assert!(!page.contains(new) && !page.contains("not the password"));
    let right = [("old_password", PASSWORD), ("password", new), ("again", new)];
    assert_eq!(here.post("/account", change, &right).await.location(), "/account?done=saved");
    assert!(here.is_signed_in().await && !there.is_signed_in().await);
    site.visitor().sign_in(&email("secretariat"), new).await;
}

#[tokio::test]
async fn a_token_is_made_shown_once_and_revoked_in_the_browser() {
    let (_site, mut client) = with_secretariat().await;
    let made = client.post("/account", "/rpc/token/create", &[("name", "Payroll"), ("scope", "read")]).await;
    assert_eq!(made.location(), "/account");
    let page = client.open("/account").await.body;
    assert!(page.contains("value=\"tp_") && page.contains("Payroll"), "{page}");
    let page = client.open("/account").await.body;
    assert!(!page.contains("tp_"), "{page}");
    let id = page.split_once("name=\"id\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    client.post("/account", "/rpc/token/revoke", &[("id", &id)]).await;
    assert!(!client.open("/account").await.body.contains("Payroll"));
}

#[tokio::test]
async fn a_member_is_taken_out_by_a_ticked_box_and_in_again() {
    let community = Community::new().await;
    let (mut secretariat, mut hr) = (community.client("secretariat"), community.client("hr-b"));
    let college = community.value("college_b").unwrap();
    let page = format!("/members/{college}");
    let out = "/rpc/organisation/deactivate";
    let unsure = [("id", college), ("version", "1")];
    assert_eq!(secretariat.post(&page, out, &unsure).await.location(), page);
    assert!(in_english(&mut secretariat, &page).await.body.contains(Words::new(Lang::En).code(Code::Required)));
    assert!(hr.is_signed_in().await);
    secretariat.post(&page, out, &[("id", college), ("version", "1"), ("sure", "true")]).await;
    assert!(!hr.is_signed_in().await);
    let back = [("id", college), ("version", "2")];
    secretariat.post(&page, "/rpc/organisation/reactivate", &back).await;
    hr.cookies.remove(SESSION_COOKIE);
    hr.sign_in(&email("hr-b"), PASSWORD).await;
}
