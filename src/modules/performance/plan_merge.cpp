#include "modules/performance/plan_merge.h"

#include <numeric>
#include <string>
#include <unordered_map>

#include "base/text.h"

namespace sinergi::performance {
namespace {

using ChangeKind = PlanChange::Kind;

// Keys of all nodes of a plan, in order.
std::vector<std::string> NodeKeys(const PlanYear& plan) {
  std::vector<std::string> keys;
  std::unordered_map<std::string, int> seen;
  for (const Node& node : plan.nodes) {
    std::string key = node.code;
    if (key.empty())
      key = (node.parent >= 0 ? keys[static_cast<size_t>(node.parent)] : "") + "/" + FoldText(node.name);
    const int count = ++seen[key];
    keys.push_back(count == 1 ? key : key + "#" + std::to_string(count));
  }
  return keys;
}

std::vector<std::string> IndicatorKeys(const PlanYear& plan, const std::vector<std::string>& nodes) {
  std::vector<std::string> keys;
  std::unordered_map<std::string, int> seen;
  for (const Indicator& indicator : plan.indicators) {
    std::string key = nodes[static_cast<size_t>(indicator.node)] + "|" + FoldText(indicator.name);
    const int count = ++seen[key];
    keys.push_back(count == 1 ? key : key + "#" + std::to_string(count));
  }
  return keys;
}

std::unordered_map<std::string, int> IndexOf(const std::vector<std::string>& keys) {
  std::unordered_map<std::string, int> index;
  for (size_t i = 0; i < keys.size(); ++i) index[keys[i]] = static_cast<int>(i);
  return index;
}

bool SameFigure(const Quantity& a, const Quantity& b) {
  if (a.is_number() && b.is_number()) return a.low_micro == b.low_micro;
  return a.kind == b.kind && a.low_micro == b.low_micro && a.high_micro == b.high_micro &&
         SameText(a.text, b.text);
}

std::string PlaceText(const Node& node) {
  return node.code.empty() ? node.name : node.code + " " + node.name;
}

// Lays imported fields over stored ones and notes every difference.
class Overlay {
 public:
  Overlay(const PlanYear* stored, const PlanYear& imported) : imported_(imported) {
    if (stored) out_.plan = *stored;
    stored_nodes_ = out_.plan.nodes.size();
    stored_indicators_ = out_.plan.indicators.size();
    CopyHead();
  }

  MergedPlan Run() {
    const std::vector<std::string> old_nodes = NodeKeys(out_.plan);
    const std::vector<std::string> old_indicators = IndicatorKeys(out_.plan, old_nodes);
    const std::vector<std::string> new_nodes = NodeKeys(imported_);
    out_.node_touched.assign(stored_nodes_, false);
    out_.indicator_touched.assign(stored_indicators_, false);
    MergeNodes(IndexOf(old_nodes), new_nodes);
    MergeIndicators(IndexOf(old_indicators), IndicatorKeys(imported_, new_nodes));
    ListMissing();
    return std::move(out_);
  }

 private:
  void CopyHead() {
    if (out_.plan.year == 0) out_.plan.year = imported_.year;
    if (out_.plan.agency.empty()) out_.plan.agency = imported_.agency;
    if (out_.plan.units.empty()) out_.plan.units = imported_.units;
    out_.plan.budget_names = imported_.budget_names;
  }

  void Change(ChangeKind kind, const char* what, const std::string& place, const char* field,
              std::string before, std::string after) {
    out_.changes.push_back({kind, what, place, field, std::move(before), std::move(after)});
  }

  // --- nodes
  void MergeNodes(const std::unordered_map<std::string, int>& old, const std::vector<std::string>& keys) {
    node_seen_.assign(stored_nodes_, false);
    for (size_t i = 0; i < imported_.nodes.size(); ++i) {
      const auto it = old.find(keys[i]);
      if (it == old.end()) {
        AddNode(imported_.nodes[i]);
      } else {
        node_at_.push_back(it->second);
        node_seen_[static_cast<size_t>(it->second)] = true;
        MergeNode(static_cast<size_t>(it->second), imported_.nodes[i], imported_.IsLeaf(static_cast<int>(i)));
      }
    }
  }

