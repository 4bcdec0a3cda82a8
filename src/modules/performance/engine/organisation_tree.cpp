#include "modules/performance/engine/organisation_tree.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include "base/ensure.h"

namespace sinergi::performance {
namespace {

size_t QuarterIndex(int quarter) {
  ENSURE(quarter >= 1 && quarter <= 4);
  return static_cast<size_t>(quarter - 1);
}

// Amounts of a plan are far below 63 bits; of a nation of broken plans they need not be.
void AddMoney(Quarters<int64_t>& sum, const Quarters<int64_t>& part) {
  for (size_t q = 0; q < 4; ++q) ENSURE(!__builtin_add_overflow(sum[q], part[q], &sum[q]));
}

void AddLinear(Totals& sum, const Totals& part) {
  for (size_t q = 0; q < 4; ++q) sum.reported[q] += part.reported[q];
  sum.indicators += part.indicators;
  AddMoney(sum.money.ceiling, part.money.ceiling);
  AddMoney(sum.money.realised, part.money.realised);
  AddMoney(sum.rest.cash_plan, part.rest.cash_plan);
  ENSURE(!__builtin_add_overflow(sum.rest.renstra, part.rest.renstra, &sum.rest.renstra));
  ENSURE(!__builtin_add_overflow(sum.rest.realised_before, part.rest.realised_before,
                                 &sum.rest.realised_before));
}

void TakeLinear(Totals& sum, const Totals& part) {
  for (size_t q = 0; q < 4; ++q) sum.reported[q] -= part.reported[q];
  sum.indicators -= part.indicators;
  sum.money -= part.money;
  sum.rest -= part.rest;
}

const PlanColumns& NoPlan() {
  static const PlanColumns none;
  return none;
}

}  // namespace

size_t OrganisationTree::At(int organisation) const {
  ENSURE(organisation >= 0 && organisation < size());
  return static_cast<size_t>(organisation);
}

int OrganisationTree::Add(const Organisation& organisation) {
  ENSURE(organisation.parent < size());
  if (organisation.parent >= 0) {
    ENSURE(organisations_[At(organisation.parent)].level < organisation.level);
    children_[At(organisation.parent)].push_back(size());
  }
  organisations_.push_back(organisation);
  children_.emplace_back();
  plans_.emplace_back();
  totals_.emplace_back();
  score_.push_back({kNoScore, kNoScore, kNoScore, kNoScore});
  return size() - 1;
}

void OrganisationTree::SetPlan(int agency, std::shared_ptr<const PlanColumns> plan) {
  ENSURE(organisations_[At(agency)].level == OrganisationLevel::kAgency);
  plans_[At(agency)] = std::move(plan);
}

// Copied first when somebody else has it too.
PlanColumns& OrganisationTree::Own(int agency) {
  std::shared_ptr<const PlanColumns>& plan = plans_[At(agency)];
  ENSURE(plan != nullptr);
  if (plan.use_count() > 1) plan = std::make_shared<PlanColumns>(*plan);
  // Every plan was made as a PlanColumns that may change, and nobody else holds this one.
  return const_cast<PlanColumns&>(*plan);
}

void OrganisationTree::Compute(int threads) {
  ENSURE(threads >= 1);
  constexpr size_t kAtOnce = 8,
                   kWorthAThread = 100;  // plans; a thread takes as long to start as some of them
  std::atomic<size_t> next = 0;
  std::exception_ptr failure;
  std::mutex mutex;
  const auto work = [&] {
    try {
      for (size_t from; (from = next.fetch_add(kAtOnce)) < plans_.size();)
        for (size_t i = from; i < std::min(from + kAtOnce, plans_.size()); ++i)
          if (plans_[i]) Own(static_cast<int>(i)).Compute();
    } catch (...) {
      const std::lock_guard lock(mutex);
      failure = std::current_exception();
    }
  };
  std::vector<std::thread> helpers;
  const int worth =
      static_cast<int>(std::min<size_t>(plans_.size() / kWorthAThread + 1, static_cast<size_t>(threads)));
  for (int i = 1; i < worth; ++i) helpers.emplace_back(work);
  work();
  for (std::thread& helper : helpers) helper.join();
  if (failure) std::rethrow_exception(failure);
  ComputeOrganisations();
}

Quarters<int64_t> OrganisationTree::WeightsOf(size_t organisation) const {
  const Organisation& self = organisations_[organisation];
  const bool by_ceiling =
      self.parent >= 0 && organisations_[At(self.parent)].weights == Settings::Weights::kByCeiling;
  const int64_t typed = self.weight_micro;
  if (!by_ceiling) return {typed, typed, typed, typed};
  Quarters<int64_t> weights = totals_[organisation].money.ceiling;
  for (int64_t& weight : weights) weight = std::max<int64_t>(0, weight);
  return weights;
}

void OrganisationTree::Rescore(size_t organisation) {
  for (size_t q = 0; q < 4; ++q) score_[organisation][q] = MeanScore(totals_[organisation].scores.At(q));
}

void OrganisationTree::AddScores(size_t organisation, int sign) {
  const int parent = organisations_[organisation].parent;
  if (parent >= 0) totals_[At(parent)].scores.Add(score_[organisation], WeightsOf(organisation), sign);
}

void OrganisationTree::ComputeOrganisations() {
  for (size_t i = 0; i < totals_.size(); ++i) totals_[i] = plans_[i] ? plans_[i]->totals_ : Totals();
  for (size_t i = totals_.size(); i-- > 0;) {
    Rescore(i);
    if (organisations_[i].parent < 0) continue;
    AddLinear(totals_[At(organisations_[i].parent)], totals_[i]);
    AddScores(i, 1);
  }
}

template <class Edit>
void OrganisationTree::ChangePath(int organisation, Edit&& edit) {
  const auto up = [this](int at) { return organisations_[static_cast<size_t>(at)].parent; };
  for (int at = organisation; at >= 0; at = up(at)) AddScores(At(at), -1);
  edit();
  for (int at = organisation; at >= 0; at = up(at)) {
    Rescore(At(at));
    AddScores(At(at), 1);
  }
}

void OrganisationTree::Raise(int agency) {
  const size_t a = At(agency);
  const Totals before = totals_[a], after = plans_[a] ? plans_[a]->totals_ : Totals();
  ChangePath(agency, [&] {
    totals_[a] = after;
    for (int at = organisations_[a].parent; at >= 0; at = organisations_[At(at)].parent) {
      TakeLinear(totals_[At(at)], before);
      AddLinear(totals_[At(at)], after);
    }
  });
}

void OrganisationTree::ReplacePlan(int agency, std::shared_ptr<const PlanColumns> plan) {
  SetPlan(agency, std::move(plan));
  Raise(agency);
}

void OrganisationTree::SetWeight(int organisation, int64_t weight_micro) {
  ChangePath(organisation, [&] { organisations_[At(organisation)].weight_micro = weight_micro; });
}

void OrganisationTree::SetWeights(int organisation, Settings::Weights weights) {
  ChangePath(organisation, [&] {
    const size_t o = At(organisation);
    for (const int child : children_[o]) AddScores(At(child), -1);
    organisations_[o].weights = weights;
    for (const int child : children_[o]) AddScores(At(child), 1);
  });
}

const Organisation& OrganisationTree::operator[](int organisation) const {
  return organisations_[At(organisation)];
}

const std::vector<int>& OrganisationTree::ChildrenOf(int organisation) const {
  return children_[At(organisation)];
}

const PlanColumns& OrganisationTree::PlanOf(int agency) const {
  return plans_[At(agency)] ? *plans_[At(agency)] : NoPlan();
}

Figure OrganisationTree::FigureOf(int organisation, int quarter) const {
  const size_t o = At(organisation), q = QuarterIndex(quarter);
  const Totals& totals = totals_[o];
  Figure figure;
  figure.score = ScoreOf(organisation, quarter);
  figure.indicators = totals.indicators;
  figure.reported = totals.reported[q];
  figure.budget = BudgetAt(totals.money, totals.rest, q);
  return figure;
}

std::optional<Score> OrganisationTree::ScoreOf(int organisation, int quarter) const {
  const int64_t micro = score_[At(organisation)][QuarterIndex(quarter)];
  return micro == kNoScore ? std::nullopt : std::optional<Score>(Score::Micro(micro));
}

Mean OrganisationTree::MeanOf(int organisation, int quarter) const {
  return totals_[At(organisation)].scores.At(QuarterIndex(quarter));
}

bool OrganisationTree::IsBetter(int one, int other, size_t q) const {
  const int64_t a = score_[At(one)][q], b = score_[At(other)][q];  // kNoScore is the lowest
  if (a != b) return a > b;
  const int64_t id = organisations_[At(one)].id, other_id = organisations_[At(other)].id;
  return id != other_id ? id < other_id : one < other;
}

int OrganisationTree::RankOf(int organisation, int quarter) const {
  const size_t o = At(organisation), q = QuarterIndex(quarter);
  if (score_[o][q] == kNoScore) return 0;
  if (organisations_[o].parent < 0) return 1;
  int rank = 1;
  for (const int sibling : children_[At(organisations_[o].parent)])
    if (sibling != organisation && IsBetter(sibling, organisation, q)) ++rank;
  return rank;
}

std::vector<int> OrganisationTree::Ranked(int organisation, int quarter) const {
  const size_t q = QuarterIndex(quarter);
  std::vector<int> ranked = children_[At(organisation)];
  std::sort(ranked.begin(), ranked.end(), [&](int one, int other) { return IsBetter(one, other, q); });
  return ranked;
}

size_t OrganisationTree::Bytes() const {
  size_t bytes = organisations_.capacity() * sizeof(Organisation) +
                 children_.capacity() * sizeof(children_[0]) + totals_.capacity() * sizeof(Totals) +
                 score_.capacity() * sizeof(score_[0]) + plans_.capacity() * sizeof(plans_[0]);
  for (const std::vector<int>& children : children_) bytes += children.capacity() * sizeof(int);
  for (const auto& plan : plans_) bytes += plan ? plan->Bytes() : 0;
  return bytes;
}

}  // namespace sinergi::performance
