//! The register of credentials.

use domain::{catalogue::CredentialType, credential::Standing};

use super::{Lang, Words, words};

words! {
    credentials => "证书", "Credentials";
    credential_type => "证书类型", "Type";
    credential_number => "证书编号", "Number";
    credential_issuer => "发证机构", "Issuer";
    credential_issued_on => "发证日期", "Issued";
    credential_expires_on => "有效期至", "Valid until";
    credential_review_on => "复审日期", "Review by";
    credential_holder => "持证人", "Holder";
    credential_standing => "状态", "State";
    credential_verified => "核验", "Verified";
    credential_lapses => "最近到期", "Lapses";
    credential_verified_by(name: &str, day: &str) => "{name}，{day}", "{name}, {day}";
    credential_not_verified => "未核验", "Not verified";
    credential_never_lapses => "长期有效", "Does not lapse";
    credential_review_due(day: &str) => "{day} 前复审", "review by {day}";
    credential_until(day: &str) => "至 {day}", "until {day}";

    register_lead => "本单位人员的证书，先到期的排在前面。", "Credentials of the people here; what lapses first comes first.";
    register_table => "证书登记", "Register of credentials";
    register_filter => "筛选证书", "Filter credentials";
    register_search => "姓名或证书编号", "Name or number";
    register_empty => "还没有登记证书", "No credentials yet";
    register_empty_text => "打开一位人员的页面，在“证书”中登记；也可以用文件批量导入。", "Open a person and record them under credentials, or import a file.";
    register_none => "没有符合条件的证书", "No credential matches";
    register_none_text => "换一个条件，或者清除筛选。", "Try something else, or clear the filters.";
    register_count(count: usize) => "本页 {count} 个证书", "{count} on this page";
    register_verified_yes => "已核验", "Verified";
    register_verified_no => "未核验", "Not verified";
    register_open_roster => "前往人员名册", "Go to the roster";

    credentials_of(name: &str) => "{name}的证书", "Credentials of {name}";
    credentials_lead => "先到期的排在前面；核验表示有人看过原件。", "What lapses first comes first; verified means that somebody saw the original.";
    credentials_none => "还没有登记证书", "No credentials yet";
    credentials_none_text => "登记教师资格、职称、技能等级、特种作业操作证等，到期前会提醒。", "Record teaching certificates, titles, skill levels and permits; a reminder comes before they lapse.";
    credentials_all(count: usize) => "全部证书（{count}）", "All credentials ({count})";
    credential_nothing_lapses => "登记的证书均长期有效。", "Nothing that is recorded lapses.";
    credentials_register => "证书登记册", "Register of credentials";
    credential_new => "登记证书", "Record a credential";
    credential_edit => "修改证书", "Change credential";
    credential_edit_lead => "修改后需要重新核验。", "It must be verified again after a change.";
    credential_expires_hint => "留空则按证书类型的有效期推算", "Empty: counted from the day of issue, as the type says";
    credential_review_hint => "留空则按证书类型的复审周期推算", "Empty: counted from the day of issue, as the type says";
    credential_no_types => "证书类型目录还是空的", "The catalogue of types is empty";
    credential_no_types_text => "请秘书处先导入证书类型目录，再登记证书。", "The secretariat imports the catalogue of types first.";
    credential_verify => "已看过原件", "I saw the original";
    credential_doubt => "撤销核验", "Take back";
    credential_remove => "删除", "Remove";
    credential_actions => "操作", "Actions";
    credential_may_not_own => "自己的证书由单位人事核验。", "Your own credentials are verified by your organisation.";
    lapsing_inside_one(kind: &str, day: &str) => "{kind}于 {day} 到期，早于派驻结束。", "{kind} lapses on {day}, before the placement ends.";
    lapsing_inside_title => "派驻期间有证书到期", "A credential lapses inside this placement";
}

impl Words {
    /// How a credential stands.
    #[must_use]
    pub const fn standing(self, standing: Standing) -> &'static str {
        match standing {
            Standing::Lapsed => self.pick("已失效", "Lapsed"),
            Standing::LapsesSoon => self.pick("即将到期", "Lapses soon"),
            Standing::Valid => self.pick("有效", "Valid"),
        }
    }

    /// The name of a type of credential as it is read in this language.
    #[must_use]
    pub fn credential_type_name(self, kind: &CredentialType) -> &str {
        match (self.lang(), kind.name_en.as_deref()) {
            (Lang::En, Some(english)) if !english.is_empty() => english,
            _ => &kind.name,
        }
    }
}
