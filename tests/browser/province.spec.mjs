// A province looks at its regencies: side by side, filtered, down to the record, under other rules; for everybody's eyes.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { violations } from "./kit/axe.mjs";
import { openBrowser, People, text } from "./kit/browser.mjs";
import { startRegion } from "./kit/region.mjs";

describe("province", { concurrency: 1 }, () => {
  let browser, region, people;
  const found = [];  // pages met on the way down, for the accessibility check

  before(async () => {
    region = await startRegion({ demo: false, prepare: (run) => run("demo", "--regencies") });
    browser = await openBrowser();
    people = new People(browser, region);
  });
  after(async () => {
    await browser?.close();
    await region?.stop();
  });

  it("stands side by side, sorts and filters by the address", async () => {
    const context = await people.as("evaluator");
    const page = await context.newPage();
    await page.goto(region.url("/government?period=2024-Q3"));
    await page.getByRole("link", { name: "Kabupaten/kota" }).click();
    await page.waitForURL(/\/province/);
    const rows = page.locator("tbody tr");
    assert.equal(await rows.count(), 23, "the province itself and 22 below it");
    assert.match(await text(page.locator("h1")), /^\d+ dari 22 kabupaten\/kota|^Tidak satu pun/);
    await page.selectOption("#p-level", "city");
    await page.getByRole("button", { name: "Tampilkan" }).click();
    await page.waitForURL(/level=city/);
    assert.equal(await rows.count(), 2);
    assert.match(await text(rows.nth(1)), /Kota Kupang/);
    await page.goto(region.url("/province?period=2024-Q3&affair=1.02"));
    await page.getByRole("link", { name: "Perubahan" }).click();
    await page.waitForURL(/sort=change/);
    assert.match(page.url(), /affair=1\.02/);
    assert.equal(await page.locator("th[aria-sort]").count(), 1);
    await context.close();
  });

  it("leads down to the history of one figure, reading only", async () => {
    const context = await people.as("evaluator");
    const page = await context.newPage();
    await page.goto(region.url("/province?period=2024-Q3"));
    const follow = async (locator) => {
      await locator.first().click();
      await page.waitForLoadState();
      found.push(new URL(page.url()).pathname + new URL(page.url()).search);
      assert.match(await text(page.locator("main")), /dari atas: hanya membaca/);
    };
    await follow(page.getByRole("link", { name: "Kabupaten Sikka" }));
    await follow(page.getByRole("link", { name: "Dinas Kesehatan" }));
    await follow(page.getByRole("link", { name: "Lihat tabel" }));
    await follow(page.getByRole("link", { name: "Pengelolaan Pelayanan Kesehatan Ibu Hamil" }));
    await follow(page.getByRole("link", { name: "Jumlah ibu hamil yang dilayani" }));
    assert.match(await text(page.locator("main")), /Prakiraan akhir tahun/);
    assert.ok(page.url().includes("/g/53.07/explain/indicator/"));
    await page.getByRole("link", { name: "Kembali" }).click();
    await page.waitForURL(region.url("/province"));
    await context.close();
  });

  it("a scenario shows its effect, and its link the same", async () => {
    const context = await people.as("evaluator");
    const page = await context.newPage();
    await page.goto(region.url("/scenario?period=2024-Q3"));
    const before = await text(page.locator("table").last());
    await page.selectOption("#s-cap", "none");
    await page.selectOption("#s-add", { index: 1 });
    await page.getByRole("button", { name: "Hitung" }).click();
    await page.waitForURL(/cap=none/);
    await page.locator('input[name^="t"]').fill("1");
    await page.getByRole("button", { name: "Hitung" }).click();
    await page.waitForURL(/[?&]t\d+=1/);
    const after = await text(page.locator("table").last());
    assert.notEqual(after, before);
    await page.getByRole("link", { name: "Tautan untuk dibagikan" }).click();
    await page.waitForLoadState();
    assert.equal(await text(page.locator("table").last()), after);
    await context.close();
  });

  it("no barrier, wide and narrow, light and dark", async () => {
    const pages = ["/province?period=2024-Q3", "/government?period=2024-Q3", "/scenario?of=below&period=2024-Q3&weights=by_ceiling",
      "/scenario?period=2024-Q3&cap=none", "/dashboard?period=2024-Q3", ...found];
    for (const colorScheme of ["light", "dark"]) {
      for (const width of [390, 1280]) {
        const context = await people.as("evaluator", { colorScheme, viewport: { width, height: 900 } });
        const page = await context.newPage();
        for (const target of pages) {
          await page.goto(region.url(target));
          assert.deepEqual(await violations(page), [], `${target} ${width} ${colorScheme}`);
          const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          assert.ok(beyond <= 0, `${target} is ${beyond} px too wide at ${width}`);
        }
        await context.close();
      }
    }
  });
});
