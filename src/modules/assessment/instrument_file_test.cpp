#include "modules/assessment/instrument_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "modules/assessment/instrument_number.h"

namespace sinergi::assessment {
namespace {

using testing::ElementsAre;

const std::string kGood = R"(instrument: ikd
title: {id: Indeks Kecil, en: Small index}
basis: Perbup 1/2026
levels:
  maturity: {0: Nol, 1: {id: Satu, also: [Ada]}, 2: Dua}
predicate:
  of: {default: exact, 2023: rounded}
  bounds: [[1.5, Baik], [0, Kurang]]
tree:
  - domain: A
    name: Satu
    weight: 60
    aspects:
      - aspect: A1
        name: Aspek
        items:
          - {item: a, name: Butir a, weight: 50/3}
          - {item: b, name: Butir b, weight: 130/3}
  - aspect: B
    name: Dua
    items:
      - {item: c, name: Butir c, weight: 40, criteria: {1: Ada, 2: }}
)";

std::string With(const std::string& find, const std::string& put) {
  std::string text = kGood;
  const size_t at = text.find(find);
  EXPECT_NE(at, text.npos) << find;
  return text.replace(at, find.size(), put);
}

// "12:13 instrument.group_weight", one a fault.
std::vector<std::string> InstrumentFaults(const std::string& yaml) {
  const Result<Instrument> read = ReadInstrument(yaml, "f");
  std::vector<std::string> faults;
  if (read.ok()) return faults;
  EXPECT_EQ(read.error().code, "data_file.bad_file");
  for (const FieldError& field : read.error().fields)
    faults.push_back(field.field.substr(2) + " " + field.code);
  return faults;
}

TEST(InstrumentFile, ReadsATreeWithExactWeights) {
  const Result<Instrument> read = ReadInstrument(kGood, "f");
  ASSERT_TRUE(read.ok()) << InstrumentFaults(kGood).front();
  EXPECT_EQ(read->id, "ikd");
  EXPECT_EQ(read->title.en, "Small index");
  ASSERT_EQ(read->groups.size(), 3u);
  EXPECT_EQ(read->groups[0].kind, Group::Kind::kDomain);
  EXPECT_EQ(RatioText(read->groups[0].weight), "60");
  EXPECT_EQ(read->groups[1].parent, 0);
  EXPECT_EQ(read->groups[2].parent, -1);
  EXPECT_EQ(RatioText(read->items[0].weight), "50/3");
  EXPECT_EQ(read->items[2].criteria.size(), 2u);
  EXPECT_EQ(read->items[2].criteria[1].text, "");
  EXPECT_EQ(read->PredicateRuleOf(2023), PredicateOf::kRounded);
  EXPECT_EQ(read->PredicateRuleOf(2024), PredicateOf::kExact);
}

struct InstrumentCase {
  const char *find, *put, *fault;
};

TEST(InstrumentFile, NamesEveryFaultByItsPlace) {
  const InstrumentCase cases[] = {
      {"instrument: ikd", "instrument: i k d", "1:13 instrument.bad_code"},
      {"instrument: ikd\n", "", "1:1 data_file.missing_key"},
      {"title: {id: Indeks Kecil, en: Small index}", "title: [a]", "2:8 data_file.not_a_text"},
      {"basis: Perbup 1/2026", "basis: \"\"", "3:8 data_file.empty_text"},
      {"basis: Perbup 1/2026", "basis: x\nwarna: merah", "4:1 data_file.unknown_key"},
      {"basis: Perbup 1/2026", "basis: x\nvalid: {from: 2021-02-30}", "4:15 instrument.bad_date"},
      {"basis: Perbup 1/2026", "basis: x\nvalid: {from: 2022-01-01, to: 2021-01-01}",
       "4:31 instrument.valid_order"},
      {"basis: Perbup 1/2026", "basis: x\ndraft: mungkin", "4:8 data_file.unknown_word"},
      {"basis: Perbup 1/2026", "basis: x\nsources: [{of: w, mark: kira}]", "4:25 data_file.unknown_word"},
      {"basis: Perbup 1/2026", "basis: x\nindex: {places: 9}", "4:17 instrument.bad_places"},
      {"basis: Perbup 1/2026", "basis: x\nindex: {places: 1/2}", "4:17 instrument.bad_places"},
      {"basis: Perbup 1/2026", "basis: x\nindex: {rounding: half_even}", "4:19 data_file.unknown_word"},
      {"basis: Perbup 1/2026", "basis: x\nweights: equal", "4:10 data_file.unknown_word"},
      {"basis: Perbup 1/2026", "basis: x\nscoring: {a: {title: A, of: items, levels: tak}}",
       "4:44 instrument.unknown_levels"},
      {"basis: Perbup 1/2026", "basis: x\nscoring: {a: {title: A, of: parts, levels: maturity}}",
       "4:10 instrument.first_scoring"},
      {"0: Nol, ", "nol: Nol, ", "5:14 instrument.bad_level"},
      {"2: Dua}", "2: Dua, 2.0: Tiga}", "5:58 instrument.doubled_level"},
      {"2: Dua}", "2: ada}", "5:50 instrument.doubled_level"},
      {"2: Dua}", "2: Dua, decimals: ya}", "5:68 data_file.unknown_word"},
      {"{0: Nol, 1: {id: Satu, also: [Ada]}, 2: Dua}", "{2: Dua}", "5:3 instrument.few_levels"},
      {"default: exact", "default: kira", "7:17 data_file.unknown_word"},
      {"2023: rounded", "23: rounded", "7:24 instrument.bad_year"},
      {"2023: rounded", "2023: rounded, 2023: exact", "7:39 data_file.doubled_key"},
      {"[1.5, Baik]", "[-1.5, Baik]", "8:13 instrument.bad_bound"},
      {"[1.5, Baik]", "[1.5]", "8:12 instrument.bad_bound"},
      {"[0, Kurang]", "[1.5, Kurang]", "8:26 instrument.bounds_order"},
      {"- domain: A\n", "- domain: \"A;\"\n", "10:13 instrument.bad_code"},
      {"weight: 60", "weight: 61", "12:13 instrument.group_weight"},
      {"weight: 60", "weight: enam", "12:13 instrument.bad_weight"},
      {"- aspect: B", "- aspect: A1", "19:13 instrument.doubled_code"},
      {"item: b", "item: a", "18:20 instrument.doubled_code"},
      {"weight: 40, criteria", "weight: 39, criteria", "10:3 instrument.weights_sum"},
      {"weight: 40, criteria", "weight: 0, criteria", "22:42 instrument.bad_weight"},
      {"weight: 40, criteria", "weight: 10/0, criteria", "22:42 instrument.bad_weight"},
      {"weight: 40, criteria", "weight: 101, criteria", "22:42 instrument.bad_weight"},
      {", weight: 40", "", "22:9 data_file.missing_key"},
      {"{1: Ada, 2: }", "{1: Ada, 3: Tiga}", "22:56 instrument.unknown_level"},
      {"{1: Ada, 2: }", "{1: Ada, 1: Tiga}", "22:65 instrument.doubled_level"},
      {"{1: Ada, 2: }", "umum", "22:56 instrument.unknown_set"},
      {"weight: 40, criteria", "weight: 40, levels: tak, criteria", "22:54 instrument.unknown_levels"},
      {"weight: 40, criteria", "weight: 40, for: [], criteria", "22:51 data_file.not_a_list"},
      {"weight: 40, criteria", "weight: 40, parts: [{part: x, name: X, weight: 3}], criteria",
       "22:53 instrument.parts_weight"},
      {"weight: 40, criteria", "weight: 40, bobot: 1, criteria", "22:46 data_file.unknown_key"},
      {"    items:\n      - {item: c", "    items: []\n    butir:\n      - {item: c",
       "22:5 data_file.unknown_key"},
      {"tree:", "pohon:", "9:1 data_file.unknown_key"},
      {"    name: Dua\n    items", "    name: Dua\n    aspects: []\n    items", "21:5 data_file.unknown_key"},
      {"    aspects:", "    items: [x]\n    aspects:", "13:12 instrument.aspects_or_items"},
      {"- {item: c, name: Butir c", "- {item: c, name: [1]", "22:25 data_file.not_a_text"},
  };
  for (const InstrumentCase& each : cases) {
    const std::vector<std::string> faults = InstrumentFaults(With(each.find, each.put));
    EXPECT_THAT(faults, testing::Contains(std::string(each.fault))) << each.put;
  }
}

TEST(InstrumentFile, TellsAllFaultsAtOnce) {
  EXPECT_THAT(
      InstrumentFaults("instrument: x\ntitle: X\nbasis: B\n"),
      ElementsAre("1:1 data_file.missing_key", "1:1 data_file.missing_key", "1:1 data_file.missing_key"));
  EXPECT_THAT(InstrumentFaults("- a\n"), ElementsAre("1:1 data_file.not_a_map"));
  EXPECT_THAT(InstrumentFaults(""), ElementsAre("1:1 data_file.not_a_map"));
  EXPECT_EQ(InstrumentFaults("a: [\n").size(), 1u);
  EXPECT_THAT(InstrumentFaults(std::string(2 << 20, ' ')), ElementsAre("1:1 data_file.file_too_large"));
}

// A tree that contains itself, and one too large: refused, not followed.
TEST(InstrumentFile, EndsOnHostileTrees) {
  EXPECT_FALSE(InstrumentFaults(With("tree:", "tree: &t")).size() > 0);
  EXPECT_GT(InstrumentFaults(kGood.substr(0, kGood.find("tree:")) +
                             "tree: &t\n  - {domain: A, name: N, aspects: *t}\n")
                .size(),
            0u);
  std::string many = kGood.substr(0, kGood.find("tree:")) + "tree:\n  - aspect: A\n    name: A\n    items:\n";
  for (int i = 0; i < 1200; ++i)
    many += "      - {item: i" + std::to_string(i) + ", name: N, weight: 1/12}\n";
  EXPECT_THAT(InstrumentFaults(many), testing::Contains(testing::EndsWith("data_file.too_many")));
  EXPECT_GT(InstrumentFaults(std::string(100'000, '[')).size(), 0u);
  EXPECT_THAT(InstrumentFaults(With("Butir a", std::string(3000, 'x'))),
              testing::Contains(testing::EndsWith("instrument.text_too_long")));
  std::string levels = "{0: Nol";
  for (int i = 1; i < 30; ++i) levels += ", " + std::to_string(i) + ": L" + std::to_string(i);
  EXPECT_THAT(InstrumentFaults(With("{0: Nol", levels)),
              testing::Contains(testing::EndsWith("data_file.too_many")));
}

TEST(InstrumentFile, NestedWeightsAreMultiplied) {
  const std::string nested = R"(instrument: n
title: N
basis: B
weights: nested
levels: {l: {1: Satu, 2: Dua}}
predicate: {bounds: [[0, Ada]]}
tree:
  - domain: 1
    name: A
    weight: 24
    aspects:
      - {aspect: 1, name: X, weight: 21, items: [{item: p, name: P, weight: 60}, {item: q, name: Q, weight: 40}]}
      - {aspect: 2, name: Y, weight: 79, items: [{item: r, name: R, weight: 100}]}
  - {aspect: 3, name: Z, weight: 76, items: [{item: s, name: S, weight: 100}]}
)";
  const Result<Instrument> read = ReadInstrument(nested, "f");
  ASSERT_TRUE(read.ok()) << InstrumentFaults(nested).front();
  EXPECT_EQ(read->items[0].weight, *ReadRatio("3.024"));
  EXPECT_EQ(read->groups[1].weight, *ReadRatio("5.04"));
  std::string wrong = nested;
  wrong.replace(wrong.find("weight: 79"), 10, "weight: 78");
  EXPECT_THAT(InstrumentFaults(wrong), ElementsAre("12:7 instrument.weights_sum"));
}

struct Shape {
  const char* id;
  size_t domains, aspects, items;
};

TEST(InstrumentFile, TheShippedOnesAreWhole) {
  const Shape shapes[] = {{"epss-2022", 5, 19, 38}, {"kip", 0, 2, 8},        {"pemdi-2026", 0, 7, 20},
                          {"sakip-2021", 4, 0, 12}, {"spbe-2018", 3, 7, 37}, {"spbe-2020", 4, 8, 47}};
  std::vector<std::string> ids;
  for (const Shape& shape : shapes) {
    ids.emplace_back(shape.id);
    const Result<Instrument> instrument = ShippedInstrument(shape.id);
    ASSERT_TRUE(instrument.ok()) << shape.id;
    EXPECT_EQ(instrument->items.size(), shape.items) << shape.id;
    size_t domains = 0;
    for (const Group& group : instrument->groups) domains += group.kind == Group::Kind::kDomain;
    EXPECT_EQ(domains, shape.domains) << shape.id;
    EXPECT_EQ(instrument->groups.size() - domains, shape.aspects) << shape.id;
    Ratio sum;
    for (const Item& item : instrument->items) sum = *Add(sum, item.weight);
    EXPECT_EQ(RatioText(sum), instrument->weights_known ? "100" : "0") << shape.id;
    EXPECT_FALSE(instrument->sources.empty()) << shape.id;
  }
  EXPECT_EQ(ShippedInstrumentIds(), ids);
  EXPECT_EQ(ShippedInstrument("spbe-2019").error().code, "assessment.instrument_unknown");
}

// What the regulation says, against misprints in our own file.
TEST(InstrumentFile, WeightsAreTheRegulations) {
  const Instrument old = *ShippedInstrument("spbe-2018"), now = *ShippedInstrument("spbe-2020");
  EXPECT_EQ(RatioText(old.items[36].weight), "10/3");
  EXPECT_EQ(RatioText(now.items[46].weight), "3");
  EXPECT_EQ(RatioText(now.groups.back().weight), "18");
  for (const Item& item : now.items) EXPECT_EQ(item.criteria.size(), 5u) << item.code;
  for (const Item& item : old.items) EXPECT_EQ(item.criteria.size(), 6u) << item.code;
  const Instrument epss = *ShippedInstrument("epss-2022");
  EXPECT_EQ(epss.items[epss.FindItem("20401")].weight, *ReadRatio("1.7136"));
  EXPECT_EQ(epss.items[epss.FindItem("50303")].weight, *ReadRatio("1.3464"));
}

// The text that is not known stays visibly empty.
TEST(InstrumentFile, PemdiIsMarkedAsDraft) {
  const Instrument pemdi = *ShippedInstrument("pemdi-2026");
  EXPECT_TRUE(pemdi.draft);
  const Item& satisfaction = pemdi.items.back();
  ASSERT_EQ(satisfaction.criteria.size(), 5u);
  EXPECT_EQ(satisfaction.criteria[4].text, "");
  EXPECT_NE(satisfaction.criteria[3].text, "");
  EXPECT_EQ(pemdi.items[4].source, "Skor SDI (Bappenas)");
}

// The reference page names every key a file may hold and every code the checker may say.
TEST(InstrumentFile, TheReferenceNamesEveryKeyAndCode) {
  std::ifstream file(SINERGI_SOURCE_DIR "/docs/reference/instrument.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  ASSERT_FALSE(page.empty());
  for (const char* key :
       {"instrument", "title",     "basis",      "valid",       "draft",    "sources",  "levels",
        "index",      "predicate", "weights",    "scoring",     "criteria", "evidence", "tree",
        "domain",     "aspect",    "item",       "part",        "parts",    "name",     "weight",
        "for",        "source",    "like",       "decimals",    "points",   "also",     "places",
        "rounding",   "bounds",    "mark",       "aggregation", "stages",   "category", "areas",
        "supplement", "required",  "third_from", "fourth_from", "maturity", "status",   "questions",
        "crosswalk",  "pairs",     "ended",      "strength"})
    EXPECT_NE(page.find("`" + std::string(key) + "`"), page.npos) << key;
  const size_t begin = page.find("```yaml\n") + 8;
  EXPECT_THAT(InstrumentFaults(page.substr(begin, page.find("```", begin) - begin)), ElementsAre())
      << "the example";
  std::ifstream texts(SINERGI_SOURCE_DIR "/data/texts/parts/instruments.id.yaml");
  size_t codes = 0;
  for (std::string line; std::getline(texts, line);) {
    if (!line.starts_with("error.")) continue;
    const std::string code = line.substr(6, line.find(':') - 6);
    EXPECT_NE(page.find("`" + code + "`"), page.npos) << code;
    ++codes;
  }
  EXPECT_GT(codes, 40u);
}

}  // namespace
}  // namespace sinergi::assessment
