import Domain
import Embedded
import Testing

@testable import Wording

struct CatalogueTests {
  @Test func `the texts in the binary are those of the files, in each voice`() {
    let binary = Catalogue.builtIn()
    let files = Catalogue { Folder.prompts.text($0) }
    for key in Key.all {
      for (isAgent, isReading) in [(false, false), (true, false), (false, true), (true, true)] {
        let voice = Catalogue.Voice(isAgent: isAgent, isReading: isReading)
        let texts = [binary, files].map { catalogue in
          var text: [UInt8] = []
          catalogue.append(key, voice, to: &text) { name, text in text.append("<\(name)>") }
          return String(decoding: text, as: UTF8.self)
        }
        #expect(texts[0] == texts[1] && !texts[0].isEmpty, "\(key.name)")
      }
    }
  }

  @Test func `the built-in texts have no defects`() {
    #expect(Catalogue.builtIn().defects() == [])
  }

  @Test func `every file of texts is the catalogue's or the vocabulary`() {
    let files = Set(Key.all.map(\.file)).union([
      "ordenes.txt", "vocabulario.txt", "vocabulario_dictado.txt", "vocabulario_fechas.txt",
      "vocabulario_nombres.txt", "vocabulario_servicios.txt", "vocabulario_siglas.txt",
      "ejemplos_pedidos.txt", "ejemplos_respuestas.txt", "ejemplos_servicios.txt",
    ])
    #expect(Set(Folder.prompts.names) == files)
  }

  /// The built-in texts with `correo.txt` as `edit` leaves its lines.
  static func catalogue(_ edit: (inout [String]) -> Void) throws -> Catalogue {
    var lines = try #require(Folder.prompts.text("correo.txt")).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map { String($0) }
    edit(&lines)
    let text = lines.joined(separator: "\n")
    return Catalogue { $0 == "correo.txt" ? text : Folder.prompts.text($0) }
  }

  /// Lines added at the end of `correo.txt`, each with its defects by their distance from there.
  static let additions: [(lines: [String], defects: [(line: Int, kind: Catalogue.Defect.Kind)])] = [
    (["[correo.nueva]", "Texto."], [(0, .unknownKey("correo.nueva"))]),
    (["[hora.ayuda]", "Texto."], [(0, .unknownKey("hora.ayuda"))]),
    (["", "[correo.ayuda]", "Texto."], [(1, .repeatedKey("correo.ayuda"))]),
    (
      ["[correo.ayuda.agente]", "Hay {cupos}."],
      [
        (0, .unknownPlaceholder("cupos", key: "correo.ayuda.agente"))
      ]
    ),
    (["[correo.ayuda.agente]", ""], [(0, .emptyText(key: "correo.ayuda.agente"))]),
    (["[correo.ayuda.agente]", "Texto.", "[sin cerrar"], [(2, .malformedLine)]),
    (["[]", "Texto."], [(0, .malformedLine)]),
    (
      ["[correo.nueva]", "Uno.", "[otra]", "Dos."],
      [
        (0, .unknownKey("correo.nueva")), (2, .unknownKey("otra")),
      ]
    ),
    (["# Una nota con {llaves} y [corchetes]."], []),
    (
      ["[correo.ayuda.agente]", "Sin par: { y }."],
      [
        (0, .unknownPlaceholder(" y ", key: "correo.ayuda.agente"))
      ]
    ),
  ]

  @Test(arguments: additions.indices)
  func `a line that does not belong is found where it stands`(row: Int) throws {
    let (added, expected) = Self.additions[row]
    var count = 0
    let catalogue = try Self.catalogue { lines in
      count = lines.count
      lines += added
    }
    #expect(
      catalogue.defects()
        == expected.map { .init(file: "correo.txt", line: count + 1 + $0.line, kind: $0.kind) })
  }

  @Test func `what is missing is found by its file`() throws {
    let texts = Catalogue { $0 == "correo.txt" ? nil : Folder.prompts.text($0) }
    #expect(texts.defects() == [.init(file: "correo.txt", line: 0, kind: .missingFile)])
    for key in ["correo.formato.sin_arroba", "correo.pregunta.agente"] {
      let without = try Self.catalogue { lines in
        let start = lines.firstIndex(of: "[\(key)]") ?? 0
        lines.removeSubrange(start...(start + 1))
      }
      #expect(without.defects() == [.init(file: "correo.txt", line: 0, kind: .missingKey(key))])
    }
  }

  @Test func `text before the first key and an emptied text are found`() throws {
    let catalogue = try Self.catalogue { lines in
      lines.insert("suelta", at: 0)
      let start = lines.firstIndex(of: "[correo.ejemplo]") ?? 0
      lines[start + 1] = ""
    }
    let line = try #require(
      Folder.prompts.text("correo.txt")?.split(separator: "\n", omittingEmptySubsequences: false)
        .firstIndex(of: "[correo.ejemplo]"))
    #expect(
      catalogue.defects() == [
        .init(file: "correo.txt", line: 1, kind: .malformedLine),
        .init(file: "correo.txt", line: line + 2, kind: .emptyText(key: "correo.ejemplo")),
      ])
  }

  @Test func `all files' defects come at once, in order`() {
    let catalogue = Catalogue { _ in nil }
    let defects = catalogue.defects()
    #expect(defects.map(\.file) == Set(Key.all.map(\.file)).sorted())
    #expect(defects.allSatisfy { $0.kind == .missingFile })
  }

  @Test func `keys are unique and only questions must speak to agents`() {
    #expect(Set(Key.all.map(\.name)).count == Key.all.count)
    #expect(Set(Key.questions).isSubset(of: Key.all))
    #expect(Key.questions.count >= Question.allCases.count)
  }
}
