//! What officers import: files about their own organisation, which learn nothing of others, approve nothing
//! for the other side and confirm nothing but what was worked at the own organisation.

use domain::{
    Code, Error,
    hours::EntryState,
    id::PlacementId,
    placement::{Deed, State},
};
use service::{
    export,
    import::{self, Options, Stopped},
    mapping::{Kind, Mapping},
    report::ImportReport,
    tabular::{ReadOptions, read},
};

use crate::{
    import::{counts, rejections, run},
    world::{Who, World, days},
};

async fn by(world: &World, who: Who, kind: Kind, text: &str) -> ImportReport {
    let sheet = read(text.as_bytes(), &ReadOptions::default()).unwrap();
    let options = Options { dry_run: false, skip_rejected: true };
    let ctx = world.ctx(who).await;
    let report = import::run(&world.db, &ctx, &Mapping::identity(kind), &sheet, options).await.unwrap();
    assert!(report.is_balanced(), "{report:?}");
    report
}

fn warnings(report: &ImportReport) -> Vec<(u32, Code)> {
    report.warnings.iter().map(|warning| (warning.row, warning.code)).collect()
}

/// Codes and columns without the value, which is the file's own.
fn told(report: &ImportReport) -> (Vec<(String, Code)>, [u32; 4], Vec<Code>) {
    let rejected = report.rejected.iter().map(|one| (one.column.clone(), one.code)).collect();
    (rejected, counts(report), report.warnings.iter().map(|one| one.code).collect())
}

#[tokio::test]
async fn organisations_and_catalogues_are_for_the_secretariat() {
    let w = World::new().await;
    let texts =
        [(Kind::Organisations, "kind,name\ncollege,甲\n"), (Kind::Catalogues, "catalogue,code,name\nmajor,1,甲\n")];
    for (kind, text) in texts {
        let sheet = read(text.as_bytes(), &ReadOptions::default()).unwrap();
        for who in [Who::LinXiaomei, Who::WangJianguo] {
            let ctx = w.ctx(who).await;
            let mapping = Mapping::identity(kind);
            let refused = import::run(&w.db, &ctx, &mapping, &sheet, Options::default()).await.unwrap_err();
            assert!(matches!(&refused, Stopped::Failed(failure) if *failure.error() == Error::Forbidden), "{kind:?}");
        }
        assert_eq!(by(&w, Who::SunYu, kind, text).await.imported, 1);
    }
}

#[tokio::test]
async fn a_college_imports_its_teachers_without_naming_itself() {
    let w = World::new().await;
    let text = "姓名,工号,部门,职称,教师类别\n方志远,Ｊ－０１０１,机械系,副教授,专业课教师\n严桂香,,机械系,教授,\n";
    assert_eq!(counts(&by(&w, Who::LinXiaomei, Kind::People, text).await), [1, 1, 0, 0]);
    assert_eq!(counts(&by(&w, Who::LinXiaomei, Kind::People, text).await), [0, 0, 2, 0]);
    let found = "SELECT COUNT(*) FROM employment e JOIN organisation o ON o.id = e.organisation_id \
        WHERE e.staff_number = 'J-0101' AND o.name = '江海职业技术学院' AND e.profile = 'teacher' \
        AND e.category = 'professional_course'";
    assert_eq!(w.number(found).await, 1);
    let line = "SELECT COUNT(*) FROM audit_event WHERE action = 'import.people' AND organisation_id IS NOT NULL";
    assert_eq!(w.number(line).await, 1);
}

