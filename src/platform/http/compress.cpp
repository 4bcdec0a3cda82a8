#include "platform/http/compress.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <stdexcept>

#include "base/text.h"
#include "platform/http/coding.h"

namespace sinergi::http {
namespace {

constexpr int kBrotliQuality = 4;
constexpr int kBrotliWindowBits = 19;  // pages are small; a larger window only costs memory
constexpr int kGzipLevel = 6;
constexpr int kGzipWindowBits = 15 + 16;

std::string Brotli(std::string_view body) {
  size_t size = BrotliEncoderMaxCompressedSize(body.size());
  std::string out(size, '\0');
  const bool done = BrotliEncoderCompress(kBrotliQuality, kBrotliWindowBits, BROTLI_MODE_TEXT, body.size(),
                                          reinterpret_cast<const uint8_t*>(body.data()), &size,
                                          reinterpret_cast<uint8_t*>(out.data()));
  if (!done) throw std::runtime_error("brotli failed");
  out.resize(size);
  return out;
}

std::string Gzip(std::string_view body) {
  z_stream stream{};
  if (deflateInit2(&stream, kGzipLevel, Z_DEFLATED, kGzipWindowBits, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("deflateInit2 failed");
  }
  std::string out(deflateBound(&stream, body.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  stream.avail_in = static_cast<uInt>(body.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::runtime_error("deflate failed");
  return out;
}

// "br;q=0" and "br; q=0.000" forbid.
bool Forbids(std::string_view params) {
  const size_t q = params.find("q=");
  return q != params.npos && params.find_first_not_of("0.", q + 2) == params.npos;
}

}  // namespace

std::string_view CodingName(Coding coding) {
  switch (coding) {
    case Coding::kBrotli:
      return "br";
    case Coding::kGzip:
      return "gzip";
    case Coding::kPlain:
      break;
  }
  return "";
}

Coding Preferred(std::string_view accept_encoding) {
  enum { kUnsaid, kYes, kNo } brotli = kUnsaid, gzip = kUnsaid, any = kUnsaid;
  for (std::string_view part : Split(accept_encoding, ',')) {
    const size_t semicolon = std::min(part.find(';'), part.size());
    const auto said = Forbids(TrimBlanks(part.substr(semicolon))) ? kNo : kYes;
    const std::string_view name = TrimBlanks(part.substr(0, semicolon));
    if (EqualsFolded(name, "br")) brotli = said;
    if (EqualsFolded(name, "gzip") || EqualsFolded(name, "x-gzip")) gzip = said;
    if (name == "*") any = said;
  }
  if (brotli == kYes || (brotli == kUnsaid && any == kYes)) return Coding::kBrotli;
  if (gzip == kYes || (gzip == kUnsaid && any == kYes)) return Coding::kGzip;
  return Coding::kPlain;
}

bool IsCompressible(std::string_view type) {
  type = TrimBlanks(type.substr(0, type.find(';')));
  return type.starts_with("text/") || type.ends_with("json") || type.ends_with("xml") ||
         type.ends_with("javascript");
}

std::string Compress(std::string_view body, Coding coding) {
  switch (coding) {
    case Coding::kBrotli:
      return Brotli(body);
    case Coding::kGzip:
      return Gzip(body);
    case Coding::kPlain:
      break;
  }
  return std::string(body);
}

}  // namespace sinergi::http
