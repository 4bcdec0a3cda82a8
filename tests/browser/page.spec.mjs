// Every page, whoever opens it: no barrier that axe finds (small and large screen, light and dark), no scrolling sideways
// at 320 px, within its bytes, nothing from elsewhere, and only for those who have logged in.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { violations } from "./kit/axe.mjs";
import { openBrowser, People } from "./kit/browser.mjs";
import { allPages, kOpenPages } from "./kit/pages.mjs";
import { day, startRegion } from "./kit/region.mjs";

const kPageBytesMost = 20_000, kChartPageBytesMost = 35_000, kCssBytesMost = 12_000, kJsBytesMost = 15_000;
const kLarge = { width: 1280, height: 900 }, kSmall = { width: 390, height: 844 };
// The looks take turns from page to page, as all pages share their layout and their colours; SINERGI_ALL_LOOKS=1 takes every
// page in every look.
const kEveryLook = [[kLarge, "light"], [kSmall, "dark"], [kLarge, "dark"], [kSmall, "light"]];
const kLooks = process.env.SINERGI_ALL_LOOKS ? [kEveryLook] : kEveryLook.map((look) => [look]);
const kSmallest = { width: 320, height: 640 };

describe("every page", { concurrency: 1 }, () => {
  let browser, region, people, stranger, visited = 0;
  const found = { barriers: [], wide: [], heavy: [], faults: [], open: [] };
  const css = new Map(), assets = new Map();  // bytes by address

  before(async () => {
    region = await startRegion({
      prepare: (run) => run("quarter", "set", "2024-Q4", "--opens", day(-5), "--closes", day(20)),
    });
    browser = await openBrowser();
    people = new People(browser, region);
    stranger = await people.context();
    await visitAll();
  });
  after(async () => {
    await browser?.close();
    await region?.stop();
  });

  async function visitAll() {
    const byLogin = new Map([["", kOpenPages]]);
    for (const [login, target] of await allPages(people, region)) byLogin.set(login, [...(byLogin.get(login) ?? []), target]);
    for (const [login, targets] of byLogin) {
      const context = login ? await people.as(login, { serviceWorkers: "block" }) : await people.context({ serviceWorkers: "block" });
      const page = await context.newPage();
      for (const target of targets) {
        await visit(page, target);
        if (login) await knock(target);
      }
      found.faults.push(...context.watch.faults);
      await context.close();
    }
  }

  // One load; the rest is the same page in other sizes and colours.
  async function visit(page, target) {
    await page.setViewportSize(kLarge);
    await page.goto(region.url(target));
    await weigh(page, target);
    for (const [size, colorScheme] of kLooks[visited++ % kLooks.length]) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme });
      for (const line of await violations(page)) found.barriers.push(`${target}, ${size.width} px, ${colorScheme}: ${line}`);
    }
    await page.setViewportSize(kSmallest);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > kSmallest.width) found.wide.push(`${target}: ${width} px`);
  }

  async function weigh(page, target) {
    const { request } = page.context();
    const html = await (await request.get(region.url(target))).body();
    const most = (await page.locator("main svg").count()) ? kChartPageBytesMost : kPageBytesMost;
    const bytes = html.length > most ? brotliCompressSync(html).length : html.length;
    if (bytes > most) found.heavy.push(`${target}: ${bytes} bytes of HTML`);
    let scripts = 0;
    for (const url of await page.evaluate(() => performance.getEntriesByType("resource").map((one) => one.name))) {
      if (!/\.(js|css)$/.test(url)) continue;
      if (!assets.has(url)) assets.set(url, gzipSync(await (await request.get(url)).body()).length);
      const size = assets.get(url);
      if (url.endsWith(".css")) css.set(url, size);
      else scripts += size;
    }
    if (scripts > kJsBytesMost) found.heavy.push(`${target}: ${scripts} bytes of scripts`);
  }

  // Who is not logged in is sent to the log-in, and from there on.
  async function knock(target) {
    if (target === "/there-is-no-such-page") return;
    const answer = await stranger.request.get(region.url(target), { maxRedirects: 0 });
    const to = new URL(answer.headers().location ?? "/", region.url("/"));
    if (to.pathname !== "/login" || to.searchParams.get("next") !== target) found.open.push(`${target}: ${answer.status()}`);
  }

  it("axe finds no barrier", () => assert.deepEqual(found.barriers, []));
  it("nothing scrolls sideways at 320 px", () => assert.deepEqual(found.wide, []));
  it("pages and scripts stay within their bytes", () => assert.deepEqual(found.heavy, []));
  it("nothing leaves the origin, no policy is violated, no script fails", () => assert.deepEqual(found.faults, []));
  it("who is not logged in is sent to the log-in", () => assert.deepEqual(found.open, []));
  it("all style sheets together stay within their bytes", () => {
    assert.ok(css.size >= 5, `only ${css.size} style sheets were seen`);
    const bytes = [...css.values()].reduce((sum, size) => sum + size, 0);
    assert.ok(bytes <= kCssBytesMost, `${bytes} bytes`);
  });
});
