// PublicPages: a WebTest with the pages for everybody, the shipped registers and one of its own ("permits"), and a
// citizen's way through them.
//
//   Visitor citizen = Anonymous();
//   const std::string ticket = Send(citizen, "/layanan/ppid-request", Whole());
#pragma once

#include <filesystem>
#include <fstream>

#include "kernel/audit.h"
#include "kernel/calendar_file.h"
#include "kernel/evidence.h"
#include "kernel/ids.h"
#include "kit/performance.h"
#include "kit/registers.h"
#include "kit/visitor.h"
#include "modules/register/public_pages.h"
#include "modules/register/record_clocks.h"
#include "modules/register/record_files.h"
#include "modules/register/record_rows.h"
#include "modules/register/register_pages.h"

namespace sinergi::registers {

using kernel::Role;
using testing::HasSubstr;
using testing::Not;
using testkit::Visitor;

// Complete from the start, with a file that must come along, and an open list with a column that is not in it.
inline constexpr std::string_view kPermits = R"(register: permits
title: Izin keramaian
one: Izin
area: letters
title_field: what
number: {pattern: "{seq:3}/IK/{year}", per: [government, year]}
fields:
  what: {type: text, required: true, max: 100, title: Keperluan}
  who: {type: text, required: true, personal: true, title: Nama penanggung jawab}
  letter: {type: files, required: true, max: 2, title: Surat permohonan}
  inside: {type: text, title: Catatan dalam}
  kind: {type: choice, title: Jenis, options: {a: Pasar, b: Pesta}}
  officer: {type: person, title: Petugas}
states: {open: Masuk, granted: Diizinkan, done: Selesai}
ended: [done]
acts:
  grant: {title: Izinkan, from: open, to: granted, by: officer}
  finish: {title: Selesaikan, from: granted, to: done, by: [officer, public]}
clocks:
  answer: {title: Jawaban, days: 5, from: open, until: granted, basis: SOP}
figures:
  received: {title: Izin, count: records}
lists:
  default: {columns: [number, what], sort: number}
  given: {title: Izin yang terbit, columns: [number, what, kind, officer, letter], where: "state = granted", sort: number}
public: {submit: true, follow: true, asks: [what, who, letter, kind], shows: [number, what, state, answer.due, letter], acts: [finish], list: given}
)";

struct HoldsPublicRegisters {
  std::unique_ptr<Registers> registers_;
};

class PublicPages : private HoldsPublicRegisters, public testkit::WebTest {
 protected:
  PublicPages()
      : testkit::WebTest(testkit::ShippedRegisterTables(),
                         [this](kernel::Web& web, http::Router& router) {
                           const auto folder = std::filesystem::path(db_.folder()) / "registers";
                           std::filesystem::create_directories(folder);
                           std::ofstream(folder / "permits.yaml") << kPermits;
                           registers_ = std::make_unique<Registers>(Registers::Open(web.db, folder, 0));
                           AddRegisterPages(web, router, *registers_);
                         },
                         {"register/"}) {
    now_ = NoonOf({2026, 3, 6});
    officer_ = AddPerson("petugas", {{Role::kOfficer, diskominfo_}});
    head_ = AddPerson("kepala", {{Role::kHead, diskominfo_}});
    SetWork("0");
  }

  static Instant NoonOf(const Date& day) { return (day.Days() * 24 + 12 - 8) * 3600; }  // WITA
  void SetWork(const char* bits) {
    Write([&](sql::Connection& c) -> Status {
      kernel::SetSetting(c, government_, "public.work_bits", bits);
      kernel::BumpUnitsVersion(c, government_);
      return Ok();
    });
  }
  const Definition& Of(const char* id) { return registers_->Find(id)->definition; }

