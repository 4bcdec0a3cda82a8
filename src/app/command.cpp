#include "app/command.h"

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
