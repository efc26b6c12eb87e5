//! What waits for the one who confirms, by week and person: a whole team in one press, or one after another.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::Code;
use leptos::prelude::*;
use service::{
    Failure,
    draft::Draft,
    hours::{self, QUEUE_PAGE, Queue, QueueFilter, QueuedPeriod, Seen},
    placement,
};

use super::{
    super::{Page, address, page, query},
    waiting_row::row,
};
use crate::{
    form::Filled,
    islands::QueueKeys,
    ui::{
        button::{Button, ButtonKind, LinkButton},
        empty::Empty,
        form::{ActiveFilter, CheckField, Choice, ErrorSummary, FilterBar, Form, SelectField},
        icon::IconName,
        layout::PageHeader,
        table::Pager,
        text::{MaybeText, Text},
    },
    visit::Visit,
    words::Words,
};

const PATH: &str = "/hours/waiting";
/// Where periods are confirmed; `#row-n` behind it leads back to the row that has moved up.
pub(super) const CONFIRM: &str = "/rpc/hours/confirm_many";
/// The form to which the boxes of all rows belong.
pub(super) const FORM: &str = "queue-form";

/// The confirmer's queue: the oldest week first, in each a row for each person.
#[component]
pub fn WaitingPage() -> impl IntoView {
    let filter = query::<QueueFilter>();
    page(async move |visit| {
        let w = visit.words();
        let queue = hours::queue(&visit.db, &visit.ctx, &filter).await?;
        let draft = visit.take_any_draft().await?;
        let period = Filled::of(&visit, draft.as_ref(), "period", &());
        let failed = Filled::of(&visit, draft.as_ref(), "queue", &());
        let problems = not_confirmed(&visit, &failed, draft.as_ref(), &queue).await?;
        let lead = (queue.matching > 0).then(|| w.hours_waiting_lead(queue.lines, queue.people));
        let filters = queue.any.then(|| filters(w, &filter, &queue));
        let content =
            if queue.periods.is_empty() { empty(w, queue.any) } else { list(w, &filter, &queue, &period, &failed) };
        let body = view! {
            <PageHeader title=w.confirm_hours() lead=lead />
            <ErrorSummary title=w.queue_nothing_confirmed() items=problems />
            <ErrorSummary title=w.problems() items=super::lines::problems(&period) />
            {filters}
            {content}
        };
        Ok(Page::new(w.confirm_hours(), body))
    })
}

/// Why nothing of what was chosen was confirmed, each period by the name it has for the reader.
async fn not_confirmed(
    visit: &Visit,
    failed: &Filled,
    draft: Option<&Draft>,
    queue: &Queue,
) -> Result<Vec<(Text, Text)>, Failure> {
    let w = visit.words();
    let mut problems = Vec::new();
    for (field, sentence) in failed.problems() {
        let text = match draft.and_then(|draft| named_period(&field, draft)) {
            Some(seen) => match name(visit, queue, &seen).await? {
                Some(name) => w.of_field(&format!("{name} {}", w.week_range(seen.days.0, seen.days.1)), &sentence),
                None => w.queue_gone().to_owned(),
            },
            None if field == "periods" && sentence == w.code(Code::OutOfRange) => w.queue_too_many().to_owned(),
            None if field == "periods" => w.queue_pick_first().to_owned(),
            None => sentence,
        };
        problems.push((Text::default(), text.into()));
    }
    Ok(problems)
}

/// The period that a field such as `periods[3]` of a failed form stands for.
fn named_period(field: &str, draft: &Draft) -> Option<Seen> {
    field.strip_prefix("periods[")?;
    Seen::parse(draft.values.get(field)?)
}

/// Whose period it is: of one that is shown, or else of one that waits no more.
async fn name(visit: &Visit, queue: &Queue, seen: &Seen) -> Result<Option<String>, Failure> {
    let w = visit.words();
    if let Some(shown) = queue.periods.iter().find(|shown| shown.seen.placement == seen.placement) {
        return Ok(Some(w.named(&shown.period.participant).to_owned()));
    }
    match placement::read(&visit.db, &visit.ctx, seen.placement).await {
        Ok(view) => Ok(Some(w.named(&view.placement.participant.label).to_owned())),
        Err(failure) if failure.error() == &domain::Error::NotFound => Ok(None),
        Err(failure) => Err(failure),
    }
}

fn filters(w: Words, filter: &QueueFilter, queue: &Queue) -> AnyView {
    let fresh = QueueFilter { after: String::new(), ..filter.clone() };
    let of_week = |week: NaiveDate| w.week_range(week, sunday(week));
    let weeks = queue.weeks.iter().map(|week| Choice::new(week.to_string(), of_week(*week))).collect();
    let name = |sender| w.named(sender).to_owned();
    let senders = queue.senders.iter().map(|sender| Choice::new(sender.as_str().to_owned(), name(sender))).collect();
    let mut active = Vec::new();
    let mut add = |label: String, without: QueueFilter| {
        let remove_text = w.remove_filter(&label).into();
        active.push(ActiveFilter { label: label.into(), href: address(PATH, &without).into(), remove_text });
    };
    if let Ok(day) = domain::form::read_day(&filter.week) {
        add(of_week(hours::week_of(day).0), QueueFilter { week: String::new(), ..fresh.clone() });
    }
    if !filter.organisation.is_empty() {
        let sender = queue.senders.iter().find(|sender| sender.as_str() == filter.organisation);
        let label = sender.map_or_else(|| filter.organisation.clone(), name);
        add(label, QueueFilter { organisation: String::new(), ..fresh.clone() });
    }
    let differences = filter.differences == "true";
    if differences {
        add(w.queue_differences_only().to_owned(), QueueFilter { differences: String::new(), ..fresh });
    }
    let QueueFilter { week, organisation, .. } = filter.clone();
    view! {
        <FilterBar
            action=PATH
            label=w.queue_filter()
            apply_text=w.apply()
            active=active
            clear_text=w.clear_filters()
        >
            <SelectField name="week" label=w.hours_week_column() options=weeks value=week empty=w.queue_any_week() />
            <SelectField
                name="organisation"
                label=w.sending_organisation()
                options=senders
                value=organisation
                empty=w.queue_any_sender()
            />
            <CheckField name="differences" label=w.queue_differences_only() checked=differences />
        </FilterBar>
    }
    .into_any()
}

