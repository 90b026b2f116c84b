internal import Domain
internal import Glibc
internal import Proof
internal import SQLite
internal import Store
internal import Yardstick

/// In each round some processes work at once on one store, and most are killed at a moment that the
/// seed chooses, as a part of the time that a booking takes here. Then the store is compared with a model that knows
/// what each was to do, and what it said that it did.
///
/// The seed makes the same rounds again. What the processes do to each other meanwhile it cannot make:
/// that is the machine's.
final class KillCampaign {
  private let options: Options
  private let folder: String
  private var path: String { folder + "/kills.db" }

  init(_ options: Options, in folder: String) {
    self.options = options
    self.folder = folder
  }

  private var tally: [String: (started: Int, killed: Int, done: Int, unsaid: Int)] = [:]
  private var defects: [String] = []
  /// Of a booking beside as many others as there are at once; nanoseconds.
  private var bookingTime: Int64 = 0
  private var orphans = 0
  private var retaken = 0

  func run() throws -> Bool {
    let start = nanoseconds()
    removeStore(path)
    let first = try Child.run(["--base", path] + Work.clock, input: "salir\n", in: folder)
    guard first.status == 0 else { throw Failure("the store cannot be made: \(first)") }
    _ = try Child.run(
      ["--base", path, "correo", "ajustar", "remitente", "citas@example.gov.co"], input: "",
      in: folder)
    var model = try Contents(of: path)
    try measure(model)
    model = try Contents(of: path)
    for round in options.from..<(options.from + options.rounds) {
      var chance = Chance(seed: options.seed, case: round)
      let tasks = plan(round, model, &chance)
      let said = try hold(tasks)
      do {
        model = try compare(model, tasks, said, round)
      } catch {
        defects.append("round \(round): the store is lost: \(error)")
        break
      }
      if defects.count > 20 { break }
    }
    report(seconds: Double(nanoseconds() - start) / 1e9)
    return defects.isEmpty
  }

  private func report(seconds: Double) {
    if options.json {
      for (kind, count) in tally.sorted(by: { $0.key < $1.key }) {
        print(
          "{\"work\":\(quoted(kind)),\"started\":\(count.started),\"killed\":\(count.killed),"
            + "\"done\":\(count.done),\"unsaid\":\(count.unsaid)}")
      }
      print(
        "{\"campaign\":\"kills\",\"seed\":\(options.seed),\"rounds\":\(options.rounds),"
          + "\"orphanedHolds\":\(orphans),\"takenAgain\":\(retaken),"
          + "\"defects\":[\(defects.map(quoted).joined(separator: ","))],"
          + "\"seconds\":\(decimal(seconds, 1))}")
      return
    }
    print(pad("work", 13), ["started", "killed", "done", "unsaid"].map { pad($0, -8) }.joined())
    for (kind, count) in tally.sorted(by: { $0.key < $1.key }) {
      print(
        pad(kind, 13),
        [count.started, count.killed, count.done, count.unsaid]
          .map { pad(String($0), -8) }.joined())
    }
    for defect in defects { print("    \(defect)") }
    print(
      "kills, seed \(options.seed): \(options.rounds) rounds of \(options.processes) processes in "
        + "\(decimal(seconds, 0)) s; holds of the dead: \(orphans), their places taken again: "
        + "\(retaken); \(defects.count) defects")
  }

  private func measure(_ model: Contents) throws {
    let tasks = (0..<options.processes).map { index in
      let slot = closedSlots[index]
      return Task(
        kind: .book(document: String(50_000_000 + index), slot: slot),
        words: ["--json", "--agente", "Ana", "--semilla", String(index)] + Work.clock,
        lines: Work.booking(
          String(50_000_000 + index), in: slot.city, on: slot.dayWritten, at: slot.hour), life: nil)
    }
    let start = nanoseconds()
    let said = try hold(tasks)
    bookingTime = nanoseconds() - start
    guard said.allSatisfy({ $0.status == 0 }) else { throw Failure("a booking fails: \(said)") }
  }

  // MARK: Planning

