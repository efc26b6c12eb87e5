//! The board while somebody works with it: its rows, where each lies, and the bar that is being moved.

#[cfg(test)]
mod tests;

use chrono::{Days, NaiveDate, TimeDelta};
use domain::board::{Bar, Change, Row, WorkDays, clashes, read_asking, read_bar, read_rows};

use super::{
    ask::encoded,
    draw::{Scale, height},
};
use crate::words::Words;

/// Height of a row that is not loaded yet, px.
const UNLOADED: usize = 44;

/// Which part of a bar is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grip {
    /// All of it.
    Whole,
    /// Its first day.
    Start,
    /// Its last day.
    End,
}

/// A bar that is being moved.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    pub(super) row: usize,
    pub(super) bar: usize,
    pub(super) grip: Grip,
    /// Where the pointer was when it took the bar, px; none by keyboard.
    pub(super) from: Option<f64>,
    /// The days on which it would come to lie.
    pub(super) days: (NaiveDate, NaiveDate),
}

/// A move that can be taken back: which bar, and the days it had.
type Done = (i64, (NaiveDate, NaiveDate));

/// The board.
pub(super) struct Live {
    pub(super) words: Words,
    pub(super) scale: Scale,
    pub(super) work: WorkDays,
    pub(super) rows: Vec<Row>,
    /// The top of each row, px; one more than there are rows.
    tops: Vec<usize>,
    /// Where the next rows begin, and how many there are in all.
    pub(super) next: String,
    total: usize,
    pub(super) loading: bool,
    pub(super) held: Option<Held>,
    pub(super) saving: bool,
    /// A move that waits for a reason, and whether it takes one back.
    asking: Option<(Held, bool)>,
    done: Vec<Done>,
    /// The rows that are drawn, from and to.
    pub(super) drawn: (usize, usize),
}

impl Live {
    pub(super) fn new(words: Words, scale: Scale, work: WorkDays, rows: &str, next: String, total: usize) -> Self {
        let mut live = Self {
            words,
            scale,
            work,
            rows: Vec::new(),
            tops: vec![0],
            next,
            total,
            loading: false,
            held: None,
            saving: false,
            asking: None,
            done: Vec::new(),
            drawn: (0, 0),
        };
        live.append(rows);
        live
    }

    /// Adds rows that came as text.
    fn append(&mut self, text: &str) {
        for row in read_rows(text).unwrap_or_default() {
            let top = self.tops.last().copied().unwrap_or_default();
            self.tops.push(top + height(&row));
            self.rows.push(row);
        }
    }

    /// Takes the next rows over: the first line says where those behind them begin.
    pub(super) fn add(&mut self, answer: &str) {
        let (next, rows) = answer.split_once('\n').unwrap_or((answer, ""));
        next.clone_into(&mut self.next);
        self.append(rows);
        self.loading = false;
    }

    /// How high all rows are, px, those that are not loaded yet as well.
    pub(super) fn height(&self) -> usize {
        let more = if self.next.is_empty() { 0 } else { self.total.saturating_sub(self.rows.len()).max(1) };
        self.tops.last().copied().unwrap_or_default() + more * UNLOADED
    }

    pub(super) fn top(&self, row: usize) -> usize {
        self.tops.get(row).copied().unwrap_or_default()
    }

    /// The rows between two heights, from and to.
    pub(super) fn between(&self, from: usize, to: usize) -> (usize, usize) {
        let first = self.tops.partition_point(|top| *top <= from).saturating_sub(1);
        let last = self.tops.partition_point(|top| *top < to).min(self.rows.len());
        (first.min(last), last)
    }

    /// Whether more rows are wanted when what is above `to` is seen.
    pub(super) fn wants_more(&self, to: usize) -> bool {
        !self.loading && !self.next.is_empty() && to + 2_000 > self.tops.last().copied().unwrap_or_default()
    }

    /// The row and place of a bar.
    fn find(&self, id: i64) -> Option<(usize, usize)> {
        let found = self.rows.iter().enumerate();
        found.filter_map(|(n, row)| Some((n, row.bars.iter().position(|bar| bar.id.0 == id)?))).next()
    }

    pub(super) fn bar(&self, held: Held) -> Option<(&Row, &Bar)> {
        let row = self.rows.get(held.row)?;
        Some((row, row.bars.get(held.bar)?))
    }

    /// Takes hold of a bar; one that is held already stays where it is. None when its days cannot be changed.
    pub(super) fn hold(&mut self, id: i64, grip: Grip, from: Option<f64>) -> Option<Held> {
        let (row, bar) = self.find(id).filter(|_| self.asking.is_none())?;
        if let Some(held) = self.held.filter(|held| held.row == row && held.bar == bar) {
            self.held = Some(Held { grip, from: from.or(held.from), ..held });
            return self.held;
        }
        let it = self.rows.get(row)?.bars.get(bar)?;
        if it.change == Change::No || self.saving {
            return None;
        }
        self.held = Some(Held { row, bar, grip, from, days: (it.first_day, it.last_day) });
        self.held
    }

    /// Moves the held bar to `days` days from where it lies, or from where it is held.
    pub(super) fn shift(&mut self, days: i64, from_here: bool) -> Option<Held> {
        let held = self.held?;
        let (_, bar) = self.bar(held)?;
        let start = if from_here { held.days } else { (bar.first_day, bar.last_day) };
        let moved = |day: NaiveDate| day.checked_add_signed(TimeDelta::days(days)).unwrap_or(day);
        let to = match held.grip {
            Grip::Whole => (moved(start.0), moved(start.1)),
            Grip::Start => (moved(start.0).min(start.1), start.1),
            Grip::End => (start.0, moved(start.1).max(start.0)),
        };
        let last = self.scale.from.checked_add_days(Days::new(self.scale.days.unsigned_abs())).unwrap_or(to.1);
        // A bar never leaves the board altogether.
        if to.0 < last && to.1 >= self.scale.from {
            self.held = Some(Held { days: to, ..held });
        }
        self.held
    }

