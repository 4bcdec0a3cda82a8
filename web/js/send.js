// Sends what waits, one entry after another, and writes the server's verdict back into the queue.
// Outcomes told to `tell(entry, outcome, answer)`: "sent", "conflict", "rejected". Answers "sent" | "offline" | "login".
import * as queue from "./queue.js";

const csrfTag = () => document.querySelector('meta[name="csrf"]');
let running = Promise.resolve();

// A page kept on the device may carry the token of an ended session: read a fresh one.
async function freshCsrf() {
  const response = await fetch("/", { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const token = page.querySelector('meta[name="csrf"]')?.content;
  if (token) csrfTag().content = token;
  return Boolean(token);
}

export async function call(method, url, body) {
  return fetch(url, {
    method,
    redirect: "error",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-Csrf-Token": csrfTag()?.content ?? "" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

async function sendOne(entry, tell, again = true) {
  const response = await call("PUT", `/api/measurements/${entry.indicator}/${entry.period}`, {
    ...entry.values, row_version: entry.row_version, key: entry.key,
  });
  const answer = await response.json().catch(() => ({}));
  if (response.status === 401) return "login";
  if (response.status === 403 && again) return (await freshCsrf()) ? sendOne(entry, tell, false) : "login";
  if (response.status >= 500 || response.status === 429 || response.status === 408) return "offline";
  if (response.ok) {
    const version = answer.measurement.row_version;
    tell(entry, "sent", answer);  // first: an edit made while the entry is settled must start from the new version
    await queue.settle(entry, (now, same) => (same ? null : { ...now, row_version: version }));
  } else {
    const state = response.status === 409 && answer.measurement ? "conflict" : "rejected";
    await queue.settle(entry, (now, same) => (same ? { ...now, state, error: answer.error ?? null, server: answer.measurement ?? null } : now));
    tell(entry, state, answer);
  }
  return "sent";
}

// Until nothing is left to try: what is typed while a request is under way is found in the next round.
async function sendAll(account, tell) {
  const tried = new Set();
  for (;;) {
    const entry = (await queue.all(account)).find((one) => one.state === "waiting" && !tried.has(one.key));
    if (!entry) return "sent";
    tried.add(entry.key);
    let outcome = "offline";
    try {
      outcome = await sendOne(entry, tell);
    } catch {
      return "offline";
    }
    if (outcome !== "sent") return outcome;
  }
}

// One after another in this tab, and one tab at a time where the browser can tell.
export function flush(account, tell) {
  const go = () => (navigator.locks ? navigator.locks.request("sinergi-send", () => sendAll(account, tell)) : sendAll(account, tell));
  running = running.then(go, go);
  return running;
}
