//! The home page of college HR and of enterprise coordinators: both work in both directions.

use chrono::Days;
use domain::{
    account::Role,
    credential::{SOON_DAYS, Standing},
    id::OrganisationId,
    need::Need,
    placement::{Direction, PlacementFilter, PlacementLine, Side, State},
    policy::{Rule, Status},
};
use leptos::prelude::*;
use service::{
    home::{OfficerHome, OfficerWork},
    progress::ProgressLine,
};

use super::{Page, Waiting, header, needs, short_list};
use crate::{
    pages::{PageResult, address},
    ui::{
        button::{ButtonKind, LinkButton},
        card::{Fact, RuleCard},
        chip::StatusChip,
        empty::Empty,
        icon::IconName,
        layout::Section,
        progress::Ring,
        timeline::{Timeline, TimelineBar, TimelineMark},
        tone::Tone,
    },
    visit::Visit,
    words::Words,
};

/// How many bars the strip shows.
const STRIP_BARS: usize = 12;
/// How many lines a short list shows.
const SHORT_LIST: usize = 6;

/// The page.
pub(super) async fn home(visit: &Visit, role: Role, own: OrganisationId) -> PageResult {
    let w = visit.words();
    let home = service::home::officer(&visit.db, &visit.ctx).await?;
    let work = service::home::work(&visit.db, &visit.ctx).await?;
    let teachers = if role == Role::CollegeHr {
        service::progress::of_organisation(&visit.db, &visit.ctx, None).await?
    } else {
        Vec::new()
    };
    let waiting = waiting(w, role, &home, &work, &teachers);
    let action = view! {
        <LinkButton href="/placements/new" kind=ButtonKind::Primary icon=IconName::Add>{w.home_new_placement()}</LinkButton>
        <LinkButton href=format!("/members/{own}") icon=IconName::Organisation>{w.home_own_organisation()}</LinkButton>
    };
    let body = view! {
        {header(visit, waiting.len(), Some(action.into_any()))}
        {needs(w, waiting)}
        {weeks(w, &home)}
        <details class="home-tables">
            <summary>{w.home_weeks_table()}</summary>
            {people(w, role, Side::Sending, &home)}
            {people(w, role, Side::Hosting, &home)}
        </details>
        {indicators(w, &teachers)}
    };
    Ok(Page::new(w.home(), body))
}

/// What waits, the most pressing first: submissions and hours that others wait for, people who are late;
/// then the other steps of placements, what will be late, what is offered.
fn waiting(w: Words, role: Role, home: &OfficerHome, work: &OfficerWork, teachers: &[ProgressLine]) -> Vec<Waiting> {
    let of = |wanted: &[Need]| {
        let needs = home.needs.iter().copied().filter(|(need, _)| wanted.contains(need));
        needs.map(|(need, count)| placement(w, need, count)).collect::<Vec<_>>()
    };
    let mut waiting = of(&[Need::Approval]);
    waiting.push(Waiting {
        count: work.hours,
        label: w.home_hours_to_confirm(work.hours),
        detail: String::new(),
        href: "/hours/waiting".to_owned(),
        tone: Tone::Accent,
        icon: IconName::Hours,
    });
    waiting.extend(people_late(w, teachers));
    waiting.extend(of(&[Need::Dates, Need::Returned, Need::Unlocked, Need::Start, Need::End, Need::Mentor]));
    let (week, missing) = work.missing;
    waiting.push(Waiting {
        count: missing,
        label: w.home_missing(missing),
        detail: w.home_missing_week(&w.days(week, week + Days::new(6))),
        href: format!("/hours/missing?week={week}"),
        tone: Tone::AtRisk,
        icon: IconName::Hours,
    });
    waiting.extend(credentials(w, work.credentials));
    waiting.push(Waiting {
        count: work.without_consent,
        label: w.home_without_consent(work.without_consent),
        detail: w.home_consent_detail().to_owned(),
        href: "/consents".to_owned(),
        tone: Tone::Neutral,
        icon: IconName::People,
    });
    let detail = if role == Role::Coordinator { "" } else { w.home_openings_soon() };
    waiting.push(Waiting {
        count: work.openings,
        label: w.home_openings(role, work.openings),
        detail: detail.to_owned(),
        href: address("/openings", &service::home::wanted(role, home.today)),
        tone: Tone::Neutral,
        icon: IconName::Placement,
    });
    waiting.extend(of(&[Need::Draft]));
    waiting.retain(|card| card.count > 0);
    waiting
}

