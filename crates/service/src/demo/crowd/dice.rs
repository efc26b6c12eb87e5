//! Numbers that look thrown and are the same every time.

/// A row of numbers made of a seed (SplitMix64).
#[derive(Debug)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number of `0..bound`; 0 when the bound is not positive.
    pub(super) fn below(&mut self, bound: i64) -> i64 {
        let bound = u64::try_from(bound).unwrap_or_default().max(1);
        i64::try_from(self.next() % bound).unwrap_or_default()
    }

    /// A number of `first..=last`.
    pub(super) fn between(&mut self, first: i64, last: i64) -> i64 {
        first + self.below(last - first + 1)
    }

    /// One of several things.
    pub(super) fn pick<T: Copy + Default>(&mut self, things: &[T]) -> T {
        let at = self.below(i64::try_from(things.len()).unwrap_or_default());
        usize::try_from(at).ok().and_then(|at| things.get(at)).copied().unwrap_or_default()
    }
}
