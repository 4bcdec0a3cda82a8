// Evaluation: the figures of a PlanYear up to a quarter: every indicator's achievement, every node's score and money, the
// divisions' and the agency's. Pure: the same PlanYear and settings give the same figures on every machine.
//
//   Evaluation e = Evaluate(plan, {2024, 3}, {});
//   e.nodes[7].score->Print()          // "88,32"
//   e.total.budget.Absorption()
//
// Source: performance rules "Roll-up", "Budget", "Predicate". Settings are the government's and are printed beside figures.
#pragma once

#include <optional>
#include <vector>

#include "modules/performance/plan_year.h"
#include "modules/performance/rules/budget.h"
#include "modules/performance/rules/predicate.h"
#include "modules/performance/rules/rollup.h"

namespace sinergi::performance {

struct Settings {
  enum class Missing { kZero, kLeaveOut };           // what was not reported, in a roll-up
  enum class Weights { kTyped, kByCeiling };         // of nodes
  enum class MeanRows { kIndicators, kActivities };  // rows of the E.81 footer
  Missing missing = Missing::kZero;
  Weights weights = Weights::kTyped;
  MeanRows mean_rows = MeanRows::kIndicators;
  PredicateRule predicate = PredicateRule::kAbove;
};

// A figure of a node, a division or the agency.
struct Figure {
  std::optional<Score> score;  // empty: nothing below it has an indicator that counts
  int indicators = 0;          // below it
  int reported = 0;            // of these, reported up to the quarter
  Budget budget;
  std::optional<Score> Reported() const { return Score::OfRatio(reported, indicators); }
};

// Adds money and counts; the score of a sum is a mean and is taken elsewhere.
void AddTo(Figure& sum, const Figure& part);

struct NodeFigure : Figure {
  Mean own, children;  // what the score was combined from
};

struct DivisionFigure : Figure {
  int unit = -1;
  std::vector<int> nodes;  // the topmost nodes it is responsible for
  Mean mean;
};

// Plain mean of rows, for the footer of E.81. Rows without a target or a ceiling have no percentage and are left out.
struct RowMean {
  Mean mean;  // weights of 1
  int rows = 0;
  std::optional<Score> Value() const { return mean.Value(); }
};

struct Evaluation {
  Period period;
  Settings settings;
  std::vector<Achievement> indicators;  // as PlanYear::indicators
  std::vector<NodeFigure> nodes;        // as PlanYear::nodes
  std::vector<DivisionFigure> divisions;
  Figure total;                         // the agency
  Mean total_mean;
  // Row means over indicator rows and over activity rows: performance (K) and money (Rp).
  RowMean indicator_rows_k, indicator_rows_rp, activity_rows_k, activity_rows_rp;
  const RowMean& MeanK() const;   // the one the settings ask for
  const RowMean& MeanRp() const;
};

Evaluation Evaluate(const PlanYear& plan, Period period, const Settings& settings);

// Last day of the quarter: the ceiling in force on it counts.
Date LastDay(Period period);

}  // namespace sinergi::performance
