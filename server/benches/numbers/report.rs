//! The figures as a table for people and as JSON for machines.

use std::{fs, path::Path, process::Command, thread};

use serde_json::json;

use crate::Outcome;

/// What is promised of a figure.
#[derive(Clone, Copy)]
pub(crate) enum Limit {
    AtMost(f64),
    AtLeast(f64),
    /// It is told to compare others with.
    Nothing,
}

impl Limit {
    const fn at_most(self) -> Option<f64> {
        if let Self::AtMost(limit) = self { Some(limit) } else { None }
    }

    const fn at_least(self) -> Option<f64> {
        if let Self::AtLeast(limit) = self { Some(limit) } else { None }
    }
}

struct Figure {
    name: &'static str,
    unit: &'static str,
    measured: f64,
    limit: Limit,
}

impl Figure {
    fn holds(&self) -> bool {
        self.limit.at_most().is_none_or(|limit| self.measured <= limit)
            && self.limit.at_least().is_none_or(|limit| self.measured >= limit)
    }
}

/// All figures of one run.
pub(crate) struct Report {
    machine: Vec<String>,
    figures: Vec<Figure>,
    missing: Vec<String>,
}

impl Report {
    /// An empty report that names the machine, with the version of the embedded database.
    pub(crate) fn new(sqlite: &str) -> Self {
        Self { machine: machine(sqlite), figures: Vec::new(), missing: Vec::new() }
    }

    pub(crate) fn add(&mut self, name: &'static str, unit: &'static str, measured: f64, limit: Limit) {
        eprintln!("{name}: {measured:.2} {unit}");
        self.figures.push(Figure { name, unit, measured, limit });
    }

    /// Notes what could not be measured, and why.
    pub(crate) fn miss(&mut self, name: &str, why: &str) {
        self.missing.push(format!("{name}: not measured, {why}"));
    }

    /// Prints the table and writes it to `path`.
    pub(crate) fn write(&self, path: &Path) -> Outcome<()> {
        for line in &self.machine {
            println!("{line}");
        }
        println!("load average at the end: {}", load_average());
        for figure in &self.figures {
            let (word, limit) = match figure.limit {
                Limit::AtMost(limit) => ("at most", format!("{limit:.2}")),
                Limit::AtLeast(limit) => ("at least", format!("{limit:.2}")),
                Limit::Nothing => ("", String::new()),
            };
            let mark = match figure.limit {
                Limit::Nothing => "",
                _ if figure.holds() => "ok",
                _ => "over",
            };
            let Figure { name, unit, measured, .. } = figure;
            println!("{name:<58} {measured:>9.2} {word:>9} {limit:>8} {unit:<9} {mark}");
        }
        for line in &self.missing {
            println!("{line}");
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, serde_json::to_string_pretty(&self.json())?)?;
        println!("written to {}", path.display());
        println!("{} of {} over", self.figures.iter().filter(|figure| !figure.holds()).count(), self.figures.len());
        Ok(())
    }

    fn json(&self) -> serde_json::Value {
        let figures = self.figures.iter().map(|figure| {
            json!({
                "name": figure.name, "unit": figure.unit, "measured": figure.measured,
                "at_most": figure.limit.at_most(), "at_least": figure.limit.at_least(), "ok": figure.holds(),
            })
        });
        json!({
            "machine": self.machine, "load": load_average(), "missing": self.missing,
            "figures": figures.collect::<Vec<_>>(),
        })
    }
}

/// What was measured, and on what.
fn machine(sqlite: &str) -> Vec<String> {
    let processor = first_line("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown processor".to_owned());
    let memory = first_line("/proc/meminfo", "MemTotal").unwrap_or_default();
    let memory: f64 = memory.split_whitespace().next().and_then(|kibibytes| kibibytes.parse().ok()).unwrap_or_default();
    let gibibytes = memory / 1024.0 / 1024.0;
    let cores = thread::available_parallelism().map_or(0, usize::from);
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let commit = said("git", &["rev-parse", "--short", "HEAD"]);
    let changed = if said("git", &["status", "--porcelain"]).is_empty() { "" } else { " with changes" };
    vec![
        format!("{processor}, {cores} cores, {gibibytes:.1} GiB, Linux {}", kernel.trim()),
        format!(
            "twinpost {} (commit {commit}{changed}), SQLite {sqlite}, {}",
            env!("CARGO_PKG_VERSION"),
            said("rustc", &["-V"])
        ),
        format!("load average at the start: {}", load_average()),
    ]
}

fn load_average() -> String {
    fs::read_to_string("/proc/loadavg").unwrap_or_default().split_whitespace().take(3).collect::<Vec<_>>().join(" ")
}

fn first_line(path: &str, key: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(key))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default()
}
