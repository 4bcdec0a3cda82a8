#include "platform/pages/chart.h"

#include <algorithm>
#include <cmath>

#include "platform/pages/picture.h"

namespace sinergi::pages {
namespace {

std::string_view ToneClass(Tone tone) {
  switch (tone) {
    case Tone::kGood:
      return "tone-good";
    case Tone::kWarning:
      return "tone-warning";
    case Tone::kBad:
      return "tone-bad";
    case Tone::kNeutral:
      break;
  }
  return "tone-neutral";
}

void DrawPath(Picture& picture, std::string_view css, const std::vector<Place>& places) {
  if (places.size() > 1)
    picture.Add("<path class=\"chart-value {}\" fill=\"none\" d=\"{}\"/>", css, PathOf(places));
}

// Two short strokes across the line, and a dashed upright: here the way of measuring changed.
void DrawBreak(Picture& picture, double x, double top, double bottom) {
  picture.Add(
      "<line class=\"chart-break\" x1=\"{0:.1f}\" y1=\"{1:.1f}\" x2=\"{0:.1f}\" y2=\"{2:.1f}\" "
      "stroke-dasharray=\"4 4\"/>",
      x, top, bottom);
  for (const double shift : {-4.0, 2.0})
    picture.Stroke("chart-break", x + shift, bottom + 5, x + shift + 3, bottom - 5);
}

void DrawBar(Picture& picture, const BarList::Bar& bar, double top, const Scale& scale, double zero,
             double width) {
  picture.Text("chart-label", 0, top + 14, "start", bar.label);
  picture.Text("chart-number", width, top + 14, "end", bar.number);
  picture.Rect("chart-track", 0, top + 20, width, 10);
  if (!bar.value) return;
  const double end = scale.At(*bar.value);
  picture.Rect(fmt::format("chart-value {}", ToneClass(bar.tone)), std::min(zero, end), top + 20,
               std::max(1.0, std::abs(end - zero)), 10);
}

}  // namespace

std::string Draw(const Sparkline& chart) {
  constexpr double kWidth = 120, kHeight = 32, kEdge = 4;
  Range range;
  for (const auto& value : chart.values) range.Include(value);
  range.Include(chart.target);
  range = range.OrUnit();
  const Scale y(range.low, range.high, kHeight - kEdge, kEdge);
  const Scale x(0, static_cast<int64_t>(chart.values.size()) - 1, kEdge, kWidth - kEdge);
  Picture picture("spark", kWidth, kHeight, chart.title, chart.description);
  if (chart.target)
    picture.Stroke("chart-target", kEdge, y.At(*chart.target), kWidth - kEdge, y.At(*chart.target));
  std::vector<Place> places;
  bool apart = true;
  for (size_t i = 0; i < chart.values.size(); ++i) {
    if (chart.values[i]) places.push_back({x.At(static_cast<int64_t>(i)), y.At(*chart.values[i]), apart});
    apart = !chart.values[i];
  }
  DrawPath(picture, ToneClass(chart.tone), places);
  if (!places.empty()) {
    picture.Dot(fmt::format("chart-point {}", ToneClass(chart.tone)), places.back().x, places.back().y, 3);
  }
  return std::move(picture).End();
}

std::string Draw(const Bullet& chart) {
  constexpr double kWidth = 240, kHeight = 24;
  const Scale x(0, chart.scale, 0, kWidth);
  Picture picture("bullet", kWidth, kHeight, chart.title, chart.description);
  picture.Rect("chart-track", 0, 2, kWidth, kHeight - 4);
  double from = 0;
  for (size_t i = 0; i < chart.bands.size(); ++i) {
    const double to = std::max(from, x.At(chart.bands[i]));
    picture.Rect(fmt::format("chart-band-{}", i), from, 2, to - from, kHeight - 4);
    from = to;
  }
  picture.Rect(fmt::format("chart-value {}", ToneClass(chart.tone)), 0, 8, x.At(chart.value), kHeight - 16);
  if (chart.target) picture.Rect("chart-target", std::min(x.At(*chart.target), kWidth - 3), 0, 3, kHeight);
  return std::move(picture).End();
}

std::string Draw(const BarList& chart) {
  constexpr double kWidth = 640, kRow = 40;
  Range range;
  range.Include(0);
  for (const BarList::Bar& bar : chart.bars) range.Include(bar.value);
  const Scale x(range.low, range.high, 0, kWidth);
  const double rows = static_cast<double>(std::max<size_t>(1, chart.bars.size()));
  Picture picture("bars", kWidth, rows * kRow, chart.title, chart.description);
  double top = 0;
  for (const BarList::Bar& bar : chart.bars) {
    DrawBar(picture, bar, top, x, x.At(0), kWidth);
    top += kRow;
  }
  return std::move(picture).End();
}

namespace {

// The frame of a line chart and where things are in it.
struct LineFrame {
  static constexpr double kWidth = 640, kHeight = 260, kTop = 30, kBottom = 220, kSide = 48;
  static constexpr double kLeft = kSide - 16, kRight = kWidth - kSide + 16;
  static constexpr size_t kAllLabelled =
      8;  // more points than this, and only the first and the last have texts
  Scale x, y;
  size_t count;
  double At(size_t i) const { return x.At(static_cast<int64_t>(i)); }
  bool Labelled(size_t i) const { return count <= kAllLabelled || i == 0 || i + 1 == count; }
};

LineFrame FrameOf(const Line& chart) {
  Range range;
  range.Include(0);
  for (const Line::Point& point : chart.points) {
    range.Include(point.value);
    range.Include(point.target);
  }
  range.Include(chart.target);
  const auto last = static_cast<int64_t>(chart.points.size()) - 1;
  return {Scale(0, last, LineFrame::kSide, LineFrame::kWidth - LineFrame::kSide),
          Scale(range.low, range.high, LineFrame::kBottom, LineFrame::kTop), chart.points.size()};
}

// Then their meaning stands below the years.
bool HasOwnTargets(const Line& chart) {
  return !chart.target &&
         std::ranges::any_of(chart.points, [](const auto& point) { return point.target.has_value(); });
}

void DrawGround(Picture& picture, const Line& chart, const LineFrame& frame) {
  picture.Stroke("chart-axis", LineFrame::kLeft, frame.y.At(0), LineFrame::kRight, frame.y.At(0));
  if (chart.target) {
    const double y = frame.y.At(*chart.target);
    picture.Stroke("chart-target", LineFrame::kLeft, y, LineFrame::kRight, y);
    picture.Text("chart-label", LineFrame::kRight, y - 6, "end", chart.target_label);
  }
  if (HasOwnTargets(chart)) {
    picture.Stroke("chart-goal", LineFrame::kLeft, LineFrame::kHeight + 8, LineFrame::kLeft + 28,
                   LineFrame::kHeight + 8);
    picture.Text("chart-label", LineFrame::kLeft + 36, LineFrame::kHeight + 13, "start", chart.target_label);
  }
  for (size_t i = 0; i < chart.points.size(); ++i) {
    if (chart.points[i].break_before && i > 0) {
      DrawBreak(picture, (frame.At(i) + frame.At(i - 1)) / 2, LineFrame::kTop, LineFrame::kBottom);
    }
    if (!frame.Labelled(i)) continue;
    picture.Text("chart-label", frame.At(i), LineFrame::kHeight - 12, "middle", chart.points[i].label);
  }
}

// A point's number and its target, each on its side, so that neither lies on the other.
void DrawNumbers(Picture& picture, const Line::Point& point, const LineFrame& frame, size_t i) {
  const double x = frame.At(i);
  const bool below = point.value && point.target && *point.target >= *point.value;
  if (point.target) {
    const double y = frame.y.At(*point.target);
    picture.Stroke("chart-goal", x - 16, y, x + 16, y);
    if (frame.Labelled(i))
      picture.Text("chart-label", x, y + (below || !point.value ? -6 : 18), "middle", point.target_number);
  }
  if (!point.value || !frame.Labelled(i)) return;
  const double y = frame.y.At(*point.value) + (below ? 22 : -10);
  picture.Text("chart-number", x, std::min(y, LineFrame::kBottom - 4), "middle", point.number);
}

}  // namespace

std::string Draw(const Line& chart) {
  const LineFrame frame = FrameOf(chart);
  const double height = LineFrame::kHeight + (HasOwnTargets(chart) ? 22 : 0);
  Picture picture("line", LineFrame::kWidth, height, chart.title, chart.description);
  DrawGround(picture, chart, frame);
  std::vector<Place> places;
  bool apart = true;
  for (size_t i = 0; i < chart.points.size(); ++i) {
    const Line::Point& point = chart.points[i];
    if (point.value) {
      places.push_back({frame.At(i), frame.y.At(*point.value), apart || point.break_before});
    }
    DrawNumbers(picture, point, frame, i);
    apart = !point.value;
  }
  DrawPath(picture, "tone-neutral", places);
  for (const Place& place : places) picture.Dot("chart-point", place.x, place.y, 4);
  return std::move(picture).End();
}

}  // namespace sinergi::pages
