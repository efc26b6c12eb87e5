//! What is wrong with a rule pack, in sentences.

use domain::policy::{PackError, PackErrorCode};

use super::{Lang, Words};

impl Words {
    /// What is wrong with a rule pack: a sentence, with the names and numbers that belong to it.
    #[must_use]
    pub fn pack_error(self, code: PackErrorCode, detail: &str) -> String {
        let (zh, en) = match code {
            PackErrorCode::TooLarge => ("文件过大，上限为 {} 字节。", "The file is larger than {} bytes."),
            PackErrorCode::Syntax => ("不符合 TOML 语法：{}", "This is no TOML: {}"),
            PackErrorCode::DuplicateKey => ("“{}”出现了两次。", "“{}” stands here twice."),
            PackErrorCode::UnknownField => ("没有这个字段；是否想写“{}”？", "There is no such field; is “{}” meant?"),
            PackErrorCode::MissingField => ("缺少必填字段。", "A field is missing that is needed."),
            PackErrorCode::WrongType => ("类型不对，应为：{}。", "This takes another type: {}."),
            PackErrorCode::WrongValue => ("不能取这个值：{}。", "It does not take this value: {}."),
            PackErrorCode::BadId => (
                "“{}”不合规范，请用小写字母、数字和连字符。",
                "“{}” is not well formed; use lower-case letters, digits and hyphens.",
            ),
            PackErrorCode::DuplicateId => ("标识“{}”已被使用。", "The identifier “{}” is taken."),
            PackErrorCode::EmptyText => ("请填写文字，中英文都要有。", "Please write a text, in both languages."),
            PackErrorCode::Order => ("结束须晚于开始。", "The end must come after the beginning."),
            PackErrorCode::OutOfRange => ("数值超出范围 {}。", "The number lies outside {}."),
            PackErrorCode::WindowNeeds => ("{} 类窗口须填写此项。", "A window of the kind {} needs this field."),
            PackErrorCode::WindowForbids => ("{} 类窗口没有此项。", "A window of the kind {} has no such field."),
            PackErrorCode::WindowEmpty => ("窗口长度为零。", "The window has no length."),
            PackErrorCode::BadDayOfYear => {
                ("“{}”不是“月-日”形式的日期，例如 09-01。", "“{}” is no day in the form MM-DD, such as 09-01.")
            }
            PackErrorCode::Zero => ("此处数量不能为零。", "The amount may not be zero here."),
            PackErrorCode::Unconvertible => {
                ("所计的量不能折算为目标的单位：{}。", "What is counted never becomes what the target measures: {}.")
            }
            PackErrorCode::OtherMeasure => ("单位与目标不可比：{}。", "This cannot be compared with the target: {}."),
            PackErrorCode::NoCriterion => ("规定没有任何要求。", "The rule asks for nothing."),
            PackErrorCode::UnknownCriterion => ("没有名为“{}”的要求。", "There is no criterion “{}”."),
            PackErrorCode::CriterionNotNeeded => {
                ("要求“{}”没有被用到。", "The criterion “{}” is not needed for anything.")
            }
            PackErrorCode::EmptyNeed => ("组合条件是空的。", "It needs all or any of nothing."),
            PackErrorCode::UnknownPart => ("没有名为“{}”的上限或分项。", "There is no cap or part “{}”."),
            PackErrorCode::UnknownRule => {
                ("没有规定“{}”，或此处不能引用。", "There is no rule “{}”, or it may not be named here.")
            }
            PackErrorCode::UnknownPack => ("没有规则包“{}”。", "There is no pack “{}”."),
            PackErrorCode::Cycle => ("规则包继承成环：{}。", "The pack inherits from itself: {}."),
            PackErrorCode::NotStrengthenable => {
                ("上级规定不允许更改此项。", "The rule above does not let this be changed.")
            }
            PackErrorCode::Weaker => {
                ("不得低于上级规定的要求。", "This is weaker than the rule above, and it may only be stricter.")
            }
            PackErrorCode::Contradiction => ("与“{}”互相矛盾。", "This contradicts “{}”."),
            PackErrorCode::BadSpan => {
                ("“{}”不是时段，可填 8-12 或 22-6。", "“{}” is no span; write it like 8-12 or 22-6.")
            }
            PackErrorCode::TestFailed => ("测试案例未通过：{}", "A test case fails: {}"),
        };
        let (template, empty) = match self.lang() {
            Lang::Zh => (zh, "（空）"),
            Lang::En => (en, "(nothing)"),
        };
        if detail.is_empty() && code == PackErrorCode::UnknownField {
            return self.pick("没有这个字段。", "There is no such field.").to_owned();
        }
        template.replacen("{}", if detail.is_empty() { empty } else { detail }, 1)
    }

    /// Where in the text of a pack something is wrong: 第 12 行，rule[0].title.
    #[must_use]
    pub fn pack_place(self, error: &PackError) -> String {
        let field = error.field.as_str();
        match (self.lang(), error.line, field.is_empty()) {
            (Lang::Zh, Some(line), true) => format!("第 {line} 行"),
            (Lang::Zh, Some(line), false) => format!("第 {line} 行，{field}"),
            (Lang::En, Some(line), true) => format!("line {line}"),
            (Lang::En, Some(line), false) => format!("line {line}, {field}"),
            (_, None, _) => field.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_a_sentence_and_takes_its_detail_in() {
        for code in PackErrorCode::ALL {
            for lang in [Lang::Zh, Lang::En] {
                let told = Words::new(lang).pack_error(*code, "x");
                assert!(!told.contains("{}") && told.chars().count() > 5, "{code}: {told}");
            }
        }
        let error = PackError {
            file: "own.toml".into(),
            line: Some(12),
            field: "rule[0].title".into(),
            code: PackErrorCode::MissingField,
            detail: String::new(),
        };
        assert_eq!(Words::new(Lang::Zh).pack_place(&error), "第 12 行，rule[0].title");
    }
}
