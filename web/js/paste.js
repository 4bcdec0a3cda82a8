// Paste from Excel: a preview of what goes where; nothing is dropped silently. Cells that cannot be read are listed and
// left out; figures that could be written in two ways ask for the separators.
import { looksNumeric, readTsv, styleOf, toIndonesian } from "./numbers.js";
import { element, t } from "./words.js";

// Answers the list of {cell, row, text, good, why} for a block put at `cell`.
function plan(grid, cell, block, style) {
  const rows = grid.rows();
  const from = rows.indexOf(cell.closest("tr"));
  const fields = [...cell.closest("tr").querySelectorAll("[data-f]")].map((one) => one.dataset.f);
  const left = fields.indexOf(cell.dataset.f);
  const steps = [];
  block.forEach((line, y) => line.forEach((text, x) => {
    const row = rows[from + y];
    const target = row?.querySelector(`[data-f="${fields[left + x]}"]`);
    const step = { row, cell: target, text: text.trim(), from: text, good: true, why: "" };
    if (!row || !target) step.why = t("paste_outside");
    else if (!("edit" in row.dataset)) step.why = t("paste_closed");
    else if (target.dataset.f === "realised") {
      const figure = toIndonesian(text, style);
      if (figure === null) step.why = t("paste_number");
      else step.text = figure;
    }
    if (!step.why && target.dataset.limit && step.text.length > Number(target.dataset.limit)) step.why = t("paste_long");
    step.good = step.why === "";
    steps.push(step);
  }));
  return steps;
}

function listOf(steps) {
  const body = element("tbody");
  for (const step of steps) {
    const name = step.row?.querySelector("[data-name]")?.textContent ?? "–";
    const verdict = element("span", { class: step.good ? "tag good" : "tag bad" }, step.good ? t("paste_ok") : step.why);
    body.append(element("tr", {}, element("td", {}, name), element("td", {}, step.cell?.dataset.name?.split(":")[0] ?? "–"),
      element("td", {}, step.good ? step.text : step.from), element("td", {}, verdict)));
  }
  const head = element("tr", {}, ...["paste_indicator", "paste_column", "paste_value", "paste_verdict"].map((key) => element("th", { scope: "col" }, t(key))));
  return element("div", { class: "table-wrap", tabindex: "0" }, element("table", {}, element("thead", {}, head), body));
}

export function preview(grid, cell, text, apply) {
  const block = readTsv(text);
  const figures = block.flat().filter(looksNumeric);
  const found = styleOf(figures);
  let steps = [];
  const choice = element("select", { id: "paste-style" }, element("option", { value: "id" }, t("paste_style_id")), element("option", { value: "en" }, t("paste_style_en")));
  choice.value = found === "en" ? "en" : "id";
  const space = element("div");
  const sum = element("p", { role: "status" });
  const take = element("button", { class: "btn", type: "button" }, t("paste_take"));
  const leave = element("button", { class: "btn secondary", type: "button" }, t("cancel"));
  const dialog = element("dialog", { "aria-labelledby": "paste-title" }, element("div", {},
    element("h2", { id: "paste-title" }, t("paste_title")), sum,
    element("div", { class: "field" }, element("label", { for: "paste-style" }, t("paste_style")), choice,
      element("span", { class: "hint" }, t(found === "mixed" ? "paste_mixed" : "paste_hint"))),
    space, element("div", { class: "row" }, take, leave)));
  const show = () => {
    steps = plan(grid, cell, block, choice.value);
    const good = steps.filter((step) => step.good).length;
    sum.textContent = t("paste_sum", good, steps.length - good);
    take.disabled = good === 0;
    space.replaceChildren(listOf([...steps].sort((a, b) => a.good - b.good)));
  };
  choice.addEventListener("change", show);
  leave.addEventListener("click", () => dialog.close());
  take.addEventListener("click", () => (apply(steps.filter((step) => step.good)), dialog.close()));
  dialog.addEventListener("close", () => (dialog.remove(), grid.focus(cell)));
  document.body.append(dialog);
  show();
  dialog.showModal();
}
