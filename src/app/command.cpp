#include "app/command.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include <unistd.h>
#include <boost/json.hpp>

namespace sinergi::app {
namespace {

constexpr size_t kFileBytesMost = 200u << 20;

Result<std::string> ReadAll(std::istream& in, const std::string& path) {
  std::string bytes;
  char block[1 << 16];
  while (in.read(block, sizeof block) || in.gcount() > 0) {
    bytes.append(block, static_cast<size_t>(in.gcount()));
    if (bytes.size() > kFileBytesMost)
      return Error{ErrorKind::kTooLarge, "app.file_too_large", {path, "200 MB"}};
  }
  return bytes;
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

}  // namespace

int Fail(const Globals& globals, const Error& error) {
  const std::string text = Texts::Shipped().Of(globals.lang, error);
  if (globals.json) {
    const boost::json::object body{{"error", boost::json::object{{"code", error.code}, {"text", text}}}};
    std::cerr << boost::json::serialize(body) << "\n";
  } else {
    std::cerr << "sinergi: " << text << "\n";
  }
  return kRefused;
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

std::string T(const Globals& globals, std::string_view key, std::initializer_list<std::string_view> args) {
  return Texts::Shipped().Get(globals.lang, key, args);
}

Result<std::string> ReadFile(const std::string& path) {
  if (path == "-") return ReadAll(std::cin, path);
  std::error_code code;
  if (std::filesystem::is_directory(path, code))
    return Error{ErrorKind::kNotFound, "app.file_unreadable", {path}};
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{ErrorKind::kNotFound, "app.file_unreadable", {path}};
  return ReadAll(in, path);
}

Status WriteFile(const std::string& path, std::string_view bytes) {
  const std::string beside = path + "." + std::to_string(::getpid()) + ".tmp";
  {
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.flush();
    if (!out) {
      std::remove(beside.c_str());
      return Error{ErrorKind::kUnavailable, "app.file_unwritable", {path}};
    }
  }
  std::error_code code;
  std::filesystem::rename(beside, path, code);
  if (code) return Error{ErrorKind::kUnavailable, "app.file_unwritable", {path}};
  return Ok();
}

}  // namespace sinergi::app
