// Build-time tool: puts files into the program.
//
//   sinergi_embed <source root> <list of files> <out folder>
//
// Writes <out>/table.cpp, which takes the files in by .incbin and lists them sorted by path, and
// <out>/<hash>.br and .gz for files under web/ (brotli 11, gzip 9), unless they would not save anything. Text
// files under web/ may refer to each other; such references are replaced by addresses with the hash of the
// file (see Linked).
#include <brotli/encode.h>
#include <sodium.h>
#include <zlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

struct File {
  std::string path;    // below the source root
  std::string source;  // what .incbin reads
  std::string content;
  std::string hash;
  std::string brotli, gzip;  // paths of the compressed forms, "" when there are none
  size_t brotli_size = 0, gzip_size = 0;
  enum { kFresh, kLinking, kDone } state = kFresh;
};
using Files = std::map<std::string, File>;

std::string ReadAll(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

void WriteAll(const fs::path& path, const std::string& content) {
  std::ofstream out(path, std::ios::binary);
  if (!out.write(content.data(), static_cast<std::streamsize>(content.size())) || !out.flush()) {
    throw std::runtime_error("cannot write " + path.string());
  }
}

std::string HashOf(const std::string& content) {
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(content.data()), content.size());
  char hex[13];
  sodium_bin2hex(hex, sizeof hex, digest, 6);
  return hex;
}

std::string Brotli(const std::string& content) {
  size_t size = BrotliEncoderMaxCompressedSize(content.size());
  std::string out(size, '\0');
  const bool ok = BrotliEncoderCompress(BROTLI_MAX_QUALITY, BROTLI_MAX_WINDOW_BITS, BROTLI_MODE_TEXT,
                                        content.size(), reinterpret_cast<const uint8_t*>(content.data()),
                                        &size, reinterpret_cast<uint8_t*>(out.data()));
  if (!ok) throw std::runtime_error("brotli failed");
  out.resize(size);
  return out;
}

std::string Gzip(const std::string& content) {
  z_stream stream{};
  if (deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("deflateInit2 failed");
  }
  std::string out(deflateBound(&stream, content.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::runtime_error("deflate failed");
  return out;
}

bool EndsWith(const std::string& text, const char* end) {
  return text.ends_with(end);
}
bool IsWeb(const std::string& path) {
  return path.starts_with("web/");
}
bool IsLinkable(const std::string& path) {
  return IsWeb(path) && (EndsWith(path, ".js") || EndsWith(path, ".css") || EndsWith(path, ".webmanifest"));
}

// "js/grid.js" + hash -> "js/grid.<hash>.js"
std::string Hashed(const std::string& path, const std::string& hash) {
  const size_t dot = path.rfind('.');
  return path.substr(0, dot) + "." + hash + path.substr(dot);
}

// Replaces references inside web/ files: "[[asset:js/grid.js]]" by "/static/js/grid.<hash>.js", and relative
// specifiers of import, from and url( — "./cell.js" by "./cell.<hash>.js". A reference to a file that is
// being linked itself (a cycle) stays as it is and is served without the long caching.
class Linker {
 public:
  explicit Linker(Files& files) : files_(files) {}

  void Link(File& file) {
    if (file.state != File::kFresh) return;
    file.state = File::kLinking;
    if (IsLinkable(file.path)) {
      LinkMarks(file);
      for (const char* lead : {"from \"", "import \"", "import(\"", "from '", "import '", "url(\"", "url("}) {
        LinkRelative(file, lead);
      }
    }
    file.hash = HashOf(file.content);
    file.state = File::kDone;
  }

 private:
  // The linked file at a path below the source root; null when it is in a cycle or missing. A missing one is
  // left to a test: the build must go on while its neighbours are still being written.
  File* Target(const File& from, const std::string& path) {
    const auto found = files_.find(path);
    if (found == files_.end()) {
      std::cerr << "sinergi_embed: " << from.path << " refers to " << path << ", which is missing\n";
      return nullptr;
    }
    Link(found->second);
    return found->second.state == File::kDone ? &found->second : nullptr;
  }

  void LinkMarks(File& file) {
    static const std::string kMark = "[[asset:";
    for (size_t at = 0; (at = file.content.find(kMark, at)) != std::string::npos; ++at) {
      const size_t end = file.content.find("]]", at);
      if (end == std::string::npos) throw std::runtime_error(file.path + ": [[asset: without ]]");
      const std::string name = file.content.substr(at + kMark.size(), end - at - kMark.size());
      const File* target = Target(file, "web/" + name);
      const std::string url = "/static/" + (target ? Hashed(name, target->hash) : name);
      file.content.replace(at, end + 2 - at, url);
    }
  }

  void LinkRelative(File& file, const std::string& lead) {
    for (size_t at = 0; (at = file.content.find(lead + ".", at)) != std::string::npos; ++at) {
      const size_t begin = at + lead.size();
      const size_t end = file.content.find_first_of("\"')\n", begin);
      if (end == std::string::npos) return;
      const std::string specifier = file.content.substr(begin, end - begin);
      if (!specifier.starts_with("./") && !specifier.starts_with("../")) continue;
      const fs::path path = (fs::path(file.path).parent_path() / specifier).lexically_normal();
      if (specifier.find('.', 2) == std::string::npos) continue;
      if (const File* target = Target(file, path.string())) {
        file.content.replace(begin, end - begin, Hashed(specifier, target->hash));
      }
    }
  }

  Files& files_;
};

// Writes a derived form below its hash, so that an unchanged file is not compressed twice.
size_t Derive(const fs::path& path, const std::function<std::string()>& make) {
  if (!fs::exists(path)) {
    const fs::path fresh = path.string() + ".new";
    WriteAll(fresh, make());
    fs::rename(fresh, path);
  }
  return fs::file_size(path);
}

void Compress(File& file, const fs::path& out) {
  if (!IsWeb(file.path) || file.content.size() < 64) return;
  const std::string base = (out / file.hash).string();
  const size_t brotli_size = Derive(base + ".br", [&] { return Brotli(file.content); });
  const size_t gzip_size = Derive(base + ".gz", [&] { return Gzip(file.content); });
  const size_t worthwhile = file.content.size() - file.content.size() / 16;
  if (brotli_size < worthwhile) file.brotli = base + ".br", file.brotli_size = brotli_size;
  if (gzip_size < worthwhile) file.gzip = base + ".gz", file.gzip_size = gzip_size;
}

Files Load(const fs::path& root, const fs::path& list) {
  Files files;
  std::ifstream in(list);
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) continue;
    File file;
    file.path = fs::path(line).lexically_relative(root).generic_string();
    file.source = line;
    file.content = ReadAll(line);
    files[file.path] = std::move(file);
  }
  return files;
}

