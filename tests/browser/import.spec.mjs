// Files as agencies have them: a real workbook and a real SIPD export become plans, broken files become errors, and
// the doctor names wrong cells and hands back a corrected copy.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { openBrowser, People, storyOf, text } from "./kit/browser.mjs";
import { hasOffice, readSheet } from "./kit/office.mjs";
import { caseFile, startRegion } from "./kit/region.mjs";
import { kXlsx, upload } from "./kit/samples.mjs";

const kWorkbook = caseFile("e81/evaluasi-renja-2025-tw4.xlsx");
const kSipd = caseFile("sipd/renja-2026-kominfo.json");
const kAgency = "Badan Perencanaan dan Litbang Contoh";
const unlessThere = (file, name) => ({ skip: !file && `the real case ${name} is not beside this checkout` });

describe("files of agencies", { concurrency: 1 }, () => {
  let browser, region, people, planner, page;
  const step = storyOf(it, () => people);

  before(async () => {
    region = await startRegion({
      prepare: (run) => {
        run("unit", "add", "5.01.5.05.0.00.01.0000", kAgency);
        run.with("sandi-perencana-baru\n", "user", "add", "perencana.baru", "--name", "Perencana Baru",
          "--role", "planner", "--unit", "5.01.5.05.0.00.01.0000");
      },
    });
    browser = await openBrowser();
    people = new People(browser, region);
    planner = await people.as("perencana.baru", {}, "sandi-perencana-baru");
    page = await planner.newPage();
  });
  after(async () => {
    await browser?.close();
    await region?.stop();
  });

  async function preview(kind, name, mimeType, content) {
    await page.goto(region.url("/import"));
    await page.check(`input[name="kind"][value="${kind}"]`);
    await page.setInputFiles("#file", upload(name, mimeType, content));
    await page.getByRole("button", { name: "Lihat perubahannya" }).click();
    await page.waitForLoadState();
  }

  // What the plan page shows of a year: rows of nodes, with their level.
  async function levels(year) {
    const plan = await planner.newPage();
    await plan.goto(region.url(`/plan?period=${year}-Q4`));
    const codes = await plan.locator("tbody th .code").allInnerTexts();
    await plan.close();
    return codes.map((code) => code.replace(/[\d.\s]+$/, "").trim());
  }

  step("the planner of a new agency has no plan yet", async () => {
    await page.goto(region.url("/plan?period=2025-Q4"));
    assert.match(await text(page.locator("main")), /Belum ada rencana/);
  });

  step("a broken workbook is refused and nothing is written", async () => {
    await preview("e81", "rusak.xlsx", kXlsx, Buffer.from("PK\x03\x04 this is no workbook"));
    assert.equal(await text(page.locator("h1")), "Tidak dapat dilanjutkan");
    await preview("sipd", "rusak.json", "application/json", Buffer.from('{"data": ['));
    assert.equal(await text(page.locator("h1")), "Tidak dapat dilanjutkan");
    assert.deepEqual(await levels(2025), []);
  });

  step("a real E.81 workbook: preview, confirm, evaluation", unlessThere(kWorkbook, "E.81"), async () => {
    await preview("e81", "evaluasi.xlsx", kXlsx, readFileSync(kWorkbook));
    assert.match(await text(page.locator("main")), /Belum ada yang disimpan/);
    assert.deepEqual(await levels(2025), [], "a preview writes nothing");
    await page.getByRole("button", { name: "Simpan perubahan ini" }).click();
    await page.getByText("Berkas sudah diambil ke dalam rencana.").waitFor();
    await page.goto(region.url("/evaluation?period=2025-Q4"));
    assert.match(await text(page.locator("main")), /81,66\s?%/);
  });

  step("the same workbook again changes nothing", unlessThere(kWorkbook, "E.81"), async () => {
    await preview("e81", "evaluasi.xlsx", kXlsx, readFileSync(kWorkbook));
    assert.match(await text(page.locator("main")), /Semua isi berkas sudah ada; tidak ada yang berubah/);
    assert.equal(await page.getByRole("button", { name: "Simpan perubahan ini" }).count(), 0);
  });

  step("a real SIPD export: 37 sub-activities, its traps as findings", unlessThere(kSipd, "SIPD"), async () => {
    await preview("sipd", "renja.json", "application/json", readFileSync(kSipd));
    assert.ok((await page.locator("section", { hasText: "Temuan" }).locator("tbody tr").count()) > 0, "no findings");
    await page.getByRole("button", { name: "Simpan perubahan ini" }).click();
    await page.getByText("Berkas sudah diambil ke dalam rencana.").waitFor();
    const found = await levels(2026);
    assert.equal(found.filter((level) => /sub/i.test(level)).length, 37, found.join(", "));
    await preview("sipd", "renja.json", "application/json", readFileSync(kSipd));
    assert.match(await text(page.locator("main")), /tidak ada yang berubah/);
  });

  step("the doctor: drop a file, read its faults by cell, open the corrected copy", unlessThere(kWorkbook, "E.81"), async () => {
    await page.goto(region.url("/doctor"));
    await drop(readFileSync(kWorkbook), "evaluasi.xlsx");
    await page.getByRole("button", { name: "Periksa", exact: true }).click();
    const wrong = page.locator("#result tbody tr", { has: page.locator("b", { hasText: /^K84$/ }) });
    await wrong.first().waitFor();
    assert.match(await text(wrong.first()), /kesalahan/);
    const [download] = await Promise.all([page.waitForEvent("download"),
      page.getByRole("button", { name: "Unduh salinan yang sudah dibetulkan" }).click()]);
    assert.equal(download.suggestedFilename(), "dibetulkan-evaluasi.xlsx");
    if (!hasOffice) return;
    const cells = readSheet(readFileSync(await download.path())), original = readSheet(readFileSync(kWorkbook));
    const k84 = (sheet) => Number(sheet[83][10]);
    assert.equal(k84(cells) - k84(original), 85_916_205, "K84 now adds rows 89 and 90");
  });

  async function drop(content, name) {
    await page.locator("[data-drop]").evaluate((place, [base64, file_name, type]) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], file_name, { type }));
      place.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    }, [content.toString("base64"), name, kXlsx]);
  }

  step("a file that is no workbook is told so by the doctor", async () => {
    await page.goto(region.url("/doctor"));
    await page.setInputFiles("#file", upload("bukan.xlsx", kXlsx, Buffer.from("bukan buku kerja")));
    await page.getByRole("button", { name: "Periksa", exact: true }).click();
    await page.locator("#result", { hasText: "Tidak dapat dilanjutkan" }).waitFor();
  });

  step("no page did what it must not", async () => planner.watch.expectNone());
});
