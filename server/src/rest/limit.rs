//! How many requests a token, and an address without a known token, may make: buckets that fill evenly.

use std::{
    collections::HashMap,
    hash::{BuildHasher, RandomState},
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How many requests are let through.
#[derive(Clone, Copy, Debug, serde::Serialize)]
pub struct Rates {
    /// Requests a minute with one token; as many may come at once.
    pub token: u32,
    /// Requests a minute from one address with tokens that nobody knows.
    pub unknown: u32,
}

impl Default for Rates {
    fn default() -> Self {
        Self { token: 600, unknown: 60 }
    }
}

/// Buckets held at once, of 24 bytes each; beyond it the fullest make room.
const MOST_BUCKETS: usize = 20_000;

/// The limits of one process.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    tokens: Arc<Buckets>,
    addresses: Arc<Buckets>,
}

impl Limits {
    pub(crate) fn new(rates: Rates) -> Self {
        Self { tokens: Arc::new(Buckets::new(rates.token)), addresses: Arc::new(Buckets::new(rates.unknown)) }
    }

    /// Whether a request is of a known token, if it may be looked at: that token has requests left, or its
    /// address has attempts left. Else the seconds to wait.
    pub(crate) fn admit(&self, secret: &str, address: Option<IpAddr>, now: Instant) -> Result<bool, u32> {
        match self.tokens.take_known(self.tokens.key(secret), now) {
            Some(taken) => taken.map(|()| true),
            None => self.addresses.left(self.addresses.key(network(address)), now).map(|()| false),
        }
    }

    /// Notes that a token is known, with its first request.
    pub(crate) fn known(&self, secret: &str, now: Instant) {
        self.tokens.open(self.tokens.key(secret), now);
    }

    /// Notes an attempt with a token that nobody knows.
    pub(crate) fn unknown(&self, address: Option<IpAddr>, now: Instant) {
        let _ = self.addresses.take(self.addresses.key(network(address)), now);
    }

    /// Notes that a token is not known any more.
    pub(crate) fn forget(&self, secret: &str) {
        self.tokens.forget(self.tokens.key(secret));
    }
}

/// The part of an address that one subscriber has: all of an IPv4 address, 64 bits of an IPv6 one.
fn network(address: Option<IpAddr>) -> Option<IpAddr> {
    address.map(|address| match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => match six.to_ipv4_mapped() {
            Some(four) => IpAddr::V4(four),
            None => IpAddr::V6((six.to_bits() >> 64 << 64).into()),
        },
    })
}

#[derive(Debug)]
struct Buckets {
    per_minute: f64,
    hasher: RandomState,
    held: Mutex<HashMap<u64, Bucket>>,
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    left: f64,
    at: Instant,
}

impl Buckets {
    fn new(per_minute: u32) -> Self {
        Self { per_minute: per_minute.max(1).into(), hasher: RandomState::new(), held: Mutex::default() }
    }

    /// A secret is not kept, only what a hash with a key of this process makes of it.
    fn key(&self, subject: impl std::hash::Hash) -> u64 {
        self.hasher.hash_one(subject)
    }

    fn held(&self) -> std::sync::MutexGuard<'_, HashMap<u64, Bucket>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes one request out of a bucket that is held; else the seconds until there is one.
    fn take_known(&self, key: u64, now: Instant) -> Option<Result<(), u32>> {
        let mut held = self.held();
        let bucket = held.get_mut(&key)?;
        self.fill(bucket, now);
        Some(if bucket.left < 1.0 {
            Err(self.wait(*bucket))
        } else {
            bucket.left -= 1.0;
            Ok(())
        })
    }

    /// Takes one request out of a bucket, a full one when it is new.
    fn take(&self, key: u64, now: Instant) -> Result<(), u32> {
        match self.take_known(key, now) {
            Some(taken) => taken,
            None => {
                self.open(key, now);
                Ok(())
            }
        }
    }

    /// Whether a request is left, without taking it.
    fn left(&self, key: u64, now: Instant) -> Result<(), u32> {
        let mut held = self.held();
        let Some(bucket) = held.get_mut(&key) else { return Ok(()) };
        self.fill(bucket, now);
        if bucket.left < 1.0 { Err(self.wait(*bucket)) } else { Ok(()) }
    }

    /// A new bucket out of which one request was taken.
    fn open(&self, key: u64, now: Instant) {
        let mut held = self.held();
        if held.len() >= MOST_BUCKETS {
            held.retain(|_, bucket| {
                self.fill(bucket, now);
                bucket.left < self.per_minute
            });
        }
        if held.len() >= MOST_BUCKETS {
            held.clear();
        }
        held.entry(key).or_insert(Bucket { left: self.per_minute - 1.0, at: now });
    }

    fn forget(&self, key: u64) {
        self.held().remove(&key);
    }

    fn fill(&self, bucket: &mut Bucket, now: Instant) {
        let passed = now.saturating_duration_since(bucket.at);
        bucket.left = (bucket.left + passed.as_secs_f64() * self.per_minute / 60.0).min(self.per_minute);
        bucket.at = now;
    }

    fn wait(&self, bucket: Bucket) -> u32 {
        let seconds = Duration::from_secs_f64((1.0 - bucket.left) * 60.0 / self.per_minute).as_secs();
        u32::try_from(seconds).unwrap_or(60).saturating_add(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_waits_when_its_minute_is_used_up_and_goes_on_as_it_fills() {
        let limits = Limits::new(Rates { token: 60, unknown: 60 });
        let start = Instant::now();
        limits.known("tp_a", start);
        for _ in 1..60 {
            assert_eq!(limits.admit("tp_a", None, start), Ok(true));
        }
        assert_eq!(limits.admit("tp_a", None, start), Err(2));
        assert_eq!(limits.admit("tp_b", None, start), Ok(false), "another token has its own");
        let later = start + Duration::from_secs(2);
        assert_eq!(limits.admit("tp_a", None, later), Ok(true));
        assert_eq!(limits.admit("tp_a", None, later), Ok(true));
        assert!(limits.admit("tp_a", None, later).is_err());
    }

    #[test]
    fn who_guesses_waits_and_a_known_token_of_the_same_address_does_not() {
        let limits = Limits::new(Rates { token: 600, unknown: 2 });
        let (start, address) = (Instant::now(), Some(IpAddr::from([192, 0, 2, 1])));
        limits.known("tp_known", start);
        for _ in 0..2 {
            assert_eq!(limits.admit("tp_guess", address, start), Ok(false));
            limits.unknown(address, start);
        }
        assert_eq!(limits.admit("tp_guess", address, start), Err(31));
        assert_eq!(limits.admit("tp_known", address, start), Ok(true));
        assert_eq!(limits.admit("tp_guess", Some(IpAddr::from([192, 0, 2, 2])), start), Ok(false));
    }

    #[test]
    fn the_addresses_of_one_ipv6_subscriber_are_one() {
        let address = |text: &str| Some(text.parse().unwrap());
        assert_eq!(network(address("2001:db8::1")), network(address("2001:db8::ffff:1")));
        assert_ne!(network(address("2001:db8::1")), network(address("2001:db8:0:1::1")));
        assert_eq!(network(address("::ffff:192.0.2.1")), address("192.0.2.1"));
    }

    #[test]
    fn buckets_do_not_grow_without_bound() {
        let buckets = Buckets::new(60);
        let start = Instant::now();
        for key in 0..50_000 {
            let _ = buckets.take(key, start);
        }
        assert!(buckets.held().len() <= MOST_BUCKETS);
    }
}
