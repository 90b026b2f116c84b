internal import Dialogue
internal import Domain
internal import Driver
internal import Office
internal import SQLite
internal import Store

struct Options {
  var seed: UInt64 = 1
  var days = 28
  /// Of citizens and agents' callers, a day.
  var visitsPerDay = 60
  /// Of people who join the waiting list, a day.
  var waitersPerDay = 10
  var people = 400
  /// The last step.
  var until = Int.max
  /// Only these of the visits, the waiters and the office's chores; nil for all.
  var only: Set<Int>?
  var folder = "/dev/shm"
  /// For a test of what is told of a failure: an event passes unseen, as if it were missing.
  var losesEvents = false
  var log: ((String) -> Void)?
  /// Steps between two comparisons of everything, and between two runs of `verificar`.
  var wholeEvery = 400
  var verifyEvery = 4_000
}

/// What happened in a run, so that none passes because nothing did.
struct Tally: Hashable {
  var steps = 0
  var conversations = 0
  var counts: [String: Int] = [:]
  /// FNV-1a of the log.
  var digest: UInt64 = 0xcbf2_9ce4_8422_2325

  subscript(name: String) -> Int { counts[name, default: 0] }
}

/// Weeks of an office in one process and in virtual time. What everybody does follows from the seed,
/// and after each step the store is held against the model.
final class World {
  /// Sunday evening: the offices open the next morning, and October begins in the third week.
  static let start = Moment(iso: "2021-09-12T18:00") ?? Moment(secondsSinceEpoch: 0)

  let options: Options
  let path: String
  let people: [Person]
  let privacy: Privacy
  let ledger: Ledger
  let citizens: Program
  let agents: Program
  var model: Model
  var tally = Tally()
  var chance: SplitMix64
  private var queue: [Task] = []
  private var order = 0
  var visitors: [Int: Visitor] = [:]
  var waiters: [Int: Waiter] = [:]
  private var owners: [Int: Process] = [:]
  private var latest: [String] = []
  private var lastReview: Moment
  private var awaitsReview = false
  private var nextWhole = 0
  private var nextVerification = 0
  /// Which conversations end only because nobody has the store any more.
  var codes: [AppointmentCode] = []

  enum What {
    case visit(number: Int)
    case act(number: Int)
    case wait(number: Int)
    case look(number: Int)
    case chore(number: Int, Chore)
  }

  private struct Task {
    let at: Moment
    let order: Int
    let what: What
  }

  static let cities = ["Arauca", "Bogotá", "Leticia", "Sogamoso", "Pasto"]

  init(_ options: Options, path: String) throws {
    self.options = options
    self.path = path
    chance = SplitMix64(seed: options.seed)
    people = try (0..<options.people).map { try Person($0, cities: Self.cities) }
    privacy = Privacy(people)
    citizens = try Program([])
    agents = try Program(["--agente", "Ana"])
    let store = Store(.file(path), actor: Actor(channel: .office, agent: "Jefe"))
    let now = Self.start
    let points = try store.points(now: now)
    model = Model(now: now, points: points, policies: [:], rules: [:])
    for row in try store.policyRows(now: now) { model.policies[row.name] = row.value }
    for schedule in try store.schedules(now: now) {
      for rule in schedule.rules { model.rules[rule.id] = rule }
    }
    ledger = try Ledger(path: path)
    _ = try ledger.takeEvents()
    lastReview = now
    nextWhole = options.wholeEvery
    nextVerification = options.verifyEvery
  }

  var now: Moment { model.now }

  // MARK: Time

