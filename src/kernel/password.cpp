// Passwords of account.h: hashing and the rules for new ones.
#include <sodium.h>

#include <algorithm>
#include <cctype>
#include <new>
#include <semaphore>

#include "base/text.h"
#include "kernel/account.h"
#include "kernel/token.h"

namespace sinergi::kernel {
namespace {

constexpr size_t kShortestPassword = 10, kLongestPassword = 200;

// A hash takes 64 MB: more than two at once would let a flood of log-ins take the memory of a small server.
std::counting_semaphore<2>& Turns() {
  static std::counting_semaphore<2> turns(2);
  return turns;
}
struct Turn {
  Turn() { Turns().acquire(); }
  ~Turn() { Turns().release(); }
};

// What people add digits and marks to when a rule asks for ten characters.
constexpr std::string_view kWorn[] = {
    "password",   "passw0rd",  "kata",     "sandi",  "katasandi",  "admin",     "administrator", "rahasia",
    "sinergi",    "indonesia", "merdeka",  "qwerty", "qwertyuiop", "asdfghjkl", "bismillah",     "kominfo",
    "diskominfo", "pemda",     "pemkab",   "pemkot", "pemprov",    "sayang",    "welcome",       "letmein",
    "iloveyou",   "user",      "operator", "dinas",  "kabupaten",  "test",      "testing",       "abc"};

std::string Letters(std::string_view text) {
  std::string letters;
  for (const char c : LowerAscii(text)) {
    if (c >= 'a' && c <= 'z') letters += c;
  }
  return letters;
}

bool IsRow(std::string_view text, int step) {
  for (size_t i = 1; i < text.size(); ++i) {
    if (text[i] != text[i - 1] + step && !(step == 1 && text[i - 1] == '9' && text[i] == '0')) return false;
  }
  return true;
}

// One part over and over: "aaaaaaaaaa", "1212121212", "abcabcabcabc".
bool Repeats(std::string_view text) {
  for (size_t part = 1; part <= 4; ++part) {
    size_t i = part;
    while (i < text.size() && text[i] == text[i - part]) ++i;
    if (i == text.size()) return true;
  }
  return false;
}

bool IsCommon(std::string_view password, std::string_view login) {
  const std::string folded = LowerAscii(password), letters = Letters(password);
  if (IsRow(folded, 1) || IsRow(folded, -1) || Repeats(folded)) return true;
  if (letters.empty() && password.size() < 12) return true;  // a number: a date, a telephone
  if (!login.empty() && folded.find(login) != folded.npos && folded.size() < login.size() + 8) return true;
  const auto worn = [&](std::string_view word) { return letters == word || folded == word; };
  return std::any_of(std::begin(kWorn), std::end(kWorn), worn);
}

}  // namespace

std::string HashPassword(std::string_view password) {
  StartSodium();
  const Turn turn;
  char hash[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str(hash, password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
    throw std::bad_alloc();
  }
  return hash;
}

bool PasswordMatches(std::string_view hash, std::string_view password) {
  if (hash.size() >= crypto_pwhash_STRBYTES) return false;
  StartSodium();
  const Turn turn;
  const std::string terminated(hash);
  return crypto_pwhash_str_verify(terminated.c_str(), password.data(), password.size()) == 0;
}

bool SpendPasswordTime(std::string_view password) {
  static const std::string kNobodys = HashPassword(RandomToken());
  return PasswordMatches(kNobodys, password) && false;
}

Status CheckNewPassword(std::string_view password, std::string_view login) {
  const auto refuse = [](const char* code, size_t bound) {
    const std::vector<std::string> args = {std::to_string(bound)};
    return Error{ErrorKind::kInvalid, code, args, {{"password", code, args}}};
  };
  if (password.size() < kShortestPassword) return refuse("kernel.password_short", kShortestPassword);
  if (password.size() > kLongestPassword) return refuse("kernel.password_long", kLongestPassword);
  if (IsCommon(password, login)) return refuse("kernel.password_common", kShortestPassword);
  return Ok();
}

}  // namespace sinergi::kernel