#[tokio::test]
async fn people_of_other_organisations_are_refused_and_foreign_references_look_like_unknown_ones() {
    let w = World::new().await;
    let other = "name,organisation,profile\n唐薇,云岭职业学院,teacher\n";
    let report = by(&w, Who::LinXiaomei, Kind::People, other).await;
    assert_eq!(rejections(&report), [(2, "organisation", Code::NotYours)]);
    w.sql("UPDATE person SET reference = 'T-1' WHERE name = '唐薇'").await;
    let claim = |reference: &str| format!("reference,name,profile\n{reference},甲,teacher\n");
    let foreign = by(&w, Who::LinXiaomei, Kind::People, &claim("T-1")).await;
    w.sql("DELETE FROM employment WHERE person_id IN (SELECT id FROM person WHERE name = '甲')").await;
    let unknown = by(&w, Who::LinXiaomei, Kind::People, &claim("T-2")).await;
    assert_eq!(told(&foreign), told(&unknown));
    assert_eq!(warnings(&foreign), [(2, Code::ReferenceNotKept)]);
    assert_eq!(w.number("SELECT COUNT(*) FROM person WHERE reference LIKE 'T-%'").await, 1);
    assert_eq!(w.number("SELECT COUNT(*) FROM person WHERE reference = 'T-1' AND name = '唐薇'").await, 1);
    let nameless = by(&w, Who::LinXiaomei, Kind::People, "reference,profile\nT-1,teacher\n").await;
    assert_eq!(rejections(&nameless), [(2, "name", Code::Required)]);
    // A namesake is another person.
    assert_eq!(by(&w, Who::LinXiaomei, Kind::People, "name,profile\n唐薇,teacher\n").await.imported, 1);
    assert_eq!(w.number("SELECT COUNT(*) FROM person WHERE name = '唐薇'").await, 2);
}

#[tokio::test]
async fn who_has_left_is_not_changed_by_the_former_employer() {
    let w = World::new().await;
    w.sql(
        "UPDATE employment SET last_day = '2026-06-30' WHERE person_id = (SELECT id FROM person WHERE name = '马骏')",
    )
    .await;
    let same = "name,profile,first_day\n马骏,teacher,2014-09-01\n";
    assert_eq!(counts(&by(&w, Who::LinXiaomei, Kind::People, same).await), [0, 0, 1, 0]);
    let renamed = "name,name_en,profile,first_day\n马骏,Jun Ma,teacher,2014-09-01\n";
    assert_eq!(rejections(&by(&w, Who::LinXiaomei, Kind::People, renamed).await), [(2, "name", Code::NotYours)]);
}

const PLACEMENT: &str = "reference,direction,person,sending,hosting,form,load,first_day,last_day,state\n";

fn out(rest: &str) -> String {
    format!(
        "{PLACEMENT}P-1,enterprise_practice,严桂香,江海职业技术学院,南桥精密机械有限公司,on_post,full_time,{rest}\n"
    )
}

#[tokio::test]
async fn placements_come_in_as_drafts_of_the_own_side_whatever_the_file_says() {
    let w = World::new().await;
    let text = out("2025-03-03,2025-06-30,completed");
    let report = by(&w, Who::LinXiaomei, Kind::Placements, &text).await;
    assert_eq!((counts(&report), warnings(&report)), ([1, 0, 0, 0], vec![(2, Code::StateNotTaken)]));
    let id = PlacementId(w.number("SELECT id FROM placement").await);
    let placement = w.placement(id).await;
    assert_eq!(placement.state, State::Draft);
    let approved =
        "SELECT COUNT(*) FROM placement WHERE sending_approved OR hosting_approved OR drafted_by <> 'sending'";
    assert_eq!(w.number(approved).await, 0);
    assert_eq!(counts(&by(&w, Who::LinXiaomei, Kind::Placements, &text).await), [0, 0, 1, 0]);
    // The draft is changed by a later file, until both sides have seen it.
    let longer = out("2025-03-03,2025-07-31,completed");
    assert_eq!(counts(&by(&w, Who::LinXiaomei, Kind::Placements, &longer).await), [0, 1, 0, 0]);
    w.act(Who::LinXiaomei, id, Deed::Submit).await.unwrap();
    assert_eq!(counts(&by(&w, Who::LinXiaomei, Kind::Placements, &longer).await), [0, 0, 1, 0]);
    let report = by(&w, Who::LinXiaomei, Kind::Placements, &text).await;
    assert_eq!(rejections(&report), [(2, "reference", Code::NotADraft)]);
}

