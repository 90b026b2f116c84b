internal import Domain

/// Lines of text, and what stands out in them.
///
/// Whatever is laid out is put together here, byte after byte: a line is no string of its own, nor is
/// a word.
package struct PageText: Hashable, Sendable {
  /// How a part stands out. None of it is needed to understand the text.
  package enum Role: Hashable, Sendable {
    case plain
    case heading
    case question
    case confirmed
    case refused
    /// Less important than what stands around it.
    case quiet
    /// What to look for, or to write down.
    case strong
  }

  /// A part of a line that stands out.
  package struct Run: Hashable, Sendable {
    package var bytes: Range<Int>
    package let role: Role
  }

  /// UTF-8. Each line has its end.
  package private(set) var bytes: [UInt8] = []
  /// In their order; none is empty or plain.
  package private(set) var runs: [Run] = []

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package var isEmpty: Bool { bytes.isEmpty }

  /// The lines, without their ends.
  package var lines: [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for index in bytes.indices where bytes[index] == lineEnd {
      lines.append(start..<index)
      start = index + 1
    }
    return lines
  }

  /// The columns that the widest line takes.
  var width: Int { lines.reduce(0) { max($0, columns(of: bytes[$1])) } }

  // MARK: The line that is open

  /// No-break spaces have done their work once a text is in lines.
  mutating func append(_ text: String, _ role: Role = .plain) {
    let start = bytes.count
    bytes.append(text)
    replaceNoBreakSpaces(from: start)
    mark(start..<bytes.count, role)
  }

  /// What `append` appends has no no-break spaces.
  mutating func append(_ role: Role = .plain, _ append: (inout [UInt8]) -> Void) {
    let start = bytes.count
    append(&bytes)
    mark(start..<bytes.count, role)
  }

  mutating func append(spaces count: Int, _ role: Role = .plain) {
    guard count > 0 else { return }
    bytes.append(spaces: count)
    mark(bytes.count - count..<bytes.count, role)
  }

  mutating func endLine() { bytes.append(lineEnd) }

  // MARK: Lines

  mutating func append(_ other: PageText) {
    let start = bytes.count
    bytes.append(contentsOf: other.bytes)
    for run in other.runs { runs.append(run.moved(by: start)) }
  }

  /// A line of the other, to what is open.
  mutating func append(_ line: Range<Int>, of other: PageText) {
    let shift = bytes.count - line.lowerBound
    bytes.append(contentsOf: other.bytes[line])
    for run in other.runs where line.contains(run.bytes.lowerBound) {
      runs.append(run.moved(by: shift))
    }
  }

  /// `text` with its lines broken to at most `width` columns (see `wrapped`).
  mutating func append(lines text: String, to width: Int, _ role: Role = .plain) {
    appendLines(to: width, role) { $0.append(text) }
  }

  /// The same of what `append` appends.
  mutating func appendLines(
    to width: Int, _ role: Role = .plain, _ append: (inout [UInt8]) -> Void
  ) {
    let start = bytes.count
    append(&bytes)
    endLines(from: start, to: width)
    if role != .plain { markLines(from: start) { _, _ in role } }
  }

  /// The same; `role` is told of each line its number and its text.
  mutating func append(
    lines text: String, to width: Int, role: (Int, ArraySlice<UInt8>) -> Role
  ) {
    let start = bytes.count
    bytes.append(text)
    endLines(from: start, to: width)
    markLines(from: start, role)
  }

  /// Breaks the lines from `start` on, and ends the last.
  private mutating func endLines(from start: Int, to width: Int) {
    wrapLines(of: &bytes, from: start, to: width)
    replaceNoBreakSpaces(from: start)
    endLine()
  }

  private mutating func markLines(
    from start: Int, _ role: (Int, ArraySlice<UInt8>) -> Role
  ) {
    var start = start
    var number = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: lineEnd) ?? bytes.count
      mark(start..<end, role(number, bytes[start..<end]))
      start = end + 1
      number += 1
    }
  }

  /// The same behind what stands in the line already, up to the column `start`: where it goes on.
  mutating func append(hanging text: String, to width: Int, from start: Int) {
    let begin = bytes.count
    bytes.append(text)
    endLines(from: begin, to: width)
    // Most are one line.
    var end = bytes[begin...].firstIndex(of: lineEnd) ?? bytes.count
    while end + 1 < bytes.count {
      bytes.insert(contentsOf: repeatElement(space, count: start), at: end + 1)
      mark(end + 1..<end + 1 + start, .quiet)
      end = bytes[(end + 1)...].firstIndex(of: lineEnd) ?? bytes.count
    }
  }

  /// Without the empty lines at its beginning.
  package var withoutLeadingEmptyLines: PageText {
    let count = bytes.prefix { $0 == lineEnd }.count
    guard count > 0 else { return self }
    var text = PageText()
    text.bytes = Array(bytes.dropFirst(count))
    text.runs = runs.map { $0.moved(by: -count) }
    return text
  }

  private mutating func mark(_ part: Range<Int>, _ role: Role) {
    guard role != .plain, !part.isEmpty else { return }
    if let last = runs.last, last.role == role, last.bytes.upperBound == part.lowerBound {
      runs[runs.count - 1].bytes = last.bytes.lowerBound..<part.upperBound
    } else {
      runs.append(Run(bytes: part, role: role))
    }
  }

  private mutating func replaceNoBreakSpaces(from start: Int) {
    bytes.removeSubrange(plainSpaces(in: &bytes, from: start)...)
  }
}

extension PageText.Run {
  fileprivate func moved(by count: Int) -> Self {
    Self(bytes: bytes.lowerBound + count..<bytes.upperBound + count, role: role)
  }
}
