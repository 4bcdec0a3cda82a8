#include "modules/assessment/region_page.h"

#include <algorithm>

#include "base/text.h"
#include "modules/assessment/change_text.h"
#include "modules/assessment/instrument_file.h"
#include "modules/assessment/region_pages.h"
#include "modules/assessment/totals.h"
#include "platform/pages/chart.h"
#include "platform/sheets/csv.h"

namespace sinergi::assessment {
namespace {

using kernel::Right;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr size_t kRowsOfAPage = 100;
constexpr size_t kNameBytes = 100;

// What the address asks for, and what is there to show.
struct AskedRegion {
  std::vector<PublishedSet> sets;
  std::optional<PublishedSet> set;
  RegionFilter filter;
  std::string sort;
  size_t page = 0;
  std::shared_ptr<const Instrument> instrument;
  std::vector<PublishedResult> results, before;
  const PublishedResult* own = nullptr;
};

std::string SetKey(const PublishedSet& set) {
  return fmt::format("{}/{}", set.year, set.instrument);
}

bool HasQuery(const Visit& v, std::string_view name) {
  return std::ranges::any_of(v.request.query, [&](const auto& pair) { return pair.first == name; });
}

void LoadResults(const Visit& v, AskedRegion& asked) {
  v.web.db.Read([&](sql::Connection& c) {
    asked.sets = ListPublishedSets(c, v.actor.government_id);
    const std::string wanted(v.request.Query("set"));
    for (const PublishedSet& set : asked.sets)
      if (SetKey(set) == wanted) asked.set = set;
    if (!asked.set && !asked.sets.empty()) asked.set = asked.sets.front();
    if (!asked.set) return true;
    asked.results = ListPublished(c, v.actor.government_id, asked.set->year, asked.set->instrument);
    asked.before = ListYear(c, v.actor.government_id, asked.set->year - 1, asked.sets);
    return true;
  });
}

Result<AskedRegion> Ask(const Visit& v, InstrumentShelf& shelf) {
  if (!v.actor.MayAnywhere(Right::kRead)) return kernel::Forbidden();
  AskedRegion asked;
  LoadResults(v, asked);
  if (!asked.set) return asked;
  auto instrument = shelf.Get(asked.set->instrument, "");
  if (!instrument.ok()) return instrument.error();
  asked.instrument = *instrument;
  asked.own = FindInstitution(asked.results, v.Gov()->name);
  asked.filter.level = ParseLevelKind(v.request.Query("level"));
  asked.filter.region = v.request.Query("region");
  if (!HasQuery(v, "region") && asked.own) asked.filter.region = asked.own->region;
  asked.filter.name = Shorten(v.request.Query("name"), kNameBytes);
  asked.sort = v.request.Query("sort");
  for (const char c : v.request.Query("page").substr(0, 4))
    if (c >= '0' && c <= '9') asked.page = asked.page * 10 + static_cast<size_t>(c - '0');
  return asked;
}

std::string Address(const AskedRegion& asked, std::string_view path, size_t page) {
  std::string address = fmt::format(
      "{}?set={}&level={}&region={}&name={}&sort={}", path, http::PercentEncode(SetKey(*asked.set)),
      asked.filter.level ? Name(*asked.filter.level) : "", http::PercentEncode(asked.filter.region),
      http::PercentEncode(asked.filter.name), http::PercentEncode(asked.sort));
  return page > 1 ? fmt::format("{}&page={}", address, page) : address;
}

void AddChoice(Dict& page, const char* section, std::string_view value, std::string_view text, bool chosen) {
  Dict& option = *page.AddSectionDictionary(section);
  option.SetValue("VALUE", std::string(value));
  option.SetValue("TEXT", std::string(text));
  if (chosen) option.ShowSection("CHOSEN");
}

void FillRegionBar(const Visit& v, const AskedRegion& asked, Dict& page) {
  for (const PublishedSet& set : asked.sets)
    AddChoice(page, "SET_CHOICE", SetKey(set), fmt::format("{} · {}", set.year, set.instrument),
              SetKey(set) == SetKey(*asked.set));
  AddChoice(page, "LEVEL_CHOICE", "", v.T("region.all_levels"), !asked.filter.level);
  for (const LevelKind level : kLevelKinds)
    AddChoice(page, "LEVEL_CHOICE", Name(level), v.T(fmt::format("region.level_{}", Name(level))),
              asked.filter.level == level);
  AddChoice(page, "REGION_CHOICE", "", v.T("region.all_regions"), asked.filter.region.empty());
  for (const std::string& region : RegionsOf(asked.results))
    AddChoice(page, "REGION_CHOICE", region, region, region == asked.filter.region);
  for (const char* sort : {"index", "name", "change"})
    AddChoice(page, "SORT_CHOICE", sort, v.T(fmt::format("region.sort_{}", sort)), asked.sort == sort);
  size_t n = 0;
  for (const std::string& domain : DomainNames(*asked.instrument, v.lang)) {
    const std::string key = fmt::format("d{}", ++n);
    AddChoice(page, "SORT_CHOICE", key, domain, asked.sort == key);
  }
  page.SetValue("NAME_ASKED", asked.filter.name);
}

void FillShares(const Visit& v, const AskedRegion& asked, const RegionView& view, Dict& page) {
  pages::BarList list;
  std::string words;
  for (const PredicateShare& share : view.shares) {
    const int64_t percent = DivideHalfUp(Int128{share.count} * 10000, view.ranked).value_or(0);
    const std::string name = share.predicate.empty() ? "–" : share.predicate;
    const std::string number = fmt::format("{} ({}\u00a0%)", share.count, PrintDecimal(percent, 2, 2));
    const std::string_view tag = PredicateTag(*asked.instrument, share.predicate);
    list.bars.push_back({name, number, share.count,
                         tag == "good"   ? pages::Tone::kGood
                         : tag == "warn" ? pages::Tone::kWarning
                                         : pages::Tone::kBad});
    words += fmt::format("{}{} {}", words.empty() ? "" : ", ", name, number);
  }
  if (list.bars.empty()) return;
  list.title = v.T("region.shares");
  list.description = words;
  page.AddSectionDictionary("SHARES")->SetValue("BARS", pages::Draw(list));
}

// "Kota Contoh: 3,75 (Sangat Baik), peringkat 4 dari 93 kota; rata-rata 3,02, terbaik 4,50 (Kota Lain)."
void FillOwn(const Visit& v, const AskedRegion& asked, Dict& page) {
  if (!asked.own) return;
  const LevelFigures figures = FiguresOf(asked.results, asked.own->level);
  Dict& own = *page.AddSectionDictionary("OWN_CARD");
  own.SetIntValue("ID", asked.own->id);
  own.SetValue(
      "SENTENCE",
      v.T("region.standing",
          {ShortName(asked.own->institution), MicroText(asked.own->index_micro), asked.own->predicate,
           std::to_string(RankOf(asked.results, *asked.own)), std::to_string(figures.count),
           v.T(fmt::format("region.level_{}", Name(asked.own->level))), MicroText(figures.mean_micro),
           MicroText(figures.best->index_micro), ShortName(figures.best->institution)}));
}

void FillPager(const AskedRegion& asked, const RegionView& view, size_t page_number, Dict& page) {
  const size_t last = (view.rows.size() + kRowsOfAPage - 1) / kRowsOfAPage;
  if (last < 2) return;
  Dict& pager = *page.AddSectionDictionary("PAGER");
  pager.SetIntValue("PAGE", static_cast<long>(page_number));
  pager.SetIntValue("LAST", static_cast<long>(last));
  if (page_number > 1)
    pager.AddSectionDictionary("BACK")->SetValue("URL", Address(asked, "/region", page_number - 1));
  if (page_number < last)
    pager.AddSectionDictionary("ON")->SetValue("URL", Address(asked, "/region", page_number + 1));
}

void FillTable(const Visit& v, const AskedRegion& asked, Dict& page) {
  const RegionView view = ViewRegion(asked.results, asked.before, asked.filter, ParseRegionOrder(asked.sort));
  page.SetValue("SENTENCE", v.T(view.ranked == 0 ? "region.nothing_found" : "region.summary",
                                {std::to_string(view.ranked), MicroText(view.mean_micro)}));
  FillShares(v, asked, view, page);
  const std::vector<std::string> names = DomainNames(*asked.instrument, v.lang);
  if (view.rows.empty()) return page.ShowSection("NO_ROWS");
  const bool every_region = asked.filter.region.empty();  // else all lines would say the same
  Dict& table = *page.AddSectionDictionary("TABLE");
  if (every_region) table.ShowSection("REGION_HEAD");
  for (const std::string& name : names) table.AddSectionDictionary("DOMAIN")->SetValue("DOMAIN_NAME", name);
  const size_t last = std::max<size_t>(1, (view.rows.size() + kRowsOfAPage - 1) / kRowsOfAPage);
  const size_t number = std::clamp<size_t>(asked.page, 1, last), from = (number - 1) * kRowsOfAPage;
  for (size_t i = from; i < std::min(view.rows.size(), from + kRowsOfAPage); ++i)
    if (Dict& row =
            FillRegionRow(*asked.instrument, names, view.rows[i], view.rows[i].result == asked.own, table);
        every_region)
      row.ShowSection("REGION_CELL");
  FillPager(asked, view, number, page);
}

http::Response ShowRegion(Visit& v, InstrumentShelf& shelf) {
  const Result<AskedRegion> asked = Ask(v, shelf);
  if (!asked.ok()) return v.Refuse(asked.error());
  Dict page("region");
  if (!asked->set) {
    Dict& empty = *page.AddSectionDictionary("EMPTY");
    if (MayImport(v)) empty.ShowSection("MAY_IMPORT");
    return v.Show("assessment/region", page, "region.title");
  }
  Dict& board = *page.AddSectionDictionary("BOARD");
  board.SetValue("HEADING",
                 fmt::format("{} {}", InLanguage(asked->instrument->title, v.lang), asked->set->year));
  board.SetValue("CSV_URL", Address(*asked, "/region.csv", 0));
  if (MayImport(v)) board.ShowSection("MAY_IMPORT");
  FillRegionBar(v, *asked, board);
  FillOwn(v, *asked, board);
  FillTable(v, *asked, board);
  return v.Show("assessment/region", page, "region.title");
}

std::string PlainMicro(const std::optional<int64_t>& micro) {
  return micro ? PlainDecimal(*micro, 6, Zeros::kTrim) : "";
}

http::Response Csv(Visit& v, InstrumentShelf& shelf) {
  const Result<AskedRegion> asked = Ask(v, shelf);
  if (!asked.ok()) return v.Refuse(asked.error());
  if (!asked->set) return v.Refuse({ErrorKind::kNotFound, "region.nothing_yet"});
  std::vector<std::vector<std::string>> rows{
      {"year", "instrument", "level", "region", "institution", "index", "predicate", "rank", "change"}};
  const size_t domains = DomainsOf(*asked->instrument).size();
  for (size_t i = domains; i > 0; --i) rows[0].insert(rows[0].begin() + 5, fmt::format("d{}", i));
  for (const RegionRow& row :
       ViewRegion(asked->results, asked->before, asked->filter, ParseRegionOrder(asked->sort)).rows) {
    const PublishedResult& r = *row.result;
    std::vector<std::string> line{std::to_string(r.year), r.instrument, std::string(Name(r.level)), r.region,
                                  r.institution};
    for (size_t i = 0; i < domains; ++i)
      line.push_back(PlainMicro(i < r.domains.size() ? r.domains[i] : std::nullopt));
    line.insert(line.end(),
                {PlainMicro(r.index_micro), r.predicate, std::to_string(row.rank), PlainMicro(row.Change())});
    rows.push_back(std::move(line));
  }
  return http::Response::Download(sheets::WriteCsv(rows), "text/csv; charset=utf-8",
                                  fmt::format("hasil-{}-{}.csv", asked->set->year, asked->set->instrument));
}

}  // namespace

void AddRegionListPages(kernel::Web& web, http::Router& router, const Shelf& shelf) {
  web.Page(router, "/region", [shelf](Visit& v) { return ShowRegion(v, *shelf); });
  web.Page(router, "/region.csv", [shelf](Visit& v) { return Csv(v, *shelf); });
}

void AddRegionPages(kernel::Web& web, http::Router& router) {
  // Results of Indeks KAMI are not published by domains.
  const auto shelf = std::make_shared<InstrumentShelf>(ShippedInstrumentIds(), ShippedInstrument);
  AddRegionListPages(web, router, shelf);
  AddRegionResultPage(web, router, shelf);
  AddRegionImportPages(web, router, shelf);
  web.navigation.push_back({"/region", "nav.region", Right::kRead, kernel::NavGroup::kAssessment});
}

}  // namespace sinergi::assessment
