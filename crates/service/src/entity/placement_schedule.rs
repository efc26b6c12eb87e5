//! Table `placement_schedule`: from when to when somebody is expected; the weeks are in `placement_block`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "placement_schedule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub placement_id: i64,
    pub first_day: Date,
    pub last_day: Date,
    pub week_one: Date,
    pub keeps_calendar: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
