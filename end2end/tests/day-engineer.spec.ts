import { expect } from "@playwright/test";
import { number, workingDay } from "./support/day";
import { follow } from "./support/look";
import { day as dayOf, monday } from "./support/people";
import { underWay, writeWeek } from "./support/placement";

workingDay("engineer", async (day) => {
  const placement = await underWay(day, "secondment");
  const course = day.pick("电机控制", "Motor control");

  await day.begin("engineer");
  await day.open("/me");
  const confirmed = number(await day.main.locator("section[aria-labelledby=teaching] .cards dd").first().innerText());
  await day.open("/placements");
  await follow(day.main.locator(`a[href="${placement}"]`));
  await day.look();
  await expect(day.main).toContainText(day.word("active"));

  await day.open(`/hours?placement=${placement.split("/").pop()}`);
  const card = day.main.locator(".day-card", { has: day.page.locator(`#day-${dayOf(-1)}`) });
  await card.locator("input[name=time]").fill("2");
  await card.locator("input[name=course]").fill(course);
  await card.locator("input[name=section]").fill("2401");
  await card.locator("button").click();
  await day.told();
  await day.look();
  await expect(card.locator(".day-lines")).toContainText("2");

  await day.open(`${placement}/hours?week=${monday(-3)}`);
  await writeWeek(day, ["2节", "3节"]);
  await day.button("saveAndSubmit").click();
  await day.told();
  await day.look();
  await expect(day.main).toContainText(day.word("toConfirm"));
  // Five class hours of 45 minutes wait for the college.
  await day.open(placement);
  await expect(day.fact("waiting")).toContainText("3.75");
  await day.open("/me");
  expect(number(await day.main.locator("section[aria-labelledby=teaching] .cards dd").first().innerText())).toBe(confirmed);

  await day.signIn("hr");
  await day.go(`${placement}/hours?week=${monday(-3)}`);
  await day.main.locator("form[action$='hours/confirm'] button").first().click();
  await day.told();
  await day.signIn("engineer");
  await day.open("/me");
  expect(number(await day.main.locator("section[aria-labelledby=teaching] .cards dd").first().innerText()) - confirmed).toBeCloseTo(5);
});
