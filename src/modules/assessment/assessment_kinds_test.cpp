// Instruments of another kind than SPBE, by the pages, on both databases: KIP, whose weights are of the year; Indeks
// KAMI, of questions and points; SAKIP by points. And what the task list of the home page says about them.
#include <gmock/gmock.h>

#include "kit/assessment.h"
#include "kit/visitor.h"
#include "modules/assessment/assessment_scope.h"
#include "modules/assessment/assessment_tasks.h"
#include "modules/assessment/pages.h"

namespace sinergi::assessment {
namespace {

using testing::HasSubstr;
using testing::Not;
using testkit::Actor;
using testkit::Visitor;

Result<Instrument> ReadAny(std::string_view id) {
  if (id == "kecil-2024") return testkit::SmallInstrument(std::string(id));
  static InstrumentShelf shipped;
  const auto instrument = shipped.Get(std::string(id), "");
  return instrument.ok() ? Result<Instrument>(**instrument) : instrument.error();
}

std::shared_ptr<AssessmentServices> AllServices() {
  return std::shared_ptr<AssessmentServices>(
      new AssessmentServices{InstrumentShelf({"kecil-2024", "kip", "kami-5", "sakip-2021"}, ReadAny)});
}

// Tasks as lines: "urgency|title|detail|link".
http::Response PrintTasks(const kernel::Visit& v, AssessmentServices& services) {
  std::string text;
  for (const performance::HomeTask& task : AssessmentTasks(v, services))
    text += fmt::format("{}|{}|{}|{}\n", task.urgency, task.title, task.detail, task.link);
  return http::Response::Text(text);
}

class AssessmentKinds : public testkit::WithAssessments<testkit::WebTest> {
 protected:
  AssessmentKinds() : AssessmentKinds(AllServices()) {}
  explicit AssessmentKinds(std::shared_ptr<AssessmentServices> services)
      : WithAssessments<testkit::WebTest>(
            testkit::AssessmentMigrations(),
            [services](kernel::Web& web, http::Router& router) {
              AddAssessmentPages(web, router, *services);
              web.Page(router, "/tasks", [services](kernel::Visit& v) { return PrintTasks(v, *services); });
            },
            std::vector<std::string>{"assessment/"}),
        services_(services) {
    now_ = (Date{2024, 10, 5}).Days() * 86400 + 3600;
  }

  std::string TasksOf(const Actor& actor) { return EnterAs(actor).Get("/tasks").body; }

  // Weights by item in their order; "" leaves the field out.
  http::Pairs OpeningOf(const std::string& instrument, const std::vector<std::string>& weights,
                        const std::string& year = "2024") {
    http::Pairs fields = {{"instrument", instrument}, {"unit", "0"}, {"year", year}};
    for (size_t i = 0; i < weights.size(); ++i) fields.emplace_back(fmt::format("weight{}", i), weights[i]);
    return fields;
  }
  // Opens by the form; the assessment's path.
  std::string OpenBy(const http::Pairs& fields) {
    const http::Response response = EnterAs(administrator_).Post("/assessments/new", fields);
    EXPECT_EQ(response.status, 303) << response.body;
    const std::string target = testkit::HeaderOf(response, "Location");
    return target.substr(0, target.find("/assign"));
  }
  int64_t IdOf(const std::string& path) { return *ReadId(path.substr(path.rfind('/') + 1)); }
  Sheet SheetAt(const std::string& path) {
    return db_->Read([&](sql::Connection& c) {
      const AssessmentHead head = *FindAssessment(c, government_, IdOf(path));
      return LoadSheet(c, government_, head, *InstrumentFor(c, government_, *services_, head));
    });
  }
  // Every item answered at the self stage: by the value of the first rule whose lead its code begins with.
  void FillAll(const std::string& path, const std::vector<std::pair<std::string, int>>& rules) {
    const Sheet sheet = SheetAt(path);
    const Status done = As(all_officer_, [&](sql::Connection& c, const ActContext& context) -> Status {
      for (const Item& item : sheet.instrument->items) {
        assessment::Answer answer;
        for (const auto& [lead, value] : rules)
          if (!answer.value && item.code.starts_with(lead)) answer.value = Ratio{value, 1};
        answer.explanation = "Ada";
        const auto saved =
            SaveAnswer(c, context, *sheet.instrument, {sheet.head.id, Stage::kSelf, item.code, answer});
        if (!saved.ok()) return saved.error();
      }
      return Ok();
    });
    EXPECT_TRUE(done.ok()) << done.error().code;
  }
  void CloseAt(const std::string& path) {
    Visitor evaluator = EnterAs(evaluator_);
    for (const char* version : {"1", "2", "3"})
      EXPECT_EQ(
          evaluator.Post(path + "/move", {{"do", "finish"}, {"reason", "contoh"}, {"row_version", version}})
              .status,
          303)
          << version;
  }

