// A register that is a file alone, written while the test runs: it has a form, a workflow, a clock, an API, import, export, a
// figure and public pages.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { violations } from "./kit/axe.mjs";
import { callApi, fillFields, openBrowser, People, sendForm, storyOf, text, ticketAddress } from "./kit/browser.mjs";
import { startRegion } from "./kit/region.mjs";

const kYaml = `register: izin-keramaian
area: letters
title: Izin keramaian
one: Izin
title_field: what
intake: draft
number: {pattern: "{seq:3}/IK/{year}", per: [government, year], given_at: accept}
fields:
  what: {type: text, required: true, max: 100, title: Keperluan}
  who: {type: text, required: true, personal: true, title: Nama penanggung jawab}
  kind: {type: choice, title: Jenis, indexed: true, options: {market: Pasar, feast: Pesta}}
states: {draft: Masuk, accepted: Diterima, granted: Diizinkan, done: Selesai}
ended: [done]
acts:
  accept: {title: Terima, from: draft, to: accepted, by: [officer, head, public], complete: true}
  grant: {title: Izinkan, from: accepted, to: granted, by: [officer, head]}
  finish: {title: Selesaikan, from: granted, to: done, by: [officer, head]}
clocks:
  answer: {title: Jawaban izin, days: 5, from: accepted, until: granted, basis: SOP keramaian}
figures:
  received: {title: Izin diterima, count: records, entered: accepted, by: kind}
lists:
  default: {columns: [number, what, kind, state, answer.due], sort: number}
  given: {title: Izin yang terbit, columns: [number, what, kind], where: "state = granted", sort: number}
public: {submit: true, follow: true, asks: [what, who, kind], shows: [number, what, state, answer.due], submit_act: accept, acts: [accept], list: given, intro: Untuk keramaian di jalan umum.}
`;

