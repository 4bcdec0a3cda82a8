// Unit (unit kerja): an agency (perangkat daerah), a division (bidang, sekretariat) or a section of it, as a tree with validity dates.
// Codes are text: "2.16.2.20.2.21.01.0000" for an agency; a division's is free within its agency ("SEKR").
//
// A UnitTree is a value: the units of one government valid on one day, depth first by code; cheap to copy by shared_ptr.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "platform/sql/database.h"

namespace sinergi::kernel {

enum class UnitKind { kAgency, kDivision, kSection };
std::string_view Name(UnitKind kind);  // "agency", "division", "section"
std::optional<UnitKind> ParseUnitKind(std::string_view name);

struct Unit {
  int64_t id = 0;
  std::string code, name;
  UnitKind kind = UnitKind::kDivision;
  std::optional<int64_t> parent_id;
  Date valid_from{1945, 8, 17};
  std::optional<Date> valid_to;        // last day
  int depth = 0;                       // in the tree: 0 agency
  std::optional<int64_t> row_version;  // what the writer saw; none: it is not asked
};

class UnitTree {
 public:
  UnitTree() = default;
  explicit UnitTree(std::vector<Unit> units);  // any order; orphans become roots
  const std::vector<Unit>& units() const { return units_; }
  const Unit* Find(int64_t id) const;
  const Unit* FindCode(std::string_view code) const;
  bool IsWithin(int64_t unit_id, int64_t ancestor_id) const;  // a unit is within itself
  const Unit* AgencyOf(int64_t unit_id) const;                // the root above it

 private:
  std::vector<Unit> units_;
  std::unordered_map<int64_t, size_t> by_id_;
};

// Verbs; each to be called inside a Write, with the audit entry made by the caller's verb in kernel/unit_page or the CLI.
// Errors: kernel.unit_code_taken, kernel.unit_unknown_parent, kernel.unit_cycle, kernel.unit_name_missing, kernel.unit_dates,
// kernel.unit_code_missing, kernel.unit_unknown, kernel.unit_changed (somebody was faster). A code is unique among the agencies and among the units of one agency, on
// every day. They bump the data version.
Result<int64_t> AddUnit(sql::Connection& c, int64_t government_id, const Unit& unit);
Status ChangeUnit(sql::Connection& c, int64_t government_id, const Unit& unit);
// Ends the unit and all below it that would live longer, so that none is left without its parent. kernel.unit_unknown,
// kernel.unit_end_before (one of them begins later).
Status EndUnit(sql::Connection& c, int64_t government_id, int64_t unit_id, const Date& last_day);
UnitTree LoadUnits(sql::Connection& c, int64_t government_id, const Date& on);
UnitTree LoadAllUnits(sql::Connection& c, int64_t government_id);  // ended ones too

}  // namespace sinergi::kernel
