internal import Domain
internal import Office
internal import Store
internal import Wording

/// Carries out the commands of the office on a store, and reports.
struct Desk<Place: Surface> {
  let surface: Place
  let presenter: Presenter
  let speaker: Speaker
  let store: Store
  /// For the codes of appointments that move.
  var random: SplitMix64

  /// How a command ended: the `estado` of JSON, and the exit status.
  struct Outcome {
    let status: String
    let exitStatus: Int32

    static var done: Outcome { Outcome(status: "hecho", exitStatus: 0) }
    static var refused: Outcome { Outcome(status: "rechazada", exitStatus: 65) }
    static var planned: Outcome { change(.planned) }
    /// The file, or what is beside it.
    static var cannotWrite: Outcome { Outcome(status: "rechazada", exitStatus: 73) }
    static var unsound: Outcome { Outcome(status: "hallazgos", exitStatus: 69) }
    /// What was named is no file that it could be done with.
    static var unusable: Outcome { Outcome(status: "rechazada", exitStatus: 69) }
    static var inUse: Outcome { Outcome(status: "ocupada", exitStatus: 75) }
    static var unknownPoint: Outcome { Outcome(status: "rechazada", exitStatus: 64) }

    static func change(_ stage: Speaker.Stage) -> Outcome {
      Outcome(status: stage.rawValue, exitStatus: stage == .changedMeanwhile ? 75 : 0)
    }
  }

  /// A command that says whose point it cannot find.
  private enum Failure: Error {
    case store(StoreError)
    case point(String, isOneOfSeveral: Bool)
    case contradiction(Speaker.RuleContradiction)
  }

  mutating func run(_ command: OfficeCommand) throws(StoreError) -> Int32 {
    // A store that cannot be used is what a backup comes in the place of.
    if !command.replacesStore { try store.inspect() }
    let outcome: Outcome
    do {
      outcome = try perform(command)
    } catch {
      switch error {
      case .store(let error): throw error
      case .point(let written, let isOneOfSeveral):
        present([speaker.words(forUnknownPoint: written, isOneOfSeveral: isOneOfSeveral)])
        outcome = .unknownPoint
      case .contradiction(let contradiction):
        present([speaker.words(for: contradiction)])
        outcome = .refused
      }
    }
    if !command.writesCSV {
      presenter.presentEnd(status: outcome.status, exitStatus: outcome.exitStatus, on: surface)
    }
    return outcome.exitStatus
  }

  private mutating func perform(_ command: OfficeCommand) throws(Failure) -> Outcome {
    let now = surface.now
    switch command {
    case .showSchedule(let name):
      let point = try point(name)
      let (schedules, openThrough) = try reading { () throws(StoreError) in
        (try store.schedules(now: now), try store.openThrough(now: now))
      }
      present(
        speaker.report(
          of: schedules.filter { point == nil || $0.point == point }, openThrough: openThrough,
          today: now.day))
      return .done
    case .showPoints:
      present(speaker.report(of: try points()))
      return .done
    case .callSheet(let day, let name, let asCSV):
      let point = try point(name)
      let sheet = try reading { () throws(StoreError) in
        try store.callSheet(of: day ?? now.day, at: point?.id, now: now)
      }
      if asCSV {
        surface.write(speaker.csv(of: sheet))
      } else {
        present(speaker.report(of: sheet))
      }
      return .done
    case .record(let outcome, let subject):
      let result = try reading { () throws(StoreError) in
        switch subject {
        case .appointment(let code): try store.record(outcome, of: code, now: now)
        case .entry(let id): try store.record(outcome, ofEntry: id, now: now)
        }
      }
      present([speaker.words(for: result, of: subject)])
      if case .recorded = result { return .done }
      return .refused
    case .waitingList(let name, let asCSV):
      let point = try point(name)
      let rows = try reading { () throws(StoreError) in try store.waitingList(now: now) }
        .filter { row in point.map { row.concerns($0) } ?? true }
      if asCSV {
        surface.write(speaker.csv(of: rows))
      } else {
        present(speaker.report(of: rows))
      }
      return .done
    case .reviewWaitingList:
      present(
        speaker.report(
          of: try reading { () throws(StoreError) in try store.reviewWaitingList(now: now) }))
      return .done
    case .figures(let month, let name, let table, let asCSV):
      let point = try point(name)
      let month = month ?? now.day.month
      let (figures, waiting, dropOuts) = try reading { () throws(StoreError) in
        (
          try store.figures(of: month, now: now).filter { point == nil || $0.point == point },
          try store.waitingFigures(of: month, now: now)
            .filter { point == nil || $0.city == point?.cityCode },
          try store.dropOuts(of: month, now: now)
            .filter { point == nil || $0.city == point?.cityCode }
        )
      }
      if asCSV {
        surface.write(
          speaker.csv(of: figures, waiting, dropOuts, only: table ?? .appointments))
      } else {
        present(speaker.report(of: figures, waiting, dropOuts, month: month, only: table))
      }
      return .done
    case .showAbuse(let reveals):
      let suspicions = try reading { () throws(StoreError) in
        reveals ? try store.openedSuspicions(now: now) : try store.suspicions(now: now)
      }
      present(speaker.report(of: suspicions, isOpen: reveals))
      return .done
    case .care(let care):
      return try reading { () throws(StoreError) in try perform(care) }
    case .change(let wanted, let mode):
      let (change, standing) = try change(wanted, now)
      return try perform(change, mode, standing, now)
    }
  }

