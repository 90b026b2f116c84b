/// Bytes that came in whatever pieces, given out as lines. Never holds more than one piece and one
/// longest line.
struct LineBuffer {
  /// Bytes of a line that are kept; the rest of a longer one is dropped as it comes.
  static let lineBytesMax = 65_536

  /// The bytes not given out yet are those from `start` on.
  private var bytes: [UInt8] = []
  private var start = 0
  /// Up to here there is no line end.
  private var searched = 0

  /// Whether a line has begun and not ended.
  var hasPartialLine: Bool { start < bytes.count }

  /// Whether a whole line has come that was not given out.
  var hasLine: Bool { bytes[searched...].contains(UInt8(ascii: "\n")) }

  mutating func append(_ piece: some Sequence<UInt8>) {
    bytes.removeFirst(start)
    searched -= start
    start = 0
    bytes.append(contentsOf: piece)
  }

  /// The next whole line, without its LF or CR LF. Ill-formed UTF-8 is repaired with U+FFFD.
  mutating func nextLine() -> String? {
    guard let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) else {
      searched = bytes.count
      if bytes.count - start > Self.lineBytesMax {
        // One byte more than is given out: it may be the CR before the LF to come.
        bytes.removeSubrange((start + Self.lineBytesMax + 1)...)
        searched = bytes.count
      }
      return nil
    }
    defer {
      start = end + 1
      searched = start
    }
    var line = bytes[start..<end]
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    return text(line)
  }

  /// What there is of a line that never ended, or nil when there is nothing.
  mutating func lastLine() -> String? {
    guard hasPartialLine else { return nil }
    defer { dropPartialLine() }
    return text(bytes[start...])
  }

  /// What there is of a line that goes on.
  var partialLine: String { text(bytes[start...]) }

  mutating func dropPartialLine() {
    self = LineBuffer()
  }

  private func text(_ line: ArraySlice<UInt8>) -> String {
    var line = line.prefix(Self.lineBytesMax)
    if line.count == Self.lineBytesMax {
      // Not through a character: its last whole one stands at most three bytes before the cut.
      let lead = line.suffix(4).lastIndex { $0 & 0xC0 != 0x80 }
      if let lead, line[lead] >= 0xC0, line.endIndex - lead < line[lead].utf8Length {
        line = line[..<lead]
      }
    }
    return String(decoding: line, as: UTF8.self)
  }
}

extension UInt8 {
  /// The bytes of the character that this byte leads.
  fileprivate var utf8Length: Int { (~self).leadingZeroBitCount }
}
