// `sinergi bench rollup`: the whole computation of a made-up nation, or of a folder of CSV files, measured,
// and what came out.
#include <malloc.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <chrono>
#include <fstream>
#include <iostream>
#include <thread>

#include "app/command.h"
#include "app/rollup/measure_rollup.h"
#include "app/rollup/nation_build.h"
#include "app/rollup/nation_csv.h"

namespace sinergi::app {
namespace {

namespace json = boost::json;
using performance::OrganisationLevel;
using performance::OrganisationTree;

constexpr int kGovernmentsMost = 5'000, kThreadsMost = 64;

struct Loaded {
  NationBuilder builder;
  int year = 0;
  double load_us = 0;
};

int GovernmentsOf(const std::string& size) {
  if (size == "S") return 1;
  if (size == "M") return 22;
  if (size == "L") return 552;
  const bool number = size.size() <= 4 && size.find_first_not_of("0123456789") == size.npos && !size.empty();
  const int governments = number ? std::stoi(size) : 0;
  return governments >= 1 && governments <= kGovernmentsMost ? governments : 0;
}

Status LoadSample(const BenchRollupOptions& options, Loaded& loaded) {
  const int governments = GovernmentsOf(options.size);
  const NationSample sample(governments, options.seed, options.year.value_or(2025));
  loaded.year = options.year.value_or(2025);
  if (Status done = loaded.builder.AddOrganisations(sample.Organisations()); !done.ok()) return done;
  for (int government = 0; government < governments; ++government)
    if (Status done = loaded.builder.AddPlans(sample.Government(government)); !done.ok()) return done;
  return Ok();
}

Status LoadFolder(const BenchRollupOptions& options, Loaded& loaded) {
  Result<NationTables> tables = ReadNation(options.csv, options.year);
  if (!tables.ok()) return tables.error();
  loaded.year = tables->year;
  if (Status done = loaded.builder.AddOrganisations(tables->organisations); !done.ok()) return done;
  return loaded.builder.AddPlans(*tables);
}

// Microseconds as seconds with six places, which is what they are.
std::string Seconds(double microseconds) {
  return PlainDecimal(static_cast<int64_t>(microseconds + 0.5), 6);
}
std::string Places(double value) {
  return PlainDecimal(static_cast<int64_t>(value * 1e6 + 0.5), 6);
}

json::object SpreadJson(const Spread& spread) {
  return {{"median", Seconds(spread.median_us)},
          {"least", Seconds(spread.least_us)},
          {"p99", Seconds(spread.p99_us)}};
}

json::object MicrosecondsJson(const Spread& spread) {
  return {{"median", Places(spread.median_us)},
          {"least", Places(spread.least_us)},
          {"p99", Places(spread.p99_us)}};
}

json::value ScoreJson(const std::optional<Score>& score) {
  return score ? json::value(score->Plain()) : json::value();
}

json::array OrganisationsJson(const OrganisationTree& tree) {
  const auto ranks = AllRanks(tree);
  json::array rows;
  for (int o = 0; o < tree.size(); ++o)
    for (int q = 1; q <= 4; ++q) {
      const performance::Figure figure = tree.FigureOf(o, q);
      rows.push_back(json::object{{"id", tree[o].id},
                                  {"level", std::string(1, "NPGA"[static_cast<size_t>(tree[o].level)])},
                                  {"quarter", q},
                                  {"score", ScoreJson(figure.score)},
                                  {"absorption", ScoreJson(figure.budget.Absorption())},
                                  {"rank", ranks[static_cast<size_t>(o)][static_cast<size_t>(q - 1)]},
                                  {"indicators", figure.indicators},
                                  {"reported", figure.reported},
                                  {"ceiling", figure.budget.ceiling.Plain()},
                                  {"realised", figure.budget.realised.Plain()}});
    }
  return rows;
}

size_t ResidentBytes() {
  ::malloc_trim(0);  // what loading left behind
  std::ifstream statm("/proc/self/statm");
  size_t pages = 0, resident = 0;
  statm >> pages >> resident;
  return resident * static_cast<size_t>(::sysconf(_SC_PAGESIZE));
}

Status WriteNodes(const std::string& path, const Loaded& loaded) {
  std::string text = "node_id,quarter,score,indicators,reported,ceiling,realised\n";
  const OrganisationTree& tree = const_cast<Loaded&>(loaded).builder.tree();
  for (int o = 0; o < tree.size(); ++o)
    for (int node = 0; node < tree.PlanOf(o).nodes(); ++node)
      for (int q = 1; q <= 4; ++q) {
        const performance::Figure figure = tree.PlanOf(o).NodeFigureOf(node, q);
        text += std::to_string(loaded.builder.NodeIdsOf(o)[static_cast<size_t>(node)]) + "," +
                std::to_string(q) + "," + (figure.score ? figure.score->Plain() : "") + "," +
                std::to_string(figure.indicators) + "," + std::to_string(figure.reported) + "," +
                figure.budget.ceiling.Plain() + "," + figure.budget.realised.Plain() + "\n";
      }
  return WriteFile(path, text);
}

struct Measured {
  RollupTimes times;
  int threads = 1;
  size_t bytes = 0, resident = 0;
};

// Share of the memory's bandwidth that a full computation reaches: every column is read or written once.
double BandwidthShare(const Measured& measured) {
  const double moved_gb = static_cast<double>(measured.bytes) / measured.times.compute.median_us / 1e3;
  return measured.times.bandwidth_gb > 0 ? moved_gb / measured.times.bandwidth_gb : 0;
}

void PrintJson(const BenchRollupOptions& options, Loaded& loaded, const Measured& measured,
               json::array organisations) {
  const NationBuilder& builder = loaded.builder;
  const int64_t measurements = 4 * builder.indicators();
  const double per_measurement =
      measurements > 0 ? static_cast<double>(measured.bytes) / static_cast<double>(measurements) : 0;
  std::cout << json::serialize(
                   json::object{{"size", options.csv.empty() ? options.size : "csv"},
                                {"seed", options.seed},
                                {"year", loaded.year},
                                {"threads", measured.threads},
                                {"processor", performance::NarrowPasses().front().processor},
                                {"governments", builder.Count(OrganisationLevel::kGovernment)},
                                {"agencies", builder.Count(OrganisationLevel::kAgency)},
                                {"nodes", builder.nodes()},
                                {"indicators", builder.indicators()},
                                {"measurements", measurements},
                                {"load_seconds", Seconds(loaded.load_us)},
                                {"compute_seconds", SpreadJson(measured.times.compute)},
                                {"compute_one_thread_seconds", SpreadJson(measured.times.compute_one)},
                                {"answer_seconds", SpreadJson(measured.times.answer)},
                                {"change_microseconds", MicrosecondsJson(measured.times.change)},
                                {"change_equals_computation", measured.times.same},
                                {"bytes", measured.bytes},
                                {"bytes_per_measurement", Places(per_measurement)},
                                {"resident_bytes", measured.resident},
                                {"bandwidth_gb_per_second", Places(measured.times.bandwidth_gb)},
                                {"bandwidth_share", Places(BandwidthShare(measured))},
                                {"organisations", std::move(organisations)}})
            << "\n";
}

void PrintText(const Globals& globals, Loaded& loaded, const Measured& measured) {
  const auto line = [&](std::string_view key, std::initializer_list<std::string_view> args) {
    std::cout << T(globals, key, args) << "\n";
  };
  const auto grouped = [](int64_t number) { return PrintDecimal(number, 0, 0); };
  const auto decimal = [](double value, int digits) {
    return PrintDecimal(static_cast<int64_t>(value * 1e6 + 0.5), 6, digits);
  };
  const NationBuilder& builder = loaded.builder;
  const OrganisationTree& tree = loaded.builder.tree();
  const RollupTimes& times = measured.times;
  const int64_t measurements = 4 * builder.indicators();
  const double per =
      measurements > 0 ? static_cast<double>(measured.bytes) / static_cast<double>(measurements) : 0;
  line("bench.what", {grouped(builder.Count(OrganisationLevel::kGovernment)), grouped(builder.nodes()),
                      grouped(builder.indicators()), grouped(measurements)});
  line("bench.load", {decimal(loaded.load_us / 1e6, 2)});
  line("bench.compute", {decimal(times.compute.median_us / 1e3, 3), std::to_string(measured.threads),
                         decimal(times.compute_one.median_us / 1e3, 3)});
  line("bench.answer", {decimal(times.answer.median_us / 1e3, 3)});
  line("bench.change", {decimal(times.change.median_us, 2), decimal(times.change.p99_us, 2)});
  line(times.same ? "bench.same" : "bench.different", {});
  line("bench.memory", {decimal(static_cast<double>(measured.bytes) / 1e6, 1), decimal(per, 1),
                        decimal(static_cast<double>(measured.resident) / 1e6, 1)});
  line("bench.bandwidth", {decimal(100 * BandwidthShare(measured), 1), decimal(times.bandwidth_gb, 1)});
  for (int q = 1; q <= 4 && tree.size() > 0; ++q) {
    const performance::Figure figure = tree.FigureOf(0, q);
    const std::optional<Score> absorption = figure.budget.Absorption();
    line("bench.figure", {QuarterRoman(q), figure.score ? figure.score->Print(6) : "–",
                          absorption ? absorption->Print(6) : "–", grouped(figure.reported)});
  }
}

}  // namespace

int BenchRollup(const Globals& globals, const BenchRollupOptions& options) {
  if (options.csv.empty() && GovernmentsOf(options.size) == 0)
    return Fail(globals, {ErrorKind::kInvalid, "bench.size", {options.size}});
  if (!options.write.empty()) {
    const NationSample sample(GovernmentsOf(options.size), options.seed, options.year.value_or(2025));
    const Status written = WriteNation(options.write, sample);
    return written.ok() ? kDone : Fail(globals, written.error());
  }
  Loaded loaded;
  if (!options.nodes.empty()) loaded.builder.KeepNodeIds();
  const auto from = std::chrono::steady_clock::now();
  const Status done = options.csv.empty() ? LoadSample(options, loaded) : LoadFolder(options, loaded);
  if (!done.ok()) return Fail(globals, done.error());
  OrganisationTree& tree = loaded.builder.tree();
  tree.ComputeOrganisations();
  loaded.load_us = std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - from).count();
  if (!options.nodes.empty())
    if (const Status written = WriteNodes(options.nodes, loaded); !written.ok())
      return Fail(globals, written.error());
  Measured measured;
  const int processors = static_cast<int>(std::thread::hardware_concurrency());
  measured.threads = std::clamp(options.threads > 0 ? options.threads : processors, 1, kThreadsMost);
  measured.bytes = tree.Bytes();
  measured.resident = ResidentBytes();
  measured.times = MeasureRollup(tree, measured.threads, options.repeat);
  if (globals.json) {
    PrintJson(options, loaded, measured, OrganisationsJson(tree));
  } else {
    PrintText(globals, loaded, measured);
  }
  // A change that gives other figures than a computation is a fault, and is not passed over.
  return measured.times.same || loaded.builder.indicators() == 0 ? kDone : kRefused;
}

}  // namespace sinergi::app
