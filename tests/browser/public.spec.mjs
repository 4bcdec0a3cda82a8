// A citizen without an account, over the days of Lebaran 2026: an incomplete request is taken in, completed later, extended,
// refused; the objection from its ticket is answered, the dispute stands there too; books and the yearly report agree.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { violations } from "./kit/axe.mjs";
import { fillFields, openBrowser, People, sendForm, storyOf, text, ticketAddress } from "./kit/browser.mjs";
import { startRegion } from "./kit/region.mjs";

async function noBarrier(page) {
  assert.deepEqual(await violations(page), [], page.url());
}


describe("public services", { concurrency: 1 }, () => {
  let browser, region, people, citizen, ticket, request, objection, letter;
  const story = storyOf(it, () => people);

  before(async () => {
    region = await startRegion({ day: "2026-03-13" });
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

  // Another day: nobody is logged in any more.
  async function on(day) {
    await region.on(day);
    people.forget();
  }
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
  const answerTold = () => answerClock().evaluate((one) => one.textContent.replaceAll(/\s+/g, " "));  // with its days
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

  // Ten working days from Monday 16 March: Nyepi, Idul Fitri with its joint leave and Good Friday are skipped.
  story("it is completed later behind the link, and the clock starts then", async () => {
    await on("2026-03-16");
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
    assert.match(await answerTold(), /7 April 2026/);
    assert.equal(await answerClock().locator(".days li", { hasText: "hari ke-10" }).count(), 1);
    await answerClock().locator("summary").click();
    for (const skipped of ["Hari Suci Nyepi", "Idul Fitri 1447 Hijriah", "Wafat Yesus Kristus"])
      assert.ok((await answerTold()).includes(skipped), skipped);
    await noBarrier(citizen);
    request = await find("verifikator", "ppid-request", number);
  });

  story("an extension is told with its reason", async () => {
    await act("verifikator", request, "take_up");
    await on("2026-04-06");
    await act("kepala", request, "extend", { note: "Dokumennya di gudang arsip" });
    await citizen.goto(ticket);
    assert.match(await answerTold(), /16 April 2026/);
    assert.match(await text(citizen.locator("main")), /Dokumennya di gudang arsip/);
    assert.equal(await answerClock().locator(".days li", { hasText: "hari ke-17" }).count(), 1);
  });

  story("a refusal is told with its ground", async () => {
    await on("2026-04-09");
    const tested = await make("verifikator", "consequence-test", { about: "Laporan kinerja 2025" });
    await act("kepala", request, "refuse", {
      fields: { ground: "i", ground_told: "Surat yang belum selesai dibahas.", test: tested.split("/").at(-1), notified_on: "2026-04-09" },
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
    await on("2026-04-13");
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
      fields: { decision: "rejected", answer: "Penolakan dikuatkan.", answered_on: "2026-04-13", superior_name: "Sekretaris Daerah", superior_post: "Atasan PPID" },
    });
    await citizen.goto(objection.address);
    const told = await text(citizen.locator("main"));
    assert.match(told, /Penolakan dikuatkan/);
    assert.match(told, /Batas pengajuan sengketa/);
    await make("verifikator", "ppid-dispute", {
      objection: objection.record.split("/").at(-1), request: request.split("/").at(-1), subject: "Laporan kinerja 2025",
      name: "Warga Contoh", commission: "province", filed_on: "2026-04-13",
    });
    for (const address of [objection.address, ticket]) {
      await citizen.goto(address);
      assert.match(await text(citizen.locator("main")), /Sengketa \d{3}\/SI\//);
    }
    await noBarrier(citizen);
  });

  // The days of the clock of the record at `record`, as the office sees them.
  async function clockOf(login, record) {
    const context = await people.as(login);
    const page = await context.newPage();
    await page.goto(region.url(record));
    const card = page.locator("section.card", { has: page.getByRole("heading", { name: "Pemberitahuan tertulis" }) });
    const told = await card.evaluate((one) => one.textContent.replaceAll(/\s+/g, " "));
    await context.close();
    return told;
  }

  story("a letter that lay over Lebaran counts from the day it was received", async () => {
    letter = await make("verifikator", "ppid-request", {
      applicant: "person", name: "Pengirim Surat", national_id: "5304000000000002", address: "Jalan Contoh 2", phone: "0389 21001",
      channel: "post", wanted: "Daftar aset Dinas Komunikasi tahun 2025", purpose: "Penelitian", way: "copy_hard", received_on: "2026-03-13",
    });
    await act("verifikator", letter, "register");
    const told = await clockOf("verifikator", letter);
    assert.match(told, /6 April 2026/);
    assert.match(told, /[Tt]erlambat|[Ll]ewat/);
  });

  story("register books and the yearly report agree with the records", async () => {
    const year = "2026", context = await people.as("verifikator");
    const page = await context.newPage();
    const book = async (register) => {
      await page.goto(region.url(`/registers/${register}/papers/register_book?from=${year}-01-01&to=${year}-12-31`));
      return page.locator("table tbody tr").evaluateAll((rows) => rows.map((row) => row.textContent.replaceAll(/\s+/g, " ")));
    };
    await page.goto(region.url(letter));
    const letterNumber = (await text(page.locator("h1"))).match(/\d{4}\/PPID\/\S+/)[0];
    await citizen.goto(ticket);
    const number = await numberOf();
    await citizen.goto(objection.address);
    const own = await numberOf();
    const requests = (await book("ppid-request")).filter((row) => /\/PPID\//.test(row));
    assert.equal(requests.length, 2);
    const refused = requests.find((row) => row.includes(number));
    for (const part of ["Warga Contoh", "Laporan kinerja Dinas Komunikasi tahun 2025", "Ditolak", "ps. 17 i"])
      assert.ok(refused.includes(part), part);
    assert.ok(requests.some((row) => row.includes(letterNumber) && row.includes("Pengirim Surat") && !row.includes("Ditolak")));
    const objections = (await book("ppid-objection")).filter((row) => /\/KBR\//.test(row));
    assert.equal(objections.length, 1);
    for (const part of [own, number, "Penolakan dikuatkan.", "Sekretaris Daerah"]) assert.ok(objections[0].includes(part), part);

    await page.goto(region.url(`/registers/ppid-request/papers/yearly_report?year=${year}`));
    const report = await text(page.locator("main"));
    const whole = async (figure) =>
      page.locator("tr", { has: page.getByText(figure, { exact: true }) }).first().locator("td, th").last().textContent();
    assert.equal((await whole("Permohonan diterima")).trim(), String(requests.length));
    assert.equal((await whole("Ditolak")).trim(), "1");
    assert.match(report.replaceAll(/\s+/g, " "), /Keberatan diterima ?:? ?1 keberatan/);
    assert.match(report.replaceAll(/\s+/g, " "), /Sengketa diajukan ke Komisi Informasi ?:? ?1 sengketa/);
    await context.close();
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
