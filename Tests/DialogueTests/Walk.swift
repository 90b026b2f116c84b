import Domain
import Understanding

@testable import Dialogue

/// A breadth-first walk over the states of a conversation: from each state that was not met before,
/// every class of input and every answer of the store.
struct Walk {
  /// What of a state tells it from others. Which of several names or days was answered is left out.
  struct State: Hashable {
    enum Phase: Hashable {
      case asking(Question, screen: String, proposal: String, isCorrection: Bool)
      case leaving(Question)
      case waiting(String, Question)
      case finished(Outcome)
    }

    var phase: Phase
    var goal: Goal?
    var given: Set<Given>
    var isHeld: Bool
    /// Up to four: from there on the same is said.
    var refusals: Int
    var wasAskedWhetherThere: Bool
  }

  enum Given: Hashable {
    case motive, number, company, known, proven, full, offered, joined
  }

  enum Stimulus: Hashable {
    case line(Typed)
    case lateLine(Typed)
    case deadline
    case interrupt
    case insistentInterrupt
    case end
    case answer(Response)
  }

  struct Place {
    let conversation: Conversation
    let step: Step
    let now: Moment
    /// How it was reached, to be read when something is wrong.
    let from: State?
    let by: Stimulus?
  }

  private(set) var places: [State: Place] = [:]
  private(set) var edges: [State: Set<State>] = [:]
  private(set) var transitions = 0
  private(set) var faults: [String] = []
  var orders: Set<String> = []
  private(set) var questions: Set<Question> = []
  private(set) var purposes: Set<String> = []
  private var queue: [State] = []
  /// Where every line was typed.
  private var wholly: Set<Face> = []

  private struct Face: Hashable {
    let phase: State.Phase
    let goal: Goal?
  }

  /// Tuesday 28 September 2021: three working days are left.
  static let start = Moment(iso: "2021-09-28T09:00") ?? Moment(secondsSinceEpoch: 0)
  /// More states than these are a fault of the walk.
  static let statesMax = 9_000

  /// Walks all that can be reached by a citizen or an agent.
  init(isAgent: Bool) {
    var conversation = Conversation(
      isAgent: isAgent, noticeVersion: "1", seed: 1, mindsSilence: !isAgent)
    let step = conversation.begin(at: Self.start)
    let state = Self.state(of: conversation, step)
    places[state] = Place(
      conversation: conversation, step: step, now: Self.start, from: nil, by: nil)
    queue = [state]
    var next = 0
    while next < queue.count, queue.count < Self.statesMax {
      expand(queue[next])
      next += 1
    }
    queue = []
  }

  private mutating func expand(_ state: State) {
    guard let place = places[state] else { return }
    switch place.step.next {
    case .finish: return
    case .perform(let request):
      for response in World(now: place.now).responses(to: request) {
        go(from: state, place, .answer(response))
      }
      go(from: state, place, .end)
      go(from: state, place, .insistentInterrupt)
    case .ask(let ask):
      if case .question(let question) = ask.subject { questions.insert(question) }
      let lines: [Typed] =
        switch ask.subject {
        case .leaving: ["sí", "no", "salir", "xyzzy", ""].map { Typed($0) }
        case .question(let question)
        where state.refusals > 0 || state.wasAskedWhetherThere
          || !wholly.insert(Face(phase: state.phase, goal: state.goal)).inserted:
          // The same question of the same goal after other answers: every line was typed there.
          Typed.few + Typed.answers(to: question).prefix(3)
        case .question(let question): Typed.anywhere + Typed.answers(to: question)
        }
      for line in lines { go(from: state, place, .line(line)) }
      if ask.until != nil {
        for line in [Typed("1"), Typed("ayuda"), Typed("salir")] {
          go(from: state, place, .lateLine(line))
        }
      }
      if ask.wake != nil { go(from: state, place, .deadline) }
      go(from: state, place, .interrupt)
      go(from: state, place, .insistentInterrupt)
      go(from: state, place, .end)
    }
  }

