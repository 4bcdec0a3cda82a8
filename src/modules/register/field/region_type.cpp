#include "modules/register/field/field_types.h"
#include "modules/register/field/simple_type.h"
#include "modules/register/field/text_pattern.h"

namespace sinergi::registers {
namespace {

constexpr std::string_view kList = "region";

// A region by its Kemendagri code: "53", "53.04", "53.04.12", "53.04.12.2003". Codes of regions that the list
// does not hold are taken as they are: the whole list of 83,000 villages is the region's own to load.
class RegionField : public SimpleType {
 public:
  RegionField() : SimpleType("region", "region", expression::Type::Kind::kText, true) {}

  std::string Print(const Field&, const FieldValue& value, const FieldContext& context,
                    Lang lang) const override {
    const std::string code = TextOf(value);
    const std::string title = code.empty() ? "" : context.CodeTitle(kList, code, lang);
    return title.empty() ? code : code + " " + title;
  }

 protected:
  Result<Cell> ReadOne(const Field& field, const std::string& typed, const FieldContext&) const override {
    const std::string code = typed.substr(0, typed.find(' '));
    for (const std::string_view form : {"[0-9]{2}", "[0-9]{2}\\.[0-9]{2}", "[0-9]{2}\\.[0-9]{2}\\.[0-9]{2}",
                                        "[0-9]{2}\\.[0-9]{2}\\.[0-9]{2}\\.[0-9]{4}"})
      if (TextPattern::Read(form)->Matches(code)) return Cell(code);
    return FieldFault(field, "not_a_region", {typed});
  }
};

}  // namespace

const FieldType& RegionType() {
  static const RegionField type;
  return type;
}

}  // namespace sinergi::registers
