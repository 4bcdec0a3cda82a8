// What a province's page costs while its regencies write: 22 regencies, each with its own writer's share of
// the edits.
//   bench_province FOLDER [EDITS_A_SECOND SECONDS AGENCIES INDICATORS]     FOLDER is made and filled
// Prints: milliseconds of the first page (everything loaded), median and 99th percentile of the pages while
// edits go on, edits done a second, and 1 when the last page equals the one that a server with an empty
// memory makes.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <random>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "app/routes.h"
#include "app/store.h"
#include "kernel/account.h"
#include "kernel/unit.h"
#include "modules/performance/import_store.h"

namespace {

using namespace sinergi;
using Steady = std::chrono::steady_clock;
using performance::MeasurementAct;

constexpr int kRegencies = 22;
constexpr Period kPeriod{2024, 3};

struct Size {
  int agencies = 40, indicators = 24;
};

struct Place {
  int64_t government = 0;
  kernel::UnitTree units;
  std::vector<int64_t> indicators;
};

template <class T>
T Must(const Result<T>& result) {
  if (result.ok()) return *result;
  std::fprintf(stderr, "%s\n", result.error().code.c_str());
  std::exit(1);
}

performance::PlanYear PlanOf(int indicators, std::mt19937& random) {
  performance::PlanYear plan;
  plan.year = kPeriod.year;
  for (int i = 0; i < indicators; ++i) {
    const int programme = i / 8;
    const bool first = i % 8 == 0;
    performance::Node node;
    node.level = first ? planning::NodeLevel::kProgramme : planning::NodeLevel::kSubActivity;
    node.code = first ? fmt::format("2.{:02}.{:02}", 7 + programme, 2)
                      : fmt::format("2.{:02}.{:02}.2.01.{:04}", 7 + programme, 2, i);
    node.name = "Simpul " + node.code;
    node.parent = first ? -1 : i / 8 * 8;
    node.money.ceiling_original = Money::Rupiah(100'000'000 + static_cast<int64_t>(random() % 900'000'000));
    performance::Indicator indicator;
    indicator.node = i;
    indicator.name = "Indikator";
    for (Quantity& target : indicator.target) target = Quantity::Number(10 * kMicro);
    for (size_t q = 0; q < 2; ++q)
      indicator.measured[q].emplace().realised =
          Quantity::Number(static_cast<int64_t>(random() % 12) * kMicro);
    plan.nodes.push_back(std::move(node));
    plan.indicators.push_back(std::move(indicator));
  }
  return plan;
}

Place MakeRegency(sql::Connection& c, int number, const Size& size, std::mt19937& random) {
  kernel::Government government;
  government.code = fmt::format("53.{:02}", number);
  government.name = fmt::format("Kabupaten {}", number);
  Place place;
  place.government = Must(kernel::AddGovernment(c, government));
  for (int a = 0; a < size.agencies; ++a) {
    kernel::Unit unit;
    unit.code = fmt::format("{:02}", a);
    unit.name = fmt::format("Dinas {}", a);
    unit.kind = kernel::UnitKind::kAgency;
    Must(kernel::AddUnit(c, place.government, unit));
  }
  place.units = kernel::LoadAllUnits(c, place.government);
  const kernel::Actor actor = kernel::CommandLineActor(place.government);
  const performance::ActContext context{actor, place.units, 0, {2024, 10, 5}};
  for (const kernel::Unit& unit : place.units.units())
    (void)Must(performance::ApplyImport(c, context, unit.id, PlanOf(size.indicators, random)));
  (void)Must(performance::SetWindow(c, context, {kPeriod, {2024, 1, 1}, {2024, 12, 31}}));
  c.Query("SELECT id FROM indicator WHERE government_id = ? ORDER BY id", {place.government},
          [&](const sql::Row& row) { place.indicators.push_back(row.Int(0)); });
  return place;
}

// One edit: what was not entered is saved, a draft is submitted, what was submitted is withdrawn.
void Edit(sql::Database& db, const Place& place, std::mt19937& random) {
  const int64_t indicator = place.indicators[random() % place.indicators.size()];
  const kernel::Actor actor = kernel::CommandLineActor(place.government);
  const performance::Entry entry{std::to_string(random() % 12), "", "", "", "", "uji"};
  (void)db.Write([&](sql::Connection& c) -> Status {
    const performance::ActContext context{actor, place.units, 0, {2024, 10, 5}};
    const auto row = performance::NewestMeasurement(c, place.government, indicator, kPeriod.quarter);
    const bool submitted = row && row->state == performance::MeasurementState::kSubmitted;
    const auto done =
        !row ? performance::SaveMeasurement(c, context, indicator, kPeriod, entry, 0)
             : performance::ActOnMeasurement(c, context, indicator, kPeriod,
                                             submitted ? MeasurementAct::kWithdraw : MeasurementAct::kSubmit,
                                             "", row->row_version);
    return done.ok() ? Ok() : Status(done.error());
  });
}

std::string SessionOf(sql::Database& db, int64_t province) {
  return Must(db.Write([&](sql::Connection& c) -> Result<std::string> {
    kernel::Account account;
    account.government_id = province;
    account.login = "gubernur";
    account.name = "Gubernur";
    account.grants = {{kernel::Role::kHead, 0}};
    account.id = Must(kernel::AddAccount(c, account, "none"));
    return kernel::OpenSession(c, account, SystemClock()()).token;
  }));
}

std::string Ask(http::Router& router, const std::string& token) {
  http::Request request;
  request.method = http::Method::kGet;
  request.path = "/province";
  request.target = "/province?period=2024-Q3";
  request.query = {{"period", kPeriod.Code()}};
  request.peer = "127.0.0.1";
  request.cookies = {{"sinergi_session", token}};
  const http::Response response = router.Answer(request);
  if (response.status != 200) std::exit(1);
  return response.shared_body ? *response.shared_body : response.body;
}

double Millis(Steady::time_point start) {
  return std::chrono::duration<double, std::milli>(Steady::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const int rate = argc > 2 ? std::atoi(argv[2]) : 200, seconds = argc > 3 ? std::atoi(argv[3]) : 5;
  const Size size{argc > 4 ? std::atoi(argv[4]) : 40, argc > 5 ? std::atoi(argv[5]) : 24};
  app::Globals globals;
  globals.data = argv[1];
  auto opened = app::OpenStore(globals, app::Missing::kMake);
  if (!opened.ok()) return 1;
  sql::Database& db = **opened;
  std::mt19937 random(1);
  int64_t province = 0;
  std::vector<Place> places;
  (void)db.Write([&](sql::Connection& c) -> Status {
    kernel::Government government;
    government.code = "53";
    government.name = "Provinsi";
    government.level = kernel::GovernmentLevel::kProvince;
    province = Must(kernel::AddGovernment(c, government));
    for (int i = 1; i <= kRegencies; ++i) places.push_back(MakeRegency(c, i, size, random));
    return Ok();
  });
  const std::string token = SessionOf(db, province);
  app::Application application(db, std::filesystem::path(argv[1]) / "evidence", false);
  http::Router router = application.MakeRouter();
  auto start = Steady::now();
  (void)Ask(router, token);
  const double first = Millis(start);

  int edits = 0;
  std::jthread writer([&] {
    std::mt19937 drawn(2);
    const auto begin = Steady::now();
    for (; Millis(begin) < seconds * 1000.0; ++edits) {
      Edit(db, places[drawn() % places.size()], drawn);
      std::this_thread::sleep_until(begin + std::chrono::microseconds(1'000'000LL * (edits + 1) / rate));
    }
  });
  std::vector<double> pages;
  for (start = Steady::now(); Millis(start) < seconds * 1000.0;) {
    const auto asked = Steady::now();
    (void)Ask(router, token);
    pages.push_back(Millis(asked));
    std::this_thread::sleep_for(std::chrono::milliseconds(15));
  }
  writer.join();
  app::Application empty(db, std::filesystem::path(argv[1]) / "evidence", false);
  http::Router anew = empty.MakeRouter();
  std::ranges::sort(pages);
  std::printf("%.0f %.2f %.2f %d %d\n", first, pages[pages.size() / 2], pages[pages.size() * 99 / 100],
              edits / seconds, Ask(router, token) == Ask(anew, token) ? 1 : 0);
}