  /// What a process is to do.
  private struct Task {
    enum Kind {
      case book(document: String, slot: Slot)
      case change(code: String, document: String, to: Slot)
      case update(code: String, document: String, email: String)
      case cancel(code: String, document: String)
      case close(day: Int)
      case reopen(day: Int)
      case join(document: String)
      case takeUp(document: String)
      case decline(document: String)
      case leave(document: String)

      /// Of whom the waiting list may have something else afterwards.
      var waits: String? {
        switch self {
        case .join(let document), .takeUp(let document), .decline(let document),
          .leave(let document):
          document
        default: nil
        }
      }
    }

    let kind: Kind
    let words: [String]
    let lines: [String]
    /// When it is killed, in thousandths of a booking's time from its start; nil when it is left alone.
    let life: Int?

    var name: String {
      switch kind {
      case .book: "booking"
      case .change: "change"
      case .update: "update"
      case .cancel: "cancellation"
      case .close: "closure"
      case .reopen: "reopening"
      case .join: "joining"
      case .takeUp: "taking"
      case .decline: "passing"
      case .leave: "leaving"
      }
    }
  }

  /// A slot of a point that has one place in each.
  private struct Slot: Hashable {
    let point: Int
    let city: String
    /// 1 January 1970 is 0.
    let day: Int
    let minute: Int

    var dayWritten: String { Day(number: day).iso }
    var hour: String { TimeOfDay(minutes: minute).iso }
  }

  /// Points that citizens use here, and the one that the office closes and opens.
  private static let cities = ["Arauca", "Quibdó", "Neiva", "Florencia", "Sincelejo", "Tunja"]
  private static let closedCity = "Yopal"
  /// Where people wait only, with a place kept for each: it has more than they are.
  private static let waitingCity = "Pasto"
  private static let days = [13, 14, 15, 16, 17, 20, 21, 22, 23, 24, 27, 28, 29, 30]
  private lazy var closedPoint = point(of: Self.closedCity)

  private lazy var points: [String: Int] = {
    var points: [String: Int] = [:]
    let store = Store(.file(path), actor: Actor(channel: .office, agent: nil))
    for point in (try? store.points(now: Work.now)) ?? [] { points[point.city] = point.id }
    return points
  }()

  private func point(of city: String) -> Int {
    guard let point = points[city] else { preconditionFailure("there is no office in \(city)") }
    return point
  }

  /// From 8:00 to 15:40 but at noon.
  private static let minutes = [8, 9, 10, 11, 14, 15].flatMap { (hour: Int) -> [Int] in
    [hour * 60, hour * 60 + 20, hour * 60 + 40]
  }

  private func slots(of city: String) -> [Slot] {
    var slots: [Slot] = []
    for day in Self.days {
      let number = (Day(year: 2021, month: 9, day: day) ?? Work.now.day).number
      for minute in Self.minutes {
        slots.append(Slot(point: point(of: city), city: city, day: number, minute: minute))
      }
    }
    return slots
  }

  private lazy var allSlots = Self.cities.flatMap { slots(of: $0) }
  private lazy var closedSlots = slots(of: Self.closedCity)

