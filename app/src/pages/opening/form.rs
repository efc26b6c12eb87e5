//! Offering an opening, and changing it.

use domain::{
    Error,
    id::OpeningId,
    opening::{Opening, OpeningForm, OpeningKind},
    person::Profile,
    placement::{Direction, Load},
};
use leptos::prelude::*;
use serde::Deserialize;
use service::{Failure, placement::usual_form};

use crate::{
    form::Filled,
    pages::{
        Page, PageResult, majors, page, path_value,
        placement::{forms, person_label},
        query,
        session::problems,
    },
    ui::{
        button::{Button, ButtonKind, LinkButton},
        form::{
            Actions, Choice, DateField, ErrorSummary, Fieldset, Form, NumberField, RadioField, SelectField, TextArea,
            TextField, Width,
        },
        layout::{Breadcrumbs, Crumb, PageHeader},
        notice::Notice,
        text::Text,
        tone::Tone,
    },
    visit::Visit,
    words::Words,
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Preselected {
    kind: String,
    /// An opening whose days and specialty are taken over.
    from: String,
}

/// A new opening of the acting organisation; its kind stands in the address.
#[component]
pub fn NewOpeningPage() -> impl IntoView {
    let Preselected { kind, from } = query();
    page(async move |visit| {
        visit.viewer()?;
        let kinds = service::opening::may_add(&visit.ctx);
        let wanted = OpeningKind::parse(&kind).filter(|kind| kinds.contains(kind));
        let Some(kind) = wanted.or_else(|| kinds.first().copied()) else { return Err(Error::Forbidden.into()) };
        let stored = match OpeningId::parse(&from) {
            Some(id) => like(&service::opening::read(&visit.db, &visit.ctx, id).await?.opening, kind),
            None => OpeningForm {
                kind: kind.as_str().to_owned(),
                form: usual_form(kind.direction()).as_str().to_owned(),
                load: if kind == OpeningKind::Post { Load::FullTime } else { Load::PartTime }.as_str().to_owned(),
                capacity: "1".to_owned(),
                ..OpeningForm::default()
            },
        };
        let filled = Filled::load(&visit, "opening", &stored).await?;
        let w = visit.words();
        let lead = format!("{}{}{}", w.opening_kind_lead(kind), w.pick("", " "), w.opening_new_lead());
        let head = Head { title: w.opening_offer(kind), lead, action: "/rpc/opening/add", submit: w.opening_publish() };
        form_page(&visit, head, kind, &filled, None).await
    })
}

/// The form of an opening of `kind` on the days of another, by other people.
fn like(opening: &Opening, kind: OpeningKind) -> OpeningForm {
    OpeningForm {
        kind: kind.as_str().to_owned(),
        engineer: String::new(),
        place: String::new(),
        contact: String::new(),
        text: String::new(),
        ..service::opening::form_of(opening)
    }
}

/// An opening being changed by its organisation.
#[component]
pub fn EditOpeningPage() -> impl IntoView {
    let id = path_value("id", OpeningId::parse);
    page(async move |visit| {
        let view = service::opening::read(&visit.db, &visit.ctx, id?).await?;
        if !view.may_edit {
            return Err(Error::Forbidden.into());
        }
        let opening = view.opening;
        let filled = Filled::load(&visit, "opening", &service::opening::form_of(&opening)).await?;
        let w = visit.words();
        let head = Head {
            title: w.opening_edit(),
            lead: w.opening_edit_lead().to_owned(),
            action: "/rpc/opening/edit",
            submit: w.save(),
        };
        form_page(&visit, head, opening.kind, &filled, Some(&opening)).await
    })
}

/// What differs between a new opening and one being changed.
struct Head {
    title: &'static str,
    lead: String,
    action: &'static str,
    submit: &'static str,
}

async fn form_page(
    visit: &Visit,
    head: Head,
    kind: OpeningKind,
    filled: &Filled,
    edited: Option<&Opening>,
) -> PageResult {
    let w = visit.words();
    let engineers = if kind == OpeningKind::EngineerOffer { engineers(visit).await? } else { Vec::new() };
    let mut crumbs = vec![Crumb { label: w.openings().into(), href: Some("/openings".into()) }];
    let mut hidden: Vec<(Text, Text)> = vec![("kind".into(), kind.as_str().into())];
    let mut back = "/openings".to_owned();
    if let Some(opening) = edited {
        back = format!("/openings/{}", opening.id);
        crumbs.push(Crumb { label: opening.title.clone().into(), href: Some(back.clone().into()) });
        hidden.push(("id".into(), opening.id.to_string().into()));
        hidden.push(("version".into(), opening.version.to_string().into()));
    }
    crumbs.push(Crumb { label: head.title.into(), href: None });
    let stale = filled.is_stale().then(|| {
        view! {
            <div class="notices">
                <Notice tone=Tone::AtRisk>{w.opening_changed()}</Notice>
            </div>
        }
    });
    let summary = if filled.is_stale() { Vec::new() } else { problems(filled) };
    let fields = fields(w, kind, filled, engineers, majors(visit).await?);
    let body = view! {
        <Breadcrumbs label=w.opening_path() items=crumbs />
        <PageHeader title=head.title lead=head.lead />
        {stale}
        <ErrorSummary title=w.problems() items=summary />
        <Form action=head.action hidden=hidden>
            {fields}
            <Actions>
                <Button kind=ButtonKind::Primary>{head.submit}</Button>
                <LinkButton href=back kind=ButtonKind::Quiet>{w.cancel()}</LinkButton>
            </Actions>
        </Form>
    };
    Ok(Page::new(head.title, body))
}

/// The own engineers; who lacks the employer's consent is named so.
async fn engineers(visit: &Visit) -> Result<Vec<Choice>, Failure> {
    let w = visit.words();
    let people = service::person::pick(&visit.db, &visit.ctx, Some(Profile::Engineer)).await?;
    let choices = people.iter().map(|person| {
        let label = person_label(w, person);
        let label = if person.consent { label } else { w.placement_no_consent(&label) };
        Choice::new(person.id.to_string(), label)
    });
    Ok(choices.collect())
}

fn fields(w: Words, kind: OpeningKind, filled: &Filled, engineers: Vec<Choice>, majors: Vec<Choice>) -> AnyView {
    let field = |name: &'static str| (filled.value(name), filled.error(name));
    let (title, title_error) = field("title");
    let (specialty, specialty_error) = field("specialty");
    let (capacity, capacity_error) = field("capacity");
    let (engineer, engineer_error) = field("engineer");
    let (contact, contact_error) = field("contact");
    let (text, text_error) = field("text");
    let engineer = (kind == OpeningKind::EngineerOffer).then(|| {
        view! {
            <SelectField
                name="engineer"
                label=w.opening_engineer()
                options=engineers
                value=engineer
                empty=w.opening_engineer_none()
                hint=w.opening_engineer_hint()
                error=engineer_error
            />
        }
    });
    view! {
        <Fieldset legend=w.opening_what()>
            <TextField
                name="title"
                label=w.opening_title()
                value=title
                hint=w.opening_title_hint()
                error=title_error
                required=true
                width=Width::Full
            />
            <TextField
                name="specialty"
                label=w.opening_specialty()
                note=w.placement_optional()
                value=specialty
                hint=w.opening_specialty_hint()
                error=specialty_error
                known=majors
            />
            {engineer}
            <NumberField
                name="capacity"
                label=w.opening_capacity()
                value=capacity
                error=capacity_error
                min="1"
                max="999"
                required=true
            />
        </Fieldset>
        {when(w, kind.direction(), filled)}
        <Fieldset legend=w.opening_more()>
            <TextField
                name="contact"
                label=w.opening_contact()
                note=w.placement_optional()
                value=contact
                hint=w.opening_contact_hint()
                error=contact_error
            />
        </Fieldset>
        <TextArea
            name="text"
            label=w.opening_text()
            note=w.placement_optional()
            value=text
            hint=w.opening_text_hint()
            error=text_error
        />
    }
    .into_any()
}

fn when(w: Words, direction: Direction, filled: &Filled) -> AnyView {
    let field = |name: &'static str| (filled.value(name), filled.error(name));
    let (first_day, first_day_error) = field("first_day");
    let (last_day, last_day_error) = field("last_day");
    let (form, form_error) = field("form");
    let (load, load_error) = field("load");
    let (place, place_error) = field("place");
    let (planned, planned_error) = field("planned_hours");
    let loads = [Load::FullTime, Load::PartTime].iter().map(|load| Choice::new(load.as_str(), w.load(*load))).collect();
    let forms = forms(direction).iter().map(|form| Choice::new(form.as_str(), w.form(*form))).collect();
    view! {
        <Fieldset legend=w.opening_when()>
            <DateField
                name="first_day"
                label=w.first_day()
                value=first_day
                error=first_day_error
                required=true
            />
            <DateField
                name="last_day"
                label=w.last_day()
                note=w.last_day_hint()
                value=last_day
                error=last_day_error
                required=true
            />
            <SelectField
                name="form"
                label=w.form_label()
                options=forms
                value=form
                error=form_error
                required=true
            />
            <TextField
                name="place"
                label=w.place()
                note=w.placement_optional()
                value=place
                error=place_error
            />
            <RadioField
                name="load"
                label=w.load_label()
                options=loads
                value=load
                error=load_error
                required=true
            />
            <TextField
                name="planned_hours"
                label=w.opening_planned()
                value=planned
                hint=w.opening_planned_hint()
                error=planned_error
                input_mode="decimal"
                width=Width::Short
            />
        </Fieldset>
    }
    .into_any()
}
