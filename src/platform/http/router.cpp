#include "platform/http/router.h"

#include <algorithm>
#include <map>

#include "base/ensure.h"
#include "base/text.h"
#include "platform/files/texts.h"

namespace sinergi::http {
constexpr Method kRouted[] = {Method::kGet, Method::kPost, Method::kPut, Method::kDelete};
constexpr const char* kMethodNames[] = {"GET, HEAD", "POST", "PUT", "DELETE"};
using PathParts = std::vector<std::string_view>;

struct Route {
  Handler handler;
  RouteOptions options;
  std::string pattern;
  std::vector<std::string> param_names;
};

// A place in the tree of path segments. A route has its own names for the {…} segments above it.
struct RouteNode {
  std::map<std::string, RouteNode, std::less<>> literals;
  std::unique_ptr<RouteNode> any;
  std::optional<Route> routes[std::size(kRouted)];
};

namespace {

int MethodIndex(Method method) {
  if (method == Method::kHead) method = Method::kGet;
  const auto* found = std::find(std::begin(kRouted), std::end(kRouted), method);
  return found == std::end(kRouted) ? -1 : static_cast<int>(found - kRouted);
}

PathParts PartsOf(std::string_view path) {
  if (path.starts_with('/')) path.remove_prefix(1);
  return Split(path, '/');
}

bool IsParam(std::string_view part) {
  return part.size() > 2 && part.front() == '{' && part.back() == '}';
}

// What a path leads to: the route, the values of its {…}, and the methods that the path would allow.
struct Match {
  const Route* route = nullptr;
  PathParts values;
  bool allowed[std::size(kRouted)] = {};
};

// Literals first, then {…}: each place of the tree is visited at most once.
void Search(const RouteNode& node, const PathParts& parts, size_t depth, int method, Match& match) {
  if (depth == parts.size()) {
    for (size_t i = 0; i < std::size(kRouted); ++i) match.allowed[i] |= node.routes[i].has_value();
    if (method >= 0 && node.routes[method]) match.route = &*node.routes[method];
    return;
  }
  const auto literal = node.literals.find(parts[depth]);
  if (literal != node.literals.end()) Search(literal->second, parts, depth + 1, method, match);
  if (match.route != nullptr || node.any == nullptr || parts[depth].empty()) return;
  match.values.push_back(parts[depth]);
  Search(*node.any, parts, depth + 1, method, match);
  if (match.route == nullptr) match.values.pop_back();
}

Response Refusal(const Match& match) {
  std::string allow;
  for (size_t i = 0; i < std::size(kRouted); ++i) {
    if (match.allowed[i]) allow += (allow.empty() ? "" : ", ") + std::string(kMethodNames[i]);
  }
  const auto text = [](const char* key) { return Texts::Shipped().Raw(Lang::kId, key) + "\n"; };
  if (allow.empty()) return Response::Text(text("error.http.not_found"), 404);
  return Response::Text(text("error.http.method_not_allowed"), 405).Set("Allow", std::move(allow));
}

}  // namespace

static void AddPatterns(const RouteNode& node, std::vector<std::pair<Method, std::string>>& patterns) {
  for (size_t i = 0; i < std::size(kRouted); ++i)
    if (node.routes[i]) patterns.emplace_back(kRouted[i], node.routes[i]->pattern);
  for (const auto& [part, below] : node.literals) AddPatterns(below, patterns);
  if (node.any) AddPatterns(*node.any, patterns);
}

struct Router::Impl {
  using Wrapper = std::function<Response(const Request&, const Handler&)>;
  RouteNode root;
  std::vector<Wrapper> wrappers;

  Match Find(Method method, std::string_view path) const {
    Match match;
    Search(root, PartsOf(path), 0, MethodIndex(method), match);
    return match;
  }

  void Add(Method method, std::string_view pattern, Handler handler, RouteOptions options) {
    ENSURE(pattern.starts_with('/') && handler != nullptr);
    RouteNode* node = &root;
    Route route{std::move(handler), options, std::string(pattern), {}};
    for (const std::string_view part : PartsOf(pattern)) {
      if (IsParam(part)) {
        route.param_names.emplace_back(part.substr(1, part.size() - 2));
        if (node->any == nullptr) node->any = std::make_unique<RouteNode>();
        node = node->any.get();
      } else {
        node = &node->literals[std::string(part)];
      }
    }
    auto& place = node->routes[MethodIndex(method)];
    ENSURE(!place.has_value());
    place = std::move(route);
  }

  // The handler inside the first `count` wrappers.
  Response Call(const Request& request, const Handler& handler, size_t count) const {
    if (count == 0) return handler(request);
    const Handler inner = [this, &handler, count](const Request& r) { return Call(r, handler, count - 1); };
    return wrappers[count - 1](request, inner);
  }
};

Router::Router() : impl_(std::make_unique<Impl>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;

void Router::Get(std::string_view pattern, Handler handler) {
  impl_->Add(Method::kGet, pattern, std::move(handler), {.body_limit = 0});
}
void Router::Post(std::string_view pattern, Handler handler, RouteOptions options) {
  impl_->Add(Method::kPost, pattern, std::move(handler), options);
}
void Router::Put(std::string_view pattern, Handler handler, RouteOptions options) {
  impl_->Add(Method::kPut, pattern, std::move(handler), options);
}
void Router::Delete(std::string_view pattern, Handler handler) {
  impl_->Add(Method::kDelete, pattern, std::move(handler), {});
}

void Router::Wrap(std::function<Response(const Request&, const Handler&)> around) {
  impl_->wrappers.push_back(std::move(around));
}

Response Router::Answer(Request& request) const {
  const Match match = impl_->Find(request.method, request.path);
  request.params.clear();
  if (match.route == nullptr) {
    const Handler refuse = [&match](const Request&) { return Refusal(match); };
    return impl_->Call(request, refuse, impl_->wrappers.size());
  }
  for (size_t i = 0; i < match.values.size(); ++i) {
    request.params.emplace_back(match.route->param_names[i], match.values[i]);
  }
  return impl_->Call(request, match.route->handler, impl_->wrappers.size());
}

bool Router::Knows(Method method, std::string_view path) const {
  return impl_->Find(method, path).route != nullptr;
}

std::vector<std::pair<Method, std::string>> Router::Patterns() const {
  std::vector<std::pair<Method, std::string>> patterns;
  AddPatterns(impl_->root, patterns);
  return patterns;
}

size_t Router::BodyLimit(Method method, std::string_view path) const {
  const Match match = impl_->Find(method, path);
  return match.route == nullptr ? 0 : match.route->options.body_limit;
}

}  // namespace sinergi::http
