//! Table `placement_cycle_shift`: a shift of such a cycle, its first day 0.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "placement_cycle_shift")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub placement_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub cycle_day: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub start: i32,
    pub minutes: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