fn empty(w: Words, any: bool) -> AnyView {
    if any {
        let action = view! { <LinkButton href=PATH>{w.clear_filters()}</LinkButton> }.into_any();
        let (title, text) = (w.queue_nothing_matches(), w.queue_nothing_matches_text());
        view! { <Empty title=title text=text icon=IconName::Search action=action /> }.into_any()
    } else {
        let action = view! { <LinkButton href="/placements">{w.placements()}</LinkButton> }.into_any();
        let (title, text) = (w.hours_waiting_none(), w.hours_waiting_none_text());
        view! { <Empty title=title text=text icon=IconName::Check action=action /> }.into_any()
    }
}

fn list(w: Words, filter: &QueueFilter, queue: &Queue, period: &Filled, failed: &Filled) -> AnyView {
    let ticked: Vec<String> =
        (0..).map(|n| failed.value(&format!("periods[{n}]"))).take_while(|value| !value.is_empty()).collect();
    let mut by_week: BTreeMap<NaiveDate, Vec<(usize, &QueuedPeriod)>> = BTreeMap::new();
    for (n, queued) in queue.periods.iter().enumerate() {
        by_week.entry(queued.period.week).or_default().push((n, queued));
    }
    let first = by_week.keys().next().copied();
    let last = by_week.keys().next_back().copied();
    let more = queue.before + queue.periods.len() < queue.matching;
    let weeks = by_week
        .into_iter()
        .map(|(week, periods)| {
            // The first and the last week of a page may go on before and after it.
            let split = (Some(week) == first && queue.before > 0) || (Some(week) == last && more);
            let narrowed = filter.differences == "true" || !filter.organisation.is_empty();
            week_section(w, week, &periods, !split && !narrowed, period, &ticked)
        })
        .collect::<Vec<_>>();
    view! {
        <QueueKeys hint=w.queue_keys_hint().to_owned()>
            <div class="ticked queue">
                {weeks}
                <form id=FORM method="post" action=CONFIRM class="bar-bottom bar-ticked">
                    <Button kind=ButtonKind::Primary icon=IconName::Check>{w.queue_confirm_selected()}</Button>
                    <span class="field-hint">{w.queue_bar()}</span>
                </form>
            </div>
        </QueueKeys>
        {pager(w, filter, queue)}
    }
    .into_any()
}

/// A week with its rows, and the button for all of them.
fn week_section(
    w: Words,
    week: NaiveDate,
    periods: &[(usize, &QueuedPeriod)],
    whole: bool,
    period: &Filled,
    ticked: &[String],
) -> AnyView {
    let id = format!("week-{week}");
    let heading = id.clone();
    let lines = periods.iter().map(|(_, queued)| queued.period.lines).sum();
    let minutes = periods.iter().map(|(_, queued)| queued.period.minutes).sum();
    let days = w.week_range(week, sunday(week));
    let hidden = periods.iter().map(|(_, queued)| ("periods[]".into(), queued.seen.to_string().into())).collect();
    let words = w.queue_confirm_week(periods.len(), whole);
    let describe = format!("{words}: {days}");
    let button = (periods.len() > 1).then(|| {
        view! {
            <Form action=CONFIRM hidden=hidden inline=true>
                <Button icon=IconName::Check describe=describe>{words}</Button>
            </Form>
        }
    });
    let rows = periods
        .iter()
        .map(|(n, queued)| row(w, *n, queued, period, ticked.contains(&queued.seen.to_string())))
        .collect::<Vec<_>>();
    view! {
        <section class="section" aria-labelledby=id>
            <div class="section-header">
                <div>
                    <h2 id=heading>{days}</h2>
                    <p class="lead">{w.queue_amount(lines, minutes)}</p>
                </div>
                {button}
            </div>
            <ul class="queue-rows">{rows}</ul>
        </section>
    }
    .into_any()
}

fn pager(w: Words, filter: &QueueFilter, queue: &Queue) -> Option<AnyView> {
    let last = queue.before + queue.periods.len();
    let at = |after: usize| {
        let after = if after == 0 { String::new() } else { after.to_string() };
        address(PATH, &QueueFilter { after, ..filter.clone() })
    };
    let previous: MaybeText = (queue.before > 0).then(|| at(queue.before.saturating_sub(QUEUE_PAGE))).into();
    let next: MaybeText = (last < queue.matching).then(|| at(last)).into();
    (queue.matching > queue.periods.len()).then(|| {
        view! {
            <Pager
                label=w.pages()
                previous=previous
                previous_text=w.previous()
                next=next
                next_text=w.next()
                words=w.hours_shown(queue.before + 1, last, queue.matching)
            />
        }
        .into_any()
    })
}

pub(super) fn sunday(week: NaiveDate) -> NaiveDate {
    week.checked_add_days(Days::new(6)).unwrap_or(week)
}
