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
  guard let file = unsafe fopen(path, "wb") else { return false }
  let bytes = Array(text.utf8)
  let written = unsafe fwrite(bytes, 1, bytes.count, file)
  return unsafe fclose(file) == 0 && written == bytes.count
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
