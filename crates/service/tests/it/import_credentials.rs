//! Importing and exporting credentials of people.

use domain::Code;
use service::{
    export,
    import::{self, Options},
    mapping::{Kind, Mapping},
    report::ImportReport,
    tabular::{ReadOptions, read, write},
};

use crate::{
    import::{SKIP, counts, rejections},
    world::{Who, World},
};

const TYPES: &str =
    "catalogue,code,name\ncredential_type,x-welder,焊工证（测试）\ncredential_type,x-driver,叉车证（测试）\n";

async fn world() -> World {
    let w = World::new().await;
    let report = crate::import::run(&w, &Mapping::identity(Kind::Catalogues), TYPES, Options::default()).await;
    assert_eq!(report.imported, 2);
    w
}

async fn by(world: &World, who: Who, text: &str) -> ImportReport {
    let sheet = read(text.as_bytes(), &ReadOptions::default()).unwrap();
    let ctx = world.ctx(who).await;
    let report = import::run(&world.db, &ctx, &Mapping::identity(Kind::Credentials), &sheet, SKIP).await.unwrap();
    assert!(report.is_balanced(), "{report:?}");
    report
}

fn warnings(report: &ImportReport) -> Vec<(u32, Code)> {
    report.warnings.iter().map(|warning| (warning.row, warning.code)).collect()
}

const HEADER: &str = "姓名,所在单位,证书类型,证书编号,发证机构,发证日期,有效期至,复审日期,核验人,核验日期\n";

fn file(rows: &[&str]) -> String {
    let rows: String = rows.iter().map(|row| format!("{row}\n")).collect();
    format!("{HEADER}{rows}")
}

#[tokio::test]
async fn credentials_go_in_once_and_are_changed_by_a_later_file() {
    let w = world().await;
    let text = file(&[
        "严桂香,江海职业技术学院,x-welder,Ｗ-1,人社厅,2022-03-01,2028-02-29,2025-02-28,林晓梅,2022-04-01",
        "陈立,南桥精密机械有限公司,叉车证（测试）,,,,,,,",
    ]);
    assert_eq!(counts(&by(&w, Who::SunYu, &text).await), [2, 0, 0, 0]);
    assert_eq!(counts(&by(&w, Who::SunYu, &text).await), [0, 0, 2, 0]);
    let found = "SELECT COUNT(*) FROM credential WHERE type_code = 'x-welder' AND number = 'W-1' \
        AND lapses_on = '2025-02-28' AND verified_by = '林晓梅' AND version = 1";
    assert_eq!(w.number(found).await, 1);
    // Reviewed: what was verified was the former text.
    let reviewed = text.replace("2025-02-28,林晓梅,2022-04-01", "2027-02-28,,");
    assert_eq!(counts(&by(&w, Who::SunYu, &reviewed).await), [0, 1, 1, 0]);
    let found =
        "SELECT COUNT(*) FROM credential WHERE lapses_on = '2027-02-28' AND verified_by IS NULL AND version = 2";
    assert_eq!(w.number(found).await, 1);
    let twice = file(&[
        "严桂香,江海职业技术学院,x-welder,W-9,,,,,,",
        "严桂香,江海职业技术学院,x-welder,W-9,,,,,,",
        "严桂香,江海职业技术学院,x-welder,W-9,人社厅,,,,,",
    ]);
    let report = by(&w, Who::SunYu, &twice).await;
    assert_eq!((counts(&report), rejections(&report)), ([1, 0, 0, 1], vec![(4, "证书编号", Code::Duplicate)]));
}

