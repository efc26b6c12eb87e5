//! What became of a file's rows, and taking lists out.

use chrono::NaiveDate;

use super::words;

words! {
    import_result => "导入结果", "Result of the import";
    import_tried => "试运行结果", "Result of the dry run";
    import_tried_good => "全部合格，可以导入。尚未写入任何数据。", "All rows are good and can be imported. Nothing is stored yet.";
    import_tried_bad(rows: usize) => "有 {rows} 行不合格。尚未写入任何数据。", "{rows} rows were rejected. Nothing is stored yet.";
    import_tried_same => "与系统中的数据一致，无需导入。", "The file says nothing new; there is nothing to import.";
    import_done_all(rows: u32) => "已导入，{rows} 行有变化。", "Imported; {rows} rows made a difference.";
    import_done_same => "已导入，数据没有变化。", "Imported; nothing had changed.";
    import_done_partly(rows: usize) => "合格的行已导入；{rows} 行不合格，未导入。", "The good rows are imported; {rows} rows were rejected and are not.";
    import_done_nothing(rows: usize) => "有 {rows} 行不合格，未导入任何数据。", "{rows} rows were rejected; nothing was imported.";
    import_cannot => "此文件无法按当前的对应导入，未写入任何数据。", "The file cannot be imported as it is matched; nothing is stored.";
    import_not_tried => "尚未试运行", "Not tried out yet";
    import_not_tried_text => "先核对列的对应，再试运行。", "Match the columns first, then try it out.";
    import_to_match => "去对应", "Match the columns";
    import_count_rows => "总行数", "Rows";
    import_count_new => "新增", "New";
    import_count_updated => "更新", "Updated";
    import_count_same => "无变化", "Unchanged";
    import_count_repeated => "重复", "Repeated";
    import_count_rejected => "不合格", "Rejected";
    import_counts => "各行的结果", "What becomes of the rows";
    import_rejected_rows => "不合格的行", "Rejected rows";
    import_rejected_lead => "在表格中改好后，把文件重新上传即可；已导入的行不会重复。", "Mend them and upload the file again; rows that are in already are not taken twice.";
    import_rejected_caption => "不合格的行：行号、列、原因、内容", "Rejected rows with line, column, reason and value";
    import_rejected_column_name => "列", "Column";
    import_reason => "原因", "Reason";
    import_content => "内容", "Value";
    import_code => "代码", "Code";
    import_rejected_more(more: usize) => "另有 {more} 处，见下载的文件。", "{more} more; the file to download has them all.";
    import_rejected_csv => "下载不合格的行（CSV）", "Download rejected rows (CSV)";
    import_rejected_xlsx => "下载不合格的行（XLSX）", "Download rejected rows (XLSX)";
    import_rejected_file(file: &str) => "{file}-不合格", "{file}-rejected";
    import_code_required => "此格不能为空。", "This cell must not be empty.";
    import_code_unknown_value => "此内容没有对应的取值，请在“取值对应”中选择，或改文件。", "This value is not matched; choose one for it, or change the file.";
    import_warnings => "提示", "Worth looking at";
    import_warnings_caption => "可以导入、但请留意的行", "Rows that can be taken but are worth looking at";
    import_now(rows: u32) => "导入 {rows} 行", "Import {rows} rows";
    import_good_only(rows: u32) => "只导入合格的 {rows} 行", "Import only the {rows} good rows";
    import_all_hint => "要么全部导入，要么都不导入。", "All of them or none.";
    import_back_to_match => "返回对应", "Back to matching";
    import_another => "导入另一个文件", "Import another file";
    import_mended => "上传改好的文件", "Upload the mended file";
    import_open_list(kind: &str) => "查看{kind}", "Open {kind}";
    exports => "导出", "Export";
    exports_lead => "下载您有权查看的名单。列名与导入相同，改好后可以再导入。", "Download the lists you may see. Their columns are those of the import, which takes them back.";
    exports_caption => "可以导出的名单", "Lists that can be taken out";
    export_list => "名单", "List";
    export_download => "下载", "Download";
    export_as(format: &str, kind: &str) => "下载{kind}，{format} 格式", "Download {kind} as {format}";
    export_file(kind: &str, day: NaiveDate) => "{kind}-{day}", "{kind}-{day}";
    exports_excel => "用 Excel 打开", "for spreadsheets";
    exports_none => "没有可以导出的名单", "There is nothing for you to take out";
}
