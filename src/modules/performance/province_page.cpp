#include "modules/performance/province_page.h"

#include <algorithm>
#include <set>

#include "modules/performance/kept_page.h"
#include "modules/performance/observer.h"
#include "modules/performance/peers_view.h"
#include "modules/performance/performance_store.h"
#include "modules/performance/scope.h"

namespace sinergi::performance {
namespace {

using kernel::Government;
using kernel::GovernmentLevel;
using kernel::Right;
using kernel::Visit;

// What the versions say before anything is computed.
struct Outlook {
  std::vector<GovernmentHead> heads;  // the own government first, then those below it
  std::vector<int> years;
};

Outlook Look(const Visit& v, const Government& above) {
  return v.web.db.Read([&](sql::Connection& c) { return Outlook{HeadsBelow(c, above), PlanYears(c)}; });
}

Outlook LookAtOwn(const Visit& v) {
  return v.web.db.Read([&](sql::Connection& c) {
    return Outlook{{*HeadOf(c, v.actor.government_id)}, PlanYears(c)};
  });
}

// One government's figures as a peer among others.
Peer PeerOf(const Government& government, const GovernmentYear& year, const PeersQuery& query) {
  const PeerGroup agencies = AgenciesOf(year, query.period.quarter, query.affair);
  Peer peer = agencies.total;
  peer.id = government.id;
  peer.code = government.code;
  peer.name = government.name;
  peer.group = std::string(kernel::Name(government.level));
  return peer;
}

// Of the snapshot that `c` reads: the government alone, or with those below it.
std::vector<GovernmentHead> HeadsNow(sql::Connection& c, const std::vector<GovernmentHead>& heads) {
  if (heads.size() > 1) return HeadsBelow(c, heads[0].government);
  return {*HeadOf(c, heads[0].government.id)};
}

int NewestQuarter(sql::Connection& c, NationModel& nation, const std::vector<GovernmentHead>& heads,
                  int year) {
  int newest = 1;
  for (const GovernmentHead& head : heads) {
    const GovernmentYearPtr figures = nation.Get(c, head, year);
    newest = std::max(newest, LastReported({&figures, 1}));
  }
  return newest;
}

// Calls `use` with every government's year, all of one snapshot; finds the quarter first where none was asked
// for. Beside the one in hand none is held here, so that memory stays within the model's bound.
template <class Use>
void ForEach(const Visit& v, NationModel& nation, const std::vector<GovernmentHead>& heads, PeersQuery& query,
             const Use& use) {
  nation.Warm(v.web.db, heads, query.period.year);
  v.web.db.Read([&](sql::Connection& c) {
    const std::vector<GovernmentHead> now = HeadsNow(c, heads);
    if (query.period.quarter == 0) query.period.quarter = NewestQuarter(c, nation, now, query.period.year);
    for (const GovernmentHead& head : now) use(head.government, *nation.Get(c, head, query.period.year));
    return 0;
  });
}

std::string Heading(const Visit& v, std::string_view name, const PeersQuery& query) {
  return fmt::format("{} – {}", name, PrintPeriod(v, query.period));
}

void AddAll(std::set<std::string>& all, const std::vector<std::string>& some) {
  all.insert(some.begin(), some.end());
}

std::string AgenciesContent(const Visit& v, PerformanceServices& services, const Outlook& outlook) {
  PeersView view;
  view.path = "/government";
  view.query = ReadPeersQuery(v, outlook.years);
  view.query.level = view.query.region = "";
  view.years = outlook.years;
  ForEach(v, services.nation, outlook.heads, view.query, [&](const Government&, const GovernmentYear& year) {
    view.group = AgenciesOf(year, view.query.period.quarter, view.query.affair);
    view.affairs = AffairsOf(year);
    view.settings = year.settings;
  });
  view.may_sum = MayObserve(v);
  if (!view.may_sum) {
    std::erase_if(view.group.peers,
                  [&](const Peer& peer) { return !v.actor.May(Right::kRead, *v.Units(), peer.id); });
    for (Peer& peer : view.group.peers) peer.rank = 0;  // a place among agencies that he may not read
  }
  view.heading = Heading(v, v.Gov()->name, view.query);
  view.kind_key = "nation.agency";
  view.rule_key = view.settings.weights == Settings::Weights::kByCeiling ? "nation.rule_agencies_ceiling"
                                                                         : "nation.rule_agencies";
  const std::string period = view.query.period.Code();
  view.link = [period](const Peer& peer) {
    return fmt::format("/dashboard?unit={}&period={}", peer.id, period);
  };
  return RenderPeers(v, view);
}

std::string LinkOf(const Visit& v, const PeersQuery& query, const Peer& peer) {
  PeersQuery further = query;
  further.level = further.region = "";
  if (peer.id == v.actor.government_id) return further.Address("/government");
  return further.Address(fmt::format("/g/{}/government", peer.code));
}

// Regencies and cities below `province`; its own agencies stand above them and count in no rank.
std::string ProvinceContent(const Visit& v, PerformanceServices& services, const Outlook& outlook) {
  const Government& province = outlook.heads[0].government;
  PeersView view;
  view.path = "/province";
  view.query = ReadPeersQuery(v, outlook.years);
  view.query.region = "";
  view.years = outlook.years;
  view.levels = {"regency", "city"};
  view.settings = SettingsOf(province);
  std::set<std::string> affairs;
  std::vector<Peer> peers;
  ForEach(v, services.nation, outlook.heads, view.query,
          [&](const Government& g, const GovernmentYear& year) {
            AddAll(affairs, AffairsOf(year));
            Peer peer = PeerOf(g, year, view.query);
            if (g.id == province.id)
              view.own = std::move(peer);
            else if (view.query.level.empty() || view.query.level == peer.group)
              peers.push_back(std::move(peer));
          });
  view.affairs.assign(affairs.begin(), affairs.end());
  view.group = RollUp(std::move(peers), view.settings.weights);
  view.heading = Heading(v, province.name, view.query);
  view.kind_key = "nation.regency";
  view.rule_key = "nation.rule_province";
  const PeersQuery query = view.query;
  view.link = [&v, query](const Peer& peer) { return LinkOf(v, query, peer); };
  return RenderPeers(v, view);
}

// The province whose area a government lies in, as its code begins.
std::string RegionOf(const Peer& peer) {
  return peer.code.substr(0, 2);
}

// Provinces, each the roll-up of its regencies and cities, or its own agencies where it has none here.
std::vector<Peer> ProvincesOf(const std::vector<std::pair<Government, Peer>>& all,
                              Settings::Weights weights) {
  std::vector<Peer> provinces;
  for (const auto& [government, own] : all) {
    if (government.level != GovernmentLevel::kProvince) continue;
    std::vector<Peer> below;
    for (const auto& [other, peer] : all)
      if (LiesBelow(other, government)) below.push_back(peer);
    Peer province = below.empty() ? own : RollUp(std::move(below), weights).total;
    province.id = own.id;
    province.code = own.code;
    province.name = own.name;
    provinces.push_back(std::move(province));
  }
  return provinces;
}

std::string NationContent(const Visit& v, PerformanceServices& services, const Outlook& outlook) {
  PeersView view;
  view.path = "/nation";
  view.query = ReadPeersQuery(v, outlook.years);
  view.years = outlook.years;
  view.levels = {"province", "regency", "city"};
  view.settings = SettingsOf(outlook.heads[0].government);
  std::set<std::string> affairs;
  std::vector<std::pair<Government, Peer>> all;
  ForEach(v, services.nation, outlook.heads, view.query,
          [&](const Government& g, const GovernmentYear& year) {
            AddAll(affairs, AffairsOf(year));
            if (g.level == GovernmentLevel::kProvince) view.regions.emplace_back(g.code, g.name);
            if (g.level != GovernmentLevel::kNation) all.emplace_back(g, PeerOf(g, year, view.query));
          });
  view.affairs.assign(affairs.begin(), affairs.end());
  // A level, or a province alone, shows its governments one by one; nothing chosen shows the provinces.
  const PeersQuery& asked = view.query;
  const bool one_by_one = !asked.level.empty() || !asked.region.empty();
  std::vector<Peer> peers;
  if (!one_by_one) peers = ProvincesOf(all, view.settings.weights);
  for (auto& [government, peer] : all) {
    const bool of_level = asked.level.empty() || peer.group == asked.level;
    const bool of_region = asked.region.empty() || RegionOf(peer) == asked.region;
    if (one_by_one && of_level && of_region) peers.push_back(peer);
  }
  view.group = RollUp(std::move(peers), view.settings.weights);
  view.heading = Heading(v, outlook.heads[0].government.name, view.query);
  view.kind_key = one_by_one ? "nation.government" : "nation.province";
  view.rule_key = one_by_one ? "nation.rule_governments" : "nation.rule_nation";
  PeersQuery query = view.query;
  view.link = [&v, query, one_by_one](const Peer& peer) {
    if (one_by_one) return LinkOf(v, query, peer);
    return query.Address("/nation", "region", peer.code);
  };
  return RenderPeers(v, view);
}

using MakePeers = std::string (*)(const Visit&, PerformanceServices&, const Outlook&);

// For those who may look below their own government, which must be of that level.
http::Response Below(Visit& v, PerformanceServices& services, GovernmentLevel level, std::string_view title,
                     MakePeers make) {
  if (!MayObserve(v)) return v.Refuse(kernel::Forbidden());
  if (v.Gov()->level != level) return v.Refuse({ErrorKind::kNotFound, "nation.nothing_below"});
  const Outlook outlook = Look(v, *v.Gov());
  return KeptPage(
      v, services, title, [&] { return Result<std::string>(make(v, services, outlook)); },
      StateOf(outlook.heads));
}

http::Response Agencies(Visit& v, PerformanceServices& services) {
  if (!v.actor.MayAnywhere(Right::kRead)) return v.Refuse(kernel::Forbidden());
  const auto& units = v.Units()->units();
  const bool reads_one = std::ranges::any_of(units, [&](const kernel::Unit& unit) {
    return unit.depth == 0 && v.actor.May(Right::kRead, *v.Units(), unit.id);
  });
  // Who reads a division only finds its figures there.
  if (!reads_one && !MayObserve(v)) return http::Response::SeeOther("/dashboard");
  return KeptPage(v, services, "nation.agencies_title",
                  [&] { return Result<std::string>(AgenciesContent(v, services, LookAtOwn(v))); });
}

}  // namespace

void AddProvincePages(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  AddObservedPage(web, router, "/government", [&services](Visit& v) { return Agencies(v, services); });
  web.Page(router, "/province", [&services](Visit& v) {
    return Below(v, services, GovernmentLevel::kProvince, "nation.province_title", ProvinceContent);
  });
  web.Page(router, "/nation", [&services](Visit& v) {
    return Below(v, services, GovernmentLevel::kNation, "nation.nation_title", NationContent);
  });
}

}  // namespace sinergi::performance
