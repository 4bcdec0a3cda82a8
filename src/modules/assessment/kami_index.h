// The figures of Indeks KAMI from the answers of its questions: points by area, category, status, maturity.
//
//   Result<KamiAnswers> answers = ReadKamiAnswers(kami, csv, "kami.csv");
//   KamiFigures figures = ComputeKami(kami, *answers);
//   figures.total      // 645
//   figures.status     // "Cukup Baik"
//
// Whole points only. A question without an answer counts as not done; a category needs all its questions.
// Pure. Errors: assessment.bad_levels as ReadLevels.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "modules/assessment/kami.h"

namespace sinergi::assessment {

using KamiAnswers =
    std::vector<std::optional<int>>;  // in the order of KamiCodes; of the category: its points

struct KamiAreaFigures {
  int points = 0, answered = 0, questions = 0;
  bool third_counts = false;  // stage 3 is open
  bool required_met = true;
  std::string maturity;  // "I", "I+" … "V"
  std::array<int, kKamiLast + 1> level = {},
                                 most = {};  // points that count by maturity, and the most there are
  int below_third = 0;                       // points of stages 1 and 2
};

struct KamiFigures {
  int total = 0, answered = 0, questions = 0;
  int category_points = 0;
  int category = -1;   // index into Kami::categories; -1: not all of its questions are answered
  std::string status;  // empty while the category is not known
  bool required_met = true;
  std::vector<KamiAreaFigures> areas;
  int supplement_points = 0, supplement_answered = 0;
  Decimal supplement_percent;  // of its maximum, two decimals
  std::vector<int> counted;    // by question as KamiCodes: what it brings to the total
};

Result<KamiAnswers> ReadKamiAnswers(const Kami& kami, std::string_view bytes, std::string_view file_name);
KamiFigures ComputeKami(const Kami& kami, const KamiAnswers& answers);

}  // namespace sinergi::assessment
