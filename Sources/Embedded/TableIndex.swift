internal import CEmbedded

/// The rows of a table in the binary by their first column.
@safe package struct TableIndex: @unchecked Sendable {
  // Bytes of the binary, which nobody changes.
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Where each row begins, and how long its first column is.
  private var rows: [(start: Int, length: Int)] = []
  /// The first row of each bucket by the hash of the first column, or -1.
  private var heads: [Int]
  /// The row after each in its bucket, or -1.
  private var next: [Int] = []
  /// The hashes of the first words of those keys that have several.
  private var beginnings: [UInt32] = []

  private static let bucketCount = 512

  /// A line of headings, then a row a line.
  init(binary bytes: UnsafeBufferPointer<UInt8>) {
    unsafe self.bytes = unsafe bytes
    heads = Array(repeating: -1, count: Self.bucketCount)
    var hashes: [Int] = []
    var start = unsafe Self.lineEnd(of: bytes, from: 0) + 1
    while start < bytes.count {
      var end = start
      var hash = Self.hashStart
      var isFirstWord = true
      while end < bytes.count, unsafe bytes[end] != UInt8(ascii: "\t") {
        if isFirstWord, unsafe bytes[end] == UInt8(ascii: " ") {
          isFirstWord = false
          if !beginnings.contains(hash) { beginnings.append(hash) }
        }
        hash = unsafe Self.hash(hash, bytes[end])
        end += 1
      }
      rows.append((start, end - start))
      hashes.append(Self.bucket(hash))
      start = unsafe Self.lineEnd(of: bytes, from: end) + 1
    }
    next = Array(repeating: -1, count: rows.count)
    for row in rows.indices.reversed() {
      next[row] = heads[hashes[row]]
      heads[hashes[row]] = row
    }
  }

  private static func lineEnd(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    while end < bytes.count, unsafe bytes[end] != UInt8(ascii: "\n") { end += 1 }
    return end
  }

  /// FNV-1a. Source: http://www.isthe.com/chongo/tech/comp/fnv/
  private static let hashStart: UInt32 = 0x811C_9DC5
  private static func hash(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
    (hash ^ UInt32(byte)) &* 0x0100_0193
  }
  private static func bucket(_ hash: UInt32) -> Int { Int(hash ^ hash >> 16) & (bucketCount - 1) }

  /// Whether the first columns of several words may begin with that one; hardly any other does.
  package func mayBegin(with word: String) -> Bool {
    var hash = Self.hashStart
    for byte in word.utf8 { hash = Self.hash(hash, byte) }
    return beginnings.contains(hash)
  }

  /// The first row that has `key` in its first column, as its columns; nil when there is none.
  package func row(_ key: String) -> [String]? {
    var hash = Self.hashStart
    for byte in key.utf8 { hash = Self.hash(hash, byte) }
    var index = heads[Self.bucket(hash)]
    while index >= 0 {
      let (start, length) = rows[index]
      let found = unsafe UnsafeBufferPointer(rebasing: bytes[start..<(start + length)])
      if unsafe found.elementsEqual(key.utf8) {
        return unsafe columns(of: UnsafeBufferPointer(rebasing: bytes[start...]))
      }
      index = next[index]
    }
    return nil
  }
}

/// What stands between the tabs of the line that `rows` begin with.
func columns(of rows: UnsafeBufferPointer<UInt8>) -> [String] {
  var columns: [String] = []
  var begin = 0
  for place in 0..<rows.count {
    let byte = unsafe rows[place]
    guard byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n") else { continue }
    columns.append(unsafe String(decoding: rows[begin..<place], as: UTF8.self))
    begin = place + 1
    if byte == UInt8(ascii: "\n") { break }
  }
  return columns
}
