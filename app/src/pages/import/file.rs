//! A file on its way in: its first rows, how it is read, and which column fills which field.

use domain::id::ImportFileId;
use leptos::prelude::*;
use serde::Serialize;
use service::import_file::{Choosing, FileView, KeptMapping};

use super::{encoding_choices, fields, steps};
use crate::{
    form::Filled,
    pages::{Page, page, path_value},
    rpc::import_file::MappingForm,
    ui::{
        button::{Button, ButtonKind, LinkButton},
        form::{Actions, Choice, ErrorSummary, Form, SelectField, TextField, Width},
        icon::IconName,
        layout::{Breadcrumbs, Crumb, PageHeader, Section},
        notice::Notice,
        text::Text,
        tone::Tone,
    },
    words::Words,
};

/// The longest text of a cell in the preview, in characters.
const LONGEST_CELL: usize = 60;

#[derive(Serialize)]
struct Nothing {}

/// The file: preview and matching.
#[component]
pub fn ImportFilePage() -> impl IntoView {
    let id = path_value("id", ImportFileId::parse);
    page(async move |visit| {
        let w = visit.words();
        let file = service::import_file::read(&visit.db, &visit.ctx, id?).await?;
        let draft = visit.take_any_draft().await?;
        let stored = MappingForm {
            name: String::new(),
            choices: file.choosing.as_ref().map(|table| table.form.clone()).unwrap_or_default(),
        };
        let filled = Filled::of(&visit, draft.as_ref(), "import_mapping", &stored);
        let reading = Filled::of(&visit, draft.as_ref(), "import_reading", &file.reading);
        let applied = Filled::of(&visit, draft.as_ref(), "import_apply", &Nothing {});
        let items = fields::problems(w, file.kind, [&filled, &reading, &applied]);
        let crumbs = vec![
            Crumb { label: w.imports().into(), href: Some("/imports".into()) },
            Crumb { label: file.file_name.clone().into(), href: None },
        ];
        let title = w.import_match_file(&file.file_name);
        let content = match &file.choosing {
            Ok(table) => view! {
                {preview(w, table)}
                {reading_form(w, &file, reading, false)}
                {kept(w, &file)}
                {matching(w, &file, table, &filled)}
            }
            .into_any(),
            Err(error) => {
                let line = error.line.map(|line| w.import_line(line));
                let column = error.column.as_ref().map(|column| w.import_place_column(column));
                let place = [line, column].into_iter().flatten().collect::<Vec<_>>().join(w.pick("", ", "));
                let sentence = w.code(error.code);
                let text = if place.is_empty() { sentence.to_owned() } else { w.import_at(&place, sentence) };
                view! {
                    <div class="notices">
                        <Notice tone=Tone::Short>
                            <p class="notice-title">{w.import_unreadable()}</p>
                            <p>{text}</p>
                        </Notice>
                    </div>
                    {reading_form(w, &file, reading, true)}
                    {kept(w, &file)}
                }
                .into_any()
            }
        };
        let discard = vec![("id".into(), file.id.to_string().into())];
        let lead = match &file.choosing {
            Ok(table) => w.import_table_facts(table.rows, table.columns.len(), table.header_line),
            Err(_) => String::new(),
        };
        let body = view! {
            <Breadcrumbs label=w.import_path() items=crumbs />
            <PageHeader title=title.clone() lead=lead />
            {steps(w, 1)}
            <ErrorSummary title=w.problems() items=items />
            {content}
            <div class="import-foot">
                <a href=format!("/imports/{}/mapping.toml", file.id) download>{w.import_mapping_download()}</a>
                <Form action="/rpc/import_file/discard" hidden=discard inline=true>
                    <Button kind=ButtonKind::Quiet icon=IconName::Close>{w.import_discard()}</Button>
                </Form>
            </div>
        };
        Ok(Page::new(title, body))
    })
}

fn preview(w: Words, table: &Choosing) -> AnyView {
    let heads = table.columns.iter().map(|name| {
        let class = table.unused.contains(name).then_some("import-unused");
        view! { <th scope="col" class=class>{name.clone()}</th> }
    });
    let heads = heads.collect::<Vec<_>>();
    let rows = table.first_rows.iter().map(|(line, cells)| {
        let cells = cells.iter().map(|cell| view! { <td>{shortened(cell)}</td> }).collect::<Vec<_>>();
        view! { <tr><th scope="row" class="num">{line.to_string()}</th>{cells}</tr> }
    });
    let rows = rows.collect::<Vec<_>>();
    let caption = w.import_preview_caption(table.first_rows.len());
    let region = caption.clone();
    let unused = (!table.unused.is_empty()).then(|| {
        let columns = table.unused.join(w.pick("、", ", "));
        view! { <p class="field-hint">{w.import_unused_columns(&columns)}</p> }
    });
    view! {
        <Section id="preview" title=w.import_preview()>
            <div class="import-sheet" role="region" aria-label=region tabindex="0">
                <table>
                    <caption class="visually-hidden">{caption}</caption>
                    <thead>
                        <tr><th scope="col" class="num">{w.import_line_column()}</th>{heads}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {unused}
        </Section>
    }
    .into_any()
}

