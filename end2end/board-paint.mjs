// When the board is painted, and how smoothly a bar is dragged: node board-paint.mjs <address> <invitation>.
// Prints the milliseconds to the first contentful paint, the frames of a drag, and how many of them were late.
import { chromium } from "@playwright/test";

const [address, invitation] = process.argv.slice(2);
const args = [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-background-networking", "--disable-gpu"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(new URL(new URL(invitation, address).pathname, address).href);
  await page.locator("input[name=password]").fill("a long bench password");
  await page.locator("input[name=again]").fill("a long bench password");
  await page.locator("form[action$='set_password'] button").click();
  await page.waitForURL((url) => !url.pathname.startsWith("/invitation"));

  await page.goto(`${address}/board?span=year&state=draft`);
  // The entry may come after the page has loaded.
  const paint = await page.evaluate(
    () =>
      new Promise((told) => {
        const observer = new PerformanceObserver((list) => {
          const first = list.getEntriesByName("first-contentful-paint")[0];
          if (first) told(first.startTime);
        });
        observer.observe({ type: "paint", buffered: true });
      }),
  );

  const shape = page.locator('#board-live .board-bar[data-change="edit"] .board-shape rect').first();
  const box = await shape.boundingBox();
  if (box === null) throw new Error("there is no draft to drag");
  await page.evaluate(() => {
    const times = [];
    const note = (time) => {
      times.push(time);
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
    window.frameTimes = times;
  });
  const y = box.y + box.height / 2;
  const x = box.x + box.width / 2;
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 0; step < 120; step += 1) {
    await page.mouse.move(x + Math.sin(step / 10) * 60, y);
  }
  await page.keyboard.press("Escape");
  await page.mouse.up();
  const times = await page.evaluate(() => window.frameTimes);
  const gaps = times.slice(1).map((time, n) => time - times[n]);
  const dropped = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / (1000 / 60)) - 1), 0);
  console.log(Math.round(paint), gaps.length, dropped);
} finally {
  await browser.close();
}
