//! Mappings kept by name: for an organisation, or for the community, the same files that the command line takes.

use domain::{
    Code, Error,
    form::read_line,
    id::{ImportFileId, ImportMappingId},
};
use serde_json::json;

use super::{Opened, kind_of, owner};
use crate::{
    Ctx, Db, Failure, Result,
    audit::{Record, record},
    mapping::{Kind, MappingText},
    store,
};

/// The most characters of a mapping's name.
const LONGEST_NAME: usize = 60;

/// A mapping kept by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptMapping {
    /// Its identifier.
    pub id: ImportMappingId,
    /// Its name.
    pub name: String,
}

pub(super) async fn list(db: &Db, opened: &Opened, kind: Kind) -> Result<Vec<KeptMapping>> {
    let (allowed, organisation) = (&opened.allowed, opened.owner.organisation);
    let rows = store::import_file::mappings(db.reader(), allowed, organisation, kind.as_str()).await?;
    Ok(rows.into_iter().map(|row| KeptMapping { id: ImportMappingId(row.id), name: row.name }).collect())
}

/// Keeps the mapping of a file under a name, in place of an earlier one of that name.
///
/// # Errors
/// Not found; on `name`: `required`, `too_long`, `control_character`.
pub async fn keep(db: &Db, ctx: &Ctx, id: ImportFileId, name: &str) -> Result<()> {
    let opened = Opened::load(db, ctx, id).await?;
    let name = read_line(name, LONGEST_NAME).and_then(|name| name.ok_or(Code::Required));
    let name = name.map_err(|code| Failure::field("name", code))?;
    let kind = kind_of(&opened.row)?.as_str();
    let (organisation, content) = (opened.owner.organisation, opened.row.mapping.clone());
    let tx = db.begin().await?;
    let kept =
        store::import_file::put_mapping(&tx, &opened.allowed, organisation, (kind, &name), content, ctx.now()).await?;
    let line = Record { action: "import_mapping.keep", object: "import_mapping", id: kept.0 };
    record(&tx, ctx, line, json!({ "kind": kind, "name": name })).await?;
    tx.commit().await
}

/// Reads a file by a mapping that was kept.
///
/// # Errors
/// Not found; on `mapping`: `not_found`, `bad_mapping` when it is for another kind of file.
pub async fn apply(db: &Db, ctx: &Ctx, id: ImportFileId, mapping: &str) -> Result<()> {
    let mut opened = Opened::load(db, ctx, id).await?;
    let unknown = || Failure::field("mapping", Code::NotFound);
    let mapping = ImportMappingId::parse(mapping).ok_or_else(unknown)?;
    let (allowed, organisation) = (&opened.allowed, opened.owner.organisation);
    let kept = store::import_file::find_mapping(db.reader(), allowed, organisation, mapping).await?;
    let kept = kept.ok_or_else(unknown)?;
    MappingText::read(&kept.content, kind_of(&opened.row)?).map_err(|error| Failure::field("mapping", error.code))?;
    opened.row.mapping = kept.content;
    opened.store(db, ctx).await
}

/// Deletes a mapping that was kept.
///
/// # Errors
/// Not found.
pub async fn forget(db: &Db, ctx: &Ctx, id: ImportMappingId) -> Result<()> {
    let (allowed, owner) = owner(ctx)?;
    let kept = store::import_file::find_mapping(db.reader(), &allowed, owner.organisation, id).await?;
    let kept = kept.ok_or(Error::NotFound)?;
    let tx = db.begin().await?;
    store::import_file::delete_mapping(&tx, &allowed, &kept).await?;
    let line = Record { action: "import_mapping.forget", object: "import_mapping", id: id.0 };
    record(&tx, ctx, line, json!({ "kind": kept.kind, "name": kept.name })).await?;
    tx.commit().await
}

/// The mapping of a file as a mapping file, and a name for it.
///
/// # Errors
/// Not found.
pub async fn mapping_file(db: &Db, ctx: &Ctx, id: ImportFileId) -> Result<(String, String)> {
    let opened = Opened::load(db, ctx, id).await?;
    Ok((format!("{}.toml", opened.row.kind), opened.row.mapping))
}
