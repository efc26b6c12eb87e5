//! The home page of each role.

use domain::{
    account::Role,
    need::Need,
    organisation::OrganisationKind,
    placement::{Direction, Side},
};

use super::{Words, words};

impl Words {
    /// What so many placements need, behind their number.
    #[must_use]
    pub const fn home_need(self, need: Need, count: i64) -> &'static str {
        let one = count == 1;
        match need {
            Need::Approval => {
                self.home_counted(one, "份派驻待本单位审批", "placement to approve", "placements to approve")
            }
            Need::Dates => self.home_counted(one, "份新日期待答复", "new date to answer", "new dates to answer"),
            Need::Returned => {
                self.home_counted(one, "份派驻被退回待修改", "returned draft to mend", "returned drafts to mend")
            }
            Need::Draft => self.home_counted(one, "份草稿尚未提交", "draft not submitted", "drafts not submitted"),
            Need::Mentor => {
                self.home_counted(one, "份派驻还没有导师", "placement without a mentor", "placements without a mentor")
            }
            Need::Start => self.home_counted(one, "份派驻待确认到岗", "start to confirm", "starts to confirm"),
            Need::End => self.home_counted(one, "份派驻待确认完成", "end to confirm", "ends to confirm"),
            Need::Unlocked => self.home_counted(
                one,
                "份派驻有已确认工时被解锁",
                "placement with confirmed hours unlocked",
                "placements with confirmed hours unlocked",
            ),
        }
    }

    /// A need as a filter of the list of placements.
    #[must_use]
    pub const fn home_need_chip(self, need: Need) -> &'static str {
        match need {
            Need::Approval => self.pick("待本单位审批", "to approve"),
            Need::Dates => self.pick("新日期待答复", "new dates to answer"),
            Need::Returned => self.pick("被退回待修改", "returned drafts"),
            Need::Draft => self.pick("草稿尚未提交", "drafts not submitted"),
            Need::Mentor => self.pick("还没有导师", "without a mentor"),
            Need::Start => self.pick("待确认到岗", "starts to confirm"),
            Need::End => self.pick("待确认完成", "ends to confirm"),
            Need::Unlocked => self.pick("已确认工时被解锁", "confirmed hours unlocked"),
        }
    }

    /// More about a need, in small.
    #[must_use]
    pub const fn home_need_detail(self, need: Need) -> &'static str {
        match need {
            Need::Approval => self.pick("由对方提交", "submitted by the other side"),
            Need::Dates => self.pick("由对方提出", "proposed by the other side"),
            Need::Returned => self.pick("附有退回原因", "with a reason"),
            Need::Draft => self.pick("仅本单位可见", "seen by your side only"),
            Need::Mentor => self.pick("两周内开始或已在进行", "under way or beginning within two weeks"),
            Need::Start => self.pick("开始日期已到", "the first day has come"),
            Need::End => self.pick("结束日期已过", "the last day is over"),
            Need::Unlocked => self.pick("接收单位近 30 天内解锁", "by the host, within 30 days"),
        }
    }

    /// Weeks of hours that wait for confirmation, behind their number.
    #[must_use]
    pub const fn home_hours_to_confirm(self, count: i64) -> &'static str {
        self.home_counted(count == 1, "周工时待确认", "week of hours to confirm", "weeks of hours to confirm")
    }

    /// Teachers at risk, behind their number.
    #[must_use]
    pub const fn home_teachers_at_risk(self, count: i64) -> &'static str {
        self.home_counted(count == 1, "名教师临近期限", "teacher at risk", "teachers at risk")
    }

    /// Teachers who are short, behind their number.
    #[must_use]
    pub const fn home_teachers_short(self, count: i64) -> &'static str {
        self.home_counted(count == 1, "名教师实践不足", "teacher short", "teachers short")
    }

    /// People who have not submitted last week, behind their number.
    #[must_use]
    pub const fn home_missing(self, count: i64) -> &'static str {
        self.home_counted(count == 1, "人次上周工时未提交", "week not submitted", "weeks not submitted")
    }

    /// Credentials that have lapsed, behind their number.
    #[must_use]
    pub const fn home_lapsed(self, count: i64) -> &'static str {
        self.home_counted(count == 1, "本证书已失效", "lapsed credential", "lapsed credentials")
    }

    /// Credentials that lapse soon, behind their number.
    #[must_use]
    pub const fn home_lapses_soon(self, count: i64) -> &'static str {
        self.home_counted(count == 1, "本证书即将到期", "credential lapses soon", "credentials lapse soon")
    }

    /// Openings with free places, behind their number: posts for a college, teaching needs for an enterprise.
    #[must_use]
    pub const fn home_openings(self, role: Role, count: i64) -> &'static str {
        let one = count == 1;
        match role {
            Role::Coordinator => self.home_counted(
                one,
                "个院校教学需求待响应",
                "teaching need open at a college",
                "teaching needs open at colleges",
            ),
            _ => self.home_counted(one, "个企业岗位有空余名额", "post with free places", "posts with free places"),
        }
    }

    /// Engineers without consent, behind their number.
    #[must_use]
    pub const fn home_without_consent(self, count: i64) -> &'static str {
        self.home_counted(
            count == 1,
            "名工程师尚未同意外派",
            "engineer without your consent",
            "engineers without your consent",
        )
    }

    /// Members with a silent month, behind their number.
    #[must_use]
    pub const fn home_silent(self, count: i64) -> &'static str {
        self.home_counted(count == 1, "家单位有整月未报", "member with a silent month", "members with a silent month")
    }

    /// Returned lines, behind their number.
    #[must_use]
    pub const fn home_lines_returned(self, count: i64) -> &'static str {
        self.home_counted(count == 1, "条工时被退回", "line returned", "lines returned")
    }

    /// Lines not submitted, behind their number.
    #[must_use]
    pub const fn home_lines_open(self, count: i64) -> &'static str {
        self.home_counted(count == 1, "条工时待提交", "line to submit", "lines to submit")
    }

    /// Members of a kind, behind their number.
    #[must_use]
    pub const fn home_members(self, kind: OrganisationKind, count: i64) -> &'static str {
        let one = count == 1;
        match kind {
            OrganisationKind::College => self.home_counted(one, "所院校", "college", "colleges"),
            OrganisationKind::Enterprise => self.home_counted(one, "家企业", "enterprise", "enterprises"),
            OrganisationKind::TrainingBase => self.home_counted(one, "个实训基地", "training base", "training bases"),
            OrganisationKind::University => self.home_counted(one, "所大学", "university", "universities"),
            OrganisationKind::Other => self.home_counted(one, "个其他单位", "other member", "other members"),
        }
    }

    /// Agreed placements of a direction, behind their number.
    #[must_use]
    pub const fn home_flow_label(self, direction: Direction, count: i64) -> &'static str {
        let one = count == 1;
        match direction {
            Direction::EnterprisePractice => self.home_counted(
                one,
                "人次企业实践",
                "placement in enterprise practice",
                "placements in enterprise practice",
            ),
            Direction::TeachingSecondment => {
                self.home_counted(one, "人次到校任教", "teaching secondment", "teaching secondments")
            }
        }
    }

    const fn home_counted(
        self,
        one: bool,
        zh: &'static str,
        singular: &'static str,
        plural: &'static str,
    ) -> &'static str {
        self.pick(zh, if one { singular } else { plural })
    }

    /// The people of one side, for an officer of that side.
    #[must_use]
    pub const fn home_people(self, role: Role, side: Side) -> &'static str {
        match (role, side) {
            (Role::Coordinator, Side::Sending) => self.pick("外派的工程师", "Our engineers out"),
            (Role::Coordinator, Side::Hosting) => self.pick("来实践的教师", "Teachers with us"),
            (_, Side::Sending) => self.pick("外派的教师", "Our teachers out"),
            (_, Side::Hosting) => self.pick("来任教的工程师", "Engineers with us"),
        }
    }

    /// That there is nobody of one side in the next weeks.
    #[must_use]
    pub const fn home_people_none(self, role: Role, side: Side) -> &'static str {
        match (role, side) {
            (Role::Coordinator, Side::Sending) => {
                self.pick("未来六周没有外派的工程师。", "No engineer is out in the next six weeks.")
            }
            (Role::Coordinator, Side::Hosting) => {
                self.pick("未来六周没有来实践的教师。", "No teacher is here in the next six weeks.")
            }
            (_, Side::Sending) => self.pick("未来六周没有外派的教师。", "No teacher is out in the next six weeks."),
            (_, Side::Hosting) => {
                self.pick("未来六周没有来任教的工程师。", "No engineer is here in the next six weeks.")
            }
        }
    }

    /// How many things wait, below the greeting.
    #[must_use]
    pub fn home_today(self, day: &str, waiting: usize) -> String {
        match (self.lang(), waiting) {
            (super::Lang::Zh, 0) => format!("今天是{day}，没有待处理的事项。"),
            (super::Lang::Zh, n) => format!("今天是{day}，有 {n} 类事项待处理。"),
            (super::Lang::En, 0) => format!("{day}. Nothing waits for you."),
            (super::Lang::En, 1) => format!("{day}. One kind of thing waits for you."),
            (super::Lang::En, n) => format!("{day}. {n} kinds of things wait for you."),
        }
    }
}

