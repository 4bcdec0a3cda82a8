// What is personal, and who gets to see it: every personal field of every register that ships is filled with a word
// that stands nowhere else; then every address the program answers is asked by everybody. The word of a record is in
// no answer, log line or audit entry of those without the right, and in some answer of those who have it.
#include <gmock/gmock.h>

#include "app/routes.h"
#include "base/text.h"
#include "kernel/audit.h"
#include "kernel/calendar_file.h"
#include "kernel/token.h"
#include "kit/addresses.h"
#include "kit/example.h"
#include "kit/personal.h"
#include "kit/sample_record.h"
#include "modules/register/definition_file.h"
#include "modules/register/paper_store.h"
#include "modules/register/record_columns.h"
#include "modules/register/record_fields.h"
#include "modules/register/record_files.h"
#include "modules/register/record_rights.h"
#include "modules/register/record_rows.h"
#include "modules/register/register_visit.h"
#include "platform/http/failure.h"

namespace sinergi::app {
namespace {

using http::Method;
using registers::Definition;
using registers::Field;
using registers::Record;
using registers::RecordContext;

constexpr Instant kWalkedAt = 1'727'668'800;  // 30 September 2024
constexpr Date kWalkedOn{2024, 9, 30};
constexpr const char* kMarkedName = "Rahasiaq99z";
constexpr const char* kNoSecret = "";

// Pages that name the accounts of a government to those who may pick one: a name there says nothing of a record.
bool NamesAccounts(const std::string& path) {
  for (const char* word :
       {"/people", "/options/person", "/roles", "/assign", "/new", "/edit", "/act/", "/participants"})
    if (path.find(word) != path.npos) return true;
  return false;
}

struct Walker {
  kernel::Account account;
  std::string token, csrf;
};

class PersonalWalk : public testing::TestWithParam<std::string> {
 protected:
  PersonalWalk() {
    application_ = std::make_unique<Application>(*db_, std::filesystem::path(db_.data()) / "evidence", false,
                                                 [] { return kWalkedAt; });
    router_.emplace(application_->MakeRouter());
    government_ = db_->Read([](sql::Connection& c) { return *kernel::FindGovernmentByCode(c, "53"); });
    units_ = db_->Read([&](sql::Connection& c) { return kernel::LoadAllUnits(c, government_.id); });
    addresses_.emplace(*db_, application_->registers(), government_.id);
    agency_ = units_.FindCode("2.16.2.20.2.21.01.0000")->id;
    marked_ = AddPerson("yang.bertanda", {}, kMarkedName);
    open_ = AddPerson("yang.terbuka", {});
    marks_.Know(fmt::format("attendance|{}|person", agency_), kMarkedName);
    for (const registers::InForce& one : application_->registers().all()) Fill(one.definition);
    for (const registers::InForce& one : application_->registers().all()) MarkExamples(one.definition);
  }

  template <class Fn>
  auto Write(Fn&& fn) {
    auto answer = db_->Write(std::forward<Fn>(fn));
    EXPECT_TRUE(answer.ok()) << (answer.ok() ? "" : answer.error().code);
    return answer.value();
  }

  kernel::Account AddPerson(const std::string& login, std::vector<kernel::Grant> grants,
                            std::string name = "") {
    kernel::Account account;
    account.government_id = government_.id;
    account.login = login;
    account.name = name.empty() ? "Pegawai " + login : name;
    account.grants = std::move(grants);
    account.id = Write([&](sql::Connection& c) { return kernel::AddAccount(c, account, "none"); });
    return account;
  }
  void Name(const kernel::Account& account, const std::string& role, int64_t unit) {
    Write([&](sql::Connection& c) -> Status {
      c.Execute("INSERT INTO register_grant (government_id, account_id, role, unit_id) VALUES (?, ?, ?, ?)",
                {government_.id, account.id, role, unit});
      return Ok();
    });
  }

  // As the operator, or as what an account may.
  template <class Fn>
  auto InContextOf(sql::Connection& c, const kernel::Account* account, Fn&& fn) {
    kernel::Actor actor = kernel::CommandLineActor(government_.id);
    if (account != nullptr)
      actor = {government_.id, account->id, account->login, account->name, account->grants};
    const registers::RecordFields fields(c, government_.id, units_, NumberStyle::kPoint);
    const RecordContext context{actor,       units_,
                                government_, kernel::ShippedCalendar(),
                                fields,      registers::GrantsOf(c, actor),
                                kWalkedAt,   kWalkedOn,
                                false,       registers::NamedRoles(c, government_.id)};
    return fn(context);
  }

  void Fill(const Definition& definition);
  void AddFiles(const Definition& definition, const Record& record);
  void Advance(const Definition& definition, Record record);
  void MarkExamples(const Definition& definition);
  static std::string Where(const Definition& definition, const Record& record, const std::string& what) {
    return fmt::format("{}|{}|{}", definition.id, record.unit_id, what);
  }

