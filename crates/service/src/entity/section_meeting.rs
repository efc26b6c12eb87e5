//! Table `section_meeting`: when and where a course section meets.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "section_meeting")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub section_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub weekday: i32,
    pub first_period: i32,
    pub last_period: i32,
    pub weeks: String,
    pub room: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::course_section::Entity",
        from = "Column::SectionId",
        to = "super::course_section::Column::Id"
    )]
    Section,
    #[sea_orm(
        belongs_to = "super::section_teacher::Entity",
        from = "Column::SectionId",
        to = "super::section_teacher::Column::SectionId"
    )]
    Teacher,
}

impl ActiveModelBehavior for ActiveModel {}
