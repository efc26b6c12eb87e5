//! Who has not submitted: for the officers of either side, to remind people, also on paper.

use chrono::NaiveDate;
use domain::{form::read_day, placement::Side};
use leptos::prelude::*;
use service::hours::{self, Gap, MISSING_PAGE, Missing, MissingFilter, MissingLine, week_of};

use super::{
    super::{Page, address, page, query},
    waiting::sunday,
};
use crate::{
    islands::PrintButton,
    ui::{
        button::LinkButton,
        empty::Empty,
        form::{ActiveFilter, Choice, FilterBar, SelectField},
        icon::{Icon, IconName},
        layout::PageHeader,
        table::{Column, Pager, Table},
        text::MaybeText,
        tone::Tone,
    },
    words::Words,
};

const PATH: &str = "/hours/missing";

/// The people and weeks without submitted hours, those first who have been missing for longest.
#[component]
pub fn MissingPage() -> impl IntoView {
    let filter = query::<MissingFilter>();
    page(async move |visit| {
        let w = visit.words();
        let missing = hours::missing(&visit.db, &visit.ctx, &filter).await?;
        let lead = (missing.matching > 0).then(|| w.missing_lead(missing.matching, missing.gaps));
        let action = view! { <PrintButton label=w.print().to_owned() /> }.into_any();
        let content = if missing.lines.is_empty() { empty(w, &filter) } else { list(w, &filter, &missing) };
        let body = view! {
            <PageHeader title=w.missing_title() lead=lead action=action />
            {filters(w, &filter, &missing)}
            {content}
        };
        Ok(Page::new(w.missing_title(), body))
    })
}

fn filters(w: Words, filter: &MissingFilter, missing: &Missing) -> AnyView {
    let of_week = |week: NaiveDate| w.week_range(week, sunday(week));
    let weeks = missing.weeks.iter().rev().map(|week| Choice::new(week.to_string(), of_week(*week))).collect();
    let word = |side| if side == Side::Sending { w.missing_sent() } else { w.missing_hosted() };
    let sides = Side::ALL.iter().map(|side| Choice::new(side.as_str(), word(*side))).collect();
    let fresh = MissingFilter { after: String::new(), ..filter.clone() };
    let mut active = Vec::new();
    let mut add = |label: String, without: MissingFilter| {
        let remove_text = w.remove_filter(&label).into();
        active.push(ActiveFilter { label: label.into(), href: address(PATH, &without).into(), remove_text });
    };
    if let Some(side) = Side::parse(&filter.side) {
        add(word(side).to_owned(), MissingFilter { side: String::new(), ..fresh.clone() });
    }
    if let Ok(day) = read_day(&filter.week) {
        add(of_week(week_of(day).0), MissingFilter { week: String::new(), ..fresh });
    }
    let MissingFilter { side, week, .. } = filter.clone();
    view! {
        <FilterBar
            action=PATH
            label=w.missing_filter()
            apply_text=w.apply()
            active=active
            clear_text=w.clear_filters()
        >
            <SelectField name="side" label=w.missing_side() options=sides value=side empty=w.missing_both_sides() />
            <SelectField name="week" label=w.hours_week_column() options=weeks value=week empty=w.queue_any_week() />
        </FilterBar>
    }
    .into_any()
}

fn empty(w: Words, filter: &MissingFilter) -> AnyView {
    if filter.side.is_empty() && filter.week.is_empty() {
        return view! { <Empty title=w.missing_none() text=w.missing_none_text() icon=IconName::Check /> }.into_any();
    }
    let action = view! { <LinkButton href=PATH>{w.clear_filters()}</LinkButton> }.into_any();
    view! { <Empty title=w.missing_none_here() text=w.missing_none_text() icon=IconName::Check action=action /> }
        .into_any()
}

fn list(w: Words, filter: &MissingFilter, missing: &Missing) -> AnyView {
    let columns = vec![
        Column::text(w.participant()),
        Column::text(w.missing_host()),
        Column::text(w.missing_since()),
        Column::text(w.missing_weeks()),
    ];
    let rows = missing.lines.iter().map(|line| row(w, line)).collect::<Vec<_>>();
    let last = missing.before + missing.lines.len();
    let at = |after: usize| {
        let after = if after == 0 { String::new() } else { after.to_string() };
        address(PATH, &MissingFilter { after, ..filter.clone() })
    };
    let previous: MaybeText = (missing.before > 0).then(|| at(missing.before.saturating_sub(MISSING_PAGE))).into();
    let next: MaybeText = (last < missing.matching).then(|| at(last)).into();
    let pager = (missing.matching > missing.lines.len()).then(|| {
        view! {
            <Pager
                label=w.pages()
                previous=previous
                previous_text=w.previous()
                next=next
                next_text=w.next()
                words=w.hours_shown(missing.before + 1, last, missing.matching)
            />
        }
    });
    view! {
        <Table caption=w.missing_caption() columns=columns>{rows}</Table>
        {pager}
    }
    .into_any()
}

fn row(w: Words, line: &MissingLine) -> AnyView {
    let name = w.named(&line.placement.participant).to_owned();
    let id = line.placement.id;
    let other = match line.side {
        Side::Sending => w.missing_to_host(w.named(&line.placement.hosting)),
        Side::Hosting => w.missing_from_sender(w.named(&line.placement.sending)),
    };
    let since = line.weeks.first().map(|(week, _)| w.day(*week));
    let weeks = line
        .weeks
        .iter()
        .map(|(week, gap)| {
            let (tone, icon, word) = match gap {
                Gap::Open => (Tone::AtRisk, IconName::Draft, w.missing_open()),
                Gap::Nothing => (Tone::Short, IconName::Short, w.missing_nothing()),
            };
            let label = w.missing_week(&name, &w.week_range(*week, sunday(*week)), word);
            view! {
                <li>
                    <a
                        class="chip"
                        data-tone=tone.name()
                        href=format!("/placements/{id}/hours?week={week}")
                        aria-label=label
                    >
                        <Icon name=icon />
                        {format!("{} {word}", week.format("%m-%d"))}
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <tr>
            <td class="lead" data-label=w.participant()>
                <a href=format!("/placements/{id}")>{name.clone()}</a>
                <span class="sub">{w.direction(line.placement.direction)}</span>
            </td>
            <td data-label=w.missing_host()>{other}</td>
            <td class="when" data-label=w.missing_since()>{since}</td>
            <td data-label=w.missing_weeks()>
                <ul class="missing-weeks">{weeks}</ul>
            </td>
        </tr>
    }
    .into_any()
}
