#include <set>

#include "base/text.h"
#include "modules/register/field/field_types.h"
#include "modules/register/field/options.h"
#include "modules/register/field/simple_type.h"
#include "platform/files/label_text.h"

namespace sinergi::registers {
namespace {

// Several of the field's options, kept as "|a|b|" in the order of the file.
class ChoicesField : public FieldType {
 public:
  std::string_view name() const override { return "choices"; }
  std::string_view control() const override { return "choices"; }
  std::vector<ColumnOf> Columns(const Field&) const override { return {{"", true}}; }
  expression::Type TypeOf(const Field& field) const override {
    return {expression::Type::Kind::kChoices, OptionNames(field)};
  }
  void ReadKeys(const files::Node& map, Field& field, files::Faults& faults) const override {
    ReadOptions(map, field, faults);
  }

  Result<FieldValue> Read(const Field& field, std::span<const std::string> typed,
                          const FieldContext&) const override {
    std::set<std::string_view> chosen;
    for (const std::string& all : typed) {
      for (const std::string_view part : Split(all, ';')) {  // one cell of a workbook holds "web; surat"
        const std::string_view word = TrimBlanks(part);
        if (word.empty()) continue;
        const FieldOption* option = OptionTyped(field, word);
        if (option == nullptr) return FieldFault(field, "no_such_choice", {Shorten(word, 60)});
        chosen.insert(option->name);
      }
    }
    if (chosen.empty()) return FieldValue{{Cell()}, {}};
    std::string kept = "|";
    for (const FieldOption& option : field.options)
      if (chosen.contains(option.name)) kept += option.name + "|";
    return FieldValue{{Cell(kept)}, {}};
  }

  std::string Print(const Field& field, const FieldValue& value, const FieldContext&,
                    Lang lang) const override {
    std::string printed;
    for (const FieldOption* option : Chosen(field, value))
      printed += (printed.empty() ? "" : "; ") + InLanguage(option->title, lang);
    return printed;
  }
  std::string Plain(const Field& field, const FieldValue& value) const override {
    std::string plain;
    for (const FieldOption* option : Chosen(field, value)) plain += (plain.empty() ? "" : ";") + option->name;
    return plain;
  }
  expression::Value ValueOf(const Field& field, const FieldValue& value) const override {
    if (value.empty()) return {};
    expression::List list;
    for (const FieldOption* option : Chosen(field, value)) list.emplace_back(option->name);
    return list;
  }

 private:
  static std::vector<const FieldOption*> Chosen(const Field& field, const FieldValue& value) {
    std::vector<const FieldOption*> chosen;
    const std::string kept = TextOf(value);
    for (const std::string_view name : Split(kept, '|'))
      if (const FieldOption* option = OptionNamed(field, name)) chosen.push_back(option);
    return chosen;
  }
};

}  // namespace

const FieldType& ChoicesType() {
  static const ChoicesField type;
  return type;
}

}  // namespace sinergi::registers
