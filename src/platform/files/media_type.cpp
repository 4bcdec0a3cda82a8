#include "platform/files/media_type.h"

#include <cstdint>
#include <optional>
#include <vector>

#include "base/text.h"

namespace sinergi::files {
namespace {

using namespace std::string_view_literals;

constexpr size_t kMostZipEntries = 10000;
constexpr size_t kLongestName = 120;

uint32_t Little(std::string_view bytes, size_t at, int count) {
  uint32_t value = 0;
  for (int i = 0; i < count; ++i) value |= uint32_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
  return value;
}

// The names in a zip file's central directory; nullopt when it is not whole.
std::optional<std::vector<std::string_view>> ZipNames(std::string_view bytes) {
  const size_t end = bytes.rfind("PK\x05\x06"sv);
  if (end == bytes.npos || bytes.size() - end < 22) return std::nullopt;
  const uint32_t count = Little(bytes, end + 10, 2);
  size_t at = Little(bytes, end + 16, 4);
  if (count > kMostZipEntries) return std::nullopt;
  std::vector<std::string_view> names;
  for (uint32_t i = 0; i < count; ++i) {
    if (at > end || end - at < 46 || bytes.substr(at, 4) != "PK\x01\x02"sv) return std::nullopt;
    const size_t name = Little(bytes, at + 28, 2);
    if (end - at - 46 < name) return std::nullopt;
    names.push_back(bytes.substr(at + 46, name));
    at += 46 + name + Little(bytes, at + 30, 2) + Little(bytes, at + 32, 2);
  }
  return names;
}

MediaType OfficeType(std::string_view bytes) {
  const auto names = ZipNames(bytes);
  if (!names) return {};
  bool types = false, workbook = false, document = false;
  for (const std::string_view name : *names) {
    if (name.ends_with("vbaProject.bin")) return {};  // macros
    types |= name == "[Content_Types].xml";
    workbook |= name == "xl/workbook.xml";
    document |= name == "word/document.xml";
  }
  if (!types || workbook == document) return {};
  if (workbook) return {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"};
  return {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"};
}

bool IsPlainText(std::string_view bytes) {
  if (bytes.empty() || !IsValidUtf8(bytes)) return false;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\t' && c != '\r' && c != '\n') || byte == 0x7f) return false;
  }
  return true;
}

}  // namespace

MediaType DetectMediaType(std::string_view bytes, std::string_view file_name) {
  if (bytes.starts_with("%PDF-")) return {".pdf", "application/pdf"};
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return {".png", "image/png"};
  if (bytes.starts_with("\xff\xd8\xff"sv)) return {".jpg", "image/jpeg"};
  if (bytes.starts_with("RIFF") && bytes.size() >= 16 && bytes.substr(8, 4) == "WEBP")
    return {".webp", "image/webp"};
  if (bytes.starts_with("PK\x03\x04"sv)) return OfficeType(bytes);
  const std::string name = LowerAscii(file_name);
  if (!IsPlainText(bytes)) return {};
  if (name.ends_with(".csv")) return {".csv", "text/csv; charset=utf-8"};
  if (name.ends_with(".txt")) return {".txt", "text/plain; charset=utf-8"};
  return {};
}

std::string SafeName(std::string_view file_name, std::string_view ending) {
  std::string name(file_name.substr(file_name.find_last_of("/\\") + 1));
  if (!IsValidUtf8(name)) name.clear();
  for (char& c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f || ":*?\"<>|"sv.find(c) != std::string_view::npos) c = '_';
  }
  const std::string lower = LowerAscii(name);
  if (lower.ends_with(ending)) name.resize(name.size() - ending.size());
  if (ending == ".jpg" && lower.ends_with(".jpeg")) name.resize(name.size() - 5);
  name = Shorten(TrimBlanks(name), kLongestName - ending.size());
  while (name.starts_with('.')) name.erase(0, 1);
  return (name.empty() ? "berkas" : name) + std::string(ending);
}

}  // namespace sinergi::files
