//! The second step: who can be placed and who cannot, with reasons; nothing is written yet.

use domain::{Code, Error, id::PersonId, opening::Opening, placement::Direction};
use leptos::prelude::*;
use service::{
    Failure,
    placement::{ManyForm, Refusal, Verdict},
};

use super::{Asked, choose, step_address};
use crate::{
    form::Filled,
    ui::{
        button::{Button, ButtonKind, LinkButton},
        card::{Card, Fact, FactList},
        empty::Empty,
        form::{Actions, CheckField, Form, TextArea},
        icon::IconName,
        layout::Section,
        notice::Notice,
        table::{Cell, Column, Row, Table},
        text::Text,
        tone::Tone,
    },
    visit::Visit,
    words::Words,
};

/// The judgement, or the form again when the arrangement itself is wrong.
pub(super) async fn view(
    visit: &Visit,
    asked: &Asked,
    opening: Option<&Opening>,
    direction: Direction,
    people: &[PersonId],
) -> Result<AnyView, Failure> {
    let w = visit.words();
    let verdicts = match service::placement::judge_many(&visit.db, &visit.ctx, &asked.form, people).await {
        Ok(verdicts) => verdicts,
        Err(failure) => {
            let Error::Invalid(fields) = failure.error() else { return Err(failure) };
            let problems =
                fields.iter().map(|field| (field.field.clone(), w.code(field.code).to_owned())).collect::<Vec<_>>();
            crate::visit::set_status(failure.error().status());
            return choose::view(visit, asked, opening, direction, people, problems).await;
        }
    };
    let filled = Filled::load(visit, "many", &asked.form).await?;
    let problems = filled.problems();
    let changed = problems.iter().any(|(field, _)| field != "accept").then(|| {
        view! {
            <div class="notices">
                <Notice tone=Tone::AtRisk>{w.many_changed()}</Notice>
            </div>
        }
    });
    let (can, cannot): (Vec<&Verdict>, Vec<&Verdict>) = verdicts.iter().partition(|verdict| verdict.refusal.is_none());
    let arrangement = arrangement(visit, asked, opening).await?;
    let back = step_address(&asked.form, "list", people);
    let can_view = can_view(w, asked, &can, &cannot, back, &filled);
    let free = opening.map(Opening::free);
    let cannot_view = (!cannot.is_empty()).then(|| {
        let lead = w.many_cannot_lead();
        let table = refused_table(w, &cannot, free);
        view! { <Section id="cannot" title=w.many_cannot(cannot.len()) lead=lead>{table}</Section> }
    });
    Ok(view! {
        {changed}
        {arrangement}
        {can_view}
        {cannot_view}
    }
    .into_any())
}

/// The arrangement once more, to be read over.
async fn arrangement(visit: &Visit, asked: &Asked, opening: Option<&Opening>) -> Result<AnyView, Failure> {
    let w = visit.words();
    let form = &asked.form;
    let mut facts = Vec::new();
    if let Some(opening) = opening {
        let href = format!("/openings/{}", opening.id);
        facts.push(Fact::new(w.many_opening(), view! { <a href=href>{opening.title.clone()}</a> }));
    }
    let teaches = opening
        .map_or(visit.viewer()?.acting.organisation_kind.is_some_and(|kind| !kind.teaches()), |opening| {
            opening.kind.direction() == Direction::TeachingSecondment
        });
    let hosts = service::organisation::pick(&visit.db, &visit.ctx, teaches).await?;
    if let Some(host) = hosts.iter().find(|host| host.id.to_string() == form.hosting) {
        facts.push(Fact::text(w.hosting_organisation(), w.named(&host.name).to_owned()));
    }
    let day = |text: &str| domain::form::read_day(text).ok();
    if let (Some(first), Some(last)) = (day(&form.first_day), day(&form.last_day)) {
        facts.push(Fact::text(w.placement_dates(), w.days(first, last)));
    }
    if let Some(stay) = domain::placement::Form::parse(&form.form) {
        facts.push(Fact::text(w.form_label(), w.form(stay)));
    }
    if let Some(load) = domain::placement::Load::parse(&form.load) {
        facts.push(Fact::text(w.load_label(), w.load(load)));
    }
    if let Ok(minutes) = domain::placement::read_planned(&form.planned_hours) {
        facts.push(Fact::text(w.opening_planned(), w.workdays(i64::from(minutes))));
    }
    Ok(view! {
        <Section id="arrangement" title=w.many_arrangement()>
            <Card>
                <FactList facts=facts />
            </Card>
        </Section>
    }
    .into_any())
}

