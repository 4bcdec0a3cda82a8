#include "app/demo_assessment.h"

#include "app/demo_files.h"
#include "base/ensure.h"
#include "modules/assessment/assessment_services.h"
#include "modules/assessment/assessment_store.h"
#include "modules/assessment/instrument_file.h"
#include "modules/assessment/published_file.h"
#include "modules/assessment/published_store.h"
#include "modules/assessment/target_store.h"

namespace sinergi::app {
namespace {

using assessment::Instrument;
using assessment::Stage;
using assessment::StageAct;
using Shared = std::shared_ptr<const Instrument>;

constexpr const char* kRemark = "Contoh: tingkat setiap butir rekaan";
constexpr const char* kExampleWords = "Contoh: penjelasan rekaan.";
constexpr const char* kResults = "contoh: angka rekaan";
constexpr const char* kNoFiles = "Contoh tanpa berkas bukti";

// Every criterion below the level is met.
assessment::Answer AnswerOf(const assessment::Item& item, int level) {
  assessment::Answer answer;
  answer.value = Ratio{level, 1};
  for (const assessment::Criterion& criterion : item.criteria)
    if (criterion.level.numerator > 0 && criterion.level.numerator <= level)
      answer.met.push_back(criterion.level);
  answer.explanation = kExampleWords;
  return answer;
}

class AssessmentLoader {
 public:
  AssessmentLoader(sql::Connection& c, const performance::ActContext& context) : c_(c), context_(context) {}

  int64_t Open(const files::Node& yaml, Shared& instrument) {
    assessment::NewAssessment wish;
    wish.year = IntOf(yaml["year"]);
    wish.instrument = yaml["instrument"].Scalar();
    if (yaml["stages"]) wish.course = assessment::Course::Parse(yaml["stages"].Scalar());
    wish.remark = kRemark;
    instrument = Need(shelf_.Get(wish.instrument, ""));
    return Need(assessment::OpenAssessment(c_, context_, wish));
  }

  void Answer(int64_t id, const Instrument& instrument, const files::Node& levels, size_t item) {
    const assessment::Item& asked = instrument.items[item];
    const assessment::AnswerWish wish{id, Stage::kSelf, asked.code, AnswerOf(asked, IntOf(levels[item]))};
    Need(assessment::SaveAnswer(c_, context_, instrument, wish));
  }

  void LoadClosed(const files::Node& yaml) {
    Shared instrument;
    const int64_t id = Open(yaml, instrument);
    for (size_t i = 0; i < instrument->items.size(); ++i) Answer(id, *instrument, yaml["levels"], i);
    int64_t version = 1;
    for (int step = 0; step < 3; ++step)  // self, internal, final
      version =
          Need(assessment::MoveStage(c_, context_, instrument, {id, StageAct::kFinish, kNoFiles, version}))
              .row_version;
  }

  void LoadOpen(const files::Node& yaml) {
    Shared instrument;
    const int64_t id = Open(yaml, instrument);
    for (const auto& entry : yaml["units"].entries()) {
      const kernel::Unit* unit = context_.units.FindCode(entry.first.Scalar());
      ENSURE(unit != nullptr);
      std::vector<std::string> codes;
      for (const files::Node& code : entry.second) codes.push_back(code.Scalar());
      Need(assessment::AssignItems(c_, context_, *instrument, id, codes, unit->id));
    }
    for (const files::Node& number : yaml["answered"])
      Answer(id, *instrument, yaml["levels"], static_cast<size_t>(WholeOf(number)) - 1);
  }

  void LoadTargets(const files::Node& yaml) {
    std::vector<assessment::YearTarget> targets;
    for (const auto& entry : yaml["years"].entries()) {
      const auto micro = ReadDecimal(entry.second.Scalar(), 6, NumberStyle::kIndonesian);
      targets.push_back({IntOf(entry.first), micro.value(), yaml["source"].Scalar()});
    }
    Need(assessment::SetTargets(c_, context_, yaml["series"].Scalar(), 0, targets));
  }

 private:
  sql::Connection& c_;
  const performance::ActContext& context_;
  assessment::InstrumentShelf shelf_;
};

// Made-up results of the province and those below it, so that the region page has something to compare.
void LoadExampleResults(sql::Connection& c, const performance::ActContext& context) {
  const Instrument spbe = Need(assessment::ShippedInstrument("spbe-2020"));
  const assessment::PublishedFile read =
      Need(assessment::ReadPublished(spbe, ExampleFile("published.csv"), {kResults, 0}));
  Need(assessment::ImportPublished(c, {context.actor, context.units, context.now, kResults}, read.results));
}

}  // namespace

Status LoadExampleAssessments(sql::Connection& c, const performance::ActContext& context) {
  const files::Tree file = ExampleYaml("assessments.yaml");
  const files::Node example = file.root();
  AssessmentLoader loader(c, context);
  loader.LoadTargets(example["targets"]);
  for (const files::Node& closed : example["closed"]) loader.LoadClosed(closed);
  loader.LoadOpen(example["open"]);
  LoadExampleResults(c, context);
  return Ok();
}

}  // namespace sinergi::app
