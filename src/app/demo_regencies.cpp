#include "app/demo_regencies.h"

#include "app/demo_files.h"
#include "base/ensure.h"
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

constexpr size_t kRegencyQuarters = 3;  // quarters

// The same numbers for the same place in the file, on every machine.
class Draws {
 public:
  explicit Draws(std::string_view seed) {
    for (const char letter : seed) state_ = (state_ ^ static_cast<unsigned char>(letter)) * 1099511628211ULL;
  }
  int64_t Between(int64_t low, int64_t high) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return low + static_cast<int64_t>((state_ >> 33) % static_cast<uint64_t>(high - low + 1));
  }

 private:
  uint64_t state_ = 14695981039346656037ULL;
};

// One agency's plan in one regency: `pace` is how well the regency does, in percent.
class PlanMaker {
 public:
  PlanMaker(const std::string& regency, const files::Node& agency, int year, int64_t pace)
      : regency_(regency), pace_(pace) {
    plan_.year = year;
    for (const files::Node& yaml : agency["nodes"]) Add(yaml);
  }
  PlanYear Take() { return std::move(plan_); }

 private:
  void Add(const files::Node& yaml) {
    Node node;
    node.code = yaml["code"].Scalar();
    node.name = yaml["name"].Scalar();
    node.level = planning::LevelOfCode(node.code).value();
    node.note = "angka contoh";
    for (int i = static_cast<int>(plan_.nodes.size()) - 1; i >= 0 && node.parent < 0; --i)
      if (plan_.nodes[static_cast<size_t>(i)].level < node.level) node.parent = i;
    Draws draws(regency_ + node.code);
    if (yaml["ceiling"]) Spend(WholeOf(yaml["ceiling"]), draws, node.money);
    plan_.nodes.push_back(std::move(node));
    if (yaml["indicator"]) Measure(yaml["indicator"], draws);
  }

  void Spend(int64_t ceiling, Draws& draws, performance::NodeMoney& money) const {
    const int64_t sen = ceiling / 1000 * draws.Between(600, 1600) * 100;
    money.ceiling_original = Money::Sen(sen);
    for (size_t month = 0; month < 12; ++month) money.cash_plan[month] = Money::Sen(sen / 12);
    for (size_t month = 0; month < 3 * kRegencyQuarters; ++month)
      money.realised[month] = Money::Sen(sen / 1200 * draws.Between(pace_ - 30, pace_ + 5));
  }

  void Measure(const files::Node& yaml, Draws& draws) {
    Indicator indicator;
    indicator.node = static_cast<int>(plan_.nodes.size()) - 1;
    indicator.name = yaml["name"].Scalar();
    indicator.unit = yaml["unit"].Scalar();
    indicator.aggregation = performance::ParseAggregation(yaml["aggregation"].Scalar()).value();
    const bool late = draws.Between(1, 12) == 1;  // the last quarter has not come in
    for (size_t q = 0; q < 4; ++q) {
      const int64_t target = WholeOf(yaml["targets"][q]);
      indicator.target[q] = Quantity::Number(target * kMicro);
      if (q >= kRegencyQuarters || (late && q + 1 == kRegencyQuarters)) continue;
      const int64_t percent = draws.Between(pace_ - 12, pace_ + 12);
      performance::Measurement m;
      m.state = q + 1 == kRegencyQuarters ? performance::MeasurementState::kVerified
                                          : performance::MeasurementState::kLocked;
      m.realised = Quantity::Number((target * percent + 50) / 100 * kMicro);
      indicator.measured[q] = m;
    }
    plan_.indicators.push_back(std::move(indicator));
  }

  const std::string regency_;
  const int64_t pace_;
  PlanYear plan_;
};

Status LoadAgency(sql::Connection& c, int64_t government, const std::string& code, const files::Node& agency,
                  int year, int64_t pace, Instant now) {
  kernel::Unit unit;
  unit.code = agency["code"].Scalar();
  unit.name = agency["name"].Scalar();
  unit.kind = kernel::UnitKind::kAgency;
  const Result<int64_t> id = kernel::AddUnit(c, government, unit);
  if (!id.ok()) return id.error();
  const kernel::Actor actor = kernel::CommandLineActor(government);
  const Date today = DateAt(now, Zone::kWita);
  const kernel::UnitTree units = kernel::LoadUnits(c, government, today);
  const performance::ActContext context{actor, units, now, today};
  const auto imported = performance::ApplyImport(c, context, *id, PlanMaker(code, agency, year, pace).Take());
  if (!imported.ok()) return imported.error();
  return Ok();
}

Status LoadRegency(sql::Connection& c, const files::Node& example, const files::Node& regency, Instant now) {
  kernel::Government government;
  government.code = regency["code"].Scalar();
  government.name = regency["name"].Scalar() + " (contoh)";
  government.level = regency["name"].Scalar().starts_with("Kota") ? kernel::GovernmentLevel::kCity
                                                                  : kernel::GovernmentLevel::kRegency;
  government.zone = Zone::kWita;
  const Result<int64_t> id = kernel::AddGovernment(c, government);
  if (!id.ok()) return id.error();
  const int64_t pace = Draws(government.code).Between(58, 104);
  for (const files::Node& agency : example["agencies"]) {
    const Status loaded = LoadAgency(c, *id, government.code, agency, IntOf(example["year"]), pace, now);
    if (!loaded.ok()) return loaded;
  }
  kernel::Record(c, kernel::CommandLineActor(*id), now,
                 {"demo.load", "government/" + std::to_string(*id), "{}"});
  return Ok();
}

}  // namespace

Result<int> LoadDemoRegencies(sql::Database& db, Instant now) {
  const files::Tree file = ExampleYaml("ntt-regencies.yaml");
  const files::Node example = file.root();
  return db.Write([&](sql::Connection& c) -> Result<int> {
    int added = 0;
    for (const files::Node& regency : example["regencies"]) {
      if (kernel::FindGovernmentByCode(c, regency["code"].Scalar())) continue;
      const Status loaded = LoadRegency(c, example, regency, now);
      if (!loaded.ok()) return loaded.error();
      ++added;
    }
    return added;
  });
}

}  // namespace sinergi::app
