//! The notes on the columns of a template, on a sheet of their own: in both languages, since a workbook is
//! handed on.

use service::{
    import::{Column, Holds, Needed, columns},
    mapping::Kind,
    tabular::{Cell, Sheet},
};

use super::{Lang, Words};

/// What stands between the two languages.
const BETWEEN: &str = " / ";

/// One row for each column of the template of a kind.
#[must_use]
pub fn import_notes(kind: Kind) -> Sheet {
    let titles = [
        ("列名", "Column"),
        ("英文列名", "Name in English"),
        ("是什么", "What it is"),
        ("是否必填", "Needed"),
        ("怎么填", "How to write it"),
    ];
    let titles = titles.map(|(zh, en)| format!("{zh}{BETWEEN}{en}"));
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let rows = columns(kind).into_iter().map(|column| {
        vec![
            Cell::text(column.usual),
            Cell::text(column.field),
            Cell::text(both(|words| words.import_field(kind, column.field).to_owned())),
            Cell::text(needed(column.needed)),
            Cell::text(how(kind, &column)),
        ]
    });
    Sheet::new(&titles, rows.collect())
}

fn both(text: impl Fn(Words) -> String) -> String {
    format!("{}{BETWEEN}{}", text(Words::new(Lang::Zh)), text(Words::new(Lang::En)))
}

fn needed(needed: Needed) -> String {
    let (zh, en) = match needed {
        Needed::Always => ("必填", "yes"),
        Needed::OneOf => ("任填一列：填写此类列中的至少一列", "one of the columns that say so"),
        Needed::Never => ("选填", "no"),
    };
    format!("{zh}{BETWEEN}{en}")
}

/// How a column is written: of a closed list, every value in both languages and as our own exports have it.
fn how(kind: Kind, column: &Column) -> String {
    let (zh, en) = match (column.holds, column.field) {
        (Holds::Choice, field) => {
            let value =
                |ours: &&'static str| format!("{} ({ours})", Words::new(Lang::Zh).import_value_of(kind, field, ours));
            return column.choices.iter().map(value).collect::<Vec<_>>().join("；");
        }
        (Holds::Day, _) => ("日期，如 2026-03-01、2026/3/1、2026年3月1日", "a day such as 2026-03-01"),
        (_, "time") => (
            "时长，如 8、8.5、8:30、9-17、22:00-06:00；课时可写 2节",
            "a time such as 8, 8.5, 8:30, 9-17 or 22:00-06:00; class hours as 2ch",
        ),
        (_, "from" | "to") => ("时刻，如 8:30", "a time of day such as 8:30"),
        (_, "minutes") => ("分钟数，1 至 1440", "minutes, 1 to 1440"),
        (_, "planned_hours") => ("小时数，如 320", "hours such as 320"),
        (_, "valid_months" | "review_months") => ("月数", "a number of months"),
        (_, "consent") => ("是 或 否", "yes or no"),
        (_, "specialties") => ("专业代码，以空格分隔", "codes of majors, with blanks between"),
        (_, "sending" | "hosting" | "organisation") => {
            ("单位名称，或学校标识码、统一社会信用代码", "the name of an organisation, or its code")
        }
        (_, "mentor") => ("导师的工号或姓名", "staff number or name of the mentor"),
        (_, "country") => ("两个字母的国家代码，不填为 CN", "two letters of a country; CN when left out"),
        (_, "term") => ("学期名称，与登记的学期一致，如 2026-2027-1", "the name of the term as it was added"),
        (_, "teachers" | "staff_numbers") => ("多人以 | 分隔", "several with | between"),
        (_, "weeks") => ("周次，如 1-12、1-8,10-16、2-16双", "weeks such as 1-12, 1-8,10-16 or 2-16双"),
        (_, "meetings") => (
            "如 周三第1-2节 第{1-12}周，多个时间以 | 分隔",
            "such as 周三第1-2节 第{1-12}周 or Wed 1-2 (1-12), several with | between",
        ),
        (_, "rooms") => {
            ("与上课时间一一对应，以 | 分隔；或一个教室", "one for each meeting with | between, or one for all")
        }
        (_, "type_code") => ("目录中的证书类型代码或名称", "code or name of a type in the catalogue"),
        _ => ("文字", "text"),
    };
    format!("{zh}{BETWEEN}{en}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_every_template_is_explained_in_both_languages() {
        for kind in Kind::ALL {
            let notes = import_notes(*kind);
            assert_eq!(notes.rows.len(), kind.targets().len());
            for row in &notes.rows {
                for at in 0..notes.columns.len() {
                    let text = row.cell(at).shown();
                    assert!(!text.is_empty(), "{kind:?} line {} column {at}", row.line);
                }
                let what = row.cell(2).shown();
                let (zh, en) = what.split_once(BETWEEN).unwrap();
                assert!(zh.chars().any(|c| c > '\u{1000}'), "{zh}");
                assert!(en.is_ascii(), "{en}");
            }
        }
    }
}
