//! What reading a calendar feed costs: of one person with a placement and its schedule, and when nothing changed.

use crate::{Bench, Outcome, RUNS, client::Client, fill, load::cpu, report::Limit::AtMost};

/// Requests of one run: a secret may make 600 a minute at once, so each run takes another.
const REQUESTS: u32 = 250;

impl Bench {
    /// The feed of one person, whole and unchanged.
    pub(crate) fn feed(&mut self) -> Outcome<()> {
        let email = "feed-teacher@example.org";
        let teacher = self.twinpost.invite(&self.database, email, "teacher", fill::FIRST_COLLEGE)?;
        let placement = fill::give_active_placement(&self.database, email)?;
        let server = self.twinpost.serve(&self.database)?;
        let officer = Client::invited(&server.address, &self.another_officer("feed")?)?;
        let mut week = vec![("id", placement.as_str()), ("version", "1")];
        week.extend(["monday", "tuesday", "wednesday", "thursday", "friday"].map(|weekday| (weekday, "8")));
        officer.post("/rpc/placement/schedule", &week)?;
        let client = Client::invited(&server.address, &teacher)?;
        let feeds = (0..=RUNS).map(|_| address(&client)).collect::<Outcome<Vec<_>>>()?;
        let first = feeds.first().ok_or("no feed")?;
        assert!(client.get(first)?.matches("BEGIN:VEVENT").count() > 2, "the feed holds the days of the schedule");

        let mut turns = feeds.iter().flat_map(|feed| std::iter::repeat_n(feed, REQUESTS as usize));
        let whole = cpu(&server, RUNS, REQUESTS, || client.get(turns.next().ok_or("no feed left")?).map(drop))?;
        self.report.add("feed of one person", "ms CPU", whole, AtMost(10.0));
        let tags = feeds.iter().map(|feed| client.tag(feed)).collect::<Outcome<Vec<_>>>()?;
        let mut known = feeds.iter().zip(&tags).flat_map(|pair| std::iter::repeat_n(pair, REQUESTS as usize));
        let unchanged = cpu(&server, RUNS, REQUESTS, || {
            let (feed, tag) = known.next().ok_or("no feed left")?;
            client.get_unchanged(feed, tag)
        })?;
        self.report.add("the same, unchanged (304)", "ms CPU", unchanged, AtMost(1.0));
        Ok(())
    }
}

/// The path of a new feed of the client's own placements.
fn address(client: &Client) -> Outcome<String> {
    let page = client.get("/feeds")?;
    let value = |name: &str| {
        let rest = page.split_once(&format!("name=\"{name}\" value=\""))?.1;
        Some(rest.split_once('"')?.0.to_owned())
    };
    let (kind, subject) = value("kind").zip(value("subject")).ok_or("no feed is offered")?;
    let page = client.post_then("/rpc/feed/make", &[("kind", &kind), ("subject", &subject)], "/feeds")?;
    let (_, rest) = page.split_once("/cal/").ok_or("no address is shown")?;
    Ok(format!("/cal/{}", rest.split('"').next().unwrap_or_default()))
}
