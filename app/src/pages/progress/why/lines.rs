//! The judgement line by line: every part of every fact, and sums that add up to what counts.

use domain::{
    duration::clock_text,
    policy::{Criterion, CriterionJudgement, Fact, Line, Measure, Reason, Source},
};
use leptos::prelude::*;
use service::progress::Judged;

use super::{Of, WhyFilter, as_of_chip, read_day};
use crate::{
    pages::{address, progress::Slice},
    ui::{
        empty::Empty,
        form::{ActiveFilter, Choice, DateField, FilterBar, SelectField},
        icon::IconName,
        layout::Section,
        table::{Cell, Column, Pager, Row, Table},
        tone::Tone,
    },
    words::Words,
};

/// How many lines a page holds.
const SIZE: usize = 50;

/// By what lines are judged: a criterion of a rule, or the class hours of a year.
#[derive(Clone, Copy)]
struct By<'a> {
    judged: &'a Judged,
    criterion: &'a Criterion,
    result: &'a CriterionJudgement,
}

/// The lines of the criterion that is asked for, or else of the one that decides.
pub(super) fn of_rule(w: Words, filter: &WhyFilter, path: &str, judged: &Judged, of: Of<'_>) -> AnyView {
    let asked = judged.judgement.criteria.iter().find(|it| it.criterion == filter.criterion);
    let result = asked.or_else(|| judged.decisive());
    let by = result.and_then(|result| Some(By { judged, criterion: judged.rule.judged(result)?, result }));
    let Some(by) = by else { return ().into_any() };
    let title = match judged.judgement.criteria.len() {
        1 => w.why_lines().to_owned(),
        _ => w.why_lines_of(&w.criterion_title(&judged.rule, by.criterion)),
    };
    section(w, filter, path, &title, &by.result.lines, of, Some(by))
}

/// The lines of an engineer's class hours.
pub(super) fn of_class_hours(w: Words, filter: &WhyFilter, path: &str, lines: &[Line], of: Of<'_>) -> AnyView {
    section(w, filter, path, w.why_lines(), lines, of, None)
}

fn section(
    w: Words,
    filter: &WhyFilter,
    path: &str,
    title: &str,
    lines: &[Line],
    of: Of<'_>,
    by: Option<By<'_>>,
) -> AnyView {
    let form = filters(w, filter, path, lines, by);
    let reason = Reason::parse(&filter.reason);
    let lines: Vec<&Line> = lines.iter().filter(|line| reason.is_none_or(|reason| line.reason == reason)).collect();
    let content = if lines.is_empty() {
        let (title, text) = match reason {
            Some(_) => (w.why_none(), w.why_none_text()),
            None => (w.why_empty(), w.why_empty_text()),
        };
        view! { <Empty title=title text=text icon=IconName::Hours /> }.into_any()
    } else {
        table(w, filter, path, &lines, of, by)
    };
    view! {
        <Section id="lines" title=title.to_owned() lead=w.why_lines_lead()>
            {form}
            {content}
        </Section>
    }
    .into_any()
}

fn table(w: Words, filter: &WhyFilter, path: &str, lines: &[&Line], of: Of<'_>, by: Option<By<'_>>) -> AnyView {
    let slice = Slice::new(&filter.offset, SIZE, lines.len());
    let (previous, next) = slice.neighbours(SIZE);
    let to = |offset: String| format!("{}#lines", address(path, &WhyFilter { offset, ..filter.clone() }));
    let rows = lines.iter().take(slice.to).skip(slice.from).map(|line| row(w, line, of, by)).collect::<Vec<_>>();
    let columns = vec![
        Column::text(w.why_day()),
        Column::text(w.why_placement()),
        Column::number(w.why_minutes()),
        Column::number(w.why_counted()),
        Column::text(w.why_reason()),
        Column::text(w.why_clause()),
    ];
    let foot = foot(w, lines, of, by, Reason::parse(&filter.reason).is_none());
    view! {
        <div class="lines">
            <Table caption=w.why_table() columns=columns foot=foot>
                {rows}
            </Table>
        </div>
        <Pager
            label=w.pages()
            previous=previous.map(to)
            previous_text=w.previous()
            next=next.map(to)
            next_text=w.next()
            words=w.why_range(slice.from + 1, slice.to, slice.of)
        />
    }
    .into_any()
}

