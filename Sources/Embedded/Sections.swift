internal import CEmbedded

/// A text under its key, as in
///
///     # What follows «#» is for whoever edits; it is not shown.
///     [correo.pregunta]
///     ¿Cuál es su correo?
package struct Section: Hashable, Sendable {
  package let key: String
  /// The line of the key in its file, from 1.
  package let line: Int
  /// What stands between its key and the next, comments and all.
  private let bytes: ArraySlice<UInt8>

  fileprivate init(key: String, line: Int, bytes: ArraySlice<UInt8>) {
    self.key = key
    self.line = line
    self.bytes = bytes
  }

  /// Its lines, without comments and without empty ones at either end. Put together when asked for:
  /// of most sections nobody asks.
  package var text: String { Embedded.text(of: bytes) }
}

/// The lines without comments and without empty ones at either end.
func text(of bytes: ArraySlice<UInt8>) -> String {
  unsafe bytes.withUnsafeBufferPointer { unsafe text(of: $0) }
}

/// The lines without comments and without empty ones at either end.
func text(of bytes: UnsafeBufferPointer<UInt8>) -> String {
  guard let start = bytes.baseAddress else { return "" }
  return unsafe String(unsafeUninitializedCapacity: bytes.count + 1) {
    guard let out = $0.baseAddress else { return 0 }
    return unsafe embedded_text(start, bytes.count, out)
  }
}

/// Lends each line of a text without its end, LF or CR LF. An array of them would cost more than
/// what is done with them.
func forEachLine(of bytes: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>) -> Void) {
  var start = bytes.startIndex
  while start <= bytes.endIndex {
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
    let isReturned = end > start && bytes[end - 1] == UInt8(ascii: "\r")
    body(bytes[start..<(isReturned ? end - 1 : end)])
    start = end + 1
  }
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
    self.init(Array(text.utf8))
  }

  /// The UTF-8 of a file. By bytes: splitting by characters costs more than all the rest of the
  /// start.
  package init(_ bytes: [UInt8]) {
    var key: (name: String, line: Int, end: Int)?
    var number = 0
    func close(at end: Int) {
      guard let key else { return }
      sections.append(Section(key: key.name, line: key.line, bytes: bytes[key.end..<end]))
    }
    forEachLine(of: bytes[...]) { line in
      number += 1
      switch line.first {
      case UInt8(ascii: "#"): return
      case UInt8(ascii: "["):
        close(at: line.startIndex)
        let name = line.dropFirst().prefix { $0 != UInt8(ascii: "]") }
        if line.count == name.count + 2, !name.isEmpty {
          key = (String(decoding: name, as: UTF8.self), number, line.endIndex)
        } else {
          key = nil
          malformed.append(MalformedLine(line: number, reason: .malformedKey))
        }
      case .some where key == nil && sections.isEmpty && malformed.isEmpty:
        malformed.append(MalformedLine(line: number, reason: .textBeforeFirstKey))
      default: return
      }
    }
    close(at: bytes.count)
  }
}

/// The rows of a tab-separated table after its line of headings; each row has all columns.
package func rows(ofTable text: String) -> [[String]] {
  // By the bytes of an array: those of a string take ten times as long (Swift 6.3).
  Array(text.utf8).split(separator: UInt8(ascii: "\n")).dropFirst().map {
    $0.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
