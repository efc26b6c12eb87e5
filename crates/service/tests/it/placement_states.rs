//! Who may do what in which state: every deed in every state by either side, through the use cases.

use domain::{
    Error,
    error::Conflict,
    placement::{
        Deed::{self, *},
        Placement, PlacementForm,
        Side::{self, Hosting, Sending},
        State,
    },
};
use service::{
    Result,
    placement::{self, DeedForm},
};

use crate::world::{
    Who::{LinXiaomei, WangJianguo},
    World, error,
};

/// What is possible in a placement drafted by the sender, approved by both sides from `approved` on, with new
/// dates proposed by the host where the deed answers them: state, deed, side, state after it.
const POSSIBLE: &[(State, Deed, Side, State)] = &[
    (State::Draft, Edit, Sending, State::Draft),
    (State::Draft, Submit, Sending, State::Submitted),
    (State::Draft, Withdraw, Sending, State::Withdrawn),
    (State::Submitted, Approve, Hosting, State::Approved),
    (State::Submitted, Return, Hosting, State::Draft),
    (State::Submitted, Decline, Hosting, State::Declined),
    (State::Submitted, Withdraw, Sending, State::Withdrawn),
    (State::Submitted, NameMentor, Hosting, State::Submitted),
    (State::Approved, Withdraw, Sending, State::Withdrawn),
    (State::Approved, Withdraw, Hosting, State::Withdrawn),
    (State::Approved, Start, Sending, State::Active),
    (State::Approved, Start, Hosting, State::Active),
    (State::Approved, ProposeDates, Sending, State::Approved),
    (State::Approved, ProposeDates, Hosting, State::Approved),
    (State::Approved, AcceptDates, Sending, State::Approved),
    (State::Approved, RejectDates, Sending, State::Approved),
    (State::Approved, RejectDates, Hosting, State::Approved),
    (State::Approved, NameMentor, Hosting, State::Approved),
    (State::Active, Complete, Sending, State::Completed),
    (State::Active, Complete, Hosting, State::Completed),
    (State::Active, Terminate, Sending, State::Terminated),
    (State::Active, Terminate, Hosting, State::Terminated),
    (State::Active, ProposeDates, Sending, State::Active),
    (State::Active, ProposeDates, Hosting, State::Active),
    (State::Active, AcceptDates, Sending, State::Active),
    (State::Active, RejectDates, Sending, State::Active),
    (State::Active, RejectDates, Hosting, State::Active),
    (State::Active, NameMentor, Hosting, State::Active),
];

#[tokio::test]
async fn each_deed_is_possible_exactly_where_the_table_says() {
    let w = World::new().await;
    let form = w.practice();
    let id = w.drafted(&form).await;
    for &state in State::ALL {
        for &deed in Deed::ALL {
            for &side in Side::ALL {
                put(&w, id, state, deed).await;
                let before = w.placement(id).await;
                let possible = POSSIBLE.iter().find(|row| (row.0, row.1, row.2) == (state, deed, side));
                let rule = before.after(deed, side).map(|outcome| outcome.state);
                assert_eq!(rule.ok(), possible.map(|row| row.3), "rule: {state} {deed} {side}");

                let done = try_deed(&w, &before, &form, deed, side).await;
                let after = w.placement(id).await;
                if let Some(row) = possible {
                    done.unwrap_or_else(|failure| panic!("{state} {deed} {side}: {failure:?}"));
                    assert_eq!(after.state, row.3, "{state} {deed} {side}");
                    assert!(after.version > before.version, "{state} {deed} {side}");
                } else {
                    let hidden = (state, side) == (State::Draft, Hosting);
                    let refusal = match (deed, side) {
                        _ if hidden => Error::NotFound,
                        (NameMentor, Sending) => Error::Forbidden,
                        _ => Conflict::WrongState.into(),
                    };
                    assert_eq!(error(done), refusal, "{state} {deed} {side}");
                    assert_eq!(after, before, "{state} {deed} {side}");
                }
            }
        }
    }
}

/// Puts the placement into a state past the use cases.
async fn put(w: &World, id: domain::id::PlacementId, state: State, deed: Deed) {
    let answers = matches!(deed, AcceptDates | RejectDates);
    let proposal = if answers { "'2026-09-07', '2027-01-31', 'hosting'" } else { "NULL, NULL, NULL" };
    let proposal: Vec<&str> = proposal.split(", ").collect();
    let (sending, hosting) = match state {
        State::Draft | State::Declined | State::Withdrawn => (false, false),
        State::Submitted => (true, false),
        _ => (true, true),
    };
    w.sql(&format!(
        "UPDATE placement SET state = '{state}', sending_approved = {sending}, hosting_approved = {hosting}, \
         first_day = '2026-09-07', last_day = '2027-01-29', reason = NULL, \
         proposed_first_day = {}, proposed_last_day = {}, proposed_by = {} WHERE id = {id}",
        proposal[0], proposal[1], proposal[2]
    ))
    .await;
}

