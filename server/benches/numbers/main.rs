//! The numbers that the project promises, measured against the real server as a process of its own:
//! `make bench`. CPU is what the kernel charged to the server, divided by requests; the client runs on
//! the same machine. Figures of one machine say little about another: compare ratios.
//! `ARGS=--quick` fills in a tenth, `ARGS="--only hour"` measures the parts whose name contains the word.

mod bare;
mod board;
mod client;
mod conflicts;
mod feeds;
mod fill;
mod judging;
mod list;
mod load;
mod process;
mod report;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
    time::Instant,
};

use client::Client;
use domain::policy::Depth;
use fill::Size;
use judging::Daily;
use list::LIST;
use load::{cpu, median, rate};
use process::Twinpost;
use report::{
    Limit::{AtLeast, AtMost},
    Report,
};

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// How often each figure is measured, to take the one in the middle.
const RUNS: u32 = 5;

/// The page of a teacher of the first college, with the judgements of today.
const ONE_TEACHER: &str = "/people/50";
/// How often one person is judged, to take the time in the middle.
const JUDGED: u32 = 101;

/// What is measured in one go.
type Part = fn(&mut Bench) -> Outcome<()>;

/// What the parts of the bench share.
struct Bench {
    twinpost: Twinpost,
    folder: PathBuf,
    /// The community of the promised size.
    database: PathBuf,
    /// The link that signs in the officer of the college.
    officer: String,
    report: Report,
    /// Whether the bench itself is tried.
    quick: bool,
}

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some([database, port]) =
        arguments.split_first().and_then(|(_, rest)| rest.strip_prefix(&[bare::ARGUMENT.to_owned()]))
    {
        return bare::serve(Path::new(database), port.parse()?);
    }
    let size = if arguments.iter().any(|argument| argument == "--quick") { Size::QUICK } else { Size::FULL };
    let only = arguments.iter().skip_while(|argument| *argument != "--only").nth(1).cloned().unwrap_or_default();
    let folder = tempfile::tempdir()?;
    let with_community: [(&str, Part); 7] = [
        ("start", Bench::start),
        ("visit", Bench::first_visit),
        ("list and memory", Bench::list),
        ("growth", Bench::growth),
        ("hour entries and memory", Bench::hour_entries),
        ("feed", Bench::feed),
        ("import", Bench::import),
    ];
    let alone: [(&str, Part); 5] = [
        ("judging", Bench::judging),
        ("conflicts", Bench::conflicts),
        ("everybody", Bench::everybody),
        ("college ahead", Bench::college_ahead),
        ("board", Bench::board),
    ];
    let asked = |(name, _): &(&str, Part)| name.contains(only.as_str());
    let filled = with_community.iter().any(asked).then_some(size);
    let mut bench = Bench::new(folder.path(), filled, size)?;
    for (_, measure) in alone.iter().chain(&with_community).filter(|part| asked(part)) {
        measure(&mut bench)?;
    }
    bench.report.write(&Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("bench").join("numbers.json"))
}

impl Bench {
    /// With a community of a size, for the parts that need one.
    fn new(folder: &Path, filled: Option<Size>, size: Size) -> Outcome<Self> {
        let twinpost = Twinpost::new();
        let (database, officer) = match filled {
            Some(size) => community(&twinpost, folder, "full", size)?,
            None => Default::default(),
        };
        let report = Report::new(&fill::sqlite_version()?);
        let quick = size.people < Size::FULL.people;
        Ok(Self { twinpost, folder: folder.to_owned(), database, officer, report, quick })
    }

    /// Ten years of daily facts of one person under ten rules.
    fn judging(&mut self) -> Outcome<()> {
        let daily = Daily::new()?;
        let of = |measure: &dyn Fn() -> f64| median((0..JUDGED).map(|_| measure()).collect());
        let (statuses, lines) = (of(&|| daily.judge(Depth::Status)), of(&|| daily.judge(Depth::Lines)));
        self.report.add("judging ten years of days by ten rules", "ms", statuses, AtMost(2.0));
        self.report.add("the same with every line explained", "ms", lines, AtMost(10.0));
        self.report.add("the same, five years of forecasts", "ms", of(&|| daily.forecast()), AtMost(20.0));
        Ok(())
    }

    /// Everybody of the community judged by five rules, from SQLite; what ten times the people cost in memory.
    fn everybody(&mut self) -> Outcome<()> {
        let (few, many) = if self.quick { (1_000, 10_000) } else { (10_000, 100_000) };
        let (_, of_few) = self.evaluate(few)?;
        let (seconds, of_many) = self.evaluate(many)?;
        self.report.add("judging 100,000 people by five rules", "s", seconds, AtMost(20.0));
        self.report.add("its memory", "MiB", of_many, AtMost(150.0));
        self.report.add("its memory, ten times the people", "times", of_many / of_few, AtMost(1.3));
        Ok(())
    }

