// The functions that formula.h names. A call that Excel would refuse to enter (wrong number of arguments) is
// kUnknown.
#pragma once

#include "platform/sheets/formula_evaluator.h"

namespace sinergi::sheets {

FormulaValue CallFunction(const FormulaEvaluator& evaluator, const Formula& call);

}  // namespace sinergi::sheets
