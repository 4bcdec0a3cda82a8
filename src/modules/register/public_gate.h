// PublicGate: what stands before a form that needs no account. The form carries a challenge, signed, with its
// register, its time and its difficulty; the browser finds a number that makes SHA-256 of both begin with so
// many zero bits. Nothing leaves for a third party.
//
//   const std::string challenge = gate.Issue("53.04/ppid-request", 16, now);
//   Result<Passed> passed = gate.Check("53.04/ppid-request", challenge, form.Field("work"), now);
//   gate.TokenOf(*passed)      // the secret link of what this form makes: the same for the same form
//
// A form is good for four hours. Without an answer (no script in the browser) it must have been open for
// twenty seconds, and `worked` is false: the caller lets few such forms through. That each is used once, the
// caller keeps (public_intake.h). Errors: register.public.form_old, .work_wrong, .work_wait {0}=seconds.
// Immutable; thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace sinergi::registers {

constexpr int64_t kFormSeconds = 4 * 3600;
constexpr int64_t kWithoutScriptSeconds = 20;
constexpr int kWorkBitsMost = 24;

struct Passed {
  std::string nonce;  // of the form
  Instant expires_at = 0;
  bool worked = false;
};

class PublicGate {
 public:
  explicit PublicGate(std::string key) : key_(std::move(key)) {}

  std::string Issue(std::string_view subject, int bits, Instant now) const;
  Result<Passed> Check(std::string_view subject, std::string_view challenge, std::string_view answer,
                       Instant now) const;
  std::string TokenOf(const Passed& passed) const;    // 128 bits, 22 characters of A-Z a-z 0-9 _ -
  std::string DigestOf(std::string_view text) const;  // the same text, the same digest; says nothing else
  static int ZeroBits(std::string_view challenge, std::string_view answer);  // of SHA-256("challenge:answer")

 private:
  std::string Sign(std::string_view purpose, std::string_view text, size_t bytes) const;

  const std::string key_;
};

}  // namespace sinergi::registers
