//! The format of a rule pack in brief, for who writes one. The whole of it stands in the guide to rule packs.

use super::{Words, words};

words! {
    format_title => "格式说明", "Format";
    format_lead => "一个 TOML 文件：先写包，再写规则、指标和测试。", "A TOML file: the pack first, then its rules, indicators and test cases.";
    format_schema => "下载 JSON Schema", "Download the JSON Schema";
    format_whole => "完整格式说明（英文）", "The whole format";
    format_pack => "规则包", "The pack";
    format_rule => "规则 [[rule]]", "A rule [[rule]]";
    format_criterion => "要求 [[rule.criterion]]", "A criterion [[rule.criterion]]";
    format_window => "统计窗口", "Windows";
    format_units => "单位", "Units";
    format_inherits => "继承与加严", "Inheriting";
    format_test => "测试 [[test]]", "A test case [[test]]";
}

/// A field with what it is, in Chinese and in English.
type Field = (&'static str, &'static str, &'static str);

const PACK: &[Field] = &[
    (
        "id",
        "标识，各版本相同；小写字母、数字、连字符",
        "the same in every version: lower-case letters, digits, hyphens",
    ),
    ("version", "版本号，后来的排在后面，如 2026-1", "later ones sort behind earlier ones: 2026-1"),
    ("title", "名称 { zh, en }；每段文字都要两种语言", "{ zh, en }; every text has both languages"),
    ("inherits", "上级规则包，其规则同样适用", "the pack whose rules hold as well"),
    ("jurisdiction", "适用地区代码；本单位的包不填", "codes of countries and their parts; a pack of your own has none"),
];

const RULE: &[Field] = &[
    ("id, title", "标识与名称", "its identifier, what it is called"),
    ("authority, document, clause, source", "发布机关、文号、条款、网址", "who set it, number, place, address"),
    ("verified", "是否已与出处核对", "whether it was read in the source it names"),
    (
        "effective",
        "{ from, to }：首日，以及不再有效的第一天",
        "{ from, to }: the first day, and the first on which it no longer holds",
    ),
    ("population", "适用人员，留空为所有人", "whom it binds; everybody when empty"),
    (
        "reading",
        "单位怎样折算：day_minutes、week_days、month_days、class_hour_minutes",
        "how long its units are: day_minutes, week_days, month_days, class_hour_minutes",
    ),
    ("need", "各要求的关系：all_of、any_of", "how criteria combine: all_of, any_of"),
    ("grace, advisory, effects", "宽限期、仅提示、用途", "time to begin with, a warning only, what hangs on it"),
    ("may_strengthen", "下级可以加严的项目", "what a child may strengthen"),
];

const CRITERION: &[Field] = &[
    ("id", "在规则内的名称", "its name within the rule"),
    ("window", "统计窗口，见下", "the days in which facts count, see below"),
    ("target", "{ amount, unit }：要求多少", "{ amount, unit }: how much is asked"),
    ("bound", "at_least（默认）或 at_most", "at_least, or at_most"),
    (
        "eligible",
        "计入范围：directions、hosts、forms、loads、evidence……",
        "which facts count: directions, hosts, forms, loads, evidence …",
    ),
    (
        "caps",
        "上限：id、per（day、week、activity、window）、amount",
        "how much counts at most: id, per (day, week, activity, window), amount",
    ),
    ("sub_targets", "其中的要求：id、title、filter、amount", "parts of the whole: id, title, filter, amount"),
    ("convert", "折算：from、to", "what is worth how much: from, to"),
    ("pause", "请假的影响：leave、effect（extend、prorate）", "what a leave does: leave, effect (extend, prorate)"),
    ("rest_days, travel_days", "休息日、在途日：count、with_roster、exclude", "count, with_roster, exclude"),
];

const WINDOW: &[Field] = &[
    ("rolling", "截至统计日的一段；要 length", "a length that ends with the day; needs length"),
    ("calendar_year, academic_year, week", "自然年、学年、周", "the year, the academic year, the week"),
    ("fixed_cycle", "自 anchor 起的周期；要 length、anchor", "one length after another from anchor; needs both"),
    (
        "licence_cycle, service_years",
        "发证后的周期、任职年限；要 length",
        "from the licence on, years of service; need length",
    ),
    ("before_event", "某事之前；要 event", "the time before an event; needs event"),
    ("recency, always", "最近一段；不限时间", "a length that must be recent; all time"),
];

const UNITS: &[Field] = &[
    (
        "minute, hour, class_hour, day, week, month",
        "时间；month 默认 20.83 个工作日",
        "time; a month is 20.83 workdays unless read otherwise",
    ),
    ("attendance_day, natural_day", "出勤天数、自然天数", "days of attendance, days of the calendar"),
    ("credit, piece, cny, attestation", "学分、项数、金额、有效证明", "credits, how many, money, certificates"),
];

const INHERITS: &[Field] = &[
    ("inherits", "规则写上级规则的标识，只写要改的项目", "in a rule: the parent's rule; write only what changes"),
    ("target", "不低于上级；at_most 则不高于上级", "as much as the parent's or more; for at_most the other way"),
    ("window", "更短", "shorter"),
    ("eligible, caps", "更窄、更低，不可删除", "narrower, lower, none taken away"),
];

const TEST: &[Field] = &[
    ("rule, name, as_of", "规则、说明、统计日", "the rule, what the case states, the day"),
    ("subject", "对象：category、hired_on、double_qualified……", "the person: category, hired_on, double_qualified …"),
    (
        "facts",
        "事实：from、workdays 或 days、span、amount、form、host",
        "from, workdays or days, span, amount, form, host",
    ),
    (
        "expect",
        "应有结果：status、counted、remaining、deadline、reasons",
        "status, counted, remaining, deadline, reasons",
    ),
];

impl Words {
    /// The format part by part: its name, and its fields with what each of them is.
    #[must_use]
    pub fn format_parts(self) -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
        let told = |fields: &[Field]| fields.iter().map(|(name, zh, en)| (*name, self.pick(zh, en))).collect();
        vec![
            (self.format_pack(), told(PACK)),
            (self.format_rule(), told(RULE)),
            (self.format_criterion(), told(CRITERION)),
            (self.format_window(), told(WINDOW)),
            (self.format_units(), told(UNITS)),
            (self.format_inherits(), told(INHERITS)),
            (self.format_test(), told(TEST)),
        ]
    }
}
