internal import Embedded

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
    if width == 1, number < 10 { return append(UInt8(ascii: "0") + UInt8(number)) }
    if width <= 2, number < 100 {
      return append(addingCapacity: 2) { $0.append(twoDigits: number) }
    }
    var count = 1
    var power = 1
    while count < width || number / power >= 10 {
      count += 1
      power *= 10
    }
    append(addingCapacity: count) { digits in
      while power > 0 {
        digits.append(UInt8(ascii: "0") + UInt8(number / power % 10))
        power /= 10
      }
    }
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
    var rest = text[...]
    while true {
      let plain = rest.prefix(countOfPlainInJSON(UnsafeBufferPointer(rebasing: rest)))
      append(contentsOf: plain)
      guard plain.count < rest.count else { return }
      append(otherInJSON: rest[plain.endIndex])
      rest = rest[(plain.endIndex + 1)...]
    }
  }

  /// Makes of what was appended since there were `start` bytes what JSON has between its quotation
  /// marks.
  package mutating func escapeForJSON(from start: Int) {
    let plain = withUnsafeBufferPointer {
      countOfPlainInJSON(UnsafeBufferPointer(rebasing: $0[start...]))
    }
    guard start + plain < count else { return }
    let rest = Array(self[(start + plain)...])
    removeSubrange((start + plain)...)
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

extension OutputSpan<UInt8> {
  /// Appends a number below 100.
  mutating func append(twoDigits number: Int) {
    append(UInt8(ascii: "0") + UInt8(number / 10))
    append(UInt8(ascii: "0") + UInt8(number % 10))
  }
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
