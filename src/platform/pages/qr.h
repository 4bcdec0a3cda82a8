// QR codes as SVG, by libqrencode: dark squares on white with the quiet margin of four that readers need.
//
//   std::string svg = pages::QrSvg("https://sinergi.example.go.id/verifikasi/7k2m…", "Kode QR");
//
// "" when the text is empty or too long for a code (some 2,300 bytes). Thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace sinergi::pages {

std::string QrSvg(std::string_view text, std::string_view title);

}  // namespace sinergi::pages
