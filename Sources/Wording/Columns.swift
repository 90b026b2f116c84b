/// How many columns of a terminal `text` takes: letters and signs of the Latin script take one,
/// combining marks none, wide ones of East Asia and pictures two.
package func columns(of text: some StringProtocol) -> Int {
  let found = text.utf8.withContiguousStorageIfAvailable { columns(ofLatin: $0.span) } ?? nil
  return found ?? text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
}

private func columns(of bytes: ArraySlice<UInt8>) -> Int {
  columns(ofLatin: bytes.span) ?? columns(of: String(decoding: bytes, as: UTF8.self))
}

/// Nil when there are others than letters and signs of one column, as their first bytes tell.
private func columns(ofLatin bytes: Span<UInt8>) -> Int? {
  var count = 0
  for index in bytes.indices {
    switch bytes[index] {
    case 0x80..<0xC0: break
    case ..<0x80, 0xC0..<0xCC: count += 1
    // Quotation marks, dashes, bullets; not what is invisible: U+200B to U+200F.
    case 0xE2
    where index + 2 < bytes.count
      && !(bytes[index + 1] == 0x80 && (0x8B...0x8F).contains(bytes[index + 2]))
      && bytes[index + 1] < 0xBA:
      count += 1
    default: return nil
    }
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

/// `text` with its lines broken between words to at most `width` columns. A line that goes on is
/// indented as deep as its lead: spaces, a `-` or a number that marks an item, or the first column
/// of a table. A no-break space is not broken.
package func wrapped(_ text: String, to width: Int) -> String {
  String(decoding: wrappedBytes(text, to: width), as: UTF8.self)
}

private func wrappedBytes(_ text: String, to width: Int) -> [UInt8] {
  let bytes = Array(text.utf8)
  var wrapped: [UInt8] = []
  wrapped.reserveCapacity(bytes.count + bytes.count / 8)
  var start = 0
  while true {
    let end = bytes[start...].firstIndex(of: lineEnd) ?? bytes.count
    let line = bytes[start..<end]
    if columns(of: line) <= width { wrapped += line } else { wrap(line, to: width, &wrapped) }
    if end == bytes.count { break }
    wrapped.append(lineEnd)
    start = end + 1
  }
  return wrapped
}

private let space = UInt8(ascii: " ")
private let lineEnd = UInt8(ascii: "\n")

/// The lines of `wrapped`.
func wrappedLines(_ text: String, to width: Int) -> [String] {
  // Most are one line.
  if text.utf8.count <= width, !holds(text, lineEnd) { return [text] }
  let bytes = wrappedBytes(text, to: width)
  var lines: [String] = []
  var start = 0
  while let end = bytes[start...].firstIndex(of: lineEnd) {
    lines.append(String(decoding: bytes[start..<end], as: UTF8.self))
    start = end + 1
  }
  lines.append(String(decoding: bytes[start...], as: UTF8.self))
  return lines
}

private func wrap(_ line: ArraySlice<UInt8>, to width: Int, _ wrapped: inout [UInt8]) {
  let lead = lead(of: line, width: width)
  let indent = columns(of: lead)
  wrapped += lead
  var column = indent
  var isEmpty = true
  forEachWord(of: line[lead.endIndex...]) { word in
    var word = word
    // What is wider than a line goes on in the next, at whatever letter.
    while columns(of: word) > max(1, width - indent) {
      if !isEmpty {
        wrapped.append(lineEnd)
        wrapped += repeatElement(space, count: indent)
        isEmpty = true
      }
      let part = prefix(of: word, columns: max(1, width - indent))
      wrapped += part
      word = word[part.endIndex...]
      if word.isEmpty { break }
      wrapped.append(lineEnd)
      wrapped += repeatElement(space, count: indent)
      column = indent
    }
    let length = columns(of: word)
    if !isEmpty, column + 1 + length > width {
      wrapped.append(lineEnd)
      wrapped += repeatElement(space, count: indent)
      column = indent
      isEmpty = true
    }
    if !isEmpty {
      wrapped.append(space)
      column += 1
    }
    wrapped += word
    column += length
    isEmpty = false
  }
}

private func forEachWord(of line: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>) -> Void) {
  var start = line.startIndex
  while start < line.endIndex {
    let end = line[start...].firstIndex(of: space) ?? line.endIndex
    if end > start { body(line[start..<end]) }
    start = end + 1
  }
}

/// As many letters as fit, one at least; to the last sign that parts them, as in an address of
/// mail, where that is not much less.
private func prefix(of word: ArraySlice<UInt8>, columns width: Int) -> ArraySlice<UInt8> {
  let text = String(decoding: word, as: UTF8.self)
  var end = text.startIndex
  var parting = text.startIndex
  var used = 0
  for index in text.indices {
    used += columns(of: text[index...index])
    if used > width, end > text.startIndex { break }
    end = text.index(after: index)
    if "@.-_/".contains(text[index]) { parting = end }
  }
  let isNear = 2 * columns(of: text[..<parting]) > width
  return word.prefix(text[..<(isNear ? parting : end)].utf8.count)
}

/// What stands before the text that is broken.
private func lead(of line: ArraySlice<UInt8>, width: Int) -> ArraySlice<UInt8> {
  let spaces = line.prefix { $0 == space }
  let rest = line[spaces.endIndex...]
  let mark = rest.prefix { $0 != space }
  let isItem =
    mark.elementsEqual([UInt8(ascii: "-")])
    || mark.count > 1 && mark.last == UInt8(ascii: ".")
      && mark.dropLast().allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
  if isItem { return line[..<min(line.endIndex, mark.endIndex + 1)] }
  // Two spaces part the columns of a table; a column too wide leaves no room for the next.
  guard
    let gap = rest.indices.dropLast().first(where: { rest[$0] == space && rest[$0 + 1] == space })
  else { return spaces }
  let lead = line[..<(line[gap...].firstIndex { $0 != space } ?? line.endIndex)]
  let room = width - columns(of: lead)
  var fits = false
  forEachWord(of: line[lead.endIndex...]) { _ in fits = true }
  forEachWord(of: line[lead.endIndex...]) { fits = fits && columns(of: $0) <= room }
  return fits ? lead : spaces
}

/// `String(repeating:count:)` takes ten times as long (Swift 6.3).
func spaces(_ count: Int) -> String {
  String(unsafeUninitializedCapacity: count) {
    $0.prefix(count).initialize(repeating: space)
    return count
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
  let part = part.utf8
  var rest = text.utf8[...]
  while rest.count >= part.count {
    if rest.starts(with: part) { return true }
    rest = rest.dropFirst()
  }
  return false
}

private func holds(_ text: String, _ byte: UInt8) -> Bool {
  text.utf8.withContiguousStorageIfAvailable { $0.contains(byte) } ?? text.utf8.contains(byte)
}

/// `text` with plain spaces for no-break ones, U+00A0.
func withPlainSpaces(_ text: String) -> String {
  let (first, second): (UInt8, UInt8) = (0xC2, 0xA0)
  guard holds(text, first) else { return text }
  var bytes = Array(text.utf8)
  var count = 0
  for byte in bytes {
    if byte == second, count > 0, bytes[count - 1] == first {
      bytes[count - 1] = UInt8(ascii: " ")
    } else {
      bytes[count] = byte
      count += 1
    }
  }
  return String(decoding: bytes[..<count], as: UTF8.self)
}

func withoutTrailingSpaces(_ line: String) -> String {
  guard let last = line.utf8.lastIndex(where: { $0 != UInt8(ascii: " ") }) else { return "" }
  return String(Substring(line.utf8[...last]))
}