  std::shared_ptr<AssessmentServices> services_;
};
INSTANTIATE_TEST_SUITE_P(On, AssessmentKinds, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

const std::vector<std::string> kTypedWeights = {"20", "20", "20", "15", "12,5", "12,5", "", ""};

TEST_P(AssessmentKinds, KipAsksForTheWeightsOfTheYearAndTheirSum) {
  Visitor admin = EnterAs(administrator_);
  const std::string empty = admin.Get("/assessments/new?instrument=kip").body;
  EXPECT_THAT(empty, HasSubstr("name=\"weight7\""));
  EXPECT_THAT(admin.Get("/assessments/new").body, Not(HasSubstr("name=\"weight0\"")));
  struct Case {
    std::vector<std::string> weights;
    const char* said;
  };
  const Case cases[] = {
      {{}, "Isi bobot tahun ini"},
      {{"", "", "", "", "", "", "", ""}, "Jumlah bobot 0"},
      {{"90", "", "", "", "", "", "", ""}, "Jumlah bobot 90"},
      {{"101", "", "", "", "", "", "", ""}, "Bobot butir 1 harus"},
      {{"-1", "101", "", "", "", "", "", ""}, "Bobot butir 1 harus"},
      {{"dua", "98", "", "", "", "", "", ""}, "Bobot butir 1 harus"},
      {{"1/99999999999", "", "", "", "", "", "", ""}, "Bobot butir 1 harus"},
  };
  for (const Case& one : cases) {
    const http::Response response = admin.Post("/assessments/new", OpeningOf("kip", one.weights));
    EXPECT_EQ(response.status, 422) << one.said;
    EXPECT_THAT(response.body, HasSubstr(one.said));
  }
  EXPECT_EQ(EnterAs(officer_).Post("/assessments/new", OpeningOf("kip", kTypedWeights)).status, 403);
  EXPECT_EQ(Count("assessment_weight"), 0);
  const std::string path = OpenBy(OpeningOf("kip", kTypedWeights));
  EXPECT_EQ(Count("assessment_weight"), 6);
  const std::string page = admin.Get(path).body;
  EXPECT_THAT(page, HasSubstr("Digitalisasi"));
  EXPECT_THAT(page, Not(HasSubstr("Kolaborasi"))) << "weighs nothing this year";
  EXPECT_THAT(admin.Get(path + "/items/5").body, HasSubstr("Bobot 12,5 %"));
  EXPECT_THAT(admin.Get("/assessments/new?instrument=kip").body, HasSubstr("value=\"12,5\""))
      << "as last year";
}

TEST_P(AssessmentKinds, KipGoesThroughTheStagesAndItsChangeIsExplained) {
  const std::string last = OpenBy(OpeningOf("kip", kTypedWeights, "2023"));
  FillAll(last, {{"", 80}});
  CloseAt(last);
  const std::string path = OpenBy(OpeningOf("kip", {"30", "10", "20", "20", "", "", "10", "10"}));
  FillAll(path, {{"1", 100}, {"", 90}});
  CloseAt(path);
  Visitor evaluator = EnterAs(evaluator_);
  const std::string page = evaluator.Get(path).body;
  EXPECT_THAT(page, HasSubstr("data-index>93,00<"));
  EXPECT_THAT(page, HasSubstr("Informatif"));
  EXPECT_EQ(SheetAt(last).head.index->Plain(), "80");
  const std::string change = evaluator.Get(path + "/change").body;
  EXPECT_THAT(change, HasSubstr("+13,00"));
  EXPECT_THAT(change, HasSubstr("Inovasi")) << "new this year";
  EXPECT_THAT(evaluator.Get(path + "/papers/statement").body, HasSubstr("93,00"));
  EXPECT_EQ(EnterAs(planner_).Get(path + "/road-map").status, 200);
  EXPECT_THAT(evaluator.Get("/assessments").body, HasSubstr("93,00"));
}

TEST_P(AssessmentKinds, KamiShowsCategoryAreasAndThresholds) {
  const std::string path = OpenBy(OpeningOf("kami-5", {}));
  Visitor evaluator = EnterAs(evaluator_);
  const std::string empty = evaluator.Get(path).body;
  EXPECT_THAT(empty, HasSubstr("Kategori dan status belum diketahui"));
  EXPECT_THAT(empty, HasSubstr("0 / 22")) << "area II, not filled yet";
  EXPECT_THAT(empty, HasSubstr("0 dari 36 (+ mulai 12)"));
  EXPECT_THAT(empty, HasSubstr("<details class=\"card\" open><summary>Kategori Sistem Elektronik"));
  EXPECT_THAT(empty, HasSubstr("<details class=\"card\"><summary>Teknologi")) << "folded until area I is done";
  EXPECT_THAT(empty, Not(HasSubstr("/road-map")));
  EXPECT_EQ(evaluator.Get(path + "/road-map").status, 404);
  EXPECT_EQ(evaluator.Post(path + "/road-map", {{"target", "600"}}).status, 404);
  FillAll(path, {{"I.", 2}, {"", 2}});
  const std::string filled = evaluator.Get(path).body;
  EXPECT_THAT(filled, HasSubstr("<b>Tinggi</b> (20 poin)"));
  EXPECT_THAT(filled, HasSubstr("data-index>426<"));
  EXPECT_THAT(filled, HasSubstr("Pemenuhan Kerangka Kerja Dasar"));
  EXPECT_THAT(filled, HasSubstr("388–646"));
  EXPECT_THAT(filled, HasSubstr("36 dari 36"));
  EXPECT_THAT(filled, Not(HasSubstr("<details class=\"card\" open>"))) << "nothing lacks an answer";
  const std::string item = evaluator.Get(path + "/items/II.III.2.1").body;
  EXPECT_THAT(item, HasSubstr("Paling banyak 6 poin"));
  EXPECT_THAT(item, HasSubstr("Pertanyaan 1 tingkat III, tahap 2"));
}

TEST_P(AssessmentKinds, AnAreaIsFilledOnOnePage) {
  const std::string path = OpenBy(OpeningOf("kami-5", {})), area = path + "/areas/I";
  Visitor all = EnterAs(all_officer_);
  EXPECT_THAT(all.Get(path).body, HasSubstr(area));
  EXPECT_THAT(EnterAs(officer_).Get(path).body, Not(HasSubstr("/areas/"))) << "nothing was given to the unit";
  const std::string page = all.Get(area).body;
  EXPECT_THAT(page, HasSubstr("name=\"value9\""));
  EXPECT_THAT(page, Not(HasSubstr("name=\"value10\"")));
  http::Pairs fields = {{"stage", "self"}};
  for (int i = 0; i < 10; ++i) {
    fields.emplace_back(fmt::format("value{}", i), i == 3 ? "9" : "5");
    fields.emplace_back(fmt::format("words{}", i), "Ada <b>SK");
    fields.emplace_back(fmt::format("rv{}", i), "0");
  }
  const http::Response refused = all.Post(area, fields);
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("I.4"));
  EXPECT_THAT(refused.body, Not(HasSubstr("<b>SK")));
  EXPECT_EQ(Count("assessment_answer"), 0) << "whole or not at all";
  for (auto& [name, value] : fields)
    if (name == "value3") value = "2";
  EXPECT_EQ(EnterAs(officer_).Post(area, fields).status, 403);
  EXPECT_EQ(all.Post(area, fields).status, 303);
  EXPECT_EQ(Count("assessment_answer"), 10);
  EXPECT_THAT(all.Get(path).body, HasSubstr("<b>Strategis</b> (47 poin)"));
  EXPECT_EQ(all.Post(area, fields).status, 303) << "sent twice, counts once";
  fields[1].second = "1";
  EXPECT_EQ(all.Post(area, fields).status, 409) << "what was seen is not what is stored";
  EXPECT_EQ(Count("assessment_answer"), 10);
  EXPECT_EQ(all.Get(path + "/areas/IX").status, 404);
}

TEST_P(AssessmentKinds, KamiGoesThroughTheStages) {
  const std::string last = OpenBy(OpeningOf("kami-5", {}, "2023"));
  FillAll(last, {{"I.", 5}, {"", 2}});
  CloseAt(last);
  const std::string path = OpenBy(OpeningOf("kami-5", {}));
  FillAll(path, {{"I.", 5}, {"", 3}});
  EXPECT_EQ(EnterAs(all_officer_)
                .Post(path + "/items/II.II.1.1", {{"stage", "self"}, {"value", "4"}, {"row_version", "1"}})
                .status,
            422);
  CloseAt(path);
  const Sheet sheet = SheetAt(path);
  EXPECT_EQ(sheet.head.index->Plain(), "918");
  EXPECT_EQ(sheet.head.predicate, "Baik");
  Visitor evaluator = EnterAs(evaluator_);
  const std::string change = evaluator.Get(path + "/change").body;
  EXPECT_THAT(change, HasSubstr("naik 492, dari 426"));
  EXPECT_THAT(change, HasSubstr("+492"));
  const std::string statement = evaluator.Get(path + "/papers/statement").body;
  EXPECT_THAT(statement, HasSubstr("Kategori sistem elektronik: Strategis (50 poin)"));
  EXPECT_THAT(statement, HasSubstr("918"));
  EXPECT_THAT(evaluator.Get(path + "/papers/consent").body, HasSubstr("918 (Baik)"));
}

// "Not assessed" throughout the category leaves the status open; nothing breaks.
TEST_P(AssessmentKinds, KamiWithoutACategoryCanBeClosed) {
  const std::string path = OpenBy(OpeningOf("kami-5", {}));
  FillAll(path, {{"", 0}});
  CloseAt(path);
  EXPECT_EQ(SheetAt(path).head.predicate, "");
  Visitor evaluator = EnterAs(evaluator_);
  EXPECT_EQ(evaluator.Get(path).status, 200);
  EXPECT_EQ(evaluator.Get(path + "/papers/statement").status, 200);
  EXPECT_EQ(evaluator.Get("/assessments").status, 200);
}

TEST_P(AssessmentKinds, SakipTakesPointsAsTheInstrumentSays) {
  const std::string path = OpenBy(OpeningOf("sakip-2021:points", {}));
  const Sheet sheet = SheetAt(path);
  const std::string code = sheet.instrument->items[0].code;
  const Ratio weight = sheet.instrument->items[0].weight, half = *Divide(weight, Ratio{2, 1});
  Visitor all = EnterAs(all_officer_);
  EXPECT_THAT(all.Get(path + "/items/" + code).body, HasSubstr("Dari 0 sampai " + PrintValue(weight)));
  const auto post = [&](const std::string& value, const char* version) {
    return all.Post(path + "/items/" + code,
                    {{"stage", "self"}, {"value", value}, {"explanation", "Ada"}, {"row_version", version}});
  };
  const http::Response over = post(PrintValue(*Multiply(weight, Ratio{2, 1})), "0");
  EXPECT_EQ(over.status, 422);
  EXPECT_THAT(over.body, HasSubstr("value=\"" + PrintValue(*Multiply(weight, Ratio{2, 1})) + "\""));
  EXPECT_EQ(post(PrintValue(half), "0").status, 303);
  EXPECT_EQ(SheetAt(path).At(Stage::kSelf, 0).value, (Ratio{50, 1})) << "kept as the share of the weight";
  const std::string page = all.Get(path + "/items/" + code).body;
  EXPECT_THAT(page, HasSubstr("value=\"" + PrintValue(half) + "\""));
  EXPECT_THAT(all.Get("/api" + path).body, HasSubstr("\"value\":\"" + PrintValue(half) + "\""));
}

TEST_P(AssessmentKinds, TheTaskListNamesWhatIsToBeDone) {
  EXPECT_THAT(TasksOf(officer_), HasSubstr("warn|2 butir Penilaian kecil 2024 belum Anda isi|"));
  EXPECT_THAT(TasksOf(officer_), HasSubstr(fmt::format("|/assessments/{}/items/1", id_)));
  EXPECT_THAT(TasksOf(other_officer_), HasSubstr("1 butir Penilaian kecil 2024 belum Anda isi"));
  EXPECT_EQ(TasksOf(head_), "");
  EXPECT_EQ(TasksOf(evaluator_), "");
  EXPECT_TRUE(Answer(officer_, Stage::kSelf, "1", Typed("2")).ok());
  EXPECT_THAT(TasksOf(officer_), HasSubstr("1 butir Penilaian kecil 2024 belum Anda isi"));
  EXPECT_THAT(TasksOf(officer_), HasSubstr("1 dari 2 selesai"));
  EXPECT_TRUE(Answer(all_officer_, Stage::kSelf, "2", Typed("3")).ok());
  EXPECT_TRUE(Answer(all_officer_, Stage::kSelf, "3", Typed("1")).ok());
  EXPECT_TRUE(Answer(all_officer_, Stage::kSelf, "4", Typed("3,5")).ok());
  EXPECT_EQ(TasksOf(officer_), "");
  EXPECT_THAT(TasksOf(evaluator_), HasSubstr("Penilaian mandiri dapat diselesaikan"));
  EXPECT_TRUE(Go(evaluator_, StageAct::kFinish, "tanpa bukti").ok());
  EXPECT_THAT(TasksOf(verifier_), HasSubstr("3 butir Penilaian kecil 2024 belum dinilai"));
  EXPECT_TRUE(Answer(evaluator_, Stage::kInternal, "1", Typed("1", 0, "Belum ditetapkan")).ok());
  EXPECT_THAT(TasksOf(verifier_), HasSubstr("1 butir Penilaian kecil 2024 dinilai berbeda antartahap"));
  EXPECT_THAT(TasksOf(verifier_), HasSubstr("/conflicts"));
  EXPECT_TRUE(Go(evaluator_, StageAct::kReturn, "Bukti <b>kurang").ok());
  EXPECT_THAT(
      TasksOf(officer_),
      HasSubstr("bad|Penilaian kecil 2024 dikembalikan ke Penilaian mandiri|evaluator: Bukti <b>kurang|"));
}

}  // namespace
}  // namespace sinergi::assessment
