//! The days of states that were imported.

use chrono::Datelike;
use domain::{
    calendar::{Announcement, StateDay, StateDayKind, StateDays},
    id::OrganisationId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use sha2::{Digest, Sha256};

use crate::{
    entity::{organisation, state_calendar as calendar, state_day as stored},
    failure::Result,
    guard::{Allowed, ImportLists},
    store::text,
};

/// How many rows go into one statement: databases bound the number of its values.
const ROWS: usize = 500;

/// The digest of the imported days of a country; none when nothing was imported.
pub(crate) async fn digest(conn: &impl ConnectionTrait, country: &str) -> Result<Option<String>> {
    Ok(calendar::Entity::find_by_id(country.to_owned()).one(conn).await?.map(|row| row.digest))
}

/// The countries of which days were imported, in order.
pub(crate) async fn countries(conn: &impl ConnectionTrait) -> Result<Vec<String>> {
    let rows = calendar::Entity::find().order_by_asc(calendar::Column::Country).all(conn).await?;
    Ok(rows.into_iter().map(|row| row.country).collect())
}

/// The imported days of a country.
pub(crate) async fn imported_days(conn: &impl ConnectionTrait, country: &str) -> Result<StateDays> {
    let rows = stored::Entity::find()
        .filter(stored::Column::Country.eq(country))
        .order_by_asc(stored::Column::Day)
        .all(conn)
        .await?;
    let one = |row: stored::Model| {
        let it = StateDay {
            kind: text(&row.kind, StateDayKind::parse)?,
            name: row.name,
            name_en: row.name_en,
            status: if row.official { Announcement::Official } else { Announcement::Provisional },
        };
        Ok((row.day, it))
    };
    Ok(StateDays(rows.into_iter().map(one).collect::<Result<_>>()?))
}

/// Puts days in the place of all that was imported of their years.
pub(crate) async fn put_days(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportLists>,
    country: &str,
    new: &StateDays,
) -> Result<()> {
    let before = calendar::Entity::find_by_id(country.to_owned()).lock_exclusive().one(conn).await?;
    let known = imported_days(conn, country).await?.overlaid(new);
    let row = calendar::ActiveModel { country: Set(country.to_owned()), digest: Set(digest_of(&known)) };
    match before {
        Some(_) => calendar::Entity::update(row).exec(conn).await.map(|_| ())?,
        None => calendar::Entity::insert(row).exec_without_returning(conn).await.map(|_| ())?,
    }
    for year in new.years().keys() {
        let days = stored::Column::Day.between(first_of(*year), first_of(year + 1).pred_opt().unwrap_or_default());
        stored::Entity::delete_many().filter(stored::Column::Country.eq(country)).filter(days).exec(conn).await?;
    }
    let rows: Vec<stored::ActiveModel> = new
        .0
        .iter()
        .map(|(day, it)| stored::ActiveModel {
            country: Set(country.to_owned()),
            day: Set(*day),
            kind: Set(it.kind.as_str().to_owned()),
            name: Set(it.name.clone()),
            name_en: Set(it.name_en.clone()),
            official: Set(it.status == Announcement::Official),
            ..Default::default()
        })
        .collect();
    for rows in rows.chunks(ROWS) {
        stored::Entity::insert_many(rows.to_vec()).exec_without_returning(conn).await?;
    }
    Ok(())
}

fn first_of(year: i32) -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default()
}

fn digest_of(days: &StateDays) -> String {
    let mut digest = Sha256::new();
    for (day, it) in &days.0 {
        let names = [it.name.as_deref(), it.name_en.as_deref()].map(Option::unwrap_or_default).join("\u{1f}");
        digest.update(format!("{}{}{}{names}\u{1e}", day.num_days_from_ce(), it.kind, it.status));
    }
    hex(&digest.finalize())
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The zones of the members that are not in the usual one.
pub(crate) async fn zones_of_members(
    conn: &impl ConnectionTrait,
    usual: &str,
) -> Result<Vec<(OrganisationId, String)>> {
    let rows: Vec<(i64, String)> = organisation::Entity::find()
        .select_only()
        .columns([organisation::Column::Id, organisation::Column::Zone])
        .filter(organisation::Column::Zone.ne(usual))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|(id, zone)| (OrganisationId(id), zone)).collect())
}
