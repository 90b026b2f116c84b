import Testing

@testable import Dialogue
@testable import Wording

struct SpeakerTests {
  /// Says of each text its key and all that it may name: `‹key› {a} {b}`.
  static func everything() -> Catalogue {
    var files: [String: String] = [:]
    for key in Key.all.flatMap({ [$0, $0.forAgents, $0.forReading] }) {
      let names = key.placeholders.sorted().map { "{\($0)}" }
      files[key.file, default: ""] +=
        "[\(key.name)]\n" + (["‹\(key.name)›"] + names).joined(separator: " ") + "\n"
    }
    return Catalogue { files[$0] }
  }

  static let forReading = ".lector"

  static func texts(_ speaker: Speaker) -> [String] {
    (Samples.utterances.flatMap { speaker.words(for: $0) }
      + Samples.answers.flatMap { speaker.words(for: .understood($0), isTaken: false) }).map(\.text)
      + Samples.asks.flatMap { ask in
        [speaker.question(ask)] + speaker.options(of: ask).texts
      } + [1, 2].map { speaker.countdown(seconds: $0) }
  }

  @Test func `there is a sample of every utterance`() {
    #expect(Set(Samples.utterances.map(\.kind)) == Set(Utterance.Kind.allCases))
  }

  /// A placeholder without its value would end the process.
  @Test(arguments: [false, true])
  func `everything that can be said has a value for every placeholder`(isAgent: Bool) {
    let texts = [false, true].flatMap { isReading in
      let speaker = Speaker(Self.everything(), isAgent: isAgent, isReading: isReading)
      return Self.texts(speaker) + OfficeSamples.spoken(speaker).map(\.text)
        + CareSamples.spoken(speaker).map(\.text)
    }
    #expect(texts.allSatisfy { !$0.isEmpty && !$0.contains("{") && !$0.contains("}") })
    var said: Set<String> = []
    for text in texts {
      for piece in text.split(separator: "‹", omittingEmptySubsequences: false).dropFirst() {
        let name = piece.prefix { $0 != "›" }
        // What is masked bears no name, and is not heard at all.
        let isForReading = name.hasSuffix(Self.forReading)
        if !name.contains("•"), name.first?.isLetter == true {
          said.insert(String(isForReading ? name.dropLast(Self.forReading.count) : name))
        }
      }
    }
    // The program's own texts are said by the driver; letters and the outbox have their own tests.
    let spoken = Key.all.filter {
      ![
        "programa.txt", "linea.txt", "manual.txt", "llamadas.txt", "textos.txt", "ensayo.txt",
        "mensaje.txt",
        "entrega.txt",
      ]
      .contains($0.file)
        && ($0.file != "fallas.txt" || $0 == .busy) && ![.noticeVersion, .hearMore].contains($0)
    }
    let expected = Set(spoken.map { isAgent ? $0.forAgents.name : $0.name })
    let unsaid = expected.subtracting(said)
    let unexpected = said.subtracting(expected)
    #expect(unsaid.sorted() == [])
    #expect(unexpected.sorted() == [])
  }

  @Test(arguments: [false, true])
  func `the built-in texts leave no brace and no empty line at either end`(isAgent: Bool) {
    let speaker = Speaker(.builtIn(), isAgent: isAgent)
    // A spreadsheet's last row ends as the others.
    let office = OfficeSamples.spoken(speaker).map(\.text).filter { !$0.hasPrefix("\u{FEFF}") }
    for text in Self.texts(speaker) + office {
      #expect(!text.isEmpty && !text.contains("{") && !text.contains("}"))
      #expect(!text.hasPrefix("\n") && !text.hasSuffix("\n"), "«\(text)»")
    }
  }
}

extension SpokenOptions {
  /// Each as a text.
  var texts: [String] { (0..<count).map { String(decoding: text($0), as: UTF8.self) } }
}
