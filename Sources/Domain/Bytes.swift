extension [UInt8] {
  /// Appends the UTF-8 of `text`: to put a text together so takes a third of what appending to a
  /// string does (Swift 6.3).
  package mutating func append(_ text: String) {
    if text.utf8.withContiguousStorageIfAvailable({ append(contentsOf: $0) }) == nil {
      append(contentsOf: text.utf8)
    }
  }

  /// Appends `text` as it stands between the quotation marks of JSON (RFC 8259, section 7). A no-break
  /// space, U+00A0, is for people's lines: it becomes a blank.
  package mutating func append(inJSON text: String) {
    var text = text
    text.withUTF8 { text in
      // Most texts stay as they are. All is looked at, without a way out, so that many bytes are looked
      // at at once.
      var changes: UInt8 = 0
      for byte in text { changes |= isOther(inJSON: byte) ? 1 : 0 }
      guard changes != 0 else { return append(contentsOf: text) }
      var start = 0
      for place in text.indices where isOther(inJSON: text[place]) {
        append(contentsOf: text[start..<place])
        append(otherInJSON: text[place])
        start = place + 1
      }
      append(contentsOf: text[start...])
    }
  }

  private mutating func append(otherInJSON byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append("\\\"")
    case UInt8(ascii: "\\"): append("\\\\")
    case UInt8(ascii: "\n"): append("\\n")
    case UInt8(ascii: "\r"): append("\\r")
    case UInt8(ascii: "\t"): append("\\t")
    case ..<0x20:
      let hexadecimal = String(byte, radix: 16)
      append("\\u" + String(repeating: "0", count: 4 - hexadecimal.utf8.count) + hexadecimal)
    case 0xA0 where last == 0xC2: self[count - 1] = UInt8(ascii: " ")
    default: append(byte)
    }
  }
}

/// Whether a byte is written otherwise than it is, alone or with the one before it.
private func isOther(inJSON byte: UInt8) -> Bool {
  byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0xA0
}

/// Texts are joined in every turn. What the standard library offers for any collection looks its parts
/// up by name when it is first used, and takes longer each time (Swift 6.3).
extension [String] {
  package func joined(separator: String) -> String { self[...].joined(separator: separator) }
}

extension ArraySlice<String> {
  package func joined(separator: String) -> String {
    guard count > 1 else { return first ?? "" }
    var text: [UInt8] = []
    text.reserveCapacity(reduce(count * separator.utf8.count) { $0 + $1.utf8.count })
    for index in indices {
      if index > startIndex { text.append(separator) }
      text.append(self[index])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
