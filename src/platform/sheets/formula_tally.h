// FormulaTally: what SUM, AVERAGE, COUNT and their like need to know of their arguments.
//
// In ranges only numbers count: texts, truth values and blanks are passed over. Given directly, truth values
// and texts that look like numbers count too, other texts are #VALUE!.
#pragma once

#include <cstdint>
#include <limits>

#include "platform/sheets/formula_evaluator.h"

namespace sinergi::sheets {

struct FormulaTally {
  double sum = 0, product = 1;
  double least = std::numeric_limits<double>::infinity(), most = -std::numeric_limits<double>::infinity();
  int64_t numbers = 0, filled = 0;
  FormulaValue fault;    // first error met; blank without
  bool unknown = false;  // something could not be computed
};

struct TallyOptions {
  size_t first_argument = 0;
  bool skip_hidden_rows = false;
  bool skip_subtotals = false;
};

FormulaTally TallyArguments(const FormulaEvaluator& evaluator, const Formula& call,
                            TallyOptions options = {});

}  // namespace sinergi::sheets
