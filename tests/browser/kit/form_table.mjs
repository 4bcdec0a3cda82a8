// The form as the page shows it against the sheet that a spreadsheet has computed.
import assert from "node:assert/strict";

// "1.234.567,89" → 1234567.89; null for what is no figure.
export function readFigure(text) {
  const bare = text.replace(/[\s\u00a0%]|Rp/g, "");
  return /^-?\d{1,3}(\.\d{3})*(,\d+)?$|^-?\d+(,\d+)?$/.test(bare) ? Number(bare.replaceAll(".", "").replace(",", ".")) : null;
}

const places = (text) => text.match(/,(\d+)/)?.[1].length ?? 0;

// Half a unit of the last place shown, and a little for the spreadsheet's binary fractions.
function agrees(shown, computed) {
  return Math.abs(readFigure(shown) - Number(computed)) <= 0.5 * 10 ** -places(shown) + 1e-9 * Math.abs(Number(computed));
}

// Rows of cells as wide as the form; a footer's title is padded on its left. A figure stands in a column of figures.
async function pageRows(page) {
  return page.locator("table.form-table").evaluate((table) => {
    const columns = [...table.querySelectorAll("col")].map((column) => /c-(quantity|money|percent)/.test(column.className));
    return [...table.querySelectorAll("tbody tr, tfoot tr")].map((row) => {
      const cells = [...row.children].map((cell) => cell.textContent.trim());
      const wide = [...Array(columns.length - cells.length).fill(""), ...cells];
      return wide.map((text, i) => ({ text, figure: columns[i] }));
    });
  });
}

// Fails with every cell that differs; answers how many figures were compared.
export async function formulasAgree(page, sheet) {
  const rows = await pageRows(page);
  const numbered = sheet.findIndex((cells) => cells[0] === "1" && cells.includes("2") && cells.includes("3"));
  assert.ok(numbered > 0, "the row of column numbers is missing");
  const wrong = [];
  let compared = 0;
  rows.forEach((cells, r) => cells.forEach(({ text, figure }, c) => {
    if (!figure || readFigure(text) === null) return;
    const computed = sheet[numbered + 1 + r]?.[c] ?? "";
    ++compared;
    if (computed === "" || !agrees(text, computed)) wrong.push(`row ${r + 1}, cell ${c + 1}: page ${text}, sheet ${computed}`);
  }));
  assert.deepEqual(wrong, []);
  return compared;
}
