internal import Dialogue
internal import Domain
internal import Store
internal import Understanding

/// `citas interpretar`: how a line is understood, as `CLASS<TAB>VALUE`.
enum Interpretation {
  /// What the conversation would know when it asks `question`.
  static func context(
    of question: Question, known: [Arguments.Known], now: Moment,
    agenda store: Store = Store(.memory, actor: Actor(channel: .pipe, agent: nil))
  ) throws -> Context {
    var context = Context(now: now)
    for item in known {
      func wrong() -> Arguments.Defect {
        .wrongValue("\(item.question.rawValue)=\(item.value)", of: "--con")
      }
      switch item.question {
      case .personType:
        guard let type = PersonType(rawValue: item.value) else { throw wrong() }
        context.personType = type
      case .documentType:
        guard let type = DocumentType(rawValue: item.value) else { throw wrong() }
        context.documentType = type
      case .department:
        guard let department = Department(code: item.value) else { throw wrong() }
        context.department = department
      case .city:
        guard let city = Municipality(code: item.value) else { throw wrong() }
        context.department = city.department
        context.home = city
      case .day:
        guard let day = Day(iso: item.value) else { throw wrong() }
        context.days = day...day
      case .menuOption, .motive, .consent, .documentNumber, .businessName, .givenNames,
        .surnames, .landline, .mobile, .email, .address, .verification, .appointmentCity,
        .pointOfContact, .time, .acceptance, .handling, .code, .secondDatum, .change,
        .cancellation, .knownData, .waitingWanted, .waitingCity, .waitingDays, .waitingPart,
        .waitingPreference, .turn:
        // The conversation would know it too, and understands nothing otherwise for it.
        break
      }
    }
    context.points = try store.points(now: now)
    if question == .time {
      context.times = try usualStarts(on: context.days?.lowerBound ?? now.day, in: store, now: now)
    }
    context.listed = Declaration.fixedOptions(of: question, personType: context.personType)
    return context
  }

  /// The starts of the usual schedule on that day, or on a Monday when nobody attends on it.
  private static func usualStarts(on day: Day, in store: Store, now: Moment) throws -> [TimeOfDay] {
    guard let point = try store.points(now: now).first else { return [] }
    let days = day...day.advanced(by: 6)
    let rules = try store.agenda(of: point.id, days: days, now: now).rules
    let weekday = rules.contains { $0.weekdays.contains(day.weekday) } ? day.weekday : .monday
    return rules.filter { $0.weekdays.contains(weekday) }.flatMap { rule in
      stride(from: rule.from.minutes, through: rule.through.minutes, by: rule.stepMinutes).map {
        TimeOfDay(minutes: $0)
      }
    }.sorted()
  }

  /// With its line end.
  static func line(of text: String, as question: Question, in context: Context) -> String {
    let reading = interpret(text, as: question, in: context)
    // A day where the hour is asked, or a bare telephone number or e-mail where it is not, answers
    // nothing.
    if case .several(let answers) = reading,
      !answers.contains(where: { $0.question == question }),
      [.day, .time].contains(question) && !putsRight(text)
        && answers.allSatisfy({ [.day, .time].contains($0.question) })
        || !text.contains(where: \.isLetter) || text.contains("@") && !text.contains(" ")
    {
      return "invalido\t\(Rejection.format.cause.rawValue)\n"
    }
    let (name, value) = classified(reading, as: question, in: context)
    return "\(name)\t\(visible(value))\n"
  }

