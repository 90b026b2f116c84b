internal import Domain
internal import Embedded

/// The Spanish texts by key: the built-in ones, or those of a folder.
///
/// A file is split when one of its texts is first wanted.
package final class Catalogue {
  /// Something wrong with the texts, for whoever edits them.
  package struct Defect: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case missingFile
      case missingKey(String)
      case unknownKey(String)
      case repeatedKey(String)
      case unknownPlaceholder(String, key: String)
      case emptyText(key: String)
      case malformedLine
    }

    /// A file of the folder of texts.
    package let file: String
    /// From 1; 0 stands for the whole file.
    package let line: Int
    package let kind: Kind
  }

  /// Where a placeholder stands in the UTF-8 of its text, its braces with it.
  private struct Placeholder {
    let name: String
    let place: Range<Int>
  }

  /// Those of the text from `start` on: `{nombre}`. A brace without its pair is text.
  private static func placeholders(of text: [UInt8], from start: Int) -> [Placeholder] {
    var placeholders: [Placeholder] = []
    let bytes = text.span
    var start = start
    while true {
      let open = firstPlace(of: UInt8(ascii: "{"), in: bytes, from: start)
      guard open < bytes.count else { break }
      let close = firstPlace(of: UInt8(ascii: "}"), in: bytes, from: open)
      guard close < bytes.count else { break }
      placeholders.append(
        Placeholder(
          name: String(decoding: text[(open + 1)..<close], as: UTF8.self), place: open..<close + 1))
      start = close + 1
    }
    return placeholders
  }

  /// Whose wording is wanted.
  package struct Voice: Hashable, Sendable {
    /// An agent reads it to a caller.
    package var isAgent = false
    /// It is heard, not seen.
    package var isReading = false

    package init(isAgent: Bool = false, isReading: Bool = false) {
      self.isAgent = isAgent
      self.isReading = isReading
    }

    /// What stands behind the names of its own wordings, the one that is preferred first.
    fileprivate var ends: (String, String) {
      (isAgent ? Key.endForAgents : "", isReading ? Key.endForReading : "")
    }

    /// From 0 to 3.
    fileprivate var number: UInt64 { (isAgent ? 1 : 0) + (isReading ? 2 : 0) }
  }

  private let source: (_ file: String) -> String?
  /// Appends the text of that name in the wording of the voice; false when there is none.
  private let find: (_ name: [UInt8], Voice, _ text: inout [UInt8]) -> Bool

  /// A text that was wanted.
  private struct Wanted {
    /// Of its key and the voice.
    let fingerprint: UInt64
    /// The one before it in its row of `heads`, or -1.
    let next: Int
    /// In `texts`.
    let text: Range<Int>
    /// In `placeholders`.
    let placeholders: Range<Int>
  }

  /// Those that were wanted so far, one behind the other.
  private var texts: [UInt8] = []
  private var placeholders: [Placeholder] = []
  private var wanted: [Wanted] = []
  /// The last of each row, by the lowest bits of the fingerprint.
  private var heads = [Int](repeating: -1, count: 128)

  /// The texts in the binary.
  package static func builtIn() -> Catalogue {
    Catalogue(source: { Folder.prompts.text($0) }) { name, voice, text in
      let stem = name.span.extracting(
        first: firstPlace(of: UInt8(ascii: "."), in: name.span, from: 0))
      return Folder.prompts.appendText(under: name.span, ends: voice.ends, in: stem, to: &text)
    }
  }

  /// The texts of which `source` gives each file by name. They are not checked: see `defects`.
  package convenience init(source: @escaping (String) -> String?) {
    var files: [(name: String, sections: SectionIndex)] = []
    self.init(source: source) { name, voice, text in
      let key = Key(String(decoding: name, as: UTF8.self))
      let file = key.file
      let sections: SectionIndex
      if let known = files.first(where: { $0.name == file }) {
        sections = known.sections
      } else {
        sections = SectionIndex(Array((source(file) ?? "").utf8))
        files.append((file, sections))
      }
      let ends = [voice.ends.0, voice.ends.1].filter { !$0.isEmpty } + [""]
      for end in ends {
        guard let found = sections.text(under: key.name + end) else { continue }
        text.append(found)
        return true
      }
      return false
    }
  }

  private init(
    source: @escaping (String) -> String?,
    find: @escaping (_ name: [UInt8], Voice, _ text: inout [UInt8]) -> Bool
  ) {
    self.source = source
    self.find = find
  }

  /// Appends the text under `key` in the wording of the voice where there is one; `fill` appends the
  /// value of each placeholder in its place.
  func append(
    _ key: Key, _ voice: Voice = Voice(), to out: inout [UInt8],
    _ fill: (_ name: String, _ out: inout [UInt8]) -> Void
  ) {
    let wanted = wanted[place(of: key, voice)]
    if wanted.placeholders.isEmpty { return out.append(contentsOf: texts[wanted.text]) }
    let dot = UInt8(ascii: ".")
    let start = out.count
    var end = wanted.text.lowerBound
    /// A value that ends with a dot, as «p. m.» does, ends the sentence too.
    func appendLiteral(before next: Int) {
      let isDotted = out.count > start && out.last == dot && end < next && texts[end] == dot
      out.append(contentsOf: texts[(isDotted ? end + 1 : end)..<next])
    }
    for index in wanted.placeholders {
      let placeholder = placeholders[index]
      appendLiteral(before: placeholder.place.lowerBound)
      fill(placeholder.name, &out)
      end = placeholder.place.upperBound
    }
    appendLiteral(before: wanted.text.upperBound)
  }

  /// The same, filled in with `values`.
  func append(
    _ key: Key, _ values: Values, _ voice: Voice = Voice(), to out: inout [UInt8]
  ) {
    append(key, voice, to: &out) { name, out in
      out.append(Self.value(of: name, in: key, values))
    }
  }

  /// What is filled in for the placeholder of that name in the text under `key`.
  static func value(of name: String, in key: Key, _ values: Values) -> String {
    guard let value = values[name] else {
      preconditionFailure("the texts were checked: {\(name)} of \(key.name) has no value")
    }
    return value
  }

  /// The text under `key`, filled in; in the wording of the voice where there is one.
  package func text(_ key: Key, _ values: Values = [:], _ voice: Voice = Voice()) -> String {
    var text: [UInt8] = []
    append(key, values, voice, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Where the text stands in `wanted`.
  private func place(of key: Key, _ voice: Voice) -> Int {
    let fingerprint = key.fingerprint &* 4 &+ voice.number
    let row = Int(truncatingIfNeeded: fingerprint >> 2) & (heads.count - 1)
    var place = heads[row]
    while place >= 0 {
      if wanted[place].fingerprint == fingerprint { return place }
      place = wanted[place].next
    }
    var name: [UInt8] = []
    name.reserveCapacity(64)
    key.appendName(to: &name)
    let start = texts.count
    guard find(name, voice, &texts) else {
      preconditionFailure("the texts were checked: \(key.name) is missing")
    }
    let found = Self.placeholders(of: texts, from: start)
    placeholders += found
    wanted.append(
      Wanted(
        fingerprint: fingerprint, next: heads[row], text: start..<texts.count,
        placeholders: (placeholders.count - found.count)..<placeholders.count))
    heads[row] = wanted.count - 1
    return wanted.count - 1
  }

  /// All that is wrong, ordered by file and line.
  package func defects() -> [Defect] {
    var known: [String: Key] = [:]
    for key in Key.all {
      known[key.name] = key
      known[key.forAgents.name] = key
      known[key.forReading.name] = key
    }
    let required = Key.all + Key.questions.map(\.forAgents)
    var defects: [Defect] = []
    for (file, keys) in Dictionary(grouping: required, by: \.file).sorted(by: { $0.key < $1.key }) {
      guard let text = source(file) else {
        defects.append(Defect(file: file, line: 0, kind: .missingFile))
        continue
      }
      let parsed = Sections(text)
      var found: [Defect] = parsed.malformed.map {
        Defect(file: file, line: $0.line, kind: .malformedLine)
      }
      var seen: Set<String> = []
      for section in parsed.sections {
        func note(_ kind: Defect.Kind) {
          found.append(Defect(file: file, line: section.line, kind: kind))
        }
        guard seen.insert(section.key).inserted else {
          note(.repeatedKey(section.key))
          continue
        }
        guard let key = known[section.key], key.file == file else {
          note(.unknownKey(section.key))
          continue
        }
        if section.text.isEmpty { note(.emptyText(key: section.key)) }
        for placeholder in Self.placeholders(of: Array(section.text.utf8), from: 0)
        where !key.placeholders.contains(placeholder.name) {
          note(.unknownPlaceholder(placeholder.name, key: section.key))
        }
      }
      for key in keys where !seen.contains(key.name) {
        found.append(Defect(file: file, line: 0, kind: .missingKey(key.name)))
      }
      defects += found.sorted { $0.line < $1.line }
    }
    return defects
  }
}
