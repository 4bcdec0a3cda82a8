// ZipPackage: the parts of an XLSX file, opened from memory. Nothing is ever written to disk and names of
// parts are only compared, so names such as "../../x" do no harm.
//
//   auto package = ZipPackage::Open(bytes, limits);
//   auto part = package->OpenPart("xl/workbook.xml");
//
// Sizes are checked as declared before anything is unpacked, and again as they come out. One thread at a
// time; `bytes` must outlive the package.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "platform/sheets/workbook.h"

struct zip;
struct zip_file;

namespace sinergi::sheets {

class ZipPackage {
 public:
  static Result<ZipPackage> Open(std::string_view bytes, const ReadLimits& limits);

  bool Has(
      std::string_view part) const;  // upper and lower case are the same, as in every package of this kind
  Status OpenPart(std::string_view part);  // becomes the current part
  // Reads on in the current part; 0 at its end (after its checksum has been found right).
  Result<size_t> Read(char* to, size_t size);

 private:
  struct CloseZip {
    void operator()(zip* archive) const;
  };
  struct CloseFile {
    void operator()(zip_file* file) const;
  };
  Status ListParts(uint64_t file_size);
  Status AddPart(uint64_t index, uint64_t file_size);

  std::unique_ptr<zip, CloseZip> archive_;
  std::unique_ptr<zip_file, CloseFile> file_;  // closed before the archive
  struct Part {
    uint64_t index = 0, packed = 0;
  };
  std::unordered_map<std::string, Part> parts_;
  ReadLimits limits_;
  uint64_t declared_ = 0, unpacked_ = 0;  // of all parts together
  uint64_t part_packed_ = 0, part_unpacked_ = 0;
  std::string part_name_;
};

}  // namespace sinergi::sheets