#[tokio::test]
async fn placements_between_others_and_people_of_others_are_refused() {
    let w = World::new().await;
    let text = out("2025-03-03,2025-06-30,");
    let not_yours = by(&w, Who::ZhouMin, Kind::Placements, &text).await;
    assert_eq!(rejections(&not_yours), [(2, "person", Code::UnknownPerson)]);
    let known = text.replace("严桂香", "周敏");
    assert_eq!(rejections(&by(&w, Who::ZhouMin, Kind::Placements, &known).await), [(2, "person", Code::UnknownPerson)]);
    // The host does not know the teachers of a college, whether they are there or not.
    let foreign = by(&w, Who::WangJianguo, Kind::Placements, &text).await;
    let unknown = by(&w, Who::WangJianguo, Kind::Placements, &text.replace("严桂香", "无此人")).await;
    assert_eq!(told(&foreign), told(&unknown));
    assert_eq!(rejections(&foreign), [(2, "person", Code::UnknownPerson)]);
    let kinds = text.replace("enterprise_practice", "teaching_secondment");
    let report = by(&w, Who::LinXiaomei, Kind::Placements, &kinds).await;
    assert_eq!(rejections(&report), [(2, "sending", Code::WrongSenderKind)]);
}

#[tokio::test]
async fn two_organisations_may_number_their_placements_alike() {
    let w = World::new().await;
    let mine = out("2025-03-03,2025-06-30,");
    assert_eq!(by(&w, Who::LinXiaomei, Kind::Placements, &mine).await.imported, 1);
    let theirs = mine.replace("严桂香", "唐薇").replace("江海职业技术学院", "云岭职业学院");
    assert_eq!(by(&w, Who::ZhouMin, Kind::Placements, &theirs).await.imported, 1);
    let sheet = export::placements(&w.db, &w.ctx(Who::LinXiaomei).await).await.unwrap();
    assert_eq!(sheet.rows[0].cell(0).shown(), "P-1");
    let (ctx, mapping) = (w.ctx(Who::LinXiaomei).await, Mapping::identity(Kind::Placements));
    let again = import::run(&w.db, &ctx, &mapping, &sheet, Options::default()).await.unwrap();
    assert_eq!(counts(&again), [0, 0, 1, 0]);
    // The community tells them apart.
    let sheet = export::placements(&w.db, &w.ctx(Who::QianShen).await).await.unwrap();
    assert_ne!(sheet.rows[0].cell(0), sheet.rows[1].cell(0));
}

#[tokio::test]
async fn the_exports_of_both_sides_come_back_unchanged() {
    let w = World::new().await;
    let (out, back) = (w.active(&w.practice()).await, w.active(&w.secondment()).await);
    w.log(Who::YanGuixiang, out, "2026-11-16", "8").await.unwrap();
    w.log(Who::ZhaoHai, back, "2026-11-16", "2").await.unwrap();
    w.submit(Who::YanGuixiang, out, days("2026-11-16", "2026-11-22")).await.unwrap();
    w.confirm(Who::ChenLi, out, days("2026-11-16", "2026-11-22")).await.unwrap();
    for who in [Who::LinXiaomei, Who::WangJianguo] {
        let ctx = w.ctx(who).await;
        for kind in [Kind::People, Kind::Placements, Kind::Hours, Kind::Credentials] {
            let sheet = export::run(&w.db, &ctx, kind).await.unwrap();
            if sheet.rows.is_empty() {
                continue;
            }
            let report = import::run(&w.db, &ctx, &Mapping::identity(kind), &sheet, Options::default()).await.unwrap();
            let rows = u32::try_from(sheet.rows.len()).unwrap();
            assert_eq!((counts(&report), rejections(&report)), ([0, 0, rows, 0], vec![]), "{who:?} {kind:?}");
            assert_eq!(warnings(&report), [], "{who:?} {kind:?}");
        }
    }
}

