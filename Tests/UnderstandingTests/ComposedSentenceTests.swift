import Domain
import Testing

@testable import Understanding

/// Two days or two hours in a sentence that wishes for one of them at most, in every pair: what is
/// denied, given up or told of is never taken.
@Suite struct ComposedSentenceTests {
  /// What a sentence wishes for: the first, the second, or neither for sure.
  enum Wish { case first, second, neither }

  static let sentences: [(pattern: String, wish: Wish)] = [
    ("{1} no puedo, pero {2} sí", .second), ("{1} no, {2}", .second), ("no {1} sino {2}", .second),
    ("{1} no me sirve deme {2}", .second), ("no puedo {1}, {2}", .second),
    ("{2} y no {1}", .second), ("{2}, porque {1} trabajo", .second),
    ("{2} ya que {1} trabajo", .second), ("{1} trabajo, {2}", .second),
    ("{1} tengo médico, así que {2}", .second), ("{1}, perdón, {2}", .second),
    ("{1} no mentiras {2}", .second), ("en vez de {1} {2}", .second),
    ("{2} en vez de {1}", .second), ("mi hermana la tiene {1}, a mí deme {2}", .second),
    ("era {1} pero quiero {2}", .second), ("{1} sí, {2} no", .first),
    ("me sirve {1}", .first), ("{1} si Dios quiere", .first), ("el que me sirve es {1}", .first),
    ("{1} no puedo", .neither), ("que no sea {1}", .neither), ("ni {1} ni {2}", .neither),
    ("{1} o {2}", .neither), ("{1} le confirmo", .neither), ("{1} no sé si pueda", .neither),
    ("mi hermano tiene cita {1}", .neither), ("{1} va mi mamá", .neither),
    ("me tocaba {1}", .neither), ("{1} es la misa", .neither), ("la misa es {1}", .neither),
    ("siempre trabajo {1}", .neither),
  ]

  /// With the value of each.
  static let days = [
    ("el martes", "2021-09-14"), ("el 16", "2021-09-16"), ("el lunes 13", "2021-09-13"),
    ("mañana", "2021-09-10"),
  ]
  static let hours = [
    ("a las 8", "08:00"), ("a las 9 y 20", "09:20"), ("a las 3 de la tarde", "15:00"),
  ]

  @Test(arguments: [(Question.day, days), (.time, hours)])
  func `only what is wished for is taken`(
    question: Question, named: [(text: String, value: String)]
  ) throws {
    let context = Context(now: try #require(Moment(iso: "2021-09-09T10:00")))
    var taken = 0
    for (pattern, wish) in Self.sentences {
      for first in named {
        for second in named where second != first {
          let line = String(
            pattern.split(separator: "{1}", omittingEmptySubsequences: false)
              .joined(separator: first.text)
              .split(separator: "{2}", omittingEmptySubsequences: false)
              .joined(separator: second.text))
          let meant: String? =
            switch wish {
            case .first: first.value
            case .second: second.value
            case .neither: nil
            }
          guard case .value(let answer) = interpret(line, as: question, in: context) else {
            continue
          }
          #expect(answer.value == meant, "\(line)")
          taken += 1
        }
      }
    }
    let pairs = named.count * (named.count - 1)
    #expect(taken == Self.sentences.count { $0.wish != .neither } * pairs, "all that is wished for")
  }
}
