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
    unsafe access(path, F_OK) == 0 || errno != ENOENT && errno != ENOTDIR
  }

  /// Whether we may write the file or make files in the folder at `path`.
  package static func isWritable(_ path: String) -> Bool {
    unsafe access(path, W_OK) == 0
  }

  /// The folder that holds `path`.
  package static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Makes the folder at `path` and those above it that are missing, for us alone, and has the
  /// medium know; false leaves the reason in `errno`.
  package static func makeFolder(_ path: String) -> Bool {
    if unsafe access(path, F_OK) == 0 { return true }
    let parent = folder(of: path)
    guard parent == path || makeFolder(parent) else { return false }
    if unsafe mkdir(path, 0o700) != 0, errno != EEXIST { return false }
    sync(parent)
    return true
  }

  /// Has the medium know the names in the folder at `path`, as far as it can.
  package static func sync(_ path: String) {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
