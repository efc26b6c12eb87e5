//! Rule packs: saved, compared and adopted by a college; past days keep the version they were judged by.

use domain::{
    Code, Error,
    error::Conflict,
    id::PackAdoptionId,
    policy::{PackErrorCode, RuleId, Status},
};
use service::{
    progress::{self, Asked, Judged, judge_everybody},
    rule_pack::{self, AdoptForm, Candidate},
};

use crate::world::{
    Who::{self, HeZhiqiang, LinXiaomei, LiuFang, MaJun, QianShen, SunYu, WangJianguo, YanGuixiang, ZhaoHai, ZhouMin},
    World, day, days, error,
};

const OWN: &str = "jianghai-own";

/// A pack of the college's own: the national rule of the year with more days, and a test case.
fn own(version: &str, target: u32) -> String {
    format!(
        r#"
id = "{OWN}"
version = "{version}"
title = {{ zh = "江海学院加严规定", en = "Stricter rules of Jianghai" }}
inherits = "cn"

[[rule]]
id = "jianghai-year"
title = {{ zh = "每年企业实践（校定）", en = "Practice every year (own rule)" }}
authority = {{ zh = "江海职业技术学院", en = "Jianghai College" }}
document = "江海人〔2026〕1号"
clause = {{ zh = "第二条", en = "art. 2" }}
verified = true
effective = {{ from = "2019-01-24" }}
inherits = "cn-2019-1m-year"

[[rule.criterion]]
id = "practice"
target = {{ amount = {target}, unit = "day" }}

[[test]]
rule = "jianghai-year"
name = {{ zh = "没有实践", en = "No practice" }}
as_of = "2025-12-31"
expect = {{ status = "short" }}
"#
    )
}

async fn save(w: &World, who: Who, text: &str) -> service::Result<rule_pack::Accepted<(String, String)>> {
    rule_pack::save(&w.db, &w.ctx(who).await, text).await
}

async fn adopt(w: &World, who: Who, pack: &str, version: &str, from: &str) -> service::Result<PackAdoptionId> {
    let form = AdoptForm { pack: pack.to_owned(), version: version.to_owned(), first_day: from.to_owned() };
    rule_pack::adopt(&w.db, &w.ctx(who).await, &form).await.map(|accepted| accepted.unwrap())
}

async fn judged(w: &World, who: Who, as_of: Option<&str>) -> Vec<Judged> {
    progress::read(&w.db, &w.ctx(LinXiaomei).await, w.person(who), as_of.map(day)).await.unwrap().judged
}

fn ids(judged: &[Judged]) -> Vec<&str> {
    judged.iter().map(|it| it.rule.id.as_str()).collect()
}

/// Yan Guixiang has 22 confirmed workdays of practice in autumn 2026.
async fn practise(w: &World) {
    let id = w.active(&w.practice()).await;
    let first = day("2026-10-09");
    let workdays = first.iter_days().filter(|day| domain::policy::Calendar::china().kind(*day).is_workday());
    for on in workdays.take(22) {
        w.log(YanGuixiang, id, &on.to_string(), "8").await.unwrap();
    }
    w.submit(YanGuixiang, id, days("2026-10-05", "2026-11-15")).await.unwrap();
    w.confirm(who_confirms(), id, days("2026-10-05", "2026-11-15")).await.unwrap();
}

const fn who_confirms() -> Who {
    Who::ChenLi
}

#[tokio::test]
async fn without_an_adoption_a_college_is_judged_by_the_national_rules() {
    let w = World::new().await;
    let of_yan = judged(&w, YanGuixiang, None).await;
    assert!(ids(&of_yan).contains(&"cn-2016-5y6m") && ids(&of_yan).contains(&"cn-2019-1m-year"));
    let library = rule_pack::library(&w.db, &w.ctx(LinXiaomei).await).await.unwrap();
    let cn = library.iter().find(|line| line.pack == "cn").unwrap();
    assert!(cn.in_force && cn.built_in && cn.adoptions.is_empty() && cn.owner.is_none());
    let shanghai = library.iter().find(|line| line.pack == "cn-sh").unwrap();
    assert!(!shanghai.in_force && shanghai.inherits.as_deref() == Some("cn"));
}

