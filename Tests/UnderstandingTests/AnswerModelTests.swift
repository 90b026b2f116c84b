import Domain
import Embedded
import Testing

@testable import Understanding

@Suite struct AnswerModelTests {
  @Test func `the weights are those of the sentences`() {
    // Not in the expectation: what differs is no use to anybody.
    let areThose = trainedAnswerWeights() == embeddedAnswerWeights()
    #expect(
      areThose,
      """
      The sentences of prompts/ejemplos_respuestas.txt or those of requests were changed, or \
      prompts/ordenes.txt. Run: \
      swift build && .build/debug/citas aprender Sources/CEmbedded/data/respuestas.pesos && swift build
      """)
  }

  @Test func `each section is of a question of its own and a kind`() {
    let known = Set(
      AnswerModel.questions.flatMap { question in
        RequestKind.allCases.map { AnswerModel.key(question, $0) }
      })
    let keys = Folder.prompts.sections("ejemplos_respuestas.txt").keys
    #expect(!keys.isEmpty && Set(keys).isSubset(of: known) && Set(keys).count == keys.count)
  }

  @Test func `a sentence is hardly ever of another kind than it was taught as`() {
    let sections = Folder.prompts.sections("ejemplos_respuestas.txt")
    var count = 0
    var wrong = 0
    for question in AnswerModel.questions {
      for kind in RequestKind.allCases {
        _ = sections.forEachLine(under: AnswerModel.key(question, kind)) { bytes in
          count += 1
          let line = Line(String(decoding: bytes, as: UTF8.self))
          if let (likeliest, probability) = line.requestGuess(at: question)?.likeliest,
            likeliest != kind, probability > 0.9
          {
            wrong += 1
          }
        }
      }
    }
    #expect(count > 1_000 && wrong * 50 <= count, "\(wrong) of \(count)")
  }

  /// None of these is among the sentences.
  @Test(arguments: [
    (Question.cancellation, "bote esa cita que ya salí del problema", Answer.cancellation(true)),
    (.acceptance, "esa hora me queda perfecta, resérvela", .acceptance(.accept)),
    (.consent, "mis datos no se los suelto a nadie", .consent(false)),
    (.knownData, "sigo en la misma casa y con el mismo número", .knownData(true)),
  ])
  func `what nobody taught is understood by its words`(
    question: Question, line: String, answer: Answer
  ) throws {
    let moment = try #require(Moment(iso: "2021-09-09T10:00"))
    #expect(interpret(line, as: question, in: Context(now: moment)) == .value(answer))
  }

  /// What the last word is counts, and what is said behind it takes nothing back.
  @Test(arguments: [
    (Question.consent, "no, digo sí, se me fue el dedo", Answer.consent(true)),
    (.consent, "sí entendí, pero no autorizo", .consent(false)),
    (.cancellation, "sí, digo no, no la quite", .cancellation(false)),
    (.knownData, "no, espere, sí, sí son", .knownData(true)),
    (.acceptance, "no, mentiras, sí la tomo", .acceptance(.accept)),
  ])
  func `an answer that is taken back counts no more`(
    question: Question, line: String, answer: Answer
  ) throws {
    let moment = try #require(Moment(iso: "2021-09-09T10:00"))
    #expect(interpret(line, as: question, in: Context(now: moment)) == .value(answer))
  }

  @Test(arguments: [
    (Question.knownData, "qué datos son esos"), (.knownData, "sí... ah no, el fijo ya lo cortaron"),
    (.cancellation, "cancélela, pero solo si me consiguen otra"), (.acceptance, "¿sí?"),
    (.consent, "la doña está en el baño, ya se la paso"),
    (.acceptance, "no, mentiras, sí, pero a otra hora"),
  ])
  func `nothing is taken for an answer that asks, corrects or depends`(
    question: Question, line: String
  ) throws {
    let context = Context(now: try #require(Moment(iso: "2021-09-09T10:00")))
    if case .value(let answer) = interpret(line, as: question, in: context) {
      Issue.record("\(line) is no \(answer)")
    }
  }

  @Test(arguments: [
    ("ya no vivo en Quibdó sino en Istmina", Question.city), ("me mudé a Ibagué", .city),
    ("ya no vivo ahí, me mudé", .address), ("esa ya no es mi dirección", .address),
  ])
  func `who has moved puts the municipality right that is named, else the address`(
    line: String, field: Question
  ) throws {
    let context = Context(now: try #require(Moment(iso: "2021-09-09T10:00")))
    #expect(interpret(line, as: .knownData, in: context) == .order(.correct(field)))
  }

  @Test func `a word that only the answers have is known where they are given`() throws {
    let line = Line("grábela")
    #expect(line.requestGuess(at: .acceptance)?.likeliest.kind == .yes)
    #expect(line.requestGuess(at: .email) == nil)
  }

  @Test func `the same words are another answer to another question`() throws {
    let context = Context(now: try #require(Moment(iso: "2021-09-09T10:00")))
    let line = "ya no voy a necesitar esa cita"
    #expect(interpret(line, as: .cancellation, in: context) == .value(.cancellation(true)))
    // There it would give up the place that is held.
    #expect(
      interpret(line, as: .acceptance, in: context)
        == .ambiguous([.acceptance(.accept), .acceptance(.cancel)], .twoReadings))
  }
}