  // Whether what stands at this place ("register|unit|field") is for the visitor's eyes.
  bool MaySee(const kernel::Account* account, const std::string& where) {
    if (account == nullptr) return false;
    const size_t bar = where.find('|');
    if (bar == where.npos) return false;
    const Definition& definition = application_->registers().Find(where.substr(0, bar))->definition;
    const int64_t unit = std::stoll(where.substr(bar + 1));
    const auto key = std::tuple(account->id, definition.id, unit);
    if (const auto known = may_.find(key); known != may_.end()) return known->second;
    return may_[key] = db_->Read([&](sql::Connection& c) {
      return InContextOf(c, account, [&](const RecordContext& context) {
        return registers::MaySeePersonal(context, definition, unit);
      });
    });
  }

  Walker Enter(const kernel::Account& account) {
    const kernel::Session session = Write([&](sql::Connection& c) -> Result<kernel::Session> {
      return kernel::OpenSession(c, account, kWalkedAt);
    });
    return {account, session.token, session.csrf};
  }
  Walker Enter(const std::string& login) {
    return Enter(db_->Read([&](sql::Connection& c) { return *kernel::FindAccount(c, login); }));
  }

  std::set<std::string> Ask(const Walker* visitor, Method method, const std::string& target,
                            std::string body = "");
  void Walk(const Walker* visitor);

