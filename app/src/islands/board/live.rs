//! The board while somebody works with it: its rows, where each lies, and the bar that is being moved.

use chrono::{Days, NaiveDate, TimeDelta};
use domain::board::{Bar, Change, Row, WorkDays, clashes, read_bar, read_rows};

use super::draw::{Scale, height};
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
        let (row, bar) = self.find(id)?;
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
        let held = self.held.filter(|_| self.is_moved())?;
        let (_, bar) = self.bar(held)?;
        let body = body(bar, held.days);
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
        let body = body(self.bar(held)?.1, days);
        self.saving = true;
        Some((held, body))
    }

    pub(super) fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Takes over what came of a move, and says it.
    pub(super) fn saved(&mut self, held: Held, undone: bool, answer: Option<(bool, String)>) -> String {
        let w = self.words;
        self.saving = false;
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
fn body(bar: &Bar, (first, last): (NaiveDate, NaiveDate)) -> String {
    format!("id={}&version={}&first_day={first}&last_day={last}", bar.id, bar.version)
}

#[cfg(test)]
mod tests {
    use domain::{
        board::{write_bar, write_rows},
        id::{PersonId, PlacementId},
        placement::State,
    };

    use super::*;
    use crate::words::Lang;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn bar(id: i64, state: State, first: &str, last: &str) -> Bar {
        Bar {
            id: PlacementId(id),
            version: 3,
            state,
            full_time: true,
            change: if state == State::Draft { Change::Edit } else { Change::No },
            first_day: day(first),
            last_day: day(last),
            proposed: None,
            place: "Nanqiao".to_owned(),
        }
    }

    /// A draft from 2 to 13 March 2026, and something agreed from 30 March to 10 April.
    fn live() -> Live {
        let draft = bar(1, State::Draft, "2026-03-02", "2026-03-13");
        let agreed = bar(2, State::Approved, "2026-03-30", "2026-04-10");
        let row = Row { person: PersonId(9), name: "Yan".into(), department: String::new(), bars: vec![draft, agreed] };
        let scale = Scale::new(day("2026-03-02"), day("2026-09-06"));
        Live::new(Words::new(Lang::En), scale, WorkDays::default(), &write_rows(&[row]), String::new(), 1)
    }

    #[test]
    fn a_bar_dragged_onto_another_says_what_it_meets() {
        let mut live = live();
        assert!(live.hold(2, Grip::Whole, None).is_none(), "what is agreed by others stays");
        live.hold(1, Grip::Whole, Some(100.0)).unwrap();
        live.shift(7, false);
        assert_eq!(live.told(), ("2026-03-09 to 2026-03-20 (10 workdays). No conflict".to_owned(), false));
        live.shift(21, false);
        let (told, hard) = live.told();
        assert!(hard && told.contains("overlaps another placement (Nanqiao): 2026-03-30 to 2026-04-03"), "{told}");
    }

    #[test]
    fn keys_add_up_and_an_end_never_passes_its_beginning() {
        let mut live = live();
        live.hold(1, Grip::Whole, None);
        live.shift(1, true);
        live.shift(1, true);
        assert_eq!(live.held.unwrap().days, (day("2026-03-04"), day("2026-03-15")));
        live.hold(1, Grip::End, None);
        live.shift(-40, true);
        assert_eq!(live.held.unwrap().days, (day("2026-03-04"), day("2026-03-04")));
    }

    #[test]
    fn a_move_is_posted_with_its_version_and_taken_back_with_the_new_one() {
        let mut live = live();
        live.hold(1, Grip::Whole, None);
        live.shift(7, true);
        let (held, body) = live.drop_held().unwrap();
        assert_eq!(body, "id=1&version=3&first_day=2026-03-09&last_day=2026-03-20");
        let moved = Bar { version: 4, ..bar(1, State::Draft, "2026-03-09", "2026-03-20") };
        let told = live.saved(held, false, Some((true, write_bar(&moved))));
        assert_eq!(told, "Moved to 2026-03-09 to 2026-03-20.");
        let (_, body) = live.undo().unwrap();
        assert_eq!(body, "id=1&version=4&first_day=2026-03-02&last_day=2026-03-13");
    }

    #[test]
    fn what_the_server_refuses_lies_where_it_lay() {
        let mut live = live();
        live.hold(1, Grip::Whole, None);
        live.shift(7, true);
        let (held, _) = live.drop_held().unwrap();
        let told = live.saved(held, false, Some((false, "Somebody else changed it.".to_owned())));
        assert_eq!(told, "Not saved: Somebody else changed it.");
        assert_eq!(live.rows[0].bars[0].first_day, day("2026-03-02"));
        assert!(!live.can_undo() && live.held.is_none());
    }

    #[test]
    fn rows_that_are_not_loaded_have_their_place() {
        let mut live = live();
        assert_eq!(live.height(), 44);
        (live.next, live.total) = ("9~Yan".to_owned(), 100);
        assert_eq!(live.height(), 100 * 44);
        assert_eq!(live.between(0, 30), (0, 1));
        assert!(live.wants_more(500));
    }
}
