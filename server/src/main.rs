//! `twinpost`: serves the site, and everything an operator does on the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::command::main()
}
