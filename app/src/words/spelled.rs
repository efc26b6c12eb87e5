//! Numbers spelled out, as documents give a sum a second time so that no digit can be changed.

use super::{Lang, Words};

const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const PLACES: [&str; 4] = ["", "拾", "佰", "仟"];
const GROUPS: [&str; 5] = ["", "万", "亿", "万亿", "亿亿"];

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES: [(u64, &str); 4] =
    [(1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand")];

impl Words {
    /// A length spelled out: 叁佰贰拾小时叁拾分, three hundred and twenty hours and thirty minutes.
    #[must_use]
    pub fn hours_spelled(self, minutes: i64) -> String {
        let minutes = minutes.unsigned_abs();
        let (hours, rest) = (minutes / 60, minutes % 60);
        match (self.lang(), rest) {
            (Lang::Zh, 0) => format!("{}小时整", chinese(hours)),
            (Lang::Zh, rest) => format!("{}小时{}分", chinese(hours), chinese(rest)),
            (Lang::En, rest) => {
                let unit = |number, one, many| format!("{} {}", english(number), if number == 1 { one } else { many });
                let hours = unit(hours, "hour", "hours");
                if rest == 0 { hours } else { format!("{hours} and {}", unit(rest, "minute", "minutes")) }
            }
        }
    }
}

fn word(words: &'static [&'static str], at: u64) -> &'static str {
    usize::try_from(at).ok().and_then(|at| words.get(at)).copied().unwrap_or_default()
}

/// A number in the capital numerals of documents.
fn chinese(number: u64) -> String {
    if number == 0 {
        return "零".to_owned();
    }
    let mut text = String::new();
    let mut zero = false;
    for group in (0..5_u32).rev() {
        let part = number / 10_000_u64.pow(group) % 10_000;
        if part == 0 {
            zero = !text.is_empty();
            continue;
        }
        for place in (0..4_u32).rev() {
            let digit = part / 10_u64.pow(place) % 10;
            if digit == 0 {
                zero = !text.is_empty();
                continue;
            }
            if zero {
                text.push('零');
                zero = false;
            }
            text.push_str(word(&DIGITS, digit));
            text.push_str(word(&PLACES, place.into()));
        }
        // The zeros that end a group are not spoken before the next one.
        zero = false;
        text.push_str(word(&GROUPS, group.into()));
        if group > 0 && number / 10_000_u64.pow(group - 1) % 10_000 < 1_000 {
            zero = true;
        }
    }
    text
}

/// A number in English, with "and" before its tens.
fn english(number: u64) -> String {
    for (scale, name) in SCALES {
        if number >= scale {
            let (front, rest) = (english(number / scale), number % scale);
            let joint = if rest == 0 {
                ""
            } else if rest < 100 {
                " and "
            } else {
                " "
            };
            let rest = if rest == 0 { String::new() } else { english(rest) };
            return format!("{front} {name}{joint}{rest}");
        }
    }
    match (number / 100, number % 100) {
        (0, rest @ 0..20) => word(&SMALL, rest).to_owned(),
        (0, rest) => {
            let (ten, one) = (word(&TENS, rest / 10), rest % 10);
            if one == 0 { ten.to_owned() } else { format!("{ten}-{}", word(&SMALL, one)) }
        }
        (hundreds, 0) => format!("{} hundred", word(&SMALL, hundreds)),
        (hundreds, rest) => format!("{} hundred and {}", word(&SMALL, hundreds), english(rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_spelled_as_in_documents() {
        for (number, zh, en) in [
            (0, "零", "zero"),
            (8, "捌", "eight"),
            (10, "壹拾", "ten"),
            (20, "贰拾", "twenty"),
            (42, "肆拾贰", "forty-two"),
            (105, "壹佰零伍", "one hundred and five"),
            (320, "叁佰贰拾", "three hundred and twenty"),
            (1_000, "壹仟", "one thousand"),
            (1_006, "壹仟零陆", "one thousand and six"),
            (1_060, "壹仟零陆拾", "one thousand and sixty"),
            (2_719, "贰仟柒佰壹拾玖", "two thousand seven hundred and nineteen"),
            (10_001, "壹万零壹", "ten thousand and one"),
            (10_100, "壹万零壹佰", "ten thousand one hundred"),
            (12_000, "壹万贰仟", "twelve thousand"),
            (100_000_000, "壹亿", "one hundred million"),
        ] {
            assert_eq!((chinese(number).as_str(), english(number).as_str()), (zh, en));
        }
    }

    #[test]
    fn lengths_are_spelled_with_their_minutes() {
        let told = |lang, minutes| Words::new(lang).hours_spelled(minutes);
        assert_eq!(told(Lang::Zh, 19_200), "叁佰贰拾小时整");
        assert_eq!(told(Lang::Zh, 19_230), "叁佰贰拾小时叁拾分");
        assert_eq!(told(Lang::En, 60), "one hour");
        assert_eq!(told(Lang::En, 19_201), "three hundred and twenty hours and one minute");
    }
}
