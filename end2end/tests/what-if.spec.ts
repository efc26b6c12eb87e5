import { expect, test, type Locator } from "@playwright/test";
import { Day, LANGUAGES } from "./support/day";
import { speak } from "./support/people";

/** The rule by which a stint is judged here: one month a year. */
const YEARLY = "cn-2019-1m-year";

/** A field or button of the place where things are tried out. */
function set(within: Locator, name: string): Locator {
  return within.locator(`[data-set="${name}"]`);
}

function press(within: Locator, deed: string): Locator {
  return within.locator(`[data-do="${deed}"]`);
}

for (const language of LANGUAGES) {
  test(`in ${language}, stints and rules are tried out with the network cut`, async ({ page, context, baseURL }) => {
    test.setTimeout(90_000);
    await speak(context, baseURL ?? "", language);
    const day = new Day(page, language);
    await day.signIn("teacher");
    await day.go("/me");
    const address = await day.main.locator('a[href$="/what-if"]').first().getAttribute("href");
    await day.open(address ?? "");
    const trial = day.main.locator(".trial-place");
    if (test.info().project.use.javaScriptEnabled === false) {
      // Without scripts the page tells the three cases, and promises nothing that does not work.
      await expect(trial).toBeHidden();
      await expect(day.main.locator("table").first()).toBeVisible();
      return;
    }
    const summary = trial.getByRole("status");
    const same = day.pick("与原来相同。", "The same as before.");
    await expect(summary).toHaveText(same);

    await context.setOffline(true);
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    const rule = trial.locator(`[data-rule-id="${YEARLY}"]`);
    const status = rule.locator(".card-head .chip").last();
    const year = new Date().getFullYear();

    // Without any stint nothing counts.
    await set(trial, "day").fill(`${year}-12-31`);
    for (const button of await press(trial, "leave-out").all()) {
      await button.click();
      await expect(button).toHaveAttribute("aria-pressed", "true");
    }
    await expect(rule).not.toHaveAttribute("data-standing", "met");
    await expect(rule.locator(".trial-figure b")).toHaveText(day.pick("0 / 20.83 天", "0 / 20.83 days"));

    // A stint of five weeks is enough for the year, by keys and buttons.
    await press(trial, "add").focus();
    await page.keyboard.press("Enter");
    const added = trial.locator(".trial-stint").last();
    await expect(set(added, "first")).toBeFocused();
    await set(added, "first").fill(`${year}-03-02`);
    await set(added, "days").fill("25");
    await set(trial, "day").fill(`${year}-12-31`);
    await expect(status).toHaveText(day.pick("达标", "Met"));
    await expect(rule.locator(".trial-reasons [data-counts]").first()).toContainText(day.pick("25 天", "25 days"));
    await expect(summary).toContainText("→");
    await added.locator(".trial-track").focus();
    await page.keyboard.press("ArrowRight");
    await expect(set(added, "first")).toHaveValue(`${year}-03-09`);
    await set(added, "hours").fill("many");
    await expect(set(added, "hours")).toHaveAttribute("aria-invalid", "true");
    await set(added, "hours").fill("8");
    await expect(set(added, "hours")).not.toHaveAttribute("aria-invalid", "true");

    // What if the annual rule becomes 30 days?
    await press(rule, "open-rule").click();
    await set(rule, "target").fill("30");
    await set(rule, "unit").selectOption("day");
    await expect(status).not.toHaveText(day.pick("达标", "Met"));
    await expect(rule.locator(".trial-figure b")).toHaveText(day.pick("25 / 30 天", "25 / 30 days"));
    await day.look();
    await press(rule, "restore").click();
    await expect(status).toHaveText(day.pick("达标", "Met"));

    await press(trial, "reset").click();
    await expect(summary).toHaveText(same);
    expect(requests).toEqual([]);
    await context.setOffline(false);
  });
}
