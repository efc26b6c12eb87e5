//! A bench as text: small on the page, and small in the program that reads it there.
//!
//! Values stand one after the other without names: a number in digits with a comma behind, a text as its length in
//! bytes and the bytes, a list as its length and its values, something optional as 0 or as 1 and the value. Server
//! and browser are always of the same version, so that the order of fields is all that both need to know; a field
//! that is forgotten here does not compile.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::{Applied, Bench, Compact, Stint};
use crate::{
    hours::Kind,
    id::{OrganisationId, PlacementId},
    organisation::OrganisationKind,
    person::{Category, DoubleQualifiedLevel, Profile},
    placement::{Direction, Load},
    policy::{
        Amount, Approval, ApprovalSide, Bound, Calendar, Cap, Carry, CategoryChange, CategorySince, Conversion,
        Criterion, DayKind, DayRange, Decimal, Effect, Effective, Eligible, Event, Evidence, Fact, Filter, HostClass,
        Leave, LeaveKind, Length, Licence, Measure, Need, Particulars, Pause, PauseEffect, Per, Population, Prefer,
        Reading, RestDays, Rounding, Rule, RuleId, Source, Standing, Strengthenable, SubTarget, Subject, Text,
        TravelDays, Unit, Window, WindowKind,
    },
};

/// What can be written and read.
pub(super) trait Wire: Sized {
    fn write(&self, out: &mut String);
    fn read(from: &mut Reader<'_>) -> Self;
}

/// A text that is being read. What is torn is read as something all the same, and `torn` says so in the end: to give
/// up on the way would make the program that reads it half as large again.
pub(super) struct Reader<'a> {
    rest: &'a str,
    torn: bool,
}

impl<'a> Reader<'a> {
    /// Reads all of a text; none when it is torn.
    pub(super) fn all<T: Wire>(text: &'a str) -> Option<T> {
        let mut reader = Self { rest: text, torn: false };
        let value = T::read(&mut reader);
        (!reader.torn && reader.rest.is_empty()).then_some(value)
    }

    fn good<T>(&mut self, value: Option<T>) -> Option<T> {
        self.torn |= value.is_none();
        value
    }

    fn number(&mut self) -> i64 {
        let number = self.rest.split_once(',').and_then(|(digits, rest)| {
            self.rest = rest;
            digits.parse().ok()
        });
        self.good(number).unwrap_or_default()
    }
}

macro_rules! numbers {
    ($($type:ident)+) => {$(
        impl Wire for $type {
            fn write(&self, out: &mut String) {
                out.push_str(&self.to_string());
                out.push(',');
            }

            fn read(from: &mut Reader<'_>) -> Self {
                let number = Self::try_from(from.number()).ok();
                from.good(number).unwrap_or_default()
            }
        }
    )+};
}

numbers! { u8 u16 u32 i32 i64 usize }

macro_rules! choices {
    ($($type:ident $first:ident),+) => {$(
        impl Wire for $type {
            fn write(&self, out: &mut String) {
                Self::ALL.iter().position(|it| it == self).unwrap_or_default().write(out);
            }

            fn read(from: &mut Reader<'_>) -> Self {
                let known = Self::ALL.get(usize::read(from)).copied();
                from.good(known).unwrap_or(Self::$first)
            }
        }
    )+};
}

choices! {
    ApprovalSide Home, Bound AtLeast, Category ProfessionalCourse, CategoryChange Full, DayKind Workday, Direction EnterprisePractice,
    DoubleQualifiedLevel Junior, Effect PayFlag, Event Hired, Evidence Roster, HostClass Integration, Kind OnPost,
    LeaveKind Other, Load Unknown, Measure Time, OrganisationKind Other, PauseEffect Extend, Per Day,
    Prefer HighestTrust, Profile Teacher, RestDays Count, Rounding Down, Standing Withdrawn, Strengthenable Target,
    TravelDays Count, Unit Minute, WindowKind Always
}

macro_rules! structs {
    ($($type:ident { $($field:ident)+ })+) => {$(
        impl Wire for $type {
            fn write(&self, out: &mut String) {
                let Self { $($field),+ } = self;
                $($field.write(out);)+
            }

            fn read(from: &mut Reader<'_>) -> Self {
                Self { $($field: Wire::read(from)),+ }
            }
        }
    )+};
}

