//! The server as a process, and what the kernel says of it (Linux).

use std::{
    fs,
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::Outcome;

/// A running server, ended when dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
}

impl Server {
    /// Starts the server on a free port and waits until it listens.
    pub(crate) fn start(twinpost: &Path, database: &Path, site: &str) -> Outcome<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let child = Command::new(twinpost)
            .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--site", site])
            .env("TWINPOST_DATABASE", format!("sqlite:{}", database.display()))
            .stderr(Stdio::null())
            .spawn()?;
        let server = Self { child, address: format!("http://127.0.0.1:{port}") };
        let end = Instant::now() + Duration::from_secs(20);
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            if Instant::now() > end {
                return Err("the server does not listen".into());
            }
            thread::sleep(Duration::from_millis(1));
        }
        Ok(server)
    }

    /// Milliseconds of CPU a request, after `warm` requests that do not count.
    pub(crate) fn cpu_per_request(
        &self,
        warm: u32,
        count: u32,
        mut request: impl FnMut(u32) -> Outcome<()>,
    ) -> Outcome<f64> {
        for n in 0..warm {
            request(n)?;
        }
        let before = self.cpu_seconds()?;
        for n in warm..warm + count {
            request(n)?;
        }
        Ok((self.cpu_seconds()? - before) * 1000.0 / f64::from(count))
    }

    /// User and system time of the process so far.
    fn cpu_seconds(&self) -> Outcome<f64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let field = |n: usize| fields.get(n).and_then(|field| field.parse::<f64>().ok()).ok_or("no times in stat");
        let ticks = field(11)? + field(12)?;
        // The kernel counts in hundredths of a second on every Linux that Rust supports.
        Ok(ticks / 100.0)
    }

    /// Resident memory.
    pub(crate) fn resident_mebibytes(&self) -> Outcome<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).ok_or("no VmRSS")?;
        let kibibytes: f64 = line.split_whitespace().nth(1).ok_or("no VmRSS")?.parse()?;
        Ok(kibibytes / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a command on a database and answers what it prints.
pub(crate) fn run(twinpost: &Path, database: &Path, arguments: &[&str]) -> Outcome<String> {
    let output = Command::new(twinpost)
        .args(arguments)
        .env("TWINPOST_DATABASE", format!("sqlite:{}", database.display()))
        .output()?;
    if output.status.success() {
        Ok(String::from_utf8(output.stdout)?)
    } else {
        Err(format!("{arguments:?}: {}", String::from_utf8_lossy(&output.stderr)).into())
    }
}

/// Adds an account and answers its one-time link.
pub(crate) fn account(twinpost: &Path, database: &Path, email: &str, role: &str, at: &str) -> Outcome<String> {
    run(twinpost, database, &["user", "add", "--email", email, "--role", role, "--organisation", at])
}

/// What machine this is.
pub(crate) fn machine() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split(": ").nth(1)).unwrap_or("unknown");
    let cores = thread::available_parallelism().map_or(0, usize::from);
    format!("{model}, {cores} cores")
}
