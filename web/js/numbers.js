// Numbers as people paste them. The server decides what a typed figure means; here a block from Excel is only turned
// into Indonesian writing, and what could mean two things is rejected, never guessed.
const SHAPES = {
  id: /^[+\-−]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$/,
  en: /^[+\-−]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/,
};

export const looksNumeric = (text) => /^[+\-−]?[\d.,\s]*\d[\d.,\s]*%?$/.test(text.trim());

// Which way a list of texts is written: "id", "en", "both" (nothing tells), or "mixed".
export function styleOf(texts) {
  const numbers = texts.map((text) => text.trim().replace(/\s|%$/g, "")).filter((text) => text !== "" && looksNumeric(text));
  const id = numbers.every((text) => SHAPES.id.test(text));
  const en = numbers.every((text) => SHAPES.en.test(text));
  return id && en ? "both" : id ? "id" : en ? "en" : "mixed";
}

// The figure in Indonesian writing, or null when it is no number of that style. Texts stay as they are.
export function toIndonesian(text, style) {
  const bare = text.trim().replace(/[\s\u00a0]/g, "").replace(/%$/, "");
  if (bare === "" || !looksNumeric(text)) return text.trim();
  if (!SHAPES[style].test(bare)) return null;
  return style === "id" ? bare : bare.replaceAll(",", "").replace(".", ",");
}

// Rows and cells of what Excel puts on the clipboard: tabs, line ends, quoted cells with line ends in them.
export function readTsv(text) {
  const rows = [[]];
  let cell = "", quoted = false;
  for (let i = 0; i < text.length; ++i) {
    const c = text[i];
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') cell += text[++i];
      else if (c === '"') quoted = false;
      else cell += c;
    } else if (c === '"' && cell === "") quoted = true;
    else if (c === "\t") (rows.at(-1).push(cell), (cell = ""));
    else if (c === "\n") (rows.at(-1).push(cell), (cell = ""), rows.push([]));
    else if (c !== "\r") cell += c;
  }
  rows.at(-1).push(cell);
  if (rows.length > 1 && rows.at(-1).length === 1 && rows.at(-1)[0] === "") rows.pop();
  return rows;
}