  /// What is asked back before it is taken is `ambiguo`, but a landline of seven digits that the
  /// department completes. Of answers to several questions the asked
  /// one counts; without it the line puts another field right.
  private static func classified(
    _ reading: Reading, as question: Question, in context: Context
  ) -> (name: String, value: String) {
    func list(_ answers: [Answer]) -> String { answers.map(\.value).joined(separator: "|") }
    return switch reading {
    case .value(.landline(.none)), .value(.code(nil)), .value(.secondDatum(nil)), .none:
      ("ninguna", "")
    case .value(.landline(.withoutArea(let digits))):
      ("ambiguo", list(Landline.completions(sevenDigits: digits).map { .landline(.number($0)) }))
    // Who has no code tells the document: the conversation goes on with it.
    case .several(let answers) where question == .code:
      ("ambiguo", list(answers))
    case .several(let answers):
      if let type = answers.first(where: { $0.question == .documentType }),
        let known = context.documentType, type != .documentType(known)
      {
        ("orden", name(of: .correct(.documentType), in: context))
      } else if let asked = answers.first(where: { $0.question == question }) {
        classified(.value(asked), as: question, in: context)
      } else {
        ("orden", name(of: .correct(answers.first?.question), in: context))
      }
    case .likely(let departure):
      // To begin something else is asked back before anything is given up.
      if case .begin = departure.order {
        ("ambiguo", name(of: departure.order, in: context))
      } else {
        classified(.order(departure.order), as: question, in: context)
      }
    // At the menu both are one option.
    case .order(.begin(.cancel)) where question == .menuOption,
      .order(.begin(.modify)) where question == .menuOption:
      ("valor", MenuOption.cancelOrModify.rawValue)
    case .value(.waitingDays(let days)):
      ("rango", Answer.waitingDays(days).value)
    case .value(.waitingCity(nil)), .value(.waitingPart(.any)): ("cualquiera", "")
    case .value(let answer): ("valor", answer.value)
    // One reading, by the department that was given; the conversation reads it back all the same.
    case .confirm(let answer, .completed): ("valor", answer.value)
    case .confirm(let answer, _): ("ambiguo", answer.value)
    case .ambiguous(let answers, _): ("ambiguo", list(answers))
    case .range(let days):
      written(
        days.parts(before: { $0.advanced(by: -1) }, after: { $0.advanced(by: 1) }), \.iso,
        isWhole: days.leftOut.isEmpty)
    case .hours(let hours):
      written(
        hours.parts(
          before: { TimeOfDay(minutes: $0.minutes - 1) },
          after: { TimeOfDay(minutes: $0.minutes + 1) }), \.iso, isWhole: hours.leftOut.isEmpty)
    case .first: ("primera", "")
    case .last: ("ultima", "")
    case .any: ("cualquiera", "")
    case .order(let order): ("orden", name(of: order, in: context))
    case .outOfScope(let subject): ("fuera_de_alcance", subject.rawValue)
    case .invalid(let rejection): ("invalido", rejection.cause.rawValue)
    case .part(let reading, _): classified(reading, as: question, in: context)
    }
  }

  /// A range, or the parts that are candidates when something of it is not wanted.
  private static func written<Bound>(
    _ parts: [ClosedRange<Bound>], _ iso: (Bound) -> String, isWhole: Bool
  ) -> (name: String, value: String) {
    let ranges = parts.map { part in
      isWhole || part.lowerBound < part.upperBound
        ? "\(iso(part.lowerBound))..\(iso(part.upperBound))" : iso(part.lowerBound)
    }
    return (isWhole ? "rango" : "ambiguo", ranges.joined(separator: "|"))
  }

  private static func name(of order: Order, in context: Context) -> String {
    switch order {
    case .help, .explain: "ayuda"
    case .again: "repetir"
    case .back: "volver"
    case .correct(let question): "corregir" + (question.map { ":" + $0.rawValue } ?? "")
    case .summary: "resumen"
    case .availability(let place):
      "disponibilidad" + (place.flatMap { code(of: $0, in: context) }.map { ":" + $0 } ?? "")
    case .services: "servicios"
    case .menu: "menu"
    case .list: "lista"
    case .leave: "salir"
    case .human: "humano"
    case .begin(let goal): "empezar:" + goal.rawValue
    case .spell(let question): "deletrear" + (question.map { ":" + $0.rawValue } ?? "")
    case .note: "nota"
    case .nextCall: "llamada"
    }
  }

  /// The code of the city that is named; nil when it is not certain which.
  private static func code(of place: String, in context: Context) -> String? {
    let context = Context(now: context.now, points: context.points)
    guard case (.value(let city)?, _) = interpretPlaceAndDay(place, in: context) else { return nil }
    return city.value
  }
}
