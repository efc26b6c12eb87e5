import { expect } from "@playwright/test";
import { number, workingDay, type Day } from "./support/day";
import { follow } from "./support/look";
import { offerPost } from "./support/opening";
import { day as dayOf } from "./support/people";

/** Every card of the home page leads to as many things as it says, as far as one page of the list goes. */
async function needs(day: Day): Promise<void> {
  const needs = await day.needs();
  expect(needs.length).toBeGreaterThan(1);
  for (const { count, href } of needs) {
    expect(count, href).toBeGreaterThan(0);
    await day.open(href);
    // Needs of placements are the rows of their list; teachers and hours may stand on several pages.
    const lines = await day.main.locator("table.table tbody tr, .queue-row").count();
    if (href.startsWith("/placements?") && count <= 20) expect(lines, href).toBe(count);
    expect(lines, href).toBeGreaterThan(0);
    await expect(day.main.locator(".empty")).toHaveCount(0);
  }
}

async function roster(day: Day): Promise<void> {
  await day.open("/people");
  const all = await day.rows().count();
  const name = (await day.rows().first().getByRole("link").first().innerText()).trim();
  await day.field("q").fill(name);
  await day.button("apply").click();
  await expect(day.page).toHaveURL(/[?&]q=/);
  await day.look();
  expect(await day.rows().count()).toBeLessThan(all);
  for (const row of await day.rows().all()) await expect(row).toContainText(name);
  await day.open("/people?profile=teacher");
  const [teacher] = await day.main.locator("select[name=profile] option[value=teacher]").allInnerTexts();
  await expect(day.main.locator(".filter-chip")).toContainText(teacher ?? "");
  expect(await day.rows().count()).toBeGreaterThan(3);
}

/** Adds a teacher of this test's own; answers the name and the address. */
async function newcomer(day: Day): Promise<{ name: string; address: string }> {
  const name = day.pick("祝晓岚", "Zhu Xiaolan");
  await day.open("/people/new");
  await day.fill({
    name: "祝晓岚",
    name_en: "Zhu Xiaolan",
    staff_number: day.pick("DAY-1", "DAY-2"),
    department: "汽车工程学院",
    first_day: dayOf(-400),
  });
  await day.main.locator("input[name=profile][value=teacher]").check();
  await day.field("category").selectOption({ index: 1 });
  await day.main.locator("input[name=consent]").check();
  await day.button("save").click();
  await expect(day.page).toHaveURL(/\/people\/\d+/);
  await day.look();
  return { name, address: day.path() };
}

async function credential(day: Day, person: { name: string; address: string }): Promise<void> {
  const serial = day.pick("NEV-2026-0311", "NEV-2026-0312");
  await day.open(`${person.address}/credentials`);
  await expect(day.rows()).toHaveCount(0);
  await day.main.locator("select[name=type_code]").selectOption({ index: 1 });
  await day.fill({ number: serial, issuer: "教育部", issued_on: dayOf(-300), expires_on: dayOf(20) });
  await day.button("save").click();
  await day.told();
  await day.look();
  await expect(day.rows()).toHaveCount(1);
  await expect(day.rows()).toContainText(serial);
  await day.press("verify");
  await expect(day.rows()).toContainText(day.pick("卢海燕", "Lu Haiyan"));
  await expect(day.button("verify")).toHaveCount(0);
  await day.open(`/credentials?q=${serial}`);
  await expect(day.rows()).toHaveCount(1);
  await expect(day.rows()).toContainText(person.name);
}

/** Places the newcomer from a post, with a weekly schedule, and submits. */
async function place(day: Day, person: { name: string }, opening: string, title: string, first: string): Promise<void> {
  await day.open(`/openings?kind=post&q=${encodeURIComponent(title)}`);
  await expect(day.rows()).toHaveCount(1);
  await day.open(opening);
  await follow(day.link("useThis"));
  await day.look();
  await day.choose("participant", person.name);
  await day.button("saveDraft").click();
  await expect(day.page).toHaveURL(/\/placements\/\d+\?/);
  const placement = day.path();

  await day.open(`${placement}/schedule`);
  for (const weekday of ["monday", "tuesday", "wednesday", "thursday", "friday"]) await day.field(weekday).fill("6");
  await day.button("save").click();
  await day.told();
  await day.look();
  // Three weeks of five days of six hours.
  await expect(day.main).toContainText(day.pick("90 小时", "90 h"));

  await day.go(placement);
  await day.press("submit");
  await day.look();
  await expect(day.main.locator(".page-header")).toContainText(day.word("submitted"));
  await day.open(`/placements?state=submitted&q=${encodeURIComponent(person.name)}`);
  await expect(day.rows().filter({ hasText: first })).toHaveCount(1);
}

workingDay("hr", async (day) => {
  const title = day.pick("三电系统测试岗位", "Test bench of drive systems");
  // In a year of which no holidays are known, far from those that have a date by law.
  const first = day.pick("2029-03-05", "2029-05-07");
  await day.signIn("coordinator");
  const opening = await offerPost(day, title, first, 3, 2);

  await day.begin("hr");
  await needs(day);
  await roster(day);
  const person = await newcomer(day);
  await credential(day, person);
  await place(day, person, opening, title, first);
  await day.open(opening);
  await expect(day.main).toContainText(day.pick("余 1 / 2", "1 of 2 free"));

  await day.open("/exports");
  const people = await day.download(day.main.locator("a[href='/exports/people.csv']"));
  expect(people).toContain(day.pick("DAY-1", "DAY-2"));

  await day.open("/hours/missing");
  const missing = await day.rows().count();
  expect(missing).toBeGreaterThan(0);
  await day.rows().first().locator(".missing-weeks a").first().click();
  await expect(day.page).toHaveURL(/\/placements\/\d+\/hours\?week=/);
  await day.look();

  await day.go("/placements?state=completed");
  await day.rows().first().getByRole("link").first().click();
  await day.open(`${day.path()}/record`);
  expect(number(await day.main.locator(".record-total b").innerText())).toBeGreaterThan(0);
  await expect(day.main.locator(".record table").first()).toContainText(/20\d\d/);
  await day.page.emulateMedia({ media: "print" });
  await expect(day.page.locator(".rail")).toBeHidden();
  await day.page.emulateMedia({ media: null });
});
