//! The components every page is made of.
//!
//! They hold no sentence of their own: every word comes in as a property, already in the reader's language.
//! They render on the server only, without scripts, without `style` attributes and without reactive closures.

pub mod button;
pub mod card;
pub mod chip;
pub mod cliff;
pub mod empty;
pub mod flows;
pub mod form;
pub mod icon;
pub mod layout;
pub mod month;
pub mod notice;
pub mod progress;
pub mod schedule;
pub mod stepper;
pub mod table;
pub mod text;
pub mod timeline;
pub mod tone;
