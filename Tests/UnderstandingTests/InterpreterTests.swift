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
  case .range(let days): written(days, \.iso)
  case .hours(let hours): written(hours, \.iso)
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
  case .likely(let departure): "tal vez \(departure.rawValue)"
  case .part(let reading, let rest): "\(written(reading)) … \(rest)"
  }
}

/// `rango A..B`; `ambiguo` with what is left out behind it.
func written<Bound>(_ span: Interval<Bound>, _ iso: (Bound) -> String) -> String {
  func text(_ range: ClosedRange<Bound>) -> String {
    "\(iso(range.lowerBound))..\(iso(range.upperBound))"
  }
  let leftOut = span.leftOut.map(text).joined(separator: "|")
  return leftOut.isEmpty
    ? "rango " + text(span.bounds) : "ambiguo \(text(span.bounds)) menos \(leftOut)"
}

/// What was typed and how it must be understood.
typealias Row = (line: String, reading: String)
