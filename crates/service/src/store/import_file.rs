//! Files on their way in, and mappings kept by name.

use chrono::{DateTime, Utc};
use domain::id::{AccountId, ImportFileId, ImportMappingId, OrganisationId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DerivePartialModel, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Select, sea_query::Expr,
};

use crate::{
    entity::{import_file, import_mapping},
    failure::Result,
    guard::{Allowed, ImportFiles},
};

/// The most files that are listed.
const MOST_LISTED: u64 = 50;

/// Whose files: an account's own, in the organisation for which it acts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Owner {
    pub(crate) account: AccountId,
    pub(crate) organisation: Option<OrganisationId>,
}

/// A file about to be kept.
#[derive(Clone, Debug)]
pub(crate) struct NewFile {
    pub(crate) kind: &'static str,
    pub(crate) file_name: String,
    pub(crate) sheet: Option<String>,
    pub(crate) encoding: Option<String>,
    pub(crate) content: Vec<u8>,
    pub(crate) mapping: String,
    pub(crate) expires_at: DateTime<Utc>,
}

/// A file without its content.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "import_file::Entity")]
pub(crate) struct FileRow {
    pub(crate) id: i64,
    pub(crate) kind: String,
    pub(crate) file_name: String,
    pub(crate) sheet: Option<String>,
    pub(crate) encoding: Option<String>,
    pub(crate) mapping: String,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) expires_at: DateTime<Utc>,
    pub(crate) imported_at: Option<DateTime<Utc>>,
    pub(crate) report: Option<String>,
}

fn own(owner: Owner, now: DateTime<Utc>) -> Select<import_file::Entity> {
    let of_organisation = match owner.organisation {
        Some(id) => import_file::Column::OrganisationId.eq(id.0),
        None => import_file::Column::OrganisationId.is_null(),
    };
    import_file::Entity::find()
        .filter(import_file::Column::AccountId.eq(owner.account.0))
        .filter(of_organisation)
        .filter(import_file::Column::ExpiresAt.gt(now))
}

/// Keeps a file.
pub(crate) async fn insert(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    owner: Owner,
    file: NewFile,
    now: DateTime<Utc>,
) -> Result<ImportFileId> {
    let row = import_file::ActiveModel {
        account_id: Set(owner.account.0),
        organisation_id: Set(owner.organisation.map(|id| id.0)),
        kind: Set(file.kind.to_owned()),
        file_name: Set(file.file_name),
        sheet: Set(file.sheet),
        encoding: Set(file.encoding),
        content: Set(file.content),
        mapping: Set(file.mapping),
        created_at: Set(now),
        expires_at: Set(file.expires_at),
        imported_at: Set(None),
        report: Set(None),
        ..Default::default()
    };
    Ok(ImportFileId(import_file::Entity::insert(row).exec(conn).await?.last_insert_id))
}

