//! Many requests: one after the other, at once, or at a given pace.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::{Duration, Instant},
};

use crate::{Outcome, client::Client, process::Server};

/// Milliseconds of the server's CPU a request: the median of `runs` runs of `count` requests, one after
/// the other. A tenth more requests come
/// before, which do not count.
pub(crate) fn cpu(server: &Server, runs: u32, count: u32, mut request: impl FnMut() -> Outcome<()>) -> Outcome<f64> {
    for _ in 0..count / 10 {
        request()?;
    }
    let mut measured = Vec::new();
    for _ in 0..runs {
        let before = server.cpu_seconds()?;
        for _ in 0..count {
            request()?;
        }
        measured.push((server.cpu_seconds()? - before) * 1000.0 / f64::from(count));
    }
    Ok(median(measured))
}

/// Requests a second when each client sends its next as soon as the last is answered.
pub(crate) fn rate(clients: &[Client], count: u32, request: impl Fn(&Client) -> Outcome<()> + Sync) -> Outcome<f64> {
    let began = Instant::now();
    let next = AtomicU32::new(0);
    at_once(clients, |client| {
        while next.fetch_add(1, Ordering::Relaxed) < count {
            request(client)?;
        }
        Ok(())
    })?;
    Ok(f64::from(count) / began.elapsed().as_secs_f64())
}

/// Milliseconds to the answer of each request when they come `a_second`, whether or not the earlier ones are
/// answered; counted from the instant at which each was due, so that a server that falls behind shows it.
pub(crate) fn paced(
    clients: &[Client],
    a_second: u32,
    count: u32,
    request: impl Fn(&Client) -> Outcome<()> + Sync,
) -> Outcome<Vec<f64>> {
    let began = Instant::now();
    let next = AtomicU32::new(0);
    let waits = at_once(clients, |client| {
        let mut waits = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return Ok(waits);
            }
            let due = began + Duration::from_secs(1) * number / a_second;
            thread::sleep(due.saturating_duration_since(Instant::now()));
            request(client)?;
            waits.push(due.elapsed().as_secs_f64() * 1000.0);
        }
    })?;
    Ok(waits.into_iter().flatten().collect())
}

fn at_once<T: Send>(clients: &[Client], work: impl Fn(&Client) -> Outcome<T> + Sync) -> Outcome<Vec<T>> {
    thread::scope(|scope| {
        let threads: Vec<_> = clients.iter().map(|client| scope.spawn(|| work(client))).collect();
        threads.into_iter().map(|thread| thread.join().map_err(|_| "a client gave up")?).collect()
    })
}

/// The value in the middle.
pub(crate) fn median(values: Vec<f64>) -> f64 {
    percentile(values, 50)
}

/// The value that `part` of a hundred do not exceed.
pub(crate) fn percentile(mut values: Vec<f64>, part: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get((values.len() * part / 100).min(values.len().saturating_sub(1))).copied().unwrap_or(f64::NAN)
}
