// A quarter's evaluation meeting over two days: planned, invited, checked in by phone, minutes while it runs, three decisions,
// closed with its papers; the owner works one off, and the next meeting opens with them.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { violations } from "./kit/axe.mjs";
import { openBrowser, People, storyOf, text } from "./kit/browser.mjs";
import { day, startRegion } from "./kit/region.mjs";

const kDecisions = ["Menyambungkan jaringan ke dua OPD yang tersisa", "Menyusun jadwal asesmen keamanan", "Menambah tenaga konten"];
const kInvited = 80;

describe("an evaluation meeting", { concurrency: 1 }, () => {
  let browser, region, people, page, meeting, checkIn, followUp;
  const story = storyOf(it, () => people);

  before(async () => {
    region = await startRegion();
    browser = await openBrowser();
    people = new People(browser, region);
    page = await (await people.as("verifikator", { serviceWorkers: "block" })).newPage();
  });
  after(async () => {
    for (const context of people?.contexts ?? []) context.watch.expectNone();
    await browser?.close();
    await region?.stop();
  });

  const noBarrier = async (shown = page) => assert.deepEqual(await violations(shown), [], shown.url());
  const press = (name, within = page) => within.getByRole("button", { name, exact: true }).first().click();
  const goto = (below = "") => page.goto(region.url(meeting + below));

  async function plan(title) {
    await page.goto(region.url("/meetings/new"));
    await page.selectOption("#kind", "evaluation");
    await page.fill("#title", title);
    await page.selectOption("#period", "2024-Q3");
    await page.fill("#chair", "Kepala Dinas");
    await Promise.all([page.waitForURL(/\/meetings\/\d+$/), press("Simpan")]);
    return new URL(page.url()).pathname;
  }
  async function addSession(on) {
    await page.locator("summary", { hasText: "Tambah sesi" }).click();
    await page.fill("#day", on);
    await page.fill("#starts", "09.00");
    await page.fill("#ends", "15.00");
    await page.fill("#place", "Aula Dinas");
    await press("Tambah sesi");
    await page.waitForLoadState();
  }

  story("is planned over two days, with an item for each division and eighty invited", async () => {
    meeting = await plan("Rapat evaluasi triwulan III");
    await addSession(day(0));
    await addSession(day(1));
    await press("Satu agenda untuk setiap bidang");
    await page.waitForLoadState();
    assert.ok((await page.locator("ol.agenda li").count()) >= 5);
    await noBarrier();
    await goto("/participants");
    await page.fill("#lines", Array.from({ length: kInvited }, (_, i) => `Peserta ${i + 1}; Kecamatan ${1 + i % 20}; Kecamatan`).join("\n"));
    await press("Undang peserta");
    await page.waitForLoadState();
    assert.equal(await page.locator("tbody tr").count(), kInvited);
    await noBarrier();
  });

  story("participants check in by phone without an account, once", async () => {
    await goto();
    await press("Buka rapat");
    await page.waitForLoadState();
    await goto("/check-in");
    await noBarrier();
    checkIn = new URL((await text(page.locator(".qr-link"))).trim()).pathname;
    const phone = await (await people.context({ viewport: { width: 390, height: 844 }, serviceWorkers: "block" })).newPage();
    for (const [name, institution] of [["Peserta 1", "Kecamatan 1"], ["Tamu Baru", "Media"], ["Peserta 1", "Kecamatan 1"]]) {
      await phone.goto(region.url(checkIn));
      await noBarrier(phone);
      await phone.fill("#name", name);
      await phone.fill("#institution", institution);
      await press("Catat kehadiran", phone);
      await phone.waitForLoadState();
      assert.ok((await phone.locator("main").innerText()).includes("Tercatat"), await phone.locator("main").innerText());
    }
    await goto("/participants");
    assert.equal(await page.locator("tbody tr").count(), kInvited + 1);
    assert.equal(await page.locator("tbody tr .tag.good").count(), 2);
  });

  story("the material is made by itself, and the projector follows the keys", async () => {
    await goto("/material");
    await noBarrier();
    const link = page.locator('.slides a[rel="up"]');
    await link.click();
    await page.waitForLoadState();
    await noBarrier();
    const first = await text(page.locator("h1"));
    await Promise.all([page.waitForNavigation(), page.keyboard.press("ArrowRight")]);
    assert.notEqual(await text(page.locator("h1")), first);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("ArrowLeft")]);
    assert.equal(await text(page.locator("h1")), first);
  });

  story("minutes save themselves, and what another has saved is not overwritten", async () => {
    await goto("/minutes");
    const form = page.locator("form[data-minutes]").first();
    await form.locator("textarea").fill("Jaringan dua OPD belum tersambung.");
    await form.locator("[data-saved]", { hasText: "Tersimpan" }).waitFor();
    const other = await (await people.as("verifikator", { serviceWorkers: "block" })).newPage();
    await other.goto(region.url(meeting + "/minutes"));
    assert.equal(await other.locator("form[data-minutes] textarea").first().inputValue(), "Jaringan dua OPD belum tersambung.");
    await form.locator("textarea").fill("Jaringan dua OPD belum tersambung; tenaga kurang.");
    await page.waitForResponse((one) => one.request().method() === "PUT" && one.ok());
    const theirs = other.locator("form[data-minutes]").first();
    await theirs.locator("textarea").fill("Tulisan lain");
    await other.waitForResponse((one) => one.request().method() === "PUT" && one.status() === 409);
    await other.locator("form[data-minutes] [data-saved].error").waitFor();
    await page.reload();
    assert.equal(await page.locator("form[data-minutes] textarea").first().inputValue(), "Jaringan dua OPD belum tersambung; tenaga kurang.");
    await other.context().close();
  });

  story("three decisions become follow-ups", async () => {
    for (const [number, decision] of kDecisions.entries()) {
      await goto("/minutes");
      const item = page.locator("section.card").nth(number);
      await item.locator("summary", { hasText: "Jadikan keputusan" }).click();
      await item.locator("textarea[name=decision]").fill(decision);
      await item.locator("input[name=due]").fill(day(10 + number));
      await press("Jadikan keputusan", item);
      await page.waitForLoadState();
    }
    await goto("/minutes");
    assert.equal(await page.locator(".decided").count(), kDecisions.length);
    followUp = await page.locator(".decided a").first().getAttribute("href");
    await noBarrier();
  });

  story("closing keeps the papers, and each is a PDF", async () => {
    await goto();
    await press("Tutup rapat");
    await page.waitForLoadState();
    await goto("/papers");
    await noBarrier();
    const papers = await page.locator('a[href$=".pdf"]').evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    assert.ok(papers.length >= 4, papers.join(" "));
    for (const paper of papers) {
      const response = await page.context().request.get(region.url(paper));
      assert.equal(response.status(), 200, paper);
      assert.equal((await response.body()).subarray(0, 5).toString(), "%PDF-", paper);
    }
    await goto("/papers/minutes");
    const minutes = await page.locator("main").innerText();
    for (const words of ["tenaga kurang", ...kDecisions]) assert.ok(minutes.includes(words), words);
    await goto("/papers/attendance");
    assert.ok((await page.locator("main").innerText()).includes("Tamu Baru"));
  });

  story("the next meeting opens with what is not accepted yet", async () => {
    await page.goto(region.url(followUp));
    await noBarrier();
    meeting = await plan("Rapat evaluasi berikutnya");
    const shown = await page.locator("main").innerText();
    for (const decision of kDecisions) assert.ok(shown.includes(decision), decision);
    await noBarrier();
  });
});
