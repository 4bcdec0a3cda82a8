// BudgetLines: lines of RKA and DPA put together: per sub-activity, funding source and account, and from them the ceiling.
//
//   BudgetLines lines;
//   lines.Add({"2.16.02.2.01.0014", "Relasi Media", {"1.2.01.08", "5.1.02.01.01.0024", Rp 67.200}});
//   lines.MoveInto(plan);      // programme, activity and sub-activity with ceiling Rp 67.200
#pragma once

#include <map>
#include <string>

#include "modules/performance/plan_year.h"

namespace sinergi::performance {

struct BudgetLine {
  std::string code, name;  // of the sub-activity; the name may be empty
  BudgetPart part;
};

class BudgetLines {
 public:
  // Only what an item is made of is checked by the caller; false when the code is none of a sub-activity.
  bool Add(const BudgetLine& line);
  // The name of a programme, activity or sub-activity.
  void Name(const std::string& code, const std::string& name);
  bool empty() const { return parts_.empty(); }
  void MoveInto(PlanYear& plan);

 private:
  using Key = std::pair<std::string, std::string>;  // fund, account
  std::map<std::string, std::map<Key, Money>> parts_;
  std::map<std::string, std::string> names_;
};

// What the product of a line says against its total.
struct LineProduct {
  std::optional<Int128> sen;  // volumes times price, rounded; empty when a factor is missing
  bool Agrees(Money total) const { return !sen || *sen == total.sen(); }
};
// `volumes`: "200;2", "200 x 2" or one number; micro units are kept exact. Empty product for what is no number.
LineProduct ProductOf(std::string_view volumes, Money price);

}  // namespace sinergi::performance
