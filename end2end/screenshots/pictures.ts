import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test, type Page } from "@playwright/test";
import { say, signIn, speak, type Language } from "../tests/support/people";
import { roster, workbook } from "../tests/support/roster";

/** One picture: who looks at what, and in which forms. */
interface Picture {
  name: string;
  account: string;
  /** An address, or the way there; it ends on the page of the picture. */
  open: string | ((page: Page, language: Language) => Promise<void>);
  forms: Form[];
}

interface Form {
  language: Language;
  phone?: boolean;
  dark?: boolean;
}

const WIDE: Form[] = [{ language: "zh-CN" }, { language: "en" }];
const PHONE: Form[] = WIDE.map((form) => ({ ...form, phone: true }));
const DARK: Form = { language: "zh-CN", dark: true };

/** WebP keeps the small letters of a page readable from about 60 on, at a third of the bytes of a palette PNG. */
const QUALITY = 58;
const SIZES = { wide: { width: 1280, height: 800 }, phone: { width: 360, height: 720 } };

/** Opens the list of placements and follows the first that matches the filter. */
async function firstPlacement(page: Page, filter: string): Promise<void> {
  await page.goto(`/placements?${filter}`);
  await follow(page, "main a[href^='/placements/']:not([href$='/new']):not([href$='/many'])");
}

/** Goes where the first such link leads, as if it were typed: no hover stays in the picture. */
async function follow(page: Page, link: string): Promise<void> {
  await page.goto((await page.locator(link).first().getAttribute("href")) ?? "/");
}

const PICTURES: Picture[] = [
  { name: "home-hr", account: "hr", open: "/", forms: WIDE },
  { name: "map", account: "hr", open: "/progress/map", forms: [{ language: "en" }] },
  { name: "forecast", account: "hr", open: "/progress/forecast", forms: WIDE },
  { name: "rules", account: "hr", open: "/rules", forms: [{ language: "zh-CN" }] },
  { name: "progress", account: "teacher", open: "/me", forms: [...PHONE, DARK] },
  {
    name: "why",
    account: "teacher",
    open: async (page) => {
      await page.goto("/me");
      await follow(page, "main a[href*='/progress/']");
      await page.locator("#lines").evaluate((lines) => lines.scrollIntoView());
    },
    forms: WIDE,
  },
  {
    name: "what-if",
    account: "teacher",
    open: async (page) => {
      await page.goto("/me");
      await follow(page, "main a[href$='/what-if']");
      // What the plan would have brought is told at once when it is left out.
      await page.locator('.trial-stint [data-do="leave-out"]').last().click();
      await page.evaluate(() => window.scrollTo(0, 0));
    },
    forms: [{ language: "zh-CN" }],
  },
  { name: "home-coordinator", account: "coordinator", open: "/", forms: WIDE },
  { name: "openings", account: "hr", open: "/openings", forms: [{ language: "zh-CN" }] },
  { name: "placement", account: "hr", open: (page) => firstPlacement(page, "state=active"), forms: WIDE },
  { name: "queue", account: "coordinator", open: "/hours/waiting", forms: [...WIDE, ...PHONE] },
  { name: "day", account: "teacher", open: "/hours", forms: PHONE },
  {
    name: "week",
    account: "teacher",
    open: async (page) => {
      await page.goto("/hours");
      // The line that was returned leads to its week; the picture is of the week, not of the line's form.
      const line = await page.locator("main a[href*='/hours?']").first().getAttribute("href");
      const { pathname, searchParams } = new URL(line ?? "/", page.url());
      await page.goto(`${pathname}?week=${searchParams.get("week")}`);
    },
    forms: WIDE,
  },
  { name: "flows", account: "secretariat", open: "/flows", forms: WIDE },
  {
    name: "import",
    account: "hr",
    open: async (page, language) => {
      await page.goto("/imports");
      await page.locator("input[name=kind][value=people]").check();
      const name = say(language, "新教师名册.xlsx", "new-teachers.xlsx");
      const file = { name, mimeType: "application/octet-stream", buffer: await workbook(roster(20269000, "2026-09-31")) };
      await page.locator("input[name=file]").setInputFiles(file);
      await page.getByRole("button", { name: say(language, "上传并预览", "Upload and preview") }).click();
      await page.waitForURL(/\/imports\/\d+$/);
    },
    forms: [{ language: "en" }],
  },
];

/** Writes what the window shows; Playwright's own screenshots know no WebP. */
async function shoot(page: Page, file: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: QUALITY });
  await writeFile(file, Buffer.from(data, "base64"));
}

for (const picture of PICTURES) {
  for (const form of picture.forms) {
    const parts = [picture.name, form.language.slice(0, 2), form.phone ? "phone" : "", form.dark ? "dark" : ""];
    const name = parts.filter((part) => part !== "").join("-");
    test(name, async ({ browser, baseURL }) => {
      const context = await browser.newContext({
        baseURL,
        locale: form.language,
        timezoneId: "Asia/Shanghai",
        colorScheme: form.dark ? "dark" : "light",
        reducedMotion: "reduce",
        viewport: form.phone ? SIZES.phone : SIZES.wide,
        isMobile: form.phone ?? false,
        hasTouch: form.phone ?? false,
      });
      const page = await context.newPage();
      await speak(context, baseURL ?? "", form.language);
      await signIn(page, picture.account);
      if (typeof picture.open === "string") await page.goto(picture.open);
      else await picture.open(page, form.language);
      await page.waitForLoadState("networkidle");
      await page.evaluate(() => document.fonts.ready);
      await shoot(page, join(process.env.SCREENSHOTS ?? ".", `${name}.webp`));
      await context.close();
    });
  }
}