  func schedule(_ what: What, at moment: Moment) {
    order += 1
    let task = Task(at: moment, order: order, what: what)
    // The next one stands last.
    var (low, high) = (0, queue.count)
    while low < high {
      let middle = (low + high) / 2
      if (queue[middle].at, queue[middle].order) > (task.at, task.order) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    queue.insert(task, at: low)
  }

  /// Plans what comes from outside, then lets it happen.
  func run() throws {
    try beginOffice()
    plan()
    let end = Self.start.advanced(bySeconds: options.days * 86_400)
    while let task = queue.last, task.at < end, tally.steps < options.until {
      queue.removeLast()
      model.now = max(now, task.at)
      tally.steps += 1
      runningStep = tally.steps
      switch task.what {
      case .visit(let number): try arrive(number)
      case .act(let number): try act(number)
      case .wait(let number): try join(number)
      case .look(let number): try look(number)
      case .chore(let number, let chore): try perform(chore, number: number)
      }
      if tally.steps >= nextWhole { try compareAll() }
    }
    if tally.steps < options.until { try close() }
  }

  private func isWanted(_ number: Int) -> Bool { options.only?.contains(number) ?? true }

  /// Who comes when: nobody's coming depends on another's, so that some can be left out.
  private func plan() {
    var number = 0
    for day in 0..<options.days {
      let midnight = Self.start.day.advanced(by: day)
      func moment(_ hour: Int, _ random: inout SplitMix64, seconds: Int = 3600) -> Moment {
        Moment(midnight, TimeOfDay(minutes: hour * 60))
          .advanced(bySeconds: Int.random(in: 0..<seconds, using: &random))
      }
      func add(_ count: Int, _ body: (Int, inout SplitMix64) -> (What, Moment)) {
        for _ in 0..<count {
          number += 1
          var random = seeded(number, 1)
          let (what, at) = body(number, &random)
          if isWanted(number), at >= Self.start { schedule(what, at: at) }
        }
      }
      // Half of them come in crowds.
      let crowds = (0..<4).map { crowd in
        var random = seeded(day * 4 + crowd, 2)
        let hour = Int.random(in: 7...20, using: &random)
        return moment(hour, &random)
      }
      add(options.visitsPerDay) { number, random in
        if Bool.random(using: &random) {
          let crowd = crowds[Int.random(in: 0..<4, using: &random)]
          return (
            .visit(number: number),
            crowd.advanced(bySeconds: Int.random(in: 0..<90, using: &random))
          )
        }
        let hour = Int.random(in: 6...22, using: &random)
        return (.visit(number: number), moment(hour, &random))
      }
      add(options.waitersPerDay) { number, random in
        let hour = Int.random(in: 6...22, using: &random)
        return (.wait(number: number), moment(hour, &random))
      }
      for chore in Chore.ofTheDay(day, seeded(day, 3)) {
        add(1) { number, random in
          (.chore(number: number, chore.chore), moment(chore.hour, &random, seconds: 3600))
        }
      }
    }
  }

  /// The generator of that visit or chore, whatever else happens.
  func seeded(_ number: Int, _ kind: UInt64) -> SplitMix64 {
    var mixed = SplitMix64(
      seed: options.seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(number) << 3 &+ kind)
    return SplitMix64(seed: mixed.next())
  }

  // MARK: Steps

  /// Holds what was done against the model.
  func did(_ deed: Deed, by process: Process, _ told: @autoclosure () -> String) throws {
    var events = try ledger.takeEvents()
    if options.losesEvents { events.removeAll { $0.kind == "hold" } }
    for event in events { try bind(event, to: process) }
    let (session, isAgent) = (process.session, process.isAgent)
    do {
      try model.foresee(deed, session: session, isAgent: isAgent)
      try model.apply(events, of: deed, isAgent: isAgent)
    } catch {
      note(process, told(), events)
      throw error
    }
    note(process, told(), events)
    for event in events { tally.counts[event.name, default: 0] += 1 }
    if case .sweep(let count) = deed { try model.sweep(count) }
    if case .review = deed {
      lastReview = now
      awaitsReview = false
    }
    if case .policy = deed { awaitsReview = true }
    if try ledger.hasChanged() {
      let touched = Set(
        events.flatMap(\.words).filter { $0.utf8.count == AppointmentCode.length }
          .compactMap { AppointmentCode(parsing: $0) })
      codes += events.filter { ["book", "replace", "move"].contains($0.kind) }
        .compactMap { $0.words.last.flatMap { AppointmentCode(parsing: $0) } }
      try ledger.compare(model, touched: touched, wholly: false)
      try ledger.compareMessages(model)
      if !awaitsReview,
        let fault = model.overlooked(
          at: nil, through: model.openThrough(at: lastReview), rows: true)
      {
        throw Broken(fault)
      }
    } else if !events.isEmpty {
      throw Broken("events without a change of the file")
    }
    try model.conclude(deed, session: session, isAgent: isAgent)
  }

  private func bind(_ event: Event, to process: Process) throws {
    guard let owner = owners[event.session] else {
      guard try ledger.isAgent(event.session) == process.isAgent else {
        throw Broken("the session \(event.session) is another's kind")
      }
      owners[event.session] = process
      process.session = event.session
      process.sessions.insert(event.session)
      model.living.insert(event.session)
      if process.isAgent { model.agents.insert(event.session) }
      return
    }
    guard owner === process, process.session == event.session else {
      throw Broken("an event of another's session: \(event)")
    }
  }

  /// The process is gone, and with it whatever it held.
  func leave(_ process: Process) {
    for session in process.sessions {
      model.living.remove(session)
      // Nobody has that number again.
      owners[session] = Process.gone
    }
    visitors[process.number] = nil
  }

  func compareAll() throws {
    nextWhole = tally.steps + options.wholeEvery
    try ledger.compare(model, touched: [], wholly: true)
    guard tally.steps >= nextVerification else { return }
    try verify()
  }

  private func verify() throws {
    nextVerification = tally.steps + options.verifyEvery
    let store = Store(.file(path), actor: Actor(channel: .office, agent: "Jefe"))
    let findings = try store.verify(now: now)
    guard findings.isEmpty else { throw Broken("verificar: \(findings)") }
  }

  /// Everybody leaves, and their holds end.
  private func close() throws {
    for visitor in visitors.values.sorted(by: { $0.number < $1.number }) { leave(visitor) }
    for waiter in waiters.values { waiter.process.map(leave) }
    model.now = now.advanced(bySeconds: 3_600)
    let office = process("Jefe")
    let review = try office.store.reviewWaitingList(now: now)
    try did(.review(review), by: office, "review \(review)")
    let points = model.points.map(\.id)
    for point in points {
      let days = now.day...now.day.advanced(by: 60)
      let agenda = try office.store.agenda(of: point, days: days, now: now)
      try did(
        .request(.agendas([point], days: days), .agendas([point: agenda])), by: office, "agenda")
    }
    try compareAll()
    try verify()
  }

  /// A process of the office.
  func process(_ name: String) -> Process {
    order += 1
    return Process(-order, path: path, actor: Actor(channel: .office, agent: name))
  }

  // MARK: The log

  func note(_ process: Process, _ told: String, _ events: [Event]) {
    let what = events.map { "\($0.kind) \($0.subject)" }.joined(separator: ", ")
    log("\(process.number) \(told)\(what.isEmpty ? "" : " [\(what)]")")
  }

  func log(_ text: String) {
    let line = "\(tally.steps) \(now.iso.prefix(19)) \(text)"
    for byte in line.utf8 { tally.digest = (tally.digest ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    latest.append(line)
    if latest.count > 80 { latest.removeFirst(40) }
    options.log?(line)
  }

  /// The last lines of the log.
  var lately: [String] { latest.suffix(30) }
}

extension Process {
  /// Whose sessions are over.
  nonisolated(unsafe) static let gone = Process(
    0, path: "/dev/null", actor: Actor(channel: .office, agent: nil))
}

/// The number of the step that runs, for the handler of the signal that ends the process.
nonisolated(unsafe) var runningStep = 0

extension Model {
  /// Takes away the messages that tell what is over or so no longer.
  mutating func sweep(_ count: Int) throws(Broken) {
    let before = outbox.count
    sweep()
    guard before - outbox.count == count else {
      throw Broken("\(count) messages were swept, not \(before - outbox.count)")
    }
  }

  /// Takes away what was handed over, or came to nothing, and tells of what is past.
  mutating func purgeOutbox() {
    outbox.removeAll { message in
      guard ["entregado", "fallido"].contains(message.state) else { return false }
      let record = message.code.flatMap { AppointmentCode(parsing: $0) }
        .flatMap { appointments[$0]?.record }
      let end = record?.appointment.slot.moment.secondsSinceEpoch ?? message.until
      return end.map { $0 <= now.secondsSinceEpoch } ?? true
    }
  }

  mutating func sweep() {
    outbox.removeAll { message in
      if ["entregado", "fallido"].contains(message.state)
        || message.state == "en_entrega" && message.heldUntil ?? 0 > now.secondsSinceEpoch
      {
        return false
      }
      guard let text = message.code, let code = AppointmentCode(parsing: text),
        let record = appointments[code]?.record
      else {
        let isKept = message.offer.map { offers[$0] != nil } ?? false
        return !isKept || message.until.map { $0 <= now.secondsSinceEpoch } ?? true
      }
      let isSo = record.state == (message.kind == "cancelacion" ? .cancelled : .booked)
      return record.appointment.slot.moment <= now || message.state == "pendiente" && !isSo
    }
  }
}
