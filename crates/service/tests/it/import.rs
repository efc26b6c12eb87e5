//! Importing placements: an invented file of the shape of a real one, with the same kinds of defects.

use domain::{Code, Error};
use service::{
    Ctx,
    import::{self, Options, Stopped},
    mapping::{Kind, Mapping},
    report::ImportReport,
    tabular::{Cell, FileError, ReadOptions, Sheet, read, write},
};

use crate::world::{Who, World};

/// The example that the documentation shows.
const EXAMPLE: &str = include_str!("../../../../docs/examples/staff_placements.toml");

const HEADER: &str = "grant_no,role_pt,start,end,sending_org,hosting_org,hosting_country,field_major,direction\n";

/// Three placements in four good rows, and three bad rows.
const ROWS: &str = "\
1001-09-1,ESTÁGIO SÊNIOR,2009-09,2010-02,UNIVERSIDADE DO NORTE,HARBOUR LABORATORY,ESTADOS UNIDOS,BIOLOGIA,outbound
1001-09-1,ESTÁGIO SÊNIOR,2009-09,2010-02,UNIVERSIDADE DO NORTE,HARBOUR LABORATORY,ESTADOS UNIDOS,BIOLOGIA,outbound
1001-09-1,CAPACITAÇÃO,2009-09,2010-02,UNIVERSIDADE DO NORTE,HARBOR LABORATORY,ESTADOS UNIDOS,BIOLOGIA,outbound
1002-10-2,PROFESSOR CONVIDADO,2010-03,2010-03,HARBOUR LABORATORY,UNIVERSIDADE DO NORTE,BRASIL,QUÍMICA,inbound
1003-10-3,ESTÁGIO,2010-03,2010-04,,HARBOUR LABORATORY,ESTADOS UNIDOS,QUÍMICA,outbound
1004-10-4,ESTÁGIO,2010-03,2010-04,UNIVERSIDADE DO NORTE,UNIVERSIDADE  DO NORTE,BRASIL,QUÍMICA,outbound
1005-10-5,ESTÁGIO,2010-13,2010-02,UNIVERSIDADE DO NORTE,,BRASIL,QUÍMICA,sideways
";

pub const SKIP: Options = Options { dry_run: false, skip_rejected: true };

fn operator(world: &World) -> Ctx {
    Ctx::system("import", world.now)
}

fn example() -> Mapping {
    Mapping::load(EXAMPLE, Kind::Placements).unwrap()
}

fn table(text: &str) -> Sheet {
    read(text.as_bytes(), &ReadOptions::default()).unwrap()
}

pub async fn run(world: &World, mapping: &Mapping, text: &str, options: Options) -> ImportReport {
    let report = import::run(&world.db, &operator(world), mapping, &table(text), options).await.unwrap();
    assert!(report.is_balanced(), "{report:?}");
    report
}

/// Line, column and code of every rejection.
pub fn rejections(report: &ImportReport) -> Vec<(u32, &str, Code)> {
    report.rejected.iter().map(|one| (one.row, one.column.as_str(), one.code)).collect()
}

pub fn counts(report: &ImportReport) -> [u32; 4] {
    [report.imported, report.updated, report.unchanged, report.repeated]
}

async fn placements(world: &World) -> i64 {
    world.number("SELECT COUNT(*) FROM placement").await
}

/// Everything that an import can add to.
async fn stored(world: &World) -> Vec<i64> {
    let mut rows = Vec::new();
    for table in ["organisation", "department", "person", "employment", "placement", "placement_event", "audit_event"] {
        rows.push(world.number(&format!("SELECT COUNT(*) FROM {table}")).await);
    }
    rows
}

fn file(rows: &str) -> String {
    format!("{HEADER}{rows}")
}

#[tokio::test]
async fn good_rows_go_in_and_bad_ones_are_named_by_line_column_and_code() {
    let world = World::new().await;
    let report = run(&world, &example(), &file(ROWS), SKIP).await;
    assert_eq!((report.rows, counts(&report)), (7, [3, 0, 0, 1]));
    let expected = [
        (6, "sending_org", Code::MissingSender),
        (7, "hosting_org", Code::SenderIsHost),
        (8, "direction", Code::UnknownValue),
        (8, "hosting_org", Code::MissingHost),
        (8, "start", Code::BadDate),
    ];
    let mut found = rejections(&report);
    found.sort_by_key(|(row, column, _)| (*row, column.to_owned()));
    assert_eq!(found, expected);
    let overlaps: Vec<_> = report.warnings.iter().map(|warning| (warning.row, warning.code)).collect();
    assert_eq!(overlaps, [(4, Code::OverlapUnknownLoad)]);
    assert_eq!(placements(&world).await, 3);
    let people = "SELECT COUNT(*) FROM person WHERE name = '' AND reference IN ('1001-09-1', '1002-10-2')";
    assert_eq!(world.number(people).await, 2);
    // None of the bad rows left anything.
    assert_eq!(world.number("SELECT COUNT(*) FROM person WHERE reference LIKE '1004%'").await, 0);
}

