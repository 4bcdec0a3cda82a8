// The title of who heads an agency, made from the agency's name: posts only, never persons.
//
//   "Dinas Komunikasi dan Informatika" -> "Kepala Dinas Komunikasi dan Informatika"
//   "Inspektorat Daerah" -> "Inspektur Daerah"      "Kecamatan Sukamaju" -> "Camat Sukamaju"
#pragma once

#include <string>
#include <string_view>

namespace sinergi::performance::form {

std::string HeadOfAgency(std::string_view agency);
// "Kabupaten …" -> "Bupati …", "Kota …" -> "Wali Kota …", "Provinsi …" -> "Gubernur …".
std::string HeadOfGovernment(std::string_view government);

}  // namespace sinergi::performance::form
