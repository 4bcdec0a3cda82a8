// sinergi register remind: looks at the clocks of all registers now, for a timer of the system.
#include <iostream>

#include <boost/json.hpp>

#include "app/command.h"
#include "base/clock.h"
#include "modules/register/notice_reminder.h"

namespace sinergi::app {

int RemindCommand(const Globals& globals) {
  Result<std::unique_ptr<sql::Database>> db = OpenStore(globals, Missing::kRefuse);
  if (!db.ok()) return Fail(globals, db.error());
  const Instant now = SystemClock()();
  const registers::Registers registers =
      registers::Registers::Open(**db, std::filesystem::path(globals.data) / "registers", now);
  const auto governments = (*db)->Read([](sql::Connection& c) { return kernel::ListGovernments(c); });
  boost::json::array all;
  for (const kernel::Government& government : governments) {
    if (!globals.government.empty() && government.code != globals.government) continue;
    const int64_t told = registers::RemindNow(**db, registers, government, now).told;
    all.push_back({{"government", government.code}, {"notices", told}});
    if (!globals.json)
      std::cout << T(globals, "remind.done", {government.name, std::to_string(told)}) << "\n";
  }
  if (globals.json)
    std::cout << boost::json::serialize(boost::json::object{{"reminded", std::move(all)}}) << "\n";
  return kDone;
}

}  // namespace sinergi::app
