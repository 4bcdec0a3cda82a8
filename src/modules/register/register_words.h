// How records are written for people: cells of lists, titles of columns, due days with what they mean. Values
// of personal fields are printed only where `personal` says so; elsewhere they are dots.
#pragma once

#include <string>
#include <string_view>

#include "kernel/web.h"
#include "modules/register/field/options.h"
#include "modules/register/register_visit.h"

namespace sinergi::registers {

constexpr std::string_view kDots = "•••";
enum class Personal { kMasked, kShown };

struct Tagged {
  std::string text, tag;  // tag: "good", "warn", "bad" or none
};

const std::string& In(const kernel::Visit& v, const Label& label);

// "05/04/2024", and "3 hari lagi", "terlambat 2 hari", "tepat waktu".
std::string PrintDate(const Date& date);
std::string PrintMoment(const kernel::Visit& v, Instant at);
std::string DueDay(const ClockTimes& clock);
Tagged DueWords(const kernel::Visit& v, const ClockTimes& clock);

// Of a list's column: a field, "number", "state", "unit", "made", "<clock>.due".
std::string ColumnTitle(const kernel::Visit& v, const Definition& definition, std::string_view column);
// As a program reads it with kPoint, as people do otherwise. Files are counted, a table says its rows.
struct Printing {
  const kernel::Visit& v;
  const RecordContext& context;
  const Definition& definition;
  bool plain = false;
};
std::string PrintField(const Printing& how, const Record& record, const Field& field, Personal personal);
std::string PrintCell(const Printing& how, const Record& record, std::string_view column, Personal personal);

// What a record is called: its number and the title that its register names, without what is personal.
std::string RecordName(const Printing& how, const Record& record);
std::string_view StateTag(const State& state);  // "" of an open one, "good" of an ended one

// What a control of a form holds: decimals in Indonesian style, dates as the browser writes them.
std::string AsTyped(const Field& field, const FieldValue& value);

}  // namespace sinergi::registers