    /// Seconds and mebibytes that it takes to judge so many people.
    fn evaluate(&self, people: u32) -> Outcome<(f64, f64)> {
        let (database, _) = self.teachers(people)?;
        let evaluate = ["evaluate", "--as-of", "2026-11-23"];
        if people <= 10_000 {
            let bound = self.twinpost.run(&database, &evaluate)?;
            let bound = bound.lines().filter(|line| !line.contains("\"not_applicable\"")).count();
            assert_eq!(bound, people as usize * 5, "five rules bind everybody");
        }
        let mut measured = (0..3).map(|_| self.twinpost.measure(&database, &evaluate)).collect::<Outcome<Vec<_>>>()?;
        measured.sort_by(|one, other| one.0.total_cmp(&other.0));
        fs::remove_file(database)?;
        measured.get(1).copied().ok_or_else(|| "nothing measured".into())
    }

    /// The page of a college's five years ahead: 100 teachers, then 1,000.
    fn college_ahead(&mut self) -> Outcome<()> {
        let mut of_one = Vec::new();
        for (name, people, limit) in [
            ("five years ahead of 100 teachers", 5_000, 200.0),
            ("five years ahead of 1,000 teachers", 50_000, 2_000.0),
        ] {
            let (database, officer) = self.teachers(people)?;
            let server = self.twinpost.serve(&database)?;
            let client = Client::invited(&server.address, &officer)?;
            let mut waits = Vec::new();
            for _ in 0..RUNS {
                let began = Instant::now();
                client.get("/progress/forecast")?;
                waits.push(began.elapsed().as_secs_f64() * 1000.0);
            }
            self.report.add(name, "ms", median(waits), AtMost(limit));
            // Nothing of a judgement is stored: after a new hour entry the page of that person is all there is to do.
            of_one.push(cpu(&server, RUNS, 40, || client.get(ONE_TEACHER).map(drop))?);
            fs::remove_file(database)?;
        }
        if let [few, many] = of_one[..] {
            self.report.add("one teacher's page after a new entry", "ms CPU", many, AtMost(50.0));
            self.report.add("the same, ten times the people", "times", many / few, AtMost(1.3));
        }
        Ok(())
    }

    /// A database of so many teachers of fifty colleges that adopted five rules, and the link that
    /// signs in another officer of the first.
    fn teachers(&self, people: u32) -> Outcome<(PathBuf, String)> {
        eprintln!("filling {people} teachers, {} hour entries", people * 60);
        let database = self.folder.join(format!("{people}-teachers.sqlite"));
        self.twinpost.run(&database, &["migrate"])?;
        fill::fill_with_teachers(&database, people)?;
        let officer = self.twinpost.invite(&database, OFFICER, "college-hr", fill::FIRST_COLLEGE)?;
        let server = self.twinpost.serve(&database)?;
        let client = Client::invited(&server.address, &officer)?;
        for pack in ["cn-sh", "cn-college"] {
            let fields = [("pack", pack), ("version", "2026-1"), ("first_day", "2020-01-01")];
            client.post("/rpc/rule_pack/adopt", &fields)?;
        }
        drop(server);
        fill::adopt_everywhere(&database)?;
        let email = format!("another-{OFFICER}");
        let officer = self.twinpost.invite(&database, &email, "college-hr", fill::FIRST_COLLEGE)?;
        Ok((database, officer))
    }

    /// Start to first page, and memory while nothing happens.
    fn start(&mut self) -> Outcome<()> {
        let mut seconds = Vec::new();
        for _ in 0..RUNS {
            let began = Instant::now();
            let server = self.twinpost.serve(&self.database)?;
            Client::new(&server.address).get("/sign-in")?;
            seconds.push(began.elapsed().as_secs_f64());
        }
        self.report.add("process start to first page", "s", median(seconds), AtMost(0.3));
        let server = self.twinpost.serve(&self.database)?;
        Client::new(&server.address).get("/sign-in")?;
        self.report.add("resident memory, idle", "MiB", server.resident_mebibytes()?, AtMost(40.0));
        Ok(())
    }

    /// Bytes over the wire of the largest first visit, with everything that the page loads.
    fn first_visit(&mut self) -> Outcome<()> {
        let email = "visiting-teacher@example.org";
        let teacher = self.twinpost.invite(&self.database, email, "teacher", fill::FIRST_COLLEGE)?;
        let hours = format!("/placements/{}/hours", fill::give_active_placement(&self.database, email)?);
        let server = self.twinpost.serve(&self.database)?;
        let officer = Client::invited(&server.address, &self.another_officer("visiting")?)?;
        let teacher = Client::invited(&server.address, &teacher)?;
        let (mut largest, mut wasm) = (0, 0);
        for (client, page) in [
            (&officer, "/"),
            (&officer, LIST),
            (&officer, "/placements/new"),
            (&officer, "/people"),
            (&officer, "/progress"),
            (&teacher, "/"),
            (&teacher, &hours),
        ] {
            let mut bytes = client.get_compressed(page)?;
            for file in files(&client.get(page)?) {
                let length = client.get_compressed(&file)?;
                bytes += length;
                if file.ends_with(".wasm") {
                    wasm = length;
                }
            }
            largest = largest.max(bytes);
        }
        assert!(wasm > 0, "a page for logging hours loads wasm");
        self.report.add("first visit over the wire, brotli", "KiB", kibibytes(largest), AtMost(200.0));
        self.report.add("of it wasm", "KiB", kibibytes(wasm), AtMost(150.0));
        Ok(())
    }

