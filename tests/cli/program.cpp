#include "cli/program.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

extern char** environ;

namespace sinergi::blackbox {
namespace {

int MemoryFile(const std::string& content) {
  const int file = memfd_create("sinergi-test", MFD_CLOEXEC);
  if (file < 0) throw std::runtime_error("memfd_create failed");
  for (size_t at = 0; at < content.size();) {
    const ssize_t n = write(file, content.data() + at, content.size() - at);
    if (n <= 0) throw std::runtime_error("cannot write standard input");
    at += static_cast<size_t>(n);
  }
  lseek(file, 0, SEEK_SET);
  return file;
}

std::string TakeFile(int file) {
  std::string content;
  char block[1 << 16];
  lseek(file, 0, SEEK_SET);
  for (ssize_t n; (n = read(file, block, sizeof block)) > 0;) content.append(block, static_cast<size_t>(n));
  close(file);
  return content;
}

pid_t Spawn(const Words& arguments, int in, int out, int err) {
  const std::string program = Program();
  std::vector<char*> argv = {const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in, 0);
  posix_spawn_file_actions_adddup2(&actions, out, 1);
  posix_spawn_file_actions_adddup2(&actions, err, 2);
  pid_t pid = -1;
  const int failed = posix_spawn(&pid, program.c_str(), &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("cannot start " + program);
  return pid;
}

// The first line that the process prints, or what it printed until it ended.
std::string FirstLine(int pipe) {
  std::string line;
  char c = 0;
  for (pollfd waiting{pipe, POLLIN, 0}; poll(&waiting, 1, 60'000) > 0 && read(pipe, &c, 1) == 1;) {
    if (c == '\n') return line;
    line += c;
  }
  return line;
}

}  // namespace

std::string Program() {
  const char* named = std::getenv("SINERGI_PROGRAM");
  return named != nullptr ? named : SINERGI_PROGRAM;
}

Started Start(const Words& arguments, const std::string& input) {
  const int in = MemoryFile(input);
  Started started;
  started.out = MemoryFile("");
  started.err = MemoryFile("");
  started.pid = Spawn(arguments, in, started.out, started.err);
  close(in);
  return started;
}

Outcome WaitFor(const Started& started) {
  int status = 0;
  while (waitpid(started.pid, &status, 0) < 0 && errno == EINTR) {
  }
  Outcome outcome;
  outcome.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (started.out >= 0) outcome.out = TakeFile(started.out);
  outcome.err = TakeFile(started.err);
  return outcome;
}

Outcome Sinergi(const Words& arguments, const std::string& input, size_t memory) {
  const Started started = Start(arguments, input);
#ifndef __SANITIZE_ADDRESS__  // which reserves address space by the terabyte
  const rlimit most{memory, memory};
  if (memory > 0) prlimit(started.pid, RLIMIT_AS, &most, nullptr);
#endif
  return WaitFor(started);
}

Folder::Folder() : path_((std::filesystem::temp_directory_path() / "sinergi-box.XXXXXX").string()) {
  if (mkdtemp(path_.data()) == nullptr) throw std::runtime_error("cannot make " + path_);
}
Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Served::Served(const Words& place) {
  Words arguments = {"serve", "--listen", "127.0.0.1:0"};
  arguments.insert(arguments.end(), place.begin(), place.end());
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe failed");
  pipe_ = ends[0];
  const int in = MemoryFile("");
  process_.err = MemoryFile("");
  process_.pid = Spawn(arguments, in, ends[1], process_.err);
  close(in);
  close(ends[1]);
  const std::string line = FirstLine(pipe_);
  const size_t colon = line.rfind(':');
  if (colon != std::string::npos) port_ = static_cast<uint16_t>(std::atoi(line.c_str() + colon + 1));
  if (port_ == 0) throw std::runtime_error("the server did not start: " + line + End(SIGKILL).err);
}

Served::~Served() {
  Kill();
}

bool Served::Runs() const {
  return process_.pid > 0 && kill(process_.pid, 0) == 0;
}

Outcome Served::End(int signal) {
  if (process_.pid <= 0) return {};
  kill(process_.pid, signal);
  const Outcome outcome = WaitFor(process_);
  close(pipe_);
  process_ = {};
  return outcome;
}

void Served::Kill() {
  End(SIGKILL);
}
Outcome Served::Stop() {
  return End(SIGTERM);
}

long Served::ResidentKb() const {
  std::istringstream status(ReadWhole("/proc/" + std::to_string(process_.pid) + "/status"));
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmRSS:")) return std::atol(line.c_str() + 6);
  return 0;
}

std::string ReadWhole(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void WriteWhole(const std::string& path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!out.flush()) throw std::runtime_error("cannot write " + path);
}

}  // namespace sinergi::blackbox
