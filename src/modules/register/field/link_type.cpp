#include "modules/register/field/field_types.h"
#include "modules/register/field/id_type.h"

namespace sinergi::registers {
namespace {

// A record of another register, or a node of the plan ("of: plan"), kept by its id.
class LinkField : public IdType {
 public:
  LinkField() : IdType("link", "link") {}

  void ReadKeys(const files::Node& map, Field& field, files::Faults& faults) const override {
    field.of = files::RequiredText(map, "of", faults);
  }

 protected:
  bool Exists(const Field& field, int64_t id, const FieldContext& context) const override {
    return context.RecordExists(field.of, id);
  }
  std::string TitleOf(const Field& field, int64_t id, const FieldContext& context) const override {
    return context.RecordTitle(field.of, id);
  }
};

}  // namespace

const FieldType& LinkType() {
  static const LinkField type;
  return type;
}

}  // namespace sinergi::registers
