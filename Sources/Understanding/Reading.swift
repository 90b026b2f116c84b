package import Domain

/// How a line is understood as the answer to a question.
package enum Reading: Hashable, Sendable {
  case value(Answer)
  /// One reading, too rare or too much completed to be taken without asking.
  case confirm(Answer, Doubt)
  /// Several readings, or one that is only near; the likeliest first, never empty.
  case ambiguous([Answer], Doubt)
  /// The days from one to the other, but those that are not wanted.
  case range(Interval<Day>)
  /// From one time of day to the other, likewise.
  case hours(Interval<TimeOfDay>)
  case first
  case last
  case any
  case none
  case order(Order)
  /// It reads like an order that leads away from the question, and is not certain to be it.
  case likely(Departure)
  /// Answers to several questions, or to another one than was asked; each by its own interpreter.
  case several([Answer])
  case outOfScope(OutOfScope)
  case invalid(Rejection)
  /// How the beginning of an agent's line answers; what is left of it is for the next questions.
  indirect case part(Reading, rest: String)
}

extension Reading {
  /// Whether it answers what was asked, and needs no asking back.
  var isAnswer: Bool {
    switch self {
    case .value, .confirm, .range, .hours, .first, .last, .any, .none: true
    case .ambiguous, .order, .likely, .several, .outOfScope, .invalid, .part: false
    }
  }
}

/// A request that is understood at every question.
package enum Order: Hashable, Sendable {
  case help
  case again
  case back
  /// The field to put right; nil when it was not said or is none.
  case correct(Question?)
  case summary
  /// Free places; in the place and on the day that were named, as typed.
  case availability(String?)
  case services
  case menu
  /// All the options of the question.
  case list
  /// Something about the appointment, to be answered before the question is asked again.
  case explain(FrequentQuestion)
  case leave
  /// To speak with a person.
  case human
  /// Something else is wanted than the conversation was for.
  case begin(Goal)
  // An agent's.
  /// A datum letter by letter; nil for the one that was given last.
  case spell(Question?)
  /// A note for the call; what is to be noted, as typed, or nothing.
  case note(String?)
  /// The present call is over.
  case nextCall
}

extension Departure {
  package var order: Order {
    switch self {
    case .back: .back
    case .menu: .menu
    case .leave: .leave
    case .book: .begin(.book)
    case .consult: .begin(.consult)
    case .cancel: .begin(.cancel)
    case .modify: .begin(.modify)
    case .wait: .begin(.wait)
    case .turn: .begin(.turn)
    }
  }
}

extension Order {
  /// Only an agent has what it is for.
  package var isForAgents: Bool {
    switch self {
    case .spell, .note, .nextCall: true
    case .help, .again, .back, .correct, .summary, .availability, .services, .menu, .list, .leave,
      .human, .begin, .explain:
      false
    }
  }
}

/// What the conversation knows when a line comes, so far as it changes the reading.
package struct Context: Hashable, Sendable {
  package var now: Moment
  package var personType: PersonType?
  package var documentType: DocumentType?
  package var department: Department?
  /// Where they live.
  package var home: Municipality?
  /// The bookable days.
  package var days: ClosedRange<Day>?
  /// The starts of the chosen day, free or not, in order: they settle a. m. and p. m.
  package var times: [TimeOfDay]
  /// The points that take appointments.
  package var points: [PointOfContact]
  /// The answers on the screen, in their order: a bare number picks one.
  package var listed: [Answer]
  /// What a plain yes accepts, when one thing was proposed.
  package var proposed: Answer?
  /// Of an agent's line, which may answer several questions in short forms: those that are open, in
  /// their order. Nil for a citizen's.
  package var open: [Question]?

  package var isAgent: Bool { open != nil }

  package init(
    now: Moment, personType: PersonType? = nil, documentType: DocumentType? = nil,
    department: Department? = nil, home: Municipality? = nil, days: ClosedRange<Day>? = nil,
    times: [TimeOfDay] = [],
    points: [PointOfContact] = [], listed: [Answer] = [], proposed: Answer? = nil,
    open: [Question]? = nil
  ) {
    self.now = now
    self.personType = personType
    self.documentType = documentType
    self.department = department
    self.home = home
    self.days = days
    self.times = times
    self.points = points
    self.listed = listed
    self.proposed = proposed
    self.open = open
  }
}