#[tokio::test]
async fn an_own_pack_is_tried_on_everybody_before_it_is_adopted_and_past_days_keep_the_version_of_then() {
    let w = World::new().await;
    practise(&w).await;
    let hr = w.ctx(LinXiaomei).await;
    save(&w, LinXiaomei, &own("2026-1", 22)).await.unwrap().unwrap();
    save(&w, LinXiaomei, &own("2026-2", 30)).await.unwrap().unwrap();
    assert_eq!(ids(&judged(&w, YanGuixiang, None).await)[1], "cn-2019-1m-year", "what is saved is not in force");

    let tried = Candidate::Version("2026-2".to_owned());
    let comparison = rule_pack::compare(&w.db, &hr, OWN, &tried, None).await.unwrap().unwrap();
    let year = comparison.rules.iter().find(|it| it.changed.iter().any(|it| it.person.label.as_str() == "严桂香"));
    let year = year.unwrap();
    assert_eq!(year.before.as_ref().unwrap().id.as_str(), "cn-2019-1m-year");
    assert_eq!(year.after.as_ref().unwrap().id.as_str(), "jianghai-year");
    let yan = &year.changed[0];
    assert_eq!((yan.before, yan.after), (Some(Status::Met), Some(Status::Short)), "22 days are short of 30");
    let gentle = Candidate::Text(own("2026-9", 22));
    let comparison = rule_pack::compare(&w.db, &hr, OWN, &gentle, None).await.unwrap().unwrap();
    assert!(comparison.rules.iter().all(|it| it.changed.is_empty()), "22 days are enough");

    adopt(&w, LinXiaomei, OWN, "2026-1", "2026-11-23").await.unwrap();
    let now = judged(&w, YanGuixiang, None).await;
    assert!(ids(&now).contains(&"jianghai-year") && !ids(&now).contains(&"cn-2019-1m-year"));
    assert!(ids(&now).contains(&"cn-2016-5y6m"), "what is inherited is in force as well");
    let before = judged(&w, YanGuixiang, Some("2026-11-22")).await;
    assert!(ids(&before).contains(&"cn-2019-1m-year"));

    adopt(&w, LinXiaomei, OWN, "2026-2", "2026-12-01").await.unwrap();
    let target = async |as_of| {
        let judged = judged(&w, YanGuixiang, Some(as_of)).await;
        judged.iter().find(|it| it.rule.id.as_str() == "jianghai-year").unwrap().target() / 480
    };
    assert_eq!((target("2026-11-30").await, target("2026-12-01").await), (22, 30));
    let view = rule_pack::show(&w.db, &hr, OWN, None).await.unwrap();
    assert_eq!(view.pack.version, "2026-2");
    assert_eq!(view.lineage[0].0, "cn");
    let told: Vec<_> = view.adoptions.iter().map(|it| (it.version.as_str(), it.first_day, it.last_day)).collect();
    let (first, second) = (day("2026-11-23"), day("2026-12-01"));
    assert_eq!(told, [("2026-1", first, Some(day("2026-11-30"))), ("2026-2", second, None)]);
    let national = rule_pack::show(&w.db, &hr, "cn", None).await.unwrap();
    assert_eq!(national.adoptions.len(), 1, "what a pack inherits from is adopted with it and kept");
    assert_eq!(w.number("SELECT count(*) FROM rule_pack_version WHERE pack = 'cn'").await, 1);

    let past = adopt(&w, LinXiaomei, OWN, "2026-2", "2026-11-01").await;
    assert_eq!(error(past), Error::field("first_day", Code::OutOfRange), "the past is judged as it was");
    let others = progress::of_organisation(&w.db, &w.ctx(ZhouMin).await, None).await.unwrap();
    assert!(others.iter().flat_map(|line| &line.judged).all(|it| it.rule.id.as_str() != "jianghai-year"));
}

