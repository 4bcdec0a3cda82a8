// Picture: one SVG in the making, what the charts (chart.h) draw with: shapes by class, coordinates with one
// decimal, texts escaped and shortened.
//
//   Picture picture("spark", 120, 32, chart.title, chart.description);
//   picture.Dot("chart-point", 4, 16, 3);
//   return std::move(picture).End();
//
// Only for this folder. A Picture belongs to one thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace sinergi::pages {

// Maps values to coordinates. Doubles are good enough for where a pixel is.
class Scale {
 public:
  Scale(int64_t low, int64_t high, double from, double to)
      : low_(static_cast<double>(low)), span_(static_cast<double>(high) - low_), from_(from), to_(to) {
    if (span_ <= 0) span_ = 1;
  }
  double At(int64_t value) const {
    const double part = std::clamp((static_cast<double>(value) - low_) / span_, 0.0, 1.0);
    return from_ + part * (to_ - from_);
  }

 private:
  double low_, span_, from_, to_;
};

struct Range {
  int64_t low = std::numeric_limits<int64_t>::max(), high = std::numeric_limits<int64_t>::min();
  void Include(std::optional<int64_t> value) {
    if (!value) return;
    low = std::min(low, *value);
    high = std::max(high, *value);
  }
  Range OrUnit() const { return low > high ? Range{0, 1} : *this; }
};

// A place on a line; the line stops before it when `apart`.
struct Place {
  double x, y;
  bool apart;
};
std::string PathOf(const std::vector<Place>& places);

class Picture {
 public:
  Picture(std::string_view kind, double width, double height, std::string_view title,
          std::string_view description);
  template <class... Args>
  void Add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(svg_), format, std::forward<Args>(args)...);
  }
  void Rect(std::string_view css, double x, double y, double width, double height);
  void Stroke(std::string_view css, double x1, double y1, double x2, double y2);
  void Dot(std::string_view css, double x, double y, double radius);
  void Text(std::string_view css, double x, double y, std::string_view anchor, std::string_view text);
  std::string End() &&;

 private:
  Picture& Open(std::string_view element, std::string_view css);
  Picture& At(std::string_view name, double value);
  void Close() { svg_ += "/>"; }

  std::string svg_;
};

}  // namespace sinergi::pages
