//! One member: its facts, its departments, and the form that adds or changes it.

use domain::{
    id::OrganisationId,
    organisation::{DEFAULT_ZONE, Department, Organisation, OrganisationForm},
};
use leptos::prelude::*;
use service::organisation::MayEdit;

use super::{kinds, place};
use crate::{
    form::Filled,
    pages::{Page, page, path_value, session::problems},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        card::{Fact, FactList},
        chip::StatusChip,
        form::{Actions, CheckField, ErrorSummary, Fieldset, Form, SelectField, TextField, Width},
        icon::IconName,
        layout::{Breadcrumbs, Crumb, PageHeader, Section},
        text::Text,
        tone::Tone,
    },
    words::Words,
};

/// A new member.
#[component]
pub fn NewMemberPage() -> impl IntoView {
    page(async move |visit| {
        let w = visit.words();
        visit.viewer()?;
        if !service::organisation::may_add(&visit.ctx) {
            return Err(domain::Error::Forbidden.into());
        }
        let stored = OrganisationForm { zone: DEFAULT_ZONE.to_owned(), ..Default::default() };
        let filled = Filled::load(&visit, "organisation", &stored).await?;
        let fields = fields(w, &filled, MayEdit::All);
        let crumbs = vec![
            Crumb { label: w.members().into(), href: Some("/members".into()) },
            Crumb { label: w.members_add().into(), href: None },
        ];
        let body = view! {
            <Breadcrumbs label=w.member_path() items=crumbs />
            <PageHeader title=w.members_add() lead=w.member_new_lead() />
            <ErrorSummary title=w.problems() items=problems(&filled) />
            <Form action="/rpc/organisation/add">
                {fields}
                <Actions>
                    <Button kind=ButtonKind::Primary>{w.save()}</Button>
                    <LinkButton href="/members" kind=ButtonKind::Quiet>{w.cancel()}</LinkButton>
                </Actions>
            </Form>
        };
        Ok(Page::new(w.members_add(), body))
    })
}

/// One member.
#[component]
pub fn MemberPage() -> impl IntoView {
    let id = path_value("id", OrganisationId::parse);
    page(async move |visit| {
        let w = visit.words();
        let (member, departments) = service::organisation::read(&visit.db, &visit.ctx, id?).await?;
        let way = service::organisation::may_edit(&visit.ctx, member.id);
        let form = service::organisation::form_of(&member);
        let draft = visit.take_any_draft().await?;
        let filled = Filled::of(&visit, draft.as_ref(), "organisation", &form);
        let leaving = Filled::of(&visit, draft.as_ref(), "deactivation", &());
        let listed = service::organisation::may_add(&visit.ctx) || visit.ctx.organisation().is_none();
        let crumbs = listed.then(|| {
            let items = vec![
                Crumb { label: w.members().into(), href: Some("/members".into()) },
                Crumb { label: w.member_name(&member).to_owned().into(), href: None },
            ];
            view! { <Breadcrumbs label=w.member_path() items=items /> }
        });
        let (tone, word) =
            if member.active { (Tone::Met, w.members_active()) } else { (Tone::Muted, w.members_inactive()) };
        let chips = view! {
            <StatusChip label=w.organisation_kind(member.kind) icon=IconName::Organisation />
            <StatusChip tone=tone label=word />
        };
        let edit = (way != MayEdit::No).then(|| edit(w, &member, &filled, way));
        let part = service::organisation::may_deactivate(&visit.ctx).then(|| part(w, &member, &leaving));
        let title = w.member_name(&member).to_owned();
        let mut wrong = problems(&filled);
        wrong.extend(problems(&leaving));
        let body = view! {
            {crumbs}
            <PageHeader title=title.clone() lead=w.member_other_name(&member).map(str::to_owned) chips=chips.into_any() />
            <ErrorSummary title=w.problems() items=wrong />
            {facts(w, &member)}
            {departments_view(w, &departments)}
            {edit}
            {part}
        };
        Ok(Page::new(title, body))
    })
}

fn facts(w: Words, member: &Organisation) -> AnyView {
    let or_none = |value: &Option<String>| value.clone().unwrap_or_else(|| w.member_none().to_owned());
    let place = place(member);
    let facts = vec![
        Fact::text(w.members_kind(), w.organisation_kind(member.kind)),
        Fact::text(w.members_place(), if place.is_empty() { w.member_none().to_owned() } else { place }),
        Fact::text(w.moe_code(), or_none(&member.moe_code)),
        Fact::text(w.credit_code(), or_none(&member.credit_code)),
        Fact::text(w.zone(), member.zone.clone()),
        Fact::text(w.member_since(), w.instant(member.created_at)),
    ];
    view! {
        <Section id="facts" title=w.member_facts()>
            <div class="card">
                <FactList facts=facts />
            </div>
        </Section>
    }
    .into_any()
}

