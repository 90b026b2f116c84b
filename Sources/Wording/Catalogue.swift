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

  /// A text and where its placeholders stand.
  private struct Template {
    struct Placeholder {
      let name: String
      /// Where it stands in the UTF-8, its braces with it.
      let place: Range<Int>
    }

    let text: String
    let placeholders: [Placeholder]
    /// The UTF-8 of a text that has placeholders.
    private let bytes: [UInt8]

    /// `{nombre}` is a placeholder; a brace without its pair is text.
    init(_ text: String) {
      self.text = text
      // Most texts have nothing to be filled in.
      guard text.utf8.contains(UInt8(ascii: "{")) else {
        (bytes, placeholders) = ([], [])
        return
      }
      let bytes = Array(text.utf8)
      var placeholders: [Placeholder] = []
      var start = 0
      while let open = bytes[start...].firstIndex(of: UInt8(ascii: "{")),
        let close = bytes[open...].firstIndex(of: UInt8(ascii: "}"))
      {
        placeholders.append(
          Placeholder(
            name: String(decoding: bytes[(open + 1)..<close], as: UTF8.self),
            place: open..<close + 1))
        start = close + 1
      }
      (self.bytes, self.placeholders) = (bytes, placeholders)
    }

    /// The text with the value of each placeholder in its place.
    func filled(_ value: (_ name: String) -> String) -> String {
      guard !placeholders.isEmpty else { return text }
      let dot = UInt8(ascii: ".")
      var filled: [UInt8] = []
      filled.reserveCapacity(2 * bytes.count)
      var end = 0
      /// A value that ends with a dot, as «p. m.» does, ends the sentence too.
      func appendLiteral(before next: Int) {
        let isDotted = filled.last == dot && end < next && bytes[end] == dot
        filled.append(contentsOf: bytes[(isDotted ? end + 1 : end)..<next])
      }
      for placeholder in placeholders {
        appendLiteral(before: placeholder.place.lowerBound)
        filled.append(value(placeholder.name))
        end = placeholder.place.upperBound
      }
      appendLiteral(before: bytes.count)
      return String(decoding: filled, as: UTF8.self)
    }
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
  }

  private let source: (_ file: String) -> String?
  private let find: (_ key: String, _ file: String) -> String?
  /// Those that were wanted so far.
  private var templates = [[Wanted]](repeating: [], count: 64)

  private struct Wanted {
    let key: String
    let voice: Voice
    let template: Template
  }

  /// The texts in the binary.
  package static func builtIn() -> Catalogue {
    Catalogue(
      source: { Folder.prompts.text($0) }, find: { Folder.prompts.text(under: $0, in: $1) })
  }

  /// The texts of which `source` gives each file by name. They are not checked: see `defects`.
  package convenience init(source: @escaping (String) -> String?) {
    var files: [(name: String, sections: SectionIndex)] = []
    self.init(source: source) { key, file in
      if let known = files.first(where: { $0.name == file }) {
        return known.sections.text(under: key)
      }
      let sections = SectionIndex(Array((source(file) ?? "").utf8))
      files.append((file, sections))
      return sections.text(under: key)
    }
  }

  private init(
    source: @escaping (String) -> String?, find: @escaping (String, String) -> String?
  ) {
    self.source = source
    self.find = find
  }

  /// The text under `key`, filled in; in the wording of the voice where there is one.
  package func text(_ key: Key, _ values: Values = [:], _ voice: Voice = Voice()) -> String {
    template(of: key, voice).filled { name in
      guard let value = values[name] else {
        preconditionFailure("the texts were checked: {\(name)} of \(key.name) has no value")
      }
      return value
    }
  }

  private func template(of key: Key, _ voice: Voice) -> Template {
    // A dictionary's hash takes longer than all else that is done for a short text.
    let name = key.name.utf8
    let tones = (voice.isAgent ? 1 : 0) + (voice.isReading ? 2 : 0)
    let row = (name.count * 5 + Int(name.last ?? 0) * 3 + tones) % templates.count
    let known = templates[row].first { $0.voice == voice && $0.key == key.name }
    if let known { return known.template }
    let file = key.file
    guard
      let text = (voice.isAgent ? find(key.forAgents.name, file) : nil)
        ?? (voice.isReading ? find(key.forReading.name, file) : nil) ?? find(key.name, file)
    else { preconditionFailure("the texts were checked: \(key.name) is missing") }
    let template = Template(text)
    templates[row].append(Wanted(key: key.name, voice: voice, template: template))
    return template
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
        for placeholder in Template(section.text).placeholders
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
