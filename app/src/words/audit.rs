//! The audit log: what was done, in words.

use domain::placement::Deed;

use super::{Words, words};

impl Words {
    /// What was done, from its code `noun.deed`; an unknown code stands for itself.
    #[must_use]
    pub fn action(self, code: &str) -> String {
        if let Some(deed) = code.strip_prefix("placement.").and_then(Deed::parse) {
            return self.audit_deed(deed).to_owned();
        }
        let (zh, en) = match code {
            "session.sign_in" => ("登录", "Signed in"),
            "session.sign_out" => ("退出登录", "Signed out"),
            "session.sign_out_everywhere" => ("退出所有设备", "Signed out everywhere"),
            "session.act_as" => ("切换身份", "Changed role"),
            "account.invite" => ("邀请账号", "Invited an account"),
            "account.set_password" => ("设置密码", "Set a password"),
            "account.change_password" => ("修改密码", "Changed the password"),
            "account.reissue" => ("重发账号链接", "Renewed a link"),
            "account.revoke" => ("作废账号链接", "Revoked a link"),
            "account.deactivate" => ("停用权限", "Took access away"),
            "account.reactivate" => ("恢复权限", "Gave access back"),
            "account.open_until" => ("调整开放期限", "Changed until when something is open"),
            "token.create" => ("创建令牌", "Made a token"),
            "feed.create" => ("生成日历订阅", "Made a calendar feed"),
            "feed.revoke" => ("吊销日历订阅", "Revoked a calendar feed"),
            "token.revoke" => ("吊销令牌", "Revoked a token"),
            "organisation.add" => ("添加成员单位", "Added a member"),
            "organisation.edit" => ("修改成员单位", "Changed a member"),
            "organisation.deactivate" => ("停用成员单位", "Took a member out"),
            "organisation.reactivate" => ("恢复成员单位", "Took a member in again"),
            "organisation.import" => ("导入成员单位", "Imported a member"),
            "person.add" => ("添加人员", "Added a person"),
            "person.edit" => ("修改人员", "Changed a person"),
            "person.import" => ("导入人员", "Imported a person"),
            "circumstance.add" => ("登记认定情形", "Recorded a circumstance"),
            "circumstance.edit" => ("修改认定情形", "Changed a circumstance"),
            "circumstance.remove" => ("删除认定情形", "Removed a circumstance"),
            "organisation_figure.report" => ("上报院校数据", "Reported figures of a college"),
            "opening.add" => ("发布岗位或需求", "Offered an opening"),
            "opening.edit" => ("修改岗位或需求", "Changed an opening"),
            "opening.close" => ("关闭岗位或需求", "Closed an opening"),
            "opening.reopen" => ("重新开放岗位或需求", "Reopened an opening"),
            "placement.draft" => ("起草派驻", "Drafted a placement"),
            "placement.import" => ("导入派驻", "Imported a placement"),
            "hours.log" => ("填报工时", "Logged hours"),
            "hours.edit" => ("修改工时", "Changed hours"),
            "hours.remove" => ("删除工时", "Removed hours"),
            "hours.submit" => ("提交工时", "Submitted hours"),
            "hours.withdraw" => ("撤回工时", "Withdrew hours"),
            "hours.confirm" => ("确认工时", "Confirmed hours"),
            "hours.return" => ("退回工时", "Returned hours"),
            "hours.unlock" => ("解锁工时", "Unlocked hours"),
            "import.organisations" => ("导入成员单位", "Imported members"),
            "import.people" => ("导入人员", "Imported people"),
            "import.placements" => ("导入派驻", "Imported placements"),
            "import.catalogues" => ("导入目录", "Imported catalogues"),
            "import.holidays" => ("导入节假日安排", "Imported public holidays"),
            "calendar.add" => ("登记本单位校历或厂历", "Added to the calendar"),
            "calendar.edit" => ("修改本单位校历或厂历", "Changed the calendar"),
            "calendar.remove" => ("删除本单位校历或厂历中的一条", "Removed from the calendar"),
            "shift_pattern.add" => ("登记排班", "Added a shift pattern"),
            "shift_pattern.edit" => ("修改排班", "Changed a shift pattern"),
            "shift_pattern.remove" => ("删除排班", "Removed a shift pattern"),
            "import.hours" => ("导入工时", "Imported hours"),
            "import.credentials" => ("导入证书", "Imported credentials"),
            "import.timetables" => ("导入课表", "Imported timetables"),
            "term.add" => ("登记学期", "Added a term"),
            "term.edit" => ("修改学期", "Changed a term"),
            "period_clock.edit" => ("设置作息时间", "Set the period clock"),
            "import_file.upload" => ("上传待导入的文件", "Uploaded a file to import"),
            "import_file.map" => ("调整文件各列的对应", "Matched the columns of a file"),
            "import_file.discard" => ("删除待导入的文件", "Deleted a file to import"),
            "import_mapping.keep" => ("保存列的对应", "Saved a matching of columns"),
            "import_mapping.forget" => ("删除列的对应", "Deleted a matching of columns"),
            other => return other.to_owned(),
        };
        self.pick(zh, en).to_owned()
    }

