// Opening an assessment: instrument, who is assessed, year, stages; and the weights of the year where the evaluator
// sets them anew each year (KIP). Those are typed for every item; they start from what was typed last time.
#include "base/text.h"
#include "kernel/form_view.h"
#include "modules/assessment/assessment_pages.h"
#include "modules/assessment/assessment_scope.h"
#include "modules/assessment/instrument_number.h"
#include "modules/assessment/instrument_scoring.h"

namespace sinergi::assessment {
namespace {

using kernel::FormView;
using kernel::Right;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;
using Shared = std::shared_ptr<const Instrument>;

constexpr Int128 kFinestWeight = 1'000'000;  // denominator

bool MayOpen(const Visit& v) {
  return v.actor.May(Right::kAdminister, *v.Units(), 0);
}

// "spbe-2020", "sakip-2021:criteria".
struct Chosen {
  std::string instrument, scoring;
};
Chosen ReadChosen(std::string_view text) {
  const size_t colon = text.find(':');
  return {std::string(text.substr(0, colon)), colon == text.npos ? "" : std::string(text.substr(colon + 1))};
}

void FillInstruments(const Visit& v, AssessmentServices& services, std::string_view chosen, FormView& form) {
  for (const std::string& id : services.instruments.ids()) {
    const auto instrument = services.instruments.Get(id, "");
    if (!instrument.ok()) continue;
    const std::string title =
        fmt::format("{} – {}", InLanguage((*instrument)->title, v.lang), (*instrument)->basis);
    if ((*instrument)->scorings.empty()) form.Choice("instrument", id, title, id == chosen);
    for (const Scoring& scoring : (*instrument)->scorings) {
      const std::string value = id + ":" + scoring.id;
      form.Choice("instrument", value, fmt::format("{} ({})", title, InLanguage(scoring.title, v.lang)),
                  value == chosen);
    }
  }
}

std::string WeightField(size_t item) {
  return fmt::format("weight{}", item);
}

bool TypedWeights(const http::Form& form) {
  return std::ranges::any_of(form.fields,
                             [](const auto& field) { return field.first.starts_with("weight"); });
}

// As typed; on the first look those of the newest assessment by this instrument.
std::vector<std::string> WeightTexts(const Visit& v, const Instrument& instrument, const http::Form& typed) {
  std::vector<std::string> texts(instrument.items.size());
  const bool any = TypedWeights(typed);
  for (size_t i = 0; any && i < texts.size(); ++i) texts[i] = typed.Field(WeightField(i));
  if (any) return texts;
  const int64_t government = v.actor.government_id;
  v.web.db.Read([&](sql::Connection& c) {
    for (const AssessmentHead& head : ListAssessments(c, government)) {
      if (head.instrument != instrument.id) continue;
      for (const ItemWeight& each : ListWeights(c, government, head.id))
        if (const int item = instrument.FindItem(each.item); item >= 0)
          texts[static_cast<size_t>(item)] = PrintValue(each.weight);
      break;
    }
    return Unit{};
  });
  return texts;
}

void FillWeights(const Visit& v, const Shared& instrument, const http::Form& typed, Dict& page) {
  if (!instrument || instrument->weights_known) return;
  Dict& part = *page.AddSectionDictionary("WEIGHTS");
  const std::vector<std::string> texts = WeightTexts(v, *instrument, typed);
  for (size_t i = 0; i < instrument->items.size(); ++i) {
    Dict& row = *part.AddSectionDictionary("WEIGHT");
    row.SetValue("FIELD", WeightField(i));
    row.SetValue("CODE", instrument->items[i].code);
    row.SetValue("ITEM_NAME", InLanguage(instrument->items[i].name, v.lang));
    row.SetValue("VALUE", texts[i]);
  }
}

http::Response ShowOpen(Visit& v, AssessmentServices& services, const http::Form& typed, const Error* error) {
  Dict page("open");
  FormView form(v, page);
  const bool first = typed.fields.empty();
  const std::string_view named = first ? v.request.Query("instrument") : typed.Field("instrument");
  const Chosen chosen = ReadChosen(named);
  const auto instrument = services.instruments.Get(chosen.instrument, chosen.scoring);
  FillWeights(v, instrument.ok() ? *instrument : nullptr, typed, page);
  form.Choice("unit", "0", v.Gov()->name, typed.Field("unit") == "0");
  const auto units = v.Units();
  for (const kernel::Unit& unit : units->units())
    if (unit.kind == kernel::UnitKind::kAgency)
      form.Choice("unit", std::to_string(unit.id), unit.name, typed.Field("unit") == std::to_string(unit.id));
  FillInstruments(v, services, named, form);
  form.Value("year", first ? std::to_string(v.Today().year) : std::string(typed.Field("year")));
  form.Value("remark", typed.Field("remark"));
  for (const Stage stage : {Stage::kDocument, Stage::kInterview, Stage::kVisit}) {
    const bool checked = first ? stage == Stage::kDocument : !typed.Field(Name(stage)).empty();
    form.Choice("stage", Name(stage), StageText(v, stage), checked);
  }
  if (first || !typed.Field("strict").empty()) page.ShowSection("STRICT");
  if (error) form.Faults(*error);
  return v.Show("assessment/assessment_open", page, "assessment.open_title", error ? 422 : 200);
}

NewAssessment ReadNewAssessment(const http::Form& form) {
  NewAssessment wish;
  const Chosen chosen = ReadChosen(form.Field("instrument"));
  wish.unit_id = ReadId(form.Field("unit")).value_or(-1);
  wish.year = static_cast<int>(std::min<int64_t>(ReadId(TrimBlanks(form.Field("year"))).value_or(0), 9999));
  wish.instrument = chosen.instrument;
  wish.scoring = chosen.scoring;
  std::vector<Stage> external;
  for (const Stage stage : {Stage::kDocument, Stage::kInterview, Stage::kVisit})
    if (!form.Field(Name(stage)).empty()) external.push_back(stage);
  wish.course = Course(external);
  wish.strict_levels = !form.Field("strict").empty();
  wish.remark = kernel::Typed(form.Field("remark"));
  return wish;
}

// The weights as typed; an empty field is 0. Faults at the field of the item; "weights" for their sum.
Result<std::vector<ItemWeight>> ReadWeights(const Instrument& instrument, const http::Form& form) {
  Error error{ErrorKind::kInvalid, "assessment.open_invalid"};
  std::vector<ItemWeight> weights;
  std::vector<Ratio> all(instrument.items.size());
  for (size_t i = 0; i < all.size(); ++i) {
    const std::string_view text = TrimBlanks(form.Field(WeightField(i)));
    const std::optional<Ratio> weight = text.empty() ? Ratio{} : ReadValue(text);
    const bool fits = weight && weight->numerator >= 0 && AtLeast(Ratio{100, 1}, *weight) &&
                      weight->denominator <= kFinestWeight;
    if (!fits)
      error.fields.push_back(
          {WeightField(i), "assessment.weight_wrong", {instrument.items[i].code, Shorten(text, 40)}});
    if (!fits || weight->IsZero()) continue;
    all[i] = *weight;
    weights.push_back({instrument.items[i].code, *weight});
  }
  if (!error.fields.empty()) return error;
  const Result<Instrument> weighted = WithWeights(instrument, all);
  if (weighted.ok()) return weights;
  error.fields.push_back({"weights", weighted.error().code, weighted.error().args});
  return error;
}

http::Response PostOpen(Visit& v, AssessmentServices& services) {
  if (!MayOpen(v)) return v.Refuse(kernel::Forbidden());
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  NewAssessment wish = ReadNewAssessment(form);
  const auto instrument = services.instruments.Get(wish.instrument, wish.scoring);
  if (!instrument.ok()) return v.Refuse(instrument.error());
  if (!(*instrument)->weights_known) {
    const Error asked{
        ErrorKind::kInvalid, "assessment.open_invalid", {}, {{"weights", "assessment.weights_asked", {}}}};
    if (!TypedWeights(form)) return ShowOpen(v, services, form, &asked);
    Result<std::vector<ItemWeight>> weights = ReadWeights(**instrument, form);
    if (!weights.ok()) return ShowOpen(v, services, form, &weights.error());
    wish.weights = std::move(*weights);
  }
  const auto units = v.Units();
  const Result<int64_t> id =
      v.web.db.Write([&](sql::Connection& c) { return OpenAssessment(c, ContextOf(v, *units), wish); });
  if (id.ok()) return v.Back(fmt::format("/assessments/{}/assign", *id), "assessment.opened");
  if (id.error().kind == ErrorKind::kForbidden) return v.Refuse(id.error());
  return ShowOpen(v, services, form, &id.error());
}

}  // namespace

void AddAssessmentOpenPage(kernel::Web& web, http::Router& router, AssessmentServices& services) {
  web.Page(router, "/assessments/new", [&services](Visit& v) {
    return MayOpen(v) ? ShowOpen(v, services, {}, nullptr) : v.Refuse(kernel::Forbidden());
  });
  web.Post(router, "/assessments/new", [&services](Visit& v) { return PostOpen(v, services); });
}

}  // namespace sinergi::assessment
