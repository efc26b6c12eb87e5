//! The policy engine: rules as data, judged in integers, every part of every fact explained.
//!
//! [`judge`] is pure: the same facts, rule, calendar and day give the same judgement on the server, for a
//! whole college and in the browser.

mod check;
mod engine;
mod error;
mod fact;
mod indicator;
mod judgement;
#[cfg(not(target_arch = "wasm32"))]
mod library;
mod pack;
mod prepared;
#[cfg(not(target_arch = "wasm32"))]
mod read;
mod rule;
mod run;
#[cfg(not(target_arch = "wasm32"))]
mod schema;
#[cfg(not(target_arch = "wasm32"))]
mod seed;
mod strengthen;
mod subject;
#[cfg(test)]
mod tests;
pub mod trial;
mod unit;
mod window;

pub use crate::calendar::{Calendar, DayKind};
pub use check::check;
pub use engine::{Case, Depth, Forecast, Stretch, forecast, judge};
pub use error::{Finding, PackError, PackErrorCode};
pub use fact::{Evidence, Fact, HostClass, Particulars, Source, Standing};
pub use indicator::{Figure, Indicator, IndicatorBound, IndicatorUnit, IndicatorValue};
pub use judgement::{CriterionJudgement, Detail, Judgement, Line, Reason, Status, SubResult, Warning};
#[cfg(not(target_arch = "wasm32"))]
pub use library::Library;
pub use pack::{CategoryBefore, Expectation, Pack, TestCase, TestEvent, TestFact, TestLeave, TestSubject};
pub use prepared::Prepared;
#[cfg(not(target_arch = "wasm32"))]
pub use read::{Draft, MAX_PACK_BYTES, read};
pub use rule::{
    Approval, ApprovalSide, Bound, Cap, Carry, CategoryChange, Conversion, Criterion, Effect, Effective, Eligible,
    Filter, LeaveKind, Need, Pause, PauseEffect, Per, Prefer, RestDays, Rule, RuleId, Strengthenable, SubTarget, Text,
    TravelDays,
};
pub use run::{Difference, TestResult, facts as facts_of_test, run, subject as subject_of_test};
#[cfg(not(target_arch = "wasm32"))]
pub use schema::pack_schema;
pub use strengthen::weakenings;
pub use subject::{CategorySince, Leave, Licence, Population, Subject};
pub use unit::{Amount, Decimal, Measure, Reading, Rounding, Unit};
pub use window::{DayRange, Event, Length, Window, WindowKind};
