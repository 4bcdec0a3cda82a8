// axe-core in the page: no violation of WCAG 2.2 A and AA, nor of its good practices.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// Each violation as one line: rule, how bad, and where.
export async function violations(page) {
  if (!(await page.evaluate(() => Boolean(window.axe)))) await page.evaluate(source);
  await page.evaluate(async () => {  // colours on their way to another scheme are no barrier
    await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
    await Promise.allSettled(document.getAnimations().map((one) => one.finished));
  });
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }).then((r) => r.violations));
  return found.flatMap((rule) => rule.nodes.slice(0, 3).map((node) =>
    `${rule.id} (${rule.impact}): ${node.target.join(" ")} – ${node.failureSummary.split("\n").slice(1).join("; ").trim()}`));
}
