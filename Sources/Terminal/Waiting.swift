internal import Glibc

/// A moment of the clock that neither stops nor jumps. `CLOCK_MONOTONIC`.
struct Deadline: Comparable {
  private let nanoseconds: Int64

  init(millisecondsFromNow milliseconds: Int) {
    nanoseconds = Self.now() + Int64(clamping: max(0, milliseconds)) * 1_000_000
  }

  static func < (one: Deadline, other: Deadline) -> Bool { one.nanoseconds < other.nanoseconds }

  var hasPassed: Bool { nanoseconds <= Self.now() }

  /// What is left, rounded up so that nobody wakes too early, and at most a day.
  var milliseconds: Int32 {
    let left = (nanoseconds - Self.now() + 999_999) / 1_000_000
    return Int32(min(max(0, left), 86_400_000))
  }

  private static func now() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// Why a wait ended.
enum Wake {
  /// There are bytes to read, or an end or an error that reading will tell. After a hang-up a
  /// terminal says end of input where Ctrl-D says the same.
  case readable(hungUp: Bool)
  case signal(Int32)
  case deadline
}

/// Waits for input, a caught signal or the deadline. A signal goes first; input that is there goes
/// before a deadline that has passed.
func wait(for input: Int32, until deadline: Deadline?) -> Wake {
  while true {
    if let signal = Signals.next() { return .signal(signal) }
    var watched = [
      pollfd(fd: input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: Signals.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    let left = deadline?.milliseconds ?? -1
    let ready = unsafe poll(&watched, nfds_t(watched.count), left)
    if ready < 0 && errno != EINTR { return .readable(hungUp: false) }
    if ready > 0 && watched[1].revents == 0 {
      return .readable(hungUp: watched[0].revents & Int16(POLLHUP) != 0)
    }
    // A wait of a day, or a clock read a moment apart, is no deadline yet.
    if ready == 0, let deadline, deadline.milliseconds == 0 { return .deadline }
  }
}
