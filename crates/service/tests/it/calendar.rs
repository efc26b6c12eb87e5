//! Calendars: the state's from files, organisations' own, shift patterns and leaves of half a day.

use chrono::NaiveDate;
use domain::{
    Code, Error,
    calendar::{CalendarEntryForm, DayKind, ShiftPatternForm},
    circumstance::CircumstanceForm,
    error::Conflict,
};
use service::{
    Ctx, calendar, circumstance, export, forecast,
    import::{self, Options, Stopped},
    mapping::{Kind, Mapping},
    progress,
    report::ImportReport,
    tabular::{ReadOptions, read, write},
};

use crate::world::{
    Org,
    Who::{self, *},
    World, day, days, error,
};

const NOTICE: &str = "\
date,type,name_zh,name_en,status
2027-01-01,holiday,元旦,,official
2027-02-05,holiday,春节,,official
2027-02-06,holiday,春节,,official
2027-02-08,holiday,春节,,official
2027-02-20,workday,春节,,official
2027-10-01,holiday,国庆节,,official
";

async fn take(w: &World, text: &str, options: Options) -> ImportReport {
    let sheet = read(text.as_bytes(), &ReadOptions::default()).unwrap();
    let ctx = Ctx::system("import", w.now);
    let report = import::run(&w.db, &ctx, &Mapping::identity(Kind::Holidays), &sheet, options).await.unwrap();
    assert!(report.is_balanced(), "{report:?}");
    report
}

async fn imported(w: &World, text: &str) -> ImportReport {
    take(w, text, Options::default()).await
}

fn counts(report: &ImportReport) -> [u32; 4] {
    [report.imported, report.updated, report.unchanged, report.repeated]
}

async fn year(w: &World, country: &str, year: i32) -> calendar::CalendarView {
    calendar::of_state(&w.db, &w.ctx(YanGuixiang).await, country, year).await.unwrap()
}

async fn own_day(w: &World, who: Who, org: Org, on: &str) -> calendar::DayView {
    let id = w.org(org).to_string();
    let found = calendar::days(&w.db, &w.ctx(who).await, &id, days(on, on)).await.unwrap();
    found.into_iter().next().unwrap()
}

fn closed(name: &str, first: &str, last: &str) -> CalendarEntryForm {
    CalendarEntryForm {
        name: name.into(),
        kind: "closed".into(),
        first_day: first.into(),
        last_day: last.into(),
        ..Default::default()
    }
}

#[tokio::test]
async fn the_years_have_the_workdays_that_the_notices_say() {
    let w = World::new().await;
    for (of, workdays) in [(2024, 251), (2025, 248), (2026, 248)] {
        assert_eq!(year(&w, "CN", of).await.workdays(), workdays, "{of}");
    }
    // Imported over what is shipped, the same.
    let shipped = write::csv(&export::holidays(&w.db, &Ctx::system("export", w.now)).await.unwrap()).unwrap();
    let text = String::from_utf8(shipped).unwrap();
    assert_eq!(counts(&imported(&w, &text).await), [0, 0, 301, 0]);
    let renamed = text.replace("国庆节", "国庆");
    assert!(imported(&w, &renamed).await.updated > 0);
    assert!(w.number("SELECT COUNT(*) FROM state_day").await > 0);
    for (of, workdays) in [(2024, 251), (2025, 248), (2026, 248)] {
        assert_eq!(year(&w, "CN", of).await.workdays(), workdays, "{of} from the database");
    }
}

#[tokio::test]
async fn a_notice_turns_what_was_expected_into_what_is_announced() {
    let w = World::new().await;
    let before = year(&w, "CN", 2027).await;
    assert!(before.is_provisional());
    let report = imported(&w, NOTICE).await;
    assert_eq!(counts(&report), [1, 5, 0, 0]);
    assert_eq!(report.warnings.iter().map(|it| (it.row, it.code)).collect::<Vec<_>>(), [(2, Code::DayDropped)]);
    let now = year(&w, "CN", 2027).await;
    assert!(!now.is_provisional());
    let kind = |on: &str| now.days.iter().find(|it| it.day == day(on)).unwrap().kind;
    assert_eq!(kind("2027-02-20"), DayKind::MakeUpWorkday);
    assert_eq!(kind("2027-02-07"), DayKind::Weekend, "the expected day that was not announced falls away");
    assert!(year(&w, "CN", 2028).await.is_provisional());
    // What it was called in English is kept where the file says nothing of it.
    let spring = now.days.iter().find(|it| it.day == day("2027-02-05")).unwrap();
    assert_eq!(spring.holiday.as_ref().and_then(|it| it.name_en.as_deref()), Some("Spring Festival"));
    assert_eq!(counts(&imported(&w, NOTICE).await), [0, 0, 6, 0], "a file imported twice changes nothing");
}

