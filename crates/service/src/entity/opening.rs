//! Table `opening`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "opening")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub organisation_id: i64,
    pub kind: String,
    pub title: String,
    pub specialty: Option<String>,
    pub place: Option<String>,
    pub form: String,
    pub load: String,
    pub first_day: Date,
    pub last_day: Date,
    pub planned_minutes: i32,
    pub capacity: i32,
    pub engineer_id: Option<i64>,
    pub description: Option<String>,
    pub contact: Option<String>,
    pub open: bool,
    pub version: i32,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::OrganisationId",
        to = "super::organisation::Column::Id"
    )]
    Organisation,
    #[sea_orm(belongs_to = "super::person::Entity", from = "Column::EngineerId", to = "super::person::Column::Id")]
    Engineer,
    #[sea_orm(belongs_to = "super::major::Entity", from = "Column::Specialty", to = "super::major::Column::Code")]
    Major,
}

impl ActiveModelBehavior for ActiveModel {}
