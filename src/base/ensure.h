// ENSURE(condition): states what must hold whatever the user does. A failure is our bug: it throws, so
// that one request fails and not the server. Input never reaches it.
#pragma once

#include <stdexcept>
#include <string>

namespace sinergi {

struct BrokenInvariant : std::logic_error {
  using std::logic_error::logic_error;
};

}  // namespace sinergi

#define SINERGI_STRING2(x) #x
#define SINERGI_STRING(x) SINERGI_STRING2(x)
#define ENSURE(condition)                                                                             \
  do {                                                                                                \
    if (!(condition)) throw ::sinergi::BrokenInvariant(__FILE__ ":" SINERGI_STRING(__LINE__) ": " #condition); \
  } while (false)
