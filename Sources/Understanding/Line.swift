internal import Domain

/// A typed line and its words.
struct Line {
  struct Word {
    /// As `folded` gives it; letters and digits only.
    let text: String
    /// Where it stands in the line.
    let range: Range<String.Index>
  }

  /// The line without blanks at the ends.
  let text: String
  let words: [Word]

  init(_ written: String) {
    let start = written.firstIndex { !$0.isWhitespace } ?? written.endIndex
    let end = written.lastIndex { !$0.isWhitespace }.map(written.index(after:)) ?? start
    text = String(written[start..<end])
    words = Self.words(of: text)
  }

  /// Runs of letters and digits. The dots of an abbreviation do not part it: `c.c.`, `p.m.`.
  private static func words(of text: String) -> [Word] {
    var words: [Word] = []
    var start: String.Index?
    var end = text.startIndex
    var isAfterLetter = false
    func close() {
      if let start {
        let word = folded(String(text[start..<end])).filter { $0 != "." }
        if !word.isEmpty { words.append(Word(text: word, range: start..<end)) }
      }
      start = nil
    }
    for index in text.indices {
      let character = text[index]
      if character.isLetter || character.isNumber {
        if start == nil { start = index }
        end = text.index(after: index)
        isAfterLetter = character.isLetter
      } else if character != "." || !isAfterLetter {
        close()
      }
    }
    close()
    return words
  }

  /// The words as phrases are compared.
  var phrase: ArraySlice<String> { words.map(\.text)[...] }

  /// What was typed at those words; not for none.
  func typed(_ range: Range<Int>) -> String {
    String(
      text[words[range.lowerBound].range.lowerBound..<words[range.upperBound - 1].range.upperBound])
  }
}
