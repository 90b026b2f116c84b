internal import CEmbedded

/// A line of a vocabulary as its folded words.
package struct FoldedLine: Sendable {
  /// Where its first word begins.
  package let start: Int
  package let words: Int
  /// Bytes of its first word.
  package let firstLength: Int

  package init(start: Int, words: Int, firstLength: Int) {
    self.start = start
    self.words = words
    self.firstLength = firstLength
  }
}

/// Puts the words of the lines of `section` that are no comments into `text` from `end` on, folded,
/// with a blank after each or, where `keepsDashes`, the dash that the line has there. A line with
/// more than letters of Latin-1, digits, blanks and dashes is lent to `odd`, which puts its words
/// there. `text` has room for two bytes more than the section. In C, by a table: most of the
/// vocabulary is read by whoever books through a pipe.
package func foldLines(
  of section: Span<UInt8>, keepsDashes: Bool, into text: inout [UInt8], at end: inout Int,
  _ lines: inout [FoldedLine],
  odd: (_ line: Range<Int>, _ text: inout [UInt8], _ end: inout Int) -> FoldedLine?
) {
  precondition(
    0 <= end && section.count + 2 <= text.count - end, "the section finds room in the text")
  var done = embedded_folding(next: 0, end: end, count: 0, odd_end: 0)
  let room = 64
  unsafe withUnsafeTemporaryAllocation(of: embedded_folded_line.self, capacity: room) { folded in
    guard let found = folded.baseAddress else { return }
    while done.next < section.count {
      unsafe section.withUnsafeBufferPointer { bytes in
        unsafe text.withUnsafeMutableBufferPointer { out in
          guard let bytes = bytes.baseAddress, let out = out.baseAddress else { return }
          unsafe embedded_fold_lines(
            bytes, section.count, keepsDashes, out, found, room, &done)
        }
      }
      for index in 0..<Int(done.count) {
        let line = unsafe found[index]
        lines.append(
          FoldedLine(
            start: Int(line.start), words: Int(line.words), firstLength: Int(line.first_length)))
      }
      if done.odd_end > 0 {
        var end = Int(done.end)
        let line = Int(done.next)..<Int(done.odd_end)
        if let folded = odd(line, &text, &end) { lines.append(folded) }
        done.end = end
        done.next = firstPlace(of: UInt8(ascii: "\n"), in: section, from: line.upperBound) + 1
      }
    }
  }
  end = Int(done.end)
}

/// The place of the next such byte from `start`; the count of `bytes` when there is none.
package func firstPlace(of byte: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int {
  precondition(0 <= start && start <= bytes.count, "it is looked for where there are bytes")
  return unsafe bytes.withUnsafeBufferPointer { bytes in
    guard let first = bytes.baseAddress,
      let found = unsafe memchr(first + start, Int32(byte), bytes.count - start)
    else { return bytes.count }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(first)
  }
}

/// What a letter from U+00C0 to U+00FF folds to, by its second byte in UTF-8; 0 for signs and for
/// those that do not become one letter of ASCII.
package func foldedLatin1Letter(second byte: UInt8) -> UInt8 {
  embedded_folded_latin1_letter(byte)
}
