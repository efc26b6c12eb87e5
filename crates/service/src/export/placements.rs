//! Placements as a table.

use std::collections::HashMap;

use domain::placement::Placement;
use sea_orm::ConnectionTrait;

use super::optional;
use crate::{
    Ctx, Db, Result,
    guard::{self, Scope, Visible},
    import::reference,
    store::{self, export::PlacementLine},
    tabular::{Cell, Sheet},
};

/// The placements that the actor may see. The reference of one that came in by a file is what that file
/// knew it by, or a digest of it.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn placements(db: &Db, ctx: &Ctx) -> Result<Sheet> {
    let visible = guard::visible_placements(ctx)?;
    let lines = store::export::placements(db.reader(), &visible, false).await?;
    placement_sheet(db.reader(), &visible, lines).await
}

const PLACEMENTS: &[&str] = &[
    "reference",
    "direction",
    "person_reference",
    "staff_number",
    "person",
    "sending",
    "hosting",
    "form",
    "role",
    "load",
    "place",
    "first_day",
    "last_day",
    "planned_hours",
    "objectives",
    "state",
    "mentor",
    "field",
];

pub(super) async fn placement_sheet(
    conn: &impl ConnectionTrait,
    visible: &Visible<Placement>,
    lines: Vec<PlacementLine>,
) -> Result<Sheet> {
    if lines.is_empty() {
        return Ok(Sheet::new(PLACEMENTS, Vec::new()));
    }
    let numbers = store::export::staff_numbers(conn, visible).await?;
    let rows = lines.into_iter().map(|line| placement_row(line, visible, &numbers)).collect();
    Ok(Sheet::new(PLACEMENTS, rows))
}

/// The placements that came in by no file, as they are exported, and their identifiers in the same order.
pub(crate) async fn drafted(conn: &impl ConnectionTrait, visible: &Visible<Placement>) -> Result<(Vec<i64>, Sheet)> {
    let lines = store::export::placements(conn, visible, true).await?;
    let ids = lines.iter().map(|line| line.placement.id).collect();
    Ok((ids, placement_sheet(conn, visible, lines).await?))
}

fn placement_row(
    line: PlacementLine,
    visible: &Visible<Placement>,
    numbers: &HashMap<(i64, i64), String>,
) -> Vec<Cell> {
    let placement = line.placement;
    let number = |person: i64, organisation: i64| numbers.get(&(person, organisation)).cloned();
    let mentor = line.mentor_reference.or_else(|| number(placement.mentor_id?, placement.hosting_id)).or(line.mentor);
    vec![
        optional(placement.import_key.map(|key| shown(visible, key))),
        Cell::text(placement.direction),
        optional(line.person_reference),
        optional(number(placement.person_id, placement.sending_id)),
        Cell::text(line.person),
        Cell::text(line.sending),
        Cell::text(line.hosting),
        Cell::text(placement.form),
        optional(placement.role),
        Cell::text(placement.load),
        optional(placement.place),
        Cell::Date(placement.first_day),
        Cell::Date(placement.last_day),
        hours(placement.planned_minutes),
        optional(placement.objectives),
        Cell::text(placement.state),
        optional(mentor),
        optional(placement.field),
    ]
}

/// The reference of a placement as the reader's own files have it.
pub(super) fn shown(visible: &Visible<Placement>, key: String) -> String {
    match visible.scope() {
        Scope::Organisation(own) => reference::unmarked(own, &key).map(str::to_owned).unwrap_or(key),
        _ => key,
    }
}

/// Hours with two decimals, from which the minutes can be had again; nothing for none.
fn hours(minutes: i32) -> Cell {
    if minutes == 0 { Cell::Empty } else { Cell::Number((f64::from(minutes) / 60.0 * 100.0).round() / 100.0) }
}
