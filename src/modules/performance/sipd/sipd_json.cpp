#include "modules/performance/sipd/sipd_json.h"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "base/text.h"

namespace sinergi::performance::sipd {
namespace {

constexpr size_t kMostBytes = 32 << 20;
constexpr size_t kMostRows = 20'000;
constexpr size_t kDepth = 16;

Result<boost::json::value> ParseJson(std::string_view json) {
  if (json.size() > kMostBytes) return SipdRefusal("sipd.too_large", {std::to_string(kMostBytes >> 20)});
  if (json.starts_with("\xEF\xBB\xBF")) json.remove_prefix(3);
  // A NUL is no character of a name, however it is written: PostgreSQL cannot keep it.
  const bool nul =
      json.find('\0') != std::string_view::npos || json.find("\\u0000") != std::string_view::npos;
  if (nul || !IsValidUtf8(json)) return SipdRefusal("sipd.bad_encoding");
  boost::json::parse_options options;
  options.max_depth = kDepth;
  boost::json::error_code error;
  boost::json::value value =
      boost::json::parse(boost::json::string_view(json.data(), json.size()), error, {}, options);
  if (error) return SipdRefusal("sipd.bad_json", {error.message()});
  return value;
}

}  // namespace

Error SipdRefusal(std::string_view code, std::vector<std::string> args) {
  const bool size = code == "sipd.too_large" || code == "sipd.too_many_rows";
  return {size ? ErrorKind::kTooLarge : ErrorKind::kInvalid, std::string(code), std::move(args), {}, {}};
}

Result<boost::json::array> ParseSipdRows(std::string_view json) {
  Result<boost::json::value> value = ParseJson(json);
  if (!value.ok()) return value.error();
  boost::json::object* object = value->if_object();
  boost::json::value* rows = object ? object->if_contains("data") : &value.value();
  if (rows == nullptr || !rows->is_array() || rows->get_array().empty()) return SipdRefusal("sipd.not_rows");
  if (rows->get_array().size() > kMostRows)
    return SipdRefusal("sipd.too_many_rows", {std::to_string(kMostRows)});
  return std::move(rows->get_array());
}

std::vector<SipdRow> ReadSipdRows(const boost::json::array& array, Findings& findings) {
  std::vector<SipdRow> rows;
  for (size_t i = 0; i < array.size(); ++i) {
    const int index = static_cast<int>(i);
    if (const boost::json::object* object = array[i].if_object())
      rows.emplace_back(*object, index, findings);
    else
      findings.Add("not_a_row", Severity::kFault, "[" + std::to_string(index) + "]");
  }
  return rows;
}

}  // namespace sinergi::performance::sipd
