#include "app/command.h"
#include "app/improve_report.h"
#include "app/instrument_choice.h"
#include "base/text.h"
#include "modules/assessment/effort_file.h"
#include "modules/assessment/instrument_scoring.h"
#include "modules/assessment/levels_file.h"

namespace sinergi::app {
namespace {

using assessment::ImproveRequest;
using assessment::Instrument;

// An option's number, as it was typed.
struct TypedOption {
  const char* option;
  const std::string& text;
};
Result<std::optional<int64_t>> Number(const TypedOption& typed) {
  if (typed.text.empty()) return std::optional<int64_t>();
  const std::optional<int64_t> micro = assessment::ReadEffort(typed.text);
  if (!micro) return Error{ErrorKind::kInvalid, "app.usage_value", {typed.option}};
  return micro;
}

Status Lock(const Instrument& instrument, const std::vector<std::string>& codes, ImproveRequest& request) {
  for (const std::string& code : codes) {
    if (TrimBlanks(code).empty()) continue;
    const int item = instrument.FindItem(TrimBlanks(code));
    if (item < 0)
      return Error{ErrorKind::kInvalid, "assessment.code_unknown", {Shorten(code, 40), instrument.id}};
    request.locked[static_cast<size_t>(item)] = true;
  }
  return Ok();
}

// With its weights and its way of scoring. KAMI has levels by area, and no index that weights could raise.
Result<Instrument> ReadInstrument(const ImproveOptions& options) {
  Result<ChosenInstrument> chosen = ChooseInstrument(options.instrument);
  if (!chosen.ok()) return chosen.error();
  if (!chosen->instrument)
    return Error{ErrorKind::kInvalid, "assessment.no_weighted_index", {chosen->About().id}};
  Result<Instrument> instrument = std::move(*chosen->instrument);
  if (!options.scoring.empty()) instrument = assessment::ScoredBy(*instrument, options.scoring);
  if (!instrument.ok() || options.weights.empty()) return instrument;
  const Result<std::string> bytes = ReadFile(options.weights);
  if (!bytes.ok()) return bytes.error();
  return assessment::WithWeights(*instrument, *bytes, options.weights);
}

Result<ImproveRequest> ReadRequest(const Instrument& instrument, const ImproveOptions& options) {
  const Result<std::string> levels_bytes = ReadFile(options.levels);
  if (!levels_bytes.ok()) return levels_bytes.error();
  const Result<assessment::Levels> levels = assessment::ReadLevels(instrument, *levels_bytes, options.levels);
  if (!levels.ok()) return levels.error();
  ImproveRequest request = assessment::RequestOf(instrument, *levels);
  if (!options.efforts.empty()) {
    const Result<std::string> bytes = ReadFile(options.efforts);
    if (!bytes.ok()) return bytes.error();
    Result<assessment::EffortTable> efforts = assessment::ReadEfforts(instrument, *bytes, options.efforts);
    if (!efforts.ok()) return efforts.error();
    request.efforts = std::move(*efforts);
  }
  if (!options.depends.empty()) {
    const Result<std::string> bytes = ReadFile(options.depends);
    if (!bytes.ok()) return bytes.error();
    auto dependencies = assessment::ReadDependencies(instrument, *bytes, options.depends);
    if (!dependencies.ok()) return dependencies.error();
    request.dependencies = std::move(*dependencies);
  }
  const Status locked = Lock(instrument, options.lock, request);
  if (!locked.ok()) return locked.error();
  request.years = options.years;
  request.max_rise_per_year = options.max_rise;
  return request;
}

int WrongUsage(const Globals& globals, const Error& error) {
  Fail(globals, error);
  return kWrongUsage;
}

}  // namespace

int Improve(const Globals& globals, const ImproveOptions& options) {
  const int goals = !options.target.empty() + !options.budget.empty() + options.curve;
  if (goals != 1) return WrongUsage(globals, {ErrorKind::kInvalid, "app.improve_goal"});
  const auto target = Number({"--target", options.target}), budget = Number({"--budget", options.budget}),
             capacity = Number({"--capacity", options.capacity});
  for (const auto* number : {&target, &budget, &capacity})
    if (!number->ok()) return WrongUsage(globals, number->error());
  const Result<Instrument> instrument = ReadInstrument(options);
  if (!instrument.ok()) return FailWithPlaces(globals, instrument.error());
  Result<ImproveRequest> request = ReadRequest(*instrument, options);
  if (!request.ok()) return FailWithPlaces(globals, request.error());
  request->capacity_micro = *capacity;
  if (options.curve) {
    const auto curve = assessment::Curve(*instrument, *request);
    return curve.ok() ? ShowCurve(globals, *instrument, *curve) : Fail(globals, curve.error());
  }
  const auto plan = *target ? assessment::ShortestWay(*instrument, *request, **target)
                            : assessment::BestIndex(*instrument, *request, **budget);
  return plan.ok() ? ShowPlan(globals, *instrument, *plan, options.target) : Fail(globals, plan.error());
}

}  // namespace sinergi::app
