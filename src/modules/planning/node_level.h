// NodeLevel: what a node of the plan tree is. Goal and objective come from RPJMD/Renstra; affair (urusan), field (bidang
// urusan), programme, activity and sub-activity from the nomenclature (Permendagri 90/2019 and its successors).
#pragma once

#include <optional>
#include <string_view>

namespace sinergi::planning {

// Stored by name; order from the top of the tree down.
enum class NodeLevel { kGoal, kObjective, kAffair, kField, kProgramme, kActivity, kSubActivity };

std::string_view Name(NodeLevel level);  // "goal", "objective", "affair", "field", "programme", "activity", "sub_activity"
std::optional<NodeLevel> ParseNodeLevel(std::string_view name);
// Level by the number of parts of a nomenclature code: "2" affair, "2.16" field, "2.16.03" programme, "2.16.03.2.02"
// activity, "2.16.03.2.02.0013" sub-activity. Empty when the text is no such code ("X.XX.01" is one).
std::optional<NodeLevel> LevelOfCode(std::string_view code);

}  // namespace sinergi::planning
