#include "app/rollup/nation_sample.h"

#include <algorithm>

namespace sinergi::app {
namespace {

using performance::Aggregation;
using performance::Direction;
using planning::NodeLevel;

constexpr int kAgencies = 40, kDivisions = 5;
constexpr int64_t kHundredth = kMicro / 100;

// Ids that say where they belong; room for 900 provinces and as many governments as a nation has.
int64_t ProvinceId(int province) {
  return 10 + province;
}
int64_t GovernmentId(int government) {
  return 1'000 + government;
}
int64_t AgencyId(int government, int agency) {
  return 100'000 + int64_t{government} * kAgencies + agency;
}
int64_t DivisionId(int64_t agency_id, int division) {
  return 10'000'000 + (agency_id - 100'000) * kDivisions + division;
}
// Nodes and indicators of a government have numbers of its own: it draws fewer than this.
constexpr int64_t kNodesMost = 40'000, kIndicatorsMost = 2 * kNodesMost;

// xorshift64*, warmed up; every stream from a seed and a number.
class Dice {
 public:
  Dice(uint64_t seed, uint64_t stream)
      : state_((seed + 1) * 0x9E3779B97F4A7C15u ^ (stream + 1) * 0xD1B54A32D192ED03u) {
    if (state_ == 0) state_ = 1;
    for (int i = 0; i < 16; ++i) Next();
  }
  int64_t Between(int64_t low, int64_t high) {
    const uint64_t span = static_cast<uint64_t>(high - low + 1);
    return low + static_cast<int64_t>((Next() >> 32) * span >> 32);
  }
  bool Percent(int chance) { return Between(1, 100) <= chance; }

 private:
  uint64_t Next() {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return state_ * 0x2545F4914F6CDD1Du;
  }
  uint64_t state_;
};

// One government's plans, drawn in the order of its tree.
class Draw {
 public:
  Draw(Dice dice, int government, int year) : dice_(dice), government_(government) { tables_.year = year; }

  NationTables All() {
    for (int agency = 0; agency < kAgencies; ++agency)
      for (int division = 0; division < kDivisions; ++division)
        Division(AgencyId(government_, agency), division);
    return std::move(tables_);
  }

 private:
  void Division(int64_t agency_id, int division) {
    agency_ = agency_id;
    division_ = DivisionId(agency_id, division);
    for (int64_t programmes = dice_.Between(1, 3); programmes > 0; --programmes) {
      const int64_t programme = Node(kNoId, NodeLevel::kProgramme);
      for (int64_t activities = dice_.Between(2, 4); activities > 0; --activities) {
        const int64_t activity = Node(programme, NodeLevel::kActivity);
        for (int64_t subs = dice_.Between(3, 7); subs > 0; --subs) {
          Node(activity, NodeLevel::kSubActivity);
          Spending();
        }
      }
    }
  }

  int64_t Node(int64_t parent_id, NodeLevel level) {
    NodeRow node;
    node.id = government_ * kNodesMost + static_cast<int64_t>(tables_.nodes.size()) + 1;
    node.parent_id = parent_id;
    node.agency_id = agency_;
    node.division_id = division_;
    node.level = level;
    node.weight_micro = dice_.Between(1, 100) * kMicro;
    tables_.nodes.push_back(node);
    tables_.months.emplace_back();
    for (int i = 0; i < 2; ++i) Indicator(node.id);
    return node.id;
  }

  void Indicator(int64_t node_id) {
    IndicatorTableRow row;
    row.id = government_ * kIndicatorsMost + static_cast<int64_t>(tables_.indicators.size()) + 1;
    row.node_id = node_id;
    row.figures.direction = dice_.Percent(15) ? Direction::kLower : Direction::kHigher;
    const int64_t kind = dice_.Between(1, 100);
    row.figures.aggregation = kind <= 50   ? Aggregation::kSum
                              : kind <= 85 ? Aggregation::kLast
                                           : Aggregation::kMean;
    const int64_t cap = dice_.Between(1, 10);
    row.figures.cap = Score::Percent(cap <= 8 ? 100 : cap == 9 ? 120 : 150);
    row.figures.weight_micro = dice_.Between(1, 100) * kMicro;
    Figures(row.figures);
    tables_.indicators.push_back(row);
  }

  // Four quarters: one in a hundred promises nothing, one in twenty stops reporting, six in a hundred are
  // missing.
  void Figures(performance::PlainIndicator& figures) {
    const int64_t base = dice_.Between(100, 100'000);  // hundredths
    const bool no_target = dice_.Percent(1);
    const int64_t stops = dice_.Percent(5) ? dice_.Between(1, 4) : 5;
    for (int64_t quarter = 1; quarter <= 4; ++quarter) {
      const size_t q = static_cast<size_t>(quarter - 1);
      const int64_t target = no_target ? 0 : base * TargetPercent(figures.aggregation, quarter) / 100;
      figures.target[q] = target * kHundredth;
      const int64_t reached = dice_.Percent(5) ? dice_.Between(0, 30) : dice_.Between(60, 140);
      const int64_t beyond = dice_.Percent(70) ? 0 : dice_.Between(1, 500);
      if (dice_.Percent(6) || quarter >= stops) continue;
      figures.realised[q] = (no_target ? beyond : target * reached / 100) * kHundredth;
    }
  }

  int64_t TargetPercent(Aggregation aggregation, int64_t quarter) {
    if (aggregation == Aggregation::kSum) return dice_.Between(15, 35);
    if (aggregation == Aggregation::kLast) return 60 + 10 * quarter;
    return dice_.Between(90, 110);
  }

  // Of the last node: a slow start of the year and a steep end, some thousands beside the plan.
  void Spending() {
    NodeRow& node = tables_.nodes.back();
    const int64_t ceiling = dice_.Between(10, 5'000) * 1'000'000, reached = dice_.Between(55, 100);
    node.has_money = true;
    node.ceiling_sen = ceiling * 100;
    for (int64_t month = 1; month <= 12; ++month) {
      const int64_t share = reached * month * month / 144 - reached * (month - 1) * (month - 1) / 144;
      int64_t amount = ceiling / 100 * share + dice_.Between(0, 999) * 1'000;
      if (share == 0 && dice_.Percent(50)) amount = 0;
      tables_.months.back()[static_cast<size_t>(month - 1)] = amount * 100;
      node.realised_sen[static_cast<size_t>((month - 1) / 3)] += amount * 100;
    }
  }

  Dice dice_;
  int64_t government_;
  int64_t agency_ = 0, division_ = 0;
  NationTables tables_;
};

}  // namespace

// One province up to 22 governments, else about as many governments in each as in Indonesia.
int NationSample::provinces() const {
  return governments_ <= 22 ? 1 : std::max(1, (governments_ * 38 + 276) / 552);
}

std::vector<OrganisationRow> NationSample::Organisations() const {
  std::vector<OrganisationRow> rows = {{1, kNoId, 'N', kMicro}};
  for (int province = 0; province < provinces(); ++province)
    rows.push_back({ProvinceId(province), 1, 'P', kMicro});
  for (int government = 0; government < governments_; ++government) {
    Dice dice(seed_ ^ 0xA5A5A5A5u, static_cast<uint64_t>(government));
    const int64_t drawn = dice.Between(1, 3);
    // The first of each province is the provincial government itself, and weighs 3.
    const int64_t weight = government < provinces() ? 3 : drawn;
    rows.push_back({GovernmentId(government), ProvinceId(government % provinces()), 'G', weight * kMicro});
    for (int agency = 0; agency < kAgencies; ++agency) {
      const int64_t agency_id = AgencyId(government, agency);
      rows.push_back({agency_id, GovernmentId(government), 'A', dice.Between(1, 5) * kMicro});
      for (int division = 0; division < kDivisions; ++division)
        rows.push_back({DivisionId(agency_id, division), agency_id, 'D', kMicro});
    }
  }
  return rows;
}

NationTables NationSample::Government(int government) const {
  return Draw(Dice(seed_, static_cast<uint64_t>(government)), government, year_).All();
}

}  // namespace sinergi::app
