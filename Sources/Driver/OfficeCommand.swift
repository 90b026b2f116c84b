internal import Domain
internal import Office
internal import Understanding
internal import Wording

/// What a command of the office is told to do. Points are still as they were typed: the store knows
/// them.
enum OfficeCommand: Equatable {
  case showSchedule(at: String?)
  case change(Change, Mode)
  case showPoints
  case callSheet(of: Day?, at: String?, asCSV: Bool)
  case record(CallOutcome, of: CallSubject)
  case waitingList(at: String?, asCSV: Bool)
  case reviewWaitingList
  /// Nil is all tables.
  case figures(of: Month?, at: String?, FigureTable?, asCSV: Bool)
  /// With the personal data of it, or masked.
  case showAbuse(reveals: Bool)
  case care(Care)

  /// The care of the data.
  enum Care: Equatable {
    case showPolicies
    case setPolicy(String, to: Int)
    case backUp(to: String)
    case restore(from: String, applies: Bool)
    case verify
    case purge(applies: Bool)
    case export(Document)
    case forget(Document, applies: Bool)
  }

  /// A change of the schedule, before its points and rules were looked up.
  enum Change: Equatable {
    case addRule(RuleTerms, at: String)
    case replaceRule(Int, RuleTerms)
    case endRule(Int, after: Day?)
    case close(Closure, at: String?)
    case reopen(Day, at: String?, from: TimeOfDay?)
    case openMonth(Month)
    case addPoint(ScheduleChange.NewPoint, rulesOf: String?)
  }

  /// Whether the change is made, or only shown.
  enum Mode: Equatable {
    case showOnly
    case apply
    /// Only if it still does what the plan of that fingerprint said.
    case applyIfStill(String)
  }

  /// What is said of a rule; nil is as it was, or as is usual.
  struct RuleTerms: Equatable {
    var weekdays: Weekdays?
    var from: TimeOfDay?
    var through: TimeOfDay?
    var stepMinutes: Int?
    var places: Int?
    var keptForAgents: Int?
    var validFrom: Day?
    var validThrough: Day?

    /// The terms, on top of those of a standing rule if there is one. A rule begins tomorrow unless it
    /// says when.
    func terms(
      over standing: Rule.Terms?, tomorrow: Day
    ) throws(Speaker.RuleContradiction) -> Rule.Terms {
      let old = standing?.schedule
      guard let from = from ?? old?.from, let through = through ?? old?.through,
        let places = places ?? old?.places
      else { preconditionFailure("a rule is added with its hours and places") }
      let first = validFrom ?? max(tomorrow, old?.valid.lowerBound ?? tomorrow)
      let last = validThrough ?? old?.valid.upperBound ?? Month(year: 9999, number: 12).last
      let step = stepMinutes ?? old?.stepMinutes ?? Self.usualStepMinutes
      let kept = keptForAgents ?? standing?.keptForAgents ?? 0
      let weekdays = weekdays ?? old?.weekdays ?? Self.workingDays
      guard from <= through else { throw .hours(from, through) }
      guard first <= last else { throw .days(first, last) }
      guard kept <= places else { throw .places(kept, of: places) }
      return Rule.Terms(
        schedule: ScheduleRule(
          weekdays: weekdays, from: from, through: through, stepMinutes: step, places: places,
          valid: first...last),
        keptForAgents: kept)
    }

    private static let usualStepMinutes = 20
    private static let workingDays: Weekdays = [.monday, .tuesday, .wednesday, .thursday, .friday]
  }
}