  void AddNode(const Node& imported) {
    Node node = imported;
    node.id = 0;
    if (node.name.empty()) node.name = node.code;
    node.parent = imported.parent < 0 ? -1 : node_at_[static_cast<size_t>(imported.parent)];
    node.unit = UnitAt(imported.unit);
    node_at_.push_back(static_cast<int>(out_.plan.nodes.size()));
    out_.plan.nodes.push_back(std::move(node));
    out_.node_touched.push_back(true);
    Change(ChangeKind::kNew, "node", PlaceText(imported), "name", "", out_.plan.nodes.back().name);
  }

  // The same unit among the stored plan's: by code, else by name.
  int UnitAt(int imported_unit) const {
    if (imported_unit < 0) return -1;
    const UnitRef& unit = imported_.units[static_cast<size_t>(imported_unit)];
    for (size_t i = 0; i < out_.plan.units.size(); ++i) {
      const UnitRef& known = out_.plan.units[i];
      if (known.code == unit.code || SameText(known.name, unit.name)) return static_cast<int>(i);
    }
    return -1;
  }

  void MergeNode(size_t at, const Node& imported, bool leaf) {
    Node& node = out_.plan.nodes[at];
    bool touched = false;
    if (!imported_.as_of && !imported.name.empty() && !SameText(node.name, imported.name)) {
      Change(ChangeKind::kChanged, "node", PlaceText(node), "name", node.name, imported.name);
      node.name = imported.name;
      touched = true;
    }
    if (const int unit = UnitAt(imported.unit); unit >= 0 && unit != node.unit) {
      const auto name = [&](int u) {
        return u < 0 ? std::string() : out_.plan.units[static_cast<size_t>(u)].name;
      };
      Change(ChangeKind::kChanged, "node", PlaceText(node), "unit", name(node.unit), name(unit));
      node.unit = unit;
      touched = true;
    }
    if (leaf && imported_.as_of) {
      touched |= MergeDay(PlaceText(node), node.money, imported.money, *imported_.as_of);
    } else if (leaf) {
      touched |= MergeMoney(PlaceText(node), node.money, imported.money);
      touched |= MergeMonths(PlaceText(node), node.money, imported);
    }
    if (leaf && MergeBudget(PlaceText(node), node.budget, imported.budget)) touched = true;
    if (touched) out_.node_touched[at] = true;
  }

  // A file that tells parts tells all of them.
  bool MergeBudget(const std::string& place, BudgetParts& budget, const BudgetParts& imported) {
    if (imported.empty() || Tells(budget, imported)) return false;
    Change(ChangeKind::kChanged, "money", place, "budget", PrintParts(budget), PrintParts(imported));
    budget = imported;
    return true;
  }

  bool MergeAmount(const std::string& place, const char* field, Money& amount, Money imported) {
    if (imported == Money() || imported == amount) return false;
    Change(ChangeKind::kChanged, "money", place, field, amount.Print(), imported.Print());
    amount = imported;
    return true;
  }

  bool MergeMonth(const std::string& place, const char* field, Money& amount, Money imported, bool nothing) {
    if (!nothing) return MergeAmount(place, field, amount, imported);
    if (amount == Money()) return false;
    Change(ChangeKind::kChanged, "money", place, field, amount.Print(), Money().Print());
    amount = Money();
    return true;
  }

  bool MergeMonths(const std::string& place, NodeMoney& money, const Node& imported) {
    bool touched = false;
    for (size_t month = 0; month < 12; ++month) {
      touched |= MergeMonth(place, "cash_plan", money.cash_plan[month], imported.money.cash_plan[month],
                            imported.no_cash_plan[month]);
      touched |= MergeMonth(place, "realised", money.realised[month], imported.money.realised[month],
                            imported.no_realised[month]);
    }
    return touched;
  }

