// The grid: a table whose editable cells are text, with one active editor at a time.
//
//   const grid = new Grid(table, { changed(row) {…}, pasted(cell, text) {…} });
//
// Keys: arrows move; Enter, F2 or typing edits; while editing Enter goes down, Shift+Enter up, Tab and Shift+Tab to the
// neighbour, Alt+Enter makes a new line, Esc puts the old text back. A cell is <td data-f="field"> (or a div of that kind).
const NUMBER = "realised";

export class Grid {
  constructor(table, { changed, pasted }) {
    Object.assign(this, { table, changed, pasted, editor: null, cell: null, before: "" });
    table.setAttribute("role", "grid");
    for (const row of this.rows()) this.dress(row);
    this.cells()[0]?.setAttribute("tabindex", "0");
    table.addEventListener("click", (event) => this.onClick(event));
    table.addEventListener("keydown", (event) => this.onKey(event));
    table.addEventListener("focusin", (event) => this.onFocus(event));
    table.addEventListener("focusout", (event) => this.onBlur(event));
    table.addEventListener("paste", (event) => this.onPaste(event));
  }

  rows() { return [...this.table.querySelectorAll("tr[data-id]")]; }
  cells(row = this.table) { return [...row.querySelectorAll("[data-edit] [data-f]")].filter((cell) => cell.offsetParent !== null); }

  // Turns a row's inputs into text.
  dress(row) {
    for (const th of row.querySelectorAll("th")) th.setAttribute("role", "rowheader");
    for (const td of row.children) if (td.tagName === "TD") td.setAttribute("role", "gridcell");
    for (const cell of row.querySelectorAll("[data-f]")) {
      const input = cell.querySelector("input, textarea");
      if (!input) continue;
      cell.textContent = input.value;
      cell.dataset.limit = input.maxLength > 0 ? input.maxLength : "";
      cell.setAttribute("tabindex", "-1");
      cell.dataset.name = input.getAttribute("aria-label");
      if (cell.tagName === "TD") continue;  // its name is its text, with the headers of row and column
      cell.setAttribute("role", "textbox");
      cell.setAttribute("aria-label", cell.dataset.name);
    }
  }

  text(cell) { return cell === this.cell ? this.editor.value : cell.textContent; }
  values(row) {
    return Object.fromEntries([...row.querySelectorAll("[data-f]")].map((cell) => [cell.dataset.f, this.text(cell).trim()]));
  }
  setText(cell, text) {
    if (cell === this.cell) this.editor.value = text;
    else cell.textContent = text;
  }

  onClick(event) {
    const cell = event.target.closest("[data-edit] [data-f]");
    if (cell && cell !== this.cell) this.edit(cell);
  }

  onFocus(event) {
    const cell = event.target.closest("[data-edit] [data-f]");
    if (!cell) return;
    for (const other of this.table.querySelectorAll('[data-f][tabindex="0"]')) other.tabIndex = -1;
    cell.tabIndex = 0;
  }

  onBlur(event) {
    if (event.target === this.editor && !this.closing) this.close(true);
  }

  edit(cell, first = null) {
    this.close(true);
    const number = cell.dataset.f === NUMBER;
    const editor = document.createElement(number ? "input" : "textarea");
    if (number) Object.assign(editor, { type: "text", inputMode: "decimal", autocomplete: "off" });
    if (cell.dataset.limit) editor.maxLength = Number(cell.dataset.limit);
    editor.setAttribute("aria-label", cell.dataset.name ?? "");
    this.before = cell.textContent;
    editor.value = first ?? this.before;
    cell.textContent = "";
    cell.append(editor);
    Object.assign(this, { editor, cell });
    editor.focus();
    if (first === null && number) editor.select();
  }

  // Ends editing; keep = false puts the old text back.
  close(keep) {
    if (!this.editor || this.closing) return;
    this.closing = true;
    const { cell, editor, before } = this;
    const text = keep ? editor.value.trim() : before;
    this.editor = this.cell = null;
    editor.remove();
    cell.textContent = text;
    this.closing = false;
    if (text !== before) this.changed(cell.closest("tr"), cell);
  }

  onKey(event) {
    const cell = event.target.closest("[data-edit] [data-f]");
    if (!cell || event.isComposing) return;
    if (this.editor) this.keyWhileEditing(event, cell);
    else this.keyWhileMoving(event, cell);
  }

  keyWhileEditing(event, cell) {
    if (event.key === "Enter" && (event.altKey || event.ctrlKey)) {
      if (this.editor.tagName === "TEXTAREA") this.editor.setRangeText("\n", this.editor.selectionStart, this.editor.selectionEnd, "end");
    } else if (event.key === "Enter") {
      this.close(true);
      this.focus(this.beside(cell, 0, event.shiftKey ? -1 : 1) ?? cell);
    } else if (event.key === "Escape") {
      this.close(false);
      this.focus(cell);
    } else if (event.key === "Tab") {
      const all = this.cells();
      const next = all[all.indexOf(cell) + (event.shiftKey ? -1 : 1)];
      this.close(true);
      if (!next) return;
      this.edit(next);
    } else return;
    event.preventDefault();
  }

  keyWhileMoving(event, cell) {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (step) this.focus(this.beside(cell, ...step) ?? cell);
    else if (event.key === "Enter" || event.key === "F2") this.edit(cell);
    else if (event.key === "Delete" || event.key === "Backspace") this.edit(cell, "");
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) this.edit(cell, event.key);
    else return;
    event.preventDefault();
  }

  beside(cell, dx, dy) {
    if (dx) {
      const all = this.cells(cell.closest("tr"));
      return all[all.indexOf(cell) + dx];
    }
    const column = this.cells().filter((other) => other.dataset.f === cell.dataset.f);
    return column[column.indexOf(cell) + dy];
  }

  focus(cell) {
    cell.tabIndex = 0;
    cell.focus();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  onPaste(event) {
    const cell = event.target.closest("[data-edit] [data-f]");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!cell || text === "" || (this.editor && !/[\t\n]/.test(text.trimEnd()))) return;
    event.preventDefault();
    this.close(false);
    this.pasted(cell, text);
  }
}
