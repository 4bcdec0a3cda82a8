// Signing electronically: the first party, then the second, each by a service that keeps the keys (platform/signing). The
// database knows every attempt before the document leaves, and what became of it:
//
//   BeginSigning (unknown) --> the service --> FinishSigning: signed | refused | unknown
//                                              unknown --SettleSigning(what was found)--> settled
//
// Invariants: while an attempt is unknown nobody signs, reopens or discards; a signature counts for the content it was put
// under and no other; when the second party has signed, the agreement is frozen on the day its paper bears.
#pragma once

#include "kernel/evidence.h"
#include "modules/agreement/agreement_store.h"

namespace sinergi::agreement {

enum class SigningSide { kFirst, kSecond };
std::string_view Name(SigningSide side);  // "first", "second"
enum class SigningOutcome { kUnknown, kSigned, kRefused, kSettled };
std::string_view Name(SigningOutcome outcome);  // "unknown", "signed", "refused", "settled"

struct SigningAttempt {
  int64_t id = 0;
  SigningSide side = SigningSide::kFirst;
  int64_t account_id = 0;
  std::string login;
  Instant at = 0;
  Date day;  // on the paper
  std::string content_sha256, document_sha256;
  SigningOutcome outcome = SigningOutcome::kUnknown;
  std::string code;         // why refused or unknown; "" while the service is asked
  int64_t evidence_id = 0;  // the signed PDF
  std::string words, settled_by;
};

// How far an agreement has come.
struct Signing {
  std::vector<SigningAttempt> attempts;  // newest first
  Agreement agreement;                   // as it is to be signed, with the day of its paper
  std::string content_sha256;
  SigningSide next = SigningSide::kFirst;
  int64_t first_evidence = 0;   // what the first party signed, where that still counts
  bool first_outdated = false;  // the first party signed, and the content has changed since
  bool by_hand = false;  // frozen by who recorded that the paper was signed, not by a signature given here

  const SigningAttempt* Open() const;  // the attempt whose outcome is unknown
  const Party& Signer() const;         // of `next`
};
Signing LoadSigning(sql::Connection& c, const ActContext& context, const AgreementHead& head);
bool HasOpenSigning(sql::Connection& c, int64_t government_id, int64_t agreement_id);
bool HasSignings(sql::Connection& c, int64_t government_id, int64_t agreement_id);

// Errors: agreement.step_refused (not agreed), agreement.sign_no_accounts (both parties need one of their own),
// kernel.forbidden (not this party's turn), agreement.sign_open, agreement.sign_year (too far from the agreement's).
Status MaySign(const kernel::Actor& actor, const Date& today, const Signing& signing);
// No answer can come any more.
bool SigningIsOver(const ActContext& context, const SigningAttempt& attempt);
// The party of the attempt, or who prepares, once it is over.
bool MaySettle(const ActContext& context, const AgreementHead& head, const SigningAttempt& attempt);

struct SigningStart {
  int64_t id = 0;  // of the agreement
  int64_t row_version = 0;
  int64_t attempts_seen = 0;  // by who pressed the button: the same form sent twice begins once
  std::string content_sha256, document_sha256;
};
// Answers the attempt. Errors also: agreement.changed, agreement.sign_again (there is an attempt the form has not seen).
Result<int64_t> BeginSigning(sql::Connection& c, const ActContext& context, const SigningStart& start);

struct SigningEnd {
  int64_t id = 0, attempt_id = 0;
  SigningOutcome outcome = SigningOutcome::kUnknown;
  std::string code;
  kernel::Evidence signed_file = {};  // of a signed one; its subject is set here
};
// Errors: agreement.sign_unknown_attempt (it is not open).
Status FinishSigning(sql::Connection& c, const ActContext& context, const SigningEnd& end);

// Errors: agreement.sign_unknown_attempt; agreement.words_missing.
Status SettleSigning(sql::Connection& c, const ActContext& context, int64_t id, int64_t attempt_id,
                     const std::string& words);

// Agreed agreements in which it is this person's turn to sign electronically: the first party's until its signature
// stands under what the agreement says now.
std::vector<AgreementHead> AwaitingSignature(sql::Connection& c, const ActContext& context);

std::string SignedSubject(int64_t agreement_id);  // evidence "agreement/12/signed": the PDFs of both parties

}  // namespace sinergi::agreement
