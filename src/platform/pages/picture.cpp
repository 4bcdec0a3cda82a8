#include "platform/pages/picture.h"

#include <cmath>

#include "base/text.h"
#include "platform/pages/marks.h"

namespace sinergi::pages {
namespace {

constexpr size_t kLongestLabel = 60;

// A coordinate with one decimal. Through whole numbers: a page has hundreds, and printing doubles is slow.
void AppendTenths(std::string& out, double value) {
  const int64_t tenths = std::llround(value * 10);
  const int64_t magnitude = tenths < 0 ? -tenths : tenths;
  if (tenths < 0) out += '-';
  const fmt::format_int whole(magnitude / 10);
  out.append(whole.data(), whole.size());
  out += '.';
  out += static_cast<char>('0' + magnitude % 10);
}

}  // namespace

std::string PathOf(const std::vector<Place>& places) {
  std::string path;
  for (const Place& place : places) {
    path += place.apart ? 'M' : 'L';
    AppendTenths(path, place.x);
    path += ' ';
    AppendTenths(path, place.y);
  }
  return path;
}

Picture::Picture(std::string_view kind, double width, double height, std::string_view title,
                 std::string_view description) {
  Add("<svg class=\"chart chart-{0}\" role=\"img\" xmlns=\"http://www.w3.org/2000/svg\" width=\"{1}\" "
      "height=\"{2}\" viewBox=\"0 0 {1} {2}\"><title>{3}</title>",
      kind, std::llround(width), std::llround(height), EscapeHtml(title));
  if (!description.empty()) Add("<desc>{}</desc>", EscapeHtml(description));
}

void Picture::Rect(std::string_view css, double x, double y, double width, double height) {
  Open("rect", css).At("x", x).At("y", y).At("width", width).At("height", height).Close();
}

void Picture::Stroke(std::string_view css, double x1, double y1, double x2, double y2) {
  Open("line", css).At("x1", x1).At("y1", y1).At("x2", x2).At("y2", y2).Close();
}

void Picture::Dot(std::string_view css, double x, double y, double radius) {
  Open("circle", css).At("cx", x).At("cy", y).At("r", radius).Close();
}

void Picture::Text(std::string_view css, double x, double y, std::string_view anchor, std::string_view text) {
  Open("text", css).At("x", x).At("y", y);
  Add(" font-size=\"14\" text-anchor=\"{}\">{}</text>", anchor, EscapeHtml(Shorten(text, kLongestLabel)));
}

std::string Picture::End() && {
  svg_ += "</svg>";
  return std::move(svg_);
}

Picture& Picture::Open(std::string_view element, std::string_view css) {
  svg_.append("<").append(element).append(" class=\"").append(css).append("\"");
  return *this;
}

Picture& Picture::At(std::string_view name, double value) {
  svg_.append(" ").append(name).append("=\"");
  AppendTenths(svg_, value);
  svg_ += '"';
  return *this;
}

}  // namespace sinergi::pages