fn departments_view(w: Words, departments: &[Department]) -> AnyView {
    let body = if departments.is_empty() {
        view! { <p class="lead">{w.member_departments_none()}</p> }.into_any()
    } else {
        let names =
            departments.iter().map(|department| view! { <li><StatusChip label=department.name.clone() /></li> });
        let names = names.collect::<Vec<_>>();
        view! { <ul class="cluster">{names}</ul> }.into_any()
    };
    view! {
        <Section id="departments" title=w.member_departments()>
            {body}
        </Section>
    }
    .into_any()
}

fn edit(w: Words, member: &Organisation, filled: &Filled, way: MayEdit) -> AnyView {
    let mut hidden: Vec<(Text, Text)> =
        vec![("id".into(), member.id.to_string().into()), ("version".into(), member.version.to_string().into())];
    if way == MayEdit::Own {
        hidden.push(("kind".into(), member.kind.as_str().into()));
    }
    let fields = fields(w, filled, way);
    view! {
        <Section id="edit" title=w.member_edit() lead=w.member_edit_lead()>
            <Form action="/rpc/organisation/edit" hidden=hidden label=w.member_edit()>
                {fields}
                <Actions>
                    <Button kind=ButtonKind::Primary>{w.save()}</Button>
                </Actions>
            </Form>
        </Section>
    }
    .into_any()
}

/// The way out of the community, with what follows from it, or the way back.
fn part(w: Words, member: &Organisation, filled: &Filled) -> AnyView {
    let hidden: Vec<(Text, Text)> =
        vec![("id".into(), member.id.to_string().into()), ("version".into(), member.version.to_string().into())];
    if !member.active {
        return view! {
            <Section id="return" title=w.member_return() lead=w.member_return_lead()>
                <Form action="/rpc/organisation/reactivate" hidden=hidden label=w.member_return()>
                    <Actions>
                        <Button>{w.member_return_button()}</Button>
                    </Actions>
                </Form>
            </Section>
        }
        .into_any();
    }
    let wrong = filled.error("sure");
    view! {
        <Section id="leave" title=w.member_leave() lead=w.member_leave_lead()>
            <Form action="/rpc/organisation/deactivate" hidden=hidden label=w.member_leave()>
                <ul class="follows">
                    <li>{w.member_leave_1()}</li>
                    <li>{w.member_leave_2()}</li>
                    <li>{w.member_leave_3()}</li>
                </ul>
                <CheckField name="sure" label=w.member_leave_sure() error=wrong />
                <Actions>
                    <Button kind=ButtonKind::Danger>{w.member_leave_button()}</Button>
                </Actions>
            </Form>
        </Section>
    }
    .into_any()
}

fn fields(w: Words, filled: &Filled, way: MayEdit) -> AnyView {
    let field = |name: &'static str| (filled.value(name), filled.error(name));
    let (name, name_error) = field("name");
    let (name_en, name_en_error) = field("name_en");
    let (moe_code, moe_code_error) = field("moe_code");
    let (credit_code, credit_code_error) = field("credit_code");
    let (province, province_error) = field("province");
    let (city, city_error) = field("city");
    let (zone, zone_error) = field("zone");
    let kind = (way == MayEdit::All).then(|| {
        view! {
            <SelectField
                name="kind"
                label=w.kind_of_organisation()
                options=kinds(w)
                value=filled.value("kind")
                empty=w.member_choose()
                error=filled.error("kind")
                required=true
            />
        }
    });
    view! {
        <Fieldset legend=w.member_names()>
            <TextField
                name="name"
                label=w.members_name()
                value=name
                error=name_error
                required=true
                width=Width::Full
            />
            <TextField
                name="name_en"
                label=w.name_en()
                note=w.member_optional()
                value=name_en
                error=name_en_error
                width=Width::Full
            />
            {kind}
        </Fieldset>
        <Fieldset legend=w.member_code_group()>
            <TextField
                name="moe_code"
                label=w.moe_code()
                note=w.member_optional()
                hint=w.member_moe_hint()
                value=moe_code
                error=moe_code_error
            />
            <TextField
                name="credit_code"
                label=w.credit_code()
                note=w.member_optional()
                hint=w.member_credit_hint()
                value=credit_code
                error=credit_code_error
            />
        </Fieldset>
        <Fieldset legend=w.member_place_group()>
            <TextField
                name="province"
                label=w.province()
                note=w.member_optional()
                value=province
                error=province_error
            />
            <TextField
                name="city"
                label=w.city()
                note=w.member_optional()
                value=city
                error=city_error
            />
            <TextField
                name="zone"
                label=w.zone()
                hint=w.member_zone_hint()
                value=zone
                error=zone_error
            />
        </Fieldset>
    }
    .into_any()
}
