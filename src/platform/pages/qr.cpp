#include "platform/pages/qr.h"

#include <fmt/format.h>
#include <qrencode.h>

#include <memory>

#include "platform/pages/marks.h"

namespace sinergi::pages {

std::string QrSvg(std::string_view text, std::string_view title) {
  const std::string whole(text);
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString8bit(whole.c_str(), 0, QR_ECLEVEL_M), QRcode_free);
  if (!code) return "";
  constexpr int kMargin = 4;
  const int side = code->width + 2 * kMargin;
  std::string path;
  for (int y = 0; y < code->width; ++y)
    for (int x = 0; x < code->width; ++x)
      if ((code->data[y * code->width + x] & 1) != 0)
        path += fmt::format("M{} {}h1v1h-1z", x + kMargin, y + kMargin);
  return fmt::format(
      "<svg class=\"qr\" role=\"img\" aria-label=\"{0}\" viewBox=\"0 0 {1} {1}\" "
      "shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{1}v{1}H0z\"/><path fill=\"#000\" "
      "d=\"{2}\"/></svg>",
      EscapeHtml(title), side, path);
}

}  // namespace sinergi::pages
