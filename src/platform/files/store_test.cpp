#include "platform/files/store.h"

#include <gtest/gtest.h>

#include <fstream>

#include "platform/files/media_type.h"

namespace sinergi::files {
namespace {

namespace fs = std::filesystem;
using namespace std::string_literals;

class StoreTest : public testing::Test {
 protected:
  StoreTest() {
    std::string name = (fs::temp_directory_path() / "store-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~StoreTest() override { fs::remove_all(folder_); }
  fs::path Place(const std::string& sha) const { return folder_ / sha.substr(0, 2) / sha.substr(2, 2) / sha; }
  size_t Count() const {
    size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) count += entry.is_regular_file();
    return count;
  }
  fs::path folder_;
};

TEST_F(StoreTest, KeepsAndGivesBack) {
  const ContentStore store(folder_);
  const auto kept = store.Put("%PDF-1.7 x", "../../Laporan: TW I.pdf");
  ASSERT_TRUE(kept.ok());
  EXPECT_EQ(kept->name, "Laporan_ TW I.pdf");
  EXPECT_EQ(kept->media_type, "application/pdf");
  EXPECT_EQ(kept->size, 10u);
  EXPECT_EQ(*store.Get(kept->sha256), "%PDF-1.7 x");
  EXPECT_TRUE(fs::exists(Place(kept->sha256)));
}

TEST_F(StoreTest, HashesAsTheWorldDoes) {
  const auto kept = ContentStore(folder_).Put("abc", "a.txt");
  EXPECT_EQ(kept->sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_F(StoreTest, KeepsTheSameContentOnceAndLeavesNothingElse) {
  const ContentStore store(folder_);
  EXPECT_EQ(store.Put("same", "a.txt")->sha256, store.Put("same", "b.csv")->sha256);
  EXPECT_EQ(Count(), 1u);
}

TEST_F(StoreTest, NoticesDamageAndHealsIt) {
  const ContentStore store(folder_);
  const std::string sha = store.Put("good", "a.txt")->sha256;
  std::ofstream(Place(sha)) << "evil";
  EXPECT_EQ(store.Get(sha).error().code, "files.damaged");
  EXPECT_TRUE(store.Put("good", "a.txt").ok());
  EXPECT_EQ(*store.Get(sha), "good");
}

TEST_F(StoreTest, RefusesWhatItCannotFind) {
  const ContentStore store(folder_);
  for (const std::string& name :
       {std::string(64, 'a'), std::string(64, 'A'), ""s, "../../etc/passwd"s, "/" + std::string(63, 'a')}) {
    EXPECT_EQ(store.Get(name).error().code, "files.not_found") << name;
  }
}

TEST_F(StoreTest, RefusesTooMuchAndUnknownKinds) {
  const ContentStore store(folder_, 2 << 20);
  const auto large = store.Put(std::string((2 << 20) + 1, 'x'), "a.txt");
  EXPECT_EQ(large.error().code, "files.too_large");
  EXPECT_EQ(large.error().args, std::vector<std::string>{"2"});
  EXPECT_EQ(store.Put("MZ\x90", "a.pdf").error().code, "files.type_refused");
  EXPECT_EQ(Count(), 0u);
}

// A zip's central directory with these names; the contents do not matter here.
std::string Zip(const std::vector<std::string>& names) {
  const auto little = [](size_t value, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(value >> (8 * i)));
    return out;
  };
  std::string out = "PK\x03\x04" + std::string(26, '\0'), directory;
  for (const std::string& name : names) {
    directory += "PK\x01\x02" + std::string(24, '\0') + little(name.size(), 2) + std::string(16, '\0') + name;
  }
  return out + directory + "PK\x05\x06" + std::string(4, '\0') + little(names.size(), 2) +
         little(names.size(), 2) + little(directory.size(), 4) + little(out.size(), 4) + std::string(2, '\0');
}

TEST(MediaType, TheBytesDecide) {
  const std::string types = "[Content_Types].xml";
  const struct {
    std::string bytes, name, ending;
  } kCases[] = {
      {"%PDF-1.4", "a.exe", ".pdf"},
      {"\x89PNG\r\n\x1a\n...", "a", ".png"},
      {"\xff\xd8\xff\xe0", "a", ".jpg"},
      {"RIFF\x24\0\0\0WEBPVP8 "s, "a", ".webp"},
      {"RIFF\x24\0\0\0WAVEfmt "s, "a.webp", ""},
      {Zip({types, "xl/workbook.xml"}), "a", ".xlsx"},
      {Zip({types, "word/document.xml"}), "a", ".docx"},
      {Zip({types, "xl/workbook.xml", "xl/vbaProject.bin"}), "a.xlsx", ""},
      {Zip({types}), "a.xlsx", ""},
      {Zip({"xl/workbook.xml"}), "a.xlsx", ""},
      {Zip({types, "xl/workbook.xml", "word/document.xml"}), "a.xlsx", ""},
      {Zip({types, "xl/workbook.xml"}).substr(0, 60), "a.xlsx", ""},
      {"a;b\r\n1;2\r\n", "A.CSV", ".csv"},
      {"\xef\xbb\xbfnaskah", "a.txt", ".txt"},
      {"naskah", "a.html", ""},
      {"naskah\xff", "a.txt", ""},
      {"naskah\0"s, "a.txt", ""},
      {"", "a.txt", ""},
  };
  for (const auto& c : kCases) EXPECT_EQ(DetectMediaType(c.bytes, c.name).ending, c.ending) << c.name;
}

TEST(MediaType, HostileZipDirectoriesAreNotFollowed) {
  std::string zip = Zip({"[Content_Types].xml", "xl/workbook.xml"});
  for (size_t at = zip.size() - 12; at < zip.size(); ++at) {
    std::string broken = zip;
    broken[at] = '\xff';
    DetectMediaType(broken, "a.xlsx");  // must not read outside; the sanitizers watch
  }
  zip[zip.size() - 6] = '\xff', zip[zip.size() - 5] = '\xff';
  EXPECT_EQ(DetectMediaType(zip, "a.xlsx").ending, "");
}

TEST(MediaType, NamesAreMadeSafe) {
  EXPECT_EQ(SafeName("C:\\x\\Lap:oran.PDF", ".pdf"), "Lap_oran.pdf");
  EXPECT_EQ(SafeName("a.exe", ".pdf"), "a.exe.pdf");
  EXPECT_EQ(SafeName("foto.jpeg", ".jpg"), "foto.jpg");
  EXPECT_EQ(SafeName("..", ".txt"), "berkas.txt");
  EXPECT_EQ(SafeName("\xff", ".txt"), "berkas.txt");
  EXPECT_EQ(SafeName("a\r\nb.txt", ".txt"), "a__b.txt");
  EXPECT_LE(SafeName(std::string(500, 'x'), ".pdf").size(), 123u);
}

}  // namespace
}  // namespace sinergi::files
