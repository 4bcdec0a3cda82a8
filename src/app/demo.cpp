#include "app/demo.h"

#include "app/demo_agreements.h"
#include "app/demo_assessment.h"
#include "app/demo_files.h"
#include "app/demo_meetings.h"
#include "app/demo_planning.h"
#include "app/demo_registers.h"
#include "app/demo_reports.h"
#include "base/ensure.h"
#include "kernel/account.h"
#include "kernel/actor.h"
#include "kernel/audit.h"
#include "kernel/government.h"
#include "kernel/unit.h"
#include "modules/performance/import_store.h"

namespace sinergi::app {
namespace {

using performance::Indicator;
using performance::Node;
using performance::PlanYear;

constexpr int kReported = 3;  // quarters

Quantity QuantityIn(const files::Node& node) {
  return Quantity::Read(node.Scalar(), NumberStyle::kIndonesian);
}
Quantity QuantityIn(const files::Node& node, const char* key) {
  return node[key] ? QuantityIn(node[key]) : Quantity();
}

// Reads the plan part of the file into a PlanYear, depth first.
class PlanReader {
 public:
  PlanReader(const files::Node& example, const kernel::UnitTree& units) {
    plan_.year = IntOf(example["year"]);
    for (const kernel::Unit& unit : units.units()) plan_.units.push_back({unit.id, unit.code, unit.name, -1});
    for (const files::Node& node : example["nodes"]) Read(node, -1);
  }
  PlanYear Take() { return std::move(plan_); }

 private:
  int UnitAt(const std::string& code) const {
    for (size_t i = 0; i < plan_.units.size(); ++i)
      if (plan_.units[i].code == code) return static_cast<int>(i);
    return -1;
  }

  void Read(const files::Node& yaml, int parent) {
    const int at = static_cast<int>(plan_.nodes.size());
    Node node;
    node.code = yaml["code"].Scalar();
    node.name = yaml["name"].Scalar();
    node.level = planning::LevelOfCode(node.code).value();
    node.parent = parent;
    node.unit = UnitAt(yaml["unit"].Scalar());
    node.note = yaml["note"].Scalar();
    if (yaml["own_share"]) node.own_share_micro = WholeOf(yaml["own_share"]) * 10'000;
    ReadMoney(yaml, node.money);
    plan_.nodes.push_back(std::move(node));
    for (const files::Node& indicator : yaml["indicators"]) ReadIndicator(indicator, at);
    for (const files::Node& child : yaml["nodes"]) Read(child, at);
  }

  static void ReadMoney(const files::Node& yaml, performance::NodeMoney& money) {
    const auto rupiah = [&](const char* key) { return Money::Rupiah(yaml[key] ? WholeOf(yaml[key]) : 0); };
    money.ceiling_original = rupiah("ceiling");
    money.renstra = rupiah("renstra");
    money.realised_before = rupiah("before");
    for (size_t month = 0; month < 12; ++month)
      money.cash_plan[month] = Money::Sen(money.ceiling_original.sen() / 12);
    if (yaml["revised"]) money.ceiling_revised = rupiah("revised");
    size_t month = 0;
    for (const files::Node& amount : yaml["months"]) money.realised[month++] = Money::Rupiah(WholeOf(amount));
  }

  void ReadIndicator(const files::Node& yaml, int node) {
    Indicator indicator;
    indicator.node = node;
    indicator.name = yaml["name"].Scalar();
    indicator.unit = yaml["unit"].Scalar();
    indicator.aggregation = performance::ParseAggregation(yaml["aggregation"].Scalar()).value();
    indicator.target_year = QuantityIn(yaml, "target");
    indicator.target_renstra = QuantityIn(yaml, "renstra");
    indicator.realised_before = QuantityIn(yaml, "before");
    size_t quarter = 0;
    for (const files::Node& target : yaml["targets"]) indicator.target[quarter++] = QuantityIn(target);
    if (yaml["realised"])
      for (size_t q = 0; q < yaml["realised"].size(); ++q) indicator.measured[q] = Measured(yaml, q);
    plan_.indicators.push_back(std::move(indicator));
  }

  // Texts belong to the last quarter reported; earlier quarters are locked.
  static performance::Measurement Measured(const files::Node& yaml, size_t q) {
    performance::Measurement m;
    const bool last = q + 1 == size_t{kReported};
    m.state = last ? performance::MeasurementState::kVerified : performance::MeasurementState::kLocked;
    m.realised = QuantityIn(yaml["realised"][q]);
    if (!last) return m;
    m.obstacle = yaml["obstacle"].Scalar();
    m.solution = yaml["solution"].Scalar();
    m.driver = yaml["driver"].Scalar();
    m.follow_up = yaml["follow_up"].Scalar();
    return m;
  }

