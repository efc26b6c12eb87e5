//! Whom a rule is applied to, and whom it binds.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    rule::LeaveKind,
    window::{DayRange, Event, Length},
};
use crate::person::{Category, DoubleQualifiedLevel, Profile};

/// A category and the first day on which somebody has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategorySince {
    /// The first day; for good when not known.
    pub since: Option<NaiveDate>,
    /// The category.
    pub category: Category,
}

/// A leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leave {
    /// Its kind.
    pub kind: LeaveKind,
    /// Its days.
    pub days: DayRange,
}

/// A licence or authorisation that is renewed in cycles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// The day it was issued: the first of the first cycle.
    pub issued_on: NaiveDate,
    /// The day since which it has lapsed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lapsed_on: Option<NaiveDate>,
}

/// Whom a rule is applied to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Subject {
    /// Teacher, engineer, staff: what the person is employed as.
    pub profiles: Vec<Profile>,
    /// The categories as a teacher, the earliest first.
    pub categories: Vec<CategorySince>,
    /// The level as a double-qualified teacher.
    pub double_qualified: Option<DoubleQualifiedLevel>,
    /// The first day with the present employer or employers; one not known is taken as long ago.
    pub hired_on: Option<NaiveDate>,
    /// Whether the person worked in an enterprise before teaching; `None` when not known.
    pub enterprise_experience: Option<bool>,
    /// The share of a full post in per cent; `None` when not known.
    pub full_time_percent: Option<u8>,
    /// Titles, functions and certificates that a rule may name.
    pub qualifications: Vec<String>,
    /// The licence that is renewed.
    pub licence: Option<Licence>,
    /// When something happened.
    pub events: BTreeMap<Event, NaiveDate>,
    /// Spans of service, of teaching above all, in order and without overlap.
    pub service: Vec<DayRange>,
    /// Leaves, in order.
    pub leaves: Vec<Leave>,
    /// Caps waived for the person, as `rule/cap`.
    pub waivers: Vec<String>,
}

impl Subject {
    /// A teacher of one category, with nothing else known.
    #[must_use]
    pub fn teacher(category: Category, hired_on: Option<NaiveDate>) -> Self {
        Self {
            profiles: vec![Profile::Teacher],
            categories: vec![CategorySince { since: None, category }],
            hired_on,
            ..Self::default()
        }
    }

    /// The category on a day.
    #[must_use]
    pub fn category_on(&self, day: NaiveDate) -> Option<Category> {
        let had = |it: &&CategorySince| it.since.is_none_or(|since| since <= day);
        self.categories.iter().rev().find(had).map(|it| it.category)
    }

    /// The days of service up to and including a day.
    #[must_use]
    pub fn service_days(&self, until: NaiveDate) -> u32 {
        let up_to = DayRange { first_day: NaiveDate::MIN, last_day: until };
        self.service.iter().filter_map(|span| span.common(up_to)).map(DayRange::days).sum()
    }

    /// When something happened; the hire date is the event of being hired.
    #[must_use]
    pub fn event(&self, event: Event) -> Option<NaiveDate> {
        self.events.get(&event).copied().or(if event == Event::Hired { self.hired_on } else { None })
    }
}

/// A predicate over people: everything that is given must hold; a list holds when it has the person's value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Population {
    /// Employed as one of these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub profiles: Vec<Profile>,
    /// Of one of these categories on the day of judgement.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Category>,
    /// Recognised as double-qualified, or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub double_qualified: Option<bool>,
    /// Recognised at one of these levels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<DoubleQualifiedLevel>,
    /// With enterprise experience before teaching, or without; what is not known is neither.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enterprise_experience: Option<bool>,
    /// Hired on this day or later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hired_since: Option<NaiveDate>,
    /// With at least this share of a full post, in per cent; what is not known is a full post.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full_time_percent_at_least: Option<u8>,
    /// With less than this share of a full post, in per cent; what is not known is a full post.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full_time_percent_below: Option<u8>,
    /// With one of these titles, functions or certificates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub qualifications: Vec<String>,
    /// With at least so many years of service of 365 days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_years_at_least: Option<u32>,
    /// With a licence, lapsed or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licensed: Option<bool>,
    /// With a licence that lapsed so long ago or longer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lapsed_at_least: Option<Length>,
    /// But for these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub except: Option<Box<Population>>,
}

impl Population {
    /// Whether somebody belongs to it on a day.
    #[must_use]
    pub fn holds(&self, subject: &Subject, on: NaiveDate) -> bool {
        fn listed<T: PartialEq>(list: &[T], value: Option<&T>) -> bool {
            list.is_empty() || value.is_some_and(|value| list.contains(value))
        }
        let any = |list: &[Profile]| list.is_empty() || list.iter().any(|it| subject.profiles.contains(it));
        let percent = subject.full_time_percent.unwrap_or(100);
        let lapsed = |length: Length| {
            let lapsed_on = subject.licence.and_then(|licence| licence.lapsed_on);
            lapsed_on.is_some_and(|day| length.after(day) <= on)
        };
        any(&self.profiles)
            && listed(&self.categories, subject.category_on(on).as_ref())
            && self.double_qualified.is_none_or(|wanted| subject.double_qualified.is_some() == wanted)
            && listed(&self.levels, subject.double_qualified.as_ref())
            && self.enterprise_experience.is_none_or(|wanted| subject.enterprise_experience == Some(wanted))
            && self.hired_since.is_none_or(|day| subject.hired_on.is_some_and(|hired| hired >= day))
            && self.full_time_percent_at_least.is_none_or(|least| percent >= least)
            && self.full_time_percent_below.is_none_or(|bound| percent < bound)
            && (self.qualifications.is_empty()
                || self.qualifications.iter().any(|it| subject.qualifications.contains(it)))
            && self.service_years_at_least.is_none_or(|years| subject.service_days(on) >= years.saturating_mul(365))
            && self.licensed.is_none_or(|wanted| subject.licence.is_some() == wanted)
            && self.lapsed_at_least.is_none_or(lapsed)
            && !self.except.as_ref().is_some_and(|except| except.holds(subject, on))
    }
}
