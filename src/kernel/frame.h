// Frame: a page inside the layout, and refusals as pages or JSON, also for those who are not logged in.
//
//   return Frame{web, request, lang, nullptr}.Show("kernel/log_in", dict, "kernel.login.title", 200);
//
// Threads: made for one request.
#pragma once

#include "kernel/web.h"

namespace sinergi::kernel {

struct Frame {
  const Web& web;
  const http::Request& request;
  Lang lang = Lang::kId;
  const Visit* visit = nullptr;  // null: nobody is logged in

  http::Response Show(std::string_view template_name, ctemplate::TemplateDictionary& dict,
                      std::string_view title_key, int status) const;
  http::Response Refuse(const Error& error) const;
};

int HttpStatusOf(ErrorKind kind);
// {"error":{"code","text","fields":[{"field","text"}]}}
std::string ErrorJson(const Texts& texts, Lang lang, const Error& error);

}  // namespace sinergi::kernel