  private mutating func go(from state: State, _ place: Place, _ stimulus: Stimulus) {
    let (input, now) = Self.input(stimulus, at: place)
    var conversation = place.conversation
    let step = conversation.receive(input, at: now)
    var again = place.conversation
    let repeated = again.receive(input, at: now)
    let after = Self.state(of: conversation, step)
    transitions += 1
    edges[state, default: []].insert(after)
    if repeated != step || Self.state(of: again, repeated) != after
      || again.answers != conversation.answers
    {
      fault("the same input gives something else", state, stimulus)
    }
    if places[after] == nil {
      places[after] = Place(
        conversation: conversation, step: step, now: now, from: state, by: stimulus)
      queue.append(after)
    }
    if case .waiting(let purpose, _) = after.phase { purposes.insert(purpose) }
    check(state, place, stimulus, now, conversation, step)
  }

  private static func input(_ stimulus: Stimulus, at place: Place) -> (Input, Moment) {
    let now = place.now
    guard case .ask(let ask) = place.step.next else {
      switch stimulus {
      case .answer(let response): return (.answer(response), now)
      case .insistentInterrupt: return (.interrupted(insistent: true), now)
      default: return (.endOfInput, now)
      }
    }
    switch stimulus {
    case .line(let typed): return (.line(typed.text), now)
    case .lateLine(let typed): return (.line(typed.text), ask.until ?? now)
    case .deadline: return (.deadlinePassed, ask.wake ?? now)
    case .interrupt: return (.interrupted(insistent: false), now)
    case .insistentInterrupt: return (.interrupted(insistent: true), now)
    case .end: return (.endOfInput, now)
    case .answer(let response): return (.answer(response), now)
    }
  }

  mutating func fault(_ text: String, _ state: State, _ stimulus: Stimulus) {
    guard faults.count < 400 else { return }
    faults.append("\(text): \(path(to: state)) → \(Self.describe(stimulus))")
  }

  /// The states from which one that `isGoal` can be reached, itself among them.
  func reaching(_ isGoal: (State) -> Bool) -> Set<State> {
    var sources: [State: [State]] = [:]
    for (from, targets) in edges {
      for target in targets { sources[target, default: []].append(from) }
    }
    var reaching = Set(places.keys.filter(isGoal))
    var open = Array(reaching)
    while let state = open.popLast() {
      for source in sources[state] ?? [] where reaching.insert(source).inserted {
        open.append(source)
      }
    }
    return reaching
  }

  /// The inputs that led to that state.
  func path(to state: State) -> String {
    var steps: [String] = []
    var place = places[state]
    while let here = place, let by = here.by, let from = here.from {
      steps.append(Self.describe(by))
      place = places[from]
    }
    return steps.reversed().joined(separator: " · ")
  }

  private static func describe(_ stimulus: Stimulus) -> String {
    switch stimulus {
    case .line(let typed): "«\(typed.text.prefix(70))»"
    case .lateLine(let typed): "late «\(typed.text.prefix(70))»"
    case .answer(let response): String("\(response)".prefix(60))
    default: "\(stimulus)"
    }
  }
}

// MARK: The abstraction

extension Walk {
  static func state(of conversation: Conversation, _ step: Step) -> State {
    let phase: State.Phase =
      switch conversation.state {
      case .silent: preconditionFailure("it has begun")
      case .asking(let pending):
        .asking(
          pending.question, screen: name(pending.screen),
          proposal: pending.proposal.map { name($0) } ?? "",
          isCorrection: pending.isCorrection)
      case .leaving(let pending): .leaving(pending.question)
      case .waiting(let purpose, let pending): .waiting(name(purpose), pending.question)
      case .finished:
        if case .finish(let outcome) = step.next {
          .finished(outcome)
        } else {
          preconditionFailure("the conversation is over")
        }
      }
    if case .finished = phase {
      return State(
        phase: phase, goal: nil, given: [], isHeld: false, refusals: 0,
        wasAskedWhetherThere: false)
    }
    return State(
      phase: phase, goal: conversation.goal, given: given(conversation),
      isHeld: conversation.hold != nil, refusals: min(conversation.refusals, 4),
      wasAskedWhetherThere: conversation.silence?.wasAsked ?? false)
  }

