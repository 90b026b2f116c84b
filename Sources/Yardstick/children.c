// For clock_gettime and wait4.
#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "yardstick.h"

extern char **environ;

static int64_t nanoseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static int64_t nanoseconds_of(struct timeval time) {
  return ((int64_t)time.tv_sec * 1000000 + time.tv_usec) * 1000;
}

static int outcome(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

child_result yardstick_run(const char *const *arguments, const char *input, const char *output) {
  child_result result = {.status = -1};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  pid_t process;
  int64_t start = nanoseconds();
  int failure =
      posix_spawn(&process, arguments[0], &actions, NULL, (char *const *)arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failure) return result;
  int status;
  struct rusage usage;
  while (wait4(process, &status, 0, &usage) < 0)
    if (errno != EINTR) return result;
  result.wall_nanoseconds = nanoseconds() - start;
  result.cpu_nanoseconds = nanoseconds_of(usage.ru_utime) + nanoseconds_of(usage.ru_stime);
#ifdef __APPLE__
  result.peak_bytes = usage.ru_maxrss;
#else
  result.peak_bytes = (int64_t)usage.ru_maxrss * 1024;
#endif
  result.status = outcome(status);
  return result;
}

int yardstick_start(const char *const *arguments, int *input, int *output) {
  int to[2], from[2];
  if (pipe(to)) return -1;
  if (pipe(from)) {
    close(to[0]);
    close(to[1]);
    return -1;
  }
  // Another child that had this end too would keep the first from seeing its end of input.
  fcntl(to[1], F_SETFD, FD_CLOEXEC);
  fcntl(from[0], F_SETFD, FD_CLOEXEC);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, to[0], 0);
  posix_spawn_file_actions_adddup2(&actions, from[1], 1);
  posix_spawn_file_actions_addclose(&actions, to[0]);
  posix_spawn_file_actions_addclose(&actions, from[1]);
  pid_t process;
  int failure =
      posix_spawn(&process, arguments[0], &actions, NULL, (char *const *)arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  close(to[0]);
  close(from[1]);
  if (failure) {
    close(to[1]);
    close(from[0]);
    return -1;
  }
  *input = to[1];
  *output = from[0];
  return process;
}

int yardstick_wait(int process) {
  int status;
  while (waitpid(process, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return outcome(status);
}
