// SampleRecord: what to type into a register so that its record is valid: made from the fields' types,
// options, patterns and bounds, so that a new register needs no test of its own.
//
//   testkit::SampleRecord sample(definition, {.unit = 7, .person = 3, .link = {}, .chosen = {{"kind",
//   "b"}}}); MakeRecord(c, context, definition, {7, sample.All(), ""});
//
// Texts of personal fields are one word each that stands nowhere else ("rahasiaqz1"). Values in `chosen` are
// typed as they are. Only for tests.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <functional>

#include "modules/register/code_list.h"
#include "modules/register/field/text_pattern.h"
#include "modules/register/record.h"

namespace sinergi::testkit {

class SampleRecord {
 public:
  struct With {
    int64_t unit = 0, person = 0;
    std::function<std::string(const registers::Field&)> link;  // id of a record; "" where there is none
    std::map<std::string, std::string> chosen = {};
  };
  SampleRecord(const registers::Definition& definition, With with)
      : definition_(definition), with_(std::move(with)) {}

  // Every field that is typed.
  registers::Typed All() const {
    registers::Typed typed;
    for (const registers::Field& field : definition_.fields) Add(field, typed);
    return typed;
  }
  // These of them.
  registers::Typed Of(const std::vector<std::string>& names) const {
    registers::Typed typed;
    for (const std::string& name : names) Add(*definition_.FieldNamed(name), typed);
    return typed;
  }

  // What is worth trying where a guard asks for something of a field.
  std::vector<std::string> Tries(const registers::Field& field) const {
    std::vector<std::string> tries = {TextFor(field)};
    const std::string_view type = field.type->name();
    for (const registers::FieldOption& option : field.options) tries.push_back(option.name);
    if (type == "yes_no") tries.insert(tries.end(), {"ya", "tidak"});
    if (type == "date") tries.insert(tries.end(), {"2023-03-06", "2025-03-05"});
    if (type == "number" || type == "percentage") tries.insert(tries.end(), {"0", "30", "100"});
    if (type == "money") tries.insert(tries.end(), {"0", "1000000000"});
    return tries;
  }

 private:
  static bool IsTyped(const registers::Field& field) {
    const std::string_view type = field.type->name();
    return !field.retired && type != "computed" && type != "files";
  }

  void Add(const registers::Field& field, registers::Typed& typed) const {
    const std::string text = IsTyped(field) ? TextFor(field) : "";
    if (!text.empty()) typed[field.name] = {text};
  }

  std::string TextFor(const registers::Field& field) const {
    const auto chosen = with_.chosen.find(field.name);
    return chosen != with_.chosen.end() ? chosen->second : Made(field);
  }

  std::string Made(const registers::Field& field) const {
    const std::string_view type = field.type->name();
    if (type == "text" || type == "long_text") return Words(field);
    if (type == "number" || type == "percentage") return std::to_string(field.least.value_or(0) / kMicro + 1);
    if (type == "money") return std::to_string(field.least.value_or(0) / 100 + 1);
    if (type == "date") return "2024-03-05";
    if (type == "time") return "07:45";
    if (type == "yes_no") return "ya";
    if (type == "choice" || type == "choices") return field.options.front().name;
    if (type == "region") return "53.04.12.2003";
    if (type == "location") return "-9.083, 124.892";
    if (type == "code") return registers::CodeList::Shipped(field.of).all().begin()->first;
    if (type == "unit") return std::to_string(with_.unit);
    if (type == "person") return std::to_string(with_.person);
    if (type == "link") return with_.link ? with_.link(field) : "";
    EXPECT_EQ(type, "table") << field.name;
    std::string row;
    for (const registers::Field& column : field.columns) row += (row.empty() ? "" : "\t") + Made(column);
    return row;
  }

  std::string Words(const registers::Field& field) const {
    if (!field.pattern.empty()) return Patterned(field);
    std::string text = field.personal ? "rahasiaqz" + std::to_string(&field - definition_.fields.data())
                                      : "Contoh " + field.name;
    while (static_cast<int64_t>(text.size()) < field.least.value_or(0)) text += "a";
    return text.substr(0, static_cast<size_t>(field.most.value_or(400)));
  }

  static std::string Patterned(const registers::Field& field) {
    static constexpr std::array<std::string_view, 10> kSamples = {
        "5304000000000001",     "530400000000000001",
        "+62 389 21000",        "warga@contoh.id",
        "https://contoh.go.id", "contoh.desa.id",
        "1.3.2.05.01",          "31415926",
        "01.234.567.8-901.000", "2024"};
    const auto pattern = registers::TextPattern::Read(field.pattern);
    for (const std::string_view sample : kSamples)
      if (pattern->Matches(sample)) return std::string(sample);
    ADD_FAILURE() << field.name << ": no sample matches " << field.pattern;
    return "";
  }

  const registers::Definition& definition_;
  With with_;
};

}  // namespace sinergi::testkit
