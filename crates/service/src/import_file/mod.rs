//! Importing in a browser: a file is kept for some hours, its columns are matched with our fields, it is
//! tried out, and then imported; each step is a page that can be left and opened again.

mod choices;
mod outcome;
mod saved;
mod suggest;
mod values;
mod view;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Code, Error, id::ImportFileId};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    Ctx, Db, Failure, Result,
    audit::{Record, record},
    guard::{self, Allowed, ImportFiles},
    import::{Stopped, read_table},
    mapping::{Kind, Mapping, MappingText},
    store::{
        self,
        import_file::{FileRow, NewFile, Owner},
    },
    tabular::{self, FileError, Sheet},
};

pub use choices::{BLANK, COLUMN, CONSTANT, ChoicesForm, FieldChoice, Translation, map};
pub use outcome::{Outcome, import, rejected, try_out};
pub use saved::{KeptMapping, apply, forget, keep, mapping_file};
pub(crate) use values::choices as choices_of;
pub use view::{Choosing, FieldView, FileView, read};

/// The most bytes of a file.
pub const MOST_BYTES: usize = 10 * 1024 * 1024;

/// How long a file is kept, in hours.
pub const KEPT_HOURS: i64 = 8;

/// The most characters of a file's name that are kept.
const LONGEST_NAME: usize = 200;

/// What is uploaded.
#[derive(Clone, Debug, Default)]
pub struct UploadForm {
    /// What the rows are.
    pub kind: String,
    /// The file's name as the browser gives it.
    pub file_name: String,
    /// The sheet of a workbook; the first visible one when empty.
    pub sheet: String,
    /// The encoding of a CSV file; recognised when empty.
    pub encoding: String,
    /// The file itself.
    pub content: Vec<u8>,
}

/// A file of the list.
#[derive(Clone, Debug)]
pub struct FileLine {
    /// Its identifier.
    pub id: ImportFileId,
    /// What the rows are.
    pub kind: Kind,
    /// Its name.
    pub file_name: String,
    /// When it was uploaded.
    pub created_at: DateTime<Utc>,
    /// When it is forgotten.
    pub expires_at: DateTime<Utc>,
    /// When its rows were stored.
    pub imported_at: Option<DateTime<Utc>>,
    /// What was last said of its rows.
    pub outcome: Option<Outcome>,
}

/// How a file is to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingForm {
    /// The sheet of a workbook; the first visible one when empty.
    #[serde(default)]
    pub sheet: String,
    /// The encoding of a CSV file; recognised when empty.
    #[serde(default)]
    pub encoding: String,
    /// The line of the header; recognised when empty.
    #[serde(default)]
    pub header_row: String,
}

/// The right to import, and whose files these are.
fn owner(ctx: &Ctx) -> Result<(Allowed<ImportFiles>, Owner)> {
    let acting = ctx.acting()?;
    let owner = Owner { account: acting.account, organisation: acting.organisation };
    Ok((guard::importing(ctx)?, owner))
}

/// Whether the right reaches files of a kind: lists of the whole community are not for one organisation.
fn may_take(ctx: &Ctx, allowed: &Allowed<ImportFiles>, kind: Kind) -> bool {
    match kind {
        Kind::Timetables => guard::may_import_timetables(ctx),
        _ => !kind.is_list() || allowed.organisation().is_none(),
    }
}

/// Which kinds of files the actor may import: what pages ask before they offer them.
///
/// # Errors
/// Sign-in needed, forbidden.
pub fn kinds(ctx: &Ctx) -> Result<Vec<Kind>> {
    let (allowed, _) = owner(ctx)?;
    Ok(Kind::ALL.iter().copied().filter(|kind| may_take(ctx, &allowed, *kind)).collect())
}

/// Whether the actor may open the list into which files of a kind go: what pages ask before they lead there.
#[must_use]
pub fn listed(ctx: &Ctx, kind: Kind) -> bool {
    match kind {
        Kind::Organisations => true,
        Kind::Catalogues => false,
        _ => ctx.organisation().is_some(),
    }
}

