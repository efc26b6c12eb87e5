//! What colleges report for their indicators.

#![expect(missing_docs, reason = "the macro makes a public field of each argument")]

use domain::{
    Error,
    organisation_figure::{AcademicYear, FiguresForm},
};
use leptos::prelude::*;
use service::indicator;

use crate::form::{Next, WireError, answer};

/// Saves what the acting college reports for an academic year.
#[server(prefix = "/rpc", endpoint = "indicator/report")]
pub async fn report_figures(
    #[server(default)] year: String,
    #[server(default)] version: String,
    #[server(flatten)] form: FiguresForm,
) -> Result<(), WireError> {
    answer("figures", &form, async |visit| {
        let year = AcademicYear::parse(&year).ok_or(Error::NotFound)?;
        indicator::report(&visit.db, &visit.ctx, year, &form, version.parse().unwrap_or_default()).await?;
        Ok(Next::to(format!("/indicators?year={}", year.0)).saying("saved"))
    })
    .await
}
