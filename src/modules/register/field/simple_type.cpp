#include "modules/register/field/simple_type.h"

#include <algorithm>

#include "base/text.h"

namespace sinergi::registers {

Error FieldFault(const Field& field, std::string_view code, std::vector<std::string> args) {
  const std::string whole = "register.field." + std::string(code);
  return {ErrorKind::kInvalid, "register.record_invalid", {}, {{field.name, whole, std::move(args)}}, {}};
}

std::string TextOf(const FieldValue& value) {
  const std::string* text = value.cells.empty() ? nullptr : std::get_if<std::string>(&value.cells[0]);
  return text == nullptr ? "" : *text;
}

std::optional<int64_t> NumberOf(const FieldValue& value) {
  const int64_t* number = value.cells.empty() ? nullptr : std::get_if<int64_t>(&value.cells[0]);
  return number == nullptr ? std::nullopt : std::optional<int64_t>(*number);
}

std::string PrintNumber(int64_t micro, bool grouped) {
  if (grouped) return PrintDecimal(micro, 6, 6, Zeros::kTrim);
  std::string text = PlainDecimal(micro, 6, Zeros::kTrim);
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

void ReadBounds(const files::Node& map, int places, Field& field, files::Faults& faults) {
  for (const char* key : {"min", "max"}) {
    const files::Node node = map[key];
    if (!node) continue;
    const std::optional<int64_t> number =
        node.IsScalar() ? ReadDecimal(node.Scalar(), places, NumberStyle::kPoint) : std::nullopt;
    if (!number) faults.Add(node.Mark(), "data_file.bad_number", {key});
    (std::string_view(key) == "min" ? field.least : field.most) = number;
  }
  if (field.least && field.most && *field.least > *field.most)
    faults.Add(map["min"].Mark(), "register.bounds_crossed");
}

std::optional<Error> OutOfBounds(const Field& field, int64_t number, std::string (*print)(int64_t)) {
  if (field.least && number < *field.least) return FieldFault(field, "too_small", {print(*field.least)});
  if (field.most && number > *field.most) return FieldFault(field, "too_large", {print(*field.most)});
  return {};
}

std::optional<Date> ReadDay(std::string_view typed) {
  std::optional<Date> day = Date::Parse(typed);
  if (!day) {
    const std::vector<std::string_view> parts = Split(typed, typed.find('/') != typed.npos ? '/' : '-');
    if (parts.size() != 3 || parts[0].size() > 2 || parts[1].size() > 2 || parts[2].size() != 4) return {};
    const auto two = [](std::string_view part) { return (part.size() == 1 ? "0" : "") + std::string(part); };
    day = Date::Parse(std::string(parts[2]) + "-" + two(parts[1]) + "-" + two(parts[0]));
  }
  return day && day->year >= 1900 && day->year <= 2200 ? day : std::nullopt;
}

std::string PrintDay(const Date& day) {
  const std::string iso = day.Iso();
  return iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
}

Result<FieldValue> SimpleType::Read(const Field& field, std::span<const std::string> typed,
                                    const FieldContext& context) const {
  if (typed.size() > 1) return FieldFault(field, "one_only");
  const std::string text = typed.empty() ? "" : std::string(TrimBlanks(typed[0]));
  if (text.empty()) return FieldValue{{Cell()}, {}};
  if (!IsValidUtf8(text) || text.find('\0') != text.npos) return FieldFault(field, "not_text");
  Result<Cell> cell = ReadOne(field, text, context);
  if (!cell.ok()) return cell.error();
  return FieldValue{{std::move(*cell)}, {}};
}

std::string SimpleType::Print(const Field& field, const FieldValue& value, const FieldContext&, Lang) const {
  return Plain(field, value);
}

std::string SimpleType::Plain(const Field&, const FieldValue& value) const {
  return TextOf(value);
}

expression::Value SimpleType::ValueOf(const Field&, const FieldValue& value) const {
  const std::string text = TextOf(value);
  return text.empty() ? expression::Value() : expression::Value(text);
}

}  // namespace sinergi::registers
