#include "app/demo_reports.h"

#include "app/demo_files.h"
#include "modules/report/report_store.h"

namespace sinergi::app {

void LoadExampleReports(sql::Connection& c, const performance::ActContext& context, int64_t agency_id,
                        int year) {
  const int64_t id = Need(report::DraftReport(c, context, agency_id, year));
  const files::Tree example = ExampleYaml("reports.yaml");
  for (const auto& [place, text] : example.root()["texts"].entries())
    Need(report::SaveText(c, context, {id, place.Scalar(), text.Scalar(), 0}), place.Scalar());
}

}  // namespace sinergi::app
