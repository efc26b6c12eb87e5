//! Credentials as a table.

use std::collections::HashMap;

use domain::organisation::DEFAULT_ZONE;

use super::optional;
use crate::{
    Ctx, Db, Result, guard, store,
    tabular::{Cell, Sheet},
};

/// The credentials of the people whom the actor looks after.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn credentials(db: &Db, ctx: &Ctx) -> Result<Sheet> {
    let visible = guard::visible_credentials(ctx)?;
    let today = ctx.today(DEFAULT_ZONE);
    let lines = store::export::credentials(db.reader(), &visible, today).await?;
    let mut jobs: HashMap<i64, (String, Option<String>)> = HashMap::new();
    for (person, organisation, number) in store::export::jobs(db.reader(), &visible).await? {
        jobs.insert(person, (organisation, number));
    }
    let columns = [
        "person_reference",
        "organisation",
        "staff_number",
        "person",
        "type_code",
        "number",
        "issuer",
        "issued_on",
        "expires_on",
        "review_on",
        "verified_by",
        "verified_on",
    ];
    let day = |day: Option<chrono::NaiveDate>| day.map_or(Cell::Empty, Cell::Date);
    let rows = lines.into_iter().map(|line| {
        let (row, job) = (line.credential, jobs.get(&line.person_id).cloned());
        let (organisation, number) = job.map_or((None, None), |(organisation, number)| (Some(organisation), number));
        let verified_by = row.verified_by.as_deref().and_then(|by| by.split(" <").next());
        let zone: Option<chrono_tz::Tz> = DEFAULT_ZONE.parse().ok();
        let verified_on =
            row.verified_at.map(|at| zone.map_or(at.date_naive(), |zone| at.with_timezone(&zone).date_naive()));
        vec![
            optional(line.person_reference),
            optional(organisation),
            optional(number),
            Cell::text(line.person),
            Cell::text(row.type_code),
            optional(row.number),
            optional(row.issuer),
            day(row.issued_on),
            day(row.expires_on),
            day(row.review_on),
            verified_by.map_or(Cell::Empty, Cell::text),
            day(verified_on),
        ]
    });
    Ok(Sheet::new(&columns, rows.collect()))
}
