// Gathers rows into the tree of a plan and compares the file's totals with what its leaves add up to.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "modules/performance/plan_year.h"
#include "modules/performance/sipd/sipd_codes.h"

namespace sinergi::performance::sipd {

class SipdTree {
 public:
  // Takes a row over, or says why not. Returns whether it was taken.
  bool Add(const SipdRow& row);
  // After the rows: totals of every taken row against the leaves, each total once.
  void CheckTotals(const std::vector<SipdRow>& rows);
  // Nodes in depth-first order with their indicators.
  void MoveInto(PlanYear& plan);

 private:
  struct Draft {
    planning::NodeLevel level = planning::NodeLevel::kAffair;
    std::string name, note;
    NodeMoney money;                   // of leaves
    BudgetParts budget;                // of leaves
    Money ceiling_sum, next_year_sum;  // of what is below
    std::vector<Indicator> indicators;
    std::map<std::string, std::string> said;  // texts that its rows repeat, folded
  };

  void AddAbove(const SipdRow& row, const Codes& codes);
  void NoteDifferences(const SipdRow& row, size_t level, Draft& draft);
  void CheckTotal(const SipdRow& row, const std::string& key, Money expected);
  void AddSums(const Codes& codes, Money ceiling, Money next_year);

  // By code: a parent sorts before its children, and children stand together.
  std::map<std::string, Draft> nodes_;
  std::map<int, Codes> taken_;  // by row index
  Money ceiling_, next_year_;
  BudgetNames names_;
  std::map<std::string, Money> checked_;  // totals already compared
};

}  // namespace sinergi::performance::sipd
