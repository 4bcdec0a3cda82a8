// PackageParts: all parts of an XLSX file in memory, to change a few and write the file again. Only for files
// that sheets::ReadXlsx has accepted (its limits hold).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sinergi::performance {

class PackageParts {
 public:
  static std::optional<PackageParts> Read(std::string_view bytes);
  std::string* Find(std::string_view name);  // null: no such part
  void Put(const std::string& name, const std::string& bytes) { parts_.emplace_back(name, bytes); }
  void Remove(std::string_view name);
  std::optional<std::string> Write() const;

 private:
  std::vector<std::pair<std::string, std::string>> parts_;
};

}  // namespace sinergi::performance