async fn try_deed(w: &World, placement: &Placement, form: &PlacementForm, deed: Deed, side: Side) -> Result<()> {
    let who = if side == Sending { LinXiaomei } else { WangJianguo };
    if deed == Edit {
        return placement::edit(&w.db, &w.ctx(who).await, placement.id, form, placement.version).await;
    }
    let given = DeedForm {
        reason: "原因".to_owned(),
        first_day: "2026-09-07".to_owned(),
        last_day: "2027-01-20".to_owned(),
        mentor: form.mentor.clone(),
        ..DeedForm::default()
    };
    w.act_with(who, placement.id, deed, given).await
}

#[tokio::test]
async fn a_deed_is_not_done_through_the_back_door_of_another_version() {
    let w = World::new().await;
    let id = w.submitted(&w.practice()).await;
    let before = w.placement(id).await;
    let ctx = w.ctx(WangJianguo).await;
    for deed in [Approve, Return, Decline] {
        let given = DeedForm { reason: "原因".to_owned(), ..Default::default() };
        let done = placement::act(&w.db, &ctx, id, deed, &given, before.version - 1).await;
        assert_eq!(error(done), Conflict::Stale.into());
    }
    assert_eq!(w.placement(id).await, before);
}

#[tokio::test]
async fn reasons_are_asked_for_where_someone_is_turned_down() {
    let w = World::new().await;
    let required = Error::field("reason", domain::Code::ReasonRequired);
    let id = w.submitted(&w.practice()).await;
    for deed in [Return, Decline] {
        assert_eq!(error(w.act_with(WangJianguo, id, deed, DeedForm::default()).await), required);
    }
    let long = DeedForm { reason: "长".repeat(501), ..Default::default() };
    let refused = w.act_with(WangJianguo, id, Return, long).await;
    assert_eq!(error(refused), Error::field("reason", domain::Code::TooLong));
    w.act(WangJianguo, id, Approve).await.unwrap();
    w.act(WangJianguo, id, Start).await.unwrap();
    assert_eq!(error(w.act_with(LinXiaomei, id, Terminate, DeedForm::default()).await), required);
    assert_eq!(w.state(id).await, State::Active);
}

#[tokio::test]
async fn nobody_starts_before_the_first_day_at_the_host() {
    let w = World::new().await;
    let later = PlacementForm { first_day: "2026-11-24".to_owned(), ..w.practice() };
    let id = w.approved(&later).await;
    for who in [LinXiaomei, WangJianguo] {
        let view = placement::read(&w.db, &w.ctx(who).await, id).await.unwrap();
        assert!(!view.deeds.contains(&Start), "the button is not there: {who:?}");
        assert_eq!(error(w.act(who, id, Start).await), Error::field("first_day", domain::Code::NotYet), "{who:?}");
    }
    assert_eq!(w.state(id).await, State::Approved);
    w.sql(&format!("UPDATE placement SET first_day = '2026-11-23' WHERE id = {id}")).await;
    let view = placement::read(&w.db, &w.ctx(WangJianguo).await, id).await.unwrap();
    assert!(view.deeds.contains(&Start));
    w.act(WangJianguo, id, Start).await.unwrap();
}

#[tokio::test]
async fn only_the_host_sees_who_can_be_the_mentor() {
    let w = World::new().await;
    let drafted_by_host = w.draft(WangJianguo, &w.practice()).await.unwrap();
    let spring = PlacementForm { first_day: "2026-03-02".into(), last_day: "2026-06-30".into(), ..w.practice() };
    let sent = w.submitted(&spring).await;
    for id in [drafted_by_host, sent] {
        let people = placement::mentors(&w.db, &w.ctx(WangJianguo).await, id).await.unwrap();
        assert!(people.iter().any(|person| person.id == w.person(crate::world::Who::ChenLi)));
    }
    w.act(WangJianguo, drafted_by_host, Submit).await.unwrap();
    let refused = placement::mentors(&w.db, &w.ctx(LinXiaomei).await, drafted_by_host).await;
    assert_eq!(error(refused), Error::Forbidden);
}

#[tokio::test]
async fn a_reason_has_lines_and_no_control_character() {
    let w = World::new().await;
    let id = w.submitted(&w.practice()).await;
    let given = |reason: &str| DeedForm { reason: reason.to_owned(), ..Default::default() };
    let refused = w.act_with(WangJianguo, id, Return, given("日期\u{1b}[0m")).await;
    assert_eq!(error(refused), Error::field("reason", domain::Code::ControlCharacter));
    w.act_with(WangJianguo, id, Return, given("日期不合适\r\n请改为九月")).await.unwrap();
    assert_eq!(w.placement(id).await.reason.as_deref(), Some("日期不合适\n请改为九月"));
}
