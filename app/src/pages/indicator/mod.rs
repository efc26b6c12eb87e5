//! The indicators of a college, and of all colleges side by side.

mod card;
mod college;
mod community;

use domain::{id::OrganisationId, organisation_figure::AcademicYear};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{page, query};
use crate::{
    ui::form::{Choice, FilterBar, SelectField},
    visit::Visit,
    words::Words,
};

const PATH: &str = "/indicators";
/// How many years back one may look.
const YEARS: i32 = 6;

/// What is looked at, as it stands in the address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Asked {
    /// The calendar year in which the academic year begins; empty for the present one.
    year: String,
    /// One college, for who acts for the community.
    college: String,
    /// `name` or the identifier of an indicator, with `-` in front for the largest first.
    sort: String,
    /// The number of rows before the page.
    after: String,
}

impl Asked {
    fn year(&self, visit: &Visit) -> AcademicYear {
        let now = service::indicator::this_year(&visit.ctx);
        AcademicYear::parse(&self.year).filter(|year| *year <= now).unwrap_or(now)
    }
}

/// The indicators: of the own college, or of all for who acts for the community.
#[component]
pub fn IndicatorsPage() -> impl IntoView {
    let asked: Asked = query();
    page(async move |visit| {
        visit.viewer()?;
        let college = OrganisationId::parse(&asked.college);
        match (visit.ctx.organisation(), college) {
            (Some(_), _) => college::page(&visit, &asked, None).await,
            (None, Some(id)) => college::page(&visit, &asked, Some(id)).await,
            (None, None) => community::page(&visit, &asked).await,
        }
    })
}

/// The choice of the academic year; what else the address holds stays.
fn years(w: Words, visit: &Visit, asked: &Asked) -> AnyView {
    let (now, chosen) = (service::indicator::this_year(&visit.ctx), asked.year(visit));
    let mut years: Vec<AcademicYear> = (0..YEARS).map(|ago| AcademicYear(now.0 - ago)).collect();
    if !years.contains(&chosen) {
        years.push(chosen);
    }
    let options = years.iter().map(|year| Choice::new(year.0.to_string(), w.academic_year(*year))).collect();
    let hidden = [("college", &asked.college), ("sort", &asked.sort)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name.into(), value.clone().into()))
        .collect();
    view! {
        <FilterBar action=PATH label=w.indicators_filter() apply_text=w.apply() hidden=hidden>
            <SelectField name="year" label=w.indicators_year() options=options value=chosen.0.to_string() />
        </FilterBar>
    }
    .into_any()
}
