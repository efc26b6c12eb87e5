import { expect, test } from "@playwright/test";
import { Day, LANGUAGES } from "./support/day";
import { cardOf, daysIn, figureOf, readLines, rulesShown, sumOf, type Line } from "./support/lines";
import { day as dayOf, monday, speak } from "./support/people";
import { submitWeek, underWay } from "./support/placement";

const FIVE_YEARS = "cn-2016-5y6m";
const YEARLY = "cn-2019-1m-year";

/** The day before a day, both as YYYY-MM-DD. */
function before(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** The address of somebody of the college whose HR is signed in. */
async function personNamed(day: Day, name: string): Promise<string> {
  return day.firstOf(`/people?q=${encodeURIComponent(name)}`);
}

/** The lines that are not among others, each as often as it stands there more often. */
function without(lines: Line[], others: Line[]): Line[] {
  const rest = others.map((line) => JSON.stringify(line));
  return lines.filter((line) => {
    const place = rest.indexOf(JSON.stringify(line));
    if (place >= 0) rest.splice(place, 1);
    return place < 0;
  });
}

/** The first and the last day of the window, as the judgement tells it. */
async function windowOf(day: Day, why: string): Promise<string[]> {
  await day.go(why);
  const told = daysIn(day, await day.main.locator(".told p").first().innerText());
  return told.slice(0, 2);
}

/** Where a person stands: the lines add up to what the card says, and a filter by result keeps its part. */
async function explained(day: Day, person: string, rule: string, figure: number): Promise<void> {
  const why = `${person}/progress/${rule}`;
  const { lines, sum, total } = await readLines(day, why);
  expect(lines.length, why).toBeGreaterThan(0);
  expect(sumOf(lines), why).toBe(sum);
  expect(total, why).toBe(figure);
  for (const line of lines) {
    expect(line.result, `${why} ${line.day}`).not.toBe("");
    expect(line.clause, `${why} ${line.day}`).not.toBe("");
    expect(line.counted, `${why} ${line.day}`).toBeLessThanOrEqual(line.length);
  }
  const choices = await day.main.locator("select[name=reason] option").evaluateAll((options) =>
    options.map((option) => ({ value: option.getAttribute("value") ?? "", text: option.textContent ?? "" })),
  );
  const results = choices.filter(({ value }) => value !== "");
  expect(new Set(lines.map((line) => line.result)).size, why).toBe(results.length);
  for (const { value, text } of results) {
    const part = await readLines(day, `${why}?reason=${value}`);
    const [result] = part.lines.map((line) => line.result);
    const same = lines.filter((line) => line.result === result);
    expect(text, why).toContain(result);
    expect(part.lines, `${why} ${value}`).toEqual(same);
    expect(part.sum, `${why} ${value}`).toBe(sumOf(same));
  }
}

for (const language of LANGUAGES) {
  test.describe(`in ${language}`, () => {
    let day: Day;

    test.beforeEach(async ({ page, context, baseURL }) => {
      test.setTimeout(180_000);
      await speak(context, baseURL ?? "", language);
      day = new Day(page, language);
    });

    test("every figure of a teacher leads to lines that add up to it", async () => {
      await day.signIn("hr");
      const person = await personNamed(day, "迟杰");
      await day.open(person);
      const rules = await rulesShown(day);
      expect(rules).toEqual(expect.arrayContaining([FIVE_YEARS, YEARLY, "cn-sh-2019-10m", "cn-sh-2021-11credits"]));
      const figures: [string, number][] = [];
      for (const rule of rules) {
        await expect(cardOf(day, rule).locator(`a[href$="/progress/${rule}"]`)).toHaveText(day.word("why"));
        figures.push([rule, await figureOf(day, rule)]);
      }
      const unverified = day.pick("未核实", "Unverified");
      await expect(cardOf(day, YEARLY)).toContainText(unverified);
      await expect(cardOf(day, FIVE_YEARS)).not.toContainText(unverified);

      // From the card to the reasons by the link itself.
      await cardOf(day, FIVE_YEARS).getByRole("link").click();
      await expect(day.page).toHaveURL(new RegExp(`${person}/progress/${FIVE_YEARS}$`));
      await day.look();
      await expect(day.main.locator(".page-header")).not.toContainText(unverified);
      await expect(day.main.locator(`a[href^="/rules/cn/${FIVE_YEARS}"]`)).toBeVisible();
      for (const [rule, figure] of figures) await explained(day, person, rule, figure);
      await day.open(`${person}/progress/${YEARLY}`);
      await expect(day.main.locator(".page-header")).toContainText(unverified);
    });

    test("an hour entry counts once it is confirmed, as one line and no more", async () => {
      const placement = await underWay(day, "practice");
      await day.signIn("hr");
      const person = await personNamed(day, day.pick("刘涛", "Liu Tao"));
      const why = `${person}/progress/${FIVE_YEARS}`;
      const earlier = await readLines(day, why);

      const week = monday(-9);
      await day.signIn("teacher");
      await submitWeek(day, placement, week, ["2.5"]);
      await day.signIn("hr");
      const waiting = await readLines(day, why);
      const [logged, ...more] = without(waiting.lines, earlier.lines);
      expect(without(earlier.lines, waiting.lines)).toEqual([]);
      expect(more).toEqual([]);
      const unconfirmed = day.pick("尚未确认", "Not confirmed");
      expect(logged).toMatchObject({ day: week, length: 150, counted: 0, result: unconfirmed });
      expect(waiting.total).toBe(earlier.total);

      await day.signIn("coordinator");
      await day.go(`${placement}/hours?week=${week}`);
      await day.main.locator("form[action$='hours/confirm'] button").first().click();
      await day.told();
      await day.signIn("hr");
      const later = await readLines(day, why);
      expect(without(waiting.lines, later.lines)).toEqual([logged]);
      const changed = without(later.lines, waiting.lines);
      expect(changed).toEqual([expect.objectContaining({ day: week, length: 150 })]);
      // A Monday: all of it counts, unless it is a public holiday.
      const counts = sumOf(changed);
      if (counts !== 150) expect(changed[0]?.result).toBe(day.pick("休息日或节假日", "Rest day or holiday"));
      expect(later.total).toBe(earlier.total + counts);
      await day.go(person);
      expect(await figureOf(day, FIVE_YEARS)).toBe(later.total);
    });

    test("a leave that is recorded moves the window by its days", async () => {
      await day.signIn("hr");
      const person = await personNamed(day, "迟杰");
      const why = `${person}/progress/${FIVE_YEARS}`;
      const [first = "", last] = await windowOf(day, why);
      await day.open(`${person}/circumstances?kind=sick_leave`);
      await day.fill({ first_day: dayOf(-400), last_day: dayOf(-387) });
      await day.button("save").click();
      await day.told();
      await day.look();
      // Fourteen days of leave, and the window reaches fourteen days further back.
      expect(await windowOf(day, why)).toEqual([before(first, 14), last]);
      await day.look();

      await day.go(`${person}/circumstances`);
      await day.rows().filter({ hasText: dayOf(-400) }).locator("form[action*='circumstance/remove'] button").click();
      await day.told();
      expect(await windowOf(day, why)).toEqual([first, last]);
    });

    test("the heat map and the forecast lead to people and reasons", async () => {
      await day.signIn("hr");
      const person = await personNamed(day, "迟杰");
      await day.open("/progress/map");
      await expect(day.main.locator("table.map thead th").filter({ hasText: day.pick("未核实", "Unverified") }).first()).toBeVisible();
      const cell = day.main.locator(`table.map a[href="${person}/progress/${FIVE_YEARS}"]`);
      const told = (await cell.getAttribute("aria-label")) ?? "";
      await cell.click();
      await expect(day.page).toHaveURL(new RegExp(`${person}/progress/${FIVE_YEARS}$`));
      // The same figure there: as much as the lines add up to.
      const bar = (await day.main.locator(".criterion-bar b").first().innerText()).trim();
      expect(told).toContain(bar);

      await day.open(`/progress/forecast?within=12&rule=${FIVE_YEARS}`);
      await expect(day.main.locator(".cliff-card").first()).toBeVisible();
      const row = day.main.locator("form.ticked tbody tr").first();
      const falls = (await row.locator("td.when").first().innerText()).trim();
      expect(falls > dayOf(0) && falls <= dayOf(366), falls).toBe(true);
      await row.locator("a.row-link").click();
      await expect(day.page).toHaveURL(/\/people\/\d+#lasts$/);
      await day.look();
      // Met until the day before it falls, on the card and in the table of what lasts.
      const holds = cardOf(day, FIVE_YEARS).locator(".facts");
      expect(daysIn(day, await holds.innerText())).toContain(before(falls));
      const lasts = day.main.locator("section", { has: day.page.locator("#lasts") });
      expect(daysIn(day, await lasts.innerText())).toContain(before(falls));
      await day.go("/progress/forecast?within=60");
      const longer = await day.main.locator("form.ticked tbody tr").count();
      await day.go("/progress/forecast?within=3");
      expect(await day.main.locator("form.ticked tbody tr").count()).toBeLessThan(longer);
    });

    test("an engineer sees the rules for engineers and why", async () => {
      await day.signIn("engineer");
      await day.open("/me");
      const rules = await rulesShown(day);
      expect(rules).toEqual(["cn-engineer-pedagogy", "cn-parttime-load-68", "class-hours"]);
      const address = (await cardOf(day, "cn-parttime-load-68").getByRole("link").getAttribute("href")) ?? "";
      await day.open(address);
      await expect(day.main.locator(".told")).toContainText(day.pick("24 小时", "24 h"));
      const teaching = await readLines(day, address.replace("cn-parttime-load-68", "class-hours"));
      expect(teaching.lines.length).toBeGreaterThan(0);
      expect(sumOf(teaching.lines)).toBe(teaching.total);
    });

    test("each college is judged by the packs that it adopted", async () => {
      const judged = [
        { officer: "hr", name: "迟杰", pack: "cn-sh", rules: ["cn-sh-2019-10m", "cn-sh-2021-11credits"], others: ["cn-nb", "de-by"] },
        { officer: "zhao.guirong", name: "张亮", pack: "cn-nb", rules: ["cn-nb-2020"], others: ["cn-sh", "de-by"] },
        { officer: "wang.xiurong", name: "陈涛", pack: "de-by", rules: ["de-by-8d"], others: ["cn-sh", "cn-nb"] },
      ];
      for (const { officer, name, pack, rules, others } of judged) {
        await day.signIn(officer);
        const person = await personNamed(day, name);
        await day.open(person);
        const shown = await rulesShown(day);
        expect(shown, name).toEqual(expect.arrayContaining([FIVE_YEARS, ...rules]));
        for (const other of others) expect(shown.filter((rule) => rule.startsWith(`${other}-`)), name).toEqual([]);
        for (const rule of rules) {
          const figure = await figureOf(day, rule);
          const why = await readLines(day, `${person}/progress/${rule}`);
          expect(why.total, `${name} ${rule}`).toBe(figure);
          await expect(day.main.locator(`a[href^="/rules/${pack}/${rule}"]`)).toBeVisible();
          await day.go(person);
        }
      }
    });
  });
}
