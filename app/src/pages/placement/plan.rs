//! The schedule of a placement beside what was logged: the picture of its week and of the whole stay.

use chrono::{NaiveDate, Weekday};
use domain::{
    duration::{class_hours, tenths_text},
    placement::{Direction, Placement},
    schedule::Schedule,
};
use leptos::prelude::*;
use service::placement::PlacementView;

use crate::{
    ui::{
        button::LinkButton,
        card::{Card, Fact, FactList},
        empty::Empty,
        icon::IconName,
        layout::Section,
        schedule::{StayStrip, WeekBar, WeekBars},
        text::Text,
    },
    words::Words,
};

/// Monday to Sunday.
pub(super) const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// The part of a placement's page about its schedule.
pub(super) fn section(w: Words, view: &PlacementView, today: NaiveDate) -> AnyView {
    let href = format!("/placements/{}/schedule", view.placement.id);
    let Some(schedule) = &view.schedule else {
        let text = if view.may_schedule { w.schedule_none_text() } else { w.schedule_none_reader() };
        let action = view.may_schedule.then(|| {
            view! { <LinkButton href=href icon=IconName::Calendar>{w.schedule_make()}</LinkButton> }.into_any()
        });
        return view! {
            <Section id="schedule" title=w.schedule()>
                <Empty title=w.schedule_none() text=text icon=IconName::Calendar action=action />
            </Section>
        }
        .into_any();
    };
    let action = view
        .may_schedule
        .then(|| view! { <LinkButton href=href icon=IconName::Draft>{w.schedule_edit()}</LinkButton> }.into_any());
    let planned = schedule.total();
    let mut facts = vec![Fact::text(w.placement_planned(), w.workdays(planned))];
    if view.placement.state.takes_hours() {
        let due = schedule.expected_between(schedule.first_day, today);
        facts.push(Fact::text(w.schedule_due(), w.workdays(due)));
        facts.push(Fact::text(w.schedule_logged(), w.workdays(view.logged_minutes)));
        facts.push(Fact::text(w.placement_confirmed(), w.workdays(view.confirmed_minutes)));
        // Rounded down, so that 100 % means reached.
        let share = (view.confirmed_minutes * 100).checked_div(planned).unwrap_or_default();
        facts.push(Fact::text(w.schedule_share(), format!("{share}%")));
    }
    let picture = picture(w, &view.placement, schedule, today);
    view! {
        <Section id="schedule" title=w.schedule() action=action>
            <div class="columns">
                {picture}
                <Card>
                    <FactList facts=facts />
                </Card>
            </div>
        </Section>
    }
    .into_any()
}

/// The week and the whole stay, drawn, with the days off in words.
pub(super) fn picture(w: Words, placement: &Placement, schedule: &Schedule, today: NaiveDate) -> AnyView {
    let recurring: Vec<(Text, i32)> = match &schedule.cycle {
        Some(cycle) => (1..).zip(cycle.minutes()).map(|(day, it)| (w.schedule_cycle_day(day).into(), it)).collect(),
        None => WEEK.into_iter().map(|day| w.weekday(day).into()).zip(schedule.week_minutes()).collect(),
    };
    let longest = recurring.iter().map(|(_, minutes)| *minutes).max().unwrap_or_default().max(480);
    let total: i64 = recurring.iter().map(|(_, minutes)| i64::from(*minutes)).sum();
    let days = recurring
        .into_iter()
        .map(|(label, minutes)| WeekBar {
            label,
            amount: if minutes == 0 { w.schedule_free().into() } else { amount(w, placement, minutes).into() },
            fraction: f64::from(minutes) / f64::from(longest),
        })
        .collect();
    let stay = (placement.first_day, placement.last_day);
    let runs = schedule.runs_off();
    let ranges: Vec<String> = runs
        .iter()
        .map(|(first, last)| if first == last { first.to_string() } else { w.days(*first, *last) })
        .collect();
    let off = if runs.is_empty() {
        w.schedule_no_days_off().to_owned()
    } else {
        w.schedule_off(schedule.days_off.len(), &ranges)
    };
    let each = schedule
        .cycle
        .as_ref()
        .map_or(Text::from(w.schedule_per_week()), |it| w.schedule_per_cycle(it.cycle_days).into());
    let facts = vec![Fact::text(each, w.hours(total)), Fact::text(w.schedule_days_off(), off)];
    let scheduled = (schedule.first_day, schedule.last_day);
    view! {
        <Card>
            <div class="stack">
                <WeekBars label=w.schedule() days=days />
                <div>
                    <StayStrip
                        label=w.schedule_strip(&w.days(stay.0, stay.1))
                        stay=stay
                        schedule=scheduled
                        off=runs
                        today=Some((today, w.schedule_today()))
                    />
                </div>
                <FactList facts=facts />
            </div>
        </Card>
    }
    .into_any()
}

/// The amount of a day: class hours where somebody teaches and they are whole tenths, else hours.
fn amount(w: Words, placement: &Placement, minutes: i32) -> String {
    let each = i64::from(placement.class_hour_minutes);
    let tenths = class_hours(each, minutes.into()).filter(|tenths| tenths * each == i64::from(minutes) * 10);
    match tenths {
        Some(tenths) if placement.direction == Direction::TeachingSecondment => w.hours_lessons(&tenths_text(tenths)),
        _ => w.hours(minutes.into()),
    }
}
