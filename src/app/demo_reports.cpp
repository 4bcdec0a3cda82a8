#include "app/demo_reports.h"

#include "app/demo_files.h"
#include "modules/report/report_store.h"

namespace sinergi::app {

void LoadExampleReports(sql::Connection& c, const performance::ActContext& context, int64_t agency_id,
                        int year) {
  const int64_t id = Need(report::DraftReport(c, context, agency_id, year));
  for (const auto& text : ExampleYaml("reports.yaml")["texts"])
    Need(report::SaveText(c, context, {id, text.first.as<std::string>(), text.second.as<std::string>(), 0}),
         text.first.as<std::string>());
}

}  // namespace sinergi::app
