//! The schedule of a placement: who sets it, what follows from it, and hours filled as planned.

use domain::{
    Code, Error,
    calendar::ShiftPatternForm,
    error::Conflict,
    hours::EntryState,
    id::PlacementId,
    placement::{Deed, PlacementForm},
    schedule::{Schedule, ScheduleForm, WeekForm},
};
use service::{audit, calendar, hours, placement, placement::DeedForm, schedule};

use crate::world::{
    Org,
    Who::{self, ChenLi, GraceMiller, HeZhiqiang, LinXiaomei, QianShen, WangJianguo, YanGuixiang, ZhaoHai, ZhouMin},
    World, day, days, entry, error,
};

fn weekdays(text: &str) -> WeekForm {
    let text = text.to_owned();
    WeekForm {
        monday: text.clone(),
        tuesday: text.clone(),
        wednesday: text.clone(),
        thursday: text.clone(),
        friday: text,
        ..WeekForm::default()
    }
}

/// Eight hours a weekday over the whole stay, but for the days of the list.
fn eight(days_off: &str) -> ScheduleForm {
    ScheduleForm { week: weekdays("8"), days_off: days_off.to_owned(), ..ScheduleForm::default() }
}

async fn set(w: &World, who: Who, id: PlacementId, form: &ScheduleForm) -> service::Result<()> {
    let version = w.number(&format!("SELECT CAST(version AS bigint) FROM placement WHERE id = {id}")).await;
    schedule::save(&w.db, &w.ctx(who).await, id, form, i32::try_from(version).unwrap()).await
}

/// The schedule as the auditor of the community sees it.
async fn stored(w: &World, id: PlacementId) -> Option<Schedule> {
    schedule::read(&w.db, &w.ctx(QianShen).await, id).await.unwrap().schedule
}

/// Its minutes, as the host's calendar has them.
async fn told(w: &World, id: PlacementId) -> i64 {
    schedule::read(&w.db, &w.ctx(QianShen).await, id).await.unwrap().told.unwrap().total()
}

#[tokio::test]
async fn planned_hours_are_what_the_schedule_adds_up_to() {
    let w = World::new().await;
    let id = w.approved(&w.practice()).await;
    assert_eq!(stored(&w, id).await, None);
    for (who, off, weekdays) in [(LinXiaomei, "", 105), (WangJianguo, "2026-10-01..2026-10-07\n2027-01-01", 99)] {
        set(&w, who, id, &eight(off)).await.unwrap();
        let schedule = stored(&w, id).await.unwrap();
        assert_eq!((schedule.first_day, schedule.last_day), (day("2026-09-07"), day("2027-01-29")));
        assert_eq!(schedule.total(), weekdays * 480);
        // Seven of the weekdays are holidays, or off; two weekend days are make-up workdays.
        assert_eq!(i64::from(w.placement(id).await.planned_minutes), 100 * 480);
        assert_eq!(told(&w, id).await, 100 * 480);
    }
    let lines = audit::list(&w.db, &w.ctx(WangJianguo).await, &audit::AuditFilter::default()).await.unwrap();
    let line = &lines.items[0];
    assert_eq!((line.action.as_str(), line.object_id), ("placement.schedule", Some(id.0)));
    assert!(line.detail.as_ref().unwrap().contains("2027-01-01"));
}

#[tokio::test]
async fn only_officers_of_the_two_sides_set_it_and_only_until_the_end() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    for (who, refusal) in [
        (YanGuixiang, Error::Forbidden),
        (ChenLi, Error::Forbidden),
        (QianShen, Error::Forbidden),
        (ZhouMin, Error::NotFound),
        (GraceMiller, Error::NotFound),
    ] {
        assert_eq!(error(set(&w, who, id, &eight("")).await), refusal, "{who:?}");
    }
    assert_eq!(stored(&w, id).await, None);
    assert!(schedule::read(&w.db, &w.ctx(LinXiaomei).await, id).await.unwrap().may_edit);
    assert!(!schedule::read(&w.db, &w.ctx(YanGuixiang).await, id).await.unwrap().may_edit);
    w.act(WangJianguo, id, Deed::Terminate).await.unwrap();
    assert_eq!(error(set(&w, WangJianguo, id, &eight("")).await), Conflict::WrongState.into());
    assert!(!schedule::read(&w.db, &w.ctx(LinXiaomei).await, id).await.unwrap().may_edit);
}

