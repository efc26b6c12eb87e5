//! Importing step by step, as the browser does: a file is kept, matched, tried out and imported.

use chrono::TimeDelta;
use domain::{Code, Error, id::ImportFileId};
use service::{
    Ctx,
    import::Stopped,
    import_file::{self, COLUMN, CONSTANT, ChoicesForm, Choosing, FileView, ReadingForm, UploadForm},
    mapping::{Kind, MappingText},
    tabular::{Cell, FileError, Sheet, write},
};

use crate::{
    people::Who::{LinXiaomei, SunYu, ZhouMin},
    world::{Who, World},
};

/// A roster as a college sends it: a title, a header of its own, one day that does not exist.
const ROSTER: &str = "\
江海职业技术学院教师名册,,,,,
,,,,,
姓 名,教工号,院系,人员类型,任职日期,备注
马超然,２０２６００１,机电学院,教师,2026-09-01,
方雨桐,2026002,机电学院,教师,2026-02-30,新入职
罗一鸣,2026003,电子学院,教师,2026年9月1日,
";

fn roster() -> UploadForm {
    UploadForm {
        kind: "people".to_owned(),
        file_name: "教师名册.csv".to_owned(),
        content: ROSTER.as_bytes().to_vec(),
        ..UploadForm::default()
    }
}

async fn upload(world: &World, ctx: &Ctx, form: UploadForm) -> ImportFileId {
    import_file::upload(&world.db, ctx, form).await.unwrap()
}

async fn view(world: &World, ctx: &Ctx, id: ImportFileId) -> FileView {
    import_file::read(&world.db, ctx, id).await.unwrap()
}

fn choosing(view: &FileView) -> &Choosing {
    view.choosing.as_ref().unwrap()
}

fn source<'a>(form: &'a ChoicesForm, field: &str) -> &'a str {
    &form.fields[field].source
}