extension OfficeCommand {
  /// `subcommand` is one of the office.
  init(
    _ subcommand: Subcommand, _ operands: [String], _ words: borrowing Words
  ) throws(Arguments.Defect) {
    let point = words.value(of: .point)
    switch subcommand {
    case .converse, .replay, .interpret, .map, .learn, .calls, .completion, .manual, .outbox,
      .deliver,
      .setMail, .remind:
      preconditionFailure("«\(subcommand.rawValue)» is no command of the office")
    case .schedule: self = .showSchedule(at: point)
    case .points: self = .showPoints
    case .addRule:
      let terms = try RuleTerms(words)
      try words.require([.point, .from, .through, .places])
      self = .change(.addRule(terms, at: point ?? ""), try Mode(words))
    case .replaceRule:
      self = .change(
        .replaceRule(try Self.rule(operands[0]), try RuleTerms(words)), try Mode(words))
    case .endRule:
      self = .change(
        .endRule(
          try Self.rule(operands[0]), after: try words.value(of: .validThrough) { Day(written: $0) }
        ),
        try Mode(words))
    case .close:
      self = .change(
        .close(try Self.closure(on: operands[0], words), at: point), try Mode(words))
    case .reopen:
      self = .change(
        .reopen(
          try Self.day(operands[0]), at: point,
          from: try words.value(of: .from) { TimeOfDay(written: $0) }),
        try Mode(words))
    case .openMonth:
      guard let month = Month(iso: operands[0]) else {
        throw .wrongForm(visible(operands[0]), .month)
      }
      self = .change(.openMonth(month), try Mode(words))
    case .addPoint:
      self = .change(
        .addPoint(try Self.newPoint(words), rulesOf: words.value(of: .rulesOf)),
        try Mode(words))
    case .callSheet:
      self = .callSheet(
        of: try words.value(of: .day) { Day(written: $0) }, at: point, asCSV: words.has(.csv))
    case .recordOutcome:
      guard let subject = CallSubject(parsing: operands[0]) else {
        throw .wrongValue(visible(operands[0]), of: subcommand.rawValue)
      }
      guard let outcome = CallOutcome(written: operands[1]) else {
        throw .notAChoice(visible(operands[1]), of: .outcome)
      }
      self = .record(outcome, of: subject)
    case .waitingList:
      self = .waitingList(at: point, asCSV: words.has(.csv))
    case .reviewWaitingList: self = .reviewWaitingList
    case .figures:
      self = .figures(
        of: try words.value(of: .month) { Month(iso: $0) }, at: point,
        try words.choice(of: .table) { FigureTable(rawValue: folded($0)) },
        asCSV: words.has(.csv))
    case .abuse: self = .showAbuse(reveals: words.has(.reveals))
    case .policies: self = .care(.showPolicies)
    case .setPolicy:
      guard let value = wholeNumber(operands[1].utf8) else {
        throw .wrongValue(visible(operands[1]), of: subcommand.rawValue)
      }
      self = .care(.setPolicy(operands[0], to: value))
    case .backUp: self = .care(.backUp(to: operands[0]))
    case .restore: self = .care(.restore(from: operands[0], applies: words.has(.applies)))
    case .verify: self = .care(.verify)
    case .purge: self = .care(.purge(applies: words.has(.applies)))
    case .export: self = .care(.export(try Self.document(operands)))
    case .forget:
      self = .care(.forget(try Self.document(operands), applies: words.has(.applies)))
    }
  }

  private static func rule(_ written: String) throws(Arguments.Defect) -> Int {
    guard let number = wholeNumber(written.utf8) else {
      throw .wrongValue(visible(written), of: Operand.rule.rawValue)
    }
    return number
  }

  private static func day(_ written: String) throws(Arguments.Defect) -> Day {
    guard let day = Day(written: written) else { throw .wrongForm(visible(written), .day) }
    return day
  }

  /// `13 52123456`: the DIAN's code of the type, or what people call it, and the number.
  private static func document(_ operands: [String]) throws(Arguments.Defect) -> Document {
    guard let type = documentType(operands[0]) else {
      throw .notAChoice(visible(operands[0]), of: .documentType)
    }
    do {
      return Document(type: type, number: try DocumentNumber(parsing: operands[1], type: type))
    } catch {
      throw .wrongValue(visible(operands[1]), of: Operand.documentNumber.rawValue)
    }
  }

  private static func documentType(_ written: String) -> DocumentType? {
    if let type = DocumentType(rawValue: written) { return type }
    // As in a conversation, which knows the short forms of an agent too.
    for isAgent in [true, false] {
      let context = Context(now: Moment(secondsSinceEpoch: 0), open: isAgent ? [] : nil)
      if case .value(.documentType(let type)) = interpret(written, as: .documentType, in: context) {
        return type
      }
    }
    return nil
  }

  private static func closure(
    on day: String, _ words: borrowing Words
  ) throws(Arguments.Defect) -> Closure {
    let from = try words.value(of: .from) { TimeOfDay(written: $0) } ?? Closure.wholeDay.lowerBound
    let through =
      try words.value(of: .through) { TimeOfDay(written: $0) } ?? Closure.wholeDay.upperBound
    guard from <= through else { throw .reversed(.from, .through) }
    try words.require([.reason])
    let reason = try words.value(of: .reason, parse: line) ?? ""
    return Closure(day: try Self.day(day), times: from...through, reason: reason)
  }

