import iconv from "iconv-lite";
import writeWorkbook from "write-excel-file/node";

/** One line of a roster as a college keeps it: text, a number as spreadsheets store it, or a day. */
type Value = string | number | Date;

const HEADER = ["姓 名", "工号", "院系", "人员类别", "入职日期", "聘任岗位", "身份证号"];

/** Three people: their staff numbers begin with `prefix`, and the second was hired on `second`. */
export function roster(prefix: number, second: string): Value[][] {
  const wide = String(prefix + 2).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  return [
    // The staff number is a number, the day the number of a day; the identity card's number was rounded.
    ["马超然", prefix + 1, "机电工程学院", "教师", 46266, "讲师", 420106199001011000],
    ["方雨桐", wide, "机电工程学院", "教师", second, "教授", ""],
    ["罗一鸣", prefix + 3, "信息工程学院", "教师", new Date(Date.UTC(2026, 8, 1)), "讲师", ""],
    ["沈思远", prefix + 4, "信息工程学院", "教师", "2026年9月1日", "助教", ""],
  ];
}

const TITLE = "新引进教师名册（人事处）";
const NOTE = "填报日期：2026年11月";

/** The rows in a workbook, below a merged title and a note. */
export async function workbook(rows: Value[][]): Promise<Buffer> {
  const cell = (value: Value): object =>
    value instanceof Date ? { value, type: Date, format: "yyyy-mm-dd" } : { value, type: typeof value === "number" ? Number : String };
  const merged = (text: string): (object | null)[] => [
    { value: text, type: String, columnSpan: HEADER.length, align: "center" },
    ...HEADER.slice(1).map(() => null),
  ];
  const header = HEADER.map((name) => ({ value: name, type: String, fontWeight: "bold" }));
  const sheet = [merged(TITLE), merged(NOTE), header, ...rows.map((row) => row.map(cell))];
  return writeWorkbook(sheet as Parameters<typeof writeWorkbook>[0]).toBuffer();
}

/** The same as CSV in GB18030, as spreadsheets in China save it. */
export function csv(rows: Value[][]): Buffer {
  const day = (value: Date): string => value.toISOString().slice(0, 10).replaceAll("-", "/");
  const text = (value: Value, column: number): string => {
    if (value instanceof Date) return day(value);
    // Spreadsheets write the number of a day into a CSV file as the day.
    if (typeof value === "number" && HEADER[column] === "入职日期") return day(new Date(Date.UTC(1899, 11, 30 + value)));
    return String(value);
  };
  const lines = [[TITLE], [NOTE], HEADER, ...rows.map((row) => row.map(text))];
  const padded = lines.map((line) => [...line, ...Array<string>(HEADER.length - line.length).fill("")]);
  return iconv.encode(padded.map((line) => line.join(",")).join("\r\n") + "\r\n", "gb18030");
}
