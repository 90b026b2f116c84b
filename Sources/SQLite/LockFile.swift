internal import CSQLite

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file whose bytes are locked to show that somebody lives. The locks end with this value or with
/// the process, however it ends. Source: fcntl_locking(2), "Open file description locks".
@safe package struct LockFile: ~Copyable {
  private let descriptor: Int32

  /// The file at `path`, made when there is none; its mode and group follow those of the file at
  /// `model` where we may set them, else it is ours alone. Nil leaves the reason in `errno`.
  package init?(path: String, following model: String) {
    var like = stat()
    let mode: mode_t = unsafe stat(model, &like) == 0 ? like.st_mode & 0o666 : 0o600
    let descriptor = unsafe citas_open_or_make(path, UInt32(mode))
    guard descriptor >= 0 else { return nil }
    var own = stat()
    if unsafe fstat(descriptor, &own) == 0 {
      // Refused to all but the owner of the file, who has done it then.
      if own.st_mode & 0o777 != mode { _ = fchmod(descriptor, mode) }
      if like.st_nlink > 0, own.st_gid != like.st_gid {
        _ = fchown(descriptor, uid_t.max, like.st_gid)
      }
    }
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }

  /// Locks the byte at `offset`; false when another has it or we are refused it. A file system
  /// without these locks grants them all, and `isLocked` there is always true.
  package func lock(_ offset: Int) -> Bool {
    let code = citas_lock_byte(descriptor, Int64(offset))
    return code == 0 || code == EINVAL || code == EOPNOTSUPP
  }

  /// Gives the byte at `offset` back.
  package func unlock(_ offset: Int) {
    citas_unlock_byte(descriptor, Int64(offset))
  }

  /// Locks the byte at `offset`, waiting; false when it is still refused after that time.
  package func lock(_ offset: Int, waitingAtMostMilliseconds limit: Int) -> Bool {
    let stepMilliseconds = 5
    for _ in 0..<limit / stepMilliseconds {
      if lock(offset) { return true }
      usleep(useconds_t(stepMilliseconds * 1000))
    }
    return false
  }

  /// Whether another has the byte at `offset` locked; true too when that cannot be told.
  package func isLocked(_ offset: Int) -> Bool {
    citas_byte_is_locked(descriptor, Int64(offset))
  }
}
