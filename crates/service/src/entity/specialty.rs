//! Table `specialty`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "specialty")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub employment_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub major_code: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
