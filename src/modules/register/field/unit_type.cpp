#include "modules/register/field/field_types.h"
#include "modules/register/field/id_type.h"

namespace sinergi::registers {
namespace {

// An agency, division or section, kept by its id.
class UnitField : public IdType {
 public:
  UnitField() : IdType("unit", "unit") {}

 protected:
  bool Exists(const Field&, int64_t id, const FieldContext& context) const override {
    return context.UnitExists(id);
  }
  std::string TitleOf(const Field&, int64_t id, const FieldContext& context) const override {
    return context.UnitName(id);
  }
};

}  // namespace

const FieldType& UnitType() {
  static const UnitField type;
  return type;
}

}  // namespace sinergi::registers