fn placement(w: Words, need: Need, count: i64) -> Waiting {
    let (tone, icon) = match need {
        Need::Approval => (Tone::Accent, IconName::Placement),
        Need::Dates | Need::Start | Need::End => (Tone::Accent, IconName::Calendar),
        Need::Returned | Need::Unlocked => (Tone::AtRisk, IconName::Returned),
        Need::Draft => (Tone::Neutral, IconName::Draft),
        Need::Mentor => (Tone::AtRisk, IconName::Person),
    };
    let filter = PlacementFilter { need: need.as_str().to_owned(), ..Default::default() };
    let (label, detail) = (w.home_need(need, count), w.home_need_detail(need).to_owned());
    Waiting { count, label, detail, href: address("/placements", &filter), tone, icon }
}

/// Teachers at risk and short.
fn people_late(w: Words, teachers: &[ProgressLine]) -> [Waiting; 2] {
    let of_status = |status| {
        let count = teachers.iter().filter(|line| worst(line) == Some(status)).count();
        i64::try_from(count).unwrap_or(i64::MAX)
    };
    let card = |status: Status, tone: Tone, label: fn(Words, i64) -> &'static str| {
        let count = of_status(status);
        let href = format!("/progress?status={status}");
        Waiting { count, label: label(w, count), detail: String::new(), href, tone, icon: IconName::Progress }
    };
    [
        card(Status::AtRisk, Tone::AtRisk, Words::home_teachers_at_risk),
        card(Status::Short, Tone::Short, Words::home_teachers_short),
    ]
}

/// Credentials that have lapsed, and those that lapse soon.
fn credentials(w: Words, (lapsed, soon): (i64, i64)) -> [Waiting; 2] {
    let card = |count: i64, standing: Standing, label: &'static str, detail: String, tone: Tone| {
        let href = format!("/credentials?standing={standing}");
        Waiting { count, label, detail, href, tone, icon: IconName::Check }
    };
    [
        card(lapsed, Standing::Lapsed, w.home_lapsed(lapsed), String::new(), Tone::Short),
        card(soon, Standing::LapsesSoon, w.home_lapses_soon(soon), w.home_soon_days(SOON_DAYS), Tone::AtRisk),
    ]
}

/// Where a teacher stands who needs somebody, as the list of progress has it; nothing when all is well.
fn worst(line: &ProgressLine) -> Option<Status> {
    let has = |status| line.judged.iter().any(|judged| judged.judgement.status == status);
    [Status::Short, Status::AtRisk].into_iter().find(|status| has(*status))
}

/// Who is where in the next six weeks.
fn weeks(w: Words, home: &OfficerHome) -> AnyView {
    let link = view! { <LinkButton href="/placements" kind=ButtonKind::Quiet>{w.home_all_placements()}</LinkButton> };
    if home.under_way.is_empty() {
        return view! {
            <Section id="weeks" title=w.home_weeks() action=link.into_any()>
                <Empty title=w.home_weeks_empty() text=w.home_weeks_empty_text() icon=IconName::Calendar />
            </Section>
        }
        .into_any();
    }
    let bars = home.under_way.iter().take(STRIP_BARS).map(|(side, line)| bar(w, *side, line)).collect::<Vec<_>>();
    let more = home.under_way.len() > STRIP_BARS;
    let lead = if more {
        format!("{}{}{}", w.home_weeks_lead(), w.pick("", " "), w.home_weeks_more(STRIP_BARS))
    } else {
        w.home_weeks_lead().to_owned()
    };
    let marks = vec![TimelineMark { date: home.today, label: w.home_today_mark().into(), tone: Tone::Accent }];
    let (from, to) = home.days;
    view! {
        <Section id="weeks" title=w.home_weeks() lead=lead action=link.into_any()>
            <div class="card">
                <Timeline
                    id="strip"
                    label=w.home_weeks_label(&w.day(from), &w.day(to))
                    from=from
                    to=to
                    bars=bars
                    marks=marks
                />
            </div>
        </Section>
    }
    .into_any()
}