#[tokio::test]
async fn a_dry_run_and_a_broken_file_leave_everything_as_it_was() {
    let w = World::new().await;
    take(&w, NOTICE, Options { dry_run: true, ..Options::default() }).await;
    let bad =
        NOTICE.replace("2027-02-06,holiday", "2027-02-30,holiday").replace("2027-10-01,holiday", "2027-10-01,rest");
    let report = imported(&w, &bad).await;
    let places: Vec<_> = report.rejected.iter().map(|it| (it.row, it.column.as_str(), it.code)).collect();
    assert_eq!(places, [(4, "date", Code::BadDate), (7, "type", Code::UnknownValue)]);
    assert_eq!(w.number("SELECT COUNT(*) FROM state_day").await, 0);
    assert!(year(&w, "CN", 2027).await.is_provisional());
    // The good rows alone complete what is known of the year, and nothing falls away.
    take(&w, &bad, Options { skip_rejected: true, ..Options::default() }).await;
    let now = year(&w, "CN", 2027).await;
    assert_eq!(now.days.iter().find(|it| it.day == day("2027-02-07")).unwrap().kind, DayKind::Holiday);
    assert!(now.is_provisional(), "some of it is still expected only");
}

#[tokio::test]
async fn a_day_said_twice_differently_and_an_unknown_country_are_refused() {
    let w = World::new().await;
    let text = "日期,类型,国家\n2026-12-25,休,DE\n2026-12-25,班,DE\n2026-12-26,休,Germany\n2026-12-25,休,de\n";
    let report = imported(&w, text).await;
    let places: Vec<_> = report.rejected.iter().map(|it| (it.row, it.code)).collect();
    assert_eq!(places, [(3, Code::Duplicate), (4, Code::BadCountry)]);
    assert_eq!(report.repeated, 1);
}

#[tokio::test]
async fn an_organisation_elsewhere_has_the_holidays_of_its_country_once_they_are_imported() {
    let w = World::new().await;
    let at_hudson = async |on: &str| own_day(&w, GraceMiller, Org::Hudson, on).await;
    let before = at_hudson("2026-11-26").await;
    assert_eq!((before.kind, before.provisional), (DayKind::Workday, true));
    assert_eq!(at_hudson("2026-10-01").await.kind, DayKind::Workday, "no holiday of China");
    imported(&w, "date,type,name_en,country\n2026-11-26,holiday,Thanksgiving,US\n").await;
    let after = at_hudson("2026-11-26").await;
    assert_eq!((after.kind, after.provisional), (DayKind::Holiday, false));
    assert_eq!(year(&w, "CN", 2026).await.workdays(), 248);
}

#[tokio::test]
async fn only_the_secretariat_imports_holidays() {
    let w = World::new().await;
    let sheet = read(NOTICE.as_bytes(), &ReadOptions::default()).unwrap();
    for who in [LinXiaomei, WangJianguo] {
        let refused =
            import::run(&w.db, &w.ctx(who).await, &Mapping::identity(Kind::Holidays), &sheet, Options::default()).await;
        let Err(Stopped::Failed(failure)) = refused else { panic!("{who:?}") };
        assert_eq!(*failure.error(), Error::Forbidden);
    }
}

