// AnswerSafely: the boundary where a handler's exception ends: the client gets 500 with a reference number,
// the log the reason beside the same number. Thread-safe.
#pragma once

#include <functional>
#include <string_view>

#include "platform/http/reply.h"
#include "platform/http/router.h"

namespace sinergi::http {

Reply AnswerSafely(const Router& router, Request& request, const Asked& asked,
                   const std::function<void(std::string_view)>& log);

}  // namespace sinergi::http