#[tokio::test]
async fn bad_credentials_are_refused_with_their_column() {
    let w = world().await;
    let text = file(&[
        "严桂香,江海职业技术学院,x-nothing,,,,,,,",
        "严桂香,江海职业技术学院,,,,,,,,",
        "严桂香,江海职业技术学院,x-welder,,,2026-11-24,,,,",
        "严桂香,江海职业技术学院,x-welder,,,2022-03-01,2022-02-28,,,",
        "严桂香,江海职业技术学院,x-welder,,,2022-03-01,,2021-02-28,,",
        "严桂香,江海职业技术学院,x-welder,3.2E+17,,,,,,",
        "严桂香,江海职业技术学院,x-welder,,,,,,,2022-03-01",
        "无此人,江海职业技术学院,x-welder,,,,,,,",
        "严桂香,无此单位,x-welder,,,,,,,",
    ]);
    let expected = [
        (2, "证书类型", Code::UnknownValue),
        (3, "证书类型", Code::Required),
        (4, "发证日期", Code::InFuture),
        (5, "有效期至", Code::EndBeforeStart),
        (6, "复审日期", Code::EndBeforeStart),
        (7, "证书编号", Code::NumberInTextColumn),
        (8, "核验人", Code::Required),
        (9, "姓名", Code::UnknownPerson),
        (10, "所在单位", Code::UnknownOrganisation),
    ];
    assert_eq!(rejections(&by(&w, Who::SunYu, &text).await), expected);
    assert_eq!(w.number("SELECT COUNT(*) FROM credential").await, 0);
}

#[tokio::test]
async fn an_officer_imports_those_of_the_own_people_and_verifies_nothing() {
    let w = world().await;
    let text = file(&["严桂香,,x-welder,W-1,,,,,林晓梅,2022-04-01"]);
    let report = by(&w, Who::LinXiaomei, &text).await;
    assert_eq!((counts(&report), warnings(&report)), ([1, 0, 0, 0], vec![(2, Code::StateNotTaken)]));
    assert_eq!(w.number("SELECT COUNT(*) FROM credential WHERE verified_by IS NULL").await, 1);
    let other = file(&["唐薇,云岭职业学院,x-welder,,,,,,,"]);
    assert_eq!(rejections(&by(&w, Who::LinXiaomei, &other).await), [(2, "所在单位", Code::NotYours)]);
    // A guest at the own enterprise and nobody at all look alike.
    w.active(&w.practice()).await;
    for name in ["严桂香", "无此人"] {
        let report = by(&w, Who::WangJianguo, &file(&[&format!("{name},,x-welder,,,,,,,")])).await;
        assert_eq!(rejections(&report), [(2, "姓名", Code::UnknownPerson)], "{name}");
    }
    w.sql(
        "UPDATE employment SET last_day = '2026-06-30' WHERE person_id = (SELECT id FROM person WHERE name = '马骏')",
    )
    .await;
    let left = by(&w, Who::LinXiaomei, &file(&["马骏,,x-welder,,,,,,,"])).await;
    assert_eq!(rejections(&left), [(2, "姓名", Code::NotYours)]);
}

#[tokio::test]
async fn an_export_of_credentials_comes_back_unchanged() {
    let w = world().await;
    by(
        &w,
        Who::SunYu,
        &file(&[
            "严桂香,江海职业技术学院,x-welder,W-1,人社厅,2022-03-01,2028-02-29,2025-02-28,林晓梅,2022-04-01",
            "陈立,南桥精密机械有限公司,x-driver,,,,,,,",
        ]),
    )
    .await;
    let (system, hr) = (service::Ctx::system("export", w.now), w.ctx(Who::LinXiaomei).await);
    for (ctx, rows) in [(&system, 2), (&hr, 1)] {
        let sheet = export::run(&w.db, ctx, Kind::Credentials).await.unwrap();
        assert_eq!(sheet.rows.len(), rows);
        for bytes in [write::csv(&sheet).unwrap(), write::xlsx(&sheet, "credentials").unwrap()] {
            let sheet = read(&bytes, &ReadOptions::default()).unwrap();
            let mapping = Mapping::identity(Kind::Credentials);
            let report = import::run(&w.db, ctx, &mapping, &sheet, Options::default()).await.unwrap();
            let expected = [0, 0, u32::try_from(rows).unwrap(), 0];
            assert_eq!((counts(&report), rejections(&report), warnings(&report)), (expected, vec![], vec![]));
        }
    }
}
