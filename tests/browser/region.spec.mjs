// Published results: imported with a preview, side by side, one against its level and over the years; all of it without
// barriers, small and large, light and dark, and printed.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { violations } from "./kit/axe.mjs";
import { openBrowser, People, storyOf, text } from "./kit/browser.mjs";
import { startRegion } from "./kit/region.mjs";
import { upload } from "./kit/samples.mjs";

const kPredicates = [[4.2, "Memuaskan"], [3.5, "Sangat Baik"], [2.6, "Baik"], [1.8, "Cukup"], [0, "Kurang"]];
const half = (value, places) => Math.floor(value * 10 ** places + 0.5 + 1e-9) / 10 ** places;

// One line whose figures follow from whole levels, as published ones do. Sums: items 1–10, 11–20, 21–31, 32–41, 42–47.
function line(year, institution, [a, b, c, d, e]) {
  const index = (a * 130 + b * 250 + c * 150 + d * 275 + e * 300) / 10_000, printed = half(index, 2);
  const predicate = kPredicates.find(([from]) => index >= from)[1];
  const domains = [a / 10, b / 10, half(c / 11, 2), half((d * 2.75 + e * 3) / 45.5, 2)];
  return `${year},Pemerintah Daerah di Nusa Tenggara Timur,${institution},${domains.join(",")},${printed},${predicate}`;
}

function table(shift = 0) {
  const rows = ["tahun,table,instansi,d1,d2,d3,d4,indeks,predikat"];
  for (const year of [2024, 2025]) {  // after those of the example
    const more = year - 2024;
    rows.push(line(year, "Pemerintah Provinsi Nusa Tenggara Timur", [30 + more, 25 + more, 20, 35 + more, 20]));
    for (let i = 0; i < 22; ++i)
      rows.push(line(year, `Pemerintah Kab. Contoh ${String.fromCharCode(65 + i)}`,
        [12 + i + more, 14 + i + shift, 13 + (i % 20), 20 + i + more, 12 + (i % 15)]));
  }
  return rows.join("\n") + "\n";
}

describe("published results", { concurrency: 1 }, () => {
  let browser, region, people;
  const story = storyOf(it, () => people);

  before(async () => {
    region = await startRegion();
    browser = await openBrowser();
    people = new People(browser, region);
  });
  after(async () => {
    await browser?.close();
    await region?.stop();
  });

  async function importTable(page, csv) {
    await page.goto(region.url("/region/import"));
    await page.setInputFiles("#file", upload("hasil.csv", "text/csv", Buffer.from(csv)));
    await page.getByRole("button", { name: "Lihat pratinjau" }).click();
    await page.locator("main h1", { hasText: "hasil.csv" }).waitFor();
  }

  async function expectNoBarrier(page) {
    for (const viewport of [{ width: 1280, height: 900 }, { width: 390, height: 844 }])
      for (const colorScheme of ["light", "dark"]) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await violations(page), [], `${page.url()}, ${viewport.width} px, ${colorScheme}`);
      }
    await page.setViewportSize({ width: 320, height: 640 });
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320, page.url());
    await page.setViewportSize({ width: 1280, height: 900 });
  }

  story("a table is looked at before it is kept, and twice changes nothing", async () => {
    const context = await people.as("evaluator");
    const page = await context.newPage();
    await importTable(page, table());
    assert.match(await text(page.locator("main")), /46 baris terbaca/);
    assert.match(await text(page.locator("main")), /Semua nilai wajar/);
    await expectNoBarrier(page);
    await page.getByRole("button", { name: "Simpan hasil ini" }).click();
    await page.getByText("Hasil evaluasi disimpan.").waitFor();
    await importTable(page, table());
    assert.match(await text(page.locator("main")), /Semua sudah ada/);
    await importTable(page, table(1).replace("Contoh C,", "Contoh C ,"));
    assert.match(await text(page.locator("main")), /Diganti: 44/);
    await expectNoBarrier(page);
    await page.goto(region.url("/region/import"));
    await page.setInputFiles("#file", upload("salah.csv", "text/csv", Buffer.from("tahun,instansi,indeks\n2023,,x\n")));
    await page.getByRole("button", { name: "Lihat pratinjau" }).click();
    assert.match(await text(page.locator(".error-summary")), /Baris 2: Nama instansi masih kosong/);
    await expectNoBarrier(page);
    context.watch.expectNone();
    await context.close();
  });

  story("regions stand side by side, ranked, filtered by the address", async () => {
    const context = await people.as("kepala");
    const page = await context.newPage();
    await page.goto(region.url("/region"));
    assert.match(await text(page.locator("main")), /23 instansi, rata-rata indeks/);
    await expectNoBarrier(page);
    await page.selectOption("#level", "regency");
    await page.fill("#name", "contoh v");
    await page.getByRole("button", { name: "Tampilkan" }).click();
    assert.equal(await page.locator("tbody tr").count(), 1);
    assert.match(page.url(), /level=regency/);
    await page.getByRole("link", { name: "Kab. Contoh V" }).click();
    assert.match(await text(page.locator("main")), /Kab\. Contoh V: indeks .* dari 22 kabupaten; rata-rata .*, terbaik/);
    assert.equal(await page.locator("svg.chart-radar").count(), 1);
    assert.equal(await page.locator("svg.chart-line").count(), 1);
    await expectNoBarrier(page);
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator("svg.chart-radar").isVisible());
    context.watch.expectNone();
    await context.close();
  });
});
