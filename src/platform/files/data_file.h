// A data file: YAML that people edit (forms, instruments, registers, calendars), read with every fault named
// by place.
//
//   Status read = files::ReadDataFile(yaml, "e81-17.yaml", [&](const Node& root, files::Faults& faults)
//   {
//     files::CheckKeys(root, {"form", "title"}, faults);
//     form.title = files::RequiredText(root, "title", faults);
//   });
//
// Errors: data_file.bad_file {0}=file with one FieldError a fault, its field being "file:line:column" and its
// code either one of data_file.* (what every file can have wrong) or one of the reader's own. Pure apart from
// the texts given; no thread rule.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "platform/files/node.h"

namespace sinergi::files {

// Nobody mends more at once, and a file that repeats one part by an alias could have millions.
constexpr size_t kMostFaults = 500;

class Faults {
 public:
  explicit Faults(std::string_view file_name) : file_(file_name) {}

  // offset: characters into the scalar at that place. `code` is whole ("form.unknown_level").
  void Add(const Mark& mark, std::string_view code, std::vector<std::string> args = {}, int offset = 0);
  bool empty() const { return fields_.empty(); }
  Error TakeError();

 private:
  std::string file_;
  std::vector<FieldError> fields_;
};

constexpr size_t kLargestDataFile = 1 << 20;

// Loads the text and hands its root, which is a map, to `read`. Refused when anything is wrong.
Status ReadDataFile(std::string_view yaml, std::string_view file_name,
                    const std::function<void(const Node& root, Faults& faults)>& read);

// A fault for every key that is not one of `known`, and for doubled keys.
void CheckKeys(const Node& map, std::initializer_list<std::string_view> known, Faults& faults);
// The text of a key that must be there; "" and a fault at the map's place when it is missing, empty or no
// text.
std::string RequiredText(const Node& map, const char* key, Faults& faults);
std::string OptionalText(const Node& map, const char* key, Faults& faults);
// 1 when a scalar stands in quotes: its text begins one character later.
int QuoteOf(const Node& scalar);

}  // namespace sinergi::files
