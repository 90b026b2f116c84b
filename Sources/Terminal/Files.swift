internal import Glibc

/// The text of a file, or nil when it cannot be read or is not UTF-8.
package func readFile(_ path: String) -> String? {
  guard let file = unsafe fopen(path, "rb") else { return nil }
  defer { unsafe fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = unsafe fread(&chunk, 1, chunk.count, file)
    bytes.append(contentsOf: chunk[..<count])
    if count < chunk.count { break }
  }
  guard unsafe ferror(file) == 0 else { return nil }
  return String(validating: bytes, as: UTF8.self)
}

/// Replaces the text of a file, or makes it; false when that is refused.
package func writeFile(_ path: String, _ text: String) -> Bool {
  writeFile(path, Array(text.utf8))
}

/// Replaces the bytes of a file, or makes it; false when that is refused.
package func writeFile(_ path: String, _ bytes: [UInt8]) -> Bool {
  guard let file = unsafe fopen(path, "wb") else { return false }
  let written = unsafe fwrite(bytes, 1, bytes.count, file)
  return unsafe fclose(file) == 0 && written == bytes.count
}

/// Makes the file at `path`, for us alone, or replaces it: whoever looks finds all of `bytes` or what
/// was there before, power loss included. False when that is refused.
package func replaceFile(_ path: String, _ bytes: [UInt8]) -> Bool {
  let temporary = path + ".\(getpid())"
  let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
  guard descriptor >= 0 else { return false }
  let isWritten = Output.send(bytes[...], to: descriptor) == nil && fsync(descriptor) == 0
  close(descriptor)
  guard isWritten, unsafe rename(temporary, path) == 0 else {
    unsafe unlink(temporary)
    return false
  }
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return true }
  let folder = unsafe open(String(path[...slash]), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard folder >= 0 else { return true }
  // The medium is to know the name too, as far as it can.
  fsync(folder)
  close(folder)
  return true
}

/// Makes the folder at `path` for us alone; false when it is not there afterwards.
package func makeFolder(_ path: String) -> Bool {
  unsafe mkdir(path, 0o700) == 0 || isFolder(path)
}

private func isFolder(_ path: String) -> Bool {
  var status = stat()
  return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Whether there is a folder at `path` in which we may make files. The corresponding C function is
/// `access`.
package func isWritableFolder(_ path: String) -> Bool {
  unsafe access(path, W_OK | X_OK) == 0 && isFolder(path)
}

/// Whether there is a program at `path` that we may run. The corresponding C function is `access`.
package func isProgram(_ path: String) -> Bool {
  unsafe access(path, X_OK) == 0 && !isFolder(path)
}

/// The name of this host. The corresponding C function is `gethostname`.
package func hostName() -> String {
  var name = [CChar](repeating: 0, count: 256)
  guard unsafe gethostname(&name, name.count - 1) == 0 else { return "localhost" }
  return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// Seconds since 1970-01-01T00:00:00Z. The corresponding C function is `clock_gettime`.
package func systemSeconds() -> Int {
  var time = timespec()
  _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
  return time.tv_sec
}

/// The corresponding C function is `clock_gettime`.
package func millisecondsToNextSecond() -> Int {
  var time = timespec()
  _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
  return 1000 - time.tv_nsec / 1_000_000
}

/// Writes to the standard error. Nobody is left to tell when that fails.
package func writeError(_ text: String) {
  let bytes = Array(text.utf8)
  _ = unsafe write(2, bytes, bytes.count)
}

/// Ends the process. The corresponding C function is `exit`.
package func exitProcess(with status: Int32) -> Never {
  exit(status)
}
