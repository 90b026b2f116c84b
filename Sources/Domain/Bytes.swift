extension [UInt8] {
  /// Appends the UTF-8 of `text`: to put a text together so takes a third of what appending to a
  /// string does (Swift 6.3).
  package mutating func append(_ text: String) {
    if text.utf8.withContiguousStorageIfAvailable({ append(contentsOf: $0) }) == nil {
      append(contentsOf: text.utf8)
    }
  }

  /// Appends `number` in decimal digits, with zeros before it up to so many.
  package mutating func append(decimal number: Int, digits width: Int = 1) {
    guard number >= 0 else { return append(Domain.digits(number, width)) }
    if width <= 2, number < 100 {
      if width == 2 || number >= 10 { append(UInt8(ascii: "0") + UInt8(number / 10)) }
      append(UInt8(ascii: "0") + UInt8(number % 10))
      return
    }
    let start = count
    var rest = number
    repeat {
      append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0 || count - start < width
    self[start...].reverse()
  }

  /// Appends `text` as it stands between the quotation marks of JSON (RFC 8259, section 7). A no-break
  /// space, U+00A0, is for people's lines: it becomes a blank.
  package mutating func append(inJSON text: String) {
    var text = text
    text.withUTF8 { append(inJSON: $0) }
  }

  /// The same of text in UTF-8.
  package mutating func append(inJSON text: ArraySlice<UInt8>) {
    text.withUnsafeBufferPointer { append(inJSON: $0) }
  }

  private mutating func append(inJSON text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while let place = firstOther(inJSON: text, from: start) {
      append(contentsOf: text[start..<place])
      append(otherInJSON: text[place])
      start = place + 1
    }
    append(contentsOf: text[start...])
  }

  /// Makes of what was appended since there were `start` bytes what JSON has between its quotation
  /// marks.
  package mutating func escapeForJSON(from start: Int) {
    let place = withUnsafeBufferPointer { firstOther(inJSON: $0, from: start) }
    guard let place else { return }
    let rest = Array(self[place...])
    removeSubrange(place...)
    append(inJSON: rest[...])
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

/// The place of the first byte from `start` that is written otherwise, alone or with the one before it;
/// nil when there is none. Most bytes stay as they are: eight are looked at at once.
private func firstOther(inJSON text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
  let raw = UnsafeRawBufferPointer(text)
  var place = start
  while place + 8 <= raw.count {
    let bytes = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
    if let other = firstOther(inJSON: UInt64(littleEndian: bytes)) { return place + other }
    place += 8
  }
  // The last ones, with what stays as it is behind them.
  var last: UInt64 = 0x2020_2020_2020_2020
  for byte in raw[place...].reversed() { last = last << 8 | UInt64(byte) }
  return firstOther(inJSON: last).map { place + $0 }
}

/// The first of eight bytes, the lowest first, that is written otherwise.
private func firstOther(inJSON bytes: UInt64) -> Int? {
  let ones: UInt64 = 0x0101_0101_0101_0101
  /// The highest bit of each byte that is less than `least`, and of some above the first such.
  func below(_ least: UInt8, _ bytes: UInt64) -> UInt64 {
    (bytes &- ones &* UInt64(least)) & ~bytes
  }
  let others =
    below(0x20, bytes) | below(1, bytes ^ ones &* UInt64(UInt8(ascii: "\"")))
    | below(1, bytes ^ ones &* UInt64(UInt8(ascii: "\\"))) | below(1, bytes ^ ones &* 0xA0)
  let highest = others & (ones &* 0x80)
  return highest == 0 ? nil : highest.trailingZeroBitCount / 8
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
