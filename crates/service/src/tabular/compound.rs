//! Takes streams out of a compound file ([MS-CFB]), the container of the old workbooks. As much as is needed to
//! look at a workbook before its reader does: chains of sectors are followed no further than the file is long.

/// Sector numbers from here on are marks, such as the end of a chain.
const MARKS: u32 = 0xFFFF_FFFA;
/// The bytes of an entry of the directory, and of a sector of small streams.
const ENTRY: usize = 128;
const SMALL: usize = 64;

/// Every stream of one of these names, as long as its sectors; none when the file is no compound file.
pub fn streams(file: &[u8], names: &[&str]) -> Option<Vec<Vec<u8>>> {
    let compound = Compound::open(file)?;
    let directory = compound.chain(number(file, 48)?);
    let (entries, _) = directory.as_chunks::<ENTRY>();
    let small_from = number(file, 56)?;
    let root = entries.iter().find(|entry| entry.get(66) == Some(&5));
    let wanted = entries.iter().filter(|entry| entry.get(66) == Some(&2) && names.contains(&name(entry).as_str()));
    let streams = wanted.filter_map(|entry| {
        let (start, size) = (number(entry, 116)?, number(entry, 120)?);
        let big = compound.chain(start);
        if size >= small_from {
            return Some(big);
        }
        let (container, table) = (compound.chain(number(root?, 116)?), compound.chain(number(file, 60)?));
        Some(chain(start, &numbers(&table), |sector| container.get(sector * SMALL..)?.get(..SMALL)))
    });
    Some(streams.collect())
}

struct Compound<'a> {
    file: &'a [u8],
    sector: usize,
    /// For each sector the one after it.
    table: Vec<u32>,
}

impl<'a> Compound<'a> {
    fn open(file: &'a [u8]) -> Option<Self> {
        let sector = match file.get(30..32)? {
            [9, 0] => 512,
            [12, 0] => 4096,
            _ => return None,
        };
        let mut compound = Self { file, sector, table: Vec::new() };
        let most = file.len() / sector + 1;
        // The sectors of the table: the first are named in the header, the others in a chain of their own.
        let mut parts = numbers(file.get(76..512)?);
        let mut next = number(file, 68)?;
        for _ in 0..most {
            let Some(more) = compound.bytes(next as usize).filter(|_| next < MARKS) else { break };
            let mut more = numbers(more);
            next = more.pop()?;
            parts.extend(more);
        }
        for part in parts.into_iter().filter(|part| *part < MARKS).take(most) {
            if let Some(more) = compound.bytes(part as usize) {
                let more = numbers(more);
                compound.table.extend(more);
            }
        }
        Some(compound)
    }

    /// The bytes of a sector; the last of a file may be short.
    fn bytes(&self, sector: usize) -> Option<&'a [u8]> {
        let rest = self.file.get(sector.checked_add(1)?.checked_mul(self.sector)?..)?;
        let (whole, _) = rest.split_at_checked(self.sector).unwrap_or((rest, &[]));
        Some(whole)
    }

    fn chain(&self, start: u32) -> Vec<u8> {
        chain(start, &self.table, |sector| self.bytes(sector))
    }
}

/// The sectors of a chain one after the other, each at most once.
fn chain<'a>(start: u32, table: &[u32], bytes: impl Fn(usize) -> Option<&'a [u8]>) -> Vec<u8> {
    let (mut whole, mut next) = (Vec::new(), start);
    for _ in 0..=table.len() {
        let Some(sector) = bytes(next as usize).filter(|_| next < MARKS) else { break };
        whole.extend_from_slice(sector);
        next = table.get(next as usize).copied().unwrap_or(u32::MAX);
    }
    whole
}

/// The name of an entry, in UTF-16 and with its zero counted.
fn name(entry: &[u8; ENTRY]) -> String {
    let (letters, _) = entry.as_slice().get(..64).unwrap_or_default().as_chunks::<2>();
    let letters = letters.iter().map(|letter| u16::from_le_bytes(*letter)).take_while(|letter| *letter != 0);
    char::decode_utf16(letters).map(|letter| letter.unwrap_or('\u{FFFD}')).collect()
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk::<4>().map(|bytes| u32::from_le_bytes(*bytes))
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    let (numbers, _) = bytes.as_chunks::<4>();
    numbers.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect()
}
