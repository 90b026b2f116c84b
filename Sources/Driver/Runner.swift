internal import Dialogue
internal import Domain
internal import Store
internal import Terminal
internal import Understanding
internal import Wording

/// Runs one conversation: reads, asks the store, writes. It decides nothing.
struct Runner<Place: Surface> {
  let surface: Place
  let presenter: Presenter
  let store: Store
  var conversation: Conversation
  /// For the codes of appointments.
  var random: SplitMix64
  /// Whether each line is written after it was read.
  let echoes: Bool
  /// Whether the first refusal ends the run.
  let isStrict: Bool
  /// Of a long list that is heard, what has not been told yet, piece by piece.
  private var unheard: [PageText] = []
  /// Whether the question that waits has been shown, and stands right above the prompt.
  private var isAsked = false
  private var isAbove = false
  /// The last question in words: after a digression it is asked again as it was.
  private var posed: Posed?
  /// A draft that waits to be written until the conversation waits for somebody.
  private var unsavedDraft: (document: Document, answers: [StoredAnswer])?

  init(
    surface: Place, presenter: Presenter, store: Store, conversation: Conversation,
    random: SplitMix64, echoes: Bool, isStrict: Bool
  ) {
    self.surface = surface
    self.presenter = presenter
    self.store = store
    self.conversation = conversation
    self.random = random
    self.echoes = echoes
    self.isStrict = isStrict
  }

  /// Why a run ended before the conversation did.
  enum Failure: Error {
    case store(StoreError)
    case output(OutputError)
  }

  private static var strictRefusal: (status: String, exitStatus: Int32) { ("rechazada", 65) }

  /// The exit status.
  mutating func run() throws(Failure) -> Int32 {
    do {
      try store.inspect()
    } catch {
      throw .store(error)
    }
    var step = conversation.begin(at: surface.now)
    store.beginConversation(now: surface.now)
    // A turn is said as a whole: what came of its requests tells how its beginning is meant.
    var said: [Utterance] = []
    while true {
      said += step.says
      if case .perform = step.next {
      } else {
        present(said)
        if isStrict, said.contains(where: \.isRefusal) { return try end(Self.strictRefusal) }
        said = []
      }
      switch step.next {
      case .ask(let ask):
        if !ask.isReminder {
          isAsked = false
          isAbove = false
        }
        let input = try read(ask)
        step = conversation.receive(input, at: surface.now)
      case .perform(let request):
        let response = try perform(request)
        step = conversation.receive(.answer(response), at: surface.now)
        if response == .busy, isDrivenBlindly {
          said += step.says
          step = conversation.receive(.endOfInput, at: surface.now)
        }
      case .finish(let outcome):
        for piece in unheard { surface.write(surface.text(piece)) }
        return try end((outcome.status, outcome.exitStatus))
      }
    }
  }

  /// Lines that were written before the questions were seen must not answer others.
  private var isDrivenBlindly: Bool {
    if case .text = presenter { !surface.isTerminal } else { false }
  }

  private mutating func end(
    _ outcome: (status: String, exitStatus: Int32)
  ) throws(Failure) -> Int32 {
    try saveDraft()
    presenter.presentEnd(status: outcome.status, exitStatus: outcome.exitStatus, on: surface)
    do {
      try surface.flush()
    } catch {
      throw .output(error)
    }
    keepRecord(endingWith: outcome.status)
    return outcome.exitStatus
  }

  /// Everything was said by now; that it cannot be counted is nobody's concern.
  func keepRecord(endingWith status: String) {
    if let record = conversation.record(endingWith: status) {
      try? store.end(record, now: surface.now)
    }
  }

  /// What is left of a list is told before the next one begins.
  private mutating func present(_ said: [Utterance]) {
    guard !said.isEmpty else { return }
    unheard = presenter.present(said, on: surface)
    isAbove = false
  }

  private mutating func pose(_ ask: Ask) -> Posed {
    if let posed, posed.ask.isWorded(as: ask) { return posed }
    let options = presenter.options(of: ask, isTerminal: surface.isTerminal)
    let new = Posed(
      ask: ask, options: options, text: presenter.question(ask, options, on: surface))
    posed = new
    return new
  }

