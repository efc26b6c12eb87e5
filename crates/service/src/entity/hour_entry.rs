//! Table `hour_entry`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "hour_entry")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub placement_id: i64,
    pub person_id: i64,
    pub day: Date,
    pub minutes: i32,
    pub from_minute: Option<i64>,
    pub to_minute: Option<i64>,
    pub kind: String,
    pub course: Option<String>,
    pub section: Option<String>,
    pub note: Option<String>,
    pub state: String,
    pub reason: Option<String>,
    pub decided_by: Option<String>,
    pub decided_at: Option<DateTimeUtc>,
    pub version: i32,
    pub imported: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::placement::Entity",
        from = "Column::PlacementId",
        to = "super::placement::Column::Id"
    )]
    Placement,
}

impl ActiveModelBehavior for ActiveModel {}
