//! The server as a process, and what the kernel says of it (Linux).

use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{Outcome, bare};

/// The program that is measured, and its site.
pub(crate) struct Twinpost {
    program: PathBuf,
    site: String,
}

impl Twinpost {
    pub(crate) fn new() -> Self {
        let site = std::env::var("TWINPOST_SITE").unwrap_or_else(|_| "target/site".to_owned());
        Self { program: PathBuf::from(env!("CARGO_BIN_EXE_twinpost")), site }
    }

    /// Runs a command on a database and answers what it prints.
    pub(crate) fn run(&self, database: &Path, arguments: &[&str]) -> Outcome<String> {
        let output = Command::new(&self.program).args(arguments).env("TWINPOST_DATABASE", url(database)).output()?;
        if output.status.success() {
            Ok(String::from_utf8(output.stdout)?)
        } else {
            Err(format!("{arguments:?}: {}", String::from_utf8_lossy(&output.stderr)).into())
        }
    }

    /// Runs a command on a database and forgets what it prints; answers the seconds that it took and the most
    /// mebibytes that were resident at once.
    pub(crate) fn measure(&self, database: &Path, arguments: &[&str]) -> Outcome<(f64, f64)> {
        let mut command = Command::new(&self.program);
        command.args(arguments).env("TWINPOST_DATABASE", url(database)).stdout(Stdio::null());
        let began = Instant::now();
        let mut child = command.spawn()?;
        let mut most: f64 = 0.0;
        loop {
            if let Some(status) = child.try_wait()? {
                let seconds = began.elapsed().as_secs_f64();
                return if status.success() {
                    Ok((seconds, most))
                } else {
                    Err(format!("{arguments:?}: {status}").into())
                };
            }
            // What has ended has no memory any more.
            most = most.max(mebibytes(child.id(), "VmHWM:").unwrap_or_default());
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Adds an account and answers its one-time link.
    pub(crate) fn invite(&self, database: &Path, email: &str, role: &str, organisation: &str) -> Outcome<String> {
        self.run(database, &["user", "add", "--email", email, "--role", role, "--organisation", organisation])
    }

    /// Starts the server and waits until it listens.
    pub(crate) fn serve(&self, database: &Path) -> Outcome<Server> {
        Server::start(|port| {
            let mut command = Command::new(&self.program);
            command.args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--site", &self.site]);
            command.env("TWINPOST_DATABASE", url(database));
            command
        })
    }
}

fn url(database: &Path) -> String {
    format!("sqlite:{}", database.display())
}

/// A running server, ended when dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
}

impl Server {
    /// The bare handler, served by this very program.
    pub(crate) fn bare(database: &Path) -> Outcome<Self> {
        let program = std::env::current_exe()?;
        Self::start(|port| {
            let mut command = Command::new(&program);
            command.arg(bare::ARGUMENT).arg(database).arg(port.to_string());
            command
        })
    }

    /// Starts what listens on a free port, and waits until it does.
    fn start(command: impl FnOnce(u16) -> Command) -> Outcome<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let child = command(port).stderr(Stdio::null()).spawn()?;
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

    /// User and system time of the process so far.
    pub(crate) fn cpu_seconds(&self) -> Outcome<f64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let field = |n: usize| fields.get(n).and_then(|field| field.parse::<f64>().ok()).ok_or("no times in stat");
        // The kernel counts in hundredths of a second on every Linux that Rust supports.
        Ok((field(11)? + field(12)?) / 100.0)
    }

    /// Resident memory now.
    pub(crate) fn resident_mebibytes(&self) -> Outcome<f64> {
        self.mebibytes("VmRSS:")
    }

    /// The most memory that was resident at once so far.
    pub(crate) fn most_mebibytes(&self) -> Outcome<f64> {
        self.mebibytes("VmHWM:")
    }

    fn mebibytes(&self, key: &str) -> Outcome<f64> {
        mebibytes(self.child.id(), key)
    }
}

/// What the kernel says of a process's memory.
fn mebibytes(process: u32, key: &str) -> Outcome<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find(|line| line.starts_with(key)).ok_or("no memory in status")?;
    let kibibytes: f64 = line.split_whitespace().nth(1).ok_or("no memory in status")?.parse()?;
    Ok(kibibytes / 1024.0)
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
