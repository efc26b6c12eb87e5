import { expect, test } from "@playwright/test";
import { follow, look } from "./support/look";
import { day, say, signIn, speak } from "./support/people";

for (const language of ["zh-CN", "en"] as const) {
  test(`in ${language}, a post is offered, found, used and given to many at once`, async ({ page, context, baseURL }) => {
    test.setTimeout(120_000);
    await speak(context, baseURL ?? "", language);
    const title = say(language, "电驱总成装配岗位", "Assembly of drive units");
    // A year ahead nobody is away; each language has days of its own.
    const first = language === "zh-CN" ? 400 : 440;

    await signIn(page, "coordinator");
    await page.goto("/openings");
    await look(page);
    await follow(page.getByRole("main").getByRole("link", { name: say(language, "发布岗位", "Offer a post") }).first());
    await look(page);
    await page.locator("input[name=title]").fill(title);
    await page.locator("input[name=capacity]").fill("3");
    await page.locator("input[name=first_day]").fill(day(first + 20));
    await page.locator("input[name=last_day]").fill(day(first));
    const offer = page.getByRole("button", { name: say(language, "发布", "Offer"), exact: true });
    await offer.click();
    await expect(page.locator("input[name=last_day]")).toHaveAttribute("aria-invalid", "true");
    await expect(page.locator("input[name=title]")).toHaveValue(title);
    await page.locator("input[name=first_day]").fill(day(first));
    await page.locator("input[name=last_day]").fill(day(first + 20));
    await page.locator("input[name=planned_hours]").fill("120");
    await offer.click();
    await expect(page).toHaveURL(/\/openings\/\d+/);
    const opening = new URL(page.url()).pathname;
    await look(page);

    await signIn(page, "hr");
    await page.goto("/openings?kind=post");
    await page.locator("main input[name=q]").fill(title);
    await follow(page.locator(".filter-form button"));
    await look(page);
    await page.getByRole("link", { name: title, exact: true }).click();
    await expect(page).toHaveURL(new RegExp(opening));
    await look(page);
    await follow(page.getByRole("link", { name: say(language, "使用", "Use this"), exact: true }));
    await look(page);
    await expect(page.locator("input[name=first_day]")).toHaveValue(day(first));
    await expect(page.locator("input[name=planned_hours]")).toHaveValue("120");
    const someone = page.locator("select[name=participant] option").nth(1);
    const name = (await someone.innerText()).split(" · ")[0] ?? "";
    await page.locator("select[name=participant]").selectOption({ index: 1 });
    await page.getByRole("button", { name: say(language, "保存草稿", "Save draft") }).click();
    await expect(page).toHaveURL(/\/placements\/\d+\?/);
    await expect(page.getByRole("main").getByRole("link", { name: title })).toBeVisible();
    await look(page);

    await page.goto(opening);
    await follow(page.getByRole("link", { name: say(language, "批量安排", "Place many") }));
    await look(page);
    const boxes = page.locator("input[name=person]");
    for (const n of [0, 1, 2, 3]) await boxes.nth(n).check();
    await follow(page.getByRole("button", { name: say(language, "核对", "Check"), exact: true }));
    await look(page);
    // Three places: the fourth of the four is told that they are gone.
    await expect(page.getByRole("main")).toContainText(say(language, "名额只剩 3 个", "Only 3 places are free"));
    await follow(page.getByRole("button", { name: say(language, "为 3 人起草", "Draft for 3 people") }));
    await look(page);
    await expect(page.getByRole("heading", { name: say(language, "已起草 3 份", "3 drafted") })).toBeVisible();
    await expect(page.getByRole("heading", { name: say(language, "未起草（1 人）", "Not drafted (1)") })).toBeVisible();

    // One of them has two drafts now: together they cannot be submitted, and so none is.
    await page.goto(`/placements?state=draft&direction=enterprise_practice`);
    const drafts = page.locator("tr", { hasText: day(first) }).locator("input[name='drafts[]']");
    await expect(drafts).toHaveCount(4);
    for (const n of [0, 1, 2, 3]) await drafts.nth(n).check();
    const submit = page.getByRole("button", { name: say(language, "提交所选", "Submit those ticked") });
    await submit.click();
    await expect(page.getByRole("alert")).toContainText(name);
    await expect(drafts).toHaveCount(4);
    await look(page);
    const twice = page.locator("tr", { hasText: day(first) }).filter({ hasText: name }).locator("input[name='drafts[]']");
    for (const n of [0, 1, 2, 3]) await drafts.nth(n).setChecked(true);
    await twice.first().uncheck();
    await submit.click();
    await expect(drafts).toHaveCount(1);

    await page.goto(opening);
    await expect(page.getByRole("main")).toContainText(say(language, "已满", "Full"));
    await look(page);
  });
}

test("people ticked in the roster are placed together", async ({ page }) => {
  await signIn(page, "hr");
  await page.goto("/people");
  for (const n of [0, 1]) await page.locator("input[name=person]").nth(n).check();
  await page.getByRole("button", { name: "为所选人员安排派驻" }).click();
  await expect(page).toHaveURL(/\/placements\/many\?person=\d+&person=\d+/);
  await expect(page.locator("input[name=person]:checked")).toHaveCount(2);
  await look(page);
});
