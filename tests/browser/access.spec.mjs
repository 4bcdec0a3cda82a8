// Who may open what, and by which means: roles, languages, keyboard alone, without scripts.
import assert from "node:assert/strict";
import http from "node:http";
import { after, before, describe, it } from "node:test";
import { violations } from "./kit/axe.mjs";
import { openBrowser, People, text } from "./kit/browser.mjs";
import { day, password, startRegion } from "./kit/region.mjs";

describe("access", { concurrency: 1 }, () => {
  let browser, region, people;

  before(async () => {
    region = await startRegion({
      prepare: (run) => run("quarter", "set", "2024-Q4", "--opens", day(-5), "--closes", day(20)),
    });
    browser = await openBrowser();
    people = new People(browser, region);
  });
  after(async () => {
    await browser?.close();
    await region?.stop();
  });

  it("who is not logged in is sent to the log-in and from there on", async () => {
    const context = await people.context();
    const page = await context.newPage();
    await page.goto(region.url("/evaluation?period=2024-Q3"));
    await page.fill("#login", "kepala");
    await page.fill("#password", password);
    await page.click("main button");
    await page.waitForURL(region.url("/evaluation?period=2024-Q3"));
    await context.close();
  });

  it("a wrong password is told at the form and keeps the name", async () => {
    const context = await people.context();
    const page = await context.newPage();
    await page.goto(region.url("/login"));
    await page.fill("#login", "kepala");
    await page.fill("#password", "bukan-sandinya");
    await page.click("main button");
    assert.match(await text(page.locator(".error-summary")), /./);
    assert.equal(await page.inputValue("#login"), "kepala");
    assert.deepEqual(await violations(page), []);
    await context.close();
  });

  it("a role that does not cover a page is told so, with what to do", async () => {
    for (const [login, target] of [["petugas.infra", "/quarters"], ["petugas.infra", "/import"], ["petugas.infra", "/verify"],
      ["petugas.infra", "/people"], ["petugas.infra", "/audit"], ["kepala", "/entry"], ["admin", "/verify"], ["auditor", "/people"]]) {
      const context = await people.as(login);
      const page = await context.newPage();
      const response = await page.goto(region.url(target));
      assert.equal(response.status(), 403, `${login} at ${target}`);
      assert.match(await text(page.locator("main")), /Peran Anda tidak mencakup hal ini.*mintalah peran yang sesuai/);
      await context.close();
    }
  });

  it("the language changes and stays", async () => {
    const context = await people.as("kepala");
    const page = await context.newPage();
    await page.goto(region.url("/evaluation?period=2024-Q3"));
    await page.getByRole("link", { name: "English" }).click();
    assert.equal(await page.getAttribute("html", "lang"), "en");
    assert.match(page.url(), /\/evaluation\?period=2024-Q3$/);
    await page.goto(region.url("/dashboard?period=2024-Q3"));
    assert.match(await text(page.locator("h1")), /indicators/i);
    await page.getByRole("link", { name: "Bahasa Indonesia" }).first().click();
    assert.equal(await page.getAttribute("html", "lang"), "id");
    await context.close();
  });

  it("log-in, skip link and log-out by keyboard alone", async () => {
    const context = await people.context();
    const page = await context.newPage();
    await page.goto(region.url("/login"));
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "#isi");
    assert.ok(await page.locator(".skip").isVisible(), "the skip link is seen when it has the focus");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type("kepala");
    await page.keyboard.press("Tab");
    await page.keyboard.type(password);
    await page.keyboard.press("Enter");
    await page.waitForURL(region.url("/"));
    for (let i = 0; i < 10 && !(await page.evaluate(() => document.activeElement.matches("[data-logout] button"))); ++i)
      await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === "/login");
    await context.close();
  });

  it("pages travel compressed and are never kept by others", async () => {
    const answer = await new Promise((resolve) => http.get(region.url("/login"), { headers: { "Accept-Encoding": "br" } }, resolve));
    answer.resume();
    assert.equal(answer.headers["content-encoding"], "br");
    assert.equal(answer.headers["cache-control"], "no-store");
  });

  it("works without scripts: log-in, entry, verification, dashboard", async () => {
    const officer = await people.context({ javaScriptEnabled: false });
    const page = await officer.newPage();
    await page.goto(region.url("/entry?period=2024-Q4"));
    await page.fill("#login", "petugas.statistik");
    await page.fill("#password", password);
    await page.click("main button");
    const name = "Progres penyelenggaraan statistik sektoral";
    const row = page.locator("tr[data-id]", { hasText: name });
    await row.locator('input[name$=".realised"]').fill("41,5");
    await row.locator('textarea[name$=".obstacle"]').fill("Aplikasi belum menjadi aset");
    await page.getByRole("button", { name: "Simpan", exact: true }).click();
    await page.getByText("Tersimpan").first().waitFor();
    await row.locator('textarea[name$=".jump_reason"]').fill("Pelatihan dipadatkan pada triwulan IV").catch(() => {});
    await page.getByRole("button", { name: "Ajukan semua yang lengkap" }).click();
    assert.match(await text(page.locator("main")), /Ajukan 1 indikator\?/);
    await page.getByRole("button", { name: "Ya, ajukan" }).click();
    await officer.close();

    const verifier = await people.as("verifikator", { javaScriptEnabled: false });
    const list = await verifier.newPage();
    await list.goto(region.url("/verify?period=2024-Q4"));
    const figure = list.locator("tbody tr", { hasText: name });
    assert.match(await text(figure), /41,5/);
    await figure.getByRole("checkbox").check();
    await list.getByRole("button", { name: "Terima yang dipilih" }).click();
    assert.match(await text(figure), /diverifikasi/i);
    await verifier.close();

    const head = await people.as("kepala", { javaScriptEnabled: false });
    const board = await head.newPage();
    await board.goto(region.url("/dashboard"));
    await board.selectOption("#scope-period", "2024-Q4");
    await board.getByRole("button", { name: "Tampilkan" }).click();
    assert.match(await text(board.locator("h1")), /indikator berisiko/);
    await head.close();
  });
});
