// IndexTable: an instrument's weights as whole numbers over one denominator, made once and used for many sets
// of levels: a region's 600 governments are recomputed while a page is made.
//
//   const IndexTable table(spbe);
//   for (const Levels& levels : governments) Result<Index> index = table.Compute(levels, 2023);
//
// Exact as ComputeIndex (which is this table used once): sums are whole numbers of 128 bits, one division and
// one rounding a figure. The instrument must outlive the table. Pure; thread-safe after construction.
#pragma once

#include <vector>

#include "modules/assessment/index.h"

namespace sinergi::assessment {

class IndexTable {
 public:
  explicit IndexTable(const Instrument& instrument);
  // assessment.too_fine, assessment.weights_missing as ComputeIndex.
  Result<Index> Compute(const Levels& levels, int year) const;

 private:
  struct Sum {
    Int128 weighted = 0;  // Σ weight × level
    int answered = 0, items = 0;
  };
  bool AddItems(const Levels& levels, Int128 finest, std::vector<Sum>& groups, Sum& total) const;

  const Instrument& instrument_;
  Int128 denominator_ = 0;             // of the weights; 0: they have none in 64 bits
  std::vector<int64_t> weights_;       // by item, percent × denominator
  std::vector<Int128> group_weights_;  // likewise
};

}  // namespace sinergi::assessment
