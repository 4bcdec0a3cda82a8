#include "modules/performance/form/form_roles.h"

#include <algorithm>

#include "base/decimal.h"
#include "modules/performance/form/form_columns.h"

namespace sinergi::performance::form {
namespace {

const Slot& At(const Form& form, int slot) {
  return form.slots[static_cast<size_t>(slot)];
}

bool ColumnExists(const Form& form, int number) {
  for (const Column& column : form.columns)
    if (column.number == number) return true;
  return false;
}

void CheckReferences(const Form& form, const Slot& slot, const files::Node& value, files::Faults& faults) {
  for (const Expression* reference : ColumnsOf(slot.expression)) {
    const int offset = static_cast<int>(reference->at) + files::QuoteOf(value);
    const std::string number = std::to_string(reference->column);
    const int target = form.SlotOf(reference->column, slot.side);
    if (!ColumnExists(form, reference->column)) {
      faults.Add(value.Mark(), "form.unknown_column", {number}, offset);
    } else if (target < 0) {
      faults.Add(value.Mark(), "form.column_side", {number, std::string(KeyOf(slot.side))}, offset);
    } else if (At(form, target).format == Format::kText) {
      faults.Add(value.Mark(), "form.column_is_text", {number}, offset);
    }
  }
}

// Depth-first: 1 on the way down, 2 done. True when `slot` leads back to a slot on the way.
bool LeadsBack(const Form& form, int slot, std::vector<int>& state) {
  int& mine = state[static_cast<size_t>(slot)];
  if (mine != 0) return mine == 1;
  mine = 1;
  for (const Expression* reference : ColumnsOf(At(form, slot).expression)) {
    const int next = form.SlotOf(reference->column, At(form, slot).side);
    if (next >= 0 && LeadsBack(form, next, state)) return true;
  }
  state[static_cast<size_t>(slot)] = 2;
  return false;
}

void Flatten(const Expression& e, std::vector<const Expression*>& terms) {
  if (e.kind == Expression::Kind::kBinary && e.op == '+') {
    Flatten(e.parts[0], terms);
    Flatten(e.parts[1], terms);
  } else {
    terms.push_back(&e);
  }
}

// The slots of a sum of columns; empty when the expression is anything else.
std::vector<int> SummedSlots(const Form& form, const Expression& e, Side side) {
  std::vector<const Expression*> terms;
  Flatten(e, terms);
  std::vector<int> slots;
  for (const Expression* term : terms) {
    if (term->kind != Expression::Kind::kColumn) return {};
    slots.push_back(form.SlotOf(term->column, side));
  }
  return slots;
}

// The quarters in order, each once.
bool AreQuarters(const Form& form, const std::vector<int>& slots) {
  int last = 0;
  for (const int slot : slots) {
    if (At(form, slot).source != Source::kRealisedQuarter || At(form, slot).quarter <= last) return false;
    last = At(form, slot).quarter;
  }
  return slots.size() > 1;
}

bool IsTarget(Source source) {
  return source == Source::kTargetRenstra || source == Source::kTargetYear ||
         source == Source::kTargetToDate || source == Source::kTarget || source == Source::kTargetEnd ||
         source == Source::kTargetOfRenstra;
}

bool IsRealised(const Slot& slot) {
  return slot.role == Role::kYearFigure || slot.role == Role::kAcrossYears ||
         slot.source == Source::kRealisedBefore || slot.source == Source::kRealisedQuarter ||
         slot.source == Source::kRealisedUpTo || slot.source == Source::kRealisedYear;
}

// [a]/[b]*100 with a realised and b promised.
std::vector<int> RateSlots(const Form& form, const Expression& e) {
  const auto is = [](const Expression& part, char op) {
    return part.kind == Expression::Kind::kBinary && part.op == op;
  };
  if (!is(e, '*') || !is(e.parts[0], '/') || e.parts[1].kind != Expression::Kind::kNumber) return {};
  const Expression& left = e.parts[0].parts[0];
  const Expression& right = e.parts[0].parts[1];
  if (e.parts[1].number_micro != 100 * kMicro || left.kind != Expression::Kind::kColumn ||
      right.kind != Expression::Kind::kColumn)
    return {};
  const int a = form.SlotOf(left.column, Side::kK);
  const int b = form.SlotOf(right.column, Side::kK);
  if (!IsRealised(At(form, a)) || !IsTarget(At(form, b).source)) return {};
  return {a, b};
}

// What was reached year by year, and for the running year what is promised.
bool IsOfYears(const Form& form, const std::vector<int>& slots) {
  const auto of_year = [&](int slot) {
    const Source source = At(form, slot).source;
    return source == Source::kRealisedUpTo || source == Source::kRealisedYear || source == Source::kTarget;
  };
  return slots.size() > 1 && IsRealised(At(form, slots[0])) &&
         std::all_of(slots.begin(), slots.end(), of_year);
}

bool JoinsYears(const Form& form, const std::vector<int>& slots) {
  if (IsOfYears(form, slots)) return true;
  return slots.size() == 2 && At(form, slots[0]).source == Source::kRealisedBefore &&
         At(form, slots[1]).role == Role::kYearFigure;
}

// True when a role was found.
bool FindRole(const Form& form, Slot& slot) {
  if (slot.side != Side::kK || slot.role != Role::kArithmetic) return false;
  std::vector<int> summed = SummedSlots(form, slot.expression, Side::kK);
  if (AreQuarters(form, summed)) {
    slot.role = Role::kYearFigure;
    slot.operands = std::move(summed);
  } else if (JoinsYears(form, summed)) {
    slot.role = Role::kAcrossYears;
    slot.operands = std::move(summed);
  } else if (std::vector<int> rate = RateSlots(form, slot.expression); !rate.empty()) {
    slot.role = Role::kRate;
    slot.operands = std::move(rate);
  } else {
    return false;
  }
  return true;
}

}  // namespace

void FollowReferences(const files::Node& columns, const Form& form, files::Faults& faults) {
  std::vector<int> state(form.slots.size(), 0);
  for (size_t i = 0; i < form.slots.size(); ++i) {
    const Slot& slot = form.slots[i];
    const files::Node value = columns[form.columns[slot.column].in_file][std::string(KeyOf(slot.side))];
    CheckReferences(form, slot, value, faults);
    if (state[i] == 0 && LeadsBack(form, static_cast<int>(i), state)) {
      faults.Add(value.Mark(), "form.circular", {std::to_string(form.columns[slot.column].written)});
      for (int& visited : state) visited = visited == 1 ? 2 : visited;
    }
  }
}

void FindRoles(Form& form) {
  // A rate may stand on a figure that stands on the quarters: as often as something new is found.
  for (bool found = true; found;) {
    found = false;
    for (Slot& slot : form.slots) found |= FindRole(form, slot);
  }
}

}  // namespace sinergi::performance::form
