// Minutes save themselves, each agenda item by itself: a moment after the last change, one request at a time. Where
// somebody else has saved meanwhile nothing is overwritten; the form's button then shows both.
import { call } from "./send.js";
import { timeText } from "./words.js";

const kPause = 900;

class Minutes {
  constructor(form) {
    this.form = form;
    this.field = form.elements.minutes;
    this.version = form.elements.row_version;
    this.status = form.querySelector("[data-saved]");
    this.kept = this.field.value;
    this.running = Promise.resolve();
    form.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.settle(), kPause);
    });
  }

  get waiting() {
    return !this.stopped && this.field.value !== this.kept;
  }

  say(text, bad = false) {
    this.status.textContent = text;
    this.status.classList.toggle("error", bad);
  }

  async save() {
    if (!this.waiting) return;
    const minutes = this.field.value;
    this.say(this.status.dataset.textSaving);
    let response, answer;
    try {
      response = await call("PUT", this.form.dataset.minutes, { minutes, row_version: this.version.value });
      answer = await response.json();
    } catch {
      return this.say(this.status.dataset.textOffline, true);
    }
    if (response.ok) {
      this.kept = minutes;
      this.version.value = answer.item.row_version;
      const time = timeText(new Date());
      return this.say(this.status.dataset.textSaved.replace("{0}", time));
    }
    this.stopped = response.status === 409;
    this.say([answer.error?.text, ...(answer.error?.fields ?? []).map((field) => field.text)].filter(Boolean).join(" "), true);
  }

  settle() {
    clearTimeout(this.timer);
    this.running = this.running.then(() => this.save());
    return this.running;
  }
}

const all = [...document.querySelectorAll("form[data-minutes]")].map((form) => new Minutes(form));

// Another form of the page leaves it: what was typed last is saved first.
document.addEventListener("submit", async (event) => {
  const others = all.filter((one) => one.form !== event.target && one.waiting);
  if (others.length === 0) return;
  event.preventDefault();
  await Promise.all(others.map((one) => one.settle()));
  for (const one of others) one.stopped = true;
  event.target.requestSubmit(event.submitter);
});
