#include "platform/pages/templates.h"

#include <gtest/gtest.h>

#include "base/ensure.h"
#include "platform/pages/marks.h"

namespace sinergi::pages {
namespace {

Texts Dictionary() {
  Texts texts;
  texts.Add(Lang::kId, "a.title: \"Daftar <tugas> & \\\"x\\\"\"\na.left: \"{0} dari {1} {{X}}\"\n",
            "t.id.yaml");
  texts.Add(Lang::kEn, "a.title: \"Tasks\"\n", "t.en.yaml");
  return texts;
}

std::string Render(const std::string& source, const ctemplate::TemplateDictionary& dict,
                   Lang lang = Lang::kId) {
  const Texts texts = Dictionary();
  return Templates({{"t", source}}, texts).Render("t", lang, dict);
}

TEST(Templates, EscapesValuesByTheirPlace) {
  ctemplate::TemplateDictionary dict("t");
  dict.SetValue("V", "<script>alert(1)</script>");
  dict.SetValue("A", "\" onclick=\"x");
  dict.SetValue("U", "javascript:alert(1)");
  EXPECT_EQ(Render("<p>{{V}}</p>", dict), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
  EXPECT_EQ(Render("<p title=\"{{A}}\"></p>", dict), "<p title=\"&quot; onclick=&quot;x\"></p>");
  EXPECT_EQ(Render("<a href=\"{{U}}\">x</a>", dict).find("javascript:"), std::string::npos);
}

TEST(Templates, NoneIsTheOnlyWayOutOfEscaping) {
  ctemplate::TemplateDictionary dict("t");
  dict.SetValue("SVG", "<svg></svg>");
  EXPECT_EQ(Render("<p>{{SVG:none}}</p>", dict), "<p><svg></svg></p>");
}

TEST(Templates, FillsTextsByLanguageAndEscapesThem) {
  const ctemplate::TemplateDictionary dict("t");
  const std::string source = "<p lang=\"[[lang]]\" title=\"[[a.title]]\">[[a.title]]</p>";
  EXPECT_EQ(Render(source, dict),
            "<p lang=\"id\" title=\"Daftar &lt;tugas&gt; &amp; &quot;x&quot;\">"
            "Daftar &lt;tugas&gt; &amp; &quot;x&quot;</p>");
  EXPECT_EQ(Render(source, dict, Lang::kEn), "<p lang=\"en\" title=\"Tasks\">Tasks</p>");
}

TEST(Templates, FillsTextsWithVariables) {
  ctemplate::TemplateDictionary dict("t");
  dict.SetValue("N", "<7>");
  dict.SetValue("X", "wrong");
  EXPECT_EQ(Render("[[a.left|{{N}}|<b>24</b>]]", dict), "&lt;7&gt; dari <b>24</b> &#123;&#123;X}}");
}

TEST(Templates, LeavesOtherBracketsAlone) {
  const ctemplate::TemplateDictionary dict("t");
  EXPECT_EQ(Render("a[[1]] [[Ab]] [[[lang]]] [[", dict), "a[[1]] [[Ab]] [id] [[");
}

TEST(Templates, PartsAreFoundByTemplateName) {
  const Texts texts = Dictionary();
  const Templates templates({{"pages/layout", "<main>{{>BODY}}</main>"}, {"x/body", "<p>{{V}}</p>"}}, texts);
  ctemplate::TemplateDictionary dict("layout");
  ctemplate::TemplateDictionary* body = dict.AddIncludeDictionary("BODY");
  body->SetFilename("x/body");
  body->SetValue("V", "<b>");
  EXPECT_EQ(templates.Render("pages/layout", Lang::kId, dict), "<main><p>&lt;b&gt;</p></main>");
}

TEST(Templates, MissingTemplatesAndPartsThrow) {
  const Texts texts = Dictionary();
  const Templates templates({{"t", "{{>BODY}}"}}, texts);
  ctemplate::TemplateDictionary dict("t");
  EXPECT_THROW(templates.Render("absent", Lang::kId, dict), BrokenInvariant);
  dict.AddIncludeDictionary("BODY")->SetFilename("/etc/hostname");
  EXPECT_THROW(templates.Render("t", Lang::kId, dict), BrokenInvariant);
}

TEST(Templates, WrongSourcesThrowAtLoad) {
  const Texts texts = Dictionary();
  EXPECT_THROW(Templates({{"t", "[[no.such]]"}}, texts), std::runtime_error);
  EXPECT_THROW(Templates({{"t", "[[asset:no/such.css]]"}}, texts), std::runtime_error);
  EXPECT_THROW(Templates({{"t", "[[include:no/such]]"}}, texts), std::runtime_error);
  EXPECT_THROW(Templates({{"t", "{{#LIST}} never closed"}}, texts), std::runtime_error);
}

TEST(Templates, NamesComeFromPaths) {
  EXPECT_EQ(TemplateName("src/modules/performance/dashboard.html"), "performance/dashboard");
  EXPECT_EQ(TemplateName("src/kernel/login.html"), "kernel/login");
  EXPECT_EQ(TemplateName("src/platform/pages/layout.html"), "pages/layout");
  EXPECT_EQ(TemplateName("web/offline.html"), "");
}

TEST(Templates, TheShippedOnesLoad) {
  EXPECT_NO_THROW(Templates());
}

}  // namespace
}  // namespace sinergi::pages
