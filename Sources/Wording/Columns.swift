internal import Domain
internal import Embedded

/// How many columns of a terminal `text` takes: letters and signs of the Latin script take one,
/// combining marks none, wide ones of East Asia and pictures two.
package func columns(of text: some StringProtocol) -> Int {
  let found = text.utf8.withContiguousStorageIfAvailable { columns(ofLatin: $0) } ?? nil
  return found ?? text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
}

func columns(of bytes: ArraySlice<UInt8>) -> Int {
  bytes.withUnsafeBufferPointer { columns(ofLatin: $0) }
    ?? columns(of: String(decoding: bytes, as: UTF8.self))
}

/// Nil when there are others than letters and signs of one column, as their first bytes tell.
func columns(ofLatin bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  var count = 0
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    if byte < 0x80 || 0xC0..<0xCC ~= byte {
      count += 1
    } else if byte >= 0xC0 {
      // Quotation marks, dashes, bullets; not what is invisible: U+200B to U+200F.
      guard byte == 0xE2, index + 2 < bytes.count, bytes[index + 1] < 0xBA,
        bytes[index + 1] != 0x80 || !(0x8B...0x8F ~= bytes[index + 2])
      else { return nil }
      count += 1
    }
    index += 1
  }
  return count
}

private func columns(of scalar: Unicode.Scalar) -> Int {
  switch scalar.value {
  case ..<0x300: 1
  case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
    2
  default:
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: 0
    default: 1
    }
  }
}

let space = UInt8(ascii: " ")
let lineEnd = UInt8(ascii: "\n")

/// `String(repeating:count:)` takes ten times as long (Swift 6.3).
func spaces(_ count: Int) -> String {
  String(unsafeUninitializedCapacity: count) {
    $0.prefix(count).initialize(repeating: space)
    return count
  }
}

extension [UInt8] {
  mutating func append(spaces count: Int) {
    append(contentsOf: repeatElement(space, count: Swift.max(0, count)))
  }
}

/// The parts one after the other, in a third of the time that to append them takes (Swift 6.3).
func concatenated(_ parts: String...) -> String {
  let count = parts.reduce(0) { $0 + $1.utf8.count }
  return String(unsafeUninitializedCapacity: count) { buffer in
    var end = 0
    for var part in parts {
      part.withUTF8 { bytes in
        end = buffer[end...].initialize(fromContentsOf: bytes)
      }
    }
    return end
  }
}

/// Whether `part` stands in `text`, byte for byte: to look for characters takes ten times as long
/// (Swift 6.3).
func holds(_ text: String, _ part: String) -> Bool {
  holds(text.utf8[...], part.utf8)
}

func holds<Bytes: Collection<UInt8>>(_ text: Bytes, _ part: String.UTF8View) -> Bool
where Bytes.SubSequence == Bytes {
  var rest = text
  while rest.count >= part.count {
    if rest.starts(with: part) { return true }
    rest = rest.dropFirst()
  }
  return false
}

/// `text` with plain spaces for no-break ones, U+00A0.
func withPlainSpaces(_ text: String) -> String {
  var bytes = Array(text.utf8)
  let end = plainSpaces(in: &bytes, from: 0)
  return end == bytes.count ? text : String(decoding: bytes[..<end], as: UTF8.self)
}

/// Puts a space for each no-break one from `start` on; where the bytes now end.
func plainSpaces(in bytes: inout [UInt8], from start: Int) -> Int {
  let (first, second): (UInt8, UInt8) = (0xC2, 0xA0)
  guard firstPlace(of: second, in: bytes.span, from: start) < bytes.count else {
    return bytes.count
  }
  var end = start
  for index in start..<bytes.count {
    let byte = bytes[index]
    if byte == second, end > start, bytes[end - 1] == first {
      bytes[end - 1] = space
    } else {
      if end != index { bytes[end] = byte }
      end += 1
    }
  }
  return end
}

func withoutTrailingSpaces(_ line: String) -> String {
  guard let last = line.utf8.lastIndex(where: { $0 != UInt8(ascii: " ") }) else { return "" }
  return String(Substring(line.utf8[...last]))
}
