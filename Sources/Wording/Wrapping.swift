internal import Domain
internal import Embedded

/// `text` with its lines broken between words to at most `width` columns. A line that goes on is
/// indented as deep as its lead: spaces, a `-` or a number that marks an item, or the first column
/// of a table. A no-break space is not broken.
package func wrapped(_ text: String, to width: Int) -> String {
  var bytes = Array(text.utf8)
  wrapLines(of: &bytes, from: 0, to: width)
  return String(decoding: bytes, as: UTF8.self)
}

/// The lines of `wrapped`.
func wrappedLines(_ text: String, to width: Int) -> [String] {
  var bytes = Array(text.utf8)
  wrapLines(of: &bytes, from: 0, to: width)
  return bytes.split(separator: lineEnd, omittingEmptySubsequences: false).map {
    String(decoding: $0, as: UTF8.self)
  }
}

/// Makes of the UTF-8 from `start` on that of `wrapped`. Most texts fit, and stay as they are.
func wrapLines(of text: inout [UInt8], from start: Int, to width: Int) {
  guard !fits(text.span, from: start, width) else { return }
  let lines = Array(text[start...])
  text.removeSubrange(start...)
  text.reserveCapacity(text.count + lines.count + lines.count / 8 + 1)
  lines.withUnsafeBufferPointer { bytes in
    var start = 0
    while true {
      let end = end(of: lineEnd, in: bytes, start..<bytes.count)
      let line = Part(rebasing: bytes[start..<end])
      // No letter takes more columns than bytes.
      if line.count <= width || columns(of: line) <= width {
        text.append(contentsOf: line)
      } else {
        wrap(line, to: width, &text)
      }
      if end == bytes.count { break }
      text.append(lineEnd)
      start = end + 1
    }
  }
}

/// Whether no line from `start` on has to be broken.
private func fits(_ text: Span<UInt8>, from start: Int, _ width: Int) -> Bool {
  var start = start
  while text.count - start > width {
    let end = firstPlace(of: lineEnd, in: text, from: start)
    let line = text.extracting(start..<end)
    guard line.count <= width || line.withUnsafeBufferPointer({ columns(of: $0) }) <= width else {
      return false
    }
    guard end < text.count else { break }
    start = end + 1
  }
  return true
}

/// Part of a text in memory.
private typealias Part = UnsafeBufferPointer<UInt8>

/// Where `byte` stands first, or the end of the range.
private func end(of byte: UInt8, in bytes: Part, _ range: Range<Int>) -> Int {
  var index = range.lowerBound
  while index < range.upperBound, bytes[index] != byte { index += 1 }
  return index
}

private func wrap(_ line: Part, to width: Int, _ wrapped: inout [UInt8]) {
  let lead = lead(of: line, width: width)
  let indent = columns(of: Part(rebasing: line[..<lead]))
  let room = max(1, width - indent)
  wrapped.append(contentsOf: line[..<lead])
  var column = indent
  var isEmpty = true
  var rest = lead
  while let range = nextWord(in: line, from: rest) {
    rest = range.upperBound
    var word = Part(rebasing: line[range])
    var length = columns(of: word)
    // What is wider than a line goes on in the next, at whatever letter.
    while length > room {
      if !isEmpty { appendLineEnd(indent, &wrapped) }
      let count = fitting(word, columns: room)
      wrapped.append(contentsOf: word[..<count])
      word = Part(rebasing: word[count...])
      length = columns(of: word)
      (column, isEmpty) = (indent, true)
      if length > 0 { appendLineEnd(indent, &wrapped) }
    }
    if !isEmpty, column + 1 + length > width {
      appendLineEnd(indent, &wrapped)
      (column, isEmpty) = (indent, true)
    }
    if !isEmpty {
      wrapped.append(space)
      column += 1
    }
    wrapped.append(contentsOf: word)
    column += length
    isEmpty = false
  }
}

private func appendLineEnd(_ indent: Int, _ wrapped: inout [UInt8]) {
  wrapped.append(lineEnd)
  for _ in 0..<indent { wrapped.append(space) }
}

/// The first word that begins at `start` or later.
private func nextWord(in line: Part, from start: Int) -> Range<Int>? {
  var start = start
  while start < line.count, line[start] == space { start += 1 }
  return start < line.count ? start..<end(of: space, in: line, start..<line.count) : nil
}

/// How many bytes of the word fit, a letter's at least; to the last sign that parts them, as in an
/// address of mail, where that is not much less.
private func fitting(_ word: Part, columns width: Int) -> Int {
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
  return text[..<(isNear ? parting : end)].utf8.count
}

/// Where the text begins that is broken, behind what stands before it.
private func lead(of line: Part, width: Int) -> Int {
  var start = 0
  while start < line.count, line[start] == space { start += 1 }
  let mark = start..<end(of: space, in: line, start..<line.count)
  if isItemMark(Part(rebasing: line[mark])) { return min(line.count, mark.upperBound + 1) }
  // Two spaces part the columns of a table; a column too wide leaves no room for the next.
  var lead = start
  while lead + 1 < line.count, line[lead] != space || line[lead + 1] != space { lead += 1 }
  guard lead + 1 < line.count else { return start }
  while lead < line.count, line[lead] == space { lead += 1 }
  guard lead < line.count else { return start }
  let room = width - columns(of: Part(rebasing: line[..<lead]))
  var rest = lead
  while let word = nextWord(in: line, from: rest) {
    guard columns(of: Part(rebasing: line[word])) <= room else { return start }
    rest = word.upperBound
  }
  return lead
}

/// `-` or `1.`
private func isItemMark(_ mark: Part) -> Bool {
  if mark.count == 1 { return mark[0] == UInt8(ascii: "-") }
  guard mark.last == UInt8(ascii: ".") else { return false }
  return mark.dropLast().allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
}

private func columns(of part: Part) -> Int {
  columns(ofLatin: part) ?? columns(of: String(decoding: part, as: UTF8.self))
}
