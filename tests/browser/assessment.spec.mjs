// One assessment of one government, from the officer's first item to the signed papers: with evidence, through the
// stages, to index, explanation, road map and plan.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { violations } from "./kit/axe.mjs";
import { callApi, openBrowser, People, storyOf, text, until } from "./kit/browser.mjs";
import { startRegion } from "./kit/region.mjs";
import { pdf, upload } from "./kit/samples.mjs";

const kOfficers = { EGOV: "petugas.egov", INFRA: "petugas.infra", SANDI: "petugas.sandi", STAT: "petugas.statistik",
  PIKP: "petugas.pikp", SEKR: "petugas.sekretariat" };

describe("one assessment", { concurrency: 1 }, () => {
  let browser, region, people, officer, item, evaluator, lead, path, id;
  const step = storyOf(it, () => people);

  before(async () => {
    region = await startRegion();
    browser = await openBrowser();
    people = new People(browser, region);
  });
  after(async () => {
    await browser?.close();
    await region?.stop();
  });

  const level = (name) => item.locator(".level", { hasText: name });
  const saved = () => item.waitForFunction(() => /^Tersimpan/.test(document.querySelector("[data-saved]").textContent));
  const stored = async (code) => {
    const { body } = await callApi(officer, region, "GET", `/api/assessments/${id}`);
    return body.items.find((one) => one.code === code).stages.self;
  };

  step("the officer finds the open assessment and the first item to fill", async () => {
    officer = await people.as(kOfficers.EGOV);
    item = await officer.newPage();
    await item.goto(region.url("/"));
    await item.getByRole("link", { name: "Penilaian", exact: true }).click();
    await item.getByRole("link", { name: /SPBE.*2024/ }).click();
    path = new URL(item.url()).pathname;
    id = path.split("/").pop();
    assert.match(await text(item.locator("main")), /Penilaian mandiri.*Terjawab 20 \/ 47/);
    await item.getByRole("link", { name: "Isi butir berikutnya" }).click();
    await item.waitForURL(/\/items\/\d+$/);
  });

  step("a level waits for the one below; then the answer saves itself", async () => {
    await item.goto(region.url(`${path}/items/14`));
    await level("2 – ").getByRole("radio").check();
    await item.getByLabel("Penjelasan").fill("Proses bisnis sudah ditetapkan sebagian");
    await until(async () => /Centang dulu.*tingkat 1/.test(await text(item.locator("[data-saved]"))), "the refusal");
    assert.equal(await stored("14"), undefined, "nothing was saved");
    await level("1 – ").getByRole("checkbox").check();
    await saved();
    assert.equal((await stored("14")).value, "2");
    await item.getByLabel("Penjelasan").fill("Proses bisnis sudah ditetapkan; inovasi berjalan");
    await until(async () => (await stored("14")).explanation.endsWith("berjalan"), "the later words");
    await item.reload();
    assert.ok(await level("2 – ").getByRole("radio").isChecked());
    assert.deepEqual(await violations(item), []);
  });

  step("evidence is attached and read back", async () => {
    const bytes = pdf("Keputusan proses bisnis");
    await item.setInputFiles("#file", [upload("keputusan.pdf", "application/pdf", bytes)]);
    await item.getByRole("button", { name: "Unggah" }).click();
    await item.getByText("Berkas ditambahkan.").waitFor();
    const [download] = await Promise.all([item.waitForEvent("download"), item.getByRole("link", { name: "keputusan.pdf" }).click()]);
    assert.deepEqual(readFileSync(await download.path()), bytes);
  });

  step("another's change meanwhile is told, not overwritten", async () => {
    const second = await (await people.as(kOfficers.EGOV)).newPage();
    await second.goto(item.url());
    await second.getByLabel("Penjelasan").fill("Dari perangkat kedua");
    await second.waitForFunction(() => /^Tersimpan/.test(document.querySelector("[data-saved]").textContent));
    await item.getByLabel("Penjelasan").fill("Dari perangkat pertama");
    await until(async () => /sudah diubah orang lain/.test(await text(item.locator("[data-saved]"))), "the conflict");
    assert.equal((await stored("14")).explanation, "Dari perangkat kedua");
    await second.close();
  });

  step("works by plain form without scripts", async () => {
    const context = await people.as(kOfficers.EGOV, { javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(region.url(`${path}/items/18`));
    await page.locator(".level", { hasText: "1 – " }).getByRole("radio").check();
    await page.getByLabel("Penjelasan").fill("Diisi tanpa skrip");
    await page.getByRole("button", { name: "Simpan dan lanjut" }).click();
    await page.getByText("Jawaban disimpan.").waitFor();
    assert.match(page.url(), /\/items\/19$/, "the next item");
    assert.equal((await stored("18")).value, "1");
    await context.close();
  });

  step("a colleague of another division may not open this item", async () => {
    const other = await (await people.as(kOfficers.STAT)).newPage();
    assert.equal((await other.goto(region.url(`${path}/items/14`))).status(), 403);
    await other.context().close();
  });

  step("the other divisions fill in the rest", async () => {
    for (const login of Object.values(kOfficers)) {
      const context = await people.as(login);
      const { body } = await callApi(context, region, "GET", `/api/assessments/${id}`);
      for (const one of body.items) {
        if (one.counts !== null) continue;
        const answer = { value: "2", met: ["1"], explanation: "Sudah berjalan sebagian", row_version: "0" };
        const done = await callApi(context, region, "PUT", `/api/assessments/${id}/answers/self/${one.code}`, answer);
        assert.ok(done.status === 200 || done.status === 403, `${login} ${one.code}: ${JSON.stringify(done.body)}`);
      }
      await context.close();
    }
    await item.goto(region.url(path));
    assert.match(await text(item.locator("main")), /Terjawab 47 \/ 47/);
  });

  step("the evaluator finishes the self assessment and scores one item lower", async () => {
    evaluator = await people.as("evaluator");
    lead = await evaluator.newPage();
    await lead.goto(region.url(path));
    await lead.getByRole("button", { name: "Selesaikan tahap" }).click();
    assert.match(await text(lead.locator("main")), /46 butir belum berbukti/);
    await lead.goto(region.url(path));
    await lead.getByLabel(/Alasan tetap diselesaikan/).fill("Bukti diserahkan saat interviu");
    await lead.getByRole("button", { name: "Selesaikan tahap" }).click();
    await lead.getByText("Tahap penilaian berubah.").waitFor();
    item = lead;
    await lead.goto(region.url(`${path}/items/14`));
    assert.match(await text(lead.locator("main")), /Penilaian mandiri: 2 – Terkelola.*Dari perangkat kedua/);
    await level("1 – ").getByRole("radio").check();
    await until(async () => /berbeda dari tahap sebelumnya \(2\)/.test(await text(lead.locator("[data-saved]"))), "asks why");
    await lead.getByLabel("Penjelasan").fill("Belum ada keputusan resmi");
    await saved();
    await lead.goto(region.url(`${path}/conflicts`));
    assert.match(await text(lead.locator("tbody tr")), /14\. .* 2 – Terkelola .*1 – Rintisan berubah.*Belum ada keputusan resmi/);
  });

  step("the officer can no longer change it; returning needs a reason", async () => {
    const page = await officer.newPage();
    await page.goto(region.url(`${path}/items/14`));
    assert.match(await text(page.locator("main")), /tidak dapat Anda ubah pada tahap ini/);
    await page.close();
    await lead.goto(region.url(path));
    await lead.getByLabel("Alasan", { exact: true }).fill("Lengkapi butir 14");
    await lead.getByRole("button", { name: "Kembalikan ke tahap sebelumnya" }).click();
    await lead.getByText("Tahap penilaian berubah.").waitFor();
    assert.match(await text(lead.locator("header", { hasText: "2024" })), /Penilaian mandiri/);
    await lead.getByLabel(/Alasan tetap diselesaikan/).fill("Sudah dilengkapi");
    await lead.getByRole("button", { name: "Selesaikan tahap" }).click();
    await lead.getByText("Tahap penilaian berubah.").waitFor();
  });

  step("through document and interview to the final index", async () => {
    for (const stage of ["Penilaian dokumen", "Penilaian interviu", "Penetapan"]) {
      await lead.getByRole("button", { name: "Selesaikan tahap" }).click();
      await until(async () => (await text(lead.locator("main .tag").first())) === stage, stage);
    }
    await lead.getByRole("button", { name: "Selesaikan tahap" }).click();
    await lead.getByText("Penilaian ditetapkan.").waitFor();
    const { body } = await callApi(evaluator, region, "GET", `/api/assessments/${id}`);
    assert.ok(body.closed);
    assert.equal((await lead.locator("[data-index]").innerText()).replace(",", "."), body.index);
    assert.match(await text(lead.locator("main")), /Target tahun ini 3,30 .*di bawah target/);
    assert.ok(await lead.locator("svg").count() > 2, "radar, bars, line");
    assert.match(await text(lead.locator("main")), /Kekuatan.*Kelemahan/);
  });

  step("why it changed, in parts that add up", async () => {
    const head = await (await people.as("kepala")).newPage();
    await head.goto(region.url(`${path}/change`));
    const rows = await head.locator("table").first().locator("td").allInnerTexts();
    const figures = rows.map((figure) => Math.round(Number(figure.replace("−", "-").replace("+", "").replace(",", ".")) * 1e4));
    assert.equal(figures.slice(0, -1).reduce((a, b) => a + b, 0), figures.at(-1));
    await head.goto(region.url("/assessments"));
    await head.getByRole("link", { name: /47 indikator.*2021/ }).click();
    await head.getByRole("link", { name: "Mengapa berubah" }).click();
    assert.match(await text(head.locator("main")), /3,17.*2,44/, "the year in which the instrument changed");
    await head.context().close();
  });

  step("the road map reaches the target and goes into the plan", async () => {
    const planner = await (await people.as("perencana")).newPage();
    await planner.goto(region.url(`${path}/road-map`));
    await planner.getByLabel("Target", { exact: true }).fill("3");
    await planner.getByLabel("Upaya paling besar setahun").fill("6");
    await planner.getByRole("button", { name: "Simpan dan hitung" }).click();
    await planner.getByText("Peta jalan dihitung.").waitFor();
    const after_index = (await text(planner.locator("h2").first())).match(/ke (\d,\d\d)/)[1];
    assert.ok(Number(after_index.replace(",", ".")) >= 3, after_index);
    assert.match(await text(planner.locator("main")), /Tahun ke-1 \(2025\)/);
    await planner.getByRole("link", { name: "Masukkan ke rencana" }).click();
    for (const box of await planner.getByRole("checkbox").all()) if (await box.isChecked()) await box.uncheck();
    await planner.locator('input[name="pick"]').first().check();
    await planner.getByRole("button", { name: "Tulis ke rencana" }).click();
    await planner.getByText("Indikator ditulis ke rencana.").waitFor();
    await planner.goto(region.url("/assessments/targets"));
    assert.match(await text(planner.locator("main")), /Indeks Evaluasi SPBE.* 2024/, "the index is linked to its indicator");
    await planner.goto(region.url("/plan?period=2024-Q3"));
    assert.match(await text(planner.locator("main")), /Indeks Evaluasi SPBE/);
    await planner.context().close();
  });

  step("the index becomes a draft realisation only by the officer's act", async () => {
    const context = await people.as(kOfficers.SEKR);
    const page = await context.newPage();
    await page.goto(region.url(path));
    const offer = page.locator("form", { hasText: "Pakai sebagai realisasi" });
    const index = await page.locator("[data-index]").innerText();
    assert.match(await text(offer), new RegExp(`Indeks ${index} dapat menjadi realisasi`));
    const indicator = await offer.locator('input[name="indicator"]').inputValue();
    await offer.getByLabel("Triwulan").selectOption("3");
    await offer.getByRole("button", { name: "Pakai sebagai draf" }).click();
    await page.getByText("Realisasi disimpan sebagai draf.").waitFor();
    await page.goto(region.url(`/entry/${indicator}/2024-Q3/evidence`));
    assert.match(await text(page.locator("main")), /Hasil penilaian spbe-2020 2024\.csv/);
    await page.goto(region.url("/entry?period=2024-Q3"));
    assert.match(await text(page.locator(`tr[data-id="${indicator}"]`)), new RegExp(index));
    await context.close();
  });

  step("consent is recorded and the papers print", async () => {
    await lead.goto(region.url(`${path}/papers`));
    await lead.getByLabel("Nama koordinator").fill("Koordinator Contoh");
    await lead.getByLabel("Jabatan").fill("Sekretaris Daerah");
    await lead.getByRole("button", { name: "Catat persetujuan" }).click();
    await lead.getByText("Persetujuan dicatat.").waitFor();
    for (const paper of ["Berita Acara Penilaian Mandiri", "Pernyataan Persetujuan Publikasi"]) {
      const [download] = await Promise.all([lead.waitForEvent("download"),
        lead.getByRole("link", { name: `Unduh PDF ${paper}` }).click()]);
      assert.match(download.suggestedFilename(), new RegExp(`${paper}.*2024\\.pdf`));
      assert.equal(readFileSync(await download.path()).toString("latin1", 0, 5), "%PDF-");
    }
    await lead.goto(region.url(`${path}/papers/statement`));
    assert.match(await text(lead.locator(".paper")), /Koordinator Contoh/i);
  });

  step("no page left the origin or broke the policy", () => {
    officer.watch.expectNone();
    evaluator.watch.expectNone();
  });
});
