import { defineConfig } from "@playwright/test";

// scripts/e2e.sh starts one server for each project and names its port here; E2E_PORT is for a server started by hand.
function origin(project: string): string {
  const port = process.env[`E2E_PORT_${project.toUpperCase()}`] ?? process.env.E2E_PORT ?? "3000";
  return `http://127.0.0.1:${port}`;
}

// Chromium's sandbox does not work for root; the other switches keep it from talking to anyone but the server.
const args = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
];

const results = process.env.E2E_RESULTS ?? "test-results";
const wide = { width: 1280, height: 800 };

// The story is told in both languages at every window. The other specs are in a language each window: a day takes half a
// minute with axe on every page, and what differs by language differs on every window alike. With scripts every page is
// opened by pages.spec, and without them every place by the story.
const notIn = (language: string) => new RegExp(`^(?!.*story\\.spec).*\\bin ${language}\\b`);

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  // Two projects at once, the tests of each one after another: they share its database.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 30_000,
  reporter: [["list"], ["json", { outputFile: `${results}/results.json` }]],
  use: {
    launchOptions: { executablePath: process.env.CHROMIUM, args },
    actionTimeout: 10_000,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    // No fade from page to page: it costs time, and the next page would cut it short.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
  projects: [
    {
      name: "desktop",
      workers: 1,
      grepInvert: [notIn("zh-CN"), /every place/],
      use: { baseURL: origin("desktop"), viewport: wide },
    },
    {
      name: "phone",
      workers: 1,
      grepInvert: [notIn("en"), /every place/],
      use: { baseURL: origin("phone"), viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
    },
    {
      name: "noscript",
      workers: 1,
      // Without scripts no bar is moved.
      grepInvert: [notIn("en"), /every page/, /moved by keys/],
      use: { baseURL: origin("noscript"), viewport: wide, javaScriptEnabled: false },
    },
  ],
});
