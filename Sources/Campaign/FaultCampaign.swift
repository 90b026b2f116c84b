internal import Domain
internal import Faults
internal import Glibc
internal import Proof
internal import SQLite
internal import Store
internal import Wording

/// Each work is done once on a disk that counts, and then again for each call that it made and each
/// fault, from the same store and with the same seed. So the undisturbed run says what a finished work
/// leaves, and each of the others has to leave that, or what stood before it.
final class FaultCampaign {
  private let options: Options
  private let folder: String
  private let speaker = Speaker(Catalogue.builtIn(), isAgent: false)
  private var path: String { folder + "/citas.db" }

  init(_ options: Options, in folder: String) throws {
    self.options = options
    self.folder = folder
  }

  struct Tally {
    var cases = 0
    /// The fault came, and the work was done all the same.
    var done = 0
    /// It was not done, and left nothing.
    var undone = 0
    /// It was not acknowledged, and done.
    var doneUnsaid = 0
    var statuses: [Int32: Int] = [:]
    var defects: [String] = []

    static func + (one: Tally, other: Tally) -> Tally {
      Tally(
        cases: one.cases + other.cases, done: one.done + other.done,
        undone: one.undone + other.undone, doneUnsaid: one.doneUnsaid + other.doneUnsaid,
        statuses: one.statuses.merging(other.statuses, uniquingKeysWith: +),
        defects: one.defects + other.defects)
    }
  }

  /// Whether nothing was lost; on a disk that lies, whether the losses were found.
  func run() throws -> Bool {
    let start = nanoseconds()
    let lived = try LivedStore(in: folder)
    var total = Tally()
    if !options.json {
      print(
        pad("work", 13), pad("fault", 11), pad("calls", -6), pad("cases", -7), pad("done", -6),
        pad("undone", -7), pad("unsaid", -7), pad("defects", -8), " exit statuses")
    }
    for work in Work.all(lived, in: folder) where options.work ?? work.name == work.name {
      if let name = options.case, !name.hasPrefix(work.name + "/") { continue }
      let oracle = try Oracle(work, lived, on: path, in: folder)
      for fault in Fault.allCases where options.fault ?? fault == fault {
        if let name = options.case, !name.hasPrefix("\(work.name)/\(fault.rawValue)/") { continue }
        if options.diskLies, fault != .power { continue }
        let tally = try run(work, fault, oracle)
        if tally.cases > 0 { report(work, fault, oracle, tally) }
        total = total + tally
      }
    }
    let seconds = Double(nanoseconds() - start) / 1e9
    if options.json {
      print(
        "{\"campaign\":\"faults\",\"seed\":\(options.seed),\"cases\":\(total.cases),"
          + "\"done\":\(total.done),\"undone\":\(total.undone),\"unsaid\":\(total.doneUnsaid),"
          + "\"defects\":\(total.defects.count),\"seconds\":\(decimal(seconds, 1))}")
    } else {
      print(
        "faults, seed \(options.seed): \(total.cases) cases in \(decimal(seconds, 0)) s, "
          + "\(total.defects.count) defects")
    }
    if options.diskLies {
      print("a disk that lies: \(total.defects.isEmpty ? "no loss was found" : "losses are found")")
      return !total.defects.isEmpty
    }
    return total.defects.isEmpty
  }

  private func report(_ work: Work, _ fault: Fault, _ oracle: Oracle, _ tally: Tally) {
    let calls = fault.classes.reduce(0) { $0 + oracle.counts[Int($1.rawValue)] }
    if options.json {
      let statuses = tally.statuses.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
      print(
        "{\"work\":\(quoted(work.name)),\"fault\":\(quoted(fault.rawValue)),\"calls\":\(calls),"
          + "\"cases\":\(tally.cases),\"done\":\(tally.done),\"undone\":\(tally.undone),"
          + "\"unsaid\":\(tally.doneUnsaid),\"statuses\":{\(statuses.joined(separator: ","))},"
          + "\"defects\":[\(tally.defects.map(quoted).joined(separator: ","))]}")
    } else {
      let statuses = tally.statuses.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
      print(
        pad(work.name, 13), pad(fault.rawValue, 11), pad(String(calls), -6),
        pad(String(tally.cases), -7), pad(String(tally.done), -6), pad(String(tally.undone), -7),
        pad(String(tally.doneUnsaid), -7), pad(String(tally.defects.count), -8), "",
        statuses.joined(separator: ", "))
      for defect in tally.defects.prefix(options.diskLies ? 1 : 20) { print("    \(defect)") }
    }
    fflush(nil)
  }

