// Service worker: the shell from the cache, pages from the network first. Pages that the server marks with
// X-Sinergi-Keep: <account> are kept for when there is no network; one account at a time, gone at log-out.
const SHELL = [
  "[[asset:css/tokens.css]]", "[[asset:css/base.css]]", "[[asset:css/frame.css]]", "[[asset:css/controls.css]]",
  "[[asset:css/data.css]]", "[[asset:css/grid.css]]", "[[asset:icons/logo.svg]]", "[[asset:manifest.webmanifest]]",
  "[[asset:js/app.js]]", "[[asset:js/queue.js]]", "[[asset:js/words.js]]", "[[asset:js/entry.js]]", "[[asset:js/grid.js]]",
  "[[asset:js/send.js]]", "[[asset:js/paste.js]]", "[[asset:js/numbers.js]]",
];
const PAGES_MOST = 12;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open("shell").then((cache) => cache.addAll(SHELL)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open("shell");
    for (const request of await cache.keys()) {
      if (!SHELL.includes(new URL(request.url).pathname)) await cache.delete(request);
    }
    await self.clients.claim();
    for (const client of await self.clients.matchAll({ type: "window" })) await keepOpen(client.url);
  })());
});

const pageCaches = async () => (await caches.keys()).filter((name) => name.startsWith("pages-"));

async function forgetPages(except = "") {
  for (const name of await pageCaches()) if (name !== except) await caches.delete(name);
}

async function keep(request, response) {
  const account = response.headers.get("X-Sinergi-Keep");
  if (!account || !response.ok) return;
  const whole = new Response(await response.blob(), response);  // what breaks off must not take the place of what is kept
  const name = `pages-${account}`;
  await forgetPages(name);
  const cache = await caches.open(name);
  await cache.put(request, whole);
  const kept = await cache.keys();
  for (const old of kept.slice(0, Math.max(0, kept.length - PAGES_MOST))) await cache.delete(old);
}

// The pages that were open when this worker came: they were fetched without it.
async function keepOpen(url) {
  const response = await fetch(url).catch(() => null);
  if (response) await keep(new Request(url), response);
}

function offline() {
  const html = `<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Tanpa jaringan</title>
<link rel="stylesheet" href="${SHELL[0]}"><link rel="stylesheet" href="${SHELL[1]}"><link rel="stylesheet" href="${SHELL[2]}"><link rel="stylesheet" href="${SHELL[4]}">
<main><div class="empty"><h1>Tidak ada jaringan</h1><p>Halaman ini belum tersimpan di perangkat. Isian yang sudah diketik tetap aman dan dikirim saat jaringan kembali.</p>
<p lang="en">No network. This page is not kept on the device; figures you typed are safe and are sent when the network is back.</p><p><a href="/">Beranda</a></p></div></main>`;
  return new Response(html, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

async function page(event) {
  try {
    const response = await fetch(event.request);
    event.waitUntil(keep(event.request, response.clone()));
    return response;
  } catch {
    for (const name of await pageCaches()) {
      const kept = await (await caches.open(name)).match(event.request);
      if (kept) return kept;
    }
    return offline();
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && url.pathname === "/logout") event.waitUntil(forgetPages());
  if (request.method !== "GET") return;
  if (SHELL.includes(url.pathname)) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  } else if (request.mode === "navigate") {
    event.respondWith(page(event));
  }
});
