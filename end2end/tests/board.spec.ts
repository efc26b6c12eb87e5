import { expect, test, type Page } from "@playwright/test";
import { Day, LANGUAGES } from "./support/day";
import { speak } from "./support/people";

/** Whether the line of today lies in what is seen of the board. */
async function todayIsSeen(page: Page): Promise<boolean> {
  return page.locator("#board-live").evaluate((live) => {
    const axis = live.querySelector(".board-axis")?.getBoundingClientRect();
    const share = Number.parseFloat(live.querySelector(".board-today")?.getAttribute("x1") ?? "");
    const { left, right } = live.getBoundingClientRect();
    const today = axis ? axis.left + (axis.width * share) / 100 : Number.NaN;
    return today > left && today < right;
  });
}

for (const language of LANGUAGES) {
  test(`in ${language}, the board, its table, the plan and calendars are whole`, async ({ page, context, baseURL }) => {
    test.setTimeout(180_000);
    await speak(context, baseURL ?? "", language);
    const day = new Day(page, language);
    await day.signIn("hr");
    await day.open("/board?span=year");
    const rows = day.main.locator(".board-row");
    await expect(rows.first()).toBeVisible();
    await expect(day.main.locator(".board-bar").first()).toHaveAttribute("href", /^\/placements\/\d+$/);

    // However narrow the window, the board begins where today is.
    if (test.info().project.use.javaScriptEnabled !== false) await expect.poll(() => todayIsSeen(page)).toBe(true);

    // The same as a table, one row a placement, with filters in the address.
    await day.main.getByRole("link", { name: day.pick("看表格", "Show as table") }).click();
    await expect(page).toHaveURL(/view=table/);
    await day.look();
    await expect(day.main.locator("tbody tr").first()).toBeVisible();
    await day.open("/board?span=year&view=table&state=draft");
    await day.open("/board?span=five_years&who=hosted");
    await day.open("/board?span=term");
    await day.main.getByRole("link", { name: day.pick("更晚", "Later") }).click();
    await expect(page).toHaveURL(/from=\d{4}-\d{2}-\d{2}/);

    await day.open("/board/plan?span=year");
    await expect(day.main.locator("tbody tr").first()).toBeVisible();
    const file = await page.request.get("/exports/plan.xlsx?span=year");
    expect(file.headers()["content-type"]).toContain("spreadsheetml");

    await day.open("/calendar");
    await day.open("/calendar?view=week");
    await day.go("/board?span=year&view=table");
    const placement = day.main.locator("tbody tr a").first();
    await placement.click();
  });

  test(`in ${language}, a draft is moved by keys and by pointer, meets a conflict, and is moved back`, async ({
    page,
    context,
    baseURL,
  }) => {
    test.setTimeout(180_000);
    await speak(context, baseURL ?? "", language);
    const day = new Day(page, language);
    await day.signIn("hr");
    await day.open("/board?span=year&state=draft");
    const told = page.locator("#board-told");
    const undo = page.locator("#board-undo");
    await expect(undo).toBeVisible();
    await expect(undo).toBeDisabled();
    const bar = page.locator('.board-bar[data-change="edit"]').first();
    const before = await bar.getAttribute("aria-label");
    const id = await bar.getAttribute("id");
    const same = page.locator(`#${id}`);

    // By keys: a day later, dropped, and taken back by Escape before that.
    await bar.focus();
    await page.keyboard.press("ArrowRight");
    await expect(same).toHaveAttribute("data-held", /free|hard/);
    await expect(told).toContainText(day.pick("个工作日", "workday"));
    await page.keyboard.press("Escape");
    await expect(same).not.toHaveAttribute("data-held", /./);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(told).toContainText(day.pick("已改为", "Moved to"));
    await expect(same).not.toHaveAttribute("aria-label", before ?? "");
    await expect(undo).toBeEnabled();

    // Taken back.
    await page.keyboard.press("Control+z");
    await expect(told).toContainText(day.pick("已撤销", "Undone"));
    await expect(same).toHaveAttribute("aria-label", before ?? "");

    // By pointer, and back with the button.
    await same.scrollIntoViewIfNeeded();
    const box = await same.locator(".board-shape rect").boundingBox();
    if (box === null) throw new Error("the bar is not seen");
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 40, box.y + box.height / 2, { steps: 4 });
    await expect(same).toHaveAttribute("data-held", /free|hard/);
    await page.mouse.up();
    await expect(told).toContainText(day.pick("已改为", "Moved to"));
    await undo.click();
    await expect(told).toContainText(day.pick("已撤销", "Undone"));
    await expect(same).toHaveAttribute("aria-label", before ?? "");
  });
}
