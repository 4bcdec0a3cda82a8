#include "app/evaluation_report.h"

#include <fmt/format.h>

#include "base/text.h"

namespace sinergi::app {
namespace {

using performance::Achievement;
using performance::DivisionFigure;
using performance::Figure;
using performance::Indicator;
using performance::Node;
using planning::NodeLevel;

std::string Percent(const std::optional<Score>& score) {
  return score ? score->Print() + " %" : "–";
}

// Columns count characters, not bytes: names may hold letters of several bytes.
std::string Padded(std::string text, size_t width) {
  size_t letters = 0;
  for (const char c : text) letters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  if (letters < width) text.append(width - letters, ' ');
  return text;
}

std::string Cut(const std::string& text, size_t width) {
  size_t letters = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    letters += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    if (letters > width) return text.substr(0, i - 1) + "…";
  }
  return text;
}

class Printer {
 public:
  Printer(const ReportInput& input, Lang lang)
      : plan_(input.plan), e_(input.evaluation), in_(input), lang_(lang) {}

  std::string Print() {
    Head();
    Totals();
    Means();
    Divisions();
    Rows();
    return std::move(out_);
  }

 private:
  std::string T(std::string_view key, std::initializer_list<std::string_view> args = {}) const {
    return Texts::Shipped().Get(lang_, key, args);
  }
  void Line(std::string text) { out_ += text + "\n"; }
  void Fact(std::string_view key, std::string value) { Line("  " + Padded(T(key), 44) + value); }

  void Head() {
    Line(T("report.title", {plan_.agency, QuarterRoman(e_.period.quarter), std::to_string(e_.period.year)}));
    if (!plan_.government.empty()) Line(plan_.government);
    Line("");
  }

  void Totals() {
    const Budget& b = e_.total.budget;
    Fact("report.target_renstra", b.renstra.Print());
    Fact("report.realised_before", b.realised_before.Print());
    Fact("report.ceiling", b.ceiling.Print());
    for (int q = 1; q <= e_.period.quarter; ++q)
      Line("  " + Padded(T("report.quarter", {QuarterRoman(q)}), 44) + b.by_quarter[q - 1].Print());
    Fact("report.realised", b.realised.Print());
    Fact("report.remaining", b.Remaining().Print());
    Fact("report.realised_to_date", b.RealisedToDate().Print());
    Fact("report.absorption", WithMicro(b.Absorption()));
    Fact("report.renstra_rate", WithMicro(b.RenstraRate()));
    Fact("report.score", Percent(e_.total.score));
    Fact("report.reported", fmt::format("{} / {}", e_.total.reported, e_.total.indicators));
    Line("");
  }

  static std::string WithMicro(const std::optional<Score>& score) {
    return score ? score->Print(6) + " %" : "–";
  }

  void Mean(std::string_view key, const performance::RowMean& k, const performance::RowMean& rp) {
    Line("  " + Padded(T(key, {std::to_string(k.rows)}), 44) +
         T("report.mean_k_rp",
           {k.Value() ? k.Value()->Print(4) + " %" : "–", rp.Value() ? rp.Value()->Print(4) + " %" : "–"}));
  }

  void Means() {
    Mean("report.mean_indicators", e_.indicator_rows_k, e_.indicator_rows_rp);
    Mean("report.mean_activities", e_.activity_rows_k, e_.activity_rows_rp);
    if (const auto k = e_.MeanK().Value())
      Fact("report.predicate_k", T(TextKey(PredicateOf(*k, e_.settings.predicate))));
    if (const auto rp = e_.MeanRp().Value())
      Fact("report.predicate_rp", T(TextKey(PredicateOf(*rp, e_.settings.predicate))));
    Line("");
  }

  void Divisions() {
    if (e_.divisions.empty()) return;
    Line(T("report.divisions"));
    for (const DivisionFigure& division : e_.divisions) {
      const performance::UnitRef& unit = plan_.units[static_cast<size_t>(division.unit)];
      Line("  " + Padded(Cut(unit.name, 58), 60) + FigureText(division));
      for (const int node : division.nodes) NodeLine(node);
    }
    Line("");
  }

  std::string FigureText(const Figure& figure) const {
    return T("report.figure", {Percent(figure.score), Percent(figure.budget.Absorption())});
  }

  // A node's own line; where it rests on one indicator, that indicator's raw figure says what the cap hides.
  void NodeLine(int at) {
    const Node& node = plan_.nodes[static_cast<size_t>(at)];
    Line("    " + Padded(Cut(node.name, 56), 58) + FigureText(e_.nodes[static_cast<size_t>(at)]));
    for (size_t i = 0; i < plan_.indicators.size(); ++i)
      if (plan_.indicators[i].node == at)
        Line("      " + Padded(Cut(plan_.indicators[i].name, 54), 56) + Achieved(i));
  }

  // "36 dari 34 perangkat daerah (105,88 %)".
  std::string Achieved(size_t at) const {
    const Achievement& a = e_.indicators[at];
    if (!a.reported) return T("report.not_reported");
    const Indicator& indicator = plan_.indicators[at];
    const std::string raw = a.raw.Print();
    if (a.target.empty() || a.realised.empty()) return T("report.achieved", {raw});
    return T("report.achieved_of", {FigureOf(a.realised), FigureOf(a.target), indicator.unit, raw});
  }

  static std::string FigureOf(const performance::ToDate& figure) {
    return PrintDecimal(DivideHalfUp(figure.sum, figure.count).value_or(0), 6, 6, Zeros::kTrim);
  }

  void Rows() {
    Line(T("report.rows"));
    for (size_t n = 0; n < plan_.nodes.size(); ++n) {
      const Node& node = plan_.nodes[n];
      const std::string row = in_.node_rows.empty() ? "" : fmt::format("{:>4}  ", in_.node_rows[n]);
      const std::string indent(
          2 * (static_cast<size_t>(node.level) - static_cast<size_t>(NodeLevel::kAffair)), ' ');
      const Figure& figure = e_.nodes[n];
      Line(fmt::format("{}{} {:>10}  {:>22} / {:>22}  {:>9}", row,
                       Padded(Cut(indent + (node.code.empty() ? "" : node.code + " ") + node.name, 74), 75),
                       Percent(figure.score), figure.budget.realised.Print(), figure.budget.ceiling.Print(),
                       Percent(figure.budget.Absorption())));
    }
  }

  using Budget = performance::Budget;
  const performance::PlanYear& plan_;
  const performance::Evaluation& e_;
  const ReportInput& in_;
  Lang lang_;
  std::string out_;
};

}  // namespace

std::string PrintReport(const ReportInput& input, Lang lang) {
  return Printer(input, lang).Print();
}

}  // namespace sinergi::app