  /// The answers and facts, as far as they change where the way to the goal leads: what the way
  /// asks before the question is told by the question.
  private static func given(_ conversation: Conversation) -> Set<Given> {
    let answers = conversation.answers
    let facts = conversation.facts
    var given: Set<Given> = []
    let pending: Conversation.Pending
    switch conversation.state {
    case .asking(let asking), .waiting(_, let asking): pending = asking
    case .leaving, .silent, .finished: return []
    }
    guard conversation.goal != nil else {
      if answers[.documentNumber] != nil { given.insert(.number) }
      if answers.motive != nil { given.insert(.motive) }
      return given
    }
    if pending.isCorrection { return [] }
    if conversation.goal == .turn {
      if conversation.progress.waiting?.offer != nil { given.insert(.offered) }
      if conversation.tally.done == .waiting { given.insert(.joined) }
    }
    if conversation.goal == .book, facts.full?.isWithoutOther == true,
      answers.appointmentCity == nil
    {
      given.insert(.full)
    }
    if conversation.goal?.takesForm == true {
      if answers.personType == .juridica { given.insert(.company) }
      if let status = facts.status, status.document == answers.document, status.status.known != nil
      {
        given.insert(
          answers.document.map(facts.proven.contains) == true ? .proven : .known)
      }
    }
    return given
  }

  private static func name(_ screen: Conversation.Pending.Screen) -> String {
    switch screen {
    case .plain: ""
    case .challenge: "challenge"
    case .month: "month"
    case .hours: "hours"
    }
  }

  private static func name(_ proposal: Proposal) -> String {
    let reason =
      switch proposal.reason {
      case .doubt(let doubt): doubt.rawValue
      case .nearestPoints: "nearest"
      case .anotherOffice: "another office"
      case .stillFree: "still free"
      case .elsewhere: "elsewhere"
      }
    return proposal.answers.count == 1 ? reason : reason + "s"
  }

  private static func name(_ purpose: Conversation.Purpose) -> String {
    switch purpose {
    case .storeConsent(let granted): granted ? "consent" : "no consent"
    case .checkDocument: "check"
    case .prove: "prove"
    case .lookUp: "look up"
    case .loadDraft: "load draft"
    case .saveDraft: "save draft"
    case .askCity: "ask city"
    case .askPoint: "ask point"
    case .askWhetherOver: "ask whether over"
    case .askDay: "ask day"
    case .askTime: "ask time"
    case .judgeDay(.day): "judge day"
    case .judgeDay(.slot): "judge slot"
    case .judgeDay(.first), .judgeDay(.last): "judge extreme"
    case .judgeDay(.within): "judge range"
    case .findElsewhere: "elsewhere"
    case .placeHold: "hold"
    case .explainTaken(_, let wasHeld): wasHeld ? "lost" : "taken"
    case .offerAgain: "offer again"
    case .extendHold: "extend"
    case .release(.menu): "release to menu"
    case .release(.begin(let goal)): "release to " + goal.rawValue
    case .release(.leave): "release to leave"
    case .release(.nextCall): "release for the next call"
    case .release(.silence): "release in silence"
    case .release(.gone): "release what is gone"
    case .release(.turn): "release to the turn"
    case .book: "book"
    case .modify: "modify"
    case .update: "update"
    case .cancel: "cancel"
    case .join: "join"
    case .takeUp: "take up"
    case .decline: "decline"
    case .leaveList: "leave the list"
    case .findPoints: "find points"
    case .showAvailability: "availability"
    case .note: "note"
    case .endCall: "end call"
    case .hear: "hear"
    }
  }
}
