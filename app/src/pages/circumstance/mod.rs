//! Circumstances of people: the list of one person, recording another, and changing one.

mod form;
mod person;

pub use form::EditCircumstancePage;
pub use person::CircumstancesPage;
