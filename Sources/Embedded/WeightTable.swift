/// Rows of small numbers under 32-bit keys, in the order of the keys, read where they stand: there
/// is nothing to build before the first one is looked up.
@safe package struct WeightTable: @unchecked Sendable {
  // Bytes of the binary, which nobody changes.
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Numbers in a row.
  private let columns: Int
  /// Rows.
  package let count: Int

  private static let keyLength = 4
  private var rowLength: Int { Self.keyLength + columns }

  init(binary bytes: UnsafeBufferPointer<UInt8>, columns: Int) {
    unsafe self.bytes = unsafe bytes
    self.columns = columns
    count = bytes.count / (Self.keyLength + columns)
  }

  /// The bytes of a table with those rows, whose keys differ.
  package static func bytes(of rows: [(key: UInt32, weights: [Int8])]) -> [UInt8] {
    rows.sorted { $0.key < $1.key }.flatMap { row in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: row.key >> UInt32($0)) }
        + row.weights.map { UInt8(bitPattern: $0) }
    }
  }

  private func key(of row: Int) -> UInt32 {
    let start = row * rowLength
    return unsafe UInt32(bytes[start]) << 24 | UInt32(bytes[start + 1]) << 16
      | UInt32(bytes[start + 2]) << 8 | UInt32(bytes[start + 3])
  }

  /// The row under that key.
  package func row(of key: UInt32) -> Int? {
    guard count > 0 else { return nil }
    // The keys are hashes, so that one stands about where its size says, and from there about as
    // many rows on as it is larger.
    var row = 0
    var found: UInt32 = 0
    for _ in 0..<3 {
      let rows = ((Int64(key) - Int64(found)) * Int64(count)) >> 32
      row = max(0, min(count - 1, row + Int(rows)))
      found = self.key(of: row)
      if found == key { return row }
    }
    while found < key, row < count - 1 {
      row += 1
      found = self.key(of: row)
    }
    while found > key, row > 0 {
      row -= 1
      found = self.key(of: row)
    }
    return found == key ? row : nil
  }

  package func weight(_ row: Int, _ column: Int) -> Int8 {
    precondition(column < columns, "a row has no more weights than columns")
    return unsafe Int8(bitPattern: bytes[row * rowLength + Self.keyLength + column])
  }

  /// Adds that row, so many times, to `sums`, which has a number for each column.
  package func add(_ row: Int, times value: Float, to sums: inout [Float]) {
    precondition(sums.count == columns, "a sum stands for each column")
    let start = row * rowLength + Self.keyLength
    var sums = sums.mutableSpan
    for column in 0..<columns {
      sums[column] += unsafe value * Float(Int8(bitPattern: bytes[start + column]))
    }
  }

  /// Adds that row to `sums`, which has a number for each column.
  package func add(_ row: Int, to sums: inout [Int32]) {
    precondition(sums.count == columns, "a sum stands for each column")
    let start = row * rowLength + Self.keyLength
    var sums = sums.mutableSpan
    for column in 0..<columns {
      sums[column] += unsafe Int32(Int8(bitPattern: bytes[start + column]))
    }
  }

  /// What tells of most keys that they are not in the table, without a look at it.
  package struct Filter: Sendable {
    /// A bit for each beginning of a key, set where the table has one that begins so.
    private let bits: [UInt64]

    /// Bits of the beginning: of the keys that are not there one in a dozen begins like another.
    private static let length = 18

    package init(_ table: WeightTable) {
      var bits = [UInt64](repeating: 0, count: 1 << (Self.length - 6))
      var span = bits.mutableSpan
      for row in 0..<table.count {
        let start = table.key(of: row) >> (32 - UInt32(Self.length))
        span[Int(start >> 6)] |= 1 << UInt64(start & 63)
      }
      self.bits = bits
    }

    package func mayHold(_ key: UInt32) -> Bool {
      let start = key >> (32 - UInt32(Self.length))
      return bits[Int(start >> 6)] & 1 << UInt64(start & 63) != 0
    }
  }
}
