// A meeting as its secretary makes it: planned, with sessions and items, participants, decisions.
import { day } from "./region.mjs";

export class MeetingDesk {
  constructor(page, region) {
    Object.assign(this, { page, region });
  }

  press = (name, within = this.page) => within.getByRole("button", { name, exact: true }).first().click();
  goto = (below = "") => this.page.goto(this.region.url(this.meeting + below));

  async submit(name, within = this.page) {
    await Promise.all([this.page.waitForNavigation(), this.press(name, within)]);
  }

  // `fields` by their ids; selects by their value. The meeting is the one that the other acts are about.
  async plan({ kind, ...fields }) {
    const { page, region } = this;
    await page.goto(region.url("/meetings/new"));
    await page.selectOption("#kind", kind);
    for (const [id, value] of Object.entries(fields))
      if (await page.locator(`select#${id}`).count()) await page.selectOption(`#${id}`, value);
      else await page.fill(`#${id}`, value);
    await Promise.all([page.waitForURL(/\/meetings\/\d+$/), this.press("Simpan")]);
    this.meeting = new URL(page.url()).pathname;
  }

  async addSession(inDays) {
    const { page } = this;
    await page.locator("summary", { hasText: "Tambah sesi" }).click();
    for (const [id, value] of [["day", day(inDays)], ["starts", "09.00"], ["ends", "15.00"], ["place", "Aula Dinas"]]) await page.fill(`#${id}`, value);
    await this.submit("Tambah sesi");
  }

  // `lines`: "name; institution; kind" each.
  async invite(lines) {
    await this.goto("/participants");
    await this.page.fill("#lines", lines.join("\n"));
    await this.submit("Undang peserta");
  }

  // A decision on each item, due in ten days and more.
  async decide(decisions) {
    for (const [number, decision] of decisions.entries()) {
      await this.goto("/minutes");
      const item = this.page.locator("section.card").nth(number);
      await item.locator("summary", { hasText: "Jadikan keputusan" }).click();
      await item.locator("textarea[name=decision]").fill(decision);
      await item.locator("input[name=due]").fill(day(10 + number));
      await this.submit("Jadikan keputusan", item);
    }
    await this.goto("/minutes");
  }

  // The PDFs of the meeting's papers, by their addresses.
  async papers() {
    await this.goto("/papers");
    const addresses = await this.page.locator('a[href$=".pdf"]').evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    const papers = new Map();
    for (const address of addresses) papers.set(address, await (await this.page.context().request.get(this.region.url(address))).body());
    return papers;
  }
}
