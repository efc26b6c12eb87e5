//! `twinpost openapi`.

use std::process::ExitCode;

use super::print;
use crate::rest::document;

/// Prints the document that `/api/v1/openapi.json` serves.
pub(super) fn run() -> ExitCode {
    print(document())
}
