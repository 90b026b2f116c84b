import Embedded
import Testing

@testable import Domain
@testable import Wording

/// What STYLE asks of every Spanish text: short sentences, usted, and no machine's vocabulary.
struct PlainLanguageTests {
  struct Text: CustomTestStringConvertible {
    let file: String
    let line: Int
    let key: String
    let text: String

    var testDescription: String { "\(file):\(line) [\(key)]" }
  }

  /// What users say is not ours to make plain, and a command line is no sentence.
  static let texts: [Text] = Folder.prompts.names
    .filter {
      $0 != "ordenes.txt" && !$0.hasPrefix("vocabulario") && !$0.hasPrefix("ejemplos")
    }
    .flatMap { file in
      Sections(Folder.prompts.text(file) ?? "").sections.map {
        Text(file: file, line: $0.line, key: $0.key, text: $0.text)
      }
    }
    .filter { !["programa.lista_de_ejemplos", "manual.ejemplos"].contains($0.key) }

  static let sentenceWordsMax = 20

  /// A line ends a sentence; a full stop within an address or an abbreviation does not.
  static func sentences(_ text: String) -> [Substring] {
    text.split(separator: "\n").flatMap { line -> [Substring] in
      var sentences: [Substring] = []
      var start = line.startIndex
      for index in line.indices where ".?!".contains(line[index]) {
        let next = line.index(after: index)
        if next == line.endIndex || " »)".contains(line[next]) {
          sentences.append(line[start..<next])
          start = next
        }
      }
      return sentences + [line[start...]]
    }
  }

  @Test(arguments: texts)
  func `a sentence has twenty words at most`(text: Text) {
    for sentence in Self.sentences(text.text) {
      let words = foldedWords(String(sentence))
      #expect(words.count <= Self.sentenceWordsMax, "\(words.count): \(sentence)")
    }
  }

  static let unwanted: [[String]] = [
    ["invalido"], ["invalida"], ["invalidos"], ["invalidas"], ["error"], ["errores"], ["ups"],
    ["oops"], ["erroneo"], ["incorrecto"], ["usted", "debe"], ["debe", "usted"],
    ["no", "es", "valido"], ["no", "es", "valida"],
    // Tú.
    ["tu"], ["tus"], ["te"], ["ti"], ["contigo"], ["haz"], ["escribe"], ["escribelo"], ["elige"],
    ["digita"], ["ingresa"], ["ingrese"], ["pulsa"], ["puedes"], ["quieres"], ["tienes"],
    ["debes"], ["necesitas"], ["eres"], ["vuelve"], ["intenta"], ["recuerda"],
    // Vos.
    ["vos"], ["escribi"], ["tenes"], ["podes"],
  ]

  @Test(arguments: texts)
  func `a text says usted, blames nobody and does not beg`(text: Text) {
    let words = foldedWords(text.text).map(\.text)
    for phrase in Self.unwanted {
      let found = words.indices.contains { words[$0...].starts(with: phrase) }
      #expect(!found, "\(phrase.joined(separator: " ")): \(text.text)")
    }
  }

  @Test(arguments: texts)
  func `a text has no blanks at line ends, tabs or doubled marks`(text: Text) {
    for line in text.text.split(separator: "\n", omittingEmptySubsequences: false) {
      #expect(line.last?.isWhitespace != true, "«\(line)»")
      #expect(!line.contains("\t"))
      #expect(!line.contains("..") && !line.contains("!!") && !line.contains("??"))
    }
    #expect(text.text.filter { $0 == "¿" }.count == text.text.filter { $0 == "?" }.count)
    #expect(text.text.filter { $0 == "«" }.count == text.text.filter { $0 == "»" }.count)
    #expect(text.text.filter { $0 == "(" }.count == text.text.filter { $0 == ")" }.count)
  }
}
