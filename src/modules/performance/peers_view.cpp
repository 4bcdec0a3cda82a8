#include "modules/performance/peers_view.h"

#include <algorithm>

#include "base/text.h"
#include "modules/performance/figure_text.h"
#include "modules/performance/observer.h"
#include "modules/performance/scope.h"
#include "platform/pages/chart.h"

namespace sinergi::performance {
namespace {

using kernel::GovernmentLevel;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr size_t kMoversMost = 5;

void FillPeer(const Visit& v, const PeersView& view, const Peer& peer, Dict& row) {
  const Figure& figure = peer.figure;
  const std::string k = PrintPercent(figure.score), rp = PrintPercent(figure.budget.Absorption());
  row.SetValue("RANK", peer.rank == 0 ? "–" : std::to_string(peer.rank));
  row.SetValue("CODE", peer.code);
  row.SetValue("NAME", peer.name);
  row.SetValue("K", k);
  row.SetValue("K_BAR", BarOf(v.T("interface.bar_k", {peer.name, k}), figure.score,
                              ToneOf(figure.score, view.settings)));
  FillPredicate(v, figure.score, view.settings, "PREDICATE", row);
  row.SetValue("CHANGE", PrintPoints(peer.Change()));
  row.SetValue("CHANGE_TAG", std::string(TagOfPoints(peer.Change())));
  row.SetValue("REPORTED", PrintPercent(figure.Reported()));
  row.SetValue("REPORTED_OF", fmt::format("{}/{}", figure.reported, figure.indicators));
  row.SetValue("RP", rp);
  row.SetValue("RP_BAR", BarOf(v.T("interface.bar_rp", {peer.name, rp}), figure.budget.Absorption(),
                               pages::Tone::kNeutral));
  row.SetValue("EFFICIENCY", PrintPoints(peer.Efficiency()));
  if (!peer.code.empty() && view.link) row.SetValueAndShowSection("LINK", view.link(peer), "HAS_LINK");
}

// Worst to best where that is what one looks for first; equal ones by code.
std::vector<const Peer*> Sorted(const PeersView& view) {
  std::vector<const Peer*> order;
  for (const Peer& peer : view.group.peers) order.push_back(&peer);
  std::ranges::stable_sort(order, {}, &Peer::code);
  const auto by = [&](auto key) { std::ranges::stable_sort(order, {}, key); };
  constexpr int64_t kLast = INT64_MAX;
  const std::string& sort = view.query.sort;
  if (sort == "name") by([](const Peer* p) { return p->name; });
  if (sort == "rank") by([](const Peer* p) { return p->rank == 0 ? INT32_MAX : p->rank; });
  if (sort == "change") by([](const Peer* p) { return p->Change() ? -*p->Change() : kLast; });
  if (sort == "efficiency") by([](const Peer* p) { return p->Efficiency() ? -*p->Efficiency() : kLast; });
  if (sort == "reported")
    by([](const Peer* p) { return p->figure.Reported() ? -p->figure.Reported()->micro() : kLast; });
  if (sort == "absorption")
    by([](const Peer* p) {
      const auto absorption = p->figure.budget.Absorption();
      return absorption ? -absorption->micro() : kLast;
    });
  return order;
}

void FillColumns(const PeersView& view, Dict& page) {
  for (const std::string_view sort : {"rank", "name", "change", "reported", "absorption", "efficiency"}) {
    std::string name = "SORT_";
    for (const char letter : sort) name += static_cast<char>(letter - 'a' + 'A');
    page.SetValue(name, view.query.Address(view.path, "sort", sort));
    if (view.query.sort == sort) page.ShowSection(name + "_ON");
  }
}

void FillOption(Dict& page, const char* section, std::string_view value, std::string_view text,
                std::string_view chosen) {
  Dict& option = *page.AddSectionDictionary(section);
  option.SetValue("VALUE", std::string(value));
  option.SetValue("TEXT", std::string(text));
  if (value == chosen) option.ShowSection("CHOSEN");
}

void FillFilters(const Visit& v, const PeersView& view, Dict& page) {
  const PeersQuery& query = view.query;
  page.SetValue("PATH", view.path);
  page.SetValue("SORT", query.sort);
  std::vector<int> years = view.years;
  if (std::ranges::find(years, query.period.year) == years.end())
    years.insert(years.begin(), query.period.year);
  for (const int year : years)
    for (int quarter = 4; quarter >= 1; --quarter)
      FillOption(page, "PERIOD", Period{year, quarter}.Code(), PrintPeriod(v, {year, quarter}),
                 query.period.Code());
  std::vector<std::string> affairs = view.affairs;
  if (!query.affair.empty() && std::ranges::find(affairs, query.affair) == affairs.end())
    affairs.push_back(query.affair);
  for (const std::string& affair : affairs) {
    std::string key = "affair." + affair;
    std::ranges::replace(key, '.', '_');
    key[6] = '.';
    const bool known = v.web.texts.Has(Lang::kId, key);
    FillOption(page, "AFFAIR", affair, known ? fmt::format("{} {}", affair, v.T(key)) : affair, query.affair);
  }
  if (!view.levels.empty()) {
    Dict& levels = *page.AddSectionDictionary("LEVELS");
    for (const std::string& level : view.levels)
      FillOption(levels, "LEVEL", level, v.T("nation.level_" + level), query.level);
  }
  if (!view.regions.empty()) {
    Dict& regions = *page.AddSectionDictionary("REGIONS");
    for (const auto& [code, name] : view.regions) FillOption(regions, "REGION", code, name, query.region);
  }
}

void FillDistribution(const Visit& v, const PeersView& view, Dict& page) {
  pages::BarList list;
  const std::array<int, 5> counts = Distribution(view.group.peers, view.settings.predicate);
  for (size_t i = 0; i < counts.size(); ++i) {
    const auto predicate = static_cast<Predicate>(i);
    const std::string_view tag = TagOf(predicate);
    const pages::Tone tone = tag == "good"   ? pages::Tone::kGood
                             : tag == "warn" ? pages::Tone::kWarning
                                             : pages::Tone::kBad;
    list.bars.push_back({v.T(TextKey(predicate)), std::to_string(counts[i]), counts[i], tone});
  }
  list.title = v.T("nation.distribution");
  page.SetValue("DISTRIBUTION", pages::Draw(list));
}

void FillMovers(const PeersView& view, Dict& page) {
  const auto up = Movers(view.group.peers, Moved::kUp, kMoversMost);
  const auto down = Movers(view.group.peers, Moved::kDown, kMoversMost);
  if (up.empty() && down.empty()) {
    page.ShowSection("NO_MOVERS");
    return;
  }
  Dict& movers = *page.AddSectionDictionary("MOVERS");
  const auto fill = [&](const char* section, const Peer& peer) {
    Dict& row = *movers.AddSectionDictionary(section);
    row.SetValue("MOVER", peer.name);
    row.SetValue("BY", PrintPoints(peer.Change()));
    row.SetValue("BY_TAG", std::string(TagOfPoints(peer.Change())));
  };
  for (const Peer* peer : up) fill("UP", *peer);
  for (const Peer* peer : down) fill("DOWN", *peer);
  if (up.empty()) movers.ShowSection("NONE_UP");
  if (down.empty()) movers.ShowSection("NONE_DOWN");
}

std::string Sentence(const Visit& v, const PeersView& view) {
  size_t low = 0, scored = 0;
  for (const Peer& peer : view.group.peers) {
    if (!peer.figure.score) continue;
    ++scored;
    low += TagOf(PredicateOf(*peer.figure.score, view.settings.predicate)) == "bad" ? 1 : 0;
  }
  const std::string kind = v.T(view.kind_key);
  if (scored == 0) return v.T("nation.sentence_none", {kind});
  return v.T(low == 0 ? "nation.sentence_good" : "nation.sentence_low",
             {std::to_string(low), std::to_string(scored), kind});
}

void FillTotal(const Visit& v, const PeersView& view, Dict& page) {
  const Figure& figure = view.group.total.figure;
  Dict& head = *page.AddSectionDictionary("FIGURES");
  head.SetValue("K", PrintPercent(figure.score));
  FillPredicate(v, figure.score, view.settings, "PREDICATE", head);
  head.SetValue("CHANGE", PrintPoints(view.group.total.Change()));
  head.SetValue("ABSORPTION", PrintPercent(figure.budget.Absorption()));
  head.SetValue("SPENT",
                v.T("interface.spent_of", {figure.budget.realised.Print(), figure.budget.ceiling.Print()}));
  head.SetValue("SHARE", PrintPercent(figure.Reported()));
  head.SetValue("SHARE_OF", v.T("interface.reported_of",
                                {std::to_string(figure.reported), std::to_string(figure.indicators)}));
}

}  // namespace

void FillTabs(const Visit& v, std::string_view current, Dict& page) {
  const GovernmentLevel level = v.Gov()->level;
  const bool above = level == GovernmentLevel::kNation || level == GovernmentLevel::kProvince;
  if (!above || !MayObserve(v) || v.request.target.starts_with("/g/")) return;
  Dict& tabs = *page.AddSectionDictionary("TABS");
  const auto add = [&](std::string_view path, std::string_view key) {
    Dict& tab = *tabs.AddSectionDictionary("TAB");
    tab.SetValue("TAB_URL", std::string(path));
    tab.SetValue("TAB_TEXT", v.T(key));
    if (path == current) tab.ShowSection("TAB_ON");
  };
  add("/government", "nation.tab_agencies");
  if (level == GovernmentLevel::kProvince) add("/province", "nation.tab_province");
  if (level == GovernmentLevel::kNation) add("/nation", "nation.tab_nation");
  add("/scenario?of=below", "nation.tab_scenario");
}

std::string RenderPeers(const Visit& v, const PeersView& view) {
  Dict page("peers");
  FillTabs(v, view.path, page);
  page.SetValue("HEADING", view.heading);
  page.SetValue("SENTENCE", Sentence(v, view));
  page.SetValue("RULE", v.T(view.rule_key));
  FillFilters(v, view, page);
  FillColumns(view, page);
  page.ShowSection(view.group.peers.empty() ? "EMPTY" : "TABLE");
  if (view.may_sum && !view.group.peers.empty()) FillTotal(v, view, page);
  if (view.own) FillPeer(v, view, *view.own, *page.AddSectionDictionary("OWN"));
  for (const Peer* peer : Sorted(view)) FillPeer(v, view, *peer, *page.AddSectionDictionary("PEER"));
  if (view.may_sum && view.group.peers.size() > 1) {
    Dict& findings = *page.AddSectionDictionary("FINDINGS");
    FillDistribution(v, view, findings);
    FillMovers(view, findings);
  }
  return v.web.templates.Render("performance/peers", v.lang, page);
}

}  // namespace sinergi::performance
