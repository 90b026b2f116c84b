internal import Domain

/// A typed line and its words.
struct Line {
  /// The line without blanks at the ends.
  let text: String
  /// As phrases are compared.
  let phrase: ArraySlice<String>
  /// Where the words stand in the line, in UTF-8 bytes.
  fileprivate let ranges: [Range<Int>]

  init(_ written: String) {
    let start = written.firstIndex { !$0.isWhitespace } ?? written.endIndex
    let end = written.lastIndex { !$0.isWhitespace }.map(written.index(after:)) ?? start
    text = String(written[start..<end])
    let words = foldedWords(text)
    phrase = words.map(\.text)[...]
    ranges = words.map(\.range)
  }

  /// What was typed at those words; not for none.
  func typed(_ words: Range<Int>) -> String {
    precondition(!words.isEmpty, "what was typed at no words is nowhere")
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: ranges[words.lowerBound].lowerBound)
    let end = bytes.index(bytes.startIndex, offsetBy: ranges[words.upperBound - 1].upperBound)
    return String(text[start..<end])
  }
}

extension Line {
  /// The words that are part of something with an at sign in it, in their order.
  var wordsOfEmail: [Int] {
    guard text.utf8.contains(UInt8(ascii: "@")) else { return [] }
    var parts: [Int] = []
    var run: [Int] = []
    var hasSign = false
    for word in phrase.indices {
      let gap = gap(before: word)
      if word > 0, gap.contains(where: \.isWhitespace) {
        if hasSign { parts += run }
        run = []
        hasSign = gap.utf8.last == UInt8(ascii: "@")
      } else if word > 0, gap.contains("@") {
        hasSign = true
      }
      run.append(word)
    }
    if hasSign || text.utf8.last == UInt8(ascii: "@") { parts += run }
    return parts
  }

  /// Whether what is typed goes on after that word without a blank, as in an e-mail.
  func isGlued(_ word: Int) -> Bool {
    let bytes = Array(text.utf8)
    let end = ranges[word].upperBound
    return end + 1 < bytes.count && "@-_+".utf8.contains(bytes[end])
      && bytes[end + 1] != UInt8(ascii: " ")
  }

  /// The words with such a sign before them, in their order.
  var breaks: [Int] {
    guard text.utf8.contains(where: { ",;.:!?()".utf8.contains($0) }) else { return [] }
    return phrase.indices.dropFirst().filter(hasBreak)
  }

  /// Whether a sign that parts clauses stands between that word and the one before it.
  func hasBreak(before word: Int) -> Bool {
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: ranges[word - 1].upperBound)
    let end = bytes.index(bytes.startIndex, offsetBy: ranges[word].lowerBound)
    return bytes[start..<end].contains { ",;.:!?()".utf8.contains($0) }
  }

  /// What was typed between that word and the one before it.
  func gap(before word: Int) -> Substring {
    guard word > 0 else { return "" }
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: ranges[word - 1].upperBound)
    return text[start..<bytes.index(bytes.startIndex, offsetBy: ranges[word].lowerBound)]
  }

  /// What was typed from that word to the end.
  func typedToEnd(from word: Int) -> String {
    let bytes = text.utf8
    return String(text[bytes.index(bytes.startIndex, offsetBy: ranges[word].lowerBound)...])
  }
}

/// The words of `text` with a space between, as phrases are compared.
func phraseText(_ text: String) -> String {
  foldedWords(text).map(\.text).joined(separator: " ")
}
