//! How far an engineer's teaching is, and what agreed placements will add. Rules are judged by
//! [`crate::policy`].

mod ahead;
mod engineer;
#[cfg(test)]
mod tests;
mod window;

pub use ahead::{Ahead, Case};
pub use engineer::{CLASS_HOURS_A_YEAR_TENTHS, EngineerPlan, EngineerSummary, PlanProgress, engineer_summary};
pub use window::{academic_year, split_at_midnight, workdays_left};
