//! The library of rule packs: versions, adoption, test cases, editing and comparing.

use super::{Lang, Words, words};
use chrono::NaiveDate;
use domain::policy::{Decimal, Reading, Unit};

words! {
    rules => "认定规则", "Rules";
    rules_lead => "规则包按发布机关整理：每条规则有出处、版本和测试，本单位按采用的版本认定。", "Rule packs by who set them: every rule with its source, its versions and its tests. You are judged by the versions you adopted.";
    rules_manage => "查看与采用规则包，编写本单位的规则", "Read and adopt rule packs, write your own";
    done_adopted => "已采用。", "Adopted.";
    rules_way => "规则位置", "Way to this rule";
    rules_new => "新建规则包", "New rule pack";
    rules_table(group: &str) => "规则包：{group}", "Rule packs: {group}";
    rules_filter => "筛选规则包", "Filter rule packs";
    rules_search => "名称、文号或编号", "Title, document or identifier";
    rules_jurisdiction => "适用地区", "Jurisdiction";
    rules_all_jurisdictions => "全部地区", "All jurisdictions";
    rules_none => "没有符合条件的规则包", "No rule pack matches";
    rules_none_text => "换一个条件，或者清除筛选。", "Try something else, or clear the filters.";
    rules_of_own => "本单位自订", "Of your own";
    rules_of_nation => "全国", "National";
    rules_of_provinces => "省市", "Provinces and cities";
    rules_of_elsewhere => "其他国家和地区", "Other countries and regions";
    rules_in_force => "本单位采用", "Adopted here";
    rules_in_force_lead => "认定以统计日当天采用的版本为准；以前的认定保留当时的版本。", "A judgement goes by the version adopted on its day; past judgements keep the version of their day.";
    rules_usual => "本单位尚未采用规则包，按国家规定认定。", "You have not adopted a rule pack, so the national rules apply.";
    rules_since(day: &str) => "自 {day}", "since {day}";
    rules_from(day: &str) => "自 {day} 起", "from {day}";
    rules_from_to(first: &str, last: &str) => "{first} 至 {last}", "{first} to {last}";

    pack_pack => "规则包", "Rule pack";
    pack_version => "版本", "Version";
    pack_version_of(version: &str) => "版本 {version}", "version {version}";
    pack_rules => "规则", "Rules";
    pack_rules_lead => "本包自身的规则；上级规则包的规则见下。", "The pack's own rules; those of its parent pack stand below.";
    pack_tests => "测试", "Tests";
    pack_tests_passed(passed: usize, all: usize) => "通过 {passed}/{all}", "{passed} of {all} passed";
    pack_tests_show(count: usize) => "查看 {count} 个测试", "Show {count} tests";
    pack_tests_lead => "每个版本须全部通过才能保存；此处按现行引擎重新运行。", "A version is saved only when all of them pass; they are run anew for this page.";
    pack_no_tests => "没有测试", "No tests";
    pack_no_tests_text => "给每条规则配上事实和应有的结果，保存前会自动核对。", "Give each rule facts and what it must say of them; they are checked before the pack is saved.";
    pack_adoption => "采用", "Adoption";
    pack_adopted => "本单位采用", "Adopted here";
    pack_adopted_later(day: &str) => "将自 {day} 采用", "adopted from {day}";
    pack_not_adopted => "未采用", "Not adopted";
    pack_unverified => "未核实", "Unverified";
    pack_unverified_hint => "条文未与出处核对，引用前请核实。", "The text was not read in its source; check it before you rely on it.";
    pack_unverified_some(count: usize, all: usize) => "{all} 条规则中 {count} 条未核实", "{count} of {all} rules unverified";
    pack_unverified_of(count: usize, all: usize) => "未核实 {count}/{all}", "{count} of {all} unverified";
    pack_text_state => "核实", "Verified";
    pack_verified => "已与出处核对", "Read in its source";
    pack_in_force => "现行", "In force";
    pack_historic => "已废止", "Historic";
    pack_to_come => "尚未生效", "Not in force yet";
    pack_show => "查看", "Show";
    pack_edit => "编辑", "Edit";
    pack_download => "下载 TOML", "Download TOML";
    pack_adopt => "采用", "Adopt";
    pack_compare => "比较", "Compare";
    pack_compare_before => "采用前比较", "Compare before adopting";
    pack_inherited => "上级规则包", "Parent pack";
    pack_inherited_lead(parent: &str) => "本包继承“{parent}”，其规则同样适用；只能加严，不能放宽。", "This pack inherits “{parent}”, whose rules apply as well; it may only be stricter.";
    pack_inherited_rules => "同样适用的上级规则", "Rules of the parent that apply as well";
    pack_strengthened_of(rule: &str) => "加严：{rule}", "Stricter: {rule}";
    pack_inherit => "在此基础上自订", "Make it stricter";
    pack_compare_of(version: &str) => "比较版本 {version}", "Compare version {version}";
    pack_quotient => "计算", "Reckoned as";
    pack_field => "项目", "Field";
    pack_of_parent => "上级规则", "Parent";
    pack_own => "本包", "This pack";
    pack_nothing => "无", "none";
    pack_indicators => "院校指标", "Indicators";
    pack_indicators_lead => "按口径计算的比例与人均数，分子、分母一并写明。", "Shares and averages with what is divided by what.";
    pack_definition => "口径", "Definition";
    pack_bound => "标准", "Bound";
    pack_no_bound => "不设标准", "none";
    pack_no_rules => "本包没有自己的规则。", "This pack has no rules of its own.";
    pack_versions => "版本", "Versions";
    pack_versions_lead => "已采用过的版本不再改动，修改须另存新版本。", "A version that was adopted never changes; changes are saved as a new version.";
    pack_saved_by => "保存人", "Saved by";
    pack_saved_at => "保存时间", "Saved";
    pack_built_in => "随系统提供", "Comes with the product";
    pack_shown => "正在查看", "Shown here";
    pack_older(version: &str) => "正在查看旧版本 {version}。", "This is an older version, {version}.";
    pack_newest => "查看最新版本", "Show the newest";
    pack_of_community => "共同体共用", "Shared by the community";

    pack_adoptions => "本单位的采用记录", "Adoption here";
    pack_adoptions_none => "本单位没有采用本规则包。", "This pack is not adopted here.";
    pack_adoptions_usual => "本单位未采用规则包，国家规定已经适用，无须另行采用。", "You have adopted no rule pack, so the national rules apply as they are.";
    pack_adoptions_none_text => "采用前先比较：看哪些人的认定结果会变化。", "Compare first: see whose status would change.";
    pack_adopted_by => "采用人", "Adopted by";
    pack_days => "起止", "Days";
    pack_until_further => "至今", "until further notice";
    pack_end => "停止采用", "End adoption";
    pack_end_last_day => "最后一天", "Last day";
    pack_end_hint => "这一天仍按本规则包认定，之后不再适用。", "Judgements of this day still go by the pack, later ones do not.";
    pack_take_back => "撤销", "Take back";
    pack_take_back_of(day: &str) => "撤销自 {day} 起的采用", "Take back the adoption from {day}";

    pack_case => "测试", "Test case";
    pack_result => "结果", "Result";
    pack_passed => "通过", "Passed";
    pack_failed => "未通过", "Failed";
    pack_rule => "规则", "Rule";
    pack_difference(field: &str, expected: &str, found: &str) => "{field}：应为 {expected}，实为 {found}", "{field}: {expected} was expected, {found} found";
    pack_found_nothing => "无", "nothing";

    rule_asked => "要求", "Asks for";
    rule_bound => "适用于", "Binds";
    rule_document => "依据", "Source";
    rule_source_link => "查看原文", "Read the document";
    rule_source_none => "未取得原文", "The document was not at hand";
    rule_effective => "施行", "In force";
    rule_effects => "用途", "What hangs on it";
    rule_open => "查看全部条款", "All its terms";
    rule_open_of(rule: &str) => "{rule}：查看全部条款", "{rule}: all its terms";
    rule_terms => "条款", "Terms";
    rule_terms_lead => "规则文件中的每一项，用文字写明。", "Everything that stands in the rule's file, in words.";
    rule_reads => "单位怎样折算", "How it reads its units";
    rule_reads_lead(target: &str) => "“{target}”有多种说得通的算法，本规则用的是标明“采用”的一种。", "“{target}” can be read in several ways; the one marked “used” is this rule's.";
    rule_comes_to(amount: &str) => "（合 {amount}）", " (that is {amount})";
    rule_whole => "整条规则", "The rule as a whole";
    reading_month_workdays(days: &str) => "每月 {days} 个工作日", "a month is {days} workdays";
    reading_by_2008 => "劳社部发〔2008〕3号", "劳社部发〔2008〕3号";
    reading_by_2024 => "按 13 天法定节假日推算", "reckoned with 13 public holidays";
    reading_by_weeks => "每月 4 周，每周 5 天", "4 weeks of 5 days";
    reading_by_26_weeks => "半年 26 周，每周 5 天", "half a year is 26 weeks of 5 days";
    reading_natural => "每月 30 个自然日，休息日计入", "a month is 30 days of the calendar, rest days included";
    reading_week(days: u32) => "每周 {days} 个工作日", "a week is {days} workdays";
    reading_class_hour(minutes: u32) => "每学时 {minutes} 分钟", "a class hour is {minutes} minutes";
    rule_reading => "算法", "Reading";
    rule_amounts_to => "合", "Amounts to";
    rule_reading_used => "采用", "used";
    rule_tests => "测试", "Tests";
    rule_tests_lead => "事实在前，应有的结果在后。", "The facts first, then what the rule must say of them.";
    rule_tests_none => "这条规则没有测试。", "This rule has no test.";
    rule_test_facts => "事实", "Facts";
    rule_test_expected => "应有结果", "Expected";
    rule_test_subject => "对象", "Person";
    rule_test_as_of => "统计日", "As of";
    rule_advisory => "仅提示", "Advisory";

    pack_edit_title(title: &str) => "编辑“{title}”", "Edit “{title}”";
    pack_edit_lead => "修改后换一个新版本号；检查不会保存，保存前测试须全部通过。", "Give what you change a new version. A check saves nothing; to save, all tests must pass.";
    pack_new_lead => "本单位的规则包继承上级规则包，只能加严。", "A pack of your own inherits from a parent and may only be stricter.";
    pack_text => "规则包（TOML）", "Rule pack (TOML)";
    pack_check => "检查", "Check";
    pack_save => "保存", "Save";
    pack_checked_well => "检查通过，可以保存。", "All is well; you can save it.";
    pack_checked_well_text(rules: usize, tests: usize) => "{rules} 条规则，{tests} 个测试全部通过。", "{rules} rules, all of {tests} tests passed.";
    pack_wrong_line(line: u32) => "第 {line} 行", "line {line}";
    pack_wrong_file => "整个文件", "whole file";
    pack_wrong_place => "位置", "Place";
    pack_wrong_field => "字段", "Field";
    pack_wrong_what => "问题", "What is wrong";
    pack_wrong_table => "需要修改的各处", "What needs mending";
    pack_text_hint => "可在任何编辑器中编写后粘贴到这里。", "Write it in any editor and paste it here.";
    pack_version_taken => "这个版本号已被使用（已采用，或随系统提供），请换一个新的版本号。", "This version is taken: it was adopted, or comes with the product. Give it a new one.";
    pack_version_known(version: &str) => "版本 {version} 已被使用，保存前请换一个新的版本号。", "Version {version} is taken; give it a new one before you save.";
    pack_start_from => "继承", "Inherit from";
    pack_start => "换成这个上级", "Begin from this parent";


    compare_title => "采用后谁的认定会变", "Whose status changes";
    compare_lead(version: &str, day: &str) => "现行规则与版本 {version} 对照，统计日 {day}。", "What is in force now against version {version}, as of {day}.";
    compare_version => "版本", "Version";
    compare_filter => "选择版本与统计日", "Version and day";
    compare_judged(people: usize) => "共认定 {people} 人。每条规则按人计数，只列有变化的。", "{people} people were judged; they are counted by rule, and only what changes is listed.";
    compare_rules => "变化的规则", "Rules that change";
    compare_counts => "认定结果的变化", "Changes of status";
    compare_before => "现行", "Now";
    compare_after => "采用后", "After";
    compare_count => "人数", "People";
    compare_people => "有变化的人员", "People whose status changes";
    compare_people_count(count: usize) => "{count} 人的认定结果会变化", "The status of {count} people changes";
    compare_people_one => "1 人的认定结果会变化", "The status of one person changes";
    compare_none => "没有人的认定结果会变化", "Nobody's status changes";
    compare_none_text(people: usize) => "共认定 {people} 人，采用这个版本不影响任何人的状态。", "{people} people were judged; adopting this version leaves everybody's status as it is.";
    compare_absent => "没有这条规则", "no such rule";
    compare_person => "人员", "Person";
    compare_rule => "规则", "Rule";
    compare_range(first: usize, last: usize, all: usize) => "第 {first}—{last} 项，共 {all} 项", "{first} to {last} of {all}";
    compare_adopt => "采用这个版本", "Adopt this version";
    compare_adopt_lead(version: &str) => "自所填之日起按版本 {version} 认定；此前的认定不变。", "From that day on judgements go by version {version}; earlier ones stay as they are.";
    compare_adopt_from => "自何日起", "From";
    compare_adopted_already(day: &str) => "本单位自 {day} 起采用的就是这个版本。", "This very version is adopted here since {day}.";
    compare_only_officers => "只有院校人事可以采用规则包。", "Only HR of a college can adopt a rule pack.";
}