#[tokio::test]
async fn a_judgement_and_a_forecast_are_provisional_until_the_year_is_announced() {
    use domain::{placement::PlacementForm, policy::Status};
    let w = World::new().await;
    let form = PlacementForm {
        first_day: "2027-01-04".into(),
        last_day: "2027-03-31".into(),
        planned_hours: "480".into(),
        ..w.practice()
    };
    let id = w.approved(&form).await;
    let (yan, first) = (w.person(YanGuixiang), day("2027-01-04"));
    let ordinary = |on: &NaiveDate| domain::calendar::Calendar::china().kind(*on) == DayKind::Workday;
    let rows: Vec<String> = first
        .iter_days()
        .filter(ordinary)
        .take(40)
        .chain([day("2027-02-20")])
        .map(|on| format!("({id}, {yan}, '{on}', 480, 'on_post', 'confirmed', 1)"))
        .collect();
    let columns = "placement_id, person_id, day, minutes, kind, state, version";
    w.sql(&format!("INSERT INTO hour_entry ({columns}) VALUES {}", rows.join(", "))).await;
    let status = async || {
        let view = progress::read(&w.db, &w.ctx(LinXiaomei).await, yan, Some(day("2027-03-31"))).await.unwrap();
        let year = view.judged.into_iter().find(|it| it.rule.id.as_str() == "cn-2019-1m-year").unwrap();
        year.judgement.status
    };
    let most_ahead = async || {
        let forecast = forecast::read(&w.db, &w.ctx(LinXiaomei).await, yan).await.unwrap();
        let year = forecast.rules.into_iter().find(|it| it.rule.id.as_str() == "cn-2019-1m-year").unwrap();
        year.without_plan.stretches.iter().map(|it| it.counted).max().unwrap_or_default()
    };
    assert_eq!(status().await, Status::Provisional);
    let before = most_ahead().await;
    imported(&w, NOTICE).await;
    assert_eq!(status().await, Status::Met);
    assert_eq!(most_ahead().await, before + 480, "the make-up Saturday counts");
}

#[tokio::test]
async fn a_college_says_which_timetable_a_make_up_saturday_runs() {
    let w = World::new().await;
    let before = own_day(&w, LinXiaomei, Org::Jianghai, "2026-02-28").await;
    assert_eq!((before.works(), before.runs_as, before.proposed), (true, None, Some(day("2026-02-23"))));
    let form = CalendarEntryForm {
        name: "春节调休补课".into(),
        kind: "works".into(),
        first_day: "2026-02-28".into(),
        runs_as: "2026-02-20".into(),
        ..Default::default()
    };
    calendar::add_entry(&w.db, &w.ctx(LinXiaomei).await, w.org(Org::Jianghai), &form).await.unwrap();
    let after = own_day(&w, LinXiaomei, Org::Jianghai, "2026-02-28").await;
    assert_eq!((after.works(), after.runs_as, after.proposed), (true, Some(day("2026-02-20")), None));
    assert_eq!(own_day(&w, ZhouMin, Org::Yunling, "2026-02-28").await.runs_as, None, "each college for itself");
}

#[tokio::test]
async fn a_half_day_is_half_worked_and_its_halves_are_two_entries() {
    let w = World::new().await;
    let (ctx, org) = (w.ctx(LinXiaomei).await, w.org(Org::Jianghai));
    let half = |part: &str| CalendarEntryForm { part: part.into(), ..closed("妇女节", "2027-03-08", "") };
    calendar::add_entry(&w.db, &ctx, org, &half("afternoon")).await.unwrap();
    let it = own_day(&w, LinXiaomei, Org::Jianghai, "2027-03-08").await;
    assert_eq!((it.morning, it.afternoon, it.is_half()), (true, false, true));
    let overlap = Error::field("first_day", Code::CalendarOverlap);
    assert_eq!(error(calendar::add_entry(&w.db, &ctx, org, &half("whole")).await), overlap);
    calendar::add_entry(&w.db, &ctx, org, &half("morning")).await.unwrap();
    assert!(!own_day(&w, LinXiaomei, Org::Jianghai, "2027-03-08").await.works());
}

