// Pictures of every page: node look.mjs FOLDER. Small and large, light and dark; to be looked at by people.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { openBrowser, People } from "./kit/browser.mjs";
import { allPages, kOpenPages } from "./kit/pages.mjs";
import { day, startRegion } from "./kit/region.mjs";

const [folder, ...wanted] = process.argv.slice(2);
if (!folder) throw new Error("usage: node look.mjs FOLDER [LOGIN@TARGET …]");
mkdirSync(folder, { recursive: true });
const region = await startRegion({
  prepare: (run) => run("quarter", "set", "2024-Q4", "--opens", day(-5), "--closes", day(20)),
});
const browser = await openBrowser();
try {
  const people = new People(browser, region);
  const pages = wanted.length > 0 ? wanted.map((one) => one.split(/@(.*)/s)) : [...kOpenPages.map((target) => ["", target]), ...(await allPages(people, region))];
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [390, 1280]) {
      const options = { colorScheme, viewport: { width, height: width < 640 ? 844 : 900 }, serviceWorkers: "block" };
      for (const [login, target] of pages) {
        const context = login ? await people.as(login, options) : await people.context(options);
        const page = await context.newPage();
        await page.goto(region.url(target), { waitUntil: "networkidle" });
        const name = (target.replaceAll(/[^\w]+/g, "-").replace(/^-|-$/g, "") || "home") + `-${width}-${colorScheme}.png`;
        await page.screenshot({ path: path.join(folder, name), fullPage: true });
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
  await region.stop();
}
