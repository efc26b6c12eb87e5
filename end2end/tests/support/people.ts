import { expect, type BrowserContext, type Page } from "@playwright/test";

export type Language = "zh-CN" | "en";

/** The one password of the demonstration accounts. */
const PASSWORD = "twinpost-demo";

/** Chooses the language of the pages for a browser. */
export async function speak(context: BrowserContext, baseURL: string, language: Language): Promise<void> {
  await context.addCookies([{ name: "twinpost_language", value: language, url: baseURL }]);
}

/** Signs in with a demonstration account, ending whatever session the browser had. */
export async function signIn(page: Page, account: string): Promise<void> {
  await page.context().clearCookies({ name: "twinpost_session" });
  await page.goto("/sign-in");
  await page.locator("input[name=email]").fill(`${account}@demo.example`);
  await page.locator("input[name=password]").fill(PASSWORD);
  await page.locator("form[action$='sign_in'] button").click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** A day `offset` days from today in Shanghai, as YYYY-MM-DD. */
export function day(offset: number): string {
  const now = new Date(Date.now() + 8 * 3_600_000 + offset * 86_400_000);
  return now.toISOString().slice(0, 10);
}

/** The Monday of the week `weeks` weeks from the present one, in Shanghai. */
export function monday(weeks: number): string {
  const weekday = (new Date(`${day(0)}T00:00:00Z`).getUTCDay() + 6) % 7;
  return day(weeks * 7 - weekday);
}

/** The text of one language. */
export function say(language: Language, chinese: string, english: string): string {
  return language === "zh-CN" ? chinese : english;
}