    /// Whether the held bar lies elsewhere than before.
    pub(super) fn is_moved(&self) -> bool {
        let held = self.held.and_then(|held| Some((held, self.bar(held)?.1)));
        held.is_some_and(|(held, bar)| held.days != (bar.first_day, bar.last_day))
    }

    /// What is said of the held bar: its days and what they meet, and whether something of it is hard.
    pub(super) fn told(&self) -> (String, bool) {
        let w = self.words;
        let Some((held, (row, bar))) = self.held.and_then(|held| Some((held, self.bar(held)?))) else {
            return (String::new(), false);
        };
        let (first, last) = held.days;
        let found = clashes(row, bar, first, last, &self.work);
        let mut told = w.board_days(&w.days(first, last), self.work.workdays(first, last));
        told.push_str(w.pick("。", ". "));
        if found.is_empty() {
            told.push_str(w.board_free());
        }
        for (n, conflict) in found.iter().enumerate() {
            told.push_str(if n == 0 { "" } else { w.pick("；", "; ") });
            told.push_str(&w.board_clash(conflict));
        }
        (told, found.iter().any(|conflict| conflict.is_hard))
    }

    /// Lets go of the held bar and answers what is to be posted, if it lies elsewhere.
    pub(super) fn drop_held(&mut self) -> Option<(Held, String)> {
        let held = self.held.filter(|_| self.is_moved() && self.asking.is_none())?;
        let (_, bar) = self.bar(held)?;
        let body = body(bar, held.days, "");
        self.saving = true;
        Some((held, body))
    }

    /// What is to be posted to take the last move back.
    pub(super) fn undo(&mut self) -> Option<(Held, String)> {
        if self.saving || self.held.is_some() {
            return None;
        }
        let (id, days) = self.done.pop()?;
        let (row, bar) = self.find(id)?;
        let held = Held { row, bar, grip: Grip::Whole, from: None, days };
        let body = body(self.bar(held)?.1, days, "");
        self.saving = true;
        Some((held, body))
    }

    /// Whether a move waits for a reason.
    pub(super) fn is_asking(&self) -> bool {
        self.asking.is_some()
    }

    /// What is to be posted of the move that waits for a reason, with one; and whether it takes one back.
    pub(super) fn explained(&mut self, reason: &str) -> Option<(Held, String, bool)> {
        let (held, undone) = self.asking.take()?;
        let body = body(self.bar(held)?.1, held.days, reason);
        self.saving = true;
        Some((held, body, undone))
    }

    /// Gives up the move that waits for a reason, so that its bar can be put back.
    pub(super) fn give_up(&mut self) -> Option<Held> {
        let (held, undone) = self.asking.take()?;
        self.restore(held, undone);
        self.held = None;
        Some(held)
    }

    pub(super) fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Takes over what came of a move, and says it.
    pub(super) fn saved(&mut self, held: Held, undone: bool, answer: Option<(bool, String)>) -> String {
        let w = self.words;
        self.saving = false;
        if let Some(met) = answer.as_ref().and_then(|(_, text)| read_asking(text)) {
            self.asking = Some((held, undone));
            return w.board_asks(&w.days(held.days.0, held.days.1), met);
        }
        self.held = None;
        let Some((good, text)) = answer else {
            self.restore(held, undone);
            return w.board_offline().to_owned();
        };
        let Some(new) = read_bar(&text).filter(|_| good) else {
            self.restore(held, undone);
            return w.board_refused(&text);
        };
        let days = w.days(held.days.0, held.days.1);
        let told = match (undone, new.proposed) {
            (true, _) => w.board_undone(&days),
            (false, Some(_)) => w.board_now_proposed(&days),
            (false, None) => w.board_moved(&days),
        };
        if let Some(bar) = self.rows.get_mut(held.row).and_then(|row| row.bars.get_mut(held.bar)) {
            if !undone {
                self.done.push((new.id.0, bar.proposed.unwrap_or((bar.first_day, bar.last_day))));
            }
            *bar = new;
        }
        if let Some(row) = self.rows.get_mut(held.row) {
            row.bars.sort_by_key(|bar| (bar.first_day, bar.id));
        }
        self.lay_out(held.row);
        told
    }

    /// An undo that failed can be tried again.
    fn restore(&mut self, held: Held, undone: bool) {
        let id = self.bar(held).map(|(_, bar)| bar.id.0);
        self.done.extend(id.filter(|_| undone).map(|id| (id, held.days)));
    }

    /// Reckons the tops of the rows behind `row` anew, which may have become higher.
    fn lay_out(&mut self, row: usize) {
        let mut top = self.top(row);
        for (n, it) in self.rows.iter().enumerate().skip(row) {
            top += height(it);
            if let Some(next) = self.tops.get_mut(n + 1) {
                *next = top;
            }
        }
    }
}

/// The form that moves a bar.
fn body(bar: &Bar, (first, last): (NaiveDate, NaiveDate), reason: &str) -> String {
    let accept = encoded(reason);
    format!("id={}&version={}&first_day={first}&last_day={last}&accept={accept}", bar.id, bar.version)
}
