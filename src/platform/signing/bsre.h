// The signing service of BSrE, version 2, as its client server inside an agency's network offers it (JSON, HTTP Basic):
// the person's certificate is looked at first, then the document is sent once.
#pragma once

#include <chrono>
#include <memory>

#include "platform/signing/signer.h"

namespace sinergi::signing {

struct BsreOptions {
  std::string server;          // "http://10.0.0.5": without /api
  std::string client, secret;  // of the agency, not of a person
  std::chrono::seconds time{90};
};

std::shared_ptr<const Signer> MakeBsreSigner(BsreOptions options);

}  // namespace sinergi::signing
