// Debian's Chromium, people who log in once per spec, and a watch over what a page must never do.
import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { password } from "./region.mjs";

const kPatienceMs = Number(process.env.SINERGI_PATIENCE_MS ?? 60_000);  // the machine may be busy
const kChromium = "/usr/bin/chromium-headless-shell";  // half the work of the whole Chromium
const kResults = fileURLToPath(new URL("../test-results", import.meta.url));
const kFlags = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];

export async function openBrowser() {
  assert.ok(existsSync(kChromium), "Chromium is missing: script/setup run");
  return chromium.launch({ executablePath: kChromium, args: kFlags, timeout: kPatienceMs });
}

// What happened in a context that must not: requests that leave the origin, refusals by the content security policy,
// errors of scripts.
export class Watch {
  faults = [];

  static async over(context, address) {
    const watch = new Watch();
    const note = (fault) => watch.faults.push(fault);
    context.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(address + "/") && !/^(data|blob):/.test(url)) note(`left the origin: ${url}`);
    });
    context.on("weberror", (error) => note(`script: ${error.error().message}`));
    context.on("console", (line) => {
      if (line.type() === "error" && /content security policy/i.test(line.text())) note(`policy: ${line.text()}`);
    });
    await context.exposeBinding("__violated", (_, what) => note(`policy: ${what}`));
    await context.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => window.__violated(`${event.effectiveDirective} ${event.blockedURI}`));
    });
    return watch;
  }

  expectNone() {
    assert.deepEqual(this.faults, []);
  }
}

// Opens contexts for people; each logs in by the page once, later contexts take that session over.
export class People {
  #sessions = new Map();
  contexts = [];

  constructor(browser, region) {
    Object.assign(this, { browser, region });
  }

  async context(options = {}) {
    const context = await this.browser.newContext({ locale: "id-ID", timezoneId: "Asia/Makassar", viewport: { width: 1280, height: 900 }, ...options });
    context.setDefaultTimeout(kPatienceMs);
    context.watch = await Watch.over(context, this.region.address);
    this.contexts.push(context);
    return context;
  }

  async as(login, options = {}, secret = password) {
    if (!this.#sessions.has(login)) {
      const first = await this.context({ serviceWorkers: "block" });
      const page = await first.newPage();
      await logIn(page, this.region, login, secret);
      this.#sessions.set(login, await first.storageState());
      await first.close();
    }
    return this.context({ ...options, storageState: this.#sessions.get(login) });
  }

  // Everybody logs in anew: sessions do not outlive the days between.
  forget() {
    this.#sessions.clear();
  }

  // The pages as they stood when a step failed.
  async picture(name) {
    mkdirSync(kResults, { recursive: true });
    let number = 0;
    for (const context of this.contexts) {
      for (const page of context.pages()) {
        const file = path.join(kResults, `${name.replaceAll(/[^\w]+/g, "-").slice(0, 60)}-${++number}.png`);
        await page.screenshot({ path: file, timeout: 10_000 }).then(() => console.log(`${page.url()} → ${file}`), () => {});
      }
    }
  }
}

export async function logIn(page, region, login, secret = password) {
  await page.goto(region.url("/login"));
  await page.fill("#login", login);
  await page.fill("#password", secret);
  await Promise.all([page.waitForURL((url) => url.pathname !== "/login"), page.click("main button")]);
}

// Fills in a register's form by its fields; radios by their value.
export async function fillFields(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const radio = page.locator(`[name="f_${name}"][value="${value}"]`);
    if (await radio.count()) await radio.check();
    else if ((await page.locator(`select[name="f_${name}"]`).count()) > 0) await page.selectOption(`[name="f_${name}"]`, value);
    else await page.fill(`[name="f_${name}"]`, value);
  }
}

// Sends a public form and waits for where it leads.
export const sendForm = (page, to) => Promise.all([page.waitForURL(to), page.click("[data-send]")]);
export const ticketAddress = /\/layanan\/t\/[\w-]{22}$/;

// A request as the page's own scripts send it, with the session's token.
export async function callApi(context, region, method, target, body) {
  const home = await (await context.request.get(region.url("/"))).text();
  const csrf = home.match(/name="csrf" content="([^"]+)"/)[1];
  const answer = await context.request.fetch(region.url(target), {
    method, data: body, headers: { "X-Csrf-Token": csrf, Accept: "application/json" },
  });
  return { status: answer.status(), body: await answer.json() };
}

// Steps of one story, each needing those before it: after the first that fails the rest are left out. The pages as they
// stood are kept as pictures.
export function storyOf(test, people) {
  let failed = "";
  return (name, options, act = options) => test(name, act === options ? {} : options, async (context) => {
    if (failed) return context.skip(`after “${failed}” failed`);
    try {
      await act();
    } catch (error) {
      failed = name;
      await people()?.picture(name);
      throw error;
    }
  });
}

export async function text(locator) {
  return (await locator.innerText()).replaceAll(/\s+/g, " ").trim();
}

// Waits until `look` answers something true; the last answer stands in the message.
export async function until(look, what, ms = kPatienceMs) {
  const end = Date.now() + ms;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) assert.fail(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
