import { expect, test } from "@playwright/test";
import ICAL from "ical.js";
import { follow, look } from "./support/look";
import { say, signIn, speak } from "./support/people";

for (const language of ["zh-CN", "en"] as const) {
  test(`in ${language}, a feed is made, read by another calendar's reader, and revoked`, async ({ page, context, baseURL, request }) => {
    await speak(context, baseURL ?? "", language);
    await signIn(page, "hr");
    await page.goto("/account");
    await follow(page.getByRole("link", { name: say(language, "订阅到日历", "Subscribe in a calendar") }));
    await look(page);
    await follow(page.getByRole("button", { name: say(language, "全单位", "All of the organisation") }));
    await look(page);
    const address = await page.locator("#feed-made").inputValue();
    expect(address).toMatch(/\/cal\/[\w-]{43}\.ics$/);

    const answer = await request.get(address);
    expect(answer.status()).toBe(200);
    const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
    const events = calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
    expect(events.length).toBeGreaterThan(20);
    expect(new Set(events.map((event) => event.uid)).size).toBe(events.length);
    for (const event of events) {
      expect(event.isRecurring()).toBe(false);
      expect(event.endDate.compare(event.startDate)).toBeGreaterThan(0);
    }
    const again = await request.get(address, { headers: { "if-none-match": answer.headers()["etag"] ?? "" } });
    expect(again.status()).toBe(304);

    await page.getByRole("button", { name: say(language, "吊销订阅", "Revoke the feed") }).first().click();
    expect((await request.get(address)).status()).toBe(404);
  });
}
