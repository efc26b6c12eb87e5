//! In which language a page answers.

use app::visit::LANGUAGE_COOKIE;

use crate::{
    client::{Ask, Client, Site},
    community::with_secretariat,
};

async fn language_of(client: &mut Client, accept: &str) -> String {
    let page = client.send(Ask::page("/sign-in").with("accept-language", accept)).await;
    page.body.split_once("<html lang=\"").unwrap().1.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_page_speaks_the_language_of_the_browser_and_chinese_to_all_others() {
    let site = Site::new().await;
    for (accept, language) in [
        ("en-GB,en;q=0.9,zh;q=0.1", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"),
        ("de,en;q=0.5", "en"),
        ("pt-BR", "zh-CN"),
        ("", "zh-CN"),
        ("*", "zh-CN"),
    ] {
        assert_eq!(language_of(&mut site.visitor(), accept).await, language, "{accept}");
    }
}

#[tokio::test]
async fn a_chosen_language_stays_and_goes_before_that_of_the_browser() {
    let site = Site::new().await;
    let mut client = site.visitor();
    let from = "/sign-in?next=/people";
    let answer = client.post(from, "/rpc/session/language", &[("language", "en")]).await;
    assert_eq!((answer.status, answer.location()), (303, from), "the page stays");
    assert_eq!(client.cookies[LANGUAGE_COOKIE], "en");
    assert_eq!(language_of(&mut client, "zh-CN").await, "en");
    client.post(from, "/rpc/session/language", &[("language", "zh-CN")]).await;
    assert_eq!(language_of(&mut client, "en").await, "zh-CN");
}

#[tokio::test]
async fn every_place_of_the_frame_speaks_both_languages() {
    let (_site, mut client) = with_secretariat().await;
    let english = client.send(Ask::page("/account").with("accept-language", "en")).await.body;
    let chinese = client.send(Ask::page("/account").with("accept-language", "zh-CN")).await.body;
    assert!(english.contains("Members") && chinese.contains("成员"), "{english}\n{chinese}");
}
