//! The fields of a placement's form.

use domain::{
    id::PlacementId,
    person::RosterLine,
    placement::{Direction, Form as StayForm, Load},
};
use leptos::prelude::*;

use super::{schedule::planned, week::week};
use crate::{
    form::Filled,
    ui::form::{Choice, DateField, Fieldset, NumberField, RadioField, SelectField, TextArea, TextField},
    words::Words,
};

/// All fields: who, when, how much, what for.
pub(super) fn fields(
    w: Words,
    direction: Direction,
    filled: &Filled,
    scheduled: Option<(PlacementId, i64)>,
    people: Vec<Choice>,
    hosts: Vec<Choice>,
) -> AnyView {
    let loads = [Load::FullTime, Load::PartTime].iter().map(|load| Choice::new(load.as_str(), w.load(*load))).collect();
    view! {
        {who(w, filled.clone(), people, hosts)}
        {when(w, filled.clone(), direction)}
        <RadioField
            name="load"
            label=w.load_label()
            options=loads
            value=filled.value("load")
            hint=w.load_hint()
            error=filled.error("load")
            required=true
        />
        {plan(w, filled.clone(), direction, scheduled)}
        {week(w, filled, "", w.schedule_week_optional(), w.schedule_week_draft_hint().to_owned())}
        <TextArea
            name="objectives"
            label=w.objectives()
            value=filled.value("objectives")
            note=w.placement_optional()
            hint=w.objectives_hint()
            error=filled.error("objectives")
        />
    }
    .into_any()
}

fn who(w: Words, filled: Filled, people: Vec<Choice>, hosts: Vec<Choice>) -> AnyView {
    view! {
        <Fieldset legend=w.placement_who()>
            <SelectField
                name="participant"
                label=w.participant()
                options=people
                value=filled.value("participant")
                empty=w.placement_choose()
                hint=w.participant_hint()
                error=filled.error("participant")
                required=true
            />
            <SelectField
                name="hosting"
                label=w.hosting_organisation()
                options=hosts
                value=filled.value("hosting")
                empty=w.placement_choose()
                hint=w.host_hint()
                error=filled.error("hosting")
                required=true
            />
        </Fieldset>
    }
    .into_any()
}

fn when(w: Words, filled: Filled, direction: Direction) -> AnyView {
    let forms = forms(direction).iter().map(|form| Choice::new(form.as_str(), w.form(*form))).collect();
    view! {
        <Fieldset legend=w.placement_when()>
            <DateField
                name="first_day"
                label=w.first_day()
                value=filled.value("first_day")
                error=filled.error("first_day")
                required=true
            />
            <DateField
                name="last_day"
                label=w.last_day()
                value=filled.value("last_day")
                note=w.last_day_hint()
                error=filled.error("last_day")
                required=true
            />
            <SelectField
                name="form"
                label=w.form_label()
                options=forms
                value=filled.value("form")
                error=filled.error("form")
                required=true
            />
            <TextField
                name="place"
                label=w.place()
                value=filled.value("place")
                note=w.placement_optional()
                error=filled.error("place")
            />
        </Fieldset>
    }
    .into_any()
}

/// What is planned, and how long a class hour is where somebody teaches.
fn plan(w: Words, filled: Filled, direction: Direction, scheduled: Option<(PlacementId, i64)>) -> AnyView {
    let planned = planned(w, &filled, scheduled);
    let class_hour = (direction == Direction::TeachingSecondment).then(|| {
        view! {
            <NumberField
                name="class_hour_minutes"
                label=w.class_hour_minutes()
                value=filled.value("class_hour_minutes")
                hint=w.class_hour_hint()
                error=filled.error("class_hour_minutes")
                min="20"
                max="120"
            />
        }
    });
    view! {
        <Fieldset legend=w.placement_plan()>
            {planned}
            {class_hour}
        </Fieldset>
    }
    .into_any()
}

/// The forms of a stay that go with a direction, the usual one first.
pub(in crate::pages) const fn forms(direction: Direction) -> &'static [StayForm] {
    match direction {
        Direction::EnterprisePractice => {
            &[StayForm::OnPost, StayForm::Training, StayForm::Visit, StayForm::Research, StayForm::Other]
        }
        Direction::TeachingSecondment => &[StayForm::Teaching, StayForm::Training, StayForm::Research, StayForm::Other],
    }
}

/// Enough to tell two people of one name apart.
pub(in crate::pages) fn person_label(w: Words, person: &RosterLine) -> String {
    let parts = [Some(w.named(&person.label)), person.staff_number.as_deref(), person.department.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
