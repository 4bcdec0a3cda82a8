// Forms: application/x-www-form-urlencoded and multipart/form-data as browsers and curl send them. The reader
// works in place: contents of files are views into the body.
#include <cstring>
#include <optional>

#include "base/text.h"
#include "platform/http/coding.h"
#include "platform/http/message.h"

namespace sinergi::http {
namespace {

constexpr size_t kMostFields = 20000;
constexpr size_t kMostFiles = 100;
constexpr size_t kLongestPartHead = 4096;

// One header value in the shape `value; name="…"; name=token`, as names and values.
struct Disposition {
  std::string value;
  Pairs params;
};

// Browsers write " as %22 and line ends as %0D %0A; curl writes \" and \\.
std::string Unquoted(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool escaped =
        text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\');
    if (escaped) {
      out.push_back(text[++i]);
    } else if (text.substr(i, 3) == "%22") {
      out.push_back('"'), i += 2;
    } else if (text.substr(i, 3) == "%0D" || text.substr(i, 3) == "%0A") {
      out.push_back(' '), i += 2;
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

// Where the quoted text ends that begins after `at`; npos when it is open.
size_t ClosingQuote(std::string_view text, size_t at) {
  for (; at < text.size(); ++at) {
    if (text[at] == '"') return at;
    if (text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == '"' || text[at + 1] == '\\')) ++at;
  }
  return text.npos;
}

std::optional<Disposition> ReadDisposition(std::string_view text) {
  Disposition out;
  size_t at = std::min(text.find(';'), text.size());
  out.value = LowerAscii(TrimBlanks(text.substr(0, at)));
  while (at < text.size()) {
    const size_t equals = text.find('=', at);
    if (equals == text.npos)
      return TrimBlanks(text.substr(at + 1)).empty() ? std::optional(out) : std::nullopt;
    const std::string name = LowerAscii(TrimBlanks(text.substr(at + 1, equals - at - 1)));
    for (const auto& [known, value] : out.params) {
      if (known == name) return std::nullopt;
    }
    if (equals + 1 < text.size() && text[equals + 1] == '"') {
      const size_t close = ClosingQuote(text, equals + 2);
      if (close == text.npos) return std::nullopt;
      out.params.emplace_back(name, Unquoted(text.substr(equals + 2, close - equals - 2)));
      at = text.find(';', close);
      if (!TrimBlanks(text.substr(close + 1, at == text.npos ? at : at - close - 1)).empty())
        return std::nullopt;
    } else {
      at = text.find(';', equals);
      out.params.emplace_back(name,
                              TrimBlanks(text.substr(equals + 1, at == text.npos ? at : at - equals - 1)));
    }
  }
  return out;
}

const std::string* FindField(const Pairs& pairs, std::string_view name) {
  for (const auto& [key, value] : pairs) {
    if (key == name) return &value;
  }
  return nullptr;
}

struct PartHead {
  std::string name, content_type;
  std::optional<std::string> file_name;
};

bool ReadDispositionOf(std::string_view text, PartHead& head) {
  const std::optional<Disposition> disposition = ReadDisposition(text);
  if (!disposition || disposition->value != "form-data") return false;
  const std::string* name = FindField(disposition->params, "name");
  if (name == nullptr || !IsCleanText(*name)) return false;
  head.name = *name;
  const std::string* file = FindField(disposition->params, "filename");
  if (file == nullptr) return true;
  if (!IsCleanText(*file)) return false;
  head.file_name = file->substr(file->find_last_of("/\\") + 1);  // old browsers send the whole path
  return true;
}

std::optional<PartHead> ReadPartHead(std::string_view text) {
  PartHead head;
  bool described = false;
  while (!text.empty()) {
    const size_t end = text.find("\r\n");
    const std::string_view line = text.substr(0, end);
    text = end == text.npos ? std::string_view() : text.substr(end + 2);
    const size_t colon = line.find(':');
    if (colon == line.npos) return std::nullopt;
    const std::string_view value = TrimBlanks(line.substr(colon + 1));
    const std::string_view name = line.substr(0, colon);
    if (EqualsFolded(name, "content-disposition")) {
      if (described || !ReadDispositionOf(value, head)) return std::nullopt;
      described = true;
    } else if (EqualsFolded(name, "content-type")) {
      head.content_type = value;
    } else if (EqualsFolded(name, "content-transfer-encoding") && !EqualsFolded(value, "binary") &&
               !EqualsFolded(value, "8bit") && !EqualsFolded(value, "7bit")) {
      return std::nullopt;
    }
  }
  return described ? std::optional(head) : std::nullopt;
}

bool Take(PartHead head, std::string_view content, Form& form) {
  if (head.file_name) {
    if (head.file_name->empty() && content.empty()) return true;  // a file field left empty
    if (form.files.size() == kMostFiles) return false;
    form.files.push_back(
        {std::move(head.name), std::move(*head.file_name), std::move(head.content_type), content});
    return true;
  }
  if (form.fields.size() == kMostFields || !IsCleanText(content)) return false;
  form.fields.emplace_back(std::move(head.name), std::string(content));
  return true;
}

// memmem searches in linear time whatever the body holds.
size_t FindBytes(std::string_view text, std::string_view part, size_t from) {
  const void* found = memmem(text.data() + from, text.size() - from, part.data(), part.size());
  return found == nullptr ? text.npos : static_cast<size_t>(static_cast<const char*>(found) - text.data());
}

// Position of the next CRLF--boundary that ends with CRLF or --.
size_t NextDelimiter(std::string_view body, std::string_view delimiter, size_t from) {
  for (size_t at = from; (at = FindBytes(body, delimiter, at)) != body.npos; ++at) {
    const std::string_view tail = body.substr(at + delimiter.size(), 2);
    if (tail == "\r\n" || tail == "--") return at;
  }
  return body.npos;
}

bool ReadMultipart(std::string_view body, std::string_view boundary, Form& form) {
  const std::string delimiter = "\r\n--" + std::string(boundary);
  if (!body.starts_with(std::string_view(delimiter).substr(2))) return false;
  size_t at = delimiter.size() - 2;
  while (body.substr(at, 2) == "\r\n") {
    at += 2;
    const size_t head_end = body.substr(at, kLongestPartHead).find("\r\n\r\n");
    if (head_end == body.npos) return false;
    std::optional<PartHead> head = ReadPartHead(body.substr(at, head_end));
    const size_t begin = at + head_end + 4;
    const size_t end = NextDelimiter(body, delimiter, begin);
    if (!head || end == body.npos || !Take(std::move(*head), body.substr(begin, end - begin), form))
      return false;
    at = end + delimiter.size();
  }
  const std::string_view rest = body.substr(at);
  return rest == "--" || rest == "--\r\n";
}

bool IsBoundary(std::string_view text) {
  static constexpr std::string_view kOther = "'()+_,-./:=? ";
  if (text.empty() || text.size() > 70 || text.back() == ' ') return false;
  for (const char c : text) {
    const bool letter = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && kOther.find(c) == kOther.npos) return false;
  }
  return true;
}

bool Read(const Request& request, Form& form) {
  const std::string_view header = request.Header("content-type");
  if (header.empty()) return request.body.empty();
  const std::optional<Disposition> type = ReadDisposition(header);
  if (!type) return false;
  if (type->value == "application/x-www-form-urlencoded") {
    auto fields = ReadUrlencoded(request.body, kMostFields);
    if (fields) form.fields = std::move(*fields);
    return fields.has_value();
  }
  if (type->value != "multipart/form-data") return false;
  const std::string* boundary = FindField(type->params, "boundary");
  return boundary != nullptr && IsBoundary(*boundary) && ReadMultipart(request.body, *boundary, form);
}

}  // namespace

Form ReadForm(const Request& request) {
  Form form;
  if (Read(request, form)) return form;
  return Form{.ok = false, .fields = {}, .files = {}};
}

}  // namespace sinergi::http
