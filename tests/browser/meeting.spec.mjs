// A quarter's evaluation meeting over two days: planned, invited, checked in by phone, minutes while it runs, three decisions,
// closed with its papers; the owner works one off, and the next meeting opens with them.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { violations } from "./kit/axe.mjs";
import { openBrowser, People, storyOf, text } from "./kit/browser.mjs";
import { MeetingDesk } from "./kit/meeting.mjs";
import { day, startRegion } from "./kit/region.mjs";

const kDecisions = ["Menyambungkan jaringan ke dua OPD yang tersisa", "Menyusun jadwal asesmen keamanan", "Menambah tenaga konten"];
const kInvited = 80;

describe("an evaluation meeting", { concurrency: 1 }, () => {
  let browser, region, people, page, desk, checkIn, followUp;
  const story = storyOf(it, () => people);

  before(async () => {
    region = await startRegion();
    browser = await openBrowser();
    people = new People(browser, region);
    page = await (await people.as("verifikator", { serviceWorkers: "block" })).newPage();
    desk = new MeetingDesk(page, region);
  });
  after(async () => {
    for (const context of people?.contexts ?? []) context.watch.expectNone();
    await browser?.close();
    await region?.stop();
  });

  const noBarrier = async (shown = page) => assert.deepEqual(await violations(shown), [], shown.url());
  const plan = (title) => desk.plan({ kind: "evaluation", title, period: "2024-Q3", chair: "Kepala Dinas" });

  story("is planned over two days, with an item for each division and eighty invited", async () => {
    await plan("Rapat evaluasi triwulan III");
    await desk.addSession(0);
    await desk.addSession(1);
    await desk.submit("Satu agenda untuk setiap bidang");
    assert.ok((await page.locator("ol.agenda li").count()) >= 5);
    await noBarrier();
    await desk.invite(Array.from({ length: kInvited }, (_, i) => `Peserta ${i + 1}; Kecamatan ${1 + i % 20}; Kecamatan`));
    assert.equal(await page.locator("tbody tr").count(), kInvited);
    await noBarrier();
  });

  story("participants check in by phone without an account, once", async () => {
    await desk.goto();
    await desk.submit("Buka rapat");
    await desk.goto("/check-in");
    await noBarrier();
    checkIn = new URL((await text(page.locator(".qr-link"))).trim()).pathname;
    const phone = await (await people.context({ viewport: { width: 390, height: 844 }, serviceWorkers: "block" })).newPage();
    for (const [name, institution] of [["Peserta 1", "Kecamatan 1"], ["Tamu Baru", "Media"], ["Peserta 1", "Kecamatan 1"]]) {
      await phone.goto(region.url(checkIn));
      await noBarrier(phone);
      await phone.fill("#name", name);
      await phone.fill("#institution", institution);
      await desk.press("Catat kehadiran", phone);
      await phone.waitForLoadState();
      assert.ok((await phone.locator("main").innerText()).includes("Tercatat"), await phone.locator("main").innerText());
    }
    await desk.goto("/participants");
    assert.equal(await page.locator("tbody tr").count(), kInvited + 1);
    assert.equal(await page.locator("tbody tr .tag.good").count(), 2);
  });

  story("the material is made by itself, and the projector follows the keys", async () => {
    await desk.goto("/material");
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
    await desk.goto("/minutes");
    const form = page.locator("form[data-minutes]").first();
    await form.locator("textarea").fill("Jaringan dua OPD belum tersambung.");
    await form.locator("[data-saved]", { hasText: "Tersimpan" }).waitFor();
    const other = await (await people.as("verifikator", { serviceWorkers: "block" })).newPage();
    await other.goto(region.url(desk.meeting + "/minutes"));
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
    await desk.decide(kDecisions);
    assert.equal(await page.locator(".decided").count(), kDecisions.length);
    followUp = await page.locator(".decided a").first().getAttribute("href");
    await noBarrier();
  });

  story("closing keeps the papers, and each is a PDF", async () => {
    await desk.goto();
    await desk.submit("Tutup rapat");
    const papers = await desk.papers();
    await noBarrier();
    assert.ok(papers.size >= 4, [...papers.keys()].join(" "));
    for (const [address, bytes] of papers) assert.equal(bytes.subarray(0, 5).toString(), "%PDF-", address);
    await desk.goto("/papers/minutes");
    const minutes = await page.locator("main").innerText();
    for (const words of ["tenaga kurang", ...kDecisions]) assert.ok(minutes.includes(words), words);
    await desk.goto("/papers/attendance");
    assert.ok((await page.locator("main").innerText()).includes("Tamu Baru"));
  });

  story("the next meeting opens with what is not accepted yet", async () => {
    await page.goto(region.url(followUp));
    await noBarrier();
    await plan("Rapat evaluasi berikutnya");
    const shown = await page.locator("main").innerText();
    for (const decision of kDecisions) assert.ok(shown.includes(decision), decision);
    await noBarrier();
  });
});
