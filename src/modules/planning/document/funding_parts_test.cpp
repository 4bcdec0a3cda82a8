// Funding sources of a node: what a cell says, what it leaves open, sums by agency and source.
#include "modules/planning/document/funding_parts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sinergi::planning {
namespace {

std::string Told(const std::vector<FundingPart>& parts) {
  std::string text;
  for (const FundingPart& part : parts)
    text += part.code + "|" + part.name + "|" + (part.amount ? part.amount->Plain() : "?") + " ";
  return text;
}

TEST(FundingParts, OfACell) {
  struct Case {
    const char *cell, *parts, *split;  // of Rp 500
  };
  const Case cases[] = {
      {"", "", ""},
      {"-", "", ""},
      {"DAU", "DAU|DAU|? ", "DAU|DAU|500 "},
      {"1.2.01.08 Dana Alokasi Umum", "1.2.01.08|Dana Alokasi Umum|? ", "1.2.01.08|Dana Alokasi Umum|500 "},
      {"1.2.01.08", "1.2.01.08||? ", "1.2.01.08||500 "},
      {"DAU; PAD", "DAU|DAU|? PAD|PAD|? ", ""},
      {"1.2.01.08 DAU: 400; PAD: Rp 1.100,50", "1.2.01.08|DAU|400 PAD|PAD|1100.50 ",
       "1.2.01.08|DAU|400 PAD|PAD|1100.50 "},
      {"DAU = 400\nPAD", "DAU|DAU|400 PAD|PAD|? ", ""},
      {"DAK: fisik", "DAK: fisik|DAK: fisik|? ", "DAK: fisik|DAK: fisik|500 "},
      {"DAU: -5", "DAU: -5|DAU: -5|? ", "DAU: -5|DAU: -5|500 "},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(Told(FundingPartsOf(c.cell)), c.parts) << c.cell;
    EXPECT_EQ(Told(SplitOf(c.cell, Money::Rupiah(500))), c.split) << c.cell;
  }
}

TEST(FundingParts, SumsByAgencyAndSource) {
  DocumentContent content;
  const auto add = [&](int parent, const char* agency, const char* funding, int64_t amount) {
    DocumentNode node;
    node.level = parent < 0 ? DocumentLevel::kProgramme : DocumentLevel::kSubActivity;
    node.parent = parent;
    node.name = "N";
    node.agency = agency;
    node.funding = funding;
    if (amount > 0) node.amounts = {{2027, Money::Rupiah(amount)}};
    content.nodes.push_back(node);
  };
  add(-1, "A", "", 9000);  // an indicative ceiling: no leaf
  add(0, "", "DAU", 400);
  add(0, "", "DAU: 100; PAD: 50", 150);
  add(0, "", "DAU; PAD", 30);
  add(0, "B", "PAD", 7);
  add(0, "B", "PAD", 0);
  std::string told;
  for (const FundingSum& sum : FundingOf(content, "X", 2027))
    told += sum.agency + "|" + sum.code + "|" + sum.amount.Plain() + "|" + std::to_string(sum.nodes) + " ";
  EXPECT_EQ(told, "A||30|1 A|DAU|500|2 A|PAD|50|1 B|PAD|7|1 ");
  EXPECT_TRUE(FundingOf(content, "X", 2028).empty());
}

}  // namespace
}  // namespace sinergi::planning