    /// Storing entries of the log, one after the other and from sixteen connections.
    fn hour_entries(&mut self) -> Outcome<()> {
        let email = "bench-teacher@example.org";
        let teacher = self.twinpost.invite(&self.database, email, "teacher", fill::FIRST_COLLEGE)?;
        let placement = fill::give_active_placement(&self.database, email)?;
        let server = self.twinpost.serve(&self.database)?;
        let client = Client::invited(&server.address, &teacher)?;
        let next = AtomicU32::new(0);
        let log = |client: &Client| {
            let day = fill::day(next.fetch_add(1, Ordering::Relaxed));
            let fields = [("placement", placement.as_str()), ("day", &day), ("time", "8"), ("kind", "on_post")];
            client.post("/rpc/hours/log", &fields)
        };
        let cpu = cpu(&server, RUNS, 800, || log(&client))?;
        self.report.add("storing an hour entry, one after the other", "ms CPU", cpu, AtMost(0.7));
        let clients = client.more(16);
        let (mut rates, mut shares) = (Vec::new(), Vec::new());
        for _ in 0..RUNS {
            let before = server.cpu_seconds()?;
            rates.push(rate(&clients, ENTRIES_AT_ONCE, log)?);
            shares.push((server.cpu_seconds()? - before) * 1000.0 / f64::from(ENTRIES_AT_ONCE));
        }
        self.report.add("storing an hour entry, 16 connections", "ms CPU", median(shares), AtMost(0.7));
        self.report.add("storing hour entries, 16 connections", "a second", median(rates), AtLeast(1_500.0));
        self.report.add("resident memory, 16 writers", "MiB", server.most_mebibytes()?, AtMost(150.0));
        let stored = fill::count(&self.database, &format!("hour_entry WHERE placement_id = {placement}"))?;
        assert_eq!(stored, i64::from(next.into_inner()), "every entry is stored");
        Ok(())
    }

    /// Importing 10,000 placements into the community.
    fn import(&mut self) -> Outcome<()> {
        let (file, mapping) = (self.folder.join("placements.csv"), self.folder.join("mapping.toml"));
        fill::import_file(&file, &mapping)?;
        let before = fill::count(&self.database, "placement")?;
        let mut seconds = Vec::new();
        for _ in 0..3 {
            let database = self.folder.join("import.sqlite");
            fs::copy(&self.database, &database)?;
            let began = Instant::now();
            let (file, mapping) = (file.display().to_string(), mapping.display().to_string());
            self.twinpost.run(&database, &["import", "placements", &file, "--mapping", &mapping])?;
            seconds.push(began.elapsed().as_secs_f64());
            assert_eq!(fill::count(&database, "placement")? - before, 10_000, "every row is a placement");
            fs::remove_file(database)?;
        }
        self.report.add("importing 10,000 placements", "s", median(seconds), AtMost(5.0));
        Ok(())
    }

    fn another_officer(&self, name: &str) -> Outcome<String> {
        self.twinpost.invite(&self.database, &format!("{name}-{OFFICER}"), "college-hr", fill::FIRST_COLLEGE)
    }
}

const OFFICER: &str = "bench-hr@example.org";
/// How many hour entries one run of many connections stores.
const ENTRIES_AT_ONCE: u32 = 1_200;

/// A filled database, and the link that signs in the officer of its first college.
fn community(twinpost: &Twinpost, folder: &Path, name: &str, size: Size) -> Outcome<(PathBuf, String)> {
    let Size { organisations, people, entries_each } = size;
    eprintln!("filling {organisations} organisations, {people} people, {} hour entries", people * entries_each);
    let database = folder.join(format!("{name}.sqlite"));
    twinpost.run(&database, &["migrate"])?;
    fill::fill(&database, size)?;
    let officer = twinpost.invite(&database, OFFICER, "college-hr", fill::FIRST_COLLEGE)?;
    Ok((database, officer))
}

/// The files that a page loads, by their quoted paths.
fn files(page: &str) -> BTreeSet<String> {
    let quoted = page.split(['"', '\'']).filter(|part| part.starts_with('/'));
    let paths = quoted.filter_map(|part| part.split(['?', '#']).next());
    let kinds = [".css", ".js", ".wasm", ".svg", ".woff2"];
    paths.filter(|path| kinds.iter().any(|kind| path.ends_with(kind))).map(str::to_owned).collect()
}

fn kibibytes(bytes: usize) -> f64 {
    bytes as f64 / 1024.0
}