fn bar(w: Words, side: Side, line: &PlacementLine) -> TimelineBar {
    let (who, sending, hosting) = (w.named(&line.participant), w.named(&line.sending), w.named(&line.hosting));
    // The arrow says the same as the colour.
    let label = match side {
        Side::Sending => format!("{who} → {hosting}"),
        Side::Hosting => format!("{who} ← {sending}"),
    };
    let days = w.days(line.first_day, line.last_day);
    TimelineBar {
        from: line.first_day,
        to: line.last_day,
        counted_from: 0.0,
        counted_to: if line.state == State::Active { 1.0 } else { 0.0 },
        label: label.into(),
        title: w.home_bar(who, sending, hosting, &days, w.state(line.state)).into(),
        href: Some(format!("/placements/{}", line.id).into()),
        tone: if side == Side::Sending { Tone::Neutral } else { Tone::Met },
    }
}

/// The people of one side as a short table with the way to all of them.
fn people(w: Words, role: Role, side: Side, home: &OfficerHome) -> AnyView {
    let (id, title) = match side {
        Side::Sending => ("people-out", w.home_people(role, side)),
        Side::Hosting => ("people-here", w.home_people(role, side)),
    };
    let mut lines: Vec<PlacementLine> =
        home.under_way.iter().filter(|(other, _)| *other == side).map(|(_, line)| line.clone()).collect();
    // Who is away now comes before who will be.
    lines.sort_by_key(|line| (line.state != State::Active, line.first_day));
    let direction = match (role, side) {
        (Role::Coordinator, Side::Sending) | (Role::CollegeHr, Side::Hosting) => Direction::TeachingSecondment,
        _ => Direction::EnterprisePractice,
    };
    let filter = PlacementFilter { direction: direction.as_str().to_owned(), ..Default::default() };
    let link = (lines.len() > SHORT_LIST).then(|| {
        let href = address("/placements", &filter);
        view! { <LinkButton href=href kind=ButtonKind::Quiet>{w.home_all_placements()}</LinkButton> }.into_any()
    });
    lines.truncate(SHORT_LIST);
    let list = if lines.is_empty() {
        view! { <p class="lead">{w.home_people_none(role, side)}</p> }.into_any()
    } else {
        short_list(w, title, side, &lines)
    };
    view! {
        <Section id=id title=title action=link>
            {list}
        </Section>
    }
    .into_any()
}

/// How many teachers meet each rule, with how many are at risk or short.
fn indicators(w: Words, teachers: &[ProgressLine]) -> AnyView {
    let mut rules: Vec<&Rule> = Vec::new();
    for judged in teachers.iter().flat_map(|line| &line.judged) {
        if !rules.iter().any(|rule| rule.id == judged.rule.id) {
            rules.push(&judged.rule);
        }
    }
    let cards = rules.into_iter().filter_map(|rule| rule_card(w, rule, teachers)).collect::<Vec<_>>();
    if cards.is_empty() {
        return ().into_any();
    }
    let link = view! {
        <LinkButton href="/indicators" kind=ButtonKind::Quiet>{w.indicators()}</LinkButton>
        <LinkButton href="/progress" kind=ButtonKind::Quiet>{w.home_progress_link()}</LinkButton>
    };
    view! {
        <Section id="indicators" title=w.home_progress() lead=w.home_progress_lead() action=link.into_any()>
            <div class="cards">{cards}</div>
        </Section>
    }
    .into_any()
}

fn rule_card(w: Words, rule: &Rule, teachers: &[ProgressLine]) -> Option<AnyView> {
    let of_rule = || teachers.iter().flat_map(|line| &line.judged).filter(|judged| judged.rule.id == rule.id);
    let judged = || of_rule().map(|judged| &judged.judgement);
    let title = w.rule_named(rule);
    let count = |status: Status| judged().filter(|judgement| judgement.status == status).count();
    let all = judged().filter(|judgement| judgement.status != Status::NotApplicable).count();
    if all == 0 {
        return None;
    }
    let (met, at_risk, short) = (count(Status::Met), count(Status::AtRisk), count(Status::Short));
    let chip = (met == all).then(|| view! { <StatusChip tone=Tone::Met label=w.home_met() /> });
    let label = format!("{title}: {}", w.home_progress_met(met, all));
    let facts = vec![
        Fact::text(w.home_met(), w.home_people_count(met)),
        Fact::text(w.home_at_risk(), w.home_people_count(at_risk)),
        Fact::text(w.home_short(), w.home_people_count(short)),
    ];
    Some(
        view! {
            <RuleCard
                title=title
                chip=chip.into_any()
                ring=view! { <Ring fraction=fraction(met, all) label=label tone=Tone::Met text=format!("{met}/{all}") /> }.into_any()
                facts=facts
            />
        }
        .into_any(),
    )
}

fn fraction(part: usize, all: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    number(part) / number(all.max(1))
}
