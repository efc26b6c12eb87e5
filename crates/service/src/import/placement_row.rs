//! From a row of a file of placements to a row of the table.

use chrono::NaiveDate;
use domain::placement::{CLASS_HOUR_MINUTES, Deed, Direction, Form, Load, Side, State};

use super::{Import, placement_line::Line, put, put_some};
use crate::store::import::{NEW, PlacementRow};

/// Where a placement stands of which the file says only the days: all its placements are agreed.
pub(super) fn state_on(today: NaiveDate, line: &Line) -> State {
    if line.last_day < today {
        State::Completed
    } else if line.first_day <= today {
        State::Active
    } else {
        State::Approved
    }
}

/// The deed that leads to a state, for the history.
pub(super) const fn deed_of(state: State) -> Deed {
    match state {
        State::Draft => Deed::Edit,
        State::Submitted => Deed::Submit,
        State::Approved => Deed::Approve,
        State::Active => Deed::Start,
        State::Completed => Deed::Complete,
        State::Terminated => Deed::Terminate,
        State::Declined => Deed::Decline,
        State::Withdrawn => Deed::Withdraw,
    }
}

/// The placement with what the row says about it. Its state is no edit: people lead it on.
pub(super) fn edited(old: &PlacementRow, line: &Line, mentor: Option<i64>) -> PlacementRow {
    let mut row = old.clone();
    line.form.as_str().clone_into(&mut row.form);
    (row.first_day, row.last_day) = (line.first_day, line.last_day);
    put(&mut row.load, line.load.map(|load| load.as_str().to_owned()));
    put(&mut row.planned_minutes, line.planned_minutes);
    put_some(&mut row.place, line.place.clone());
    put_some(&mut row.objectives, line.objectives.clone());
    put_some(&mut row.role, line.role.clone());
    put_some(&mut row.field, line.field.clone());
    put_some(&mut row.mentor_id, mentor);
    row
}

/// A placement of which nothing is known but the direction.
pub(super) fn blank(direction: Direction, import: Import<'_>) -> PlacementRow {
    PlacementRow {
        id: NEW,
        direction: direction.as_str().to_owned(),
        state: State::Completed.as_str().to_owned(),
        sending_id: NEW,
        hosting_id: NEW,
        person_id: NEW,
        mentor_id: None,
        form: Form::Other.as_str().to_owned(),
        load: Load::Unknown.as_str().to_owned(),
        place: None,
        first_day: NaiveDate::MIN,
        last_day: NaiveDate::MIN,
        planned_minutes: 0,
        class_hour_minutes: CLASS_HOUR_MINUTES,
        objectives: None,
        reason: None,
        drafted_by: Side::Sending.as_str().to_owned(),
        sending_approved: true,
        hosting_approved: true,
        proposed_first_day: None,
        proposed_last_day: None,
        proposed_by: None,
        opening_id: None,
        import_key: None,
        role: None,
        field: None,
        version: 1,
        created_at: import.ctx.now(),
    }
}
