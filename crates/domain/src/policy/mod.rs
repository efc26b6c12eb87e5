//! The policy engine: rules as data, judged in integers, every part of every fact explained.
//!
//! [`judge`] is pure: the same facts, rule, calendar and day give the same judgement on the server, for a
//! whole college and in the browser.

mod calendar;
mod engine;
mod fact;
#[cfg(not(target_arch = "wasm32"))]
mod holidays;
mod indicator;
mod judgement;
mod pack;
mod prepared;
mod rule;
mod subject;
#[cfg(test)]
mod tests;
mod unit;
mod window;

pub use calendar::{Calendar, DayKind};
pub use engine::{Case, Depth, Forecast, Stretch, forecast, judge};
pub use fact::{Evidence, Fact, HostClass, Particulars, Source, Standing};
pub use indicator::{Figure, Indicator, IndicatorBound, IndicatorUnit, IndicatorValue};
pub use judgement::{CriterionJudgement, Detail, Judgement, Line, Reason, Status, SubResult, Warning};
pub use pack::{CategoryBefore, Expectation, Pack, TestCase, TestEvent, TestFact, TestLeave, TestSubject};
pub use prepared::Prepared;
pub use rule::{
    Approval, Bound, Cap, Carry, CategoryChange, Conversion, Criterion, Effect, Effective, Eligible, Filter, LeaveKind,
    Need, Pause, PauseEffect, Per, Prefer, RestDays, Rule, RuleId, Strengthenable, SubTarget, Text, TravelDays,
};
pub use subject::{CategorySince, Leave, Licence, Population, Subject};
pub use unit::{Amount, Decimal, Measure, Reading, Rounding, Unit};
pub use window::{DayRange, Event, Length, Window, WindowKind};
