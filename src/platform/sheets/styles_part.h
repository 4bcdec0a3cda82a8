// StylesPart: what xl/styles.xml says of each cell format, reduced to Style.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "platform/sheets/xml_part.h"

namespace sinergi::sheets {

// What a number format shows: "0.00%" a share, "dd/mm/yyyy" a date, "@" text. Letters in quotes do not count.
struct NumberFormatKind {
  bool text = false, percent = false, date = false;
};
NumberFormatKind ClassifyNumberFormat(std::string_view code);

class StylesPart : public XmlHandler {
 public:
  void Start(std::string_view name, const XmlAttributes& attributes) override;
  void End(std::string_view name) override;
  void Text(std::string_view) override {}
  std::vector<Style> Take();  // at least one

 private:
  void AddFormat(const XmlAttributes& attributes);

  std::vector<std::string> path_;
  std::unordered_map<int, NumberFormatKind> formats_;
  std::vector<bool> bold_fonts_;
  std::vector<Style> styles_;
};

}  // namespace sinergi::sheets