#[tokio::test]
async fn a_draft_of_the_other_side_is_not_found() {
    let w = World::new().await;
    let id = w.drafted(&w.practice()).await;
    assert_eq!(error(set(&w, WangJianguo, id, &eight("")).await), Error::NotFound);
    assert_eq!(error(schedule::read(&w.db, &w.ctx(WangJianguo).await, id).await), Error::NotFound);
    set(&w, LinXiaomei, id, &eight("")).await.unwrap();
}

#[tokio::test]
async fn a_stale_schedule_is_refused_and_changes_nothing() {
    let w = World::new().await;
    let id = w.approved(&w.practice()).await;
    let version = w.placement(id).await.version;
    set(&w, WangJianguo, id, &eight("")).await.unwrap();
    let late = eight("2026-10-01");
    let failed = schedule::save(&w.db, &w.ctx(LinXiaomei).await, id, &late, version).await;
    assert_eq!(error(failed), Conflict::Stale.into());
    assert_eq!(stored(&w, id).await.unwrap().days_off, []);
}

#[tokio::test]
async fn what_is_wrong_is_told_and_nothing_is_stored() {
    let w = World::new().await;
    let id = w.approved(&w.practice()).await;
    for (form, refusal) in [
        (ScheduleForm::default(), Error::field("monday", Code::NoWeekday)),
        (eight("2026-09-06"), Error::field("days_off", Code::DayOffOutside)),
        (ScheduleForm { last_day: "2027-01-30".into(), ..eight("") }, Error::field("last_day", Code::OutsidePlacement)),
    ] {
        assert_eq!(error(set(&w, LinXiaomei, id, &form).await), refusal);
    }
    assert_eq!(stored(&w, id).await, None);
    assert_eq!(w.placement(id).await.planned_minutes, 320 * 60);
}

#[tokio::test]
async fn one_form_drafts_a_placement_with_its_week() {
    let w = World::new().await;
    let id = w.drafted(&PlacementForm { week: weekdays("4"), ..w.secondment() }).await;
    let schedule = stored(&w, id).await.unwrap();
    assert_eq!(schedule.week_minutes(), [180, 180, 180, 180, 180, 0, 0], "four class hours");
    assert_eq!(i64::from(w.placement(id).await.planned_minutes), told(&w, id).await);

    let edit = async |form: PlacementForm| {
        let version = w.placement(id).await.version;
        placement::edit(&w.db, &w.ctx(WangJianguo).await, id, &form, version).await.unwrap();
        stored(&w, id).await.unwrap()
    };
    let shorter = edit(PlacementForm { last_day: "2026-12-31".into(), ..w.secondment() }).await;
    assert_eq!(
        (shorter.week_minutes(), shorter.last_day),
        (schedule.week_minutes(), day("2026-12-31")),
        "the week stays, the end follows"
    );
    assert_eq!(i64::from(w.placement(id).await.planned_minutes), told(&w, id).await);
    let other =
        edit(PlacementForm { week: WeekForm { monday: "2节".into(), ..WeekForm::default() }, ..w.secondment() }).await;
    assert_eq!(other.week_minutes(), [90, 0, 0, 0, 0, 0, 0]);
}

#[tokio::test]
async fn agreed_dates_and_an_early_end_take_the_schedule_along() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let inner =
        ScheduleForm { first_day: "2026-09-14".into(), ..eight("2026-10-01..2026-10-07\n2027-01-28..2027-01-29") };
    set(&w, LinXiaomei, id, &inner).await.unwrap();
    w.propose(LinXiaomei, id, "2026-09-07", "2027-02-26").await.unwrap();
    assert_eq!(stored(&w, id).await.unwrap().last_day, day("2027-01-29"), "not before both agree");
    w.act(WangJianguo, id, Deed::AcceptDates).await.unwrap();
    let longer = stored(&w, id).await.unwrap();
    assert_eq!((longer.first_day, longer.last_day), (day("2026-09-14"), day("2027-02-26")));
    assert_eq!(longer.days_off.len(), 9);
    assert_eq!(i64::from(w.placement(id).await.planned_minutes), told(&w, id).await);

    let end = DeedForm { last_day: "2026-10-02".into(), reason: "项目结束".into(), ..DeedForm::default() };
    w.act_with(WangJianguo, id, Deed::Terminate, end).await.unwrap();
    let cut = stored(&w, id).await.unwrap();
    assert_eq!((cut.last_day, cut.days_off), (day("2026-10-02"), vec![day("2026-10-01"), day("2026-10-02")]));
    // From the 14th to the 30th of September; mid-autumn is free, Sunday the 20th is a make-up workday.
    assert_eq!(w.placement(id).await.planned_minutes, 13 * 480);
    let lines = audit::list(&w.db, &w.ctx(WangJianguo).await, &audit::AuditFilter::default()).await.unwrap();
    assert!(lines.items[0].detail.as_ref().unwrap().contains("\"schedule\""), "{:?}", lines.items[0]);
}

