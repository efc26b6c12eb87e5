import { expect, test, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "./accessibility";

/**
 * Expects the page to fit the window. The window's own width says nothing of it: on a phone it grows with a page that is
 * too wide.
 */
export async function expectFits(page: Page): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  const needed = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(needed, `${page.url()} is wider than the window`).toBeLessThanOrEqual(width);
}

/** Expects axe to find nothing on the page as it stands, and the page to fit the window. */
export async function look(page: Page): Promise<void> {
  await page.waitForLoadState("load");
  await expectAccessible(page);
  if (test.info().project.use.javaScriptEnabled === false) return;
  await expectFits(page);
}

/** Opens a page of this site, expects it to be there, and looks at it. */
export async function open(page: Page, address: string): Promise<void> {
  const response = await page.goto(address);
  expect(response?.status(), address).toBe(200);
  await look(page);
}

/**
 * Presses what leads to another document and waits until that one stands. A click ends when the answer begins: whoever
 * looks then may find a document without a root.
 */
export async function follow(target: Locator): Promise<void> {
  const page = target.page();
  await page.waitForLoadState("load");
  await Promise.all([page.waitForEvent("load"), target.click()]);
}