  private mutating func perform(
    _ change: ScheduleChange, _ mode: OfficeCommand.Mode, _ standing: Rule?, _ now: Moment
  ) throws(Failure) -> Outcome {
    let result: ScheduleResult
    do {
      result =
        switch mode {
        case .showOnly: try store.plan(change, now: now)
        case .apply: try store.apply(change, now: now, using: &random)
        case .applyIfStill(let shown):
          try store.apply(change, ifStill: shown, now: now, using: &random)
        }
    } catch {
      throw .store(error)
    }
    let (plan, made, stage): (Plan, ScheduleChange, Speaker.Stage)
    switch result {
    case .refused(let refusal):
      present([speaker.words(for: refusal)])
      return .refused
    case .plan(let some, let change):
      (plan, made, stage) = (some, change, mode == .showOnly ? .planned : .applied)
    case .changedMeanwhile(let some, let change):
      (plan, made, stage) = (some, change, .changedMeanwhile)
    }
    present(speaker.report(of: made, plan, stage, standing: standing, points: try points()))
    return .change(stage)
  }

  /// The change with its points, and the rule that it changes.
  private func change(
    _ wanted: OfficeCommand.Change, _ now: Moment
  ) throws(Failure) -> (ScheduleChange, standing: Rule?) {
    let tomorrow = now.day.advanced(by: 1)
    switch wanted {
    case .addRule(let terms, let name):
      guard let point = try point(name) else {
        preconditionFailure("a rule is added with its point")
      }
      return (.addRule(try self.terms(terms, over: nil, tomorrow), at: point.id), nil)
    case .replaceRule(let id, let terms):
      let standing = try rule(id, now)
      // Whether there is such a rule is the store's to say.
      guard let standing else { return (.endRule(id, after: now.day), nil) }
      let terms = try self.terms(terms, over: standing.terms, tomorrow)
      return (.replaceRule(id, by: terms), standing)
    case .endRule(let id, let last):
      return (.endRule(id, after: last ?? now.day), try rule(id, now))
    case .close(let closure, let name):
      return (.close(closure, at: try point(name)?.id), nil)
    case .reopen(let day, let name, let from):
      return (.reopen(day, at: try point(name)?.id, from: from), nil)
    case .openMonth(let month): return (.openMonth(month), nil)
    case .addPoint(let new, let model):
      return (.addPoint(new, rulesOf: try point(model)?.id), nil)
    }
  }

  private func terms(
    _ told: OfficeCommand.RuleTerms, over standing: Rule.Terms?, _ tomorrow: Day
  ) throws(Failure) -> Rule.Terms {
    do {
      return try told.terms(over: standing, tomorrow: tomorrow)
    } catch {
      throw .contradiction(error)
    }
  }

  private func rule(_ id: Rule.ID, _ now: Moment) throws(Failure) -> Rule? {
    try reading { () throws(StoreError) in try store.rule(id, now: now) }
  }

  private func points() throws(Failure) -> [PointOfContact] {
    let now = surface.now
    return try reading { () throws(StoreError) in try store.points(now: now) }
  }

  /// The point of that number, name or city; nil for nil.
  private func point(_ written: String?) throws(Failure) -> PointOfContact? {
    guard let written else { return nil }
    let wanted = folded(written)
    let found = try points().filter {
      String($0.id) == wanted || folded($0.name) == wanted || folded($0.city) == wanted
    }
    guard found.count == 1 else { throw .point(written, isOneOfSeveral: found.count > 1) }
    return found.first
  }

  private func reading<Result>(
    _ body: () throws(StoreError) -> Result
  ) throws(Failure) -> Result {
    do {
      return try body()
    } catch {
      throw .store(error)
    }
  }

  func present(_ report: [Spoken]) {
    presenter.present(report: report, on: surface)
  }
}

extension OfficeCommand {
  fileprivate var replacesStore: Bool {
    if case .care(.restore) = self { true } else { false }
  }

  /// A spreadsheet gets nothing but its rows.
  fileprivate var writesCSV: Bool {
    switch self {
    case .callSheet(_, _, let asCSV), .figures(_, _, _, let asCSV),
      .waitingList(_, let asCSV):
      asCSV
    default: false
    }
  }
}
