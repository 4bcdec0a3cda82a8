#include <iostream>

#include <fmt/format.h>
#include <boost/json.hpp>

#include "app/command.h"
#include "modules/performance/performance_store.h"

namespace sinergi::app {
namespace {

namespace json = boost::json;
using performance::QuarterWindow;

Result<QuarterWindow> ReadWindow(const QuarterOptions& options) {
  const std::optional<Period> period = Period::Parse(options.period);
  if (!period) return Error{ErrorKind::kInvalid, "app.period_unreadable", {options.period}};
  const std::optional<Date> opens = Date::Parse(options.opens), closes = Date::Parse(options.closes);
  if (!opens) return Error{ErrorKind::kInvalid, "app.date_unreadable", {options.opens}};
  if (!closes) return Error{ErrorKind::kInvalid, "app.date_unreadable", {options.closes}};
  return QuarterWindow{*period, *opens, *closes};
}

}  // namespace

int ListQuarters(const Globals& globals) {
  auto db = OpenStore(globals, Missing::kRefuse);
  if (!db.ok()) return Fail(globals, db.error());
  const auto windows = (*db)->Read([&](sql::Connection& c) -> Result<std::vector<QuarterWindow>> {
    const Result<kernel::Government> government = ChosenGovernment(c, globals);
    if (!government.ok()) return government.error();
    return performance::ListWindows(c, government->id);
  });
  if (!windows.ok()) return Fail(globals, windows.error());
  json::array list;
  for (const QuarterWindow& window : *windows) {
    if (globals.json)
      list.push_back(json::object{
          {"period", window.period.Code()}, {"opens", window.opens.Iso()}, {"closes", window.closes.Iso()}});
    else
      std::cout << fmt::format("{}  {}  {}\n", window.period.Code(), window.opens.Iso(), window.closes.Iso());
  }
  if (globals.json) std::cout << json::serialize(list) << "\n";
  return kDone;
}

int SetQuarter(const Globals& globals, const QuarterOptions& options) {
  const Result<QuarterWindow> window = ReadWindow(options);
  if (!window.ok()) {
    Fail(globals, window.error());
    return kWrongUsage;
  }
  auto db = OpenStore(globals, Missing::kRefuse);
  if (!db.ok()) return Fail(globals, db.error());
  const Instant now = SystemClock()();
  const Status set = (*db)->Write([&](sql::Connection& c) -> Status {
    const Result<kernel::Government> government = ChosenGovernment(c, globals);
    if (!government.ok()) return government.error();
    const kernel::Actor actor = kernel::CommandLineActor(government->id);
    const kernel::UnitTree no_units;
    return performance::SetWindow(c, {actor, no_units, now, DateAt(now, government->zone)}, *window);
  });
  if (!set.ok()) return Fail(globals, set.error());
  return kDone;
}

}  // namespace sinergi::app
