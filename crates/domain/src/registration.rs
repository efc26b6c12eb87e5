//! Codes under which organisations are registered: the unified social credit code (GB 32100-2015) and
//! the identification codes of the Ministry of Education (MOE).

use crate::Code;

/// The 31 characters of a credit code in the order of their values: no I, O, S, V, Z.
const CREDIT_ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// The first two digits of MOE identification codes of members: secondary vocational (36), regular and
/// adult higher education (41, 42), research institutes (91), other higher education (92), vocational
/// training (93).
const MOE_KINDS: [&str; 6] = ["36", "41", "42", "91", "92", "93"];

/// The third and fourth digit of MOE identification codes: the province (GB/T 2260).
const PROVINCES: [&str; 34] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44",
    "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82",
];

/// Trims, and turns full-width forms and lower case into plain capitals and digits.
fn plain(text: &str) -> String {
    text.trim().chars().map(|c| half_width(c).to_ascii_uppercase()).collect()
}

/// The ASCII form of a full-width character; other characters stay.
pub fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

fn credit_value(c: char) -> Option<usize> {
    CREDIT_ALPHABET.chars().position(|known| known == c)
}

/// The check character that makes 17 characters a unified social credit code: the one that brings the
/// sum of all values, weighted by powers of 3, to a multiple of 31. `None` when they are not 17
/// characters of its alphabet (capitals, half-width).
#[must_use]
pub fn credit_code_check_character(first_17: &str) -> Option<char> {
    let mut sum = 0;
    let mut weight = 1;
    let mut length = 0;
    for c in first_17.chars() {
        sum += credit_value(c)? * weight;
        weight = weight * 3 % 31;
        length += 1;
    }
    if length != 17 {
        return None;
    }
    CREDIT_ALPHABET.chars().nth((31 - sum % 31) % 31)
}

/// Reads a unified social credit code (GB 32100-2015): 18 characters, the last of them a check
/// character. Returned trimmed, half-width and in capitals.
///
/// # Errors
/// [`Code::BadCreditCode`] when a character, the length or the check character is wrong.
pub fn check_credit_code(text: &str) -> Result<String, Code> {
    let code = plain(text);
    let mut body = code.chars();
    let check = body.next_back();
    let expected = credit_code_check_character(body.as_str());
    if expected.is_some() && expected == check { Ok(code) } else { Err(Code::BadCreditCode) }
}

/// Reads a code of the MOE: the identification code of 10 digits (two for the kind of school, two for
/// the province, then for higher education 0 and the older code), or the older national code of a
/// college, 5 digits. Returned trimmed and half-width.
///
/// # Errors
/// [`Code::BadMoeCode`] for any other form. That a code was issued cannot be told from its form: it has
/// no check digit.
pub fn check_moe_code(text: &str) -> Result<String, Code> {
    let code = plain(text);
    if !code.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Code::BadMoeCode);
    }
    let known = match code.len() {
        5 => !code.starts_with('0'),
        10 => {
            let (kind, rest) = code.split_at(2);
            let (province, number) = rest.split_at(2);
            let numbered = match kind {
                "41" | "42" => number.strip_prefix('0').is_some_and(|older| !older.starts_with('0')),
                _ => number != "000000",
            };
            MOE_KINDS.contains(&kind) && PROVINCES.contains(&province) && numbered
        }
        _ => false,
    };
    if known { Ok(code) } else { Err(Code::BadMoeCode) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The standard's table of weights, and division done by subtraction.
    fn oracle(code: &str) -> bool {
        const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
        const ALPHABET: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
        let bytes = code.as_bytes();
        if bytes.len() != 18 || bytes.iter().any(|b| !ALPHABET.contains(b)) {
            return false;
        }
        let value = |b: &u8| ALPHABET.iter().take_while(|known| *known != b).map(|_| 1).sum::<u32>();
        let mut rest: u32 = bytes.iter().zip(WEIGHTS).map(|(b, weight)| value(b) * weight).sum();
        rest += value(&bytes[17]);
        while rest >= 31 {
            rest -= 31;
        }
        rest == 0
    }

    fn valid() -> impl Strategy<Value = String> {
        "[0-9A-HJ-NP-RTUW-Y]{17}".prop_map(|body| {
            let check = credit_code_check_character(&body).unwrap();
            format!("{body}{check}")
        })
    }

    #[test]
    fn credit_codes_in_public_registers_are_accepted() {
        for code in ["9144030071526726XG", "91110000802100433B", "914403001922038216", "91330100799655058B"] {
            assert_eq!(check_credit_code(code), Ok(code.to_owned()));
            assert!(oracle(code));
        }
    }

    #[test]
    fn a_credit_code_is_normalised() {
        for text in [
            " 91110000802100433b\u{3000}",
            "９１１１００００８０２１００４３３Ｂ",
            "９１１１００００８０２１００４３３ｂ",
        ] {
            assert_eq!(check_credit_code(text).as_deref(), Ok("91110000802100433B"));
        }
    }

    #[test]
    fn what_is_no_credit_code_is_refused() {
        for text in
            ["", " ", "B", "9111000080210043B", "91110000802100433BB", "9111000080210043SB", "九1110000802100433B"]
        {
            assert_eq!(check_credit_code(text), Err(Code::BadCreditCode), "{text}");
        }
        assert_eq!(credit_code_check_character("9111000080210043"), None);
        assert_eq!(credit_code_check_character("9111000080210043I"), None);
    }

    #[test]
    fn moe_codes_of_both_forms_are_accepted() {
        for code in ["4111010001", "4151014009", "4213051721", "3632000466", "10001", "51721"] {
            assert_eq!(check_moe_code(code), Ok(code.to_owned()));
        }
        assert_eq!(check_moe_code(" ４１１１０１０００１ ").as_deref(), Ok("4111010001"));
    }

    #[test]
    fn what_is_no_moe_code_is_refused() {
        for text in [
            "",
            "4111110001",
            "4111000001",
            "4199010001",
            "2111010001",
            "411101000",
            "41110100011",
            "01001",
            "3632000000",
            "41110l0001",
            "学院",
        ] {
            assert_eq!(check_moe_code(text), Err(Code::BadMoeCode), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_credit_code_agrees_with_the_table_of_the_standard(code in "[0-9A-HJ-NP-RTUW-Y]{18}") {
            prop_assert_eq!(check_credit_code(&code).is_ok(), oracle(&code));
        }

        #[test]
        fn a_made_credit_code_is_valid(code in valid()) {
            prop_assert!(oracle(&code));
            prop_assert_eq!(check_credit_code(&code.to_lowercase()), Ok(code));
        }

        #[test]
        fn any_single_changed_character_is_refused(code in valid(), at in 0..18usize, by in 1..31usize) {
            let mut characters: Vec<char> = code.chars().collect();
            let value = credit_value(characters[at]).unwrap();
            characters[at] = CREDIT_ALPHABET.chars().nth((value + by) % 31).unwrap();
            let changed: String = characters.into_iter().collect();
            prop_assert_eq!(check_credit_code(&changed), Err(Code::BadCreditCode));
        }

        #[test]
        fn any_text_is_answered(text in ".{0,24}") {
            let _ = check_credit_code(&text);
            let _ = check_moe_code(&text);
        }
    }
}
