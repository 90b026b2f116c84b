internal import CEditline
internal import Glibc

/// The signals that arrived and have not been answered, in order.
///
/// The handler only writes the signal's number into a pipe, and whoever waits for input waits for
/// the pipe as well. So no signal is lost between a look and a wait, and no C call needs to be
/// interrupted to notice one: the handlers have `SA_RESTART`, which spares the store and libedit's
/// buffered output the interruptions. libedit's own handling (`EL_SIGNAL`) is not used: it draws
/// inside the handler and sends the signal on to the whole process group, pipeline neighbours
/// included (3.1-20221030).
enum Signals {
  /// Reading end first. It lives as long as the process; nil when there were no descriptors left.
  private static let pipe: (reading: Int32, writing: Int32)? = {
    var ends: [Int32] = [-1, -1]
    guard unsafe Glibc.pipe(&ends) == 0 else { return nil }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    return (ends[0], ends[1])
  }()

  /// The descriptor that is readable when a signal waits; −1, which `poll` skips, when there is
  /// none.
  static var descriptor: Int32 { pipe?.reading ?? -1 }

  /// Begins to catch those of `signals` that have their default action and returns them. One that
  /// is ignored (`nohup`, a background job) stays ignored.
  static func `catch`(_ signals: [Int32]) -> [Int32] {
    guard pipe != nil else { return [] }
    return signals.filter { signal in
      citas_signal_is_default(signal) != 0
        && citas_signal_set(
          signal,
          { number in
            let before = errno
            var byte = UInt8(truncatingIfNeeded: number)
            _ = unsafe Glibc.write(Signals.pipe?.writing ?? -1, &byte, 1)
            errno = before
          }) == 0
    }
  }

  /// Gives signals back their default action.
  static func release(_ signals: [Int32]) {
    for signal in signals { _ = citas_signal_set(signal, nil) }
  }

  /// The next signal that arrived, or nil. Never waits.
  static func next() -> Int32? {
    var byte: UInt8 = 0
    guard unsafe Glibc.read(descriptor, &byte, 1) == 1 else { return nil }
    return Int32(byte)
  }

  /// Does to this process what the signal does by default: ends it, or stops it until it is
  /// continued, and then catches the signal again.
  static func surrender(to signal: Int32) {
    release([signal])
    _ = kill(getpid(), signal)
    _ = `catch`([signal])
  }
}

/// Has the process keep the memory that it frees, and take more of it at once: giving it back for
/// a moment costs a booking a seventh of its time. The corresponding C function is `mallopt`, of
/// glibc.
package func keepFreedMemory() {
  citas_keep_freed_memory()
}
