// Nomenclature (klasifikasi, kodefikasi, dan nomenklatur): the codes of programmes, activities and
// sub-activities in one year's version, and which codes of the version before each continues.
//
//   {"2.16.03.2.02.0044", "Koordinasi Pemanfaatan Pusat Data Nasional …"} continues 2.16.03.2.02.0013 and 2.16.03.2.02.0033
//
// Codes are text: "2.20" is never "2.2", and 2.16.03.2.02.0013 and 2.16.03.3.02.0013 are two (the fourth part
// says for whom). A suggestion rests on what the file states, on the same code with another name, or on a
// name much like it among codes of the same bidang urusan and the same fourth part; only a person makes it
// hold. Pure. Source: Permendagri 90/2019 and Kepmendagri 050-5889/2021 with their changes.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sinergi::planning {

struct NomenclatureCode {
  std::string code, name;
  std::string outcome, indicator, measure;  // kinerja, indikator, satuan
  friend bool operator==(const NomenclatureCode&, const NomenclatureCode&) = default;
};

enum class LinkReason { kFile, kCode, kName, kPerson };
enum class LinkState { kSuggested, kConfirmed, kRefused };
std::string_view Name(LinkReason reason);  // "file", "code", "name", "person"
std::string_view Name(LinkState state);    // "suggested", "confirmed", "refused"
std::optional<LinkState> ParseLinkState(std::string_view name);
std::optional<LinkReason> ParseLinkReason(std::string_view name);

struct CodeLink {
  int year = 0;
  std::string code;
  int year_before = 0;
  std::string code_before;
  LinkReason reason = LinkReason::kPerson;
  LinkState state = LinkState::kSuggested;
  std::string decided_by;
};

// Codes with the predecessors that the file names; lines that hold no code are listed.
struct NomenclatureFile {
  std::vector<NomenclatureCode> codes;                            // by code, each once
  std::vector<std::pair<std::string, std::string>> predecessors;  // code, code before
  std::vector<int> unreadable_lines;
};
// TSV (fields may be quoted) or CSV, columns by their headings in any order: kode_sub, kd_subkegiatan or
// kode; subkegiatan or nama; kinerja; indikator; satuan; sub_sebelumnya or subkeg_before; bidang, program and
// kegiatan give the codes above where they hold "code name". Errors: planning.nomenclature_unreadable
// {0}=heading missing, sheets.bad_csv, sheets.bad_encoding, sheets.too_many_cells.
Result<NomenclatureFile> ReadNomenclature(std::string_view bytes);

// What may continue what, between two versions: besides what the file says. A code that stands in both with
// the same name needs none.
std::vector<CodeLink> SuggestLinks(int year_before, const std::vector<NomenclatureCode>& before, int year,
                                   const std::vector<NomenclatureCode>& after);

// Share of common words in millionths: 2 · common / (words of a + words of b).
int64_t NameLikeness(std::string_view a, std::string_view b);

// The codes that one code was and became, by year, through confirmed links and through codes that kept their
// name.
using Versions = std::map<int, std::map<std::string, std::string>>;  // year -> code -> name
using Series = std::map<int, std::set<std::string>>;
Series SeriesOf(const Versions& versions, const std::vector<CodeLink>& links, int year,
                const std::string& code);

}  // namespace sinergi::planning
