internal import CEmbedded

/// Where the sections of files stand, to be read when they are asked for. Of most sections nobody
/// asks: it makes no strings and copies nothing of the files in the binary.
@safe package struct SectionIndex: Sendable {
  private struct Entry {
    let hash: UInt32
    /// The one before it in its row of `heads`, or -1.
    let next: Int32
    let file: Int32
    let keyStart: Int32
    /// Its bracket.
    let keyEnd: Int32
    let end: Int32
  }

  private var files: [LastingBytes] = []
  private var entries: [Entry] = []
  /// The last entry of each row, by the lowest bits of the hash.
  private var heads: [Int32]

  /// The UTF-8 of a file. Its form is not judged: see `Sections`.
  package init(_ text: [UInt8]) {
    self.init([LastingBytes(copying: text)])
  }

  init(binary files: [UnsafeBufferPointer<UInt8>]) {
    self.init(unsafe files.map { unsafe LastingBytes(binary: $0) })
  }

  private init(_ files: [LastingBytes]) {
    self.files = files
    heads = Array(repeating: -1, count: 256)
    entries.reserveCapacity(files.count * 64)
    for (number, file) in files.enumerated() {
      guard let start = unsafe file.bytes.baseAddress else { continue }
      let end = unsafe start + file.bytes.count
      var key = unsafe embedded_next_key(start, end)
      while let open = unsafe key {
        var hash = Self.hashStart
        var close = unsafe open + 1
        while unsafe close < end, unsafe close.pointee != UInt8(ascii: "]") {
          hash = unsafe Self.hash(hash, close.pointee)
          unsafe close += 1
        }
        unsafe key = unsafe embedded_next_key(close, end)
        let row = Int(hash) & (heads.count - 1)
        entries.append(
          unsafe Entry(
            hash: hash, next: heads[row], file: Int32(number), keyStart: Int32(open + 1 - start),
            keyEnd: Int32(close - start), end: Int32((key ?? end) - start)))
        heads[row] = Int32(entries.count - 1)
      }
    }
  }

  /// FNV-1a. Source: http://www.isthe.com/chongo/tech/comp/fnv/
  private static let hashStart: UInt32 = 0x811C_9DC5
  private static func hash(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
    (hash ^ UInt32(byte)) &* 0x0100_0193
  }

  private func bytes(_ entry: Entry, _ range: Range<Int32>) -> UnsafeBufferPointer<UInt8> {
    let bytes = unsafe files[Int(entry.file)].bytes
    let range = min(bytes.count, Int(range.lowerBound))..<min(bytes.count, Int(range.upperBound))
    return unsafe UnsafeBufferPointer(rebasing: bytes[range])
  }

  /// In their order in the files.
  package var keys: [String] {
    entries.map {
      unsafe String(decoding: bytes($0, $0.keyStart..<$0.keyEnd), as: UTF8.self)
    }
  }

  /// Lends the bytes between that key and the next, comments and all; false when it is missing.
  package func withBody(under key: String, _ body: (Span<UInt8>) -> Void) -> Bool {
    guard let entry = entry(of: key) else { return false }
    let file = files[Int(entry.file)]
    let bytes = unsafe bytes(entry, (entry.keyEnd + 1)..<max(entry.end, entry.keyEnd + 1))
    withExtendedLifetime(file) { unsafe body(bytes.span) }
    return true
  }

  /// The bytes between that key and the next, comments and all; nil when it is missing.
  private func body(under key: String) -> [UInt8]? {
    entry(of: key).map {
      unsafe Array(bytes($0, ($0.keyEnd + 1)..<max($0.end, $0.keyEnd + 1)))
    }
  }

  private func entry(of key: String) -> Entry? {
    var key = key
    return key.withUTF8 { wanted in
      var hash = Self.hashStart
      for place in 0..<wanted.count { hash = unsafe Self.hash(hash, wanted[place]) }
      var place = heads[Int(hash) & (heads.count - 1)]
      while place >= 0 {
        let entry = entries[Int(place)]
        let found = unsafe bytes(entry, entry.keyStart..<entry.keyEnd)
        if entry.hash == hash,
          unsafe embedded_is_same(found.baseAddress, found.count, wanted.baseAddress, wanted.count)
        {
          return entry
        }
        place = entry.next
      }
      return nil
    }
  }

  /// Lends each line under `key` that is no comment and not empty; false when the key is missing.
  package func forEachLine(under key: String, _ body: (ArraySlice<UInt8>) -> Void) -> Bool {
    guard let bytes = self.body(under: key) else { return false }
    Embedded.forEachLine(of: bytes[...]) { line in
      if let first = line.first, first != UInt8(ascii: "#") { body(line) }
    }
    return true
  }

  /// The text under `key`, as `Section` has it; nil when the key is missing.
  package func text(under key: String) -> String? {
    body(under: key).map { Embedded.text(of: $0[...]) }
  }
}
