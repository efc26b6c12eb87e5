//! Table `placement_cycle`: the cycle of days in which the shifts of a placement recur.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "placement_cycle")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub placement_id: i64,
    pub cycle_days: i32,
    pub anchor: Date,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
