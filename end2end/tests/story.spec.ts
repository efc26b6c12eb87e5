import { expect, test, type Page } from "@playwright/test";
import { follow, look } from "./support/look";
import { day, monday, say, signIn, speak, type Language } from "./support/people";

/** Presses the button of a deed on a placement's page. */
async function press(page: Page, language: Language, chinese: string, english: string): Promise<void> {
  await page.getByRole("main").getByRole("button", { name: say(language, chinese, english), exact: true }).first().click();
  await expect(page.getByRole("status").first()).toBeVisible();
}

/** Chooses the option of a select whose text holds `text`. */
async function choose(page: Page, name: string, text: string): Promise<void> {
  const select = page.locator(`select[name=${name}]`);
  const value = await select.locator("option", { hasText: text }).first().getAttribute("value");
  await select.selectOption(value ?? "");
}

/** Drafts and submits a placement as the sending side; answers its address. */
async function draft(page: Page, language: Language, participant: string, host: string): Promise<string> {
  await page.goto("/placements/new");
  await look(page);
  await choose(page, "participant", participant);
  await choose(page, "hosting", host);
  await page.locator("input[name=load][value=part_time]").check();
  await page.locator("input[name=first_day]").fill(day(-20));
  await page.locator("input[name=last_day]").fill(day(60));
  await page.locator("input[name=planned_hours]").fill("80");
  await page.getByRole("button", { name: say(language, "保存草稿", "Save draft") }).click();
  await expect(page).toHaveURL(/\/placements\/\d+\?/);
  const address = new URL(page.url()).pathname;
  await look(page);
  await press(page, language, "提交", "Submit");
  return address;
}

/** What a rule, or the class hours, count so far, as the card of a progress page says it. */
async function counted(page: Page, rule: string): Promise<string> {
  const card = page.locator(".cards > *", { has: page.locator(`a[href*='/progress/${rule}']`) });
  return card.first().locator("dl dd").first().innerText();
}