  static std::string Between(const std::string& text, const std::string& before, const std::string& after) {
    const size_t at = text.find(before);
    if (at == text.npos) return "";
    const size_t from = at + before.size();
    return text.substr(from, text.find(after, from) - from);
  }
  // What a browser sends of the form at `path`, with these fields filled in.
  http::Pairs Form(Visitor& visitor, const std::string& path, const http::Pairs& fields) {
    const std::string page = visitor.Get(path).body;
    http::Pairs form = {{"challenge", Between(page, "name=\"challenge\" value=\"", "\"")},
                        {"version", Between(page, "name=\"version\" value=\"", "\"")},
                        {"website", ""}};
    for (const auto& [name, value] : fields) {
      form.emplace_back("has", name);
      form.emplace_back("f_" + name, value);
    }
    return form;
  }
  std::string Send(Visitor& visitor, const std::string& path, const http::Pairs& fields) {
    const http::Response sent = visitor.Post(path, Form(visitor, path, fields));
    EXPECT_EQ(sent.status, 303) << sent.body;
    return testkit::HeaderOf(sent, "Location");
  }
  static http::Pairs Personal() {
    return {{"applicant", "person"},          {"name", "Rahasia Namaku"}, {"national_id", "5304000000009991"},
            {"address", "Gang Rahasia 77"},   {"phone", "0389 777999"},   {"email", "rahasia@contoh.id"},
            {"occupation", "Nelayan rahasia"}};
  }
  static http::Pairs Whole(const char* wanted = "Laporan kinerja Dinas Komunikasi tahun 2025") {
    http::Pairs fields = Personal();
    fields.insert(fields.end(), {{"wanted", wanted}, {"purpose", "Penelitian"}, {"way", "copy_soft"}});
    return fields;
  }
  http::Response Upload(Visitor& visitor, const std::string& path, const http::Pairs& fields,
                        const http::Pairs& files) {
    const std::string part = "--x\r\nContent-Disposition: form-data; name=\"";
    std::string body;
    for (const auto& [name, value] : Form(visitor, path, fields))
      body += part + name + "\"\r\n\r\n" + value + "\r\n";
    for (const auto& [name, text] : files)
      body += part + name + "\"; filename=\"Surat Rahasia.txt\"\r\n\r\n" + text + "\r\n";
    http::Request request;
    request.method = http::Method::kPost;
    request.target = request.path = path;
    request.headers = {{"host", "sinergi.test"}, {"content-type", "multipart/form-data; boundary=x"}};
    request.body = body + "--x--\r\n";
    request.peer = visitor.peer;
    return router_.Answer(request);
  }

  int64_t Count(const char* id) {
    return db_->Read([&](sql::Connection& c) {
      int64_t count = 0;
      for (int64_t i = 1; i < 400; ++i) count += ReadRecord(c, government_, Of(id), i).has_value();
      return count;
    });
  }
  Record Behind(const std::string& path, int64_t* of = nullptr) {
    const std::string token = path.substr(path.rfind('/') + 1);
    const auto ticket = db_->Read([&](sql::Connection& c) { return FindTicket(c, *registers_, token); });
    EXPECT_TRUE(ticket.has_value()) << path;
    if (of != nullptr && ticket) *of = ticket->government_id;
    return ticket ? ticket->record : Record();
  }
  static std::string TextOf(const Definition& definition, const Record& record, const char* name) {
    const Field* field = definition.FieldNamed(name);
    return field->type->Plain(*field, ValueIn(definition, record, *field));
  }
  // An act of the office, by its own verbs.
  Record Act(const kernel::Account& by, const char* id, const Record& record, std::string act,
             std::string note = "", Typed typed = {}) {
    const kernel::Actor actor{government_, by.id, by.login, by.name, by.grants};
    const kernel::UnitTree units = Units();
    return Write([&](sql::Connection& c) {
      const RecordFields fields(c, government_, units, NumberStyle::kIndonesian);
      const kernel::Government government = *kernel::FindGovernment(c, government_);
      RecordContext context{actor,  units, government, kernel::ShippedCalendar(),
                            fields, {},    now_,       DateAt(now_, Zone::kWita),
                            false};
      ActRequest request;
      request.act = act;
      request.note = note;
      request.version = record.version;
      request.typed = typed;
      return ActOn(c, context, Of(id), record.id, request);
    });
  }

  kernel::Account officer_, head_;
};

}  // namespace sinergi::registers
