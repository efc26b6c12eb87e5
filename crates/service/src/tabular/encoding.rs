//! From the bytes of a text file to text: UTF-8 or GB18030, recognised without guessing wildly.

use std::borrow::Cow;

use domain::Code;
use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8};

use super::FileError;

/// The text in a file, without its byte order mark.
///
/// Without a forced encoding: by its byte order mark, else UTF-8, else GB18030 when all of it decodes
/// and it does not look like something else.
pub fn decode<'a>(bytes: &'a [u8], forced: Option<&str>) -> Result<Cow<'a, str>, FileError> {
    let marked = Encoding::for_bom(bytes);
    let forced = forced.map(known).transpose()?;
    let body = match marked {
        Some((encoding, length)) if forced.is_none_or(|forced| forced == encoding) => {
            bytes.get(length..).unwrap_or_default()
        }
        _ => bytes,
    };
    let encoding = forced.or(marked.map(|(encoding, _)| encoding));
    if encoding.is_none_or(Encoding::is_ascii_compatible) && is_binary(body) {
        return Err(FileError::whole(Code::NotATable));
    }
    match encoding {
        Some(encoding) => strict(encoding, body),
        None => match std::str::from_utf8(body) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(error) => {
                let valid = body.get(..error.valid_up_to()).unwrap_or_default();
                if is_broken_utf8(body) {
                    return Err(FileError::at(Code::BadEncoding, line_after(valid)));
                }
                if let Some(before) = western(body) {
                    return Err(FileError::at(Code::BadEncoding, line_after(before)));
                }
                strict(GB18030, body)
            }
        },
    }
}

fn known(label: &str) -> Result<&'static Encoding, FileError> {
    Encoding::for_label(label.trim().as_bytes()).ok_or_else(|| FileError::whole(Code::BadEncoding).in_column(label))
}

/// Decodes all of it or names the line of the first byte that does not belong.
fn strict<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Result<Cow<'a, str>, FileError> {
    if encoding == UTF_8
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return Ok(Cow::Borrowed(text));
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let most = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(most.unwrap_or_default());
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok(Cow::Owned(text)),
        (DecoderResult::Malformed(..), _) => Err(FileError::at(Code::BadEncoding, line_after(text.as_bytes()))),
        (DecoderResult::OutputFull, _) => Err(FileError::whole(Code::TooLarge)),
    }
}

/// The number of the line that begins or goes on after these bytes, 1 being the first.
fn line_after(bytes: &[u8]) -> u32 {
    let feeds = bytes.iter().filter(|&&byte| byte == b'\n').count();
    let lone_returns = bytes.windows(2).filter(|pair| matches!(pair, [b'\r', after] if *after != b'\n')).count();
    u32::try_from(feeds + lone_returns).unwrap_or(u32::MAX).saturating_add(1)
}

/// Text has no NUL and next to no control characters.
fn is_binary(bytes: &[u8]) -> bool {
    let controls =
        bytes.iter().filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C)).count();
    bytes.contains(&0) || controls * 100 > bytes.len()
}

/// Whether this is UTF-8 with a few broken places: in GB18030, pairs that happen to be valid UTF-8 are
/// far rarer than pairs that are not.
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    valid > 4 * broken
}

/// What stands before the first accented letter, when this looks like a western single-byte encoding: a
/// lone high byte followed by a letter decodes as a rare hanzi, so a file in which most hanzi would be
/// such is not taken for GB18030 unless the user says so.
fn western(bytes: &[u8]) -> Option<&[u8]> {
    let (mut pairs, mut doubtful, mut first) = (0_usize, 0_usize, None);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte < 0x80 {
            at += 1;
            continue;
        }
        let next = bytes.get(at + 1).copied().unwrap_or_default();
        if next.is_ascii_digit() && bytes.get(at + 2).is_some_and(|byte| *byte >= 0x80) {
            at += 4;
            continue;
        }
        pairs += 1;
        if next < 0x80 {
            doubtful += 1;
            first = first.or(Some(at));
        }
        at += 2;
    }
    if doubtful * 2 > pairs { first.and_then(|at| bytes.get(..at)) } else { None }
}