#[tokio::test]
async fn empty_days_that_have_come_are_filled_as_planned() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    set(&w, LinXiaomei, id, &eight("2026-11-18")).await.unwrap();
    let own = w.ctx(YanGuixiang).await;
    w.log(YanGuixiang, id, "2026-11-17", "5").await.unwrap();
    let filled = hours::fill_as_planned(&w.db, &own, id, &[], day("2026-11-19")).await.unwrap();
    assert_eq!(filled.days, [day("2026-11-16"), day("2026-11-19"), day("2026-11-20")]);
    let minutes: Vec<_> = w.entries(id).await.iter().map(|entry| (entry.minutes, entry.state)).collect();
    let draft = |minutes| (minutes, EntryState::Draft);
    assert_eq!(minutes, [draft(480), draft(300), draft(480), draft(480)]);
    let nothing = Error::field("", Code::NothingToDo);
    assert_eq!(
        error(hours::fill_as_planned(&w.db, &own, id, &[], day("2026-11-19")).await),
        nothing,
        "nothing is left"
    );
    assert_eq!(error(hours::fill_as_planned(&w.db, &own, id, &[], day("2026-12-21")).await), nothing, "not yet");
    for who in [LinXiaomei, WangJianguo, ChenLi] {
        let failed = hours::fill_as_planned(&w.db, &w.ctx(who).await, id, &[], day("2026-11-10")).await;
        assert_eq!(error(failed), Error::Forbidden, "{who:?}");
    }
}

#[tokio::test]
async fn filling_never_touches_what_was_submitted_and_says_which_days() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    set(&w, LinXiaomei, id, &eight("")).await.unwrap();
    let own = w.ctx(YanGuixiang).await;
    w.log(YanGuixiang, id, "2026-11-16", "8").await.unwrap();
    hours::submit(&w.db, &own, id, days("2026-11-16", "2026-11-18")).await.unwrap();
    let filled = hours::fill_as_planned(&w.db, &own, id, &[], day("2026-11-16")).await.unwrap();
    assert_eq!(filled.days, [day("2026-11-19"), day("2026-11-20")]);
    assert_eq!(filled.left_out, [17, 18].map(|n| (day(&format!("2026-11-{n}")), Code::PeriodSubmitted)));
}

#[tokio::test]
async fn what_was_typed_beside_is_stored_and_not_filled_over() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    set(&w, LinXiaomei, id, &eight("")).await.unwrap();
    let own = w.ctx(YanGuixiang).await;
    let cell = |date: &str, time: &str| hours::Cell { entry: entry(date, time, "on_post"), ..Default::default() };
    let wrong = [cell("2026-11-16", "6"), cell("2026-11-17", "25")];
    let failed = hours::fill_as_planned(&w.db, &own, id, &wrong, day("2026-11-16")).await;
    assert_eq!(error(failed), Error::field("cells[1].time", Code::OverTwentyFourHours));
    assert_eq!(w.entries(id).await, [], "all or nothing");
    let cells = [cell("2026-11-16", "6"), cell("2026-11-17", "")];
    let filled = hours::fill_as_planned(&w.db, &own, id, &cells, day("2026-11-16")).await.unwrap();
    assert_eq!(filled.days.len(), 4);
    assert_eq!(w.entries(id).await.iter().map(|entry| entry.minutes).collect::<Vec<_>>(), [360, 480, 480, 480, 480]);
}

#[tokio::test]
async fn without_a_schedule_there_is_nothing_to_fill() {
    let w = World::new().await;
    let id = w.active(&w.secondment()).await;
    let failed = hours::fill_as_planned(&w.db, &w.ctx(ZhaoHai).await, id, &[], day("2026-11-16")).await;
    assert_eq!(error(failed), Error::field("", Code::NothingToDo));
}

#[tokio::test]
async fn class_hours_are_filled_for_who_teaches() {
    let w = World::new().await;
    let id = w.active(&PlacementForm { week: weekdays("2"), ..w.secondment() }).await;
    hours::fill_as_planned(&w.db, &w.ctx(ZhaoHai).await, id, &[], day("2026-11-16")).await.unwrap();
    let view = hours::read(&w.db, &w.ctx(HeZhiqiang).await, id, days("2026-11-16", "2026-11-22")).await.unwrap();
    assert!(view.entries.iter().all(|entry| (entry.minutes, entry.kind.as_str()) == (90, "class_hours")));
    assert_eq!(view.schedule.unwrap().expected_between(view.days.0, view.days.1), 5 * 90);
}

