#include "platform/pages/qr.h"

#include <gtest/gtest.h>

namespace sinergi::pages {
namespace {

TEST(Qr, IsAnSvgWithItsTitleAndItsMargin) {
  const std::string svg = QrSvg("https://sinergi.test/verifikasi/abcd", "Kode <QR>");
  EXPECT_NE(svg.find("aria-label=\"Kode &lt;QR&gt;\""), std::string::npos) << svg.substr(0, 120);
  EXPECT_NE(svg.find("M4 4h1v1h-1z"), std::string::npos);  // the corner of the first finder behind the margin
  EXPECT_EQ(svg.find("M3 4h1v1h-1z"), std::string::npos);
}

TEST(Qr, DiffersByWhatItSays) {
  EXPECT_EQ(QrSvg("a", "x"), QrSvg("a", "x"));
  EXPECT_NE(QrSvg("a", "x"), QrSvg("b", "x"));
}

TEST(Qr, SaysNothingOfTooMuch) {
  EXPECT_EQ(QrSvg(std::string(5000, 'a'), "x"), "");
  EXPECT_EQ(QrSvg("", "x"), "");
}

}  // namespace
}  // namespace sinergi::pages
