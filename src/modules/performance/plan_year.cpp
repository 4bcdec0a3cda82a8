#include "modules/performance/plan_year.h"

namespace sinergi::performance {
namespace {

constexpr std::string_view kStates[] = {"draft", "submitted", "returned", "verified", "locked"};

}  // namespace

std::string_view Name(MeasurementState state) { return kStates[static_cast<size_t>(state)]; }

std::optional<MeasurementState> ParseMeasurementState(std::string_view name) {
  for (size_t i = 0; i < std::size(kStates); ++i)
    if (kStates[i] == name) return static_cast<MeasurementState>(i);
  return {};
}

bool Counts(MeasurementState state) {
  return state != MeasurementState::kDraft && state != MeasurementState::kReturned;
}

IndicatorFigures Indicator::Figures() const {
  IndicatorFigures figures{direction, aggregation, cap, target, target_year, {}};
  for (size_t q = 0; q < 4; ++q)
    if (measured[q] && Counts(measured[q]->state)) figures.realised[q] = measured[q]->realised;
  return figures;
}

Money NodeMoney::CeilingAt(const Date& day) const {
  const bool revised = ceiling_revised && (!revised_from || *revised_from <= day);
  return revised ? *ceiling_revised : ceiling_original;
}

int PlanYear::UnitOf(int node) const {
  for (int at = node; at >= 0; at = nodes[static_cast<size_t>(at)].parent)
    if (nodes[static_cast<size_t>(at)].unit >= 0) return nodes[static_cast<size_t>(at)].unit;
  return -1;
}

bool PlanYear::IsUnitWithin(int unit, int ancestor) const {
  for (; unit >= 0; unit = units[static_cast<size_t>(unit)].parent)
    if (unit == ancestor) return true;
  return false;
}

bool PlanYear::IsLeaf(int node) const {
  const size_t next = static_cast<size_t>(node) + 1;
  return next >= nodes.size() || nodes[next].parent != node;
}

int PlanYear::EndOf(int node) const {
  // Depth-first order: the subtree ends where a node hangs above or beside this one.
  int at = node + 1;
  while (at < static_cast<int>(nodes.size()) && nodes[static_cast<size_t>(at)].parent >= node) ++at;
  return at;
}

}  // namespace sinergi::performance
