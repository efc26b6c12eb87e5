//! What is offered and asked for: posts for teachers, teaching needs, engineers on offer.

use domain::opening::OpeningKind::{self, EngineerOffer, Post as Place, TeachingNeed};

/// An opening of a member.
#[derive(Debug)]
pub(in super::super) struct Post {
    /// The member's key.
    pub(in super::super) member: &'static str,
    pub(in super::super) kind: OpeningKind,
    pub(in super::super) title: &'static str,
    pub(in super::super) specialty: &'static str,
    pub(in super::super) capacity: i64,
    /// Weeks from this one in which placements begin at the earliest and end at the latest.
    pub(in super::super) weeks: (i64, i64),
    pub(in super::super) closed: bool,
    /// The key of the engineer on offer, or empty.
    pub(in super::super) engineer: &'static str,
}

const fn post(
    member: &'static str,
    kind: OpeningKind,
    title: &'static str,
    specialty: &'static str,
    capacity: i64,
    weeks: (i64, i64),
) -> Post {
    Post { member, kind, title, specialty, capacity, weeks, closed: false, engineer: "" }
}

const fn closed(post: Post) -> Post {
    Post { closed: true, ..post }
}

const fn of(engineer: &'static str, title: &'static str, specialty: &'static str, member: &'static str) -> Post {
    Post { engineer, ..post(member, EngineerOffer, title, specialty, 1, (2, 40)) }
}

/// All of them; the first four have placements made from them.
pub(in super::super) const POSTS: &[Post] = &[
    post("XL", Place, "扁线电机定子装配岗位", "460203", 3, (2, 30)),
    post("XL", Place, "电驱总成下线检测岗位", "460702", 5, (3, 26)),
    post("HY", TeachingNeed, "动力电池管理系统检修（两个班）", "460702", 2, (3, 24)),
    post("E02", Place, "电池包工艺文件编制岗位", "460702", 4, (3, 28)),
    post("XL", Place, "控制器软件标定岗位", "460703", 2, (8, 40)),
    closed(post("XL", Place, "暑期电驱拆装培训", "460702", 6, (20, 36))),
    post("HY", TeachingNeed, "智能网联汽车传感器标定", "460704", 1, (6, 26)),
    post("HY", TeachingNeed, "汽车热管理系统实训指导", "460701", 2, (8, 30)),
    of("N01", "电驱制造工艺", "460203", "XL"),
    of("N03", "整车质量控制与检测", "460701", "XL"),
    post("QY", Place, "电池包气密性检测岗位", "460702", 4, (4, 30)),
    post("YL", Place, "智能驾驶场地测试岗位", "460704", 3, (5, 30)),
    of("N06", "环境感知与传感器标定", "460704", "YL"),
    post("AH", Place, "充换电站运维岗位", "460306", 6, (2, 40)),
    post("SL", Place, "三电系统安全培训班", "460702", 20, (4, 12)),
    post("LT", Place, "整车检测线跟岗", "500211", 2, (3, 24)),
    of("N10", "汽车热管理系统开发", "460701", "HF"),
    post("E01", Place, "永磁电机总装岗位", "460203", 4, (4, 30)),
    post("E04", Place, "总装线电检岗位", "460702", 5, (5, 32)),
    closed(post("E06", Place, "底盘线控试制岗位", "460701", 2, (2, 20))),
    post("E10", Place, "车用软件台架测试岗位", "510107", 2, (6, 30)),
    post("B1", Place, "高压安全操作培训", "460702", 24, (3, 10)),
    post("C1", TeachingNeed, "新能源汽车维护与故障诊断", "500212", 2, (5, 26)),
    post("JL", TeachingNeed, "电机与电力电子实训", "460203", 1, (5, 26)),
    post("C4", TeachingNeed, "汽车检测技术实践周", "500211", 3, (6, 20)),
    post("YC", TeachingNeed, "车路协同项目教学", "460704", 1, (5, 28)),
];
