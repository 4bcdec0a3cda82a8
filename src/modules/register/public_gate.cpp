#include "modules/register/public_gate.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "kernel/token.h"

namespace sinergi::registers {
namespace {

constexpr size_t kTokenBytes = 16, kSignatureBytes = 24, kAnswerMost = 20;

std::string Base64(const unsigned char* bytes, size_t size) {
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_ENCODED_LEN(size, kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes, size, kVariant);
  text.pop_back();  // the terminating zero
  return text;
}

std::optional<int64_t> NumberIn(std::string_view text) {
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return number;
}

Error Refused(ErrorKind kind, std::string code, std::vector<std::string> args = {}) {
  return {kind, std::move(code), std::move(args)};
}

}  // namespace

std::string PublicGate::Sign(std::string_view purpose, std::string_view text, size_t bytes) const {
  std::string all(purpose);
  all += '\0';
  all += text;
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> mac;
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(key_.data()), key_.size());
  crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(all.data()), all.size());
  crypto_auth_hmacsha256_final(&state, mac.data());
  return Base64(mac.data(), bytes);
}

// "<nonce>.<issued>.<bits>.<signature>"
std::string PublicGate::Issue(std::string_view subject, int bits, Instant now) const {
  const std::string nonce = kernel::RandomToken().substr(0, 22);
  const std::string head = fmt::format("{}.{}.{}", nonce, now, std::clamp(bits, 0, kWorkBitsMost));
  return head + "." + Sign("form", head + "|" + std::string(subject), kSignatureBytes);
}

Result<Passed> PublicGate::Check(std::string_view subject, std::string_view challenge,
                                 std::string_view answer, Instant now) const {
  const Error old = Refused(ErrorKind::kConflict, "register.public.form_old");
  const std::vector<std::string_view> parts = Split(challenge.substr(0, 200), '.');
  if (parts.size() != 4) return old;
  const std::string head = fmt::format("{}.{}.{}", parts[0], parts[1], parts[2]);
  if (!kernel::SameSecret(parts[3], Sign("form", head + "|" + std::string(subject), kSignatureBytes)))
    return old;
  const int64_t issued = NumberIn(parts[1]).value_or(0), bits = NumberIn(parts[2]).value_or(kWorkBitsMost);
  if (now < issued || now >= issued + kFormSeconds) return old;
  Passed passed{std::string(parts[0]), issued + kFormSeconds, true};
  if (bits == 0) return passed;
  if (answer.empty()) {
    passed.worked = false;
    if (const int64_t wait = issued + kWithoutScriptSeconds - now; wait > 0)
      return Refused(ErrorKind::kConflict, "register.public.work_wait", {std::to_string(wait)});
    return passed;
  }
  if (answer.size() > kAnswerMost || ZeroBits(challenge, answer) < bits)
    return Refused(ErrorKind::kConflict, "register.public.work_wrong");
  return passed;
}

std::string PublicGate::TokenOf(const Passed& passed) const {
  return Sign("ticket", passed.nonce, kTokenBytes);
}

std::string PublicGate::DigestOf(std::string_view text) const {
  return Sign("text", text, crypto_auth_hmacsha256_BYTES);
}

int PublicGate::ZeroBits(std::string_view challenge, std::string_view answer) {
  const std::string text = fmt::format("{}:{}", challenge, answer);
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash;
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  int bits = 0;
  for (const unsigned char byte : hash) {
    if (byte == 0) {
      bits += 8;
      continue;
    }
    for (int bit = 7; bit >= 0 && (byte >> bit) == 0; --bit) ++bits;
    break;
  }
  return bits;
}

}  // namespace sinergi::registers
