#include "modules/register/definition.h"

#include <algorithm>

namespace sinergi::registers {
namespace {

template <class T>
const T* Named(const std::vector<T>& all, std::string_view name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const T& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

const Field* Definition::FieldNamed(std::string_view name) const {
  return Named(fields, name);
}
const State* Definition::StateNamed(std::string_view name) const {
  return Named(states, name);
}
const Act* Definition::ActNamed(std::string_view name) const {
  return Named(acts, name);
}
const RegisterClock* Definition::ClockNamed(std::string_view name) const {
  return Named(clocks, name);
}
const FigureOf* Definition::FigureNamed(std::string_view name) const {
  return Named(figures, name);
}
const Ranking* Definition::RankingNamed(std::string_view name) const {
  return Named(rankings, name);
}
const Gather* Definition::GatherNamed(std::string_view name) const {
  return Named(gathers, name);
}
const Paper* Definition::PaperNamed(std::string_view name) const {
  return Named(papers, name);
}

expression::Names Definition::Names() const {
  using Kind = expression::Type::Kind;
  expression::Names names;
  for (const Field& field : fields) {
    names[field.name] = field.type->TypeOf(field);
    for (const Field& column : field.columns)
      if (column.type->Places() >= 0) names[field.name + "." + column.name] = {Kind::kNumbers, {}};
  }
  std::vector<std::string> state_names;
  for (const State& state : states) state_names.push_back(state.name);
  names["state"] = {Kind::kChoice, state_names};
  names["number"] = {Kind::kText, {}};
  names["made"] = {Kind::kDate, {}};
  names["today"] = {Kind::kDate, {}};
  for (const RegisterClock& clock : clocks) {
    names[clock.name + ".due"] = {Kind::kDate, {}};
    names[clock.name + ".days"] = {Kind::kNumber, {}};
    for (const char* fact : {".running", ".ended", ".met", ".late"})
      names[clock.name + fact] = {Kind::kYesNo, {}};
  }
  return names;
}

}  // namespace sinergi::registers
