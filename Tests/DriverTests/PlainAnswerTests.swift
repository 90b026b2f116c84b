import Domain
import Store
import Testing

@testable import Understanding

/// What is taken without a look at the sentence is what the full understanding makes of it.
@Suite struct PlainAnswerTests {
  /// As in a conversation at that question: of a citizen, and of an agent to whom all is open.
  private static func contexts(_ question: Question) throws -> [Context] {
    var context = try InterpretationCaseTests.context(
      of: InterpretationCaseTests.Case(
        question: question, known: "-", now: "-", line: "", outcomes: []),
      agenda: Store(.memory, actor: Actor(channel: .pipe, agent: nil)))
    context.documentType = .cedulaDeCiudadania
    context.days = context.now.day...context.now.day.month.last
    context.listed = []
    if question == .city {
      return Department.all.flatMap { department in
        context.department = department
        return [context, context.ofAgent]
      }
    }
    var contexts = [context]
    if question == .appointmentCity, let home = Municipality(code: "05001") {
      context.home = home
      context.listed = [.appointmentCity(home)]
      contexts.append(context)
      context.proposed = .appointmentCity(home)
      contexts.append(context)
    }
    return contexts.flatMap { [$0, $0.ofAgent] }
  }

  private static func words(of phrases: Phrases<Bool>) -> [String] {
    phrases.words(where: { _ in true }).sorted()
  }

  /// Lines that look plain, for each question; more than are taken so.
  private static func lines(_ question: Question) -> [String] {
    var random = SplitMix64(seed: 11)
    func numbers(_ count: Int, _ bounds: ClosedRange<Int>) -> [String] {
      (0..<count).map { _ in String(Int.random(in: bounds, using: &random)) }
    }
    func pairs(_ words: [String], _ count: Int) -> [String] {
      (0..<count).map { _ in
        words[Int.random(in: words.indices, using: &random)] + " "
          + words[Int.random(in: words.indices, using: &random)]
      }
    }
    let small = (0...99).map(String.init)
    switch question {
    case .documentNumber:
      return numbers(400, 1_000...9_999_999_999) + ["00012345", "99999999", "1111111111"]
    case .mobile: return numbers(300, 3_000_000_000...3_999_999_999) + ["3000000000", "6014890000"]
    case .verification: return small + ["07", "100"]
    case .day: return small + ["07", "2021"]
    case .time:
      return (0...24).flatMap { hour in
        stride(from: 0, through: 59, by: 10).map { "\(hour):\($0 < 10 ? "0" : "")\($0)" }
      }
    case .email:
      return [
        "ana@gmail.com", "ana@gmial.com", "ANA@GMAIL.COM", "ana.ruiz-2@empresa.com.co", "ana@co",
        "ana@hotmail.co", "a@b.c", "ana@@gmail.com", "ventas@example.com", "no@tengo.com",
        "arroba@gmail.com", "ana@gmail", "punto.com@yahoo.es", "ana_ruiz@outlook.com",
      ]
    case .address:
      let ways = [
        "calle", "Calle", "cl", "cll", "carrera", "cra", "Kr", "kra", "k", "diagonal", "dg",
        "transversal", "tv", "avenida", "av", "avenida calle", "circular", "autopista", "manzana",
      ]
      return ways.flatMap { way in
        ["26 # 68C-61", "7 # 12-1", "26b # 3-104", "1 # 1-1", "0 # 3-4", "26 # 68CC-61"]
          .map { way + " " + $0 }
      }
    case .givenNames, .surnames:
      let names = words(of: question == .givenNames ? Vocabulary.givenNames : Vocabulary.surnames)
      let capital = names.map { $0.prefix(1).uppercased() + $0.dropFirst() }
      return names + capital + pairs(names, 1_500) + pairs(capital, 1_500)
    case .department, .city, .appointmentCity:
      let places = Municipality.all.map(\.name) + Department.all.map(\.name)
      return small.prefix(12) + places + places.map(folded)
    case .consent: return ["sí", "no", "Sí", "SI", "si", "No", "ok", "claro", "nó"]
    default:
      return small.prefix(12)
        + words(of: Vocabulary.none)
        + Vocabulary.acceptances.words(where: { _ in true })
        + Vocabulary.personTypes.words(where: { _ in true })
        + Vocabulary.documentTypes.words(where: { _ in true })
        + ["no tengo", "cédula de ciudadanía", "permiso especial", "soy yo", "persona natural"]
    }
  }

  @Test(arguments: plain)
  func `a plain line is understood as it would be in full`(question: Question) throws {
    var taken = 0
    for context in try Self.contexts(question) {
      for line in Self.lines(question) {
        guard let answer = plainAnswer(line, to: question, in: context) else { continue }
        taken += 1
        let full = interpretInFull(line, as: question, in: context)
        // Nobody called Yenny, and nobody of San José de la Montaña, is asked whether that is a name.
        let isSurer =
          question.asksOwnName && full == .ambiguous([answer], .twoReadings)
          && !isForeign(foldedWords(line).map(\.text)[...])
        #expect(
          full == .value(answer) || isSurer,
          "\(question.rawValue), agent \(context.isAgent): \(line)")
      }
    }
    #expect(taken > 3)
  }

  /// What strangers wrote at each question, where they wrote it plainly.
  @Test(arguments: ["dictado_ajeno_24", "dictado_ajeno_26", "fecha_ajeno_26", "hora_ajeno_26"])
  func `what strangers write plainly is understood as it would be in full`(file: String) throws {
    let agenda = Store(.memory, actor: Actor(channel: .pipe, agent: nil))
    for row in try InterpretationCaseTests.cases(file) {
      let context = try InterpretationCaseTests.context(of: row, agenda: agenda)
      for context in [context, context.ofAgent] {
        guard let answer = plainAnswer(row.line, to: row.question, in: context) else { continue }
        #expect(
          interpretInFull(row.line, as: row.question, in: context) == .value(answer),
          "\(row.question.rawValue): \(row.line)")
      }
    }
  }

  /// The questions that have plain answers at all.
  private static let plain: [Question] = [
    .menuOption, .motive, .consent, .personType, .documentType, .documentNumber, .givenNames,
    .surnames, .landline, .mobile, .email, .address, .department, .city, .verification,
    .appointmentCity, .day, .time, .acceptance,
  ]
}

extension Context {
  fileprivate var ofAgent: Context {
    var agent = self
    agent.open = Question.allCases
    return agent
  }
}

extension Question {
  /// Of a person, or of a place.
  fileprivate var asksOwnName: Bool { [.givenNames, .surnames, .city].contains(self) }
}
