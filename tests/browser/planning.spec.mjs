// A planner's year: Renstra and Renja filled from files, the reviewer's checklist, an indicative ceiling that is exceeded and
// kept, stages locked and compared, and the final Renja as the plan that is measured.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { violations } from "./kit/axe.mjs";
import { openBrowser, People, storyOf } from "./kit/browser.mjs";
import { startRegion } from "./kit/region.mjs";

const kHead = "Tingkat;Kode;Uraian;Mendukung;Indikator;Satuan;Data awal;Target 2027;Pagu 2027;Pagu 2028\n";
const kRenstra = kHead + "Sasaran;;Layanan informasi membaik;;Kepuasan;%;65;70;;\nProgram;2.16.02;Informasi publik;;Kepuasan;%;65;70;1.000;\n";
const kRenja = kHead + "Program;2.16.02;Informasi publik;;Kepuasan;%;65;70;;\n" +
  "Kegiatan;2.16.02.2.01;Pengelolaan informasi publik;;Layanan;Layanan;1;3;;\n" +
  "Sub kegiatan;2.16.02.2.01.0014;Relasi media;;Laporan;Laporan;1;4;400;450\n";
const kMore = "Sub kegiatan;2.16.02.2.01.0032;Konten;;Konten;Konten;1;10;500;\n";

describe("a planning year", { concurrency: 1 }, () => {
  let browser, region, people, page, renstra, renja;
  const story = storyOf(it, () => people);

  before(async () => {
    region = await startRegion();
    browser = await openBrowser();
    people = new People(browser, region);
    page = await (await people.as("perencana", { serviceWorkers: "block" })).newPage();
  });
  after(async () => {
    for (const context of people?.contexts ?? []) context.watch.expectNone();
    await browser?.close();
    await region?.stop();
  });

  const main = () => page.locator("main").innerText();
  const noBarrier = async () => assert.deepEqual(await violations(page), [], page.url());
  async function press(name) {
    await page.locator("main").getByRole("button", { name, exact: true }).first().click();
    await page.waitForLoadState();
  }
  async function make(kind, title, above) {
    await page.goto(region.url("/planning/new"));
    await page.selectOption("#kind", kind);
    await page.selectOption("#unit", { label: "Dinas Komunikasi dan Informatika" });
    await page.fill("#title", title);
    await page.fill("#year_from", "2027");
    await page.fill("#year_to", "2027");
    if (above) await page.selectOption("#above", above.split("/").pop());
    await Promise.all([page.waitForURL(/\/planning\/\d+/), page.locator("main form .btn").first().click()]);
    return new URL(page.url()).pathname;
  }
  async function upload(document, csv) {
    await page.goto(region.url(document + "/import"));
    await page.setInputFiles("input[type=file]", { name: "isi.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
    await press("Lihat perubahannya");
  }
  async function fill(document, csv) {
    await upload(document, csv);
    await noBarrier();
    await press("Simpan isi ini");
    assert.ok(page.url().includes(document), page.url());
  }
  async function lock(reason) {
    await page.goto(region.url(renja));
    await page.fill("#reason", reason);
    await press("Kunci dan buka tahap berikutnya");
  }

  story("Renstra and Renja are filled from files; a faulty file is told by its cell and kept out", async () => {
    renstra = await make("renstra", "Renstra 2027");
    await fill(renstra, kRenstra);
    renja = await make("renja", "Renja 2027", renstra);
    await upload(renja, kHead + "Program;2.16.02;P;;;;;;bukan uang;\n");
    assert.ok((await main()).includes("I2"));
    assert.equal(await page.getByRole("button", { name: "Simpan isi ini" }).count(), 0);
    await fill(renja, kRenja);
    assert.ok((await main()).includes("Relasi media"));
    await noBarrier();
  });

  story("the checklist says what is missing, and a ceiling is held against the sum", async () => {
    await page.goto(region.url(renja + "/findings"));
    assert.ok((await main()).includes("T-C.32"));
    await noBarrier();
    await page.goto(region.url("/planning/ceilings?year=2027"));
    await page.selectOption("#unit", { label: "Dinas Komunikasi dan Informatika" });
    await page.fill("#amount", "600");
    await page.locator("main form", { has: page.locator("#amount") }).locator(".btn").first().click();
    await page.waitForLoadState();
    await noBarrier();
    assert.match(await main(), /Rp 600\s+Rp 400\s+.*Rp 200/, "ceiling, planned, still free");
  });

  story("a stage is locked, the next is changed, and the difference is shown", async () => {
    await lock("BA 1");
    await fill(renja, kRenja + kMore);
    await page.goto(region.url(renja + "/differences"));
    assert.ok((await main()).includes("Konten"));
    await noBarrier();
    await page.goto(region.url(renja + "/findings"));
    assert.match(await main(), /pagu indikatif/i);
  });

  story("within the ceiling and locked as final it becomes the plan that is measured", async () => {
    await fill(renja, kRenja);
    for (const stage of ["BA 2", "BA 3", "BA 4"]) await lock(stage);
    await page.goto(region.url(renja));
    await page.locator(`a[href="${renja}/plan"]`).click();
    await page.waitForLoadState();
    await noBarrier();
    assert.ok((await main()).includes("Relasi media"));
    await page.locator("main form .btn:not(.secondary)").first().click();
    await page.waitForLoadState();
    const head = await (await people.as("kepala")).newPage();
    await head.goto(region.url("/plan?period=2027-Q1"));
    assert.ok((await head.locator("main").innerText()).includes("Relasi media"));
  });
});
