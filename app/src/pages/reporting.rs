//! Who has not reported: members and months in numbers, with no way to any person.

use domain::organisation::OrganisationKind;
use leptos::prelude::*;
use service::{
    reporting::{MemberReport, MonthReport, Reporting, ReportingFilter},
    tabular::{Cell as FileCell, Sheet},
};

use super::{
    Page, address,
    flows::{files, number},
    page, query,
};
use crate::{
    ui::{
        button::LinkButton,
        chip::StatusChip,
        empty::Empty,
        form::{ActiveFilter, CheckField, Choice, FilterBar, SelectField},
        icon::IconName,
        layout::PageHeader,
        notice::Notice,
        table::{Column, Direction, Pager, Table},
        text::Text,
        tone::Tone,
    },
    words::Words,
};

const PATH: &str = "/reporting";

fn href(filter: &ReportingFilter) -> String {
    address(PATH, filter)
}

/// Who has reported and who has not.
#[component]
pub fn ReportingPage() -> impl IntoView {
    let filter: ReportingFilter = query();
    page(async move |visit| {
        let w = visit.words();
        let reporting = service::reporting::list(&visit.db, &visit.ctx, &filter).await?;
        let month = |month: Option<&chrono::NaiveDate>| month.map(|day| w.reporting_month(*day)).unwrap_or_default();
        let lead = w.reporting_lead(&month(reporting.months.first()), &month(reporting.months.last()));
        let files = files(w, "reporting", &ReportingFilter { after: String::new(), ..filter.clone() });
        let silent = (reporting.silent > 0 && filter.silent != "true").then(|| {
            let link = href(&ReportingFilter { silent: "true".to_owned(), ..ReportingFilter::default() });
            view! {
                <Notice tone=Tone::Short>
                    <a href=link>{w.reporting_silent_title(reporting.silent)}</a>
                </Notice>
            }
        });
        let body = view! {
            <PageHeader title=w.reporting() lead=lead action=files />
            <div class="stack">
                {silent}
                {filters(w, &filter, &reporting)}
            </div>
            {list(w, &filter, &reporting)}
        };
        Ok(Page::new(w.reporting(), body))
    })
}

fn filters(w: Words, filter: &ReportingFilter, reporting: &Reporting) -> AnyView {
    let first = ReportingFilter { after: String::new(), ..filter.clone() };
    let mut active = Vec::new();
    let mut chip = |label: &str, without: ReportingFilter| {
        let (remove_text, href) = (w.remove_filter(label).into(), href(&without).into());
        active.push(ActiveFilter { label: label.to_owned().into(), href, remove_text });
    };
    if let Some(kind) = OrganisationKind::parse(&filter.kind) {
        chip(w.organisation_kind(kind), ReportingFilter { kind: String::new(), ..first.clone() });
    }
    if !filter.province.is_empty() {
        chip(&filter.province, ReportingFilter { province: String::new(), ..first.clone() });
    }
    if filter.silent == "true" {
        chip(w.reporting_silent_chip(), ReportingFilter { silent: String::new(), ..first });
    }
    let kinds = OrganisationKind::ALL.iter().map(|kind| Choice::new(kind.as_str(), w.organisation_kind(*kind)));
    let kinds = kinds.collect::<Vec<_>>();
    let provinces = reporting.provinces.iter().map(|province| Choice::new(province.clone(), province.clone()));
    let provinces = provinces.collect::<Vec<_>>();
    let hidden: Vec<(Text, Text)> =
        if filter.sort.is_empty() { Vec::new() } else { vec![("sort".into(), filter.sort.clone().into())] };
    let ReportingFilter { kind, province, silent, .. } = filter.clone();
    view! {
        <FilterBar
            action=PATH
            label=w.reporting_filter()
            apply_text=w.apply()
            hidden=hidden
            active=active
            clear_text=w.clear_filters()
        >
            <SelectField name="kind" label=w.members_kind() options=kinds value=kind empty=w.all() />
            <SelectField name="province" label=w.reporting_province() options=provinces value=province empty=w.all() />
            <CheckField name="silent" label=w.reporting_silent_only() checked=silent == "true" />
        </FilterBar>
    }
    .into_any()
}

