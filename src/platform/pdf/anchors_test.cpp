#include "platform/pdf/anchors.h"

#include <gmock/gmock.h>

#include "platform/pdf/pdf.h"

namespace sinergi::pdf {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

constexpr std::string_view kDocument =
    "%PDF-1.4\n2 0 obj\n<</Type /Page\n/Parent 7 0 R>>\nendobj\n3 0 obj\n<</Type /Page>>\nendobj\n"
    "4 0 obj\n<</Type /Page>>\nendobj\n6 0 obj\n<</Type /Pages\n/Count 2\n/Kids [3 0 R 4 0 R]>>\nendobj\n"
    "7 0 obj\n<</Type /Pages\n/Count 3\n/Kids [2 0 R 6 0 R]>>\nendobj\n"
    "8 0 obj\n<</bab-1 [2 0 R /XYZ 6 826.1 0]\n/bab-2 [4 0 R /XYZ 6 1 0]>>\nendobj\n"
    "9 0 obj\n<</Type /Catalog\n/Pages 7 0 R\n/Dests 8 0 R>>\nendobj\n";

TEST(Anchors, AreCountedAlongTheTreeOfPages) {
  EXPECT_THAT(PagesOfAnchors(kDocument), ElementsAre(Pair("bab-1", 1), Pair("bab-2", 3)));
}

TEST(Anchors, OfNoneOrOfADamagedDocumentThereAreNone) {
  for (const std::string_view document :
       {"", "%PDF-1.4", "/Pages 1 0 R /Dests 2 0 R", "9 0 obj /Pages 9 0 R /Dests 9 0 R"})
    EXPECT_THAT(PagesOfAnchors(document), IsEmpty()) << document;
  // A tree that bites its tail ends.
  EXPECT_THAT(
      PagesOfAnchors("7 0 obj <</Kids [7 0 R]>> endobj 8 0 obj <</a [7 0 R]>> /Pages 7 0 R /Dests 8 0 R"),
      IsEmpty());
  for (size_t cut = 0; cut < kDocument.size(); cut += 7) PagesOfAnchors(kDocument.substr(0, cut));
}

TEST(Anchors, OfADocumentThatWasPrinted) {
  if (!Available()) GTEST_SKIP() << "no browser";
  std::string html = "<html><head></head><body><a href=\"#x-1\">1</a> <a href=\"#x-30\">30</a>";
  for (int page = 1; page <= 30; ++page)
    html += "<h1 id=\"x-" + std::to_string(page) + "\" style=\"break-before:page\">" + std::to_string(page) +
            "</h1>";
  const Result<std::string> document = FromHtml(html + "</body></html>");
  ASSERT_TRUE(document.ok()) << document.error().detail;
  EXPECT_THAT(PagesOfAnchors(*document), ElementsAre(Pair("x-1", 2), Pair("x-30", 31)));
}

}  // namespace
}  // namespace sinergi::pdf