/** The hours in brackets of an amount such as `44.6 days (356.5 h)`. */
function hours(amount: string): number {
  return Number(/[（(]([\d.]+)/.exec(amount)?.[1]);
}

for (const language of ["zh-CN", "en"] as const) {
  test.describe(`in ${language}`, () => {
    test.beforeEach(async ({ context, baseURL }) => speak(context, baseURL ?? "", language));

    test("a teacher goes to an enterprise, logs a week, the mentor confirms it and progress moves", async ({ page }) => {
      test.setTimeout(180_000);
      await signIn(page, "teacher");
      await page.goto("/me");
      await look(page);
      const before = hours(await counted(page, "cn-2016-5y6m"));

      await signIn(page, "hr");
      await look(page);
      const placement = await draft(page, language, say(language, "刘涛", "Liu Tao"), say(language, "星澜电驱", "Xinglan E-Drive"));

      await signIn(page, "coordinator");
      await look(page);
      await page.goto("/placements?state=submitted");
      await look(page);
      await page.goto(placement);
      await look(page);
      await press(page, language, "批准", "Approve");
      await page.locator("details", { has: page.locator("select[name=mentor]") }).locator("summary").click();
      const mentor = say(language, "张建军", "Zhang Jianjun");
      await choose(page, "mentor", mentor);
      await page.locator("form", { has: page.locator("select[name=mentor]") }).getByRole("button").click();
      await expect(page.getByRole("main")).toContainText(mentor);
      await press(page, language, "确认到岗", "Confirm start");

      await signIn(page, "teacher");
      await page.goto("/hours");
      await look(page);
      await page.goto(`${placement}/hours?week=${monday(-1)}`);
      await look(page);
      const cells = page.locator("input[name$='[entry][time]']");
      for (const [n, typed] of ["1", "1.5", "1:30", "2", "0.5"].entries()) await cells.nth(n).fill(typed);
      await follow(page.locator("button[formaction$='submit_week']"));
      await look(page);
      await expect(page.getByRole("main")).toContainText(say(language, "待确认", "To confirm"));

      await signIn(page, "mentor");
      await page.goto("/hours/waiting");
      await look(page);
      await page.goto(`${placement}/hours?week=${monday(-1)}`);
      await look(page);
      await page.locator("form[action$='hours/confirm'] button").first().click();
      await expect(page.getByRole("main")).toContainText(say(language, "已确认", "Confirmed"));

      await signIn(page, "teacher");
      await page.goto("/me");
      expect(hours(await counted(page, "cn-2016-5y6m")) - before).toBeCloseTo(6.5);
      await follow(page.locator("a[href*='/progress/cn-2016-5y6m']").first());
      await look(page);
      await expect(page.getByRole("main")).toContainText("教师〔2016〕3号");
    });

    test("an engineer teaches at a college, logs class hours, the college confirms them and the sums move", async ({ page }) => {
      test.setTimeout(180_000);
      await signIn(page, "engineer");
      await page.goto("/me");
      await look(page);
      const before = Number.parseFloat(await counted(page, "class-hours"));

      await signIn(page, "coordinator");
      await page.goto("/people");
      await look(page);
      const placement = await draft(page, language, say(language, "杨帅", "Yang Shuai"), say(language, "海岳", "Haiyue"));

      await signIn(page, "hr");
      await page.goto(placement);
      await press(page, language, "批准", "Approve");
      await press(page, language, "确认到岗", "Confirm start");

      await signIn(page, "engineer");
      await page.goto(`${placement}/hours?week=${monday(-1)}`);
      await look(page);
      await page.locator("input[name$='[entry][time]']").first().fill("2节");
      await page.locator("button[formaction$='submit_week']").click();
      await expect(page.getByRole("main")).toContainText(say(language, "待确认", "To confirm"));

      await signIn(page, "hr");
      await page.goto("/hours/waiting");
      await look(page);
      await page.goto(`${placement}/hours?week=${monday(-1)}`);
      await page.locator("form[action$='hours/confirm'] button").first().click();
      await expect(page.getByRole("main")).toContainText(say(language, "已确认", "Confirmed"));

      await signIn(page, "engineer");
      await page.goto("/me");
      await look(page);
      expect(Number.parseFloat(await counted(page, "class-hours")) - before).toBeCloseTo(2);
    });

    test("every place of every role is there, fits the window and is accessible", async ({ page }) => {
      test.setTimeout(240_000);
      for (const account of ["hr", "coordinator", "teacher", "engineer", "mentor", "secretariat", "auditor"]) {
        await signIn(page, account);
        const rail = page.getByRole("navigation", { name: say(language, "导航", "Places"), exact: true });
        const places = await rail.getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
        expect(places.length, `places of ${account}`).toBeGreaterThan(2);
        for (const place of new Set(places)) {
          const response = await page.goto(place);
          expect(response?.status(), `${account} ${place}`).toBe(200);
          await look(page);
        }
      }
    });
  });
}

test("a failed form keeps what was typed and says what is wrong under its field", async ({ page }) => {
  await signIn(page, "hr");
  await page.goto("/placements/new");
  await choose(page, "participant", "刘涛");
  await page.locator("input[name=first_day]").fill(day(5));
  await page.locator("input[name=last_day]").fill(day(1));
  await page.locator("input[name=place]").fill("试制车间");
  await page.getByRole("button", { name: "保存草稿" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.locator("input[name=place]")).toHaveValue("试制车间");
  await expect(page.locator("input[name=last_day]")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("main")).toContainText("结束日期早于开始日期");
  await look(page);
});

test("the language is switched on the page and the page stays", async ({ page }) => {
  await signIn(page, "hr");
  await page.goto("/placements?state=active");
  await page.locator("form[action$='session/language'] button").first().click();
  await expect(page).toHaveURL(/\/placements\?state=active/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("what is not mine is not found, and the page says so", async ({ page }) => {
  await signIn(page, "teacher");
  const response = await page.goto("/placements/999999");
  expect(response?.status()).toBe(404);
  await look(page);
});
