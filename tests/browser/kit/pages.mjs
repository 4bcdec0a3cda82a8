// Every page a person can open in the example region, with who opens it. Addresses with figures' ids are looked up.
export const kOpenPages = ["/login", "/verifikasi", "/layanan", "/layanan/ppid-request", "/layanan/complaints", "/layanan/periksa", "/layanan/daftar/ppid-information"];
export const kPages = [
  ["petugas.infra", "/"], ["petugas.infra", "/entry?period=2024-Q4"], ["petugas.infra", "/entry?period=2024-Q3"],
  ["verifikator", "/verify?period=2024-Q3"], ["kepala", "/dashboard?period=2024-Q3"], ["kepala", "/dashboard?period=2024-Q3&wall=1"],
  ["kepala", "/evaluation?period=2024-Q3"], ["kepala", "/e81?period=2024-Q3"], ["kepala", "/plan?period=2024-Q3"], ["kepala", "/plan/funding?period=2024-Q3"],
  ["perencana", "/import"], ["perencana", "/quarters"], ["kepala", "/doctor"], ["kepala", "/account"],
  ["admin", "/units"], ["admin", "/units/new"], ["admin", "/people"], ["admin", "/people/new"], ["auditor", "/audit"],
  ["evaluator", "/assessments"], ["admin", "/assessments/new"], ["perencana", "/assessments/targets"],
  ["kepala", "/region"], ["evaluator", "/region/import"],
  ["evaluator", "/government?period=2024-Q3"], ["evaluator", "/province?period=2024-Q3"], ["evaluator", "/scenario?of=below"],
  ["kepala", "/scenario?period=2024-Q3"],
  ["petugas.infra", "/registers"], ["petugas.infra", "/registers/ppid-request"], ["petugas.infra", "/registers/ppid-request/new"],
  ["petugas.infra", "/registers/ppid-request/import"], ["kepala", "/registers/ppid-request/figures"],
  ["kepala", "/registers/ppid-request/figures/received"],
  ["admin", "/public-settings"], ["petugas.infra", "/registers/attendance/import"], ["petugas.infra", "/notices"], ["admin", "/registers/ppid-request/roles"],
  ["petugas.infra", "/registers/ppid-request/papers/register_book?year=2024"],
  ["petugas.infra", "/registers/ppid-request/papers/yearly_report?year=2024"],
  ["perencana", "/planning"], ["perencana", "/planning/new"], ["perencana", "/planning/ceilings"], ["perencana", "/nomenclature"],
  ["verifikator", "/meetings"], ["verifikator", "/meetings/new"], ["verifikator", "/follow-ups"], ["verifikator", "/follow-ups/new"],
  ["perencana", "/agreements"], ["perencana", "/agreements/new"],
  ["perencana", "/registers/proposals/rankings/priority"],
  ["petugas.infra", "/registers/proposals?plan_year_from=2024"], ["kepala", "/registers/discipline/gathers/attendance?year=2024"], ["perencana", "/proposals?year=2025"],
  ["perencana", "/reports"],
  ["kepala", "/there-is-no-such-page"], ["petugas.infra", "/quarters"],
];
const kFound = [
  ["kepala", "/evaluation?period=2024-Q3", 'a[href^="/explain/node/"]'],
  ["kepala", "/dashboard?period=2024-Q3", 'a[href^="/explain/indicator/"]'],
  ["petugas.infra", "/entry?period=2024-Q4", 'a[href*="/evidence"]'],
  ["petugas.infra", "/entry?period=2024-Q4", 'a[href^="/entry/workbook/upload"]'],
  ["admin", "/units", 'tbody a[href^="/units/"]'],
  ["admin", "/people", 'tbody a[href^="/people/"]'],
  ["perencana", "/agreements", 'tbody a[href^="/agreements/"]'], ["perencana", "/agreements", 'a[href^="/agreements/tree"]'],
  ["perencana", "/reports", 'tbody a[href^="/reports/"]'],
  ["evaluator", "/assessments", 'tbody a[href^="/assessments/"]'],
];

// Pages below the newest assessment, with who opens them.
const kOfAssessment = [
  ["petugas.egov", "/items/14"], ["evaluator", "/items/1"], ["evaluator", "/assign"], ["evaluator", "/conflicts"],
  ["evaluator", "/change"], ["evaluator", "/road-map"], ["perencana", "/road-map/plan"], ["evaluator", "/papers"],
  ["evaluator", "/papers/statement"], ["evaluator", "/papers/consent"],
];