  private mutating func read(_ ask: Ask) throws(Failure) -> Input {
    let posed = pose(ask)
    let options = posed.options
    let offers = Offers(
      options: { [presenter] in presenter.names(of: ask) },
      cities: { [store, surface] in
        // While the store is busy there is nothing to offer.
        let points = (try? store.bookablePoints(now: surface.now)) ?? []
        var cities: [String] = []
        for point in points where cities.last != point.city { cities.append(point.city) }
        return cities
      })
    if !surface.hasLine { try saveDraft() }
    while true {
      var request = LineRequest(
        prompt: isPrompted ? "> " : "", question: { _ in [] }, isQuestionShown: isAbove,
        status: presenter.status(of: ask, on: surface), wake: ask.wake,
        keepTyped: ask.isReminder,
        completions: { [isTerminal = surface.isTerminal] in isTerminal ? offers.texts(for: $0) : []
        })
      if !unheard.isEmpty {
        request.question = presenter.hearMore(on: surface)
        request.isQuestionShown = false
      } else if !isAsked || isAbove {
        request.question = posed.text
        isAsked = true
        isAbove = true
      }
      let line: Console.Line
      do {
        line = try surface.readLine(request)
      } catch {
        // Whoever reads is gone; what was answered is kept.
        try? saveDraft()
        throw .output(error)
      }
      switch line {
      case .text(let text):
        if echoes { surface.write("> " + visible(text) + "\n") }
        if !unheard.isEmpty {
          let wantsMore = wantsToHearMore(text)
          if wantsMore == true {
            surface.write(surface.text(unheard.removeFirst()))
          } else {
            unheard = []
          }
          // Anything else answers the question that the list belongs to.
          if wantsMore != nil { continue }
        }
        if surface.isTerminal, case .question(let question) = ask.subject,
          isOrder(text, at: question, isAgent: conversation.isAgent)
        {
          surface.remember(text)
        }
        return .line(options.answer(named: text)?.value ?? text)
      case .endOfInput: return .endOfInput
      case .hungUp: return .endOfInput
      case .interrupted(typed: true) where surface.isTerminal:
        isAbove = false
      case .interrupted: return .interrupted(insistent: !surface.isTerminal)
      case .timedOut: return .deadlinePassed
      }
    }
  }

  /// Writes the draft that waits for it. While the store is busy it waits on: nothing was lost yet.
  private mutating func saveDraft() throws(Failure) {
    guard let (document, answers) = unsavedDraft else { return }
    do {
      try store.saveDraft(of: document, answers, now: surface.now)
      unsavedDraft = nil
    } catch .busy {
    } catch {
      throw .store(error)
    }
  }

  private var isPrompted: Bool {
    if case .text = presenter { true } else { false }
  }

  /// Has the store do it; busy is an answer too.
  mutating func perform(_ request: Request) throws(Failure) -> Response {
    if !request.leavesDraftsAlone { try saveDraft() }
    do {
      let response = try answer(to: request, at: surface.now)
      if response.concernsMail {
        // It is done: that this cannot be read changes nothing about it.
        conversation.announcesMail =
          (try? store.mailSettings(now: surface.now))?.announces ?? false
      }
      return response
    } catch .busy {
      return .busy
    } catch {
      throw .store(error)
    }
  }