#[tokio::test]
async fn what_the_mapping_says_is_what_is_stored() {
    let world = World::new().await;
    run(&world, &example(), &file(ROWS), SKIP).await;
    let stored = "SELECT COUNT(*) FROM placement p JOIN organisation s ON s.id = p.sending_id \
        JOIN organisation h ON h.id = p.hosting_id JOIN person o ON o.id = p.person_id \
        JOIN employment e ON e.person_id = o.id AND e.organisation_id = s.id WHERE ";
    let out = "p.direction = 'enterprise_practice' AND p.role = 'ESTÁGIO SÊNIOR' AND p.form = 'on_post' \
        AND p.load = 'unknown' AND p.first_day = '2009-09-01' AND p.last_day = '2010-02-28' \
        AND p.state = 'completed' AND p.sending_approved AND p.hosting_approved AND p.place = 'ESTADOS UNIDOS' \
        AND s.kind = 'university' AND h.kind = 'other' AND e.profile = 'teacher' AND e.consent \
        AND o.reference = '1001-09-1' AND p.field = 'BIOLOGIA' AND p.class_hour_minutes = 45";
    assert_eq!(world.number(&format!("{stored}{out}")).await, 1);
    let back = "p.direction = 'teaching_secondment' AND p.form = 'teaching' AND e.profile = 'engineer' \
        AND s.name = 'HARBOUR LABORATORY' AND h.name = 'UNIVERSIDADE DO NORTE' AND p.last_day = '2010-03-31'";
    assert_eq!(world.number(&format!("{stored}{back}")).await, 1);
    assert_eq!(world.number("SELECT COUNT(*) FROM placement_event WHERE deed = 'complete'").await, 3);
    let line = "SELECT COUNT(*) FROM audit_event WHERE action = 'import.placements' AND object = 'import'";
    assert_eq!(world.number(line).await, 1);
}

#[tokio::test]
async fn a_file_imported_twice_changes_nothing_the_second_time() {
    let world = World::new().await;
    run(&world, &example(), &file(ROWS), SKIP).await;
    let before = stored(&world).await;
    let report = run(&world, &example(), &file(ROWS), SKIP).await;
    assert_eq!(counts(&report), [0, 0, 3, 1]);
    assert_eq!(stored(&world).await, before);
}

#[tokio::test]
async fn a_dry_run_reports_the_same_and_stores_nothing() {
    let world = World::new().await;
    let before = stored(&world).await;
    let dry = run(&world, &example(), &file(ROWS), Options { dry_run: true, skip_rejected: true }).await;
    assert_eq!(stored(&world).await, before);
    assert_eq!(run(&world, &example(), &file(ROWS), SKIP).await, dry);
}

#[tokio::test]
async fn one_bad_row_keeps_all_from_being_stored_unless_it_is_skipped() {
    let world = World::new().await;
    let before = stored(&world).await;
    let report = run(&world, &example(), &file(ROWS), Options::default()).await;
    assert_eq!((counts(&report), stored(&world).await), ([3, 0, 0, 1], before));
}

#[tokio::test]
async fn the_encoding_and_the_form_of_the_file_make_no_difference() {
    let world = World::new().await;
    let rows = "2001,ESTAGIO,2012-01,2012-02,北方大学,南桥精密机械有限公司,美国,生物,outbound\n";
    let mapping = EXAMPLE.replace("\"ESTÁGIO\" =", "\"ESTAGIO\" =");
    let mapping = Mapping::load(&mapping, Kind::Placements).unwrap();
    let text = file(rows);
    let (gb18030, _, _) = encoding_rs::GB18030.encode(&text);
    let sheet = read(&gb18030, &ReadOptions::default()).unwrap();
    let first = import::run(&world.db, &operator(&world), &mapping, &sheet, Options::default()).await.unwrap();
    assert_eq!(counts(&first), [1, 0, 0, 0]);
    let known = "SELECT COUNT(*) FROM organisation WHERE name = '北方大学' AND kind = 'university'";
    assert_eq!(world.number(known).await, 1);
    let with_mark = format!("\u{feff}{text}").into_bytes();
    let workbook = write::xlsx(&table(&text), "placements").unwrap();
    for bytes in [with_mark, workbook] {
        let sheet = read(&bytes, &ReadOptions::default()).unwrap();
        let again = import::run(&world.db, &operator(&world), &mapping, &sheet, Options::default()).await.unwrap();
        assert_eq!(counts(&again), [0, 0, 1, 0]);
    }
}

#[tokio::test]
async fn the_direction_may_be_a_constant_of_the_mapping() {
    let world = World::new().await;
    let column = "direction = { column = \"direction\", values = { outbound = \"enterprise_practice\", inbound = \"teaching_secondment\" } }\n\n# The role";
    assert!(EXAMPLE.contains(column));
    let mapping = EXAMPLE.replace(column, "direction = { value = \"teaching_secondment\" }\n\n# The role");
    let mapping = Mapping::load(&mapping, Kind::Placements).unwrap();
    let rows = "2001,ESTÁGIO,2012-01,2012-02,A,B,,,outbound\n";
    assert_eq!(run(&world, &mapping, &file(rows), Options::default()).await.imported, 1);
    assert_eq!(world.number("SELECT COUNT(*) FROM placement WHERE direction = 'teaching_secondment'").await, 1);
}

