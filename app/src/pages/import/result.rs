//! What becomes of a file's rows: after a dry run with the button that imports, after the import with the
//! next step.

use domain::{Code, id::ImportFileId};
use leptos::prelude::*;
use service::{
    import_file::{FileView, Outcome},
    mapping::Kind,
};

use super::steps;
use crate::{
    pages::{Page, page, path_value},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        empty::Empty,
        form::{ErrorSummary, Form},
        icon::IconName,
        layout::{Breadcrumbs, Crumb, PageHeader, Section},
        notice::Notice,
        table::{Cell, Column, Row, Table},
        text::Text,
        tone::Tone,
    },
    words::Words,
};

/// The most lines of a report that the page shows.
const MOST_SHOWN: usize = 200;

/// What became of a file.
#[component]
pub fn ImportResultPage() -> impl IntoView {
    let id = path_value("id", ImportFileId::parse);
    page(async move |visit| {
        let w = visit.words();
        let file = service::import_file::read(&visit.db, &visit.ctx, id?).await?;
        let filled = crate::form::Filled::load(&visit, "import_run", &()).await?;
        let lists = service::import_file::listed(&visit.ctx, file.kind);
        let match_href = format!("/imports/{}", file.id);
        let crumbs = vec![
            Crumb { label: w.imports().into(), href: Some("/imports".into()) },
            Crumb { label: file.file_name.clone().into(), href: Some(match_href.clone().into()) },
            Crumb { label: w.import_step_result().into(), href: None },
        ];
        let (title, content) = match &file.outcome {
            None => {
                let action =
                    view! { <LinkButton href=match_href kind=ButtonKind::Primary>{w.import_to_match()}</LinkButton> };
                let empty = view! {
                    <Empty
                        title=w.import_not_tried()
                        text=w.import_not_tried_text()
                        icon=IconName::Import
                        action=action.into_any()
                    />
                };
                (w.import_result(), empty.into_any())
            }
            Some(outcome) => {
                let title = if outcome.dry_run { w.import_tried() } else { w.import_result() };
                (title, told(w, &file, outcome, lists))
            }
        };
        let items = crate::pages::session::problems(&filled);
        let body = view! {
            <Breadcrumbs label=w.import_path() items=crumbs />
            <PageHeader title=title lead=file.file_name.clone() />
            {steps(w, 2)}
            <ErrorSummary title=w.problems() items=items />
            {content}
        };
        Ok(Page::new(title, body))
    })
}

fn told(w: Words, file: &FileView, outcome: &Outcome, lists: bool) -> AnyView {
    let (tone, sentence) = summary(w, outcome);
    let unused = (!outcome.unused.is_empty()).then(|| {
        let columns = outcome.unused.join(w.pick("、", ", "));
        view! { <p class="field-hint">{w.import_unused_columns(&columns)}</p> }
    });
    let numbers = (!outcome.stopped).then(|| numbers(w, outcome));
    view! {
        <div class="notices">
            <Notice tone=tone>{sentence}</Notice>
        </div>
        {numbers}
        {actions(w, file, outcome, lists)}
        {rejected(w, file, outcome)}
        {warnings(w, outcome)}
        {unused}
    }
    .into_any()
}

/// What happened, in one sentence.
fn summary(w: Words, outcome: &Outcome) -> (Tone, String) {
    let rejected = outcome.rejected_lines.len();
    match (outcome.dry_run, outcome.stored) {
        _ if outcome.stopped => (Tone::Short, w.import_cannot().to_owned()),
        (true, _) if rejected > 0 => (Tone::AtRisk, w.import_tried_bad(rejected)),
        (true, _) if outcome.changes() == 0 => (Tone::Neutral, w.import_tried_same().to_owned()),
        (true, _) => (Tone::Met, w.import_tried_good().to_owned()),
        (false, false) => (Tone::Short, w.import_done_nothing(rejected)),
        (false, true) if rejected > 0 => (Tone::AtRisk, w.import_done_partly(rejected)),
        (false, true) if outcome.changes() == 0 => (Tone::Met, w.import_done_same().to_owned()),
        (false, true) => (Tone::Met, w.import_done_all(outcome.changes())),
    }
}

fn numbers(w: Words, outcome: &Outcome) -> AnyView {
    let report = &outcome.report;
    let rejected = u32::try_from(outcome.rejected_lines.len()).unwrap_or(u32::MAX);
    let numbers = [
        ("rows", w.import_count_rows(), report.rows, Tone::Neutral),
        ("imported", w.import_count_new(), report.imported, Tone::Met),
        ("updated", w.import_count_updated(), report.updated, Tone::Accent),
        ("unchanged", w.import_count_same(), report.unchanged, Tone::Muted),
        ("repeated", w.import_count_repeated(), report.repeated, Tone::Muted),
        ("rejected", w.import_count_rejected(), rejected, Tone::Short),
    ];
    let numbers = numbers.into_iter().map(|(key, label, count, tone)| {
        let tone = if count == 0 { Tone::Muted } else { tone };
        view! {
            <div class="import-number" data-tone=tone.name() data-count=key>
                <dt>{label}</dt>
                <dd>{count.to_string()}</dd>
            </div>
        }
    });
    let numbers = numbers.collect::<Vec<_>>();
    view! { <dl class="import-numbers" aria-label=w.import_counts()>{numbers}</dl> }.into_any()
}