#[tokio::test]
async fn an_adoption_ends_and_what_others_inherit_from_stays() {
    let w = World::new().await;
    let hr = w.ctx(LinXiaomei).await;
    save(&w, LinXiaomei, &own("2026-1", 25)).await.unwrap().unwrap();
    let id = adopt(&w, LinXiaomei, OWN, "2026-1", "2026-01-01").await.unwrap();
    assert!(ids(&judged(&w, YanGuixiang, Some("2026-01-01")).await).contains(&"jianghai-year"));
    let parent = rule_pack::show(&w.db, &hr, "cn", None).await.unwrap().adoptions[0].id;
    let kept = rule_pack::end_adoption(&w.db, &hr, parent, "2026-12-31").await;
    assert_eq!(error(kept), Error::Conflict(Conflict::WrongState));
    let past = rule_pack::end_adoption(&w.db, &hr, id, "2026-11-01").await;
    assert_eq!(error(past), Error::field("last_day", Code::OutOfRange));
    rule_pack::end_adoption(&w.db, &hr, id, "2026-12-31").await.unwrap();
    rule_pack::end_adoption(&w.db, &hr, parent, "2026-12-31").await.unwrap();
    assert!(ids(&judged(&w, YanGuixiang, Some("2026-12-31")).await).contains(&"jianghai-year"));
    assert!(!ids(&judged(&w, YanGuixiang, Some("2027-01-01")).await).contains(&"jianghai-year"));
    let log = "SELECT count(*) FROM audit_event WHERE object = 'rule_pack'";
    assert_eq!(w.number(log).await, 4, "saved, adopted, ended twice");
}