  private func plan(_ round: Int, _ model: Contents, _ chance: inout Chance) -> [Task] {
    let appointments = (model.tables["appointment"] ?? []).map(Appointment.init)
    let claimed = Set(
      (model.tables["claim"] ?? []).map {
        $0.split(separator: "|").prefix(3).joined(separator: " ")
      })
    func isFree(_ slot: Slot) -> Bool {
      !claimed.contains("\(slot.point) \(slot.day) \(slot.minute)")
    }
    var booked = appointments.filter { $0.state == "booked" && $0.point != closedPoint }
      .shuffled(using: &chance)
    // The places that dead processes held come first.
    let held = Set(
      (model.tables["hold"] ?? []).map { $0.split(separator: "|").prefix(3).joined(separator: " ") }
    )
    func isHeld(_ slot: Slot) -> Bool { held.contains("\(slot.point) \(slot.day) \(slot.minute)") }
    var free = allSlots.filter(isFree).shuffled(using: &chance)
    free = free.filter(isHeld) + free.filter { !isHeld($0) }
    func take(_ slot: Slot) -> Slot {
      if isHeld(slot) { retaken += 1 }
      return slot
    }
    var tasks: [Task] = []
    var serial = round * options.processes * 2
    func task(_ kind: Task.Kind, _ words: [String], _ lines: [String]) {
      serial += 1
      let life = chance.below(4) == 0 ? nil : chance.below(1_300)
      let seed = ["--ahora", Work.nowWritten, "--semilla", String(serial)]
      tasks.append(Task(kind: kind, words: words + seed, lines: lines, life: life))
    }
    let agent = ["--json", "--agente", "Ana"]
    // The office is one of them now and then; it has a point of its own.
    if chance.below(4) == 0 {
      let closures = (model.tables["closure"] ?? []).map { $0.split(separator: "|") }
      let day = (Day(year: 2021, month: 9, day: chance.pick(Self.days)) ?? Work.now.day)
      if closures.contains(where: { $0.count > 1 && $0[0] == "\(day.number)" }) {
        task(
          .reopen(day: day.number),
          ["reabrir", day.iso, "--punto", Self.closedCity, "--aplicar"], [])
      } else {
        task(
          .close(day: day.number),
          [
            "cierre", day.iso, "--punto", Self.closedCity, "--motivo", "día cívico", "--aplicar",
          ], [])
      }
    } else if chance.below(2) == 0,
      let slot = closedSlots.filter(isFree).first(where: { slot in
        !(model.tables["closure"] ?? []).contains { $0.hasPrefix("\(slot.day)|") }
      })
    {
      let document = String(70_000_000 + round)
      task(
        .book(document: document, slot: slot), agent,
        Work.booking(document, in: slot.city, on: slot.dayWritten, at: slot.hour))
    }
    // Those who wait, each in one task at most.
    var waiting = waitersWithOffer(in: model).shuffled(using: &chance)
    if chance.below(2) == 0 {
      if waiting.count < 30, chance.below(2) == 0 {
        let document = String(80_000_000 + round)
        task(
          .join(document: document), agent, Work.joining(document, in: Self.waitingCity))
      } else if !waiting.isEmpty {
        let document = waiting.removeFirst()
        switch chance.below(4) {
        case 0:
          task(.leave(document: document), agent, Work.turn(of: document, "retirarse"))
        case 1:
          task(.decline(document: document), agent, Work.turn(of: document, "pasar", "seguir"))
        default:
          task(.takeUp(document: document), agent, Work.turn(of: document, "tomar", "aceptar"))
        }
      }
    }
    while tasks.count < options.processes {
      let document = String(60_000_000 + round * options.processes + tasks.count)
      switch chance.below(6) {
      case 0 where !booked.isEmpty:
        let old = booked.removeFirst()
        // A change stays at its point.
        guard let index = free.firstIndex(where: { $0.point == old.point }) else { continue }
        let slot = take(free.remove(at: index))
        task(
          .change(code: old.code, document: old.document, to: slot), agent,
          Work.change(old.code, of: old.document, to: slot.dayWritten, at: slot.hour))
      case 1 where !booked.isEmpty:
        let old = booked.removeFirst()
        let email = "otra\(serial)@example.com"
        task(
          .update(code: old.code, document: old.document, email: email), agent,
          Work.update(old.code, of: old.document, email: email))
      case 2 where !booked.isEmpty:
        let old = booked.removeFirst()
        task(
          .cancel(code: old.code, document: old.document), agent,
          Work.cancellation(old.code, of: old.document))
      default:
        guard !free.isEmpty else {
          guard !booked.isEmpty else { return tasks }
          let old = booked.removeFirst()
          task(
            .cancel(code: old.code, document: old.document), agent,
            Work.cancellation(old.code, of: old.document))
          continue
        }
        let slot = take(free.removeFirst())
        task(
          .book(document: document, slot: slot), agent,
          Work.booking(document, in: slot.city, on: slot.dayWritten, at: slot.hour))
      }
    }
    return tasks
  }

  private func cells(_ row: String) -> [String] {
    row.split(separator: "|", omittingEmptySubsequences: false).map { String($0) }
  }