#[tokio::test]
async fn what_waits_is_compared_with_what_was_expected() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let own = w.ctx(YanGuixiang).await;
    for (date, time) in [("2026-11-16", "8"), ("2026-11-17", "6"), ("2026-11-19", "8"), ("2026-11-21", "3")] {
        w.log(YanGuixiang, id, date, time).await.unwrap();
    }
    hours::submit(&w.db, &own, id, days("2026-11-16", "2026-11-22")).await.unwrap();
    let waiting = async || hours::waiting(&w.db, &w.ctx(ChenLi).await).await.unwrap().remove(0);
    let without = waiting().await;
    assert_eq!((without.expected_minutes, without.differences.len()), (None, 0), "nothing to compare with");
    set(&w, LinXiaomei, id, &eight("2026-11-18")).await.unwrap();
    let period = waiting().await;
    assert_eq!((period.minutes, period.expected_minutes), (25 * 60, Some(4 * 480)));
    assert_eq!(period.differences.len(), 3, "short on Tuesday, nothing on Friday, more on Saturday");
    // What was decided is no longer a matter of the queue.
    hours::confirm(&w.db, &w.ctx(ChenLi).await, id, days("2026-11-16", "2026-11-17"), &[]).await.unwrap();
    let period = waiting().await;
    assert_eq!((period.expected_minutes, period.differences.len()), (Some(2 * 480), 2));
}

#[tokio::test]
async fn a_schedule_takes_over_a_shift_pattern_of_the_host_and_keeps_it_when_the_pattern_changes() {
    let w = World::new().await;
    let pattern = ShiftPatternForm {
        name: "两班倒".into(),
        cycle_days: "4".into(),
        anchor: "2026-09-07".into(),
        shifts: "1 08:00-20:00\n2 20:00-08:00".into(),
    };
    let host = w.ctx(WangJianguo).await;
    let key = calendar::add_pattern(&w.db, &host, w.org(Org::Nanqiao), &pattern).await.unwrap();
    let id = w.approved(&w.practice()).await;
    let view = schedule::read(&w.db, &w.ctx(LinXiaomei).await, id).await.unwrap();
    let [offered] = &view.patterns[..] else { panic!("{:?}", view.patterns) };
    set(&w, LinXiaomei, id, &ScheduleForm { accept: "倒班岗位".into(), ..view.form().in_cycle(&offered.cycle) })
        .await
        .unwrap();
    let fewer = ShiftPatternForm { shifts: "1 08:00-16:00".into(), ..pattern };
    calendar::edit_pattern(&w.db, &host, key, &fewer, 1).await.unwrap();
    let told = schedule::read(&w.db, &w.ctx(YanGuixiang).await, id).await.unwrap().told.unwrap();
    let of = |text| told.expected(day(text));
    assert_eq!(["2026-09-07", "2026-09-08", "2026-09-09", "2026-09-12"].map(of), [720, 720, 0, 720]);
    assert_eq!(of("2026-10-01"), 0, "a holiday");
    assert_eq!(i64::from(w.placement(id).await.planned_minutes), told.total());
    let nights = "SELECT COUNT(*) FROM booking WHERE to_minute - from_minute = 720";
    assert!(w.number(nights).await > 40, "each shift is booked by the clock");
}

#[tokio::test]
async fn a_schedule_that_is_removed_leaves_the_workdays_of_the_host_and_the_planned_hours() {
    let w = World::new().await;
    let id = w.approved(&w.practice()).await;
    let week = WeekForm { monday: "8".into(), ..WeekForm::default() };
    set(&w, LinXiaomei, id, &ScheduleForm { week, ..ScheduleForm::default() }).await.unwrap();
    let (planned, mondays) =
        (w.placement(id).await.planned_minutes, w.number("SELECT SUM(minutes) FROM booking").await);
    let remove = async |who| {
        let version = w.placement(id).await.version;
        schedule::remove(&w.db, &w.ctx(who).await, id, &ScheduleForm::default(), version).await
    };
    assert_eq!(error(remove(YanGuixiang).await), Error::Forbidden);
    remove(LinXiaomei).await.unwrap();
    assert_eq!(stored(&w, id).await, None);
    assert_eq!(w.placement(id).await.planned_minutes, planned);
    assert!(w.number("SELECT SUM(minutes) FROM booking").await > 4 * mondays);
    assert_eq!(error(remove(LinXiaomei).await), Error::NotFound, "there is none any more");
}
