// One quarter of one agency, from the officer's empty grid to the official form that LibreOffice computes anew.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { callApi, openBrowser, People, storyOf, text, until } from "./kit/browser.mjs";
import { formulasAgree } from "./kit/form_table.mjs";
import { hasOffice, readSheet, withoutResults } from "./kit/office.mjs";
import { day, startRegion } from "./kit/region.mjs";
import { pdf, png, upload } from "./kit/samples.mjs";

const kPeriod = "2024-Q4";
const kNetwork = "Capaian penyelenggaraan sistem komunikasi intra pemerintah daerah";
const kServed = "Perangkat daerah terlayani internet terintegrasi";

describe("one quarter", { concurrency: 1 }, () => {
  let browser, region, people, officer, grid, verifier, head;
  const step = storyOf(it, () => people);

  before(async () => {
    region = await startRegion({
      prepare: (run) => run("quarter", "set", kPeriod, "--opens", day(-5), "--closes", day(20)),
    });
    browser = await openBrowser();
    people = new People(browser, region);
  });
  after(async () => {
    await browser?.close();
    await region?.stop();
  });

  const row = (name, page = grid) => page.locator("tr[data-id]", { hasText: name });
  const cell = (name, field, page = grid) => row(name, page).locator(`[data-f="${field}"]`);
  const shown = (name, field, page) => cell(name, field, page).innerText();
  const sync = () => grid.locator("#sync").getAttribute("data-state");
  const allSent = (page = grid) => page.waitForFunction(() =>
    document.getElementById("sync").dataset.state === "sent" && !document.querySelector('tr[data-sync="waiting"]'));
  const focused = () => grid.evaluate(() => document.activeElement.closest("[data-f]")?.getAttribute("aria-label"));
  const rowOnForm = (page, name) => page.locator("tbody tr", { hasText: name });

  // What the server keeps of an indicator.
  async function stored(name) {
    const id = await row(name).getAttribute("data-id");
    const unit = await grid.locator("#scope-unit").inputValue();
    const { body } = await callApi(officer, region, "GET", `/api/measurements?unit=${unit}&period=${kPeriod}`);
    return body.measurements.find((m) => m.indicator === id);
  }

  // How often the quarter's figure was saved, by the history that the explanation page tells.
  async function saves(name) {
    const id = await row(name).getAttribute("data-id");
    const page = await (await officer.request.get(region.url(`/explain/indicator/${id}?period=${kPeriod}`))).text();
    const history = page.slice(page.lastIndexOf('<ol class="history">'));
    return history.split("<b>disimpan</b>").length - 1;
  }

  async function type(name, field, words, page = grid) {
    await cell(name, field, page).click();
    await page.keyboard.press("Control+A");
    await page.keyboard.type(words);
    await page.keyboard.press("Enter");
  }

  async function submitAll(count) {
    await grid.getByRole("button", { name: "Ajukan semua yang lengkap" }).click();
    await grid.getByText(`Ajukan ${count} indikator?`).waitFor();
    await grid.getByRole("button", { name: "Ya, ajukan" }).click();
    await grid.getByText("Capaian diajukan untuk diverifikasi.").waitFor();
  }

  async function paste(name, field, block) {
    await cell(name, field).focus();
    await grid.evaluate((lines) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", lines);
      document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, block);
  }

  step("the officer finds the task and the empty grid", async () => {
    officer = await people.as("petugas.infra");
    grid = await officer.newPage();
    await grid.goto(region.url("/"));
    const task = grid.locator(".tasks li", { hasText: "2 indikator belum diisi" });
    assert.match(await text(task), /Infrastruktur TIK · triwulan IV 2024 · batas .* 20 hari lagi/i);
    await task.getByRole("link").click();
    await grid.waitForSelector(".grid-on");
    assert.equal(await grid.locator("tr[data-id]").count(), 2);
    assert.match(await text(row(kServed)), /36/, "last quarter stands beside the cell");
  });

  step("types with the keyboard alone: Enter, arrows, Esc, Tab", async () => {
    await cell(kNetwork, "realised").focus();
    await grid.keyboard.type("91");
    await grid.keyboard.press("Enter");
    assert.equal(await shown(kNetwork, "realised"), "91");
    assert.equal(await focused(), await cell(kServed, "realised").getAttribute("aria-label"), "Enter goes down");
    await grid.keyboard.press("ArrowUp");
    await grid.keyboard.type("5");
    await grid.keyboard.press("Escape");
    assert.equal(await shown(kNetwork, "realised"), "91", "Esc puts the old text back");
    await grid.keyboard.press("ArrowDown");
    await grid.keyboard.press("Enter");
    await grid.keyboard.type("36");
    await grid.keyboard.press("Tab");
    await grid.keyboard.type("Kekurangan tenaga TI");
    await grid.keyboard.press("Shift+Tab");
    await grid.keyboard.press("Escape");
    await grid.keyboard.press("ArrowRight");
    assert.equal(await shown(kServed, "obstacle"), "Kekurangan tenaga TI");
    await allSent();
    assert.equal((await stored(kNetwork)).realised, "91");
    assert.equal((await stored(kServed)).obstacle, "Kekurangan tenaga TI");
    assert.match(await text(grid.locator("#sync")), /Tersimpan di perangkat ini · terkirim \d\d\.\d\d/);
  });

  step("pastes from Excel: what cannot be read is named and left out", async () => {
    await paste(kNetwork, "realised", "93,25\tJaringan gedung lama\tGanti perangkat\r\n1.2.3\tAntrean pemasangan\tTambah regu\r\n");
    const dialog = grid.getByRole("dialog");
    assert.match(await text(dialog), /5 sel dapat dipakai, 1 ditolak/);
    const refused = await text(dialog.locator("tbody tr").first());
    assert.match(refused, new RegExp(`${kServed}.*1\\.2\\.3.*angka tidak terbaca`));
    await dialog.getByRole("button", { name: "Pakai yang dapat dibaca" }).click();
    await allSent();
    assert.equal((await stored(kNetwork)).realised, "93,25");
    assert.equal((await stored(kServed)).realised, "36", "the refused cell keeps its figure");
    assert.equal((await stored(kServed)).solution, "Tambah regu");
  });

  step("works without network, over a reload, and sends each figure once", async () => {
    await grid.waitForFunction(async (here) => {
      await navigator.serviceWorker.ready;
      return caches.match(here);
    }, grid.url());
    const before_saves = [await saves(kNetwork), await saves(kServed)];
    await officer.setOffline(true);
    await type(kNetwork, "realised", "94,10");
    await type(kServed, "realised", "12");
    await until(async () => /2 menunggu/.test(await text(grid.locator("#sync"))), "two entries wait");
    await grid.reload();
    await grid.waitForSelector(".grid-on");
    assert.equal(await shown(kNetwork, "realised"), "94,10", "the reloaded page shows what waits");
    assert.match(await text(row(kNetwork)), /menunggu dikirim/);
    assert.match(await text(grid.locator("#sync")), /2 menunggu · belum ada jaringan/);
    const other = await officer.newPage();
    await other.goto(region.url("/doctor"));
    assert.match(await text(other.locator("main")), /Tidak ada jaringan/);
    await other.close();
    await officer.setOffline(false);
    await allSent();
    assert.equal((await stored(kNetwork)).realised, "94,10");
    assert.equal((await stored(kServed)).realised, "12");
    assert.deepEqual([await saves(kNetwork), await saves(kServed)], before_saves.map((count) => count + 1));
  });

  step("an answer that is lost on its way does not save twice", async () => {
    const count = await saves(kNetwork);
    let lost = 0;
    await grid.route("**/api/measurements/**", async (route) => {
      if (route.request().method() !== "PUT" || lost++ > 0) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await type(kNetwork, "realised", "94,20");
    await until(async () => (await sync()) === "waiting", "the lost entry still waits");
    await grid.getByRole("button", { name: "Kirim sekarang" }).click();
    await allSent();
    await grid.unroute("**/api/measurements/**");
    assert.ok(lost >= 2, "sent again");
    assert.equal((await stored(kNetwork)).realised, "94,20");
    assert.equal(await saves(kNetwork), count + 1);
  });

  step("two devices, one cell: both values are shown and a person chooses", async () => {
    const second = await people.as("petugas.infra");
    const phone = await second.newPage();
    await phone.goto(grid.url());
    await phone.waitForSelector(".grid-on");
    await officer.setOffline(true);
    await type(kNetwork, "obstacle", "Listrik padam");
    await type(kNetwork, "obstacle", "Serat optik putus", phone);
    await allSent(phone);
    await officer.setOffline(false);
    await until(async () => (await sync()) === "stuck", "the conflict is told");
    const choice = await text(row(kNetwork));
    assert.match(choice, /Sudah diubah orang lain/);
    assert.match(choice, /Isian saya: Listrik padam Di server: Serat optik putus/);
    await row(kNetwork).getByRole("button", { name: "Pakai isian saya" }).click();
    await allSent();
    assert.equal((await stored(kNetwork)).obstacle, "Listrik padam");
    second.watch.expectNone();
    await second.close();
  });

  step("a jump asks for its reason before it can be submitted", async () => {
    assert.match(await text(row(kServed)), /Berbeda lebih dari separuh dari triwulan lalu/);
    await grid.getByRole("button", { name: "Ajukan semua yang lengkap" }).click();
    await grid.getByRole("heading", { name: "Ajukan capaian" }).waitFor();
    assert.match(await text(grid.locator("main")), new RegExp(`${kServed}: angka tidak biasa, tulis alasannya dulu`));
    await grid.getByRole("link", { name: "Batal" }).click();
    await grid.waitForSelector(".grid-on");
    await type(kServed, "jump_reason", "Dua puluh empat perangkat daerah pindah gedung");
    await allSent();
    assert.match((await stored(kServed)).jump_reason, /pindah gedung/);
  });

  step("evidence is attached, told apart from disguised files, and read back", async () => {
    await row(kNetwork).getByRole("link", { name: /berkas/ }).click();
    const report = pdf("Berita acara serah terima"), picture = png();
    await grid.setInputFiles("#file", [upload("berita-acara.pdf", "application/pdf", report), upload("foto.png", "image/png", picture)]);
    await grid.getByRole("button", { name: "Unggah" }).click();
    await grid.getByText("Berkas ditambahkan.").waitFor();
    assert.equal(await grid.locator("tbody tr").count(), 2);
    const [download] = await Promise.all([grid.waitForEvent("download"), grid.getByRole("link", { name: "berita-acara.pdf" }).click()]);
    assert.deepEqual(readFileSync(await download.path()), report);
    await grid.setInputFiles("#file", upload("palsu.pdf", "application/pdf", Buffer.from("<html><script>alert(1)</script></html>")));
    await grid.getByRole("button", { name: "Unggah" }).click();
    await grid.getByRole("heading", { name: "Tidak dapat dilanjutkan" }).waitFor();
    await grid.goBack();
    await grid.getByRole("link", { name: "Kembali ke isi capaian" }).click();
    await grid.waitForSelector(".grid-on");
    assert.match(await text(row(kNetwork)), /2 berkas/);
  });

  step("submits what is complete", async () => {
    await submitAll(2);
    assert.match(await text(row(kNetwork)), /diajukan/i);
    assert.equal(await grid.locator("tr[data-edit]").count(), 0, "what is submitted is closed");
    await submitOthers();
  });

  // Another division's officer, by the same interface that the grid uses.
  async function submitOthers() {
    const other = await people.as("petugas.egov");
    const page = await other.newPage();
    await page.goto(region.url(`/entry?period=${kPeriod}`));
    // Typed by people; what registers count comes after them.
    const ids = (await page.locator("tr[data-id]").evaluateAll((rows) => rows.map((one) => one.dataset.id))).slice(0, 3);
    assert.equal(ids.length, 3);
    const items = [];
    for (const [i, id] of ids.entries()) {
      const body = { realised: ["70,5", "4,02", "12"][i], obstacle: "", solution: "", driver: "", follow_up: "",
        jump_reason: "Kegiatan dipadatkan", row_version: "0", key: `lain-${id}` };
      const saved = await callApi(other, region, "PUT", `/api/measurements/${id}/${kPeriod}`, body);
      assert.equal(saved.status, 200);
      items.push({ indicator: id, row_version: saved.body.measurement.row_version });
    }
    const done = await callApi(other, region, "POST", "/api/measurements/act", { act: "submit", period: kPeriod, items });
    assert.equal(done.body.done.length, 3, JSON.stringify(done.body));
    await other.close();
  }

  step("the verifier returns one with a reason and accepts the rest", async () => {
    verifier = await (await people.as("verifikator")).newPage();
    await verifier.goto(region.url("/"));
    await verifier.locator(".tasks li", { hasText: "2 capaian menunggu verifikasi" }).getByRole("link").click();
    await verifier.goto(region.url(`/verify?period=${kPeriod}`));
    const wrong = rowOnForm(verifier, kServed);
    await wrong.getByText("Kembalikan").first().click();
    await wrong.getByRole("button", { name: "Kembalikan" }).click();
    assert.match(await text(verifier.locator(".error-summary")), /alasan/i, "not without a reason");
    await wrong.getByText("Kembalikan").first().click();
    await wrong.getByLabel("Alasan").fill("Angka 12 tidak sama dengan berita acara");
    await wrong.getByRole("button", { name: "Kembalikan" }).click();
    await verifier.getByText("Capaian dikembalikan dengan alasannya.").waitFor();
    for (const box of await verifier.locator("[data-pick-all]").all()) await box.check();
    await verifier.getByRole("button", { name: "Terima yang dipilih" }).click();
    await verifier.getByText("Capaian diterima.").waitFor();
    assert.match(await text(rowOnForm(verifier, kNetwork)), /diverifikasi/i);
    assert.equal(await verifier.locator("tbody tr", { hasText: /diverifikasi/i }).count(), 4);
  });

  step("the officer reads the reason, corrects and submits again", async () => {
    await grid.goto(region.url("/"));
    const task = grid.locator(".tasks li", { hasText: `Dikembalikan: ${kServed}` });
    assert.match(await text(task), /verifikator: Angka 12 tidak sama dengan berita acara/);
    await task.getByRole("link").click();
    await grid.waitForSelector(".grid-on");
    assert.match(await text(row(kServed)), /verifikator: Angka 12 tidak sama dengan berita acara/);
    await type(kServed, "realised", "34");
    await allSent();
    await submitAll(1);
  });

  step("the verifier accepts and locks; opening for correction makes version 2", async () => {
    await verifier.goto(region.url(`/verify?period=${kPeriod}`));
    await rowOnForm(verifier, kServed).getByRole("checkbox").check();
    await verifier.getByRole("button", { name: "Terima yang dipilih" }).click();
    await verifier.getByText("Capaian diterima.").waitFor();
    for (const box of await verifier.locator("[data-pick-all]").all()) await box.check();
    await verifier.getByRole("button", { name: "Kunci yang dipilih" }).click();
    await verifier.getByText("Capaian dikunci.").waitFor();
    const locked = rowOnForm(verifier, kNetwork);
    await locked.getByText("Buka untuk koreksi").first().click();
    await locked.getByLabel("Alasan").fill("Berita acara baru terbit");
    await locked.getByRole("button", { name: "Buka untuk koreksi" }).click();
    await verifier.getByText("Capaian dibuka untuk koreksi").waitFor();
    await grid.goto(region.url(`/entry?period=${kPeriod}`));
    await grid.waitForSelector(".grid-on");
    assert.equal((await stored(kNetwork)).version, "2");
    await type(kNetwork, "realised", "96");
    await allSent();
    await submitAll(1);
    await verifier.goto(region.url(`/verify?period=${kPeriod}`));
    await rowOnForm(verifier, kNetwork).getByRole("checkbox").check();
    await verifier.getByRole("button", { name: "Terima yang dipilih" }).click();
    await verifier.getByText("Capaian diterima.").waitFor();
  });

  step("the head sees the sentence, the result, and where a figure comes from", async () => {
    head = await (await people.as("kepala")).newPage();
    await head.goto(region.url(`/dashboard?period=${kPeriod}`));
    assert.match(await text(head.locator("h1")), /^\d+ dari \d+ indikator berisiko tidak tercapai$/);
    assert.equal(await head.locator(".exceptions li", { hasText: kServed }).count(), 0, "34 of 34 is no exception");
    await head.goto(region.url(`/evaluation?period=${kPeriod}`));
    await head.getByRole("link", { name: "Penyelenggaraan sistem komunikasi intra pemerintah daerah" }).click();
    await head.getByRole("link", { name: kNetwork }).click();
    const page = await text(head.locator("main"));
    assert.match(page, /96,00\s?%/);
    assert.match(page, /R \/ T × 100 = 96 \/ 100 × 100/);
    assert.match(page, /v2/);
    assert.match(page, /dibuka untuk koreksi · verifikator · v2: Berita acara baru terbit/);
  });

  step("form E.81: LibreOffice computes the figures of the page", { skip: !hasOffice && "no LibreOffice" }, async () => {
    await head.goto(region.url(`/e81?period=${kPeriod}`));
    const [download] = await Promise.all([head.waitForEvent("download"), head.getByRole("link", { name: "Unduh Excel" }).click()]);
    assert.match(download.suggestedFilename(), /^E81 .*2024-Q4\.xlsx$/);
    const { workbook, formulas } = withoutResults(readFileSync(await download.path()));
    assert.ok(formulas > 100, `only ${formulas} formulas are live`);
    const compared = await formulasAgree(head, readSheet(workbook));
    assert.ok(compared > 150, `only ${compared} figures were compared`);
  });

  step("form E.81 as PDF", async () => {
    const [download] = await Promise.all([head.waitForEvent("download"), head.getByRole("link", { name: "Unduh PDF" }).click()]);
    const bytes = readFileSync(await download.path());
    assert.equal(bytes.toString("latin1", 0, 5), "%PDF-");
    assert.ok(bytes.length > 10_000, `${bytes.length} bytes`);
  });

  step("no page did what it must not", async () => {
    for (const context of [officer, verifier.context(), head.context()]) context.watch.expectNone();
    assert.match(region.run("verify"), /./, "the audit trail is whole");
  });
});
