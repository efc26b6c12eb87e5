import { expect } from "@playwright/test";
import { workingDay } from "./support/day";

workingDay("secretariat", async (day) => {
  const [name, other] = [day.pick("润州储能技术有限公司", "润泽热管理有限公司"), day.pick("Runzhou Storage", "Runze Thermal")];
  const shown = day.pick(name, other);

  await day.signIn("hr");
  const person = await day.firstOf("/people");
  const placement = await day.firstOf("/placements");

  await day.begin("secretariat");
  const enterprises = (await day.needs()).find(({ href }) => href.includes("kind=enterprise"))?.count ?? 0;
  expect(enterprises).toBeGreaterThan(0);

  await day.open("/members");
  await day.open("/members/new");
  await day.field("kind").selectOption("enterprise");
  await day.button("save").click();
  await expect(day.field("name")).toHaveAttribute("aria-invalid", "true");
  await day.look();
  await day.fill({ name, name_en: other, city: "武汉" });
  await day.button("save").click();
  await expect(day.page).toHaveURL(/\/members\/\d+/);
  const member = day.path();
  await day.look();
  await day.go("/");
  expect((await day.needs()).find(({ href }) => href.includes("kind=enterprise"))?.count).toBe(enterprises + 1);

  await day.open(`/members?q=${encodeURIComponent(name)}`);
  await expect(day.rows()).toHaveCount(1);
  await expect(day.rows()).toContainText(shown);
  await expect(day.rows()).toContainText(day.word("takesPart"));

  await day.go(member);
  await day.button("leave").click();
  await expect(day.page.getByRole("alert").first()).toBeVisible();
  await day.look();
  await day.main.locator("input[name=sure]").check();
  await day.press("leave");
  await day.look();
  await expect(day.main.locator(".page-header")).toContainText(day.word("left"));
  await day.press("takeIn");
  await expect(day.main.locator(".page-header")).toContainText(day.word("takesPart"));
  await day.look();

  await day.open("/flows");
  const taught = day.pick("到校任教", "Teaching secondment");
  await expect(day.rows().filter({ hasNotText: taught })).not.toHaveCount(0);
  await day.open("/flows?direction=teaching_secondment");
  await expect(day.rows()).not.toHaveCount(0);
  await expect(day.rows().filter({ hasNotText: taught })).toHaveCount(0);
  await day.open("/reporting");
  await day.open("/exports");
  expect(await day.download(day.main.locator("a[href='/exports/organisations.csv']"))).toContain(name);
  await day.open("/accounts");
  await day.open("/accounts/invite");
  await day.open("/imports");
  await day.open("/audit");
  await expect(day.main).toContainText(shown);

  const closed = ["/people", "/placements", "/progress", "/consents", person, `${person}/credentials`, placement, `${placement}/hours`];
  for (const address of closed) await day.refused(address, 403, 404);
  await day.look();
});
