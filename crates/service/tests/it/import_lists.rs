//! Importing and exporting organisations, people and catalogues.

use domain::{Code, Error};
use service::{
    Ctx, export,
    import::{self, Options},
    mapping::{Kind, Mapping},
    report::ImportReport,
    tabular::{ReadOptions, read, write},
};

use crate::world::{Who, World, error};

fn operator(world: &World) -> Ctx {
    Ctx::system("import", world.now)
}

async fn run(world: &World, mapping: &Mapping, text: &str) -> ImportReport {
    let sheet = read(text.as_bytes(), &ReadOptions::default()).unwrap();
    let report = import::run(&world.db, &operator(world), mapping, &sheet, Options::default()).await.unwrap();
    assert!(report.is_balanced(), "{report:?}");
    report
}

async fn ours(world: &World, kind: Kind, text: &str) -> ImportReport {
    run(world, &Mapping::identity(kind), text).await
}

fn rejections(report: &ImportReport) -> Vec<(u32, &str, Code)> {
    report.rejected.iter().map(|one| (one.row, one.column.as_str(), one.code)).collect()
}

fn counts(report: &ImportReport) -> [u32; 4] {
    [report.imported, report.updated, report.unchanged, report.repeated]
}

const ORGANISATIONS: &str = "\
reference,kind,name,name_en,moe_code,credit_code,province,city,zone
M-1,college,东湖职业学院,East Lake College,4142012345,,湖北,武汉,Asia/Shanghai
M-2,enterprise,东湖数控有限公司,,,91110000802100433B,湖北,武汉,
,enterprise,Ohio Tools,,,,,,America/New_York
";

#[tokio::test]
async fn organisations_go_in_once_and_are_changed_by_a_later_file() {
    let world = World::new().await;
    assert_eq!(counts(&ours(&world, Kind::Organisations, ORGANISATIONS).await), [3, 0, 0, 0]);
    assert_eq!(counts(&ours(&world, Kind::Organisations, ORGANISATIONS).await), [0, 0, 3, 0]);
    let moved = ORGANISATIONS.replace("东湖数控有限公司", "东湖智能装备有限公司").replace("湖北,武汉,\n", ",襄阳,\n");
    assert_eq!(counts(&ours(&world, Kind::Organisations, &moved).await), [0, 1, 2, 0]);
    let found = "SELECT COUNT(*) FROM organisation WHERE reference = 'M-2' AND name = '东湖智能装备有限公司' \
        AND province = '湖北' AND city = '襄阳' AND zone = 'Asia/Shanghai' AND version = 2";
    assert_eq!(world.number(found).await, 1);
    let again = format!("{ORGANISATIONS}M-1,college,东湖职业学院,,,,,,\n");
    assert_eq!(counts(&ours(&world, Kind::Organisations, &again).await), [0, 1, 2, 1]);
}

#[tokio::test]
async fn codes_of_organisations_are_checked_by_form_and_are_unique() {
    let world = World::new().await;
    ours(&world, Kind::Organisations, ORGANISATIONS).await;
    let bad = "\
kind,name,moe_code,credit_code,zone
college,甲,4199012345,,
college,乙,,91110000802100433C,
college,丙,,,Asia/Wuhan
school,丁,,,
college,,,,
enterprise,东湖职业学院,,91110000802100433b,
";
    let report = ours(&world, Kind::Organisations, bad).await;
    let expected = [
        (2, "moe_code", Code::BadMoeCode),
        (3, "credit_code", Code::BadCreditCode),
        (4, "zone", Code::UnknownZone),
        (5, "kind", Code::UnknownValue),
        (6, "name", Code::Required),
        // Found by the code, it would take the name of another one.
        (7, "name", Code::Duplicate),
    ];
    assert_eq!(rejections(&report), expected);
    let two = "kind,name,city\ncollege,戊,武汉\ncollege,戊,荆州\n";
    assert_eq!(rejections(&ours(&world, Kind::Organisations, two).await), [(3, "name", Code::Duplicate)]);
}

const CATALOGUES: &str = "\
catalogue,code,name,name_en,class,level,valid_months,review_months
major,460104,机械制造及自动化,,机械设计制造类,高职专科,,
major,510201,计算机应用技术,,计算机类,高职专科,,
credential_type,welder,焊工证,Welder's certificate,,,72,36
";

