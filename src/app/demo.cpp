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

Quantity QuantityIn(const YAML::Node& node) {
  return Quantity::Read(node.as<std::string>(), NumberStyle::kIndonesian);
}
Quantity QuantityIn(const YAML::Node& node, const char* key) {
  return node[key] ? QuantityIn(node[key]) : Quantity();
}

// Reads the plan part of the file into a PlanYear, depth first.
class PlanReader {
 public:
  PlanReader(const YAML::Node& example, const kernel::UnitTree& units) {
    plan_.year = example["year"].as<int>();
    for (const kernel::Unit& unit : units.units()) plan_.units.push_back({unit.id, unit.code, unit.name, -1});
    for (const YAML::Node& node : example["nodes"]) Read(node, -1);
  }
  PlanYear Take() { return std::move(plan_); }

 private:
  int UnitAt(const std::string& code) const {
    for (size_t i = 0; i < plan_.units.size(); ++i)
      if (plan_.units[i].code == code) return static_cast<int>(i);
    return -1;
  }

  void Read(const YAML::Node& yaml, int parent) {
    const int at = static_cast<int>(plan_.nodes.size());
    Node node;
    node.code = TextIn(yaml, "code");
    node.name = TextIn(yaml, "name");
    node.level = planning::LevelOfCode(node.code).value();
    node.parent = parent;
    node.unit = UnitAt(TextIn(yaml, "unit"));
    node.note = TextIn(yaml, "note");
    if (yaml["own_share"]) node.own_share_micro = yaml["own_share"].as<int64_t>() * 10'000;
    ReadMoney(yaml, node.money);
    plan_.nodes.push_back(std::move(node));
    for (const YAML::Node& indicator : yaml["indicators"]) ReadIndicator(indicator, at);
    for (const YAML::Node& child : yaml["nodes"]) Read(child, at);
  }

  static void ReadMoney(const YAML::Node& yaml, performance::NodeMoney& money) {
    const auto rupiah = [&](const char* key) {
      return Money::Rupiah(yaml[key] ? yaml[key].as<int64_t>() : 0);
    };
    money.ceiling_original = rupiah("ceiling");
    money.renstra = rupiah("renstra");
    money.realised_before = rupiah("before");
    for (size_t month = 0; month < 12; ++month)
      money.cash_plan[month] = Money::Sen(money.ceiling_original.sen() / 12);
    if (yaml["revised"]) money.ceiling_revised = rupiah("revised");
    size_t month = 0;
    for (const YAML::Node& amount : yaml["months"])
      money.realised[month++] = Money::Rupiah(amount.as<int64_t>());
  }

  void ReadIndicator(const YAML::Node& yaml, int node) {
    Indicator indicator;
    indicator.node = node;
    indicator.name = TextIn(yaml, "name");
    indicator.unit = TextIn(yaml, "unit");
    indicator.aggregation = performance::ParseAggregation(TextIn(yaml, "aggregation")).value();
    indicator.target_year = QuantityIn(yaml, "target");
    indicator.target_renstra = QuantityIn(yaml, "renstra");
    indicator.realised_before = QuantityIn(yaml, "before");
    size_t quarter = 0;
    for (const YAML::Node& target : yaml["targets"]) indicator.target[quarter++] = QuantityIn(target);
    if (yaml["realised"])
      for (size_t q = 0; q < yaml["realised"].size(); ++q) indicator.measured[q] = Measured(yaml, q);
    plan_.indicators.push_back(std::move(indicator));
  }

  // Texts belong to the last quarter reported; earlier quarters are locked.
  static performance::Measurement Measured(const YAML::Node& yaml, size_t q) {
    performance::Measurement m;
    const bool last = q + 1 == size_t{kReported};
    m.state = last ? performance::MeasurementState::kVerified : performance::MeasurementState::kLocked;
    m.realised = QuantityIn(yaml["realised"][q]);
    if (!last) return m;
    m.obstacle = TextIn(yaml, "obstacle");
    m.solution = TextIn(yaml, "solution");
    m.driver = TextIn(yaml, "driver");
    m.follow_up = TextIn(yaml, "follow_up");
    return m;
  }

