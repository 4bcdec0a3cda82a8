// Codes of a row: the sub-activity's and those above it, as texts, checked against each other.
//
//   kode_sub_giat "2.20.02.2.01.0017", kode_bidang_urusan "2.2"  ->  field "2.20", with a finding
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "modules/performance/sipd/sipd_row.h"
#include "modules/planning/node_level.h"

namespace sinergi::performance::sipd {

// Affair, field, programme, activity, sub-activity.
constexpr size_t kLevels = 5;
using Codes = std::array<std::string, kLevels>;
constexpr std::array<planning::NodeLevel, kLevels> kCodeLevels = {
    planning::NodeLevel::kAffair, planning::NodeLevel::kField, planning::NodeLevel::kProgramme,
    planning::NodeLevel::kActivity, planning::NodeLevel::kSubActivity};
constexpr std::array<std::string_view, kLevels> kCodeKeys = {"kode_urusan", "kode_bidang_urusan",
                                                             "kode_program", "kode_giat", "kode_sub_giat"};
constexpr std::array<std::string_view, kLevels> kNameKeys = {"nama_urusan", "nama_bidang_urusan",
                                                             "nama_program", "nama_giat", "nama_sub_giat"};

// Empty (and a finding) when they cannot be told: no code, no such code, codes that contradict each other.
std::optional<Codes> CodesOf(const SipdRow& row);

// True when each part has its digits: 1.2.2.1.2.4 (the last also 2).
bool IsComplete(std::string_view code);
// True when `shorter` is `whole` with zeros lost at the end of parts, as spreadsheets do: "2.2" of "2.20".
bool LostZeros(std::string_view shorter, std::string_view whole);

}  // namespace sinergi::performance::sipd