  /// The documents that wait, by their entries.
  private func waiters(in contents: Contents) -> [String: String] {
    var documents: [String: String] = [:]
    for row in contents.tables["waiting_applicant"] ?? [] {
      let cells = cells(row)
      documents[cells[0]] = cells[5]
    }
    return documents
  }

  private func openOffers(in contents: Contents) -> [String: String] {
    var offers: [String: String] = [:]
    for row in contents.tables["offer"] ?? [] {
      let cells = cells(row)
      if cells[7] == "open" { offers[cells[1]] = cells[0] }
    }
    return offers
  }

  private func waitersWithOffer(in contents: Contents) -> [String] {
    let offers = openOffers(in: contents)
    return waiters(in: contents).filter { offers[$0.key] != nil }.map(\.value).sorted()
  }

  /// A row of the appointments.
  private struct Appointment {
    let code: String
    let state: String
    let point: Int
    let day: Int
    let minute: Int
    let document: String
    let email: String
    let replaces: String
    /// Who it is for and about what, as it was typed.
    let person: [String]
    let cells: [String]

    init(_ row: String) {
      cells = row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      code = cells[0]
      state = cells[1]
      point = Int(cells[2]) ?? 0
      day = Int(cells[3]) ?? 0
      minute = Int(cells[4]) ?? 0
      document = cells[11]
      person = Array(cells[7...18])
      email = cells[16]
      replaces = cells[21]
    }

    func stands(in slot: Slot) -> Bool {
      state == "booked" && (point, day, minute) == (slot.point, slot.day, slot.minute)
    }

    /// This row with other cells.
    func with(_ changes: [Int: String]) -> [String] {
      cells.enumerated().map { changes[$0.offset] ?? $0.element }
    }
  }

  // MARK: Working

  private struct Said {
    let status: Int32
    let output: String
    let errors: String
    var wasKilled: Bool { status == 128 + SIGKILL }
  }

  private func hold(_ tasks: [Task]) throws -> [Said] {
    let itself = try ownPath()
    var running: [(process: Int32, output: UnsafeMutablePointer<FILE>, end: Int64?)] = []
    for (index, task) in tasks.enumerated() {
      var (input, output): (Int32, Int32) = (-1, -1)
      let words =
        [itself, "child", "\(folder)/report-\(index)"] + FaultPlan().words + ["--base", path]
        + task.words
      let process = withArguments(words) { yardstick_start($0, &input, &output) }
      guard process > 0, let writing = fdopen(input, "w"), let reading = fdopen(output, "r") else {
        throw Failure("a process does not start")
      }
      fputs(task.lines.map { $0 + "\n" }.joined(), writing)
      fclose(writing)
      running.append(
        (process, reading, task.life.map { nanoseconds() + Int64($0) * bookingTime / 1000 }))
    }
    for child in running.sorted(by: { ($0.end ?? 0) < ($1.end ?? 0) }) {
      guard let end = child.end else { continue }
      let rest = end - nanoseconds()
      if rest > 0 { usleep(useconds_t(rest / 1000)) }
      kill(child.process, SIGKILL)
    }
    return running.enumerated().map { (index, child) in
      var bytes: [UInt8] = []
      var piece = [UInt8](repeating: 0, count: 1 << 16)
      while case let count = fread(&piece, 1, piece.count, child.output), count > 0 {
        bytes += piece.prefix(count)
      }
      fclose(child.output)
      return Said(
        status: yardstick_wait(child.process), output: String(decoding: bytes, as: UTF8.self),
        errors: text(of: "\(folder)/report-\(index).errors"))
    }
  }

  // MARK: Comparing

