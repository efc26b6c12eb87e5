//! Windows of days in words.

use chrono::NaiveDate;
use domain::policy::{DayRange, Event, Length, Window, WindowKind};

use super::{Lang, Words};

impl Words {
    /// A length of the calendar: 5 年, 2 years and 6 months.
    #[must_use]
    pub fn length(self, length: Length) -> String {
        let parts = [
            (length.years, "年", "year", "years"),
            (length.months, "个月", "month", "months"),
            (length.days, "天", "day", "days"),
        ];
        let told: Vec<String> = parts
            .into_iter()
            .filter(|(number, ..)| *number > 0)
            .map(|(number, zh, one, many)| match self.lang() {
                Lang::Zh => format!("{number} {zh}"),
                Lang::En => crate::words::counted(&number.to_string(), one, many),
            })
            .collect();
        match self.lang() {
            Lang::Zh => told.join("零 "),
            Lang::En => told.join(" and "),
        }
    }

    /// What a window looks back from.
    #[must_use]
    pub const fn event_before(self, event: Event) -> &'static str {
        match event {
            Event::Hired => self.pick("入职前", "before the first day of employment"),
            Event::TeachingStart => self.pick("任教专业课前", "before teaching a professional course"),
            Event::Application => self.pick("申请前", "before the application"),
        }
    }

    /// A window as a rule states it: 近 5 年, 每个自然年, 任教专业课前.
    #[must_use]
    pub fn window(self, window: &Window) -> String {
        let length = window.length.map(|it| self.length(it)).unwrap_or_default();
        let (zh, en) = match window.kind {
            WindowKind::Rolling => (format!("近 {length}"), format!("in the last {length}")),
            WindowKind::FixedCycle => match window.anchor {
                Some(anchor) => {
                    let day = self.day(anchor);
                    (format!("自{day}起每 {length}一个周期"), format!("in cycles of {length} from {day} on"))
                }
                None => (format!("每 {length}一个周期"), format!("in cycles of {length}")),
            },
            WindowKind::CalendarYear => ("每个自然年".to_owned(), "each calendar year".to_owned()),
            WindowKind::AcademicYear => ("每学年".to_owned(), "each academic year".to_owned()),
            WindowKind::Week => ("每周".to_owned(), "each week".to_owned()),
            WindowKind::LicenceCycle => (
                format!("自发证起每 {length}一个周期"),
                format!("in cycles of {length} from the issue of the licence on"),
            ),
            WindowKind::ServiceYears => (format!("每任教 {length}"), format!("in every {length} of service")),
            WindowKind::BeforeEvent => {
                let event = window.event.map_or(self.pick("此前", "before"), |event| self.event_before(event));
                if length.is_empty() {
                    (event.to_owned(), event.to_owned())
                } else {
                    (format!("{event} {length}内"), format!("in the {length} {event}"))
                }
            }
            WindowKind::Recency => (format!("最近 {length}内"), format!("within the last {length}")),
            WindowKind::Always => ("不限时间".to_owned(), "at any time".to_owned()),
        };
        match self.lang() {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// The window of a judgement with its days: 近 5 年（2021年11月24日至2026年11月23日）.
    #[must_use]
    pub fn judged_window(self, window: &Window, days: DayRange) -> String {
        let length = window.length.map(|it| self.length(it)).unwrap_or_default();
        let days = self.window_days(days);
        let (zh, en) = match window.kind {
            WindowKind::Rolling | WindowKind::Recency | WindowKind::BeforeEvent => {
                (self.window(window), self.window(window))
            }
            WindowKind::FixedCycle | WindowKind::LicenceCycle => {
                (format!("本周期（{length}）"), format!("in this cycle of {length}"))
            }
            WindowKind::CalendarYear => ("本自然年".to_owned(), "in this calendar year".to_owned()),
            WindowKind::AcademicYear => ("本学年".to_owned(), "in this academic year".to_owned()),
            WindowKind::Week => ("本周".to_owned(), "in this week".to_owned()),
            WindowKind::ServiceYears => (format!("本轮任教 {length}"), format!("in these {length} of service")),
            WindowKind::Always => return days,
        };
        match self.lang() {
            Lang::Zh => format!("{zh}（{days}）").replace("）（", "，"),
            Lang::En => format!("{en} ({days})"),
        }
    }

    /// The days in which facts count, in a sentence; a window without a beginning names its end only.
    #[must_use]
    pub fn window_days(self, days: DayRange) -> String {
        let (from, to) = (self.day(days.first_day), self.day(days.last_day));
        let begins = days.first_day > NaiveDate::MIN;
        match (self.lang(), begins) {
            (Lang::Zh, true) => format!("{from}至{to}"),
            (Lang::Zh, false) => format!("截至{to}"),
            (Lang::En, true) => format!("from {from} to {to}"),
            (Lang::En, false) => format!("up to {to}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(kind: WindowKind, length: Option<Length>) -> Window {
        Window { kind, length, anchor: None, starts: None, event: Some(Event::TeachingStart), clip: true }
    }

    #[test]
    fn every_window_has_words() {
        let five = Some(Length::years(5));
        let told = |lang, kind, length| Words::new(lang).window(&window(kind, length));
        assert_eq!(told(Lang::Zh, WindowKind::Rolling, five), "近 5 年");
        assert_eq!(told(Lang::En, WindowKind::Rolling, five), "in the last 5 years");
        assert_eq!(told(Lang::Zh, WindowKind::BeforeEvent, None), "任教专业课前");
        assert_eq!(
            told(Lang::En, WindowKind::BeforeEvent, five),
            "in the 5 years before teaching a professional course"
        );
        let both = Some(Length { years: 2, months: 6, days: 0 });
        assert_eq!(told(Lang::Zh, WindowKind::Recency, both), "最近 2 年零 6 个月内");
        for kind in WindowKind::ALL {
            assert!(!told(Lang::Zh, *kind, five).is_empty() && !told(Lang::En, *kind, five).is_empty());
        }
    }
}
