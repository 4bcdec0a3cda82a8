// OrganisationTree: agencies, governments, provinces and the nation above their plans: the figures of all of
// them for all four quarters, and their ranks. It may begin at any level: a nation, a province, or one
// government.
//
//   OrganisationTree tree;
//   const int government = tree.Add({OrganisationLevel::kGovernment, -1});
//   const int agency = tree.Add({OrganisationLevel::kAgency, government, 3 * kMicro, 10003});
//   tree.SetPlan(agency, std::make_shared<PlanColumns>(PlanColumns::Of(plan_year, settings)));
//   tree.Compute(2);
//   OrganisationTree what_if = tree;                     // shares every plan until it is changed
//   what_if.Change(agency, [](PlanColumns& plan) { plan.SetRealised(12, 3, Quantity::Number(0)); });
//   what_if.FigureOf(government, 3).score, what_if.RankOf(agency, 3)
//
// Invariants: parents stand before their children. The figures are the same whatever the number of threads,
// and whether they come from Compute() or from Change(). A level's score is the weighted mean of the level
// below, rounded half-up to six places; organisations without a score take no part. Budgets and counts are
// sums.
//
// Errors: ENSURE on indices out of range and on sums of money beyond 63 bits. Threads: a value; many may
// read, one may change it alone. Copies may live on other threads. Source: performance rules "Roll-up".
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "modules/performance/engine/plan_columns.h"

namespace sinergi::performance {

enum class OrganisationLevel { kNation, kProvince, kGovernment, kAgency };

struct Organisation {
  OrganisationLevel level = OrganisationLevel::kAgency;
  int parent = -1;
  int64_t weight_micro = kMicro;                          // among its siblings
  int64_t id = 0;                                         // the caller's; equal scores rank by it
  Settings::Weights weights = Settings::Weights::kTyped;  // how what stands below it is weighted
};

class OrganisationTree {
 public:
  int Add(const Organisation& organisation);
  void SetPlan(int agency,
               std::shared_ptr<const PlanColumns> plan);  // computed; followed by Compute() or ReplacePlan
  // Computes all plans anew (shared ones are copied first) and everything above them. `threads` ≥ 1.
  void Compute(int threads = 1);
  // Only what stands above the plans, which are computed already.
  void ComputeOrganisations();

  // Changes one agency's plan (copied first when another tree shares it) and what stands above it.
  template <class Edit>
  void Change(int agency, Edit&& edit) {
    std::forward<Edit>(edit)(Own(agency));
    Raise(agency);
  }
  void ReplacePlan(int agency, std::shared_ptr<const PlanColumns> plan);  // one that is computed
  void SetWeight(int organisation, int64_t weight_micro);
  void SetWeights(int organisation, Settings::Weights weights);

  int size() const { return static_cast<int>(organisations_.size()); }
  const Organisation& operator[](int organisation) const;
  const std::vector<int>& ChildrenOf(int organisation) const;
  const PlanColumns& PlanOf(int agency) const;  // an empty one where none was set
  Figure FigureOf(int organisation, int quarter) const;
  std::optional<sinergi::Score> ScoreOf(int organisation, int quarter) const;  // the figure's, alone
  Mean MeanOf(int organisation, int quarter) const;                            // what its score was made of
  // 1 is the best of its siblings (same parent); 0 without a score.
  int RankOf(int organisation, int quarter) const;
  // Children from the best down; those without a score last.
  std::vector<int> Ranked(int organisation, int quarter) const;
  size_t Bytes() const;

 private:
  size_t At(int organisation) const;
  PlanColumns& Own(int agency);
  void Raise(int agency);  // what changed in an agency's plan, to what stands above it
  template <class Edit>
  void ChangePath(int organisation, Edit&& edit);
  Quarters<int64_t> WeightsOf(size_t organisation) const;
  void Rescore(size_t organisation);
  void AddScores(size_t organisation, int sign);  // to (1) or from (-1) its parent's sums
  bool IsBetter(int one, int other, size_t q) const;

  std::vector<Organisation> organisations_;
  std::vector<std::vector<int>> children_;
  std::vector<std::shared_ptr<const PlanColumns>> plans_;
  std::vector<Totals> totals_;
  std::vector<Quarters<int64_t>> score_;
};

}  // namespace sinergi::performance
