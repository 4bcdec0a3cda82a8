// Kami: the index of information security (Indeks KAMI): points by stage, a gate before stage 3, a category
// of the electronic system that sets how many points are needed, and a maturity per area. No weighted mean,
// so not an Instrument's index; its file says `aggregation: kami`.
//
//   Result<Kami> kami = ShippedKami("kami-5");
//   kami->areas[0].cells[0]   // maturity II, stage 1: 8 questions
//
// Invariants: areas' and the whole's maxima are what their questions come to; limits rise; the highest limit
// of every category is the whole's maximum. Source: BSSN, Indeks KAMI 5.0. A plain value; no thread rule.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "modules/assessment/instrument.h"

namespace sinergi::assessment {

constexpr int kKamiFirst = 2, kKamiLast = 5;  // maturity levels that have questions: II to V

struct KamiCell {
  int maturity = 0, stage = 0, questions = 0;
};

struct KamiStep {
  int plus = 0, full = 0;  // points of the level's questions for "I+" and for "II"
};

struct KamiArea {
  std::string code;
  Label name;
  std::vector<KamiCell> cells;
  int max = 0;
  int required = 0;     // fewer points: the lowest status whatever the sum
  int third_from = 0;   // points of stages 1 and 2 from which stage 3 counts
  int fourth_from = 0;  // points of level III from which level IV is looked at
  std::array<std::optional<KamiStep>, kKamiLast + 1> steps = {};  // by maturity
};

struct KamiStatus {
  int to = 0;
  Label name;
};

struct KamiCategory {
  int from = 0;
  Label name;
  std::vector<KamiStatus> statuses;  // rising
};

// An area that is scored by itself: the category's questions, the supplement.
struct KamiSheet {
  std::string code;
  Label name;
  int questions = 0, max = 0;
};

struct Kami {
  Instrument about;  // id, title, basis, validity, sources; the scales of answers. It has no items.
  int answer_scale = 0, category_scale = 0;
  std::array<std::array<int, 4>, 4> points = {};  // by stage, by answer
  KamiSheet category_sheet, supplement;
  std::vector<KamiCategory> categories;  // highest first
  std::vector<KamiArea> areas;
  int max = 0;
};

std::string_view KamiLevelName(int maturity);  // "II"
// "II.III.2.1": area, maturity, stage, number among those; "I.3", "VIII.12" for the sheets. In the order of
// areas.
std::vector<std::string> KamiCodes(const Kami& kami);

// One FieldError a fault, as ReadInstrument; codes in docs/reference/instrument.md.
Result<Kami> ReadKami(std::string_view yaml, std::string_view file_name);
Result<Kami> ShippedKami(std::string_view id);  // assessment.instrument_unknown {0}=id
std::vector<std::string> ShippedKamiIds();
// Does this file say `aggregation: kami`? False when it cannot be read at all.
bool IsKamiFile(std::string_view yaml);

}  // namespace sinergi::assessment
