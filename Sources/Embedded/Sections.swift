/// A text under its key, as in
///
///     # What follows «#» is for whoever edits; it is not shown.
///     [correo.pregunta]
///     ¿Cuál es su correo?
package struct Section: Hashable, Sendable {
  package let key: String
  /// Its lines, without empty ones at either end.
  package let text: String
  /// The line of the key in its file, from 1.
  package let line: Int
}

/// What is wrong with the form of a file of sections.
package struct MalformedLine: Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    case textBeforeFirstKey
    case malformedKey
  }

  package let line: Int
  package let reason: Reason
}

/// A file of sections, read in one pass; defects do not stop it.
package struct Sections: Hashable, Sendable {
  /// In their order in the file; a key may come twice.
  package private(set) var sections: [Section] = []
  package private(set) var malformed: [MalformedLine] = []

  package init(_ text: String) {
    // By bytes in one array: splitting by characters costs more than all the rest of the start.
    let bytes = Array(text.utf8)
    let newline = UInt8(ascii: "\n")
    var key: (name: String, line: Int)?
    var body: [UInt8] = []
    func close() {
      guard let key else { return }
      while body.last == newline { body.removeLast() }
      sections.append(
        Section(key: key.name, text: String(decoding: body, as: UTF8.self), line: key.line))
    }
    var start = 0
    var number = 0
    while start <= bytes.count {
      let end = bytes[start...].firstIndex(of: newline) ?? bytes.count
      let isReturned = end > start && bytes[end - 1] == UInt8(ascii: "\r")
      let line = bytes[start..<(isReturned ? end - 1 : end)]
      start = end + 1
      number += 1
      if line.first == UInt8(ascii: "#") { continue }
      if line.first == UInt8(ascii: "[") {
        close()
        body.removeAll(keepingCapacity: true)
        let name = line.dropFirst().prefix { $0 != UInt8(ascii: "]") }
        if line.count == name.count + 2, !name.isEmpty {
          key = (String(decoding: name, as: UTF8.self), number)
        } else {
          key = nil
          malformed.append(MalformedLine(line: number, reason: .malformedKey))
        }
      } else if key != nil {
        if body.isEmpty, line.isEmpty { continue }
        body.append(contentsOf: line)
        body.append(newline)
      } else if !line.isEmpty, sections.isEmpty, malformed.isEmpty {
        malformed.append(MalformedLine(line: number, reason: .textBeforeFirstKey))
      }
    }
    close()
  }
}

/// The rows of a tab-separated table after its line of headings; each row has all columns.
package func rows(ofTable text: String) -> [[Substring]] {
  text.utf8.split(separator: UInt8(ascii: "\n")).dropFirst().map {
    $0.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map {
      Substring($0)
    }
  }
}
