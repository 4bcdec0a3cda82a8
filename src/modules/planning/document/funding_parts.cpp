#include "modules/planning/document/funding_parts.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "modules/planning/document/chain.h"

namespace sinergi::planning {
namespace {

// "1.2.01.08" of "1.2.01.08 Dana Alokasi Umum".
std::string_view SourceCode(std::string_view text) {
  const size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
  const bool code = end > 0 && IsDigit(text[0]) && (end == text.size() || text[end] == ' ');
  return code ? text.substr(0, end) : std::string_view();
}

FundingPart PartOf(std::string_view text) {
  FundingPart part;
  const size_t mark = text.find_last_of(":=");
  if (mark != std::string_view::npos) part.amount = Money::Parse(TrimBlanks(text.substr(mark + 1)));
  if (part.amount && part.amount->sen() < 0) part.amount.reset();
  if (part.amount) text = TrimBlanks(text.substr(0, mark));
  const std::string_view code = SourceCode(text);
  part.name = FoldBlanks(TrimBlanks(text.substr(code.size())));
  part.code = code.empty() ? part.name : std::string(code);
  return part;
}

}  // namespace

std::vector<FundingPart> FundingPartsOf(std::string_view funding) {
  std::string text(funding);
  std::ranges::replace(text, '\n', ';');
  std::vector<FundingPart> parts;
  for (const std::string_view part : Split(text, ';'))
    if (const std::string_view said = TrimBlanks(part); !said.empty() && said != "-")
      parts.push_back(PartOf(said));
  return parts;
}

std::vector<FundingPart> SplitOf(std::string_view funding, Money amount) {
  std::vector<FundingPart> parts = FundingPartsOf(funding);
  if (parts.size() == 1 && !parts[0].amount) parts[0].amount = amount;
  const bool open = std::ranges::any_of(parts, [](const FundingPart& part) { return !part.amount; });
  return open ? std::vector<FundingPart>() : parts;
}

std::vector<FundingSum> FundingOf(const DocumentContent& content, std::string_view agency, int year) {
  const std::vector<std::string> agencies = AgenciesOf(content, agency);
  std::map<std::pair<std::string, std::string>, FundingSum> sums;
  const auto add = [&](size_t node, const FundingPart& part) {
    FundingSum& sum = sums[{agencies[node], part.code}];
    sum.agency = agencies[node];
    sum.code = part.code;
    if (sum.name.empty()) sum.name = part.name;
    sum.amount += *part.amount;
    ++sum.nodes;
  };
  for (size_t i = 0; i < content.nodes.size(); ++i) {
    const DocumentNode& node = content.nodes[i];
    const Money amount = node.AmountOf(year).value_or(Money());
    if (!content.IsLeaf(static_cast<int>(i)) || amount == Money()) continue;
    const std::vector<FundingPart> parts = SplitOf(node.funding, amount);
    for (const FundingPart& part : parts) add(i, part);
    if (parts.empty()) add(i, {"", "", amount});
  }
  std::vector<FundingSum> list;
  for (auto& [key, sum] : sums) list.push_back(std::move(sum));
  return list;
}

}  // namespace sinergi::planning
