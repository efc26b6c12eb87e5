//! Consents to let people go.

use super::words;

words! {
    consents => "派出同意", "Consents";
    consents_lead => "未经用人单位同意，派驻不能提交。撤回同意不影响已提交的派驻。", "Without it no placement can be submitted. Taking it back leaves placements that were submitted as they are.";
    consents_choose => "选择", "Choose";
    consents_give => "同意派出所选人员", "Consent for those chosen";
    consents_take_back => "撤回同意", "Take the consent back";
}