  bool MergeMoney(const std::string& place, NodeMoney& money, const NodeMoney& imported) {
    bool touched = MergeAmount(place, "renstra", money.renstra, imported.renstra);
    touched |= MergeAmount(place, "realised_before", money.realised_before, imported.realised_before);
    touched |= MergeAmount(place, "next_year", money.next_year, imported.next_year);
    touched |= MergeAmount(place, "ceiling_original", money.ceiling_original, imported.ceiling_original);
    if (imported.ceiling_revised && money.ceiling_revised != imported.ceiling_revised) {
      Change(ChangeKind::kChanged, "money", place, "ceiling_revised",
             money.ceiling_revised ? money.ceiling_revised->Print() : "", imported.ceiling_revised->Print());
      money.ceiling_revised = imported.ceiling_revised;
      money.revised_from = imported.revised_from;
      touched = true;
    }
    return touched;
  }

  bool MergeDay(const std::string& place, NodeMoney& money, const NodeMoney& imported, const Date& day) {
    bool touched = false;
    const bool revised = money.ceiling_revised && (!money.revised_from || *money.revised_from <= day);
    if (revised)
      touched |= MergeAmount(place, "ceiling_revised", *money.ceiling_revised, imported.ceiling_original);
    else
      touched |= MergeAmount(place, "ceiling_original", money.ceiling_original, imported.ceiling_original);
    const size_t month = static_cast<size_t>(day.month - 1);
    const Money earlier =
        std::accumulate(money.realised.begin(), money.realised.begin() + day.month - 1, Money());
    const Money part = imported.realised[month] - earlier;
    if (part == money.realised[month]) return touched;
    const bool refused = part < Money();
    Change(refused ? ChangeKind::kRefused : ChangeKind::kChanged, "money", place, "realised",
           refused ? earlier.Print() : money.realised[month].Print(),
           refused ? imported.realised[month].Print() : part.Print());
    if (refused) return touched;
    money.realised[month] = part;
    return true;
  }

  // --- indicators
  void MergeIndicators(const std::unordered_map<std::string, int>& old,
                       const std::vector<std::string>& keys) {
    indicator_seen_.assign(stored_indicators_, false);
    for (size_t i = 0; i < imported_.indicators.size(); ++i) {
      const Indicator& imported = imported_.indicators[i];
      const int node = node_at_[static_cast<size_t>(imported.node)];
      const std::string place = PlaceText(out_.plan.nodes[static_cast<size_t>(node)]) + " · " + imported.name;
      const auto it = old.find(keys[i]);
      if (it == old.end()) {
        AddIndicator(imported, node, place);
      } else {
        indicator_seen_[static_cast<size_t>(it->second)] = true;
        MergeIndicator(static_cast<size_t>(it->second), imported, place);
      }
    }
  }

  void AddIndicator(const Indicator& imported, int node, const std::string& place) {
    Indicator indicator = imported;
    indicator.id = 0;
    indicator.node = node;
    const int at = static_cast<int>(out_.plan.indicators.size());
    for (size_t q = 0; q < 4; ++q) {
      // A figure that is not there is not reported: its row would only stand in the officer's way.
      if (indicator.measured[q] && indicator.measured[q]->realised.empty()) indicator.measured[q].reset();
      if (indicator.measured[q]) out_.measured.push_back({at, static_cast<int>(q) + 1});
    }
    out_.plan.indicators.push_back(std::move(indicator));
    out_.indicator_touched.push_back(true);
    Change(ChangeKind::kNew, "indicator", place, "target_year", "", imported.target_year.text);
  }

  bool MergeQuantity(const std::string& place, const char* field, Quantity& quantity,
                     const Quantity& imported) {
    if (imported.empty() || SameFigure(quantity, imported)) return false;
    Change(ChangeKind::kChanged, "target", place, field, quantity.text, imported.text);
    quantity = imported;
    return true;
  }

