// /agreements/{id}/sign: the electronic signatures of both parties, what became of every attempt, and what a person found
// where the answer was lost. Identity number and passphrase pass through and are kept nowhere, nor shown again.
#include <algorithm>

#include "kernel/evidence_files.h"
#include "kernel/field_check.h"
#include "kernel/form_view.h"
#include "kernel/frame.h"
#include "modules/agreement/agreement_pages.h"
#include "modules/agreement/agreement_paper.h"
#include "modules/agreement/agreement_scope.h"
#include "modules/agreement/signing_store.h"
#include "platform/files/sha256.h"

namespace sinergi::agreement {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr size_t kNikDigits = 16, kPassphraseBytes = 200;

struct SigningView {
  AgreementHead head;
  Signing signing;
  std::vector<kernel::Evidence> scans;  // of what was signed by hand
};

Result<SigningView> FindSigning(const Visit& v, PerformanceServices& services) {
  const Result<AgreementView> view = FindAgreementOf(v, services);
  if (!view.ok()) return view.error();
  SigningView found{view->one.head, {}, {}};
  v.web.db.Read([&](sql::Connection& c) {
    found.signing = LoadSigning(c, ContextOf(v, *v.Units()), found.head);
    if (found.signing.by_hand)
      found.scans = kernel::ListEvidence(c, v.actor.government_id, EvidenceSubject(found.head.id));
    return 0;
  });
  return found;
}

std::string_view TagOf(SigningOutcome outcome) {
  if (outcome == SigningOutcome::kSigned) return "good";
  return outcome == SigningOutcome::kUnknown ? "warn" : outcome == SigningOutcome::kRefused ? "bad" : "";
}

void FillOpen(const Visit& v, const SigningView& view, const std::string& words, Dict& page) {
  const SigningAttempt* open = view.signing.Open();
  if (!open) return;
  const ActContext context = ContextOf(v, *v.Units());
  Dict& part = *page.AddSectionDictionary("OPEN");
  part.SetIntValue("OPEN_ID", open->id);
  part.SetValue("OPEN_AT", performance::PrintInstant(v, open->at));
  part.SetValue("OPEN_BY", open->login);
  part.SetValue("WORDS", words);
  part.ShowSection(SigningIsOver(context, *open) ? "LOST" : "WAITING");
  if (MaySettle(context, view.head, *open)) part.ShowSection("MAY_SETTLE");
}

void FillAttempts(const Visit& v, const SigningView& view, Dict& page) {
  page.ShowSection(view.signing.attempts.empty() ? "NO_ATTEMPTS" : "ATTEMPTS");
  for (const SigningAttempt& one : view.signing.attempts) {
    Dict& row = *page.AddSectionDictionary("ATTEMPT");
    row.SetValue("SIDE", v.T(fmt::format("agreement.side_{}", Name(one.side))));
    row.SetValue("OUTCOME", v.T(fmt::format("agreement.sign_outcome_{}", Name(one.outcome))));
    row.SetValue("OUTCOME_TAG", std::string(TagOf(one.outcome)));
    if (!one.code.empty()) row.SetValueAndShowSection("WHY_TEXT", v.T("error." + one.code), "WHY");
    if (!one.words.empty()) {
      Dict& found = *row.AddSectionDictionary("FOUND");
      found.SetValue("FOUND_TEXT", one.words);
      found.SetValue("FOUND_BY", one.settled_by);
    }
    if (one.evidence_id != 0)
      row.SetValueAndShowSection("FILE_PATH", fmt::format("{}/sign/{}", PathOf(view.head), one.evidence_id),
                                 "SIGNED_FILE");
    row.SetValue("AT", performance::PrintInstant(v, one.at));
    row.SetValue("BY", one.login);
    row.SetValue("HASH", one.document_sha256.substr(0, 16));
  }
}

void FillSides(const Visit& v, const Signing& signing, Dict& page) {
  const AgreementState state = signing.agreement.head.state;
  const bool frozen = state == AgreementState::kSigned || state == AgreementState::kRevised;
  const auto fill = [&](const std::string& which, SigningSide side) {
    const bool signed_now = std::ranges::any_of(signing.attempts, [&](const SigningAttempt& one) {
      return one.side == side && one.outcome == SigningOutcome::kSigned &&
             (frozen || one.evidence_id == signing.first_evidence);
    });
    page.SetValue(which + "_SIGNED", v.T(signing.by_hand ? "agreement.sign_by_hand"
                                         : signed_now    ? "agreement.sign_given"
                                                         : "agreement.sign_not_given"));
    page.SetValue(which + "_TAG", signing.by_hand || signed_now ? "good" : "");
  };
  fill("FIRST", SigningSide::kFirst);
  fill("SECOND", SigningSide::kSecond);
  if (signing.first_outdated && !frozen) page.ShowSection("OUTDATED");
}

void FillByHand(const Visit& v, const SigningView& view, Dict& page) {
  if (!view.signing.by_hand) return;
  Dict& part = *page.AddSectionDictionary("BY_HAND");
  part.SetValue("DAY", performance::PrintDate(v, *view.head.signed_on));
  if (view.scans.empty()) part.ShowSection("NO_SCAN");
  for (const kernel::Evidence& file : view.scans) {
    Dict& row = *part.AddSectionDictionary("SCAN");
    row.SetValue("SCAN_PATH", fmt::format("{}/evidence/{}", PathOf(view.head), file.id));
    row.SetValue("SCAN_NAME", file.file_name);
  }
}

// The form where this visitor may sign now, else why not.
void FillSigningForm(const Visit& v, const SigningView& view, const SigningDesk& desk, Dict& page) {
  if (view.head.state != AgreementState::kAgreed || view.signing.Open()) return;
  const Status may = MaySign(v.actor, v.Today(), view.signing);
  std::string why;
  if (!desk.signer)
    why = v.T("error.agreement.no_signer");
  else if (!may.ok() && may.error().kind == ErrorKind::kForbidden)
    why = v.T("agreement.sign_turn", {view.signing.Signer().name});
  else if (!may.ok())
    why = v.T("error." + may.error().code);
  if (!why.empty()) return page.SetValueAndShowSection("NOT_NOW_TEXT", why, "NOT_NOW");
  page.ShowSection("FORM");
  page.SetIntValue("SEEN", static_cast<long>(view.signing.attempts.size()));
}

http::Response ShowSigning(const Visit& v, const SigningView& view, const SigningDesk& desk,
                           const Error* error = nullptr, const std::string& words = {}) {
  Dict page("signing");
  FillHead(v, view.head, page);
  FillOpen(v, view, words, page);
  FillSides(v, view.signing, page);
  FillByHand(v, view, page);
  FillSigningForm(v, view, desk, page);
  FillAttempts(v, view, page);
  kernel::FormView form(v, page);
  if (error) form.Faults(*error);
  return v.Show("agreement/signing", page, "agreement.sign_electronic",
                error ? kernel::HttpStatusOf(error->kind) : 200);
}

// Refused: on the page as it is now, unless it is not for this visitor.
http::Response ShowRefused(const Visit& v, PerformanceServices& services, const SigningDesk& desk,
                           const Error& error, const std::string& words = {}) {
  const bool here = error.kind == ErrorKind::kInvalid || error.kind == ErrorKind::kConflict;
  const Result<SigningView> view = FindSigning(v, services);
  return here && view.ok() ? ShowSigning(v, *view, desk, &error, words) : v.Refuse(error);
}

Status CheckTyped(const http::Form& form) {
  const std::string_view nik = form.Field("nik"), passphrase = form.Field("passphrase");
  kernel::FieldCheck check;
  if (nik.size() != kNikDigits || !std::ranges::all_of(nik, IsDigit))
    check.Refuse("nik", "agreement.nik_unreadable");
  if (passphrase.empty() || passphrase.size() > kPassphraseBytes)
    check.Refuse("passphrase", "agreement.passphrase_missing");
  if (form.Field("confirm") != "yes") check.Refuse("confirm", "agreement.confirm_missing");
  return check.ok() ? Ok() : Status(check.error());
}

// What this party signs: the paper, or the PDF that the first party has signed.
Result<std::string> DocumentOf(const Visit& v, const Signing& signing, const SigningDesk& desk) {
  if (signing.next == SigningSide::kFirst)
    return desk.print(PaperDocument(v, signing.agreement, SignedBy::kService));
  const auto file = v.web.db.Read([&](sql::Connection& c) {
    return kernel::FindEvidence(c, v.actor.government_id, signing.first_evidence);
  });
  if (!file) return Error{ErrorKind::kNotFound, "files.not_found"};
  return v.web.store.Get(file->sha256);
}

Status KeepAnswer(const Visit& v, const AgreementHead& head, int64_t attempt_id,
                  const signing::SignAnswer& answer) {
  SigningEnd end{head.id, attempt_id, SigningOutcome::kUnknown, answer.code};
  if (answer.outcome == signing::SignOutcome::kRefused) end.outcome = SigningOutcome::kRefused;
  if (answer.outcome == signing::SignOutcome::kSigned) {
    const Result<kernel::Evidence> kept =
        kernel::KeepFile(v.web.store, answer.document, PaperFileName(v, head));
    end.outcome = kept.ok() ? SigningOutcome::kSigned : SigningOutcome::kUnknown;
    if (kept.ok())
      end.signed_file = *kept;
    else
      end.code = kept.error().code;
  }
  const auto units = v.Units();
  return v.web.db.Write([&](sql::Connection& c) { return FinishSigning(c, ContextOf(v, *units), end); });
}

Result<int64_t> Begin(const Visit& v, const SigningView& view, const http::Form& form,
                      const std::string& document) {
  const SigningStart start{view.head.id, ReadId(form.Field("row_version")).value_or(0),
                           ReadId(form.Field("seen")).value_or(0), view.signing.content_sha256,
                           files::Sha256(document)};
  const auto units = v.Units();
  return v.web.db.Write([&](sql::Connection& c) { return BeginSigning(c, ContextOf(v, *units), start); });
}

http::Response TakeSignature(Visit& v, PerformanceServices& services, const SigningDesk& desk) {
  const Result<SigningView> view = FindSigning(v, services);
  if (!view.ok()) return v.Refuse(view.error());
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const auto refuse = [&](const Error& error) { return ShowRefused(v, services, desk, error); };
  if (!desk.signer) return refuse({ErrorKind::kConflict, "agreement.no_signer"});
  if (const Status may = MaySign(v.actor, v.Today(), view->signing); !may.ok()) return refuse(may.error());
  if (const Status typed = CheckTyped(form); !typed.ok()) return refuse(typed.error());
  const Result<std::string> document = DocumentOf(v, view->signing, desk);
  if (!document.ok()) return v.Refuse(document.error());
  const Result<int64_t> attempt = Begin(v, *view, form, *document);
  if (!attempt.ok()) return refuse(attempt.error());
  const signing::SignAnswer answer = desk.signer->Sign(
      {*document, std::string(form.Field("nik")), std::string(form.Field("passphrase")),
       fmt::format("{} {}", v.web.texts.Get(Lang::kId, "agreement.paper_title"), view->head.year),
       view->head.place});
  if (const Status kept = KeepAnswer(v, view->head, *attempt, answer); !kept.ok())
    return refuse(kept.error());
  if (answer.outcome == signing::SignOutcome::kRefused) return refuse({ErrorKind::kConflict, answer.code});
  return v.Back(PathOf(view->head) + "/sign", answer.outcome == signing::SignOutcome::kSigned
                                                  ? "agreement.sign_done"
                                                  : "agreement.sign_lost_notice");
}

http::Response TakeFound(Visit& v, PerformanceServices& services, const SigningDesk& desk) {
  const Result<SigningView> view = FindSigning(v, services);
  if (!view.ok()) return v.Refuse(view.error());
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const std::string words = kernel::Typed(form.Field("words"));
  const auto units = v.Units();
  const Status settled = v.web.db.Write([&](sql::Connection& c) {
    return SettleSigning(c, ContextOf(v, *units), view->head.id, ReadId(form.Field("attempt")).value_or(0),
                         words);
  });
  if (!settled.ok()) return ShowRefused(v, services, desk, settled.error(), words);
  return v.Back(PathOf(view->head) + "/sign", "agreement.sign_settled_notice");
}

http::Response OpenSigned(Visit& v, PerformanceServices& services) {
  const Result<SigningView> view = FindSigning(v, services);
  if (!view.ok()) return v.Refuse(view.error());
  const auto files = v.web.db.Read([&](sql::Connection& c) {
    return kernel::ListEvidence(c, v.actor.government_id, SignedSubject(view->head.id));
  });
  const auto file =
      std::ranges::find(files, ReadId(v.request.Param("file")).value_or(0), &kernel::Evidence::id);
  if (file == files.end()) return v.Refuse({ErrorKind::kNotFound, "files.not_found"});
  Result<http::Response> opened = kernel::OpenFile(v, *file);
  return opened.ok() ? std::move(opened).value() : v.Refuse(opened.error());
}

}  // namespace

void AddSigningPages(kernel::Web& web, http::Router& router, PerformanceServices& services,
                     const SigningDesk& desk) {
  web.Page(router, "/agreements/{id}/sign", [&services, desk](Visit& v) {
    const Result<SigningView> view = FindSigning(v, services);
    return view.ok() ? ShowSigning(v, *view, desk) : v.Refuse(view.error());
  });
  web.Post(router, "/agreements/{id}/sign",
           [&services, desk](Visit& v) { return TakeSignature(v, services, desk); });
  web.Post(router, "/agreements/{id}/sign/settle",
           [&services, desk](Visit& v) { return TakeFound(v, services, desk); });
  web.Page(router, "/agreements/{id}/sign/{file}", [&services](Visit& v) { return OpenSigned(v, services); });
}

}  // namespace sinergi::agreement
