//! The board of a college with 2,000 teachers: what its first screen weighs, what a page of it costs, and, where there
//! is a Chromium, when it is painted and how many frames are dropped while a bar is dragged.

use std::{fs, process::Command};

use crate::{Bench, Client, Outcome, RUNS, cpu, files, fill, kibibytes, report::Limit::AtMost};

/// Fifty colleges share the people of the database.
const PEOPLE: u32 = 100_000;
/// The span in which the bench's placements lie.
const FIRST_SCREEN: &str = "/board?span=five_years&from=2022-09-01";
/// The rows that the board asks for as it scrolls.
const NEXT_ROWS: &str = "/board/rows?span=five_years&from=2022-09-01";
/// Measures in a browser: `node <this> <address> <invitation>` prints milliseconds, frames and dropped frames.
const PAINT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../end2end/board-paint.mjs");

impl Bench {
    /// The board with 2,000 rows.
    pub(crate) fn board(&mut self) -> Outcome<()> {
        let (database, officer) = self.teachers(if self.quick { PEOPLE / 10 } else { PEOPLE })?;
        fill::draft_for_first_college(&database, "part_time")?;
        let server = self.twinpost.serve(&database)?;
        let client = Client::invited(&server.address, &officer)?;
        let mut bytes = client.get_compressed(FIRST_SCREEN)?;
        for file in files(&client.get(FIRST_SCREEN)?) {
            bytes += client.get_compressed(&file)?;
        }
        self.report.add("first screen of the board, 2,000 rows", "KiB", kibibytes(bytes), AtMost(400.0));
        let page = cpu(&server, RUNS, 20, || client.get(FIRST_SCREEN).map(drop))?;
        self.report.add("first page of the board", "ms CPU", page, AtMost(50.0));
        let rows = cpu(&server, RUNS, 20, || client.get(NEXT_ROWS).map(drop))?;
        self.report.add("its next 200 rows", "ms CPU", rows, AtMost(50.0));
        let link = self.twinpost.invite(&database, "painting@example.org", "college-hr", fill::FIRST_COLLEGE)?;
        if let Some([paint, frames, dropped]) = painted(&server.address, link.trim())? {
            self.report.add("first paint of the board in Chromium", "s", paint / 1000.0, AtMost(1.5));
            eprintln!("{frames} frames while a bar is dragged");
            // Nothing is promised of it but that one can drag.
            self.report.add("frames dropped in 120 moves of a bar", "frames", dropped, AtMost(60.0));
        }
        drop(server);
        Ok(fs::remove_file(database)?)
    }
}

/// What a browser measured; nothing where there is none.
fn painted(address: &str, link: &str) -> Outcome<Option<[f64; 3]>> {
    if std::env::var_os("CHROMIUM").is_none() {
        eprintln!("the board is not painted: CHROMIUM names no browser");
        return Ok(None);
    }
    let output = Command::new("node").args([PAINT, address, link]).output()?;
    let text = String::from_utf8(output.stdout)?;
    let numbers: Vec<f64> = text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    match numbers[..] {
        [paint, frames, dropped] => Ok(Some([paint, frames, dropped])),
        _ => Err(format!("board-paint.mjs: {}", String::from_utf8_lossy(&output.stderr)).into()),
    }
}
