//! Table `import_file`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "import_file")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub account_id: i64,
    pub organisation_id: Option<i64>,
    pub kind: String,
    pub file_name: String,
    pub sheet: Option<String>,
    pub encoding: Option<String>,
    pub content: Vec<u8>,
    pub mapping: String,
    pub created_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub imported_at: Option<DateTimeUtc>,
    pub report: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
