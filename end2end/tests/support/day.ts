import { expect, test, type Locator, type Page } from "@playwright/test";
import { look, open } from "./look";
import { signIn, speak, type Language } from "./people";
import { word, type Word } from "./words";

/** Both languages, for specs that read the pages. */
export const LANGUAGES = ["zh-CN", "en"] as const satisfies Language[];

/** Registers a role's working day in both languages; the browser must not report an error on the way. */
export function workingDay(account: string, walk: (day: Day) => Promise<void>): void {
  for (const language of LANGUAGES) {
    test(`a working day of the ${account}, in ${language}`, async ({ page, context, baseURL }) => {
      test.setTimeout(180_000);
      await speak(context, baseURL ?? "", language);
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(`${page.url()}: ${error.message}`));
      await walk(new Day(page, language));
      expect(errors).toEqual([]);
    });
  }
}

/** A day at the pages in one language: the steps that all roles have in common. */
export class Day {
  readonly main: Locator;

  constructor(
    readonly page: Page,
    readonly language: Language,
  ) {
    this.main = page.getByRole("main");
  }

  /** A text of the table of words. */
  word(name: Word): string {
    return word(this.language, name);
  }

  /** One of two values, by language; what a test makes differs by it, so that both can be made in one database. */
  pick<T>(chinese: T, english: T): T {
    return this.language === "zh-CN" ? chinese : english;
  }

  /** Signs in and looks at the home page. */
  async begin(account: string): Promise<void> {
    await signIn(this.page, account);
    await this.look();
  }

  async signIn(account: string): Promise<void> {
    await signIn(this.page, account);
  }

  /** Opens a page that must be there, accessible and not wider than the window. */
  async open(address: string): Promise<void> {
    await open(this.page, address);
  }

  /** Goes to a page without looking at it: another role's part in this role's day. */
  async go(address: string): Promise<void> {
    await this.page.goto(address);
  }

  async look(): Promise<void> {
    await look(this.page);
  }

  /** Expects an address to answer with a status that is no page of the reader's. */
  async refused(address: string, ...statuses: number[]): Promise<void> {
    const response = await this.page.goto(address);
    expect(statuses, `${address} answers ${response?.status()}`).toContain(response?.status());
  }

  button(name: Word): Locator {
    return this.main.getByRole("button", { name: this.word(name), exact: true });
  }

  link(name: Word): Locator {
    return this.main.getByRole("link", { name: this.word(name), exact: true });
  }

  field(name: string): Locator {
    return this.main.locator(`[name="${name}"]`);
  }

  /** The form of the page that posts to an address. */
  form(action: string): Locator {
    return this.main.locator(`form[action^="${action}"]`);
  }

  async fill(values: Record<string, string>): Promise<void> {
    for (const [name, value] of Object.entries(values)) await this.field(name).fill(value);
  }

  /** Chooses the option of a select whose text holds `text`. */
  async choose(name: string, text: string): Promise<void> {
    const select = this.main.locator(`select[name="${name}"]`);
    const value = await select.locator("option", { hasText: text }).first().getAttribute("value");
    await select.selectOption(value ?? "");
  }

  /** Presses a button of the page and expects to be told that it was done. */
  async press(name: Word): Promise<void> {
    await this.button(name).first().click();
    await this.told();
  }

  /** Expects the notice of what was just done, and nothing that has to be mended. */
  async told(): Promise<void> {
    await expect(this.page.getByRole("status").first()).toBeVisible();
    await expect(this.page.getByRole("alert")).toHaveCount(0);
  }

  /** The path of the page shown. */
  path(): string {
    return new URL(this.page.url()).pathname;
  }

  /** The value of a named fact. */
  fact(name: Word): Locator {
    const term = this.page.locator("dt", { hasText: new RegExp(`^\\s*${this.word(name)}\\s*$`) });
    return this.main.locator("dl > *", { has: term }).locator("dd").first();
  }

  rows(): Locator {
    return this.main.locator("table.table tbody tr");
  }

  /** The address of the first thing in a list. */
  async firstOf(list: string): Promise<string> {
    await this.go(list);
    return (await this.rows().first().getByRole("link").first().getAttribute("href")) ?? "";
  }

  /** The places of the rail, each once. */
  async places(): Promise<string[]> {
    const rail = this.page.getByRole("navigation", { name: this.word("places"), exact: true });
    const places = await rail.getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    return [...new Set(places)];
  }

  /** What waits on the home page: how many of what, and where they are. */
  async needs(): Promise<{ count: number; href: string }[]> {
    return this.main.locator("a.need, a.need-line").evaluateAll((cards) =>
      cards.map((card) => ({
        count: Number(card.querySelector(".need-count, .need-line-count")?.textContent),
        href: card.getAttribute("href") ?? "",
      })),
    );
  }

  /** Downloads the file behind a link and answers its text. */
  async download(link: Locator): Promise<string> {
    const [download] = await Promise.all([this.page.waitForEvent("download"), link.click()]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString("utf8");
  }
}

/** The first number in a text, thousands separated or not. */
export function number(text: string): number {
  return Number(/-?[\d,]*\.?\d+/.exec(text)?.[0].replaceAll(",", ""));
}

/** The hours in an amount such as `44.6 days (356.5 h)` or `3 h`. */
export function hours(amount: string): number {
  return number(/[（(]([^）)]*)/.exec(amount)?.[1] ?? amount);
}
