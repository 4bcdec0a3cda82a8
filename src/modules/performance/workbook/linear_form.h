// LinearForm: which cells a formula adds, and how often: the heart of examining sums.
//
//   "SUM(K13+K55,K70:K71)"        cells K13, K55, K70, K71, once each
//   "R12+R91+R12"                 R12 twice
//   "AVERAGE(T71:T77:T84)"        a mean of T71 … T84
//   "(P14+P22)/17"                a mean with its divisor
//
// Formulas that are something else (products, conditions, other sheets) are not `ok` and are judged by their
// value only.
#pragma once

#include <map>
#include <string_view>

#include "platform/sheets/formula.h"

namespace sinergi::performance {

struct LinearForm {
  bool ok = false;
  bool mean = false;
  bool subtotal = false;  // SUBTOTAL leaves out cells that are subtotals themselves
  bool constant = false;  // a typed number is added as well
  int divisor = 0;        // of a mean written as a sum divided by a number
  std::map<sheets::CellRef, int> cells;

  bool InColumn(int column) const;  // every cell stands in it
  bool InRow(int row) const;
};

LinearForm LinearFormOf(const sheets::Formula& formula);
LinearForm LinearFormOf(std::string_view formula);

}  // namespace sinergi::performance
