//! Writing a pack: its text with the format beside it, checked before it may be saved.

use domain::{Error, error::Conflict};
use leptos::prelude::*;
use serde::Serialize;
use service::{Failure, rule_pack::PackLine};

use super::{Asked, crumbs, format, of_pack, outcome, pack_name};
use crate::{
    form::Filled,
    pages::{Page, page, path_value, query},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        form::{Choice, ErrorSummary, Field, FilterBar, Form, SelectField, Wiring},
        layout::{Breadcrumbs, Crumb, PageHeader},
        text::{MaybeText, Text},
    },
    visit::Visit,
    words::Words,
};

/// The name of the form with the text of a pack.
pub(crate) const FORM: &str = "rule_pack";

/// What came of a text: how it is told, the error of the field, and what is wrong besides.
type CameOf = (Option<AnyView>, Option<String>, Vec<(Text, Text)>);

/// A form as it is stored.
#[derive(Serialize)]
struct Stored<'a> {
    text: &'a str,
}

/// Changing a pack: another version of it.
#[component]
pub fn EditPackPage() -> impl IntoView {
    let pack = path_value("pack", pack_name);
    let asked: Asked = query();
    page(async move |visit| {
        let w = visit.words();
        let pack = pack?;
        let view = service::rule_pack::show(&visit.db, &visit.ctx, &pack, asked.version()).await?;
        if !view.may_edit {
            return Err(Error::Forbidden.into());
        }
        let name = w.text(&view.pack.title);
        let title = w.pack_edit_title(name);
        let up = of_pack(&pack, "", asked.version());
        let crumbs = crumbs(w, [(name.to_owned().into(), Some(up.clone().into())), (w.pack_edit().into(), None)]);
        let editor = editor(&visit, &view.text, &up).await?;
        Ok(written(w, title, w.pack_edit_lead(), crumbs, None, editor))
    })
}

/// A new pack of the reader's own organisation.
#[component]
pub fn NewPackPage() -> impl IntoView {
    let asked: Asked = query();
    page(async move |visit| {
        let w = visit.words();
        if !service::rule_pack::may_add(&visit.ctx) {
            visit.viewer()?;
            return Err(Error::Forbidden.into());
        }
        let lines = service::rule_pack::library(&visit.db, &visit.ctx).await?;
        let parent = parent(&lines, &asked.inherits);
        let text = match parent {
            Some(line) => {
                let view = service::rule_pack::show(&visit.db, &visit.ctx, &line.pack, None).await?;
                format::template(&view.pack, &visit.ctx)
            }
            None => String::new(),
        };
        let crumbs = crumbs(w, [(w.rules_new().into(), None)]);
        let editor = editor(&visit, &text, super::PATH).await?;
        let options = lines.iter().map(|line| Choice::new(line.pack.clone(), w.text(&line.title).to_owned())).collect();
        let chosen = parent.map(|line| line.pack.clone()).unwrap_or_default();
        let start = view! {
            <FilterBar action="/rules/new" label=w.pack_start_from() apply_text=w.pack_start()>
                <SelectField name="inherits" label=w.pack_start_from() options=options value=chosen />
            </FilterBar>
        };
        Ok(written(w, w.rules_new().to_owned(), w.pack_new_lead(), crumbs, Some(start.into_any()), editor))
    })
}

/// The pack to begin from: the one asked for; else one in force here from which no other in force inherits.
fn parent<'a>(lines: &'a [PackLine], asked: &str) -> Option<&'a PackLine> {
    let in_force = || lines.iter().filter(|line| line.in_force && line.owner.is_none());
    let last = |line: &&PackLine| !in_force().any(|other| other.inherits.as_ref() == Some(&line.pack));
    let of_asked = lines.iter().find(|line| line.pack == asked);
    let province = || in_force().filter(last).find(|line| line.inherits.is_some());
    of_asked.or_else(province).or_else(|| lines.iter().find(|line| line.pack == "cn"))
}

fn written(
    w: Words,
    title: String,
    lead: &'static str,
    crumbs: Vec<Crumb>,
    start: Option<AnyView>,
    editor: AnyView,
) -> Page {
    let body = view! {
        <Breadcrumbs label=w.rules_way() items=crumbs />
        <PageHeader title=title.clone() lead=lead />
        {start}
        {editor}
    };
    Page::new(title, body)
}

/// The text with its buttons and what came of it, and the format beside it.
async fn editor(visit: &Visit, stored: &str, back: &str) -> Result<AnyView, Failure> {
    let w = visit.words();
    let draft = visit.take_draft(FORM).await?;
    let filled = Filled::of(visit, draft.as_ref(), FORM, &Stored { text: stored });
    let text = filled.value("text");
    let (told, error, summary) = match draft {
        // What was typed is looked at again, so that every error can be told with its line.
        Some(draft) => came_of(visit, &text, &draft.error).await?,
        None => (None, None, Vec::new()),
    };
    let lines = u32::try_from(text.lines().count()).unwrap_or(u32::MAX).clamp(24, 40);
    let (hint, error) = (MaybeText::from(w.pack_text_hint()), MaybeText::from(error));
    let wiring = Wiring::new("text", &hint, &error);
    let area = view! {
        <textarea
            class="control control-full pack-text"
            id=wiring.id
            name="text"
            rows=lines
            wrap="off"
            spellcheck="false"
            autocapitalize="off"
            autocomplete="off"
            required=true
            aria-describedby=wiring.described_by
            aria-invalid=wiring.invalid
        >
            {format!("\n{text}")}
        </textarea>
    };
    let back = back.to_owned();
    Ok(view! {
        <ErrorSummary title=w.problems() items=summary />
        {told}
        <div class="columns pack-editor">
            <Form action="/rpc/rule_pack/save">
                <Field name="text" label=w.pack_text() hint=hint error=error>{area}</Field>
                <div class="actions">
                    <Button kind=ButtonKind::Primary>{w.pack_save()}</Button>
                    <Button form_action="/rpc/rule_pack/check">{w.pack_check()}</Button>
                    <LinkButton href=back kind=ButtonKind::Quiet>{w.cancel()}</LinkButton>
                </div>
            </Form>
            {format::beside(w)}
        </div>
    }
    .into_any())
}

/// What came of a text: a view of its errors or of its success, the field's error, and what is wrong besides.
async fn came_of(visit: &Visit, text: &str, error: &Error) -> Result<CameOf, Failure> {
    let w = visit.words();
    let pack = match service::rule_pack::check(&visit.db, &visit.ctx, text).await? {
        Err(errors) => return Ok((Some(outcome::errors(w, &errors)), Some(w.pack_wrong(errors.len())), Vec::new())),
        Ok(pack) => pack,
    };
    let whole = |sentence: &str| vec![(Text::from(""), Text::from(sentence.to_owned()))];
    Ok(match error {
        // The draft of a check that found nothing holds no error.
        Error::Invalid(fields) if fields.is_empty() => {
            let known = service::rule_pack::show(&visit.db, &visit.ctx, &pack.id, Some(&pack.version)).await;
            let taken = known.is_ok_and(|it| it.built_in || it.adoptions.iter().any(|it| it.version == pack.version));
            (Some(outcome::well(w, &pack, taken)), None, Vec::new())
        }
        Error::Conflict(Conflict::Duplicate) => (None, None, whole(w.pack_version_taken())),
        Error::Invalid(_) => (Some(outcome::well(w, &pack, false)), None, Vec::new()),
        error => (None, None, whole(&w.error(error))),
    })
}
