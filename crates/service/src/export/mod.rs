//! Lists as tables whose columns are our own fields, so that an import takes them back unchanged.

mod credentials;
mod holidays;
mod hours;
mod kinds;
mod placements;
mod timetables;

use std::io::Write;

use domain::catalogue::Catalogue;

use crate::{
    Ctx, Db, Result, guard,
    import::Stopped,
    mapping::Kind,
    store::{self, export::PersonLine},
    tabular::{
        Cell, Sheet,
        write::{Format, Writer},
    },
};
pub use credentials::credentials;
pub use holidays::holidays;
use hours::HourLists;
pub use hours::hours;
pub use kinds::kinds;
pub(crate) use placements::drafted;
pub use placements::placements;
pub use timetables::timetables;

/// A list of one kind, whole. Hours can be millions of rows: [`write`] holds few of them at once.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn run(db: &Db, ctx: &Ctx, kind: Kind) -> Result<Sheet> {
    match kind {
        Kind::Organisations => organisations(db, ctx).await,
        Kind::People => people(db, ctx).await,
        Kind::Placements => placements(db, ctx).await,
        Kind::Hours => hours(db, ctx).await,
        Kind::Credentials => credentials(db, ctx).await,
        Kind::Catalogues => catalogues(db, ctx).await,
        Kind::Holidays => holidays(db, ctx).await,
        Kind::Timetables => timetables(db, ctx).await,
    }
}

/// Writes a list of one kind, a batch of rows at a time, and answers how many rows it has.
///
/// # Errors
/// [`Stopped::Failed`] for sign-in needed and forbidden; [`Stopped::File`] when the rows cannot be written,
/// because there are more than the form of file holds or because nobody takes them.
pub async fn write<W: Write + Send>(
    db: &Db,
    ctx: &Ctx,
    kind: Kind,
    format: Format,
    out: W,
) -> std::result::Result<usize, Stopped> {
    if kind == Kind::Hours {
        let lists = HourLists::load(db, ctx).await?;
        let mut writer = Writer::new(format, kind.as_str(), &hours::columns(), out)?;
        for at in 0..lists.batches() {
            for row in lists.batch(db, at).await? {
                writer.row(&row)?;
            }
        }
        return Ok(writer.finish()?);
    }
    let sheet = run(db, ctx, kind).await?;
    let mut writer = Writer::new(format, kind.as_str(), &sheet.columns, out)?;
    for row in &sheet.rows {
        writer.row(&row.cells)?;
    }
    Ok(writer.finish()?)
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
