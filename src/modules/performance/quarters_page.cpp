#include "modules/performance/quarters_page.h"

#include <algorithm>
#include <set>

#include "modules/performance/quarter_rows.h"

namespace sinergi::performance {
namespace {

using kernel::Right;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr int64_t kUsualDays = 15;  // proposed: closes so many days after the quarter's end

std::set<int, std::greater<>> Years(sql::Connection& c, const Visit& v) {
  std::set<int, std::greater<>> years{v.Today().year};
  for (const PlanHead& head : ListPlans(c, v.actor.government_id)) years.insert(head.year);
  return years;
}

QuarterWindow Usual(Period period) {
  const Date last = LastDay(period);
  return {period, {period.year, period.LastMonth(), 15}, Date::FromDays(last.Days() + kUsualDays)};
}

void FillQuarter(const Visit& v, Period period, const std::vector<QuarterWindow>& set, Dict& row) {
  const auto found = std::ranges::find(set, period, &QuarterWindow::period);
  const QuarterWindow window = found != set.end() ? *found : Usual(period);
  row.SetValue("PERIOD", period.Code());
  row.SetValue("PERIOD_TEXT", PrintPeriod(v, period));
  row.SetValue("OPENS", window.opens.Iso());
  row.SetValue("CLOSES", window.closes.Iso());
  const bool is_set = found != set.end();
  const bool open = is_set && window.IsOpen(v.Today());
  row.SetValue("STATE", v.T(!is_set ? "interface.quarter_unset"
                            : open  ? "interface.quarter_open"
                                    : "interface.quarter_shut"));
  row.SetValue("TAG", !is_set ? "warn" : open ? "good" : "");
}

http::Response ShowQuarters(Visit& v, const std::vector<Problem>& problems = {}, int status = 200) {
  if (!v.actor.MayAnywhere(Right::kPlan)) return v.Refuse(kernel::Forbidden());
  Dict page("quarters");
  // The dates hold for the whole government: who plans for one agency reads them.
  const bool may_set = v.actor.May(Right::kPlan, *v.Units(), 0);
  if (!may_set) page.ShowSection("READ_ONLY");
  FillProblems(problems, page);
  v.web.db.Read([&](sql::Connection& c) {
    const std::vector<QuarterWindow> set = ListWindows(c, v.actor.government_id);
    for (const int year : Years(c, v)) {
      Dict& group = *page.AddSectionDictionary("YEAR");
      if (may_set) group.ShowSection("MAY_SET");
      group.SetIntValue("YEAR_NUMBER", year);
      for (int quarter = 1; quarter <= 4; ++quarter)
        FillQuarter(v, {year, quarter}, set, *group.AddSectionDictionary("QUARTER"));
    }
    return Unit{};
  });
  return v.Show("performance/quarters", page, "interface.quarters_title", status);
}

http::Response Set(Visit& v) {
  const http::Form form = http::ReadForm(v.request);
  const auto period = Period::Parse(form.Field("period"));
  if (!form.ok || !period) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const auto opens = Date::Parse(form.Field("opens")), closes = Date::Parse(form.Field("closes"));
  const auto problem = [&](const std::string& text) {
    return ShowQuarters(v, {{PrintPeriod(v, *period), text, "q" + period->Code()}}, 422);
  };
  if (!opens || !closes) return problem(v.T("interface.date_unreadable"));
  const auto units = v.Units();
  const ActContext context{v.actor, *units, v.now, v.Today()};
  const Status set = v.web.db.Write([&](sql::Connection& c) {
    return SetWindow(c, context, {*period, *opens, *closes});
  });
  if (!set.ok()) return problem(v.web.texts.Of(v.lang, set.error()));
  return v.Back("/quarters", "interface.saved");
}

}  // namespace

void AddQuartersPage(kernel::Web& web, http::Router& router) {
  web.Page(router, "/quarters", [](Visit& v) { return ShowQuarters(v); });
  web.Post(router, "/quarters", Set);
}

}  // namespace sinergi::performance
