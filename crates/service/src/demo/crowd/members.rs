//! Invented members of the community beside those of the story.

use domain::organisation::OrganisationKind;

use super::super::tables::Member;

/// A place: province, city, division (GB/T 2260).
type Place = (&'static str, &'static str, &'static str);

const PLACES: [Place; 14] = [
    ("上海市", "上海市", "310115"),
    ("江苏省", "南京市", "320100"),
    ("安徽省", "合肥市", "340100"),
    ("浙江省", "杭州市", "330100"),
    ("江苏省", "无锡市", "320200"),
    ("浙江省", "嘉兴市", "330400"),
    ("江苏省", "常州市", "320400"),
    ("安徽省", "芜湖市", "340200"),
    ("上海市", "上海市", "310114"),
    ("江苏省", "盐城市", "320900"),
    ("浙江省", "金华市", "330700"),
    ("江苏省", "苏州市", "320500"),
    ("浙江省", "台州市", "331000"),
    ("安徽省", "滁州市", "341100"),
];

/// A word of a name, in Chinese and in Latin letters.
type Word = (&'static str, &'static str);

const COLLEGES: [(Word, Word, &str); 9] = [
    (("云汀", "Yunting"), ("职业技术学院", "Polytechnic"), "新能源汽车实训中心"),
    (("东屿", "Dongyu"), ("汽车职业学院", "Vocational College of Automobiles"), "整车实训楼"),
    (("临砚", "Linyan"), ("智能制造职业学院", "Vocational College of Smart Manufacturing"), "智能产线实训室"),
    (("湖澄", "Hucheng"), ("交通职业技术学院", "Polytechnic of Transport"), "汽车检测实训室"),
    (("皖渚", "Wanzhu"), ("机电职业技术学院", "Polytechnic of Mechatronics"), "电机实训室"),
    (("苏樾", "Suyue"), ("工业职业学院", "Vocational College of Industry"), "三电实训中心"),
    (("明渡", "Mingdu"), ("新能源职业技术学院", "Polytechnic of New Energy"), "动力电池实训室"),
    (("长岫", "Changxiu"), ("工程职业学院", "Vocational College of Engineering"), "工程实训楼"),
    (("越澧", "Yueli"), ("信息职业技术学院", "Polytechnic of Information Technology"), "车联网实训室"),
];

const BRANDS: [Word; 25] = [
    ("澄屹", "Chengyi"),
    ("骁岚", "Xiaolan"),
    ("弘渚", "Hongzhu"),
    ("睿汀", "Ruiting"),
    ("锐岑", "Ruicen"),
    ("沐衡", "Muheng"),
    ("曜浔", "Yaoxun"),
    ("砺洲", "Lizhou"),
    ("朗峤", "Langqiao"),
    ("征澍", "Zhengshu"),
    ("景铎", "Jingduo"),
    ("翊澄", "Yicheng"),
    ("泓砚", "Hongyan"),
    ("晟屿", "Shengyu"),
    ("昱岫", "Yuxiu"),
    ("擎浦", "Qingpu"),
    ("禾峻", "Hejun"),
    ("启沄", "Qiyun"),
    ("嘉砚", "Jiayan"),
    ("凌汐", "Lingxi"),
    ("远黛", "Yuandai"),
    ("承岫", "Chengxiu"),
    ("博垣", "Boyuan"),
    ("铭汐", "Mingxi"),
    ("辰渡", "Chendu"),
];

/// What an enterprise does, and where its guests work.
const TRADES: [(Word, &str); 10] = [
    (("电机科技有限公司", "Motor Technology Co."), "电机总装车间"),
    (("动力电池有限公司", "Power Battery Co."), "电池包装配线"),
    (("汽车电子有限公司", "Automotive Electronics Co."), "控制器测试室"),
    (("新能源汽车有限公司", "New Energy Vehicle Co."), "总装车间"),
    (("充电设备有限公司", "Charging Equipment Co."), "充电桩调试区"),
    (("智能底盘有限公司", "Smart Chassis Co."), "底盘试制车间"),
    (("汽车销售服务有限公司", "Vehicle Sales and Service Co."), "售后维修车间"),
    (("传感技术有限公司", "Sensing Technology Co."), "传感器标定间"),
    (("电池回收有限公司", "Battery Recycling Co."), "梯次利用车间"),
    (("车用软件有限公司", "Automotive Software Co."), "台架实验室"),
];

const BASES: [(Word, &str); 2] = [(("浦汐", "Puxi"), "高压安全实训区"), (("湖砺", "Huli"), "智能网联实训区")];

/// The member that left.
pub(super) const LEFT: &str = "E25";

/// All of them: nine colleges, twenty-five enterprises of which one left, two training bases.
pub(super) fn all() -> Vec<Member> {
    let colleges = (1_usize..).zip(COLLEGES).map(|(n, (brand, kind, site))| {
        let place = place(n);
        let moe_code = format!("41{}0999{:02}", place.2.get(..2).unwrap_or("31"), n + 4);
        Member { moe_code, ..member(format!("C{n}"), OrganisationKind::College, brand, kind, site, place) }
    });
    let enterprises = (1_usize..).zip(BRANDS.into_iter().zip(TRADES.into_iter().cycle())).map(|(n, (brand, trade))| {
        member(format!("E{n:02}"), OrganisationKind::Enterprise, brand, trade.0, trade.1, place(n + 3))
    });
    let bases = (1_usize..).zip(BASES).map(|(n, (brand, site))| {
        let kind = ("新能源汽车实训基地", "Training Base for New Energy Vehicles");
        member(format!("B{n}"), OrganisationKind::TrainingBase, brand, kind, site, place(n * 5))
    });
    colleges.chain(enterprises).chain(bases).collect()
}

fn member(key: String, kind: OrganisationKind, brand: Word, what: Word, site: &str, place: Place) -> Member {
    Member {
        key,
        kind,
        name: format!("{}{}", brand.0, what.0),
        name_en: format!("{} {} (demonstration)", brand.1, what.1),
        moe_code: String::new(),
        prefix: if kind == OrganisationKind::Enterprise { "91" } else { "12" }.to_owned(),
        region: place.2.to_owned(),
        province: place.0.to_owned(),
        city: place.1.to_owned(),
        site: site.to_owned(),
    }
}

fn place(n: usize) -> Place {
    PLACES.get(n % PLACES.len()).copied().unwrap_or(("上海市", "上海市", "310115"))
}
