#include "modules/register/public_desk.h"

#include "kernel/frame.h"
#include "kernel/ids.h"
#include "kernel/request_facts.h"
#include "kernel/token.h"
#include "kernel/web_cache.h"

namespace sinergi::registers {
namespace {

// No log-in has brackets: nobody is taken for a citizen, and no citizen for somebody.
constexpr std::string_view kCitizenLogin = "(publik)";
constexpr std::string_view kCommunicationCode = "2.16";

std::string KeyOf(sql::Database& db) {
  const auto find = [](sql::Connection& c) {
    return c.OneText("SELECT key FROM register_public_key WHERE id = 1", {});
  };
  if (const std::optional<std::string> key = db.Read(find)) return *key;
  const Result<std::string> made = db.Write([&](sql::Connection& c) -> Result<std::string> {
    c.Execute("INSERT INTO register_public_key (id, key) VALUES (1, ?) ON CONFLICT (id) DO NOTHING",
              {kernel::RandomToken()});
    return *find(c);
  });
  return *made;
}

}  // namespace

const PublicGate& PublicDesk::Gate() {
  const std::lock_guard lock(mutex_);
  if (!gate_) gate_ = std::make_unique<const PublicGate>(KeyOf(web.db));
  return *gate_;
}

kernel::Visit CitizenVisit(PublicDesk& desk, const http::Request& request, int64_t government_id) {
  const Instant now = desk.web.clock();
  const int64_t version =
      desk.web.db.Read([&](sql::Connection& c) { return kernel::UnitsVersion(c, government_id); });
  const kernel::Web::Cache::Entry entry = desk.web.cache->Get(desk.web.db, government_id, version, now);
  kernel::Actor citizen;
  citizen.government_id = government_id;
  citizen.login = kCitizenLogin;
  return {desk.web, request,     std::move(citizen), "", kernel::LangOf(request), now, 0,
          false,    entry.units, entry.government};
}

Result<int64_t> GovernmentOf(PublicDesk& desk, const http::Request& request) {
  const std::string code(request.Query("of"));
  int64_t id = 0, count = 0;
  desk.web.db.Read([&](sql::Connection& c) {
    if (code.empty())
      c.Query("SELECT count(*), min(id) FROM government", {}, [&](const sql::Row& row) {
        count = row.Int(0);
        id = row.MaybeInt(1).value_or(0);
      });
    else if (const auto government = kernel::FindGovernmentByCode(c, code))
      id = government->id, count = 1;
    return Unit{};
  });
  if (count == 1) return id;
  if (count > 1) return Error{ErrorKind::kConflict, "register.public.which_government"};
  return Error{ErrorKind::kNotFound, "http.not_found"};
}

http::Response ShowPublic(const kernel::Visit& v, std::string_view template_name,
                          ctemplate::TemplateDictionary& page, std::string_view title_key, int status) {
  page.SetTemplateGlobalValue("PUBLIC_GOVERNMENT", v.government->name);
  return kernel::Frame{v.web, v.request, v.lang}.Show(template_name, page, title_key, status);
}

http::Response RefusePublic(PublicDesk& desk, const http::Request& request, const Error& error) {
  return kernel::Frame{desk.web, request, kernel::LangOf(request)}.Refuse(error);
}

http::Handler AtDesk(std::shared_ptr<PublicDesk> desk, CounterPage page) {
  return [desk = std::move(desk), page = std::move(page)](const http::Request& request) {
    const Result<int64_t> government = GovernmentOf(*desk, request);
    if (!government.ok())
      return government.error().kind == ErrorKind::kConflict
                 ? http::Response::SeeOther("/layanan")
                 : RefusePublic(*desk, request, government.error());
    const InForce* found = desk->registers.Find(request.Param("register"));
    if (found == nullptr || !found->definition.open)
      return RefusePublic(*desk, request, {ErrorKind::kNotFound, "http.not_found"});
    kernel::Visit visit = CitizenVisit(*desk, request, *government);
    Here here{visit, desk->registers, *found, found->definition};
    AtCounter counter{*desk, here};
    return page(counter);
  };
}

std::string OfQuery(const http::Request& request) {
  const std::string_view of = request.Query("of");
  return of.empty() ? "" : "?of=" + http::PercentEncode(of);
}

int64_t ReceivingUnit(const kernel::Government& government, const kernel::UnitTree& units) {
  const std::string wanted = PublicSettingsOf(government).unit;
  int64_t informatics = 0;
  for (const kernel::Unit& unit : units.units()) {
    if (!wanted.empty() && unit.code == wanted) return unit.id;
    if (informatics == 0 && unit.code.starts_with(kCommunicationCode)) informatics = unit.id;
  }
  return informatics;
}

int WorkBits(const kernel::Government& government) {
  return PublicSettingsOf(government).work_bits;
}

}  // namespace sinergi::registers
