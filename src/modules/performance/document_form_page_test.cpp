// Official forms of planning documents through the pages: listed by kind, as page, workbook and PDF, and who may see them.
#include "modules/performance/document_form_page.h"

#include "kit/planning.h"
#include "modules/performance/document_form.h"
#include "modules/planning/planning_pages.h"

namespace sinergi::performance {
namespace {

using kernel::Role;
using testing::HasSubstr;
using testing::Not;
using testkit::Visitor;

class DocumentFormPages : public testkit::PlanningDesk {
 protected:
  DocumentFormPages()
      : PlanningDesk(Migrations(),
                     [this](kernel::Web& web, http::Router& router) {
                       planning::AddPlanningPages(web, router);
                       AddDocumentFormPages(web, router, services_);
                     },
                     {"planning/", "performance/document_"}) {}

  PerformanceServices services_;
};
INSTANTIATE_TEST_SUITE_P(On, DocumentFormPages, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(DocumentFormPages, AreListedByKindAndFilled) {
  Visitor planner = Planner();
  const std::string renstra = Add(planner, "renstra", diskominfo_);
  const std::string renja = Add(planner, "renja", diskominfo_, renstra.substr(renstra.rfind('/') + 1));
  Fill(planner, renstra, testkit::kDocumentRenstra);
  Fill(planner, renja, testkit::kDocumentRenja);
  EXPECT_THAT(planner.Get(renja).body, HasSubstr(renja + "/forms?version="));
  const std::string list = planner.Get(renja + "/forms").body;
  for (const char* form : {"t-c-29", "t-c-30", "t-c-31", "t-c-32", "t-c-33", "e70", "e75"})
    EXPECT_THAT(list, HasSubstr(renja + "/forms/" + form + "?version=")) << form;
  EXPECT_THAT(list, Not(HasSubstr("t-c-27")));
  EXPECT_THAT(list, HasSubstr("Tahun 2027 dan Prakiraan Maju Tahun 2028"));
  const std::string page = planner.Get(renja + "/forms/t-c-33").body;
  EXPECT_THAT(
      page,
      HasSubstr(
          "Rumusan Rencana Program dan Kegiatan Perangkat Daerah Tahun 2027 dan Prakiraan Maju Tahun 2028"));
  EXPECT_THAT(page, HasSubstr("Relasi &lt;b&gt;media"));
  EXPECT_THAT(page, HasSubstr(">900<"));
  EXPECT_THAT(
      page,
      HasSubstr("</tr>\n<tr></tr>\n<tr><th scope=\"col\">1</th>"));  // numbers below what spans three rows
  EXPECT_EQ(planner.Get(renja + "/forms/t-c-27").status, 404);
  EXPECT_EQ(planner.Get(renja + "/forms/e81-17").status, 404);
  EXPECT_EQ(planner.Get(renja + "/forms/none").status, 404);
  EXPECT_EQ(planner.Get(renja + "/forms/t-c-33?version=9").status, 404);
  EXPECT_THAT(planner.Get(renstra + "/forms/t-c-27").body, HasSubstr("Layanan informasi membaik"));
}

TEST_P(DocumentFormPages, EveryFormOpensForEveryKind) {
  Visitor planner = Planner();
  for (const planning::DocumentKind kind : {planning::DocumentKind::kRpjmd, planning::DocumentKind::kRenstra,
                                            planning::DocumentKind::kRkpd, planning::DocumentKind::kRenja}) {
    const std::string name(planning::Name(kind));
    const std::string path = Add(planner, name.c_str(), planning::IsOfAgency(kind) ? diskominfo_ : 0);
    ASSERT_FALSE(FormsOf(kind).empty()) << name;
    for (const bool filled : {false, true}) {
      if (filled) Fill(planner, path, testkit::kDocumentRenja);
      for (const form::Form& form : FormsOf(kind)) {
        EXPECT_EQ(planner.Get(path + "/forms/" + form.id).status, 200) << form.id;
        const http::Response xlsx = planner.Get(path + "/forms/" + form.id + "/form.xlsx");
        EXPECT_EQ(xlsx.status, 200) << form.id;
        EXPECT_THAT(testkit::HeaderOf(xlsx, "Content-Disposition"), HasSubstr(form.id + " ")) << form.id;
      }
    }
  }
}

TEST_P(DocumentFormPages, WholeGovernmentsResultsAreForThoseWhoMayReadThem) {
  Visitor planner = Planner();
  const std::string rpjmd = Add(planner, "rpjmd", 0), renja = Add(planner, "renja", diskominfo_);
  Visitor officer = LogInAs("officer", {{Role::kPlanner, diskominfo_}}),
          stranger = LogInAs("stranger", {{Role::kPlanner, social_}});
  EXPECT_EQ(officer.Get(rpjmd + "/forms").status, 200);
  EXPECT_EQ(officer.Get(rpjmd + "/forms/e78").status, 403);
  EXPECT_EQ(officer.Get(renja + "/forms/t-c-29").status, 200);
  for (const char* path : {"/forms", "/forms/t-c-33", "/forms/t-c-33/form.xlsx", "/forms/t-c-33/form.pdf"}) {
    EXPECT_EQ(stranger.Get(renja + path).status, 404) << path;
    EXPECT_EQ(Anonymous().Get(renja + path).status, 303) << path;
  }
}

}  // namespace
}  // namespace sinergi::performance
