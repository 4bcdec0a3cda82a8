#include "modules/assessment/kami_index.h"

#include <algorithm>
#include <numeric>

#include "base/ensure.h"
#include "base/text.h"
#include "modules/assessment/levels_file.h"
#include "modules/assessment/levels_table.h"

namespace sinergi::assessment {
namespace {

// What the answers of one area come to.
struct Tally {
  std::array<int, 4> stage = {};                         // points by stage
  std::array<int, kKamiLast + 1> level = {}, most = {};  // points by maturity, and the most there are
  std::array<int, kKamiLast + 1> third = {};             // the part of them from stage 3
  int firsts = 0, planned = 0, partly = 0;               // questions of stage 1, and how they were answered
};

Tally Count(const Kami& kami, const KamiArea& area, const std::optional<int>*& next,
            KamiAreaFigures& figures) {
  Tally tally;
  for (const KamiCell& cell : area.cells)
    for (int i = 0; i < cell.questions; ++i, ++next) {
      const auto stage = static_cast<size_t>(cell.stage), maturity = static_cast<size_t>(cell.maturity);
      const int answer = next->value_or(0);
      const int points = kami.points[stage][static_cast<size_t>(answer)];
      ++figures.questions;
      figures.answered += next->has_value();
      tally.stage[stage] += points;
      tally.level[maturity] += points;
      tally.most[maturity] += kami.points[stage][3];
      if (cell.stage == 3) tally.third[maturity] += points;
      if (cell.stage != 1) continue;
      ++tally.firsts;
      tally.planned += answer == 1;
      tally.partly += answer == 2;
    }
  return tally;
}

// Stage 3 counts once stages 1 and 2 stand: nothing of stage 1 merely planned, at most two parts of it in
// part.
bool ThirdCounts(const KamiArea& area, const Tally& tally) {
  return tally.planned == 0 && tally.partly <= 2 && tally.stage[1] >= 3 * tally.firsts - 2 &&
         tally.stage[1] + tally.stage[2] >= area.third_from;
}

// May the level be looked at, the one below being reached?
bool GateOpen(const KamiArea& area, const Tally& tally, bool third_counts, int maturity) {
  if (maturity == 2) return true;
  const bool second = third_counts && tally.level[2] * 5 >= tally.most[2] * 4;
  if (maturity == 3) return second;
  return second && tally.level[3] >= area.fourth_from;
}

bool Reached(const KamiStep& step, const Tally& tally, int maturity) {
  if (tally.level[static_cast<size_t>(maturity)] < step.full) return false;
  return maturity != 4 || (tally.level[2] == tally.most[2] && tally.level[3] == tally.most[3]);
}

std::string Maturity(const KamiArea& area, const Tally& tally, bool third_counts) {
  for (int maturity = kKamiFirst; maturity <= kKamiLast; ++maturity) {
    const std::optional<KamiStep>& step = area.steps[static_cast<size_t>(maturity)];
    const std::string below(KamiLevelName(maturity - 1));
    if (!step || !GateOpen(area, tally, third_counts, maturity)) return below;
    if (Reached(*step, tally, maturity)) continue;
    return tally.level[static_cast<size_t>(maturity)] >= step->plus ? below + "+" : below;
  }
  return std::string(KamiLevelName(kKamiLast));
}

KamiAreaFigures FigureArea(const Kami& kami, const KamiArea& area, const std::optional<int>*& next) {
  KamiAreaFigures figures;
  Tally tally = Count(kami, area, next, figures);
  figures.third_counts = ThirdCounts(area, tally);
  if (!figures.third_counts)
    for (size_t m = 0; m < tally.level.size(); ++m) tally.level[m] -= tally.third[m];
  figures.points = std::accumulate(tally.level.begin(), tally.level.end(), 0);
  figures.required_met = figures.points >= area.required;
  figures.maturity = Maturity(area, tally, figures.third_counts);
  figures.level = tally.level;
  figures.most = tally.most;
  figures.below_third = tally.stage[1] + tally.stage[2];
  return figures;
}

// What each question of the area brings to the total.
void CountQuestions(const Kami& kami, const KamiArea& area, const KamiAnswers& answers, bool third_counts,
                    std::vector<int>& counted) {
  for (const KamiCell& cell : area.cells)
    for (int i = 0; i < cell.questions; ++i) {
      const auto answer = static_cast<size_t>(answers[counted.size()].value_or(0));
      const bool counts = cell.stage < 3 || third_counts;
      counted.push_back(counts ? kami.points[static_cast<size_t>(cell.stage)][answer] : 0);
    }
}

void Categorise(const Kami& kami, KamiFigures& figures) {
  for (size_t c = 0; c < kami.categories.size() && figures.category < 0; ++c)
    if (figures.category_points >= kami.categories[c].from) figures.category = static_cast<int>(c);
  if (figures.category < 0) return;
  for (const KamiStatus& status : kami.categories[static_cast<size_t>(figures.category)].statuses) {
    figures.status = status.name.id;
    if (!figures.required_met || figures.total <= status.to) return;
  }
}

}  // namespace

Result<KamiAnswers> ReadKamiAnswers(const Kami& kami, std::string_view bytes, std::string_view file_name) {
  const std::vector<std::string> codes = KamiCodes(kami);
  Result<CodeTable> table =
      ReadCodeTable(codes, kami.about.id, bytes, file_name, "value", "assessment.bad_levels");
  if (!table.ok()) return table.error();
  KamiAnswers answers(codes.size());
  for (size_t i = 0; i < codes.size(); ++i) {
    const CodeTable::Cell& cell = table->cells[i];
    if (cell.text.empty()) continue;
    const bool category = static_cast<int>(i) < kami.category_sheet.questions;
    const LevelScale& scale =
        kami.about.scales[static_cast<size_t>(category ? kami.category_scale : kami.answer_scale)];
    if (const std::optional<Ratio> level = LevelIn(scale, cell.text)) {
      answers[i] = static_cast<int>(level->numerator);
    } else {
      table->AddFault(cell.line, "assessment.level_unknown",
                      {Shorten(cell.text, 40), codes[i], LevelNames(scale)});
    }
  }
  const bool none = std::ranges::none_of(answers, [](const auto& answer) { return answer.has_value(); });
  if (none && table->error.fields.empty()) table->AddFault(0, "assessment.no_answers");
  if (!table->error.fields.empty()) return table->error;
  return answers;
}

KamiFigures ComputeKami(const Kami& kami, const KamiAnswers& answers) {
  ENSURE(answers.size() == KamiCodes(kami).size());
  KamiFigures figures;
  const std::optional<int>* next = answers.data();
  int known = 0;
  for (int i = 0; i < kami.category_sheet.questions; ++i, ++next) {
    known += next->has_value();
    figures.category_points += next->value_or(0);
    figures.counted.push_back(0);
  }
  for (const KamiArea& area : kami.areas) {
    const KamiAreaFigures& of = figures.areas.emplace_back(FigureArea(kami, area, next));
    CountQuestions(kami, area, answers, of.third_counts, figures.counted);
    figures.total += of.points;
    figures.answered += of.answered;
    figures.questions += of.questions;
    figures.required_met = figures.required_met && of.required_met;
  }
  for (int i = 0; i < kami.supplement.questions; ++i, ++next) {
    figures.supplement_answered += next->has_value();
    figures.supplement_points += next->value_or(0);
    figures.counted.push_back(0);
  }
  const int most = std::max(kami.supplement.max, 1);
  figures.supplement_percent = *Ratio::Of(figures.supplement_points * 100, most)->Round(2);
  if (known == kami.category_sheet.questions) Categorise(kami, figures);
  return figures;
}

}  // namespace sinergi::assessment
