// The service worker's keeping of pages, with caches and a network of the test's own: what no browser does on demand.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, describe, it } from "node:test";
import { runInNewContext } from "node:vm";

const kSource = readFileSync(new URL("../../web/sw.js", import.meta.url), "utf8");
const kPage = "http://region.example/entry?unit=4";

// As browsers do it: what stood there is gone before the new body is read.
class FakeCache {
  entries = new Map();
  async match(request) { return this.entries.get(request.url)?.clone(); }
  async keys() { return [...this.entries.keys()].map((url) => ({ url })); }
  async delete(request) { return this.entries.delete(request.url); }
  async put(request, response) {
    this.entries.delete(request.url);
    this.entries.set(request.url, new Response(await response.text(), { headers: response.headers }));
  }
}

class Worker {
  caches = new Map();
  handlers = {};
  network = async () => { throw new TypeError("no network"); };

  constructor() {
    const caches = {
      keys: async () => [...this.caches.keys()],
      open: async (name) => this.caches.get(name) ?? this.caches.set(name, new FakeCache()).get(name),
      delete: async (name) => this.caches.delete(name),
    };
    const self = { addEventListener: (name, handler) => (this.handlers[name] = handler), clients: {} };
    const location = { origin: "http://region.example" };
    runInNewContext(kSource, { self, caches, location, URL, Request, Response, fetch: (request) => this.network(request) });
  }

  // The text a person gets who opens the page; all that the worker does besides has ended then, well or not.
  async open(url = kPage) {
    let answer;
    const besides = [];
    this.handlers.fetch({
      request: { url, method: "GET", mode: "navigate" },
      respondWith: (promise) => (answer = promise),
      waitUntil: (promise) => besides.push(promise),
    });
    const response = await answer;
    const text = await response.text().catch(() => "");
    await Promise.allSettled(besides);
    return text;
  }
}

const page = (body, account = "7") => async () => new Response(body, { headers: { "X-Sinergi-Keep": account } });
const brokenOff = (begun) => {
  let sent = false;
  return page(new ReadableStream({
    pull(stream) {
      if (sent) stream.error(new TypeError("connection lost"));
      else stream.enqueue(new TextEncoder().encode(begun));
      sent = true;
    },
  }));
};

describe("pages that are kept", () => {
  let worker;
  beforeEach(() => (worker = new Worker()));

  it("are shown without network, the newest of each", async () => {
    worker.network = page("first");
    await worker.open();
    worker.network = page("second");
    await worker.open();
    worker.network = async () => { throw new TypeError("no network"); };
    assert.equal(await worker.open(), "second");
    assert.match(await worker.open("http://region.example/doctor"), /Tidak ada jaringan/);
  });

  it("stay when the network breaks off in the middle of a newer one", async () => {
    worker.network = page("whole");
    await worker.open();
    worker.network = brokenOff("hal");
    await worker.open();
    worker.network = async () => { throw new TypeError("no network"); };
    assert.equal(await worker.open(), "whole");
  });

  it("are those of one account", async () => {
    worker.network = page("of the first", "7");
    await worker.open();
    worker.network = page("of the second", "8");
    await worker.open("http://region.example/dashboard");
    worker.network = async () => { throw new TypeError("no network"); };
    assert.match(await worker.open(), /Tidak ada jaringan/);
    assert.equal(await worker.open("http://region.example/dashboard"), "of the second");
  });

  it("are at most twelve", async () => {
    for (let n = 0; n < 15; ++n) {
      worker.network = page(`page ${n}`);
      await worker.open(`http://region.example/entry?unit=${n}`);
    }
    assert.equal(worker.caches.get("pages-7").entries.size, 12);
    worker.network = async () => { throw new TypeError("no network"); };
    assert.match(await worker.open("http://region.example/entry?unit=2"), /Tidak ada jaringan/);
    assert.equal(await worker.open("http://region.example/entry?unit=14"), "page 14");
  });
});
