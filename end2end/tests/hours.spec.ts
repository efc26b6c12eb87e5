import { expect, test, type Locator } from "@playwright/test";
import { Day, LANGUAGES } from "./support/day";
import { monday, speak } from "./support/people";
import { underWay } from "./support/placement";

/** Whether keys and sums are alive; where scripts are off, buttons do the same. */
function scripts(): boolean {
  return test.info().project.use.javaScriptEnabled !== false;
}

/** The row of the queue that belongs to a placement. */
function rowOf(day: Day, placement: string): Locator {
  return day.main.locator(".queue-row", { has: day.page.locator(`a[href^="${placement}/hours"]`) });
}

/** Types into the grid from the focused cell on, as one does without a mouse. */
async function typeWeek(day: Day): Promise<void> {
  const cell = (row: number, column: number): Locator => day.main.locator(`#field-cell-${row}-${column}`);
  const typed = ["8", "1.5", "1:30", "9-11"];
  if (!scripts()) {
    for (const [column, time] of typed.entries()) await cell(0, column).fill(time);
    return;
  }
  await cell(0, 0).focus();
  for (const [column, time] of typed.entries()) {
    await expect(cell(0, column)).toBeFocused();
    await day.page.keyboard.type(time);
    await day.page.keyboard.press(column % 2 === 0 ? "Enter" : "Tab");
  }
  await expect(day.main.locator("#field-cell-0-2-note")).toContainText("1.5");
  await expect(day.main.locator("[data-sum=week]").first()).toHaveText("13");
  // Up and down a row, sideways at the edge of the text, and what cannot be read is named when it is left.
  await expect(cell(0, 4)).toBeFocused();
  await day.page.keyboard.press("ArrowDown");
  await expect(cell(1, 4)).toBeFocused();
  await day.page.keyboard.type("nonsense");
  await day.page.keyboard.press("ArrowUp");
  await expect(cell(1, 4)).toHaveAttribute("aria-invalid", "true");
  await expect(cell(0, 4)).toBeFocused();
  await day.page.keyboard.press("ArrowLeft");
  await expect(cell(0, 3)).toBeFocused();
  await cell(1, 4).fill("");
}

