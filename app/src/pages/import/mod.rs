//! Files in and out: uploading, matching columns, what became of the rows, and lists to take out.

mod export;
mod fields;
mod file;
mod result;

pub use export::ExportsPage;
pub use file::ImportFilePage;
pub use result::ImportResultPage;

use domain::Code;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::{
    import_file::{FileLine, KEPT_HOURS, kinds},
    mapping::Kind,
};

use super::{Page, page, query, session::problems};
use crate::{
    form::Filled,
    ui::{
        button::{Button, ButtonKind},
        empty::Empty,
        form::{Actions, Choice, ErrorSummary, Field, Form, RadioField, SelectField, TextField, Wiring},
        icon::IconName,
        layout::{PageHeader, Section},
        stepper::{Step, StepState, Stepper},
        table::{Cell, Column, Row, Table},
        text::{MaybeText, Text},
        tone::Tone,
    },
    words::Words,
};

/// The encodings one may choose by hand.
const ENCODINGS: [(&str, &str); 3] = [("gb18030", "GB18030 / GBK"), ("utf-8", "UTF-8"), ("utf-16le", "UTF-16")];

/// The steps of an import, with the one that is shown.
fn steps(w: Words, current: usize) -> AnyView {
    let labels = [w.import_step_file(), w.import_step_match(), w.import_step_result()];
    let steps = labels.into_iter().enumerate().map(|(at, label)| {
        let (state, word) = match at.cmp(&current) {
            std::cmp::Ordering::Less => (StepState::Done, w.import_step_done()),
            std::cmp::Ordering::Equal => (StepState::Current, w.import_step_now()),
            std::cmp::Ordering::Greater => (StepState::Ahead, w.import_step_ahead()),
        };
        let (who, when) = (MaybeText::default(), MaybeText::default());
        Step { label: label.into(), who, when, state, state_word: word.into() }
    });
    view! { <div class="import-steps"><Stepper label=w.import_steps() steps=steps.collect() /></div> }.into_any()
}

fn encoding_choices() -> Vec<Choice> {
    ENCODINGS.into_iter().map(|(value, label)| Choice::new(value, label)).collect()
}

/// The kind of file that another page has led here for.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    kind: String,
}

#[derive(Serialize)]
struct Stored {
    kind: &'static str,
}

/// Uploading a file, templates, and the files uploaded lately.
#[component]
pub fn ImportsPage() -> impl IntoView {
    let asked: Asked = query();
    page(async move |visit| {
        let w = visit.words();
        let kinds = kinds(&visit.ctx)?;
        let files = service::import_file::list(&visit.db, &visit.ctx).await?;
        let asked = Kind::parse(&asked.kind).filter(|kind| kinds.contains(kind));
        let usual = kinds.contains(&Kind::People).then_some(Kind::People);
        let first = asked.or(usual).map_or("", Kind::as_str);
        let filled = Filled::load(&visit, "import_file", &Stored { kind: first }).await?;
        let items = upload_problems(w, &filled);
        let body = view! {
            <PageHeader title=w.imports() lead=w.imports_lead() />
            {steps(w, 0)}
            <ErrorSummary title=w.problems() items=items />
            <div class="import-start">
                {upload(w, &kinds, filled)}
                {templates(w, &kinds)}
            </div>
            {recent(w, &files)}
        };
        Ok(Page::new(w.imports(), body))
    })
}

/// What is wrong with the file, and where in it.
fn file_error(w: Words, filled: &Filled) -> Option<String> {
    let sentence = filled.error("file")?;
    let line = filled.value("line").parse().ok().map(|line: u32| w.import_line(line));
    let column = Some(filled.value("column")).filter(|column| !column.is_empty());
    let place = [line, column.map(|column| w.import_place_column(&column))];
    let place = place.into_iter().flatten().collect::<Vec<_>>().join(w.pick("", ", "));
    Some(if place.is_empty() { sentence } else { w.import_at(&place, &sentence) })
}

fn upload_problems(w: Words, filled: &Filled) -> Vec<(Text, Text)> {
    let file = file_error(w, filled);
    let name = filled.value("file_name");
    problems(filled)
        .into_iter()
        .map(|(field, sentence)| match (&*field, &file) {
            ("file", Some(file)) if !name.is_empty() => (field, w.import_at(&name, file).into()),
            ("file", Some(file)) => (field, file.clone().into()),
            _ => (field, sentence),
        })
        .collect()
}

