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
    /// The newest first.
    let records: [AppointmentRecord]
    var waiting: WaitingStatus?
    var ended: EndedWait?
  }

  /// A city that is full this month.
  struct Full: Hashable, Sendable {
    let city: Municipality
    /// Whether there is no other, or none that is wanted.
    var isWithoutOther: Bool
  }

  var status: Status?
  /// The document that has an appointment already, and so gets no other.
  var booked: Document?
  /// The documents whose second datum was given.
  var proven: Set<Document> = []
  var found: Found?
  var full: Full?
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
  case join(Wish, Motive, Applicant)
  case takeUp(Document)
  case decline(Document)
  case leaveList(Document)
  case show(Facts.Found)
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
    questions.reserveCapacity(Question.allCases.count)
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
      .changesMobile, .changesEmail, .changesAddress, .changesCity, .nothingFree, .takesOffer,
      .declinesOffer, .leavesList:
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

  /// The turn in the waiting list that was found by the answers as they are.
  var waiting: WaitingStatus? {
    guard let found = facts.found, found.key == key else { return nil }
    return found.waiting
  }

  /// How the turn ended that was found by the answers as they are.
  var endedWait: EndedWait? {
    guard let found = facts.found, found.key == key else { return nil }
    return found.ended
  }

  private var isProven: Bool {
    answers.document.map(facts.proven.contains) ?? false
  }

  /// By what the goal looks an appointment up; nil as long as an answer is missing.
  private var key: Facts.Key? {
    switch goal {
    case .consult:
      if let code = answers.code { return .code(code) }
      return documentKey
    case .turn: return documentKey
    case .cancel, .modify:
      guard let code = answers.code, let document = answers.document else { return nil }
      return .codeAndDocument(code, document)
    case .book, .manage, .resume, .wait:
      return nil
    }
  }

  private var documentKey: Facts.Key? {
    guard let document = answers.document, let datum = answers.secondDatum else { return nil }
    return .document(document, datum)
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
    case .join:
      guard let wish = answers.wish, let motive = answers.motive, let applicant = answers.applicant
      else { return nil }
      return .join(wish, motive, applicant)
    case .takeUp:
      return isHeld ? nil : answers.document.map { .takeUp($0) }
    case .decline:
      return answers.document.map { .decline($0) }
    case .leave:
      return answers.document.map { .leaveList($0) }
    case .show:
      guard let found = facts.found, found.key == key else { return nil }
      return .show(found)
    }
  }

  private func isSettled(_ question: Question) -> Bool {
    if question == .landline, answers.completedLandline != nil { return false }
    // Only the form goes on without a second datum.
    if question == .secondDatum, !goal.takesForm { return answers.secondDatum != nil }
    return answers.has(question)
  }

  /// Who waits is told to nobody unproven, agents among them.
  private var isOfWaitingList: Bool { known?.source == .waitingList }

  func holds(_ condition: Flow.Condition) -> Bool {
    switch condition {
    case .juridica: answers.personType == .juridica
    case .citizen: !isAgent
    case .knownData: known != nil && (isProven || isAgent && !isOfWaitingList)
    case .unprovenData:
      !isProven && known?.isProvable == true && (!isAgent || isOfWaitingList)
    case .withoutCode: answers[.code] == .code(nil)
    case .changesTime: answers.change == .time
    case .changesLandline: answers.change == .landline
    case .changesMobile: answers.change == .mobile
    case .changesEmail: answers.change == .email
    case .changesAddress: answers.change == .address
    case .changesCity: answers.change == .city
    case .nothingFree: facts.full?.isWithoutOther == true && answers.appointmentCity == nil
    case .takesOffer: answers[.turn] == .turn(.take)
    case .declinesOffer: answers[.turn] == .turn(.decline)
    case .leavesList: answers[.turn] == .turn(.leave)
    }
  }
}
