// Fuzzes what reads a client's bytes: forms, targets, cookies, and the office-file detection. Build with
// clang and -DSINERGI_FUZZ=ON; run: fuzz_form -max_total_time=60
#include <cstdint>
#include <cstdlib>
#include <string>

#include "platform/files/media_type.h"
#include "platform/http/coding.h"
#include "platform/http/message.h"

namespace {

void Check(bool condition) {
  if (!condition) std::abort();
}

void FuzzForm(std::string type, std::string_view body) {
  sinergi::http::Request request;
  request.headers = {{"content-type", std::move(type)}};
  request.body = body;
  const sinergi::http::Form form = sinergi::http::ReadForm(request);
  Check(form.ok || (form.fields.empty() && form.files.empty()));
  for (const auto& [name, value] : form.fields) {
    Check(sinergi::http::IsCleanText(name) && sinergi::http::IsCleanText(value));
  }
  for (const auto& file : form.files) {
    Check(file.content.data() >= request.body.data());
    Check(file.content.data() + file.content.size() <= request.body.data() + request.body.size());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  FuzzForm("application/x-www-form-urlencoded", text);
  FuzzForm("multipart/form-data; boundary=XX", text);
  const size_t line = text.find('\n');
  if (line != text.npos) FuzzForm(std::string(text.substr(0, line)), text.substr(line + 1));
  sinergi::http::Request request;
  if (sinergi::http::ReadTarget(text, request)) Check(request.path.starts_with('/'));
  sinergi::http::ReadCookies(text);
  sinergi::files::DetectMediaType(text, "a.csv");
  Check(!sinergi::files::SafeName(text, ".pdf").empty());
  return 0;
}
