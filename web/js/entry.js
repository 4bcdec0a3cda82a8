// The entry page: the grid, the queue behind it, and the line that always says where the figures are.
import { Grid } from "./grid.js";
import * as queue from "./queue.js";
import { flush } from "./send.js";
import { element, t, timeText } from "./words.js";

const form = document.getElementById("entry");
const { account, period } = form.dataset;
const table = form.querySelector("table");
const sync = document.getElementById("sync");
const words = sync.querySelector("[data-words]");
let sentAt = "";
let trouble = "";

queue.setAccount(account);
const grid = new Grid(table, {
  changed: keep,
  pasted: async (cell, text) => {
    const { preview } = await import("./paste.js");
    preview(grid, cell, text, (steps) => {
      for (const step of steps) grid.setText(step.cell, step.text);
      for (const row of new Set(steps.map((step) => step.row))) keep(row);
    });
  },
});
document.documentElement.classList.add("grid-on");

const rowOf = (indicator) => table.querySelector(`tr[data-id="${CSS.escape(indicator)}"]`);

async function keep(row) {
  const entry = {
    account, period, indicator: row.dataset.id, values: grid.values(row), row_version: row.dataset.rv,
    key: queue.newKey(), state: "waiting", error: null, server: null, at: Date.now(),
  };
  mark(row, "waiting");
  await queue.put(entry);
  await show();
  send();
}

async function send() {
  const outcome = await flush(account, told);
  trouble = outcome === "sent" ? "" : outcome;
  await show();
}

function told(entry, outcome, answer) {
  if (outcome === "sent") sentAt = timeText(new Date(answer.at));
  const row = entry.period === period ? rowOf(entry.indicator) : null;
  if (!row) return;
  if (outcome === "sent") {
    row.dataset.rv = answer.measurement.row_version;
    const hidden = row.querySelector("input[data-rv]");
    if (hidden) hidden.value = row.dataset.rv;
    warn(row, answer.warnings ?? []);
    const percent = row.querySelector("[data-achievement]");
    if (percent) percent.textContent = answer.achievement ? printPercent(answer.achievement) : "";
    mark(row, "sent");
  } else {
    mark(row, outcome, { ...entry, error: answer.error, server: answer.measurement });
  }
}

// "105.882353" -> "105,88 %"; rounded half-up on the digits, never through a double.
function printPercent(plain) {
  const [whole, part = ""] = plain.split(".");
  const units = BigInt(whole + part.padEnd(6, "0").slice(0, 6));
  const cents = String((units + 5000n) / 10000n).padStart(3, "0");
  return `${cents.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ".")},${cents.slice(-2)} %`;
}

function warn(row, warnings) {
  const place = row.querySelector("[data-warn]");
  const reason = row.querySelector("[data-reason]");
  place.replaceChildren(...warnings.map((code) => element("p", { class: "tag warn wrap" }, t(`warn_${code}`))));
  if (reason) reason.hidden = warnings.length === 0 && grid.values(row).jump_reason === "";
}

// Shows on the row where its figures are: waiting here, sent, in conflict, or rejected.
function mark(row, state, entry) {
  row.dataset.sync = state;
  const place = row.querySelector("[data-sync-text]");
  place.replaceChildren();
  if (state === "waiting") place.append(element("span", { class: "soft" }, t("row_waiting")));
  if (state === "sent") place.append(element("span", { class: "soft" }, t("row_sent")));
  if (state === "rejected") place.append(rejection(entry));
  if (state === "conflict") place.append(conflict(row, entry));
}

function rejection(entry) {
  const lines = [entry.error?.text ?? t("row_rejected"), ...(entry.error?.fields ?? []).map((field) => field.text)];
  const drop = element("button", { type: "button", class: "btn secondary small" }, t("drop"));
  drop.addEventListener("click", async () => (await queue.remove(entry), location.reload()));
  return element("div", { class: "stack tight" }, element("strong", { class: "error" }, t("row_rejected")),
    ...lines.map((line) => element("span", {}, line)), drop);
}

// Both values side by side; the person chooses.
function conflict(row, entry) {
  const theirs = entry.server;
  const list = element("dl", { class: "facts" });
  for (const [field, mine] of Object.entries(entry.values)) {
    if (mine === (theirs[field] ?? "")) continue;
    const label = row.querySelector(`[data-f="${field}"]`)?.dataset.name?.split(":")[0] ?? field;
    list.append(element("dt", {}, label), element("dd", {}, element("span", {}, `${t("mine")}: ${mine || "–"}`), element("br"),
      element("span", {}, `${t("theirs")}: ${theirs[field] || "–"}`)));
  }
  const useMine = element("button", { type: "button", class: "btn small" }, t("use_mine"));
  const useTheirs = element("button", { type: "button", class: "btn secondary small" }, t("use_theirs"));
  useMine.addEventListener("click", async () => {
    row.dataset.rv = theirs.row_version;
    await keep(row);
  });
  useTheirs.addEventListener("click", async () => {
    for (const cell of row.querySelectorAll("[data-f]")) grid.setText(cell, theirs[cell.dataset.f] ?? "");
    row.dataset.rv = theirs.row_version;
    await queue.remove(entry);
    mark(row, "sent");
    await show();
  });
  return element("div", { class: "stack tight" }, element("strong", { class: "error" }, t("row_conflict")), list,
    element("div", { class: "row" }, useMine, useTheirs));
}

async function show() {
  const entries = await queue.all(account);
  const waiting = entries.filter((entry) => entry.state === "waiting").length;
  const stuck = entries.length - waiting;
  const parts = [t("sync_saved")];
  if (sentAt) parts.push(t("sync_sent", sentAt));
  if (waiting) parts.push(t("sync_waiting", waiting));
  if (stuck) parts.push(t("sync_stuck", stuck));
  if (trouble) parts.push(t(trouble === "login" ? "sync_login" : "sync_offline"));
  words.textContent = parts.join(" · ");
  sync.dataset.state = stuck ? "stuck" : waiting ? "waiting" : "sent";
}

// What still waits from earlier lies over what the server sent.
async function overlay() {
  for (const entry of await queue.all(account)) {
    const row = entry.period === period ? rowOf(entry.indicator) : null;
    if (!row) continue;
    for (const [field, text] of Object.entries(entry.values)) {
      const cell = row.querySelector(`[data-f="${field}"]`);
      if (cell) grid.setText(cell, text);
    }
    mark(row, entry.state, entry);
  }
}

// Submitting and leaving by form go to the server's page: send what waits first.
form.addEventListener("submit", async (event) => {
  const button = event.submitter;
  event.preventDefault();
  grid.close(true);
  await send();
  const open = await queue.all(account);
  if (open.length > 0) return alert(t("submit_waiting", open.length));
  const target = element("input", { type: "hidden", name: button?.name ?? "do", value: button?.value ?? "" });
  form.append(target);
  form.submit();
});

sync.querySelector("button").addEventListener("click", send);
addEventListener("online", send);
addEventListener("focus", send);
addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());
navigator.storage?.persist?.().catch(() => {});
await overlay();
await send();