impl Words {
    /// A jurisdiction by its code; the code where it has no name here.
    #[must_use]
    pub fn jurisdiction(self, code: &str) -> String {
        let (zh, en) = match code {
            "CN" => ("全国", "China"),
            "CN-SH" => ("上海市", "Shanghai"),
            "CN-ZJ" => ("浙江省", "Zhejiang"),
            "CN-SD" => ("山东省", "Shandong"),
            "CN-JS" => ("江苏省", "Jiangsu"),
            "CN-GD" => ("广东省", "Guangdong"),
            "CN-HB" => ("湖北省", "Hubei"),
            "CN-HN" => ("湖南省", "Hunan"),
            "CN-BJ" => ("北京市", "Beijing"),
            "CN-TJ" => ("天津市", "Tianjin"),
            "CN-CQ" => ("重庆市", "Chongqing"),
            "CN-SC" => ("四川省", "Sichuan"),
            "TW" => ("台湾地区", "Taiwan"),
            "AU" => ("澳大利亚", "Australia"),
            "CH" => ("瑞士", "Switzerland"),
            "DE" => ("德国", "Germany"),
            "DE-BW" => ("德国巴登-符腾堡州", "Baden-Württemberg, Germany"),
            "DE-BY" => ("德国巴伐利亚州", "Bavaria, Germany"),
            "EU" => ("欧盟", "European Union"),
            "SG" => ("新加坡", "Singapore"),
            "PH" => ("菲律宾", "Philippines"),
            "US" => ("美国", "United States"),
            "US-CO" => ("美国科罗拉多州", "Colorado, United States"),
            "US-MN" => ("美国明尼苏达州", "Minnesota, United States"),
            "US-OH" => ("美国俄亥俄州", "Ohio, United States"),
            code => return code.to_owned(),
        };
        self.pick(zh, en).to_owned()
    }

