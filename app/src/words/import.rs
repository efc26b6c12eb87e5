//! What importing and exporting files say on the command line.

use super::words;

words! {
    import_reading(file: &str) => "正在读取 {file}…", "Reading {file}…";
    import_running(rows: usize) => "正在导入 {rows} 行…", "Importing {rows} rows…";
    import_rows(rows: u32) => "文件共 {rows} 行，", "{rows} rows: ";
    import_imported(rows: u32) => "新增 {rows} 行", "{rows} imported";
    import_updated(rows: u32) => "更新 {rows} 行", "{rows} updated";
    import_unchanged(rows: u32) => "无变化 {rows} 行", "{rows} unchanged";
    import_repeated(rows: u32) => "重复 {rows} 行", "{rows} repeated";
    import_rejected(rows: usize) => "不合格 {rows} 行", "{rows} rejected";
    import_row(row: u32) => "第 {row} 行", "line {row}";
    import_column(column: &str) => "列“{column}”", "column “{column}”";
    import_value(value: &str) => "内容“{value}”", "value “{value}”";
    import_more(more: usize) => "……另有 {more} 项，详见 --report 生成的文件。", "… and {more} more; --report writes them all to a file.";
    import_warning => "提示", "warning";
    import_unused(columns: &str) => "未读取的列：{columns}", "Columns not read: {columns}";
    import_stored => "合格的行已保存。", "The good rows are stored.";
    import_nothing_new => "没有需要保存的变化。", "There was nothing new to store.";
    import_nothing_stored => "存在不合格的行，未保存任何数据。修改文件后重新导入，或加 --skip-rejected 只保存合格的行。", "Nothing is stored, because rows were rejected. Mend the file, or store only the good rows with --skip-rejected.";
    import_dry_run => "试运行：未保存任何数据。", "Dry run: nothing is stored.";
    import_no_table => "此文件无法导入，未保存任何数据。", "This file cannot be imported; nothing is stored.";
    import_bad_mapping(file: &str) => "映射文件 {file} 有误", "The mapping file {file} is wrong";
    import_template_written(kind: &str, file: &str) => "已将 {kind} 模板写入 {file}。", "Wrote the template for {kind} to {file}.";
    import_needs_file => "请指定要导入的文件，或用 --template 生成模板。", "Name the file to import, or make a template with --template.";
    export_written(rows: usize, file: &str) => "已将 {rows} 行写入 {file}。", "Wrote {rows} rows to {file}.";
    export_needs_file => "XLSX 是二进制文件，请指定要写入的文件名。", "XLSX is a binary file; name the file to write it to.";
}
