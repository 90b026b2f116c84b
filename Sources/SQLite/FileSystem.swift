#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What is asked of the file system around a database, without opening the file: closing it again
/// would drop the locks that SQLite has on it. Source: https://sqlite.org/howtocorrupt.html, 2.2.
package enum FileSystem {
  /// Whether something is at `path`, or would be if we could look.
  package static func exists(_ path: String) -> Bool {
    allows(F_OK, path) || errno != ENOENT && errno != ENOTDIR
  }

  /// Whether we may write the file or make files in the folder at `path`.
  package static func isWritable(_ path: String) -> Bool {
    allows(W_OK, path)
  }

  /// The folder that holds `path`.
  package static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Makes the folder at `path` and those above it that are missing, for us alone, and has the
  /// medium know; false leaves the reason in `errno`.
  package static func makeFolder(_ path: String) -> Bool {
    if allows(F_OK, path) { return true }
    let parent = folder(of: path)
    guard parent == path || makeFolder(parent) else { return false }
    if unsafe mkdir(path, 0o700) != 0, errno != EEXIST { return false }
    sync(parent)
    return true
  }

  /// Gives the file the name `new`, in place of one that had it; false leaves the reason in `errno`.
  package static func rename(_ path: String, to new: String) -> Bool {
    guard unsafe renameat(AT_FDCWD, path, AT_FDCWD, new) == 0 else { return false }
    sync(folder(of: new))
    return true
  }

  /// Gives the file a second name, which nothing has; false leaves the reason in `errno`.
  package static func link(_ path: String, as new: String) -> Bool {
    guard unsafe linkat(AT_FDCWD, path, AT_FDCWD, new, 0) == 0 else { return false }
    sync(folder(of: new))
    return true
  }

  /// Gives the file at `path` the mode and the group of the one at `model`, where they differ and we
  /// may. By name: opening and closing it would drop the locks that SQLite has on it.
  package static func share(_ path: String, as model: String) {
    var like = stat()
    var own = stat()
    guard unsafe stat(model, &like) == 0, unsafe stat(path, &own) == 0 else { return }
    if own.st_mode & 0o666 != like.st_mode & 0o666 {
      _ = unsafe chmod(path, like.st_mode & 0o666)
    }
    if own.st_gid != like.st_gid { _ = unsafe chown(path, uid_t.max, like.st_gid) }
  }

  /// Removes the file, if it is there; false when it was not.
  @discardableResult
  package static func remove(_ path: String) -> Bool {
    unsafe unlink(path) == 0
  }

  /// Has the medium know the names in the folder at `path`, as far as it can.
  package static func sync(_ path: String) {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// At most `count` bytes from the beginning of the file; nil when it cannot be read. Not to be
  /// called while SQLite has the file open: closing it here would drop the locks there.
  package static func beginning(of path: String, count: Int) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: count)
    let length = unsafe read(descriptor, &bytes, count)
    return length < 0 ? nil : Array(bytes.prefix(length))
  }

  /// By the rights that we act with, which access(2) does not ask about.
  private static func allows(_ access: Int32, _ path: String) -> Bool {
    unsafe faccessat(AT_FDCWD, path, access, AT_EACCESS) == 0
  }
}