words! {
    home_greeting(name: &str) => "{name}，您好", "Hello, {name}";
    home_needs => "待您处理", "Needs you";
    home_then => "随后处理", "Then";
    home_nothing => "没有待处理的事项", "Nothing waits for you";
    home_nothing_text => "有新的申请、工时或退回时，会显示在这里。", "New submissions, hours and returns will appear here.";
    home_weeks => "未来六周", "The next six weeks";
    home_weeks_table => "以表格查看", "As tables";
    home_weeks_lead => "→ 派出，← 来本单位；实心为进行中，斜线为已批准、尚未到岗。", "→ goes out, ← comes to us; solid bars are under way, hatched ones approved and not started.";
    home_weeks_label(from: &str, to: &str) => "{from}至{to}的派驻", "Placements from {from} to {to}";
    home_weeks_empty => "未来六周没有派驻", "Nobody is away in the next six weeks";
    home_weeks_empty_text => "双方批准的派驻会显示在这里。", "Placements that both sides approved appear here.";
    home_weeks_more(shown: usize) => "图中为最早开始的 {shown} 份。", "The picture shows the {shown} that begin first.";
    home_all_placements => "全部派驻", "All placements";
    home_new_placement => "新建派驻", "New placement";
    home_own_organisation => "本单位资料", "Our organisation";
    home_today_mark => "今天", "Today";
    home_bar(who: &str, sending: &str, hosting: &str, days: &str, state: &str) => "{who}：{sending} → {hosting}，{days}，{state}", "{who}: {sending} → {hosting}, {days}, {state}";
    home_dates => "起止日期", "Dates";
    home_state => "状态", "State";
    home_host => "去往", "At";
    home_from => "来自", "From";
    home_progress => "教师达标情况", "How far the teachers are";
    home_progress_lead => "按已确认的工时统计。", "By confirmed hours.";
    home_progress_met(met: usize, all: usize) => "{all} 人中 {met} 人达标", "{met} of {all} met";
    home_met => "达标", "Met";
    home_at_risk => "临近期限", "At risk";
    home_short => "不足", "Short";
    home_people_count(count: usize) => "{count} 人", "{count}";
    home_progress_link => "查看进度", "See the progress";
    home_now => "进行中的派驻", "Under way";
    home_now_none => "您目前没有进行中的派驻", "You have no placement under way";
    home_now_none_text => "单位为您安排派驻并确认到岗后，即可在这里填报工时。", "Once your organisation has placed you and the start is confirmed, you log your hours here.";
    home_log => "填报工时", "Log hours";
    home_open_placement => "查看派驻", "See the placement";
    home_mentor(name: &str) => "导师：{name}", "Mentor: {name}";
    home_mentor_none => "导师待定", "No mentor yet";
    home_since(hours: &str, day: &str) => "共 {hours}，最早 {day}", "{hours} in all, the earliest on {day}";
    home_as_mentor => "您担任导师", "you are the mentor";
    home_upcoming => "即将开始", "Coming up";
    home_my_progress => "我的进度", "My progress";
    home_ring(rule: &str, counted: &str, target: &str) => "{rule}：已计入 {counted}，目标 {target}", "{rule}: {counted} of {target} counted";
    home_counted_label => "已计入", "Counted";
    home_remaining => "还差", "Remaining";
    home_class_hours => "本学年授课学时", "Class hours this academic year";
    home_class_hours_value(hours: &str, target: &str) => "{hours} / {target} 学时", "{hours} of {target} class hours";
    home_confirmed => "已确认", "Confirmed";
    home_planned => "计划", "Planned";
    home_all_progress => "全部进度", "All my progress";
    home_community => "成员单位", "Members";
    home_flows => "双向流动", "Flows in both directions";
    home_flows_lead => "双方已批准的派驻及已确认的工时。", "Agreed placements and confirmed hours.";
    home_flow_pairs(count: usize) => "{count} 对单位", "{count} pairs of members";
    home_largest => "流动最多的单位", "The busiest pairs";
    home_all_flows => "全部流动", "All flows";
    home_all_members => "全部成员单位", "All members";
    home_flows_none => "还没有流动", "No flows yet";
    home_flows_none_text => "成员单位之间的派驻获批后，会显示在这里。", "They appear once members have agreed on placements.";
    home_read => "可查阅的内容", "What you can read";
    home_read_lead => "您可以查阅，但不能修改。", "You can read everything here and change nothing.";
    home_read_placements => "派驻的状态、日期与往来记录。", "States, dates and histories of placements.";
    home_read_roster => "本单位的教师、工程师与职员。", "Teachers, engineers and staff of the organisation.";
    home_read_progress => "每名教师距离达标还有多远。", "How far each teacher is.";
    home_read_audit => "谁在何时做了什么。", "Who did what, and when.";
    home_open => "查看", "Open";
    home_missing_week(days: &str) => "上周 {days}", "the week {days}";
    home_soon_days(days: u64) => "{days} 天内", "within {days} days";
    home_openings_soon => "30 天内可开始", "can begin within 30 days";
    home_consent_detail => "未同意的不能外派", "nobody goes without it";
    home_log_yesterday => "填报昨天", "Log yesterday";
    home_own_credentials => "我的证书", "my credentials";
    home_silent_detail => "近六个月内", "within the last six months";
    home_joined => "最近加入", "Recently joined";
    home_joined_none => "近三个月没有新加入的成员单位", "No member joined within three months";
    home_joined_on => "加入日期", "Joined";
    home_read_until(day: &str) => "开放至 {day}，过期后不能再查阅。", "Open to you until {day}; nothing can be read afterwards.";
    home_read_always => "没有期限。", "Without an end.";
    home_read_what => "向您开放的范围", "What is open to you";
    home_read_community => "整个共同体", "The whole community";
    home_read_scope => "范围", "Scope";
    home_read_end => "期限", "Until";
    home_read_now => "当前查阅", "Reading now";
    home_read_no_end => "没有期限", "no end";
}
