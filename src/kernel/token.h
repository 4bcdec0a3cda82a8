// Random tokens (sessions, CSRF, one-time passwords) and the hash under which a token is stored. libsodium;
// thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace sinergi::kernel {

void StartSodium();                             // once a process is enough, more often does no harm
std::string RandomToken();                      // 256 bits, 43 characters of A-Z a-z 0-9 _ -
std::string TokenHash(std::string_view token);  // BLAKE2b-256, 64 hex digits
std::string Blake2bHex(std::string_view bytes);
bool SameSecret(std::string_view a, std::string_view b);  // takes as long whatever differs
std::string RandomPassword();  // 16 letters and digits in fours, none that look alike

}  // namespace sinergi::kernel
