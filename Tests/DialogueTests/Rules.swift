import Domain
import Understanding

@testable import Dialogue

// What holds of every transition.
extension Walk {
  mutating func check(
    _ state: State, _ place: Place, _ stimulus: Stimulus, _ now: Moment,
    _ after: Conversation, _ step: Step
  ) {
    let before = place.conversation
    switch (after.state, step.next) {
    case (.asking, .ask), (.leaving, .ask), (.waiting, .perform), (.finished, .finish): break
    default: fault("the next thing is not that of the state", state, stimulus)
    }
    // A warning does not turn the «no» to leaving into one to the appointment.
    if case .leaving = before.state, case .deadline = stimulus, case .asking = after.state,
      case .ask(let ask) = step.next, ask.isReminder
    {
      fault("whether to leave is forgotten", state, stimulus)
    }
    if let hold = after.hold, after.answers.slot != hold.slot {
      fault("a hold on a slot that is not wanted", state, stimulus)
    }
    if case .ask(let ask) = step.next {
      checkQuestion(ask, after, state, stimulus)
    }
    checkStored(before, after, state, stimulus)
    if case .line(let typed) = stimulus {
      checkLine(typed, place, after, step, state, stimulus, now)
    }
  }

  private mutating func checkQuestion(
    _ ask: Ask, _ after: Conversation, _ state: State, _ stimulus: Stimulus
  ) {
    if ask.until != after.hold?.until { fault("the end of the hold is not told", state, stimulus) }
    guard case .question(let question) = ask.subject else { return }
    if question == .acceptance, after.hold == nil {
      fault("acceptance is asked without a place", state, stimulus)
    }
    if Declaration.of(question).listing == .numbered, ask.options.isEmpty, !after.storeIsBusy {
      fault("a list without options", state, stimulus)
    }
    switch question {
    // Their words have a place for what is known.
    case .time, .verification, .documentNumber:
      if ask.wording == .usual {
        fault("\(question) is asked without what it names", state, stimulus)
      }
    default: break
    }
    if ask.numbered > ask.options.count { fault("numbers without options", state, stimulus) }
    let answers = after.answers
    if let city = answers.city, let department = answers.department, city.department != department {
      fault("a city of another department", state, stimulus)
    }
    if let type = answers.documentType, let person = answers.personType,
      !(DocumentType.offered(to: person) + DocumentType.onRequest(by: person)).contains(type)
    {
      fault("a document of another kind of person", state, stimulus)
    }
    if let point = answers.point, point.cityCode != answers.appointmentCity?.code {
      fault("a point of another city", state, stimulus)
    }
    if answers[.documentNumber] != nil, answers.documentType == nil {
      fault("a number without type", state, stimulus)
    }
  }

  /// No answer is stored without its question having been asked or its field named.
  private mutating func checkStored(
    _ before: Conversation, _ after: Conversation, _ state: State, _ stimulus: Stimulus
  ) {
    let stored = after.answers.given.filter { before.answers[$0.question] != $0 }
    guard !stored.isEmpty else { return }
    var allowed: Set<Question> = []
    switch (before.state, stimulus) {
    case (.asking(let pending), .line(let typed)), (.asking(let pending), .lateLine(let typed)):
      allowed = Set([pending.question] + typed.names)
      // «Sí, es un NIT»
      if case .withoutType = before.keptNumber,
        [.documentType, .documentNumber].contains(pending.question)
      {
        allowed.formUnion([.documentType, .documentNumber])
      }
      // An agent asks for both telephones in one breath.
      if pending.question == .landline, before.isAgent { allowed.insert(.mobile) }
      // Whose number it is tells who it is for.
      if pending.proposal?.reason == .doubt(.companyNumber) {
        allowed.formUnion([.personType, .documentType])
      }
    case (.waiting(let purpose, _), .answer):
      allowed =
        switch purpose {
        case .storeConsent: [.consent]
        case .judgeDay: [.day]
        case .loadDraft: [.motive, .personType]
        // The code of what was found, for who wants to change it; that no datum is to be asked.
        case .lookUp: [.code]
        case .prove: [.secondDatum]
        // What else was named to be changed.
        case .update: [.change]
        // Who joins has told whose it is.
        case .join: [.secondDatum]
        // All that the entry has.
        case .takeUp: Set(Question.allCases)
        case .release(.begin(.cancel)), .release(.begin(.modify)): [.handling]
        case .hear(let line):
          Set(
            (Typed.anywhere + Question.allCases.flatMap(Typed.answers))
              .filter { $0.text == line }.flatMap(\.names)
              + [.appointmentCity, .pointOfContact, .day, .time])
        default: []
        }
    default: break
    }
    // What an agent typed before and had to wait.
    if let rest = before.rest {
      for typed in Typed.anywhere where typed.text.hasSuffix(rest) {
        allowed.formUnion(typed.names + [.secondDatum, .change])
      }
    } else if before.isAgent, case .line(let typed) = stimulus, typed.names.count > 1 {
      allowed.formUnion([.personType, .secondDatum, .change])
    }
    // What follows from an answer that was asked.
    for answer in stored {
      switch answer {
      case .knownData(true): allowed.formUnion(Answers.personalQuestions)
      case .appointmentCity: allowed.insert(.pointOfContact)
      // Where it was to be for the appointment.
      case .waitingCity where after.goal == .wait:
        allowed.insert(.waitingCity)
      case .change(.time): allowed.formUnion([.appointmentCity, .pointOfContact])
      case .handling where after.goal == .cancel || after.goal == .modify:
        allowed.insert(.handling)
      default: break
      }
    }
    for answer in stored where !allowed.contains(answer.question) {
      fault("\(answer.question) is stored unasked", state, stimulus)
    }
  }

