import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { expect, test, type Browser, type Page } from "@playwright/test";
import type { AxeResults, RunOptions } from "axe-core";

declare global {
  interface Window {
    axe: { run(context: Document, options: RunOptions): Promise<AxeResults> };
  }
}

const source = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The documents that axe has passed, by their markup without texts and numbers: what is built alike is not asked again. */
const passed = new Set<string>();

/**
 * Expects that axe finds nothing on the page as it stands, with scripts on or off. Axe is asked in the page itself: a
 * helper that opens a page of its own for each look takes most of the time.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const markup = await page.content();
  const key = createHash("sha256").update(markup.replace(/>[^<]+</g, "><").replace(/\d+/g, "")).digest("base64");
  if (passed.has(key)) return;
  const scriptsOff = test.info().project.use.javaScriptEnabled === false;
  const subject = scriptsOff ? await copyForAxe(page, markup) : page;
  await subject.evaluate(await source);
  const findings = await subject.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map((node) => node.target) }));
  });
  expect(findings, `axe on ${page.url()}`).toEqual([]);
  passed.add(key);
}

/** The page for copies, one a browser. */
const copies = new WeakMap<Browser, Page>();

/** Axe waits for timers, which never fire where scripts are off: the same document in a page that has them. */
async function copyForAxe(page: Page, markup: string): Promise<Page> {
  const browser = page.context().browser();
  if (!browser) throw new Error("the page has no browser");
  const body = markup.replace(/<\/?noscript>/g, "");
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
