#include "platform/pages/radar.h"

#include <cmath>

#include "base/text.h"
#include "platform/pages/picture.h"

namespace sinergi::pages {
namespace {

constexpr double kWidth = 470, kCentreX = 235, kCentreY = 170, kRadius = 110, kLegendTop = 340, kLine = 22;
constexpr size_t kMostSeries = 3, kLabelBytes = 14, kLabelLines = 3, kNameBytes = 46;

struct Point {
  double x, y;
};

// On spoke i of n, the first upright, clockwise.
Point On(size_t i, size_t n, double radius) {
  const double angle =
      2 * 3.14159265358979 * static_cast<double>(i) / static_cast<double>(std::max<size_t>(n, 1));
  return {kCentreX + radius * std::sin(angle), kCentreY - radius * std::cos(angle)};
}

// By words, so that a name fits beside its spoke.
std::vector<std::string> Lines(const std::string& label) {
  std::vector<std::string> lines;
  const std::string folded = FoldBlanks(label);
  for (const std::string_view word : Split(folded, ' ')) {
    const bool fits = !lines.empty() && lines.back().size() + word.size() < kLabelBytes;
    if (!fits && lines.size() == kLabelLines) {
      lines.back() += "…";
      break;
    }
    if (fits)
      lines.back().append(" ").append(word);
    else
      lines.emplace_back(word);
  }
  return lines;
}

void DrawWeb(Picture& picture, const Radar& chart) {
  const size_t n = chart.axes.size();
  for (int ring = 1; ring <= chart.rings; ++ring) {
    std::vector<Place> places;
    for (size_t i = 0; i < n; ++i) {
      const Point p = On(i, n, kRadius * ring / chart.rings);
      places.push_back({p.x, p.y, i == 0});
    }
    picture.Add("<path class=\"chart-ring\" fill=\"none\" d=\"{}Z\"/>", PathOf(places));
  }
  for (size_t i = 0; i < n; ++i) {
    const Point rim = On(i, n, kRadius);
    picture.Stroke("chart-spoke", kCentreX, kCentreY, rim.x, rim.y);
  }
}

void DrawLabels(Picture& picture, const Radar& chart) {
  for (size_t i = 0; i < chart.axes.size(); ++i) {
    const Point p = On(i, chart.axes.size(), kRadius + 12);
    const std::vector<std::string> lines = Lines(chart.axes[i]);
    const double aside = p.x - kCentreX, height = 17 * static_cast<double>(lines.size());
    const std::string_view anchor = aside > 8 ? "start" : aside < -8 ? "end" : "middle";
    const bool upright = anchor == "middle";
    double y = !upright ? p.y - height / 2 + 13 : p.y < kCentreY ? p.y - height + 13 : p.y + 14;
    for (const std::string& line : lines) {
      picture.Text("chart-label", p.x, y, anchor, line);
      y += 17;
    }
  }
}

// Its shape: closed and filled when no value is missing.
void DrawSeries(Picture& picture, const Radar& chart, size_t which) {
  const Radar::Series& series = chart.series[which];
  const Scale scale(0, chart.scale, 0, kRadius);
  const size_t n = chart.axes.size();
  std::vector<Place> places;
  bool apart = true, whole = n > 0;
  for (size_t i = 0; i < n; ++i) {
    const std::optional<int64_t> value = i < series.values.size() ? series.values[i] : std::nullopt;
    if (value) {
      const Point p = On(i, n, scale.At(*value));
      places.push_back({p.x, p.y, apart});
    }
    apart = !value;
    whole = whole && value;
  }
  if (places.size() > 1)
    picture.Add("<path class=\"chart-series-{}{}\" d=\"{}{}\"/>", which, whole ? "" : " chart-open",
                PathOf(places), whole ? "Z" : "");
  for (const Place& place : places)
    picture.Dot(fmt::format("chart-mark-{}", which), place.x, place.y, which == 0 ? 4 : 3);
}

void DrawLegend(Picture& picture, const Radar& chart, size_t count) {
  for (size_t which = 0; which < count; ++which) {
    const double y = kLegendTop + kLine * static_cast<double>(which);
    picture.Stroke(fmt::format("chart-series-{}", which), 60, y, 92, y);
    picture.Dot(fmt::format("chart-mark-{}", which), 76, y, which == 0 ? 4 : 3);
    picture.Text("chart-label", 102, y + 5, "start", Shorten(chart.series[which].name, kNameBytes));
  }
}

}  // namespace

std::string Draw(const Radar& chart) {
  const size_t count = std::min(chart.series.size(), kMostSeries);
  Picture picture("radar", kWidth, kLegendTop + kLine * static_cast<double>(count), chart.title,
                  chart.description);
  DrawWeb(picture, chart);
  for (size_t which = count; which > 0; --which) DrawSeries(picture, chart, which - 1);  // the first on top
  DrawLabels(picture, chart);
  DrawLegend(picture, chart, count);
  return std::move(picture).End();
}

}  // namespace sinergi::pages
