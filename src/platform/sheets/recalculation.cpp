#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "platform/sheets/formula.h"
#include "platform/sheets/formula_evaluator.h"

namespace sinergi::sheets {
namespace {

struct Place {
  size_t sheet = 0;
  CellRef ref;
};

uint64_t KeyOf(const Place& place) {
  return static_cast<uint64_t>(place.sheet) << 40 | static_cast<uint64_t>(place.ref.row) << 16 |
         static_cast<uint64_t>(place.ref.column);
}

struct Area {
  size_t sheet = 0;
  CellRange range;
};

// A formula cell under way: its areas are walked cell by cell, without recursion.
struct Frame {
  Place place;
  std::vector<Area> areas;
  size_t area = 0;
  int row = -1, column = 0;  // next cell to look at in the area; row -1: at its start
  bool self = false;         // names itself
};

// A formula cell once met: Tarjan's numbers while it is under way, its value afterwards.
struct Entry {
  int index = 0, low = 0;
  bool done = false;
  Computed computed;
};

}  // namespace

struct Recalculation::Impl {
  explicit Impl(const Workbook& workbook) : book(workbook) {
    for (size_t i = 0; i < book.sheets.size(); ++i) sheets.emplace(LowerAscii(book.sheets[i].name), i);
  }

  std::optional<size_t> SheetByName(const std::string& name) const {
    const auto found = sheets.find(LowerAscii(name));
    return found == sheets.end() ? std::nullopt : std::optional(found->second);
  }

  FormulaScope Scope(size_t sheet, std::optional<CellRef> at, bool array) {
    return {book,
            sheet,
            at,
            array,
            [this](size_t s, CellRef ref, const Cell& cell) {
              return Value({s, ref}, cell);
            },
            [this](const std::string& name) { return SheetByName(name); },
            work};
  }

  // Known by now: everything that a formula names is computed before it.
  FormulaValue Value(const Place& place, const Cell& cell) const {
    if (cell.formula.empty()) return ValueOfCell(cell);
    const auto entry = entries.find(KeyOf(place));
    return entry == entries.end() ? FormulaValue::Unknown() : ValueOf(entry->second.computed);
  }

  std::vector<Area> AreasOf(const Formula& formula, size_t sheet) {
    std::vector<Area> areas;
    EachReference(formula, [&](const Formula& node) {
      const auto other = node.sheet.empty() ? std::optional(sheet) : SheetByName(node.sheet);
      if (other) areas.push_back({*other, node.range});
    });
    work -= static_cast<int64_t>(areas.size());
    return areas;
  }

  // Everything that `place` depends on, then itself.
  void Visit(const Place& place) {
    if (entries.contains(KeyOf(place))) return;
    Enter(place);
    while (!frames.empty()) {
      if (const auto next = NextFormula(frames.back()))
        Meet(*next);
      else
        Leave();
    }
  }

  void Enter(const Place& place) {
    Entry& entry = entries[KeyOf(place)];
    entry.index = entry.low = ++met;
    open.push_back(place);
    const Cell& cell = *book.sheets[place.sheet].At(place.ref);
    frames.push_back({place, AreasOf(ParseFormula(cell.formula), place.sheet)});
    held += frames.back().areas.size();
    if (held > kMostHeld) work = 0;
  }

  void Meet(const Place& place) {
    Entry& from = entries[KeyOf(frames.back().place)];
    const auto found = entries.find(KeyOf(place));
    if (found == entries.end()) return Enter(place);
    if (KeyOf(place) == KeyOf(frames.back().place)) frames.back().self = true;
    if (!found->second.done) from.low = std::min(from.low, found->second.index);
  }

  // The next cell with a formula in the areas of the frame.
  std::optional<Place> NextFormula(Frame& frame) {
    for (; frame.area < frame.areas.size(); ++frame.area, frame.row = -1) {
      const Area& area = frame.areas[frame.area];
      if (frame.row < 0) frame.row = area.range.from.row, frame.column = area.range.from.column;
      if (const auto place = NextInArea(frame, area)) return place;
    }
    return std::nullopt;
  }

