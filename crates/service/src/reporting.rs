//! Who has not reported: for each member and month how many placements have hours, and no person's page.

use std::collections::HashMap;

use chrono::{Datelike, Months, NaiveDate};
use domain::{
    id::OrganisationId,
    organisation::{DEFAULT_ZONE, Organisation, OrganisationKind},
};
use serde::{Deserialize, Serialize};

use crate::{
    Ctx, Db, Result,
    guard::{self, ListMembers, ReadFlows},
    store,
};

/// How many months that have ended are looked at.
const MONTHS: u32 = 6;
/// How many members a page of the list holds.
pub const REPORTING_PAGE: usize = 50;

/// What the list is narrowed to, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportingFilter {
    /// Text of an [`OrganisationKind`], or empty.
    pub kind: String,
    /// A province, or empty.
    pub province: String,
    /// `true` for those alone that were silent in some month.
    pub silent: String,
    /// `name` or `-name`, `unreported` for the fewest placements first; empty for the most silent first.
    pub sort: String,
    /// The number of rows before the page.
    pub after: String,
}

/// A month of a member: its placements on either side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthReport {
    /// Started placements that touch the month.
    pub running: i64,
    /// Of them those with confirmed hours in it.
    pub confirmed: i64,
    /// Of the others those with hours in it that wait for confirmation.
    pub waiting: i64,
}

impl MonthReport {
    /// Placements of which nothing was submitted.
    #[must_use]
    pub const fn nothing(self) -> i64 {
        self.running - self.confirmed - self.waiting
    }

    /// Whether placements ran and nothing was submitted of any.
    #[must_use]
    pub const fn is_silent(self) -> bool {
        self.running > 0 && self.nothing() == self.running
    }
}

/// A member with its months.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberReport {
    /// The member.
    pub member: Organisation,
    /// One for each of [`Reporting::months`].
    pub months: Vec<MonthReport>,
}

impl MemberReport {
    /// In how many of the months it was silent.
    #[must_use]
    pub fn silent_months(&self) -> usize {
        self.months.iter().filter(|month| month.is_silent()).count()
    }

    /// Placement months of which nothing was submitted.
    #[must_use]
    pub fn unreported(&self) -> i64 {
        self.months.iter().map(|month| month.nothing()).sum()
    }
}

/// Who has reported and who has not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reporting {
    /// The first days of the months, the earliest first; all of them have ended.
    pub months: Vec<NaiveDate>,
    /// The matching members; [`list`] leaves one page of them.
    pub members: Vec<MemberReport>,
    /// How many come before the page.
    pub before: usize,
    /// How many match.
    pub matching: usize,
    /// How many of all members were silent in some month.
    pub silent: usize,
    /// The provinces of all members, each once.
    pub provinces: Vec<String>,
}

/// A page of the members with what they reported in the six months that ended last.
///
/// # Errors
/// Sign-in needed; forbidden for who does not see the flows of the community.
pub async fn list(db: &Db, ctx: &Ctx, filter: &ReportingFilter) -> Result<Reporting> {
    let mut reporting = all(db, ctx, filter).await?;
    reporting.before = filter.after.parse().ok().filter(|after| *after < reporting.members.len()).unwrap_or_default();
    reporting.members = reporting.members.into_iter().skip(reporting.before).take(REPORTING_PAGE).collect();
    Ok(reporting)
}

/// The same without pages, for a file.
///
/// # Errors
/// As [`list`].
pub async fn all(db: &Db, ctx: &Ctx, filter: &ReportingFilter) -> Result<Reporting> {
    let allowed = guard::community::<ReadFlows>(ctx)?;
    let members = guard::community::<ListMembers>(ctx)?;
    let months = months_before(ctx.today(DEFAULT_ZONE));
    let mut reported: HashMap<OrganisationId, Vec<MonthReport>> = HashMap::new();
    for (sending, hosting, counts) in store::reporting::by_pair(db.reader(), &allowed, &months).await? {
        for member in [sending, hosting] {
            let own = reported.entry(member).or_insert_with(|| vec![MonthReport::default(); months.len()]);
            for (own, counts) in own.iter_mut().zip(&counts) {
                own.running += counts.running;
                own.confirmed += counts.confirmed;
                own.waiting += counts.waiting;
            }
        }
    }
    let mut provinces: Vec<String> = Vec::new();
    let mut reports: Vec<MemberReport> = Vec::new();
    for member in store::organisation::list(db.reader(), &members).await? {
        let own = reported.remove(&member.id);
        if !member.active && own.is_none() {
            continue;
        }
        provinces.extend(member.province.clone());
        let months = own.unwrap_or_else(|| vec![MonthReport::default(); months.len()]);
        reports.push(MemberReport { member, months });
    }
    provinces.sort();
    provinces.dedup();
    let silent = reports.iter().filter(|report| report.silent_months() > 0).count();
    let kind = OrganisationKind::parse(&filter.kind);
    reports.retain(|report| {
        kind.is_none_or(|kind| report.member.kind == kind)
            && (filter.province.is_empty() || report.member.province.as_deref() == Some(&filter.province))
            && (filter.silent != "true" || report.silent_months() > 0)
    });
    // They come by name; what follows keeps that order among equals.
    match filter.sort.as_str() {
        "name" => {}
        "-name" => reports.reverse(),
        "unreported" => reports.sort_by_key(MemberReport::unreported),
        "-unreported" => reports.sort_by_key(|report| std::cmp::Reverse(report.unreported())),
        _ => reports.sort_by_key(|report| std::cmp::Reverse((report.silent_months(), report.unreported()))),
    }
    let months = months.into_iter().map(|(first, _)| first).collect();
    Ok(Reporting { months, before: 0, matching: reports.len(), members: reports, silent, provinces })
}

/// The months that ended last before `today`, the earliest first; first and last day of each, inclusive.
fn months_before(today: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
    let this = today.with_day(1).unwrap_or(today);
    (0..MONTHS)
        .rev()
        .filter_map(|back| {
            let next = this.checked_sub_months(Months::new(back))?;
            Some((next.checked_sub_months(Months::new(1))?, next.pred_opt()?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_months_are_the_six_that_ended_last() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let months = months_before(day("2026-03-31"));
        assert_eq!(months.len(), 6);
        assert_eq!(months[0], (day("2025-09-01"), day("2025-09-30")));
        assert_eq!(months[5], (day("2026-02-01"), day("2026-02-28")));
    }
}
