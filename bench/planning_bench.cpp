// What a region's plan costs as whole pages: an RKPD of 40 agencies with 6,000 sub-activities below an RPJMD, two versions of
// which a tenth differs.
//   bench_planning FOLDER|postgresql://…
// Prints one line, milliseconds, each the middle of five: opens, differs, checks, exports.
#include <filesystem>

#include <fmt/format.h>

#include "app/demo.h"
#include "app/routes.h"
#include "app/store.h"
#include "kernel/unit.h"
#include "modules/planning/document/document_store.h"
#include "timing.h"

namespace {

using namespace sinergi;
using namespace sinergi::planning;

constexpr int kAgencies = 40, kProgrammes = 5, kActivities = 6, kSubActivities = 5, kYear = 2027, kRounds = 5;
constexpr Money kSubCeiling = Money::Rupiah(150'000'000);

std::string CodeOfProgramme(int agency, int programme) {
  return fmt::format("{}.{:02}.{:02}", agency / 20 + 1, agency % 20 + 1, programme + 1);
}

void AddNode(DocumentContent& content, DocumentLevel level, int parent, const std::string& code,
             Money amount) {
  DocumentNode node;
  node.level = level;
  node.parent = parent;
  node.code = code;
  node.name = "Penyelenggaraan urusan pemerintahan " + code;
  if (level == DocumentLevel::kProgramme) node.agency = code.substr(0, 4);
  node.location = "Semua kecamatan";
  node.funding = "DAU";
  if (amount > Money()) node.amounts = {{kYear, amount}, {kYear + 1, amount}};
  content.nodes.push_back(std::move(node));
  DocumentIndicator indicator;
  indicator.node = static_cast<int>(content.nodes.size()) - 1;
  indicator.name = "Persentase keluaran " + code;
  indicator.unit = "%";
  indicator.baseline = Quantity::Read("70", NumberStyle::kIndonesian);
  indicator.targets = {{kYear, Quantity::Read("75,5", NumberStyle::kIndonesian)}};
  content.indicators.push_back(std::move(indicator));
}

DocumentContent Programmes() {
  DocumentContent content;
  for (int agency = 0; agency < kAgencies; ++agency)
    for (int programme = 0; programme < kProgrammes; ++programme)
      AddNode(content, DocumentLevel::kProgramme, -1, CodeOfProgramme(agency, programme),
              Money::Rupiah(5'000'000'000));
  return content;
}

DocumentContent WholePlan() {
  DocumentContent content;
  for (int agency = 0; agency < kAgencies; ++agency)
    for (int programme = 0; programme < kProgrammes; ++programme) {
      const int top = static_cast<int>(content.nodes.size());
      AddNode(content, DocumentLevel::kProgramme, -1, CodeOfProgramme(agency, programme), {});
      for (int activity = 0; activity < kActivities; ++activity) {
        const std::string code =
            fmt::format("{}.2.{:02}", content.nodes[static_cast<size_t>(top)].code, activity + 1);
        const int middle = static_cast<int>(content.nodes.size());
        AddNode(content, DocumentLevel::kActivity, top, code, {});
        for (int sub = 0; sub < kSubActivities; ++sub)
          AddNode(content, DocumentLevel::kSubActivity, middle, fmt::format("{}.{:04}", code, sub + 1),
                  kSubCeiling);
      }
    }
  return content;
}

DocumentContent ATenthChanged(DocumentContent content) {
  for (size_t i = 0; i < content.nodes.size(); i += 10) {
    content.nodes[i].name += " (perubahan)";
    for (YearAmount& amount : content.nodes[i].amounts) amount.amount += Money::Rupiah(1'000'000);
  }
  return content;
}

// A document of the whole government with that content; answers its id.
int64_t Keep(sql::Connection& c, const PlanningContext& context, DocumentKind kind,
             std::optional<int64_t> above, const DocumentContent& content) {
  DocumentHead head;
  head.kind = kind;
  head.year_from = head.year_to = kYear;
  head.title = "Dokumen banding";
  head.above_id = above;
  const int64_t id = AddDocument(c, context, head).value();
  SetContent(c, context, id, 1, content).value();
  return id;
}

int64_t Fill(sql::Database& db, Instant now) {
  return db
      .Write([&](sql::Connection& c) -> Result<int64_t> {
        const int64_t government = *c.One("SELECT id FROM government ORDER BY id LIMIT 1");
        const kernel::Actor actor = kernel::CommandLineActor(government);
        const kernel::UnitTree units = kernel::LoadUnits(c, government, DateAt(now, Zone::kWita));
        const PlanningContext context{actor, units, now};
        const auto newest = [&](int64_t id) { return VersionsOf(c, government, id).front().row_version; };
        const int64_t rpjmd = Keep(c, context, DocumentKind::kRpjmd, {}, Programmes());
        LockStage(c, context, rpjmd, newest(rpjmd), "Musrenbang").value();
        const int64_t rkpd = Keep(c, context, DocumentKind::kRkpd, rpjmd, WholePlan());
        LockStage(c, context, rkpd, newest(rkpd), "Musrenbang").value();
        SetContent(c, context, rkpd, newest(rkpd), ATenthChanged(WholePlan())).value();
        return rkpd;
      })
      .value();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::string location = argv[1];
  const bool postgres = location.starts_with("postgresql://");
  app::Globals globals;
  (postgres ? globals.database : globals.data) = location;
  auto opened = app::OpenStore(globals, app::Missing::kMake);
  if (!opened.ok()) return 1;
  sql::Database& db = **opened;
  const std::filesystem::path folder =
      postgres ? std::filesystem::temp_directory_path() : std::filesystem::path(location);
  app::Application application(db, folder, false);
  http::Router router = application.MakeRouter();
  const Instant now = SystemClock()();
  if (!app::LoadDemo(db, folder, now).ok()) return 1;
  const std::string document = "/planning/" + std::to_string(Fill(db, now));
  for (const char* part : {"", "/differences", "/findings", "/document.xlsx"}) {
    const http::Request request = bench::RequestAs(db, "perencana", document + part, now);
    std::printf("%.0f ", bench::AnswerMicros(
                             router, request, kRounds, [] {}, bench::WallMicros) /
                             1e3);
  }
  std::printf("\n");
}
