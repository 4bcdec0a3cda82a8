// Published result (hasil terbit): what the ministry publishes of one institution's evaluation for a year:
// domain values, index and predicate, no items. The whole country fits in one table of some 620 rows.
//
//   InstitutionKey("Pemerintah Kab. Belu") == InstitutionKey("Kabupaten Belu")
//
// Figures are millionths, as printed (no more places than were published). Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinergi::assessment {

enum class LevelKind { kProvince, kRegency, kCity, kCentral };
constexpr std::array<LevelKind, 4> kLevelKinds{LevelKind::kProvince, LevelKind::kRegency, LevelKind::kCity,
                                               LevelKind::kCentral};
std::string_view Name(LevelKind level);  // "province", "regency", "city", "central"
std::optional<LevelKind> ParseLevelKind(std::string_view name);

struct PublishedResult {
  int64_t id = 0;
  int year = 0;
  std::string instrument, institution;
  LevelKind level = LevelKind::kCentral;
  std::string region;                           // "Nusa Tenggara Timur"; "" for central institutions
  std::vector<std::optional<int64_t>> domains;  // micro, in the instrument's order
  int64_t index_micro = 0;
  std::string predicate;
  std::string source;  // file it came from
};

// Equal for the ways one institution is written: "Pemerintah Kab. Belu", "KABUPATEN  BELU".
std::string InstitutionKey(std::string_view name);
// By its name: "Pemerintah Kota …", "Pemerintah Aceh" (a province), "Badan …" (central).
LevelKind LevelOfName(std::string_view name);
// "Hasil Evaluasi SPBE Pemerintah Daerah di Bali" -> "Bali"; "" when the title names no region.
std::string RegionOfTitle(std::string_view title);
// Without "Pemerintah ": "Kab. Belu", as lists show it.
std::string_view ShortName(std::string_view name);

// Nothing that is compared or shown differs (id and source aside).
bool SaysTheSame(const PublishedResult& a, const PublishedResult& b);

// "4600000 - 2270000", as kept.
std::string DomainsText(const std::vector<std::optional<int64_t>>& domains);
std::vector<std::optional<int64_t>> ReadDomains(std::string_view text);

}  // namespace sinergi::assessment
