//! Lists of placements: the page, its twin by REST, what a bare handler costs, and how they grow.

use std::fs;

use crate::{
    Bench, OFFICER, Outcome, RUNS, bare,
    client::Client,
    community,
    fill::Size,
    load::{cpu, median, paced, percentile, rate},
    process::Server,
    report::Limit::{AtMost, Nothing},
};

/// The list page that numbers are promised for: an organisation's placements, on either side, in a state.
pub(crate) const LIST: &str = "/placements?state=completed";
/// The same list by REST.
const REST_LIST: &str = "/api/v1/placements?state=completed&limit=50";

impl Bench {
    /// The list page and its REST twin; the officer's other pages, for which nothing is promised but that
    /// nobody waits for them.
    pub(crate) fn list(&mut self) -> Outcome<()> {
        let server = self.twinpost.serve(&self.database)?;
        let client = Client::invited(&server.address, &self.officer)?;
        let bare = self.bare()?;
        let page = list_cpu(&server, &client)?;
        self.report.add("list page of 50 placements", "ms CPU", page, AtMost(1.5));
        self.report.add("list page, in bare handlers", "times", page / bare, AtMost(1.5 / bare::THERE));
        let compressed = cpu(&server, RUNS, 500, || client.get_compressed(LIST).map(drop))?;
        self.report.add("list page of 50 placements, compressed", "ms CPU", compressed, AtMost(1.5));
        let waits = paced(&client.more(8), 100, 1_500, |client| client.get(LIST).map(drop))?;
        self.report.add("list page at 100 a second, median", "ms", median(waits.clone()), AtMost(5.0));
        self.report.add("list page at 100 a second, 99th percentile", "ms", percentile(waits, 99), AtMost(20.0));
        for (name, page) in [
            ("home of the officer of a college", "/"),
            ("roster of a college", "/people"),
            ("progress of a college", "/progress"),
        ] {
            let cpu = cpu(&server, RUNS, 20, || client.get(page).map(drop))?;
            self.report.add(name, "ms CPU", cpu, AtMost(50.0));
        }
        rate(&client.more(16), 2_000, |client| client.get(LIST).map(drop))?;
        self.report.add("resident memory, 16 readers", "MiB", server.most_mebibytes()?, AtMost(150.0));
        self.rest(&server, bare)
    }

    /// What a bare handler over the same SQL costs on this machine.
    fn bare(&mut self) -> Outcome<f64> {
        let server = Server::bare(&self.database)?;
        let client = Client::new(&server.address);
        let rows = client.get(bare::PATH)?.matches("],[").count() + 1;
        assert!(rows >= 50, "the bare handler answers 50 placements, not {rows}");
        let bare = cpu(&server, RUNS, 1_000, || client.get(bare::PATH).map(drop))?;
        self.report.add("a bare Axum handler with the same SQL", "ms CPU", bare, Nothing);
        Ok(bare)
    }

    /// A token may make 600 requests at once: each run takes another.
    fn rest(&mut self, server: &Server, bare: f64) -> Outcome<()> {
        let mut clients = Vec::new();
        for n in 0..=RUNS {
            let token = ["token", "create", "--email", OFFICER, "--name", &format!("bench {n}")];
            clients.push(Client::with_token(&server.address, &self.twinpost.run(&self.database, &token)?));
        }
        let name = "list of 50 placements by REST";
        let listed = match clients.first().ok_or("no token")?.get(REST_LIST) {
            Ok(list) => list.matches(r#""sending""#).count(),
            Err(error) => {
                self.report.miss(name, &error.to_string());
                return Ok(());
            }
        };
        assert!(listed >= 50, "REST lists 50 placements, not {listed}");
        let mut turns = clients.iter().flat_map(|client| std::iter::repeat_n(client, 500));
        let cpu = cpu(server, RUNS, 500, || turns.next().ok_or("no token left")?.get(REST_LIST).map(drop))?;
        self.report.add(name, "ms CPU", cpu, AtMost(0.6));
        self.report.add("list by REST, in bare handlers", "times", cpu / bare, AtMost(0.6 / bare::THERE));
        Ok(())
    }

    /// What ten times the rows cost the list page: of other organisations, and of one's own.
    pub(crate) fn growth(&mut self) -> Outcome<()> {
        let server = self.twinpost.serve(&self.database)?;
        let full = list_cpu(&server, &Client::invited(&server.address, &self.another_officer("growth")?)?)?;
        let mut measured = Vec::new();
        for (name, size) in [("tenth", Size::TENTH), ("dense", Size::DENSE)] {
            let (database, officer) = community(&self.twinpost, &self.folder, name, size)?;
            let server = self.twinpost.serve(&database)?;
            measured.push(list_cpu(&server, &Client::invited(&server.address, &officer)?)?);
            fs::remove_file(database)?;
        }
        if let [tenth, dense] = measured[..] {
            self.report.add("list page, ten times the community", "times", full / tenth, AtMost(1.3));
            self.report.add("list page, ten times the college", "times", dense / tenth, AtMost(1.3));
        }
        Ok(())
    }
}

fn list_cpu(server: &Server, client: &Client) -> Outcome<f64> {
    let rows = client.get(LIST)?.matches("href=\"/placements/").count();
    assert!(rows >= 50, "the list page shows 50 placements, not {rows}");
    cpu(server, RUNS, 1_000, || client.get(LIST).map(drop))
}
