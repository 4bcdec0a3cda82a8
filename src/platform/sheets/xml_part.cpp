#include "platform/sheets/xml_part.h"

#include <expat.h>

#include <exception>
#include <memory>

#include "base/text.h"

namespace sinergi::sheets {
namespace {

constexpr int kChunk = 64 * 1024;
constexpr int kXmlDepthMost = 128;
constexpr int64_t kMaxToken = 1 << 20;

std::string_view LocalName(const char* name) {
  const std::string_view full(name);
  const size_t colon = full.find(':');
  return colon == std::string_view::npos ? full : full.substr(colon + 1);
}

// One run of the parser over one part. Nothing may be thrown through the C code of expat: exceptions wait in
// `thrown_`.
class Run {
 public:
  Run(ZipPackage& package, const std::string& part, XmlHandler& handler)
      : package_(package), part_(part), handler_(handler), parser_(XML_ParserCreate(nullptr)) {
    if (!parser_) throw std::bad_alloc();
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), &Run::OnStart, &Run::OnEnd);
    XML_SetCharacterDataHandler(parser_.get(), &Run::OnText);
    XML_SetStartDoctypeDeclHandler(parser_.get(), &Run::OnDoctype);
  }

  Status Go() {
    if (Status opened = package_.OpenPart(part_); !opened.ok()) return opened;
    for (bool last = false; !last;) {
      auto* to = static_cast<char*>(XML_GetBuffer(parser_.get(), kChunk));
      if (to == nullptr) throw std::bad_alloc();
      const Result<size_t> n = package_.Read(to, kChunk);
      if (!n.ok()) return n.error();
      last = *n == 0;
      if (Status fed = Feed({to, *n}, last); !fed.ok()) return fed;
    }
    return Ok();
  }

 private:
  Status Feed(std::string_view chunk, bool last) {
    if (fed_ == 0) wide_ = chunk.starts_with("\xFF\xFE") || chunk.starts_with("\xFE\xFF");
    fed_ += static_cast<int64_t>(chunk.size());
    const XML_Status status = XML_ParseBuffer(parser_.get(), static_cast<int>(chunk.size()), last);
    if (thrown_) std::rethrow_exception(thrown_);
    if (handler_.refused()) return Placed(*handler_.refused());
    if (status != XML_STATUS_OK) return ParserError(chunk);
    const int64_t waiting = fed_ - XML_GetCurrentByteIndex(parser_.get());
    if (!last && waiting > kMaxToken) return BadXml("a single tag over 1 MB");
    tail_ = chunk.substr(chunk.size() - std::min<size_t>(chunk.size(), 3));
    return Ok();
  }

  Error ParserError(std::string_view chunk) {
    const XML_Error code = XML_GetErrorCode(parser_.get());
    const bool about_encoding = code == XML_ERROR_PARTIAL_CHAR || code == XML_ERROR_UNKNOWN_ENCODING ||
                                code == XML_ERROR_INCORRECT_ENCODING;
    if (about_encoding || (code == XML_ERROR_INVALID_TOKEN && !wide_ && HasBrokenUtf8(chunk)))
      return Error{ErrorKind::kInvalid, "sheets.bad_encoding", {part_}, {}, XML_ErrorString(code)};
    if (code == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
    return BadXml(XML_ErrorString(code));
  }

  // Characters cut by the borders of the chunk are left out at its end, and completed by the last bytes of
  // the one before.
  bool HasBrokenUtf8(std::string_view chunk) const {
    std::string text = tail_ + std::string(chunk);
    const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
    size_t start = 0;
    while (start < text.size() && start < 3 && continues(text[start])) ++start;
    size_t end = text.size();
    for (size_t back = 1; back <= 3 && back <= text.size() - start; ++back) {
      const auto c = static_cast<unsigned char>(text[text.size() - back]);
      if (c < 0x80) break;
      if (c < 0xC0) continue;
      if (c <= 0xF4 && back < (c >= 0xF0 ? 4u : c >= 0xE0 ? 3u : 2u)) end = text.size() - back;
      break;
    }
    return !IsValidUtf8(std::string_view(text).substr(start, end - start));
  }

  Error BadXml(std::string detail) const {
    return Placed({ErrorKind::kInvalid, "sheets.bad_xml", {}, {}, std::move(detail)});
  }

  Error Placed(Error error) const {
    if (error.code == "sheets.bad_xml" && error.args.empty())
      error.args = {part_, std::to_string(XML_GetCurrentLineNumber(parser_.get()))};
    return error;
  }

  // Calls the handler and stops the parser when it refused, or threw.
  template <class Fn>
  void Guard(Fn&& fn) {
    if (thrown_ || handler_.refused()) return;
    try {
      fn();
    } catch (...) {
      thrown_ = std::current_exception();
    }
    if (thrown_ || handler_.refused()) XML_StopParser(parser_.get(), XML_FALSE);
  }

  static void OnStart(void* self, const XML_Char* name, const XML_Char** attributes) {
    auto& run = *static_cast<Run*>(self);
    run.Guard([&] {
      if (++run.depth_ > kXmlDepthMost) return run.handler_.RefuseXml("too deep");
      run.handler_.Start(LocalName(name), XmlAttributes(attributes));
    });
  }
  static void OnEnd(void* self, const XML_Char* name) {
    auto& run = *static_cast<Run*>(self);
    --run.depth_;
    run.Guard([&] { run.handler_.End(LocalName(name)); });
  }
  static void OnText(void* self, const XML_Char* text, int length) {
    auto& run = *static_cast<Run*>(self);
    run.Guard([&] { run.handler_.Text({text, static_cast<size_t>(length)}); });
  }
  static void OnDoctype(void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    auto& run = *static_cast<Run*>(self);
    run.Guard([&] { run.handler_.RefuseXml("DOCTYPE"); });
  }

  struct FreeParser {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };

  ZipPackage& package_;
  const std::string& part_;
  XmlHandler& handler_;
  std::unique_ptr<XML_ParserStruct, FreeParser> parser_;
  std::exception_ptr thrown_;
  std::string tail_;  // last bytes of the chunk before
  int64_t fed_ = 0;
  bool wide_ = false;  // UTF-16
  int depth_ = 0;
};

}  // namespace

std::optional<std::string_view> XmlAttributes::Find(std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2)
    if (LocalName(pair[0]) == name) return std::string_view(pair[1]);
  return std::nullopt;
}

bool XmlAttributes::True(std::string_view name) const {
  const std::string_view text = Text(name);
  return text == "1" || text == "true";
}

std::optional<int> XmlAttributes::Int(std::string_view name) const {
  return ReadInt(Text(name));
}

std::optional<int> ReadInt(std::string_view digits) {
  if (digits.empty() || digits.size() > 9) return std::nullopt;
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

Status ReadXmlPart(ZipPackage& package, const std::string& part, XmlHandler& handler) {
  return Run(package, part, handler).Go();
}

}  // namespace sinergi::sheets
