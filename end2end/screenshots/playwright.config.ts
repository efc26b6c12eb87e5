import { defineConfig } from "@playwright/test";
import tests from "../playwright.config.ts";

// The pictures of README and docs: the browser of the tests, one server, no traces.
export default defineConfig({
  ...tests,
  testDir: ".",
  testMatch: "pictures.ts",
  outputDir: "../test-results/screenshots",
  timeout: 60_000,
  reporter: [["list"]],
  use: {
    ...tests.use,
    baseURL: `http://127.0.0.1:${process.env.E2E_PORT ?? "3000"}`,
    screenshot: "off",
    trace: "off",
  },
  projects: [{ name: "pictures" }],
});
