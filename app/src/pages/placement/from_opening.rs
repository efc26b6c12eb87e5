//! A draft made from an opening: everything is filled in, only the person is left to choose.

use domain::{
    Error,
    id::{OpeningId, OrganisationId},
    opening::Opening,
    placement::{CLASS_HOUR_MINUTES, Direction, PlacementForm, Side},
};
use leptos::prelude::*;
use service::{Failure, opening::MayUse};

use crate::{
    ui::{form::Choice, notice::Notice, tone::Tone},
    visit::Visit,
    words::Words,
};

/// The opening a new draft is made from, and for whom it is drafted.
pub(super) struct Used {
    pub(super) opening: Opening,
    /// Who sends: the own organisation, or the employer of the engineer on offer.
    pub(super) sending: OrganisationId,
    own: OrganisationId,
}

impl Used {
    /// Reads the opening named in the address, when it is one that the viewer can use.
    pub(super) async fn read(visit: &Visit, id: &str, own: OrganisationId) -> Result<Option<Self>, Failure> {
        let Some(id) = OpeningId::parse(id) else { return Ok(None) };
        let view = service::opening::read(&visit.db, &visit.ctx, id).await?;
        let sending = match view.may_use {
            MayUse::Send => own,
            MayUse::Host => view.opening.organisation.id,
            MayUse::Ask | MayUse::No => return Err(Error::Forbidden.into()),
        };
        Ok(Some(Self { opening: view.opening, sending, own }))
    }

    pub(super) const fn direction(&self) -> Direction {
        self.opening.kind.direction()
    }

    /// The form with what the opening says.
    pub(super) fn form(&self, w: Words, participant: String) -> PlacementForm {
        let opening = &self.opening;
        let hosting = match opening.kind.side() {
            Side::Hosting => opening.organisation.id.to_string(),
            Side::Sending if self.sending == self.own => String::new(),
            Side::Sending => self.own.to_string(),
        };
        PlacementForm {
            direction: self.direction().as_str().to_owned(),
            participant: opening.engineer.as_ref().map_or(participant, |engineer| engineer.id.to_string()),
            sending: self.sending.to_string(),
            hosting,
            form: opening.form.as_str().to_owned(),
            load: opening.load.as_str().to_owned(),
            place: opening.place.clone().unwrap_or_default(),
            first_day: opening.first_day.to_string(),
            last_day: opening.last_day.to_string(),
            planned_hours: service::opening::planned_text(opening.planned_minutes),
            class_hour_minutes: CLASS_HOUR_MINUTES.to_string(),
            objectives: w.opening_from(&opening.title),
            opening: opening.id.to_string(),
            ..PlacementForm::default()
        }
    }

    /// Who can go and where to, narrowed to what the opening says.
    pub(super) fn narrow(
        &self,
        w: Words,
        own_name: &str,
        (people, hosts): (Vec<Choice>, Vec<Choice>),
    ) -> (Vec<Choice>, Vec<Choice>) {
        let opening = &self.opening;
        let people = match &opening.engineer {
            Some(engineer) => {
                let named = engineer.id.to_string();
                let known = people.into_iter().find(|choice| choice.value == named);
                vec![known.unwrap_or_else(|| Choice::new(named, w.named(&engineer.label).to_owned()))]
            }
            None => people,
        };
        let hosts = match opening.kind.side() {
            Side::Hosting => {
                vec![Choice::new(opening.organisation.id.to_string(), w.named(&opening.organisation.name).to_owned())]
            }
            Side::Sending if self.sending == self.own => hosts,
            Side::Sending => vec![Choice::new(self.own.to_string(), own_name.to_owned())],
        };
        (people, hosts)
    }

    /// Says from what the draft is made.
    pub(super) fn notice(&self, w: Words) -> AnyView {
        let opening = &self.opening;
        let href = format!("/openings/{}", opening.id);
        let free = w.opening_free(opening.free(), opening.capacity);
        let days = w.days(opening.first_day, opening.last_day);
        let title = opening.title.clone();
        let text = format!(" · {} · {days} · {free}", w.opening_kind(opening.kind));
        view! {
            <div class="notices">
                <Notice tone=Tone::Accent>
                    <a href=href>{title}</a>
                    {text}
                </Notice>
            </div>
        }
        .into_any()
    }
}
