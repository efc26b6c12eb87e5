//! The flows between members.

use super::words;

words! {
    flows_lead => "单位之间双方已批准的派驻和已确认的工时，只有数字，没有个人信息。", "Agreed placements and confirmed hours between members: numbers only, no people.";
    flows_picture => "流动图", "Picture";
    flows_picture_label => "院校与企业之间双向流动的人次", "People going between colleges and enterprises in both directions";
    flows_picture_lead(count: usize) => "两个方向上派驻最多的单位，共 {count} 对，线越宽人次越多。", "The {count} busiest pairs, both ways; the broader, the more placements.";
    flows_colleges => "院校", "Colleges";
    flows_hosts => "企业与基地", "Enterprises and bases";
    flows_ribbon(from: &str, to: &str, count: i64, hours: &str) => "{from} → {to}：{count} 份派驻，{hours}", "{from} → {to}: {count} placements, {hours}";
    flows_table => "各对单位", "Pairs of members";
    flows_filter => "筛选流动", "Filter flows";
    flows_placements => "派驻", "Placements";
    flows_hours => "已确认工时", "Confirmed hours";
    flows_total => "合计", "Total";
    flows_range(first: usize, last: usize, all: usize) => "第 {first}–{last} 对，共 {all} 对", "{first}–{last} of {all} pairs";
    flows_none => "还没有流动", "No flows yet";
    flows_none_text => "双方批准派驻后，这里会显示从哪里到哪里、多少人次和工时。", "Once both sides approve placements, this shows from where to where, how many and how long.";
    flows_no_match => "没有符合条件的流动", "No flows match";
    flows_from_label => "起始日", "From";
    flows_to_label => "截止日", "To";
    flows_from(day: &str) => "{day} 起", "from {day}";
    flows_to(day: &str) => "至 {day}", "to {day}";
    flows_file(format: &str) => "下载当前列表，{format} 格式", "Download this list as {format}";
    flows_sending_kind => "派出单位类型", "Kind of sending organisation";
    flows_hosting_kind => "接收单位类型", "Kind of hosting organisation";
    flows_minutes => "已确认工时（分钟）", "Confirmed minutes";
    flows_export_hint => "院校与企业之间双向流动的派驻和工时，只有数字", "placements and hours between members in both directions, numbers only";
    flows_to_members => "查看成员单位", "See the members";
}
