import Domain
import Testing

@testable import Understanding

/// Thursday 9 September 2021, 10:00.
func context(_ change: (inout Context) -> Void = { _ in }) throws -> Context {
  let now = try #require(Moment(iso: "2021-09-09T10:00"))
  var context = Context(now: now, days: now.day...now.day.month.last)
  change(&context)
  return context
}

/// A reading in the form of `citas interpretar`, with a tab shown as a space.
func written(_ reading: Reading) -> String {
  func list(_ answers: [Answer]) -> String { answers.map(\.value).joined(separator: "|") }
  return switch reading {
  case .value(let answer): "valor " + answer.value
  case .confirm(let answer, let doubt): "confirmar \(answer.value) \(doubt.rawValue)"
  case .ambiguous(let answers, let doubt): "ambiguo \(list(answers)) \(doubt.rawValue)"
  case .range(let days): "rango \(days.lowerBound.iso)..\(days.upperBound.iso)"
  case .hours(let hours): "rango \(hours.lowerBound.iso)..\(hours.upperBound.iso)"
  case .first: "primera"
  case .last: "ultima"
  case .any: "cualquiera"
  case .none: "ninguna"
  case .order(let order): "orden \(order)"
  case .several(let answers):
    "varios " + answers.map { "\($0.question.rawValue)=\($0.value)" }.joined(separator: "|")
  case .outOfScope(let other): "fuera_de_alcance " + other.rawValue
  case .invalid(.characters(let characters)): "invalido caracteres \(characters)"
  case .invalid(let rejection): "invalido " + rejection.cause.rawValue
  case .part(let reading, let rest): "\(written(reading)) … \(rest)"
  }
}

/// What was typed and how it must be understood.
typealias Row = (line: String, reading: String)
