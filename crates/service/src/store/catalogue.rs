//! The catalogues.

use domain::catalogue::Major;
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};

use crate::{entity::major, failure::Result};

/// All majors, by code.
pub(crate) async fn majors(conn: &impl ConnectionTrait) -> Result<Vec<Major>> {
    let rows = major::Entity::find().order_by_asc(major::Column::Code).all(conn).await?;
    let read = |row: major::Model| Major { code: row.code, name: row.name, class: row.class, level: row.level };
    Ok(rows.into_iter().map(read).collect())
}
