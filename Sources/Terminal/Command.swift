internal import CEditline
internal import Glibc

/// How another program ended.
package enum CommandEnd: Hashable, Sendable {
  case status(Int32)
  case signal(Int32)
  /// It took too long and was killed.
  case timedOut
  /// There is no such program, or we may not run it; nothing was handed over.
  case notStarted
}

/// Runs the program at `path` with `input` on its standard input; what it writes goes nowhere.
///
/// The whole input is in the pipe before the program starts: should this process be killed
/// meanwhile, nobody acts on half of it. The corresponding C function is `posix_spawn`.
package func runCommand(
  _ path: String, _ arguments: [String], input: [UInt8], seconds: Int
) -> CommandEnd {
  let reading = unsafe citas_filled_pipe(input, input.count)
  guard reading >= 0 else { return .notStarted }
  defer { close(reading) }
  guard let child = spawn(path, arguments, input: reading) else { return .notStarted }
  return wait(for: child, Deadline(millisecondsFromNow: seconds * 1_000))
}

private func spawn(_ path: String, _ arguments: [String], input: Int32) -> pid_t? {
  var actions = unsafe posix_spawn_file_actions_t()
  unsafe posix_spawn_file_actions_init(&actions)
  defer { unsafe posix_spawn_file_actions_destroy(&actions) }
  unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
  unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
  unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
  // Which signals we ignore is no business of another program.
  var attributes = posix_spawnattr_t()
  unsafe posix_spawnattr_init(&attributes)
  defer { unsafe posix_spawnattr_destroy(&attributes) }
  var (none, all) = (sigset_t(), sigset_t())
  unsafe sigemptyset(&none)
  unsafe sigfillset(&all)
  unsafe posix_spawnattr_setsigmask(&attributes, &none)
  unsafe posix_spawnattr_setsigdefault(&attributes, &all)
  unsafe posix_spawnattr_setflags(
    &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
  var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
  defer { unsafe words.forEach { unsafe free($0) } }
  var child: pid_t = 0
  let code = unsafe posix_spawn(&child, path, &actions, &attributes, &words, environ)
  return code == 0 ? child : nil
}

/// Looks now and then: there is no portable way to wait for a child and a clock at once.
private func wait(for child: pid_t, _ deadline: Deadline) -> CommandEnd {
  var status: Int32 = 0
  var pauseMicroseconds: UInt32 = 200
  let pauseMax: UInt32 = 20_000
  while unsafe waitpid(child, &status, WNOHANG) == 0 {
    guard deadline.milliseconds > 0 else {
      kill(child, SIGKILL)
      unsafe waitpid(child, &status, 0)
      return .timedOut
    }
    usleep(pauseMicroseconds)
    pauseMicroseconds = min(2 * pauseMicroseconds, pauseMax)
  }
  let signal = status & 0x7F
  return signal == 0 ? .status(status >> 8 & 0xFF) : .signal(signal)
}