  bool MergeText(const std::string& place, const char* field, std::string& text,
                 const std::string& imported) {
    if (imported.empty() || SameText(text, imported)) return false;
    Change(ChangeKind::kChanged, "indicator", place, field, text, imported);
    text = imported;
    return true;
  }

  void MergeIndicator(size_t at, const Indicator& imported, const std::string& place) {
    Indicator& indicator = out_.plan.indicators[at];
    bool touched = MergeText(place, "unit_of_measure", indicator.unit, imported.unit);
    touched |= MergeQuantity(place, "target_year", indicator.target_year, imported.target_year);
    touched |= MergeQuantity(place, "target_renstra", indicator.target_renstra, imported.target_renstra);
    touched |= MergeQuantity(place, "baseline", indicator.baseline, imported.baseline);
    touched |= MergeQuantity(place, "realised_before", indicator.realised_before, imported.realised_before);
    touched |= MergeText(place, "definition", indicator.definition, imported.definition);
    touched |= MergeText(place, "formula", indicator.formula, imported.formula);
    touched |= MergeText(place, "data_source", indicator.data_source, imported.data_source);
    for (size_t q = 0; q < 4; ++q) {
      touched |= MergeQuantity(place, "target_quarter", indicator.target[q], imported.target[q]);
      MergeMeasurement(static_cast<int>(at), static_cast<int>(q) + 1, imported.measured[q], place);
    }
    if (touched) out_.indicator_touched[at] = true;
  }

  void MergeMeasurement(int at, int quarter, const std::optional<Measurement>& imported,
                        const std::string& place) {
    if (!imported || imported->realised.empty()) return;
    std::optional<Measurement>& stored =
        out_.plan.indicators[static_cast<size_t>(at)].measured[static_cast<size_t>(quarter - 1)];
    if (stored && SameFigure(stored->realised, imported->realised)) return;
    const std::string before = stored ? stored->realised.text : "";
    const bool refused = stored.has_value();
    Change(refused ? ChangeKind::kRefused : ChangeKind::kNew, "measurement",
           place + " · " + std::string(QuarterRoman(quarter)), "realised", before, imported->realised.text);
    if (refused) return;
    stored = imported;
    out_.measured.push_back({at, quarter});
  }

  // --- what the file no longer has
  void ListMissing() {
    for (size_t i = 0; i < stored_nodes_; ++i)
      if (!node_seen_[i])
        Change(ChangeKind::kMissing, "node", PlaceText(out_.plan.nodes[i]), "name", out_.plan.nodes[i].name,
               "");
    for (size_t i = 0; i < stored_indicators_; ++i) {
      const Indicator& indicator = out_.plan.indicators[i];
      if (indicator_seen_[i] || !node_seen_[static_cast<size_t>(indicator.node)]) continue;
      Change(ChangeKind::kMissing, "indicator",
             PlaceText(out_.plan.nodes[static_cast<size_t>(indicator.node)]) + " · " + indicator.name, "name",
             indicator.name, "");
    }
  }

  const PlanYear& imported_;
  MergedPlan out_;
  size_t stored_nodes_ = 0, stored_indicators_ = 0;
  std::vector<int> node_at_;  // imported node -> merged node
  std::vector<bool> node_seen_, indicator_seen_;
};

}  // namespace

std::string_view TextKey(PlanChange::Kind kind) {
  switch (kind) {
    case PlanChange::Kind::kNew:
      return "interface.change_new";
    case PlanChange::Kind::kChanged:
      return "interface.change_changed";
    case PlanChange::Kind::kMissing:
      return "interface.change_missing";
    case PlanChange::Kind::kRefused:
      break;
  }
  return "interface.change_refused";
}

MergedPlan Merge(const PlanYear* stored, const PlanYear& imported) {
  return Overlay(stored, imported).Run();
}

std::vector<PlanChange> Compare(const PlanYear* stored, const PlanYear& imported) {
  return Merge(stored, imported).changes;
}

}  // namespace sinergi::performance
