// A register's form: fields that show or are required by what is typed, rows added to tables, search beside fields of
// codes, people and records, the place of this device. Without this script the server does the same when the form is sent.
const form = document.querySelector("form[data-register]");
const kPause = 250;

// ---- conditions: ["and", a, b], {"f": field}, {"v": value}; nothing stays nothing ----

const field = (name) => form.querySelector(`[data-field="${CSS.escape(name)}"]`);

function typed(name) {
  const place = field(name);
  if (!place || place.hidden) return null;
  const boxes = [...place.querySelectorAll('input[type="checkbox"]')];
  if (boxes.length > 0) return boxes.filter((box) => box.checked).map((box) => box.value);
  const control = place.querySelector('input[type="radio"]:checked') ?? place.querySelector('select, textarea, input:not([type="hidden"], [type="radio"])');
  const text = control?.value.trim() ?? "";
  if (text === "") return null;
  if (control.inputMode === "decimal") return number(text.replaceAll(".", "").replace(",", "."));
  if (control.type === "radio" && (text === "yes" || text === "no")) return text === "yes";
  return text;
}

function number(text) {
  const value = Number(text);
  return Number.isNaN(value) ? null : value;
}

function literal(value) {
  if (Array.isArray(value)) return value.map(literal);
  return value && typeof value === "object" ? number(value.number) : value;
}

const compared = (test) => (a, b) => (a === null || b === null ? null : test(a, b));
const both = {
  "=": compared((a, b) => a === b), "!=": compared((a, b) => a !== b),
  "<": compared((a, b) => a < b), "<=": compared((a, b) => a <= b),
  ">": compared((a, b) => a > b), ">=": compared((a, b) => a >= b),
  has: compared((a, b) => Array.isArray(a) && a.includes(b)),
};

function evaluate(node) {
  if (!Array.isArray(node)) return "f" in node ? typed(node.f) : literal(node.v ?? null);
  const [op, ...parts] = node;
  const values = parts.map(evaluate);
  if (op === "and") return values.includes(false) ? false : values.includes(null) ? null : true;
  if (op === "or") return values.includes(true) ? true : values.includes(null) ? null : false;
  if (op === "not") return values[0] === null ? null : !values[0];
  if (op === "empty") return values[0] === null || values[0].length === 0;
  if (op === "list") return values;
  if (op === "in") return values[0] === null ? null : values.slice(1).flat().includes(values[0]);
  return both[op] ? both[op](...values) : undefined;
}

// What only the server can tell stays shown.
function apply() {
  for (const place of form.querySelectorAll("[data-show]")) {
    const shown = evaluate(JSON.parse(place.dataset.show));
    place.hidden = shown === false || shown === null;
    for (const control of place.querySelectorAll("input, select, textarea, button")) control.disabled = place.hidden;
  }
  for (const place of form.querySelectorAll("[data-need]")) {
    const mark = place.querySelector("[data-mark]");
    mark.textContent = evaluate(JSON.parse(place.dataset.need)) === true ? ` ${form.dataset.required}` : "";
  }
}

// ---- rows ----

function addRow(button) {
  const body = button.closest("[data-field]").querySelector("[data-rows] tbody");
  const row = body.lastElementChild.cloneNode(true);
  const next = body.children.length;
  for (const control of row.querySelectorAll("input, select")) {
    control.value = "";
    control.name = control.name.replace(/\.\d+\./, `.${next}.`);
    control.setAttribute("aria-label", control.getAttribute("aria-label").replace(/\d+$/, next + 1));
  }
  body.append(row);
  row.querySelector("input, select").focus();
}

// ---- search ----

let timer = 0;
async function suggest(input) {
  const response = await fetch(`${input.dataset.source}?q=${encodeURIComponent(input.value)}`, { headers: { Accept: "application/json" } });
  if (!response.ok) return;
  const options = (await response.json()).map(({ value, text }) => Object.assign(document.createElement("option"), { value, label: text || value }));
  document.getElementById(input.getAttribute("list")).replaceChildren(...options);
}

function locate(button) {
  const target = document.getElementById(button.dataset.locate);
  navigator.geolocation?.getCurrentPosition(({ coords }) => {
    target.value = `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`;
  });
}

form.addEventListener("input", (event) => {
  apply();
  if (!event.target.matches("[data-source]")) return;
  clearTimeout(timer);
  timer = setTimeout(() => suggest(event.target).catch(() => {}), kPause);
});
form.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-source]")) suggest(event.target).catch(() => {});
});
form.addEventListener("click", (event) => {
  const add = event.target.closest("[data-add-row]"), place = event.target.closest("[data-locate]");
  if (add) (event.preventDefault(), addRow(add));
  if (place) locate(place);
});
apply();