fn list(w: Words, filter: &ReportingFilter, reporting: &Reporting) -> AnyView {
    if reporting.members.is_empty() {
        let narrowed = !filter.kind.is_empty() || !filter.province.is_empty() || !filter.silent.is_empty();
        return if narrowed {
            let action = view! { <LinkButton href=PATH>{w.clear_filters()}</LinkButton> }.into_any();
            view! { <Empty title=w.reporting_none() text=w.reporting_none_text() icon=IconName::Search action=action /> }
                .into_any()
        } else {
            view! { <Empty title=w.reporting_empty() text=w.reporting_empty_text() icon=IconName::Members /> }
                .into_any()
        };
    }
    let sorted = |column: Column, ascending: &str, descending: &str, first: &str| {
        let (order, next) = if filter.sort == ascending {
            (Some(Direction::Ascending), descending)
        } else if filter.sort == descending {
            (Some(Direction::Descending), ascending)
        } else {
            (None, first)
        };
        let filter = ReportingFilter { sort: next.to_owned(), after: String::new(), ..filter.clone() };
        column.sorted_by(href(&filter), order)
    };
    let mut columns = vec![
        sorted(Column::text(w.reporting_member()), "name", "-name", "name"),
        sorted(Column::text(w.reporting_standing()), "unreported", "-unreported", "-unreported"),
    ];
    columns.extend(reporting.months.iter().map(|month| Column::number(month.format("%Y-%m").to_string())));
    let rows = reporting.members.iter().map(|report| row(w, report, reporting)).collect::<Vec<_>>();
    let (first, last) = (reporting.before + 1, reporting.before + reporting.members.len());
    let to = |after: usize| {
        let after = if after == 0 { String::new() } else { after.to_string() };
        href(&ReportingFilter { after, ..filter.clone() })
    };
    let size = service::reporting::REPORTING_PAGE;
    view! {
        <div class="reporting">
            <Table caption=w.reporting_table() columns=columns>
                {rows}
            </Table>
        </div>
        <p class="muted">{w.reporting_help()}</p>
        <Pager
            label=w.pages()
            previous=(reporting.before > 0).then(|| to(reporting.before.saturating_sub(size)))
            previous_text=w.previous()
            next=(last < reporting.matching).then(|| to(last))
            next_text=w.next()
            words=w.reporting_range(first, last, reporting.matching)
        />
    }
    .into_any()
}

/// How a member stands over all the months: the colour and the words.
fn standing(w: Words, report: &MemberReport) -> (Tone, String) {
    let ran = report.months.iter().any(|month| month.running > 0);
    match (report.silent_months(), report.unreported()) {
        _ if !ran => (Tone::Muted, w.reporting_nothing_ran().to_owned()),
        (0, 0) => (Tone::Met, w.reporting_all_in().to_owned()),
        (0, _) => (Tone::AtRisk, w.reporting_some_open().to_owned()),
        (months, _) => (Tone::Short, w.reporting_silent(months)),
    }
}

fn row(w: Words, report: &MemberReport, reporting: &Reporting) -> AnyView {
    let member = &report.member;
    let (tone, word) = standing(w, report);
    let sub = [Some(w.organisation_kind(member.kind)), member.province.as_deref()];
    let sub = sub.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let unreported = report.unreported();
    let unreported = (unreported > 0).then(|| view! { <span class="sub">{w.reporting_open(unreported)}</span> });
    let cells = report
        .months
        .iter()
        .zip(&reporting.months)
        .map(|(month, first)| {
            let label = first.format("%Y-%m").to_string();
            view! { <td class="num" data-label=label>{cell(w, *month)}</td> }
        })
        .collect::<Vec<_>>();
    view! {
        <tr>
            <td class="lead" data-label=w.reporting_member()>
                <a class="row-link" href=format!("/members/{}", member.id)>{w.member_name(member).to_owned()}</a>
                <span class="sub">{sub}</span>
            </td>
            <td data-label=w.reporting_standing()>
                <StatusChip tone=tone label=word />
                {unreported}
            </td>
            {cells}
        </tr>
    }
    .into_any()
}

fn cell(w: Words, month: MonthReport) -> AnyView {
    if month.running == 0 {
        let label = w.reporting_nothing_cell();
        return view! { <span class="muted"><span aria-hidden="true">"—"</span><span class="visually-hidden">{label}</span></span> }
            .into_any();
    }
    if month.is_silent() {
        let label = w.reporting_silent_cell(month.running);
        return view! { <strong class="silent">{label}</strong> }.into_any();
    }
    let figure = w.reporting_cell(month.confirmed + month.waiting, month.running);
    let waiting = (month.waiting > 0).then(|| view! { <span class="sub">{w.reporting_waiting(month.waiting)}</span> });
    let open = (month.nothing() > 0).then(|| view! { <span class="sub">{w.reporting_open(month.nothing())}</span> });
    view! { {figure} {waiting} {open} }.into_any()
}

/// The list as a file, a row for each member and month, with heads and values in the reader's words.
#[must_use]
pub fn sheet(w: Words, reporting: &Reporting) -> Sheet {
    let columns = [
        w.reporting_member(),
        w.members_kind(),
        w.reporting_province(),
        w.reporting_month_head(),
        w.reporting_running(),
        w.reporting_confirmed(),
        w.reporting_to_confirm(),
        w.reporting_unreported(),
        w.reporting_standing(),
    ];
    let rows = reporting.members.iter().flat_map(|report| {
        let member = &report.member;
        report.months.iter().zip(&reporting.months).map(move |(month, first)| {
            let standing = match (month.running, month.nothing()) {
                (0, _) => w.reporting_nothing_ran(),
                _ if month.is_silent() => w.reporting_silent_month(),
                (_, 0) => w.reporting_all_in(),
                _ => w.reporting_some_open(),
            };
            vec![
                FileCell::text(w.member_name(member)),
                FileCell::text(w.organisation_kind(member.kind)),
                FileCell::text(member.province.clone().unwrap_or_default()),
                FileCell::text(first.format("%Y-%m").to_string()),
                number(month.running),
                number(month.confirmed),
                number(month.waiting),
                number(month.nothing()),
                FileCell::text(standing),
            ]
        })
    });
    Sheet::new(&columns, rows.collect())
}
