#include <filesystem>
#include <fstream>

#include "app/rollup/nation_csv.h"
#include "base/decimal.h"

namespace sinergi::app {
namespace {

// A file that grows row by row.
class CsvOut {
 public:
  CsvOut(const std::string& folder, const char* name, const char* header)
      : path_(folder + "/" + name + ".csv"), out_(path_, std::ios::binary | std::ios::trunc) {
    text_ = header;
    text_ += '\n';
  }
  template <class... Fields>
  void Row(const Fields&... fields) {
    bool first = true;
    ((text_ += first ? "" : ",", first = false, Add(fields)), ...);
    text_ += '\n';
    if (text_.size() > 1 << 20) Flush();
  }
  bool Done() {
    Flush();
    out_.flush();
    return static_cast<bool>(out_);
  }
  const std::string& path() const { return path_; }

 private:
  void Add(int64_t value) { text_ += value == kNoId ? "" : std::to_string(value); }
  void Add(int value) { text_ += std::to_string(value); }
  void Add(char letter) { text_ += letter; }
  void Add(const char* text) { text_ += text; }
  void Flush() {
    out_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
    text_.clear();
  }
  std::string path_, text_;
  std::ofstream out_;
};

std::string Hundredths(int64_t micro) {
  return micro == performance::IndicatorBlock::kNone ? "" : PlainDecimal(micro / (kMicro / 100), 2);
}

struct Files {
  explicit Files(const std::string& folder)
      : org(folder, "org", "org_id,parent_id,kind,name,weight"),
        node(folder, "node", "node_id,parent_id,agency_id,division_id,kind,weight,code,name"),
        indicator(folder, "indicator", "ind_id,node_id,polarity,agg,weight,cap,unit,name"),
        measure(folder, "measure", "ind_id,year,quarter,target,realised"),
        budget(folder, "budget", "node_id,ceiling"),
        spending(folder, "budget_real", "node_id,year,month,amount") {}
  CsvOut org, node, indicator, measure, budget, spending;
};

void WriteIndicators(Files& files, const NationTables& tables) {
  for (const IndicatorTableRow& row : tables.indicators) {
    const performance::PlainIndicator& figures = row.figures;
    files.indicator.Row(row.id, row.node_id, figures.direction == performance::Direction::kLower ? "-1" : "1",
                        "SLM"[static_cast<size_t>(figures.aggregation)], figures.weight_micro / kMicro,
                        figures.cap->micro() / kMicro, "unit", "Indikator");
    for (int quarter = 1; quarter <= 4; ++quarter) {
      const size_t q = static_cast<size_t>(quarter - 1);
      files.measure.Row(row.id, tables.year, quarter, Hundredths(figures.target[q]).c_str(),
                        Hundredths(figures.realised[q]).c_str());
    }
  }
}

void WriteNodes(Files& files, const NationTables& tables) {
  for (size_t i = 0; i < tables.nodes.size(); ++i) {
    const NodeRow& node = tables.nodes[i];
    const size_t kind =
        static_cast<size_t>(node.level) - static_cast<size_t>(planning::NodeLevel::kProgramme);
    files.node.Row(node.id, node.parent_id, node.agency_id, node.division_id, "PAS"[kind],
                   node.weight_micro / kMicro, node.id, "Simpul");
    if (!node.has_money) continue;
    files.budget.Row(node.id, node.ceiling_sen / 100);
    for (int month = 1; month <= 12; ++month)
      files.spending.Row(node.id, tables.year, month, tables.months[i][static_cast<size_t>(month - 1)] / 100);
  }
}

}  // namespace

Status WriteNation(const std::string& folder, const NationSample& sample) {
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  Files files(folder);
  for (const OrganisationRow& row : sample.Organisations())
    files.org.Row(row.id, row.parent_id, row.kind, "Organisasi", row.weight_micro / kMicro);
  for (int government = 0; government < sample.governments(); ++government) {
    const NationTables tables = sample.Government(government);
    WriteNodes(files, tables);
    WriteIndicators(files, tables);
  }
  for (CsvOut* file :
       {&files.org, &files.node, &files.indicator, &files.measure, &files.budget, &files.spending})
    if (!file->Done()) return Error{ErrorKind::kUnavailable, "app.file_unwritable", {file->path()}};
  return Ok();
}

}  // namespace sinergi::app
