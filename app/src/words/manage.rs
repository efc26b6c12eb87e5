//! What is not for every day.

use super::words;

words! {
    manage => "管理", "Manage";
    manage_lead => "账号、证书、导入导出和操作记录。", "Accounts, credentials, files in and out, and the audit log.";
    manage_missing => "已结束的周里还没提交工时的人。", "Whose hours of past weeks are not submitted.";
    manage_credentials => "本单位人员的证书，先到期的在前。", "Credentials of the people here; what lapses first comes first.";
    manage_indicators => "双师型、兼职教师、人均实践天数等，附定义和依据。", "Double-qualified and part-time teachers, days of practice, with their definitions.";
    manage_consents => "哪些人可以派出。", "Who may be sent.";
    manage_accounts => "邀请、停用账号，为审计人员限期开放。", "Invite, deactivate, and open to auditors for a time.";
    manage_imports => "用 Excel 或 CSV 文件成批登记。", "Bring in lists from Excel or CSV.";
    manage_exports => "把列表下载为 Excel、CSV 或 JSON。", "Take lists out as Excel, CSV or JSON.";
    manage_organisation => "本单位的名称、代码和部门。", "Name, codes and departments.";
    manage_audit => "谁在什么时候做了什么。", "Who did what, and when.";
    rail_openings => "岗位", "Openings";
    rail_progress => "进度", "Progress";
    rail_reporting => "填报情况", "Reporting";
}