#[tokio::test]
async fn a_wrong_pack_is_refused_as_a_whole_and_the_rules_in_force_stay() {
    let w = World::new().await;
    let weaker = save(&w, LinXiaomei, &own("2026-1", 10)).await.unwrap().unwrap_err();
    assert_eq!(weaker[0].code, PackErrorCode::Weaker, "{weaker:?}");
    let unknown = own("2026-1", 30).replace("target =", "goal =");
    let unknown = save(&w, LinXiaomei, &unknown).await.unwrap().unwrap_err();
    assert!(unknown.iter().any(|it| it.code == PackErrorCode::UnknownField && it.line.is_some()), "{unknown:?}");
    let failing = own("2026-1", 30).replace(r#"status = "short""#, r#"status = "met""#);
    let failing = save(&w, LinXiaomei, &failing).await.unwrap().unwrap_err();
    assert_eq!(failing[0].code, PackErrorCode::TestFailed);
    let orphan = own("2026-1", 30).replace(r#"inherits = "cn""#, r#"inherits = "nobody""#);
    let orphan = save(&w, LinXiaomei, &orphan).await.unwrap().unwrap_err();
    assert_eq!(orphan[0].code, PackErrorCode::UnknownPack);
    assert_eq!(w.number("SELECT count(*) FROM rule_pack_version").await, 0);
    assert!(ids(&judged(&w, YanGuixiang, None).await).contains(&"cn-2019-1m-year"));
}

#[tokio::test]
async fn a_version_may_be_saved_again_until_somebody_adopts_it() {
    let w = World::new().await;
    save(&w, LinXiaomei, &own("2026-1", 30)).await.unwrap().unwrap();
    save(&w, LinXiaomei, &own("2026-1", 28)).await.unwrap().unwrap();
    assert_eq!(w.number("SELECT count(*) FROM rule_pack_version").await, 1);
    adopt(&w, LinXiaomei, OWN, "2026-1", "2026-11-23").await.unwrap();
    let again = save(&w, LinXiaomei, &own("2026-1", 27)).await;
    assert_eq!(error(again), Error::Conflict(Conflict::Duplicate));
    let national = own("2026-9", 30).replace(OWN, "cn-sh");
    assert_eq!(error(save(&w, LinXiaomei, &national).await), Error::Forbidden, "what is built in is nobody's own");
}

#[tokio::test]
async fn who_may_save_and_adopt() {
    let w = World::new().await;
    for who in [HeZhiqiang, LiuFang, MaJun, WangJianguo, ZhaoHai, QianShen] {
        assert_eq!(error(save(&w, who, &own("2026-1", 30)).await), Error::Forbidden, "{who:?}");
        let adopted = adopt(&w, who, "cn-sh", "2026-1", "2026-11-23").await;
        assert_eq!(error(adopted), Error::Forbidden, "{who:?}");
        assert!(!rule_pack::library(&w.db, &w.ctx(who).await).await.unwrap().is_empty(), "{who:?} reads");
    }
    assert_eq!(error(rule_pack::library(&w.db, &w.visitor()).await), Error::SignInNeeded);
    assert_eq!(error(rule_pack::show(&w.db, &w.visitor(), "none", None).await), Error::SignInNeeded);

    // What a college saves is its own; what the secretariat saves is everybody's.
    save(&w, LinXiaomei, &own("2026-1", 30)).await.unwrap().unwrap();
    assert_eq!(error(rule_pack::show(&w.db, &w.ctx(ZhouMin).await, OWN, None).await), Error::NotFound);
    assert_eq!(error(adopt(&w, ZhouMin, OWN, "2026-1", "2026-11-23").await), Error::NotFound);
    assert!(rule_pack::show(&w.db, &w.ctx(YanGuixiang).await, OWN, None).await.is_ok());
    assert_eq!(error(save(&w, ZhouMin, &own("2026-2", 30)).await), Error::Conflict(Conflict::Duplicate));
    assert_eq!(error(save(&w, SunYu, &own("2026-2", 30)).await), Error::Forbidden);
    let shared = own("2026-1", 30).replace(OWN, "delta").replace("jianghai-year", "delta-year");
    save(&w, SunYu, &shared).await.unwrap().unwrap();
    assert!(!rule_pack::show(&w.db, &w.ctx(ZhouMin).await, "delta", None).await.unwrap().may_edit);
    adopt(&w, ZhouMin, "delta", "2026-1", "2026-11-23").await.unwrap();
    assert_eq!(error(save(&w, LinXiaomei, &shared.replace("2026-1", "2026-2")).await), Error::Forbidden);
}

#[tokio::test]
async fn everybody_is_judged_one_after_the_other_and_one_person_by_one_rule() {
    let w = World::new().await;
    practise(&w).await;
    let ctx = service::Ctx::system("test", w.now);
    let mut asked =
        Asked { as_of: day("2026-11-23"), rule: None, person: None, depth: domain::policy::Depth::Deadline };
    let mut seen = Vec::new();
    let count = judge_everybody(&w.db, &ctx, &asked, |it| {
        seen.push((it.person, it.judged.len()));
        Ok(())
    });
    let count = count.await.unwrap();
    assert_eq!(usize::try_from(count).unwrap(), seen.len());
    assert!(seen.is_sorted() && seen.iter().any(|(person, _)| *person == w.person(ZhaoHai)));

    asked.person = Some(w.person(YanGuixiang).to_string());
    asked.rule = RuleId::parse("cn-2019-1m-year");
    let mut told = Vec::new();
    let one = judge_everybody(&w.db, &ctx, &asked, |it| {
        told.extend(it.judged.iter().map(|it| (it.judgement.status, it.counted())));
        Ok(())
    });
    assert_eq!(one.await.unwrap(), 1);
    assert_eq!(told, [(Status::Met, 22 * 480)]);
    asked.rule = RuleId::parse("no-such-rule");
    let unknown = judge_everybody(&w.db, &ctx, &asked, |_| Ok(())).await;
    assert_eq!(error(unknown), Error::field("rule", Code::NotFound));
    let refused = judge_everybody(&w.db, &w.ctx(LinXiaomei).await, &asked, |_| Ok(())).await;
    assert_eq!(error(refused), Error::Forbidden);
}