    const fn audit_deed(self, deed: Deed) -> &'static str {
        match deed {
            Deed::Edit => self.pick("修改派驻", "Changed a placement"),
            Deed::Submit => self.pick("提交派驻", "Submitted a placement"),
            Deed::Approve => self.pick("批准派驻", "Approved a placement"),
            Deed::Return => self.pick("退回派驻", "Returned a placement"),
            Deed::Decline => self.pick("谢绝派驻", "Declined a placement"),
            Deed::Withdraw => self.pick("撤回派驻", "Withdrew a placement"),
            Deed::Start => self.pick("确认到岗", "Confirmed a start"),
            Deed::Complete => self.pick("确认派驻完成", "Confirmed an end"),
            Deed::Terminate => self.pick("提前结束派驻", "Ended a placement early"),
            Deed::ProposeDates => self.pick("提出新日期", "Proposed new dates"),
            Deed::AcceptDates => self.pick("同意新日期", "Accepted new dates"),
            Deed::RejectDates => self.pick("不同意新日期", "Rejected new dates"),
            Deed::NameMentor => self.pick("指定导师", "Named a mentor"),
        }
    }

    /// The kind of an object of the log; an unknown one stands for itself.
    #[must_use]
    pub fn audit_object(self, object: &str) -> String {
        let (zh, en) = match object {
            "placement" => ("派驻", "Placement"),
            "person" => ("人员", "Person"),
            "opening" => ("岗位与需求", "Opening"),
            "organisation" => ("成员单位", "Member"),
            "calendar_entry" => ("日历条目", "Calendar entry"),
            "shift_pattern" => ("排班", "Shift pattern"),
            "circumstance" => ("认定情形", "Circumstance"),
            "account" => ("账号", "Account"),
            "hour_entry" => ("工时", "Hours"),
            "role_grant" => ("角色", "Role"),
            "feed" => ("日历订阅", "Calendar feed"),
            "token" => ("令牌", "Token"),
            "import" => ("导入", "Import"),
            "import_file" => ("待导入的文件", "File to import"),
            "import_mapping" => ("列的对应", "Matching of columns"),
            other => return other.to_owned(),
        };
        self.pick(zh, en).to_owned()
    }
}

words! {
    audit_lead => "每一次写入的人、时间、内容与来源，只增不改。", "Who wrote what, when and from where; lines are only ever added.";
    audit_lead_own => "本单位每一次写入的人、时间、内容与来源，只增不改。", "Who of this organisation wrote what, when and from where; lines are only ever added.";
    audit_filter => "筛选操作记录", "Filter the log";
    audit_actor => "操作人", "Who";
    audit_actor_placeholder => "姓名或邮箱", "Name or e-mail";
    audit_object_label => "对象", "Object";
    audit_since => "不早于", "Since";
    audit_when => "时间", "When";
    audit_what => "操作", "What";
    audit_origin => "来源", "From";
    audit_request => "请求编号", "Request";
    audit_detail => "详情", "Details";
    audit_same_object => "此对象的全部记录", "All lines of this object";
    audit_none => "还没有记录", "No lines yet";
    audit_none_text => "任何写入都会在这里留下一行。", "Every write leaves a line here.";
    audit_no_match => "没有符合条件的记录", "No line matches";
    audit_no_match_text => "换个条件，或去掉筛选。", "Try other words, or take a filter away.";
    audit_count(count: usize) => "本页 {count} 条，时间从新到旧", "{count} lines on this page, the latest first";
    audit_newest => "最新", "Latest";
    audit_older => "更早", "Earlier";
    audit_numbered(object: &str, id: i64) => "{object} {id}", "{object} {id}";
    audit_command_line => "命令行", "Command line";
    audit_demonstration => "演示数据", "Demonstration";
    audit_system => "系统", "System";
}
