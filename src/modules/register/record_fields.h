// RecordFields: what field types look up while they read and print: units and people of the government,
// records of other registers, code lists. Made for one request, inside a Read or a Write.
#pragma once

#include "modules/register/code_list.h"
#include "modules/register/record.h"

namespace sinergi::registers {

class RecordFields : public FieldContext {
 public:
  RecordFields(sql::Connection& c, int64_t government_id, const kernel::UnitTree& units, NumberStyle style)
      : c_(c), government_id_(government_id), units_(units), style_(style) {}
  NumberStyle Style() const override { return style_; }
  bool CodeExists(std::string_view list, std::string_view code) const override;
  std::string CodeTitle(std::string_view list, std::string_view code, Lang lang) const override;
  bool UnitExists(int64_t unit_id) const override;
  std::string UnitName(int64_t unit_id) const override;
  bool PersonExists(int64_t account_id) const override;
  std::string PersonName(int64_t account_id) const override;
  bool RecordExists(std::string_view register_id, int64_t id) const override;
  std::string RecordTitle(std::string_view register_id, int64_t id) const override;

 private:
  sql::Connection& c_;
  int64_t government_id_;
  const kernel::UnitTree& units_;
  NumberStyle style_;
};

}  // namespace sinergi::registers
