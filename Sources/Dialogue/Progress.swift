internal import Domain

/// What the store told, each with the answers that it was told for.
struct Facts: Hashable, Sendable {
  /// What an appointment, or several, was looked up by.
  enum Key: Hashable, Sendable {
    case code(AppointmentCode)
    case codeAndDocument(AppointmentCode, Document)
    case document(Document, SecondDatum)
  }

  struct Status: Hashable, Sendable {
    let document: Document
    let status: DocumentStatus
  }

  struct Found: Hashable, Sendable {
    let key: Key
    /// Never empty; the newest first.
    let records: [AppointmentRecord]
  }

  var status: Status?
  /// The documents whose second datum was given.
  var proven: Set<Document> = []
  var found: Found?
  /// What the draft on disk holds.
  var savedDraft: [StoredAnswer] = []
}

/// What the way to a goal wants next.
enum Move: Hashable, Sendable {
  case ask(Question)
  case checkDocument(Document)
  case prove(Document, SecondDatum)
  case lookUp(Facts.Key)
  case loadDraft(Document, SecondDatum)
  case hold(SlotStart, PointOfContact)
  case update(ContactChange)
  case show([AppointmentRecord])
}

/// Folds the answers and what the store told of them into the next move.
struct Progress {
  let goal: Goal
  let answers: Answers
  let facts: Facts
  let isAgent: Bool
  let isHeld: Bool

  /// The first move that the way leaves open.
  var next: Move {
    guard let move = move(along: Flow.to(goal).items) else {
      preconditionFailure("a way ends with what is done whenever it is reached")
    }
    return move
  }

  private func move(along items: [Flow.Item]) -> Move? {
    for item in items {
      switch item {
      case .ask(let question):
        if !isSettled(question) { return .ask(question) }
      case .store(let step):
        if let move = move(for: step) { return move }
      case .either(let branches):
        if let branch = branches.first(where: { holds($0.condition) }),
          let move = move(along: branch.items)
        {
          return move
        }
      }
    }
    return nil
  }

  /// The questions of the way that the answers until now do not rule out, in order.
  var way: [Question] {
    var questions: [Question] = []
    collect(along: Flow.to(goal).items, into: &questions)
    return questions
  }

  private func collect(along items: [Flow.Item], into questions: inout [Question]) {
    for item in items {
      switch item {
      case .ask(let question): questions.append(question)
      case .store: break
      case .either(let branches):
        for branch in branches where canHold(branch.condition) {
          collect(along: branch.items, into: &questions)
        }
      }
    }
  }

  private func canHold(_ condition: Flow.Condition) -> Bool {
    switch condition {
    case .juridica: answers.personType != .natural
    case .withoutCode: answers.code == nil
    case .citizen, .knownData, .unprovenData, .changesTime, .changesLandline,
      .changesMobile, .changesEmail, .changesAddress, .changesCity:
      holds(condition)
    }
  }

  /// Data of an earlier time of the document.
  var known: KnownApplicant? {
    guard let status = facts.status, status.document == answers.document else { return nil }
    return status.status.known
  }

  /// The appointment that was found by the answers as they are.
  var record: AppointmentRecord? {
    guard let found = facts.found, found.key == key else { return nil }
    return found.records.first
  }

  private var isProven: Bool {
    answers.document.map(facts.proven.contains) ?? false
  }

  /// By what the goal looks an appointment up; nil as long as an answer is missing.
  private var key: Facts.Key? {
    switch goal {
    case .consult:
      if let code = answers.code { return .code(code) }
      guard let document = answers.document, let datum = answers.secondDatum else { return nil }
      return .document(document, datum)
    case .cancel, .modify:
      guard let code = answers.code, let document = answers.document else { return nil }
      return .codeAndDocument(code, document)
    case .book, .manage, .resume:
      return nil
    }
  }

  private func move(for step: Flow.StoreStep) -> Move? {
    switch step {
    case .checkDocument:
      guard let document = answers.document, facts.status?.document != document else { return nil }
      return .checkDocument(document)
    case .prove:
      guard let document = answers.document, let datum = answers.secondDatum else { return nil }
      return .prove(document, datum)
    case .lookUp:
      if goal == .resume {
        guard let document = answers.document, let datum = answers.secondDatum else { return nil }
        return .loadDraft(document, datum)
      }
      return facts.found?.key == key ? nil : key.map { .lookUp($0) }
    case .hold:
      guard !isHeld, let slot = answers.slot, let point = answers.point else { return nil }
      return .hold(slot, point)
    case .update:
      return answers.contactChange.map { .update($0) }
    case .show:
      guard let found = facts.found, found.key == key else { return nil }
      return .show(found.records)
    }
  }

  private func isSettled(_ question: Question) -> Bool {
    if question == .landline, answers.completedLandline != nil { return false }
    // Only a booking goes on without a second datum.
    if question == .secondDatum, goal != .book { return answers.secondDatum != nil }
    return answers.has(question)
  }

  func holds(_ condition: Flow.Condition) -> Bool {
    switch condition {
    case .juridica: answers.personType == .juridica
    case .citizen: !isAgent
    case .knownData: known != nil && (isAgent || isProven)
    case .unprovenData: !isAgent && !isProven && known?.isProvable == true
    case .withoutCode: answers[.code] == .code(nil)
    case .changesTime: answers.change == .time
    case .changesLandline: answers.change == .landline
    case .changesMobile: answers.change == .mobile
    case .changesEmail: answers.change == .email
    case .changesAddress: answers.change == .address
    case .changesCity: answers.change == .city
    }
  }
}
