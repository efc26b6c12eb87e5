import { expect, test } from "@playwright/test";
import { Day, LANGUAGES } from "./support/day";
import { speak } from "./support/people";

for (const language of LANGUAGES) {
  test(`in ${language}, a placement takes over the shifts of its host, says why, and gives them up again`, async ({
    page,
    context,
    baseURL,
  }) => {
    test.setTimeout(120_000);
    await speak(context, baseURL ?? "", language);
    const day = new Day(page, language);
    await day.signIn("coordinator");
    const placement = await day.firstOf("/placements?state=active&direction=enterprise_practice");
    await day.open(`${placement}/schedule`);
    const before = await day.field("monday").inputValue();
    await day.field("runs_by").selectOption("cycle");
    await expect(day.field("monday")).toBeHidden();
    await day.main.getByRole("link", { name: /四班三运转/ }).click();
    await expect(day.field("runs_by")).toHaveValue("cycle");
    await expect(day.field("cycle_days")).toHaveValue("8");
    await expect(day.field("monday")).toBeHidden();
    await day.look();

    // What is wrong stands under its field, and nothing is lost.
    const shifts = await day.field("cycle_shifts").inputValue();
    await day.field("cycle_shifts").fill("9 08:00-16:00");
    await day.button("save").click();
    await expect(day.field("cycle_shifts")).toHaveAttribute("aria-invalid", "true");
    await expect(day.field("cycle_shifts")).toHaveValue("9 08:00-16:00");
    await day.look();

    // Nights follow evenings at once, which wants a reason.
    await day.field("cycle_shifts").fill(shifts);
    await day.button("save").click();
    await day.field("accept").fill(day.pick("随班组倒班学习", "Learns with the crew"));
    await day.look();
    await day.button("save").click();
    await expect(page).toHaveURL(/\/placements\/\d+\?/);
    await day.told();
    await expect(day.main.locator(".week-bars li")).toHaveCount(8);
    await day.look();

    // Given up: the workdays of the host hold again, and a week is set anew.
    await day.open(`${placement}/schedule`);
    await day.main.getByRole("button", { name: day.pick("撤掉工作安排", "Remove schedule") }).click();
    await day.told();
    await expect(day.main.locator(".week-bars")).toHaveCount(0);
    await day.open(`${placement}/schedule`);
    await day.field("monday").fill(before === "" ? "8" : before);
    await day.button("save").click();
    await day.told();
  });
}
