// The pages for everybody, without an account: the services of a government, the forms they begin with, the
// ticket behind its secret link, and the lists that are open. `registers` must outlive the router.
//
//   /layanan                            services and open lists
//   /layanan/ppid-request               the form; POST takes it in
//   /layanan/t/<link>                   the ticket: state, due day, answer; …/lengkapi, /tindakan, /lanjut
//   /layanan/periksa                    the ticket by its number and secret
//   /layanan/daftar/ppid-information    an open list; …/unduh.csv
#pragma once

#include "modules/register/public_desk.h"
#include "modules/register/public_intake.h"

namespace sinergi::registers {

void AddPublicPages(kernel::Web& web, http::Router& router, const Registers& registers,
                    const PublicOptions& options = {});

using Desk = std::shared_ptr<PublicDesk>;
void AddPublicIndexPage(http::Router& router, const Desk& desk);
void AddPublicFormPages(http::Router& router, const Desk& desk);
void AddPublicTicketPages(http::Router& router, const Desk& desk);
void AddPublicMorePages(http::Router& router, const Desk& desk);
void AddPublicListPages(http::Router& router, const Desk& desk);

// ---- what the pages of a ticket begin with ----

// The visit at the register of the ticket whose secret stands in the address.
struct AtTicket {
  PublicDesk& desk;
  Here& here;
  std::string token;
  Record record;

  std::string Path(std::string_view below = {}) const;  // "/layanan/t/<token>/lengkapi"
};
using TicketPage = std::function<http::Response(AtTicket&)>;
http::Handler WithTicket(Desk desk, TicketPage page);

// Sends the citizen to a page of ours with a notice shown once.
http::Response GoTo(const kernel::Visit& v, std::string_view location, std::string_view notice_key);

// A form that follows from a ticket: the objection to an answer.
struct Source {
  AtTicket& ticket;
  const Field& link;  // of the new record, to the ticket's
};
http::Response ShowPublicNew(AtCounter& counter, const Source* source);
http::Response SendPublicNew(AtCounter& counter, const Source* source);
// The link field by which records of `next` follow from this register; null where none does.
const Field* LinkTo(const Definition& next, std::string_view register_id);
bool MayFollow(const Definition& definition, const Record& record, const Definition& next);

}  // namespace sinergi::registers
