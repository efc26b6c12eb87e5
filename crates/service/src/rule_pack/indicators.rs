//! Which indicators of organisations are in force on a day.

use chrono::NaiveDate;
use domain::{id::OrganisationId, policy::Indicator};
use sea_orm::ConnectionTrait;

use super::{book::adopted_texts, shelf};
use crate::{Failure, Result, store::rule_pack as stored};

/// The pack whose indicators every college is measured by.
const USUAL: &str = "cn-college";

/// The indicators in force on a day: those of every college, and those of the packs that `organisation` adopted,
/// which replace one of the same identifier.
pub(crate) async fn indicators(
    conn: &impl ConnectionTrait,
    organisation: Option<OrganisationId>,
    on: NaiveDate,
) -> Result<Vec<Indicator>> {
    let mut found: Vec<Indicator> = shelf::built_in().indicators_in_force(USUAL, on).into_iter().cloned().collect();
    let Some(organisation) = organisation else { return Ok(found) };
    let adopted = stored::in_force(conn, on).await?.into_iter().filter(|it| it.organisation == organisation);
    let adopted: Vec<(String, String)> = adopted.map(|it| (it.pack, it.version)).collect();
    if adopted.is_empty() {
        return Ok(found);
    }
    let shelf = adopted_texts(conn, &adopted).await?;
    let library = shelf.library().map_err(|errors| Failure::internal(format!("adopted packs: {errors:?}")))?;
    for indicator in shelf.packs().into_iter().flat_map(|pack| library.indicators_in_force(pack, on)) {
        match found.iter_mut().find(|known| known.id == indicator.id) {
            Some(known) => *known = indicator.clone(),
            None => found.push(indicator.clone()),
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colleges_are_measured_by_the_indicators_of_the_built_in_pack() {
        let on = "2026-11-23".parse().unwrap();
        let found = shelf::built_in().indicators_in_force(USUAL, on);
        assert!(found.iter().any(|it| it.id.as_str() == "cn-double-qualified-share"), "{found:?}");
    }
}
