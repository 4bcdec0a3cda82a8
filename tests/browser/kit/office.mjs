// LibreOffice as the reader of our workbooks: it computes every formula anew and tells the figures.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { unzip, zip } from "./zip.mjs";

const kOffice = ["/usr/bin/soffice", "/usr/bin/libreoffice"].find(existsSync);
const kConvertMs = 240_000;
// 0: always compute anew when a file of Excel's kind is opened.
const kSettings = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`;
// Comma, quotes, UTF-8, from line 1; values as they are, not as they are shown.
const kCsv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false";

export const hasOffice = Boolean(kOffice);

// The first sheet's rows of cells, in full precision.
export function readSheet(workbook) {
  const folder = mkdtempSync(path.join(tmpdir(), "sinergi-office-"));
  try {
    mkdirSync(path.join(folder, "profile", "user"), { recursive: true });
    writeFileSync(path.join(folder, "profile", "user", "registrymodifications.xcu"), kSettings);
    writeFileSync(path.join(folder, "book.xlsx"), workbook);
    execFileSync(kOffice, [`-env:UserInstallation=file://${folder}/profile`, "--headless", "--convert-to", kCsv,
      "--outdir", folder, path.join(folder, "book.xlsx")], { timeout: kConvertMs, stdio: "pipe" });
    return readCsv(readFileSync(path.join(folder, "book.csv"), "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function readCsv(text) {
  const rows = [[]];
  let cell = "", quoted = false;
  for (let i = 0; i < text.length; ++i) {
    const c = text[i];
    if (quoted && c === '"' && text[i + 1] === '"') cell += text[++i];
    else if (c === '"') quoted = !quoted;
    else if (quoted || !/[,\n]/.test(c)) cell += c;
    else {
      rows.at(-1).push(cell);
      cell = "";
      if (c === "\n") rows.push([]);
    }
  }
  rows.at(-1).push(cell);
  return rows;
}

// The workbook without the results that came with its formulas, and how many formulas it has: what a reader shows
// afterwards it has computed itself.
export function withoutResults(workbook) {
  const parts = unzip(workbook);
  let formulas = 0;
  for (const [name, content] of parts) {
    if (!/^xl\/worksheets\/sheet\d+\.xml$/.test(name)) continue;
    const text = content.toString("utf8").replace(/(<f[ >][^<]*<\/f>)<v>[^<]*<\/v>/g, (_, formula) => (++formulas, formula));
    parts.set(name, Buffer.from(text));
  }
  return { workbook: zip(parts), formulas };
}
