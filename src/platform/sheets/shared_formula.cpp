#include "platform/sheets/shared_formula.h"

#include "platform/sheets/reference_text.h"

namespace sinergi::sheets {
namespace {

class Shifter {
 public:
  Shifter(std::string_view formula, int rows, int columns) : rest_(formula), rows_(rows), columns_(columns) {}

  std::string Run() {
    out_.reserve(rest_.size() + 8);
    while (!rest_.empty()) Step();
    return std::move(out_);
  }

 private:
  void Copy(size_t n) {
    out_ += rest_.substr(0, n);
    rest_.remove_prefix(n);
  }

  void Step() {
    const char c = rest_[0];
    if (c == '"' || c == '\'') return Copy(QuotedRun(rest_));
    if (c == '[') return Copy(BracketRun());
    if (c == '#') return Copy(1 + NameRun(rest_.substr(1)));
    if (const size_t n = NameRun(rest_)) return Name(n);
    Copy(1);
  }

  // "[Column]" of a table or "[1]" of another workbook, with brackets inside.
  size_t BracketRun() const {
    int depth = 0;
    for (size_t i = 0; i < rest_.size(); ++i) {
      if (rest_[i] == '[') ++depth;
      if (rest_[i] == ']' && --depth == 0) return i + 1;
    }
    return rest_.size();
  }

  void Name(size_t n) {
    const char next = n < rest_.size() ? rest_[n] : '\0';
    const auto ref = ReadReference(rest_.substr(0, n));
    if (!ref || next == '(' || next == '!' || next == '[') return Copy(n);
    if (!ref->IsCell()) return WholeLines(n, *ref);
    out_ += ref->Shifted(rows_, columns_);
    rest_.remove_prefix(n);
  }

  // "A:C" or "6:9": only both halves together are a reference; a lone "6" is a number, a lone "A" a name.
  void WholeLines(size_t n, const ReferenceText& from) {
    if (n + 1 >= rest_.size() || rest_[n] != ':') return Copy(n);
    const size_t m = NameRun(rest_.substr(n + 1));
    const auto to = ReadReference(rest_.substr(n + 1, m));
    if (!to || (to->row < 0) != (from.row < 0) || (to->column < 0) != (from.column < 0)) return Copy(n);
    out_ += from.Shifted(rows_, columns_) + ":" + to->Shifted(rows_, columns_);
    rest_.remove_prefix(n + 1 + m);
  }

  std::string_view rest_;
  int rows_, columns_;
  std::string out_;
};

}  // namespace

std::string ShiftFormula(std::string_view formula, int rows, int columns) {
  return Shifter(formula, rows, columns).Run();
}

}  // namespace sinergi::sheets