for (const language of LANGUAGES) {
  test(`in ${language}, a week is logged by keys, confirmed by one key, and stands in the record`, async ({ page, context, baseURL }) => {
    test.setTimeout(180_000);
    await speak(context, baseURL ?? "", language);
    const day = new Day(page, language);
    const placement = await underWay(day, "practice");
    await day.go(placement);
    await page.locator("details", { has: page.locator("select[name=mentor]") }).locator("summary").click();
    const mentor = day.pick("张建军", "Zhang Jianjun");
    await day.choose("mentor", mentor);
    await page.locator("form", { has: page.locator("select[name=mentor]") }).getByRole("button").click();

    // The teacher logs one week and copies it into the next, which stays a draft.
    await day.signIn("teacher");
    await day.go(`${placement}/hours?week=${monday(-6)}`);
    await typeWeek(day);
    await day.button("saveAndSubmit").click();
    await day.told();
    await day.go(`${placement}/hours?week=${monday(-5)}`);
    await day.button("copyWeek").click();
    await expect(page.getByRole("status").first()).toContainText(day.pick("已从上周复制 4 天", "Copied 4 days"));

    // The college sees which weeks lack hours: one that is not submitted, others in which nothing was logged.
    await day.signIn("hr");
    await day.open(`/hours/missing?side=sending&week=${monday(-5)}`);
    const open = day.main.locator(`a[href="${placement}/hours?week=${monday(-5)}"]`);
    await expect(open).toContainText(day.pick("未提交", "not submitted"));
    await day.go(`/hours/missing?week=${monday(-6)}`);
    await expect(day.main.locator(`a[href="${placement}/hours?week=${monday(-6)}"]`)).toHaveCount(0);
    await day.go(`/hours/missing?week=${monday(-4)}`);
    const nothing = day.main.locator(`a[href="${placement}/hours?week=${monday(-4)}"]`);
    await expect(nothing).toContainText(day.pick("未填报", "nothing logged"));

    await day.signIn("teacher");
    await day.go(`${placement}/hours?week=${monday(-5)}`);
    await day.button("saveAndSubmit").click();
    await day.told();

    // The mentor returns one week with a reason and confirms the other, without a mouse.
    await day.signIn("mentor");
    await day.open(`/hours/waiting?week=${monday(-5)}`);
    const returned = rowOf(day, placement);
    const reason = day.pick("请核对周二的时长", "Please check Tuesday");
    if (scripts()) {
      await expect(day.main.locator(".queue-hint")).not.toHaveAttribute("hidden");
      await page.keyboard.press("j");
      await expect(day.main.locator(".queue-row").first()).toBeFocused();
      await returned.focus();
      await page.keyboard.press("r");
      await expect(returned.locator("textarea")).toBeFocused();
      await page.keyboard.type(reason);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
    } else {
      await returned.locator(".fold summary").click();
      await returned.locator("textarea").fill(reason);
      await returned.locator("form[action*='hours/return'] button").click();
    }
    await day.told();
    await expect(rowOf(day, placement)).toHaveCount(0);
    await day.open(`/hours/waiting?week=${monday(-6)}`);
    const row = rowOf(day, placement);
    await row.locator(".queue-details summary").click();
    // Days on which nothing was logged although something was planned stand among the lines.
    const logged = { hasNotText: day.pick("未填报", "nothing logged") };
    await expect(row.locator(".queue-lines tbody tr").filter(logged)).toHaveCount(4);
    if (scripts()) {
      await row.focus();
      await page.keyboard.press("c");
    } else {
      await row.locator(".queue-confirm button").click();
    }
    await day.told();
    await expect(rowOf(day, placement)).toHaveCount(0);

    // What was returned says why; what is confirmed is locked and looks so.
    await day.signIn("teacher");
    await day.go(`${placement}/hours?week=${monday(-5)}`);
    await expect(day.main).toContainText(reason);
    await day.open(`${placement}/hours?week=${monday(-6)}`);
    await expect(day.main.locator("input[name$='[entry][time]']")).toHaveCount(0);
    await expect(day.main.locator("td[data-state=confirmed] .hours-fixed")).toHaveCount(4);
    await day.open(`${placement}/hours?month=${monday(-6).slice(0, 7)}`);
    await expect(day.main.locator(`.hours-month a[href*="week="]`).first()).toBeVisible();

    // The record names who confirmed it, and adds up.
    await day.open(`${placement}/record`);
    await expect(day.main.locator(".record tbody tr", { hasText: day.pick("张建军", "Zhang Jianjun") })).toHaveCount(4);
    await expect(day.main.locator(".record-total")).toContainText(day.pick("壹拾叁小时整", "thirteen hours"));
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await expect(day.main.locator(".record")).toHaveCSS("background-color", "rgb(255, 255, 255)");
    await expect(day.main.locator(".record")).toHaveCSS("color", "rgb(0, 0, 0)");
    await expect(day.main.locator(".record-tools")).toBeHidden();
  });

  test(`in ${language}, what is ticked is confirmed together or, when it changed meanwhile, not at all`, async ({ page, context, baseURL }) => {
    test.setTimeout(180_000);
    await speak(context, baseURL ?? "", language);
    const day = new Day(page, language);
    const placement = await underWay(day, "practice");
    await day.signIn("teacher");
    for (const week of [monday(-8), monday(-7)]) {
      await day.go(`${placement}/hours?week=${week}`);
      await day.main.locator("#field-cell-0-0").fill("3");
      await day.button("saveAndSubmit").click();
      await day.told();
    }
    await day.signIn("coordinator");
    await day.go("/hours/waiting");
    const boxes = rowOf(day, placement).locator("input[type=checkbox]");
    await expect(boxes).toHaveCount(2);
    const bar = page.locator("#queue-form button");
    await expect(bar).toBeHidden();
    for (const box of await boxes.all()) await box.check();

    // Meanwhile, in another window, the mentor's side confirms one of them.
    const other = await context.newPage();
    await other.goto(`${placement}/hours?week=${monday(-8)}`);
    await other.locator("form[action$='hours/confirm'] button").first().click();
    await other.waitForURL(/done=confirmed/);
    await other.close();

    await bar.click();
    const alert = page.getByRole("alert");
    await expect(alert).toContainText(day.pick("没有确认任何工时", "Nothing was confirmed"));
    await expect(alert).toContainText(day.pick("刘涛", "Liu Tao"));
    await expect(boxes).toHaveCount(1);
    await expect(boxes).toBeChecked();
    await day.look();
    await bar.click();
    await day.told();
    await expect(rowOf(day, placement)).toHaveCount(0);
  });
}
