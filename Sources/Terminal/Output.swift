internal import Glibc

/// What was written did not arrive: whoever read it is gone, or there is no room.
package struct OutputError: Error, Hashable {
  /// The system's number: `EPIPE` when the reader is gone, `ENOSPC` when a disk is full.
  package let code: Int32
  /// Whether the reader is gone, which is no fault: `citas | head`.
  package var isClosed: Bool { code == EPIPE || code == EIO }
}

enum Output {
  /// Writes all of it, waiting where the descriptor does not. The corresponding C function is
  /// `write`.
  static func send(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> OutputError? {
    var rest = bytes
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes { bytes in
        unsafe write(descriptor, bytes.baseAddress, bytes.count)
      }
      if written >= 0 {
        rest = rest.dropFirst(written)
      } else if errno == EAGAIN {
        var watched = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&watched, 1, -1)
      } else if errno != EINTR {
        return OutputError(code: errno)
      }
    }
    return nil
  }
}
