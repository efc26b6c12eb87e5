import { expect, test } from "@playwright/test";
import { Day, LANGUAGES } from "./support/day";
import { follow } from "./support/look";
import { speak } from "./support/people";

for (const language of LANGUAGES) {
  test(`in ${language}, a stay is planned from a window to its approval, dragged into a conflict, and put back`, async ({
    page,
    context,
    baseURL,
  }) => {
    test.setTimeout(180_000);
    await speak(context, baseURL ?? "", language);
    const day = new Day(page, language);
    const [name, host] = [day.pick("刘涛", "Liu Tao"), day.pick("星澜电驱", "Xinglan E-Drive")];

    // A window: the teacher is away until the new year, and teaches.
    await day.signIn("hr");
    await day.open(`/people?q=${encodeURIComponent(name)}`);
    await day.rows().first().getByRole("link").first().click();
    await follow(day.main.getByRole("link", { name: day.pick("查找可安排的时间", "Find a window") }));
    await day.look();
    await day.main.getByRole("button", { name: day.pick("查找", "Find") }).click();
    await expect(page).toHaveURL(/windows\?/);
    await day.choose("hosting", host);
    await day.field("workdays").fill("0");
    await day.main.getByRole("button", { name: day.pick("查找", "Find") }).click();
    await expect(day.field("workdays")).toHaveAttribute("aria-invalid", "true");
    await day.look();
    await day.field("workdays").fill("10");
    await day.main.getByRole("button", { name: day.pick("查找", "Find") }).click();
    await expect(day.main.locator("section:has(#windows) tbody tr").first()).toBeVisible();
    await expect(day.main.locator("section:has(#why) tbody tr").first()).toBeVisible();
    await expect(day.main.locator('td[data-look="chosen"]')).toHaveCount(10);
    await day.look();
    await day.main.locator("section:has(#windows) tbody tr").first().getByRole("link").click();

    // The draft is filled in, meets nothing, and both sides agree.
    await expect(day.field("first_day")).toHaveValue(/^\d{4}-\d{2}-\d{2}$/);
    await day.button("saveDraft").click();
    await expect(page).toHaveURL(/\/placements\/\d+\?/);
    const placement = day.path();
    await expect(day.main.locator(".conflicts")).toHaveCount(0);
    await day.press("submit");
    await day.signIn("coordinator");
    await day.open(placement);
    await day.main.getByRole("button", { name: day.pick("批准", "Approve"), exact: true }).click();
    await day.told();

    // On the board it is dragged into the stay before it, let go of, moved a week on, and put back.
    if (test.info().project.use.javaScriptEnabled === false) return;
    await day.signIn("hr");
    await day.open(`/board?span=year&q=${encodeURIComponent(name)}`);
    const bar = page.locator(`#board-bar-${placement.split("/").pop()}`);
    const told = page.locator("#board-told");
    await expect(bar).toHaveAttribute("data-change", "propose");
    await expect(page.locator("#board-undo")).toBeVisible();
    const before = (await bar.getAttribute("aria-label")) ?? "";
    await bar.focus();
    await expect(async () => {
      await page.keyboard.press("ArrowUp");
      await expect(told).toContainText(day.pick("另一段派驻", "another placement"), { timeout: 100 });
    }).toPass();
    await expect(bar).toHaveAttribute("data-held", "hard");
    await page.keyboard.press("Escape");
    await expect(bar).not.toHaveAttribute("data-held", /./);
    await page.keyboard.press("ArrowDown");
    await expect(bar).toHaveAttribute("data-held", /./);
    await page.keyboard.press("Enter");
    await expect(bar).not.toHaveAttribute("aria-label", before);
    await page.keyboard.press("Control+z");
    await expect(told).toContainText(day.pick("已撤销", "Undone"));
    await expect(bar).toHaveAttribute("aria-label", before);

    // Who works on holidays says why: the board asks before it proposes such dates.
    await day.open(`${placement}/schedule`);
    await day.fill({ monday: "8", tuesday: "8", wednesday: "8", thursday: "8", friday: "8" });
    await day.field("keeps_calendar").selectOption("false");
    await day.button("save").click();
    await day.told();
    await day.open(`/board?span=year&q=${encodeURIComponent(name)}`);
    await expect(page.locator("#board-undo")).toBeVisible();
    await bar.focus();
    await expect(async () => {
      await page.keyboard.press("ArrowDown");
      await expect(told).toContainText(day.pick("法定节假日", "public holidays"), { timeout: 100 });
    }).toPass();
    await page.keyboard.press("Enter");
    const reason = page.locator("#board-reason-text");
    await expect(reason).toBeFocused();
    await day.look();
    await page.locator("#board-reason-cancel").click();
    await expect(bar).toHaveAttribute("aria-label", before);
    await bar.focus();
    await expect(async () => {
      await page.keyboard.press("ArrowDown");
      await expect(told).toContainText(day.pick("法定节假日", "public holidays"), { timeout: 100 });
    }).toPass();
    await page.keyboard.press("Enter");
    await reason.fill(day.pick("节日检修，跟班学习", "The overhaul is what is to be learnt"));
    await page.keyboard.press("Enter");
    await expect(told).toContainText(day.pick("已提出新日期", "Proposed"));
    await expect(page.locator("#board-reason")).toBeHidden();
  });
}
