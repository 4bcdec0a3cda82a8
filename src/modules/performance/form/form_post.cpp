#include "modules/performance/form/form_post.h"

#include <span>

#include "base/text.h"

namespace sinergi::performance::form {
namespace {

struct Head {
  std::string_view begins;  // lower case, with the blank
  std::string_view post;
};

// Posts named otherwise than "Kepala …" (PP 18/2016 on regional agencies).
constexpr Head kAgencies[] = {
    {"sekretariat dprd", "Sekretaris DPRD"},
    {"sekretariat daerah", "Sekretaris Daerah"},
    {"inspektorat daerah", "Inspektur Daerah"},
    {"inspektorat", "Inspektur"},
    {"kecamatan", "Camat"},
    {"kelurahan", "Lurah"},
    {"rumah sakit umum daerah", "Direktur Rumah Sakit Umum Daerah"},
    {"rsud", "Direktur RSUD"},
};
constexpr Head kGovernments[] = {{"kabupaten", "Bupati"}, {"kota", "Wali Kota"}, {"provinsi", "Gubernur"}};

std::string Titled(std::string_view name, std::span<const Head> heads, std::string_view other) {
  name = TrimBlanks(name);
  const std::string lower = LowerAscii(name);
  for (const Head& head : heads) {
    if (!lower.starts_with(head.begins)) continue;
    const std::string_view rest = name.substr(head.begins.size());
    if (rest.empty() || rest.front() == ' ') return std::string(head.post) + std::string(rest);
  }
  return std::string(other) + (name.empty() ? "" : " ") + std::string(name);
}

}  // namespace

std::string HeadOfAgency(std::string_view agency) {
  return Titled(agency, kAgencies, "Kepala");
}
std::string HeadOfGovernment(std::string_view government) {
  return Titled(government, kGovernments, "Kepala Daerah");
}

}  // namespace sinergi::performance::form
