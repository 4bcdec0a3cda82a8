#include "modules/performance/form/table_cells.h"

#include "base/ensure.h"
#include "modules/performance/form/arithmetic.h"
#include "modules/performance/form/performance_cells.h"
#include "modules/performance/form/text_cells.h"

namespace sinergi::performance::form {
namespace {

// Row by row, each slot once, those it stands on first.
class RowMaker {
 public:
  RowMaker(const CellContext& context, int row)
      : context_(context),
        at_(row),
        row_(context.rows.rows[static_cast<size_t>(row)]),
        cells_(context.form.slots.size()),
        figures_(context.form.slots.size()),
        done_(context.form.slots.size(), false) {}

  std::vector<Cell> Make() {
    for (int slot = 0; slot < static_cast<int>(cells_.size()); ++slot) MakeSlot(slot);
    return std::move(cells_);
  }

 private:
  const Slot& SlotAt(int slot) const { return context_.form.slots[static_cast<size_t>(slot)]; }

  void MakeSlot(int index) {
    if (done_[static_cast<size_t>(index)]) return;
    done_[static_cast<size_t>(index)] = true;
    const Slot& slot = SlotAt(index);
    for (const int operand : slot.operands) MakeSlot(operand);
    for (const Expression* reference : ColumnsOf(slot.expression))
      MakeSlot(context_.form.SlotOf(reference->column, slot.side));
    Cell& cell = cells_[static_cast<size_t>(index)];
    if (slot.side == Side::kSingle) {
      cell = slot.role == Role::kSource ? TextCell(context_, at_, slot) : ArithmeticCell(index);
    } else if (slot.side == Side::kK) {
      if (row_.indicator >= 0) cell = PerformanceCell(index);
    } else if (row_.first) {
      cell = slot.role == Role::kSource ? MoneyCell(index) : ArithmeticCell(index);
    }
  }

  Cell PerformanceCell(int index) {
    const Slot& slot = SlotAt(index);
    if (slot.role == Role::kArithmetic) return ArithmeticCell(index);
    const Indicator& indicator = context_.plan.indicators[static_cast<size_t>(row_.indicator)];
    const PerformanceRow row{indicator, context_.evaluation.period, at_, IsMeasured(slot)};
    Figure& figure = figures_[static_cast<size_t>(index)];
    if (slot.role == Role::kRate)
      return RateCell(row, slot, FigureAt(slot.operands[0]), FigureAt(slot.operands[1]));
    if (slot.role == Role::kAcrossYears) {
      figure = FigureAt(slot.operands[0]);
      for (size_t i = 1; i < slot.operands.size(); ++i)
        figure = JoinYears(indicator, figure, FigureAt(slot.operands[i]));
      return JoinedCell(row, slot, figure);
    }
    const bool year = slot.role == Role::kYearFigure;
    figure = year ? YearFigure(indicator, row.period) : SourceFigure(slot, indicator);
    return year ? YearCell(row, slot, figure) : TypedCell(row, figure);
  }

  // Whether anybody measured in the year that a rate's realisation is of.
  bool IsMeasured(const Slot& slot) const {
    if (slot.role != Role::kRate || !context_.facts) return true;
    const Slot& realised = SlotAt(slot.operands[0]);
    return realised.role == Role::kSource &&
           context_.facts->measured_years.contains(context_.facts->YearOf(realised));
  }

  Figure SourceFigure(const Slot& slot, const Indicator& indicator) const {
    if (context_.facts && slot.source != Source::kBaseline)
      return DocumentFigureOf(slot, *context_.facts, static_cast<size_t>(row_.indicator));
    return FigureOf(slot, indicator, context_.evaluation.period);
  }

  std::optional<Money> SourceMoney(const Slot& slot, int row) const {
    const size_t node = static_cast<size_t>(context_.rows.rows[static_cast<size_t>(row)].node);
    if (context_.facts) return DocumentMoneyOf(slot, *context_.facts, node);
    return MoneyOf(slot, context_.evaluation.nodes[node].budget, context_.evaluation.period);
  }

  Cell MoneyCell(int index) {
    const Slot& slot = SlotAt(index);
    const std::optional<Money> money = SourceMoney(slot, at_);
    Cell cell;
    if (!money) return cell;
    cell.value = Decimal{money->sen(), 2};
    cell.text = PrintValue(*cell.value, Format::kMoney);
    std::vector<CellFormula> below;
    for (const int child : context_.rows.children[static_cast<size_t>(at_)])
      if (SourceMoney(slot, child)) below.push_back(CellAt(child, index));
    if (!below.empty()) cell.formula = CallOverMany("SUM", std::move(below));
    return cell;
  }

  Cell ArithmeticCell(int index) {
    const auto operand = [this](int slot) {
      const Cell& cell = cells_[static_cast<size_t>(slot)];
      Operand out;
      if (cell.value) {
        const Int128 scale = cell.value->places == 2 ? 100 : kMicro;
        out.value = Ratio::Of(cell.value->units, scale);
      }
      out.text = !cell.value && !cell.text.empty() && !cell.formula;
      return out;
    };
    return ComputeCell(context_.form, index, at_, operand);
  }

  const Figure& FigureAt(int slot) const { return figures_[static_cast<size_t>(slot)]; }

  const CellContext& context_;
  int at_;
  const Row& row_;
  std::vector<Cell> cells_;
  std::vector<Figure> figures_;
  std::vector<bool> done_;
};

}  // namespace

Cell NothingCell() {
  Cell cell;
  cell.text = "–";
  return cell;
}

std::vector<Cell> CellsOfRow(const CellContext& context, int row) {
  return RowMaker(context, row).Make();
}

}  // namespace sinergi::performance::form
