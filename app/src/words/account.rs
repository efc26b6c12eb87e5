//! Accounts: who has access, invitations, one's own.

use domain::account::{AccountDeed, AccountState, TokenScope};

use super::{Words, words};

words! {
    accounts => "账号", "Accounts";
    accounts_lead => "本单位人员的登录账号：谁有权限，谁还没有设置密码。", "Who of this organisation can sign in, and who has not set a password yet.";
    accounts_lead_community => "秘书处和审计员的账号，以及各成员单位的管理人员。", "The secretariat, the auditors, and the officers of members.";
    accounts_invite => "开通账号", "Invite people";
    accounts_table => "账号", "Accounts";
    accounts_filter => "筛选账号", "Filter accounts";
    accounts_search => "姓名或邮箱", "Name or e-mail";
    accounts_name => "姓名", "Name";
    accounts_role => "角色", "Role";
    accounts_state => "状态", "State";
    accounts_until => "期限", "Until";
    accounts_last_sign_in => "最近登录", "Last sign-in";
    accounts_never => "从未登录", "Never";
    accounts_select => "选择", "Select";
    accounts_select_one(name: &str) => "选择 {name}", "Select {name}";
    accounts_own => "本人", "You";
    accounts_count(count: usize) => "本页 {count} 个账号", "{count} on this page";
    accounts_link_until(at: &str) => "链接有效至 {at}", "link good until {at}";
    accounts_open_until(day: &str) => "开放至 {day}", "open until {day}";
    accounts_bulk => "对所选账号", "With those selected";
    accounts_none => "还没有账号", "No accounts yet";
    accounts_none_text => "为人员生成一次性链接，打印或发给本人，本人设置密码后即可登录。", "Make one-time links, print or send them; everybody sets their own password.";
    accounts_no_match => "没有符合条件的账号", "No account matches";
    accounts_no_match_text => "换个姓名或邮箱，或者清除筛选。", "Try another name or e-mail, or clear the filters.";
    accounts_refused(count: usize) => "有 {count} 个账号不能这样处理，因此什么都没有改动", "For {count} of the selected this cannot be done, so nothing was changed";
    accounts_refused_item(name: &str, reason: &str) => "{name}：{reason}", "{name}: {reason}";
    accounts_part(count: usize) => "只处理其余 {count} 个", "Do it for the other {count}";
    accounts_auditors => "审计员的开放期限", "Until when auditors read";
    accounts_auditors_lead => "审计员只能查看，过了最后一天自动失效。最长从今天起一年。", "Auditors only read; after the last day their access ends by itself. At most a year from today.";
    accounts_last_day_of(name: &str) => "{name} 的最后一天", "Last day of {name}";
    accounts_set_last_day => "保存期限", "Set";

    invite_title => "开通账号", "Invite people";
    invite_lead => "为一人或多人生成一次性链接，14 天内有效。系统不发邮件，请打印或转发链接。", "One-time links for one person or many, good for 14 days. No mail is sent: print the links or pass them on.";
    invite_roster => "从名册选择", "From the roster";
    invite_roster_lead => "还没有账号的在职人员。勾选并填写邮箱，邮箱就是登录名。", "People employed here without an account. Tick them and give their e-mail, with which they sign in.";
    invite_roster_filter => "查找人员", "Find people";
    invite_roster_none => "名册中没有尚未开通账号的人员", "Nobody of the roster is without an account";
    invite_roster_none_text => "换个条件查找，或在下方粘贴名单。", "Look for somebody else, or paste a list below.";
    invite_roster_table => "未开通账号的人员", "People without an account";
    invite_email_of(name: &str) => "{name} 的邮箱", "E-mail of {name}";
    invite_role_of(name: &str) => "{name} 的角色", "Role of {name}";
    invite_make => "生成链接", "Make links";
    invite_paste => "粘贴名单", "Paste a list";
    invite_paste_lead => "每行一人，可直接从电子表格复制。", "One person a line; copy it from a spreadsheet if you like.";
    invite_lines => "名单", "The list";
    invite_lines_hint => "姓名，邮箱，角色；审计员可再加最后一天。角色：院校人事、企业协调员、教师、工程师、审计员。", "Name, e-mail, role; for an auditor also the last day. Roles: college-hr, coordinator, teacher, engineer, auditor.";
    invite_lines_hint_community => "姓名，邮箱，角色，单位名称或代码，审计员的最后一天。角色：院校人事、企业协调员（须写单位）、秘书处、审计员（单位留空）。", "Name, e-mail, role, name or code of the organisation, last day of an auditor. Roles: college-hr and coordinator with an organisation; secretariat and auditor without.";
    invite_last_day => "审计员的最后一天", "Last day of auditors";
    invite_last_day_hint => "只用于审计员，名单中未写日期时采用。最长一年。", "Only for auditors whose line names no day. At most a year.";
    invite_refused(count: usize) => "有 {count} 处需要修改，尚未生成任何链接", "{count} of them cannot be invited as they stand; no link was made";
    invite_refused_table => "需要修改的内容", "What to mend";
    invite_place => "位置", "Where";
    invite_who => "内容", "What stands there";
    invite_reason => "原因", "Reason";
    invite_line(number: usize) => "第 {number} 行", "Line {number}";
    invite_in_roster => "名册", "Roster";
    invite_part(count: usize) => "只为其余 {count} 人生成链接", "Make links for the other {count}";

    links_title => "账号链接", "One-time links";
    links_lead(count: usize) => "{count} 个链接，仅显示这一次。请现在打印或下载，离开本页后无法再次查看。", "{count} of them, shown only this once. Print or download them now; they cannot be shown again.";
    links_csv => "下载 CSV", "Download CSV";
    links_csv_name => "账号链接.csv", "one-time-links.csv";
    links_print_hint => "用浏览器的“打印”功能打印本页，沿虚线裁开，每人一张。", "Print this page with your browser and cut along the dashed lines: one slip a person.";
    links_back => "返回账号列表", "Back to the accounts";
    links_over => "这里没有可显示的链接", "No links to show";
    links_over_text => "链接只显示一次。需要时可在账号列表中重发链接，旧链接随即失效。", "Links are shown once. Make new ones in the list of accounts; the old ones die with it.";
    links_what_1 => "在浏览器中打开下面的网址，或用手机扫描二维码。", "Open the address below in a browser, or scan the code with a phone.";
    links_what_2 => "设置至少 10 个字符的密码。", "Set a password of at least 10 characters.";
    links_what_3(email: &str) => "以后用邮箱 {email} 和密码登录。", "From then on sign in with {email} and that password.";
    links_until(at: &str) => "链接有效至 {at}，只能使用一次，请勿转给他人。", "Good until {at}, once, and for you alone.";
    links_qr(name: &str) => "{name} 的链接二维码", "The link of {name} as a QR code";
    links_link => "链接", "Link";
    links_valid => "有效期至", "Good until";

    link_dead => "链接已失效", "This link no longer works";
    link_dead_lead => "它已被使用、已过期，或已被新链接取代。", "It was used, is too old, or was replaced by a newer one.";
    link_dead_new => "还没有设置密码？请邀请您的单位管理人员或秘书处重发链接。", "No password yet? Ask the officer who invited you, or the secretariat, for a new link.";
    link_dead_known => "已经设置过密码？直接登录即可。", "You have set a password? Just sign in.";

    own_account_role_until(day: &str) => "开放至 {day}", "Open until {day}";
    own_password => "修改密码", "Change password";
    own_password_lead => "修改后，其他设备上的登录会立即退出。", "Your other sessions end with it.";
    own_password_old => "当前密码", "Present password";
    own_password_new => "新密码", "New password";
    own_password_new_hint => "至少 10 个字符。", "At least 10 characters.";
    own_password_again => "再次输入新密码", "New password again";
    own_sessions => "登录情况", "Sessions";
    own_sessions_lead => "最近登录且尚未退出的设备。", "Where you are signed in.";
    own_sessions_since => "登录时间", "Since";
    own_sessions_until => "自动退出时间", "Ends";
    own_sessions_acting => "身份", "Acting as";
    own_sessions_this => "本设备", "This one";
    own_sessions_other => "其他设备", "Another";
    own_tokens => "接口令牌", "API tokens";
    own_tokens_lead => "供脚本和其他系统使用，以您现在的身份访问。", "For scripts and other systems; they act in your present role.";
    own_tokens_name => "用途", "What for";
    own_tokens_name_hint => "例如 人事系统同步", "Such as payroll sync";
    own_tokens_scope => "权限", "Scope";
    own_tokens_created => "创建时间", "Made";
    own_tokens_none => "还没有令牌", "No tokens yet";
    own_tokens_make => "创建令牌", "Make a token";
    own_tokens_revoke => "吊销", "Revoke";
    own_tokens_revoke_one(name: &str) => "吊销令牌 {name}", "Revoke the token {name}";
    own_tokens_actions => "操作", "Actions";
    own_token_ready => "令牌已创建，仅显示这一次，请立即复制并妥善保存。", "The token is ready and shown only this once; copy it and keep it safe.";
    own_token => "令牌", "Token";

    member_leave => "停用成员单位", "Take this member out";
    member_leave_lead => "停用之后：", "What follows:";
    member_leave_1 => "该单位的人员不能再以该单位身份登录，正在使用的登录立即退出。", "Its people can no longer act for it; their sessions end at once.";
    member_leave_2 => "不能再与它新建派驻；已有派驻和工时保留，对方单位仍可查看。", "No new placements with it; those there are stay, and the other side still reads them.";
    member_leave_3 => "账号、人员和记录都不会删除，可随时恢复。", "Nothing is deleted, and it can be taken in again at any time.";
    member_leave_sure => "我已了解，确认停用", "I understand what follows";
    member_leave_button => "停用", "Take out";
    member_return => "恢复成员单位", "Take this member in again";
    member_return_lead => "恢复后，该单位的人员可以用原来的账号和密码登录。", "Its people can then sign in with their accounts as before.";
    member_return_button => "恢复", "Take in again";
}

impl Words {
    /// How an account stands.
    #[must_use]
    pub const fn account_state(self, state: AccountState) -> &'static str {
        match state {
            AccountState::Invited => self.pick("待设置密码", "Invited"),
            AccountState::Lapsed => self.pick("链接已失效", "Link lapsed"),
            AccountState::Active => self.pick("正常", "Active"),
            AccountState::Ended => self.pick("已到期", "Ended"),
            AccountState::Deactivated => self.pick("已停用", "Deactivated"),
        }
    }

    /// A deed on accounts, as a button.
    #[must_use]
    pub const fn account_deed(self, deed: AccountDeed) -> &'static str {
        match deed {
            AccountDeed::Reissue => self.pick("重发链接", "New links"),
            AccountDeed::Revoke => self.pick("作废链接", "Revoke links"),
            AccountDeed::Deactivate => self.pick("停用", "Deactivate"),
            AccountDeed::Reactivate => self.pick("恢复", "Reactivate"),
        }
    }

    /// What a token may do.
    #[must_use]
    pub const fn token_scope(self, scope: TokenScope) -> &'static str {
        match scope {
            TokenScope::Read => self.pick("只读", "Read only"),
            TokenScope::Write => self.pick("读写", "Read and write"),
        }
    }
}
