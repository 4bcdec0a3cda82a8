#include "platform/http/failure.h"

#include <exception>
#include <random>

#include "platform/files/texts.h"

namespace sinergi::http {
namespace {

std::string Reference() {
  static thread_local std::mt19937_64 random{std::random_device{}()};
  return fmt::format("{:08X}", random() & 0xffffffffu);
}

Reply Fail(const Request& request, const Asked& asked, std::string_view why,
           const std::function<void(std::string_view)>& log) {
  const std::string reference = Reference();
  log(fmt::format("500 {} {}: {}", reference, request.path, why));
  const std::string text = Texts::Shipped().Get(Lang::kId, "error.http.internal", {reference});
  return MakeReply(Response::Text(text + "\n", 500), asked);
}

}  // namespace

Reply AnswerSafely(const Router& router, Request& request, const Asked& asked,
                   const std::function<void(std::string_view)>& log) {
  try {
    return MakeReply(router.Answer(request), asked);
  } catch (const std::exception& e) {
    return Fail(request, asked, e.what(), log);
  } catch (...) {
    return Fail(request, asked, "an exception of unknown type", log);
  }
}

}  // namespace sinergi::http
