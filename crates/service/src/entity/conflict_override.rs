//! Table `conflict_override`: why a soft conflict was accepted; append-only.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "conflict_override")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub placement_id: i64,
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    pub first_day: Date,
    pub last_day: Date,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub account_id: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub actor: String,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
