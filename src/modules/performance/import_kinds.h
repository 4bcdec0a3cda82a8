// ImportKind: a kind of file that a plan can be taken from. One list (import_kinds.cpp): a new kind is one
// row.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "modules/performance/plan_year.h"
#include "modules/performance/workbook/finding.h"

namespace sinergi::performance {

struct ImportedPlan {
  PlanYear plan;
  std::vector<Finding> findings;
};

struct ImportWish {
  int year = 0;             // 0: as the file says
  std::string agency_code;  // which agency, when the file holds several
};

struct ImportKind {
  std::string_view id;             // "e81": also of the texts interface.import_kind_e81
  std::string_view stored_ending;  // under which the content store takes it
  Result<ImportedPlan> (*read)(std::string_view bytes, const ImportWish& wish);
  // What of a file that could be read waits in the content store until it is confirmed, where a file also tells of
  // persons: only what is read of it. Null: the file as it is.
  std::string (*kept)(std::string_view bytes) = nullptr;
};

std::span<const ImportKind> ImportKinds();
const ImportKind* FindImportKind(std::string_view id);

}  // namespace sinergi::performance
