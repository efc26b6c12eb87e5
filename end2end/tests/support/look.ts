import { expect, test, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "./accessibility";

/** Expects axe to find nothing on the page as it stands, and the page to fit the window. */
export async function look(page: Page): Promise<void> {
  await page.waitForLoadState("load");
  await expectAccessible(page);
  if (test.info().project.use.javaScriptEnabled === false) return;
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${page.url()} is wider than the window`).toBeLessThanOrEqual(0);
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
