// Reads one XML part of a package, piece by piece: start of an element, text, end of an element.
//
// Namespaces are told apart by nobody who writes workbooks the same way, so names come without their prefix.
// DOCTYPE, entities, depth over 128 and single tags over 1 MB are refused. One thread at a time.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/sheets/zip_package.h"

namespace sinergi::sheets {

class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  std::optional<std::string_view> Find(std::string_view name) const;
  std::string_view Text(std::string_view name) const { return Find(name).value_or(std::string_view()); }
  bool True(std::string_view name) const;               // "1" or "true"
  std::optional<int> Int(std::string_view name) const;  // 0 to 999,999,999

 private:
  const char** pairs_;
};

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void Start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void End(std::string_view name) = 0;
  virtual void Text(std::string_view text) = 0;

  // Stops reading with this error; sheets.bad_xml without args gets part and line.
  void Refuse(Error error) {
    if (!refused_) refused_ = std::move(error);
  }
  void RefuseXml(std::string detail) {
    Refuse({ErrorKind::kInvalid, "sheets.bad_xml", {}, {}, std::move(detail)});
  }
  const std::optional<Error>& refused() const { return refused_; }

 private:
  std::optional<Error> refused_;
};

Status ReadXmlPart(ZipPackage& package, const std::string& part, XmlHandler& handler);

// A whole number from its digits alone; empty when it is none or has more than nine digits.
std::optional<int> ReadInt(std::string_view digits);

}  // namespace sinergi::sheets
