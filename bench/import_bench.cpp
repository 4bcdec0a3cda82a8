// Import rows a second: a plan workbook of 1,500 nodes and 3,000 indicators is read, compared and written durably.
//   bench_import FOLDER      FOLDER holds the example region; prints rows a second
#include <chrono>
#include <cstdio>

#include <fmt/format.h>

#include "app/store.h"
#include "modules/performance/import_store.h"
#include "modules/performance/template/template_import.h"
#include "modules/performance/template/template_writer.h"

namespace {

using namespace sinergi;
using performance::PlanYear;

constexpr int kProgrammes = 10, kActivities = 10, kSubActivities = 14, kIndicatorsEach = 2;

void AddNode(PlanYear& plan, planning::NodeLevel level, std::string code, int parent) {
  performance::Node node;
  node.level = level;
  node.name = "Kegiatan contoh " + code;
  node.code = std::move(code);
  node.parent = parent;
  node.money.ceiling_original = Money::Rupiah(level == planning::NodeLevel::kSubActivity ? 125'000'000 : 0);
  const int at = static_cast<int>(plan.nodes.size());
  plan.nodes.push_back(std::move(node));
  for (int i = 0; i < kIndicatorsEach; ++i) {
    performance::Indicator indicator;
    indicator.node = at;
    indicator.name = "Jumlah keluaran contoh " + std::to_string(i + 1);
    indicator.unit = "Dokumen";
    for (Quantity& target : indicator.target) target = Quantity::Number(3 * kMicro);
    plan.indicators.push_back(std::move(indicator));
  }
}

PlanYear ExamplePlan() {
  PlanYear plan;
  plan.year = 2031;
  for (int p = 1; p <= kProgrammes; ++p) {
    const std::string programme = fmt::format("2.16.{:02}", p);
    const int at = static_cast<int>(plan.nodes.size());
    AddNode(plan, planning::NodeLevel::kProgramme, programme, -1);
    for (int a = 1; a <= kActivities; ++a) {
      const std::string activity = fmt::format("{}.1.{:02}", programme, a);
      const int below = static_cast<int>(plan.nodes.size());
      AddNode(plan, planning::NodeLevel::kActivity, activity, at);
      for (int s = 1; s <= kSubActivities; ++s)
        AddNode(plan, planning::NodeLevel::kSubActivity, fmt::format("{}.{:04}", activity, s), below);
    }
  }
  return plan;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  app::Globals globals;
  globals.data = argv[1];
  auto db = app::OpenStore(globals, app::Missing::kRefuse);
  if (!db.ok()) return 1;
  const PlanYear plan = ExamplePlan();
  const std::string bytes = performance::templates::WritePlanTemplate(&plan);

  const auto start = std::chrono::steady_clock::now();
  const auto book = sheets::ReadXlsx(bytes);
  if (!book.ok()) return 1;
  const auto read = performance::templates::ReadPlanTemplate(*book);
  if (!read.ok()) return 1;
  const Instant now = SystemClock()();
  const auto result = (*db)->Write([&](sql::Connection& c) -> Result<performance::ImportResult> {
    const kernel::Government government = kernel::ListGovernments(c)[0];
    const Date today = DateAt(now, government.zone);
    const kernel::UnitTree units = kernel::LoadUnits(c, government.id, today);
    const kernel::Actor actor = kernel::CommandLineActor(government.id);
    return performance::ApplyImport(c, {actor, units, now, today}, units.units()[0].id, read->plan);
  });
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const size_t rows = plan.nodes.size() + plan.indicators.size();
  if (!result.ok() || result->applied < static_cast<int>(rows)) return 1;
  std::printf("%.0f\n", static_cast<double>(rows) / seconds);
}
