// A form that needs no account: the work is done beside the typing; a form sent before it is done waits for it.
const form = document.querySelector("form[data-challenge]");
const { challenge, bits, worker: source } = form.dataset;
const told = form.querySelector("[data-working]");
let waiting = null, failed = false;

const worker = new Worker(source, { type: "module" });
worker.addEventListener("message", ({ data }) => {
  form.elements.work.value = data;
  worker.terminate();
  if (told) told.hidden = true;
  if (waiting) form.requestSubmit(waiting.button ?? undefined);
});
worker.addEventListener("error", () => {  // as without script: the server lets a few through, slowly
  failed = true;
  if (waiting) form.requestSubmit(waiting.button ?? undefined);
});
worker.postMessage({ challenge, bits: Number(bits) });

form.addEventListener("submit", (event) => {
  if (failed || form.elements.work.value !== "" || event.submitter?.name === "rows") return;
  event.preventDefault();
  waiting = { button: event.submitter };
  if (told) told.hidden = false;
});