  private mutating func checkLine(
    _ typed: Typed, _ place: Place, _ after: Conversation, _ step: Step, _ state: State,
    _ stimulus: Stimulus, _ now: Moment
  ) {
    let before = place.conversation
    guard case .asking(let pending) = before.state, case .ask(let asked) = place.step.next else {
      return
    }
    let reading = interpret(
      typed.text, as: pending.question, in: before.context(of: pending, at: now))
    var fulfilled = false
    if case .order(let order) = reading {
      orders.insert(name(order))
      fulfilled = checkOrder(order, place, pending, after, step, state, stimulus)
    }
    let isRefused = step.says.contains {
      switch $0 {
      case .refused, .proposalRefused, .numberBeforeType, .cannotChange, .cannotCorrect, .notJoined:
        true
      default: false
      }
    }
    if typed.text == "sí", let proposal = pending.proposal, proposal.answers.count > 1,
      [.acceptance, .cancellation].contains(pending.question), !isRefused
    {
      fault("a bare yes chooses between two options", state, stimulus)
    }
    // The type that goes with a number may be plain where the number is none.
    let isTypeTold = pending.question == .documentType && after.answers.documentType != nil
    if isRefused, !isTypeTold, after.answers != before.answers {
      fault("a refusal changes an answer", state, stimulus)
    }
    // «Aceptar» is no datum: the acceptance is asked again.
    let isAskedAgain =
      if case .asking(let now) = after.state {
        now.proposal != nil && pending.proposal == nil
          || before.hold != nil && pending.isCorrection && now.question == .acceptance
      } else { false }
    // What is accepted can be told otherwise.
    let isToldOtherwise = pending.question == .acceptance && after.answers != before.answers
    if case .invalid = reading, !isRefused, !isAskedAgain, !isToldOtherwise,
      case .ask = step.next
    {
      fault("what is no answer is not refused", state, stimulus)
    }
    if step.says.isEmpty, !fulfilled, case .ask(let ask) = step.next,
      ask.subject == asked.subject, ask.wording == asked.wording, ask.options == asked.options
    {
      fault("a line is not answered", state, stimulus)
    }
  }

  /// Whether the order is fulfilled by the question alone.
  private mutating func checkOrder(
    _ order: Order, _ place: Place, _ pending: Conversation.Pending, _ after: Conversation,
    _ step: Step, _ state: State, _ stimulus: Stimulus
  ) -> Bool {
    let before = place.conversation
    switch order {
    case .help, .again, .summary, .availability, .services, .list, .human, .spell, .note, .explain:
      if after.answers != before.answers || after.goal != before.goal {
        fault("a digression changes something", state, stimulus)
      }
      switch after.state {
      case .asking(let asking) where asking == pending: break
      case .waiting(_, let asking) where asking == pending: break
      default: fault("a digression does not return", state, stimulus)
      }
      return order == .again
    case .leave:
      switch step.next {
      case .finish(.left): break
      case .finish(.waiting) where before.isDone: break
      case .perform(.release) where before.hold != nil: break
      default: fault("leaving does not leave", state, stimulus)
      }
      return true
    case .menu:
      if after.answers != before.answers { fault("the menu changes something", state, stimulus) }
      return true
    case .correct(let question):
      // What is to be changed is chosen by saying so, and «cambiarla» may be of an appointment.
      let isBegun =
        pending.question == .change && after.answers.change != nil
        || before.goal != .modify && after.goal == .modify
      if after.answers != before.answers, !isBegun {
        fault("a correction changes something before it is answered", state, stimulus)
      }
      guard let question, before.goal != nil, before.answers[question] != nil,
        Declaration.of(question).isDatum
      else { return question == pending.question }
      let isAsked: Bool =
        switch after.state {
        case .asking(let asking), .waiting(_, let asking):
          asking.question == question || step.says.contains(.cannotCorrect(question))
            || step.says.contains(.cannotChange(question))
            || [.pointOfContact, .city, .department].contains(question)
              && step.says.contains(.cannotChange(.appointmentCity))
            || question == .pointOfContact
        default: false
        }
      if !isAsked { fault("a correction does not ask", state, stimulus) }
      return true
    case .back:
      return false
    case .nextCall where !before.isAgent:
      return false
    case .nextCall:
      if after.hold != nil, before.hold == nil {
        fault("another call has a place", state, stimulus)
      }
      return true
    case .begin(let goal):
      // An agent sees what is known of a document without proof.
      var goal = goal == .resume && before.isAgent ? .book : goal
      // Of an appointment that was not made another hour is chosen.
      if goal == .modify, before.isBookingPutOff { goal = .book }
      if case .ask = step.next, after.goal != goal {
        fault("another goal is not begun", state, stimulus)
      }
      // The first open question of the goal is its answer.
      return true
    }
  }

  private func name(_ order: Order) -> String {
    switch order {
    case .help: "help"
    case .explain(let asked): "explain " + asked.rawValue
    case .again: "again"
    case .back: "back"
    case .correct(nil): "correct"
    case .correct(.some(let question)): "correct " + question.rawValue
    case .summary: "summary"
    case .availability(let place): place == nil ? "availability" : "availability of a place"
    case .services: "services"
    case .menu: "menu"
    case .list: "list"
    case .leave: "leave"
    case .human: "human"
    case .begin(let goal): "begin " + goal.rawValue
    case .spell(let question): question == nil ? "spell" : "spell a field"
    case .note: "note"
    case .nextCall: "next call"
    }
  }
}
