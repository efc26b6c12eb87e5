//! Looks into a workbook's archive before the workbook is read: what a few hundred bytes claim or unpack
//! to must not fill the memory.

use std::io::{Cursor, Read};

use domain::Code;
use zip::ZipArchive;

use super::{FileError, MOST_BYTES};

/// The part with the texts that cells share.
const SHARED_TEXTS: &[u8] = b"xl/sharedstrings.xml";
/// The attribute by which that part announces how many there are; the reader reserves room for as many.
const ANNOUNCED: &[u8] = b"uniqueCount";

/// Refuses what is no archive, and an archive that unpacks to more than [`MOST_BYTES`]. The sizes that
/// it declares are checked first, then those it really has.
pub fn check(bytes: &[u8]) -> Result<(), FileError> {
    check_within(bytes, MOST_BYTES)
}

/// The same with another bound in bytes.
pub fn check_within(bytes: &[u8], most: u64) -> Result<(), FileError> {
    let broken = || FileError::whole(Code::NotATable);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let mut left = most;
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(|_| broken())?;
        if part.size() > left {
            return Err(FileError::whole(Code::TooLarge));
        }
        let shared = part.name_raw().to_ascii_lowercase() == SHARED_TEXTS;
        let mut content = Vec::new();
        let mut bounded = (&mut part).take(left + 1);
        let size = if shared {
            bounded.read_to_end(&mut content).map(|size| size as u64)
        } else {
            std::io::copy(&mut bounded, &mut std::io::sink())
        }
        .map_err(|_| broken())?;
        if size > left {
            return Err(FileError::whole(Code::TooLarge));
        }
        left -= size;
        if shared && (content.contains(&0) || announces_too_many(&content)) {
            return Err(broken());
        }
    }
    Ok(())
}

/// Whether more shared texts are announced than the part has bytes.
fn announces_too_many(content: &[u8]) -> bool {
    content.windows(ANNOUNCED.len()).enumerate().filter(|(_, window)| *window == ANNOUNCED).any(|(at, _)| {
        let digits: Vec<u8> = content
            .iter()
            .skip(at + ANNOUNCED.len())
            .skip_while(|byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'"' | b'\''))
            .take_while(|byte| byte.is_ascii_digit())
            .take(20)
            .copied()
            .collect();
        let announced =
            digits.iter().fold(0_usize, |sum, digit| sum.saturating_mul(10).saturating_add(usize::from(digit - b'0')));
        announced > content.len()
    })
}