fn actions(w: Words, file: &FileView, outcome: &Outcome, lists: bool) -> AnyView {
    let rejected = !outcome.rejected_lines.is_empty();
    let import = |skip: &'static str, text: String| {
        let hidden: Vec<(Text, Text)> = vec![("id".into(), file.id.to_string().into()), ("skip".into(), skip.into())];
        view! {
            <Form action="/rpc/import_file/import" hidden=hidden inline=true>
                <Button kind=ButtonKind::Primary icon=IconName::Import>{text}</Button>
            </Form>
        }
        .into_any()
    };
    let again = || view! { <LinkButton href="/imports">{w.import_another()}</LinkButton> }.into_any();
    let mended = || view! { <LinkButton href="/imports">{w.import_mended()}</LinkButton> }.into_any();
    let first = if outcome.stopped || (outcome.dry_run && outcome.good_rows() == 0) {
        None
    } else if !outcome.stored && rejected {
        Some(import("true", w.import_good_only(outcome.good_rows())))
    } else if outcome.dry_run && outcome.changes() > 0 {
        Some(import("", w.import_now(outcome.good_rows())))
    } else if outcome.stored && lists {
        let href = list_of(file.kind);
        let text = w.import_open_list(w.import_kind(file.kind));
        Some(view! { <LinkButton href=href kind=ButtonKind::Primary>{text}</LinkButton> }.into_any())
    } else {
        None
    };
    let second = if rejected {
        mended()
    } else if outcome.stored || (outcome.dry_run && outcome.changes() == 0) {
        again()
    } else {
        ().into_any()
    };
    let back = format!("/imports/{}", file.id);
    let hint = (outcome.dry_run && !rejected && outcome.changes() > 0)
        .then(|| view! { <p class="field-hint">{w.import_all_hint()}</p> });
    view! {
        <div class="import-go">
            {first}
            {second}
            <LinkButton href=back kind=ButtonKind::Quiet>{w.import_back_to_match()}</LinkButton>
            {hint}
        </div>
    }
    .into_any()
}

/// The page of the list that such a file goes into.
fn list_of(kind: Kind) -> &'static str {
    match kind.as_str() {
        "organisations" => "/members",
        "people" => "/people",
        "credentials" => "/credentials",
        "hours" => "/hours/waiting",
        _ => "/placements",
    }
}

fn rejected(w: Words, file: &FileView, outcome: &Outcome) -> Option<AnyView> {
    if outcome.report.rejected.is_empty() {
        return None;
    }
    let rows = outcome.report.rejected.iter().take(MOST_SHOWN).map(|rejection| {
        let line = if rejection.row > 0 { rejection.row.to_string() } else { String::new() };
        let field = file.kind.targets().iter().find(|target| target.name == rejection.column);
        let column = match field {
            Some(target) => w.import_field(file.kind, target.name),
            None => rejection.column.as_str(),
        };
        Row::new()
            .cell(Cell::Number, w.import_line_column(), &line)
            .cell(Cell::Text, w.import_rejected_column_name(), column)
            .cell(Cell::Text, w.import_content(), &shortened(&rejection.value))
            .cell(Cell::Text, w.import_reason(), reason(w, rejection.code))
            .cell(Cell::MinorText, w.import_code(), rejection.code.as_str())
            .view()
    });
    let rows = rows.collect::<Vec<_>>();
    let columns = vec![
        Column::number(w.import_line_column()),
        Column::text(w.import_rejected_column_name()),
        Column::text(w.import_content()),
        Column::text(w.import_reason()),
        Column::text(w.import_code()),
    ];
    let more = outcome.mistakes.saturating_sub(MOST_SHOWN);
    let more = (more > 0).then(|| view! { <p class="field-hint">{w.import_rejected_more(more)}</p> });
    let downloads = (!outcome.rejected_lines.is_empty()).then(|| {
        let link = |end: &str, text: &'static str| {
            let href = format!("/imports/{}/rejected/{end}", file.id);
            view! { <a class="button" href=href download>{text}</a> }
        };
        view! {
            {link("xlsx", w.import_rejected_xlsx())}
            {link("csv", w.import_rejected_csv())}
        }
        .into_any()
    });
    let lead = if outcome.stopped { "" } else { w.import_rejected_lead() };
    let section = view! {
        <Section id="rejected" title=w.import_rejected_rows() lead=lead action=downloads>
            <div class="import-rejected">
                <Table caption=w.import_rejected_caption() columns=columns>{rows}</Table>
            </div>
            {more}
        </Section>
    };
    Some(section.into_any())
}

fn warnings(w: Words, outcome: &Outcome) -> Option<AnyView> {
    if outcome.report.warnings.is_empty() {
        return None;
    }
    let rows = outcome.report.warnings.iter().take(MOST_SHOWN).map(|warning| {
        Row::new()
            .cell(Cell::Number, w.import_line_column(), &warning.row.to_string())
            .cell(Cell::Text, w.import_reason(), w.code(warning.code))
            .view()
    });
    let rows = rows.collect::<Vec<_>>();
    let columns = vec![Column::number(w.import_line_column()), Column::text(w.import_reason())];
    let more = outcome.remarks.saturating_sub(MOST_SHOWN);
    let more = (more > 0).then(|| view! { <p class="field-hint">{w.import_rejected_more(more)}</p> });
    let section = view! {
        <Section id="warnings" title=w.import_warnings()>
            <Table caption=w.import_warnings_caption() columns=columns>{rows}</Table>
            {more}
        </Section>
    };
    Some(section.into_any())
}

/// Why a row was not taken. A sentence for forms is said for files here.
fn reason(w: Words, code: Code) -> &'static str {
    match code {
        Code::Required => w.import_code_required(),
        Code::UnknownValue => w.import_code_unknown_value(),
        code => w.code(code),
    }
}

fn shortened(value: &str) -> String {
    let line: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    match line.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}
