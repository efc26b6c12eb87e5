import { expect } from "@playwright/test";
import { workingDay, type Day } from "./support/day";
import { offerPost } from "./support/opening";
import { monday } from "./support/people";
import { begin, submitWeek, submitted } from "./support/placement";

/** Approves a placement, confirms its start and names a mentor. */
async function takeIn(day: Day, placement: string): Promise<void> {
  const mentor = day.pick("张建军", "Zhang Jianjun");
  await day.open(placement);
  await begin(day);
  await day.look();
  const naming = day.main.locator("details", { has: day.page.locator("select[name=mentor]") });
  await naming.locator("summary").click();
  await day.choose("mentor", mentor);
  await naming.getByRole("button").click();
  await day.told();
  await expect(day.main.locator("dd", { hasText: mentor }).first()).toBeVisible();
}

/** Gives consent to somebody, and takes it back, so that other tests find what they know. */
async function consent(day: Day): Promise<void> {
  await day.open("/consents");
  const row = day.rows().last();
  const name = await row.locator("label").innerText();
  const given = await row.locator(".chip").innerText();
  const turn = async (): Promise<void> => {
    const person = day.rows().filter({ hasText: name }).first();
    const has = (await person.locator(".chip").innerText()).trim() === day.word("consentGiven");
    await person.getByRole("checkbox").check();
    await day.press(has ? "consentTakeBack" : "consentGive");
    await expect(day.rows().filter({ hasText: name }).first().locator(".chip")).toHaveText(
      day.word(has ? "consentNot" : "consentGiven"),
    );
  };
  await turn();
  await day.look();
  await turn();
  await expect(day.rows().filter({ hasText: name }).first().locator(".chip")).toHaveText(given);
}

/** Two placements with hours in one week, and one of them with another week. */
async function teamAtWork(day: Day, team: string[], week: string, other: string): Promise<void> {
  await day.signIn("teacher");
  for (const placement of team) await submitWeek(day, placement, week, ["1", "1.5"]);
  await submitWeek(day, team[0] ?? "", other, ["2"]);
}

workingDay("coordinator", async (day) => {
  const [week, other] = [monday(day.pick(-6, -8)), monday(day.pick(-7, -9))];
  const team = [await submitted(day, "practice"), await submitted(day, "practice")];

  await day.begin("coordinator");
  const approvals = (await day.needs()).find(({ href }) => href.includes("need=approval"));
  expect(approvals?.count).toBeGreaterThanOrEqual(2);
  await day.open(approvals?.href ?? "");
  for (const placement of team) await takeIn(day, placement);
  await day.go("/");
  const left = (await day.needs()).find(({ href }) => href.includes("need=approval"));
  expect((approvals?.count ?? 0) - (left?.count ?? 0)).toBe(2);

  const post = await offerPost(day, day.pick("电池包装配岗位", "Battery pack assembly"), monday(day.pick(40, 44)), 4, 3);
  await day.look();
  await day.open("/openings");
  await expect(day.main.locator(`a[href="${post}"]`).first()).toBeVisible();
  await day.open("/openings?kind=engineer_offer");
  await consent(day);

  await teamAtWork(day, team, week, other);
  await day.signIn("coordinator");
  await day.open("/hours/waiting");
  const queue = await day.main.locator(".queue-row").count();
  expect(queue).toBeGreaterThanOrEqual(3);

  await day.open(`/hours/waiting?week=${other}`);
  await expect(day.main.locator(".queue-row")).toHaveCount(1);
  const row = day.main.locator(".queue-row");
  await row.locator(".queue-deeds summary").click();
  await row.locator("textarea[name=reason]").fill(day.pick("请写明当天的岗位", "Say which post it was"));
  await row.locator("form[action*='hours/return'] button").click();
  await day.told();
  await expect(day.main.locator(".queue-row")).toHaveCount(0);

  await day.open(`/hours/waiting?week=${week}`);
  await expect(day.main.locator(".queue-row")).toHaveCount(2);
  await day.main.locator(".section-header button").click();
  await day.told();
  await day.look();
  await expect(day.main.locator(".queue-row")).toHaveCount(0);

  for (const placement of team) {
    await day.open(`${placement}/hours?week=${week}`);
    await expect(day.main).toContainText(day.word("confirmed"));
    await expect(day.main).not.toContainText(day.word("toConfirm"));
  }
  await day.open(`${team[0]}/hours?week=${other}`);
  await expect(day.main).toContainText(day.word("returned"));
  await expect(day.main).toContainText(day.pick("请写明当天的岗位", "Say which post it was"));
  await day.open("/people");
  expect(await day.rows().count()).toBeGreaterThan(0);
});
