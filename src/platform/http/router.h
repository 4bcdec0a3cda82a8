// Router: method + path pattern -> handler. Patterns are "/units/{code}"; a literal segment wins over {…},
// whatever the order of registration, when it leads to a handler of that method; two equal patterns are our bug
// (ENSURE). HEAD is answered by GET's handler. {…} takes one segment, never an empty one. Register first, then answer
// from any thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/http/message.h"

namespace sinergi::http {

struct RouteOptions {
  size_t body_limit = 64 * 1024;  // bytes; larger bodies get 413 before they are read
};

class Router {
 public:
  Router();
  ~Router();
  Router(Router&&) noexcept;
  void Get(std::string_view pattern, Handler handler);
  void Post(std::string_view pattern, Handler handler, RouteOptions options = {});
  void Put(std::string_view pattern, Handler handler, RouteOptions options = {});
  void Delete(std::string_view pattern, Handler handler);
  // Wraps every handler, outermost last (sessions, error pages, security headers).
  void Wrap(std::function<Response(const Request&, const Handler&)> around);

  // Fills request.params and answers; 404 and 405 (with Allow) come from here, through the wrappers.
  Response Answer(Request& request) const;
  bool Knows(Method method, std::string_view path) const;
  // Every pattern with its method, as registered: for what has to look at all of them.
  std::vector<std::pair<Method, std::string>> Patterns() const;
  // Largest body that this method and path accept (0: none, also when there is no such route).
  size_t BodyLimit(Method method, std::string_view path) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sinergi::http
