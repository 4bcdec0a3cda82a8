#include "platform/signing/bsre.h"

#include <sodium.h>
#include <boost/json.hpp>

#include <optional>
#include <semaphore>

#include "platform/http/client.h"

namespace sinergi::signing {
namespace {

namespace json = boost::json;
using http::Delivery;
using http::Reached;

constexpr int kSigningAtOnce = 4;  // so that a slow service leaves most handlers to everybody else
constexpr std::chrono::seconds kStatusTime{15};

SignAnswer Refused(std::string code) {
  return {SignOutcome::kRefused, std::move(code), {}};
}
SignAnswer Unknown() {
  return {SignOutcome::kUnknown, "sign.unknown", {}};
}

json::object ObjectOf(const std::string& text) {
  boost::system::error_code failed;
  json::value value = json::parse(text, failed);
  return !failed && value.is_object() ? std::move(value.get_object()) : json::object();
}

std::string TextOf(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

int64_t NumberOf(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value && value->is_int64() ? value->get_int64() : 0;
}

// What the service says of a person or a passphrase, wherever it says it; "" when it says nothing we know.
std::string CodeSaid(const json::object& said) {
  const std::string status = TextOf(said, "status");
  const int64_t number = NumberOf(said, "status_code");
  if (number == 2031) return "sign.passphrase_wrong";
  if (number == 2011 || status == "NOT_REGISTERED") return "sign.not_registered";
  if (number == 2021 || status == "NO_CERTIFICATE") return "sign.no_certificate";
  if (status == "EXPIRED") return "sign.certificate_expired";
  return "";
}

std::string Base64Of(std::string_view bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), kVariant);
  text.pop_back();  // the NUL
  return text;
}

std::optional<std::string> BytesOf(std::string_view base64) {
  std::string bytes(base64.size(), '\0');
  size_t size = 0;
  const int failed =
      sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), base64.data(),
                        base64.size(), "\r\n", &size, nullptr, sodium_base64_VARIANT_ORIGINAL);
  if (failed != 0) return {};
  bytes.resize(size);
  return bytes;
}

size_t SignaturesIn(std::string_view pdf) {
  size_t count = 0;
  for (size_t at = pdf.find("/ByteRange"); at != pdf.npos; at = pdf.find("/ByteRange", at + 1)) ++count;
  return count;
}

// {"file": ["<base64>"]}: a PDF with one signature more than the one sent.
std::optional<std::string> SignedOf(const json::object& said, std::string_view sent) {
  const json::value* files = said.if_contains("file");
  if (!files || !files->is_array() || files->get_array().size() != 1) return {};
  const json::value& file = files->get_array().front();
  if (!file.is_string()) return {};
  std::optional<std::string> pdf = BytesOf(file.get_string());
  if (!pdf || !pdf->starts_with("%PDF") || SignaturesIn(*pdf) <= SignaturesIn(sent)) return {};
  return pdf;
}

class BsreSigner : public Signer {
 public:
  explicit BsreSigner(BsreOptions options) : options_(std::move(options)) {
    while (options_.server.ends_with('/')) options_.server.pop_back();
  }

  SignAnswer Sign(const SignRequest& request) const override {
    if (!places_.try_acquire()) return Refused("sign.busy");
    struct Release {
      std::counting_semaphore<kSigningAtOnce>& places;
      ~Release() { places.release(); }
    } const release{places_};
    const std::string unfit = Unfit(request.nik);
    return unfit.empty() ? Send(request) : Refused(unfit);
  }

 private:
  Reached Ask(const char* path, const json::object& what, std::chrono::seconds time) const {
    http::Call call;
    call.url = options_.server + path;
    call.body = json::serialize(what);
    call.user = options_.client;
    call.password = options_.secret;
    call.time = time;
    return http::PostOnce(call);
  }

  // Why this person cannot sign now; nothing has been signed when it says so.
  std::string Unfit(const std::string& nik) const {
    const Reached reached = Ask("/api/v2/user/check/status", {{"nik", nik}}, kStatusTime);
    if (reached.delivery != Delivery::kAnswered) return "sign.unreachable";
    if (reached.status == 401 || reached.status == 403) return "sign.client_refused";
    const json::object said = ObjectOf(reached.body);
    const std::string code = CodeSaid(said);
    if (!code.empty()) return code;
    if (reached.status != 200) return "sign.refused";
    return TextOf(said, "status") == "ISSUE" ? "" : "sign.certificate_unready";
  }

  SignAnswer Send(const SignRequest& request) const {
    const json::object properties{
        {"tampilan", "INVISIBLE"}, {"reason", request.reason}, {"location", request.place}};
    const Reached reached = Ask("/api/v2/sign/pdf",
                                {{"nik", request.nik},
                                 {"passphrase", request.passphrase},
                                 {"signatureProperties", json::array{properties}},
                                 {"file", json::array{Base64Of(request.document)}}},
                                options_.time);
    if (reached.delivery == Delivery::kNeverSent) return Refused("sign.unreachable");
    if (reached.delivery == Delivery::kUnknown) return Unknown();
    const json::object said = ObjectOf(reached.body);
    if (reached.status == 200)
      if (std::optional<std::string> pdf = SignedOf(said, request.document))
        return {SignOutcome::kSigned, "", std::move(*pdf)};
    if (const std::string code = CodeSaid(said); !code.empty()) return Refused(code);
    if (reached.status == 401 || reached.status == 403) return Refused("sign.client_refused");
    // An error of the server, or of a proxy before it, may hide a signature that was made.
    const bool refused = reached.status >= 300 && reached.status < 500 && reached.status != 408;
    return refused ? Refused("sign.refused") : Unknown();
  }

  BsreOptions options_;
  mutable std::counting_semaphore<kSigningAtOnce> places_{kSigningAtOnce};
};

}  // namespace

std::shared_ptr<const Signer> MakeBsreSigner(BsreOptions options) {
  return std::make_shared<BsreSigner>(std::move(options));
}

}  // namespace sinergi::signing