fn upload(w: Words, kinds: &[Kind], filled: Filled) -> AnyView {
    let options = kinds.iter().map(|kind| Choice::new(kind.as_str(), w.import_kind_hint(*kind))).collect();
    let mut error = file_error(w, &filled);
    if let Some(sentence) = &mut error
        && *sentence != w.code(Code::Required)
    {
        sentence.push_str(w.pick("", " "));
        sentence.push_str(w.import_file_again());
    }
    let (hint, error) = (MaybeText::from(w.import_file_hint()), MaybeText::from(error));
    let wiring = Wiring::new("file", &hint, &error);
    let more = filled.error("sheet").is_some() || filled.error("encoding").is_some();
    let encodings = encoding_choices();
    let (sheet, sheet_error) = (filled.value("sheet"), filled.error("sheet"));
    let encoding = filled.value("encoding");
    view! {
        <section class="card import-upload" aria-labelledby="upload">
            <h2 id="upload">{w.import_upload()}</h2>
            <Form action="/rpc/import_file/upload" files=true label=w.import_upload()>
                <RadioField
                    name="kind"
                    label=w.import_kind_label()
                    options=options
                    value=filled.value("kind")
                    error=filled.error("kind")
                    required=true
                />
                <Field name="file" label=w.import_file_label() hint=hint error=error>
                    <input
                        class="import-file"
                        type="file"
                        id=wiring.id
                        name="file"
                        accept=".xlsx,.xls,.csv,.txt,.ics"
                        required
                        aria-describedby=wiring.described_by
                        aria-invalid=wiring.invalid
                    />
                </Field>
                <details class="import-more" open=more>
                    <summary>{w.import_more_options()}</summary>
                    <div class="fieldset-fields">
                        <TextField name="sheet" label=w.import_sheet_label() hint=w.import_sheet_hint() value=sheet error=sheet_error />
                        <SelectField
                            name="encoding"
                            label=w.import_encoding_label()
                            options=encodings
                            value=encoding
                            empty=w.import_encoding_auto()
                        />
                    </div>
                </details>
                <Actions>
                    <Button kind=ButtonKind::Primary icon=IconName::Import>{w.import_upload_button()}</Button>
                </Actions>
            </Form>
            <p class="field-hint">{w.import_kept_hours(KEPT_HOURS)}</p>
        </section>
    }
    .into_any()
}

fn templates(w: Words, kinds: &[Kind]) -> AnyView {
    let items = kinds
        .iter()
        .map(|kind| {
            let name = w.import_kind(*kind);
            let links = [("XLSX", "xlsx"), ("CSV", "csv")].map(|(word, end)| {
                let href = format!("/imports/template/{}.{end}", kind.as_str());
                view! { <a class="button button-quiet" href=href download aria-label=w.import_as(word, name)>{word}</a> }
            });
            view! {
                <li>
                    <span>{w.import_template_of(name)}</span>
                    <span class="import-links">{links}</span>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <section class="card import-templates" aria-labelledby="templates">
            <h2 id="templates">{w.import_templates()}</h2>
            <p class="field-hint">{w.import_templates_lead()}</p>
            <ul>{items}</ul>
        </section>
    }
    .into_any()
}

fn recent(w: Words, files: &[FileLine]) -> AnyView {
    let body = if files.is_empty() {
        view! { <Empty title=w.import_recent_none() text=w.import_recent_none_text() icon=IconName::Import /> }
            .into_any()
    } else {
        let columns = vec![
            Column::text(w.import_file_column()),
            Column::text(w.import_kind_column()),
            Column::text(w.import_uploaded_column()),
            Column::number(w.import_rows_column()),
            Column::number(w.import_rejected_column()),
            Column::text(w.import_state_column()),
        ];
        let rows = files.iter().map(|file| row(w, file)).collect::<Vec<_>>();
        view! { <Table caption=w.import_recent_caption() columns=columns>{rows}</Table> }.into_any()
    };
    view! { <Section id="recent" title=w.import_recent()>{body}</Section> }.into_any()
}

fn row(w: Words, file: &FileLine) -> impl IntoView + use<> {
    let page = if file.outcome.is_some() { "/result" } else { "" };
    let (tone, word) = state(w, file);
    let counted = file.outcome.as_ref().filter(|outcome| !outcome.stopped);
    let rows = counted.map(|outcome| outcome.report.rows.to_string()).unwrap_or_default();
    let rejected = counted.map(|outcome| outcome.rejected_lines.len().to_string()).unwrap_or_default();
    Row::new()
        .lead(
            w.import_file_column(),
            &format!("/imports/{}{page}", file.id),
            &file.file_name,
            &w.import_expires(&w.instant(file.expires_at)),
        )
        .cell(Cell::Text, w.import_kind_column(), w.import_kind(file.kind))
        .cell(Cell::When, w.import_uploaded_column(), &w.instant(file.created_at))
        .cell(Cell::Number, w.import_rows_column(), &rows)
        .cell(Cell::Number, w.import_rejected_column(), &rejected)
        .chip(w.import_state_column(), tone, None, word)
        .view()
}

/// How a file stands.
fn state(w: Words, file: &FileLine) -> (Tone, &'static str) {
    match &file.outcome {
        None => (Tone::Muted, w.import_state_new()),
        Some(outcome) if outcome.stopped => (Tone::Short, w.import_state_stopped()),
        Some(outcome) if outcome.dry_run && outcome.rejected_lines.is_empty() => (Tone::Accent, w.import_state_tried()),
        Some(outcome) if outcome.dry_run => (Tone::AtRisk, w.import_state_tried()),
        Some(outcome) if !outcome.stored => (Tone::Short, w.import_state_bad()),
        Some(outcome) if outcome.rejected_lines.is_empty() => (Tone::Met, w.import_state_done()),
        Some(_) => (Tone::AtRisk, w.import_state_partly()),
    }
}
