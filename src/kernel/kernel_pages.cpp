#include "kernel/kernel_pages.h"

#include <charconv>

namespace sinergi::kernel {

PageHandler ForAdministrators(PageHandler handler) {
  return [handler = std::move(handler)](Visit& v) {
    return v.actor.May(Right::kAdminister, *v.Units(), 0) ? handler(v) : v.Refuse(Forbidden());
  };
}

std::optional<int64_t> IdOf(std::string_view text) {
  int64_t id = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), id);
  return fault == std::errc() && end == text.data() + text.size() && id > 0 ? std::optional(id)
                                                                            : std::nullopt;
}

void AddKernelPages(Web& web, http::Router& router) {
  AddErrorPages(web, router);
  AddLogInPages(web, router);
  AddAccountPages(web, router);
  AddUnitPages(web, router);
  AddPeoplePages(web, router);
  AddAuditPages(web, router);
  web.navigation.push_back({"/units", "kernel.units.title", Right::kRead, NavGroup::kSettings});
  web.navigation.push_back({"/people", "kernel.people.title", Right::kAdminister, NavGroup::kSettings});
  web.navigation.push_back({"/audit", "kernel.audit.title", Right::kAudit, NavGroup::kSettings});
}

}  // namespace sinergi::kernel