/// An empty table of a kind, to be filled in: with the usual Chinese names of our columns, or our own names.
///
/// # Errors
/// Sign-in needed, forbidden.
pub fn template(ctx: &Ctx, kind: Kind, chinese: bool) -> Result<Sheet> {
    let (allowed, _) = owner(ctx)?;
    if !may_take(ctx, &allowed, kind) {
        return Err(Error::Forbidden.into());
    }
    Ok(Sheet::new(&Mapping::usual_columns(kind, chinese), Vec::new()))
}

/// Keeps an uploaded file, when it is a table, with the mapping that its header suggests. Files whose time
/// is over are deleted.
///
/// # Errors
/// [`Stopped::File`] with line and column when the file is no table; [`Stopped::Failed`] when the actor may
/// not import, with `required` and `unknown_value` on the form's fields. Nothing is stored then.
pub async fn upload(db: &Db, ctx: &Ctx, form: UploadForm) -> std::result::Result<ImportFileId, Stopped> {
    let (allowed, owner) = owner(ctx)?;
    let kind = Kind::parse(&form.kind).filter(|kind| may_take(ctx, &allowed, *kind));
    let kind = kind.ok_or_else(|| Failure::field("kind", Code::UnknownValue))?;
    let file_name: String = form.file_name.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
    if file_name.trim().is_empty() {
        return Err(Failure::field("file", Code::Required).into());
    }
    if form.content.len() > MOST_BYTES {
        return Err(FileError::whole(Code::TooLarge).into());
    }
    let (sheet, encoding) = (filled(&form.sheet), filled(&form.encoding));
    let (content, mapping) = suggested(form.content, kind, sheet.clone(), encoding.clone(), None).await??;
    let size = content.len();
    let expires_at = ctx.now() + TimeDelta::hours(KEPT_HOURS);
    let mapping = mapping.write()?;
    let kind = kind.as_str();
    let line = json!({ "kind": kind, "file": file_name, "bytes": size });
    let file = NewFile { kind, file_name, sheet, encoding, content, mapping, expires_at };
    let tx = db.begin().await?;
    store::import_file::delete_expired(&tx, ctx.now()).await?;
    let id = store::import_file::insert(&tx, &allowed, owner, file, ctx.now()).await?;
    record(&tx, ctx, Record { action: "import_file.upload", object: "import_file", id: id.0 }, line).await?;
    tx.commit().await?;
    Ok(id)
}

/// The actor's files that are still kept, the latest first.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn list(db: &Db, ctx: &Ctx) -> Result<Vec<FileLine>> {
    let (allowed, owner) = owner(ctx)?;
    let rows = store::import_file::list(db.reader(), &allowed, owner, ctx.now()).await?;
    rows.into_iter().map(|row| line(&row)).collect()
}

fn line(row: &FileRow) -> Result<FileLine> {
    Ok(FileLine {
        id: ImportFileId(row.id),
        kind: kind_of(row)?,
        file_name: row.file_name.clone(),
        created_at: row.created_at,
        expires_at: row.expires_at,
        imported_at: row.imported_at,
        outcome: outcome::of(row)?,
    })
}

/// Reads the file anew from another sheet, in another encoding or with another header, and suggests the
/// mapping anew.
///
/// # Errors
/// Not found; the code of a [`FileError`] on the field that brought it about, and nothing is stored.
pub async fn reread(db: &Db, ctx: &Ctx, id: ImportFileId, form: &ReadingForm) -> Result<()> {
    let mut opened = Opened::load(db, ctx, id).await?;
    let kind = kind_of(&opened.row)?;
    let header_row = match form.header_row.trim() {
        "" => None,
        text => {
            let row = tabular::half_width(text).parse().ok().filter(|row| *row > 0);
            Some(row.ok_or_else(|| Failure::field("header_row", Code::NotANumber))?)
        }
    };
    (opened.row.sheet, opened.row.encoding) = (filled(&form.sheet), filled(&form.encoding));
    let (sheet, encoding) = (opened.row.sheet.clone(), opened.row.encoding.clone());
    let content = opened.content(db).await?;
    let (_, mapping) = suggested(content, kind, sheet, encoding, header_row).await?.map_err(|error| {
        let field = match error.code {
            Code::UnknownSheet => "sheet",
            Code::BadEncoding => "encoding",
            _ => "header_row",
        };
        Failure::field(field, error.code)
    })?;
    opened.row.mapping = written(&mapping)?;
    opened.store(db, ctx).await
}

