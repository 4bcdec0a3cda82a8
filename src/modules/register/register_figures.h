// What the pages of figures share: which figures somebody may see, periods in addresses.
#pragma once

#include "modules/register/feed.h"
#include "modules/register/register_words.h"

namespace sinergi::registers {

// A figure over what is personal is for those who may see that: a count by it would tell it.
bool MaySeeFigure(const Definition& definition, const FigureOf& figure, bool personal);
bool MayGroupBy(const Definition& definition, std::string_view by, bool personal);

struct Span {
  std::string code, title;  // "2024", "2024-Q3", "2024-05"
  Days days;
};
std::optional<Span> SpanOf(const kernel::Visit& v, std::string_view code);
std::vector<Span> QuartersOf(const kernel::Visit& v, int year);
std::vector<Span> MonthsOf(const kernel::Visit& v, int year);

// The units whose records the visitor may count; refused where there are none.
Result<FigureScope> ReadableScope(const RecordContext& context, const Definition& definition);

}  // namespace sinergi::registers
