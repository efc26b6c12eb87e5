//! The course of a placement: the states it went through, with who and when.

use domain::placement::{Deed, Side, State};
use service::placement::PlacementView;

use crate::{
    ui::stepper::{Step, StepState},
    words::Words,
};

/// The five states of a placement that goes as planned, or those up to where it was stopped.
pub(super) fn steps(w: Words, view: &PlacementView) -> Vec<Step> {
    const WAY: [(State, Deed); 5] = [
        (State::Draft, Deed::Edit),
        (State::Submitted, Deed::Submit),
        (State::Approved, Deed::Approve),
        (State::Active, Deed::Start),
        (State::Completed, Deed::Complete),
    ];
    let state = view.placement.state;
    let stop = match state {
        State::Terminated => Some(Deed::Terminate),
        State::Declined => Some(Deed::Decline),
        State::Withdrawn => Some(Deed::Withdraw),
        _ => None,
    };
    // What was done before the last return counts no more.
    let returned = view.history.iter().rposition(|event| event.deed == Deed::Return).map_or(0, |at| at + 1);
    let now = view.history.get(returned..).unwrap_or_default();
    let by = |deed: Deed| now.iter().rfind(|event| event.deed == deed);
    let first = view.history.iter().find(|event| event.deed == Deed::Edit);
    let reached = match stop {
        None => WAY.iter().position(|(way, _)| *way == state).unwrap_or_default(),
        Some(Deed::Terminate) => 4,
        // How far it came before it was stopped; an imported one has no history and was at least submitted.
        Some(_) => WAY.iter().rposition(|(_, deed)| by(*deed).is_some()).map_or(2, |at| at + 1),
    };
    let mut steps = Vec::with_capacity(WAY.len());
    for (at, (way, deed)) in WAY.into_iter().enumerate() {
        let over = at < reached || (at == reached && state == State::Completed);
        let (step, word) = match () {
            () if over => (StepState::Done, w.placement_step_done()),
            () if at == reached && stop.is_none() => (StepState::Current, w.placement_step_current()),
            () if stop.is_some() => break,
            () => (StepState::Ahead, w.placement_step_ahead()),
        };
        let event = if step == StepState::Ahead {
            None
        } else if way == State::Draft {
            first
        } else {
            by(deed)
        };
        let waits = state == State::Submitted && way == State::Approved;
        let who = if waits {
            let approver = match view.placement.drafted_by.other() {
                Side::Sending => &view.placement.sending,
                Side::Hosting => &view.placement.hosting,
            };
            Some(w.placement_waits_for(w.named(&approver.name)))
        } else {
            event.map(|event| w.named(&event.by).to_owned())
        };
        steps.push(Step {
            // What is done is told by the deed; what is now or to come by the state.
            label: if over { w.deed_done(deed) } else { w.state(way) }.into(),
            who: who.into(),
            when: event.map(|event| w.instant(event.at)).into(),
            state: step,
            state_word: word.into(),
        });
    }
    if let Some(deed) = stop {
        let event = by(deed);
        steps.push(Step {
            label: w.state(state).into(),
            who: event.map(|event| w.named(&event.by).to_owned()).into(),
            when: event.map(|event| w.instant(event.at)).into(),
            state: StepState::Stopped,
            state_word: w.placement_step_stopped().into(),
        });
    }
    steps
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate};
    use domain::{
        id::{OrganisationId, PersonId, PlacementId},
        organisation::{DEFAULT_ZONE, OrganisationKind, OrganisationRef},
        placement::{Direction, Form, Load, PersonRef, Placement, PlacementEvent},
    };

    use super::*;
    use crate::words::Lang;

    fn view(state: State, history: &[(Deed, State)]) -> PlacementView {
        let organisation = |id, kind, name: &str| OrganisationRef { id: OrganisationId(id), kind, name: name.into() };
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let placement = Placement {
            id: PlacementId(1),
            direction: Direction::EnterprisePractice,
            state,
            sending: organisation(1, OrganisationKind::College, "甲学院"),
            hosting: organisation(2, OrganisationKind::Enterprise, "乙公司"),
            zone: DEFAULT_ZONE.to_owned(),
            participant: PersonRef { id: PersonId(1), label: "颜桂香".into() },
            mentor: None,
            form: Form::OnPost,
            load: Load::FullTime,
            place: None,
            first_day: day,
            last_day: day,
            planned_minutes: 480,
            class_hour_minutes: 45,
            objectives: None,
            reason: None,
            drafted_by: Side::Sending,
            sending_approved: true,
            hosting_approved: false,
            opening: None,
            proposed: None,
            version: 1,
        };
        let event = |(at, (deed, state)): (usize, &(Deed, State))| PlacementEvent {
            deed: *deed,
            state: *state,
            by: format!("person {at}").as_str().into(),
            at: DateTime::UNIX_EPOCH,
            reason: None,
        };
        PlacementView {
            placement,
            history: history.iter().enumerate().map(event).collect(),
            side: None,
            deeds: Vec::new(),
            may_log: false,
            may_confirm: false,
            schedule: None,
            may_schedule: false,
            logged_minutes: 0,
            confirmed_minutes: 0,
            waiting_minutes: 0,
        }
    }

    fn told(view: &PlacementView) -> Vec<(String, StepState, Option<String>)> {
        let steps = steps(Words::new(Lang::En), view);
        let told = |step: Step| (step.label.into_owned(), step.state, step.who.get().map(std::borrow::Cow::into_owned));
        steps.into_iter().map(told).collect()
    }

    #[test]
    fn a_submitted_placement_names_who_has_to_approve_it() {
        let view = view(State::Submitted, &[(Deed::Edit, State::Draft), (Deed::Submit, State::Submitted)]);
        let steps = told(&view);
        assert_eq!(steps.len(), 5);
        assert_eq!(steps[0], ("Drafted".into(), StepState::Done, Some("person 0".into())));
        assert_eq!(steps[1], ("Submitted".into(), StepState::Current, Some("person 1".into())));
        assert_eq!(steps[2], ("Approved".into(), StepState::Ahead, Some("For 乙公司 to approve".into())));
    }

    #[test]
    fn what_was_done_before_a_return_counts_no_more() {
        let history = [(Deed::Edit, State::Draft), (Deed::Submit, State::Submitted), (Deed::Return, State::Draft)];
        let steps = told(&view(State::Draft, &history));
        assert_eq!(steps[0], ("Draft".into(), StepState::Current, Some("person 0".into())));
        assert_eq!(steps[1], ("Submitted".into(), StepState::Ahead, None));
    }

    #[test]
    fn a_declined_placement_stops_after_its_submission() {
        let history = [(Deed::Edit, State::Draft), (Deed::Submit, State::Submitted), (Deed::Decline, State::Declined)];
        let steps = told(&view(State::Declined, &history));
        let last = steps.last().unwrap();
        assert_eq!(steps.len(), 3);
        assert_eq!(last, &("Declined".into(), StepState::Stopped, Some("person 2".into())));
    }

    #[test]
    fn a_discarded_draft_stops_after_drafting() {
        let history = [(Deed::Edit, State::Draft), (Deed::Withdraw, State::Withdrawn)];
        let states = told(&view(State::Withdrawn, &history)).into_iter().map(|(_, state, _)| state).collect::<Vec<_>>();
        assert_eq!(states, [StepState::Done, StepState::Stopped]);
    }

    #[test]
    fn a_completed_placement_without_history_is_done_throughout() {
        assert!(
            told(&view(State::Completed, &[])).iter().all(|(_, state, who)| *state == StepState::Done && who.is_none())
        );
    }
}
