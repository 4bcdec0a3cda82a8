#include "modules/planning/node_level.h"

#include "base/enum_names.h"
#include "base/text.h"

namespace sinergi::planning {
namespace {

constexpr std::string_view kNodeLevelNames[] = {"goal",      "objective", "affair",      "field",
                                                "programme", "activity",  "sub_activity"};

bool IsCodePart(std::string_view part) {
  if (part.empty() || part.size() > 4) return false;
  for (const char c : part)
    if ((c < '0' || c > '9') && c != 'X') return false;
  return true;
}

}  // namespace

std::string_view Name(NodeLevel level) {
  return kNodeLevelNames[static_cast<size_t>(level)];
}

std::optional<NodeLevel> ParseNodeLevel(std::string_view name) {
  return EnumOf<NodeLevel>(kNodeLevelNames, name);
}

std::optional<NodeLevel> LevelOfCode(std::string_view code) {
  const std::vector<std::string_view> parts = Split(code, '.');
  for (const std::string_view part : parts)
    if (!IsCodePart(part)) return {};
  switch (parts.size()) {
    case 1:
      return NodeLevel::kAffair;
    case 2:
      return NodeLevel::kField;
    case 3:
      return NodeLevel::kProgramme;
    case 5:
      return NodeLevel::kActivity;
    case 6:
      return NodeLevel::kSubActivity;
    default:
      return {};
  }
}

}  // namespace sinergi::planning
