//! Lists as tables whose columns are our own fields, so that an import takes them back unchanged.

use std::collections::HashMap;

use domain::catalogue::Catalogue;
use sea_orm::ConnectionTrait;

use crate::{
    Ctx, Db, Result,
    guard::{self, Visible},
    mapping::Kind,
    store::{
        self,
        export::{PersonLine, PlacementLine},
    },
    tabular::{Cell, Sheet},
};

/// A list of one kind.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn run(db: &Db, ctx: &Ctx, kind: Kind) -> Result<Sheet> {
    match kind {
        Kind::Organisations => organisations(db, ctx).await,
        Kind::People => people(db, ctx).await,
        Kind::Placements => placements(db, ctx).await,
        Kind::Catalogues => catalogues(db, ctx).await,
    }
}

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

async fn placement_sheet(
    conn: &impl ConnectionTrait,
    visible: &Visible<domain::placement::Placement>,
    lines: Vec<PlacementLine>,
) -> Result<Sheet> {
    if lines.is_empty() {
        return Ok(Sheet::new(PLACEMENTS, Vec::new()));
    }
    let numbers = store::export::staff_numbers(conn, visible).await?;
    let rows = lines.into_iter().map(|line| placement_row(line, &numbers)).collect();
    Ok(Sheet::new(PLACEMENTS, rows))
}

/// The placements that came in by no file, as they are exported, and their identifiers in the same order.
pub(crate) async fn drafted(
    conn: &impl ConnectionTrait,
    visible: &Visible<domain::placement::Placement>,
) -> Result<(Vec<i64>, Sheet)> {
    let lines = store::export::placements(conn, visible, true).await?;
    let ids = lines.iter().map(|line| line.placement.id).collect();
    Ok((ids, placement_sheet(conn, visible, lines).await?))
}

fn placement_row(line: PlacementLine, numbers: &HashMap<(i64, i64), String>) -> Vec<Cell> {
    let placement = line.placement;
    let number = |person: i64, organisation: i64| numbers.get(&(person, organisation)).cloned();
    let mentor = line.mentor_reference.or_else(|| number(placement.mentor_id?, placement.hosting_id)).or(line.mentor);
    vec![
        optional(placement.import_key),
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

/// Hours with two decimals, from which the minutes can be had again; nothing for none.
fn hours(minutes: i32) -> Cell {
    if minutes == 0 { Cell::Empty } else { Cell::Number((f64::from(minutes) / 60.0 * 100.0).round() / 100.0) }
}

/// The people whom the actor may list, one row an employment.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn people(db: &Db, ctx: &Ctx) -> Result<Sheet> {
    let visible = guard::visible_people(ctx)?;
    let (lines, mut specialties) = store::export::people(db.reader(), &visible).await?;
    let columns = [
        "reference",
        "name",
        "name_en",
        "organisation",
        "department",
        "staff_number",
        "profile",
        "category",
        "title",
        "specialties",
        "double_qualified_level",
        "consent",
        "first_day",
        "last_day",
    ];
    let row = |line: PersonLine| {
        let mut cells =
            vec![optional(line.person.reference), Cell::text(line.person.name), optional(line.person.name_en)];
        if let Some(job) = line.employment {
            let codes = specialties.remove(&job.id).unwrap_or_default().join(" ");
            cells.extend([
                optional(line.organisation),
                optional(line.department),
                optional(job.staff_number),
                Cell::text(job.profile),
                optional(job.category),
                optional(job.title),
                Cell::text(codes),
                optional(job.double_qualified_level),
                Cell::text(if job.consent { "true" } else { "false" }),
                job.first_day.map_or(Cell::Empty, Cell::Date),
                job.last_day.map_or(Cell::Empty, Cell::Date),
            ]);
        }
        cells
    };
    Ok(Sheet::new(&columns, lines.into_iter().map(row).collect()))
}

/// The organisations that the actor may list.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn organisations(db: &Db, ctx: &Ctx) -> Result<Sheet> {
    let visible = guard::visible_organisations(ctx)?;
    let rows = store::export::organisations(db.reader(), &visible).await?;
    let columns = ["reference", "kind", "name", "name_en", "moe_code", "credit_code", "province", "city", "zone"];
    let rows = rows.into_iter().map(|row| {
        vec![
            optional(row.reference),
            Cell::text(row.kind),
            Cell::text(row.name),
            optional(row.name_en),
            optional(row.moe_code),
            optional(row.credit_code),
            optional(row.province),
            optional(row.city),
            Cell::text(row.zone),
        ]
    });
    Ok(Sheet::new(&columns, rows.collect()))
}

/// Majors and types of credentials; everybody in the community may read them.
///
/// # Errors
/// Sign-in needed.
pub async fn catalogues(db: &Db, ctx: &Ctx) -> Result<Sheet> {
    if !ctx.is_system() {
        ctx.acting()?;
    }
    let (majors, types) = store::export::catalogues(db.reader()).await?;
    let columns = ["catalogue", "code", "name", "name_en", "class", "level", "valid_months", "review_months"];
    let months = |months: Option<i32>| months.map_or(Cell::Empty, |months| Cell::Number(f64::from(months)));
    let majors = majors.into_iter().map(|row| {
        let catalogue = Cell::text(Catalogue::Major.as_str());
        vec![
            catalogue,
            Cell::text(row.code),
            Cell::text(row.name),
            Cell::Empty,
            optional(row.class),
            optional(row.level),
        ]
    });
    let types = types.into_iter().map(|row| {
        vec![
            Cell::text(Catalogue::CredentialType.as_str()),
            Cell::text(row.code),
            Cell::text(row.name),
            optional(row.name_en),
            Cell::Empty,
            Cell::Empty,
            months(row.valid_months),
            months(row.review_months),
        ]
    });
    Ok(Sheet::new(&columns, majors.chain(types).collect()))
}

fn optional(text: Option<String>) -> Cell {
    text.map_or(Cell::Empty, Cell::text)
}
