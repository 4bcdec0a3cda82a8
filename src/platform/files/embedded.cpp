#include "platform/files/embedded.h"

#include <algorithm>

#include "base/ensure.h"

namespace sinergi::files {

namespace generated {
extern const EmbeddedFile kTable[];
extern const size_t kTableSize;
}  // namespace generated

std::span<const EmbeddedFile> AllEmbedded() {
  return {generated::kTable, generated::kTableSize};
}

const EmbeddedFile* FindEmbedded(std::string_view path) {
  const auto all = AllEmbedded();
  const auto found =
      std::lower_bound(all.begin(), all.end(), path,
                       [](const EmbeddedFile& file, std::string_view p) { return file.path < p; });
  return found != all.end() && found->path == path ? &*found : nullptr;
}

std::string AssetUrl(std::string_view path_below_web) {
  const EmbeddedFile* file = FindEmbedded("web/" + std::string(path_below_web));
  ENSURE(file != nullptr);
  const size_t dot = path_below_web.rfind('.');
  ENSURE(dot != std::string_view::npos);
  std::string url = "/static/";
  return url.append(path_below_web, 0, dot).append(".").append(file->hash).append(path_below_web.substr(dot));
}

}  // namespace sinergi::files
