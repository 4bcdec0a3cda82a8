#include "app/instrument_choice.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <iostream>

#include <boost/json.hpp>

#include "modules/assessment/instrument_file.h"

namespace sinergi::app {
namespace {

bool IsPath(std::string_view name) {
  return name == "-" || name.find('/') != name.npos || name.ends_with(".yaml") || name.ends_with(".yml");
}

// "ikd.yaml:12:5" -> 12, 5; the numbers at the end, 0 where there are none.
std::pair<int, int> PlaceOf(const FieldError& field) {
  int numbers[2] = {0, 0}, found = 0;
  std::string_view place = field.field;
  for (size_t colon = place.rfind(':'); colon != place.npos && found < 2; colon = place.rfind(':')) {
    int number = 0;
    const char* end = place.data() + place.size();
    if (std::from_chars(place.data() + colon + 1, end, number).ptr != end || colon + 1 == place.size()) break;
    numbers[found++] = number;
    place = place.substr(0, colon);
  }
  return found == 2 ? std::pair{numbers[1], numbers[0]} : std::pair{numbers[0], 0};
}

// As they stand in the file; they were found in another order.
std::vector<FieldError> InOrder(const Error& error) {
  std::vector<FieldError> fields = error.fields;
  std::ranges::stable_sort(fields, {}, PlaceOf);
  return fields;
}

// From a path.
Result<ChosenInstrument> ReadInstrumentFile(const std::string& path) {
  const Result<std::string> yaml = ReadFile(path);
  if (!yaml.ok()) return yaml.error();
  return ReadInstrumentText(*yaml, path);
}

}  // namespace

Result<ChosenInstrument> ReadInstrumentText(std::string_view yaml, const std::string& path) {
  ChosenInstrument chosen;
  if (assessment::IsKamiFile(yaml)) {
    Result<assessment::Kami> kami = assessment::ReadKami(yaml, path);
    if (!kami.ok()) return kami.error();
    chosen.kami = std::move(*kami);
  } else {
    Result<assessment::Instrument> instrument = assessment::ReadInstrument(yaml, path);
    if (!instrument.ok()) return instrument.error();
    chosen.instrument = std::move(*instrument);
  }
  return chosen;
}

Result<ChosenInstrument> ChooseInstrument(const std::string& name) {
  if (IsPath(name)) return ReadInstrumentFile(name);
  if (Result<assessment::Instrument> instrument = assessment::ShippedInstrument(name); instrument.ok())
    return ChosenInstrument{std::move(*instrument), {}};
  Result<assessment::Kami> kami = assessment::ShippedKami(name);
  if (kami.ok()) return ChosenInstrument{{}, std::move(*kami)};
  std::error_code code;
  if (std::filesystem::is_regular_file(name, code)) return ReadInstrumentFile(name);
  return kami.error();
}

const std::string& In(Lang lang, const Label& label) {
  return lang == Lang::kEn && !label.en.empty() ? label.en : label.id;
}

std::string FaultLines(const Globals& globals, const Error& error) {
  std::string lines;
  for (const FieldError& field : InOrder(error))
    lines +=
        field.field + ": " + Texts::Shipped().Get(globals.lang, "error." + field.code, field.args) + "\n";
  return lines;
}

int FailWithPlaces(const Globals& globals, const Error& error) {
  const std::string text = Texts::Shipped().Get(globals.lang, "error." + error.code, error.args);
  if (!globals.json) {
    std::cerr << "sinergi: " << text << "\n" << FaultLines(globals, error);
    return kRefused;
  }
  boost::json::array faults;
  for (const FieldError& field : InOrder(error))
    faults.push_back(
        boost::json::object{{"place", field.field},
                            {"code", field.code},
                            {"text", Texts::Shipped().Get(globals.lang, "error." + field.code, field.args)}});
  const boost::json::object body{
      {"error", boost::json::object{{"code", error.code}, {"text", text}, {"faults", std::move(faults)}}}};
  std::cerr << boost::json::serialize(body) << "\n";
  return kRefused;
}

}  // namespace sinergi::app
