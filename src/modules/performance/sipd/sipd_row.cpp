#include "modules/performance/sipd/sipd_row.h"

#include <boost/json/serialize.hpp>

#include "base/text.h"

namespace sinergi::performance::sipd {
namespace {

constexpr int64_t kMostRupiah = 100'000'000'000'000;
constexpr size_t kShown = 120;  // bytes of the file that a finding repeats

std::string Printed(const boost::json::value& value) {
  return Shorten(boost::json::serialize(value), kShown);
}

}  // namespace

void Findings::Add(std::string_view kind, Severity severity, std::string cell, std::string found,
                   std::string expected, std::vector<std::string> more) {
  Finding finding;
  finding.kind = "sipd_" + std::string(kind);
  finding.severity = severity;
  finding.sheet = file_;
  finding.args = {cell, Shorten(FoldBlanks(found), kShown), expected};
  for (std::string& arg : more) finding.args.push_back(std::move(arg));
  finding.cell = std::move(cell);
  finding.found = std::move(found);
  finding.expected = std::move(expected);
  all_.push_back(std::move(finding));
}

std::string SipdRow::Place(std::string_view key) const {
  return "[" + std::to_string(index_) + "]." + std::string(key);
}

std::string SipdRow::Text(std::string_view key) const {
  const boost::json::value* value = row_.if_contains(boost::json::string_view(key.data(), key.size()));
  if (value == nullptr || value->is_null()) return "";
  if (!value->is_string()) {
    findings_->Add("not_text", Severity::kFault, Place(key), Printed(*value));
    return "";
  }
  const boost::json::string& text = value->get_string();
  return std::string(TrimBlanks(std::string_view(text.data(), text.size())));
}

std::string SipdRow::Scalar(std::string_view key) const {
  const boost::json::value* value = row_.if_contains(boost::json::string_view(key.data(), key.size()));
  if (value == nullptr) return "";
  if (value->is_number()) return boost::json::serialize(*value);
  return value->is_string() ? Text(key) : "";
}

std::string SipdRow::Name(std::string_view key) const {
  const std::string text = Text(key);
  std::string clean = FoldBlanks(text);
  if (text.find_first_of("\r\n") != std::string::npos)
    findings_->Add("name_cleaned", Severity::kNote, Place(key), text, clean);
  return clean;
}

std::optional<int64_t> SipdRow::Whole(std::string_view key) const {
  const boost::json::value* value = row_.if_contains(boost::json::string_view(key.data(), key.size()));
  if (value == nullptr || value->is_null()) return {};
  if (const int64_t* whole = value->if_int64()) return *whole;
  findings_->Add("not_whole", Severity::kFault, Place(key), Printed(*value));
  return {};
}

std::optional<Money> SipdRow::Amount(std::string_view key) const {
  const std::optional<int64_t> rupiah = Whole(key);
  if (!rupiah) return {};
  if (*rupiah < 0 || *rupiah > kMostRupiah) {
    findings_->Add("amount_bad", Severity::kFault, Place(key), std::to_string(*rupiah));
    return {};
  }
  return Money::Rupiah(*rupiah);
}

std::vector<std::string> Paragraphs(std::string_view text) {
  std::vector<std::string> parts;
  std::string part;
  const auto end = [&] {
    if (std::string folded = FoldBlanks(part); !folded.empty()) parts.push_back(std::move(folded));
    part.clear();
  };
  for (const std::string_view line : Split(text, '\n')) {
    if (TrimBlanks(line).empty()) {
      end();
    } else {
      part += std::string(line) + " ";
    }
  }
  end();
  return parts;
}

}  // namespace sinergi::performance::sipd
