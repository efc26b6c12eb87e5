//! Table `placement`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "placement")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub direction: String,
    pub state: String,
    pub sending_id: i64,
    pub hosting_id: i64,
    pub person_id: i64,
    pub mentor_id: Option<i64>,
    pub form: String,
    pub load: String,
    pub place: Option<String>,
    pub first_day: Date,
    pub last_day: Date,
    pub planned_minutes: i32,
    pub class_hour_minutes: i32,
    pub objectives: Option<String>,
    pub reason: Option<String>,
    pub drafted_by: String,
    pub sending_approved: bool,
    pub hosting_approved: bool,
    pub proposed_first_day: Option<Date>,
    pub proposed_last_day: Option<Date>,
    pub proposed_by: Option<String>,
    pub opening_id: Option<i64>,
    pub import_key: Option<String>,
    pub role: Option<String>,
    pub field: Option<String>,
    pub version: i32,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::SendingId",
        to = "super::organisation::Column::Id"
    )]
    Sending,
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::HostingId",
        to = "super::organisation::Column::Id"
    )]
    Hosting,
    #[sea_orm(belongs_to = "super::person::Entity", from = "Column::PersonId", to = "super::person::Column::Id")]
    Participant,
    #[sea_orm(belongs_to = "super::person::Entity", from = "Column::MentorId", to = "super::person::Column::Id")]
    Mentor,
}

impl ActiveModelBehavior for ActiveModel {}
