#include <iostream>

#include <fmt/format.h>
#include <boost/json.hpp>

#include "app/command.h"
#include "app/demo.h"
#include "app/demo_regencies.h"
#include "kernel/audit.h"

namespace sinergi::app {
namespace {

namespace json = boost::json;

json::object UnitJson(const kernel::Unit& unit, const kernel::UnitTree& units) {
  const kernel::Unit* parent = unit.parent_id ? units.Find(*unit.parent_id) : nullptr;
  return {{"id", std::to_string(unit.id)},
          {"code", unit.code},
          {"name", unit.name},
          {"kind", kernel::Name(unit.kind)},
          {"parent", parent ? json::value(parent->code) : json::value()},
          {"valid_from", unit.valid_from.Iso()},
          {"valid_to", unit.valid_to ? json::value(unit.valid_to->Iso()) : json::value()}};
}

kernel::GovernmentLevel LevelOf(const std::string& name) {
  return kernel::ParseGovernmentLevel(name).value();
}

Zone ZoneOf(const std::string& name) {
  return name == "WITA" ? Zone::kWita : name == "WIT" ? Zone::kWit : Zone::kWib;
}

}  // namespace

int ListUnits(const Globals& globals) {
  auto db = OpenStore(globals, Missing::kRefuse);
  if (!db.ok()) return Fail(globals, db.error());
  const auto units = (*db)->Read([&](sql::Connection& c) -> Result<kernel::UnitTree> {
    const Result<kernel::Government> government = ChosenGovernment(c, globals);
    if (!government.ok()) return government.error();
    return kernel::LoadAllUnits(c, government->id);
  });
  if (!units.ok()) return Fail(globals, units.error());
  json::array list;
  for (const kernel::Unit& unit : units->units()) {
    if (globals.json)
      list.push_back(UnitJson(unit, *units));
    else
      std::cout << fmt::format("{:<28}{}{}\n", unit.code,
                               std::string(2 * static_cast<size_t>(unit.depth), ' '), unit.name);
  }
  if (globals.json) std::cout << json::serialize(list) << "\n";
  return kDone;
}

int AddUnitCommand(const Globals& globals, const AddUnitOptions& options) {
  auto db = OpenStore(globals, Missing::kRefuse);
  if (!db.ok()) return Fail(globals, db.error());
  const Instant now = SystemClock()();
  const Status added = (*db)->Write([&](sql::Connection& c) -> Status {
    const Result<kernel::Government> government = ChosenGovernment(c, globals);
    if (!government.ok()) return government.error();
    kernel::Unit unit;
    unit.code = options.code;
    unit.name = options.name;
    unit.kind = options.parent.empty() ? kernel::UnitKind::kAgency : kernel::UnitKind::kDivision;
    if (!options.parent.empty()) {
      const kernel::UnitTree units = kernel::LoadUnits(c, government->id, DateAt(now, government->zone));
      const kernel::Unit* parent = units.FindCode(options.parent);
      if (parent == nullptr) return Error{ErrorKind::kNotFound, "app.unit_unknown", {options.parent}};
      unit.parent_id = parent->id;
    }
    const Result<int64_t> id = kernel::AddUnit(c, government->id, unit);
    if (!id.ok()) return id.error();
    const json::object detail{{"code", unit.code}, {"name", unit.name}};
    kernel::Record(c, kernel::CommandLineActor(government->id), now,
                   {"unit.add", "unit/" + std::to_string(*id), json::serialize(detail)});
    return Ok();
  });
  if (!added.ok()) return Fail(globals, added.error());
  return kDone;
}

int AddGovernmentCommand(const Globals& globals, const AddGovernmentOptions& options) {
  auto db = OpenStore(globals, Missing::kMake);
  if (!db.ok()) return Fail(globals, db.error());
  const Status added = (*db)->Write([&](sql::Connection& c) -> Status {
    kernel::Government government;
    government.code = options.code;
    government.name = options.name;
    government.level = LevelOf(options.level);
    government.zone = ZoneOf(options.zone);
    const Result<int64_t> id = kernel::AddGovernment(c, government);
    if (!id.ok()) return id.error();
    const json::object detail{{"code", options.code}, {"name", options.name}};
    kernel::Record(c, kernel::CommandLineActor(*id), SystemClock()(),
                   {"government.add", "government/" + std::to_string(*id), json::serialize(detail)});
    return Ok();
  });
  if (!added.ok()) return Fail(globals, added.error());
  return kDone;
}

int Demo(const Globals& globals, const DemoOptions& options) {
  auto db = OpenStore(globals, Missing::kMake);
  if (!db.ok()) return Fail(globals, db.error());
  const Result<DemoResult> demo = LoadDemo(**db, globals.data, SystemClock()());
  if (!demo.ok()) return Fail(globals, demo.error());
  if (options.regencies) {
    const Result<int> added = LoadDemoRegencies(**db, SystemClock()());
    if (!added.ok()) return Fail(globals, added.error());
    std::cerr << T(globals, "nation.demo_regencies", {std::to_string(*added)}) << "\n";
  }
  if (globals.json) {
    json::array accounts;
    for (const ExampleAccount& account : demo->accounts)
      accounts.push_back(json::object{{"login", account.login}, {"role", account.role}});
    std::cout << json::serialize(json::object{{"loaded", demo->loaded},
                                              {"government", demo->government},
                                              {"password", kExamplePassword},
                                              {"accounts", std::move(accounts)}})
              << "\n";
    return kDone;
  }
  std::cout << T(globals, demo->loaded ? "app.demo_loaded" : "app.demo_there", {demo->government}) << "\n"
            << T(globals, "app.demo_accounts", {kExamplePassword}) << "\n";
  for (const ExampleAccount& account : demo->accounts)
    std::cout << fmt::format("  {:<22} {}\n", account.login, account.name);
  return kDone;
}

}  // namespace sinergi::app
