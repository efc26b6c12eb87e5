//! Whether the demonstration community may be put in.

use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect};

use crate::{
    entity::{account, credential_type, major, organisation, person},
    failure::Result,
};

/// Whether there is no organisation, no person, no account and no catalogue.
pub(crate) async fn is_empty(conn: &impl ConnectionTrait) -> Result<bool> {
    Ok(organisation::Entity::find().limit(1).one(conn).await?.is_none()
        && person::Entity::find().limit(1).one(conn).await?.is_none()
        && account::Entity::find().limit(1).one(conn).await?.is_none()
        && major::Entity::find().limit(1).one(conn).await?.is_none()
        && credential_type::Entity::find().limit(1).one(conn).await?.is_none())
}
