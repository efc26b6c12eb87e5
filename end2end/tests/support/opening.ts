import { expect } from "@playwright/test";
import type { Day } from "./day";

/** The day some days after a day, as YYYY-MM-DD. */
function after(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Offers a post of some weeks from a Monday on, with so many places; answers its address. */
export async function offerPost(day: Day, title: string, first: string, weeks: number, capacity: number): Promise<string> {
  await day.open("/openings/new?kind=post");
  await day.fill({
    title,
    capacity: String(capacity),
    first_day: first,
    last_day: after(first, weeks * 7 - 1),
    planned_hours: "120",
  });
  await day.button("offer").click();
  await expect(day.page).toHaveURL(/\/openings\/\d+/);
  return day.path();
}
