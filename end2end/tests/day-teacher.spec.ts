import { expect } from "@playwright/test";
import { hours, workingDay } from "./support/day";
import { follow } from "./support/look";
import { day as dayOf, monday } from "./support/people";
import { underWay, writeWeek } from "./support/placement";

workingDay("teacher", async (day) => {
  const placement = await underWay(day, "practice");
  await day.begin("teacher");
  await day.open("/me");
  const counted = await day.main.locator(".cards dl dd").first().innerText();

  // The day cards: yesterday and today.
  await day.open(`/hours?placement=${placement.split("/").pop()}`);
  const card = day.main.locator(".day-card", { has: day.page.locator(`#day-${dayOf(-1)}`) });
  await expect(card.locator(".day-lines li")).toHaveCount(0);
  await card.locator("input[name=time]").fill("1:30");
  await card.locator("button").click();
  await day.told();
  await day.look();
  await expect(card.locator(".day-lines li")).toHaveCount(1);
  await expect(card.locator(".day-lines")).toContainText(day.word("toSubmit"));
  await expect(card.locator(".day-card-head b")).toContainText("1.5");

  // The grid: a week typed, saved and submitted; the next one copied from it.
  await day.open(`${placement}/hours?week=${monday(-3)}`);
  await writeWeek(day, ["1", "nonsense"]);
  await day.button("saveAndSubmit").click();
  await expect(day.main.locator("input[name$='[entry][time]']").nth(1)).toHaveAttribute("aria-invalid", "true");
  await expect(day.main.locator("input[name$='[entry][time]']").nth(1)).toHaveValue("nonsense");
  await expect(day.main).not.toContainText(day.word("toConfirm"));
  await writeWeek(day, ["1", "1.5", "0:30"]);
  await day.button("saveAndSubmit").click();
  await day.told();
  await day.look();
  await expect(day.main).toContainText(day.word("toConfirm"));
  await day.open(`${placement}/hours?week=${monday(-2)}`);
  await day.button("copyWeek").click();
  await expect(day.page.getByRole("status").first()).toContainText(day.pick("已从上周复制 3 天", "Copied 3 days"));
  await day.look();
  const cells = day.main.locator("input[name$='[entry][time]']");
  for (const [n, time] of ["1", "1.5", "0.5"].entries()) await expect(cells.nth(n)).toHaveValue(time);
  await day.button("saveAndSubmit").click();
  await day.told();

  // Two weeks of three hours wait; what is not confirmed counts for nothing yet.
  await day.open(placement);
  expect(hours(await day.fact("waiting").innerText())).toBe(6);
  await day.open("/me");
  expect(await day.main.locator(".cards dl dd").first().innerText()).toBe(counted);
  await follow(day.main.locator("a[href$='/progress/cn-2016-5y6m']"));
  await day.look();
  // The number of the document is the same in every language.
  await expect(day.main).toContainText("教师〔2016〕3号");

  // The own credentials, and what would become of the rules.
  await day.open("/me");
  for (const place of ["credentials", "what-if"]) {
    const address = await day.main.locator(`a[href$="/${place}"]`).first().getAttribute("href");
    await day.open(address ?? place);
    await day.page.goBack();
  }

  await day.open("/placements");
  await expect(day.main.locator(`a[href="${placement}"]`)).toBeVisible();
  await day.open("/account");
});
