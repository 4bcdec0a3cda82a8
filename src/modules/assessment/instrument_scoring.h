// Ways of scoring one instrument, and weights that the evaluator sets each year.
//
//   Result<Instrument> lke = ScoredBy(sakip, "criteria");   // 81 criteria as items
//   Result<Instrument> kip = WithWeights(shipped, csv, "bobot-2025.csv");
//
// Source: PermenPANRB 88/2021 (grade of a sub-component), PermenPANRB 12/2015 and the LKE of regions
// (criteria, points); Komisi Informasi sets the weights of its monitoring itself. Pure.
#pragma once

#include <string_view>

#include "base/result.h"
#include "modules/assessment/instrument.h"

namespace sinergi::assessment {

// The instrument as it is filled when scored that way; start from the instrument as it was read.
// assessment.scoring_unknown {0}=id, {1}=known ones.
Result<Instrument> ScoredBy(const Instrument& instrument, std::string_view scoring);

// Weights from a CSV with the columns code,weight. assessment.bad_weights {0}=file with one FieldError a
// fault at "file:line"; they must name every item and sum to 100. An item of weight 0 is not asked that year.
// assessment.weights_fixed {0}=id when the instrument's file has its own.
Result<Instrument> WithWeights(const Instrument& instrument, std::string_view bytes,
                               std::string_view file_name);
// The same from weights in the order of the items, none below 0. instrument.weights_sum {0}=sum.
Result<Instrument> WithWeights(const Instrument& instrument, const std::vector<Ratio>& weights);

}  // namespace sinergi::assessment