  private func run(_ work: Work, _ fault: Fault, _ oracle: Oracle) throws -> Tally {
    var tally = Tally()
    let calls = fault.classes.reduce(0) { $0 + oracle.counts[Int($1.rawValue)] }
    var number = Int(options.seed % UInt64(options.every))
    for stays in fault.staying {
      for cut in 0..<(fault == .power ? options.cuts : 1) {
        for call in 1...max(1, calls) where calls > 0 {
          number += 1
          guard number % options.every == 0 else { continue }
          // The program waits five seconds for others, by the clock.
          if fault == .busy, stays, call % 12 != 1 { continue }
          let name =
            "\(work.name)/\(fault.rawValue)/\(stays ? "stays" : cut > 0 ? "cut\(cut)" : "once")/\(call)"
          if let wanted = options.case, wanted != name { continue }
          var plan = FaultPlan()
          plan.kind = fault.kind
          plan.mask = fault.mask
          plan.at = call
          plan.stays = stays
          plan.lies = options.diskLies
          plan.seed = options.seed &+ UInt64(cut) &* 1_000_003 &+ UInt64(call)
          let finding = try Examination(work, fault, plan, oracle, on: path, in: folder, speaker)
          tally.cases += 1
          tally.statuses[finding.status, default: 0] += 1
          tally.done += finding.isDone && finding.isSaid ? 1 : 0
          tally.doneUnsaid += finding.isDone && !finding.isSaid ? 1 : 0
          tally.undone += finding.isDone ? 0 : 1
          tally.defects += finding.defects.map { "\(name): \($0)" }
          if options.case != nil { print(finding.outcome.output, finding.outcome.errors) }
        }
      }
    }
    return tally
  }
}

/// What stands before a work, and what an undisturbed run leaves and how often it calls.
struct Oracle {
  let before: Contents
  let done: Contents
  let counts: [Int]
  /// The file of the store as the work finds it; nil when there is none.
  let start: StoreFiles?

  init(_ work: Work, _ lived: LivedStore, on path: String, in folder: String) throws {
    removeStore(path)
    switch work.start {
    case .nothing: start = nil
    case .lived: start = lived.files
    case .grown: start = lived.grown
    case .waiting: start = lived.waiting
    case .version1: start = try StoreFiles(of: "Tests/StoreTests/archivos/version1.db")
    }
    if let start {
      try start.write(to: path)
      before = try Contents(of: path)
      try start.write(to: path)
    } else {
      // A store that is made and in which nothing was done is as good as none.
      _ = try Child.run(
        ["--base", path] + Work.agent, input: "disponibilidad Bogotá\n", in: folder)
      before = try Contents(of: path)
      removeStore(path)
    }
    if let made = work.makes { removeStore(made) }
    var counting = FaultPlan()
    counting.kind = faults_none
    let outcome = try Child.run(
      ["--base", path] + work.words, input: work.input, plan: counting, in: folder)
    guard outcome.status == 0, work.acknowledgement.map(outcome.output.contains) ?? true else {
      throw Failure("\(work.name) fails without a fault: \(outcome)")
    }
    counts = outcome.counts
    done = try Contents(of: path)
    guard done != before else { throw Failure("\(work.name) leaves nothing") }
  }
}

/// A run with a fault, and what is wrong with what it left.
struct Examination {
  let outcome: Child.Outcome
  private(set) var isDone = false
  private(set) var isSaid = false
  private(set) var defects: [String] = []

  var status: Int32 { outcome.status }

  init(
    _ work: Work, _ fault: Fault, _ plan: FaultPlan, _ oracle: Oracle, on path: String,
    in folder: String, _ speaker: Speaker
  ) throws {
    removeStore(path)
    for name in try names(in: folder) where name.hasPrefix("citas.db") {
      unlink(folder + "/" + name)
    }
    if let made = work.makes { removeStore(made) }
    if let start = oracle.start { try start.write(to: path) }
    outcome = try Child.run(
      ["--base", path] + work.words, input: work.input, plan: plan, in: folder)
    isSaid = outcome.status == 0 || work.acknowledgement.map(outcome.output.contains) ?? false
    examineEnd(work, fault, path, speaker)
    do {
      try examineContents(work, fault, oracle, path)
      if oracle.start != nil || exists(path) {
        let store = Store(.file(path), actor: Actor(channel: .office, agent: nil))
        for finding in try store.verify(now: work.later) { defects.append("verificar: \(finding)") }
      }
      try examineLocks(path)
      try examineMade(work, oracle)
      if work.repeats || work.makes.map({ !exists($0) }) ?? false {
        let again = try Child.run(["--base", path] + work.words, input: work.input, in: folder)
        if again.status != 0 { defects.append("it cannot be done again: \(again)") }
        for name in try names(in: folder)
        where name.contains(".parte") || name.contains("-restauracion") {
          defects.append("\(name) is left")
        }
      }
    } catch {
      defects.append("the store is lost: \(error)")
    }
  }

  // MARK: What was said

