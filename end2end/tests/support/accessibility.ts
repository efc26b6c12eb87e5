import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Browser, type Page } from "@playwright/test";

/** Expects that axe finds nothing on the page as it stands, with scripts on or off. */
export async function expectAccessible(page: Page): Promise<void> {
  const scriptsOff = test.info().project.use.javaScriptEnabled === false;
  const subject = scriptsOff ? await copyForAxe(page) : page;
  const { violations } = await new AxeBuilder({ page: subject }).analyze();
  const findings = violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map((node) => node.target) }));
  expect(findings, `axe on ${page.url()}`).toEqual([]);
}

/** The page for copies, one a browser: opening one for each look would take most of the time. */
const copies = new WeakMap<Browser, Page>();

/** Axe waits for timers, which never fire where scripts are off: the same document in a page that has them. */
async function copyForAxe(page: Page): Promise<Page> {
  const browser = page.context().browser();
  if (!browser) throw new Error("the page has no browser");
  const body = (await page.content()).replace(/<\/?noscript>/g, "");
  const known = copies.get(browser);
  const copy = known && !known.isClosed() ? known : await pageForCopies(browser, page);
  copies.set(browser, copy);
  await copy.unrouteAll();
  await copy.route("**", (route) => {
    if (route.request().resourceType() === "script") return route.abort();
    if (route.request().isNavigationRequest()) return route.fulfill({ contentType: "text/html; charset=utf-8", body });
    return route.continue();
  });
  await copy.goto(page.url());
  return copy;
}

async function pageForCopies(browser: Browser, page: Page): Promise<Page> {
  const viewport = page.viewportSize();
  const context = await browser.newContext({ javaScriptEnabled: true, locale: "zh-CN", reducedMotion: "reduce", viewport });
  return context.newPage();
}
