import { readFile } from "node:fs/promises";
import { expect, test, type Page } from "@playwright/test";
import { look } from "./support/look";
import { say, signIn, speak, type Language } from "./support/people";

const ROLES = ["hr", "coordinator", "teacher", "engineer", "mentor", "secretariat", "auditor"];
/** How many pages of one route a role looks at, and how many pages in all. */
const OF_ROUTE = 1;
const OF_ROLE = 60;

/** Pages that no place of a role leads to: a link is asked for, or a form leads there. */
const STARTS: Record<string, string[]> = {
  // A draft of one's own leads to its form.
  hr: ["/placements?state=draft", "/board", "/board/plan", "/calendar", "/manage", "/search?q=1", "/accounts/links", "/imports", "/exports", "/consents", "/credentials", "/hours/missing", "/rules", "/rules/new", "/rules/cn-sh/compare", "/indicators", "/circumstances/1", "/timetable"],
  coordinator: ["/manage", "/search?q=1", "/consents", "/credentials", "/hours/missing", "/openings", "/accounts"],
  teacher: ["/calendar", "/rules", "/openings", "/search?q=1"],
  engineer: ["/openings", "/search?q=1"],
  secretariat: ["/manage", "/members/1/calendar", "/indicators", "/rules", "/rules/cn/edit", "/reporting", "/accounts", "/imports", "/exports", "/search?q=1"],
  auditor: ["/manage", "/reporting", "/exports", "/openings", "/search?q=1"],
};

/** Routes that need something made first, and the spec that looks at them in both languages. */
const ELSEWHERE: Record<string, string> = {
  "/invitation/:secret": "accounts.spec.ts",
  "/imports/:id": "import.spec.ts",
  "/imports/:id/result": "import.spec.ts",
  "/sign-in": "smoke.spec.ts",
};

/** The language is that of the window: desktops read Chinese, phones English. What pages say is judged by the other specs. */
function language(): Language {
  return test.info().project.name === "phone" ? "en" : "zh-CN";
}

/** The routes of the application, from the one place where they are listed. */
async function routes(): Promise<string[]> {
  const shell = await readFile(new URL("../../app/src/shell.rs", import.meta.url), "utf8");
  return [...shell.matchAll(/path!\("([^"]+)"\)/g)].map(([, path]) => path ?? "");
}

/** The route of a path: the one with the fewest parameters that fits. */
function routeOf(path: string, routes: string[]): string | undefined {
  const parts = path.split("/");
  const fits = (route: string): boolean => {
    const names = route.split("/");
    return names.length === parts.length && names.every((name, n) => name.startsWith(":") || name === parts[n]);
  };
  const parameters = (route: string): number => route.split(":").length;
  return routes.filter(fits).sort((a, b) => parameters(a) - parameters(b))[0];
}

/** The pages of this site to which a page leads; files to download are none. */
async function links(page: Page): Promise<string[]> {
  const found = await page
    .locator("a[href^='/']:not([download])")
    .evaluateAll((links) => links.map((link) => (link.getAttribute("href") ?? "").split("#")[0] ?? ""));
  return [...new Set(found)];
}

const visited = new Set<string>();

// One after the other: the last one reads what the others have visited.
test.describe.configure({ mode: "serial" });

for (const role of ROLES) {
  test(`every page within two steps of ${role} is there, whole and accessible`, async ({ page, context, baseURL }) => {
    test.setTimeout(240_000);
    await speak(context, baseURL ?? "", language());
    await signIn(page, role);
    const all = await routes();
    const wrong: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") wrong.push(`${page.url()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => wrong.push(`${page.url()}: ${error.message}`));

    const rail = page.getByRole("navigation", { name: say(language(), "导航", "Places"), exact: true });
    const places = await rail.getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    let level = [...(STARTS[role] ?? []), ...places, "/account"];
    const seen = new Map<string, number>();
    const asked = new Set<string>();
    for (let depth = 0; depth < 3; depth += 1) {
      const next: string[] = [];
      for (const address of level) {
        const route = routeOf(address.split("?")[0] ?? "", all);
        // An address without a route is a file.
        if (route === undefined || asked.has(address) || asked.size >= OF_ROLE) continue;
        if ((seen.get(route) ?? 0) >= OF_ROUTE) continue;
        seen.set(route, (seen.get(route) ?? 0) + 1);
        asked.add(address);
        const response = await page.goto(address);
        expect.soft(response?.status(), `${role} ${address}`).toBe(200);
        if (response?.status() !== 200) continue;
        visited.add(route);
        await look(page).catch((error: Error) => wrong.push(error.message));
        next.push(...(await links(page)));
      }
      level = next;
    }
    expect(wrong).toEqual([]);
    expect(asked.size).toBeGreaterThan(5);
  });
}

test("every page of the application was among them, or is looked at by a spec of its own", async () => {
  const missed = (await routes()).filter((route) => !visited.has(route) && !(route in ELSEWHERE));
  expect(missed).toEqual([]);
});
