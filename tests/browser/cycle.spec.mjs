// A whole cycle of one agency: last year's Renja, thirty proposals of three levels, a forum of eighty, the final Renja within
// its ceiling, agreements of three levels, a measured quarter, the meeting of two days with three decisions, the next meeting,
// and the yearly report.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { violations } from "./kit/axe.mjs";
import { callApi, openBrowser, People, storyOf, text } from "./kit/browser.mjs";
import { MeetingDesk } from "./kit/meeting.mjs";
import { day, startRegion } from "./kit/region.mjs";

const kAgency = "Dinas Komunikasi dan Informatika", kDivision = "Pengelolaan Informasi dan Komunikasi Publik", kPeriod = "2027-Q1";
const kHead = "Tingkat;Kode;Uraian;Mendukung;Indikator;Satuan;Data awal;Target 2027;Pagu 2027;Pagu 2028\n";
const kRenstra = kHead + "Sasaran;;Layanan informasi membaik;;Kepuasan;%;65;70;;\nProgram;2.16.02;Informasi publik;;Kepuasan;%;65;70;1.000;\n";
const kRenja = kHead + "Program;2.16.02;Informasi publik;;Kepuasan;%;65;70;;\n" +
  "Kegiatan;2.16.02.2.01;Pengelolaan informasi publik;;Layanan;Layanan;1;3;;\n" +
  "Sub kegiatan;2.16.02.2.01.0014;Relasi media;;Laporan;Laporan;1;4;400;450\n";
const kContent = (amount) => `Sub kegiatan;2.16.02.2.01.0032;Konten layanan;;Konten;Konten;1;10;${amount};\n`;
const kSources = [["village", "Desa atau kelurahan"], ["district", "Kecamatan"], ["council", "Anggota DPRD (pokok pikiran)"]];
const kVillage = "53.99.01.2001", kWork = "Pelatihan konten", kEach = 10, kInvited = 80;
const kDecisions = ["Menyusun jadwal liputan", "Melengkapi bukti dukung", "Menambah tenaga konten"];

// A sub-activity of last year's Renja as SIPD-RI exports it.
const kLastYear = [{
  tahun: 2026, kode_skpd: "2.16.2.20.2.21.01.0000", nama_skpd: kAgency, kode_sub_skpd: "2.16.2.20.2.21.01.0000", nama_sub_skpd: kAgency,
  kode_urusan: "2", nama_urusan: "URUSAN", kode_bidang_urusan: "2.16", nama_bidang_urusan: "KOMUNIKASI",
  kode_program: "2.16.02", nama_program: "Informasi publik", kode_giat: "2.16.02.2.01", nama_giat: "Pengelolaan informasi publik",
  kode_sub_giat: "2.16.02.2.01.0014", nama_sub_giat: "Relasi media", pagu: 350, pagu_indikatif: 350,
  tolak_ukur_output: "Laporan", satuan_output: "Laporan", target_teks_output: "3 Laporan",
}];