/// How much of a line counts.
fn counted(w: Words, parts: i64, by: Option<By<'_>>) -> String {
    match by {
        _ if parts == 0 => "—".to_owned(),
        Some(by) => w.measured(&by.judged.rule, parts, by.result.measure),
        None => w.hours_exactly(parts),
    }
}

fn size(w: Words, parts: i64, measure: Measure, by: Option<By<'_>>) -> String {
    match by {
        Some(by) => w.measured(&by.judged.rule, parts, measure),
        None => w.hours_exactly(parts),
    }
}

fn row(w: Words, line: &Line, of: Of<'_>, by: Option<By<'_>>) -> AnyView {
    let tone = if line.reason.counts() { Tone::Met } else { Tone::Muted };
    let day = line.day.map_or_else(|| "—".to_owned(), |day| day.to_string());
    let fact = of.facts.get(line.fact as usize);
    let row = Row::new().title(w.why_day(), &day, &fact.map(|fact| what(w, fact)).unwrap_or_default());
    let row = source(w, row, fact, of);
    let size = fact.map(|fact| size(w, line.amount.into(), fact.measure, by)).unwrap_or_default();
    let word = w.policy_reason(line.reason);
    let (told, clause) = match by {
        Some(By { judged, criterion, .. }) => {
            (w.line_told(&judged.rule, criterion, line), w.clause_of(&judged.rule, criterion, line))
        }
        None => (String::new(), String::new()),
    };
    let told = if told.eq_ignore_ascii_case(word) || told.is_empty() { "" } else { &told };
    row.cell(Cell::MinorNumber, w.why_minutes(), &size)
        .cell(Cell::Number, w.why_counted(), &counted(w, line.counted.into(), by))
        .result(w.why_reason(), tone, word, told)
        .cell(Cell::MinorText, w.why_clause(), &clause)
        .view()
        .into_any()
}

/// What somebody did, and when if that is known.
fn what(w: Words, fact: &Fact) -> String {
    if fact.measure != Measure::Time {
        return String::new();
    }
    let kind = w.kind(fact.form);
    match fact.span {
        Some((from, to)) => format!("{kind} · {}–{}", clock_text(from), clock_text(to)),
        None => kind.to_owned(),
    }
}

/// Where a fact comes from, with the way there.
fn source(w: Words, row: Row, fact: Option<&Fact>, of: Of<'_>) -> Row {
    let label = w.why_placement();
    match fact.map(|fact| (fact.placement, fact.source)) {
        Some((Some(id), _)) => match of.hosts.get(&id) {
            Some(host) => row.link(Cell::Text, label, &format!("/placements/{id}"), host),
            None => row.cell(Cell::Text, label, &w.why_unknown_placement(&id.to_string())),
        },
        Some((None, Source::Credential(_))) => {
            row.link(Cell::Text, label, &format!("/people/{}/credentials", of.person), w.why_certificate())
        }
        Some((None, Source::Circumstance(_))) => {
            row.link(Cell::Text, label, &format!("/people/{}/circumstances", of.person), w.why_circumstance())
        }
        _ => row.cell(Cell::Text, label, "—"),
    }
}