  std::optional<Place> NextInArea(Frame& frame, const Area& area) {
    const auto& rows = book.sheets[area.sheet].rows;
    const auto before = [](const auto& cell, int column) { return cell.first < column; };
    const int last = std::min(area.range.to.row, static_cast<int>(rows.size()) - 1);
    for (; frame.row <= last; ++frame.row, frame.column = area.range.from.column) {
      const auto& cells = rows[static_cast<size_t>(frame.row)].cells;
      if (--work < 0) return std::nullopt;
      auto at = std::lower_bound(cells.begin(), cells.end(), frame.column, before);
      for (; at != cells.end() && at->first <= area.range.to.column && --work >= 0; ++at) {
        frame.column = at->first + 1;
        if (!at->second.formula.empty()) return Place{area.sheet, {frame.row, at->first}};
      }
    }
    return std::nullopt;
  }

  // Ends the last frame. When its cell began a group of cells that need each other, the group is closed: one
  // cell alone is computed, more are circular.
  void Leave() {
    const Frame frame = std::move(frames.back());
    frames.pop_back();
    held -= frame.areas.size();
    const Entry ended = entries[KeyOf(frame.place)];
    if (!frames.empty()) {
      Entry& above = entries[KeyOf(frames.back().place)];
      above.low = std::min(above.low, ended.low);
    }
    if (ended.low != ended.index) return;
    const bool alone = KeyOf(open.back()) == KeyOf(frame.place) && !frame.self;
    if (alone) entries[KeyOf(frame.place)].computed = Compute(frame.place);
    for (bool more = true; more; open.pop_back()) {
      more = KeyOf(open.back()) != KeyOf(frame.place);
      entries[KeyOf(open.back())].done = true;
      if (!alone) circular.emplace_back(open.back().sheet, open.back().ref);
    }
  }

  Computed Compute(const Place& place) {
    const Cell& cell = *book.sheets[place.sheet].At(place.ref);
    return Run(ParseFormula(cell.formula), Scope(place.sheet, place.ref, cell.array_formula));
  }

  Computed Run(const Formula& formula, const FormulaScope& scope) {
    FormulaValue value = FormulaEvaluator(scope).Evaluate(formula);
    if (value.kind == FormulaValue::Kind::kBlank) value = FormulaValue::Number(0);
    work -= static_cast<int64_t>(value.text.size());
    return work < 0 ? Computed{} : ToComputed(value);
  }

  static constexpr size_t kMostHeld = 4'000'000;

  const Workbook& book;
  std::unordered_map<std::string, size_t> sheets;
  std::unordered_map<uint64_t, Entry> entries;
  std::vector<Frame> frames;
  std::vector<Place> open;  // met, and not yet in a closed group
  std::vector<std::pair<size_t, CellRef>> circular;
  int met = 0;
  size_t held = 0;  // areas in frames
  int64_t work = 100'000'000;
};

Recalculation::Recalculation(const Workbook& book) : impl_(std::make_unique<Impl>(book)) {}
Recalculation::~Recalculation() = default;

Computed Recalculation::Of(size_t sheet, CellRef ref) {
  const Cell* cell = sheet < impl_->book.sheets.size() ? impl_->book.sheets[sheet].At(ref) : nullptr;
  if (cell == nullptr) return {};
  if (cell->formula.empty()) return ToComputed(ValueOfCell(*cell));
  impl_->Visit({sheet, ref});
  return impl_->entries[KeyOf({sheet, ref})].computed;
}

Computed Recalculation::Evaluate(size_t sheet, const Formula& formula) {
  if (sheet >= impl_->book.sheets.size()) return {};
  Frame all{{sheet, {}}, impl_->AreasOf(formula, sheet)};
  while (const auto next = impl_->NextFormula(all)) impl_->Visit(*next);
  return impl_->Run(formula, impl_->Scope(sheet, std::nullopt, false));
}

const std::vector<std::pair<size_t, CellRef>>& Recalculation::circular() const {
  return impl_->circular;
}

}  // namespace sinergi::sheets
