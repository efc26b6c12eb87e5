import { expect, type Locator } from "@playwright/test";
import { number, type Day } from "./day";

/** One line of a judgement: how much of what counts, in minutes where it is time, with what result by which clause. */
export interface Line {
  day: string;
  length: number;
  counted: number;
  result: string;
  clause: string;
}

/** All lines of a judgement, and the figures at the foot of each page of them: the sum of the lines, and the total. */
export interface Lines {
  lines: Line[];
  sum: number;
  total: number;
}

/** An amount as the pages tell it, in minutes where it is time: `128.06 days (1024.5 h)`, `38 min`, `6 credits`, `—`. */
export function amount(text: string): number {
  const told = /[（(]([^）)]*)/.exec(text)?.[1] ?? text;
  const before = (unit: string): number => number(new RegExp(`[\\d,.]+(?=\\s*(?:${unit}))`).exec(told)?.[0] ?? "0");
  if (/小时|分钟|\bh\b|\bmin\b/.test(told)) return Math.round(before("小时|h\\b") * 60) + before("分钟|min\\b");
  return /\d/.test(told) ? number(told) : 0;
}

/** The days named in a text, as YYYY-MM-DD. */
export function daysIn(day: Day, text: string): string[] {
  const two = (part: string | number): string => String(part).padStart(2, "0");
  if (day.language === "zh-CN") {
    return [...text.matchAll(/(\d{4})年(\d{1,2})月(\d{1,2})日/g)].map(([, y, m, d]) => `${y}-${two(m ?? "")}-${two(d ?? "")}`);
  }
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const named = [...text.matchAll(/(\d{1,2}) ([A-Z][a-z]{2})[a-z]* (\d{4})/g)];
  return named.map(([, d, m, y]) => `${y}-${two(months.indexOf(m ?? "") + 1)}-${two(d ?? "")}`);
}

/** Reads all pages of lines behind an address; every page must tell the same sums at its foot. */
export async function readLines(day: Day, address: string): Promise<Lines> {
  const read: Lines = { lines: [], sum: 0, total: 0 };
  const next = day.main.locator(".pager a[rel=next]");
  for (let page: string | null = address; page; page = (await next.count()) > 0 ? await next.getAttribute("href") : null) {
    await day.go(page);
    const table = day.main.locator(".lines table");
    if ((await table.count()) === 0) {
      await expect(day.main.locator(".empty")).toHaveCount(1);
      return read;
    }
    const rows = await table.locator("tbody tr").evaluateAll((rows) =>
      rows.map((row) => {
        const texts = [...row.querySelectorAll("td")].map((cell) => cell.textContent?.trim() ?? "");
        const first = row.querySelector("b, .chip")?.textContent?.trim() ?? "";
        const result = row.querySelector(".chip")?.textContent?.trim() ?? "";
        return { first, result, length: texts.at(-4) ?? "", counted: texts.at(-3) ?? "", clause: texts.at(-1) ?? "" };
      }),
    );
    for (const { first, length, counted, result, clause } of rows) {
      read.lines.push({ day: first, length: amount(length), counted: amount(counted), result, clause });
    }
    const feet = await table.locator("tfoot tr").evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll("td.num")].at(-1)?.textContent?.trim() ?? ""),
    );
    const figures = feet.map(amount);
    const [sum, total] = [figures[0] ?? 0, figures.at(-1) ?? 0];
    if (page !== address) expect([sum, total], page).toEqual([read.sum, read.total]);
    Object.assign(read, { sum, total });
  }
  return read;
}

/** What the lines add up to. */
export function sumOf(lines: Line[]): number {
  return lines.reduce((sum, line) => sum + line.counted, 0);
}

/** The card of a rule on a page of progress. */
export function cardOf(day: Day, rule: string): Locator {
  return day.main.locator(".card.rule", { has: day.page.locator(`a[href*="/progress/${rule}"]`) });
}

/** How much counts, as the card of a rule has it. */
export async function figureOf(day: Day, rule: string): Promise<number> {
  return amount((await cardOf(day, rule).locator(".facts dd").first().textContent()) ?? "");
}

/** The rules that have a card on the page shown. */
export async function rulesShown(day: Day): Promise<string[]> {
  const links = day.main.locator('.card.rule a[href*="/progress/"]');
  const addresses = await links.evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  return addresses.map((address) => address.split("/").at(-1) ?? "");
}
