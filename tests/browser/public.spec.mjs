// A citizen without an account: an incomplete request is taken in, completed later, extended, refused; the objection from
// its ticket is answered, the dispute stands there too.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { violations } from "./kit/axe.mjs";
import { fillFields, openBrowser, People, sendForm, storyOf, text, ticketAddress } from "./kit/browser.mjs";
import { day, startRegion } from "./kit/region.mjs";

async function noBarrier(page) {
  assert.deepEqual(await violations(page), [], page.url());
}


describe("public services", { concurrency: 1 }, () => {
  let browser, region, people, citizen, ticket, request, objection;
  const story = storyOf(it, () => people);

  before(async () => {
    region = await startRegion();
    browser = await openBrowser();
    people = new People(browser, region);
    const context = await people.context({ viewport: { width: 390, height: 844 }, serviceWorkers: "block" });
    citizen = await context.newPage();
  });
  after(async () => {
    for (const context of people?.contexts ?? []) context.watch.expectNone();
    await browser?.close();
    await region?.stop();
  });

  // An act of the office on the record at `record`, by its page.
  async function act(login, record, name, { fields = {}, note, sure } = {}) {
    const context = await people.as(login);
    const page = await context.newPage();
    await page.goto(region.url(`${record}/act/${name}`));
    await fillFields(page, fields);
    if (note) await page.fill("#note", note);
    if (sure) await page.check("#sure");
    await Promise.all([page.waitForURL(region.url(record)), page.click(".acts .btn:not(.secondary)")]);
    await context.close();
  }
  // Makes a record of the office and answers its address.
  async function make(login, register, fields) {
    const context = await people.as(login);
    const page = await context.newPage();
    await page.goto(region.url(`/registers/${register}/new`));
    await fillFields(page, fields);
    await Promise.all([page.waitForURL(/\/\d+$/), page.click(".acts .btn:not(.secondary)")]);
    const { pathname } = new URL(page.url());
    await context.close();
    return pathname;
  }
  // The address of the record whose number is `number`, as an officer finds it.
  async function find(login, register, number) {
    const context = await people.as(login);
    const page = await context.newPage();
    await page.goto(region.url(`/registers/${register}?q=${encodeURIComponent(number)}`));
    const link = await page.getByRole("link", { name: number, exact: true }).first().getAttribute("href");
    await context.close();
    return link;
  }
  const answerClock = () => citizen.locator("section.card", { has: citizen.getByRole("heading", { name: "Pemberitahuan tertulis" }) });
  const numberOf = async () => (await text(citizen.locator("h1"))).split(" ").at(-1);

  story("what is missing of a request is told all at once", async () => {
    await citizen.goto(region.url("/layanan"));
    await noBarrier(citizen);
    await citizen.locator('a.btn[href="/layanan/ppid-request"]').click();
    await citizen.waitForURL(/ppid-request$/);
    await noBarrier(citizen);
    await fillFields(citizen, { applicant: "person", name: "Warga Contoh", wanted: "Laporan kinerja Dinas Komunikasi tahun 2025" });
    await sendForm(citizen, ticketAddress);
    ticket = citizen.url();
    assert.match(await text(citizen.locator("[role=status]")), /belum lengkap/);
    const missing = await text(citizen.locator("#kurang"));
    for (const title of ["NIK", "Alamat", "Nomor telepon", "Tujuan penggunaan", "Cara memperoleh informasi", "UU 14/2008 ps. 22"])
      assert.ok(missing.includes(title), title);
    assert.ok(!missing.includes("Nama pemohon"));
    assert.equal(await citizen.getByText("Pemberitahuan tertulis").count(), 0, "the clock of the answer does not run");
    assert.ok(!(await citizen.content()).includes("Warga Contoh"), "nothing personal on the ticket");
    await noBarrier(citizen);
  });

  story("it is completed later behind the link, and the clock starts", async () => {
    await citizen.goto(ticket);
    await citizen.getByRole("link", { name: "Lengkapi atau perbaiki" }).click();
    await citizen.waitForURL(/lengkapi$/);
    assert.equal(await citizen.inputValue("#f_wanted"), "Laporan kinerja Dinas Komunikasi tahun 2025", "nothing is typed again");
    assert.equal(await citizen.inputValue("#f_name"), "", "what is personal is not shown again");
    await noBarrier(citizen);
    await fillFields(citizen, { national_id: "5304000000000001", address: "Jalan Contoh 1", phone: "0389 21000", purpose: "Penelitian", way: "copy_soft" });
    await sendForm(citizen, ticket);
    const number = await numberOf();
    assert.match(number, /^\d{4}\/PPID\//);
    assert.match(await text(answerClock()), /Paling lambat/);
    assert.equal(await answerClock().locator(".days li", { hasText: "hari ke-10" }).count(), 1);
    await answerClock().locator("summary").click();
    await noBarrier(citizen);
    request = await find("verifikator", "ppid-request", number);
  });

  story("an extension is told with its reason", async () => {
    await act("verifikator", request, "take_up");
    await act("kepala", request, "extend", { note: "Dokumennya di gudang arsip" });
    await citizen.goto(ticket);
    assert.match(await text(citizen.locator("main")), /Dokumennya di gudang arsip/);
    assert.equal(await answerClock().locator(".days li", { hasText: "hari ke-17" }).count(), 1);
  });

  story("a refusal is told with its ground", async () => {
    const tested = await make("verifikator", "consequence-test", { about: "Laporan kinerja 2025" });
    await act("kepala", request, "refuse", {
      fields: { ground: "i", ground_told: "Surat yang belum selesai dibahas.", test: tested.split("/").at(-1), notified_on: day(0) },
      sure: true,
    });
    await citizen.goto(ticket);
    const told = await text(citizen.locator("main"));
    assert.match(told, /Ditolak/);
    assert.match(told, /\(ps\. 17 i\)/);
    assert.match(told, /belum selesai dibahas/);
    assert.ok(!told.includes("kepala") && !told.includes("verifikator"), "no officer is named");
    await noBarrier(citizen);
  });

  story("the objection follows from the ticket", async () => {
    const number = await numberOf();
    await citizen.getByRole("link", { name: "Ajukan: Keberatan" }).click();
    await citizen.waitForURL(/lanjut\/ppid-objection$/);
    assert.equal(await citizen.inputValue("#f_request_number"), number);
    await noBarrier(citizen);
    await fillFields(citizen, { grounds: "a", position: "Laporan itu terbuka setiap tahun.", applicant: "applicant" });
    await sendForm(citizen, (url) => ticketAddress.test(url.href) && url.href !== ticket);
    const address = citizen.url(), own = await numberOf();
    assert.match(own, /^\d{4}\/KBR\//);
    objection = { address, record: await find("verifikator", "ppid-objection", own) };
    await citizen.goto(ticket);
    assert.ok((await text(citizen.locator("main"))).includes(`Keberatan ${own}`));
  });

  story("it is answered, and the dispute stands on both tickets", async () => {
    await act("kepala", objection.record, "answer", {
      fields: { decision: "rejected", answer: "Penolakan dikuatkan.", answered_on: day(0), superior_name: "Sekretaris Daerah", superior_post: "Atasan PPID" },
    });
    await citizen.goto(objection.address);
    const told = await text(citizen.locator("main"));
    assert.match(told, /Penolakan dikuatkan/);
    assert.match(told, /Batas pengajuan sengketa/);
    await make("verifikator", "ppid-dispute", {
      objection: objection.record.split("/").at(-1), request: request.split("/").at(-1), subject: "Laporan kinerja 2025",
      name: "Warga Contoh", commission: "province", filed_on: day(0),
    });
    for (const address of [objection.address, ticket]) {
      await citizen.goto(address);
      assert.match(await text(citizen.locator("main")), /Sengketa \d{3}\/SI\//);
    }
    await noBarrier(citizen);
  });

  story("number and secret open the ticket together, and not apart", async () => {
    await citizen.goto(region.url("/layanan/periksa"));
    await noBarrier(citizen);
    await citizen.goto(ticket);
    const number = await numberOf(), secret = await text(citizen.locator("#rahasia"));
    await citizen.goto(region.url("/layanan/periksa"));
    await citizen.fill("#number", "0009/PPID/I/2020");
    await citizen.fill("#secret", secret);
    await citizen.click("main .btn");
    await citizen.locator(".error-summary").waitFor();
    await citizen.fill("#number", number);
    await citizen.fill("#secret", secret);
    await Promise.all([citizen.waitForURL(ticket), citizen.click("main .btn")]);
  });

  story("the public list of information opens for everybody", async () => {
    await citizen.goto(region.url("/layanan/daftar/ppid-information"));
    await noBarrier(citizen);
  });
});
