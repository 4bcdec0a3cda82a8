// All governments below the visitor's own under government-wide suppositions: scores and ranks before and
// after.
#include <algorithm>
#include <atomic>
#include <thread>

#include "modules/performance/nation_query.h"
#include "modules/performance/performance_store.h"
#include "modules/performance/scenario_page.h"
#include "modules/performance/scenario_view.h"
#include "modules/performance/scope.h"

namespace sinergi::performance {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr int kThreads = 2;

struct Held {
  kernel::Government government;
  GovernmentYearPtr year;
};

Peer PeerOf(const Held& held, const GovernmentYear& year, int quarter) {
  Peer peer = AgenciesOf(year, quarter, "").total;
  peer.id = held.government.id;
  peer.code = held.government.code;
  peer.name = held.government.name;
  return peer;
}

// Governments are computed side by side; each writes its own place only, so the answer is always the same.
std::vector<Peer> Supposed(const std::vector<Held>& all, const Supposition& s, int quarter) {
  std::vector<Peer> peers(all.size());
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    for (size_t i = next++; i < all.size(); i = next++)
      peers[i] = PeerOf(all[i], Suppose(*all[i].year, s, quarter), quarter);
  };
  std::vector<std::jthread> helpers;
  for (int i = 1; i < kThreads; ++i) helpers.emplace_back(work);
  work();
  helpers.clear();
  return peers;
}

void FillPeriods(const Visit& v, const std::vector<int>& years, Period chosen, Dict& page) {
  for (const int year : years)
    for (int quarter = 4; quarter >= 1; --quarter) {
      Dict& row = *page.AddSectionDictionary("QUARTER");
      row.SetValue("VALUE", Period{year, quarter}.Code());
      row.SetValue("TEXT", PrintPeriod(v, {year, quarter}));
      if (chosen == Period{year, quarter}) row.ShowSection("CHOSEN");
    }
}

}  // namespace

std::string ScenarioBelow(const Visit& v, PerformanceServices& services) {
  Supposition s = ReadSupposition(v.request.query);
  s.indicators.clear();  // of one government only
  const std::vector<int> years = v.web.db.Read([](sql::Connection& c) { return PlanYears(c); });
  Period period = ReadPeersQuery(v, years).period;
  const auto heads = v.web.db.Read([&](sql::Connection& c) { return HeadsBelow(c, *v.Gov()); });
  services.nation.Warm(v.web.db, heads, period.year);
  std::vector<Held> all;
  std::vector<GovernmentYearPtr> held;
  v.web.db.Read([&](sql::Connection& c) {
    for (const GovernmentHead& head : HeadsBelow(c, *v.Gov())) {
      if (head.government.id == v.actor.government_id) continue;
      held.push_back(services.nation.Get(c, head, period.year));
      all.push_back({head.government, held.back()});
    }
    return 0;
  });
  if (period.quarter == 0) period.quarter = LastReported(held);

  const Settings settings = SettingsOf(*v.Gov());
  const PeerGroup before = RollUp(Supposed(all, {}, period.quarter), settings.weights);
  const PeerGroup after = RollUp(Supposed(all, s, period.quarter), Suppose(settings, s).weights);
  Dict page("scenario");
  page.SetValue("HEADING", fmt::format("{} – {}", v.Gov()->name, PrintPeriod(v, period)));
  page.SetValue("PERIOD", period.Code());
  page.SetValue("PATH", "/scenario");
  const std::string clear = "/scenario?of=below&period=" + period.Code();
  page.SetValue("CLEAR", clear);
  page.SetValue("SHARE", clear + WriteSupposition(s));
  FillPeriods(v, years, period, *page.AddSectionDictionary("BELOW"));
  FillRules(v, settings, s, page);
  page.ShowSection(all.empty() ? "EMPTY" : "FILLED");
  Dict& total = *page.AddSectionDictionary("ROW");
  total.SetValue("NAME", v.Gov()->name);
  total.ShowSection("GROUP");
  FillBeforeAfter(v, {before.total.figure.score, after.total.figure.score, 0, 0}, settings, total);
  for (size_t i = 0; i < all.size(); ++i) {
    const Peer &old = before.peers[i], &now = after.peers[i];
    Dict& row = *page.AddSectionDictionary("ROW");
    row.SetValue("NAME", now.name);
    FillBeforeAfter(v, {old.figure.score, now.figure.score, old.rank, now.rank}, settings, row);
  }
  return v.web.templates.Render("performance/scenario", v.lang, page);
}

}  // namespace sinergi::performance