describe("a register that is a file alone", { concurrency: 1 }, () => {
  let browser, region, people, citizen, office, page, ticket, number, record;
  const story = storyOf(it, () => people);

  before(async () => {
    region = await startRegion({
      prepare: (run) => {
        const folder = path.join(run.data, "registers");
        mkdirSync(folder, { recursive: true });
        writeFileSync(path.join(folder, "izin-keramaian.yaml"), kYaml);
      },
    });
    browser = await openBrowser();
    people = new People(browser, region);
    citizen = await (await people.context({ serviceWorkers: "block" })).newPage();
    office = await people.as("kepala");
    page = await office.newPage();
  });
  after(async () => {
    for (const context of people?.contexts ?? []) context.watch.expectNone();
    await browser?.close();
    await region?.stop();
  });

  story("a citizen sends its form; number and clock begin", async () => {
    await citizen.goto(region.url("/layanan/izin-keramaian"));
    await fillFields(citizen, { what: "Pasar malam", who: "Warga Contoh", kind: "market" });
    await sendForm(citizen, ticketAddress);
    ticket = citizen.url();
    number = (await text(citizen.locator("h1"))).split(" ").at(-1);
    assert.match(number, /^001\/IK\//);
    assert.match(await text(citizen.locator("main")), /Jawaban izin/);
  });

  story("the office finds it in the list and takes the next step", async () => {
    await page.goto(region.url("/registers/izin-keramaian"));
    await Promise.all([page.waitForURL(/izin-keramaian\/\d+$/), page.getByRole("link", { name: number, exact: true }).click()]);
    record = new URL(page.url()).pathname;
    const clock = page.locator("section.card", { has: page.getByRole("heading", { name: "Jawaban izin" }) });
    assert.equal(await clock.locator(".days li", { hasText: "hari ke-5" }).count(), 1);
    assert.match(await text(clock), /SOP keramaian/);
    await page.goto(region.url(`${record}/act/grant`));
    await Promise.all([page.waitForURL(region.url(record)), page.click(".acts .btn:not(.secondary)")]);
    assert.match(await text(page.locator("main")), /Diizinkan/);
  });

  story("API and export give what the list shows", async () => {
    const listed = await callApi(office, region, "GET", "/api/registers/izin-keramaian/records");
    assert.equal(listed.status, 200);
    assert.match(JSON.stringify(listed.body), /Pasar malam/);
    const made = await callApi(office, region, "POST", "/api/registers/izin-keramaian/records",
      { key: "satu", unit: listed.body.records[0].unit, fields: { what: "Karnaval", who: "Warga Ketiga", kind: "feast" } });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    assert.equal(made.body.record.state, "draft");
    const xlsx = await office.request.get(region.url("/registers/izin-keramaian/export.xlsx"));
    assert.match(xlsx.headers()["content-type"], /spreadsheetml/);
    const csv = await (await office.request.get(region.url("/registers/izin-keramaian/export.csv"))).text();
    assert.match(csv, /Pasar malam/);
  });

  story("a file is shown before it is imported, and then stands in the list", async () => {
    const rows = "Keperluan;Nama penanggung jawab;Jenis\nPesta rakyat;Warga Lain;Pesta\n";
    await page.goto(region.url("/registers/izin-keramaian/import"));
    await page.setInputFiles('main input[type="file"]', { name: "izin.csv", mimeType: "text/csv", buffer: Buffer.from(rows) });
    await page.click("form[data-drop] .btn");
    const apply = page.locator('form[action$="/import/apply"] .btn:not(.secondary)');
    await apply.waitFor();
    assert.match(await text(page.locator("main")), /1 baru/);
    await apply.click();
    await page.waitForURL((url) => !url.pathname.includes("/import"));
    await page.goto(region.url("/registers/izin-keramaian"));
    await page.getByText("Pesta rakyat").first().waitFor();
  });

  story("its figure counts it", async () => {
    await page.goto(region.url("/registers/izin-keramaian/figures"));
    const row = page.locator("tr", { has: page.getByRole("link", { name: "Izin diterima" }) });
    assert.equal(await row.getByRole("link", { name: "1", exact: true }).count(), 2, "this quarter and this year: drafts are not counted");
    assert.deepEqual(await violations(page), []);
  });

  story("the public list shows what was granted, never who asked; the ticket tells its state", async () => {
    await citizen.goto(region.url("/layanan/daftar/izin-keramaian"));
    assert.match(await text(citizen.locator("main")), /Pasar malam/);
    assert.ok(!(await citizen.content()).includes("Warga Contoh"));
    await citizen.goto(ticket);
    assert.match(await text(citizen.locator("main")), /Diizinkan/);
    assert.deepEqual(await violations(citizen), []);
  });

  story("the administrator says who answers; citizens read it, and a service that is closed is gone", async () => {
    const settings = await (await people.as("admin")).newPage();
    await settings.goto(region.url("/public-settings"));
    await settings.fill("#contact", "Meja layanan, lantai satu");
    await settings.uncheck('input[name="open"][value="complaints"]');
    await Promise.all([settings.waitForNavigation(), settings.getByRole("button", { name: "Simpan" }).click()]);
    assert.equal(await settings.inputValue("#contact"), "Meja layanan, lantai satu");
    await citizen.goto(region.url("/layanan"));
    assert.match(await text(citizen.locator("body")), /Meja layanan, lantai satu/);
    assert.equal(await citizen.locator('a[href="/layanan/complaints"]').count(), 0);
    assert.equal((await citizen.goto(region.url("/layanan/complaints"))).status(), 404);
  });

  story("attendance of a year adds up to records of discipline, once", async () => {
    await page.goto(region.url("/registers/discipline/gathers/attendance?year=2024"));
    const row = page.locator("tbody tr", { has: page.locator('input[name="pick"]') }).first();
    const who = await text(row.locator("th a"));
    await row.locator('input[name="pick"]').check();
    await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: "Usulkan yang dipilih" }).click()]);
    const same = page.locator("tbody tr", { hasText: who }).first();
    assert.match(await text(same), /sama/);
    await Promise.all([page.waitForNavigation(), same.locator('td a[href^="/registers/discipline/"]').click()]);
    assert.match(await text(page.locator("main")), /Terlama berturut-turut 3 hari kerja Jumlah hari setahun 4 .*Teguran tertulis/);
  });
});