// The agreement that is still drafted can be edited; one that is signed has its paper and months to report.
export async function agreementPages(page, region) {
  await page.goto(region.url("/agreements"));
  const linkIn = (text) => page.locator("tbody tr", { hasText: text }).first().locator("a").first().getAttribute("href");
  const drafted = await linkIn("Konsep"), signed = await linkIn("Kepala Bidang PIKP");
  await page.goto(region.url(signed + "/actions"));
  const report = await page.getByRole("link", { name: /^Catat/ }).first().getAttribute("href");
  return [drafted + "/edit", drafted + "/actions", signed, signed + "/paper", signed + "/sign", report.replace(/#.*/, "")];
}

// One meeting that is over and one that is planned; a decision that is late.
export async function meetingPages(page, region) {
  await page.goto(region.url("/meetings"));
  const meetingIn = (title) => page.getByRole("link", { name: title, exact: true }).first().getAttribute("href");
  const held = await meetingIn("Rapat evaluasi kinerja triwulan II"), planned = await meetingIn("Rapat evaluasi kinerja triwulan III");
  await page.goto(region.url("/follow-ups"));
  const late = await page.locator("main tr, main li, main .card", { hasText: "peta proses bisnis" }).locator('a[href^="/follow-ups/"]').first().getAttribute("href");
  return [held, held + "/minutes", held + "/participants", held + "/papers", held + "/papers/record", planned, planned + "/edit", planned + "/check-in",
    planned + "/material", planned + "/papers/invitation", late];
}

const hrefs = (locator) => locator.evaluateAll((links) => links.map((a) => a.getAttribute("href")));

// The example has no RKPD: an empty one is enough for the form that is made from all plans.
async function makeRkpd(page, region) {
  await page.goto(region.url("/planning/new"));
  await page.selectOption("#kind", "rkpd");
  for (const [field, text] of [["title", "RKPD 2025"], ["year_from", "2025"], ["year_to", "2025"]]) await page.fill("#" + field, text);
  await Promise.all([page.waitForURL(/\/planning\/\d+/), page.locator("main form .btn").first().click()]);
}

// Every document with its findings and every form that it is offered; a proposal with its suggestions, and one in its place.
export async function planningPages(page, region) {
  await makeRkpd(page, region);
  await page.goto(region.url("/planning"));
  const documents = (await hrefs(page.locator('main tbody a[href^="/planning/"]'))).filter((href) => /^\/planning\/\d+$/.test(href));
  const paths = [], seen = new Set(), nameOf = (form) => form.match(/\/forms\/([^?]+)/)[1];
  for (const document of documents) {
    await page.goto(region.url(document + "/forms"));
    const forms = (await hrefs(page.locator('main a[href*="/forms/"]'))).filter((href) => !/form\.(xlsx|pdf)/.test(href));
    if (forms.every((form) => seen.has(nameOf(form)))) continue;  // another of the same kind
    for (const form of forms) seen.add(nameOf(form));
    paths.push(document, document + "/findings", document + "/forms", ...new Set(forms));
  }
  await page.goto(region.url("/proposals?year=2025"));
  const [first, second] = await hrefs(page.locator("tbody tr", { hasText: "saran" }).locator('a[href^="/proposals/"]'));
  await page.goto(region.url(second));
  await page.getByRole("button", { name: /Pilih butir ini/ }).first().click();
  await page.waitForLoadState();
  return [...paths, first, second];
}

// [login, target] of all of them.
export async function allPages(people, region) {
  const pages = [...kPages];
  const opened = new Map();
  const pageOf = async (login) => {
    if (!opened.has(login)) opened.set(login, await (await people.as(login)).newPage());
    return opened.get(login);
  };
  const planner = await pageOf("perencana");
  for (const target of [...(await agreementPages(planner, region)), ...(await planningPages(planner, region))]) pages.push(["perencana", target]);
  for (const target of await meetingPages(await pageOf("verifikator"), region)) pages.push(["verifikator", target]);
  for (const [login, from, link] of kFound) {
    const page = await pageOf(login);
    await page.goto(region.url(from));
    pages.push([login, await page.locator(link).first().getAttribute("href")]);
  }
  for (const page of opened.values()) await page.context().close();
  const assessment = pages.at(-1)[1];
  return [...pages, ...kOfAssessment.map(([login, below]) => [login, assessment + below])];
}
