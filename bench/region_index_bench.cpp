// What a region costs: 600 governments with 47 items each, recomputed from their levels, ranked and rendered
// as the page does, beside the same figures asked of SQL and rendered the same way.
//   bench_region_index      prints microseconds of CPU: all of ours, our figures alone, all by SQL, SQL alone
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <random>

#include <fmt/format.h>

#include "modules/assessment/index_table.h"
#include "modules/assessment/instrument_file.h"
#include "modules/assessment/region_pages.h"
#include "modules/assessment/totals.h"
#include "timing.h"

namespace {

using namespace sinergi;
using namespace sinergi::assessment;

constexpr size_t kGovernments = 600;
constexpr int kYear = 2023, kRounds = 31;
constexpr int kScale = 20;  // the weights of SPBE 2020 are whole twentieths

template <class Fn>
double Median(Fn&& work) {
  std::vector<double> micros;
  for (int i = 0; i < kRounds; ++i) {
    const double start = bench::CpuMicros();
    work();
    micros.push_back(bench::CpuMicros() - start);
  }
  return bench::Middle(std::move(micros));
}

std::vector<Levels> RandomLevels(const Instrument& spbe) {
  std::mt19937 random(47);
  std::vector<Levels> all(kGovernments, Levels(spbe.items.size()));
  for (Levels& levels : all)
    for (auto& level : levels) level = Ratio{static_cast<int>(1 + random() % 5), 1};
  return all;
}

PublishedResult Named(size_t i) {
  PublishedResult result;
  result.id = static_cast<int64_t>(i) + 1;
  result.year = kYear;
  result.instrument = "spbe-2020";
  result.institution = fmt::format("Pemerintah Kab. Contoh {}", i + 1);
  result.level = LevelKind::kRegency;
  result.region = fmt::format("Provinsi {}", i % 38 + 1);
  result.domains.resize(4);
  return result;
}

int64_t Micro(const Decimal& decimal) {
  return decimal.units * (kMicro / 100);
}

std::vector<PublishedResult> Compute(const Instrument& spbe, const std::vector<Levels>& all) {
  const IndexTable table(spbe);
  const std::vector<size_t> domains = DomainsOf(spbe);
  std::vector<PublishedResult> results;
  results.reserve(all.size());
  for (size_t i = 0; i < all.size(); ++i) {
    const Index index = table.Compute(all[i], kYear).value();
    PublishedResult& result = results.emplace_back(Named(i));
    for (size_t d = 0; d < domains.size(); ++d) result.domains[d] = Micro(index.groups[domains[d]].printed);
    result.index_micro = Micro(index.printed);
    result.predicate = spbe.predicates[static_cast<size_t>(index.predicate)].name.id;
  }
  return results;
}

size_t Render(const pages::Templates& templates, const Instrument& spbe,
              const std::vector<PublishedResult>& results) {
  const RegionView view = ViewRegion(results, {}, {});
  const std::vector<std::string> names = DomainNames(spbe, Lang::kId);
  ctemplate::TemplateDictionary page("region");
  ctemplate::TemplateDictionary& board = *page.AddSectionDictionary("BOARD");
  ctemplate::TemplateDictionary& table = *board.AddSectionDictionary("TABLE");
  for (const RegionRow& row : view.rows) FillRegionRow(spbe, names, row, false, table);
  return templates.Render("assessment/region", Lang::kId, page).size();
}

void FillDatabase(sql::Database& db, const Instrument& spbe, const std::vector<Levels>& all) {
  (void)db.Write([&](sql::Connection& c) -> Status {
    c.Script(
        "CREATE TABLE weight (item BIGINT PRIMARY KEY, domain BIGINT, twentieths BIGINT);"
        "CREATE TABLE level (government_id BIGINT, item BIGINT, value BIGINT, PRIMARY KEY (government_id, "
        "item));");
    const std::vector<size_t> domains = DomainsOf(spbe);
    for (size_t item = 0; item < spbe.items.size(); ++item) {
      size_t domain = 0;
      while (!IsWithin(spbe, spbe.items[item].group, static_cast<int>(domains[domain]))) ++domain;
      const Ratio& weight = spbe.items[item].weight;
      c.Execute("INSERT INTO weight VALUES (?, ?, ?)",
                {item, domain, static_cast<int64_t>(weight.numerator * kScale / weight.denominator)});
    }
    for (size_t i = 0; i < all.size(); ++i)
      for (size_t item = 0; item < all[i].size(); ++item)
        c.Execute("INSERT INTO level VALUES (?, ?, ?)",
                  {i, item, static_cast<int64_t>(all[i][item]->numerator)});
    return Ok();
  });
}

// Figures as SQL gives them: sums of whole numbers, rounded half-up by whole division.
std::vector<PublishedResult> Ask(sql::Database& db, const Instrument& spbe) {
  std::vector<PublishedResult> results;
  db.Read([&](sql::Connection& c) {
    c.Query(
        "SELECT government_id, total, d1, d2, d3, d4, RANK() OVER (ORDER BY total DESC) FROM ("
        "SELECT l.government_id, SUM(l.value * w.twentieths) AS total, "
        "SUM(CASE WHEN w.domain = 0 THEN l.value * w.twentieths ELSE 0 END) AS d1, "
        "SUM(CASE WHEN w.domain = 1 THEN l.value * w.twentieths ELSE 0 END) AS d2, "
        "SUM(CASE WHEN w.domain = 2 THEN l.value * w.twentieths ELSE 0 END) AS d3, "
        "SUM(CASE WHEN w.domain = 3 THEN l.value * w.twentieths ELSE 0 END) AS d4 "
        "FROM level l JOIN weight w ON w.item = l.item GROUP BY l.government_id) AS figures ORDER BY total "
        "DESC",
        {}, [&](const sql::Row& row) {
          constexpr int64_t kDomainTwentieths[] = {260, 500, 330, 910};
          PublishedResult& result = results.emplace_back(Named(static_cast<size_t>(row.Int(0))));
          result.index_micro = *DivideHalfUp(Int128{row.Int(1)} * 100, 100 * kScale) * (kMicro / 100);
          for (int d = 0; d < 4; ++d)
            result.domains[static_cast<size_t>(d)] =
                *DivideHalfUp(Int128{row.Int(2 + d)} * 100, kDomainTwentieths[d]) * (kMicro / 100);
          const int predicate = PredicateOfIndex(spbe, *Ratio::Of(row.Int(1), 100 * kScale), kYear);
          result.predicate = spbe.predicates[static_cast<size_t>(predicate)].name.id;
        });
    return true;
  });
  return results;
}

bool AreTheSame(std::vector<PublishedResult> ours, std::vector<PublishedResult> theirs) {
  std::ranges::sort(theirs, {}, &PublishedResult::id);
  return std::ranges::equal(ours, theirs, SaysTheSame);
}

}  // namespace

int main() {
  const Instrument spbe = ShippedInstrument("spbe-2020").value();
  const std::vector<Levels> all = RandomLevels(spbe);
  const pages::Templates templates;
  const auto folder = std::filesystem::temp_directory_path() /
                      fmt::format("bench-region-{}", static_cast<int64_t>(bench::CpuMicros()));
  {
    const auto db = sql::Database::Open(folder.string());
    FillDatabase(*db, spbe, all);
    if (!AreTheSame(Compute(spbe, all), Ask(*db, spbe))) {
      std::fprintf(stderr, "SQL says something else\n");
      return 1;
    }
    size_t bytes = 0;
    const double ours = Median([&] { bytes += Render(templates, spbe, Compute(spbe, all)); });
    const double figures = Median([&] { bytes += Compute(spbe, all).size(); });
    const double theirs = Median([&] { bytes += Render(templates, spbe, Ask(*db, spbe)); });
    const double asked = Median([&] { bytes += Ask(*db, spbe).size(); });
    std::printf("%.0f %.0f %.0f %.0f\n", ours, figures, theirs, asked);
    if (bytes == 0) return 1;
  }
  std::filesystem::remove_all(folder);
  return 0;
}
