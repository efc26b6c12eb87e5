//! Placements: list, form, one placement and what can be done with it.

use domain::placement::{Deed, Side, State};

use super::{Lang, Words, counted, words};

impl Words {
    /// What a deed just did, above the page it leads to.
    #[must_use]
    pub const fn deed_notice(self, deed: Deed) -> &'static str {
        let (zh, en) = match deed {
            Deed::Edit => ("草稿已保存。核对无误后请提交。", "Draft saved. Submit it when it is right."),
            Deed::Submit => ("已提交，等待对方审批。", "Submitted; it waits for the other side's approval."),
            Deed::Approve => {
                ("已批准。人员到岗后请确认到岗。", "Approved. Confirm the start once the person is there.")
            }
            Deed::Return => ("已退回对方修改。", "Returned to the other side to be changed."),
            Deed::Decline => ("已谢绝这次派驻。", "The placement was declined."),
            Deed::Withdraw => ("派驻已撤回。", "The placement was withdrawn."),
            Deed::Start => ("已确认到岗，可以填报工时。", "Start confirmed; hours can be logged now."),
            Deed::Complete => ("已确认完成。", "End confirmed."),
            Deed::Terminate => ("派驻已提前结束。", "The placement was ended early."),
            Deed::ProposeDates => {
                ("新日期已发给对方，同意后生效。", "New dates proposed; they hold once the other side accepts.")
            }
            Deed::AcceptDates => ("新日期已生效。", "The new dates hold now."),
            Deed::RejectDates => ("日期保持不变。", "The dates stay as they were."),
            Deed::NameMentor => ("导师已指定。", "The mentor was named."),
        };
        self.pick(zh, en)
    }

    /// What comes next with a placement, for somebody who can do it or wait for it.
    #[must_use]
    pub fn placement_next(self, state: State, side: Option<Side>, drafted_by: Side, other: &str) -> String {
        let submitted_to_me = side == Some(drafted_by.other());
        match (state, side) {
            (State::Draft, _) => {
                self.pick("核对无误后提交给对方审批。", "Submit it for approval when it is right.").to_owned()
            }
            (State::Submitted, Some(_)) if submitted_to_me => self.placement_next_decide(other),
            (State::Submitted, Some(_)) => self.placement_next_waits(other),
            (State::Approved, Some(_)) => self
                .pick(
                    "人员到岗后确认到岗，即可填报工时。",
                    "Confirm the start once the person is there; then hours can be logged.",
                )
                .to_owned(),
            (State::Active, Some(_)) => self
                .pick("到期后确认完成；也可以调整日期。", "Confirm the end when it is over, or agree on other dates.")
                .to_owned(),
            _ => String::new(),
        }
    }

    /// The title of the card that asks for a deed, by state.
    #[must_use]
    pub const fn placement_todo(self, state: State) -> &'static str {
        match state {
            State::Draft => self.pick("草稿尚未提交", "Not yet submitted"),
            State::Submitted => self.pick("等待审批", "Waits for approval"),
            State::Approved => self.pick("已批准，等待到岗", "Approved, not started"),
            State::Active => self.pick("正在进行", "In progress"),
            State::Completed | State::Terminated | State::Declined | State::Withdrawn => self.pick("后续", "Next"),
        }
    }

    /// How many calendar days a placement lasts, the first and the last included.
    #[must_use]
    pub fn placement_length(self, days: i64) -> String {
        match self.lang() {
            Lang::Zh => format!("共 {days} 天"),
            Lang::En => counted(&days.to_string(), "day", "days"),
        }
    }

    /// Why a placement was returned, declined or ended early, as the title of a message.
    #[must_use]
    pub const fn placement_reason(self, state: State) -> &'static str {
        match state {
            State::Draft => self.pick("对方退回，原因", "Returned by the other side"),
            State::Declined => self.pick("谢绝原因", "Why it was declined"),
            State::Terminated => self.pick("提前结束原因", "Why it ended early"),
            _ => self.pick("原因", "Reason"),
        }
    }
}

