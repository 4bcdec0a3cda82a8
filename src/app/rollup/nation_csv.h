// A folder of CSV files with a nation's plans: org, node, indicator, measure, budget, budget_real.
//
//   org.csv          org_id, parent_id, kind (N P G A D), weight
//   node.csv         node_id, parent_id, agency_id, division_id, kind (P programme, A activity, S
//   sub-activity), weight indicator.csv    ind_id, node_id, polarity (1, -1), agg (S sum, L last, M mean),
//   weight, cap (percent; empty: none) measure.csv      ind_id, year, quarter, target, realised (empty: not
//   reported) budget.csv       node_id, ceiling (rupiah) budget_real.csv  node_id, year, month, amount
//   (rupiah)
//
// Columns are found by their names in the first line, others are passed over; rows may stand in any order,
// fields may be quoted. Of several years the latest in measure.csv counts, unless one is asked for. Numbers
// are plain decimals. Errors, with file and line: app.file_unreadable, bench.csv_column, bench.csv_fields,
// bench.csv_value, bench.csv_unknown, bench.csv_twice, bench.csv_amounts (together beyond what 63 bits hold),
// bench.csv_rows (more than 2^31).
#pragma once

#include <optional>
#include <string>

#include "app/rollup/nation_sample.h"
#include "base/result.h"

namespace sinergi::app {

Result<NationTables> ReadNation(const std::string& folder, std::optional<int> year);
// All files of the folder, which is made when it is not there. app.file_unwritable.
Status WriteNation(const std::string& folder, const NationSample& sample);

}  // namespace sinergi::app
