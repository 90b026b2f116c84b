internal import CEmbedded

/// A line of a vocabulary as its folded words.
package struct FoldedLine {
  /// Where it ends in the text that it was put into.
  package let end: Int
  package let words: Int
  /// Bytes of its first word.
  package let firstLength: Int
}

/// Puts the words of that line of `section` into `text` at `start`, folded, with a blank after each
/// or, where `keepsDashes`, the dash that the line has there; nil when there is more in the line than
/// letters of Latin-1, digits, blanks and dashes. `text` has room for the line and one byte more. In
/// C, by a table: the vocabularies are read by whoever answers a first line.
package func foldPlainLine(
  _ section: Span<UInt8>, _ line: Range<Int>, keepsDashes: Bool,
  into text: inout MutableSpan<UInt8>, at start: Int
) -> FoldedLine? {
  precondition(
    0 <= line.lowerBound && line.upperBound <= section.count && 0 <= start
      && line.count < text.count - start, "the line is in its section and finds room")
  var folded = embedded_folded_line()
  let isPlain = unsafe section.withUnsafeBufferPointer { bytes in
    unsafe text.withUnsafeMutableBufferPointer { out in
      guard let bytes = bytes.baseAddress, let out = out.baseAddress else { return false }
      return unsafe embedded_fold_line(
        bytes + line.lowerBound, line.count, keepsDashes, out + start, &folded)
    }
  }
  guard isPlain else { return nil }
  return FoldedLine(
    end: start + Int(folded.end), words: Int(folded.words), firstLength: Int(folded.first_length))
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
