#include "modules/performance/sipd/sipd_codes.h"

#include "base/text.h"

namespace sinergi::performance::sipd {
namespace {

constexpr size_t kDigits[] = {1, 2, 2, 1, 2, 4};
constexpr size_t kParts[] = {1, 2, 3, 5, 6};  // by level

std::string FirstParts(std::string_view code, size_t count) {
  size_t at = 0;
  for (size_t i = 0; i < count && at != std::string_view::npos; ++i) at = code.find('.', i == 0 ? 0 : at + 1);
  return std::string(code.substr(0, at));
}

// The sub-activity's code as it stands; mended by the activity's when only zeros were lost.
std::optional<std::string> WholeCode(const SipdRow& row) {
  const std::string code = row.Text("kode_sub_giat");
  const std::string place = row.Place("kode_sub_giat");
  if (planning::LevelOfCode(code) == planning::NodeLevel::kSubActivity && IsComplete(code)) return code;
  const std::string activity = row.Text("kode_giat");
  const std::string above = FirstParts(code, 5);
  if (planning::LevelOfCode(activity) == planning::NodeLevel::kActivity && IsComplete(activity) &&
      LostZeros(above, activity)) {
    const std::string mended = activity + code.substr(above.size());
    if (planning::LevelOfCode(mended) == planning::NodeLevel::kSubActivity && IsComplete(mended)) {
      row.findings().Add("code_mended", Severity::kNote, place, code, mended);
      return mended;
    }
  }
  row.findings().Add("code_bad", Severity::kFault, place, code);
  return {};
}

}  // namespace

bool IsComplete(std::string_view code) {
  const std::vector<std::string_view> parts = Split(code, '.');
  if (parts.size() > std::size(kDigits)) return false;
  for (size_t i = 0; i < parts.size(); ++i)
    if (parts[i].size() != kDigits[i] && !(i == 5 && parts[i].size() == 2)) return false;
  return true;
}

bool LostZeros(std::string_view shorter, std::string_view whole) {
  const std::vector<std::string_view> a = Split(shorter, '.'), b = Split(whole, '.');
  if (a.size() != b.size()) return false;
  bool lost = false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i]) continue;
    const bool zeros = !a[i].empty() && b[i].starts_with(a[i]) &&
                       b[i].find_first_not_of('0', a[i].size()) == std::string_view::npos;
    if (!zeros) return false;
    lost = true;
  }
  return lost;
}

std::optional<Codes> CodesOf(const SipdRow& row) {
  const std::optional<std::string> whole = WholeCode(row);
  if (!whole) return {};
  Codes codes;
  codes[kLevels - 1] = *whole;
  for (size_t i = 0; i + 1 < kLevels; ++i) {
    codes[i] = FirstParts(*whole, kParts[i]);
    const std::string said = row.Text(kCodeKeys[i]);
    if (said.empty() || said == codes[i]) continue;
    const std::string place = row.Place(kCodeKeys[i]);
    if (!LostZeros(said, codes[i])) {
      row.findings().Add("code_differs", Severity::kFault, place, said, codes[i]);
      return {};
    }
    row.findings().Add("code_mended", Severity::kNote, place, said, codes[i]);
  }
  return codes;
}

}  // namespace sinergi::performance::sipd