/// Deletes the files whose time is over, whoever they belong to.
pub(crate) async fn delete_expired(conn: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<()> {
    import_file::Entity::delete_many().filter(import_file::Column::ExpiresAt.lte(now)).exec(conn).await?;
    Ok(())
}

/// A file of the owner, without its content.
pub(crate) async fn find(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    owner: Owner,
    id: ImportFileId,
    now: DateTime<Utc>,
) -> Result<Option<FileRow>> {
    let found = own(owner, now).filter(import_file::Column::Id.eq(id.0));
    Ok(found.into_partial_model::<FileRow>().one(conn).await?)
}

/// The content of a file that was found.
pub(crate) async fn content(conn: &impl ConnectionTrait, file: &FileRow) -> Result<Option<Vec<u8>>> {
    let found = import_file::Entity::find_by_id(file.id).select_only().column(import_file::Column::Content);
    Ok(found.into_tuple().one(conn).await?)
}

/// The owner's files, the latest first.
pub(crate) async fn list(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    owner: Owner,
    now: DateTime<Utc>,
) -> Result<Vec<FileRow>> {
    let found = own(owner, now).order_by_desc(import_file::Column::Id).limit(MOST_LISTED);
    Ok(found.into_partial_model::<FileRow>().all(conn).await?)
}

/// Stores how a file is to be read, and forgets what was said of an earlier way.
pub(crate) async fn update_reading(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    file: &FileRow,
) -> Result<()> {
    import_file::Entity::update_many()
        .filter(import_file::Column::Id.eq(file.id))
        .col_expr(import_file::Column::Sheet, Expr::value(file.sheet.clone()))
        .col_expr(import_file::Column::Encoding, Expr::value(file.encoding.clone()))
        .col_expr(import_file::Column::Mapping, Expr::value(file.mapping.clone()))
        .col_expr(import_file::Column::Report, Expr::value(None::<String>))
        .exec(conn)
        .await?;
    Ok(())
}

/// Stores what became of a file, and when it was imported if it was.
pub(crate) async fn update_report(conn: &impl ConnectionTrait, _: &Allowed<ImportFiles>, file: &FileRow) -> Result<()> {
    import_file::Entity::update_many()
        .filter(import_file::Column::Id.eq(file.id))
        .col_expr(import_file::Column::Report, Expr::value(file.report.clone()))
        .col_expr(import_file::Column::ImportedAt, Expr::value(file.imported_at))
        .exec(conn)
        .await?;
    Ok(())
}

/// Deletes a file that was found.
pub(crate) async fn delete(conn: &impl ConnectionTrait, _: &Allowed<ImportFiles>, file: &FileRow) -> Result<()> {
    import_file::Entity::delete_by_id(file.id).exec(conn).await?;
    Ok(())
}

fn kept(organisation: Option<OrganisationId>) -> Select<import_mapping::Entity> {
    let of_organisation = match organisation {
        Some(id) => import_mapping::Column::OrganisationId.eq(id.0),
        None => import_mapping::Column::OrganisationId.is_null(),
    };
    import_mapping::Entity::find().filter(of_organisation)
}

/// The mappings of an organisation, or of the community, for one kind of file, by name.
pub(crate) async fn mappings(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    organisation: Option<OrganisationId>,
    kind: &str,
) -> Result<Vec<import_mapping::Model>> {
    let found = kept(organisation).filter(import_mapping::Column::Kind.eq(kind));
    Ok(found.order_by_asc(import_mapping::Column::Name).all(conn).await?)
}

/// One mapping of an organisation, or of the community.
pub(crate) async fn find_mapping(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    organisation: Option<OrganisationId>,
    id: ImportMappingId,
) -> Result<Option<import_mapping::Model>> {
    Ok(kept(organisation).filter(import_mapping::Column::Id.eq(id.0)).one(conn).await?)
}

/// Keeps a mapping under its name, in place of an earlier one of the name.
pub(crate) async fn put_mapping(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<ImportFiles>,
    organisation: Option<OrganisationId>,
    (kind, name): (&str, &str),
    content: String,
    now: DateTime<Utc>,
) -> Result<ImportMappingId> {
    let known = mappings(conn, allowed, organisation, kind).await?.into_iter().find(|known| known.name == name);
    if let Some(known) = known {
        let row = import_mapping::ActiveModel {
            id: Set(known.id),
            content: Set(content),
            version: Set(known.version + 1),
            ..Default::default()
        };
        import_mapping::Entity::update(row).exec(conn).await?;
        return Ok(ImportMappingId(known.id));
    }
    let row = import_mapping::ActiveModel {
        organisation_id: Set(organisation.map(|id| id.0)),
        kind: Set(kind.to_owned()),
        name: Set(name.to_owned()),
        content: Set(content),
        version: Set(1),
        created_at: Set(now),
        ..Default::default()
    };
    Ok(ImportMappingId(import_mapping::Entity::insert(row).exec(conn).await?.last_insert_id))
}

/// Deletes a mapping that was found.
pub(crate) async fn delete_mapping(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    mapping: &import_mapping::Model,
) -> Result<()> {
    import_mapping::Entity::delete_by_id(mapping.id).exec(conn).await?;
    Ok(())
}
