//! The board: bars that are moved.

#![expect(missing_docs, reason = "the macro makes a public field of each argument")]

use domain::{Error, id::PlacementId};
use leptos::prelude::*;
use service::board::{self, MoveForm};

use crate::{
    form::{WireError, told},
    pages::board::wire_moved,
};

/// Moves a placement on the board; answers its bar, or what wants a reason first, as `domain::board` writes them, or
/// why not in a sentence.
#[server(prefix = "/rpc", endpoint = "board/move")]
pub async fn move_bar(
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(flatten)] form: MoveForm,
) -> Result<String, WireError> {
    told(async |visit| {
        let id = PlacementId::parse(&id).ok_or(Error::NotFound)?;
        let moved = board::move_bar(&visit.db, &visit.ctx, id, &form, version.parse().unwrap_or_default()).await?;
        Ok(wire_moved(visit.words(), &moved))
    })
    .await
}