void EmitBytes(std::ostream& out, const std::string& symbol, const std::string& source) {
  out << "asm(R\"asm(\n.pushsection .rodata.embedded,\"a\"\n.balign 16\n.globl " << symbol << "\n"
      << symbol << ":\n.incbin \"" << source << "\"\n.byte 0\n.popsection\n)asm\");\nextern \"C\" const char "
      << symbol << "[];\n";
}

std::string EmitTable(const Files& files) {
  std::ostringstream bytes, rows;
  size_t n = 0;
  const auto view = [&](const std::string& source, size_t size, const char* kind) -> std::string {
    if (source.empty() || size == 0) return "{}";
    const std::string symbol = "sinergi_embedded_" + std::to_string(n) + kind;
    EmitBytes(bytes, symbol, source);
    return "{" + symbol + ", " + std::to_string(size) + "}";
  };
  for (const auto& [path, file] : files) {
    rows << "    {\"" << path << "\", " << view(file.source, file.content.size(), "") << ", "
         << view(file.brotli, file.brotli_size, "b") << ", " << view(file.gzip, file.gzip_size, "g") << ", \""
         << file.hash << "\"},\n";
    ++n;
  }
  return "// Generated by tools/embed.cpp.\n#include \"platform/files/embedded.h\"\n\n" + bytes.str() +
         "\nnamespace sinergi::files::generated {\nextern const EmbeddedFile kTable[];\n"
         "extern const size_t kTableSize;\nconstinit const EmbeddedFile kTable[] = {\n" +
         rows.str() + "    {}};\nconst size_t kTableSize = " + std::to_string(n) +
         ";\n}  // namespace sinergi::files::generated\n";
}

void Run(const fs::path& root, const fs::path& list, const fs::path& out) {
  Files files = Load(root, list);
  Linker linker(files);
  for (auto& [path, file] : files) {
    linker.Link(file);
    if (HashOf(ReadAll(file.source)) != file.hash) {
      const fs::path linked = out / (file.hash + ".linked");
      Derive(linked, [&] { return file.content; });
      file.source = linked.string();
    }
    Compress(file, out);
  }
  WriteAll(out / "table.cpp", EmitTable(files));
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 4 || sodium_init() < 0) {
    std::cerr << "usage: sinergi_embed <source root> <list of files> <out folder>\n";
    return 2;
  }
  Run(argv[1], argv[2], argv[3]);
  return 0;
} catch (const std::exception& e) {
  std::cerr << "sinergi_embed: " << e.what() << "\n";
  return 1;
}