describe("a whole cycle", { concurrency: 1 }, () => {
  let browser, region, people, planner, page, agency, renja, desk;
  const story = storyOf(it, () => people);

  before(async () => {
    region = await startRegion({
      prepare: (run) => {
        run("quarter", "set", kPeriod, "--opens", day(-5), "--closes", day(20));
        run.with("sandi-petugas-dinas\n", "user", "add", "petugas.dinas", "--name", "Petugas Dinas", "--role", "officer",
          "--unit", kLastYear[0].kode_skpd);
        agency = JSON.parse(run("unit", "list", "--json")).find((one) => one.code === kLastYear[0].kode_skpd).id;
      },
    });
    browser = await openBrowser();
    people = new People(browser, region);
    planner = await people.as("perencana", { serviceWorkers: "block" });
    page = await planner.newPage();
  });
  after(async () => {
    for (const context of people?.contexts ?? []) context.watch.expectNone();
    await browser?.close();
    await region?.stop();
  });

  const main = (shown = page) => shown.locator("main").innerText();
  const noBarrier = async (shown = page) => assert.deepEqual(await violations(shown), [], shown.url());
  const asOf = async (login, secret) => (await people.as(login, { serviceWorkers: "block" }, secret)).newPage();
  async function press(name) {
    await Promise.all([page.waitForNavigation(), page.locator("main").getByRole("button", { name, exact: true }).first().click()]);
  }
  async function send(name, mimeType, content) {
    await page.setInputFiles("main input[type=file]", { name, mimeType, buffer: Buffer.from(content) });
  }
  async function make(kind, title, above) {
    await page.goto(region.url("/planning/new"));
    await page.selectOption("#kind", kind);
    await page.selectOption("#unit", { label: kAgency });
    await page.fill("#title", title);
    await page.fill("#year_from", "2027");
    await page.fill("#year_to", "2027");
    if (above) await page.selectOption("#above", above.split("/").pop());
    await Promise.all([page.waitForURL(/\/planning\/\d+/), page.locator("main form .btn").first().click()]);
    return new URL(page.url()).pathname;
  }
  async function upload(document, csv) {
    await page.goto(region.url(document + "/import"));
    await send("isi.csv", "text/csv", csv);
    await press("Lihat perubahannya");
  }
  async function fill(document, csv) {
    await upload(document, csv);
    await noBarrier();
    await press("Simpan isi ini");
    assert.ok(page.url().includes(document), page.url());
  }
  async function lock(reason) {
    await page.goto(region.url(renja));
    await page.fill("#reason", reason);
    await press("Kunci dan buka tahap berikutnya");
  }

  story("last year's Renja is imported from SIPD-RI", async () => {
    await page.goto(region.url("/import"));
    await page.check('input[name="kind"][value="sipd"]');
    await send("renja.json", "application/json", JSON.stringify(kLastYear));
    await press("Lihat perubahannya");
    await page.getByRole("button", { name: "Simpan perubahan ini" }).click();
    await page.getByText("Berkas sudah diambil ke dalam rencana.").waitFor();
    const head = await asOf("kepala");
    await head.goto(region.url("/plan?period=2026-Q4"));
    assert.ok((await main(head)).includes("Relasi media"));
  });

  story("thirty proposals of three levels are taken in from a file", async () => {
    const rows = kSources.flatMap(([, source]) => Array.from({ length: kEach }, (_, i) =>
      [`${kWork} ${source} ${i + 1}`, "Warga belum dapat membuat konten layanan sendiri", source, "Pengusul Contoh", source.startsWith("Anggota") ? "Anggota Contoh" : "",
        source.startsWith("Anggota") ? "Dapil 1" : "", 2027, kVillage, "Balai desa"].join(";")));
    await page.goto(region.url("/registers/proposals/import"));
    await send("usulan.csv", "text/csv", ["Pekerjaan yang diusulkan;Masalah;Pengusul;Nama pengusul;Anggota DPRD;Daerah pemilihan;Untuk rencana tahun;Desa atau kelurahan;Alamat lokasi", ...rows].join("\n"));
    await page.click("form[data-drop] .btn");
    const apply = page.locator('form[action$="/import/apply"] .btn:not(.secondary)');
    await apply.waitFor();
    assert.match(await text(page.locator("main")), /30 baru/);
    await apply.click();
    await page.waitForURL((url) => !url.pathname.includes("/import"));
    for (const [source] of kSources) assert.equal((await proposals(`source=${source}`)).length, kEach, source);
  });

  // A proposal's next act, as another program of the office takes it.
  async function act(record, name, fields, note = "") {
    const done = await callApi(planner, region, "POST", `/api/registers/proposals/records/${record.id}/acts/${name}`,
      { version: record.version, note, fields, key: `${record.id}-${name}` });
    assert.equal(done.status, 200, `${name}: ${JSON.stringify(done.body)}`);
    return done.body.record;
  }
  async function proposals(filter) {
    const { body } = await callApi(planner, region, "GET", `/api/registers/proposals/records?limit=100&${filter}`);
    assert.ok(body.records, JSON.stringify(body));
    return body.records.filter((one) => one.fields.work.startsWith(kWork));
  }

  story("each passes its stages with advice and amount, up to the forum", async () => {
    const advised = (stage, amount) => ({ [`${stage}_amount`]: amount, [`${stage}_advice`]: "Disepakati dalam musyawarah" });
    const way = {
      village: [["to_village"], ["agree_village", advised("village", "60")], ["agree_district", advised("district", "50")]],
      district: [["to_district"], ["agree_district", advised("district", "50")]],
      council: [["to_council"], ["pass_council", advised("council", "50")]],
    };
    for (const [source] of kSources)
      for (let record of await proposals(`state=submitted&source=${source}`)) {
        for (const [name, fields] of way[source]) record = await act(record, name, fields);
        await act(record, "validate", { agency, kind: "service", volume: "1", measure: "kegiatan", unit_price: "50", urgency: "useful", alignment: "agency", ...advised("partner", "50") });
      }
    assert.equal((await proposals("state=forum")).length, kSources.length * kEach);
    await page.goto(region.url("/registers/proposals/rankings/priority"));
    await noBarrier();
  });

  story("the Renja is drafted below the Renstra; a faulty file is told by its cell and kept out", async () => {
    const renstra = await make("renstra", "Renstra 2027");
    await fill(renstra, kRenstra);
    renja = await make("renja", "Renja 2027", renstra);
    await upload(renja, kHead + "Program;2.16.02;P;;;;;;bukan uang;\n");
    assert.ok((await main()).includes("I2"));
    assert.equal(await page.getByRole("button", { name: "Simpan isi ini" }).count(), 0);
    await fill(renja, kRenja);
    assert.ok((await main()).includes("Relasi media"));
    await noBarrier();
  });

  story("the checklist says what is missing, and a ceiling is held against the sum", async () => {
    await page.goto(region.url(renja + "/findings"));
    assert.ok((await main()).includes("T-C.32"));
    await noBarrier();
    await page.goto(region.url("/planning/ceilings?year=2027"));
    await page.selectOption("#unit", { label: kAgency });
    await page.fill("#amount", "600");
    await Promise.all([page.waitForNavigation(), page.locator("main form", { has: page.locator("#amount") }).locator(".btn").first().click()]);
    await noBarrier();
    assert.match(await main(), /Rp 600\s+Rp 400\s+.*Rp 200/, "ceiling, planned, still free");
  });

  story("a forum of eighty: checked in by phone and by hand, inputs answered, its Berita Acara", async () => {
    desk = new MeetingDesk(page, region);
    await desk.plan({ kind: "forum", title: "Forum Perangkat Daerah 2027", chair: "Kepala Dinas" });
    await desk.addSession(0);
    await desk.submit("Satu agenda untuk setiap bidang");
    await desk.invite(Array.from({ length: kInvited }, (_, i) => `Peserta ${i + 1}; Kecamatan ${1 + i % 20}; Kecamatan`));
    assert.equal(await page.locator("tbody tr").count(), kInvited);
    await desk.goto();
    await desk.submit("Buka rapat");
    await desk.goto("/check-in");
    const phone = await (await people.context({ viewport: { width: 390, height: 844 }, serviceWorkers: "block" })).newPage();
    const checkIn = new URL(await text(page.locator(".qr-link"))).pathname;
    for (let i = 1; i <= 5; ++i) {
      await phone.goto(region.url(checkIn));
      await phone.fill("#name", `Peserta ${i}`);
      await phone.fill("#institution", `Kecamatan ${i}`);
      await desk.press("Catat kehadiran", phone);
      await phone.locator("main", { hasText: "Tercatat" }).waitFor();
    }
    await desk.goto("/participants");
    for (let i = 6; i <= 10; ++i) await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: `Catat hadir Peserta ${i} ` }).first().click()]);
    assert.equal(await page.locator("tbody tr .tag.good").count(), 10);
    for (const record of await proposals("state=forum"))
      await act(record, "agree_forum", { forum_amount: "50", forum_advice: "Diterima forum" });
    await desk.goto();
    await desk.submit("Tutup rapat");
    for (const [address, bytes] of await desk.papers()) assert.equal(bytes.subarray(0, 5).toString(), "%PDF-", address);
    await desk.goto("/papers/record");
    assert.ok((await main()).includes("Forum Perangkat Daerah 2027"));
  });

  story("a stage is locked, the next is changed, and the difference is shown", async () => {
    await lock("BA 1");
    await fill(renja, kRenja + kContent(500));
    await page.goto(region.url(renja + "/differences"));
    assert.ok((await main()).includes("Konten"));
    await noBarrier();
    await page.goto(region.url(renja + "/findings"));
    assert.match(await main(), /pagu indikatif/i);
  });

  story("three proposals find their place by their words and are accepted; one is refused with its reason", async () => {
    await fill(renja, kRenja + kContent(150));
    const agreed = await proposals("state=region");
    for (const { id } of agreed.slice(0, 3)) {
      await page.goto(region.url(`/proposals/${id}`));
      await noBarrier();
      await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: /^Pilih butir ini .*Konten layanan/ }).click()]);
      await page.fill("#accepted_amount", "50");
      await press("Akomodasi dalam rencana");
    }
    assert.match(await main(), /Diakomodasi/);
    await act(agreed[3], "refuse", { ground: "no_money", reason: "Pagu tahun ini sudah terpakai." });
    await page.goto(region.url(renja + "/forms"));
    await page.getByRole("link", { name: /T-C\.32/ }).first().click();
    await page.waitForLoadState();
    assert.ok((await main()).includes(agreed[0].fields.work), await main());
    await noBarrier();
  });

  story("within the ceiling and locked as final it becomes the plan that is measured", async () => {
    for (const stage of ["BA 2", "BA 3", "BA 4"]) await lock(stage);
    await page.goto(region.url(renja));
    await page.locator(`a[href="${renja}/plan"]`).click();
    await page.waitForLoadState();
    await noBarrier();
    assert.ok((await main()).includes("Relasi media"));
    await Promise.all([page.waitForNavigation(), page.locator("main form .btn:not(.secondary)").first().click()]);
    const head = await asOf("kepala");
    await head.goto(region.url("/plan?period=2027-Q1"));
    assert.ok((await main(head)).includes("Relasi media"));
  });

  // What is promised at `unit`, agreed with its superior's and signed; answers its address.
  async function agree(unit, level, first, second) {
    await page.goto(region.url("/agreements/new"));
    await page.selectOption("#unit", { label: unit });
    await page.selectOption("#level", level);
    for (const [id, value] of [["year", "2027"], ["first_name", `${first} Contoh`], ["first_position", first], ["second_name", `${second} Contoh`], ["second_position", second]])
      await page.fill(`#${id}`, value);
    await Promise.all([page.waitForURL(/\/agreements\/\d+/), page.locator("main form .btn").first().click()]);
    await press("Simpan");
    const agreement = new URL(page.url()).pathname;
    await press("Sepakati");
    await press("Catat penandatanganan");
    return agreement;
  }

  story("agreements of three levels are made from the plan, signed and printed", async () => {
    await page.goto(region.url("/plan?period=2027-Q1"));
    for (const node of await page.locator('a[href^="/plan/node/"]').evaluateAll((all) => all.slice(-2).map((one) => one.getAttribute("href")))) {
      await page.goto(region.url(node));
      await page.selectOption("#unit", { label: kDivision });
      await Promise.all([page.waitForNavigation(), page.locator("main form .btn").first().click()]);
    }
    const posts = ["Gubernur", "Kepala Dinas", "Kepala Bidang", "Pelaksana"];
    for (const [i, [unit, level]] of [[kAgency, "agency"], [`${kAgency} – ${kDivision}`, "division"], [`${kAgency} – ${kDivision}`, "staff"]].entries()) {
      const agreement = await agree(unit, level, posts[i + 1], posts[i]);
      await noBarrier();
      await page.goto(region.url(agreement + "/paper"));
      assert.ok((await main()).includes(posts[i + 1]), await main());
      const paper = await planner.request.get(region.url(await page.locator('a[href$=".pdf"]').first().getAttribute("href")));
      assert.equal((await paper.body()).subarray(0, 5).toString(), "%PDF-");
    }
  });

  story("the quarter is measured: entered, submitted, verified", async () => {
    const officer = await asOf("petugas.dinas", "sandi-petugas-dinas");
    await officer.goto(region.url(`/entry?period=${kPeriod}`));
    const ids = await officer.locator("tr[data-id]").evaluateAll((rows) => rows.map((one) => one.dataset.id));
    assert.equal(ids.length, 4);
    const items = [];
    for (const id of ids) {
      const saved = await callApi(officer.context(), region, "PUT", `/api/measurements/${id}/${kPeriod}`,
        { realised: "1", obstacle: "Tenaga kurang", solution: "Menambah tenaga", driver: "", follow_up: "", jump_reason: "Awal tahun", row_version: "0", key: `ukur-${id}` });
      assert.equal(saved.status, 200, JSON.stringify(saved.body));
      items.push({ indicator: id, row_version: saved.body.measurement.row_version });
    }
    const done = await callApi(officer.context(), region, "POST", "/api/measurements/act", { act: "submit", period: kPeriod, items });
    assert.equal(done.body.done.length, ids.length, JSON.stringify(done.body));
    const verifier = await asOf("verifikator");
    await verifier.goto(region.url(`/verify?period=${kPeriod}`));
    for (const box of await verifier.locator("[data-pick-all]").all()) await box.check();
    await Promise.all([verifier.waitForNavigation(), verifier.getByRole("button", { name: "Terima yang dipilih" }).click()]);
    await verifier.goto(region.url(`/evaluation?period=${kPeriod}`));
    assert.match(await main(verifier), /25,00\s?%/, "1 of 4 reports");
  });

  story("the meeting of two days decides three things, and the next opens with them", async () => {
    desk = new MeetingDesk(await asOf("verifikator"), region);
    const evaluation = { kind: "evaluation", period: kPeriod, chair: "Kepala Dinas" };
    await desk.plan({ ...evaluation, title: "Evaluasi triwulan I" });
    await desk.addSession(0);
    await desk.addSession(1);
    await desk.submit("Satu agenda untuk setiap bidang");
    await desk.goto("/material");
    assert.match(await main(desk.page), /Tenaga kurang/, "the obstacle that was entered");
    await desk.goto();
    await desk.submit("Buka rapat");
    await desk.decide(kDecisions);
    await desk.goto();
    await desk.submit("Tutup rapat");
    await desk.plan({ ...evaluation, title: "Evaluasi berikutnya" });
    for (const decision of kDecisions) assert.ok((await main(desk.page)).includes(decision), decision);
  });

  story("the yearly report is made from the same figures and printed", async () => {
    await page.goto(region.url("/reports"));
    await page.selectOption("#unit", { label: kAgency });
    await page.fill("#year", "2027");
    await press("Susun laporan");
    const report = new URL(page.url()).pathname;
    await noBarrier();
    await page.goto(region.url(`${report}/paper`));
    const paper = await main();
    for (const words of ["Kepuasan", "Tenaga kurang", "Rp 550"]) assert.ok(paper.includes(words), `${words}: ${paper}`);
    const pdf = await (await planner.request.get(region.url(`${report}/paper.pdf`))).body();
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  });
});