  /// What stands now, when nothing is wrong with it.
  private func compare(
    _ model: Contents, _ tasks: [Task], _ said: [Said], _ round: Int
  ) throws -> Contents {
    func complain(_ text: String) { defects.append("round \(round): \(text)") }
    let after = try Contents(of: path)
    let store = Store(.file(path), actor: Actor(channel: .office, agent: nil))
    for finding in try store.verify(now: Work.now) { complain("verificar: \(finding)") }
    if let locks = LockFile(path: path + "-turnos", following: path) {
      let last = (after.tables["session"] ?? []).count
      for byte in [0] + (max(1, last - 50)...(last + 10)) where locks.isLocked(byte) {
        complain("the lock \(byte) outlives its process")
      }
    } else {
      complain("the lock file does not open")
    }
    orphans +=
      (after.tables["hold"] ?? []).filter {
        !(model.tables["hold"] ?? []).contains($0) && cells($0)[5] != "-"
      }.count
    let old = Dictionary(
      uniqueKeysWithValues: (model.tables["appointment"] ?? []).map(Appointment.init)
        .map { ($0.code, $0) })
    let new = Dictionary(
      uniqueKeysWithValues: (after.tables["appointment"] ?? []).map(Appointment.init)
        .map { ($0.code, $0) })
    let added = new.values.filter { old[$0.code] == nil }
    /// Codes whose rows a task accounts for.
    var explained: Set<String> = []
    var closuresMayDiffer: Set<Int> = []
    for (task, said) in zip(tasks, said) {
      let (isDone, codes) = examine(task, said, old, new, added, model, after, complain)
      explained.formUnion(codes)
      switch task.kind {
      case .close(let day), .reopen(let day): closuresMayDiffer.insert(day)
      default: break
      }
      let isSaid = said.status == 0 || said.output.contains("\"salida\":0")
      if isSaid, !isDone { complain("\(task.kind) was said to be done and is not") }
      if !said.wasKilled, said.status != 0 {
        complain(
          "\(task.kind) ended with \(said.status): "
            + "\(said.output.split(separator: "\n").suffix(1)) \(said.errors)")
      }
      for code in shownCodes(said.output) where new[code] == nil {
        complain("\(task.kind) showed \(code), which is not there")
      }
      var count = tally[task.name] ?? (0, 0, 0, 0)
      count.started += 1
      count.killed += said.wasKilled ? 1 : 0
      count.done += isDone ? 1 : 0
      count.unsaid += isDone && !isSaid ? 1 : 0
      tally[task.name] = count
    }
    for code in Set(old.keys).union(new.keys).subtracting(explained)
    where old[code]?.cells != new[code]?.cells {
      complain("nobody was to change \(code): \(old[code]?.cells ?? []) \(new[code]?.cells ?? [])")
    }
    let waits = Set(tasks.compactMap(\.kind.waits))
    let entries = waiters(in: model).merging(waiters(in: after)) { $1 }
    for (table, rows) in after.lasting where !["appointment", "claim"].contains(table) {
      let before = model.tables[table] ?? []
      switch table {
      case "closure":
        let differing = Set(rows).symmetricDifference(before)
          .compactMap { $0.split(separator: "|").first.flatMap { Int($0) } }
        if !Set(differing).isSubset(of: closuresMayDiffer) { complain("closures changed") }
      case "waiting", "waiting_applicant", "offer":
        for row in Set(rows).symmetricDifference(before) {
          let entry = cells(row)[table == "offer" ? 1 : 0]
          if !(entries[entry].map(waits.contains) ?? false) {
            complain("nobody was to change \(table): «\(row)»")
          }
        }
      case "outbox", "displacement":
        // What is told of an offer goes with it, as `verificar` looks at.
        func isOffer(_ row: String) -> Bool { table == "outbox" && cells(row)[1] == "oferta" }
        let more = Set(rows).subtracting(before).filter { !isOffer($0) }
        let less = Set(before).subtracting(rows).filter { !isOffer($0) }
        if !less.isEmpty { complain("\(table) has lost rows") }
        for row in more where !explained.contains(where: row.contains) {
          complain("\(table) has «\(row)»")
        }
      default:
        if rows != before { complain("nobody was to change \(table)") }
      }
    }
    for table in ["session", "event", "consent"] {
      let rows = Set(after.tables[table] ?? [])
      for row in model.tables[table] ?? [] where !rows.contains(row) {
        complain("\(table) has lost «\(row)»")
      }
    }
    return after
  }

