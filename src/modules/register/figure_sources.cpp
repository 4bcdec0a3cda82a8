#include "modules/register/figure_sources.h"

#include <algorithm>

#include "modules/register/register_figures.h"
#include "modules/register/register_visit.h"

namespace sinergi::registers {
namespace {

using performance::FigureSource;

struct TakenFeed {
  std::string register_id, figure;
  Feed feed;
  std::string value, fingerprint;
};

std::vector<TakenFeed> TakenFeedsOf(sql::Connection& c, int64_t government_id, Period period) {
  std::vector<TakenFeed> all;
  c.Query(
      "SELECT f.register, f.figure, f.id, f.indicator_id, f.unit_id, t.value, t.fingerprint FROM "
      "register_taken t "
      "JOIN register_feed f ON f.government_id = t.government_id AND f.id = t.feed_id "
      "WHERE t.government_id = ? AND t.period = ? ORDER BY t.at, f.id",
      {government_id, period.Code()}, [&](const sql::Row& row) {
        all.push_back({row.String(0),
                       row.String(1),
                       {row.Int(2), row.Int(3), row.Int(4)},
                       row.String(5),
                       row.String(6)});
      });
  return all;
}

// Those who may not read the records learn that they have changed, not what they say now.
FigureSource SourceOf(const kernel::Visit& v, sql::Connection& c, const RecordContext& context,
                      const Definition& definition, const FigureOf& figure, const TakenFeed& taken,
                      Period period) {
  FigureSource source;
  source.title = In(v, definition.title) + ": " + In(v, figure.title);
  source.taken = taken.value;
  const FigureValue now = ValueFor(c, context, definition, figure, taken.feed, period);
  source.differs = Fingerprint(now) != taken.fingerprint;
  const bool reads =
      MayRead(context, definition, taken.feed.unit_id) &&
      MaySeeFigure(definition, figure, MaySeePersonal(context, definition, taken.feed.unit_id));
  if (!reads) return source;
  const std::string value = FigureText(now, 6);
  source.now = value.empty() ? "–" : value;
  if (!v.request.path.starts_with("/g/"))  // somebody from above has no registers of this government
    source.url =
        "/registers/" + definition.id + "/figures/" + figure.name + "?year=" + std::to_string(period.year);
  return source;
}

}  // namespace

performance::FigureSources FigureSourcesOf(const Registers& registers) {
  return [&registers](sql::Connection& c, const kernel::Visit& v, Period period,
                      std::span<const int64_t> indicators) {
    std::map<int64_t, FigureSource> sources;
    std::vector<TakenFeed> all = TakenFeedsOf(c, v.actor.government_id, period);
    std::erase_if(all, [&](const TakenFeed& taken) {
      return std::find(indicators.begin(), indicators.end(), taken.feed.indicator_id) == indicators.end();
    });
    if (all.empty()) return sources;
    InContext(v, registers, c, NumberStyle::kIndonesian, [&](const RecordContext& context) {
      for (const TakenFeed& taken : all) {
        const InForce* found = registers.Find(taken.register_id);
        const FigureOf* figure = found == nullptr ? nullptr : found->definition.FigureNamed(taken.figure);
        if (figure == nullptr) continue;
        sources[taken.feed.indicator_id] = SourceOf(v, c, context, found->definition, *figure, taken, period);
      }
      return 0;
    });
    return sources;
  };
}

}  // namespace sinergi::registers
