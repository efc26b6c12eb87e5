import { readFile } from "node:fs/promises";
import { expect, test, type Page } from "@playwright/test";
import { look } from "./support/look";
import { say, signIn, speak, type Language } from "./support/people";
import { csv, roster, workbook } from "./support/roster";

/** Uploads a roster through the page, and answers the address of its own page. */
async function upload(page: Page, language: Language, name: string, buffer: Buffer): Promise<void> {
  await page.goto("/imports");
  await page.locator("input[name=kind][value=people]").check();
  await page.locator("input[name=file]").setInputFiles({ name, mimeType: "application/octet-stream", buffer });
  await page.getByRole("button", { name: say(language, "上传并预览", "Upload and preview") }).click();
}

function field(page: Page, name: string, part = "source"): ReturnType<Page["locator"]> {
  return page.locator(`select[name="fields[${name}][${part}]"]`);
}

/** Matches a field that no column matched by itself. */
async function match(page: Page, name: string, column: string): Promise<void> {
  const select = field(page, name);
  await page.locator("details.import-left", { has: select }).locator("summary").first().click();
  await select.selectOption(`column:${column}`);
}

async function tryOut(page: Page, language: Language): Promise<void> {
  await page.getByRole("button", { name: say(language, "试运行", "Dry run") }).click();
  await expect(page).toHaveURL(/\/imports\/\d+\/result$/);
}

/** The big number of what became of the rows. */
function count(page: Page, what: string): ReturnType<Page["locator"]> {
  return page.locator(`[data-count=${what}] dd`);
}

for (const language of ["zh-CN", "en"] as const) {
  test.describe(`in ${language}`, () => {
    test.beforeEach(async ({ context, baseURL }) => speak(context, baseURL ?? "", language));

    test("a college's workbook is matched, tried out, imported, mended and imported again", async ({ page }) => {
      test.setTimeout(180_000);
      const prefix = language === "en" ? 20268000 : 20269000;
      await signIn(page, "hr");
      await page.goto("/imports");
      await look(page);

      await upload(page, language, "新教师名册.xlsx", await workbook(roster(prefix, "2026-02-30")));
      await expect(page).toHaveURL(/\/imports\/\d+$/);
      await look(page);
      await expect(page.getByRole("main")).toContainText("马超然");
      await expect(field(page, "name")).toHaveValue("column:姓 名");
      await expect(field(page, "staff_number")).toHaveValue("column:工号");
      await expect(field(page, "first_day")).toHaveValue("column:入职日期");
      await expect(field(page, "title")).toHaveValue("");
      await match(page, "title", "聘任岗位");

      await tryOut(page, language);
      await look(page);
      await expect(count(page, "rows")).toHaveText("4");
      await expect(count(page, "imported")).toHaveText("3");
      await expect(count(page, "rejected")).toHaveText("1");
      const wrong = page.locator(".import-rejected tbody tr");
      await expect(wrong).toHaveCount(1);
      await expect(wrong).toContainText("5");
      await expect(wrong).toContainText("入职日期");
      await expect(wrong).toContainText("2026-02-30");

      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: /CSV/ }).first().click(),
      ]);
      expect(download.suggestedFilename()).toContain("新教师名册");
      const rejected = await readFile(await download.path(), "utf8");
      expect(rejected).toContain("方雨桐");
      expect(rejected).not.toContain("马超然");

      await page.getByRole("button", { name: say(language, "只导入合格的 3 行", "Import only the 3 good rows") }).click();
      await expect(count(page, "imported")).toHaveText("3");
      await look(page);
      await page.goto(`/people?q=${prefix + 1}`);
      await expect(page.getByRole("main")).toContainText("马超然");

      await upload(page, language, "新教师名册-不合格.csv", Buffer.from(rejected.replace("2026-02-30", "2026-02-28"), "utf8"));
      await match(page, "title", "聘任岗位");
      await tryOut(page, language);
      await expect(count(page, "imported")).toHaveText("1");
      await expect(count(page, "rejected")).toHaveText("0");
      await page.getByRole("button", { name: say(language, "导入 1 行", "Import 1 rows") }).click();
      await expect(page.getByRole("status").first()).toContainText(say(language, "已导入", "Imported"));
      await page.goto(`/people?q=${prefix + 2}`);
      await expect(page.getByRole("main")).toContainText("方雨桐");

      await upload(page, language, "新教师名册.csv", csv(roster(prefix, "2026-02-28")));
      await match(page, "title", "聘任岗位");
      await tryOut(page, language);
      await expect(count(page, "unchanged")).toHaveText("4");
      await expect(count(page, "imported")).toHaveText("0");
      await expect(count(page, "updated")).toHaveText("0");
      await page.goto("/imports");
      await look(page);
      await expect(page.locator(".table tbody tr").first()).toContainText("新教师名册.csv");
    });

    test("a file that is no table is refused where it was chosen", async ({ page }) => {
      await signIn(page, "hr");
      await upload(page, language, "合同.pdf", Buffer.from("%PDF-1.7"));
      await expect(page).toHaveURL(/\/imports$/);
      await expect(page.getByRole("alert")).toContainText("合同.pdf");
      await look(page);
    });

    test("the lists one may see are there to take out", async ({ page }) => {
      await signIn(page, "hr");
      await page.goto("/exports");
      await look(page);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.locator("a[href='/exports/people.csv']").click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^(人员|people)-\d{4}-\d{2}-\d{2}\.csv$/);
      expect(await readFile(await download.path(), "utf8")).toContain("staff_number");
    });
  });
}