#[tokio::test]
async fn organisations_and_people_are_created_only_when_the_mapping_says_so() {
    let world = World::new().await;
    let (head, _) = EXAMPLE.split_once("[create]").unwrap();
    let mapping = Mapping::load(head, Kind::Placements).unwrap();
    let rows = "2001,ESTÁGIO,2012-01,2012-02,江海职业技术学院,NOWHERE,,,outbound\n";
    let report = run(&world, &mapping, &file(rows), SKIP).await;
    let expected = [(2, "hosting_org", Code::UnknownOrganisation), (2, "grant_no", Code::UnknownPerson)];
    assert_eq!(rejections(&report), expected);
    assert_eq!(report.rejected[0].value, "NOWHERE");
}

#[tokio::test]
async fn auditors_participants_and_visitors_do_not_import() {
    let world = World::new().await;
    let sheet = table(&file(ROWS));
    let secretariat = world.ctx(Who::SunYu).await;
    import::run(&world.db, &secretariat, &example(), &sheet, SKIP).await.unwrap();
    for who in [Who::QianShen, Who::LuPing, Who::YanGuixiang, Who::ZhaoHai] {
        let ctx = world.ctx(who).await;
        let refused = import::run(&world.db, &ctx, &example(), &sheet, SKIP).await.unwrap_err();
        assert!(matches!(&refused, Stopped::Failed(failure) if *failure.error() == Error::Forbidden), "{who:?}");
    }
    let visitor = import::run(&world.db, &world.visitor(), &example(), &sheet, SKIP).await.unwrap_err();
    assert!(matches!(&visitor, Stopped::Failed(failure) if *failure.error() == Error::SignInNeeded));
}

#[tokio::test]
async fn a_file_that_lacks_a_column_of_the_mapping_is_refused_as_a_whole() {
    let world = World::new().await;
    let sheet = table(&file(ROWS).replace("hosting_org", "host"));
    let refused = import::run(&world.db, &operator(&world), &example(), &sheet, SKIP).await.unwrap_err();
    let expected = FileError::at(Code::MissingColumn, 1).in_column("hosting_org");
    assert!(matches!(&refused, Stopped::File(error) if *error == expected), "{refused:?}");
}

#[test]
fn what_is_no_table_is_told_with_a_code_and_a_place() {
    let refused = |bytes: &[u8]| read(bytes, &ReadOptions::default()).unwrap_err();
    assert_eq!(refused(b"").code, Code::EmptyFile);
    assert_eq!(refused(b"%PDF-1.7\n").code, Code::NotATable);
    assert_eq!(refused(b"PK\x03\x04 no workbook").code, Code::NotATable);
    assert_eq!(refused(b"a,b,a\n1,2,3\n").code, Code::DoubledColumn);
    assert_eq!(refused(b"a,b\n1,\xff\xff\xff\n").code, Code::BadEncoding);
    let empty_rows = Sheet::new(&["direction"], vec![vec![Cell::Empty]; 1]);
    let bytes = write::xlsx(&empty_rows, "placements").unwrap();
    assert_eq!(refused(&bytes).code, Code::EmptyFile);
}

#[tokio::test]
async fn an_export_read_back_changes_nothing_and_has_the_same_keys() {
    let world = World::new().await;
    world.active(&world.practice()).await;
    world.drafted(&world.secondment()).await;
    run(&world, &example(), &file(ROWS), SKIP).await;
    let before = stored(&world).await;
    let sheet = service::export::placements(&world.db, &operator(&world)).await.unwrap();
    assert_eq!(sheet.rows.len(), 5);
    let identity = Mapping::identity(Kind::Placements);
    for bytes in [write::csv(&sheet).unwrap(), write::xlsx(&sheet, "placements").unwrap()] {
        let sheet = read(&bytes, &ReadOptions::default()).unwrap();
        let ctx = operator(&world);
        let report = import::run(&world.db, &ctx, &identity, &sheet, Options::default()).await.unwrap();
        assert_eq!((counts(&report), &report.rejected[..]), ([0, 0, 5, 0], &[][..]));
    }
    assert_eq!(stored(&world).await, before);
    let exported: Vec<_> = identity.apply(&sheet).unwrap().iter().map(|record| record.key()).collect();
    let rows = example().apply(&table(&file(ROWS))).unwrap();
    for record in &rows[..4] {
        assert!(exported.contains(&record.key()), "line {}", record.line);
    }
}

#[tokio::test]
async fn an_export_holds_what_the_actor_may_see() {
    let world = World::new().await;
    run(&world, &example(), &file(ROWS), SKIP).await;
    world.active(&world.practice()).await;
    for (who, rows) in [(Who::LinXiaomei, 1), (Who::ZhouMin, 0), (Who::QianShen, 4), (Who::YanGuixiang, 1)] {
        let sheet = service::export::placements(&world.db, &world.ctx(who).await).await.unwrap();
        assert_eq!(sheet.rows.len(), rows, "{who:?}");
    }
}
