//! The board: rows as it scrolls, bars that are moved.

#![expect(missing_docs, reason = "the macro makes a public field of each argument")]

use domain::{
    Error,
    board::{BoardFilter, write_bar, write_rows},
    id::PlacementId,
};
use leptos::prelude::*;
use service::board::{self, MoveForm};

use crate::{
    form::{WireError, told},
    pages::board::{wire_bar, wire_row},
};

/// The rows of the board behind a cursor: a line with the next cursor, then the rows as `domain::board` writes them.
#[server(prefix = "/rpc", endpoint = "board/rows")]
pub async fn board_rows(#[server(flatten)] filter: BoardFilter) -> Result<String, WireError> {
    told(async |visit| {
        let page = board::rows(&visit.db, &visit.ctx, &filter).await?;
        let rows: Vec<_> = page.items.iter().map(|row| wire_row(visit.words(), row)).collect();
        Ok(format!("{}\n{}", page.next.unwrap_or_default(), write_rows(&rows)))
    })
    .await
}

/// Moves a placement on the board; answers its bar as `domain::board` writes it, or why not in a sentence.
#[server(prefix = "/rpc", endpoint = "board/move")]
pub async fn move_bar(
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(flatten)] form: MoveForm,
) -> Result<String, WireError> {
    told(async |visit| {
        let id = PlacementId::parse(&id).ok_or(Error::NotFound)?;
        let bar = board::move_bar(&visit.db, &visit.ctx, id, &form, version.parse().unwrap_or_default()).await?;
        Ok(write_bar(&wire_bar(visit.words(), &bar)))
    })
    .await
}
