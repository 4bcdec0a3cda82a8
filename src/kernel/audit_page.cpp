// /audit: the trail, newest first, and whether its chain is whole.
#include "kernel/audit.h"

#include "kernel/form_view.h"
#include "kernel/kernel_pages.h"
#include "kernel/time_text.h"

namespace sinergi::kernel {
namespace {

using Dictionary = ctemplate::TemplateDictionary;

constexpr int kAuditRowsPerPage = 50;

AuditFilter ReadFilter(const http::Request& request) {
  AuditFilter filter;
  filter.act_prefix = Typed(request.Query("act"));
  filter.subject = Typed(request.Query("subject"));
  filter.login = Typed(request.Query("login"));
  filter.before_seq = IdOf(request.Query("before"));
  filter.limit = kAuditRowsPerPage;
  return filter;
}

std::string Address(const AuditFilter& filter, std::optional<int64_t> before) {
  std::string address =
      fmt::format("/audit?act={}&subject={}&login={}", http::PercentEncode(filter.act_prefix),
                  http::PercentEncode(filter.subject), http::PercentEncode(filter.login));
  return before ? fmt::format("{}&before={}", address, *before) : address;
}

void AddRow(Dictionary& dict, const Visit& v, const AuditRow& row) {
  Dictionary* entry = dict.AddSectionDictionary("ROW");
  const Zone zone = v.Gov()->zone;
  entry->SetValue("SEQ", std::to_string(row.seq));
  entry->SetValue("AT", fmt::format("{} {}", DateAt(row.at, zone).Iso(), MomentTime(row.at, zone, v.lang)));
  entry->SetValue("WHO", row.login);
  entry->SetValue("ACT", row.act);
  entry->SetValue("SUBJECT", row.subject);
  AuditFilter of_subject;
  of_subject.subject = row.subject;
  entry->SetValue("SUBJECT_URL", Address(of_subject, {}));
  entry->SetValue("DETAIL", row.detail);
}

void AddReport(Dictionary& dict, const Visit& v, const ChainReport& report) {
  Dictionary* section = dict.AddSectionDictionary(report.broken_at ? "BROKEN" : "WHOLE");
  section->SetValue("WHAT", report.broken_at ? v.T("kernel.audit.broken_what",
                                                   {std::to_string(*report.broken_at),
                                                    v.T("kernel.audit.reason." + report.reason)})
                                             : v.T("kernel.audit.whole_what", {std::to_string(report.rows)}));
}

http::Response Show(const Visit& v, const ChainReport* report) {
  const AuditFilter filter = ReadFilter(v.request);
  const std::vector<AuditRow> rows =
      v.web.db.Read([&](sql::Connection& c) { return ListAudit(c, v.actor.government_id, filter); });
  Dictionary dict("audit");
  FormView form(v, dict);
  form.Value("act", filter.act_prefix);
  form.Value("subject", filter.subject);
  form.Value("login", filter.login);
  for (const AuditRow& row : rows) AddRow(dict, v, row);
  dict.ShowSection(rows.empty() ? "EMPTY" : "LIST");
  if (filter.before_seq) dict.AddSectionDictionary("NEWEST")->SetValue("NEWEST_URL", Address(filter, {}));
  if (rows.size() == kAuditRowsPerPage) {
    dict.AddSectionDictionary("OLDER")->SetValue("OLDER_URL", Address(filter, rows.back().seq));
  }
  if (report != nullptr) AddReport(dict, v, *report);
  return v.Show("kernel/audit", dict, "kernel.audit.title");
}

PageHandler ForAuditors(PageHandler handler) {
  return [handler = std::move(handler)](Visit& v) {
    return v.actor.May(Right::kAudit, *v.Units(), 0) ? handler(v) : v.Refuse(Forbidden());
  };
}

http::Response Check(Visit& v) {
  const ChainReport report =
      v.web.db.Read([&](sql::Connection& c) { return VerifyChain(c, v.actor.government_id); });
  return Show(v, &report);
}

}  // namespace

void AddAuditPages(Web& web, http::Router& router) {
  web.Page(router, "/audit", ForAuditors([](Visit& v) { return Show(v, nullptr); }));
  web.Post(router, "/audit", ForAuditors(Check));
}

}  // namespace sinergi::kernel
