// What the region pages print alike: figures, tags, domains, one line of the table.
#include "modules/assessment/change_text.h"
#include "modules/assessment/region_pages.h"
#include "modules/assessment/totals.h"

namespace sinergi::assessment {

std::string MicroText(const std::optional<int64_t>& micro) {
  return micro ? PrintDecimal(*micro, 6, 2) : "–";
}

std::string MicroChangeText(const std::optional<int64_t>& micro) {
  return micro ? SignedText(*Ratio::Of(*micro, kMicro), 2) : "–";
}

std::string_view PredicateTag(const Instrument& instrument, std::string_view predicate) {
  const size_t count = instrument.predicates.size();
  for (size_t i = 0; i < count; ++i)
    if (instrument.predicates[i].name.id == predicate)
      return i + 1 == count ? "bad" : i + 2 == count ? "warn" : "good";
  return "";
}

std::vector<std::string> DomainNames(const Instrument& instrument, Lang lang) {
  std::vector<std::string> names;
  for (const size_t group : DomainsOf(instrument))
    names.push_back(InLanguage(instrument.groups[group].name, lang));
  return names;
}

ctemplate::TemplateDictionary& FillRegionRow(const Instrument& instrument,
                                             const std::vector<std::string>& domains, const RegionRow& row,
                                             bool own, ctemplate::TemplateDictionary& page) {
  const PublishedResult& result = *row.result;
  ctemplate::TemplateDictionary& line = *page.AddSectionDictionary("ROW");
  line.SetIntValue("RANK", row.rank);
  line.SetIntValue("ID", result.id);
  line.SetValue("NAME", std::string(ShortName(result.institution)));
  line.SetValue("REGION", result.region);
  if (own) line.ShowSection("OWN");
  for (size_t i = 0; i < domains.size(); ++i) {
    ctemplate::TemplateDictionary& cell = *line.AddSectionDictionary("CELL");
    cell.SetValue("DOMAIN_NAME", domains[i]);
    cell.SetValue("VALUE", MicroText(i < result.domains.size() ? result.domains[i] : std::nullopt));
  }
  line.SetValue("INDEX", MicroText(result.index_micro));
  line.SetValue("PREDICATE", result.predicate.empty() ? "–" : result.predicate);
  line.SetValue("PREDICATE_TAG", std::string(PredicateTag(instrument, result.predicate)));
  line.SetValue("CHANGE", MicroChangeText(row.Change()));
  if (row.before && row.before->instrument != result.instrument) line.ShowSection("OTHER_INSTRUMENT");
  return line;
}

std::vector<PublishedResult> ListYear(sql::Connection& c, int64_t government_id, int year,
                                      const std::vector<PublishedSet>& sets) {
  std::vector<PublishedResult> all;
  for (const PublishedSet& set : sets) {
    if (set.year != year) continue;
    for (PublishedResult& result : ListPublished(c, government_id, year, set.instrument))
      all.push_back(std::move(result));
  }
  return all;
}

bool MayImport(const kernel::Visit& v) {
  return v.actor.May(kernel::Right::kEvaluate, *v.Units(), 0);
}

}  // namespace sinergi::assessment