async fn refused(world: &World, ctx: &Ctx, content: &[u8]) -> FileError {
    let form = UploadForm { content: content.to_vec(), ..roster() };
    match import_file::upload(&world.db, ctx, form).await {
        Err(Stopped::File(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_header_below_a_title_is_found_and_its_columns_are_matched_by_their_names() {
    let world = World::new().await;
    let ctx = world.ctx(LinXiaomei).await;
    let id = upload(&world, &ctx, roster()).await;
    let view = view(&world, &ctx, id).await;
    let table = choosing(&view);
    assert_eq!((table.header_line, table.rows), (3, 3));
    assert_eq!(table.first_rows[0].0, 4);
    assert_eq!(source(&table.form, "name"), format!("{COLUMN}姓 名"));
    assert_eq!(source(&table.form, "staff_number"), format!("{COLUMN}教工号"));
    assert_eq!(source(&table.form, "first_day"), format!("{COLUMN}任职日期"));
    let profile = &table.form.fields["profile"];
    assert_eq!((profile.values[0].theirs.as_str(), profile.values[0].ours.as_str()), ("教师", "teacher"));
    assert_eq!(table.unused, ["备注"]);
}

#[tokio::test]
async fn a_dry_run_names_the_bad_row_and_stores_nothing_and_the_import_takes_the_good_ones() {
    let world = World::new().await;
    let ctx = world.ctx(LinXiaomei).await;
    let people = world.number("SELECT COUNT(*) FROM person").await;
    let id = upload(&world, &ctx, roster()).await;
    import_file::try_out(&world.db, &ctx, id).await.unwrap();
    let outcome = view(&world, &ctx, id).await.outcome.unwrap();
    assert!(outcome.dry_run && !outcome.stored);
    assert_eq!((outcome.report.imported, outcome.rejected_lines.as_slice(), outcome.good_rows()), (2, &[5][..], 2));
    let wrong = &outcome.report.rejected[0];
    assert_eq!((wrong.row, wrong.column.as_str(), wrong.code), (5, "任职日期", Code::BadDate));
    assert_eq!(world.number("SELECT COUNT(*) FROM person").await, people);

    import_file::import(&world.db, &ctx, id, false).await.unwrap();
    let file = view(&world, &ctx, id).await;
    assert!(!file.outcome.unwrap().stored && file.imported_at.is_none(), "all or nothing");
    assert_eq!(world.number("SELECT COUNT(*) FROM person").await, people);

    import_file::import(&world.db, &ctx, id, true).await.unwrap();
    let file = view(&world, &ctx, id).await;
    assert!(file.outcome.unwrap().stored && file.imported_at.is_some());
    assert_eq!(world.number("SELECT COUNT(*) FROM person").await, people + 2);
    let found = "SELECT COUNT(*) FROM employment WHERE staff_number IN ('2026001', '2026003')";
    assert_eq!(world.number(found).await, 2);

    let (name, sheet) = import_file::rejected(&world.db, &ctx, id, |code| code.to_string()).await.unwrap();
    assert_eq!(name, "教师名册.csv");
    let mended = String::from_utf8(write::csv(&sheet).unwrap()).unwrap().replace("2026-02-30", "2026-02-28");
    let again = upload(&world, &ctx, UploadForm { content: mended.into_bytes(), ..roster() }).await;
    import_file::import(&world.db, &ctx, again, false).await.unwrap();
    assert_eq!(view(&world, &ctx, again).await.outcome.unwrap().report.imported, 1);
    assert_eq!(world.number("SELECT COUNT(*) FROM person").await, people + 3);

    let third = upload(&world, &ctx, roster()).await;
    import_file::try_out(&world.db, &ctx, third).await.unwrap();
    let outcome = view(&world, &ctx, third).await.outcome.unwrap();
    assert_eq!((outcome.changes(), outcome.report.unchanged), (0, 2), "twice changes nothing");
}

#[tokio::test]
async fn what_is_missing_is_asked_for_when_the_file_is_tried_out_and_a_constant_fills_it() {
    let world = World::new().await;
    let ctx = world.ctx(LinXiaomei).await;
    let content = ROSTER.replace("姓 名", "何人").replace("人员类型", "无").into_bytes();
    let id = upload(&world, &ctx, UploadForm { content, ..roster() }).await;
    let failure = import_file::try_out(&world.db, &ctx, id).await.unwrap_err();
    assert_eq!(*failure.error(), Error::field("fields[name][source]", Code::Required));

    let mut form = choosing(&view(&world, &ctx, id).await).form.clone();
    form.fields.get_mut("name").unwrap().source = format!("{COLUMN}何人");
    form.fields.get_mut("name").unwrap().of = "何人".to_owned();
    form.fields.get_mut("profile").unwrap().source = CONSTANT.to_owned();
    let failure = import_file::map(&world.db, &ctx, id, &form).await.unwrap_err();
    assert_eq!(*failure.error(), Error::field("fields[profile][constant]", Code::Required));
    form.fields.get_mut("profile").unwrap().constant = "wizard".to_owned();
    let failure = import_file::map(&world.db, &ctx, id, &form).await.unwrap_err();
    assert_eq!(*failure.error(), Error::field("fields[profile][constant]", Code::UnknownValue));
    form.fields.get_mut("profile").unwrap().constant = "teacher".to_owned();
    import_file::map(&world.db, &ctx, id, &form).await.unwrap();
    import_file::try_out(&world.db, &ctx, id).await.unwrap();
    let file = view(&world, &ctx, id).await;
    assert_eq!(file.outcome.as_ref().unwrap().report.imported, 2);
    assert_eq!(choosing(&file).form, form, "the form shows what was chosen");

    form.fields.get_mut("department").unwrap().source = String::new();
    import_file::map(&world.db, &ctx, id, &form).await.unwrap();
    assert_eq!(view(&world, &ctx, id).await.outcome, None, "what was said of another mapping is forgotten");
}

#[tokio::test]
async fn a_mapping_kept_by_name_fits_the_next_file_and_is_a_mapping_file() {
    let world = World::new().await;
    let ctx = world.ctx(LinXiaomei).await;
    let id = upload(&world, &ctx, roster()).await;
    let mut form = choosing(&view(&world, &ctx, id).await).form.clone();
    form.fields.get_mut("title").unwrap().source = format!("{COLUMN}备注");
    form.fields.get_mut("title").unwrap().of = "备注".to_owned();
    import_file::map(&world.db, &ctx, id, &form).await.unwrap();
    let failure = import_file::keep(&world.db, &ctx, id, " ").await.unwrap_err();
    assert_eq!(*failure.error(), Error::field("name", Code::Required));
    import_file::keep(&world.db, &ctx, id, "教务处名册").await.unwrap();
    import_file::keep(&world.db, &ctx, id, "教务处名册").await.unwrap();
    assert_eq!(world.number("SELECT COUNT(*) FROM import_mapping WHERE version = 2").await, 1);

    let next = upload(&world, &ctx, roster()).await;
    let kept = view(&world, &ctx, next).await.kept;
    assert_eq!(kept.len(), 1);
    import_file::apply(&world.db, &ctx, next, &kept[0].id.to_string()).await.unwrap();
    assert_eq!(choosing(&view(&world, &ctx, next).await).form, form);
    let (_, text) = import_file::mapping_file(&world.db, &ctx, next).await.unwrap();
    let mapping = MappingText::read(&text, Kind::People).unwrap().mapping(Kind::People).unwrap();
    assert_eq!(mapping.kind(), Kind::People);

    for stranger in [ZhouMin, SunYu] {
        let ctx = world.ctx(stranger).await;
        let failure = import_file::forget(&world.db, &ctx, kept[0].id).await.unwrap_err();
        assert_eq!(*failure.error(), Error::NotFound);
    }
    import_file::forget(&world.db, &ctx, kept[0].id).await.unwrap();
    assert!(view(&world, &ctx, next).await.kept.is_empty());
}

#[tokio::test]
async fn a_file_of_another_account_is_not_found() {
    let world = World::new().await;
    let ctx = world.ctx(LinXiaomei).await;
    let id = upload(&world, &ctx, roster()).await;
    import_file::try_out(&world.db, &ctx, id).await.unwrap();
    for who in [SunYu, ZhouMin] {
        let other = world.ctx(who).await;
        assert_eq!(*import_file::read(&world.db, &other, id).await.unwrap_err().error(), Error::NotFound, "{who:?}");
        let form = ChoicesForm::default();
        let failures = [
            import_file::map(&world.db, &other, id, &form).await.unwrap_err(),
            import_file::try_out(&world.db, &other, id).await.unwrap_err(),
            import_file::import(&world.db, &other, id, true).await.unwrap_err(),
            import_file::rejected(&world.db, &other, id, |code| code.to_string()).await.unwrap_err(),
            import_file::mapping_file(&world.db, &other, id).await.unwrap_err(),
            import_file::keep(&world.db, &other, id, "x").await.unwrap_err(),
            import_file::reread(&world.db, &other, id, &ReadingForm::default()).await.unwrap_err(),
            import_file::discard(&world.db, &other, id).await.unwrap_err(),
        ];
        for failure in failures {
            assert_eq!(*failure.error(), Error::NotFound, "{who:?}");
        }
        assert!(import_file::list(&world.db, &other).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn who_may_not_import_may_not_upload() {
    let world = World::new().await;
    let ctx = world.ctx(Who::YanGuixiang).await;
    let Err(Stopped::Failed(failure)) = import_file::upload(&world.db, &ctx, roster()).await else { panic!() };
    assert_eq!(*failure.error(), Error::Forbidden);
    assert_eq!(*import_file::kinds(&world.visitor()).unwrap_err().error(), Error::SignInNeeded);
}

#[tokio::test]
async fn a_file_is_gone_when_its_time_is_over_and_the_next_upload_deletes_it() {
    let mut world = World::new().await;
    let ctx = world.ctx(LinXiaomei).await;
    let id = upload(&world, &ctx, roster()).await;
    assert_eq!(import_file::list(&world.db, &ctx).await.unwrap().len(), 1);
    world.now += TimeDelta::hours(import_file::KEPT_HOURS);
    let ctx = world.ctx(LinXiaomei).await;
    assert_eq!(*import_file::read(&world.db, &ctx, id).await.unwrap_err().error(), Error::NotFound);
    assert!(import_file::list(&world.db, &ctx).await.unwrap().is_empty());
    upload(&world, &ctx, roster()).await;
    assert_eq!(world.number("SELECT COUNT(*) FROM import_file").await, 1);
    let mine = import_file::list(&world.db, &ctx).await.unwrap()[0].id;
    import_file::discard(&world.db, &ctx, mine).await.unwrap();
    assert_eq!(world.number("SELECT COUNT(*) FROM import_file").await, 0);
}

#[tokio::test]
async fn what_is_no_table_is_refused_with_its_place_and_nothing_is_stored() {
    let world = World::new().await;
    let ctx = world.ctx(LinXiaomei).await;
    let table = Sheet::new(&["姓名"], vec![vec![Cell::text("甲")]]);
    let workbook = write::xlsx(&table, "名册").unwrap();
    assert_eq!(refused(&world, &ctx, b"%PDF-1.7").await, FileError::whole(Code::NotATable));
    assert_eq!(refused(&world, &ctx, b"").await.code, Code::EmptyFile);
    let doubled = "姓名,工号,姓名\n甲,1,乙\n";
    assert_eq!(
        refused(&world, &ctx, doubled.as_bytes()).await,
        FileError::at(Code::DoubledColumn, 1).in_column("姓名")
    );
    let broken = "姓名,工号\n\"甲,1\n";
    assert_eq!(refused(&world, &ctx, broken.as_bytes()).await.line, Some(2));
    let mut odd = "姓名,工号,部门\n甲甲甲甲甲甲甲甲,1,乙\n".as_bytes().to_vec();
    odd.splice(20..20, [0xFF]);
    assert_eq!(refused(&world, &ctx, &odd).await.code, Code::BadEncoding);
    let large = vec![b'a'; import_file::MOST_BYTES + 1];
    assert_eq!(refused(&world, &ctx, &large).await, FileError::whole(Code::TooLarge));
    let form = UploadForm { content: workbook, sheet: "没有".to_owned(), ..roster() };
    let Err(Stopped::File(error)) = import_file::upload(&world.db, &ctx, form).await else { panic!() };
    assert_eq!(error.code, Code::UnknownSheet);
    for (form, field) in [
        (UploadForm { kind: "wizards".to_owned(), ..roster() }, Error::field("kind", Code::UnknownValue)),
        (UploadForm { file_name: String::new(), ..roster() }, Error::field("file", Code::Required)),
    ] {
        let Err(Stopped::Failed(failure)) = import_file::upload(&world.db, &ctx, form).await else { panic!() };
        assert_eq!(*failure.error(), field);
    }
    assert_eq!(world.number("SELECT COUNT(*) FROM import_file").await, 0);
}

#[tokio::test]
async fn another_header_line_is_read_and_a_wrong_one_changes_nothing() {
    let world = World::new().await;
    let ctx = world.ctx(LinXiaomei).await;
    let id = upload(&world, &ctx, roster()).await;
    let wrong = ReadingForm { header_row: "９９".to_owned(), ..ReadingForm::default() };
    let failure = import_file::reread(&world.db, &ctx, id, &wrong).await.unwrap_err();
    assert_eq!(*failure.error(), Error::field("header_row", Code::EmptyFile));
    assert_eq!(choosing(&view(&world, &ctx, id).await).header_line, 3);
    let other = ReadingForm { header_row: "4".to_owned(), ..ReadingForm::default() };
    let failure = import_file::reread(&world.db, &ctx, id, &other).await.unwrap_err();
    assert_eq!(*failure.error(), Error::field("header_row", Code::BrokenRow));
    let none = ReadingForm { header_row: "x".to_owned(), ..ReadingForm::default() };
    let failure = import_file::reread(&world.db, &ctx, id, &none).await.unwrap_err();
    assert_eq!(*failure.error(), Error::field("header_row", Code::NotANumber));
    import_file::reread(&world.db, &ctx, id, &ReadingForm::default()).await.unwrap();
    assert_eq!(choosing(&view(&world, &ctx, id).await).header_line, 3);
}
