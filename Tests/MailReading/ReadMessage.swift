package import Foundation

/// A message as whoever receives it reads it. Written from RFC 5322, 2045 to 2047 and 2183, not from
/// what writes it; what they forbid, and what they advise against, is refused.
package struct ReadMessage {
  package struct Malformed: Error, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
  }

  package struct Part {
    /// In lower case: `text/plain`.
    package let type: String
    package let parameters: [String: String]
    package let disposition: String?
    package let content: [UInt8]

    package var text: String {
      get throws {
        guard let text = String(validating: content, as: UTF8.self) else {
          throw Malformed("the part is no UTF-8")
        }
        return text
      }
    }
  }

  /// As they came, unfolded and not decoded.
  package let fields: [(name: String, value: String)]
  package let parts: [Part]

  /// `bytes` with CR LF at the ends of lines.
  package init(_ bytes: [UInt8]) throws {
    let lines = try Self.lines(of: bytes)
    let (fields, body) = try Self.header(lines[...], foldedTo: 78)
    self.fields = fields
    for (name, countMax) in [
      ("date", 1), ("from", 1), ("sender", 1), ("reply-to", 1), ("to", 1), ("cc", 1), ("bcc", 0),
      ("message-id", 1), ("subject", 1), ("mime-version", 1), ("content-type", 1),
      ("content-transfer-encoding", 1),
    ] {
      let count = fields.count { $0.name.lowercased() == name }
      guard count <= countMax else { throw Malformed("\(count) fields \(name)") }
    }
    for name in ["date", "from", "to", "message-id", "mime-version"]
    where !fields.contains(where: { $0.name.lowercased() == name }) {
      throw Malformed("no field \(name)")
    }
    parts = try Self.parts(fields, body)
  }

  /// The value of the field of that name, unfolded; encoded words stay.
  package func raw(_ name: String) throws -> String {
    guard let field = fields.first(where: { $0.name.lowercased() == name.lowercased() }) else {
      throw Malformed("no field \(name)")
    }
    return field.value
  }

  /// The same, decoded.
  package func decoded(_ name: String) throws -> String {
    try EncodedWords.decoded(try raw(name))
  }

  /// The name and the address of a field that holds one mailbox.
  package func mailbox(_ name: String) throws -> (name: String, address: String) {
    let value = try raw(name)
    guard let match = value.wholeMatch(of: /([^<>@,;:\\"\[\]()]*)<([^<>\s@]+@[^<>\s@]+)>/) else {
      throw Malformed("«\(value)» is not one mailbox")
    }
    let address = String(match.2)
    let atom = /[A-Za-z0-9!#$%&'*+\-\/=?^_`{|}~]+(\.[A-Za-z0-9!#$%&'*+\-\/=?^_`{|}~]+)*/
    for side in address.split(separator: "@") where side.wholeMatch(of: atom) == nil {
      throw Malformed("«\(side)» is no dot-atom")
    }
    let phrase = match.1.trimmingCharacters(in: .whitespaces)
    return (try EncodedWords.decoded(phrase), address)
  }

  package func date() throws -> Date {
    let value = try raw("Date")
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.isLenient = false
    format.dateFormat = "EEE, d MMM yyyy HH:mm:ss Z"
    guard let date = format.date(from: value) else { throw Malformed("«\(value)» is no date") }
    return date
  }

  package func part(_ type: String) throws -> Part {
    guard let part = parts.first(where: { $0.type == type }) else {
      throw Malformed("no part \(type)")
    }
    return part
  }

  // MARK: Lines and fields

  private static func lines(of bytes: [UInt8]) throws -> [String] {
    guard bytes.allSatisfy({ $0 < 0x80 && $0 != 0 }) else {
      throw Malformed("a byte is not of ASCII")
    }
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasSuffix("\r\n") else { throw Malformed("the last line does not end") }
    let lines = text.components(separatedBy: "\r\n").dropLast()
    for line in lines {
      guard !line.utf8.contains(0x0D), !line.utf8.contains(0x0A) else {
        throw Malformed("a lone CR or LF: «\(line)»")
      }
      guard line.utf8.count <= 998 else { throw Malformed("a line of \(line.utf8.count)") }
    }
    return Array(lines)
  }

  private static func header(
    _ lines: ArraySlice<String>, foldedTo lengthMax: Int
  ) throws -> (fields: [(name: String, value: String)], body: ArraySlice<String>) {
    guard let end = lines.firstIndex(of: "") else { throw Malformed("the header does not end") }
    var fields: [(name: String, value: String)] = []
    for line in lines[..<end] {
      guard line.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
        throw Malformed("a control character: «\(line)»")
      }
      // A line that is longer has nowhere to be folded.
      let words = line.split(separator: " ")
      guard line.utf8.count <= lengthMax || words.count == 1 else {
        throw Malformed("a line of \(line.utf8.count) could be folded: «\(line)»")
      }
      if line.contains("=?"), line.utf8.count > 76 {
        throw Malformed("a line with encoded words of \(line.utf8.count)")
      }
      if line.hasPrefix(" ") {
        guard !words.isEmpty, !fields.isEmpty else { throw Malformed("an empty folded line") }
        fields[fields.count - 1].value += line
      } else {
        guard let match = line.wholeMatch(of: /([!-9;-~]+):(.*)/) else {
          throw Malformed("«\(line)» is no field")
        }
        fields.append((String(match.1), String(match.2)))
      }
    }
    return (
      fields.map { ($0.name, $0.value.trimmingCharacters(in: CharacterSet(charactersIn: " "))) },
      lines[(end + 1)...]
    )
  }

  // MARK: Parts

  private static func parts(
    _ fields: [(name: String, value: String)], _ body: ArraySlice<String>
  ) throws -> [Part] {
    func value(_ name: String) -> String? {
      fields.first { $0.name.lowercased() == name }?.value
    }
    let (type, parameters) = try typeAndParameters(value("content-type") ?? "text/plain")
    if type.hasPrefix("multipart/") {
      guard let boundary = parameters["boundary"], (1...70).contains(boundary.utf8.count),
        value("content-transfer-encoding") == nil
      else { throw Malformed("no boundary, or an encoded multipart") }
      let delimiters = body.indices.filter { body[$0] == "--" + boundary }
      guard let close = body.firstIndex(of: "--\(boundary)--"), close > (delimiters.last ?? close),
        body[(close + 1)...].allSatisfy(\.isEmpty)
      else { throw Malformed("the parts do not end") }
      let ends = delimiters.dropFirst() + [close]
      return try zip(delimiters, ends).flatMap { start, end in
        let (fields, body) = try header(body[(start + 1)..<end], foldedTo: 78)
        return try parts(fields, body)
      }
    }
    let content: [UInt8] =
      switch value("content-transfer-encoding")?.lowercased() {
      case "quoted-printable": try quotedPrintable(body)
      case "base64": try base64(body)
      default: Array(body.joined(separator: "\r\n").utf8)
      }
    if type.hasPrefix("text/"), parameters["charset"]?.lowercased() != "utf-8" {
      throw Malformed("the charset is not said")
    }
    return [
      Part(
        type: type, parameters: parameters, disposition: value("content-disposition"),
        content: content)
    ]
  }

  private static func typeAndParameters(
    _ value: String
  ) throws -> (type: String, parameters: [String: String]) {
    let pieces = value.components(separatedBy: ";").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    var parameters: [String: String] = [:]
    for piece in pieces.dropFirst() {
      let token = /([A-Za-z0-9\-]+)=(?:([A-Za-z0-9!#$%&'*+\-.^_`{|}~]+)|"([^"\\]*)")/
      guard let match = piece.wholeMatch(of: token) else {
        throw Malformed("«\(piece)» is no parameter")
      }
      parameters[match.1.lowercased()] = String(match.2 ?? match.3 ?? "")
    }
    return (pieces[0].lowercased(), parameters)
  }

  private static func quotedPrintable(_ lines: ArraySlice<String>) throws -> [UInt8] {
    var content: [UInt8] = []
    for (index, line) in zip(lines.indices, lines) {
      guard line.utf8.count <= 76, line.last != " ", line.last != "\t" else {
        throw Malformed("quoted-printable too long or with a blank at its end: «\(line)»")
      }
      var rest = Array(line.utf8)[...]
      var isSoft = false
      while let byte = rest.popFirst() {
        guard byte == UInt8(ascii: "=") else {
          content.append(byte)
          continue
        }
        if rest.isEmpty {
          isSoft = true
          continue
        }
        let digits = String(decoding: rest.prefix(2), as: UTF8.self)
        guard digits.wholeMatch(of: /[0-9A-F]{2}/) != nil, let value = UInt8(digits, radix: 16)
        else { throw Malformed("«=\(digits)»") }
        content.append(value)
        rest = rest.dropFirst(2)
      }
      if !isSoft, index != lines.indices.last { content += [0x0D, 0x0A] }
    }
    return content
  }

  private static func base64(_ lines: ArraySlice<String>) throws -> [UInt8] {
    guard lines.allSatisfy({ $0.utf8.count <= 76 }), let data = Data(base64Encoded: lines.joined())
    else { throw Malformed("no Base64") }
    return Array(data)
  }
}

/// Source: RFC 2047.
enum EncodedWords {
  static func decoded(_ text: String) throws -> String {
    var decoded = ""
    var wasEncoded = false
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let value = try value(of: String(word))
      if !decoded.isEmpty || wasEncoded, !(wasEncoded && value != nil) { decoded += " " }
      decoded += value ?? String(word)
      wasEncoded = value != nil
    }
    return decoded
  }

  private static func value(of word: String) throws -> String? {
    guard let match = word.wholeMatch(of: /=\?([^?]+)\?([BbQq])\?([^?]*)\?=/) else {
      guard !word.contains("=?") else { throw ReadMessage.Malformed("«\(word)»") }
      return nil
    }
    guard word.utf8.count <= 75, match.1.lowercased() == "utf-8", match.2.lowercased() == "b",
      let data = Data(base64Encoded: String(match.3)),
      // Each word on its own.
      let text = String(validating: Array(data), as: UTF8.self)
    else { throw ReadMessage.Malformed("«\(word)» is no encoded word") }
    return text
  }
}