fn shortened(value: &str) -> String {
    let line: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    match line.char_indices().nth(LONGEST_CELL) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

fn reading_form(w: Words, file: &FileView, filled: Filled, needed: bool) -> AnyView {
    let hidden = vec![("id".into(), file.id.to_string().into())];
    let open = needed || filled.failed();
    let sheet = (!file.sheets.is_empty()).then(|| {
        let sheets = file.sheets.iter().map(|name| Choice::new(name.clone(), name.clone())).collect();
        view! {
            <SelectField
                name="sheet"
                label=w.import_sheet_label()
                options=sheets
                value=filled.value("sheet")
                empty=w.import_sheet_first()
                error=filled.error("sheet")
            />
        }
    });
    let encoding = file.sheets.is_empty().then(|| {
        view! {
            <SelectField
                name="encoding"
                label=w.import_encoding_label()
                options=encoding_choices()
                value=filled.value("encoding")
                empty=w.import_encoding_auto()
                error=filled.error("encoding")
            />
        }
    });
    let (header, header_error) = (filled.value("header_row"), filled.error("header_row"));
    view! {
        <details class="import-more" open=open>
            <summary>{w.import_reading_title()}</summary>
            <p class="field-hint">{w.import_reading_lead()}</p>
            <Form action="/rpc/import_file/reread" hidden=hidden label=w.import_reading_title()>
                <div class="fieldset-fields">
                    <TextField
                        name="header_row"
                        label=w.import_header_label()
                        value=header
                        error=header_error
                        input_mode="numeric"
                        width=Width::Short
                    />
                    {sheet}
                    {encoding}
                </div>
                <Actions>
                    <Button>{w.import_reread()}</Button>
                </Actions>
            </Form>
        </details>
    }
    .into_any()
}

fn kept(w: Words, file: &FileView) -> Option<AnyView> {
    if file.kept.is_empty() {
        return None;
    }
    let options = file.kept.iter().map(|kept| Choice::new(kept.id.to_string(), kept.name.clone())).collect();
    let hidden: Vec<(Text, Text)> = vec![("id".into(), file.id.to_string().into())];
    let forget = file.kept.iter().map(|kept| forget(w, kept)).collect::<Vec<_>>();
    let section = view! {
        <Section id="kept" title=w.import_kept() lead=w.import_kept_lead()>
            <Form action="/rpc/import_file/apply_mapping" hidden=hidden inline=true label=w.import_kept()>
                <SelectField name="mapping" label=w.import_kept() options=options empty=w.import_kept_choose() />
                <Button>{w.import_kept_apply()}</Button>
            </Form>
            <ul class="import-kept">{forget}</ul>
        </Section>
    };
    Some(section.into_any())
}

fn forget(w: Words, kept: &KeptMapping) -> impl IntoView + use<> {
    let hidden: Vec<(Text, Text)> = vec![("mapping".into(), kept.id.to_string().into())];
    let describe = w.import_kept_forget_one(&kept.name);
    view! {
        <li>
            <span>{kept.name.clone()}</span>
            <Form action="/rpc/import_file/forget_mapping" hidden=hidden inline=true>
                <Button kind=ButtonKind::Quiet describe=describe>{w.import_kept_forget()}</Button>
            </Form>
        </li>
    }
}

fn matching(w: Words, file: &FileView, table: &Choosing, filled: &Filled) -> AnyView {
    let hidden = vec![("id".into(), file.id.to_string().into())];
    let (name, name_error) = (filled.value("name"), filled.error("name"));
    let fields = fields::all(w, file.kind, table, filled);
    let naming = name_error.is_some();
    let result = file.outcome.is_some().then(|| {
        let href = format!("/imports/{}/result", file.id);
        view! { <LinkButton href=href kind=ButtonKind::Quiet>{w.import_step_result()}</LinkButton> }
    });
    view! {
        <Section id="match" title=w.import_match() lead=w.import_match_lead()>
            <Form action="/rpc/import_file/map" hidden=hidden label=w.import_match()>
                {fields}
                <div class="import-go">
                    <Button kind=ButtonKind::Primary icon=IconName::Check form_action="/rpc/import_file/try_out">
                        {w.import_try()}
                    </Button>
                    <Button>{w.import_match_save()}</Button>
                    {result}
                    <p class="field-hint">{w.import_try_hint()}</p>
                </div>
                <details class="import-more" open=naming>
                    <summary>{w.import_keep()}</summary>
                    <TextField name="name" label=w.import_keep_name() hint=w.import_keep_hint() value=name error=name_error />
                    <div class="actions">
                        <Button form_action="/rpc/import_file/keep_mapping">{w.import_keep_button()}</Button>
                    </div>
                </details>
            </Form>
        </Section>
    }
    .into_any()
}
