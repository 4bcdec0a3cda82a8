// sinergi nomenclature import FILE --year Y: a year's codes of programmes, activities and sub-activities.
#include <iostream>

#include <boost/json.hpp>

#include "app/command.h"
#include "modules/planning/nomenclature/nomenclature_store.h"

namespace sinergi::app {
namespace {

using planning::NomenclatureFile;
using planning::NomenclatureImport;

Result<NomenclatureImport> Take(sql::Connection& c, const Globals& globals, const NomenclatureFile& file,
                                const NomenclatureOptions& options) {
  const Result<kernel::Government> government = ChosenGovernment(c, globals);
  if (!government.ok()) return government.error();
  const kernel::Actor actor = kernel::CommandLineActor(government->id);
  const kernel::UnitTree no_units;
  const planning::PlanningContext context{actor, no_units, SystemClock()()};
  Result<NomenclatureImport> result = planning::ImportNomenclature(c, context, options.year, file);
  if (!result.ok() || !options.confirm) return result;
  for (planning::CodeLink& link : planning::OpenLinks(c, government->id, options.year, 100'000)) {
    if (link.reason != planning::LinkReason::kFile) continue;
    link.state = planning::LinkState::kConfirmed;
    // A predecessor whose version is not there stays a suggestion.
    const Status confirmed = planning::DecideLink(c, context, link);
    if (!confirmed.ok() && confirmed.error().code != "planning.link_unknown") return confirmed.error();
  }
  return result;
}

}  // namespace

int ImportNomenclatureFile(const Globals& globals, const NomenclatureOptions& options) {
  const Result<std::string> bytes = ReadFile(options.file);
  if (!bytes.ok()) return Fail(globals, bytes.error());
  const Result<NomenclatureFile> file = planning::ReadNomenclature(*bytes);
  if (!file.ok()) return Fail(globals, file.error());
  auto db = OpenStore(globals, Missing::kRefuse);
  if (!db.ok()) return Fail(globals, db.error());
  const Result<NomenclatureImport> done =
      (*db)->Write([&](sql::Connection& c) { return Take(c, globals, *file, options); });
  if (!done.ok()) return Fail(globals, done.error());
  if (globals.json) {
    boost::json::array unreadable(file->unreadable_lines.begin(), file->unreadable_lines.end());
    std::cout << boost::json::serialize(boost::json::object{{"year", options.year},
                                                            {"added", done->added},
                                                            {"changed", done->changed},
                                                            {"same", done->same},
                                                            {"suggested", done->links},
                                                            {"unreadable_lines", std::move(unreadable)}})
              << "\n";
    return kDone;
  }
  std::cout << T(globals, "planning.command_imported",
                 {std::to_string(done->added), std::to_string(done->changed), std::to_string(done->same),
                  std::to_string(done->links)})
            << "\n";
  for (const int line : file->unreadable_lines)
    std::cout << T(globals, "planning.command_unreadable", {std::to_string(line)}) << "\n";
  return kDone;
}

}  // namespace sinergi::app
