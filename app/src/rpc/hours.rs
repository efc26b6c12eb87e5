//! The hours log.

#![expect(missing_docs, reason = "the macro makes a public field of each argument")]

use chrono::NaiveDate;
use domain::{
    Code, Error,
    hours::EntryForm,
    id::{HourEntryId, PlacementId},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::{Failure, hours};

use crate::form::{Next, WireError, answer};

/// A period of a placement as forms name it; with chosen lines, only those.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PeriodForm {
    /// The placement.
    placement: String,
    /// First day.
    first_day: String,
    /// Last day, inclusive.
    last_day: String,
    /// Chosen entries, separated by commas; empty means all.
    entries: String,
    /// Why, to return or unlock.
    reason: String,
}

impl PeriodForm {
    fn placement(&self) -> Result<PlacementId, Failure> {
        PlacementId::parse(&self.placement).ok_or_else(|| Error::NotFound.into())
    }

    fn days(&self) -> Result<(NaiveDate, NaiveDate), Failure> {
        let read = |field, text| domain::form::read_day(text).map_err(|code: Code| Failure::field(field, code));
        Ok((read("first_day", &self.first_day)?, read("last_day", &self.last_day)?))
    }

    fn chosen(&self) -> Vec<HourEntryId> {
        self.entries.split(',').filter_map(HourEntryId::parse).collect()
    }
}

/// Logs one entry of a placement.
#[server(prefix = "/rpc", endpoint = "hours/log")]
pub async fn log_hours(
    #[server(default)] placement: String,
    #[server(flatten)] form: EntryForm,
) -> Result<(), WireError> {
    answer("entry", &form, async |visit| {
        let id = PlacementId::parse(&placement).ok_or(Error::NotFound)?;
        hours::log(&visit.db, &visit.ctx, id, &form).await?;
        Ok(Next::back(&visit, "saved"))
    })
    .await
}

/// Changes an entry; an empty time removes it.
#[server(prefix = "/rpc", endpoint = "hours/edit")]
pub async fn edit_hours(
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(flatten)] form: EntryForm,
) -> Result<(), WireError> {
    answer("entry", &form, async |visit| {
        let id = HourEntryId::parse(&id).ok_or(Error::NotFound)?;
        hours::edit(&visit.db, &visit.ctx, id, &form, version.parse().unwrap_or_default()).await?;
        Ok(Next::back(&visit, "saved"))
    })
    .await
}

/// Stores the week grid: all cells or none.
#[server(prefix = "/rpc", endpoint = "hours/save_week")]
pub async fn save_week(
    #[server(default)] placement: String,
    #[server(default)] cells: Vec<hours::Cell>,
) -> Result<(), WireError> {
    answer("week", &serde_json::json!({ "cells": cells }), async |visit| {
        let id = PlacementId::parse(&placement).ok_or(Error::NotFound)?;
        hours::save_week(&visit.db, &visit.ctx, id, &cells).await?;
        Ok(Next::back(&visit, "saved"))
    })
    .await
}

/// Stores the week grid and submits its week, so that nothing typed is left behind.
#[server(prefix = "/rpc", endpoint = "hours/submit_week")]
pub async fn submit_week(
    #[server(default)] cells: Vec<hours::Cell>,
    #[server(flatten)] form: PeriodForm,
) -> Result<(), WireError> {
    answer("week", &serde_json::json!({ "cells": cells }), async |visit| {
        let (id, days) = (form.placement()?, form.days()?);
        hours::save_and_submit(&visit.db, &visit.ctx, id, &cells, days).await?;
        Ok(Next::back(&visit, "submitted"))
    })
    .await
}

