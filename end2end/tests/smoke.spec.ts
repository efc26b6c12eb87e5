import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/accessibility";
import { expectFits } from "./support/look";

test("the sign-in page is served complete and accessible", async ({ page }) => {
  const response = await page.goto("/sign-in");
  expect(response?.status()).toBe(200);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page);
});

test("the sign-in page is not wider than the window", async ({ page }) => {
  await page.goto("/sign-in");
  await expectFits(page);
});
