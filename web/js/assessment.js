// The item of an assessment saves itself: a moment after the last change, one request at a time. Without scripts, or when
// that fails, the form's own buttons save.
import { call } from "./send.js";
import { timeText } from "./words.js";

const kPause = 900;
const form = document.querySelector("form[data-answer]");
const version = form.elements.row_version;
const status = form.querySelector("[data-saved]");
let timer = 0, running = null, stopped = false;
let kept = JSON.stringify(typed());

function typed() {
  const data = new FormData(form);
  return { value: data.get("value") ?? "", met: data.getAll("met"), explanation: data.get("explanation") ?? "" };
}

function say(text, bad = false) {
  status.textContent = text;
  status.classList.toggle("error", bad);
}

async function save() {
  const now = typed();
  const text = JSON.stringify(now);
  if (stopped || text === kept) return;
  say(status.dataset.textSaving);
  let response, answer;
  try {
    response = await call("PUT", form.dataset.answer, { ...now, row_version: version.value });
    answer = await response.json();
  } catch {
    return say(status.dataset.textOffline, true);
  }
  if (response.ok) {
    kept = text;
    version.value = answer.answer.row_version;
    const time = timeText(new Date());
    return say(status.dataset.textSaved.replace("{0}", time));
  }
  stopped = response.status === 409;  // the button then shows both
  say([answer.error?.text, ...(answer.error?.fields ?? []).map((field) => field.text)].filter(Boolean).join(" "), true);
}

// What is typed while a request is under way is saved in the next.
async function settle() {
  clearTimeout(timer);
  await running;
  running = save();
  await running;
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(settle, kPause);
});
form.addEventListener("submit", async (event) => {
  clearTimeout(timer);
  if (!running) return;
  event.preventDefault();
  const button = event.submitter;
  await running;
  running = null;
  form.requestSubmit(button);
});
