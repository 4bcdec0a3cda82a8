// PaperSheet: a paper ready to be printed: a letterhead, a title, and blocks below each other. Always in
// Indonesian: papers are signed and kept as the regulation words them.
//
//   SheetMarkup(v, sheet)                          the article, for a page
//   SheetDocument(title, markup + SealMarkup(…))   complete in itself, for pdf::FromHtml
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "kernel/web.h"

namespace sinergi::registers {

struct PaperTable {
  struct Head {
    std::string title, under;  // under: the heading over this and its neighbours with the same
    bool number = false;       // figures stand to the right
  };
  std::vector<Head> heads;
  std::vector<std::vector<std::string>> rows;
  bool counted = false;  // column numbers below the headings, as register books have them
};

struct PaperBlock {
  enum class Kind { kHeading, kText, kItems, kRows, kTable };
  Kind kind = Kind::kText;
  std::vector<std::string> lines;                              // of kHeading, kText, kItems
  std::vector<std::pair<std::string, std::string>> rows = {};  // label and value
  PaperTable table = {};
};

struct PaperSheet {
  std::string government, agency;  // letterhead
  std::string title, subtitle;     // "Nomor 0001/PPID/III/2024", a period
  std::vector<PaperBlock> blocks;
  std::vector<std::string> left, right;  // who signs
  bool landscape = false;
};

std::string SheetMarkup(const kernel::Visit& v, const PaperSheet& sheet);

// What an issued paper carries at its foot: the QR code that leads to its check, its code and its
// fingerprint.
struct PaperSeal {
  std::string code, hash;
};
std::string SealMarkup(const kernel::Visit& v, const PaperSeal& seal);
std::string SheetDocument(std::string_view title, const std::string& markup);

// "3f2a 9b1c 77d0 41ee": enough of a hash to be compared by eye.
std::string ShortHash(std::string_view hash);
// Of this server, as the visitor's browser names it: "https://sinergi.example.go.id/verifikasi/7k2m…".
std::string CheckAddress(const kernel::Web& web, const http::Request& request, std::string_view code);

}  // namespace sinergi::registers