words! {
    placements_lead => "本单位派出和接收的人员，两个方向都在这里。", "People sent and received by your organisation, in both directions.";
    placements_all_lead => "共同体内所有派驻，两个方向都在这里。", "All placements of the community, in both directions.";
    my_placements_lead => "您参加的派驻，以及您担任导师的派驻。", "Placements you take part in, and those you mentor.";
    placement_path => "当前位置", "You are here";
    new_placement => "新建派驻", "New placement";
    edit_placement => "编辑草稿", "Edit draft";
    filter_placements => "筛选派驻", "Filter placements";
    placement_person => "人员姓名", "Person's name";
    placement_state => "状态", "State";
    placement_from_to => "派出 → 接收", "Sending → hosting";
    placement_dates => "日期", "Dates";
    placement_form_and_load => "形式与投入", "Form and load";
    placement_filter(label: &str, value: &str) => "{label}：{value}", "{label}: {value}";
    placement_rows(count: usize) => "本页 {count} 条", "{count} on this page";
    placement_back_to_start => "回到开头", "Back to the start";
    no_placements => "还没有派驻", "No placements yet";
    no_placements_officer => "新建一份派驻，提交后由对方审批。对方发起的派驻提交后也会出现在这里。", "Draft one and submit it for the other side's approval. What other organisations submit to yours appears here too.";
    no_placements_mine => "单位为您安排派驻并提交后，会出现在这里。", "Once your organisation has arranged a placement for you, it appears here.";
    no_placements_reader => "有派驻提交后会出现在这里。", "Placements appear here once they are submitted.";
    no_placements_found => "没有符合条件的派驻", "No placement matches";
    no_placements_found_text => "换个条件，或清除筛选。", "Try other filters, or clear them.";
    new_practice_lead => "安排本校教师到企业或实训基地实践。保存为草稿，核对后提交对方审批。", "Send one of your teachers to an enterprise or training base. It is saved as a draft; submit it when it is right.";
    new_secondment_lead => "安排本单位工程师到院校任教。保存为草稿，核对后提交对方审批。", "Send one of your engineers to teach at a college. It is saved as a draft; submit it when it is right.";
    placement_who => "人员与单位", "Who and where";
    placement_when => "时间与形式", "When and how";
    placement_plan => "计划", "Plan";
    placement_choose => "请选择", "Please choose";
    placement_optional => "选填", "optional";
    participant_hint => "须在整个派驻期间在本单位任职，且单位已同意派出。", "Employed here for the whole stay, with the employer's consent.";
    placement_no_consent(person: &str) => "{person}（尚未同意派出）", "{person} (no consent yet)";
    host_hint => "提交后由该单位审批，并由其指定导师。", "It approves the placement and names the mentor.";
    load_hint => "同一人的两段全职派驻不能重叠。", "Two full-time placements of one person cannot overlap.";
    last_day_hint => "含当日。", "This day included.";
    class_hour_hint => "一般为 45。", "Usually 45.";
    objectives_hint => "这次派驻要达到什么。", "What the stay is to achieve.";
    placement_save_draft => "保存草稿", "Save draft";
    placement_no_teachers => "名册中还没有教师", "No teachers in the roster yet";
    placement_no_engineers => "名册中还没有工程师", "No engineers in the roster yet";
    placement_no_people_text => "先添加人员，再安排派驻。", "Add people first, then arrange placements.";
    placement_add_person => "添加人员", "Add person";
    placement_no_hosts => "还没有可选的接收单位", "No organisation to send to yet";
    placement_no_hosts_text => "成员单位由共同体秘书处添加，请与其联系。", "The community's secretariat adds members; please ask there.";
    placement_changed => "他人已修改此草稿。您填写的内容保留在下面，请核对后再次保存。", "Someone else changed this draft. What you typed is below; check it and save again.";
    steps_of_placement => "派驻进程", "Course of the placement";
    placement_step_done => "已完成", "done";
    placement_step_current => "当前", "now";
    placement_step_ahead => "未到", "to come";
    placement_step_stopped => "到此为止", "ended here";
    placement_waits_for(name: &str) => "待{name}审批", "For {name} to approve";
    placement_next_decide(other: &str) => "{other}提交了这份派驻，请批准，或说明原因退回、谢绝。", "{other} submitted it. Approve it, or return or decline it with a reason.";
    placement_next_waits(other: &str) => "等待{other}审批，批准前可以撤回。", "It waits for {other}. Until then you can withdraw it.";
    placement_facts => "派驻安排", "Arrangement";
    placement_no_mentor => "尚未指定", "Not yet named";
    placement_no_mentor_text => "接收单位尚未指定导师，工时由其协调员或人事确认。", "The host has not named a mentor; its coordinator or HR confirms the hours.";
    placement_not_given => "未填写", "Not given";
    class_hour_of(minutes: i32) => "每学时 {minutes} 分钟", "{minutes} minutes a class hour";
    placement_hours => "工时", "Hours";
    placement_hours_of_plan(done: String, plan: String) => "已确认 {done}，计划 {plan}", "{done} confirmed of {plan} planned";
    placement_planned => "计划", "Planned";
    placement_confirmed => "已确认", "Confirmed";
    placement_waiting => "待确认", "To confirm";
    placement_remaining => "尚余", "Remaining";
    placement_hours_not_yet => "确认到岗后可以填报工时。", "Hours can be logged once the start is confirmed.";
    placement_see_hours => "查看工时", "See hours";
    placement_history => "办理记录", "History";
    placement_history_empty => "没有记录", "Nothing recorded";
    placement_history_empty_text => "导入的派驻没有办理记录。", "Imported placements carry no history.";
    placement_at => "时间", "When";
    placement_deed => "操作", "What";
    placement_by => "操作人", "By";
    placement_state_after => "状态", "State after";
    proposed_title(side: &str) => "{side}提出新日期", "{side} proposes new dates";
    proposed_text(new: &str, old: &str) => "新日期 {new}，现为 {old}。双方同意后生效。", "{new} instead of {old}. They hold once both sides agree.";
    take_back_proposal => "撤回提议", "Take back proposal";
    return_or_decline => "退回或谢绝", "Return or decline";
    return_or_decline_hint => "退回后对方可以修改再提交；谢绝后不能再提交。原因对方可见。", "Returned, it can be changed and submitted again; declined, it cannot. The other side sees the reason.";
    terminate_hint => "最后一天之后不再计工时；此操作不能撤销。", "No hours count after the last day; this cannot be undone.";
    real_last_day => "实际最后一天", "Last day it really took place";
    real_last_day_hint => "留空即今天。", "Empty means today.";
    propose_hint => "对方同意后才生效，在此之前按现有日期。", "They hold once the other side accepts; until then nothing changes.";
    new_first_day => "新的开始日期", "New first day";
    new_last_day => "新的结束日期", "New last day";
    replace_mentor => "更换导师", "Replace mentor";
    mentor_hint => "导师须在本单位任职，负责确认工时。", "Employed here; confirms the hours.";
    placement_propose => "提出", "Propose";
    placement_name_mentor => "指定", "Name";
    withdraw_draft => "放弃草稿", "Discard draft";
}
