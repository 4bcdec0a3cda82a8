// Registers at the command line: what ships, and the checker of a region's own file. Neither needs a
// database.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "cli/program.h"

namespace sinergi::blackbox {
namespace {

using testing::HasSubstr;

constexpr const char* kGood = R"(register: e-lopo
title: {id: Layanan, en: Services}
number: {pattern: "{seq:3}/{year}"}
fields:
  what: {type: text, required: true, title: Apa}
states: {draft: Draf, done: Selesai}
ended: [done]
acts:
  finish: {title: Selesaikan, from: draft, to: done, by: officer}
)";

std::string Replaced(std::string text, const std::string& what, const std::string& by) {
  return text.replace(text.find(what), what.size(), by);
}

class RegisterCommand : public testing::Test {
 protected:
  Outcome Check(const std::string& yaml, Words more = {}) {
    WriteWhole(folder_ / "e-lopo.yaml", yaml);
    Words words = {"register", "check", folder_ / "e-lopo.yaml"};
    words.insert(words.end(), more.begin(), more.end());
    return Sinergi(words);
  }
  Folder folder_;
};

TEST_F(RegisterCommand, ListsWhatShips) {
  const Outcome listed = Sinergi({"register", "list"});
  EXPECT_EQ(listed.exit, 0);
  EXPECT_THAT(listed.out, HasSubstr("complaints\tPengaduan dan aspirasi\n"));
  EXPECT_THAT(Sinergi({"register", "list", "--lang", "en"}).out, HasSubstr("assets\tAssets\n"));
  const boost::json::value body = boost::json::parse(Sinergi({"register", "list", "--json"}).out);
  EXPECT_GE(body.at("registers").as_array().size(), 27u);
}

TEST_F(RegisterCommand, ASoundFileIsSaidToBe) {
  const Outcome good = Check(kGood);
  EXPECT_EQ(good.exit, 0) << good.out << good.err;
  EXPECT_THAT(good.out, HasSubstr("e-lopo"));
  const boost::json::value body = boost::json::parse(Check(kGood, {"--json"}).out);
  EXPECT_EQ(body.at("fields").as_int64(), 1);
  EXPECT_EQ(body.at("title").at("en").as_string(), "Services");
}

TEST_F(RegisterCommand, EveryFaultIsToldByItsPlaceInTheLanguageAsked) {
  const std::string bad = Replaced(Replaced(kGood, "to: done", "to: selesai"), "type: text", "type: teks");
  const Outcome told = Check(bad);
  EXPECT_EQ(told.exit, 1);
  EXPECT_THAT(told.out, HasSubstr("e-lopo.yaml:5:16: Jenis isian “teks” tidak dikenal."));
  EXPECT_THAT(told.out, HasSubstr("e-lopo.yaml:9:48: Keadaan “selesai” tidak ada."));
  EXPECT_THAT(Check(bad, {"--lang", "en"}).out, testing::Not(HasSubstr("Keadaan")));
  const Outcome json = Check(bad, {"--json"});
  EXPECT_EQ(json.exit, 1);
  EXPECT_EQ(boost::json::parse(json.err).at("error").at("faults").as_array().size(),
            3u);  // done is not reached
}

TEST_F(RegisterCommand, WhatIsNoRegisterIsRefused) {
  EXPECT_EQ(Check("").exit, 1);
  EXPECT_EQ(Check("[1, 2]").exit, 1);
  EXPECT_EQ(Check("register: {{{").exit, 1);
  EXPECT_EQ(Check("\xff\xfe\x00").exit, 1);
  EXPECT_EQ(Sinergi({"register", "check", "/tidak/ada.yaml"}).exit, 1);
  EXPECT_EQ(Sinergi({"register", "check"}).exit, 2);
  EXPECT_EQ(Sinergi({"register"}).exit, 2);
}

}  // namespace
}  // namespace sinergi::blackbox
