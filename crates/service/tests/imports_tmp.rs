#![allow(missing_docs, dead_code)]
#[path = "it/database.rs"]
mod database;
#[path = "it/import.rs"]
mod import;
#[path = "it/import_lists.rs"]
mod import_lists;
#[path = "it/world.rs"]
mod world;
use service::{import::{run, Options}, mapping::*, tabular::*, Ctx};
#[tokio::test]
async fn zz_real() {
    let Ok(data) = std::env::var("REAL") else { return };
    let w = world::World::new().await;
    let m = Mapping::load(include_str!("../../../docs/examples/staff_placements.toml"), Kind::Placements).unwrap();
    let sheet = read(&std::fs::read(data).unwrap(), &m.read_options(ReadOptions::default())).unwrap();
    let o = Options { dry_run: false, skip_rejected: true };
    for _ in 0..2 {
        let t = std::time::Instant::now();
        let r = run(&w.db, &Ctx::system("import", w.now), &m, &sheet, o).await.unwrap();
        println!("{:?} rows {} imported {} updated {} unchanged {} repeated {} rejected {} ms {} sih {} warnings {:?}", t.elapsed(), r.rows, r.imported, r.updated, r.unchanged, r.repeated, r.rejected_rows().len(),
          r.rejected.iter().filter(|x| x.code == domain::Code::MissingSender).count(), r.rejected.iter().filter(|x| x.code == domain::Code::SenderIsHost).count(), r.warnings);
    }
    let e = service::export::placements(&w.db, &Ctx::system("export", w.now)).await.unwrap();
    let back = read(&write::csv(&e).unwrap(), &ReadOptions::default()).unwrap();
    let i = Mapping::identity(Kind::Placements);
    let r = run(&w.db, &Ctx::system("import", w.now), &i, &back, Options::default()).await.unwrap();
    println!("export {} back: unchanged {} rejected {:?}", e.rows.len(), r.unchanged, r.rejected);
    let keys: std::collections::HashSet<_> = i.apply(&e).unwrap().iter().map(|r| r.key()).collect();
    let theirs: std::collections::HashSet<_> = m.apply(&sheet).unwrap().iter().filter(|r| !r.reader().is_blank("sending")).map(|r| r.key()).collect();
    println!("keys {} of which in file {}", keys.len(), keys.intersection(&theirs).count());
}
#[tokio::test]
async fn zz_speed() {
    let Ok(n) = std::env::var("SPEED") else { return };
    let n: usize = n.parse().unwrap();
    let w = world::World::new().await;
    let m = Mapping::load(include_str!("../../../docs/examples/staff_placements.toml"), Kind::Placements).unwrap();
    let mut text = String::from("grant_no,role_pt,start,end,sending_org,hosting_org,hosting_country,field_major,direction\n");
    for k in 0..n { text += &format!("{}-09-1,ESTÁGIO SÊNIOR,{}-09,{}-02,UNIVERSIDADE {},HARBOUR LABORATORY {},ESTADOS UNIDOS,BIOLOGIA,outbound\n", 10000 + k, 1990 + k % 20, 1991 + k % 20, k % 300, k % 1200); }
    let t = std::time::Instant::now();
    let sheet = read(text.as_bytes(), &ReadOptions::default()).unwrap();
    println!("read {:?}", t.elapsed());
    for _ in 0..2 {
        let t = std::time::Instant::now();
        let r = run(&w.db, &Ctx::system("import", w.now), &m, &sheet, Options::default()).await.unwrap();
        println!("{:?} imported {} unchanged {}", t.elapsed(), r.imported, r.unchanged);
    }
    let t = std::time::Instant::now();
    let e = service::export::placements(&w.db, &Ctx::system("export", w.now)).await.unwrap();
    println!("export {} {:?}", e.rows.len(), t.elapsed());
    let mut e = e;
    let at = e.column("last_day").unwrap();
    for row in &mut e.rows { row.cells[at] = Cell::text("2013-01-01"); }
    let t = std::time::Instant::now();
    let r = run(&w.db, &Ctx::system("import", w.now), &Mapping::identity(Kind::Placements), &e, Options::default()).await.unwrap();
    println!("{:?} updated {} rejected {:?}", t.elapsed(), r.updated, r.rejected.first());
}
#[tokio::test]
async fn zz_why() {
    let Ok(data) = std::env::var("REAL") else { return };
    let w = world::World::new().await;
    let m = Mapping::load(include_str!("../../../docs/examples/staff_placements.toml"), Kind::Placements).unwrap();
    let sheet = read(&std::fs::read(data).unwrap(), &m.read_options(ReadOptions::default())).unwrap();
    let o = Options { dry_run: false, skip_rejected: true };
    let r = run(&w.db, &Ctx::system("import", w.now), &m, &sheet, o).await.unwrap();
    for x in r.rejected.iter().filter(|x| x.code != domain::Code::MissingSender && x.code != domain::Code::SenderIsHost) { println!("ZZ {x:?}"); }
}
