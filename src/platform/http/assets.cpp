#include "platform/http/assets.h"

#include "base/ensure.h"
#include "platform/files/embedded.h"
#include "platform/http/compress.h"

namespace sinergi::http {
namespace {

constexpr char kForEver[] = "public, max-age=31536000, immutable";
constexpr char kAskAgain[] = "no-cache";

struct Type {
  std::string_view ending, type;
};
constexpr Type kTypes[] = {
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".html", "text/html; charset=utf-8"},
    {".txt", "text/plain; charset=utf-8"},
    {".csv", "text/csv; charset=utf-8"},
    {".json", "application/json"},
    {".geojson", "application/geo+json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".xml", "application/xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".pdf", "application/pdf"},
    {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
};

using SharedBytes = std::shared_ptr<const std::string>;

// A file with its forms, ready to be sent by many answers at once.
struct Asset {
  std::string type, tag;
  SharedBytes plain, brotli, gzip;

  Response Answer(const Request& request, const char* cache_control) const {
    Coding coding = Preferred(request.Header("accept-encoding"));
    if (coding == Coding::kBrotli && !brotli) coding = Coding::kGzip;
    if (coding == Coding::kGzip && !gzip) coding = Coding::kPlain;
    Response response;
    response.headers = {{"Content-Type", type}, {"Cache-Control", cache_control}, {"ETag", tag}};
    if (brotli || gzip) response.headers.emplace_back("Vary", "Accept-Encoding");
    if (coding != Coding::kPlain) response.headers.emplace_back("Content-Encoding", CodingName(coding));
    response.shared_body = coding == Coding::kBrotli ? brotli : coding == Coding::kGzip ? gzip : plain;
    return response;
  }
};

SharedBytes Share(std::string_view bytes) {
  return bytes.empty() ? nullptr : std::make_shared<std::string>(bytes);
}

std::shared_ptr<const Asset> MakeAsset(const files::EmbeddedFile& file) {
  auto asset = std::make_shared<Asset>();
  asset->type = ContentTypeOf(file.path);
  asset->tag = fmt::format("W/\"{}\"", file.hash);  // weak: one tag for all three forms
  asset->plain = std::make_shared<std::string>(file.plain);
  asset->brotli = Share(file.brotli);
  asset->gzip = Share(file.gzip);
  return asset;
}

Handler Serve(std::shared_ptr<const Asset> asset, const char* cache_control) {
  return [asset = std::move(asset), cache_control](const Request& request) {
    return asset->Answer(request, cache_control);
  };
}

}  // namespace

void AddStaticRoutes(Router& router) {
  for (const files::EmbeddedFile& file : files::AllEmbedded()) {
    if (!file.path.starts_with("web/")) continue;
    const std::string_view path = file.path.substr(4);
    const auto asset = MakeAsset(file);
    router.Get("/static/" + std::string(path), Serve(asset, kAskAgain));
    if (path.rfind('.') != path.npos) router.Get(AssetUrl(path), Serve(asset, kForEver));
  }
}

void AddRootAsset(Router& router, std::string_view at, std::string_view path_below_web) {
  const files::EmbeddedFile* file = files::FindEmbedded("web/" + std::string(path_below_web));
  ENSURE(file != nullptr);
  router.Get(at, Serve(MakeAsset(*file), kAskAgain));
}

std::string AssetUrl(std::string_view path_below_web) {
  return files::AssetUrl(path_below_web);
}

std::string_view ContentTypeOf(std::string_view path) {
  for (const Type& type : kTypes) {
    if (path.ends_with(type.ending)) return type.type;
  }
  return "application/octet-stream";
}

}  // namespace sinergi::http