const HOURS: &str = "person,day,time,state,confirmed_by\n";

#[tokio::test]
async fn the_host_attests_hours_in_its_own_name() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let text =
        format!("{HOURS}严桂香,2026-11-16,8,confirmed,陈立\n严桂香,2026-11-17,8,submitted,\n严桂香,2026-11-18,8,,\n");
    assert_eq!(counts(&by(&w, Who::WangJianguo, Kind::Hours, &text).await), [3, 0, 0, 0]);
    let entries = w.entries(id).await;
    let states: Vec<_> = entries.iter().map(|entry| entry.state).collect();
    assert_eq!(states, [EntryState::Confirmed, EntryState::Submitted, EntryState::Submitted]);
    assert_eq!(
        (entries[0].decided_by.as_ref().map(domain::name::Named::as_str), entries[0].decided_at),
        (Some("王建国"), Some(w.now))
    );
    assert_eq!(w.ledger_and_confirmed(id).await, (480, 480));
    assert_eq!(counts(&by(&w, Who::WangJianguo, Kind::Hours, &text).await), [0, 0, 3, 0]);
    let draft = format!("{HOURS}严桂香,2026-11-19,8,draft,\n");
    assert_eq!(rejections(&by(&w, Who::WangJianguo, Kind::Hours, &draft).await), [(2, "state", Code::NotYours)]);
}

#[tokio::test]
async fn the_sending_side_confirms_nothing() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let text =
        format!("{HOURS}严桂香,2026-11-16,8,confirmed,陈立\n严桂香,2026-11-17,8,submitted,\n严桂香,2026-11-18,8,,\n");
    let report = by(&w, Who::LinXiaomei, Kind::Hours, &text).await;
    assert_eq!(warnings(&report), [(2, Code::StateNotTaken), (3, Code::StateNotTaken)]);
    assert_eq!(w.entry_states(id).await, [EntryState::Draft; 3]);
    assert_eq!(w.number("SELECT COUNT(*) FROM hour_ledger").await, 0);
}

#[tokio::test]
async fn an_officer_attests_nothing_about_their_own_stay() {
    let w = World::new().await;
    let form = domain::placement::PlacementForm { participant: w.person(Who::MaJun).to_string(), ..w.practice() };
    w.active(&form).await;
    for state in ["confirmed", "submitted", ""] {
        let text = format!("{HOURS}马骏,2026-11-16,8,{state},\n");
        let report = by(&w, Who::MaJunAtNanqiao, Kind::Hours, &text).await;
        assert_eq!(report.rejected.iter().map(|one| one.code).collect::<Vec<_>>(), [Code::NotYours], "{state}");
    }
    assert_eq!(w.number("SELECT COUNT(*) FROM hour_entry").await, 0);
}

#[tokio::test]
async fn hours_of_other_peoples_placements_look_like_hours_of_nobodys() {
    let w = World::new().await;
    run(&w, &Mapping::identity(Kind::Placements), &out("2025-03-03,2025-06-30,"), Options::default()).await;
    let text = |reference: &str, name: &str| {
        format!("placement,person,day,time\n{reference},,2025-03-03,8\n,{name},2025-03-04,8\n")
    };
    let foreign = by(&w, Who::ZhouMin, Kind::Hours, &text("P-1", "严桂香")).await;
    let unknown = by(&w, Who::ZhouMin, Kind::Hours, &text("P-9", "无此人")).await;
    assert_eq!(told(&foreign), told(&unknown));
    assert_eq!(rejections(&foreign), [(2, "placement", Code::NotFound), (3, "person", Code::UnknownPerson)]);
}