  /// Whether the task is done, and the codes of whose rows it is the reason. What is neither done nor
  /// undone is complained of.
  private func examine(
    _ task: Task, _ said: Said, _ old: [String: Appointment], _ new: [String: Appointment],
    _ added: [Appointment], _ model: Contents, _ after: Contents, _ complain: (String) -> Void
  ) -> (isDone: Bool, codes: Set<String>) {
    switch task.kind {
    case .book(let document, let slot):
      let own = added.filter { $0.document == document }
      let wanted = [
        "estado_cuenta", "natural", "-", "13", document, "Ana María", "Gómez Ruiz", "-",
        "3001234567", "ventas@example.com", "CL 26 # 68C-61", "25754",
      ]
      if own.count > 1 || own.contains(where: { !$0.stands(in: slot) || $0.person != wanted }) {
        complain("\(task.kind) left \(own.map(\.cells))")
      }
      return (!own.isEmpty, Set(own.map(\.code)))
    case .change(let code, _, let slot):
      let own = added.filter { $0.replaces == code }
      let codes = Set(own.map(\.code) + [code])
      guard let before = old[code], let now = new[code] else {
        complain("\(code) is gone")
        return (false, codes)
      }
      if own.isEmpty {
        if now.cells != before.cells { complain("\(task.kind) left \(now.cells)") }
        return (false, codes)
      }
      if own.count > 1 || !own[0].stands(in: slot) || own[0].person != before.person
        || now.cells != before.with([1: "replaced", 5: "-"])
      {
        complain("\(task.kind) left \(own.map(\.cells)) \(now.cells)")
      }
      return (true, codes)
    case .update(let code, _, let email):
      guard let before = old[code], let now = new[code] else {
        complain("\(code) is gone")
        return (false, [code])
      }
      if now.cells != before.cells, now.cells != before.with([16: email]) {
        complain("\(task.kind) left \(now.cells)")
      }
      return (now.email == email, [code])
    case .cancel(let code, _):
      guard let before = old[code], let now = new[code] else {
        complain("\(code) is gone")
        return (false, [code])
      }
      if now.cells != before.cells, now.cells != before.with([1: "cancelled", 5: "-"]) {
        complain("\(task.kind) left \(now.cells)")
      }
      return (now.state == "cancelled", [code])
    case .close(let day):
      let isClosed = (after.tables["closure"] ?? []).contains { $0.hasPrefix("\(day)|") }
      let concerned = old.values.filter {
        $0.state == "booked" && $0.point == closedPoint && $0.day == day
      }
      let moved = added.filter { new in concerned.contains { $0.code == new.replaces } }
      let codes = Set(concerned.map(\.code) + moved.map(\.code))
      if !isClosed {
        for each in concerned where new[each.code]?.cells != each.cells {
          complain("\(task.kind) is not done and changed \(each.code)")
        }
        return (false, codes)
      }
      for each in concerned {
        let successors = moved.filter { $0.replaces == each.code }
        let isDisplaced = (after.tables["displacement"] ?? []).contains { $0.contains(each.code) }
        if successors.count > 1 || successors.first.map({ $0.person != each.person }) ?? false
          || !isDisplaced
        {
          complain("\(task.kind) left \(each.cells) \(successors.map(\.cells))")
        }
      }
      return (true, codes)
    case .reopen(let day):
      // Nobody has lost an hour here: every closure finds other places.
      return (!(after.tables["closure"] ?? []).contains { $0.hasPrefix("\(day)|") }, [])
    case .join(let document):
      let isDone = waiters(in: after).values.contains(document)
      if isDone, !waitersWithOffer(in: after).contains(document) {
        complain("\(task.kind) left no offer")
      }
      return (isDone, [])
    case .takeUp(let document):
      let own = added.filter { $0.document == document }
      let waits = waitersWithOffer(in: after).contains(document)
      if own.count > 1 || own.isEmpty != waits {
        complain("\(task.kind) left \(own.map(\.cells)), waits: \(waits)")
      }
      return (!own.isEmpty, Set(own.map(\.code)))
    case .decline(let document):
      guard let entry = waiters(in: after).first(where: { $0.value == document })?.key,
        let offer = openOffers(in: after)[entry]
      else {
        complain("\(task.kind) left no turn")
        return (false, [])
      }
      return (openOffers(in: model)[entry] != offer, [])
    case .leave(let document):
      return (!waiters(in: after).values.contains(document), [])
    }
  }
}
