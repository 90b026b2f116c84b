/// How many columns of a terminal `text` takes: letters and signs of the Latin script take one,
/// combining marks none, wide ones of East Asia and pictures two.
package func columns(of text: some StringProtocol) -> Int {
  // A text of ASCII is as wide as it is long.
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
  return text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
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
func wrapped(_ text: String, to width: Int) -> String {
  text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    .map { line in
      let line = Substring(line)
      return columns(of: line) <= width ? String(line) : wrapped(line: line, to: width)
    }
    .joined(separator: "\n")
}

/// The lines of `wrapped`.
func wrappedLines(_ text: String, to width: Int) -> [String] {
  wrapped(text, to: width).utf8
    .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    .map { String(Substring($0)) }
}

private func wrapped(line: Substring, to width: Int) -> String {
  let lead = lead(of: line, width: width)
  let indent = spaces(columns(of: lead))
  var lines: [String] = []
  var current = String(lead)
  var isEmpty = true
  for word in line[lead.endIndex...].split(separator: " ") {
    var word = word
    // What is wider than a line goes on in the next, at whatever letter.
    while columns(of: word) > width - columns(of: indent), columns(of: word) > 1 {
      if !isEmpty {
        lines.append(current)
        current = indent
        isEmpty = true
      }
      let part = prefix(of: word, columns: max(1, width - columns(of: current)))
      lines.append(current + part)
      current = indent
      word = word[part.endIndex...]
    }
    if word.isEmpty { continue }
    if !isEmpty, columns(of: current) + 1 + columns(of: word) > width {
      lines.append(current)
      current = indent
      isEmpty = true
    }
    current += (isEmpty ? "" : " ") + word
    isEmpty = false
  }
  return (lines + [current]).joined(separator: "\n")
}

/// As many letters as fit, one at least; to the last sign that parts them, as in an address of
/// mail, where that is not much less.
private func prefix(of word: Substring, columns width: Int) -> Substring {
  var end = word.startIndex
  var parting = word.startIndex
  var used = 0
  for index in word.indices {
    used += columns(of: word[index...index])
    if used > width, end > word.startIndex { break }
    end = word.index(after: index)
    if "@.-_/".contains(word[index]) { parting = end }
  }
  let isNear = 2 * columns(of: word[..<parting]) > width
  return word[..<(isNear ? parting : end)]
}

/// What stands before the text that is broken.
private func lead(of line: Substring, width: Int) -> Substring {
  let spaces = line.prefix { $0 == " " }
  let rest = line[spaces.endIndex...]
  let mark = rest.prefix { $0 != " " }
  let isItem =
    mark == "-" || (mark.last == "." && mark.dropLast().allSatisfy(\.isNumber) && mark.count > 1)
  if isItem { return line[..<(rest[mark.endIndex...].prefix(1).endIndex)] }
  // Two spaces part the columns of a table; a column too wide leaves no room for the next.
  guard let gap = rest.firstRange(of: "  ") else { return spaces }
  let lead = line[..<(line[gap.lowerBound...].firstIndex { $0 != " " } ?? line.endIndex)]
  let room = width - columns(of: lead)
  let words = line[lead.endIndex...].split(separator: " ")
  return !words.isEmpty && words.allSatisfy { columns(of: $0) <= room } ? lead : spaces
}

/// `String(repeating:count:)` takes ten times as long (Swift 6.3).
func spaces(_ count: Int) -> String {
  String(decoding: [UInt8](repeating: UInt8(ascii: " "), count: count), as: UTF8.self)
}

/// `text` with plain spaces for no-break ones, U+00A0.
func withPlainSpaces(_ text: String) -> String {
  let (first, second): (UInt8, UInt8) = (0xC2, 0xA0)
  var bytes = Array(text.utf8)
  guard bytes.contains(first) else { return text }
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
