// DeskTest: a WebTest with the registers that ship and one of the region's own, "desk", whose records are
// made
// and moved by the verbs, as somebody on some day.
//
//   const Record made = Make(officer_, {{"what", {"Kabel"}}});
//   Act(officer_, made, "accept");
//   now_ = NoonOf("2024-03-20");
#pragma once

#include <filesystem>
#include <fstream>

#include "kit/performance.h"
#include "kit/registers.h"
#include "kit/visitor.h"
#include "modules/register/record.h"
#include "modules/register/register_pages.h"
#include "modules/register/register_visit.h"

namespace sinergi::testkit {

constexpr std::string_view kDesk = R"(register: desk
title: Meja layanan
one: Permintaan
area: ict
number: {pattern: "{seq:3}/ML/{year}", given_at: accept}
title_field: what
make: {tells: keeper}
fields:
  what: {type: text, required: true, title: Keperluan}
  who: {type: text, personal: true, title: Nama tamu}
  kind: {type: choice, title: Jenis, options: {a: Dinas, b: Warga}}
  cost: {type: money, title: Biaya}
  helper: {type: person, title: Pelaksana}
  earlier: {type: link, of: desk, title: Permintaan sebelumnya}
states: {draft: Draf, accepted: Diterima, done: Selesai}
ended: [done]
roles:
  keeper: {title: Penjaga, stands_for: [officer]}
acts:
  accept: {title: Terima, from: draft, to: accepted, by: keeper, asks: helper, tells: [head, helper,
    applicant], prints: receipt}
  prove: {title: Buktikan, from: accepted, by: keeper, files: required}
  finish: {title: Selesaikan, from: accepted, to: done, by: keeper, note: allowed}
  reopen: {title: Buka kembali, from: done, to: accepted, by: keeper}
clocks:
  answer: {title: Jawaban, days: 5, from: accepted, until: done, again_act: reopen, warn: [2, 0, -1],
    warns: [keeper, head], basis: SOP}
figures:
  made: {title: Permintaan, count: records, by: kind, unit: permintaan}
  in_time: {title: Tepat waktu, share: clock answer met, unit: "%"}
prints:
  receipt:
    title: Tanda terima
    of: record
    body: |
      Keperluan: {what}
      Nama: {who}
      Jenis: {x kind = a} Dinas {x kind = b} Warga
      {? cost is not empty} Biaya: {cost}
      Sebelumnya: {earlier.what}
      Dijawab paling lambat {answer.due}.
      {rows desk.earlier: number, what, who}
      Catatan penutup: {note.finish}
      > Penjaga
  book:
    title: Buku meja
    of: list
    where: number is not empty
    columns: [number, made, {title: Nama, of: who}, {title: Dinas, under: Jenis, mark: kind = a},
      {title: Warga, under: Jenis, mark: kind = b}, {title: Isi dan biaya, of: [what, cost]}]
  report:
    title: Laporan meja
    of: year
    figures: [made, in_time]
    body: |
      Jumlah: {made}
      Permohonan informasi: {ppid-request.received}
      {figures}
      {made by kind}
)";

struct HoldsDesk {
  std::unique_ptr<registers::Registers> registers_;
};

class DeskTest : private HoldsDesk, public WebTest {
 protected:
  using Registers = registers::Registers;
  using Record = registers::Record;

  DeskTest()
      : WebTest(ShippedRegisterTables(),
                [this](kernel::Web& web, http::Router& router) {
                  std::filesystem::create_directories(Folder() / "registers");
                  std::ofstream(Folder() / "registers" / "desk.yaml") << kDesk;
                  registers_ =
                      std::make_unique<Registers>(Registers::Open(web.db, Folder() / "registers", 0));
                  registers::AddRegisterPages(web, router, *registers_, Folder() / "papers");
                },
                {"register/"}) {
    now_ = NoonOf("2024-03-06");
    officer_ = AddPerson("petugas", {{kernel::Role::kOfficer, diskominfo_}});
    head_ = AddPerson("kepala", {{kernel::Role::kHead, diskominfo_}});
    stranger_ = AddPerson("orang.lain", {{kernel::Role::kOfficer, social_}});
    reader_ = AddPerson("evaluator", {{kernel::Role::kEvaluator, 0}});
    admin_ = AddPerson("pengelola", {{kernel::Role::kAdministrator, 0}});
  }

  std::filesystem::path Folder() { return std::filesystem::path(db_.folder()); }
  const Registers& registers() const { return *registers_; }
  const registers::Definition& desk() const { return registers_->Find("desk")->definition; }
  static Instant NoonOf(const char* day) { return (Date::Parse(day)->Days() * 24 + 12 - 8) * 3600; }  // WITA

  // Runs `verb(c, context)` in a Write.
  template <class Verb>
  auto As(const kernel::Account& account, Verb&& verb) {
    const kernel::Actor actor{government_, account.id, account.login, account.name, account.grants};
    const kernel::UnitTree units = Units();
    return db_->Write([&](sql::Connection& c) {
      const registers::RecordFields fields(c, government_, units, NumberStyle::kIndonesian);
      const kernel::Government government = *kernel::FindGovernment(c, government_);
      const registers::RecordContext context{actor,      units,
                                             government, kernel::ShippedCalendar(),
                                             fields,     registers::GrantsOf(c, actor),
                                             now_,       DateAt(now_, government.zone),
                                             false,      registers::NamedRoles(c, government_)};
      return verb(c, context);
    });
  }
  Result<Record> TryAct(const kernel::Account& by, const Record& record, std::string act,
                        registers::Typed typed = {}, std::vector<kernel::Evidence> files = {}) {
    return As(by, [&](sql::Connection& c, const registers::RecordContext& context) {
      return registers::ActOn(c, context, desk(), record.id, {act, "", record.version, typed, files});
    });
  }
  Record Make(const kernel::Account& by, registers::Typed typed) {
    return *As(by, [&](sql::Connection& c, const registers::RecordContext& context) {
      return registers::MakeRecord(c, context, desk(), {diskominfo_, typed, ""});
    });
  }
  Record Act(const kernel::Account& by, const Record& record, std::string act, registers::Typed typed = {}) {
    return *TryAct(by, record, std::move(act), std::move(typed));
  }
  static std::string PathOf(const Record& record) { return "/registers/desk/" + std::to_string(record.id); }
  int64_t Count(std::string_view sql) {
    return db_->Read([&](sql::Connection& c) { return c.One(sql).value_or(0); });
  }

  kernel::Account officer_, head_, stranger_, reader_, admin_;
};

}  // namespace sinergi::testkit
