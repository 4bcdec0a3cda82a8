#include "platform/pdf/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace sinergi::pdf {
namespace {

std::vector<char*> Pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

// posix_spawn's preparations; freed on every way out.
struct Preparations {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;

  explicit Preparations(const std::string& log) {
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_adddup2(&actions, 1, 2);
    posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes,
                             POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setpgroup(&attributes, 0);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
  }
  ~Preparations() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
  Preparations(const Preparations&) = delete;
  Preparations& operator=(const Preparations&) = delete;
};

pid_t Start(const Command& command) {
  const std::string folder = command.folder.string();
  const Preparations preparations(folder + "/log");
  std::vector<std::string> args = command.args;
  std::vector<std::string> variables = {
      "PATH=/usr/local/bin:/usr/bin:/bin", "HOME=" + folder,           "TMPDIR=" + folder,
      "XDG_CONFIG_HOME=" + folder,         "XDG_CACHE_HOME=" + folder, "LANG=C.UTF-8"};
  pid_t child = -1;
  const int failure =
      posix_spawn(&child, command.args.front().c_str(), &preparations.actions, &preparations.attributes,
                  Pointers(args).data(), Pointers(variables).data());
  if (failure != 0)
    throw std::system_error(failure, std::generic_category(), "start " + command.args.front());
  return child;
}

// False when the time is over first.
bool WaitFor(pid_t child, std::chrono::milliseconds time) {
  const auto deadline = std::chrono::steady_clock::now() + time;
  const int handle =
      static_cast<int>(syscall(SYS_pidfd_open, child, 0));  // glibc 2.36 declares it wrongly for C++
  if (handle < 0) return false;
  int ready = -1;
  do {
    const auto left = deadline - std::chrono::steady_clock::now();
    const auto wait = std::chrono::duration_cast<std::chrono::milliseconds>(left).count();
    pollfd entry{handle, POLLIN, 0};
    ready = poll(&entry, 1, static_cast<int>(std::max<long long>(0, wait)));
  } while (ready < 0 && errno == EINTR);
  close(handle);
  return ready > 0;
}

}  // namespace

Ended RunBounded(const Command& command) {
  const pid_t child = Start(command);
  Ended ended;
  ended.timed_out = !WaitFor(child, command.time);
  kill(-child, SIGKILL);  // the whole group, before its number may be used anew
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  ended.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ended;
}

bool IsProgram(const std::string& path) {
  struct stat about {};
  return stat(path.c_str(), &about) == 0 && S_ISREG(about.st_mode) && access(path.c_str(), X_OK) == 0;
}

bool IsRoot() {
  return geteuid() == 0;
}

}  // namespace sinergi::pdf
