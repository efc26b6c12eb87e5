//! The numbers that the project promises, measured against the real server as a process of its own:
//! `make bench`. CPU is what the kernel charged to the server, divided by requests; the client runs on
//! the same machine. Figures of one machine say little about another: compare ratios.

mod client;
mod fill;
mod process;

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use client::Client;
use process::Server;

/// One promised number.
struct Figure {
    name: &'static str,
    unit: &'static str,
    measured: f64,
    promised: f64,
}

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let twinpost = PathBuf::from(env!("CARGO_BIN_EXE_twinpost"));
    let site = std::env::var("TWINPOST_SITE").unwrap_or_else(|_| "target/site".to_owned());
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("bench.sqlite");
    let quick = std::env::args().any(|argument| argument == "--quick");
    let size = if quick { fill::Size::QUICK } else { fill::Size::FULL };
    eprintln!("filling {} people, {} placements, {} hour entries", size.people, size.placements, size.entries());
    process::run(&twinpost, &database, &["migrate"])?;
    fill::fill(&database, size)?;

    let mut figures = Vec::new();
    start_and_idle(&twinpost, &database, &site, &mut figures)?;
    requests(&twinpost, &database, &site, &mut figures)?;
    import(&twinpost, folder.path(), &mut figures)?;
    report(&figures)
}

/// Start to first page, idle memory, bytes of a first visit.
fn start_and_idle(twinpost: &Path, database: &Path, site: &str, figures: &mut Vec<Figure>) -> Outcome<()> {
    let mut starts = Vec::new();
    for _ in 0..5 {
        let began = Instant::now();
        let server = Server::start(twinpost, database, site)?;
        Client::new(&server.address).get("/sign-in")?;
        starts.push(began.elapsed().as_secs_f64());
    }
    figures.push(Figure { name: "start to first page", unit: "s", measured: median(&mut starts), promised: 0.3 });
    let server = Server::start(twinpost, database, site)?;
    let client = Client::new(&server.address);
    client.get("/sign-in")?;
    figures.push(Figure { name: "idle memory", unit: "MiB", measured: server.resident_mebibytes()?, promised: 40.0 });
    // An hours page is the heaviest first visit: it loads everything that the site has.
    let page = client.get("/sign-in")?.len();
    let mut bytes = page;
    let mut wasm = 0;
    for file in ["/pkg/twinpost.css", "/pkg/twinpost.js", "/pkg/twinpost.wasm", "/favicon.svg", "/icons.svg"] {
        let length = client.get_compressed(file)?;
        bytes += length;
        if file.ends_with(".wasm") {
            wasm = length;
        }
    }
    figures.push(Figure { name: "first visit", unit: "KiB", measured: kibibytes(bytes), promised: 200.0 });
    figures.push(Figure { name: "of it wasm", unit: "KiB", measured: kibibytes(wasm), promised: 150.0 });
    Ok(())
}

/// CPU of the list page and of storing an hour entry.
fn requests(twinpost: &Path, database: &Path, site: &str, figures: &mut Vec<Figure>) -> Outcome<()> {
    let officer = process::account(twinpost, database, "bench-hr@example.org", "college-hr", fill::FIRST_COLLEGE)?;
    let server = Server::start(twinpost, database, site)?;
    let client = Client::new(&server.address);
    client.set_password(&officer)?;
    let page = "/placements?state=completed";
    let rows = client.get(page)?.matches("/placements/").count();
    assert!(rows >= 50, "the list page shows 50 placements, not {rows}");
    let cpu = server.cpu_per_request(200, 2_000, |_| client.get(page).map(drop))?;
    figures.push(Figure { name: "list page of 50 placements", unit: "ms CPU", measured: cpu, promised: 1.5 });

    let teacher = process::account(twinpost, database, "bench-teacher@example.org", "teacher", fill::FIRST_COLLEGE)?;
    let client = Client::new(&server.address);
    client.set_password(&teacher)?;
    let placement = fill::give_active_placement(database, "bench-teacher@example.org")?;
    let began = Instant::now();
    let count = 1_000;
    let cpu = server.cpu_per_request(50, count, |n| {
        let day = fill::ACTIVE_FROM + Duration::from_secs(86_400) * n;
        client.post(
            "/rpc/hours/log",
            &[("placement", &placement), ("day", &fill::day_text(day)), ("time", "8"), ("kind", "on_post")],
        )
    })?;
    figures.push(Figure { name: "storing an hour entry", unit: "ms CPU", measured: cpu, promised: 0.7 });
    eprintln!("stored {:.0} entries a second over one connection", f64::from(count) / began.elapsed().as_secs_f64());
    Ok(())
}

/// Importing 10,000 placements into an empty database.
fn import(twinpost: &Path, folder: &Path, figures: &mut Vec<Figure>) -> Outcome<()> {
    let mut seconds = Vec::new();
    let file = folder.join("placements.csv");
    let mapping = folder.join("mapping.toml");
    fill::import_file(&file, &mapping)?;
    for n in 0..3 {
        let database = folder.join(format!("import-{n}.sqlite"));
        process::run(twinpost, &database, &["migrate"])?;
        let began = Instant::now();
        let arguments =
            ["import", "placements", &file.display().to_string(), "--mapping", &mapping.display().to_string()];
        process::run(twinpost, &database, &arguments)?;
        seconds.push(began.elapsed().as_secs_f64());
    }
    figures.push(Figure {
        name: "importing 10,000 placements",
        unit: "s",
        measured: median(&mut seconds),
        promised: 5.0,
    });
    Ok(())
}

fn report(figures: &[Figure]) -> Outcome<()> {
    let machine = process::machine();
    println!("{machine}");
    println!("{:<32} {:>10} {:>10}  unit", "", "measured", "at most");
    for figure in figures {
        let mark = if figure.measured <= figure.promised { "" } else { "  OVER" };
        println!("{:<32} {:>10.2} {:>10.2}  {}{mark}", figure.name, figure.measured, figure.promised, figure.unit);
    }
    let json = serde_json::json!({
        "machine": machine,
        "figures": figures.iter().map(|figure| serde_json::json!({
            "name": figure.name, "unit": figure.unit, "measured": figure.measured, "at_most": figure.promised,
        })).collect::<Vec<_>>(),
    });
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench.json");
    std::fs::write(&path, serde_json::to_string_pretty(&json)?)?;
    println!("written to {}", path.display());
    Ok(())
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn kibibytes(bytes: usize) -> f64 {
    bytes as f64 / 1024.0
}
