import Domain
import Embedded
import Testing

@testable import Understanding

@Suite struct ServiceModelTests {
  @Test func `the weights are those of the sentences`() {
    // Not in the expectation: what differs is no use to anybody.
    let areThose = trainedServiceWeights() == embeddedServiceWeights()
    #expect(
      areThose,
      """
      The sentences of prompts/ejemplos_servicios.txt were changed, or what is said around them. Run: \
      swift build && .build/debug/citas aprender Sources/CEmbedded/data/servicios.pesos && swift build
      """)
  }

  @Test func `each matter has its section of sentences, and there is no other`() {
    let sections = Folder.prompts.sections("ejemplos_servicios.txt")
    #expect(sections.keys == Scope.allCases.map(\.key) + [ServiceSentence.twoKey])
  }

  @Test func `the weights are in the order of their keys, and nothing is found under others`()
    throws
  {
    let columns = Scope.allCases.count
    let table = try #require(Folder.data.weights(ServiceModel.file, columns: columns))
    let bytes = embeddedServiceWeights()
    #expect(bytes.count == table.count * (4 + columns))
    let keys = stride(from: 0, to: bytes.count, by: 4 + columns).map { start in
      bytes[start..<(start + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 })
    #expect(keys.enumerated().allSatisfy { table.row(of: $0.element) == $0.offset })
    let present = Set(keys)
    #expect(keys.allSatisfy { present.contains($0 &+ 1) || table.row(of: $0 &+ 1) == nil })
  }

  /// What a sentence says is not lost among the others.
  @Test func `hardly a sentence is understood as another matter`() {
    let sections = Folder.prompts.sections("ejemplos_servicios.txt")
    var count = 0
    var wrong: [String] = []
    for scope in Scope.allCases {
      _ = sections.forEachLine(under: scope.key) { bytes in
        let line = Line(String(decoding: bytes, as: UTF8.self))
        count += 1
        let expected: Answer? = if case .motive(let motive) = scope { .motive(motive) } else { nil }
        if case .value(let answer) = motive(line, trimmed(line.phrase)), answer != expected {
          wrong.append(line.text)
        }
      }
    }
    #expect(wrong.count * 200 <= count, "\(wrong)")
  }

  @Test(arguments: [
    ("levantar el embrago", "desembargo"), ("estado de cuneta", "estado_cuenta"),
    ("un aquerdo d pago", "facilidad_pago"), ("la susecion de mi papa", "sucesiones"),
    ("el proseso coativo", "estado_proceso"), ("no es por el RUT, es por el embargo", "desembargo"),
    ("ya pagué y sigo embargado", "desembargo"),
    ("estado de cuenta, no, mentiras, lo del embargo", "desembargo"),
    ("embargo... perdón, sucesión", "sucesiones"),
    ("antes de pedir plazo quiero saber cuánto debo", "estado_cuenta"),
    ("no busco paz y salvo, busco pagar a cuotas", "facilidad_pago"),
  ])
  func `what is misspelt or said beside the matter does not hide it`(text: String, value: String) {
    let line = Line(text)
    #expect(
      motive(line, trimmed(line.phrase)) == Motive(rawValue: value).map { .value(.motive($0)) })
  }

  @Test(arguments: [
    "me embargó el banco por un crédito", "acuerdo de pago con tránsito", "me llegó una carta",
    "se murió mi perro", "la cuenta del restaurante", "estoy quebrado", "qwerty", "un oficio",
  ])
  func `another's debt and chatter are no service`(text: String) {
    let line = Line(text)
    if case .value(let answer) = motive(line, trimmed(line.phrase)) {
      Issue.record("taken for \(answer.value)")
    }
  }

  @Test(arguments: [
    ("me embargaron la cuenta", Motive.liftEmbargo),
    ("quiero una cita para un acuerdo de pago", .paymentAgreement),
    ("mi papá murió y la notaría me pide un paz y salvo", .estates),
  ])
  func `a matter that is told at the menu begins a booking about it`(text: String, motive: Motive) {
    #expect(
      interpret(text, as: .menuOption, in: Context(now: Moment(secondsSinceEpoch: 0)))
        == .several([.menuOption(.book), .motive(motive)]))
  }

  @Test(arguments: ["1", "agendar", "agendar una cita", "una cita por favor"])
  func `a booking without a matter is only that`(text: String) {
    #expect(
      interpret(text, as: .menuOption, in: Context(now: Moment(secondsSinceEpoch: 0)))
        == .value(.menuOption(.book)))
  }
}