/// Stores the week grid and fills its empty days as the schedule says.
#[server(prefix = "/rpc", endpoint = "hours/fill_week")]
pub async fn fill_week(
    #[server(default)] cells: Vec<hours::Cell>,
    #[server(flatten)] form: PeriodForm,
) -> Result<(), WireError> {
    answer("week", &serde_json::json!({ "cells": cells }), async |visit| {
        let (id, days) = (form.placement()?, form.days()?);
        let filled = hours::fill_as_planned(&visit.db, &visit.ctx, id, &cells, days.0).await?;
        visit.show_once("filled", &serde_json::json!(filled).to_string()).await?;
        Ok(Next::back(&visit, "filled"))
    })
    .await
}

/// Submits what is open in a period.
#[server(prefix = "/rpc", endpoint = "hours/submit")]
pub async fn submit_hours(#[server(flatten)] form: PeriodForm) -> Result<(), WireError> {
    answer("period", &form, async |visit| {
        hours::submit(&visit.db, &visit.ctx, form.placement()?, form.days()?).await?;
        Ok(Next::back(&visit, "submitted"))
    })
    .await
}

/// Takes back what waits in a period.
#[server(prefix = "/rpc", endpoint = "hours/withdraw")]
pub async fn withdraw_hours(#[server(flatten)] form: PeriodForm) -> Result<(), WireError> {
    answer("period", &form, async |visit| {
        hours::withdraw(&visit.db, &visit.ctx, form.placement()?, form.days()?).await?;
        Ok(Next::back(&visit, "withdrawn"))
    })
    .await
}

/// Confirms what waits in a period, or the chosen lines of it.
#[server(prefix = "/rpc", endpoint = "hours/confirm")]
pub async fn confirm_hours(#[server(flatten)] form: PeriodForm) -> Result<(), WireError> {
    answer("period", &form, async |visit| {
        hours::confirm(&visit.db, &visit.ctx, form.placement()?, form.days()?, &form.chosen()).await?;
        Ok(Next::back(&visit, "confirmed"))
    })
    .await
}

/// Confirms what waits in many periods, each as it was seen: all or none.
#[server(prefix = "/rpc", endpoint = "hours/confirm_many")]
pub async fn confirm_many(#[server(default)] periods: Vec<String>) -> Result<(), WireError> {
    answer("queue", &serde_json::json!({ "periods": periods }), async |visit| {
        let seen: Option<Vec<_>> = periods.iter().map(|text| hours::Seen::parse(text)).collect();
        hours::confirm_many(&visit.db, &visit.ctx, &seen.ok_or(Error::NotFound)?).await?;
        Ok(Next::back(&visit, "confirmed"))
    })
    .await
}

/// Copies the week before that of the first day into its empty days; the next page says which days took it.
#[server(prefix = "/rpc", endpoint = "hours/copy_week")]
pub async fn copy_week(#[server(flatten)] form: PeriodForm) -> Result<(), WireError> {
    answer("period", &form, async |visit| {
        let copied = hours::copy_week(&visit.db, &visit.ctx, form.placement()?, form.days()?.0).await?;
        visit.show_once("copied", &serde_json::json!(copied).to_string()).await?;
        Ok(Next::back(&visit, "copied"))
    })
    .await
}

/// Returns what waits in a period, or the chosen lines of it, with a reason.
#[server(prefix = "/rpc", endpoint = "hours/return")]
pub async fn return_hours(#[server(flatten)] form: PeriodForm) -> Result<(), WireError> {
    answer("period", &form, async |visit| {
        let (db, ctx) = (&visit.db, &visit.ctx);
        hours::send_back(db, ctx, form.placement()?, form.days()?, &form.chosen(), &form.reason).await?;
        Ok(Next::back(&visit, "returned"))
    })
    .await
}

/// Unlocks confirmed lines of a period, with a reason.
#[server(prefix = "/rpc", endpoint = "hours/unlock")]
pub async fn unlock_hours(#[server(flatten)] form: PeriodForm) -> Result<(), WireError> {
    answer("period", &form, async |visit| {
        let (db, ctx) = (&visit.db, &visit.ctx);
        hours::unlock(db, ctx, form.placement()?, form.days()?, &form.chosen(), &form.reason).await?;
        Ok(Next::back(&visit, "unlocked"))
    })
    .await
}