#[tokio::test]
async fn catalogues_go_in_once_and_are_changed_by_a_later_file() {
    let world = World::new().await;
    assert_eq!(counts(&ours(&world, Kind::Catalogues, CATALOGUES).await), [3, 0, 0, 0]);
    assert_eq!(counts(&ours(&world, Kind::Catalogues, CATALOGUES).await), [0, 0, 3, 0]);
    let renamed = format!("{}major,460104,机械,,,,,\n", CATALOGUES.replace("焊工证", "焊接证").replace("72", ""));
    let report = ours(&world, Kind::Catalogues, &renamed).await;
    assert_eq!(rejections(&report), [(5, "code", Code::Duplicate)]);
    let report = ours(&world, Kind::Catalogues, &CATALOGUES.replace("焊工证", "焊接证").replace("72", "")).await;
    assert_eq!(counts(&report), [0, 1, 2, 0]);
    let found = "SELECT COUNT(*) FROM credential_type WHERE name = '焊接证' AND valid_months = 72";
    assert_eq!(world.number(found).await, 1);
    let bad = "catalogue,code,name,valid_months\nmajors,1,x,\nmajor,,x,\ncredential_type,a,x,-1\n";
    let expected =
        [(2, "catalogue", Code::UnknownValue), (3, "code", Code::Required), (4, "valid_months", Code::OutOfRange)];
    assert_eq!(rejections(&ours(&world, Kind::Catalogues, bad).await), expected);
}

const PEOPLE: &str = "\
reference,name,organisation,department,staff_number,profile,category,title,specialties,double_qualified_level,consent,first_day,last_day
,方志远,江海职业技术学院,机械系,J-0101,teacher,professional_course,副教授,460104 510201,senior,是,2016-09-01,
,方志远,江海职业技术学院,机械系,J-0102,teacher,public_course,讲师,,,true,2019-09-01,
E-7,Ann Lee,Hudson Tools,,,engineer,,Engineer,,,true,2018-01-02,2020-06-30
E-7,Ann Lee,南桥精密机械有限公司,技术部,N-9,engineer,,Senior engineer,,,true,2020-07-01,
";

#[tokio::test]
async fn people_go_in_once_with_employments_that_move_with_them() {
    let world = World::new().await;
    ours(&world, Kind::Catalogues, CATALOGUES).await;
    assert_eq!(counts(&ours(&world, Kind::People, PEOPLE).await), [4, 0, 0, 0]);
    assert_eq!(counts(&ours(&world, Kind::People, PEOPLE).await), [0, 0, 4, 0]);
    assert_eq!(world.number("SELECT COUNT(*) FROM person WHERE name = '方志远'").await, 2);
    let both = "SELECT COUNT(*) FROM employment e JOIN person p ON p.id = e.person_id WHERE p.reference = 'E-7'";
    assert_eq!(world.number(both).await, 2);
    assert_eq!(world.number("SELECT COUNT(*) FROM specialty").await, 2);
    assert_eq!(world.number("SELECT COUNT(*) FROM department").await, 2);
    let promoted = PEOPLE.replace("讲师", "副教授").replace("460104 510201", "460104");
    assert_eq!(counts(&ours(&world, Kind::People, &promoted).await), [0, 2, 2, 0]);
    assert_eq!(world.number("SELECT COUNT(*) FROM specialty").await, 1);
    let found = "SELECT COUNT(*) FROM employment e JOIN person p ON p.id = e.person_id \
        WHERE e.staff_number = 'J-0102' AND e.title = '副教授' AND p.version = 2";
    assert_eq!(world.number(found).await, 1);
}

#[tokio::test]
async fn a_person_without_number_or_reference_is_known_by_a_name_that_is_unique_there() {
    let world = World::new().await;
    let text = "name,organisation,profile,title\n严桂香,江海职业技术学院,teacher,教授\n";
    assert_eq!(counts(&ours(&world, Kind::People, text).await), [0, 1, 0, 0]);
    assert_eq!(counts(&ours(&world, Kind::People, text).await), [0, 0, 1, 0]);
    ours(&world, Kind::People, PEOPLE.replace("460104 510201", "").as_str()).await;
    let either = text.replace("严桂香", "方志远");
    assert_eq!(rejections(&ours(&world, Kind::People, &either).await), [(2, "name", Code::Ambiguous)]);
}

