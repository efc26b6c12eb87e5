import { expect, test, type Page } from "@playwright/test";
import { look } from "./support/look";
import { say, signIn, speak, type Language } from "./support/people";

/** The addresses on the sheet of links, by e-mail. */
async function links(page: Page): Promise<string[]> {
  const addresses = await page.locator(".slip-link").allInnerTexts();
  return addresses.map((address) => new URL(address.trim()).pathname);
}

/** Ticks the account with this e-mail in the list and presses a button. */
async function act(page: Page, email: string, button: string): Promise<void> {
  await page.goto(`/accounts?q=${encodeURIComponent(email)}`);
  await page.getByRole("row", { name: email }).getByRole("checkbox").check();
  await page.getByRole("button", { name: button, exact: true }).click();
}

async function setPassword(page: Page, link: string, password: string): Promise<void> {
  await page.context().clearCookies({ name: "twinpost_session" });
  await page.goto(link);
  await page.locator("input[name=password]").fill(password);
  await page.locator("input[name=again]").fill(password);
  await page.locator("form[action$='set_password'] button").click();
}

for (const language of ["zh-CN", "en"] as const satisfies Language[]) {
  test(`HR gives, renews and takes access, in ${language}`, async ({ page, context, baseURL }) => {
    test.setTimeout(120_000);
    await speak(context, baseURL ?? "", language);
    const mark = language === "zh-CN" ? "zh" : "en";
    const address = (name: string): string => `${name}.${mark}@sheet.example`;
    await signIn(page, "hr");
    await page.goto("/accounts");
    await look(page);
    await page.goto("/accounts/invite");
    await look(page);

    // One of the four lines is wrong: nothing is made before it is mended or left out.
    const lines = [`甲一, ${address("one")}, teacher`, `乙二, ${address("two")}, teacher`, `丙三, ${address("three")}, teacher`];
    await page.locator("textarea[name=lines]").fill([...lines, "丁四, nonsense, teacher"].join("\n"));
    await page.locator("form", { has: page.locator("textarea") }).getByRole("button").click();
    await expect(page.getByRole("main")).toContainText(say(language, "第 4 行", "Line 4"));
    await look(page);
    await page.getByRole("button", { name: say(language, "只为其余 3 人生成链接", "Make links for the other 3") }).click();

    await expect(page).toHaveURL(/\/accounts\/links/);
    await expect(page.locator(".slip")).toHaveCount(3);
    await look(page);
    const file = page.getByRole("link", { name: say(language, "下载 CSV", "Download CSV") });
    const download = page.waitForEvent("download");
    await file.click();
    const stream = await (await download).createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const [one, two, three] = await links(page);
    expect(Buffer.concat(chunks).toString("utf8")).toContain(one);
    await page.reload();
    await expect(page.locator(".slip")).toHaveCount(0);

    await act(page, address("two"), say(language, "重发链接", "New links"));
    const [renewed] = await links(page);
    await act(page, address("three"), say(language, "作废链接", "Revoke links"));
    await expect(page.getByRole("main")).toContainText(say(language, "链接已失效", "Link lapsed"));

    for (const dead of [two ?? "", three ?? ""]) {
      const answer = await page.goto(dead);
      expect(answer?.status()).toBe(410);
      await look(page);
    }
    await setPassword(page, one ?? "", "a long password");
    await expect(page.getByRole("main")).toBeVisible();
    await page.goto("/account");
    await expect(page.getByRole("main")).toContainText(address("one"));
    await look(page);
    const session = (await context.cookies()).find((cookie) => cookie.name === "twinpost_session");
    await setPassword(page, renewed ?? "", "another long password");

    await signIn(page, "hr");
    await act(page, address("one"), say(language, "停用", "Deactivate"));
    await expect(page.getByRole("main")).toContainText(say(language, "已停用", "Deactivated"));
    await context.addCookies([{ name: "twinpost_session", value: session?.value ?? "", url: baseURL ?? "" }]);
    await page.goto("/account");
    await expect(page).toHaveURL(/sign-in/);
  });
}
