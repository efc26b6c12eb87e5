import { expect } from "@playwright/test";
import type { Day } from "./day";
import { day as dayOf, monday } from "./people";

/** Who goes where; both are of the demonstration community. */
export type Stay = "practice" | "secondment";

/** The names of the stay's participant and host as a language reads them, and the accounts on either side. */
function people(day: Day, stay: Stay): { participant: string; host: string; sender: string; receiver: string } {
  return stay === "practice"
    ? { participant: day.pick("刘涛", "Liu Tao"), host: day.pick("星澜电驱", "Xinglan E-Drive"), sender: "hr", receiver: "coordinator" }
    : { participant: day.pick("杨帅", "Yang Shuai"), host: day.pick("海岳", "Haiyue"), sender: "coordinator", receiver: "hr" };
}

/** The sending side drafts a part-time placement that began ten weeks ago, and submits it; answers its address. */
export async function submitted(day: Day, stay: Stay): Promise<string> {
  const { participant, host, sender } = people(day, stay);
  await day.signIn(sender);
  await day.go("/placements/new");
  await day.choose("participant", participant);
  await day.choose("hosting", host);
  await day.main.locator("input[name=load][value=part_time]").check();
  await day.fill({ first_day: monday(-10), last_day: dayOf(60), planned_hours: "80" });
  await day.button("saveDraft").click();
  await expect(day.page).toHaveURL(/\/placements\/\d+\?/);
  const address = day.path();
  await day.press("submit");
  return address;
}

/** The receiving side approves a submitted placement and confirms its start, on the placement's page. */
export async function begin(day: Day): Promise<void> {
  await day.press("approve");
  await day.press("confirmStart");
}

/** A placement of the stay's own that is under way, arranged by both sides; answers its address. */
export async function underWay(day: Day, stay: Stay): Promise<string> {
  const address = await submitted(day, stay);
  await day.signIn(people(day, stay).receiver);
  await day.go(address);
  await begin(day);
  return address;
}

/** The participant writes a week from its Monday on into the grid and submits it. */
export async function submitWeek(day: Day, placement: string, week: string, typed: string[]): Promise<void> {
  await day.go(`${placement}/hours?week=${week}`);
  await writeWeek(day, typed);
  await day.main.locator("button[formaction$='submit_week']").click();
  await day.told();
}

/** Types into the cells of the first row of the grid. */
export async function writeWeek(day: Day, typed: string[]): Promise<void> {
  const cells = day.main.locator("input[name$='[entry][time]']");
  for (const [n, time] of typed.entries()) await cells.nth(n).fill(time);
}
