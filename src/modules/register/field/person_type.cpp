#include "modules/register/field/field_types.h"
#include "modules/register/field/id_type.h"

namespace sinergi::registers {
namespace {

// Somebody with an account, kept by its id.
class PersonField : public IdType {
 public:
  PersonField() : IdType("person", "person") {}

 protected:
  bool Exists(const Field&, int64_t id, const FieldContext& context) const override {
    return context.PersonExists(id);
  }
  std::string TitleOf(const Field&, int64_t id, const FieldContext& context) const override {
    return context.PersonName(id);
  }
};

}  // namespace

const FieldType& PersonType() {
  static const PersonField type;
  return type;
}

}  // namespace sinergi::registers
