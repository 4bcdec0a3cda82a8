#include "app/demo_agreements.h"

#include <algorithm>
#include <map>

#include "app/demo_files.h"
#include "base/ensure.h"
#include "modules/agreement/action_store.h"

namespace sinergi::app {
namespace {

using agreement::Agreement;
using agreement::AgreementAct;

agreement::Party PartyIn(const files::Node& yaml) {
  return {yaml["name"].Scalar(), yaml["position"].Scalar(), yaml["rank"].Scalar(), 0};
}

class AgreementLoader {
 public:
  AgreementLoader(sql::Connection& c, const performance::ActContext& context, int64_t agency_id, int year)
      : c_(c), context_(context), agency_id_(agency_id), year_(year) {
    const auto head = performance::FindPlan(c, context.actor.government_id, agency_id, year);
    ENSURE(head.has_value());
    plan_ = performance::LoadPlanYear(c, context.actor.government_id, *head);
  }

  // Those below a superior are drafted after it.
  void Load(const files::Node& yaml, int64_t superior) {
    agreement::NewAgreement wish;
    wish.unit_id = UnitAt(yaml["unit"].Scalar());
    wish.year = year_;
    wish.level = agreement::ParseAgreementLevel(yaml["level"].Scalar()).value();
    wish.first = PartyIn(yaml["first"]);
    wish.second = PartyIn(yaml["second"]);
    const int64_t id = Need(agreement::DraftAgreement(c_, context_, wish));
    Link(id, superior, yaml);
    const std::vector<Done> done = Plan(id, yaml["actions"]);
    for (const files::Node& below : yaml["below"]) Load(below, id);
    if (!yaml["signed"]) return;
    Move(id, AgreementAct::kAgree, {});
    Move(id, AgreementAct::kSign, Date::Parse(yaml["signed"].Scalar()));
    for (const Done& one : done)
      Need(agreement::ReportMonth(c_, context_, {id, one.step_id, one.month, one.day, ""}));
  }

 private:
  struct Done {
    int64_t step_id;
    int month;
    Date day;
  };
  // The steps of the action plan; answers what is to be reported of them once it is signed.
  std::vector<Done> Plan(int64_t id, const files::Node& yaml) {
    std::vector<Done> done;
    for (const files::Node& of : yaml)
      for (const files::Node& step : of["steps"]) {
        agreement::ActionStep wish{0,
                                   IndicatorAt(of["indicator"].Scalar()),
                                   step["action"].Scalar(),
                                   step["output"].Scalar(),
                                   step["carrier"].Scalar(),
                                   {},
                                   {}};
        for (const files::Node& month : step["months"]) wish.months.push_back(IntOf(month));
        const int64_t step_id =
            Need(agreement::PutAction(c_, context_, {id, std::move(wish), Stored(id).head.row_version}));
        for (const auto& [month, day] : step["done"].entries())
          done.push_back({step_id, IntOf(month), Date::Parse(day.Scalar()).value()});
      }
    return done;
  }
  int64_t IndicatorAt(const std::string& name) const {
    const auto found = std::ranges::find(plan_.indicators, name, &performance::Indicator::name);
    ENSURE(found != plan_.indicators.end());
    return found->id;
  }
  int64_t UnitAt(const std::string& code) const {
    if (code.empty()) return agency_id_;
    const auto found = std::ranges::find(plan_.units, code, &performance::UnitRef::code);
    ENSURE(found != plan_.units.end());
    return found->id;
  }
  Agreement Stored(int64_t id) const {
    const std::vector<Agreement> all = agreement::LoadAgreements(c_, plan_, context_.today);
    return *std::ranges::find_if(all, [&](const Agreement& one) { return one.head.id == id; });
  }
  void Link(int64_t id, int64_t superior, const files::Node& yaml) {
    const Agreement stored = Stored(id);
    agreement::AgreementWish wish{
        id, stored.head.first,      stored.head.second, yaml["place"].Scalar(), superior,
        {}, stored.head.row_version};
    for (const agreement::AgreementLine& line : stored.lines)
      wish.lines.push_back({line.indicator_id, line.own_target});
    Need(agreement::ChangeAgreement(c_, context_, wish));
  }
  void Move(int64_t id, AgreementAct act, const std::optional<Date>& day) {
    Need(agreement::MoveAgreement(c_, context_, {id, act, "", day, Stored(id).head.row_version}));
  }

  sql::Connection& c_;
  const performance::ActContext& context_;
  int64_t agency_id_;
  int year_;
  performance::PlanYear plan_;
};

}  // namespace

void LoadExampleAgreements(sql::Connection& c, const performance::ActContext& context, int64_t agency_id,
                           int year) {
  AgreementLoader loader(c, context, agency_id, year);
  const files::Tree example = ExampleYaml("agreements.yaml");
  for (const files::Node& top : example.root()["agreements"]) loader.Load(top, 0);
}

}  // namespace sinergi::app