    /// How many places of a text are wrong.
    #[must_use]
    pub fn pack_wrong(self, count: usize) -> String {
        match (self.lang(), count) {
            (Lang::Zh, count) => format!("有 {count} 处需要修改，未保存"),
            (Lang::En, 1) => "One place needs mending; nothing was saved".to_owned(),
            (Lang::En, count) => format!("{count} places need mending; nothing was saved"),
        }
    }

    /// Several jurisdictions in one line.
    #[must_use]
    pub fn jurisdictions(self, codes: &[String]) -> String {
        let names: Vec<String> = codes.iter().map(|code| self.jurisdiction(code)).collect();
        if names.is_empty() { self.rules_of_own().to_owned() } else { names.join(self.pick("、", "; ")) }
    }

    /// How many workdays a month is read as, with where that comes from.
    #[must_use]
    pub fn reading_month(self, days: Decimal) -> String {
        let told = self.reading_month_workdays(&days.to_string());
        let by = match days.0 {
            2083 => self.reading_by_2008(),
            2067 => self.reading_by_2024(),
            2000 => self.reading_by_weeks(),
            2167 => self.reading_by_26_weeks(),
            _ => return told,
        };
        format!("{told}{}", self.in_brackets(by))
    }

    /// How long a unit is by a reading.
    #[must_use]
    pub fn reading_of(self, unit: Unit, reading: Reading) -> String {
        match unit {
            Unit::Month => self.reading_month(reading.month_days),
            Unit::Week => self.reading_week(reading.week_days),
            _ => self.reading_class_hour(reading.class_hour_minutes),
        }
    }

    /// Days of the calendar: 180 个自然日, 180 days of the calendar.
    #[must_use]
    pub fn natural_days(self, days: i64) -> String {
        match self.lang() {
            Lang::Zh => format!("{days} 个自然日"),
            Lang::En => format!("{days} days of the calendar"),
        }
    }

    /// A text in the brackets of the language.
    #[must_use]
    pub fn in_brackets(self, text: &str) -> String {
        match self.lang() {
            Lang::Zh => format!("（{text}）"),
            Lang::En => format!(" ({text})"),
        }
    }

    /// From when to when a rule is in force, as far as it is limited.
    #[must_use]
    pub fn in_force_days(self, from: NaiveDate, to: Option<NaiveDate>) -> String {
        match to.and_then(|day| day.pred_opt()) {
            Some(last) => self.days(from, last),
            None => self.rules_from(&from.to_string()),
        }
    }
}