  PlanYear plan_;
};

int64_t AddUnits(sql::Connection& c, int64_t government, const files::Node& example) {
  kernel::Unit agency;
  agency.code = example["agency"]["code"].Scalar();
  agency.name = example["agency"]["name"].Scalar();
  agency.kind = kernel::UnitKind::kAgency;
  const int64_t agency_id = Need(kernel::AddUnit(c, government, agency));
  for (const files::Node& yaml : example["units"]) {
    kernel::Unit unit;
    unit.code = yaml["code"].Scalar();
    unit.name = yaml["name"].Scalar();
    unit.kind = kernel::UnitKind::kDivision;
    unit.parent_id = agency_id;
    Need(kernel::AddUnit(c, government, unit));
  }
  for (const files::Node& yaml : example["agencies"]) {
    kernel::Unit other;
    other.code = yaml["code"].Scalar();
    other.name = yaml["name"].Scalar();
    other.kind = kernel::UnitKind::kAgency;
    Need(kernel::AddUnit(c, government, other));
  }
  return agency_id;
}

void AddAccounts(sql::Connection& c, int64_t government, const kernel::UnitTree& units, int64_t agency_id,
                 const files::Node& example, const std::string& password_hash) {
  for (const files::Node& yaml : example["accounts"]) {
    const std::string scope = yaml["unit"].Scalar();
    kernel::Account account;
    account.government_id = government;
    account.login = yaml["login"].Scalar();
    account.name = account.position = yaml["name"].Scalar();
    const int64_t unit = scope == "government" ? 0
                         : scope == "agency"   ? agency_id
                                               : units.FindCode(scope)->id;
    account.grants.push_back({kernel::ParseRole(yaml["role"].Scalar()).value(), unit});
    Need(kernel::AddAccount(c, account, password_hash));
  }
}

void AddQuarters(sql::Connection& c, const performance::ActContext& context, const files::Node& example) {
  for (const files::Node& yaml : example["quarters"]) {
    const Period period{IntOf(example["year"]), IntOf(yaml["quarter"])};
    const auto day = [&](const char* key) { return Date::FromDays(context.today.Days() + IntOf(yaml[key])); };
    Need(performance::SetWindow(c, context, {period, day("opens"), day("closes")}));
  }
}

bool IsThere(sql::Connection& c, const files::Node& example) {
  return kernel::FindGovernmentByCode(c, example["government"]["code"].Scalar()).has_value();
}

Status LoadInto(sql::Connection& c, const files::Node& example, const std::string& password_hash,
                const registers::Registers& registers, const files::ContentStore& store,
                const pages::Templates& templates, Instant now) {
  kernel::Government government;
  government.code = example["government"]["code"].Scalar();
  government.name = example["government"]["name"].Scalar();
  government.level = kernel::ParseGovernmentLevel(example["government"]["level"].Scalar()).value();
  government.zone = Zone::kWita;
  const int64_t id = Need(kernel::AddGovernment(c, government));
  const int64_t agency_id = AddUnits(c, id, example);
  const Date today = DateAt(now, government.zone);
  const kernel::UnitTree units = kernel::LoadUnits(c, id, today);
  AddAccounts(c, id, units, agency_id, example, password_hash);
  const kernel::Actor actor = kernel::CommandLineActor(id);
  const performance::ActContext context{actor, units, now, today};
  AddQuarters(c, context, example);
  const auto before = performance::ApplyImport(
      c, context, agency_id, PlanReader(ExampleYaml("reports.yaml").root()["last_year"], units).Take());
  if (!before.ok()) return before.error();
  const auto imported = performance::ApplyImport(c, context, agency_id, PlanReader(example, units).Take());
  if (!imported.ok()) return imported.error();
  Need(LoadExampleAssessments(c, context));
  const int year = IntOf(example["year"]);
  const kernel::Government stored = *kernel::FindGovernment(c, id);
  const performance::PlanHead plan = *performance::FindPlan(c, id, agency_id, year);
  LoadExampleRegisters(c, context, {stored, registers, store, plan, Period{year, kReported}});
  LoadExampleAgreements(c, context, agency_id, year);
  LoadExampleReports(c, context, agency_id, year);
  LoadExampleDocuments(c, {actor, units, now}, agency_id);
  LoadExampleMeetings(c, context, {stored, templates, plan});
  kernel::Record(c, actor, now, {"demo.load", "government/" + std::to_string(id), "{}"});
  return Ok();
}

}  // namespace

Result<DemoResult> LoadDemo(sql::Database& db, const std::filesystem::path& data, Instant now) {
  const files::Tree file = ExampleYaml("ntt.yaml");
  const files::Node example = file.root();
  DemoResult result;
  result.government = example["government"]["name"].Scalar();
  for (const files::Node& yaml : example["accounts"])
    result.accounts.push_back({yaml["login"].Scalar(), yaml["name"].Scalar(), yaml["role"].Scalar()});
  if (db.Read([&](sql::Connection& c) { return IsThere(c, example); })) return result;
  const registers::Registers registers = registers::Registers::Open(db, data / "registers", now);
  const files::ContentStore store(data / "evidence");
  const pages::Templates templates;
  const std::string password_hash = kernel::HashPassword(kExamplePassword);
  try {
    const Status loaded = db.Write([&](sql::Connection& c) -> Status {
      result.loaded = !IsThere(c, example);  // somebody else may have been faster
      return result.loaded ? LoadInto(c, example, password_hash, registers, store, templates, now) : Ok();
    });
    if (!loaded.ok()) return loaded.error();
  } catch (const Refused& refused) {
    return refused.error;
  }
  return result;
}

}  // namespace sinergi::app
