// Result<T>: the answer of an operation that may be refused for an expected reason.
//
//   Result<Money> ceiling = Money::Parse("Rp 1.500.000");
//   if (!ceiling.ok()) return ceiling.error();
//
// Expected refusals (invalid, not found, conflict, forbidden) travel as values; a broken environment
// (database lost, disk full) throws; our own mistake ends in ENSURE. No thread rule: plain values.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace sinergi {

enum class ErrorKind { kInvalid, kNotFound, kConflict, kForbidden, kUnauthenticated, kTooLarge, kTooMany, kUnavailable };

// One field that was refused. `code` and `args` name a text as in Error.
struct FieldError {
  std::string field;
  std::string code;
  std::vector<std::string> args;
};

// A refusal. `code` is stable ("planning.ceiling_exceeded") and is the key "error.<code>" of the
// dictionaries in data/texts; `args` fill {0}, {1} … `detail` is for the operator's log and never
// reaches the user.
struct Error {
  ErrorKind kind = ErrorKind::kInvalid;
  std::string code;
  std::vector<std::string> args = {};
  std::vector<FieldError> fields = {};
  std::string detail = {};
};

struct Unit {};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT: implicit by intent
  Result(Error error) : state_(std::move(error)) {}  // NOLINT: implicit by intent

  bool ok() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return ok(); }
  const T& value() const& { return std::get<T>(state_); }
  T& value() & { return std::get<T>(state_); }
  T&& value() && { return std::get<T>(std::move(state_)); }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }
  const Error& error() const { return std::get<Error>(state_); }

 private:
  std::variant<T, Error> state_;
};

using Status = Result<Unit>;
inline Status Ok() { return Unit{}; }

// A refusal as an exception: thrown only to leave a transaction, and caught at its boundary.
struct Refused {
  Error error;
};

}  // namespace sinergi
