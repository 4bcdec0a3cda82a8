// Pages of registers, of those that ship and of one that exists as YAML alone: "visits".
#pragma once
#include <filesystem>
#include <fstream>

#include <boost/json.hpp>

#include "kernel/audit.h"
#include "kit/registers.h"
#include "kit/visitor.h"
#include "modules/register/register_pages.h"
#include "modules/register/register_store.h"

namespace sinergi::testkit {

constexpr std::string_view kVisitsFile = R"(register: visits
title: Kunjungan tamu
area: letters
number: {pattern: "{seq:3}/KT/{year}", given_at: accept, imported: true}
title_field: what
intake: draft
fields:
  what: {type: text, required: true, max: 100, title: Keperluan}
  who: {type: text, personal: true, title: Nama tamu}
  sex: {type: choice, personal: true, title: Jenis kelamin, options: {f: Perempuan, m: Laki-laki}}
  kind: {type: choice, title: Jenis, indexed: true, options: {a: Dinas, b: Warga}}
  cost: {type: money, title: Biaya}
  reason: {type: long_text, shown_if: kind = b, required_if: kind = b, title: Alasan}
  items: {type: table, title: Bawaan, columns: {name: {type: text, title: Barang}, count: {type: number, title: Jumlah}}}
  told_on: {type: date, title: Tanggal jawaban}
  scan: {type: files, title: Pindaian}
states: {draft: Draf, accepted: Diterima, done: Selesai}
ended: [done]
acts:
  accept: {title: Terima, from: draft, to: accepted, by: officer, complete: true}
  finish: {title: Selesaikan, from: accepted, to: done, by: officer, needs: told_on, note: required}
clocks:
  answer: {title: Jawaban, days: 5, from: accepted, until: done, basis: SOP}
figures:
  received: {title: Kunjungan diterima, count: records, entered: accepted, by: kind}
  women: {title: Tamu perempuan, count: records, where: sex = f}
lists:
  default: {columns: [number, what, who, kind, state, answer.due], sort: number}
  work: {title: Perlu dikerjakan, columns: [number, what], where: "state != done"}
)";

struct HoldsRegisters {
  std::unique_ptr<registers::Registers> registers_;
};

class RegisterWeb : private HoldsRegisters, public WebTest {
 protected:
  RegisterWeb()
      : WebTest(ShippedRegisterTables(),
                [this](kernel::Web& web, http::Router& router) {
                  Write("visits.yaml", kVisitsFile);
                  registers_ =
                      std::make_unique<registers::Registers>(registers::Registers::Open(web.db, Folder(), 0));
                  registers::AddRegisterPages(web, router, *registers_);
                },
                {"register/"}) {
    now_ = Date{2024, 3, 6}.Days() * 86'400 + 4 * 3600;
    officer_ = AddPerson("petugas", {{kernel::Role::kOfficer, diskominfo_}});
    stranger_ = AddPerson("orang.lain", {{kernel::Role::kOfficer, social_}});
    reader_ = AddPerson("evaluator", {{kernel::Role::kEvaluator, 0}});
  }

  std::filesystem::path Folder() { return std::filesystem::path(db_.folder()) / "registers"; }
  void Write(const char* name, std::string_view yaml) {
    std::filesystem::create_directories(Folder());
    std::ofstream(Folder() / name) << yaml;
  }
  using KernelTest::Write;
  const registers::Registers& registers() const { return *registers_; }

  // What a browser sends of the form of `fields`.
  http::Pairs Form(http::Pairs fields) {
    http::Pairs form = {{"unit", std::to_string(diskominfo_)}, {"once", "k" + std::to_string(++once_)}};
    for (auto& [name, value] : fields) {
      const bool field = name.find('.') == name.npos;
      if (field) form.emplace_back("has", name);
      form.emplace_back("f_" + name, value);
    }
    return form;
  }
  // Makes a record and answers its address.
  std::string Make(Visitor& visitor, http::Pairs fields) {
    const http::Response made = visitor.Post("/registers/visits/new", Form(std::move(fields)));
    EXPECT_EQ(made.status, 303) << made.body;
    return HeaderOf(made, "Location");
  }
  std::string MakeSecret(Visitor& visitor) {
    return Make(visitor, {{"what", "Konsultasi"}, {"who", "Warga Rahasia"}, {"sex", "f"}, {"kind", "a"}});
  }
  static std::string VersionOf(const http::Response& page) {
    const size_t at = page.body.find("name=\"version\" value=\"");
    return at == page.body.npos ? "" : page.body.substr(at + 22, page.body.find('"', at + 22) - at - 22);
  }
  http::Response Act(Visitor& visitor, const std::string& record, const std::string& act,
                     http::Pairs fields = {}) {
    fields.emplace_back("version", VersionOf(visitor.Get(record + "/act/" + act)));
    return visitor.Post(record + "/act/" + act, std::move(fields));
  }

  http::Response Send(Visitor& visitor, http::Method method, const std::string& path, const std::string& body,
                      const std::string& type = "application/json") {
    http::Request request;
    request.method = method;
    request.target = request.path = path;
    request.headers = {{"host", "sinergi.test"}, {"content-type", type}, {"x-csrf-token", visitor.csrf}};
    request.cookies.assign(visitor.cookies.begin(), visitor.cookies.end());
    request.body = body;
    request.peer = visitor.peer;
    return router_.Answer(request);
  }
  http::Response Upload(Visitor& visitor, const std::string& path, const std::string& name,
                        const std::string& text) {
    const std::string part = "--x\r\nContent-Disposition: form-data; name=";
    return Send(visitor, http::Method::kPost, path,
                part + "\"unit\"\r\n\r\n" + std::to_string(diskominfo_) + "\r\n" + part + "\"csrf\"\r\n\r\n" +
                    visitor.csrf + "\r\n" + part + "\"file\"; filename=\"" + name + "\"\r\n\r\n" + text +
                    "\r\n--x--\r\n",
                "multipart/form-data; boundary=x");
  }
  static std::string Between(const std::string& text, const std::string& before, const std::string& after) {
    const size_t at = text.find(before);
    if (at == text.npos) return "";
    const size_t from = at + before.size();
    return text.substr(from, text.find(after, from) - from);
  }
  int64_t Reads() {
    return db_->Read([&](sql::Connection& c) {
      return static_cast<int64_t>(kernel::ListAudit(c, government_, {"register.read_personal"}).size());
    });
  }
  static std::string Json(const http::Response& response, std::string_view pointer) {
    boost::system::error_code error;
    const boost::json::value body = boost::json::parse(response.body, error);
    const boost::json::value* found = error ? nullptr : body.find_pointer(pointer, error);
    if (found == nullptr) return "(none) " + response.body;
    return found->is_string() ? std::string(found->get_string()) : boost::json::serialize(*found);
  }

  kernel::Account officer_, stranger_, reader_;
  int once_ = 0;
};

}  // namespace sinergi::testkit
