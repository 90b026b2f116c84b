internal import Glibc

/// The bytes of the file; nil when it cannot be read.
package func contents(of path: String) -> [UInt8]? {
  guard let file = fopen(path, "r") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var piece = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&piece, 1, piece.count, file), count > 0 {
    bytes += piece.prefix(count)
  }
  return bytes
}

/// The file as text; empty when there is none.
package func text(of path: String) -> String {
  String(decoding: contents(of: path) ?? [], as: UTF8.self)
}

package func write(_ bytes: [UInt8], to path: String) throws {
  guard let file = fopen(path, "w") else { throw Failure("cannot write \(path)") }
  fwrite(bytes, 1, bytes.count, file)
  guard fclose(file) == 0 else { throw Failure("cannot write \(path)") }
}

package func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

/// The file of this program itself, for processes of its own.
package func ownPath() throws -> String {
  guard let path = realpath("/proc/self/exe", nil) ?? realpath(CommandLine.arguments[0], nil)
  else { throw Failure("cannot find its own file") }
  defer { free(path) }
  return String(cString: path)
}

/// A new folder in `parent`, whose name begins with `name`.
package func makeFolder(_ name: String, in parent: String) throws -> String {
  var template = Array("\(parent)/\(name)-XXXXXX".utf8CString)
  guard let folder = mkdtemp(&template) else { throw Failure("cannot make a folder in \(parent)") }
  return String(cString: folder)
}

/// What is in the folder, sorted.
package func names(in folder: String) throws -> [String] {
  guard let directory = opendir(folder) else { throw Failure("there is no \(folder) here") }
  defer { closedir(directory) }
  var names: [String] = []
  while let entry = readdir(directory) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names.sorted()
}

/// The folder and the files in it.
package func removeFolder(_ folder: String) {
  for name in (try? names(in: folder)) ?? [] { unlink(folder + "/" + name) }
  rmdir(folder)
}

/// Lends the words as C takes them, with a null at the end.
package func withArguments<Result>(
  _ words: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
) -> Result {
  let copies = words.map { strdup($0) }
  defer { for copy in copies { free(copy) } }
  let pointers: [UnsafePointer<CChar>?] = copies.map { UnsafePointer($0) } + [nil]
  return pointers.withUnsafeBufferPointer { pointers in
    guard let start = pointers.baseAddress else { preconditionFailure("it has the null at least") }
    return body(start)
  }
}
