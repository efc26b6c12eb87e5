import { expect, test, type Page } from "@playwright/test";
import { follow, look, open } from "./support/look";
import { day, say, signIn, speak, type Language } from "./support/people";

/** A pack of the college that asks for more than the nation; its test case expects what `status` says. */
function pack(id: string, status: string): string {
  return `id = "${id}"
version = "2026-1"
title = { zh = "本校规定 ${id}", en = "Rules of our college ${id}" }
inherits = "cn"

[[rule]]
id = "${id}-5y"
inherits = "cn-2016-5y6m"
title = { zh = "每五年企业实践不少于 150 天", en = "150 days of practice in five years" }
authority = { zh = "本校", en = "Our college" }
document = "校字〔2026〕1号"
clause = { zh = "第一条", en = "art. 1" }
verified = true
effective = { from = "2026-01-01" }

[[rule.criterion]]
id = "practice"
target = { amount = 150, unit = "day" }

[[test]]
rule = "${id}-5y"
name = { zh = "130 天不足 150 天", en = "130 of 150 days" }
as_of = "2026-06-30"
subject = { category = "professional_course" }
facts = [{ from = "2023-03-01", workdays = 136 }]
expect = { status = "${status}" }
`;
}

/** The line of the text on which something stands first, from 1. */
function lineOf(text: string, what: string): number {
  return text.split("\n").findIndex((line) => line.startsWith(what)) + 1;
}

async function press(page: Page, name: string): Promise<void> {
  await follow(page.getByRole("main").getByRole("button", { name, exact: true }));
}

for (const language of ["zh-CN", "en"] as const satisfies Language[]) {
  test.describe(`in ${language}`, () => {
    test.beforeEach(async ({ context, baseURL }) => speak(context, baseURL ?? "", language));

    test("the library leads to a pack and to one rule with all its terms", async ({ page }) => {
      test.setTimeout(60_000);
      await signIn(page, "teacher");
      await open(page, "/rules");
      const main = page.getByRole("main");
      await main.locator("select[name=jurisdiction]").selectOption("CN-SH");
      await follow(main.locator(".filter-form button"));
      await look(page);
      await expect(main.locator("table.table tbody tr")).toHaveCount(1);
      await main.getByRole("link", { name: say(language, "上海市规定", "Shanghai"), exact: true }).click();
      await expect(page).toHaveURL(/\/rules\/cn-sh$/);
      await look(page);
      // Who only reads is offered neither to edit nor to adopt.
      await expect(main.getByRole("link", { name: say(language, "编辑", "Edit"), exact: true })).toHaveCount(0);
      await expect(main.locator("form[action^='/rpc/rule_pack']")).toHaveCount(0);
      const terms = say(language, "：查看全部条款", ": all its terms");
      await main.locator(`.card.rule a[aria-label$="${terms}"]`).first().click();
      await expect(page).toHaveURL(/\/rules\/cn-sh\/cn-sh-2019-10m$/);
      await look(page);
      // Ten months are 200 days here, and other readings stand beside it.
      const used = main.locator("tr", { has: page.locator("td .chip") }).filter({ hasText: say(language, "200 天", "200 days") });
      await expect(used).toHaveCount(1);
      await expect(main).toContainText(say(language, "300 个自然日", "300 days of the calendar"));
      await expect(main.locator(".card", { hasText: say(language, "通过", "Passed") }).first()).toBeVisible();

      await open(page, "/rules/cn/cn-2019-1m-year");
      await expect(main).toContainText(say(language, "未核实", "Unverified"));
    });

    test("a pack with a failing test is refused with line and field, then saved, compared and adopted", async ({ page }) => {
      test.setTimeout(120_000);
      const id = `own-${language.toLowerCase()}-${test.info().project.name}`;
      const main = page.getByRole("main");
      const text = main.locator("textarea[name=text]");
      const [check, save] = [say(language, "检查", "Check"), say(language, "保存", "Save")];
      await signIn(page, "hr");
      await open(page, "/rules/cn");
      await follow(main.getByRole("link", { name: say(language, "在此基础上自订", "Make it stricter") }));
      await look(page);
      // What a new pack begins with is right as it stands.
      await press(page, check);
      await expect(main).toContainText(say(language, "检查通过，可以保存。", "All is well; you can save it."));

      const wrong = pack(id, "met");
      await text.fill(wrong);
      await press(page, save);
      await look(page);
      const row = main.locator(".pack-wrong tbody tr");
      await expect(row).toHaveCount(1);
      const line = lineOf(wrong, "[[test]]");
      await expect(row).toContainText(say(language, `第 ${line} 行`, `line ${line}`));
      await expect(row).toContainText("test[0]");
      await expect(text).toHaveValue(wrong);
      await expect(text).toHaveAttribute("aria-invalid", "true");

      await text.fill(wrong.replace("amount = 150", "amount = 100"));
      await press(page, check);
      await expect(main.locator(".pack-wrong")).toContainText("rule[0].criterion[0].target");
      await expect(main.locator(".pack-wrong")).toContainText(say(language, "不得低于上级规定的要求", "weaker than the rule above"));

      await text.fill(pack(id, "short"));
      await press(page, save);
      await expect(page).toHaveURL(new RegExp(`/rules/${id}/compare`));
      await look(page);
      await expect(main.locator("#changed, #counts").first()).toBeVisible();
      // From tomorrow on: what others look at today stays.
      await main.locator("input[name=first_day]").fill(day(1));
      await press(page, say(language, "采用", "Adopt"));
      await expect(page).toHaveURL(new RegExp(`/rules/${id}\\?`));
      await look(page);
      await expect(main.locator("#adoption")).toBeVisible();
      await expect(main).toContainText(day(1));
      // The parent's value stands beside the own one.
      await expect(main.locator("tr", { hasText: say(language, "要求", "Target") }).first()).toContainText(/125.*150/s);

      // A version that was adopted stays: the same text is refused.
      await page.goto(`/rules/${id}/edit`);
      await look(page);
      await press(page, save);
      await expect(page.getByRole("alert")).toContainText(say(language, "请换一个新的版本号", "Give it a new one"));

      // Before its first day an adoption is taken back.
      await page.goto(`/rules/${id}`);
      await press(page, say(language, `撤销自 ${day(1)} 起的采用`, `Take back the adoption from ${day(1)}`));
      await expect(page.getByRole("status").first()).toBeVisible();
      await look(page);
      await expect(main.locator("form[action='/rpc/rule_pack/end_adoption']")).toHaveCount(0);
    });
  });
}
