// Small plans for tests, written as they are read: nodes depth first, indicators below their node.
//
//   PlanBuilder b;
//   b.Node(NodeLevel::kProgramme, "2.16.03", "Program").Indicator("Layanan", "100", {"80"});
//   const PlanYear plan = b.plan;
#pragma once

#include "modules/performance/plan_year.h"

namespace sinergi::testkit {

using performance::Indicator;
using performance::Measurement;
using performance::MeasurementState;
using performance::PlanYear;
using planning::NodeLevel;

inline Quantity Typed(const std::string& text) {
  return Quantity::Read(text, NumberStyle::kIndonesian);
}

class PlanBuilder {
 public:
  PlanYear plan;

  PlanBuilder() { plan.year = 2024; }

  // Below the nearest earlier node of a higher level. unit: index into plan.units, -1 inherits.
  PlanBuilder& Node(NodeLevel level, const std::string& code, const std::string& name, int unit = -1) {
    performance::Node node;
    node.level = level;
    node.code = code;
    node.name = name;
    node.unit = unit;
    for (int i = static_cast<int>(plan.nodes.size()) - 1; i >= 0 && node.parent < 0; --i)
      if (plan.nodes[static_cast<size_t>(i)].level < level) node.parent = i;
    plan.nodes.push_back(std::move(node));
    return *this;
  }

  // Of the last node; compared with its year target; realised: by quarter, verified.
  PlanBuilder& Indicator(const std::string& name, const std::string& target,
                         const std::vector<std::string>& realised) {
    performance::Indicator indicator;
    indicator.node = static_cast<int>(plan.nodes.size()) - 1;
    indicator.name = name;
    indicator.unit = "%";
    indicator.aggregation = performance::Aggregation::kLast;
    indicator.target_year = Typed(target);
    for (size_t q = 0; q < realised.size(); ++q) {
      if (realised[q].empty()) continue;
      indicator.measured[q] = Measurement();
      indicator.measured[q]->realised = Typed(realised[q]);
    }
    plan.indicators.push_back(std::move(indicator));
    return *this;
  }

  // Of the last node, in rupiah; realised from January on.
  PlanBuilder& Money(int64_t ceiling, const std::vector<int64_t>& realised = {}) {
    performance::NodeMoney& money = plan.nodes.back().money;
    money.ceiling_original = sinergi::Money::Rupiah(ceiling);
    for (size_t month = 0; month < realised.size(); ++month)
      money.realised[month] = sinergi::Money::Rupiah(realised[month]);
    return *this;
  }

  PlanBuilder& Unit(int64_t id, const std::string& code, const std::string& name, int parent) {
    plan.units.push_back({id, code, name, parent});
    return *this;
  }
};

}  // namespace sinergi::testkit
