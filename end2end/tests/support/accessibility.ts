import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { expect, test, type Page } from "@playwright/test";
import type { AxeResults, ContextObject, RunOptions } from "axe-core";

declare global {
  interface Window {
    axe: { run(context: ContextObject, options: RunOptions): Promise<AxeResults> };
  }
}

const source = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// Contrast is nearly all of axe's time and the rows of a list are painted alike: the first ones stand for all.
const PASSES: [ContextObject, RunOptions][] = [
  [{ include: [["html"]] }, { rules: { "color-contrast": { enabled: false } } }],
  [{ include: [["html"]], exclude: [["tbody tr:nth-child(n+5)"]] }, { runOnly: ["color-contrast"] }],
];

/** The documents that axe has passed, by their markup without texts and numbers: what is built alike is not asked again. */
const passed = new Set<string>();

/**
 * Expects that axe finds nothing on the page as it stands. Axe waits for timers, which never fire where scripts are off;
 * the server sends the same document there, and the other windows look at it.
 */
export async function expectAccessible(page: Page): Promise<void> {
  if (test.info().project.use.javaScriptEnabled === false) return;
  const markup = await page.evaluate(() => document.documentElement.outerHTML.replace(/>[^<]+</g, "><").replace(/\d+/g, ""));
  const key = createHash("sha256").update(markup).digest("base64");
  if (passed.has(key)) return;
  await page.evaluate(await source);
  for (const [context, options] of PASSES) {
    const findings = await page.evaluate(
      async ([context, options]) => {
        const { violations } = await window.axe.run(context, { ...options, resultTypes: ["violations"] });
        return violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map((node) => node.target) }));
      },
      [context, options] as const,
    );
    expect(findings, `axe on ${page.url()}`).toEqual([]);
  }
  passed.add(key);
}
