// SipkdFields: which field of government ("2.20") a key of SIPKD ("130_") stands for. SIPKD's keys differ from region to region and
// come without a table; the file itself has to tell.
//
//   SipkdFields fields;
//   fields.See({"2.16", "2.20", "2.21"}, "130");   // an agency of three fields uses the key
//   fields.See({"2.20"}, "130");                   // and one of a single field
//   fields.Settle();
//   fields.Of("130", {"2.16", "2.20", "2.21"})     // "2.20"
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

namespace sinergi::performance::sipd {

class SipkdFields {
 public:
  void See(const std::vector<std::string>& fields_of_agency, const std::string& key);
  // Strikes what contradicts: a key stands for one field in every agency that uses it, a field has one key.
  void Settle();

  struct Match {
    std::string field;      // empty: it cannot be told
    bool by_order = false;  // taken because keys ascend as fields do
  };
  // `keys`: all that the agency uses.
  Match Of(const std::string& key, const std::vector<std::string>& fields_of_agency,
           const std::set<std::string>& keys) const;

 private:
  bool Settled(const std::string& key) const;
  std::map<std::string, std::set<std::string>> candidates_;  // by key
};

}  // namespace sinergi::performance::sipd