  private mutating func examineEnd(
    _ work: Work, _ fault: Fault, _ path: String, _ speaker: Speaker
  ) {
    let status = outcome.status
    guard status != 0 else { return }
    if status == 128 + 9, fault == .kill { return }
    guard fault.endings(work).contains(status) else {
      defects.append("it ends with \(status): \(outcome.errors)")
      return
    }
    if status == 65 { return }
    func words(_ text: String) -> String { text.split { $0.isWhitespace }.joined(separator: " ") }
    let said = words(outcome.errors + outcome.output)
    let places = [path, path + "-202109100900"] + (work.makes.map { [$0] } ?? [])
    var texts = places.flatMap { Self.texts(status, $0, speaker) }.map(words)
    // A copy that is read back may be found unsound: its integrity check takes a failure of the device
    // for one.
    if work.verifies, status == 69 { texts.append("Hallazgos:") }
    if !texts.contains(where: said.contains) {
      defects.append("it ends with \(status) and says «\(outcome.errors)»")
    }
    if work.isJSON,
      outcome.output.split(separator: "\n").last?.contains("\"salida\":\(status)") != true
    {
      defects.append("its last line is no end with \(status)")
    }
  }

  /// What the program says when it ends with that status.
  private static func texts(_ status: Int32, _ path: String, _ speaker: Speaker) -> [String] {
    let keys: [Key] =
      switch status {
      case 69:
        [.storeCannotOpen, .storeDamaged, .storeReadOnly, .storeDeviceFails]
      case 73: [.storeCannotCreate, .backUpCannotBeWritten]
      default: [.storeFull, .busy]
      }
    return keys.map { key in
      speaker.text(key, key == .busy ? [:] : ["ruta": path])
    }
  }

  // MARK: What is left

  private mutating func examineContents(
    _ work: Work, _ fault: Fault, _ oracle: Oracle, _ path: String
  ) throws {
    // A new file without tables is as good as none.
    let after = exists(path) ? try Contents(of: path) : Contents()
    if oracle.start == nil, after.tables.isEmpty {
      if isSaid { defects.append("the store is gone") }
      return
    }
    isDone = after.version == oracle.done.version && after.lasting == oracle.done.lasting
    let isUndone = after.version == oracle.before.version && after.lasting == oracle.before.lasting
    if isSaid, !isDone {
      defects.append("what was said is not there: \(after.difference(from: oracle.done))")
    } else if !isDone, !isUndone {
      defects.append("it is neither done nor undone: \(after.difference(from: oracle.before))")
    }
    if isDone, isUndone { isDone = isSaid }
    let lost = Set(shownCodes(outcome.output)).subtracting(after.codes)
      .subtracting(oracle.before.codes)
    if !lost.isEmpty { defects.append("codes were shown that are not there: \(lost)") }
    if work.replaces || after.tables.isEmpty || oracle.before.tables.isEmpty { return }
    for (table, rows) in after.attempts where fault != .busy {
      let known = Set(oracle.before.tables[table] ?? []).union(oracle.done.tables[table] ?? [])
      // They go when the work is done.
      if table == "hold" || table == "draft" { continue }
      if let row = rows.first(where: { !known.contains($0) }) {
        defects.append("\(table) has «\(row)»")
      }
    }
    for table in ["session", "event", "consent"] where oracle.start != nil {
      let rows = Set(after.tables[table] ?? [])
      if let row = (oracle.before.tables[table] ?? []).first(where: { !rows.contains($0) }) {
        defects.append("\(table) has lost «\(row)»")
      }
    }
  }

  /// Nothing that the process held is held on.
  private mutating func examineLocks(_ path: String) throws {
    guard exists(path), exists(path + "-turnos") else { return }
    guard let file = LockFile(path: path + "-turnos", following: path) else {
      defects.append("the lock file does not open")
      return
    }
    for byte in 0..<200 where file.isLocked(byte) {
      defects.append("the lock \(byte) outlives its process")
    }
    let store = Store(.file(path), actor: Actor(channel: .office, agent: "Ana"))
    let held = try Contents(of: path).tables["hold"] ?? []
    for row in held {
      let cells = row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      guard cells.count > 5, cells[5] != "-", let point = Int(cells[0]), let day = Int(cells[1]),
        let minute = Int(cells[2])
      else { continue }
      let slot = SlotStart(day: Day(number: day), time: TimeOfDay(minutes: minute))
      // What is kept for somebody who waits is theirs again, and nobody else's.
      if cells.count > 9, cells[9] != "-" {
        let document = Document(
          type: .cedulaDeCiudadania, number: DocumentNumber(stored: LivedStore.waiting[0]))
        if case .taken = try store.takeUpOffer(to: document, now: Work.now) {
          defects.append("the hold \(row) outlives its process")
        }
        continue
      }
      if case .taken = try store.hold(slot, at: point, now: Work.now) {
        defects.append("the hold \(row) outlives its process")
      }
    }
  }

  /// The file that it makes is whole, or there is none.
  private mutating func examineMade(_ work: Work, _ oracle: Oracle) throws {
    guard let made = work.makes else { return }
    guard exists(made) else {
      if isSaid { defects.append("the file that was made is not there") }
      return
    }
    let copy = try Contents(of: made)
    if copy.lasting != oracle.before.lasting {
      defects.append("the file that was made is another: \(copy.difference(from: oracle.before))")
    }
  }
}