  testkit::TestDatabase db_{GetParam(), testkit::ExampleRegion(kWalkedAt)};
  std::unique_ptr<Application> application_;
  std::optional<http::Router> router_;
  kernel::Government government_;
  kernel::UnitTree units_;
  int64_t agency_ = 0;
  kernel::Account marked_, open_;  // the person of personal fields, of others
  testkit::PersonalMarks marks_;
  std::map<std::string, std::string> made_;  // register -> the record that bears every mark
  std::optional<testkit::Addresses> addresses_;
  std::map<std::tuple<int64_t, std::string, int64_t>, bool> may_;
  std::string log_;
  std::set<std::string> seen_;
  size_t asked_ = 0, answered_ = 0;
};
INSTANTIATE_TEST_SUITE_P(On, PersonalWalk, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

// A record with every personal field filled, once; what it links to comes first.
void PersonalWalk::Fill(const Definition& definition) {
  if (made_.contains(definition.id)) return;
  made_[definition.id] = "";
  testkit::PersonalMarks::Chosen chosen = marks_.Of(definition, agency_, marked_.id);
  if (definition.FieldNamed("identity") != nullptr) chosen["identity"] = "open";
  if (definition.FieldNamed("applicant") != nullptr && definition.FieldNamed("mandate") != nullptr)
    chosen["applicant"] = "proxy";
  const auto link = [this](const Field& field) {
    const registers::InForce* of = application_->registers().Find(field.of);
    if (of == nullptr) return std::string();
    Fill(of->definition);
    return made_[field.of];
  };
  const testkit::SampleRecord sample(definition, {agency_, open_.id, link, chosen});
  const registers::Typed typed = sample.All();
  const std::string token = kernel::RandomToken();
  const bool follows = definition.open && definition.open->follow;
  const Record record = Write([&](sql::Connection& c) {
    return InContextOf(c, nullptr, [&](const RecordContext& context) {
      return MakeRecord(c, context, definition,
                        {agency_, typed, follows ? kernel::TokenHash(token) : std::string(kNoSecret)});
    });
  });
  if (follows) addresses_->tokens.push_back(token);
  made_[definition.id] = std::to_string(record.id);
  addresses_->records[definition.id].push_back(std::to_string(record.id));
  for (const auto& [name, mark] : chosen) {
    const Field* field = definition.FieldNamed(name);
    EXPECT_FALSE(registers::ValueIn(definition, record, *field).empty()) << definition.id << "." << name;
  }
  AddFiles(definition, record);
  Advance(definition, record);
}

void PersonalWalk::AddFiles(const Definition& definition, const Record& record) {
  const files::ContentStore store(std::filesystem::path(db_.data()) / "evidence");
  for (const Field& field : definition.fields) {
    if (field.type->name() != "files" || !field.personal) continue;
    const std::string mark = marks_.New(Where(definition, record, field.name));
    kernel::Evidence file = *kernel::KeepFile(store, "Isi " + mark, mark + ".txt");
    file.at = kWalkedAt;
    Write([&](sql::Connection& c) {
      return InContextOf(c, nullptr, [&](const RecordContext& context) {
        return AddRecordFile(c, context, definition, record.id, field, file);
      });
    });
  }
}

// Some acts further, each once: papers, notices and clocks follow.
void PersonalWalk::Advance(const Definition& definition, Record record) {
  const testkit::SampleRecord sample(definition,
                                     {agency_, open_.id, [](const Field&) { return std::string(); }});
  std::set<std::string> taken;
  for (int n = 0; n < 5; ++n) {
    const Result<Record> now = db_->Write([&](sql::Connection& c) -> Result<Record> {
      return InContextOf(c, nullptr, [&](const RecordContext& context) -> Result<Record> {
        record = *FindRecord(c, government_.id, definition, record.id);
        for (const registers::Act* act : ActsOpen(context, definition, record)) {
          if (taken.contains(act->name)) continue;
          registers::Typed typed;
          for (const auto* names : {&act->needs, &act->asks})
            for (const std::string& name : *names)
              if (const Field* field = definition.FieldNamed(name); !field->personal)
                typed.merge(sample.Of({name}));
          taken.insert(act->name);
          return ActOn(c, context, definition, record.id,
                       {act->name, "Catatan contoh", record.version, typed, {}});
        }
        return Error{ErrorKind::kNotFound, "none"};
      });
    });
    if (!now.ok() && now.error().code == "none") return;
  }
}

// Some of the example's own records, each of another state: their texts are marked in place.
void PersonalWalk::MarkExamples(const Definition& definition) {
  const std::string table = "\"" + TableOf(definition) + "\"";
  for (const std::string& id :
       addresses_->Column("SELECT CAST(min(id) AS TEXT) FROM " + table +
                              " WHERE government_id = ? AND id <> ? GROUP BY state ORDER BY state LIMIT 2",
                          {government_.id, std::stoll(made_.at(definition.id))})) {
    addresses_->records[definition.id].push_back(id);
    Write([&](sql::Connection& c) -> Status {
      const Record record = *FindRecord(c, government_.id, definition, std::stoll(id));
      for (const Field& field : definition.fields) {
        const std::string_view type = field.type->name();
        if (!field.personal || (type != "text" && type != "long_text")) continue;
        c.Execute(
            "UPDATE " + table + " SET \"" + field.name + "\" = ? WHERE government_id = ? AND id = ?",
            {marks_.New(Where(definition, record, field.name + " of " + id)), government_.id, record.id});
      }
      return Ok();
    });
  }
}

// What is in the answer, head and body.
std::set<std::string> PersonalWalk::Ask(const Walker* visitor, Method method, const std::string& target,
                                        std::string body) {
  http::Request request;
  request.method = method;
  request.target = target;
  request.path = target.substr(0, target.find('?'));
  if (const size_t query = target.find('?'); query != target.npos) {
    http::Request form;
    form.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
    form.body = target.substr(query + 1);
    request.query = http::ReadForm(form).fields;
  }
  const bool json = target.starts_with("/api/");
  request.headers = {{"host", "sinergi.test"},
                     {"content-type", json ? "application/json" : "application/x-www-form-urlencoded"}};
  if (visitor != nullptr) {
    request.cookies = {{"sinergi_session", visitor->token}};
    request.headers.emplace_back("x-csrf-token", visitor->csrf);
  }
  request.body = std::move(body);
  request.peer = fmt::format("192.0.2.{}", ++asked_ % 250);
  const http::Reply reply =
      http::AnswerSafely(*router_, request, http::AskedBy(request, true),
                         [this](std::string_view line) { log_ += std::string(line) + "\n"; });
  if (reply.head.starts_with("HTTP/1.1 200")) ++answered_;
  EXPECT_FALSE(reply.head.starts_with("HTTP/1.1 500")) << target;
  std::set<std::string> found = marks_.In(reply.head);
  const bool workbook = reply.head.find("spreadsheetml") != reply.head.npos;
  found.merge(workbook ? marks_.InWorkbook(reply.Body()) : marks_.In(reply.Body()));
  if (NamesAccounts(request.path)) found.erase(fmt::format("attendance|{}|person", agency_));
  return found;
}

void PersonalWalk::Walk(const Walker* visitor) {
  const kernel::Account* account = visitor == nullptr ? nullptr : &visitor->account;
  const std::string who = account == nullptr ? "nobody" : account->login;
  const auto check = [&](Method method, const std::string& target, std::string body) {
    for (const std::string& where : Ask(visitor, method, target, std::move(body))) {
      seen_.insert(where);
      EXPECT_TRUE(MaySee(account, where)) << who << " sees " << where << " at " << target;
    }
  };
  for (const auto& [method, pattern] : router_->Patterns()) {
    const bool of_registers = pattern.find("registers/{register}") != pattern.npos;
    const bool changes = method != Method::kGet;
    if (pattern.ends_with("pdf") || pattern == "/logout") continue;  // the same sheets; the session is needed
    if (changes && !of_registers) continue;
    for (const std::string& path : addresses_->Of(pattern)) {
      if (!changes) {
        check(method, path, "");
        continue;
      }
      const bool reads =
          path.ends_with("/reveal") || path.ends_with("/export") || path.find("/papers/") != path.npos;
      const size_t from = path.find("registers/") + 10;
      const std::string id = path.substr(from, path.find('/', from) - from);
      const bool trusted = MaySee(account, fmt::format("{}|{}|", id, agency_));
      if (reads || !trusted)
        check(method, path,
              path.starts_with("/api/") ? R"({"version": 1, "fields": {}})" : "version=1&format=xlsx");
    }
  }
}

TEST_P(PersonalWalk, WhatIsPersonalIsInNoAnswerForAnybodyWithoutTheRight) {
  ASSERT_GT(marks_.size(), 100u);
  Write([&](sql::Connection& c) -> Status {  // what discipline gathers
    c.Execute("UPDATE reg_attendance SET status = 'unexcused', state = 'confirmed' WHERE id = ?",
              {std::stoll(made_.at("attendance"))});
    return Ok();
  });
  using kernel::Role;
  const int64_t other = units_.FindCode("OPD02")->id;
  const kernel::Account trusted = AddPerson("semua", {{Role::kOfficer, agency_},
                                                      {Role::kVerifier, agency_},
                                                      {Role::kHead, agency_},
                                                      {Role::kPlanner, agency_}});
  const kernel::Account named = AddPerson("khusus", {});
  for (const char* role : {"csirt", "csirt_head"}) {  // from now on theirs alone
    Name(trusted, role, agency_);
    Name(named, role, agency_);
  }
  AddPerson("petugas.lain", {{Role::kOfficer, other}, {Role::kVerifier, other}, {Role::kPlanner, other}});
  AddPerson("kepala.lain", {{Role::kHead, other}});

  // Papers are issued with what is personal on them.
  const Walker issuer = Enter(trusted);
  for (const auto& [method, pattern] : router_->Patterns())
    if (method == Method::kPost && pattern.ends_with("/papers/{paper}"))
      for (const std::string& path : addresses_->Of(pattern)) Ask(&issuer, Method::kPost, path);
  EXPECT_GT(addresses_->Column("SELECT code FROM register_paper").size(), 10u);

  // Rights do not know the database: on PostgreSQL, where a walk takes many round trips, two stand for all.
  std::vector<const char*> visitors = {"petugas.lain",  "auditor",     "evaluator",   "admin", "perencana",
                                       "petugas.infra", "kepala.lain", "verifikator", "khusus"};
  if (GetParam() == "postgres") visitors.resize(2);
  for (const char* login : visitors) {
    const Walker visitor = Enter(login);
    const size_t before = answered_;
    Walk(&visitor);
    EXPECT_GT(answered_ - before, 20u) << login;
  }
  Walk(nullptr);
  const std::set<std::string> without = seen_;
  seen_.clear();

  // The same walk finds all of it where there is the right: it could have failed.
  const int64_t reads_before =
      std::stoll(addresses_->Column("SELECT CAST(count(*) AS TEXT) FROM audit WHERE act = "
                                    "'register.read_personal' AND login = 'semua'")[0]);
  Walk(&issuer);
  for (const auto& [id, record] : made_) {
    const Definition& definition = application_->registers().Find(id)->definition;
    for (const Field& field : definition.fields) {
      const std::string_view type = field.type->name();
      if (!field.personal || (type != "text" && type != "files")) continue;
      EXPECT_TRUE(seen_.contains(fmt::format("{}|{}|{}", id, agency_, field.name)))
          << id << "." << field.name;
    }
    if (registers::PersonalFields(definition).empty()) continue;
    EXPECT_NE(addresses_->Column(
                  "SELECT CAST(count(*) AS TEXT) FROM audit WHERE act = 'register.read_personal' AND login = "
                  "'semua' AND subject = ?",
                  {id + "/" + record}),
              std::vector<std::string>{"0"})
        << id;
  }
  const std::string totals = "/registers/discipline/gathers/attendance";
  const std::string employee = fmt::format("attendance|{}|employee", agency_);
  EXPECT_TRUE(Ask(&issuer, Method::kPost, totals + "/reveal").contains(employee)) << "the totals were walked";
  EXPECT_FALSE(Ask(&issuer, Method::kGet, totals).contains(employee));
  EXPECT_GT(std::stoll(addresses_->Column(
                "SELECT CAST(count(*) AS TEXT) FROM audit WHERE act = 'register.read_personal' AND "
                "login = 'semua'")[0]),
            reads_before);
  for (const std::string& detail : addresses_->Column("SELECT detail FROM audit"))
    EXPECT_THAT(marks_.In(detail), testing::IsEmpty()) << detail;
  EXPECT_THAT(marks_.In(log_), testing::IsEmpty()) << log_;
}

}  // namespace
}  // namespace sinergi::app
