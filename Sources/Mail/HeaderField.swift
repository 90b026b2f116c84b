/// A line of a message's header, folded. Source: RFC 5322, 2.2; RFC 2047.
struct HeaderField {
  /// Characters without the line end: the limit of lines with encoded words (RFC 2047, 2); others
  /// may have two more (RFC 5322, 2.1.1).
  private static let lineLengthMax = 76
  private static let encodedWordLengthMax = 75

  /// One, or several that begin with a space from the second on.
  private(set) var lines: [String]
  private var last: String {
    get { lines[lines.count - 1] }
    set { lines[lines.count - 1] = newValue }
  }

  /// `tokens` are of ASCII and stand with a space between them.
  init(_ name: StaticString, _ tokens: [String]) {
    lines = ["\(name):"]
    for token in tokens { append(token) }
  }

  /// Free text, such as a subject.
  init(_ name: StaticString, text: String) {
    lines = ["\(name):"]
    append(words: text)
  }

  init(_ name: StaticString, _ mailbox: Mailbox) {
    lines = ["\(name):"]
    if !mailbox.name.isEmpty { append(words: mailbox.name, isPhrase: true) }
    append("<\(mailbox.address)>")
  }

  /// On a line of its own when there is no room for it. A token longer than a line is not broken.
  private mutating func append(_ token: String) {
    if last.utf8.count + 1 + token.utf8.count > Self.lineLengthMax { lines.append("") }
    last += " " + token
  }

  /// Text as it is where it can be, else in encoded words. A phrase has no free text but atoms.
  private mutating func append(words text: String, isPhrase: Bool = false) {
    let text = printable(text)
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    let isPlain =
      text.utf8.allSatisfy { isPhrase ? isOfAtom($0) || $0 == 0x20 : (0x20..<0x7F).contains($0) }
      && !text.contains("=?")
      && words.allSatisfy { (1..<Self.lineLengthMax).contains($0.utf8.count) }
    guard !isPlain else {
      for word in words { append(String(word)) }
      return
    }
    // In Base64, which is of use anywhere; each word holds whole characters (RFC 2047, 5).
    let (opening, closing) = ("=?UTF-8?B?", "?=")
    var rest = Array(text.unicodeScalars)[...]
    while !rest.isEmpty {
      let room = min(
        Self.encodedWordLengthMax, Self.lineLengthMax - last.utf8.count - 1)
      let bytesMax = (room - opening.utf8.count - closing.utf8.count) / 4 * 3
      var bytes: [UInt8] = []
      while let next = rest.first.map({ Array(String($0).utf8) }),
        bytes.count + next.count <= bytesMax
      {
        bytes += next
        rest = rest.dropFirst()
      }
      guard !bytes.isEmpty else {
        lines.append("")
        continue
      }
      last += " " + opening + base64(bytes) + closing
    }
  }

  private func isOfAtom(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "a"..."z", "A"..."Z", "0"..."9", "!", "#", "$", "%", "&", "'", "*", "+", "-", "/", "=",
      "?", "^", "_", "`", "{", "|", "}", "~":
      true
    default: false
    }
  }
}
