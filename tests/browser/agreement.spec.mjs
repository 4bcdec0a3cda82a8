// Performance agreements of three levels from the example's plan: head of agency with the governor (signed in the example),
// head of division, staff; drafted, linked, agreed, signed, printed, revised; the cascade and the tree follow. And the yearly
// report that tells what came of them.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { violations } from "./kit/axe.mjs";
import { openBrowser, People, storyOf, text } from "./kit/browser.mjs";
import { pdfText } from "./kit/pdf.mjs";
import { startRegion } from "./kit/region.mjs";

const kAgency = "Dinas Komunikasi dan Informatika", kDivision = "Infrastruktur TIK";
const kHead = "Kepala Dinas Komunikasi dan Informatika", kChief = "Kepala Bidang Infrastruktur TIK", kStaff = "Pranata Komputer Ahli Muda";
const kIndicator = "Perangkat daerah terlayani internet";

describe("performance agreements", { concurrency: 1 }, () => {
  let browser, region, people, context, page, division;
  const story = storyOf(it, () => people);

  before(async () => {
    region = await startRegion();
    browser = await openBrowser();
    people = new People(browser, region);
    context = await people.as("perencana", { serviceWorkers: "block" });
    page = await context.newPage();
  });
  after(async () => {
    for (const one of people?.contexts ?? []) one.watch.expectNone();
    await browser?.close();
    await region?.stop();
  });

  const main = () => text(page.locator("main"));
  const noBarrier = async () => assert.deepEqual(await violations(page), [], page.url());
  const press = (name) => Promise.all([page.waitForNavigation(), page.getByRole("button", { name, exact: true }).first().click()]);
  const at = () => new URL(page.url()).pathname;
  async function paper(address) {
    const answer = await context.request.get(region.url(address + "/paper.pdf"), { timeout: 120_000 });
    assert.equal(answer.status(), 200, await answer.text().then((body) => body.slice(0, 300)));
    return pdfText(await answer.body()).replaceAll(/\s+/g, " ");
  }

  // Drafts for the division and links it to the agreement above; answers its address.
  async function draft(level, first, second, above) {
    await page.goto(region.url("/agreements/new"));
    await page.selectOption("#unit", { label: `${kAgency} – ${kDivision}` });
    await page.selectOption("#level", level);
    for (const [id, value] of [["year", "2024"], ["first_name", `${first} (contoh)`], ["first_position", first], ["first_rank", "Pembina"],
      ["second_name", `${second} (contoh)`], ["second_position", second]])
      await page.fill(`#${id}`, value);
    await Promise.all([page.waitForURL(/\/agreements\/\d+\/edit/), page.locator("main form .btn").first().click()]);
    await noBarrier();
    assert.ok((await main()).includes(kIndicator), "proposed from the plan");
    await page.selectOption("#superior", { label: above });
    await page.fill("#place", "Kupang");
    await press("Simpan");
    return at();
  }
  async function sign() {
    await press("Sepakati");
    await page.fill("#day", "2024-01-17");
    await press("Catat penandatanganan");
    assert.ok((await main()).includes("Ditandatangani"));
  }

  story("a division's and its staff's are drafted from the plan below the head's, agreed and signed", async () => {
    division = await draft("division", kChief, kHead, kHead);
    await sign();
    await noBarrier();
    const staff = await draft("staff", kStaff, kChief, kChief);
    await sign();
    await page.goto(region.url("/agreements"));
    const list = await main();
    for (const post of [kHead, kChief, kStaff]) assert.ok(list.includes(post), post);
    assert.notEqual(staff, division);
    await noBarrier();
  });

  story("the paper is a PDF with statement, annex and action plan", async () => {
    const words = await paper(division);
    for (const part of [kChief, kHead, "Pembina", kIndicator, "Kupang", "LAMPIRAN", "RENCANA AKSI"])
      assert.ok(words.toLowerCase().includes(part.toLowerCase()), `${part} in: ${words.slice(0, 1500)}`);
  });

  story("achievement comes from the measurements, quarter by quarter", async () => {
    await page.goto(region.url(division + "?period=2024-Q3"));
    const row = page.locator("tr", { hasText: kIndicator }).first();
    assert.match(await text(row), /36 dari 34/);
    assert.ok((await text(row)).includes(kStaff), "who carries it below");
    await page.goto(region.url(division + "?period=2024-Q4"));
    await noBarrier();
  });

  story("a revision is a new version; the signed one counts until it is signed", async () => {
    await page.goto(region.url(division));
    await page.locator('form:has(button[value="revise"]) [name="words"]').fill("Perubahan APBD");
    await press("Susun perubahan");
    const next = at();
    assert.notEqual(next, division);
    await page.goto(region.url(next + "/edit"));
    const line = page.locator("tr", { hasText: kIndicator }).first();
    await line.locator('input[name^="target_"]').fill("36");
    await press("Simpan");
    assert.ok((await paper(division)).includes("34"), "what was signed stays");
    await sign();
    const words = (await paper(next)).toLowerCase();
    assert.ok(words.includes("perjanjian kinerja perubahan"), words.slice(0, 300));
    await page.goto(region.url(division));
    assert.ok((await main()).includes("Diganti perubahan"));
    await page.goto(region.url(next + "?period=2024-Q3"));
    assert.match(await text(page.locator("tr", { hasText: kIndicator }).first()), /36 dari 36/);
  });

  story("the tree of performance names who carries what", async () => {
    await page.goto(region.url("/agreements"));
    await page.getByRole("link", { name: "Pohon kinerja" }).first().click();
    await page.waitForLoadState();
    const tree = await text(page.locator(".pokin"));
    for (const post of [kHead, kChief, kStaff]) assert.ok(tree.includes(post), post);
    await noBarrier();
  });

  story("the yearly report is made from them, written, and printed with its contents", async () => {
    await page.goto(region.url("/reports"));
    if (await page.locator('tbody a[href^="/reports/"]').count()) {
      await page.locator('tbody a[href^="/reports/"]').first().click();
      await page.waitForURL(/\/reports\/\d+/);
    } else {
      await page.selectOption("#unit", { label: kAgency });
      await page.fill("#year", "2024");
      await press("Susun laporan");
    }
    const report = at();
    await noBarrier();
    await page.goto(region.url(report + "/chapters/introduction"));
    await page.locator("#body-issues").fill("Sinyal belum menjangkau {indicators} desa.");
    await Promise.all([page.waitForNavigation(), page.locator('form:has(#body-issues) button').click()]);
    await noBarrier();
    await page.goto(region.url(report + "/chapters/accountability"));
    await noBarrier();
    const words = await paper(report);
    for (const part of ["DAFTAR ISI", "BAB III", kIndicator, "105,88 %", "60,47 %", "Sinyal belum menjangkau"])
      assert.ok(words.toLowerCase().includes(part.toLowerCase()), part);
    assert.match(words, /Bab III Akuntabilitas Kinerja\s+\d+/, "with its page");
  });
});
