//! Files on their way in. The upload itself is no server function: it brings a file, not fields.

#![expect(missing_docs, reason = "the macro makes a public field of each argument")]

use std::collections::BTreeMap;

use domain::{
    Error,
    id::{ImportFileId, ImportMappingId},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::{
    Failure,
    import_file::{self, ChoicesForm, ReadingForm},
};

use crate::form::{Next, WireError, answer};

/// The form of a mapping with the name to keep it under.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappingForm {
    /// The name.
    #[serde(default)]
    pub name: String,
    /// What is chosen.
    #[serde(flatten)]
    pub choices: ChoicesForm,
}

fn read(id: &str) -> Result<ImportFileId, Failure> {
    ImportFileId::parse(id).ok_or_else(|| Error::NotFound.into())
}

fn file(id: ImportFileId) -> Next {
    Next::to(format!("/imports/{id}"))
}

fn result(id: ImportFileId) -> Next {
    Next::to(format!("/imports/{id}/result"))
}

/// Reads a file from another sheet, in another encoding or with another header.
#[server(prefix = "/rpc", endpoint = "import_file/reread")]
pub async fn reread_import_file(
    #[server(default)] id: String,
    #[server(flatten)] form: ReadingForm,
) -> Result<(), WireError> {
    answer("import_reading", &form, async |visit| {
        let id = read(&id)?;
        import_file::reread(&visit.db, &visit.ctx, id, &form).await?;
        Ok(file(id).saying("saved"))
    })
    .await
}

/// Stores which column fills which field.
#[server(prefix = "/rpc", endpoint = "import_file/map")]
pub async fn map_import_file(
    #[server(default)] id: String,
    #[server(flatten)] form: MappingForm,
) -> Result<(), WireError> {
    answer("import_mapping", &form, async |visit| {
        let id = read(&id)?;
        import_file::map(&visit.db, &visit.ctx, id, &form.choices).await?;
        Ok(file(id).saying("saved"))
    })
    .await
}

/// Stores which column fills which field, and judges every row.
#[server(prefix = "/rpc", endpoint = "import_file/try_out")]
pub async fn try_out_import_file(
    #[server(default)] id: String,
    #[server(flatten)] form: MappingForm,
) -> Result<(), WireError> {
    answer("import_mapping", &form, async |visit| {
        let id = read(&id)?;
        import_file::map(&visit.db, &visit.ctx, id, &form.choices).await?;
        import_file::try_out(&visit.db, &visit.ctx, id).await?;
        Ok(result(id))
    })
    .await
}

/// Stores which column fills which field, and keeps that under a name.
#[server(prefix = "/rpc", endpoint = "import_file/keep_mapping")]
pub async fn keep_import_mapping(
    #[server(default)] id: String,
    #[server(flatten)] form: MappingForm,
) -> Result<(), WireError> {
    answer("import_mapping", &form, async |visit| {
        let id = read(&id)?;
        import_file::map(&visit.db, &visit.ctx, id, &form.choices).await?;
        import_file::keep(&visit.db, &visit.ctx, id, &form.name).await?;
        Ok(file(id).saying("saved"))
    })
    .await
}

/// Reads a file by a mapping that was kept.
#[server(prefix = "/rpc", endpoint = "import_file/apply_mapping")]
pub async fn apply_import_mapping(
    #[server(default)] id: String,
    #[server(default)] mapping: String,
) -> Result<(), WireError> {
    answer("import_apply", &BTreeMap::from([("mapping", &mapping)]), async |visit| {
        let id = read(&id)?;
        import_file::apply(&visit.db, &visit.ctx, id, &mapping).await?;
        Ok(file(id).saying("saved"))
    })
    .await
}

/// Deletes a mapping that was kept.
#[server(prefix = "/rpc", endpoint = "import_file/forget_mapping")]
pub async fn forget_import_mapping(#[server(default)] mapping: String) -> Result<(), WireError> {
    answer("import_forget", &(), async |visit| {
        let mapping = ImportMappingId::parse(&mapping).ok_or(Error::NotFound)?;
        import_file::forget(&visit.db, &visit.ctx, mapping).await?;
        Ok(Next::back(&visit, "done"))
    })
    .await
}

/// Imports a file; `skip` is `true` to take only the good rows.
#[server(prefix = "/rpc", endpoint = "import_file/import")]
pub async fn import_import_file(
    #[server(default)] id: String,
    #[server(default)] skip: String,
) -> Result<(), WireError> {
    answer("import_run", &(), async |visit| {
        let id = read(&id)?;
        import_file::import(&visit.db, &visit.ctx, id, skip == "true").await?;
        Ok(result(id))
    })
    .await
}

/// Forgets a file before its time.
#[server(prefix = "/rpc", endpoint = "import_file/discard")]
pub async fn discard_import_file(#[server(default)] id: String) -> Result<(), WireError> {
    answer("import_discard", &(), async |visit| {
        import_file::discard(&visit.db, &visit.ctx, read(&id)?).await?;
        Ok(Next::to("/imports").saying("done"))
    })
    .await
}