  private static func newPoint(
    _ words: borrowing Words
  ) throws(Arguments.Defect) -> ScheduleChange.NewPoint {
    try words.require([.city, .name])
    let city = try municipality(words.value(of: .city) ?? "")
    let name = try words.value(of: .name, parse: line) ?? ""
    let departments = try words.value(of: .alsoServes) { written -> [Department]? in
      let parts = written.split(separator: ",")
      let departments = parts.compactMap { Department(code: $0) ?? Department.named(String($0)) }
      return departments.count == parts.count ? departments : nil
    }
    return ScheduleChange.NewPoint(
      city: city, name: name, attendance: words.has(.inPerson) ? .inPerson : .virtual,
      alsoServes: departments ?? [])
  }

  private static func municipality(_ written: String) throws(Arguments.Defect) -> Municipality {
    switch Municipality.search(written, in: nil) {
    case .one(let city): return city
    case .several(let cities): throw .ambiguousCity(visible(written), cities)
    default: throw .unknownCity(visible(written))
    }
  }

  /// What people are told, on one line.
  private static func line(_ written: String) -> String? {
    let text = written.split(separator: " ").joined(separator: " ")
    return text.isEmpty || controlCharacters(in: text) != nil ? nil : text
  }
}

extension OfficeCommand.Mode {
  fileprivate init(_ words: borrowing Words) throws(Arguments.Defect) {
    let shown = words.value(of: .plan)
    guard words.has(.applies) else {
      // It would be passed over without a word.
      if shown != nil { throw .missingValue(Option.applies.rawValue) }
      self = .showOnly
      return
    }
    self = shown.map { .applyIfStill($0) } ?? .apply
  }
}

extension OfficeCommand.RuleTerms {
  fileprivate init(_ words: borrowing Words) throws(Arguments.Defect) {
    weekdays = try words.value(of: .weekdays) { Weekdays(written: $0) }
    from = try words.value(of: .from) { TimeOfDay(written: $0) }
    through = try words.value(of: .through) { TimeOfDay(written: $0) }
    stepMinutes = try words.value(of: .step) { number($0, atMost: 1440) }
    places = try words.value(of: .places) { number($0, atMost: 9_999) }
    keptForAgents = try words.value(of: .keptForAgents) {
      $0 == "0" ? 0 : number($0, atMost: 9_999)
    }
    validFrom = try words.value(of: .validFrom) { Day(written: $0) }
    validThrough = try words.value(of: .validThrough) { Day(written: $0) }
    if let from, let through, from > through { throw .reversed(.from, .through) }
    if let validFrom, let validThrough, validFrom > validThrough {
      throw .reversed(.validFrom, .validThrough)
    }
    if let keptForAgents, let places, keptForAgents > places {
      throw .tooMany(.keptForAgents, of: .places)
    }
  }
}

/// From 1 to `limit`.
private func number(_ written: String, atMost limit: Int) -> Int? {
  wholeNumber(written.utf8).flatMap { (1...limit).contains($0) ? $0 : nil }
}

extension Weekdays {
  /// `lunes-viernes`, `lunes a viernes`, `lunes,jueves`, `lun, jue`; nil for other words.
  init?(written: String) {
    var bits = 0
    let words = folded(written).split(whereSeparator: { ", ".contains($0) }).filter { $0 != "y" }
    let text = words.joined(separator: " ").split(separator: " a ").joined(separator: "-")
    for part in text.split(separator: " ") {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { word in
        // As tables shorten them.
        Weekday.allCases.first { $0.id == word || $0.id.prefix(3) == word }
      }
      guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1]
      else { return nil }
      var day = first.rawValue
      bits |= 1 << day
      while day != last.rawValue {
        day = (day + 1) % Weekday.allCases.count
        bits |= 1 << day
      }
    }
    guard bits != 0 else { return nil }
    self.init(bits: bits)
  }
}

extension CallOutcome {
  /// As it is typed, or as reports show it: `no_contesta`, `no contesta`.
  fileprivate init?(written: String) {
    let words = folded(written).split(whereSeparator: { " -_".contains($0) })
    self.init(rawValue: words.joined(separator: "_"))
  }
}
