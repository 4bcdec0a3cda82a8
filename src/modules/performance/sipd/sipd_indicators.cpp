#include "modules/performance/sipd/sipd_indicators.h"

#include "base/text.h"

namespace sinergi::performance::sipd {
namespace {

// Columns with one figure an indicator, in the order of the table of Permendagri 14/2026.
constexpr std::string_view kLists[] = {"target_akhir", "realisasi_capaian", "prakiraan", "target_maju_1"};

std::string Joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : " | ") + part;
  return text;
}

Indicator Named(std::string name) {
  Indicator indicator;
  indicator.name = std::move(name);
  return indicator;
}

// A quantity as the file has it: decimal point. What a person should look at is a finding; it is kept as it
// stands.
Quantity ReadQuantity(const SipdRow& row, std::string_view key, const std::string& text,
                      const std::string& unit) {
  Quantity quantity = Quantity::Read(text, NumberStyle::kPoint);
  if (quantity.kind == Quantity::Kind::kText)
    row.findings().Add("composite", Severity::kNote, row.Place(key), text);
  if (quantity.kind == Quantity::Kind::kRange)
    row.findings().Add("range", Severity::kNote, row.Place(key), text);
  const bool other_unit = !quantity.unit.empty() && !unit.empty() && !SameText(quantity.unit, unit);
  if (other_unit) row.findings().Add("unit_differs", Severity::kNote, row.Place(key), text, unit);
  if (quantity.kind == Quantity::Kind::kNumber && quantity.low_micro < 0)
    row.findings().Add("negative_target", Severity::kFault, row.Place(key), text);
  return quantity;
}

void NoteOddUnit(const SipdRow& row, std::string_view key, const Indicator& indicator) {
  const bool index = LowerAscii(indicator.name).starts_with("indeks");
  if (index && indicator.unit == "%")
    row.findings().Add("unit_odd", Severity::kNote, row.Place(key), indicator.unit, "", {indicator.name});
}

struct Lists {
  std::vector<std::string> values[std::size(kLists)];
};

// Two figures of the same place in two lists, more than three times apart: they are not of the same
// indicator.
bool Apart(const std::string& a, const std::string& b) {
  const Quantity x = Quantity::Read(a, NumberStyle::kPoint), y = Quantity::Read(b, NumberStyle::kPoint);
  const bool comparable = x.low_micro > 0 && y.low_micro > 0;
  return comparable && (x.low_micro / 3 > y.high_micro || y.low_micro / 3 > x.high_micro);
}

bool OrderDoubtful(const Lists& lists) {
  for (const auto& a : lists.values)
    for (const auto& b : lists.values)
      for (size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        if (Apart(a[i], b[i])) return true;
  return false;
}

// Several names: no figure is given to any by its place alone.
void ReportLists(const SipdRow& row, const std::vector<std::string>& names, const Lists& lists) {
  const bool doubtful = OrderDoubtful(lists);
  for (size_t i = 0; i < std::size(kLists); ++i) {
    const std::vector<std::string>& values = lists.values[i];
    if (values.empty()) continue;
    const std::string_view kind = values.size() != names.size() ? "targets_length"
                                  : doubtful                    ? "targets_order"
                                                                : "targets_several";
    row.findings().Add(kind, Severity::kNote, row.Place(kLists[i]), Joined(values), "",
                       {Joined(names), std::to_string(values.size()), std::to_string(names.size())});
  }
}

void TakeSingle(const SipdRow& row, const Lists& lists, Indicator& indicator) {
  if (lists.values[0].size() > 1 || lists.values[1].size() > 1) {
    ReportLists(row, {indicator.name}, lists);
    return;
  }
  const auto read = [&](size_t list) {
    return lists.values[list].empty() ? Quantity()
                                      : ReadQuantity(row, kLists[list], lists.values[list][0], "");
  };
  indicator.target_renstra = read(0);
  indicator.realised_before = read(1);
}

// The year's target names its indicator: it is given by that name, never by its place.
void TakeYearTarget(const SipdRow& row, std::vector<Indicator>& indicators) {
  const std::string name = row.Name("tolak_ukur_capaian");
  const std::string target = row.Text("target_teks_capaian");
  if (name.empty() && target.empty()) return;
  std::string names;
  for (Indicator& indicator : indicators) {
    names += (names.empty() ? "" : " | ") + indicator.name;
    if (!SameText(indicator.name, name)) continue;
    indicator.unit = FoldBlanks(row.Text("satuan_capaian"));
    indicator.target_year = ReadQuantity(row, "target_teks_capaian", target, indicator.unit);
    NoteOddUnit(row, "satuan_capaian", indicator);
    return;
  }
  row.findings().Add("indicator_unmatched", Severity::kNote, row.Place("tolak_ukur_capaian"), name, "",
                     {target, names});
}

std::vector<Indicator> Outputs(const SipdRow& row, std::string_view name_key, std::string_view target_key,
                               std::string_view unit_key) {
  const std::vector<std::string> names = Paragraphs(row.Text(name_key));
  const std::vector<std::string> targets = Paragraphs(row.Text(target_key));
  const std::string unit = FoldBlanks(row.Text(unit_key));
  std::vector<Indicator> indicators;
  for (const std::string& name : names) indicators.push_back(Named(name));
  if (names.empty()) {
    row.findings().Add("no_indicator", Severity::kNote, row.Place(name_key));
  } else if (names.size() > 1 || targets.size() > 1) {
    row.findings().Add(names.size() == targets.size() ? "targets_several" : "targets_length", Severity::kNote,
                       row.Place(target_key), Joined(targets), "",
                       {Joined(names), std::to_string(targets.size()), std::to_string(names.size())});
  } else {
    indicators[0].unit = unit;
    if (targets.empty()) {
      row.findings().Add("no_target", Severity::kNote, row.Place(target_key), "", "", {names[0]});
    } else {
      indicators[0].target_year = ReadQuantity(row, target_key, targets[0], unit);
    }
    NoteOddUnit(row, unit_key, indicators[0]);
  }
  return indicators;
}

}  // namespace

std::vector<Indicator> OutcomeIndicators(const SipdRow& row) {
  const std::vector<std::string> names = Paragraphs(row.Text("indikator_outcome"));
  Lists lists;
  for (size_t i = 0; i < std::size(kLists); ++i) lists.values[i] = Paragraphs(row.Text(kLists[i]));
  std::vector<Indicator> indicators;
  for (const std::string& name : names) indicators.push_back(Named(name));
  if (names.empty()) {
    row.findings().Add("no_indicator", Severity::kNote, row.Place("indikator_outcome"));
    return indicators;
  }
  if (names.size() == 1) {
    TakeSingle(row, lists, indicators[0]);
  } else {
    ReportLists(row, names, lists);
  }
  TakeYearTarget(row, indicators);
  return indicators;
}

std::vector<Indicator> ActivityIndicators(const SipdRow& row) {
  const std::string other = row.Text("urai_output"), name = row.Text("tolok_ukur_sub");
  if (!other.empty() && !name.empty() && !SameText(other, name))
    row.findings().Add("output_differs", Severity::kNote, row.Place("urai_output"), other, FoldBlanks(name));
  return Outputs(row, name.empty() ? "urai_output" : "tolok_ukur_sub", "target_sub_teks", "satuan_sub");
}

std::vector<Indicator> SubActivityIndicators(const SipdRow& row) {
  return Outputs(row, "tolak_ukur_output", "target_teks_output", "satuan_output");
}

}  // namespace sinergi::performance::sipd
