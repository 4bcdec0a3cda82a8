// Figure source: where a realisation was taken over from, and whether what it rested on still says the same.
//
//   services.sources = registers::FigureSourcesOf(registers);   // by the application
//
// Performance knows nothing of registers; whoever feeds it is asked through this. A realisation is never
// changed by its source: pages show the difference, people decide.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>

#include "base/period.h"
#include "kernel/web.h"
#include "platform/sql/database.h"

namespace sinergi::performance {

struct FigureSource {
  std::string title;  // "Permohonan informasi publik: Dijawab tepat waktu"
  std::string url;    // of its page; "" where the visitor has none
  std::string taken;  // "94,12": what was taken over
  std::string now;    // what it would be today; "" where the visitor may not count it
  bool differs = false;
};

// Of these indicators in a quarter, those that were taken over; by indicator. Inside a Read.
using FigureSources = std::function<std::map<int64_t, FigureSource>(
    sql::Connection& c, const kernel::Visit& v, Period period, std::span<const int64_t> indicators)>;

// Section SOURCE of a row: SOURCE_TEXT with SOURCE_URL, and SOURCE_MOVED with SOURCE_MOVED_TEXT.
void FillSource(const kernel::Visit& v, const FigureSource& source, ctemplate::TemplateDictionary& row);

}  // namespace sinergi::performance
