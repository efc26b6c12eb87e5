//! Credentials in files.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::{add, change};
use crate::{
    entity::{credential, employment},
    failure::Result,
    guard::{Allowed, ImportFiles},
};

pub(crate) use credential::Model as CredentialRow;

/// The credentials of the people within reach.
pub(crate) async fn credentials(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<ImportFiles>,
) -> Result<Vec<CredentialRow>> {
    let mut select = credential::Entity::find();
    if let Some(own) = allowed.organisation() {
        let employed = employment::Entity::find()
            .select_only()
            .column(employment::Column::PersonId)
            .filter(employment::Column::OrganisationId.eq(own.0))
            .into_query();
        select = select.filter(credential::Column::PersonId.in_subquery(employed));
    }
    Ok(select.order_by_asc(credential::Column::Id).all(conn).await?)
}

/// Adds credentials.
pub(crate) async fn add_credentials(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    rows: Vec<CredentialRow>,
) -> Result<()> {
    add::<credential::Entity>(conn, rows, credential::Column::Id).await.map(|_| ())
}

/// Stores changed credentials; each must still have the version before its own.
pub(crate) async fn change_credentials(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    rows: Vec<CredentialRow>,
) -> Result<()> {
    change::<credential::Entity>(conn, rows, Some(credential::Column::Version)).await
}
