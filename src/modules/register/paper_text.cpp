#include "modules/register/paper_text.h"

#include <algorithm>

#include "base/text.h"
#include "modules/register/definition.h"
#include "modules/register/names.h"

namespace sinergi::registers {
namespace {

using LineKind = PaperLine::Kind;

constexpr size_t kLongestLabel = 80;

bool StartsWith(std::string_view text, std::string_view word) {
  return text.starts_with(word);
}

class Reader {
 public:
  Reader(const Definition& definition, PaperOf of, std::vector<PaperFault>& faults)
      : definition_(definition), names_(definition.Names()), of_(of), faults_(faults) {}

  // Nothing of an empty line.
  std::optional<PaperLine> Read(std::string_view whole, int number) {
    whole_ = whole;
    number_ = number;
    std::string_view text = TrimBlanks(whole);
    if (text.empty()) return {};
    PaperLine line;
    if (StartsWith(text, "{?")) {
      const size_t end = text.find('}');
      if (end == text.npos) return Fault(text, "register.place_open"), line;
      line.when = Condition(text.substr(2, end - 2));
      text = TrimBlanks(text.substr(end + 1));
    }
    if (!Whole(text, line)) Spoken(text, line);
    return line;
  }

 private:
  void Fault(std::string_view at, std::string_view code, std::vector<std::string> args = {}) {
    faults_.push_back(
        {number_, static_cast<int>(at.data() - whole_.data()), std::string(code), std::move(args)});
  }

  std::optional<expression::Expression> Condition(std::string_view text) {
    if (of_ != PaperOf::kRecord) return Fault(text, "register.paper_no_condition"), std::nullopt;
    auto read = expression::Read(text, names_, expression::Type::Kind::kYesNo);
    if (auto* fault = std::get_if<expression::Fault>(&read))
      return Fault(text.substr(std::min(fault->at, text.size())), fault->code, fault->args), std::nullopt;
    return std::get<expression::Expression>(std::move(read));
  }

  // A line that is one place alone and stands for a table.
  bool Whole(std::string_view text, PaperLine& line) {
    if (!StartsWith(text, "{") || text.find('}') != text.size() - 1) return false;
    const std::string_view inside = TrimBlanks(text.substr(1, text.size() - 2));
    if (StartsWith(inside, "rows ")) return Records(TrimBlanks(inside.substr(5)), line), true;
    if (of_ != PaperOf::kYear) return false;
    if (inside == "figures") return line.kind = LineKind::kFigures, true;
    const size_t by = inside.find(" by ");
    if (by == inside.npos) return false;
    line.kind = LineKind::kGroups;
    line.of = TrimBlanks(inside.substr(0, by));
    line.by = TrimBlanks(inside.substr(by + 4));
    if (!IsFigure(line.of)) Fault(inside, "register.unknown_figure", {line.of});
    const FigureOf* figure = definition_.FigureNamed(line.of);
    if (figure != nullptr && std::ranges::count(figure->group_by, line.by) == 0)
      Fault(inside.substr(by + 4), "register.cannot_group", {line.by});
    return true;
  }

  // "dispositions.letter: receiver, order"
  void Records(std::string_view text, PaperLine& line) {
    line.kind = LineKind::kRecords;
    const size_t dot = text.find('.'), colon = text.find(':');
    if (of_ != PaperOf::kRecord || dot == text.npos || colon == text.npos || colon < dot)
      return Fault(text, "register.paper_rows", {std::string(text)});
    line.of = TrimBlanks(text.substr(0, dot));
    line.by = TrimBlanks(text.substr(dot + 1, colon - dot - 1));
    for (const std::string_view column : Split(text.substr(colon + 1), ','))
      line.columns.emplace_back(TrimBlanks(column));
    if (!IsName(line.by)) Fault(text, "register.bad_name", {line.by});
  }

  void Spoken(std::string_view text, PaperLine& line) {
    for (const auto& [mark, kind] : {std::pair("# ", LineKind::kHeading), std::pair("- ", LineKind::kItem),
                                     std::pair("< ", LineKind::kLeft), std::pair("> ", LineKind::kRight)}) {
      const bool bare = text.size() == 1 && text[0] == mark[0] && kind != LineKind::kHeading;
      if (!StartsWith(text, mark) && !bare) continue;
      line.kind = kind;
      return Pieces(text.substr(bare ? 1 : 2), line);
    }
    const size_t colon = text.find(": ");
    if (colon != text.npos && colon <= kLongestLabel && text.find('{') > colon) {
      line.kind = LineKind::kRow;
      line.label = TrimBlanks(text.substr(0, colon));
      return Pieces(TrimBlanks(text.substr(colon + 1)), line);
    }
    Pieces(text, line);
  }

  void Pieces(std::string_view text, PaperLine& line) {
    while (!text.empty()) {
      const size_t open = text.find('{');
      if (open > 0) line.pieces.push_back({std::string(text.substr(0, open)), "", {}});
      if (open == text.npos) return;
      const size_t close = text.find('}', open);
      if (close == text.npos) return Fault(text.substr(open), "register.place_open");
      Place(text.substr(open + 1, close - open - 1), line);
      text.remove_prefix(close + 1);
    }
  }

  void Place(std::string_view inside, PaperLine& line) {
    if (StartsWith(inside, "x ")) {
      PaperPiece piece;
      piece.box = Condition(inside.substr(2));
      line.pieces.push_back(std::move(piece));
      return;
    }
    const std::string word(TrimBlanks(inside));
    const bool known = of_ == PaperOf::kYear ? IsYearPlace(word) : IsRecordPlace(word);
    if (!known)
      return Fault(inside, of_ == PaperOf::kYear ? "register.unknown_figure" : "register.unknown_place",
                   {word});
    line.pieces.push_back({"", word, {}});
  }

  bool IsRecordPlace(std::string_view word) const {
    for (const char* known : {"number", "made", "state", "unit", "government", "today"})
      if (word == known) return true;
    if (definition_.FieldNamed(word) != nullptr) return true;
    const size_t dot = word.find('.');
    if (dot == word.npos) return false;
    const std::string_view head = word.substr(0, dot), tail = word.substr(dot + 1);
    if (head == "note") return definition_.ActNamed(tail) != nullptr;
    if (definition_.ClockNamed(head) != nullptr) return tail == "due";
    const Field* link = definition_.FieldNamed(head);  // the other register is not known here
    return link != nullptr && link->type->name() == "link" && IsName(tail);
  }

  bool IsYearPlace(std::string_view word) const {
    return word == "year" || word == "government" || word == "today" || IsFigure(word);
  }

  bool IsFigure(std::string_view word) const {
    const size_t dot = word.find('.');
    if (dot != word.npos) return dot > 0 && IsName(word.substr(dot + 1));
    return definition_.FigureNamed(word) != nullptr;
  }

  const Definition& definition_;
  const expression::Names names_;
  const PaperOf of_;
  std::vector<PaperFault>& faults_;
  std::string_view whole_;
  int number_ = 0;
};

}  // namespace

PaperText ReadPaperText(std::string_view text, const Definition& definition, PaperOf of,
                        std::vector<PaperFault>& faults) {
  PaperText lines;
  Reader reader(definition, of, faults);
  int number = 0;
  for (const std::string_view whole : Split(text, '\n'))
    if (std::optional<PaperLine> line = reader.Read(whole, number++)) lines.push_back(std::move(*line));
  return lines;
}

}  // namespace sinergi::registers
