//! Table `rule_pack_version`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "rule_pack_version")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub pack: String,
    pub version: String,
    pub organisation_id: Option<i64>,
    pub text: String,
    pub title_zh: String,
    pub title_en: String,
    pub saved_by: String,
    pub saved_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::OrganisationId",
        to = "super::organisation::Column::Id"
    )]
    Organisation,
}

impl ActiveModelBehavior for ActiveModel {}