  PlanYear plan_;
};

int64_t AddUnits(sql::Connection& c, int64_t government, const YAML::Node& example) {
  kernel::Unit agency;
  agency.code = TextIn(example["agency"], "code");
  agency.name = TextIn(example["agency"], "name");
  agency.kind = kernel::UnitKind::kAgency;
  const int64_t agency_id = Need(kernel::AddUnit(c, government, agency));
  for (const YAML::Node& yaml : example["units"]) {
    kernel::Unit unit;
    unit.code = TextIn(yaml, "code");
    unit.name = TextIn(yaml, "name");
    unit.kind = kernel::UnitKind::kDivision;
    unit.parent_id = agency_id;
    Need(kernel::AddUnit(c, government, unit));
  }
  for (const YAML::Node& yaml : example["agencies"]) {
    kernel::Unit other;
    other.code = TextIn(yaml, "code");
    other.name = TextIn(yaml, "name");
    other.kind = kernel::UnitKind::kAgency;
    Need(kernel::AddUnit(c, government, other));
  }
  return agency_id;
}

void AddAccounts(sql::Connection& c, int64_t government, const kernel::UnitTree& units, int64_t agency_id,
                 const YAML::Node& example, const std::string& password_hash) {
  for (const YAML::Node& yaml : example["accounts"]) {
    const std::string scope = TextIn(yaml, "unit");
    kernel::Account account;
    account.government_id = government;
    account.login = TextIn(yaml, "login");
    account.name = account.position = TextIn(yaml, "name");
    const int64_t unit = scope == "government" ? 0
                         : scope == "agency"   ? agency_id
                                               : units.FindCode(scope)->id;
    account.grants.push_back({kernel::ParseRole(TextIn(yaml, "role")).value(), unit});
    Need(kernel::AddAccount(c, account, password_hash));
  }
}

void AddQuarters(sql::Connection& c, const performance::ActContext& context, const YAML::Node& example) {
  for (const YAML::Node& yaml : example["quarters"]) {
    const Period period{example["year"].as<int>(), yaml["quarter"].as<int>()};
    const auto day = [&](const char* key) {
      return Date::FromDays(context.today.Days() + yaml[key].as<int>());
    };
    Need(performance::SetWindow(c, context, {period, day("opens"), day("closes")}));
  }
}

bool IsThere(sql::Connection& c, const YAML::Node& example) {
  return kernel::FindGovernmentByCode(c, TextIn(example["government"], "code")).has_value();
}

Status LoadInto(sql::Connection& c, const YAML::Node& example, const std::string& password_hash,
                const registers::Registers& registers, const files::ContentStore& store,
                const pages::Templates& templates, Instant now) {
  kernel::Government government;
  government.code = TextIn(example["government"], "code");
  government.name = TextIn(example["government"], "name");
  government.level = kernel::ParseGovernmentLevel(TextIn(example["government"], "level")).value();
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
      c, context, agency_id, PlanReader(ExampleYaml("reports.yaml")["last_year"], units).Take());
  if (!before.ok()) return before.error();
  const auto imported = performance::ApplyImport(c, context, agency_id, PlanReader(example, units).Take());
  if (!imported.ok()) return imported.error();
  Need(LoadExampleAssessments(c, context));
  const int year = example["year"].as<int>();
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
  const YAML::Node example = ExampleYaml("ntt.yaml");
  DemoResult result;
  result.government = TextIn(example["government"], "name");
  for (const YAML::Node& yaml : example["accounts"])
    result.accounts.push_back({TextIn(yaml, "login"), TextIn(yaml, "name"), TextIn(yaml, "role")});
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