#[tokio::test]
async fn entries_are_changed_by_officers_of_the_organisation_and_read_by_its_counterparts() {
    let w = World::new().await;
    let org = w.org(Org::Nanqiao);
    let shutdown = closed("春节停产", "2027-02-01", "2027-02-12");
    let id = calendar::add_entry(&w.db, &w.ctx(WangJianguo).await, org, &shutdown).await.unwrap();
    for who in [ChenLi, LinXiaomei] {
        let refused = calendar::add_entry(&w.db, &w.ctx(who).await, org, &closed("x", "2027-05-04", "")).await;
        assert!(matches!(error(refused), Error::Forbidden | Error::NotFound), "{who:?}");
    }
    let seen = calendar::read(&w.db, &w.ctx(LinXiaomei).await, org, 2027).await;
    assert_eq!(error(seen), Error::NotFound, "without a placement they are strangers");
    w.submitted(&w.practice()).await;
    let seen = calendar::read(&w.db, &w.ctx(LinXiaomei).await, org, 2027).await.unwrap();
    assert_eq!((seen.entries.len(), seen.may_edit), (1, false));
    let ctx = w.ctx(WangJianguo).await;
    let longer = CalendarEntryForm { last_day: "2027-02-14".into(), ..shutdown };
    calendar::edit_entry(&w.db, &ctx, id, &longer, 1).await.unwrap();
    let stale = Error::Conflict(Conflict::Stale);
    assert_eq!(error(calendar::edit_entry(&w.db, &ctx, id, &longer, 1).await), stale);
    assert_eq!(error(calendar::remove_entry(&w.db, &ctx, id, 1).await), stale);
    assert!(!own_day(&w, WangJianguo, Org::Nanqiao, "2027-02-13").await.works());
    calendar::remove_entry(&w.db, &ctx, id, 2).await.unwrap();
    assert_eq!(w.number("SELECT COUNT(*) FROM audit_event WHERE action LIKE 'calendar.%'").await, 3);
}

#[tokio::test]
async fn a_shift_pattern_is_kept_with_its_night_shifts() {
    let w = World::new().await;
    let (ctx, org) = (w.ctx(WangJianguo).await, w.org(Org::Nanqiao));
    let form = ShiftPatternForm {
        name: "两班倒".into(),
        cycle_days: "4".into(),
        anchor: "2026-11-02".into(),
        shifts: "1 08:00-20:00\n2 20:00-08:00".into(),
    };
    let id = calendar::add_pattern(&w.db, &ctx, org, &form).await.unwrap();
    let view = calendar::read(&w.db, &ctx, org, 2026).await.unwrap();
    let [pattern] = &view.patterns[..] else { panic!("{:?}", view.patterns) };
    assert_eq!(pattern.cycle.attendance(day("2026-11-04"), 60), Some(day("2026-11-03")));
    let again = Error::field("name", Code::Duplicate);
    assert_eq!(error(calendar::add_pattern(&w.db, &ctx, org, &form).await), again);
    let fewer = ShiftPatternForm { shifts: "1 08:00-16:00".into(), ..form };
    calendar::edit_pattern(&w.db, &ctx, id, &fewer, 1).await.unwrap();
    assert_eq!(w.number("SELECT COUNT(*) FROM shift").await, 1);
    calendar::remove_pattern(&w.db, &ctx, id, 2).await.unwrap();
    assert_eq!(w.number("SELECT COUNT(*) FROM shift").await, 0);
}

#[tokio::test]
async fn a_leave_of_half_a_day_is_kept_as_such() {
    let w = World::new().await;
    let (ctx, yan) = (w.ctx(LinXiaomei).await, w.person(YanGuixiang));
    let form = CircumstanceForm {
        kind: "other_leave".into(),
        first_day: "2026-12-01".into(),
        last_day: "2026-12-01".into(),
        part: "afternoon".into(),
        ..Default::default()
    };
    circumstance::add(&w.db, &ctx, yan, &form).await.unwrap();
    let view = circumstance::of_person(&w.db, &ctx, yan).await.unwrap();
    assert_eq!(view.circumstances[0].part, domain::calendar::DayPart::Afternoon);
    let credit = CircumstanceForm {
        kind: "qualification".into(),
        value: "x".into(),
        part: "morning".into(),
        ..Default::default()
    };
    assert_eq!(error(circumstance::add(&w.db, &ctx, yan, &credit).await), Error::field("part", Code::NotAsked));
}