structs! {
    Amount { amount unit }
    Applied { subject rule }
    Approval { step role side quorum deadline_days escalate_to }
    Bench { today day subjects rules calendar stints others direction }
    Cap { id per amount filter waivable clause }
    Carry { max }
    CategorySince { since category }
    Compact { patterns days }
    Conversion { from to filter rounding }
    Criterion {
        id title clause window target bound per_attendance_day counts requires eligible convert caps sub_targets carry
        overlap pause travel_days rest_days category_change contiguous_preferred
    }
    DayRange { first_day last_day }
    Effective { from to }
    Eligible {
        directions hosts host_classes forms forms_clause loads areas pre_approved directed trust_at_least evidence
        min_block max_block
    }
    Fact { source placement day span measure amount form host direction load trust standing particulars }
    Filter { directions hosts host_classes forms loads areas pre_approved }
    Leave { kind days }
    Length { years months days }
    Licence { issued_on lapsed_on }
    Particulars { host host_class area until evidence travel pre_approved directed zone_unknown }
    Pause { leave effect }
    Population {
        profiles categories double_qualified levels enterprise_experience hired_since full_time_percent_at_least
        full_time_percent_below qualifications service_years_at_least licensed lapsed_at_least except
    }
    Reading { day_minutes class_hour_minutes week_days month_days }
    Rule {
        id title authority document clause source verified effective supersedes inherits may_strengthen population
        reading need grace reinstatement advisory effects approvals criterion
    }
    Stint { name placement planned facts }
    SubTarget { id title filter amount }
    Subject {
        profiles categories double_qualified hired_on enterprise_experience full_time_percent qualifications licence
        events service leaves waivers
    }
    Text { zh en }
    Window { kind length anchor starts event clip }
}

macro_rules! wrappers {
    ($($type:ident)+) => {$(
        impl Wire for $type {
            fn write(&self, out: &mut String) {
                self.0.write(out);
            }

            fn read(from: &mut Reader<'_>) -> Self {
                Self(Wire::read(from))
            }
        }
    )+};
}

wrappers! { Decimal OrganisationId PlacementId RuleId }

impl Wire for bool {
    fn write(&self, out: &mut String) {
        u8::from(*self).write(out);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        from.number() == 1
    }
}

impl Wire for String {
    fn write(&self, out: &mut String) {
        self.len().write(out);
        out.push_str(self);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let length = usize::read(from);
        let parts = from.rest.split_at_checked(length);
        let (text, rest) = from.good(parts).unwrap_or_default();
        from.rest = rest;
        text.to_owned()
    }
}

impl Wire for NaiveDate {
    fn write(&self, out: &mut String) {
        self.num_days_from_ce().write(out);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let day = Self::from_num_days_from_ce_opt(i32::read(from));
        from.good(day).unwrap_or_default()
    }
}

impl<T: Wire> Wire for Option<T> {
    fn write(&self, out: &mut String) {
        self.is_some().write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }

    fn read(from: &mut Reader<'_>) -> Self {
        bool::read(from).then(|| T::read(from))
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn write(&self, out: &mut String) {
        self.len().write(out);
        self.iter().for_each(|value| value.write(out));
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let mut values = Self::new();
        for _ in 0..usize::read(from) {
            // A length that is too large ends with the text.
            if from.torn {
                break;
            }
            values.push(T::read(from));
        }
        values
    }
}

impl<T: Wire> Wire for Box<T> {
    fn write(&self, out: &mut String) {
        (**self).write(out);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        Self::new(T::read(from))
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn write(&self, out: &mut String) {
        self.0.write(out);
        self.1.write(out);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        (A::read(from), B::read(from))
    }
}

impl Wire for BTreeMap<Event, NaiveDate> {
    fn write(&self, out: &mut String) {
        self.iter().map(|(event, day)| (*event, *day)).collect::<Vec<_>>().write(out);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let mut events = Self::new();
        for (event, day) in Vec::<(Event, NaiveDate)>::read(from) {
            events.insert(event, day);
        }
        events
    }
}

/// Where a fact comes from is forgotten.
impl Wire for Source {
    fn write(&self, _: &mut String) {}

    fn read(_: &mut Reader<'_>) -> Self {
        Self::Trial(0)
    }
}

impl Wire for Calendar {
    fn write(&self, out: &mut String) {
        self.differing().write(out);
        self.announced_until().write(out);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let days = Vec::<(NaiveDate, DayKind)>::read(from);
        Self::in_order(days, Wire::read(from))
    }
}

impl Wire for Need {
    fn write(&self, out: &mut String) {
        match self {
            Self::Criterion(id) => {
                0u8.write(out);
                id.write(out);
            }
            Self::AllOf { all_of } => {
                1u8.write(out);
                all_of.write(out);
            }
            Self::AnyOf { any_of } => {
                2u8.write(out);
                any_of.write(out);
            }
        }
    }

    fn read(from: &mut Reader<'_>) -> Self {
        match u8::read(from) {
            1 => Self::AllOf { all_of: Wire::read(from) },
            2 => Self::AnyOf { any_of: Wire::read(from) },
            _ => Self::Criterion(Wire::read(from)),
        }
    }
}
