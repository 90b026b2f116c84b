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
    var key: (name: String, line: Int)?
    var body: [Substring] = []
    func close() {
      guard let key else { return }
      let kept = body.drop { $0.isEmpty }.reversed().drop { $0.isEmpty }.reversed()
      sections.append(
        Section(key: key.name, text: kept.joined(separator: "\n"), line: key.line))
    }
    // By bytes: splitting by characters costs more than all the rest of the start.
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() {
      let line = Substring(bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes)
      if line.utf8.first == UInt8(ascii: "#") { continue }
      if line.utf8.first == UInt8(ascii: "[") {
        close()
        body = []
        let name = line.dropFirst().prefix { $0 != "]" }
        if line.utf8.count == name.utf8.count + 2, !name.isEmpty {
          key = (String(name), index + 1)
        } else {
          key = nil
          malformed.append(MalformedLine(line: index + 1, reason: .malformedKey))
        }
      } else if key != nil {
        body.append(line)
      } else if !line.isEmpty, sections.isEmpty, malformed.isEmpty {
        malformed.append(MalformedLine(line: index + 1, reason: .textBeforeFirstKey))
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
