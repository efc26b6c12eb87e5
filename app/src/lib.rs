//! What people see: pages rendered on the server, islands that compute in the browser, and the server
//! functions behind the forms.
//!
//! Pages read by calling a use case directly, so that a read is no public endpoint; every write is a
//! plain form posted to a server function, which works with scripts off.

#![recursion_limit = "512"]

pub mod islands;

#[cfg(feature = "ssr")]
pub mod form;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod rpc;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod ui;
#[cfg(feature = "ssr")]
pub mod visit;
pub mod words;
