#include "modules/performance/form/test_plan.h"

namespace sinergi::performance::form {

using planning::NodeLevel;

TestPlan::TestPlan() {
  plan.year = 2025;
  plan.government = "Kabupaten Contoh";
  plan.agency = "Dinas Komunikasi dan Informatika";
  plan.units = {{1, "2.16", plan.agency, -1}, {2, "2.16.1", "Bidang Aplikasi", 0}};
}

int TestPlan::AddNode(NodeLevel level, const char* code, const char* name, int parent) {
  Node node;
  node.level = level;
  node.code = code;
  node.name = name;
  node.parent = parent;
  plan.nodes.push_back(node);
  return static_cast<int>(plan.nodes.size()) - 1;
}

Indicator& TestPlan::AddIndicator(int node, const char* name, const char* unit, Aggregation aggregation,
                                  Direction direction, std::array<const char*, 4> targets,
                                  std::array<const char*, 4> realised) {
  Indicator indicator;
  indicator.node = node;
  indicator.name = name;
  indicator.unit = unit;
  indicator.aggregation = aggregation;
  indicator.direction = direction;
  for (size_t q = 0; q < 4; ++q) {
    indicator.target[q] = Quantity::Read(targets[q], NumberStyle::kIndonesian);
    if (*realised[q] == '\0') continue;
    Measurement measured;
    measured.realised = Quantity::Read(realised[q], NumberStyle::kIndonesian);
    indicator.measured[q] = measured;
  }
  plan.indicators.push_back(indicator);
  return plan.indicators.back();
}

void TestPlan::SetMoney(int node, int64_t ceiling, std::initializer_list<int64_t> by_quarter) {
  NodeMoney& money = plan.nodes[static_cast<size_t>(node)].money;
  money.ceiling_original = Money::Rupiah(ceiling);
  money.renstra = Money::Rupiah(ceiling * 5);
  money.realised_before = Money::Rupiah(ceiling * 2 + 7);
  size_t month = 1;
  for (const int64_t amount : by_quarter) {
    money.realised[month] = Money::Rupiah(amount);
    month += 3;
  }
}

PlanYear SmallPlan() {
  TestPlan t;
  const int programme = t.AddNode(NodeLevel::kProgramme, "2.16.02", "PROGRAM INFORMASI", -1);
  t.AddIndicator(programme, "Kepuasan", "%", Aggregation::kLast, Direction::kHigher, {"70", "72", "74", "76"},
                 {"71", "72", "", ""});
  const int first = t.AddNode(NodeLevel::kActivity, "2.16.02.2.01", "Informasi publik", programme);
  t.AddIndicator(first, "Dokumen", "Dokumen", Aggregation::kSum, Direction::kHigher, {"1", "1", "1", "1"},
                 {"2", "0,8", "1,2", "0"})
      .measured[1]
      ->obstacle = "Pengadaan terlambat";
  t.plan.indicators.back().target_renstra = Quantity::Number(3 * kMicro);
  t.plan.indicators.back().realised_before = Quantity::Number(3 * kMicro);
  const int a = t.AddNode(NodeLevel::kSubActivity, "2.16.02.2.01.0001", "=Konten", first);
  t.SetMoney(a, 73'945'400, {8'416'000, 12'490'000, 2'688'000, 25'427'000});
  const int b = t.AddNode(NodeLevel::kSubActivity, "2.16.02.2.01.0002", "Media", first);
  t.AddIndicator(b, "Media dikelola", "Media", Aggregation::kSum, Direction::kHigher,
                 {"10", "10", "10", "10"}, {"9", "11", "", ""});
  t.SetMoney(b, 1'000'000, {100'000, 200'000, 0, 0});
  const int second = t.AddNode(NodeLevel::kActivity, "2.16.02.2.02", "Persandian", programme);
  const int c = t.AddNode(NodeLevel::kSubActivity, "2.16.02.2.02.0001", "Sandi", second);
  t.SetMoney(c, 3'000'000, {0, 0, 0, 0});
  return t.plan;
}

PlanYear FullPlan() {
  TestPlan t;
  const int objective = t.AddNode(NodeLevel::kObjective, "", "Layanan digital meningkat", -1);
  t.AddIndicator(objective, "Indeks SPBE", "Indeks", Aggregation::kLast, Direction::kHigher,
                 {"", "", "", "3,5"}, {"", "", "", ""})
      .target_year = Quantity::Read("3,5", NumberStyle::kIndonesian);
  const int programme = t.AddNode(NodeLevel::kProgramme, "2.16.03", "PROGRAM APLIKASI", objective);
  t.AddIndicator(programme, "Rentang", "Indeks", Aggregation::kLast, Direction::kRange,
                 {"3,30-3,35", "3,30-3,35", "3,30-3,35", "3,30-3,35"}, {"3,1", "3,2", "3,4", "3,32"});
  const int activity = t.AddNode(NodeLevel::kActivity, "2.16.03.2.02", "Kegiatan", programme);
  const Aggregation aggregations[] = {Aggregation::kSum, Aggregation::kLast, Aggregation::kMean,
                                      Aggregation::kMax, Aggregation::kMin};
  const Direction directions[] = {Direction::kHigher, Direction::kLower, Direction::kLowerRatio,
                                  Direction::kRange, Direction::kText};
  const std::array<const char*, 4> reports[] = {
      {"3", "4,5", "7", "1"}, {"", "6", "", "2"}, {"1", "", "", ""}, {"", "", "", ""}, {"0", "0", "0", "0"}};
  for (const Aggregation aggregation : aggregations) {
    const int leaf = t.AddNode(NodeLevel::kSubActivity, "2.16.03.2.02.0013", "Sub kegiatan", activity);
    t.SetMoney(leaf, 178'000'000, {1'000'001, 22'000'000, 0, 99'999'999});
    for (const Direction direction : directions) {
      for (const auto& realised : reports) {
        Indicator& indicator = t.AddIndicator(leaf, "Indikator", "Buah", aggregation, direction,
                                              {"2", "3", "4", "7,5"}, realised);
        indicator.target_renstra = Quantity::Read("40", NumberStyle::kIndonesian);
        indicator.realised_before =
            Quantity::Read(direction == Direction::kLower ? "" : "5,25", NumberStyle::kIndonesian);
      }
    }
  }
  const int last = t.AddNode(NodeLevel::kSubActivity, "2.16.03.2.02.0014", "Hal lain", activity);
  t.SetMoney(last, 0, {0, 0, 0, 0});
  const auto add = [&](const char* target, const char* before, std::array<const char*, 4> realised) {
    Indicator& indicator = t.AddIndicator(last, "Hal", "Orang", Aggregation::kSum, Direction::kHigher,
                                          {"", "", "", ""}, realised);
    indicator.target_year = Quantity::Read(target, NumberStyle::kIndonesian);
    indicator.target_renstra = indicator.target_year;
    indicator.realised_before = Quantity::Read(before, NumberStyle::kIndonesian);
  };
  add("25/14 Orang", "24/14 Orang", {"25/14 Orang", "", "", ""});
  add("0", "", {"1", "", "", ""});
  add("", "7", {"1", "2", "", ""});
  add("36 Aplikasi", "10", {"12 Aplikasi", "ada", "12", "12"});
  add("10", "belum ada", {"1", "2", "3", "ada"});
  const int plain = t.AddNode(NodeLevel::kActivity, "2.16.03.2.03", "Kegiatan tanpa sub kegiatan", programme);
  t.AddIndicator(plain, "Laporan", "%", Aggregation::kSum, Direction::kHigher, {"25", "25", "25", "25"},
                 {"25", "25", "25", "25"})
      .realised_before = Quantity::Number(100 * kMicro);
  t.SetMoney(plain, 5'000'000, {1'250'000, 0, 0, 3'750'000});
  return t.plan;
}

// Made in a loop: g++ 12 warns of its own std::string(n, c) + "…".
std::string Many(int count, char c) {
  std::string text;
  for (int i = 0; i < count; ++i) text += c;
  return text;
}

}  // namespace sinergi::performance::form