#[tokio::test]
async fn bad_people_are_refused_with_their_column() {
    let world = World::new().await;
    ours(&world, Kind::Catalogues, CATALOGUES).await;
    ours(&world, Kind::People, PEOPLE).await;
    let bad = "\
reference,name,organisation,staff_number,profile,specialties,first_day,last_day,email
,甲,无此单位,,teacher,,,,
,乙,江海职业技术学院,,teacher,999999,,,
,丙,江海职业技术学院,,teacher,,2020-01-02,2020-01-01,
,,江海职业技术学院,,teacher,,,,
,丁,江海职业技术学院,,,,,,
E-8,戊,南桥精密机械有限公司,N-9,engineer,,,,
X-1,,江海职业技术学院,,teacher,,,,
,己,江海职业技术学院,,teacher,,,,not an address
";
    let report = ours(&world, Kind::People, bad).await;
    let expected = [
        (2, "organisation", Code::UnknownOrganisation),
        (3, "specialties", Code::UnknownMajor),
        (4, "last_day", Code::EndBeforeStart),
        (5, "name", Code::Required),
        (6, "profile", Code::Required),
        (7, "staff_number", Code::Duplicate),
        (8, "reference", Code::UnknownPerson),
        (9, "email", Code::BadEmail),
    ];
    assert_eq!(rejections(&report), expected);
}

#[tokio::test]
async fn a_mapping_may_create_the_employer_and_people_without_a_name() {
    let world = World::new().await;
    let mapping = r#"
        kind = "people"
        [columns]
        reference = "grant"
        organisation = "employer"
        profile = { value = "teacher" }
        [create]
        people = "by_reference"
        [create.organisations]
        organisation = "university"
    "#;
    let mapping = Mapping::load(mapping, Kind::People).unwrap();
    let text = "grant,employer\nG-1,New University\nG-2,New  University\nG-1,New University\n";
    assert_eq!(counts(&run(&world, &mapping, text).await), [2, 0, 0, 1]);
    assert_eq!(counts(&run(&world, &mapping, text).await), [0, 0, 2, 1]);
    assert_eq!(world.number("SELECT COUNT(*) FROM organisation WHERE name = 'New University'").await, 1);
}

#[tokio::test]
async fn an_export_of_every_kind_read_back_changes_nothing() {
    let world = World::new().await;
    for (kind, text) in [(Kind::Organisations, ORGANISATIONS), (Kind::Catalogues, CATALOGUES), (Kind::People, PEOPLE)] {
        ours(&world, kind, text).await;
        let sheet = export::run(&world.db, &operator(&world), kind).await.unwrap();
        let name = kind.as_str();
        for bytes in [write::csv(&sheet).unwrap(), write::xlsx(&sheet, name).unwrap()] {
            let sheet = read(&bytes, &ReadOptions::default()).unwrap();
            let mapping = Mapping::identity(kind);
            let again = import::run(&world.db, &operator(&world), &mapping, &sheet, Options::default()).await.unwrap();
            let rows = u32::try_from(sheet.rows.len()).unwrap();
            assert_eq!((counts(&again), rejections(&again)), ([0, 0, rows, 0], Vec::new()), "{name}");
        }
    }
}

#[tokio::test]
async fn a_list_is_taken_out_only_within_the_own_organisation_or_for_the_community() {
    let world = World::new().await;
    let hr = world.ctx(Who::LinXiaomei).await;
    let people = export::people(&world.db, &hr).await.unwrap();
    assert_eq!(people.rows.len(), 6);
    assert_eq!(export::organisations(&world.db, &hr).await.unwrap().rows.len(), 1);
    let auditor = world.ctx(Who::QianShen).await;
    assert_eq!(export::organisations(&world.db, &auditor).await.unwrap().rows.len(), 4);
    let teacher = world.ctx(Who::YanGuixiang).await;
    assert_eq!(error(export::people(&world.db, &teacher).await), Error::Forbidden);
    assert_eq!(error(export::organisations(&world.db, &teacher).await), Error::Forbidden);
    assert_eq!(error(export::catalogues(&world.db, &world.visitor()).await), Error::SignInNeeded);
}
