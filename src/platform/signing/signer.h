// Signer: a service that puts a person's electronic signature on a PDF. Asked once; it never asks again by itself,
// since a lost answer may belong to a signature that was made.
//
//   const SignAnswer answer = signer.Sign({pdf, nik, passphrase, "Perjanjian Kinerja 2024", "Kupang"});
//   if (answer.outcome == SignOutcome::kUnknown) …  // a person has to look before anybody tries again
//
// Number and passphrase live for this call; an answer carries neither. Thread-safe; blocks.
#pragma once

#include <string>

namespace sinergi::signing {

struct SignRequest {
  std::string document;  // PDF
  std::string nik, passphrase;
  std::string reason, place;  // written into the signature
};

enum class SignOutcome { kSigned, kRefused, kUnknown };

// Codes of refusals: sign.passphrase_wrong, sign.not_registered, sign.no_certificate, sign.certificate_expired,
// sign.certificate_unready, sign.client_refused (our own credentials), sign.unreachable (nothing was sent), sign.busy,
// sign.refused (anything else). Of an unknown outcome: sign.unknown.
struct SignAnswer {
  SignOutcome outcome = SignOutcome::kUnknown;
  std::string code;      // "" when signed
  std::string document;  // the signed PDF
};

class Signer {
 public:
  virtual ~Signer() = default;
  virtual SignAnswer Sign(const SignRequest& request) const = 0;
};

}  // namespace sinergi::signing