fn can_view(w: Words, asked: &Asked, can: &[&Verdict], cannot: &[&Verdict], back: String, filled: &Filled) -> AnyView {
    let back = view! { <LinkButton href=back icon=IconName::Previous>{w.many_back()}</LinkButton> };
    if can.is_empty() {
        return view! {
            <Section id="can" title=w.many_checked()>
                <Empty
                    title=w.many_can_none()
                    text=w.many_can_none_text()
                    icon=IconName::Warning
                    action=back.into_any()
                />
            </Section>
        }
        .into_any();
    }
    let ids =
        |verdicts: &[&Verdict]| verdicts.iter().map(|verdict| verdict.person.to_string()).collect::<Vec<_>>().join(".");
    let mut hidden: Vec<(Text, Text)> = form_fields(&asked.form);
    hidden.push(("people".into(), ids(can).into()));
    hidden.push(("left".into(), ids(cannot).into()));
    let meets = can.iter().any(|verdict| !verdict.conflicts.is_empty());
    let mut columns = vec![Column::text(w.roster_person()), Column::text(w.department())];
    columns.extend(meets.then(|| Column::text(w.conflict_soft_title())));
    let rows = can
        .iter()
        .map(|verdict| {
            let (name, number, department) = who(w, verdict);
            let row = Row::new().title(w.roster_person(), &name, &number).cell(Cell::Text, w.department(), &department);
            let row = if meets { row.cell(Cell::Text, w.conflict_soft_title(), &told(w, verdict)) } else { row };
            row.view()
        })
        .collect::<Vec<_>>();
    let (accepted, problem) = (filled.value("accept"), filled.error("accept"));
    let accept = meets.then(|| {
        view! {
            <TextArea
                name="accept"
                label=w.conflict_accept()
                hint=w.conflict_accept_hint()
                value=accepted
                error=problem
            />
        }
    });
    let submit = asked.form.submit == "true";
    let count = can.len();
    view! {
        <Section id="can" title=w.many_can(count) lead=w.many_atomic()>
            <Form action="/rpc/placement/draft_many" hidden=hidden>
                <div class="compact">
                    <Table caption=w.many_can(count) columns=columns>
                        {rows}
                    </Table>
                </div>
                {accept}
                <CheckField name="submit" label=w.many_submit_too() hint=w.many_submit_hint() checked=submit />
                <Actions>
                    <Button kind=ButtonKind::Primary>{w.many_draft(count, false)}</Button>
                    {back}
                </Actions>
            </Form>
        </Section>
    }
    .into_any()
}

/// The arrangement as hidden fields.
fn form_fields(form: &ManyForm) -> Vec<(Text, Text)> {
    [
        ("opening", &form.opening),
        ("hosting", &form.hosting),
        ("form", &form.form),
        ("load", &form.load),
        ("place", &form.place),
        ("first_day", &form.first_day),
        ("last_day", &form.last_day),
        ("planned_hours", &form.planned_hours),
        ("class_hour_minutes", &form.class_hour_minutes),
        ("objectives", &form.objectives),
    ]
    .into_iter()
    .map(|(name, value)| (name.into(), value.clone().into()))
    .collect()
}

/// Who cannot be placed, each with the reason.
pub(super) fn refused_table(w: Words, refused: &[&Verdict], free: Option<i32>) -> AnyView {
    let columns = vec![Column::text(w.roster_person()), Column::text(w.department()), Column::text(w.many_why_not())];
    let rows = refused
        .iter()
        .map(|verdict| {
            let (name, number, department) = who(w, verdict);
            let row = Row::new().title(w.roster_person(), &name, &number).cell(Cell::Text, w.department(), &department);
            match &verdict.refusal {
                Some(Refusal::Overlap(Some(other))) => {
                    let text = w.many_overlap(w.named(&other.hosting), &w.days(other.first_day, other.last_day));
                    row.link(Cell::Text, w.many_why_not(), &format!("/placements/{}", other.placement), &text)
                }
                Some(Refusal::Code(Code::OpeningFull)) if let Some(free) = free => {
                    row.cell(Cell::Text, w.many_why_not(), &w.many_full(free))
                }
                Some(Refusal::Code(_)) if verdict.conflicts.iter().any(|it| it.is_hard) => {
                    row.cell(Cell::Text, w.many_why_not(), &told(w, verdict))
                }
                Some(refusal) => row.cell(Cell::Text, w.many_why_not(), w.code(refusal.code())),
                // Nothing speaks against them but that the others took the places.
                None => row.cell(Cell::Text, w.many_why_not(), w.code(Code::OpeningFull)),
            }
            .view()
        })
        .collect::<Vec<_>>();
    view! {
        <div class="compact">
            <Table caption=w.many_cannot(refused.len()) columns=columns>
                {rows}
            </Table>
        </div>
    }
    .into_any()
}

/// What the stay would meet: what forbids it, or else what needs a reason.
fn told(w: Words, verdict: &Verdict) -> String {
    let hard = verdict.conflicts.iter().any(|it| it.is_hard);
    verdict.conflicts.iter().filter(|it| it.is_hard == hard).map(|it| w.conflict_told(it)).collect::<Vec<_>>().join(" ")
}

/// Name, staff number and department.
fn who(w: Words, verdict: &Verdict) -> (String, String, String) {
    match &verdict.line {
        Some(line) => (
            w.named(&line.label).to_owned(),
            line.staff_number.clone().unwrap_or_default(),
            line.department.clone().unwrap_or_default(),
        ),
        None => (w.many_unknown(&verdict.person.to_string()), String::new(), String::new()),
    }
}
