#include "platform/pages/chart.h"

#include "platform/pages/radar.h"

#include <expat.h>
#include <gmock/gmock.h>

#include <limits>

namespace sinergi::pages {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

bool IsWellFormed(const std::string& xml) {
  XML_Parser parser = XML_ParserCreate("UTF-8");
  const bool good = XML_Parse(parser, xml.data(), static_cast<int>(xml.size()), 1) == XML_STATUS_OK;
  XML_ParserFree(parser);
  return good;
}

constexpr char kNasty[] = "<script>\"&'</title>";

std::vector<std::string> Nasty() {
  return {Draw(Sparkline{.title = kNasty, .description = kNasty, .values = {1, {}, 3}}),
          Draw(Bullet{
              .title = kNasty, .description = kNasty, .value = 5, .target = 7, .scale = 10, .bands = {3, 6}}),
          Draw(BarList{.title = kNasty, .description = kNasty, .bars = {{kNasty, kNasty, 4, Tone::kBad}}}),
          Draw(Line{.title = kNasty,
                    .description = kNasty,
                    .points = {{kNasty, kNasty, 4}, {kNasty, kNasty, 5}},
                    .target = 6,
                    .target_label = kNasty}),
          Draw(Line{.title = kNasty,
                    .description = kNasty,
                    .points = {{kNasty, kNasty, 4, false, 5, kNasty}},
                    .target_label = kNasty}),
          Draw(Radar{.title = kNasty,
                     .description = kNasty,
                     .axes = {kNasty, "b", "c"},
                     .series = {{kNasty, {1, 2, 3}}},
                     .scale = 5})};
}

TEST(Chart, EveryChartIsNamedEscapedAndWithoutStyle) {
  for (const std::string& svg : Nasty()) {
    EXPECT_TRUE(IsWellFormed(svg)) << svg;
    EXPECT_THAT(svg, StartsWith("<svg class=\"chart chart-"));
    EXPECT_THAT(svg, HasSubstr("role=\"img\""));
    EXPECT_THAT(svg, HasSubstr("<title>&lt;script&gt;&quot;&amp;&#39;&lt;/title&gt;</title><desc>"));
    EXPECT_THAT(svg, Not(HasSubstr("<script")));
    EXPECT_THAT(svg, Not(HasSubstr("style=")));
  }
}

TEST(Chart, ExtremeAndEmptyDataStayInTheFrame) {
  const int64_t most = std::numeric_limits<int64_t>::max(), least = std::numeric_limits<int64_t>::min();
  for (const std::string& svg :
       {Draw(Sparkline{.title = "t", .values = {}}), Draw(Sparkline{.title = "t", .values = {{}, {}}}),
        Draw(Sparkline{.title = "t", .values = {5}}), Draw(Sparkline{.title = "t", .values = {most, least}}),
        Draw(Bullet{.title = "t", .value = most, .target = most, .scale = 0}),
        Draw(BarList{.title = "t", .bars = {}}),
        Draw(BarList{.title = "t", .bars = {{"a", "1", least}, {"b", "2", most}, {"c", "", {}}}}),
        Draw(Radar{.title = "t", .axes = {}, .series = {}}),
        Draw(Radar{.title = "t", .axes = {"a", "b"}, .series = {{"s", {}}}}),
        Draw(Radar{.title = "t", .axes = {"a", "b", "c"}, .series = {{"s", {most, least, {}}}}, .scale = 0}),
        Draw(Line{.title = "t",
        .points = {{"a", "1", {}, false, most, "m"}, {"b", "2", least, true, {}, ""}}}),
        Draw(Line{.title = "t", .points = {}}), Draw(Line{.title = "t", .points = {{"a", "1", 1, true}}})}) {
    EXPECT_TRUE(IsWellFormed(svg));
    EXPECT_THAT(svg, Not(testing::AnyOf(HasSubstr("nan"), HasSubstr("inf"), HasSubstr("e+"))));
  }
}

TEST(Chart, ABulletIsToScale) {
  const std::string svg =
      Draw(Bullet{.title = "t", .value = 50, .target = 75, .scale = 100, .tone = Tone::kGood});
  EXPECT_THAT(svg, HasSubstr("<rect class=\"chart-value tone-good\" x=\"0.0\" y=\"8.0\" width=\"120.0\""));
  EXPECT_THAT(svg, HasSubstr("<rect class=\"chart-target\" x=\"180.0\""));
}

TEST(Chart, NegativeBarsGoLeftFromZero) {
  const std::string svg = Draw(BarList{.title = "t", .bars = {{"a", "-1", -100}, {"b", "3", 300}}});
  EXPECT_THAT(svg, HasSubstr("chart-value tone-neutral\" x=\"0.0\" y=\"20.0\" width=\"160.0\""));
  EXPECT_THAT(svg, HasSubstr("chart-value tone-neutral\" x=\"160.0\" y=\"60.0\" width=\"480.0\""));
}

TEST(Chart, GapsAndBreaksInterruptTheLine) {
  const std::string gap = Draw(Sparkline{.title = "t", .values = {0, 10, {}, 0, 10}});
  EXPECT_THAT(gap, HasSubstr("d=\"M4.0 28.0L32.0 4.0M88.0 28.0L116.0 4.0\""));
  const std::string broken =
      Draw(Line{.title = "t", .points = {{"2022", "1", 0}, {"2023", "2", 10}, {"2024", "3", 10, true}}});
  EXPECT_THAT(broken, HasSubstr("d=\"M48.0 220.0L320.0 30.0M592.0 30.0\""));
  EXPECT_THAT(broken, HasSubstr("<line class=\"chart-break\" x1=\"456.0\""));
}

TEST(Chart, ManyPointsAreLabelledAtTheEndsOnly) {
  Line line{.title = "t", .points = {}};
  for (int i = 0; i < 20; ++i) line.points.push_back({"L" + std::to_string(i) + ".", "n", i});
  const std::string svg = Draw(line);
  EXPECT_THAT(svg, HasSubstr(">L0.<"));
  EXPECT_THAT(svg, HasSubstr(">L19.<"));
  EXPECT_THAT(svg, Not(HasSubstr(">L7.<")));
}

TEST(Chart, ATargetStandsOnItsOwnPoint) {
  const std::string svg =
      Draw(Line{.title = "t",
                .points = {{"2022", "2", 20, false, 40, "4"}, {"2023", "3", 30, true, 10, "1"}},
                .target_label = "target"});
  EXPECT_THAT(svg, HasSubstr("<line class=\"chart-goal\" x1=\"32.0\" y1=\"30.0\" x2=\"64.0\" y2=\"30.0\"/>"));
  EXPECT_THAT(svg,
              HasSubstr("<line class=\"chart-goal\" x1=\"576.0\" y1=\"172.5\" x2=\"608.0\" y2=\"172.5\"/>"));
  EXPECT_THAT(svg, HasSubstr(">target<"));
  EXPECT_THAT(Draw(Line{.title = "t", .points = {{"2022", "2", 20}}}), Not(HasSubstr("chart-goal")));
}

TEST(Chart, ARadarIsToScaleAndOpenWhereAValueIsMissing) {
  Radar radar{.title = "t",
              .axes = {"a", "b", "c", "d"},
              .series = {{"s", {5, 4, {}, 1}}, {"u", {1, 1, 1, 1}}, {"v", {}}, {"too many", {5, 5, 5, 5}}},
              .scale = 5};
  std::string svg = Draw(radar);
  EXPECT_THAT(
      svg,
      HasSubstr("<path class=\"chart-series-0 chart-open\" d=\"M235.0 60.0L323.0 170.0M213.0 170.0\"/>"));
  EXPECT_THAT(
      svg,
      HasSubstr("<path class=\"chart-series-1\" d=\"M235.0 148.0L257.0 170.0L235.0 192.0L213.0 170.0Z\"/>"));
  EXPECT_THAT(svg, Not(HasSubstr("too many")));
  radar.axes[0] = "Layanan Administrasi Pemerintahan Berbasis Elektronik";
  svg = Draw(radar);
  EXPECT_THAT(svg, HasSubstr(">Layanan</text>"));
  EXPECT_THAT(svg, HasSubstr(">Administrasi</text>"));
  EXPECT_THAT(svg, HasSubstr(">Pemerintahan…</text>"));
}

}  // namespace
}  // namespace sinergi::pages