/// The sums of all lines, on whatever page they stand; `whole` when none is left out.
fn foot(w: Words, lines: &[&Line], of: Of<'_>, by: Option<By<'_>>, whole: bool) -> AnyView {
    let mut sizes: Vec<(Measure, i64)> = Vec::new();
    for line in lines {
        let Some(fact) = of.facts.get(line.fact as usize) else { continue };
        match sizes.iter_mut().find(|(measure, _)| *measure == fact.measure) {
            Some((_, sum)) => *sum += i64::from(line.amount),
            None => sizes.push((fact.measure, line.amount.into())),
        }
    }
    let sizes: Vec<String> = sizes.into_iter().map(|(measure, sum)| size(w, sum, measure, by)).collect();
    let sum: i64 = lines.iter().map(|line| i64::from(line.counted)).sum();
    let first = foot_row(w, &w.why_sum(lines.len()), &sizes.join(" · "), &counted(w, sum, by));
    let more = by.filter(|by| whole && by.result.counted != sum).map(|by| {
        let result = by.result;
        let carried =
            (result.carried > 0).then(|| foot_row(w, w.why_carried(), "", &counted(w, result.carried, Some(by))));
        let served = result.counted - result.carried - sum;
        let served = (served > 0).then(|| foot_row(w, w.why_service(), "", &counted(w, served, Some(by))));
        let total = foot_row(w, w.why_total(), "", &counted(w, result.counted, Some(by)));
        view! { {carried} {served} {total} }
    });
    view! { {first} {more} }.into_any()
}

fn foot_row(w: Words, title: &str, size: &str, counted: &str) -> AnyView {
    view! {
        <tr>
            <th scope="row" colspan="2">{title.to_owned()}</th>
            <td class="num" data-label=w.why_minutes()>{size.to_owned()}</td>
            <td class="num" data-label=w.why_counted()>{counted.to_owned()}</td>
            <td colspan="2"></td>
        </tr>
    }
    .into_any()
}

fn filters(w: Words, filter: &WhyFilter, path: &str, lines: &[Line], by: Option<By<'_>>) -> AnyView {
    let without = |change: fn(&mut WhyFilter)| {
        let mut filter = WhyFilter { offset: String::new(), ..filter.clone() };
        change(&mut filter);
        format!("{}#lines", address(path, &filter))
    };
    let mut active = Vec::new();
    let mut chip = |label: String, href: String| {
        active.push(ActiveFilter {
            remove_text: w.remove_filter(&label).into(),
            label: label.into(),
            href: href.into(),
        });
    };
    if let Some(reason) = Reason::parse(&filter.reason) {
        chip(w.policy_reason(reason).to_owned(), without(|filter| filter.reason.clear()));
    }
    if let Some(by) = by.filter(|by| by.result.criterion == filter.criterion) {
        chip(w.criterion_title(&by.judged.rule, by.criterion), without(|filter| filter.criterion.clear()));
    }
    if let Some(day) = read_day(&filter.as_of) {
        active.push(as_of_chip(w, day, without(|filter| filter.as_of.clear())));
    }
    let choices = Reason::ALL.iter().filter_map(|reason| {
        let count = lines.iter().filter(|line| line.reason == *reason).count();
        let label = w.why_reason_count(w.policy_reason(*reason), count);
        (count > 0).then(|| Choice::new(reason.as_str(), label))
    });
    let choices = choices.collect::<Vec<_>>();
    let criteria = by.filter(|by| by.judged.judgement.criteria.len() > 1).map(|by| {
        let rule = &by.judged.rule;
        let titles = rule.criterion.iter().map(|it| Choice::new(it.id.clone(), w.criterion_title(rule, it)));
        let value = by.result.criterion.clone();
        let choices = titles.collect::<Vec<_>>();
        view! { <SelectField name="criterion" label=w.why_criterion() options=choices value=value /> }
    });
    let WhyFilter { reason, as_of, .. } = filter.clone();
    view! {
        <FilterBar
            action=format!("{path}#lines")
            label=w.progress_filter()
            apply_text=w.apply()
            active=active
            clear_text=w.clear_filters()
        >
            {criteria}
            <SelectField
                name="reason"
                label=w.why_reason()
                options=choices
                value=reason
                empty=w.why_all_reasons()
            />
            <DateField name="as_of" label=w.progress_as_of_label() value=as_of />
        </FilterBar>
    }
    .into_any()
}
