#include "modules/performance/model/peers.h"

#include <algorithm>
#include <set>

namespace sinergi::performance {
namespace {

int64_t WeightOf(const Figure& figure, int64_t typed, Settings::Weights weights) {
  return weights == Settings::Weights::kByCeiling ? std::max<int64_t>(0, figure.budget.ceiling.sen()) : typed;
}

// An agency's programmes of one affair.
Figure OfAffair(const AgencyPlan& agency, int quarter, std::string_view affair) {
  Figure figure;
  Mean mean;
  for (const PlanIds::Programme& programme : agency.ids->programmes) {
    if (!IsOfAffair(programme.code, affair)) continue;
    const Figure part = agency.columns->NodeFigureOf(programme.node, quarter);
    AddTo(figure, part);
    const int64_t typed = agency.columns->ShapeOf(programme.node).weight_micro;
    if (part.score) mean.Add(*part.score, WeightOf(part, typed, agency.columns->settings().weights));
  }
  figure.score = mean.Value();
  return figure;
}

Figure FigureOf(const AgencyPlan& agency, int quarter, std::string_view affair) {
  if (quarter < 1) return {};
  return affair.empty() ? agency.columns->Total(quarter) : OfAffair(agency, quarter, affair);
}

bool HasAffair(const AgencyPlan& agency, std::string_view affair) {
  return affair.empty() ||
         std::ranges::any_of(agency.ids->programmes, [&](const PlanIds::Programme& programme) {
           return IsOfAffair(programme.code, affair);
         });
}

void Rank(std::vector<Peer>& peers) {
  std::vector<Score> scores;
  for (const Peer& peer : peers)
    if (peer.figure.score) scores.push_back(*peer.figure.score);
  std::ranges::sort(scores, std::ranges::greater());
  for (Peer& peer : peers) {
    peer.rank = 0;
    if (!peer.figure.score) continue;
    const auto first = std::ranges::lower_bound(scores, *peer.figure.score, std::ranges::greater());
    peer.rank = static_cast<int>(first - scores.begin()) + 1;
  }
}

std::optional<int64_t> Difference(const std::optional<Score>& a, const std::optional<Score>& b) {
  if (!a || !b) return {};
  return a->micro() - b->micro();
}

}  // namespace

std::optional<int64_t> Peer::Change() const {
  return Difference(figure.score, before.score);
}

std::optional<int64_t> Peer::Efficiency() const {
  return Difference(figure.score, figure.budget.Absorption());
}

bool IsOfAffair(std::string_view programme_code, std::string_view affair) {
  if (!programme_code.starts_with(affair)) return false;
  return affair.empty() || programme_code.size() == affair.size() || programme_code[affair.size()] == '.';
}

std::vector<std::string> AffairsOf(const GovernmentYear& year) {
  std::set<std::string> affairs;
  for (const AgencyPlan& agency : year.agencies)
    for (const PlanIds::Programme& programme : agency.ids->programmes) {
      const size_t first = programme.code.find('.');
      const size_t second = first == std::string::npos ? first : programme.code.find('.', first + 1);
      if (second != std::string::npos) affairs.insert(programme.code.substr(0, second));
    }
  return {affairs.begin(), affairs.end()};
}

PeerGroup AgenciesOf(const GovernmentYear& year, int quarter, std::string_view affair) {
  std::vector<Peer> peers;
  for (const AgencyPlan& agency : year.agencies) {
    if (!HasAffair(agency, affair)) continue;
    Peer peer;
    peer.id = agency.unit_id;
    peer.code = agency.code;
    peer.name = agency.name;
    peer.figure = FigureOf(agency, quarter, affair);
    peer.before = FigureOf(agency, quarter - 1, affair);
    peer.parts = 1;
    peers.push_back(std::move(peer));
  }
  return RollUp(std::move(peers), year.settings.weights);
}

PeerGroup RollUp(std::vector<Peer> peers, Settings::Weights weights) {
  PeerGroup group{std::move(peers), {}};
  Rank(group.peers);
  Mean now, before;
  for (const Peer& peer : group.peers) {
    AddTo(group.total.figure, peer.figure);
    AddTo(group.total.before, peer.before);
    group.total.parts += peer.parts > 0 ? 1 : 0;
    if (peer.figure.score) now.Add(*peer.figure.score, WeightOf(peer.figure, kMicro, weights));
    if (peer.before.score) before.Add(*peer.before.score, WeightOf(peer.before, kMicro, weights));
  }
  group.total.figure.score = now.Value();
  group.total.before.score = before.Value();
  return group;
}

std::vector<const Peer*> Movers(const std::vector<Peer>& peers, Moved direction, size_t most) {
  std::vector<const Peer*> movers;
  const int64_t sign = direction == Moved::kUp ? 1 : -1;
  for (const Peer& peer : peers)
    if (peer.Change().value_or(0) * sign > 0) movers.push_back(&peer);
  std::ranges::stable_sort(movers, std::ranges::greater(),
                           [&](const Peer* p) { return *p->Change() * sign; });
  if (movers.size() > most) movers.resize(most);
  return movers;
}

std::array<int, 5> Distribution(const std::vector<Peer>& peers, PredicateRule rule) {
  std::array<int, 5> counts = {};
  for (const Peer& peer : peers)
    if (peer.figure.score) ++counts[static_cast<size_t>(PredicateOf(*peer.figure.score, rule))];
  return counts;
}

}  // namespace sinergi::performance
