// The words of a PDF, by Poppler's pdftotext.
import { execFileSync } from "node:child_process";

export function pdfText(bytes) {
  return execFileSync("pdftotext", ["-layout", "-", "-"], { input: bytes, encoding: "utf8", timeout: 60_000 });
}
