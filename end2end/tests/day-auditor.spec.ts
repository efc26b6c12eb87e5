import { expect } from "@playwright/test";
import { workingDay, type Day } from "./support/day";
import { follow } from "./support/look";

/** Nothing on the page writes: the forms of its content only ask for pages. */
async function onlyReads(day: Day): Promise<void> {
  await day.look();
  await expect(day.main.locator("form[method=post]"), day.page.url()).toHaveCount(0);
  await expect(day.main.locator("a[href$='/new'], a[href$='/edit']"), day.page.url()).toHaveCount(0);
}

workingDay("auditor", async (day) => {
  await day.begin("auditor");
  await onlyReads(day);
  const places = await day.places();
  expect(places.length).toBeGreaterThan(4);
  for (const place of places) {
    await day.open(place);
    await onlyReads(day);
  }

  // One placement, its hours, its record, and the person.
  await day.go("/placements?state=active");
  const rows = await day.rows().count();
  expect(rows).toBeGreaterThan(0);
  await follow(day.rows().first().getByRole("link").first());
  const placement = day.path();
  for (const address of [placement, `${placement}/hours`, `${placement}/schedule`, `${placement}/record`]) {
    await day.open(address);
    await onlyReads(day);
  }
  await day.go("/members");
  await follow(day.rows().first().getByRole("link").first());
  await onlyReads(day);

  const log = async (): Promise<string> => {
    await day.open("/audit");
    return (await day.rows().count()) === 0 ? "" : day.rows().first().innerText();
  };
  const before = await log();
  const id = placement.split("/").pop() ?? "";
  for (const [deed, form] of [
    ["placement/act", { id, deed: "complete", version: "0" }],
    ["placement/draft", { direction: "enterprise_practice" }],
    ["organisation/add", { name: "X" }],
    ["hours/confirm", { placement: id, first_day: "2026-01-01", last_day: "2026-12-31" }],
  ] as const) {
    const response = await day.page.request.post(`/rpc/${deed}`, { form, headers: { accept: "application/json" }, maxRedirects: 0 });
    expect(response.status(), deed).toBe(403);
  }
  expect(await log()).toBe(before);
  for (const address of ["/placements/new", "/people/new", "/openings/new", "/imports", "/accounts"]) await day.refused(address, 403, 404);
});
