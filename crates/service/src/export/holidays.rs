//! The days of states, as an import takes them back.

use domain::calendar::{HOME_COUNTRY, StateDay};

use super::optional;
use crate::{
    Ctx, Db, Result,
    calendar::known_days,
    store,
    tabular::{Cell, Sheet},
};

/// The public holidays and make-up workdays that are in force, of every country of which any are known; everybody
/// in the community may read them.
///
/// # Errors
/// Sign-in needed.
pub async fn holidays(db: &Db, ctx: &Ctx) -> Result<Sheet> {
    if !ctx.is_system() {
        ctx.acting()?;
    }
    let mut countries = vec![HOME_COUNTRY.to_owned()];
    countries.extend(store::calendar::countries(db.reader()).await?.into_iter().filter(|it| it != HOME_COUNTRY));
    let mut rows = Vec::new();
    for country in countries {
        let row = |(day, it): (chrono::NaiveDate, StateDay)| {
            vec![
                Cell::Date(day),
                Cell::text(it.kind.as_str()),
                optional(it.name),
                optional(it.name_en),
                Cell::text(it.status.as_str()),
                Cell::text(country.as_str()),
            ]
        };
        rows.extend(known_days(db.reader(), &country).await?.0.into_iter().map(row));
    }
    Ok(Sheet::new(&["date", "type", "name_zh", "name_en", "status", "country"], rows))
}
