//! The heat map of a college: people by rules.

use super::words;

words! {
    map_title => "达标地图", "Heat map";
    map_lead(day: &str) => "每人每项规定一格，最需要关注的在前；统计截至 {day}。", "One cell for each person and rule, the worst first, as of {day}.";
    map_list => "列表", "List";
    map_link => "达标地图", "Heat map";
    map_table => "人员与规定对照", "People by rules";
    map_person => "人员", "Person";
    map_department => "部门", "Department";
    map_all_departments => "全部部门", "All departments";
    map_legend => "图例", "Legend";
    map_sum => "达标人数", "Met";
    map_sum_of(met: usize, of: usize) => "{met}/{of}", "{met}/{of}";
    map_sum_told(met: usize, of: usize) => "{of} 人适用，{met} 人达标", "{met} of {of} meet it";
    map_cell(person: &str, rule: &str, standing: &str, figure: &str) => "{person}，{rule}：{standing}，{figure}", "{person}, {rule}: {standing}, {figure}";
    map_cell_plain(person: &str, rule: &str, standing: &str) => "{person}，{rule}：{standing}", "{person}, {rule}: {standing}";
    map_short_counts => "计入目标的百分比", "The figure is the share of the target that counts";
    map_nobody => "没有适用任何规定的人员", "No rule binds anybody here";
    map_nobody_text => "换一个条件，或者清除筛选。", "Try other filters, or clear them.";
}