  mutating func answer(
    to request: Request, at now: Moment
  ) throws(StoreError) -> Response {
    switch request {
    case .points:
      return .points(try store.bookablePoints(now: now))
    case .agendas(let points, let days):
      return .agendas(try store.agendas(of: points, days: days, now: now))
    case .status(let document):
      return .status(try store.status(of: document, now: now))
    case .record(let consent, let document):
      try store.record(consent, erasingDraftOf: document, now: now)
      return .recorded(try store.policies(now: now))
    case .saveDraft(let document, let draft):
      // Lines that are there already are answered within the moment: one draft for all of them.
      if surface.hasLine {
        unsavedDraft = (document, draft)
      } else {
        unsavedDraft = nil
        try store.saveDraft(of: document, draft, now: now)
      }
      return .done
    case .loadDraft(let document, let datum):
      return response(to: try store.draft(of: document, second: datum, now: now)) { .draft($0) }
    case .known(let document, let datum):
      return response(to: try store.known(of: document, second: datum, now: now)) { .known($0) }
    case .find(let code):
      return response(to: try store.find(code, now: now)) { .found([$0]) }
    case .findOf(let document, let code):
      return response(to: try store.find(code, document: document, now: now)) { .found([$0]) }
    case .findAll(let document, let datum):
      return response(to: try store.find(document: document, second: datum, now: now)) {
        .found($0.appointments, $0.waiting, ended: $0.ended)
      }
    case .hold(let slot, let point):
      switch try store.hold(slot, at: point, now: now) {
      case .held(let hold): return .held(hold)
      case .taken: return .taken
      }
    case .extend(let hold):
      switch try store.extend(hold, now: now) {
      case .extended(let hold): return .held(hold)
      case .gone: return .taken
      case .noExtensionsLeft: return .noExtensionsLeft
      }
    case .release(let hold):
      try store.release(hold, now: now)
      return .done
    case .book(let booking, let hold):
      switch try store.book(booking, hold: hold, now: now, using: &random) {
      case .booked(let appointment):
        unsavedDraft = nil
        return .booked(appointment)
      case .taken: return .taken
      case .alreadyBooked(let appointment): return .alreadyBooked(appointment)
      }
    case .modify(let code, let document, let hold):
      switch try store.modify(code, document: document, hold: hold, now: now, using: &random) {
      case .modified(let appointment): return .modified(appointment)
      case .unchanged: return .unchanged
      case .taken: return .taken
      case .gone(let record): return .gone(record)
      }
    case .update(let code, let document, let change):
      switch try store.update(code, document: document, change, now: now) {
      case .updated(let record): return .updated(record)
      case .gone(let record): return .gone(record)
      }
    case .note(let text, let code):
      try store.note(text, on: code, now: now)
      return .done
    case .endCall(let record):
      try store.end(record, now: now)
      return .done
    case .join(let wish, let motive, let applicant):
      switch try store.join(wish, motive: motive, applicant: applicant, now: now) {
      case .joined(let status):
        unsavedDraft = nil
        return .joined(status)
      case .alreadyWaiting: return .alreadyWaiting
      case .alreadyBooked(let appointment): return .alreadyBooked(appointment)
      }
    case .takeUp(let document):
      switch try store.takeUpOffer(to: document, now: now) {
      case .held(let hold): return .held(hold)
      case .taken: return .taken
      }
    case .decline(let document):
      return .declined(try store.declineOffer(to: document, now: now))
    case .leaveList(let document):
      _ = try store.leaveWaitingList(document, now: now)
      return .done
    case .cancel(let code, let document):
      switch try store.cancel(code, document: document, now: now) {
      case .cancelled(let record): return .cancelled(record)
      case .gone(let record): return .gone(record)
      }
    }
  }

  private func response<Found>(
    to lookUp: LookUp<Found>, found: (Found) -> Response
  ) -> Response {
    switch lookUp {
    case .found(let value): found(value)
    case .notFound: .notFound
    case .slowDown(let until): .slowDown(until: until)
    }
  }
}

extension Request {
  /// Whether the store answers it alike, whatever draft there is: a booking and a place on the
  /// waiting list end the document's.
  fileprivate var leavesDraftsAlone: Bool {
    switch self {
    case .saveDraft, .points, .agendas, .hold, .extend, .book, .join: true
    default: false
    }
  }
}

/// A question in words. Outside the runner: inside it would be another type for each surface.
private struct Posed {
  let ask: Ask
  let options: SpokenOptions
  let text: (_ width: Int) -> [UInt8]
}

extension Ask {
  /// Whether the other has the same words; when to wake whom is none of them.
  fileprivate func isWorded(as other: Ask) -> Bool {
    var other = other
    other.wake = wake
    other.isReminder = isReminder
    return self == other
  }
}

extension Utterance {
  var isHoldWarning: Bool {
    if case .holdEnds = self { true } else { false }
  }

  /// Whether it refuses an answer.
  var isRefusal: Bool {
    switch self {
    case .refused, .proposalRefused, .outOfScope, .noPoint, .slowDown: true
    default: false
    }
  }
}