/// Forgets a file before its time.
///
/// # Errors
/// Not found.
pub async fn discard(db: &Db, ctx: &Ctx, id: ImportFileId) -> Result<()> {
    let opened = Opened::load(db, ctx, id).await?;
    let tx = db.begin().await?;
    store::import_file::delete(&tx, &opened.allowed, &opened.row).await?;
    record(&tx, ctx, Record { action: "import_file.discard", object: "import_file", id: id.0 }, ()).await?;
    tx.commit().await
}

/// A file of the actor, with the right to go on with it.
struct Opened {
    allowed: Allowed<ImportFiles>,
    owner: Owner,
    row: FileRow,
}

impl Opened {
    async fn load(db: &Db, ctx: &Ctx, id: ImportFileId) -> Result<Self> {
        let (allowed, owner) = owner(ctx)?;
        let row = store::import_file::find(db.reader(), &allowed, owner, id, ctx.now()).await?;
        Ok(Self { allowed, owner, row: row.ok_or(Error::NotFound)? })
    }

    async fn content(&self, db: &Db) -> Result<Vec<u8>> {
        Ok(store::import_file::content(db.reader(), &self.row).await?.ok_or(Error::NotFound)?)
    }

    /// The mapping as it stands.
    fn mapping(&self) -> Result<MappingText> {
        MappingText::read(&self.row.mapping, kind_of(&self.row)?).map_err(Failure::internal)
    }

    /// The table in the file, read as the mapping says.
    async fn sheet(&self, db: &Db) -> Result<std::result::Result<Sheet, FileError>> {
        let (sheet, encoding) = (self.row.sheet.clone(), self.row.encoding.clone());
        let kind = kind_of(&self.row)?;
        let options = suggest::reading(kind, &self.mapping()?, sheet, encoding);
        let content = self.content(db).await?;
        aside(move || read_table(kind, &content, &options)).await
    }

    /// Stores how the file is to be read.
    async fn store(&self, db: &Db, ctx: &Ctx) -> Result<()> {
        let tx = db.begin().await?;
        store::import_file::update_reading(&tx, &self.allowed, &self.row).await?;
        let line = Record { action: "import_file.map", object: "import_file", id: self.row.id };
        record(&tx, ctx, line, ()).await?;
        tx.commit().await
    }
}

/// The file again, with the mapping that its header suggests.
async fn suggested(
    content: Vec<u8>,
    kind: Kind,
    sheet: Option<String>,
    encoding: Option<String>,
    header_row: Option<u32>,
) -> Result<std::result::Result<(Vec<u8>, MappingText), FileError>> {
    aside(move || {
        let nothing = MappingText { header_row, ..MappingText::new(kind) };
        let sheet = read_table(kind, &content, &suggest::reading(kind, &nothing, sheet, encoding))?;
        let mapping = MappingText { header_row, ..suggest::mapping(kind, &sheet) };
        Ok((content, mapping))
    })
    .await
}

/// Runs what takes long and asks nobody, away from what answers requests.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(Failure::internal)
}

fn kind_of(row: &FileRow) -> Result<Kind> {
    store::text(&row.kind, Kind::parse)
}

fn written(mapping: &MappingText) -> Result<String> {
    mapping.write().map_err(Failure::internal)
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
