//! Table `placement_block`: weeks of a schedule that recur.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "placement_block")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub placement_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub first_day: Date,
    pub last_day: Date,
    pub every: i32,
    pub turn: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
