#include "modules/register/register_figures.h"

#include <algorithm>

namespace sinergi::registers {
namespace {

bool IsPersonal(const Definition& definition, std::string_view name) {
  const Field* field = definition.FieldNamed(name.substr(0, name.find('.')));
  return field != nullptr && field->personal;
}

bool UsesPersonal(const Definition& definition, const std::optional<expression::Expression>& expression) {
  if (!expression) return false;
  const std::vector<std::string> names = expression->NamesUsed();
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return IsPersonal(definition, name); });
}

}  // namespace

bool MaySeeFigure(const Definition& definition, const FigureOf& figure, bool personal) {
  if (personal) return true;
  return !IsPersonal(definition, figure.field) && !IsPersonal(definition, figure.dated_by) &&
         !UsesPersonal(definition, figure.where) && !UsesPersonal(definition, figure.share) &&
         !UsesPersonal(definition, figure.among);
}

bool MayGroupBy(const Definition& definition, std::string_view by, bool personal) {
  return personal || !IsPersonal(definition, by);
}

std::optional<Span> SpanOf(const kernel::Visit& v, std::string_view code) {
  if (const std::optional<Period> quarter = Period::Parse(code))
    return Span{std::string(code),
                v.T("registers.quarter", {QuarterRoman(quarter->quarter), std::to_string(quarter->year)}),
                DaysOf(*quarter)};
  const std::optional<Date> first =
      Date::Parse(code.size() == 4 ? std::string(code) + "-01-01" : std::string(code) + "-01");
  if (!first || first->year < 1900 || first->year > 2200) return {};
  if (code.size() == 4) return Span{std::string(code), std::string(code), DaysOfYear(first->year)};
  return Span{std::string(code),
              v.T("registers.month", {std::to_string(first->month), std::to_string(first->year)}),
              DaysOfMonth(first->year, first->month)};
}

std::vector<Span> QuartersOf(const kernel::Visit& v, int year) {
  std::vector<Span> spans;
  for (int quarter = 1; quarter <= 4; ++quarter) spans.push_back(*SpanOf(v, Period{year, quarter}.Code()));
  return spans;
}

std::vector<Span> MonthsOf(const kernel::Visit& v, int year) {
  std::vector<Span> spans;
  for (int month = 1; month <= 12; ++month)
    spans.push_back(*SpanOf(v, fmt::format("{:04}-{:02}", year, month)));
  return spans;
}

Result<FigureScope> ReadableScope(const RecordContext& context, const Definition& definition) {
  const UnitScope units = ReadableUnits(context, definition);
  if (units && units->empty()) return kernel::Forbidden();
  return FigureScope{units.value_or(std::vector<int64_t>())};
}

}  // namespace sinergi::registers
